"""The command line: the same studio calls as the window. Pictures to files, paths to stdout, everything else to stderr.

Nothing heavy is imported before a command runs: `--help` answers at once.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fitting_room import __version__
from fitting_room.cli.animate import add_animate_options, run_animate
from fitting_room.cli.models import add_models_commands
from fitting_room.cli.motion import add_motion_options, run_motion
from fitting_room.cli.prepare import add_prepare_options, run_prepare
from fitting_room.cli.talking import (
    CANNOT,
    DONE,
    INTERRUPTED,
    WRONG_USE,
    make_table,
    progress,
    show,
    show_paths,
    tell,
)
from fitting_room.cli.train import add_train_commands
from fitting_room.domain.errors import FittingRoomError, UnsuitablePhoto

if TYPE_CHECKING:
    from fitting_room.domain.body import Person
    from fitting_room.domain.garment import Category, Outfit
    from fitting_room.domain.tryon import RenderOptions, TryOnResult

__all__ = ["CANNOT", "DONE", "INTERRUPTED", "WRONG_USE", "main", "make_parser"]

CATEGORIES = ("tops", "bottoms", "dresses")
PRESETS = ("draft", "balanced", "final")
MODES = ("home", "stylist")
FITS = ("tight", "regular", "loose")
ENGINES = (
    "warp",
    "fashn",
    "klein",
    "klein-edit",
    "catvton",
    "catvton-vitonhd",
    "catvton-dresscode",
    "mv-vton",
    "viton-hd",
    "daflow",
    "daflow-dresscode",
)
EXAMPLES = """
examples:
  fitting-room try me.jpg --top shirt.png -o look.png
  fitting-room try me.jpg --top shirt.png --bottom jeans.png --fit loose --steps steps.png
  fitting-room garment inspect shirt.png -o shirt-parts.png
  fitting-room animate look.png --motion walk -o clip.mp4
  fitting-room models install fashn
