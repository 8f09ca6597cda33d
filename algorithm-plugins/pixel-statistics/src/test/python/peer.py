"""Statistics and outliers by ctapipe, on values that PeerStatisticsTest makes in the same way.

Run: python peer.py >peer.txt
"""

import numpy as np
from astropy.table import Table
from astropy.time import Time
from ctapipe.monitoring.aggregator import PlainAggregator, SigmaClippingAggregator

EVENTS, PIXELS = 400, 12


def values():
    state = 12345
    out = np.empty((EVENTS, 1, PIXELS), dtype=np.float32)
    for e in range(EVENTS):
        for p in range(PIXELS):
            total = 0.0
            for _ in range(6):
                state = (state * 1103515245 + 12345) % 2**31
                total += state / 2**31
            v = 10 * p + (total - 3) * (1 + p)
            if (e * PIXELS + p) % 41 == 0:
                v += 60 * (1 + p)
            if (e * PIXELS + p) % 97 == 0:
                v = np.nan
            out[e, 0, p] = v
    return out


table = Table(
    {"time": Time(np.arange(EVENTS), format="unix_tai"), "image": values()}
)
for name, aggregator in (
    ("plain", PlainAggregator()),
    ("sigma-clipping", SigmaClippingAggregator()),
):
    aggregator.chunking.chunk_size = EVENTS
    row = aggregator(table=table)[0]
    for p in range(PIXELS):
        print(
            name,
            p,
            row["n_events"][0][p],
            *(repr(float(row[c][0][p])) for c in ("mean", "median", "std")),
        )
