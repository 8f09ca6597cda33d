"""Compares what was measured of the pointing, and directions before and after correction, with what was simulated.

    pointing.py IDEAL.h5 RAW.h5 CORRECTED.h5 [POINTING.h5 FIGURE.svg]

IDEAL has no pointing errors, RAW and CORRECTED have the same showers seen with errors, POINTING is what
`bluewake pointing` wrote. Prints mean offsets in seconds of arc; workflows/pointing.sh makes the files.
"""
import sys

import matplotlib
import numpy as np
import tables

matplotlib.use("Agg")
import matplotlib.pyplot as plt

ARCSEC = 3600
PAIRED = 200
"""Showers whose direction moved by more than so many arcsec had other pixels: they say nothing about the pointing."""


def directions(path):
    with tables.open_file(path) as f:
        found = f.root.dl2.event.subarray.geometry.HillasReconstructor[:]
        true = f.root.simulation.event.subarray.shower[:]
    row = {int(e): i for i, e in enumerate(true["event_id"])}
    true = true[[row[int(e)] for e in found["event_id"]]]
    alt, az = found["HillasReconstructor_alt"], found["HillasReconstructor_az"]
    up = (alt - true["true_alt"]) * ARCSEC
    across = ((az - true["true_az"] + 180) % 360 - 180) * np.cos(np.radians(true["true_alt"])) * ARCSEC
    good = found["HillasReconstructor_is_valid"] & (np.hypot(up, across) < 1080)
    return {int(e): (a, u) for e, a, u in zip(found["event_id"][good], across[good], up[good])}


def line(name, offsets):
    mean, error = offsets.mean(axis=0), offsets.std(axis=0, ddof=1) / np.sqrt(len(offsets))
    print(f"{name:20s} {len(offsets):6d} {mean[0]:8.2f} +- {error[0]:4.2f} {mean[1]:8.2f} +- {error[1]:4.2f}")


def paired(events, ideal):
    both = sorted(set(events) & set(ideal))
    shift = np.array([np.subtract(events[e], ideal[e]) for e in both])
    return shift[np.hypot(*(shift - np.median(shift, axis=0)).T) < PAIRED]


def seconds(times):
    return times[:, 0] + times[:, 1] * 0.25e-9


def compare_measurements(pointing, corrected):
    with tables.open_file(corrected) as f:
        truth = [t for t in f.walk_nodes("/simulation/truth", "Table") if t._v_name == "pointing"][0][:]
    result = []
    with tables.open_file(pointing) as f:
        for table in f.walk_nodes("/dl1/monitoring/telescope/pointing/star_tracking", "Table"):
            t, found = int(table._v_name[-3:]), table[:]
            mine = truth[truth["tel_id"] == t]
            middle = (seconds(found["time_start"]) + seconds(found["time_end"])) / 2
            # Stamps of simulated events are a second after the times of the tables of truth.
            at = middle - 1
            alt = np.radians(mine["altitude"])
            lon = (mine["true_azimuth"] - mine["azimuth"]) * np.cos(alt)
            lat = mine["true_altitude"] - mine["altitude"]
            # Beside the azimuth that was reported, the horizon is turned.
            turn = lon * np.tan(alt) - mine["rotation"]
            for name, expected in (("dlon", lon), ("dlat", lat), ("rotation", turn)):
                expected = np.interp(at, mine["time"], expected)
                scale = 1 if name == "rotation" else ARCSEC
                for i in np.flatnonzero(found["is_valid"]):
                    off = (found[name][i] - expected[i]) * scale
                    result.append((t, middle[i], name, off, found[name + "_uncert"][i] * scale))
    return result


def main():
    ideal, raw, corrected = (directions(p) for p in sys.argv[1:4])
    print(f"{'arcsec':20s} {'events':>6s} {'across':>16s} {'up':>16s}")
    for name, events in (("ideal - truth", ideal), ("raw - truth", raw), ("corrected - truth", corrected)):
        line(name, np.array(list(events.values())))
    before, after = paired(raw, ideal), paired(corrected, ideal)
    line("raw - ideal", before)
    line("corrected - ideal", after)
    if len(sys.argv) == 4:
        return
    measured = compare_measurements(sys.argv[4], sys.argv[3])
    print(f"\n{'measured - truth':20s} {'n':>6s} {'mean':>8s} {'rms':>8s} {'largest':>8s} {'rms/error':>9s}")
    for name in ("dlon", "dlat", "rotation"):
        off = np.array([m[3] for m in measured if m[2] == name])
        pull = np.array([m[3] / m[4] for m in measured if m[2] == name])
        rms = np.sqrt((off**2).mean())
        unit = "deg" if name == "rotation" else "arcsec"
        print(f"{name + ', ' + unit:20s} {len(off):6d} {off.mean():8.3f} {rms:8.3f} {abs(off).max():8.3f} {np.sqrt((pull**2).mean()):9.2f}")
    for t in sorted({m[0] for m in measured}):
        means = [np.mean([m[3] for m in measured if m[0] == t and m[2] == n]) for n in ("dlon", "dlat", "rotation")]
        print(f"telescope {t}: mean off by {means[0]:.2f}, {means[1]:.2f} arcsec, {means[2]:.4f} deg")
    draw(before, after, measured, sys.argv[5])


def draw(before, after, measured, path):
    plt.rcParams["svg.hashsalt"] = "pointing"
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4))
    start = min(m[1] for m in measured)
    for marker, name in (("o", "dlon"), ("s", "dlat")):
        mine = [m for m in measured if m[2] == name]
        left.errorbar(
            [m[1] - start + 0.1 * m[0] for m in mine], [m[3] for m in mine], [m[4] for m in mine],
            fmt=marker, label=f"along {'azimuth' if name == 'dlon' else 'altitude'}", capsize=2)
    left.axhspan(-5, 5, color="0.9", zorder=0)
    left.set(xlabel="time, s", ylabel="measured - true pointing, arcsec", title="Stars in pedestal variances")
    left.legend()
    bins = np.linspace(-150, 150, 61)
    for shift, name in ((before, "not corrected"), (after, "corrected")):
        right.hist(shift[:, 1], bins, histtype="step", label=name)
    right.axvline(0, color="0.5", lw=0.8)
    right.set(xlabel="altitude - that without pointing errors, arcsec", ylabel="showers", title="Reconstructed direction")
    right.legend()
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


if __name__ == "__main__":
    main()
