"""Can our DAFlow and our trainer learn at all? A few rendered pairs are learned by heart, and one is looked at.

    python benchmarks/daflow_overfit.py ../shared/forge/pairs OUT --minutes 25 120

Two courses of the trainer of `fitting-room train daflow`, one after the other: at half of the size, then at 256 x 192;
from new weights, and without VGG, whose weights are not here. So that this takes minutes, not days, the new weights
bend nothing yet and give back the colours that they are given. Each course goes on where it was stopped. Prints SSIM
and PSNR of every pair that was learned, at 256 x 192, and writes OUT/sheet.png: garment, what the network was shown,
what it made, truth.
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
from fitting_room.engines.daflow.network import DaflowNetwork, Estimator
from fitting_room.evaluation.metrics import psnr, ssim
from fitting_room.studio.export import save_picture
from fitting_room.studio.sheet import THUMBNAILS, Tile, draw_sheet
from fitting_room.training.course import Pace, Progress
from fitting_room.training.daflow import SIZE, DaflowCourse, DaflowLessons, make_network, to_picture
from fitting_room.training.data_sets import Entry, find_entries
from fitting_room.training.loop import Loop

RATES = (2e-4, 1e-4)
"""At each size. The recipe's 5e-5 is for weights that know the task already; with 5e-4, flows left the picture after
130 steps and never came back."""
CLIP = 1.0
"""Longest gradient; the recipe has none."""
SIZES = ((96, 128), SIZE)
"""(width, height), one after the other: what small pictures teach is quick to learn, and holds for large ones."""
LAST = 10**6
"""More steps than anybody has time for: the clock ends a course."""
PAIRS = ("m1_tee_sun", "w1_skirt_plaid")
"""A top and bottoms."""


def gentle() -> DaflowNetwork:
    """A new network whose flows are nothing and whose light space keeps colours: half person, half garment at first."""
    network = make_network()
    with torch.no_grad():
        for module in network.modules():
            if isinstance(module, Estimator):
                last = module.layers[-1]
                last.weight.zero_()  # type: ignore[operator, union-attr]
                last.bias.zero_()  # type: ignore[operator, union-attr]
        lights = network.dafnet
        first, _, second = lights.lights_encoder
        third, _, fourth = lights.lights_decoder
        second.weight[:3], second.bias[:3], fourth.weight[:], fourth.bias[:] = 0, 0, 0, 0
        for colour in range(3):
            # A leaky ReLU of a colour, less that of its negative, is 1.1 times the colour.
            for channel, sign in ((colour, 1.0), (3 + colour, -1.0)):
                for widening, centre in ((first, (1, 1)), (third, (0, 0))):
                    widening.weight[channel], widening.bias[channel] = 0, 0
                    widening.weight[(channel, colour, *centre)] = sign
                for narrowing, centre in ((second, (0, 0)), (fourth, (1, 1))):
                    narrowing.weight[(colour, channel, *centre)] = sign / 1.1
    return network


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
    parser.add_argument("--minutes", type=float, nargs=2, default=(25, 120), help="at each size")
    parser.add_argument("--names", nargs="+", default=PAIRS, help="pairs to learn (default: %(default)s)")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    entries = [entry for entry in find_entries(options.data) if entry.name in options.names]
    network = gentle()
    for size, rate, minutes in zip(SIZES, RATES, options.minutes, strict=True):
        course = DaflowCourse(network, rate=rate, clip=CLIP)
        learn(course, entries, size, options.out / f"{size[0]}", time.monotonic() + 60 * minutes)
    lessons = DaflowLessons(entries, SIZE, mirror=False)
    network.eval()
    tiles, scores = [], {}
    for number, entry in enumerate(entries):
        lesson = lessons[number, 0]
        with torch.inference_mode():
            made = network(*(lesson[name][None] for name in ("pose", "agnostic", "garment"))).picture[0]
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
