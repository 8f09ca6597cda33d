"""Compares coefficients of `bluewake calibrate --raw` with what is true of simulated pixels.

Usage: calibration.py TRUTH.truth.h5 MONITORING.h5 RAW.simtel.zst [TELESCOPE]

Prints, per gain channel, how far factors, pedestals and time shifts are from the truth. The factor is compared after
the part of the reference pulse in the window, 12 samples from 5 before the peak on, which charges of pulses have. If
there is a table of the night sky, also its rates for a pixel without star, and the stars that were found.
"""

import sys
import warnings

import numpy as np
import tables
from ctapipe.io import SimTelEventSource, read_table

warnings.simplefilter("ignore")
truth_file, monitoring_file, raw_file = sys.argv[1:4]
telescope = int(sys.argv[4]) if len(sys.argv) > 4 else 1
with tables.open_file(truth_file) as f:
    truth = next(
        n[:]
        for n in f.walk_nodes("/simulation/truth", "Table")
        if n._v_pathname.endswith(f"pixels/tel_{telescope:03d}")
    )
with tables.open_file(monitoring_file) as f:
    path = "/dl1/monitoring/telescope/calibration/camera/coefficients"
    coefficients = f.get_node(f"{path}/tel_{telescope:03d}")[:]
source = SimTelEventSource(
    raw_file, focal_length_choice="EQUIVALENT", skip_calibration_events=False
)
readout = source.subarray.tel[telescope].camera.readout
calibration = next(iter(source.file_))["laser_calibrations"][telescope]["calib"]
step = round(
    1 / readout.sampling_rate.to_value("GHz")
    / readout.reference_pulse_sample_width.to_value("ns")
)
for row in coefficients:
    for c in range(row["factor"].shape[0]):
        good = ~row["outlier_mask"][c] & ~truth["broken"]
        shape = readout.reference_pulse_shape[c]
        parts = []
        for offset in range(step):
            samples = shape[offset::step]
            peak = np.argmax(samples)
            window = samples[max(0, peak - 5) : peak + 7]
            parts.append(window.sum() / samples.sum())
        # p.e. per count of the channel: the truth is that of the high gain
        scale = np.median(calibration[c] / calibration[0])
        ratio = row["factor"][c] / (truth["pe_per_adc"] * scale) * np.mean(parts)
        ratio = ratio[good]
        pedestal = (row["pedestal_offset"][c] - truth["pedestal"])[good]
        shift = row["time_shift"][c] - (truth["delay"] - np.median(truth["delay"]))
        shift = shift[good]
        print(
            f"channel {c}: {good.sum()} of {good.size} pixels;"
            f" factor/truth - 1: median {100 * (np.median(ratio) - 1):+.2f} %,"
            f" rms {100 * np.std(ratio):.2f} %,"
            f" worst from it {100 * np.max(abs(ratio / np.median(ratio) - 1)):.2f} %;"
            f" pedestal: median {np.median(pedestal):+.2f} counts, rms {np.std(pedestal):.2f};"
            f" time: median {np.median(shift):+.3f} ns, rms {np.std(shift):.3f} ns,"
            f" worst {np.max(abs(shift)):.2f} ns"
        )
sky_path = f"/dl1/monitoring/telescope/calibration/camera/pixel_statistics/night_sky/tel_{telescope:03d}"
with tables.open_file(monitoring_file) as f:
    has_sky = sky_path in f
if has_sky:
    light = truth["night_sky_factor"]
    for row in read_table(monitoring_file, sky_path):
        for c, (rate, star) in enumerate(zip(row["nsb_rate"], row["star_mask"])):
            true_star = light > 2 * np.median(light)
            rates = (rate / light)[np.isfinite(rate) & ~truth["broken"]]
            print(
                f"channel {c}: night sky median {np.median(rates):.3f} GHz, rms {100 * np.std(rates) / np.median(rates):.1f} %;"
                f" stars {star.sum()}, of {true_star.sum()} in truth {(star & true_star).sum()} found"
            )
