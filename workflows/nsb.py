"""Draws what workflows/nsb.sh has computed and prints it as a table. Usage: nsb.py DIRECTORY FOLDER_OF_FIGURES CAMERA"""
import re
import sys
import warnings
from pathlib import Path

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
import numpy as np
import tables
from ctapipe.image import nsb_image_cleaning, tailcuts_clean
from ctapipe.instrument import SubarrayDescription

warnings.simplefilter("ignore")
plt.rcParams.update({"svg.hashsalt": "bluewake", "svg.fonttype": "none", "font.size": 9})
SETTING = 0.01
SHOWER = 32
AREA = 1e4
BINS_PER_DECADE = 12
TRIALS = 200

work, figures, camera = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
figures.mkdir(parents=True, exist_ok=True)
# Picture thresholds of the cleanings with fixed ones, photo-electrons; the boundary has half of it.
HIGH, LOW = {"lst": (10, 8), "sst": (5, 4), "sct": (5, 4)}.get(camera, (10, 8))
OURS = "noise-islands, 1 %"
FIXED = f"tailcuts {HIGH}/{HIGH / 2:g}"
PEER = "ctapipe NSBImageCleaner"


def masks(geometry, image, time, own, std):
    """Pixels that each cleaning keeps, by name."""
    yield OURS, own
    yield FIXED, np.array([tailcuts_clean(geometry, q, HIGH, HIGH / 2, False, 2) for q in image])
    for picture in (HIGH, LOW):
        fixed = dict(picture_thresh_min=picture, boundary_thresh=picture / 2, time_limit=2, bright_cleaning_threshold=267)
        yield f"{PEER} {picture}/{picture / 2:g}", np.array([
            nsb_image_cleaning(geometry, q, t, pedestal_std=std, **fixed) for q, t in zip(image, time)])


class Thrown:
    """What was simulated, and so what area showers are found in."""

    def __init__(self, run):
        low, high, index = (float(run[k]) for k in ("energy_range_min", "energy_range_max", "spectral_index"))
        self.uses = int(run["shower_reuse"])
        bins = int(BINS_PER_DECADE * np.log10(high / low))
        self.edges = np.geomspace(low, high, bins + 1)
        self.middle = np.sqrt(self.edges[1:] * self.edges[:-1])
        share = (self.edges ** (index + 1) - low ** (index + 1)) / (high ** (index + 1) - low ** (index + 1))
        self.per_square_metre = int(run["n_showers"]) * self.uses * np.diff(share) / (
            np.pi * float(run["max_scatter_range"]) ** 2)

    def reaches(self, energy, weight):
        """Energy at which the area reaches AREA, TeV: a parabola, or a line, through its logarithm near the crossing."""
        found = np.histogram(energy, self.edges, weights=weight)[0]
        area = found / self.per_square_metre
        above = np.nonzero(area >= AREA)[0]
        if len(above) == 0 or above[0] == 0:
            return np.nan
        near = (area > AREA / 10) & (area < AREA * 6) & (abs(np.arange(len(area)) - above[0]) < 6)
        x = np.log(self.middle[near] / self.middle[above[0]])
        y = np.log(area[near] / AREA)
        for degree in (2, 1):
            roots = np.roots(np.polyfit(x, y, degree, w=np.sqrt(found[near]))) if len(x) > degree + 1 else np.array([])
            roots = roots.real[abs(roots.imag) < 1e-9]
            if len(roots) and np.min(abs(roots)) < 1:
                return self.middle[above[0]] * np.exp(roots[np.argmin(abs(roots))])
        return np.nan

    def threshold(self, energy, shower):
        """The same with its error: uses of a shower go together, showers count by chance."""
        rng = np.random.default_rng(1)
        _, number = np.unique(shower, return_inverse=True)
        trials = [self.reaches(energy, rng.poisson(1, number.max() + 1)[number]) for _ in range(TRIALS)]
        return self.reaches(energy, np.ones(len(energy))), float(np.nanstd(trials))


def read(path, calibration):
    """Images of shower or calibration events, with their event ids, and all parameters; the true images and showers."""
    with tables.open_file(path) as f:
        events = f.root.dl1.event.subarray.trigger[:]
        images = f.root.dl1.event.telescope.images.tel_001[:]
        parameters = f.root.dl1.event.telescope.parameters.tel_001[:]
        truth = f.root.simulation.event.telescope.images.tel_001[:]
        showers = f.root.simulation.event.subarray.shower[:]
        run = f.root.configuration.simulation.run[0]
    shower = events["event_id"][events["event_type"] == SHOWER]
    keep = np.isin(images["event_id"], shower) != calibration
    return images[keep], parameters[keep], truth, showers, run


