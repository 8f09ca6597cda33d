#!/bin/sh
# Whole-process comparison with ctapipe 0.32 on the same inputs in the same session.
#
#   workflows/speed.sh CTAPIPE_PROCESS SHORT LONG EVENTS [RUNS]
#
# CTAPIPE_PROCESS  the peer's executable; "" measures ours alone
# SHORT, LONG      the same file inflated to two lengths (inflate_simtel.py --times 20 and --times 100)
# EVENTS           telescope events by which LONG is longer than SHORT (1200 for 15 x 80)
# Prints user CPU seconds, wall seconds and peak memory of each run, and the CPU per telescope event as
# the slope between the two lengths, which leaves start-up and compilation out. The best of RUNS counts.
set -eu
peer=$1 short=$2 long=$3 events=$4 runs=${5:-3}
root=$(cd "$(dirname "$0")/.." && pwd)
bluewake=${BLUEWAKE:-$root/bluewake}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# measure NAME INPUT COMMAND...: runs it, prints "user wall kB", keeps the smallest user time in $best.
measure() {
  name=$1
  shift
  best=
  for _ in $(seq "$runs"); do
    rm -f "$work/out.h5"
    /usr/bin/time -f '%U %e %M' -o "$work/time" "$@" >/dev/null 2>&1
    line=$(tail -n 1 "$work/time")
    echo "$name: user, wall, peak kB: $line" >&2
    user=${line%% *}
    if [ -z "$best" ] || [ "$(echo "$user < $best" | bc)" = 1 ]; then best=$user; fi
  done
  echo "$best"
}

slope() { echo "scale=4; ($2 - $1) * 1000 / $events" | bc; }

ours_short=$(measure "ours, short" "$bluewake" process -i "$short" -o "$work/out.h5")
ours_long=$(measure "ours, long" "$bluewake" process -i "$long" -o "$work/out.h5")
echo "ours: $(slope "$ours_short" "$ours_long") ms user CPU a telescope event"
[ -n "$peer" ] || exit 0
peer_short=$(measure "peer, short" "$peer" -i "$short" -o "$work/out.h5" --write-parameters --write-showers --overwrite)
peer_long=$(measure "peer, long" "$peer" -i "$long" -o "$work/out.h5" --write-parameters --write-showers --overwrite)
echo "peer: $(slope "$peer_short" "$peer_long") ms user CPU a telescope event"
echo "ratio: $(echo "scale=2; $(slope "$peer_short" "$peer_long") / $(slope "$ours_short" "$ours_long")" | bc)"
