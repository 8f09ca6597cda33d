#!/bin/sh
# Simulates gammas, protons and muons, reconstructs them, and draws the figures of docs/simulation.md.
# Usage: workflows/simulation.sh [DIRECTORY]
# PYTHON has ctapipe and matplotlib, BLUEWAKE_DATA is the folder of the real files, PERCENT says how many showers.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
out=${1:-$here/simulation-checks}
data=${BLUEWAKE_DATA:-$here/../shared/data}
bluewake=${BLUEWAKE:-$here/bluewake}
percent=${PERCENT:-100}
mkdir -p "$out"

run() { # name array primary showers settings...
  name=$1 array=$2 primary=$3 showers=$(($4 * percent / 100))
  shift 4
  settings=""
  for s in "$@"; do settings="$settings --set $s"; done
  # shellcheck disable=SC2086
  "$bluewake" simulate -o "$out/$name.sim" --overwrite --array "$array" --primary "$primary" --events "$showers" $settings
  muons=""
  if [ "$primary" = muon ]; then muons="--set muons=muon"; fi
  # shellcheck disable=SC2086
  "$bluewake" process -i "$out/$name.sim" -o "$out/$name.dl2.h5" --overwrite --quiet $muons
}

run gamma-north alpha-north gamma 2000 reuse=5 energyMinTeV=0.02 energyMaxTeV=50 spectralIndex=-1.3 coreRadius=700
run gamma-south alpha-south gamma 1200 reuse=5 energyMinTeV=0.03 energyMaxTeV=50 spectralIndex=-1.3 coreRadius=1200
run proton-north alpha-north proton 6000 reuse=5 energyMinTeV=0.03 energyMaxTeV=50 spectralIndex=-1.8 coreRadius=600 viewconeDeg=5
run proton-south alpha-south proton 3000 reuse=5 energyMinTeV=0.05 energyMaxTeV=50 spectralIndex=-1.8 coreRadius=800 viewconeDeg=5
run proton-lst lst-1 proton 3000 reuse=5 energyMinTeV=0.01 energyMaxTeV=20 spectralIndex=-1.8 coreRadius=300 viewconeDeg=5 triggerTelescopes=1
run electron-north alpha-north electron 2000 reuse=5 energyMinTeV=0.01 energyMaxTeV=2 spectralIndex=-2 coreRadius=400 viewconeDeg=5
run muon lst-1 muon 300 energyMinTeV=0.01 energyMaxTeV=0.2 coreRadius=10 viewconeDeg=1 triggerTelescopes=1
"${PYTHON:-python3}" "$here/workflows/simulation.py" "$out" "$data" "$here/docs/simulation"
