#!/usr/bin/env python3
"""Lets the peers read a DL0 observation that Bluewake has written.

  zfits-written.py SET.zfits --waveforms R1.h5 [--simtel SAME_SEED.simtel.zst]

protozfits reads every table of every file; the FITS checksums of astropy are verified; ctapipe_io_zfits reads the array
events (subarrays of LSTs only) and its waveforms must be equal, bit for bit, to those that `bluewake process --waveforms`
has made of the same set, and within quantisation to those of the sim_telarray file of the same seed.
"""

import argparse
import os
import sys
import warnings
from pathlib import Path

os.environ["CTAPIPE_IO_ZFITS_NO_SERVICE_DATA"] = "1"

import numpy as np
import tables
from astropy.io import fits
from ctapipe.io import EventSource, SimTelEventSource
from protozfits import File


def main():
    p = argparse.ArgumentParser()
    p.add_argument("set", type=Path)
    p.add_argument("--waveforms", type=Path)
    p.add_argument("--simtel", type=Path)
    args = p.parse_args()
    bad = 0
    rows = 0
    for path in sorted(args.set.rglob("*.fits.fz")):
        with File(str(path)) as f:
            for table in ("Events", "SubarrayEvents", "Triggers"):
                if hasattr(f, table):
                    rows += sum(1 for _ in getattr(f, table))
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            with fits.open(path, checksum=True) as hdus:
                for hdu in hdus:
                    hdu.header
        wrong = [str(w.message) for w in caught if "sum" in str(w.message).lower()]
        if wrong:
            print(path.name, wrong)
            bad += 1
    print(f"protozfits: {rows} rows, files with wrong checksums: {bad}")

    ours = {}
    if args.waveforms:
        with tables.open_file(args.waveforms) as h5:
            for t in h5.root.r1.event.telescope:
                tel = int(t._v_name[4:])
                for r in t:
                    ours[int(r["event_id"]), tel] = (r["waveform"], r["selected_gain_channel"])
    simtel = {}
    if args.simtel:
        with SimTelEventSource(args.simtel, focal_length_choice="EQUIVALENT") as source:
            for e in source:
                for tel, r1 in e.r1.tel.items():
                    simtel[int(e.index.event_id), tel] = (r1.waveform, r1.selected_gain_channel)

    trigger = next(args.set.rglob("*SUBARRAY_CHUNK000*"))
    n = equal = compared = clipped = 0
    worst = 0.0
    with EventSource(trigger) as source:
        for e in source:
            for tel, dl0 in e.dl0.tel.items():
                n += 1
                key = int(e.index.event_id), tel
                if key in ours:
                    w, gain = ours[key]
                    good = dl0.pixel_status & 12 != 0  # a pixel without any gain is broken
                    equal += np.array_equal(w, dl0.waveform) and (
                        dl0.selected_gain_channel is None
                        or np.array_equal(gain[good], dl0.selected_gain_channel[good])
                    )
                if key in simtel:
                    w = simtel[key][0]
                    inside = (w > -5) & (w < 65535 / 60 - 5)
                    clipped += (~inside).sum()
                    compared += 1
                    worst = max(worst, np.abs(dl0.waveform - w)[inside].max())
    print(f"{type(source).__name__}: {n} telescope events", end="")
    if ours:
        print(f", equal to Bluewake's: {equal} of {len(ours)}", end="")
    if simtel:
        print(f", {compared} compared with sim_telarray: largest difference {worst:.5f} p.e., {clipped} samples outside", end="")
    print()
    sys.exit(bad > 0 or (ours and equal != len(ours)) or worst > 0.00840)


if __name__ == "__main__":
    main()
