#!/bin/sh
# Closed loop of the pointing: simulates pedestals under stars and showers, with pointing errors, rotation and bending that only the
# simulation knows, measures the pointing from the stars, corrects the showers, and compares with the truth.
#   workflows/pointing.sh PYTHON DIRECTORY [SHOWERS]
# PYTHON has tables, numpy and matplotlib (an environment with ctapipe).
set -eu
python=$1
out=$2
showers=${3:-3000}
root=$(cd "$(dirname "$0")/.." && pwd -P)
command=${BLUEWAKE:-$root/bluewake}
mkdir -p "$out"
errors='pointingErrorDeg: 0.02
rotationDegPerHour: 12
bendingDegPerHour: 1'
head='bluewake-simulation: 1
array: lst-4
seed: 5'
# Showers so weak and far that only the pedestals are left.
printf '%s\n' "$head" "$errors" 'showers: 500' 'energyMinTeV: 0.002' 'energyMaxTeV: 0.002' 'coreRadius: 5000' \
  'showersPerSecond: 50' 'pedestalEvery: 1' 'starMagnitude: 7.5' >"$out/pedestals.sim"
for kind in ideal real; do
  printf '%s\n' "$head" "showers: $showers" 'energyMinTeV: 0.5' 'energyMaxTeV: 5' 'coreRadius: 180' \
    "showersPerSecond: $((showers / 12))" >"$out/$kind.sim"
done
printf '%s\n' "$errors" >>"$out/real.sim"
bluewake() { "$command" "$@" --overwrite; }
bluewake calibrate --pedestals "$out/pedestals.sim" -o "$out/cal.h5" --chunk-seconds 3.2
bluewake pointing -i "$out/pedestals.sim" --monitoring "$out/cal.h5" -o "$out/pointing.h5"
bluewake process -i "$out/ideal.sim" -o "$out/ideal.h5"
bluewake process -i "$out/real.sim" -o "$out/raw.h5"
bluewake process -i "$out/real.sim" -o "$out/corrected.h5" --monitoring "$out/pointing.h5"
"$python" "$root/workflows/pointing.py" "$out/ideal.h5" "$out/raw.h5" "$out/corrected.h5" "$out/pointing.h5" "$out/pointing.svg"
