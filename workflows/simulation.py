"""Figures and numbers of docs/simulation.md from the products of simulation.sh."""

import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
import numpy as np
from astropy.io import fits
from ctapipe.io import TableLoader
from scipy.stats import ks_2samp, mannwhitneyu

products, data, figures = (Path(a) for a in sys.argv[1:4])
figures.mkdir(parents=True, exist_ok=True)
plt.rcParams.update({"svg.hashsalt": "bluewake", "figure.figsize": (5.5, 3.6), "font.size": 9})


def column(table, name):
    return np.asarray(table[name], dtype=float)


def load(path, muons=False):
    with TableLoader(path) as loader:
        telescopes = loader.read_telescope_events(true_parameters=True, dl1_muons=muons)
        showers = loader.read_subarray_events()
        thrown = loader.read_shower_distribution()
        kinds = {i: str(t) for i, t in loader.subarray.tel.items()}
    telescopes["kind"] = [kinds[int(i)] for i in telescopes["tel_id"]]
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


def thrown_by_energy(thrown, every):
    """Edges and numbers of thrown showers, every so many bins of the histogram (ten per decade) together."""
    edges = np.asarray(thrown["bins_energy"][0])[::every]
    counts = np.asarray(thrown["histogram"][0]).sum(axis=1)
    return edges, np.add.reduceat(counts, np.arange(0, len(counts), every))[: len(edges) - 1]


def keys(table):
    return [(int(o), int(e)) for o, e in zip(table["obs_id"], table["event_id"])]


def scaled(telescopes, quantity, reference=None):
    """Width or length against those of gammas of the same telescope type and size, in standard deviations."""
    kind = np.asarray(telescopes["kind"])
    size = np.log10(np.clip(column(telescopes, "hillas_intensity"), 10, 1e6))
    value = column(telescopes, f"hillas_{quantity}")
    place = np.clip(np.nan_to_num((size - 1) * 4), 0, 15).astype(int)
    table = {} if reference is None else reference
    out = np.full(len(value), np.nan)
    for key in set(zip(kind, place)):
        m = (kind == key[0]) & (place == key[1]) & np.isfinite(value)
        if reference is None and m.sum() > 10:
            low, middle, high = np.percentile(value[m], [16, 50, 84])
            table[key] = (middle, max(1e-4, (high - low) / 2))
        if key in table:
            out[m] = (value[m] - table[key][0]) / table[key][1]
    return out, table


def passes(telescopes, showers, widths, lengths):
    """Cuts after H.E.S.S. (Aharonian et al. 2006): shapes averaged over two good images or more."""
    good = (column(telescopes, "hillas_intensity") > 60) & (column(telescopes, "leakage_intensity_width_2") < 0.2)
    good &= (column(telescopes, "morphology_n_pixels") > 4) & np.isfinite(widths) & np.isfinite(lengths)
    sums = {}
    for key, w, l in zip(np.array(keys(telescopes), dtype=object)[good], widths[good], lengths[good]):
        entry = sums.setdefault(tuple(key), [0, 0.0, 0.0])
        entry[0] += 1
        entry[1] += w
        entry[2] += l
    ok = np.zeros(len(showers), dtype=bool)
    for i, key in enumerate(keys(showers)):
        n, w, l = sums.get(key, (0, 0, 0))
        ok[i] = n > 1 and w / n < 0.9 and l / n < 2.0
    return ok


