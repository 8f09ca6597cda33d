"""Makes the star catalogue of io.bluewake.math.stars.

    star_table.py hipparcos_star_catalog.fits.gz

The input is the Hipparcos main catalogue (ESA 1997, SP-1200; VizieR I/239/hip_main) down to V = 8 as ctapipe
(BSD-3-Clause) carries it in its resources: positions of the ICRS at epoch J1991.25, proper motions, magnitudes.
Only stars brighter than V = 7.5 are kept, ordered by declination, as big-endian integers.
"""
import sys
from pathlib import Path

import numpy as np
from astropy.table import Table

OUT = Path(__file__).parents[2] / "main/resources/io/bluewake/math/stars/hipparcos.bin"
FAINTEST = 7.5

stars = Table.read(sys.argv[1])
assert stars.meta["JEPOCH"] == 1991.25 and stars.meta["RADESYS"] == "ICRS"
complete = np.isfinite(np.ma.filled(stars["RAICRS"], np.nan)) & np.isfinite(np.ma.filled(stars["DEICRS"], np.nan))
print((~complete).sum(), "without position")
stars = stars[complete & (stars["Vmag"] < FAINTEST)]
stars.sort(["DEICRS", "HIP"])


def whole(name, factor, dtype, missing=None):
    column = stars[name]
    if missing is not None:
        column = column.filled(np.nan) if hasattr(column, "filled") else column
    values = np.asarray(column, dtype=float) * factor
    if missing is not None:
        values = np.where(np.isfinite(values), values, missing)
    values = np.rint(values)
    limits = np.iinfo(dtype)
    assert np.all((values >= limits.min) & (values <= limits.max)), name
    return values.astype(dtype).tobytes()


MAS = 3_600_000
with open(OUT, "wb") as out:
    out.write(f"bluewake-stars 1 {len(stars)} 1991.25\n".encode())
    out.write(whole("RAICRS", MAS, ">i4"))
    out.write(whole("DEICRS", MAS, ">i4"))
    out.write(whole("pmRA", 1, ">i2", 0))
    out.write(whole("pmDE", 1, ">i2", 0))
    out.write(whole("Vmag", 100, ">i2"))
    out.write(whole("BTmag", 100, ">i2", -32768))
    out.write(whole("HIP", 1, ">i4"))
print(len(stars), "stars,", OUT.stat().st_size, "bytes")
