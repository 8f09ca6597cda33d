"""Images that ctapipe 0.32 extracts from the waveforms of PeerWaveforms.java.

python peer_waveforms.py windows|two-pass|flashcam > expected.tsv
"""
import sys

import astropy.units as u
import ctapipe
import numpy as np
from astropy.coordinates import EarthLocation
from ctapipe.image import extractor as ex
from ctapipe.instrument import (
    CameraDescription,
    CameraGeometry,
    CameraReadout,
    OpticsDescription,
    SubarrayDescription,
    TelescopeDescription,
)
from traitlets.config import Config

ROWS, PIXELS, SAMPLES, STEPS = 4, 61, 40, 160


def pulse(t):
    x = t / 1.5 if t < 0 else t / 2.5
    y = 1 + x * x
    return 1 / (y * y)


def cells():
    rings = int(np.ceil(np.sqrt(PIXELS / 2.5))) + 2
    all_cells = []
    for i in range(-rings, rings + 1):
        for j in range(-rings, rings + 1):
            all_cells.append((i, j, 0.05 * (i + 0.5 * j), 0.05 * j * np.sqrt(3) / 2))
    # like Math.round, for stable ties
    all_cells.sort(key=lambda c: np.floor(1e6 * (c[2] * c[2] + c[3] * c[3]) + 0.5))
    return all_cells[:PIXELS]


def subarray(rate, step, size):
    grid = cells()
    index = {(c[0], c[1]): p for p, c in enumerate(grid)}
    neighbors = np.zeros((PIXELS, PIXELS), dtype=bool)
    for (i, j), p in index.items():
        for di, dj in ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1)):
            if (i + di, j + dj) in index:
                neighbors[p, index[i + di, j + dj]] = True
    geometry = CameraGeometry(
        name="toy",
        pix_id=np.arange(PIXELS),
        pix_x=np.array([c[2] for c in grid]) * u.m,
        pix_y=np.array([c[3] for c in grid]) * u.m,
        pix_area=np.full(PIXELS, 0.05**2 * np.sqrt(3) / 2) * u.m**2,
        pix_type="hexagonal",
        neighbors=neighbors,
    )
    shape = np.array(
        [[pulse((i * step * rate - 10) / w) for i in range(STEPS)] for w in (1, 1.5)]
    )
    readout = CameraReadout(
        name="toy",
        sampling_rate=rate * u.GHz,
        reference_pulse_shape=shape,
        reference_pulse_sample_width=step * u.ns,
        n_channels=2,
        n_pixels=PIXELS,
        n_samples=SAMPLES,
    )
    optics = OpticsDescription(
        name="toy",
        size_type=size,
        n_mirrors=1,
        equivalent_focal_length=16 * u.m,
        effective_focal_length=16.4 * u.m,
        mirror_area=100 * u.m**2,
        n_mirror_tiles=86,
        reflector_shape="DAVIES_COTTON",
    )
    tel = TelescopeDescription(
        name="toy", optics=optics, camera=CameraDescription("toy", geometry, readout)
    )
    return SubarrayDescription(
        "toy",
        tel_positions={1: [0, 0, 0] * u.m},
        tel_descriptions={1: tel},
        reference_location=EarthLocation(0 * u.m, 0 * u.m, 0 * u.m),
    )


def uniform(number):
    mask = (1 << 64) - 1
    z = (number + 1) * 0x9E3779B97F4A7C15 & mask
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & mask
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & mask
    return ((z ^ (z >> 31)) >> 40) / (1 << 24)


