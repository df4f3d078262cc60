"""Can our DAFlow and our trainer learn at all? A few rendered pairs are learned by heart, and one is looked at.

    python benchmarks/daflow_overfit.py ../shared/forge/pairs OUT --minutes 25 20 30

Three courses of the trainer of `fitting-room train daflow`, one after the other: at a third of the size, at half, then
at 256 x 192; from new weights, and without VGG, whose weights are not here. Each goes on where it was stopped.
Prints SSIM and PSNR of every pair that was learned, at 256 x 192, and writes OUT/sheet.png: garment, what the network
was shown, what it made, truth.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import torch

from fitting_room.device import find_hardware
from fitting_room.domain.job import Cancelled
from fitting_room.evaluation.metrics import psnr, ssim
from fitting_room.studio.export import save_picture
from fitting_room.studio.sheet import THUMBNAILS, Tile, draw_sheet
from fitting_room.training.course import Pace, Progress
from fitting_room.training.daflow import SIZE, DaflowCourse, DaflowLessons, make_network, to_picture
from fitting_room.training.data_sets import Entry, find_entries
from fitting_room.training.loop import Loop

RATE = 1e-3
"""Twenty times the recipe's, which is for weights that know the task already."""
SIZES = ((64, 96), (96, 128), SIZE)
"""(width, height), one after the other: what small pictures teach is quick to learn, and holds for large ones."""
LAST = 10**6
"""More steps than anybody has time for: the clock ends a course."""
PAIRS = ("m1_tee_sun", "w1_skirt_plaid", "w5_dress_wine")
"""A top, bottoms and a dress."""


def until(end: float) -> Callable[[str, float], None]:
    """A report that stops a course at a time."""

    def report(stage: str, fraction: float) -> None:
        if time.monotonic() > end:
            raise Cancelled

    return report


def tell(progress: Progress) -> None:
    """Print every tenth step."""
    if progress.step % 10 == 0:
        losses = ", ".join(f"{name} {loss:.3f}" for name, loss in progress.losses.items())
        print(f"{time.strftime('%H:%M:%S')} step {progress.step}: {losses}", flush=True)


def learn(course: DaflowCourse, entries: list[Entry], size: tuple[int, int], out: Path, end: float) -> None:
    """One course, until the clock says that it ends."""
    pace = Pace(len(entries), epochs=1, steps=LAST, save_every=50, keep=1, sheet_every=50)
    loop = Loop(course, DaflowLessons(entries, size, mirror=False), pace, out, find_hardware(), resume=True)
    try:
        loop.run(until(end), tell)
    except Cancelled:
        print(f"{out.name}: {loop.step} steps", flush=True)


def main() -> int:
    """Learn, score, draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, nargs=3, default=(25, 20, 30), help="at each size")
    parser.add_argument("--names", nargs="+", default=PAIRS, help="pairs to learn (default: %(default)s)")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    entries = [entry for entry in find_entries(options.data) if entry.name in options.names]
    course = DaflowCourse(make_network(), rate=RATE)
    for size, minutes in zip(SIZES, options.minutes, strict=True):
        learn(course, entries, size, options.out / f"{size[0]}", time.monotonic() + 60 * minutes)
    lessons = DaflowLessons(entries, SIZE, mirror=False)
    course.network.eval()
    tiles, scores = [], {}
    for number, entry in enumerate(entries):
        lesson = lessons[number, 0]
        with torch.inference_mode():
            made = course.network(*(lesson[name][None] for name in ("pose", "agnostic", "garment"))).picture[0]
        pictures = {name: to_picture(lesson[name]) for name in ("garment", "agnostic", "person")}
        worn = to_picture(made)
        scores[entry.name] = (ssim(worn, pictures["person"]), psnr(worn, pictures["person"]))
        shown = (pictures["garment"], pictures["agnostic"], worn, pictures["person"])
        captions = (entry.name, "shown", f"made: SSIM {scores[entry.name][0]:.3f}", "truth")
        tiles += [Tile(caption, picture) for caption, picture in zip(captions, shown, strict=True)]
        print(f"{entry.name}: SSIM {scores[entry.name][0]:.4f}, PSNR {scores[entry.name][1]:.2f} dB")
    save_picture(draw_sheet(tiles, 4, params=THUMBNAILS), options.out / "sheet.png")
    (options.out / "scores.json").write_text(json.dumps(scores, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
