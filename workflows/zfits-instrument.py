#!/usr/bin/env python3
"""Writes the instrument data that source-zfits brings along (src/main/resources/io/bluewake/source/zfits/ctao-north.txt).

The numbers of the LSTs (pixel positions, pulse shape) and the positions of all telescopes are those that ctapipe_io_zfits (BSD 3-clause) is
distributed with. Mirrors, readout and pulses of the MSTs are those of `bluewake simulate --array mst-nectarcam-1 -o NECTAR.zfits`, whose
instrument.txt is the argument.
"""

import os
import sys

os.environ["CTAPIPE_IO_ZFITS_NO_SERVICE_DATA"] = "1"
import astropy.units as u
import numpy as np
from ctapipe_io_zfits.instrument import (build_subarray_description, get_array_element_positions, get_array_elements_by_id,
                                         get_reference_locations, get_tel_positions)

NECTARCAM = "NectarCam"
MSTS = range(5, 20)


def nectarcam():
    """Pixels of NectarCAM by their numbers: rows of modules from the top, each from low x; seven pixels a module, the middle one fourth."""
    pitch = 0.05
    module = pitch * np.sqrt(7)
    rows = [(module * (i + j % 2 / 2), module * np.sqrt(0.75) * j) for j in range(-12, 13) for i in range(-12, 13)]
    nearest = sorted(rows, key=lambda m: np.hypot(*m))[:265]
    angles = np.deg2rad([-79.107, -19.107, 40.893, 0, 100.893, 160.893, 220.893])
    length = pitch * np.array([1, 1, 1, 0, 1, 1, 1])
    centres = np.array(sorted(nearest, key=lambda m: (-round(m[1], 6), m[0])))
    return [(centres[:, axis, None] + length * f(angles)).ravel() for axis, f in enumerate((np.cos, np.sin))]


mst = {}
for line in open(sys.argv[1]):
    words = line.split()
    mst.setdefault(words[0], []).append([w.replace("kind1", NECTARCAM) for w in words[1:]])

subarray = build_subarray_description(2)
out = sys.stdout
print("# Telescopes, cameras and readout of CTAO North. Made by workflows/zfits-instrument.py from the data that", file=out)
print("# ctapipe_io_zfits (BSD 3-clause) is distributed with.", file=out)
place = subarray.reference_location.to_geodetic()
print("location", repr(float(place.lat.deg)), repr(float(place.lon.deg)), round(float(place.height.to_value(u.m)), 4))
optics = subarray.tel[1].optics
print("# optics NAME SIZE SHAPE mirrors tiles area_m2 equivalent_focal_length_m effective_focal_length_m")
print("optics", optics.name, optics.size_type.value, optics.reflector_shape.name, optics.n_mirrors, optics.n_mirror_tiles,
      optics.mirror_area.to_value("m2"), optics.equivalent_focal_length.to_value("m"), optics.effective_focal_length.to_value("m"))
camera = subarray.tel[1].camera
geometry, readout = camera.geometry, camera.readout
print("# camera NAME SHAPE pixel_rotation_deg camera_rotation_deg pixel_area_m2 channels samples rate_GHz pulse_step_ns")
print("camera", geometry.name, geometry.pix_type.name, geometry.pix_rotation.deg, geometry.cam_rotation.deg,
      repr(float(geometry.pix_area[0].to_value("m2"))), readout.n_channels, readout.n_samples,
      readout.sampling_rate.to_value("GHz"), readout.reference_pulse_sample_width.to_value("ns"))
print("optics", *mst["optics"][0])
print("camera", *mst["camera"][0])
print("names", *mst["names"][0])
print("# subarray ID NAME: telescopes")
print("subarray 1 LST1: 1")
print("subarray 2 CTAO-N LSTs: 1 2 3 4")
print("subarray 3 CTAO-N MSTs 1st batch: 5 6 7 8 9")
print("# telescope ID NAME north_m west_m up_m OPTICS CAMERA")
for i, t in subarray.tel.items():
    x, y, z = subarray.positions[i].to_value("m")
    print("telescope", i, t.name, *(f"{v:.6f}" for v in (x, y, z)), t.optics.name, camera.name)
everywhere = get_array_element_positions("CTAO_N")
for i, position in get_tel_positions(list(MSTS), everywhere, get_reference_locations(everywhere)).items():
    name = get_array_elements_by_id()[i]["name"]
    print("telescope", i, name, *(f"{v:.6f}" for v in position.to_value("m")), NECTARCAM, NECTARCAM)


def lists(key, name, values, unit):
    """Integers in multiples of a unit, 16 a line."""
    numbers = np.rint(np.asarray(values) / unit).astype(int)
    assert np.abs(numbers * unit - values).max() <= unit / 2, key
    for k in range(0, len(numbers), 16):
        print(key, name, *numbers[k : k + 16])


print("# x and y of the pixels in 1e-7 m")
lists("x", camera.name, geometry.pix_x.to_value("m"), 1e-7)
lists("y", camera.name, geometry.pix_y.to_value("m"), 1e-7)
for axis, positions in zip("xy", nectarcam()):
    lists(axis, NECTARCAM, positions, 1e-7)
print("# pulse shapes, one channel after the other")
for c, pulse in enumerate(readout.reference_pulse_shape):
    for k in range(0, len(pulse), 10):
        print(f"pulse{c}", camera.name, *(f"{v:.7g}" for v in pulse[k : k + 10]))
for key in ("pulse0", "pulse1"):
    for words in mst[key]:
        print(key, NECTARCAM, *(f"{float(v):.7g}" for v in words[1:]))