def areas(name, radius, response):
    """Area of triggers, of directions within 0.3 deg, of those that pass cuts; and of prod5 after cuts."""
    telescopes, showers, thrown = load(products / f"{name}.dl2.h5")
    energy = column(showers, "true_energy")
    grid, total = thrown_by_energy(thrown, 2)
    centre = np.sqrt(grid[1:] * grid[:-1])
    angle = offset(showers)
    scale = np.pi * radius**2 / np.maximum(total, 1)
    good = np.isfinite(angle) & (angle < 0.3)
    widths, width_table = scaled(telescopes, "width")
    lengths, length_table = scaled(telescopes, "length")
    cut = good & passes(telescopes, showers, widths, lengths)
    triggered, reconstructed, selected = (
        np.histogram(energy[m], grid)[0] * scale for m in (np.isfinite(energy), good, cut)
    )
    hdu = fits.open(data / "dl3" / response)
    area = hdu["EFFECTIVE AREA"].data
    e = np.sqrt(area["ENERG_LO"][0] * area["ENERG_HI"][0])
    prod5 = np.interp(np.log(centre), np.log(e), area["EFFAREA"][0][0])
    use = (total > 30) & (centre > 0.03) & (centre < 50)
    plt.loglog(centre[use], triggered[use], "o-", ms=4, label="simulated, triggered")
    plt.loglog(centre[use], reconstructed[use], "s-", ms=4, label="simulated, direction within 0.3°")
    plt.loglog(centre[use], selected[use], "v-", ms=4, label="simulated, after cuts")
    plt.loglog(centre[use], prod5[use], "k--", label="prod5 after cuts")
    save(f"area-{name}", "true energy, TeV", "effective area, m²")
    print(f"\n{name}: energy TeV, ratios to prod5: triggered, within 0.3 deg, after cuts; showers after cuts")
    for i in np.flatnonzero(use):
        n = np.histogram(energy[cut], grid)[0][i]
        print(
            f"{centre[i]:8.3f} {triggered[i] / prod5[i]:6.2f} {reconstructed[i] / prod5[i]:6.2f}"
            f" {selected[i] / prod5[i]:6.2f} {n:5d}"
        )
    psf = hdu["POINT SPREAD FUNCTION"].data
    pe = np.sqrt(psf["ENERG_LO"][0] * psf["ENERG_HI"][0])
    r68 = 1.515 * psf["SIGMA_1"][0][0]
    height = column(showers, "HillasReconstructor_h_max")
    depth = column(showers, "true_x_max")
    print(f"{name}: energy TeV, events, r68 deg, after cuts, prod5, median h_max m, mean true depth of maximum g/cm2")
    xs, ours, kept, heights, depths = [], [], [], [], []
    for low, high in zip(grid[:-1], grid[1:]):
        m = (energy >= low) & (energy < high) & np.isfinite(angle)
        if m.sum() > 20 and low > 0.02:
            xs.append(np.sqrt(low * high))
            ours.append(np.percentile(angle[m], 68))
            kept.append(np.percentile(angle[m & cut], 68) if (m & cut).sum() > 10 else np.nan)
            heights.append(np.median(height[m]))
            depths.append(depth[m].mean())
            print(
                f"{xs[-1]:8.3f} {m.sum():6d} {ours[-1]:8.3f} {kept[-1]:8.3f} {np.interp(xs[-1], pe, r68):8.3f}"
                f" {heights[-1]:8.0f} {depths[-1]:6.0f}"
            )
    plt.loglog(xs, ours, "o-", ms=4, label="simulated, HillasReconstructor, no cuts")
    plt.loglog(xs, kept, "v-", ms=4, label="simulated, after cuts")
    ok = r68 > 0
    plt.loglog(pe[ok], r68[ok], "k--", label="prod5 after cuts")
    save(f"resolution-{name}", "true energy, TeV", "68 % of directions within, deg")
    return telescopes, showers, (width_table, length_table), (np.array(xs), np.array(heights), np.array(depths))


def real_images():
    """Images of the three real files with gammas, Hillas parameters by ctapipe."""
    rows = []
    for name in ("gamma_prod6_tel_event_header_v4.simtel.zst", "history_meta_75.simtel.zst", "test_lasercal_v3.simtel.gz"):
        focal = "EQUIVALENT" if "laser" in name else "EFFECTIVE"
        with TableLoader(data / "reference" / f"{name}.dl2.h5", focal_length_choice=focal) as loader:
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
                    "laser" not in name,
                )
            )
    return np.array(rows)


def vertical_depth(height):
    """U.S. standard atmosphere between 4 and 40 km, g/cm2."""
    low = -94.919 + 1144.9069 * np.exp(-height / 8781.5355)
    return np.where(height < 10_000, low, 0.61289 + 1305.5948 * np.exp(-height / 6361.4304))


