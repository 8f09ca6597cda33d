#!/bin/sh
# Closed loop of bending models: simulates pedestals under stars in several directions with pointing errors that only the simulation
# knows, fits a bending model of each telescope to the star positions, corrects showers of yet another direction with it, and compares.
#   workflows/bending.sh PYTHON DIRECTORY [SHOWERS]
# PYTHON has tables, numpy and matplotlib (an environment with ctapipe).
set -eu
python=$1
out=$2
showers=${3:-3000}
root=$(cd "$(dirname "$0")/.." && pwd -P)
command=${BLUEWAKE:-$root/bluewake}
mkdir -p "$out"
bluewake() { "$command" "$@" --overwrite; }
head='bluewake-simulation: 1
array: lst-4
seed: 5'
measured=
for direction in 40/65 90/70 120/75 180/70 220/60 270/65; do
  name=$out/stars-${direction%/*}
  # Showers so weak and far that only the pedestals are left.
  printf '%s\n' "$head" "azimuthDeg: ${direction%/*}" "altitudeDeg: ${direction#*/}" 'pointingErrorDeg: 0.02' 'showers: 300' \
    'energyMinTeV: 0.002' 'energyMaxTeV: 0.002' 'coreRadius: 5000' 'showersPerSecond: 50' 'pedestalEvery: 1' 'starMagnitude: 7.5' \
    >"$name.sim"
  bluewake calibrate --pedestals "$name.sim" -o "$name.cal.h5" --chunk-events 150
  # Some directions have too few bright stars.
  if bluewake pointing -i "$name.sim" --monitoring "$name.cal.h5" -o "$name.pointing.h5"; then
    measured="$measured --monitoring $name.pointing.h5"
  fi
done
# shellcheck disable=SC2086 # one word for each file
bluewake pointing --bending -i "$out/stars-180.sim" $measured -o "$out/bending.h5"
for kind in ideal real; do
  printf '%s\n' "$head" 'azimuthDeg: 150' 'altitudeDeg: 68' "showers: $showers" 'energyMinTeV: 0.5' 'energyMaxTeV: 5' 'coreRadius: 180' \
    >"$out/$kind.sim"
done
printf '%s\n' 'pointingErrorDeg: 0.02' >>"$out/real.sim"
bluewake process -i "$out/ideal.sim" -o "$out/ideal.h5"
bluewake process -i "$out/real.sim" -o "$out/raw.h5"
bluewake process -i "$out/real.sim" -o "$out/corrected.h5" --monitoring "$out/bending.h5"
"$python" "$root/workflows/pointing.py" "$out/ideal.h5" "$out/raw.h5" "$out/corrected.h5"
