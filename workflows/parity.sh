#!/bin/sh
# Compares our products with those of ctapipe 0.32 on the same files, table by table and column by column.
#
#   workflows/parity.sh DATA PYTHON COMPARE [WORKDIR]
#
# DATA     folder with simtel/, reference/ and reference/variants/ as described in docs/parity.md
# PYTHON   a Python that has PyTables
# COMPARE  compare_hdf5.py
# Prints the columns that differ and one summary line a file; exit code 1 if any column differs that
# docs/parity.md does not list.
set -eu
data=$1 python=$2 compare=$3 work=${4:-$(mktemp -d)}
root=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$work"
bluewake=${BLUEWAKE:-$root/bluewake}
failed=0

# one NAME INPUT REFERENCE OPTIONS...: process INPUT, compare with REFERENCE.
one() {
  name=$1 input=$2 reference=$3
  shift 3
  if ! "$bluewake" process --quiet --overwrite -i "$data/simtel/$input" -o "$work/$name.h5" "$@"; then
    echo "$name: process failed"
    failed=1
    return
  fi
  "$python" "$compare" "$data/reference/$reference" "$work/$name.h5" --rtol 1e-4 --quiet >"$work/$name.txt" 2>/dev/null || failed=1
  grep FAIL "$work/$name.txt" | sed "s|^|$name: |" || true
  echo "$name: $(tail -n 1 "$work/$name.txt")"
}

equivalent="--set source.focalLength=equivalent"
for path in "$data"/reference/*.dl2.h5; do
  reference=$(basename "$path")
  input=${reference%.dl2.h5}
  case $input in
    gamma_prod6_* | history_meta_75*) focal= ;;
    *) focal=$equivalent ;;
  esac
  # This file ends in the middle of an event; ctapipe processes what is whole.
  case $input in test_lasercal_v3*) focal="$focal --set source.truncated=accept" ;; esac
  # shellcheck disable=SC2086
  one "$input" "$input" "$reference" --images $focal
done

for pair in BaselineSubtractedNeighborPeakWindowSum=baseline-subtracted-neighbor-peak-window-sum \
  FixedWindowSum=fixed-window-sum FlashCamExtractor=flashcam FullWaveformSum=full-waveform-sum \
  GlobalPeakWindowSum=global-peak-window-sum LocalPeakWindowSum=local-peak-window-sum \
  SlidingWindowMaxSum=sliding-window-max-sum TwoPassWindowSum=two-pass-window-sum; do
  one "extractor-${pair%%=*}" gamma_prod6_tel_event_header_v4.simtel.zst \
    "variants/gamma_prod6.extractor-${pair%%=*}.dl1.h5" --to dl1 --images --set "extract.plugin=${pair#*=}"
done

for pair in TailcutsImageCleaner=tailcuts MARSImageCleaner=mars FACTImageCleaner=fact \
  TimeConstrainedImageCleaner=time-constrained; do
  one "cleaner-${pair%%=*}" history_meta_75.simtel.zst \
    "variants/history_meta_75.cleaner-${pair%%=*}.dl2.h5" --set "clean.plugin=${pair#*=}" \
    --set reconstruct=hillas,hillas-intersection
done

# shellcheck disable=SC2086
one muons lst_muons.simtel.zst variants/lst_muons.muons.dl1.h5 --to dl1 --set muons=muon $equivalent

exit $failed
