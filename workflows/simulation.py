"""Figures and numbers of docs/simulation.md from the products of simulation.sh."""

import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
import numpy as np
from astropy.io import fits
from ctapipe.io import TableLoader

products, data, figures = (Path(a) for a in sys.argv[1:4])
figures.mkdir(parents=True, exist_ok=True)
plt.rcParams.update({"svg.hashsalt": "bluewake", "figure.figsize": (5.5, 3.6), "font.size": 9})
EDGES = np.geomspace(0.02, 50, 18)
CENTRES = np.sqrt(EDGES[1:] * EDGES[:-1])


def column(table, name):
    return np.asarray(table[name], dtype=float)


def load(path, muons=False):
    with TableLoader(path) as loader:
        telescopes = loader.read_telescope_events(true_parameters=True, dl1_muons=muons)
        showers = loader.read_subarray_events()
        thrown = loader.read_shower_distribution()
    return telescopes, showers, thrown


def save(name, xlabel, ylabel):
    plt.xlabel(xlabel)
    plt.ylabel(ylabel)
    plt.legend(frameon=False, fontsize=8)
    plt.tight_layout()
    plt.savefig(figures / f"{name}.svg", metadata={"Date": None})
    plt.close()


def offset(showers):
    alt, az, true_alt, true_az = (
        np.radians(column(showers, c))
        for c in ("HillasReconstructor_alt", "HillasReconstructor_az", "true_alt", "true_az")
    )
    cos = np.sin(alt) * np.sin(true_alt) + np.cos(alt) * np.cos(true_alt) * np.cos(az - true_az)
    return np.degrees(np.arccos(np.clip(cos, -1, 1)))


def thrown_per_bin(thrown):
    bins = np.asarray(thrown["bins_energy"][0])
    counts = np.asarray(thrown["histogram"][0]).sum(axis=1)
    middle = np.sqrt(bins[1:] * bins[:-1])
    return np.histogram(middle, EDGES, weights=counts)[0], middle, counts


def areas(name, radius, response):
    """Area of triggers, and of events whose direction is within 0.3 deg, and of prod5 after cuts."""
    telescopes, showers, thrown = load(products / f"{name}.dl2.h5")
    energy = column(showers, "true_energy")
    # The histogram of thrown showers has ten bins per decade: use its own edges.
    bins = np.asarray(thrown["bins_energy"][0])
    counts = np.asarray(thrown["histogram"][0]).sum(axis=1)
    grid = bins[::2]
    total = np.add.reduceat(counts, np.arange(0, len(counts), 2))
    centre = np.sqrt(grid[1:] * grid[:-1])
    total = total[: len(centre)]
    angle = offset(showers)
    scale = np.pi * radius**2 / np.maximum(total, 1)
    triggered = np.histogram(energy, grid)[0] * scale
    good = np.isfinite(angle) & (angle < 0.3)
    reconstructed = np.histogram(energy[good], grid)[0] * scale
    hdu = fits.open(data / "dl3" / response)
    area = hdu["EFFECTIVE AREA"].data
    e = np.sqrt(area["ENERG_LO"][0] * area["ENERG_HI"][0])
    prod5 = np.interp(np.log(centre), np.log(e), area["EFFAREA"][0][0])
    use = (total > 30) & (centre > 0.03) & (centre < 50)
    plt.loglog(centre[use], triggered[use], "o-", label="simulated, triggered")
    plt.loglog(centre[use], reconstructed[use], "s-", label="simulated, direction within 0.3°")
    plt.loglog(centre[use], prod5[use], "k--", label="prod5 after cuts")
    save(f"area-{name}", "true energy, TeV", "effective area, m²")
    print(f"\n{name}: energy TeV, triggered m2, within 0.3 deg m2, prod5 m2, ratios")
    for i in np.flatnonzero(use):
        print(
            f"{centre[i]:8.3f} {triggered[i]:10.3g} {reconstructed[i]:10.3g} {prod5[i]:10.3g}"
            f" {triggered[i] / prod5[i]:6.2f} {reconstructed[i] / prod5[i]:6.2f}"
        )
    psf = hdu["POINT SPREAD FUNCTION"].data
    pe = np.sqrt(psf["ENERG_LO"][0] * psf["ENERG_HI"][0])
    r68 = 1.515 * psf["SIGMA_1"][0][0]
    print(f"{name}: energy TeV, events, r68 deg, median h_max m, prod5 r68 deg")
    xs, ours = [], []
    height = column(showers, "HillasReconstructor_h_max")
    for low, high in zip(EDGES[:-1], EDGES[1:]):
        m = (energy >= low) & (energy < high) & np.isfinite(angle)
        if m.sum() > 20:
            centre = np.sqrt(low * high)
            xs.append(centre)
            ours.append(np.percentile(angle[m], 68))
            print(
                f"{centre:8.3f} {m.sum():6d} {ours[-1]:8.3f} {np.median(height[m]):8.0f}"
                f" {np.interp(centre, pe, r68):8.3f}"
            )
    plt.loglog(xs, ours, "o-", label="simulated, HillasReconstructor, no cuts")
    ok = r68 > 0
    plt.loglog(pe[ok], r68[ok], "k--", label="prod5 after cuts")
    save(f"resolution-{name}", "true energy, TeV", "68 % of directions within, deg")
    return telescopes, showers


