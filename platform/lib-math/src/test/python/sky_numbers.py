"""Directions transformed by Astropy, for io.bluewake.math.sky.

    sky_numbers.py random COUNT SEED >CASES      times, places, directions, air at random
    sky_numbers.py edges >CASES                  poles, zenith, Sun, leap seconds, ends of the table

Each line: TAI seconds since 1970 and fraction, longitude and latitude (rad) and height (m) of the observer,
pressure (hPa), temperature (C), humidity, wavelength (um), a pair of angles (rad), ra and dec of that pair
taken as azimuth and altitude, azimuth and altitude of that pair taken as ra and dec.
"""
import sys
import warnings
from importlib.metadata import version

import astropy.units as u
import numpy as np
from astropy.coordinates import ICRS, AltAz, EarthLocation, get_sun
from astropy.time import Time
from astropy.utils import iers

iers.conf.auto_download = False
iers.conf.auto_max_age = None
warnings.simplefilter("ignore")

HALF_PI = np.pi / 2
FIRST, LAST = 41684, 61707


def tai(seconds, fraction):
    days, rest = np.divmod(seconds, 86400)
    return Time(40587.0 + days, (rest + fraction) / 86400, format="mjd", scale="tai")


def transform(seconds, fraction, lon, lat, height, air, a, b):
    site = EarthLocation.from_geodetic(lon * u.rad, lat * u.rad, height * u.m)
    frame = AltAz(obstime=tai(seconds, fraction), location=site, pressure=air[0] * u.hPa,
                  temperature=air[1] * u.deg_C, relative_humidity=air[2] * u.one, obswl=air[3] * u.micron)
    sky = AltAz(az=a * u.rad, alt=b * u.rad, **{n: getattr(frame, n) for n in frame.frame_attributes}) \
        .transform_to(ICRS())
    horizon = ICRS(a * u.rad, b * u.rad).transform_to(frame)
    return [sky.ra.rad, sky.dec.rad, horizon.az.rad, horizon.alt.rad]


def write(seconds, fraction, lon, lat, height, air, a, b):
    result = transform(seconds, fraction, lon, lat, height, air, a, b)
    print("# astropy", version("astropy"), "astropy_iers_data", version("astropy_iers_data"), *sys.argv[1:])
    columns = [fraction, lon, lat, height, *air, a, b, *result]
    for i, second in enumerate(seconds):
        print(int(second), *(repr(float(c[i])) for c in columns))


def random(count, seed):
    rng = np.random.default_rng(seed)
    seconds = rng.integers((FIRST - 40587) * 86400, (LAST - 40587) * 86400, count)
    airy = rng.random(count) < 0.5
    air = [np.where(airy, rng.uniform(550, 1030, count), 0), rng.uniform(-15, 30, count), rng.random(count),
           rng.uniform(0.3, 0.9, count)]
    return (seconds, np.round(rng.random(count), 9), rng.uniform(-np.pi, np.pi, count),
            np.arcsin(rng.uniform(-1, 1, count)), np.round(rng.uniform(0, 5000, count), 2), air,
            rng.uniform(0, 2 * np.pi, count), np.arcsin(rng.uniform(-1, 1, count)))


def edges():
    rows = []
    roque = (np.radians(-17.89), np.radians(28.76), 2200.0)
    calm, windy = (0.0, 0.0, 0.0, 1.0), (790.0, 8.0, 0.3, 0.4)
    noon = 1_700_000_000

    def add(second, fraction=0.0, site=roque, air=calm, a=1.0, b=1.0):
        rows.append((second, fraction, *site, *air, a, b))

    for b in (HALF_PI, -HALF_PI, HALF_PI - 1e-9, 0.0, 0.05, 0.0499, -0.3):
        for a in (0.0, np.pi, 6.28):
            for air in (calm, windy, (1010.0, 15.0, 0.5, 2e5)):
                add(noon, 0.25, air=air, a=a, b=b)
    for site in ((0.0, HALF_PI, 2800.0), (0.0, -HALF_PI, 2800.0), (np.pi, 0.0, -400.0), (-np.pi, 1.0, 9000.0)):
        add(noon, site=site, a=2.0, b=0.7)
    for mjd, offset in ((41683, 12), (51179, 32), (57754, 37)):  # first second after a leap second
        after = (mjd - 40587) * 86400 + offset
        for second in (after - 43200, after - 2, after - 1, after, after + 1):
            add(second, 0.5)
    for mjd in (FIRST - 10, FIRST - 1, FIRST, LAST - 1, LAST, LAST + 1, LAST + 500, 61284, 61285, 61335, 61336):
        add((mjd - 40587) * 86400 + 50, 0.125)
    for second in (noon, noon + 86400 * 100):  # round the Sun
        sun = get_sun(tai(np.array(second), 0.0)).icrs
        ra, dec = float(sun.ra.rad), float(sun.dec.rad)
        for offset in (0.0, 1e-5, 1e-4, 5e-4, 2e-3, 5e-3, 0.03):
            add(second, a=ra + offset, b=dec + offset / 3)
    # Astropy's table goes by the largest time of a call, so each row is one call.
    rows = [tuple(np.array([v]) for v in row) for row in rows]
    print("# astropy", version("astropy"), "astropy_iers_data", version("astropy_iers_data"), *sys.argv[1:])
    for row in rows:
        result = transform(*row[:5], row[5:9], *row[9:])
        print(int(row[0][0]), *(repr(float(c[0])) for c in [*row[1:], *result]))


if sys.argv[1] == "random":
    write(*random(int(sys.argv[2]), int(sys.argv[3])))
else:
    edges()
