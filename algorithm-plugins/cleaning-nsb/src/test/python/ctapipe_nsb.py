"""Computes what ctapipe 0.32 makes of synthetic images with NSBImageCleaner's steps, for a test.

Usage, from the root of the repository, with a Python that has ctapipe: python ctapipe_nsb.py
"""
import sys

import numpy as np
from ctapipe.image import nsb_image_cleaning

sys.path.insert(0, "platform/lib-math/src/test/python")
from ctapipe_numbers import camera, image, pixels  # noqa: E402

IMAGES = 24
OUT = "algorithm-plugins/cleaning-nsb/src/test/resources/io/bluewake/cleaning/nsb/ctapipe.txt"


def main():
    rng = np.random.default_rng(11)
    geom = camera()
    with open(OUT, "w", encoding="ascii") as out:
        out.write("# made by algorithm-plugins/cleaning-nsb/src/test/python/ctapipe_nsb.py\n")

        def line(key, values):
            text = " ".join(f"{v:.9g}" if isinstance(v, (float, np.floating)) else f"{v!s}" for v in values)
            out.write(f"{key} {text}\n")

        for i in range(IMAGES):
            charge, time = image(rng, geom)
            charge *= np.float32(1 + i % 3)
            std = np.round(rng.gamma(9, 0.35, len(charge)), 3)
            std[rng.integers(len(std))] = np.nan
            line("charge", charge)
            line("time", time)
            line("std", std)
            base = dict(picture_thresh_min=6, boundary_thresh=3)
            ctapipe = [
                dict(base, time_limit=2, bright_cleaning_threshold=267, pedestal_std=std),
                dict(base, time_limit=2, bright_cleaning_threshold=30,
                     bright_cleaning_fraction=0.2, pedestal_std=std),
                dict(base, time_limit=None, largest_island_only=True, pedestal_std=std,
                     pedestal_factor=1.5),
                dict(base, time_limit=1.5, time_num_neighbors=2, keep_isolated_pixels=True),
                dict(base, time_limit=None, min_number_picture_neighbors=1, pedestal_std=std),
            ]
            for options in ctapipe:
                line("mask", pixels(nsb_image_cleaning(geom, charge, time, **options)))


if __name__ == "__main__":
    main()
