#!/bin/sh
# Cleans gammas and pedestals of one LST at 1 to 10 times the dark night sky and draws the figure of docs/nsb-cleaning.md.
# Usage: workflows/nsb.sh [DIRECTORY]
# PYTHON has ctapipe and matplotlib, PERCENT says how many events.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
out=${1:-$here/nsb-checks}
bluewake=${BLUEWAKE:-$here/bluewake}
percent=${PERCENT:-100}
dark=0.25 # photo-electrons per pixel and ns, as the simulation has them
mkdir -p "$out"

simulate() { # name showers settings...
  name=$1 showers=$(($2 * percent / 100))
  shift 2
  "$bluewake" simulate -o "$out/$name.sim" --overwrite --array lst-1 --primary gamma --events "$showers" --seed 21 \
    --set spectralIndex=-1.5 --set triggerTelescopes=1 "$@"
}

# Gammas under the dark sky, and pedestals with closed lid, to which all light is added: the simulation's own
# noise is cut out of short traces, too short for rare coincidences.
simulate gamma 4000 --set energyMinTeV=0.005 --set energyMaxTeV=1 --set coreRadius=250
simulate pedestal 5000 --set energyMinTeV=0.005 --set energyMaxTeV=0.006 --set coreRadius=1000 --set darkPedestalEvery=1

clean() { # name level rate
  modify="--set modify=night-sky --set modify.night-sky.rateGHz=$3 --set modify.night-sky.spreadPe=0.35 --set modify.night-sky.afterpulses=4e-4"
  if [ "$1" = pedestal ]; then
    # The pedestals tell how bright the sky is: the cleaning is not told the level.
    # shellcheck disable=SC2086
    "$bluewake" calibrate -i "$out/pedestal.sim" -o "$out/monitoring-$2.h5" --overwrite --quiet --pedestal-type dark \
      --max-events 500 --chunk-events 500 --no-progress $modify
  fi
  # shellcheck disable=SC2086
  "$bluewake" process -i "$out/$1.sim" --monitoring "$out/monitoring-$2.h5" -o "$out/$1-$2.dl1.h5" --overwrite --quiet \
    --images --set source.skipCalibrationEvents=false --set clean=noise-islands $modify
}

for level in 1 2 3 5 7 10; do
  clean pedestal "$level" "$(awk "BEGIN { print $dark * $level }")"
  clean gamma "$level" "$(awk "BEGIN { print $dark * ($level - 1) }")"
done
"${PYTHON:-python3}" "$here/workflows/nsb.py" "$out" "$here/docs/nsb"