def real_images():
    """Images of the two real files, Hillas parameters by ctapipe."""
    rows = []
    for name in ("gamma_prod6_tel_event_header_v4", "history_meta_75"):
        with TableLoader(data / "reference" / f"{name}.simtel.zst.dl2.h5") as loader:
            table = loader.read_telescope_events(true_parameters=True)
        for r in table:
            rows.append(
                (
                    int(r["tel_id"]) <= 4,
                    float(r["true_energy"]),
                    float(r["true_impact_distance"]),
                    float(r["true_hillas_intensity"]),
                    float(r["hillas_width"]),
                    float(r["hillas_length"]),
                    float(r["hillas_intensity"]),
                )
            )
    return np.array(rows)


telescopes, showers = areas("gamma-north", 700, "Prod5-North-20deg-AverageAz-4LSTs09MSTs.180000s-v0.1.fits.gz")
areas("gamma-south", 1200, "Prod5-South-20deg-AverageAz-14MSTs37SSTs.180000s-v0.1.fits.gz")
real = real_images()
lst = column(telescopes, "tel_id") <= 4
energy = column(telescopes, "true_energy")
impact = column(telescopes, "true_impact_distance")
size = column(telescopes, "true_hillas_intensity")
for kind, mask, colour in (("LST", lst, "C0"), ("MST", ~lst, "C1")):
    m = mask & (energy > 1.0) & (energy < 1.6)
    plt.semilogy(impact[m], size[m], ".", ms=3, color=colour, label=f"{kind}, 1 to 1.6 TeV")
    r = (real[:, 0] == (kind == "LST")) & (real[:, 1] > 1)
    plt.semilogy(real[r, 2], real[r, 3], "*", ms=8, mec="k", color=colour, label=f"{kind}, real file, 1.3 TeV")
plt.xlim(0, 450)
save("size", "impact distance, m", "true photo-electrons")
print("\nreal image: LST, energy, impact, size; median of ours at the same energy ±20 % and impact ±15 %")
for r in real:
    m = (lst == bool(r[0])) & (abs(np.log(energy / r[1])) < 0.2) & (abs(np.log(impact / r[2])) < 0.15)
    if m.sum() > 5:
        print(f"{int(r[0])} {r[1]:.3f} {r[2]:5.0f} {r[3]:7.0f} {np.median(size[m]):7.0f} ({m.sum()})", end="")
        both = m & np.isfinite(column(telescopes, "hillas_width"))
        if np.isfinite(r[4]) and both.sum() > 5:
            w, l = (np.median(column(telescopes, c)[both]) for c in ("hillas_width", "hillas_length"))
            print(f"  width {r[4]:.3f} {w:.3f}  length {r[5]:.3f} {l:.3f}", end="")
        print()
protons, _, _ = load(products / "proton-north.dl2.h5")
for quantity in ("width", "length"):
    for name, table in (("gamma", telescopes), ("proton", protons)):
        v = column(table, f"hillas_{quantity}")
        m = np.isfinite(v) & (column(table, "tel_id") <= 4) & (column(table, "hillas_intensity") > 200)
        plt.hist(v[m], np.linspace(0, 0.6 if quantity == "length" else 0.3, 40), density=True, histtype="step", label=name)
        print(f"LST, size > 200, {name}: {quantity} quartiles {np.percentile(v[m], [25, 50, 75]).round(3)} ({m.sum()})")
    r = (real[:, 0] == 1) & (real[:, 6] > 200)
    plt.plot(real[r, 4 if quantity == "width" else 5], np.zeros(r.sum()), "k*", label="gammas of real files")
    save(quantity, f"{quantity} of LST images above 200 p.e., deg", "density")
muons, _, _ = load(products / "muon.dl2.h5", muons=True)
ring = column(muons, "muonring_radius")
efficiency = column(muons, "muonefficiency_optical_efficiency")
ok = np.isfinite(ring)
plt.hist(ring[ok], 30, histtype="step", label="rings in one LST")
save("muons", "ring radius, deg", "rings")
print(f"muons: {ok.sum()} rings of {len(ring)}, radius quartiles {np.percentile(ring[ok], [25, 50, 75]).round(3)} deg")
good = np.isfinite(efficiency) & (efficiency > 0)
if good.any():
    print(f"optical efficiency quartiles {np.percentile(efficiency[good], [25, 50, 75]).round(3)} ({good.sum()})")
