"""What looks at people and garments on this machine: networks on the graphics card, or what every computer has.

The one place that decides. A network is used where a CUDA card has room for it, its weights are installed, and its
licence allows what this installation is for. Where it fails, what every computer has does the work.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import ParamSpec, TypeVar

from fitting_room.device import GIGABYTE, Hardware, Kind, find_hardware, is_out_of_memory, release_memory
from fitting_room.domain.arrays import Matte, RgbImage
from fitting_room.domain.body import Parsing, Pose
from fitting_room.domain.errors import DamagedModel, ModelUnavailable
from fitting_room.domain.sentence import Sentence
from fitting_room.perception.clicks import Clickable, ColourSegmenter, Segmenter
from fitting_room.perception.parsing import Parser, RuleParser
from fitting_room.perception.pose import PeopleFinder, Sighting, find_people
from fitting_room.shelf.installed import open_model

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
Made = TypeVar("Made")

ROOM = 3 * GIGABYTE
"""Free graphics memory below which networks of perception are left out: engines need it more. A guess from the sizes of
their files (0.6 GB together) and what they work with; not measured yet."""

FINDERS, PARSERS, SEGMENTERS = ("rtmw", "dwpose", "vitpose"), ("segformer-clothes", "fashn-parser"), ("sam2",)
"""Models for each task, the preferred one first."""

NOT_INSTALLED = Sentence("The parts that run neural networks are not installed; the photo was read without them.")


@dataclass(frozen=True, eq=False)
class Perception:
    """What looks at people and garments.

    Attributes:
        finder: Finds people.
        parser: Labels their pixels.
        clicks: Tells what a click on a picture means.
        cutter: Helps to cut garments out of pictures; None where colours alone decide.
        notices: Sentences for the user about networks that are installed and do not work.
    """

    finder: PeopleFinder = find_people
    parser: Parser = field(default_factory=RuleParser)
    clicks: Segmenter = field(default_factory=ColourSegmenter)
    cutter: Segmenter | None = None
    notices: tuple[str, ...] = ()


@cache
def perception_here() -> Perception:
    """What looks on this machine, chosen once per process: what is installed later is used from the next start on."""
    return choose_perception()


def choose_perception(
    open_folder: Callable[[str], Path] = open_model,
    look: Callable[[], Hardware] = find_hardware,
    place: Callable[[str], str] = str,
) -> Perception:
    """Choose for a machine. torch is loaded only where there is a network to run.

    Args:
        open_folder: Finds the installed weights of a model, or raises `ModelUnavailable`.
        look: Finds the hardware and what is free on it.
        place: What torch calls a device.
    """
    finders, parsers, segmenters = (_installed(models, open_folder) for models in (FINDERS, PARSERS, SEGMENTERS))
    if "dwpose" not in finders:
        finders.pop("rtmw", None)  # It has no detector of its own.
    usual = Perception()
    if not (finders or parsers or segmenters):
        return usual
    try:
        hardware = look()
    except ImportError:
        return Perception(notices=(NOT_INSTALLED,))
    if hardware.kind is not Kind.CUDA or hardware.free < ROOM:
        return usual
    device = place(hardware.kind)
    notices: list[str] = []
    finder = _first(finders, lambda model, folder: _make_finder(model, folder, finders, device), notices)
    parser = _first(parsers, lambda model, folder: _make_parser(model, folder, device), notices)
    segmenter = _first(segmenters, lambda model, folder: _make_segmenter(model, folder, device), notices)
    return Perception(
        finder=usual.finder if finder is None else or_else(finder, usual.finder),
        parser=usual.parser if parser is None else _CarefulParser(parser, usual.parser),
        clicks=usual.clicks if segmenter is None else _CarefulSegmenter(segmenter, usual.clicks),
        cutter=segmenter,
        notices=tuple(dict.fromkeys(notices)),
    )


def or_else(first: Callable[Asked, Answer], spare: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """The first, or where memory runs out in it, the spare one."""

    def ask(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        try:
            return first(*args, **kwargs)
        except Exception as error:
            if not is_out_of_memory(error):
                raise
        # Outside of the handler: the error holds on to the frames, and those to the tensors.
        release_memory()
        return spare(*args, **kwargs)

    return ask


@dataclass(frozen=True)
class _CarefulParser:
    """A parser with a spare one for when memory runs out."""

    first: Parser
    spare: Parser

    def parse(self, canvas: RgbImage, pose: Pose, matte: Matte) -> Parsing:
        """See `Parser.parse`."""
        return or_else(self.first.parse, self.spare.parse)(canvas, pose, matte)


@dataclass(frozen=True)
class _CarefulSegmenter:
    """A segmenter with a spare one for when memory runs out."""

    first: Segmenter
    spare: Segmenter

    def look(self, pixels: RgbImage) -> Clickable:
        """See `Segmenter.look`."""
        return or_else(self.first.look, self.spare.look)(pixels)


def _installed(models: Sequence[str], open_folder: Callable[[str], Path]) -> dict[str, Path]:
    """The folders of those models that may be used here."""
    found = {}
    for model in models:
        try:
            found[model] = open_folder(model)
        except ModelUnavailable:
            continue
    return found


def _first(folders: dict[str, Path], make: Callable[[str, Path], Made], notices: list[str]) -> Made | None:
    """The first network that can be loaded; what is wrong with those before it is added to the notices."""
    for model, folder in folders.items():
        try:
            return make(model, folder)
        except DamagedModel as error:
            notices.append(error.what)
        except ImportError:
            notices.append(NOT_INSTALLED)
        except Exception as error:
            if not is_out_of_memory(error):
                raise
    return None


def _make_finder(
    model: str, folder: Path, folders: dict[str, Path], device: str
) -> Callable[[RgbImage], tuple[Sighting, ...]]:
    if model == "vitpose":
        from fitting_room.perception.networks.vitpose import VitPoseFinder

        return VitPoseFinder(folder, device, model)
    from fitting_room.perception.networks.whole_body import WholeBodyFinder

    network = folder / ("rtmw-x-384.onnx" if model == "rtmw" else "dw-ll_ucoco_384.onnx")
    return WholeBodyFinder(folders["dwpose"] / "yolox_l.onnx", network, device, model)


def _make_parser(model: str, folder: Path, device: str) -> Parser:
    from fitting_room.perception.networks.segformer import SegformerParser

    return SegformerParser(folder, device, model)


def _make_segmenter(model: str, folder: Path, device: str) -> Segmenter:
    from fitting_room.perception.networks.segment_anything import SegmentAnything

    return SegmentAnything(folder, device, model)
