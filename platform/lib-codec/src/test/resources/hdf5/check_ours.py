"""Checks a file of PeerReadsTest with h5py and PyTables, then appends to it with PyTables."""
import sys
import warnings

import h5py
import numpy as np
import tables

warnings.simplefilter("ignore")
path, n = sys.argv[1], int(sys.argv[2])
i = np.arange(n)

with h5py.File(path) as f:
    # h5py comes without the blosc filter
    if 32001 not in [f["data/big"].id.get_create_plist().get_filter(0)[0]]:
        assert (f["data/big"]["event_id"] == i).all()
    assert f["data/big"].shape == (n,) and f["data/images/tel_001"].shape == (120,)

with tables.open_file(path) as f:
    big = f.root.data.big.read()
    assert (big["event_id"] == i).all() and (big["double"] == i * 0.25).all()
    assert (big["flag"] == (i % 3 == 0)).all() and big.dtype["flag"] == np.dtype("?")
    assert (big["t"][:, 1] == 4000000000 - i).all() and big["name"][13] == b"n3"
    p = np.arange(1200)
    for r, image in enumerate(f.root.data.images.tel_001.read()["image"]):
        assert (image == (r * 31 + p * 17) % 97 / 8).all()
    assert f.root.data.without_rows.nrows == 0
    assert f.root._v_attrs["CTA NAME"] == "ä value" and f.root._v_attrs["empty"] == ""
    assert f.root.data.big.read_where("double == 25.0")["event_id"].tolist() == [100]

with tables.open_file(path, "a") as f:
    f.root.data.big.append(big[:5000])
    f.root.data.without_rows.append(big[:3])
    f.root._v_attrs["CTA NEW"] = "y"
    for k in range(40):
        f.root.many._v_attrs[f"b{k}"] = 41 + k
    for k in range(5):
        f.create_group("/groups", f"new{k}")

with tables.open_file(path) as f:
    assert (f.root.data.big.read(n) == big[:5000]).all()
