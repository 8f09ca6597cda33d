"""Makes the tables of io.bluewake.math.sky.

    sky_tables.py ERFA_SOURCE_DIRECTORY

The series are read from the C sources of ERFA (https://github.com/liberfa/erfa, folder src), the Earth
orientation and the leap seconds from the installed astropy_iers_data, combined as astropy does it: final
values of IERS C04 (series 20) where there are any, then Bulletin A, then its predictions.
"""
import re
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np

OUT = Path(__file__).parents[2] / "main/resources/io/bluewake/math/sky"
NUMBER = re.compile(r"[-+]?\d+\.?\d*(?:[eE][-+]?\d+)?")
CREDIT = ("# Coefficients as printed in {} of ERFA: Copyright (C) 2013-2023, NumFOCUS Foundation, BSD-3-Clause;\n"
          "# derived, with permission, from the SOFA library.\n")


def body(source, start):
    text = source[source.index(start) + len(start):]
    text = re.sub(r"/\*.*?\*/", " ", text[:text.index("};")], flags=re.S)
    return NUMBER.findall(text)


def short(word):
    number = float(word)
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)


def section(out, name, words, columns):
    assert words and len(words) % columns == 0, name
    out.write(f"{name} {len(words) // columns} {columns}\n")
    for i in range(0, len(words), columns):
        out.write(" ".join(short(w) for w in words[i:i + columns]) + "\n")


def series(erfa):
    nutation = (erfa / "nut00a.c").read_text()
    locator = (erfa / "s06.c").read_text()
    with open(OUT / "pole.txt", "w") as out:
        out.write("# Nutation IAU 2000A (Mathews, Herring, Buffett 2002, J. Geophys. Res. 107) and the CIO locator\n"
                  "# s + XY/2 of IAU 2006 (Capitaine, Wallace, Chapront 2003, A&A 412).\n")
        out.write(CREDIT.format("nut00a.c, s06.c"))
        section(out, "lunisolar", body(nutation, "} xls[] = {"), 11)
        section(out, "planetary", body(nutation, "} xpl[] = {"), 17)
        for power in range(5):
            section(out, f"locator{power}", body(locator, f"TERM s{power}[] = {{"), 10)
    earth = (erfa / "epv00.c").read_text()
    with open(OUT / "earth.txt", "w") as out:
        out.write("# Position of the Earth from the Sun (e) and of the Sun from the barycentre (s), powers of t, axes.\n"
                  "# Simplified VSOP2000 (Moisson, Bretagnon 2001, Celest. Mech. Dyn. Astron. 80).\n")
        out.write(CREDIT.format("epv00.c"))
        for body_name in "es":
            for power in range(3):
                for axis in "xyz":
                    name = f"{body_name}{power}{axis}"
                    section(out, name, body(earth, f"double {name}[] = {{"), 3)


def varint(out, value):
    value = (value << 1) ^ (value >> 63)
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)


def orientation():
    import astropy_iers_data
    from astropy.utils import iers

    iers.conf.auto_download = False
    iers.conf.auto_max_age = None
    table = iers.IERS_Auto.open()
    days = np.round(table["MJD"].value).astype(int)
    assert (np.diff(days) == 1).all()
    flags = np.array([max(a, b, key="BIP".index) for a, b in zip(table["UT1Flag"], table["PolPMFlag"])])
    final, rapid = int((flags == "B").sum()), int((flags == "I").sum())
    assert (flags == ["B"] * final + ["I"] * rapid + ["P"] * (len(days) - final - rapid)).all()
    data = bytearray(f"bluewake-earth-orientation 1 {days[0]} {len(days)} {final} {rapid}\n".encode())
    for column, unit in (("UT1_UTC", 1e-7), ("PM_x", 1e-6), ("PM_y", 1e-6)):
        values = table[column].value
        scaled = np.round(values / unit).astype(int)
        assert (scaled / round(1 / unit) == values).all()
        before = slope = 0
        for value in scaled.tolist():
            varint(data, value - before - slope)
            before, slope = value, value - before
    (OUT / "orientation.bin").write_bytes(data)
    leap = Path(astropy_iers_data.IERS_LEAP_SECOND_FILE).read_text()
    (OUT / "leap-seconds.txt").write_text(leap)
    print("orientation:", version("astropy_iers_data"), "measured until MJD", days[final + rapid - 1],
          "predicted until", days[-1], len(data), "bytes")


series(Path(sys.argv[1]))
orientation()
