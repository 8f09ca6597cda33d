"""Numbers of ctapipe 0.32 for invented image parameters: stereo-numbers.txt of both stereo plug-ins.

    python make_stereo_numbers.py HillasReconstructor > .../hillas/stereo-numbers.txt
    python make_stereo_numbers.py HillasIntersection > .../intersection/stereo-numbers.txt

Lines: `array HEIGHT`, `tel X Y Z FIELD_RADIUS_DEG`, `event AZ ALT` (deg), `image TELESCOPE_INDEX AZ ALT LON LAT
PSI INTENSITY LENGTH WIDTH IMPACT CORE_PSI` (deg, m) and `result` with the columns of the geometry.
"""

import sys
import warnings

import astropy.units as u
import numpy as np
from astropy.coordinates import EarthLocation
from ctapipe.containers import (
    ArrayEventContainer,
    HillasParametersContainer,
    ImageParametersContainer,
    MorphologyContainer,
)
from ctapipe.coordinates import CameraFrame
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
from ctapipe.reco import Reconstructor

FOCAL = 20.0 * u.m


def camera(radius_deg):
    """One pixel in the middle and six around it, as far away as the field of view reaches."""
    angle = np.arange(1, 7) * np.pi / 3
    r = FOCAL.value * np.deg2rad(radius_deg)
    x = np.concatenate([[0], r * np.cos(angle)])
    y = np.concatenate([[0], r * np.sin(angle)])
    touches = np.zeros((7, 7), bool)
    touches[0, 1:] = touches[1:, 0] = True
    geometry = CameraGeometry(
        "Toy7", np.arange(7), x * u.m, y * u.m, np.full(7, 1e-3) * u.m**2, "hexagon",
        frame=CameraFrame(focal_length=FOCAL), neighbors=[np.flatnonzero(r).tolist() for r in touches],
    )
    readout = CameraReadout(
        "Toy7", 1 * u.GHz, np.ones((1, 3)), 1 * u.ns, n_channels=1, n_pixels=7, n_samples=30
    )
    return CameraDescription("Toy7", geometry, readout)


def main(algorithm):
    warnings.simplefilter("ignore")
    rng = np.random.default_rng(20)
    positions = rng.normal(0, 120, (6, 3)) * [1, 1, 0.1]
    radii = [2.2, 2.2, 3.8, 3.8, 4.4, 4.4]
    optics = OpticsDescription(
        "Toy", SizeType.MST, 1, FOCAL, FOCAL, 100 * u.m**2, 1, ReflectorShape.PARABOLIC
    )
    height = 2156.0
    subarray = SubarrayDescription(
        "toy",
        tel_positions={i + 1: p * u.m for i, p in enumerate(positions)},
        tel_descriptions={
            i + 1: TelescopeDescription("Toy", optics, camera(r)) for i, r in enumerate(radii)
        },
        reference_location=EarthLocation.from_geodetic(-17.89 * u.deg, 28.76 * u.deg, height * u.m),
    )
    print("array", height)
    for p, r in zip(positions, radii):
        print("tel", *map(repr, map(float, p)), r)
    reconstructor = Reconstructor.from_name(algorithm, subarray=subarray)
    for number in range(24):
        one_event(rng, number, subarray, reconstructor, algorithm)


def one_event(rng, number, subarray, reconstructor, algorithm):
    az = [0.0, 180.0, 359.9, 0.05, 77.0, 291.0][number % 6]
    alt = [70.0, 89.5, 52.0, 89.9, 25.0, 68.0][number // 4]
    spread = [0.0, 0.0, 1.5][number % 3]
    tels = sorted(rng.choice(6, size=[2, 3, 4, 6][number % 4], replace=False) + 1)
    event = ArrayEventContainer()
    event.monitoring.pointing.array_azimuth = np.deg2rad(az) * u.rad
    event.monitoring.pointing.array_altitude = np.deg2rad(alt) * u.rad
    event.trigger.tels_with_trigger = tels
    source = rng.normal(0, 0.4, 2)
    rows = []
    for tel in tels:
        tel_az, tel_alt = az + rng.normal() * spread, min(89.99, alt + rng.normal() * spread)
        cog = rng.normal(0, 1.0, 2)
        psi = np.rad2deg(np.arctan2(*(source - cog)[::-1])) + rng.normal(0, 3)
        intensity, length = 10 ** rng.uniform(2, 4), rng.uniform(0.1, 0.4)
        width = length * rng.uniform(0.2, 0.9)
        pointing = event.monitoring.tel[tel].pointing
        pointing.azimuth = u.Quantity(np.float32(np.deg2rad(tel_az)), u.rad)
        pointing.altitude = u.Quantity(np.float32(np.deg2rad(tel_alt)), u.rad)
        event.dl1.tel[tel].parameters = ImageParametersContainer(
            hillas=HillasParametersContainer(
                intensity=intensity, fov_lon=cog[0] * u.deg, fov_lat=cog[1] * u.deg, psi=psi * u.deg,
                length=length * u.deg, width=width * u.deg,
            ),
            morphology=MorphologyContainer(n_pixels=10),
        )
        rows.append((tel - 1, tel_az, tel_alt, *cog, psi, intensity, length, width))
    reconstructor(event)
    print("event", az, alt)
    for tel, row in zip(tels, rows):
        impact = event.dl2.tel[tel].impact[algorithm].distance.to_value(u.m)
        core_psi = event.dl1.tel[tel].parameters.core.psi.to_value(u.deg)
        print("image", row[0], *(repr(float(v)) for v in (*row[1:], impact, core_psi)))
    g = event.dl2.stereo.geometry[algorithm]
    g = {k: v.to_value(u.deg) if hasattr(v, "unit") and v.unit.is_equivalent(u.deg) else getattr(v, "value", v)
         for k, v in g.as_dict(add_prefix=False).items() if k != "telescopes"}
    print("result", *(f"{k}={float(v)!r}" for k, v in g.items()))


main(sys.argv[1])
