#!/usr/bin/env python3
"""Writes the instrument data that source-zfits brings along (src/main/resources/io/bluewake/source/zfits/ctao-north.txt).

The numbers (pixel positions, pulse shape, telescope positions) are those that ctapipe_io_zfits (BSD 3-clause) is distributed with.
"""

import os
import sys

os.environ["CTAPIPE_IO_ZFITS_NO_SERVICE_DATA"] = "1"
import astropy.units as u
import numpy as np
from ctapipe_io_zfits.instrument import build_subarray_description

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
print("# subarray ID NAME: telescopes")
print("subarray 1 LST1: 1")
print("subarray 2 CTAO-N LSTs: 1 2 3 4")
print("# telescope ID NAME north_m west_m up_m OPTICS CAMERA")
for i, t in subarray.tel.items():
    x, y, z = subarray.positions[i].to_value("m")
    print("telescope", i, t.name, *(f"{v:.6f}" for v in (x, y, z)), t.optics.name, camera.name)


def lists(key, name, values, unit):
    """Integers in multiples of a unit, 16 a line."""
    numbers = np.rint(np.asarray(values) / unit).astype(int)
    assert np.abs(numbers * unit - values).max() < 1e-9, key
    for k in range(0, len(numbers), 16):
        print(key, name, *numbers[k : k + 16])


print("# x and y of the pixels in 1e-7 m")
lists("x", camera.name, geometry.pix_x.to_value("m"), 1e-7)
lists("y", camera.name, geometry.pix_y.to_value("m"), 1e-7)
print("# pulse shapes, one channel after the other")
for c, pulse in enumerate(readout.reference_pulse_shape):
    for k in range(0, len(pulse), 10):
        print(f"pulse{c}", camera.name, *(f"{v:.7g}" for v in pulse[k : k + 10]))