"""


def main(arguments: Sequence[str], open_window: Callable[[argparse.Namespace], int]) -> int:
    """Run one command.

    Args:
        arguments: What was typed after the program's name.
        open_window: Opens the window as asked and returns its exit code; handed in, because faces do not know each
            other.

    Returns:
        The exit code: 0 done, 2 wrong use, 3 cannot be done, 130 stopped.
    """
    parser = make_parser()
    asked = parser.parse_args(arguments)
    if asked.command is None:
        parser.print_help()
        return DONE
    try:
        if asked.command == "window":
            return open_window(asked)
        return int(asked.run(asked))
    except KeyboardInterrupt:
        tell("Stopped. Nothing was written." if asked.command != "demo" else "Stopped.")
        return INTERRUPTED
    except FittingRoomError as error:
        tell(error.what, style="bold red")
        tell(error.next_step)
        return CANNOT
    except ImportError as error:
        tell(f"A part of the installation could not be loaded: {error}", style="bold red")
        tell("Run `fitting-room doctor`: it says what is missing and how to get it.")
        return CANNOT


def make_parser() -> argparse.ArgumentParser:
    """Every command and option."""
    from rich_argparse import RawDescriptionRichHelpFormatter as Formatter

    Formatter.group_name_formatter = str  # As written, not In Title Case.
    parser = argparse.ArgumentParser(
        prog="fitting-room",
        description="Try clothes on a photo of a person.",
        epilog=EXAMPLES,
        formatter_class=Formatter,
    )
    parser.add_argument("--version", action="version", version=f"fitting-room {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def command(name: str, run: Callable[[argparse.Namespace], int], what: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=what, description=what, formatter_class=Formatter)
        made.set_defaults(run=run)
        return made

    add_try_options(command("try", run_try, "Dress the person in a photo."))
    add_animate_options(command("animate", run_animate, "Move a finished look: a picture becomes a short film."))
    inspecting = command("inspect", run_inspect, "Show what is understood of a photo of a person.")
    inspecting.add_argument("photo", type=Path, metavar="PHOTO", help="a picture of a person")
    add_output(inspecting, "write the labels, the outline and the skeleton over the photo")

    garment = commands.add_parser("garment", help="Look at garment pictures.", formatter_class=Formatter)
    garment_commands = garment.add_subparsers(dest="garment_command", metavar="COMMAND", required=True)
    what = "Show what is understood of a picture of a garment."
    looking = garment_commands.add_parser("inspect", help=what, description=what, formatter_class=Formatter)
    looking.set_defaults(run=run_garment_inspect)
    looking.add_argument("file", type=Path, metavar="FILE", help="a picture of a garment")
    looking.add_argument("--category", choices=CATEGORIES, help="where it is worn; found out if not given")
    add_output(looking, "write the cut-out with its parts and landmarks")

    models = commands.add_parser("models", help="Download and look after models.", formatter_class=Formatter)
    add_models_commands(models, Formatter)

    what = "Write folders of people and garments in the layout of VITON-HD, for networks to be tested and trained."
    add_prepare_options(command("prepare", run_prepare, what))
    add_motion_options(command("motion", run_motion, "Read how the person in a film moves, to move looks by it."))
    training = commands.add_parser("train", help="Train a network on a data set.", formatter_class=Formatter)
    add_train_commands(training, Formatter)
    demo = command("demo", run_demo, "Render a top, bottoms, a dress and an outfit on bundled people.")
    demo.add_argument("-o", "--output", type=Path, default=Path("out"), metavar="FOLDER", help="default: out")
    command("doctor", run_doctor, "Check this installation and say what to put right.")
    window = command("window", lambda _: DONE, "Open the fitting room window.")
    window.add_argument("files", nargs="*", type=Path, metavar="PHOTO", help="a photo to begin with")
    window.add_argument("--camera", type=Path, metavar="FILM", help="a video or a folder of pictures plays the camera")
    window.add_argument("--mode", choices=MODES, help="whom the window serves from now on")
    return parser


def add_try_options(parser: argparse.ArgumentParser) -> None:
    """The options of `fitting-room try`."""
    parser.add_argument("photo", type=Path, metavar="PHOTO", help="one person, from the front or three-quarter")
    worn = parser.add_argument_group("what to wear", "a top, bottoms or both; or a dress")
    worn.add_argument("--top", type=Path, metavar="G", help="picture of a top")
    worn.add_argument("--bottom", type=Path, metavar="G", help="picture of trousers, shorts or a skirt")
    worn.add_argument("--dress", type=Path, metavar="G", help="picture of a dress")
    for piece in ("top", "bottom", "dress"):
        worn.add_argument(f"--{piece}-back", type=Path, metavar="G", help=f"picture of the back of the {piece}")
    how = parser.add_argument_group("how to wear it")
    how.add_argument("--fit", choices=FITS, default="regular", help="default: regular")
    how.add_argument("--tuck", action=argparse.BooleanOptionalAction, help="wear the top inside or over the bottoms")
    how.add_argument("--preset", choices=PRESETS, default="balanced", help="speed against detail; default: balanced")
    how.add_argument("--engine", choices=ENGINES, default="warp", help="who makes the picture; default: warp")
    how.add_argument("--seed", type=int, default=0, help="same seed, same picture; default: 0")
    how.add_argument(
        "--samples",
        type=int,
        choices=(1, 2, 3, 4),
        default=1,
        metavar="N",
        help="pictures to choose from, 1 to 4, one seed after the other; the others are written beside it",
    )
    how.add_argument(
        "--sample",
        type=int,
        choices=(1, 2, 3, 4),
        metavar="K",
        help="the one to take, of those to choose from; default: the one with which least looks wrong",
    )
    written = parser.add_argument_group("what to write (.png, .jpg or .webp; existing files are replaced)")
    add_output(written, "the finished picture; default: look.png", default=Path("look.png"))
    written.add_argument("--steps", type=Path, metavar="FILE", help="a contact sheet of every step")
    written.add_argument("--changed", type=Path, metavar="FILE", help="white where the picture may differ")
    parser.set_defaults(parser=parser)


def add_output(parser: argparse._ActionsContainer, what: str, default: Path | None = None) -> None:
    """The option -o."""
    parser.add_argument("-o", "--output", type=Path, default=default, metavar="FILE", help=what)


# --- commands ---------------------------------------------------------------------------------------------------------


def run_try(asked: argparse.Namespace) -> int:
    """Dress the person in a photo and write what was asked for."""
    if not (asked.top or asked.bottom or asked.dress):
        asked.parser.error("nothing to wear: give --top, --bottom or --dress")
    if asked.dress and (asked.top or asked.bottom):
        asked.parser.error("a dress replaces both top and bottoms: leave out --top and --bottom, or --dress")
    if (asked.sample or 1) > asked.samples:
        asked.parser.error("there are fewer --samples than the --sample to take")
    from fitting_room.domain.decoding import open_photo
    from fitting_room.domain.tryon import TryOnRequest
    from fitting_room.perception.agnostic import make_agnostic
    from fitting_room.studio.export import save_picture
    from fitting_room.studio.pipeline import FittingRoom
    from fitting_room.studio.steps import draw_changed, draw_steps

    room = FittingRoom()
    with progress() as report:
        report("opening", 0.0)
        photo = open_photo(asked.photo)
        report("garment", 0.05)
        request = TryOnRequest(photo, open_outfit(asked), asked.engine, options_of(asked))
        result = room.render(request, report)
        report("saving", 0.98)
        written = [save_picture(result.image, asked.output)]
        for other in result.others:
            beside = asked.output.with_stem(f"{asked.output.stem}-seed{other.seed}")
            written.append(save_picture(other.image, beside))
        if asked.steps:
            agnostic = make_agnostic(room.understand(photo), request.outfit)
            written.append(save_picture(draw_steps(agnostic, result), asked.steps))
        if asked.changed:
            written.append(save_picture(draw_changed(result), asked.changed))
        report("done", 1.0)
    for notice in (*result.notices, *compared(result)):
        tell(notice)
    show_paths(written)
    return DONE


def compared(result: "TryOnResult") -> list[str]:
    """What is said of several samples."""
    by_seed = sorted((sample for sample in result.samples if sample.number is not None), key=lambda each: each.seed)
    chosen = [
        f"Of {len(by_seed)} pictures, the one with seed {sample.seed} was chosen."
        for sample in by_seed
        if sample.image is result.image and len(by_seed) > 1
    ]
    found = [f"With seed {sample.seed}, {finding}." for sample in by_seed for finding in sample.findings]
    return chosen + found


def open_outfit(asked: argparse.Namespace) -> "Outfit":
    """Understand the garments that were named."""
    from fitting_room.domain.garment import Category, Outfit
    from fitting_room.studio.recipe import open_garment

    named = (
        (asked.top, asked.top_back, Category.TOPS),
        (asked.bottom, asked.bottom_back, Category.BOTTOMS),
        (asked.dress, asked.dress_back, Category.DRESSES),
    )
    return Outfit.of(*(open_garment(path, category, back=back) for path, back, category in named if path))


def options_of(asked: argparse.Namespace) -> "RenderOptions":
    """How it is to be worn."""
    from fitting_room.domain.tryon import Fit, Preset, RenderOptions

    sample = None if asked.sample is None else asked.sample - 1
    return RenderOptions(Preset(asked.preset), Fit(asked.fit), asked.tuck, asked.seed, asked.samples, sample)


def run_inspect(asked: argparse.Namespace) -> int:
    """Say what is understood of a photo, and which clothes it is good for."""
    from fitting_room.domain.body import VISIBLE, BodyLabel
    from fitting_room.domain.decoding import open_photo
    from fitting_room.domain.garment import Category
    from fitting_room.studio.export import save_picture
    from fitting_room.studio.overlays import draw_person
    from fitting_room.studio.pipeline import FittingRoom

    with progress() as report:
        report("opening", 0.0)
        photo = open_photo(asked.photo)
        report("perception", 0.1)
        person = FittingRoom().understand(photo)
        written = [save_picture(draw_person(person), asked.output)] if asked.output else []
        report("done", 1.0)
    table = make_table("Photo", asked.photo.name)
    table.add_row("Size", "{} x {}".format(*photo.size))
    table.add_row("Joints seen", f"{int((person.pose.keypoints[:, 2] >= VISIBLE).sum())} of 18")
    table.add_row("Person covers", f"{person.matte.mean():.0%} of the picture")
    shares = {label: float((person.parsing.labels == label).mean()) for label in BodyLabel}
    seen = sorted((label for label in BodyLabel if label and shares[label] >= 0.001), key=lambda label: -shares[label])
    table.add_row("Labels", ", ".join(f"{name_of(label)} {shares[label]:.1%}" for label in seen))
    for category in Category:
        table.add_row(f"Good for {category}", suitability(person, category))
    show(table)
    for notice in person.notices:
        tell(notice)
    show_paths(written)
    return DONE


def run_garment_inspect(asked: argparse.Namespace) -> int:
    """Say what is understood of a garment picture."""
    from fitting_room.domain.garment import Category
    from fitting_room.studio.export import save_picture
    from fitting_room.studio.overlays import draw_garment
    from fitting_room.studio.recipe import open_garment

    with progress() as report:
        report("garment", 0.0)
        garment = open_garment(asked.file, Category(asked.category) if asked.category else None)
        written = [save_picture(draw_garment(garment), asked.output)] if asked.output else []
        report("done", 1.0)
    table = make_table("Garment", asked.file.name)
    table.add_row("Category", garment.category)
    table.add_row("Photographed", {"flat": "flat or hanging", "ghost": "on an invisible mannequin"}.get(
        garment.photo_type, "worn by somebody"))  # fmt: skip
    table.add_row("Sleeves", garment.sleeve_length)
    table.add_row("Hem", garment.hem_length)
    table.add_row("Neckline", garment.neckline or "none")
    table.add_row("Confidence", f"{garment.confidence:.0%}" + ("" if garment.confidence >= 0.5 else ": please check"))
    for landmark, (x, y, score) in garment.landmarks.items():
        table.add_row(name_of(landmark), f"{x:.0f}, {y:.0f}   ({score:.0%})")
    show(table)
    for notice in garment.notices:
        tell(notice)
    show_paths(written)
    return DONE


def run_demo(asked: argparse.Namespace) -> int:
    """Render the demo looks."""
    from fitting_room.studio.demo import render_demo

    with progress() as report:
        written = render_demo(asked.output, report)
    show_paths(written)
    return DONE


def run_doctor(_asked: argparse.Namespace) -> int:
    """Check the installation; 3 when something has to be put right."""
    from fitting_room.studio.doctor import examine

    healthy = True
    for finding in examine():
        tell(
            f"{'ok ' if finding.fine else 'BAD'} {finding.subject}: {finding.says}", "" if finding.fine else "bold red"
        )
        if not finding.fine:
            healthy = False
            tell(f"    {finding.remedy}")
    tell("Everything is in order." if healthy else "Please put right what is marked “BAD”.")
    return DONE if healthy else CANNOT


# --- talking ----------------------------------------------------------------------------------------------------------


def suitability(person: "Person", category: "Category") -> str:
    """Whether a person can be dressed in a category, and if not, why."""
    from fitting_room.perception.quality import check_person

    try:
        check_person(person, (category,), backs=True)
    except UnsuitablePhoto as error:
        return f"no: {error.what}"
    return "yes, from behind: with a picture of the garment's back" if person.from_behind else "yes"


def name_of(member: object) -> str:
    """The name of an enum member as words."""
    return str(getattr(member, "name", member)).replace("_", " ").lower()