def elongation(curve):
    """Depth of maximum, true and from the height that HillasReconstructor gives, against energy."""
    energies, heights, depths = curve
    slant = vertical_depth(heights) / np.cos(np.radians(20))
    plt.semilogx(energies, depths, "o-", ms=4, label="true (triggered gammas)")
    plt.semilogx(energies, slant, "s-", ms=4, label="HillasReconstructor h_max")
    theory = 36.66 * np.log(energies / energies[0]) + depths[0]
    plt.semilogx(energies, theory, "k--", label="a radiation length per factor e")
    save("elongation", "true energy, TeV", "slant depth of maximum, g/cm²")
    use = energies > 0.1
    for name, value in (("true", depths), ("reconstructed", slant)):
        slope = np.polyfit(np.log(energies[use]), value[use], 1)[0]
        print(f"elongation {name}: {slope:.1f} g/cm2 per factor e above 0.1 TeV")


def spectrum_rate(name, radius, cone, flux, index, low, high):
    """Rate of triggers in Hz for a flux per m2, s, (sr,) TeV, of showers drawn from a power law."""
    _, showers, thrown = load(products / f"{name}.dl2.h5")
    number = int(thrown["n_entries"][0])
    solid = 2 * np.pi * (1 - np.cos(np.radians(cone))) if cone else 1
    energy = column(showers, "true_energy")
    g = index + 1
    drawn = g * energy**index / (high**g - low**g)
    weights = flux(energy) / drawn * np.pi * radius**2 * solid / number
    print(f"{name}: {weights.sum():.3g} +- {np.sqrt((weights**2).sum()):.2g} Hz from {len(energy)} of {number}")
    telescopes = np.asarray(showers["tels_with_trigger"])
    each = (telescopes * weights[:, None]).sum(axis=0)
    print(f"   telescopes, Hz: {np.array2string(each, precision=0, max_line_width=140)}")


def protons(e):
    return 0.098 * e**-2.62


def electrons(e):
    """Power law of H.E.S.S. 2009 with its break, 1.17e-4 at 1 TeV, E^-3.0 below and E^-4.1 above 0.9 TeV."""
    return 1.17e-4 * e**-3.0 * np.where(e < 0.9, 1, (e / 0.9) ** -1.1)


def crab(e):
    return 2.83e-7 * e**-2.62


def rates():
    for name, flux, cone in (("proton-north", protons, 5), ("electron-north", electrons, 5), ("gamma-north", crab, 0),
                             ("proton-south", protons, 5), ("gamma-south", crab, 0), ("proton-lst", protons, 5)):
        path = products / f"{name}.dl2.h5"
        if path.exists():
            settings = dict(l.split(":", 1) for l in (products / f"{name}.sim").read_text().splitlines() if ":" in l)
            get = lambda k: float(settings[k].split("#")[0])
            spectrum_rate(
                name, get("coreRadius"), cone, flux, get("spectralIndex"), get("energyMinTeV"), get("energyMaxTeV")
            )


def shapes(telescopes, real):
    """Widths and lengths of 0.7 to 2.5 TeV gammas by telescope type and size against the real ones."""
    lst = column(telescopes, "tel_id") <= 4
    energy, size = column(telescopes, "true_energy"), column(telescopes, "hillas_intensity")
    print("\nreal and simulated images: type, sizes, numbers, median width, length (real / ours), KS distances and p")
    for kind, mine in (("LST", lst), ("MST", ~lst)):
        for low, high in ((50, 200), (200, 600), (600, 2500), (2500, 1e5)):
            ours = mine & (energy > 0.7) & (energy < 2.5) & (size > low) & (size < high)
            r = real[(real[:, 0] == (kind == "LST")) & (real[:, 6] > low) & (real[:, 6] < high) & (real[:, 1] > 1)]
            if len(r) < 2 or ours.sum() < 10:
                continue
            text = f"{kind} {low:5.0f}-{high:6.0f} {len(r):3d} {ours.sum():4d}"
            for quantity, i in (("width", 4), ("length", 5)):
                v = column(telescopes, f"hillas_{quantity}")[ours]
                test = ks_2samp(r[:, i], v)
                text += f"  {quantity} {np.median(r[:, i]):.3f} / {np.median(v):.3f} D {test.statistic:.2f} p {test.pvalue:.2f}"
            print(text)


