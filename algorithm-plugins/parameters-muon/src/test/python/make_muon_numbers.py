"""Numbers of ctapipe 0.32 for invented rings: muon-numbers.txt.

    python make_muon_numbers.py > ../resources/io/bluewake/parameters/muon/muon-numbers.txt

A line per ring: its description as in `RINGS`, then NAME=VALUE. Camera and images follow formulas that the test
repeats: hexagons of 50 mm in 1951 pixels behind 16 m; light of a ring, plus noise from the grid position of a pixel.
"""

import warnings

import astropy.units as u
import numpy as np
from astropy.coordinates import EarthLocation
from ctapipe.containers import ArrayEventContainer, HillasParametersContainer, ImageParametersContainer, MorphologyContainer
from ctapipe.coordinates import CameraFrame
from ctapipe.image.muon import MuonProcessor
from ctapipe.instrument import (
    CameraDescription,
    CameraGeometry,
    CameraReadout,
    OpticsDescription,
    ReflectorShape,
    SizeType,
    SubarrayDescription,
    TelescopeDescription,
)

PITCH = 0.05
#: x, y, radius, width (deg), light per pixel, modulation, phase (rad), threshold of the cleaning
RINGS = [
    (0.0, 0.0, 1.2, 0.12, 40.0, 0.0, 0.0, 8.0),
    (0.4, -0.3, 1.25, 0.10, 60.0, 0.5, 1.0, 8.0),
    (-1.1, 0.9, 1.1, 0.15, 30.0, 0.8, -2.5, 8.0),
    (2.5, 0.4, 1.3, 0.10, 80.0, 0.3, 3.0, 6.0),
    (3.6, -2.0, 1.4, 0.20, 90.0, 0.2, 0.5, 6.0),
    (-0.2, 2.0, 2.1, 0.10, 50.0, 0.9, 2.0, 6.0),
    (4.6, 0.3, 2.0, 0.20, 150.0, 0.1, 0.0, 6.0),
    (0.1, 0.1, 0.5, 0.05, 100.0, 0.1, 0.0, 6.0),
]


def camera():
    cells = [(i, j) for i in range(-25, 26) for j in range(-25, 26) if abs(i + j) <= 25]
    i, j = np.array(cells).T
    x, y = PITCH * (i + 0.5 * j), PITCH * j * np.sqrt(3) / 2
    area = np.full(len(x), PITCH**2 * np.sqrt(3) / 2)
    geometry = CameraGeometry(
        "ToyHex", np.arange(len(x)), x * u.m, y * u.m, area * u.m**2, "hexagon",
        frame=CameraFrame(focal_length=16 * u.m),
    )
    readout = CameraReadout(
        "ToyHex", 1 * u.GHz, np.ones((1, 3)), 1 * u.ns, n_channels=1, n_pixels=len(x), n_samples=40
    )
    return CameraDescription("ToyHex", geometry, readout), i, j


def noise(i, j):
    """Something between -1.5 and 1.5 that looks random."""
    return 1.5 * np.sin(12.9898 * i + 78.233 * j + 3.7 * i * j)


def main():
    warnings.simplefilter("ignore")
    cam, i, j = camera()
    optics = OpticsDescription(
        "ToyMirror", SizeType.MST, 1, 16 * u.m, 16.4 * u.m, 100 * u.m**2, 86, ReflectorShape.DAVIES_COTTON
    )
    subarray = SubarrayDescription(
        "toy", {1: [0, 0, 0] * u.m}, {1: TelescopeDescription("Toy", optics, cam)},
        reference_location=EarthLocation.from_geodetic(0 * u.deg, 0 * u.deg, 0 * u.m),
    )
    processor = MuonProcessor(subarray)
    lon = np.rad2deg(cam.geometry.pix_y.value / 16)
    lat = np.rad2deg(cam.geometry.pix_x.value / 16)
    for ring in RINGS:
        x, y, radius, width, light, modulation, phase, threshold = ring
        d, phi = np.hypot(lon - x, lat - y), np.arctan2(lat - y, lon - x)
        image = light * (1 + modulation * np.cos(phi - phase)) * np.exp(-0.5 * ((d - radius) / width) ** 2)
        image = (image + noise(i, j)).astype(np.float32)
        mask = image > threshold
        event = ArrayEventContainer()
        event.dl1.tel[1].image = image
        event.dl1.tel[1].image_mask = mask
        event.dl1.tel[1].parameters = ImageParametersContainer(
            hillas=HillasParametersContainer(intensity=image[mask].sum()),
            morphology=MorphologyContainer(n_pixels=np.count_nonzero(mask)),
        )
        processor(event)
        muon = event.muon.tel[1]
        values = {}
        for part in (muon.ring, muon.parameters, muon.efficiency):
            for name, value in part.as_dict(add_prefix=True).items():
                unit = {"impact": u.m, "error": u.deg**2}.get(name.split("_")[-1], u.deg)
                unit = u.m if name.startswith("muonefficiency_impact") else unit
                values[name] = value.to_value(unit) if hasattr(value, "unit") else value
        print(*ring, *(f"{k}={float(v)!r}" for k, v in values.items()))


main()
