#!/usr/bin/env python3
"""Writes a description of FACT's telescope and camera for source-zfits (source.subarray=FILE.txt) from a table of its pixels.

    zfits-fact-camera.py pixel-map.csv >fact.txt

The table has a line for each pixel with the columns CHID (the number in the file), pos_X and pos_Y (in widths of a pixel), as that of
fact-tools. The other numbers are from Anderhub et al., JINST 8 (2013) P06008; the pulse is a plain exponential rise and fall.
"""

import csv
import math
import sys

WIDTH_M = 0.0095
rows = sorted(csv.DictReader(open(sys.argv[1])), key=lambda row: int(row["CHID"]))
if [int(row["CHID"]) for row in rows] != list(range(1440)):
    sys.exit(f"{sys.argv[1]}: does not list the channels 0 to 1439")
area = math.sqrt(3) / 2 * WIDTH_M**2
print("location 28.7617 -17.8911 2200")
print("optics FACT SST HYBRID 1 30 9.51 4.889 4.889")
print(f"camera FACT HEXAGON 0 0 {area!r} 1 300 2 0.5")
print("subarray 1 FACT: 1")
print("telescope 1 FACT 0 0 0 FACT FACT")
for axis in "xy":
    numbers = [round(float(row["pos_" + axis.upper()]) * WIDTH_M / 1e-7) for row in rows]
    for k in range(0, len(numbers), 16):
        print(axis, "FACT", *numbers[k : k + 16])
pulse = [(1 - math.exp(-t / 1.6)) ** 2 * math.exp(-t / 15) for t in (0.5 * i for i in range(150))]
for k in range(0, len(pulse), 10):
    print("pulse0 FACT", *(f"{v:.7g}" for v in pulse[k : k + 10]))
