"""Writes two files: tables with every filter that PyTables offers and every column type, and a small one.

Made with PyTables 3.11; the values follow from the row number, so the test knows them.
"""
import sys

import numpy as np
import tables

ROW = np.dtype(
    [
        ("obs_id", "<i4"),
        ("event_id", "<i8"),
        ("tel_id", "<i2"),
        ("byte", "<i1"),
        ("ubyte", "<u1"),
        ("ushort", "<u2"),
        ("uint", "<u4"),
        ("ulong", "<u8"),
        ("single", "<f4"),
        ("double", "<f8"),
        ("flag", "?"),
        ("name", "S7"),
        ("time", "<u4", (2,)),
        ("image", "<f4", (2, 5)),
    ]
)


def rows(n):
    i = np.arange(n)
    a = np.zeros(n, ROW)
    a["obs_id"] = 4
    a["event_id"] = i
    a["tel_id"] = i % 11
    a["byte"] = i % 100 - 50
    a["ubyte"] = i % 256
    a["ushort"] = i * 7 % 65536
    a["uint"] = 2**32 - 1 - i
    a["ulong"] = 2**63 + i.astype("u8")
    a["single"] = i * 0.5
    a["double"] = i * 0.25
    a["flag"] = i % 3 == 0
    a["name"] = [f"n{k % 1000}".encode() for k in i]
    a["time"] = np.column_stack([i, 4000000000 - i])
    a["image"] = (i[:, None, None] + np.arange(10).reshape(2, 5)).astype("f4")
    return a


with tables.open_file(sys.argv[1], "w") as f:
    f.root._v_attrs["CTA NAME"] = "ä value"
    f.root._v_attrs["empty"] = ""
    f.root._v_attrs["number"] = np.float64(2.5)
    f.root._v_attrs["integer"] = 7
    for lib in ("zlib", "blosc:blosclz", "blosc:lz4", "blosc:zlib", "blosc:zstd"):
        for shuffle in ("none", "byte", "bit"):
            if shuffle == "bit" and lib == "zlib":
                continue
            filters = tables.Filters(
                5, lib, shuffle=shuffle == "byte", bitshuffle=shuffle == "bit", fletcher32=True
            )
            name = f"{lib.replace(':', '_')}_{shuffle}"
            f.create_table("/filters", name, obj=rows(300), chunkshape=128, filters=filters,
                           createparents=True)
    f.create_table("/", "plain", obj=rows(100), chunkshape=32)
    raw = np.zeros(64, [("noise", "<u1", 64)])
    raw["noise"] = np.random.default_rng(1).integers(0, 256, (64, 64))
    f.create_table("/", "raw", obj=raw, chunkshape=16,
                   filters=tables.Filters(5, "blosc:zstd", fletcher32=True))
    f.create_table("/", "without_rows", obj=rows(0))
    for k in range(40):
        f.create_group("/groups", f"g{k:03d}", createparents=True)

with tables.open_file(sys.argv[2], "w") as f:
    f.root._v_attrs["CTA NAME"] = "value"
    zstd = tables.Filters(5, "blosc:zstd", fletcher32=True)
    f.create_table("/data", "big", obj=rows(60), chunkshape=32, filters=zstd, createparents=True)
    f.create_table("/data", "lz4", obj=rows(20), chunkshape=32,
                   filters=tables.Filters(5, "blosc:lz4"))
    f.create_table("/data", "blosclz", obj=rows(20), chunkshape=32,
                   filters=tables.Filters(5, "blosc:blosclz"))