def waveforms(row):
    w = np.zeros((PIXELS, SAMPLES), dtype=np.float32)
    for p, (_, _, x, y) in enumerate(cells()):
        x, y = x / 0.05, y / 0.05
        a, b = (x - 0.5 + y * 0.25) / 2.5, (y - x * 0.25) / 1.25
        charge = 100 / ((1 + a * a + b * b) * (1 + a * a + b * b))
        time = p * 0.8 - 4 if row == 2 else 18 + 1.5 * x - 0.5 * y
        amplitude = 0 if row == 3 else charge * 0.32
        for s in range(SAMPLES):
            noise = 0.0
            for k in range(4):
                noise += uniform(((row * 100 + p) * 100 + s) * 4 + k) - 0.5
            w[p, s] = amplitude * pulse(s - time) + noise * 0.5
        if row == 3 and p % 20 == 7:
            w[p, p % 37] = np.nan
    return w


def broken(row):
    mask = np.zeros((2, PIXELS), dtype=bool)
    if row == 1:
        mask[0, np.arange(5) * 7] = True
        mask[1, np.arange(5) * 11] = True
    return mask


def run(name, array, cls, rows=range(ROWS), **options):
    extractor = getattr(ex, cls)(subarray=array, config=Config({cls: options}))
    for row in rows:
        gain = np.array([1 if (p * 5 + row) % 4 == 0 else 0 for p in range(PIXELS)])
        dl1 = extractor(
            waveforms(row)[np.newaxis],
            tel_id=1,
            selected_gain_channel=gain,
            broken_pixels=broken(row),
        )
        for what, values in (("charge", dl1.image), ("time", dl1.peak_time)):
            if values is not None:
                numbers = [str(v).replace('nan', 'NaN') for v in np.float32(values).ravel()]
                print(f"{name} {row} {what}", *numbers, sep="\t")
        print(f"{name} {row} valid", int(dl1.is_valid), sep="\t")


print(f"# ctapipe {ctapipe.__version__}, peer_waveforms.py {sys.argv[1]}")
if sys.argv[1] == "windows":
    array = subarray(1.0, 0.25, "MST")
    run("full", array, "FullWaveformSum")
    run("fixed", array, "FixedWindowSum", peak_index=18)
    run("fixed-early", array, "FixedWindowSum", peak_index=2, window_shift=4)
    run("global", array, "GlobalPeakWindowSum")
    # which pixels are the brightest is undefined with NaN
    run("global-tenth", array, "GlobalPeakWindowSum", rows=range(3), pixel_fraction=0.1)
    run("local", array, "LocalPeakWindowSum")
    run("sliding", array, "SlidingWindowMaxSum")
    run("neighbor", array, "NeighborPeakWindowSum")
    run("neighbor-own", array, "NeighborPeakWindowSum", local_weight=2, window_width=5,
        window_shift=2, apply_integration_correction=False)
    run("baseline", array, "BaselineSubtractedNeighborPeakWindowSum")
    run("variance", array, "VarianceExtractor")
    run("neighbor-fast", subarray(1.5, 0.1, "MST"), "NeighborPeakWindowSum")
    run("sliding-fast", subarray(1.5, 0.1, "MST"), "SlidingWindowMaxSum", window_width=6)
elif sys.argv[1] == "two-pass":
    # the times of row 2 have no line in them: the fit depends on the random numbers it draws
    rows = (0, 1, 3)
    for size in ("LST", "MST", "SST"):
        run(size, subarray(1.0, 0.25, size), "TwoPassWindowSum", rows)
    run("bright", subarray(1.0, 0.25, "MST"), "TwoPassWindowSum", rows, core_threshold=60.0)
    run("first", subarray(1.5, 0.1, "MST"), "TwoPassWindowSum", disable_second_pass=True,
        apply_integration_correction=False)
elif sys.argv[1] == "flashcam":
    run("default", subarray(0.25, 0.5, "MST"), "FlashCamExtractor")
    run("peak", subarray(0.25, 0.5, "MST"), "FlashCamExtractor", leading_edge_timing=False,
        neighbour_sum_clipping=0.0, local_weight=1)
    run("odd", subarray(0.25, 0.5, "MST"), "FlashCamExtractor", upsampling=3,
        effective_time_profile_std=0.0, window_width=5, window_shift=2)
    run("plain", subarray(1.0, 0.25, "MST"), "FlashCamExtractor", upsampling=1)
