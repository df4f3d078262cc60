"""The command `fitting-room train`: a recipe, a data set, a folder for what comes of it."""

import argparse
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fitting_room.cli.talking import DONE, progress, show_paths, tell
from fitting_room.domain.job import Cancelled, Report

if TYPE_CHECKING:
    from fitting_room.training.course import Progress

CATEGORIES = ("tops", "bottoms", "dresses")
PRECISIONS = ("no", "bf16", "fp16")
DATA_HELP = "a data set in the layout of VITON-HD or Dress Code, or rendered pairs"
FRAMES_HELP = "frames with DensePose's surfaces beside each; a folder for every person"
PHASES = ("full", "subject", "decoder")
PARTS = ("segmentation", "bending", "picture")
EVERY = 50
"""Steps from line to line about losses and time."""


def add_train_commands(parser: argparse.ArgumentParser, formatter: type[argparse.HelpFormatter]) -> None:
    """The recipes of `fitting-room train` and their options."""
    recipes = parser.add_subparsers(dest="recipe", metavar="RECIPE", required=True, title="recipes")

    def recipe(name: str, what: str, data: str) -> argparse.ArgumentParser:
        made = recipes.add_parser(name, help=what, description=what, formatter_class=formatter)
        made.set_defaults(run=run_train)
        made.add_argument("data", type=Path, metavar="DATA", help=data)
        where = "the folder for weights, checkpoints and sheets"
        made.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help=where)
        made.add_argument("--resume", action="store_true", help="go on with the course in OUT, after a kill too")
        return made

    daflow = recipe("daflow", "Fine-tune DAFlow on tops, bottoms, dresses or all of them.", DATA_HELP)
    daflow.add_argument("--categories", nargs="+", choices=CATEGORIES, default=CATEGORIES, help="default: all")
    daflow.add_argument("--size", type=size_of, default=(192, 256), metavar="WxH", help="default: 192x256")
    daflow.add_argument("--begin", type=Path, metavar="FILE", help="weights to begin with; default: new")
    _add_perception(daflow)
    _add_pace(daflow)
    _add_dreampose(recipe("dreampose", "Train DreamPose: on many people, then on one.", FRAMES_HELP))
    _add_viton_hd(recipe("viton-hd", "Train one of VITON-HD's three networks, on tops.", DATA_HELP))


def _add_dreampose(parser: argparse.ArgumentParser) -> None:
    what = "many people; one person; one person's decoder; default: full"
    parser.add_argument("--phase", choices=PHASES, default=PHASES[0], help=what)
    parser.add_argument("--base", type=Path, metavar="FOLDER", help="Stable Diffusion 1.4: its folders unet and vae")
    parser.add_argument("--encoder", type=Path, metavar="FOLDER", help="CLIP ViT-B/32")
    what = "weights of a phase before this one, or the published ones"
    parser.add_argument("--begin", type=Path, metavar="FOLDER", help=what)
    _add_pace(parser)


def _add_viton_hd(parser: argparse.ArgumentParser) -> None:
    what = "where parts will be; the garment bent; the picture, which needs a network that bends"
    parser.add_argument("--part", choices=PARTS, required=True, help=what)
    parser.add_argument("--size", type=size_of, default=(768, 1024), metavar="WxH", help="default: 768x1024")
    parser.add_argument("--begin", type=Path, metavar="FILE", help="weights to begin with; default: new")
    parser.add_argument("--bending", type=Path, metavar="FILE", help="weights of the network that bends")
    _add_perception(parser)
    _add_pace(parser)


def _add_perception(parser: argparse.ArgumentParser) -> None:
    seen = parser.add_argument_group("what compares pictures").add_mutually_exclusive_group()
    what = "the folder with torchvision's weights of VGG16 and VGG19"
    seen.add_argument("--perceptual", type=Path, metavar="FOLDER", help=what)
    seen.add_argument("--without-perceptual", action="store_true", help="compare colours only: works, but blurs")


