#!/usr/bin/env python3
"""Checksums of all cells of zfits files as protozfits reads them, one line per column: FILE TABLE.column CRC32.

Each row contributes its length in bytes (little endian, 32 bit) and its bytes. With --against FILE the lines are compared with
those in FILE, which Bluewake has printed (see docs/zfits.md); the exit code is 1 if any differs.
"""

import argparse
import struct
import sys
import zlib

import numpy as np
from astropy.io import fits
from protozfits import File, get_class_from_PBFHEAD

WIDTHS = {"L": "?", "B": "u1", "I": "<u2", "J": "<u4", "K": "<u8", "E": "<f4", "D": "<f8"}


def field(message, descriptor, path):
    """The value behind a path of protobuf field numbers such as 11.7."""
    numbers = [int(n) for n in path.split(".")]
    for i, number in enumerate(numbers):
        name = descriptor.fields_by_number[number].name
        message = getattr(message, name)
        descriptor = descriptor.fields_by_number[number].message_type
    return message


def cell(value, letter):
    if letter == "A":
        return value if isinstance(value, bytes) else str(value).encode()
    kind = np.dtype(WIDTHS[letter])
    if isinstance(value, np.ndarray):
        return np.ascontiguousarray(value).tobytes()
    if value is None:
        return b""
    if isinstance(value, (list, tuple)):
        return np.array(value, kind).tobytes()
    if isinstance(value, int) and letter != "L":
        value &= (1 << 8 * kind.itemsize) - 1
    return np.array(int(value) if hasattr(value, "value") else value, kind).tobytes()


def digests(path):
    with fits.open(path) as hdus:
        headers = [h.header for h in hdus if h.header.get("ZTABLE")]
    with File(path) as file:
        for header in headers:
            descriptor = get_class_from_PBFHEAD(header["PBFHEAD"]).DESCRIPTOR
            n = header["TFIELDS"]
            crcs = [0] * n
            rows = 0
            for message in getattr(file, header["EXTNAME"]):
                rows += 1
                for i in range(n):
                    value = field(message, descriptor, str(header[f"TPBID{i + 1}"]))
                    data = cell(value, header[f"ZFORM{i + 1}"][-1])
                    crcs[i] = zlib.crc32(data, zlib.crc32(struct.pack("<I", len(data)), crcs[i]))
            assert rows == header["ZNAXIS2"]
            for i in range(n):
                yield f"{header['EXTNAME']}.{header[f'TTYPE{i + 1}']}", crcs[i]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--against")
    args = parser.parse_args()
    ours = None
    if args.against:
        ours = dict(line.rsplit(" ", 1) for line in open(args.against).read().splitlines())
    bad = 0
    for path in args.files:
        for name, crc in digests(path):
            if ours is None:
                print(path, name, crc)
            elif ours.get(f"{path} {name}") != str(crc):
                print("differs:", path, name)
                bad += 1
            else:
                bad += 0
    if ours is not None:
        print(f"{len(ours)} columns compared, {bad} differ")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
