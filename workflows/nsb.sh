#!/bin/sh
# Cleans gammas and pedestals of one telescope at 1 to 10 times the dark night sky and draws a figure of docs/nsb-cleaning.md.
# Usage: workflows/nsb.sh [DIRECTORY [CAMERA]]   CAMERA: lst (default), mst-nectarcam, mst-flashcam, sst or sct
# PYTHON has ctapipe and matplotlib, PERCENT says how many events.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
out=${1:-$here/nsb-checks}
camera=${2:-lst}
bluewake=${BLUEWAKE:-$here/bluewake}
percent=${PERCENT:-100}
# Photo-electrons per pixel and ns under the dark sky and their charges, as the simulation has them; energies in TeV.
photomultiplier="--set modify.night-sky.spreadPe=0.35 --set modify.night-sky.afterpulses=4e-4"
silicon="--set modify.night-sky.spreadPe=0.1 --set modify.night-sky.afterpulses=0.08 \
  --set modify.night-sky.afterpulseFromPe=2 --set modify.night-sky.afterpulseScalePe=0.1"
case $camera in
  lst) dark=0.25 charges=$photomultiplier least=0.004 most=0.3 radius=200 ;;
  mst-*) dark=0.26 charges=$photomultiplier least=0.012 most=0.8 radius=250 ;;
  sst) dark=0.04 charges=$silicon least=0.05 most=3 radius=300 ;;
  sct) dark=0.025 charges=$silicon least=0.03 most=1 radius=250 ;;
  *) echo "nsb.sh: no camera $camera" >&2 && exit 2 ;;
esac
mkdir -p "$out"

simulate() { # file showers settings...
  file=$1 showers=$(($2 * percent / 100))
  shift 2
  "$bluewake" simulate -o "$out/$file" --overwrite --quiet --array "$camera-1" --primary gamma --events "$showers" --seed 21 \
    --set triggerTelescopes=1 "$@"
}

# Gammas under the dark sky, and pedestals without any light, to which all of it is added: so they have the same noise but for
# its random numbers, while the simulation cuts its own out of traces that hold a few afterpulses.
simulate gamma.simtel.zst 12000 --set reuse=4 --set "energyMinTeV=$least" --set "energyMaxTeV=$most" --set "coreRadius=$radius"
simulate pedestal.sim 4000 --set energyMinTeV=0.005 --set energyMaxTeV=0.006 --set coreRadius=1000 \
  --set pedestalEvery=1 --set nightSkyFactor=0

clean() { # file level rate
  name=${1%%.*}
  modify="--set modify=night-sky --set modify.night-sky.rateGHz=$3 $charges"
  if [ "$name" = pedestal ]; then
    # The pedestals tell how bright the sky is: the cleaning is not told the level.
    # shellcheck disable=SC2086
    "$bluewake" calibrate -i "$out/pedestal.sim" -o "$out/monitoring-$2.h5" --overwrite --quiet \
      --max-events 500 --chunk-events 500 --no-progress $modify
  fi
  # shellcheck disable=SC2086
  "$bluewake" process --profile cat-b-nsb -i "$out/$1" --monitoring "$out/monitoring-$2.h5" -o "$out/$name-$2.dl1.h5" \
    --overwrite --quiet --images --set source.skipCalibrationEvents=false $modify
}

for level in 1 2 3 5 7 10; do
  clean pedestal.sim "$level" "$(awk "BEGIN { print $dark * $level }")"
  clean gamma.simtel.zst "$level" "$(awk "BEGIN { print $dark * ($level - 1) }")"
done
"${PYTHON:-python3}" "$here/workflows/nsb.py" "$out" "$here/docs/nsb" "$camera"