def _add_pace(parser: argparse.ArgumentParser) -> None:
    pace = parser.add_argument_group("how long and how fast (defaults are the recipe's)")
    pace.add_argument("--epochs", type=int, metavar="N", help="how often all lessons are seen")
    pace.add_argument("--steps", type=int, metavar="N", help="how many steps, instead of epochs")
    pace.add_argument("--batch", type=int, metavar="N", help="lessons side by side")
    pace.add_argument("--accumulate", type=int, metavar="N", dest="accumulation", help="batches that make one step")
    pace.add_argument("--rate", type=float, metavar="R", help="step width")
    pace.add_argument("--precision", choices=PRECISIONS, help="length of numbers; default: no, which is full")
    pace.add_argument("--held-out", type=float, metavar="SHARE", help="lessons kept apart to judge by, 0 to 1")
    pace.add_argument("--patience", type=int, metavar="N", help="judgements without improvement before it stops")
    pace.add_argument("--judge-every", type=int, metavar="N", help="steps; default: once an epoch")
    pace.add_argument("--seed", type=int, metavar="N", help="same seed, same course; default: 0")
    pace.add_argument("--workers", type=int, metavar="N", help="processes that read ahead; default: 0")
    kept = parser.add_argument_group("what is written on the way")
    kept.add_argument("--save-every", type=int, metavar="N", help="steps from checkpoint to checkpoint; default: 500")
    kept.add_argument("--keep", type=int, metavar="N", help="checkpoints that stay; default: 3")
    kept.add_argument(
        "--sheet-every", type=int, metavar="N", help="steps from sheet to sheet, 0 for none; default: 200"
    )


PACE = (
    "epochs",
    "steps",
    "batch",
    "accumulation",
    "precision",
    "held_out",
    "patience",
    "judge_every",
    "seed",
    "workers",
    "save_every",
    "keep",
    "sheet_every",
)


def run_train(asked: argparse.Namespace) -> int:
    """Train, and print where the weights are."""
    from fitting_room.training import recipes

    changes = {name: getattr(asked, name) for name in PACE if getattr(asked, name) is not None}
    with progress() as report, stopped_gently(report) as gentle:
        try:
            learned = recipes.train(asked.recipe, vars(asked), changes, gentle, teller())
        except Cancelled:
            raise KeyboardInterrupt from None
        report("done", 1.0)
    if learned.gave_up:
        tell(f"Stopped after {learned.steps} steps: it no longer got better. The best weights were kept.")
    show_paths(sorted(learned.weights.glob("*.safetensors")))
    return DONE


@contextmanager
def stopped_gently(report: Report) -> Iterator[Report]:
    """After Ctrl+C it ends with a checkpoint; a second Ctrl+C does not wait."""
    asked_to_stop = False

    def on_interrupt(number: int, frame: Any) -> None:
        nonlocal asked_to_stop
        if asked_to_stop:
            raise KeyboardInterrupt
        asked_to_stop = True
        tell("Stopping after this step; --resume goes on from there.")

    def gentle(stage: str, fraction: float) -> None:
        report(stage, fraction)
        if asked_to_stop:
            raise Cancelled

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield gentle
    finally:
        signal.signal(signal.SIGINT, before)


def teller() -> "Callable[[Progress], None]":
    """Says every so often how it goes."""

    def say(told: "Progress") -> None:
        if told.step % EVERY == 0 or told.step == told.steps:
            losses = ", ".join(f"{name} {loss:.4g}" for name, loss in told.losses.items())
            tell(f"step {told.step} of {told.steps}: {losses}; {duration(told.left)} left")

    return say


def duration(seconds: float) -> str:
    """Hours and minutes, or less where there is less."""
    minutes = round(seconds / 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes} min" if minutes else f"{round(seconds)} s"


def size_of(text: str) -> tuple[int, int]:
    """(width, height) of "192x256"."""
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit()) or int(width) % 32 or int(height) % 32:
        raise argparse.ArgumentTypeError("width and height are multiples of 32, as in 192x256")
    return int(width), int(height)
