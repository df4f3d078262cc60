"""The command `fitting-room motion`."""

import argparse
from pathlib import Path

from fitting_room.cli.talking import DONE, progress, show_paths, tell

SUFFIX = ".json"


def add_motion_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("film", type=Path, metavar="FILM", help="a film of one person, from head to feet")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="the motion; default: the film's name with .json"
    )
    parser.add_argument("--name", default="", help="what the motion is called; default: the film's name")
    parser.add_argument(
        "--from", dest="start", type=float, default=0.0, metavar="SECONDS", help="leave out the beginning of the film"
    )
    parser.add_argument("--seconds", type=float, default=10.0, help="how long it may be, at most 10; default: 10")


def run_motion(asked: argparse.Namespace) -> int:
    """Read the motion of the person in a film. Only joints are written, no picture."""
    from fitting_room.motion.extract import extract_motion
    from fitting_room.motion.library import motion_text
    from fitting_room.studio.export import write_whole

    target = asked.output or Path(asked.film.name).with_suffix(SUFFIX)
    with progress() as report:
        found = extract_motion(asked.film, asked.name, max(asked.start, 0.0), asked.seconds, report)
        path = write_whole(motion_text(found.motion).encode(), target)
        report("done", 1.0)
    for notice in found.notices:
        tell(notice)
    tell(f"{found.motion.seconds:.1f} seconds, from second {found.start:.1f} of the film.")
    show_paths([path])
    return DONE
