#!/usr/bin/env python3
"""Writes the numbers that RealFilesTest compares with, as pyeventio 2 and ctapipe 0.32 read them.

  expected.py DIRECTORY-WITH-SIMTEL-FILES > ../resources/io/bluewake/source/eventio/expected.txt

One line per fact: file, kind, then numbers. ADC counts as CRC32 of their unsigned 16 bit little-endian
values, [channel][pixel][sample] of one channel at a time; float arrays as sums in double precision.
"""

import sys
import warnings
import zlib
from pathlib import Path

import numpy as np
from ctapipe.io import SimTelEventSource
from ctapipe.time import time_to_ctao_high_res

warnings.simplefilter("ignore")


def crc(a):
    return zlib.crc32(np.ascontiguousarray(a.astype("<u2")).tobytes())


def total(a):
    return repr(float(np.asarray(a, dtype="f8").sum()))


def times(t):
    s, q = time_to_ctao_high_res(t)
    return f"{s} {q}"


for path in sorted(Path(sys.argv[1]).iterdir()):
    name = path.name
    effective = "history_meta" in name or "gamma_prod6" in name
    for calibration in (False, True):
        source = SimTelEventSource(
            path,
            focal_length_choice="EFFECTIVE" if effective else "EQUIVALENT",
            skip_calibration_events=not calibration,
        )
        if not calibration:
            sub = source.subarray
            print(name, "array", len(sub), sub.name.replace(" ", "_") or "-", len(sub.telescope_types))
            for i, t in sub.tel.items():
                g, r = t.camera.geometry, t.camera.readout
                print(name, "telescope", i, str(t).replace(" ", "_"), g.n_pixels, r.n_channels, r.n_samples,
                      repr(float(r.sampling_rate.to_value("GHz"))), total(g.pix_x.value**2), total(g.pix_y.value * np.arange(g.n_pixels)),
                      repr(float(g.pix_rotation.deg)), g.pix_type.name, int(g.neighbor_matrix_sparse.sum()),
                      total(r.reference_pulse_shape), t.optics.reflector_shape.name, t.optics.n_mirrors,
                      repr(float(t.optics.mirror_area.value)), repr(float(t.camera.geometry.frame.focal_length.value)))
        for e in source:
            kind = e.trigger.event_type
            if calibration and kind.value == 32:
                continue
            print(name, "event", e.index.event_id, kind.value, times(e.trigger.time), len(e.trigger.tel), len(e.r0.tel))
            simtel = e.meta["simtel_event"]
            for i in sorted(e.r0.tel):
                w = e.r0.tel[i].waveform
                c = e.monitoring.tel[i].camera.coefficients
                mon = simtel["camera_monitorings"][i]
                true = e.simulation.tel[i].true_image
                print(name, "row", i, w.shape[0], w.shape[1], w.shape[2], crc(np.minimum(w[0], 65535)),
                      crc(np.minimum(w[-1], 65535)), times(e.trigger.tel[i].time), e.trigger.tel[i].event_type.value,
                      e.trigger.tel[i].n_trigger_pixels, total(mon["pedestal"] / mon["n_ped_slices"]),
                      total(simtel["laser_calibrations"][i]["calib"]), total(c.time_shift), int(c.outlier_mask.sum()),
                      "-" if true is None else int(true.sum()),
                      "-" if true is None else int((true * np.arange(len(true))).sum()),
                      repr(float(e.simulation.tel[i].impact.distance.value)))
        if not calibration:
            for d in source.simulated_shower_distributions.values():
                print(name, "distribution", d.n_entries, total(d.histogram), total(d.bins_energy.value), total(d.bins_core_dist.value))
