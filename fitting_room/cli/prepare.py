"""The command `fitting-room prepare`."""

import argparse
from pathlib import Path

from fitting_room.cli.talking import CANNOT, DONE, progress, show_paths, tell


def add_prepare_options(parser: argparse.ArgumentParser) -> None:
    """The options of `fitting-room prepare`."""
    parser.add_argument("people", type=Path, metavar="PEOPLE", help="a folder of photos of people")
    parser.add_argument("garments", type=Path, metavar="GARMENTS", help="a folder of garment pictures")
    what = "where it belongs; what stands there already is kept; default: prepared"
    parser.add_argument("-o", "--output", type=Path, default=Path("prepared"), metavar="FOLDER", help=what)
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes side by side; default: 1")


def run_prepare(asked: argparse.Namespace) -> int:
    """Prepare the folders; 3 when a picture could not be."""
    from fitting_room.studio.preparation import prepare

    with progress() as report:
        failures = prepare(asked.people, asked.garments, asked.output, max(asked.jobs, 1), report)
        report("done", 1.0)
    for failure in failures:
        tell(f"{failure.source.name}: {failure.what}")
    show_paths([asked.output])
    return CANNOT if failures else DONE
