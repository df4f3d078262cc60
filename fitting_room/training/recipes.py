"""What the command line asks for -> a course, its lessons and its pace, and then the weights.

Everything that can be wrong about data and files is found out before the first step.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from fitting_room.device import find_hardware
from fitting_room.domain.errors import CannotTrain, NotInstalled
from fitting_room.domain.garment import Category
from fitting_room.domain.job import Report, within
from fitting_room.training.course import Course, Learned, Lessons, Pace, Precision
from fitting_room.training.loop import Loop, Tell

CHECKING = 0.02
"""Share of the progress bar that looking at the data set takes."""


def train(recipe: str, asked: Mapping[str, Any], changes: Mapping[str, Any], report: Report, tell: Tell) -> Learned:
    """Carry out a recipe.

    Args:
        recipe: Its name.
        asked: Options by name, as the command line calls them.
        changes: What is to be different from the recipe's own pace.
        report: Raises `Cancelled` to stop.
        tell: Hears of every step.

    Raises:
        CannotTrain: The data set is not what it should be, or the course cannot begin or go on.
        ModelUnavailable: A file of weights is missing or damaged.
        CannotSave: The folder cannot be written.
        Cancelled: `report` raised it.
    """
    make = {"daflow": _daflow, "dreampose": _dreampose, "viton-hd": _viton_hd}[recipe]
    course, lessons, pace = make(asked, within(report, 0.0, CHECKING))
    told = {**changes, "precision": Precision(changes.get("precision", pace.precision))}
    try:
        pace = replace(pace, **told)
    except ValueError as error:
        raise CannotTrain(f"This pace is impossible: {error}.", "Choose larger numbers.") from error
    loop = Loop(course, lessons, pace, asked["output"], find_hardware(), asked["resume"])
    return loop.run(within(report, CHECKING, 1.0), tell)


def _daflow(asked: Mapping[str, Any], report: Report) -> tuple[Course, Lessons, Pace]:
    from fitting_room.training import daflow
    from fitting_room.training.data_sets import find_entries
    from fitting_room.training.looks import check
    from fitting_room.training.perceptual import read_perception

    entries = find_entries(asked["data"], [Category(name) for name in asked["categories"]])
    perception = _perception(asked, read_perception)
    network = daflow.make_network(asked["begin"])
    if not asked["resume"]:
        check(entries, report)
    course = daflow.DaflowCourse(network, perception, asked["rate"] or daflow.RATE)
    return course, daflow.DaflowLessons(entries, asked["size"]), daflow.pace()


def _dreampose(asked: Mapping[str, Any], report: Report) -> tuple[Course, Lessons, Pace]:
    from fitting_room.training import dreampose
    from fitting_room.training.frames import FrameLessons, check, find_clips

    phase = dreampose.Phase(asked["phase"])
    clips = find_clips(asked["data"])
    if not asked["resume"]:
        check(clips, report)
    course = dreampose.make_course(phase, asked["base"], asked["encoder"], asked["begin"], asked["rate"])
    lessons = FrameLessons(clips, dreampose.canvas(), crops=phase is not dreampose.Phase.FULL)
    return course, lessons, dreampose.PACES[phase]


def _viton_hd(asked: Mapping[str, Any], report: Report) -> tuple[Course, Lessons, Pace]:
    from fitting_room.training import viton_hd
    from fitting_room.training.data_sets import find_entries
    from fitting_room.training.looks import check
    from fitting_room.training.perceptual import read_content
    from fitting_room.training.viton_lessons import VitonLessons

    part = viton_hd.Part(asked["part"])
    entries = find_entries(asked["data"], [Category.TOPS])
    perception = _perception(asked, read_content) if part is viton_hd.Part.PICTURE else None
    course = viton_hd.make_course(part, asked["begin"], asked["bending"], perception, asked["rate"])
    if not asked["resume"]:
        check(entries, report)
    return course, VitonLessons(entries, asked["size"]), viton_hd.PACES[part]


def _perception(asked: Mapping[str, Any], read: Callable[[Path], Any]) -> Any:
    """The terms of VGG, or None where they are not wanted.

    Raises:
        NotInstalled: Nobody said where the weights are, or a file is not there.
    """
    if asked["without_perceptual"]:
        return None
    folder: Path | None = asked["perceptual"]
    if folder is None:
        raise NotInstalled(
            "The perceptual terms of this recipe need torchvision's weights of VGG16 and VGG19.",
            "Name their folder with --perceptual, or use --without-perceptual, which compares colours only.",
        )
    return read(folder)
