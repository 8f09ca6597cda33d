"""Gives one.h5, two.h5, merged.h5 and old.h5 of a folder to ctapipe's readers and tools."""
import subprocess
import sys
import warnings
from pathlib import Path

import tables
from ctapipe.io import EventSource, TableLoader

warnings.simplefilter("ignore")
folder = Path(sys.argv[1])
tools = Path(sys.executable).parent


def run(tool, *arguments):
    subprocess.run([tools / tool, *map(str, arguments)], check=True, cwd=folder)


for name, events in (("one.h5", 1), ("merged.h5", 2), ("old.h5", 1)):
    with TableLoader(folder / name) as loader:
        array = loader.read_subarray_events(observation_info=True)
        telescopes = loader.read_telescope_events(
            dl1_images=True, true_images=True, true_parameters=True, instrument=True
        )
        assert len(array) == events and len(telescopes) == 7 * events
        assert telescopes["image"].shape[0] == 7 * events
    with EventSource(folder / name) as source:
        assert sum(len(e.dl1.tel) for e in source) == 7 * events
        assert source.atmosphere_density_profile is not None

run("ctapipe-fileinfo", "merged.h5")
run("ctapipe-merge", "one.h5", "two.h5", "-o", "theirs.h5")
run("ctapipe-process", "-i", "merged.h5", "-o", "again.h5", "--recompute-dl1", "--write-showers",
    "--write-parameters", "--write-images")

with tables.open_file(folder / "merged.h5") as ours, tables.open_file(folder / "theirs.h5") as theirs:
    compared = 0
    for table in theirs.walk_nodes("/", "Table"):
        if not table._v_pathname.startswith("/configuration/instrument"):
            assert table.read().tobytes() == ours.get_node(table._v_pathname).read().tobytes()
            compared += 1
    assert compared > 40
