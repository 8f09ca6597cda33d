#!/usr/bin/env python3
"""Prints number, mean, lowest and highest value of the quantities that DescribeTest compares, from pyeventio 2.

  objects.py SIMTEL-FILE ...
"""

import sys
import warnings

import numpy as np
from eventio import EventIOFile
from eventio.iact import objects as iact
from eventio.simtel import objects as simtel

warnings.simplefilter("ignore")
KINDS = (
    simtel.CameraSoftwareSettings, simtel.PointingCorrection, simtel.DriveSettings, simtel.ImageParameters,
    simtel.StereoReconstruction, simtel.MCShower, simtel.MCPhotoelectronSum, simtel.TelescopeEventHeader,
    simtel.CameraMonitoring, simtel.LaserCalibration, simtel.PixelMonitoring, simtel.PixelList,
    iact.PhotoElectrons, iact.Photons,
)


def walk(parent):
    for o in parent:
        yield o
        if o.header.only_subobjects:
            yield from walk(o)


def items(value, name):
    """All numbers in what a parser returned, by name."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from items(inner, key)
    elif isinstance(value, np.ndarray) and value.dtype.names:
        for key in value.dtype.names:
            yield name + key, value[key].astype("f8")
    elif isinstance(value, (int, float, np.ndarray, np.number)):
        yield name, np.atleast_1d(value).astype("f8").ravel()


for path in sys.argv[1:]:
    table = {}
    try:
        for o in walk(EventIOFile(path)):
            if isinstance(o, KINDS):
                parsed = o.parse()
                if isinstance(parsed, tuple):  # photons and emitters
                    parsed = parsed[0]
                if isinstance(o, simtel.MCShower):
                    for p in parsed.pop("profiles"):
                        parsed["sum %d" % p["id"]] = float(p["content"].sum(dtype="f8"))
                if isinstance(o, simtel.PixelList):
                    parsed = {"list %d" % o.code: float(parsed["n_pixels"] if "n_pixels" in parsed else parsed["pixels"])}
                for name, values in items(parsed, ""):
                    table.setdefault((type(o).__name__, name), []).append(values)
    except EOFError:
        pass
    print(path)
    for (kind, name), parts in table.items():
        v = np.concatenate(parts)
        if v.size:
            print(" ", kind, name, v.size, repr(v.mean()), repr(v.min()), repr(v.max()))
