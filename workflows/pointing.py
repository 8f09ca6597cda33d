"""Compares directions of simulated showers before and after the correction of the pointing.

    pointing.py IDEAL.h5 RAW.h5 CORRECTED.h5 POINTING.h5 [FIGURE.svg]

IDEAL has no pointing errors, RAW and CORRECTED the same showers seen with errors. Prints the mean offset of the
reconstructed direction from the true one, and that of the same shower in IDEAL, in seconds of arc; then what was measured
of every telescope against the truth that the simulation wrote.
"""
import sys

import numpy as np
import tables

ARCSEC = 3600


def directions(path):
    with tables.open_file(path) as f:
        g = f.root.dl2.event.subarray.geometry.HillasReconstructor[:]
        s = f.root.simulation.event.subarray.shower[:]
        key = {int(e): i for i, e in enumerate(s["event_id"])}
        s = s[[key[int(e)] for e in g["event_id"]]]
        alt, az = g["HillasReconstructor_alt"], g["HillasReconstructor_az"]
        up = (alt - s["true_alt"]) * ARCSEC
        across = ((az - s["true_az"] + 180) % 360 - 180) * np.cos(np.radians(s["true_alt"])) * ARCSEC
        good = g["HillasReconstructor_is_valid"] & (np.hypot(up, across) < 1080)
        return {int(e): (a, u) for e, a, u in zip(g["event_id"][good], across[good], up[good])}


def line(name, offsets):
    mean, error = offsets.mean(axis=0), offsets.std(axis=0, ddof=1) / np.sqrt(len(offsets))
    print(f"{name:28s} {len(offsets):6d} {mean[0]:8.2f} +- {error[0]:5.2f} {mean[1]:8.2f} +- {error[1]:5.2f}")
    return mean, error


ideal, raw, corrected = (directions(p) for p in sys.argv[1:4])
print(f"{'arcsec':28s} {'events':>6s} {'across':>8s} {'':>8s} {'up':>8s}")
for name, events in (("ideal - truth", ideal), ("raw - truth", raw), ("corrected - truth", corrected)):
    line(name, np.array(list(events.values())))
shifts = {}
for name, events in (("raw - ideal", raw), ("corrected - ideal", corrected)):
    both = sorted(set(events) & set(ideal))
    d = np.array(events_ := [np.subtract(events[e], ideal[e]) for e in both])
    # The few showers whose images changed their pixels a lot say nothing about the pointing.
    d = d[np.hypot(*(d - np.median(d, axis=0)).T) < 200]
    shifts[name] = d
    line(name, d)

with tables.open_file(sys.argv[4]) as f, tables.open_file(sys.argv[3]) as product:
    truth = [t for t in product.walk_nodes("/simulation/truth", "Table") if t._v_name == "pointing"][0][:]
    print("truth columns:", truth.dtype.names)
    for table in f.walk_nodes("/dl1/monitoring/telescope/pointing/star_tracking", "Table"):
        tel = int(table._v_name[-3:])
        found = table[:]
        mine = truth[truth["tel_id"] == tel][0]
        print(tel, np.round(found["dlon"] * ARCSEC, 1), np.round(found["dlat"] * ARCSEC, 1), np.round(found["rotation"], 3), mine)
