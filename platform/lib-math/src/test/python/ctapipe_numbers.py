"""Computes what ctapipe 0.32 makes of synthetic images, for the tests of kernels and cleaners.

Usage, from the root of the repository, with a Python that has ctapipe: python ctapipe_numbers.py
"""
import astropy.units as u
import numpy as np
from ctapipe.image import (
    fact_image_cleaning,
    hillas_parameters,
    mars_cleaning_1st_pass,
    morphology_parameters,
    tailcuts_clean,
    time_constrained_clean,
)
from ctapipe.image.statistics import descriptive_statistics
from ctapipe.instrument import CameraGeometry

RINGS = 6
IMAGES = 12


def camera():
    cells = [
        (a + 0.5 * b, b * np.sqrt(3) / 2)
        for a in range(-RINGS, RINGS + 1)
        for b in range(-RINGS, RINGS + 1)
        if abs(a + b) <= RINGS
    ]
    x, y = np.array(cells).T
    area = np.full(len(x), np.sqrt(3) / 2)
    return CameraGeometry(
        "toy", np.arange(len(x)), x * u.m, y * u.m, area * u.m**2, "hexagon",
        pix_rotation="0d", cam_rotation="0d",
    )


def image(rng, geom):
    x, y = geom.pix_x.value, geom.pix_y.value
    psi = rng.uniform(-np.pi / 2, np.pi / 2)
    length, width = rng.uniform(1.2, 3), rng.uniform(0.6, 1.1)
    dx, dy = x - rng.uniform(-3, 3), y - rng.uniform(-3, 3)
    along = dx * np.cos(psi) + dy * np.sin(psi)
    across = dy * np.cos(psi) - dx * np.sin(psi)
    light = np.exp(-0.5 * (along**2 / length**2 + across**2 / width**2))
    light *= rng.uniform(100, 900) / (2 * np.pi * length * width)
    charge = rng.poisson(light) + rng.normal(0, 2, len(x))
    spread = np.where(light > 2, 1, 6)
    time = 20 + 1.2 * along + rng.normal(0, spread)
    return np.round(charge, 2).astype("f4"), np.round(time, 2).astype("f4")


def pixels(mask):
    return np.nonzero(mask)[0]


def write(path, geom, blocks):
    with open(path, "w", encoding="ascii") as out:
        out.write("# made by platform/lib-math/src/test/python/ctapipe_numbers.py\n")
        for key, values in blocks:
            text = " ".join(f"{v:.9g}" if isinstance(v, np.float32) else f"{v!s}" for v in values)
            out.write(f"{key} {text}\n")


def main():
    rng = np.random.default_rng(5)
    geom = camera()
    kernels, fact, constrained = [], [], []
    for _ in range(IMAGES):
        q, t = image(rng, geom)
        mask = tailcuts_clean(geom, q, 10, 5, False, 2)
        kernels += [("charge", q), ("time", t), ("tailcuts", pixels(mask))]
        kernels += [("mars", pixels(mars_cleaning_1st_pass(geom, q, 10, 5, False, 2)))]
        h = hillas_parameters(geom[mask], q[mask])
        kernels += [("hillas", [float(v) for v in (
            h.intensity, h.x.value, h.y.value, h.length.value, h.width.value, h.psi.to_value("rad"),
            h.skewness, h.kurtosis, h.length_uncertainty.value, h.width_uncertainty.value,
            h.psi_uncertainty.to_value("rad"), h.transverse_cog_uncertainty.value)])]
        for values in (q[mask], t[mask]):
            s = descriptive_statistics(values)
            kernels += [("statistics", [float(v) for v in (
                s.max, s.min, s.mean, s.std, s.skewness, s.kurtosis)])]
        m = morphology_parameters(geom, mask)
        kernels += [("islands", [m.n_pixels, m.n_islands])]
        base = [("charge", q), ("time", t)]
        fact += base + [("mask", pixels(fact_image_cleaning(geom, q, t, 10, 5, 2, 5.0)))]
        constrained += base + [
            ("mask", pixels(time_constrained_clean(geom, q, t, 10, 5, 4.5, 1.5, 2)))]
    resource = "src/test/resources/io/bluewake"
    write(f"platform/lib-math/{resource}/math/image/ctapipe.txt", geom, kernels)
    write(f"algorithm-plugins/cleaning-fact/{resource}/cleaning/fact/ctapipe.txt", geom, fact)
    write(
        f"algorithm-plugins/cleaning-time-constrained/{resource}/cleaning/timeconstrained/"
        "ctapipe.txt", geom, constrained)


if __name__ == "__main__":
    main()
