#!/usr/bin/env python3
"""Prints the numbers of single objects that DescribeTest compares with, as pyeventio 2 reads them.

  details.py DIRECTORY-WITH-SIMTEL-FILES
"""

import sys
import warnings
from pathlib import Path

import numpy as np
from eventio import EventIOFile
from eventio.iact import PhotoElectrons, Photons
from eventio.simtel.objects import AuxiliaryAnalogTraces, MCShower, PixelTiming

warnings.simplefilter("ignore")


def walk(parent):
    for o in parent:
        yield o
        if o.header.only_subobjects:
            yield from walk(o)


for path in sorted(Path(sys.argv[1]).iterdir()):
    numbers = {}

    def add(key, value):
        numbers[key] = numbers.get(key, 0) + value

    try:
        for o in walk(EventIOFile(path)):
            if isinstance(o, Photons):
                add("bunches", o.n_bunches)
                add("photons", o.n_photons)
            elif isinstance(o, PhotoElectrons):
                add("pe", o.parse()["n_pe"])
            elif isinstance(o, MCShower):
                add("primary %d" % o.parse()["primary_id"], 1)
            elif isinstance(o, AuxiliaryAnalogTraces):
                t = o.parse()["trace_data"]
                add("traces", t.shape[0])
                add("trace samples", t.size)
            elif isinstance(o, PixelTiming):
                t = o.parse()
                add("timed pixels", int(np.isfinite(t["time"][:, 0]).sum()))
                add("time sum", float(np.nansum(t["time"], dtype="f8")))
                add("local sums", int(t["pulse_sum_loc"].sum()))
                add("global sums", int(t["pulse_sum_glob"].sum()))
    except EOFError:
        numbers["truncated"] = 1
    print(path.name, numbers)