def level(k):
    """Rows of numbers by name of the cleaning, and the median threshold and rate of ours."""
    path = work / f"gamma-{k}.dl1.h5"
    geometry = SubarrayDescription.from_hdf(path).tel[1].camera.geometry
    dark, parameters, _, _, _ = read(work / f"pedestal-{k}.dl1.h5", True)
    gamma, _, truth, showers, run = read(path, False)
    thrown = Thrown(run)
    energy = dict(zip(showers["event_id"], showers["true_energy"]))
    true = dict(zip(truth["event_id"], truth["true_image"]))
    light = np.array([true[e] for e in gamma["event_id"]]) > 0
    energies = np.array([energy[e] for e in gamma["event_id"]])
    std = dark["image"].astype("f4").std(axis=0)
    both = [
        masks(geometry, images["image"].astype("f4"), images["peak_time"], images["image_mask"], std)
        for images in (dark, gamma)]
    rows = {}
    for (name, noise), (_, mask) in zip(*both):
        share = float(noise.any(axis=1).mean())
        found = (mask & light).sum(axis=1) >= 3
        wrong = float((mask & ~light).sum() / max(1, mask.sum()))
        error = np.sqrt(max(share, 1 / len(dark)) / len(dark))
        # Numbers of events are a hundred times that of their shower plus the use.
        reached = thrown.threshold(energies[found], gamma["event_id"][found] // 100)
        rows[name] = (share, error, *reached, float(found.mean()), wrong)
    print(f"# {k} times dark: {len(dark)} pedestals, {len(gamma)} gammas", file=sys.stderr)
    return rows, np.median(parameters["nsb_picture_threshold"]), np.median(parameters["nsb_rate"])


def cells(row):
    share, error, energy, spread, found, _ = row
    digits = 1 if energy < 0.1 else 0
    return (f"{100 * share:.2f} ± {100 * error:.2f} % | {1000 * energy:.{digits}f} ± {1000 * spread:.{digits}f} "
            f"| {100 * found:.0f} %")


def main():
    levels = sorted(int(re.search(r"gamma-(\d+)", p.name)[1]) for p in work.glob("gamma-*.dl1.h5"))
    all_rows = {}
    for k in levels:
        rows, picture, rate = level(k)
        for name, row in rows.items():
            all_rows.setdefault(name, []).append(row)
        if k == levels[0]:
            print("times dark | rate | picture | " + " | ".join(f"{name}: islands | threshold, GeV | found" for name in rows))
        print(f"| {camera} | {k} | {rate:.3f} | {picture:.2f} | " + " | ".join(cells(row) for row in rows.values()) + " |",
              flush=True)
    for name, rows in all_rows.items():
        print(f"# {name}: share of chosen pixels without light " + ", ".join(f"{100 * r[5]:.1f} %" for r in rows))
    figure, axes = plt.subplots(1, 2, figsize=(9, 3.6))
    for name, rows in all_rows.items():
        share, error, energy, spread, _, _ = np.array(rows).T
        style = dict(marker="o", ms=3, lw=1, ls=":" if name == FIXED else "-", label=name, zorder=3 if name == FIXED else 2)
        axes[0].errorbar(levels, np.maximum(share, 1e-4), error, **style)
        axes[1].errorbar(levels, 1000 * energy, 1000 * spread, **style)
    axes[0].axhline(SETTING, color="0.6", lw=0.8, ls="--")
    axes[0].set(xscale="log", yscale="log", ylim=(1e-4, 1.5), ylabel="share of pedestals with an island")
    axes[1].set(xscale="log", ylabel="energy threshold, GeV")
    axes[1].set_ylim(0, 1.3 * axes[1].get_ylim()[1])
    for axis in axes:
        axis.set_xlabel("night sky, times dark")
        axis.set_xticks(levels, [str(k) for k in levels])
        axis.minorticks_off()
    axes[0].legend(fontsize=7)
    figure.tight_layout()
    name = "cleaning.svg" if camera == "lst" else f"cleaning-{camera}.svg"
    figure.savefig(figures / name, metadata={"Date": None})


main()
