"""Draws what workflows/nsb.sh has computed. Usage: nsb.py DIRECTORY FOLDER_OF_FIGURES CAMERA"""
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

work, figures, camera = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
figures.mkdir(parents=True, exist_ok=True)
settings = dict(re.findall(r"^(\w+): *(\S+)", (work / "gamma.sim").read_text(), re.M))
thrown = int(settings["showers"])
RADIUS = float(settings["coreRadius"])
ENERGIES = (float(settings["energyMinTeV"]), float(settings["energyMaxTeV"]), -1.5)
EDGES = np.geomspace(*ENERGIES[:2], 19)
# Picture thresholds of the cleanings with fixed ones, photo-electrons; the boundary has half of it.
HIGH, LOW = {"lst": (10, 8), "sst": (5, 4), "sct": (5, 4)}.get(camera, (10, 8))


def thrown_per_bin():
    low, high, index = ENERGIES
    share = (EDGES ** (index + 1) - low ** (index + 1)) / (high ** (index + 1) - low ** (index + 1))
    return thrown * np.diff(share)


def masks(geometry, image, time, own, std):
    """Pixels that each cleaning keeps, by name."""
    yield "noise-islands, 1 %", own
    yield f"tailcuts {HIGH}/{HIGH / 2:g}", np.array(
        [tailcuts_clean(geometry, q, HIGH, HIGH / 2, False, 2) for q in image])
    for picture in (HIGH, LOW):
        fixed = dict(picture_thresh_min=picture, boundary_thresh=picture / 2, time_limit=2, bright_cleaning_threshold=267)
        yield f"ctapipe NSBImageCleaner {picture}/{picture / 2:g}", np.array([
            nsb_image_cleaning(geometry, q, t, pedestal_std=std, **fixed) for q, t in zip(image, time)])


def threshold(energy, found):
    """Energy at which the area in which showers are found reaches AREA, TeV."""
    area = np.pi * RADIUS**2 * np.histogram(energy[found], EDGES)[0] / thrown_per_bin()
    middle = np.sqrt(EDGES[1:] * EDGES[:-1])
    above = np.nonzero(area >= AREA)[0]
    if len(above) == 0 or above[0] == 0:
        return np.nan
    i = above[0]
    x = (np.log(AREA) - np.log(max(area[i - 1], 1))) / (np.log(area[i]) - np.log(max(area[i - 1], 1)))
    return float(np.exp(np.log(middle[i - 1]) + x * np.log(middle[i] / middle[i - 1])))


def read(path, calibration):
    """Images of shower or calibration events, with their event ids, and all parameters."""
    with tables.open_file(path) as f:
        events = f.root.dl1.event.subarray.trigger[:]
        images = f.root.dl1.event.telescope.images.tel_001[:]
        parameters = f.root.dl1.event.telescope.parameters.tel_001[:]
        truth = f.root.simulation.event.telescope.images.tel_001[:]
        showers = f.root.simulation.event.subarray.shower[:]
    shower = events["event_id"][events["event_type"] == SHOWER]
    keep = np.isin(images["event_id"], shower) != calibration
    return images[keep], parameters[keep], truth, showers


def level(k):
    """Rows of numbers by name of the cleaning, and the median threshold and rate of ours."""
    path = work / f"gamma-{k}.dl1.h5"
    geometry = SubarrayDescription.from_hdf(path).tel[1].camera.geometry
    dark, parameters, _, _ = read(work / f"pedestal-{k}.dl1.h5", True)
    gamma, _, truth, showers = read(path, False)
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
        rows[name] = (share, error, threshold(energies, found), float(found.mean()), wrong)
    return rows, np.median(parameters["nsb_picture_threshold"]), np.median(parameters["nsb_rate"])


def main():
    levels = sorted(int(re.search(r"gamma-(\d+)", p.name)[1]) for p in work.glob("gamma-*.dl1.h5"))
    all_rows = {}
    print(f"{'level':>5} {'rate':>6} {'picture':>7}  cleaning, island share, error, threshold GeV, found, noise pixels")
    for k in levels:
        rows, picture, rate = level(k)
        for name, row in rows.items():
            all_rows.setdefault(name, []).append(row)
            print(f"{k:5d} {rate:6.3f} {picture:7.2f}  {name:28s} {row[0]:7.4f} {row[1]:7.4f} "
                  f"{1000 * row[2]:7.1f} {row[3]:6.3f} {row[4]:6.3f}")
    figure, axes = plt.subplots(1, 2, figsize=(9, 3.6))
    for name, rows in all_rows.items():
        share, error, energy, _, _ = np.array(rows).T
        style = dict(marker="o", ms=3, lw=1, ls=":" if name.startswith("tailcuts") else "-", label=name)
        axes[0].errorbar(levels, np.maximum(share, 1e-4), error, zorder=3 if style["ls"] == ":" else 2, **style)
        axes[1].plot(levels, 1000 * energy, zorder=3 if style["ls"] == ":" else 2, **style)
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