def separation(gammas, hadrons, tables):
    """How well width and length tell gammas from protons: area under the curve of choices, by size."""
    print("\ngamma against proton, LST, area under the curve for width and length")
    for low, high in ((100, 300), (300, 1000), (1000, 1e5)):
        text = f"sizes {low:.0f}-{high:.0f}:"
        for quantity in ("width", "length"):
            pair = []
            for table in (gammas, hadrons):
                size = column(table, "hillas_intensity")
                v = column(table, f"hillas_{quantity}")
                pair.append(v[np.isfinite(v) & (column(table, "tel_id") <= 4) & (size > low) & (size < high)])
            auc = mannwhitneyu(pair[1], pair[0]).statistic / len(pair[0]) / len(pair[1])
            text += f"  {quantity} {auc:.2f} ({len(pair[0])}, {len(pair[1])})"
        print(text)
    g, _ = scaled(gammas, "width", tables[0])
    p, _ = scaled(hadrons, "width", tables[0])
    plt.hist(g[np.isfinite(g)], np.linspace(-3, 8, 45), density=True, histtype="step", label="gamma")
    plt.hist(p[np.isfinite(p)], np.linspace(-3, 8, 45), density=True, histtype="step", label="proton")
    save("separation", "scaled width of an image", "density")


telescopes, showers, tables, curve = areas(
    "gamma-north", 700, "Prod5-North-20deg-AverageAz-4LSTs09MSTs.180000s-v0.1.fits.gz"
)
areas("gamma-south", 1200, "Prod5-South-20deg-AverageAz-14MSTs37SSTs.180000s-v0.1.fits.gz")
elongation(curve)
rates()
real = real_images()
lst = column(telescopes, "tel_id") <= 4
energy = column(telescopes, "true_energy")
impact = column(telescopes, "true_impact_distance")
size = column(telescopes, "true_hillas_intensity")
for kind, mask, colour in (("LST", lst, "C0"), ("MST", ~lst, "C1")):
    m = np.flatnonzero(mask & (energy > 1.0) & (energy < 1.6))[:400]
    plt.semilogy(impact[m], size[m], ".", ms=3, color=colour, label=f"{kind}, 1 to 1.6 TeV")
    # The photons of the third file are those of spheres smaller than its LSTs.
    r = (real[:, 0] == (kind == "LST")) & (real[:, 1] > 1) & (real[:, 7] == 1)
    plt.semilogy(real[r, 2], real[r, 3], "*", ms=8, mec="k", color=colour, label=f"{kind}, real file, 1.3 TeV")
plt.xlim(0, 450)
save("size", "impact distance, m", "true photo-electrons")
print("\nreal image: LST, energy, impact, size; median of ours at the same energy ±20 % and impact ±15 %")
for r in real[real[:, 7] == 1]:
    m = (lst == bool(r[0])) & (abs(np.log(energy / r[1])) < 0.2) & (abs(np.log(impact / r[2])) < 0.15)
    if m.sum() > 5:
        print(f"{int(r[0])} {r[1]:.3f} {r[2]:5.0f} {r[3]:7.0f} {np.median(size[m]):7.0f} ({m.sum()})", end="")
        both = m & np.isfinite(column(telescopes, "hillas_width"))
        if np.isfinite(r[4]) and both.sum() > 5:
            w, l = (np.median(column(telescopes, c)[both]) for c in ("hillas_width", "hillas_length"))
            print(f"  width {r[4]:.3f} {w:.3f}  length {r[5]:.3f} {l:.3f}", end="")
        print()
shapes(telescopes, real)
hadrons, _, _ = load(products / "proton-north.dl2.h5")
separation(telescopes, hadrons, tables)
for quantity in ("width", "length"):
    for name, table in (("gamma", telescopes), ("proton", hadrons)):
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
