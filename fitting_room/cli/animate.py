"""The command `fitting-room animate`: a finished look, a motion, and a film of it."""

import argparse
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fitting_room.cli.talking import DONE, INTERRUPTED, make_table, progress, show, show_paths, tell

if TYPE_CHECKING:
    from fitting_room.studio.clip_messages import MakeClip

PRESETS = ("draft", "balanced", "final")
MOST_SECONDS = 60.0
MOST_FPS = 60
SIDES = range(256, 4097, 2)
"""Widths and heights a clip may have: 4:2:0 has no odd ones."""


def add_animate_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    what = "the picture of a finished look, one person from the front or three-quarter"
    parser.add_argument("look", type=Path, nargs="?", metavar="LOOK", help=what)
    moving = parser.add_argument_group("how to move")
    motion = "a bundled motion, a file that `fitting-room motion` wrote, or a film; default: idle"
    moving.add_argument("--motion", default="idle", metavar="MOTION", help=motion)
    moving.add_argument("--list-motions", action="store_true", help="show the bundled motions and the animators")
    moving.add_argument("--animator", default="puppet", metavar="ID", help="who makes the frames; default: puppet")
    moving.add_argument("--seconds", type=seconds_of, default=5.0, help="length, at most 60; default: 5")
    moving.add_argument("--fps", type=fps_of, default=24, help="frames per second, at most 60; default: 24")
    size = "default: 1152x720, or 720x1152 for a look that is taller than wide"
    moving.add_argument("--size", type=size_of, metavar="WxH", help=size)
    preset = "speed against detail; default: balanced"
    moving.add_argument("--preset", choices=PRESETS, default="balanced", help=preset)
    moving.add_argument("--seed", type=int, default=0, help="same seed, same clip; default: 0")
    written = parser.add_argument_group("what to write", "Ctrl+C keeps the frames that are there; twice, none.")
    where = "ends in .mp4, .webm or .gif; without an ending, a folder of pictures; default: clip.mp4"
    written.add_argument("-o", "--output", type=Path, default=Path("clip.mp4"), metavar="FILE", help=where)
    parser.set_defaults(parser=parser)


def seconds_of(text: str) -> float:
    """A length that a clip can have."""
    seconds = float(text)
    if not 0 < seconds <= MOST_SECONDS:
        raise argparse.ArgumentTypeError(f"a clip lasts at most {MOST_SECONDS:.0f} seconds")
    return seconds


def fps_of(text: str) -> int:
    """A frame rate that a clip can have."""
    fps = int(text)
    if not 1 <= fps <= MOST_FPS:
        raise argparse.ArgumentTypeError(f"1 to {MOST_FPS} frames per second")
    return fps


def size_of(text: str) -> tuple[int, int]:
    """(width, height) of "720x1152"."""
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit() and int(width) in SIDES and int(height) in SIDES):
        raise argparse.ArgumentTypeError("width and height are even numbers from 256 to 4096, as in 720x1152")
    return int(width), int(height)


def run_animate(asked: argparse.Namespace) -> int:
    """Animate a look, or say which motions and animators there are; 130 where Ctrl+C ended the clip early."""
    if asked.list_motions:
        list_motions()
        return DONE
    if asked.look is None:
        asked.parser.error("nobody to move: give the picture of a finished look")
    from fitting_room.domain.decoding import open_picture
    from fitting_room.domain.job import Report
    from fitting_room.studio.clip import ClipStudio

    def open_look(report: Report) -> Any:
        report("opening", 0.0)
        return open_picture(asked.look)

    order = order_of(asked)
    with progress(estimated=True) as report, kept_at_interrupt() as enough:
        made = ClipStudio().make(order, open_look, report, enough=enough)
        report("done", 1.0)
    for notice in made.notices:
        tell(notice)
    if made.stopped_early:
        tell(f"Stopped early: {made.frames} of {order.options.frames} frames were kept.")
    width, height = made.size
    tell(f"{made.frames / made.fps:.1f} seconds, {width}x{height}, {made.fps} frames per second, by {made.animator}.")
    show_paths([made.path])
    return INTERRUPTED if made.stopped_early else DONE


def order_of(asked: argparse.Namespace) -> "MakeClip":
    """What was asked for, as the window would order it."""
    from fitting_room.domain.motion import ClipOptions
    from fitting_room.domain.tryon import Preset
    from fitting_room.studio.clip_messages import MakeClip

    options = ClipOptions(Preset(asked.preset), asked.seconds, asked.fps, asked.size, asked.seed)
    return MakeClip(asked.look, asked.motion, asked.animator, options, path=asked.output)


def list_motions() -> None:
    """Print the bundled motions with their length, and the animators with what they need."""
    from fitting_room.motion.library import BUNDLED, bundled
    from fitting_room.studio.animators import ANIMATORS

    motions = make_table("Motions", "--motion")
    for name in BUNDLED:
        motions.add_row(name, f"{bundled(name).seconds:.1f} s")
    show(motions)
    animators = make_table("Animators", "--animator")
    for card in ANIMATORS:
        animators.add_row(card.id, card.title, card.needs)
    show(animators)


@contextmanager
def kept_at_interrupt() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl+C has said that it is enough. Before the first frame, or said twice, it ends everything instead."""
    has_frames = said = False

    def on_interrupt(number: int, frame: Any) -> None:
        nonlocal said
        if said or not has_frames:
            raise KeyboardInterrupt
        said = True

    def enough() -> bool:
        nonlocal has_frames
        has_frames = True  # It is asked after every frame.
        return said

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield enough
    finally:
        signal.signal(signal.SIGINT, before)
