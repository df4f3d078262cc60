"""Wan as `MotionEngine`s: a clip in stretches, fitted into the memory that is there, stopped at any step.

The networks themselves are painters (`animate.py`, `vace.py`); torch is imported when one is loaded.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np

from fitting_room.device import ModelNeeds, Plan, Rung, plan, with_retry
from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.body import Joint
from fitting_room.domain.errors import ModelUnavailable, NotInstalled, UnsuitableMotion
from fitting_room.domain.job import Report
from fitting_room.domain.motion import ClipOptions, ClipRequest
from fitting_room.domain.tryon import Preset
from fitting_room.engines.photoreal import Machine
from fitting_room.motion.retarget import retarget
from fitting_room.motion.wan.conditioning import Performance, Size
from fitting_room.motion.wan.stretches import Room, Stretch, cut, meet
from fitting_room.settings import Places
from fitting_room.shelf.installed import open_model

ANIMATE, VACE, QUICK = "wan-animate", "wan-vace", "wan-quick"
"""Ids of the models on the shelf."""
SIDE_GRAIN = 16
"""Pixels of the picture along a token: sides are multiples of it."""

Show = Callable[[int, int], None]
"""`show(done, total)`: told of every step; raises `Cancelled` to stop."""


@dataclass(frozen=True)
class Pace:
    """What a preset makes.

    Attributes:
        area: Pixels of a frame at most.
        fps: Frames per second at most.
        steps: Steps of each stretch.
        quick_steps: Steps with the weights that need few.
    """

    area: int
    fps: int
    steps: int
    quick_steps: int


@dataclass(frozen=True)
class Manner:
    """What is a network's own.

    Attributes:
        title: What people call it.
        model: Its id on the shelf.
        paces: What each preset makes; `Preset.FINAL` is the largest.
        longest: Most frames of a stretch: so many it was trained with.
        overlap: Frames that a stretch shares with the one before.
    """

    title: str
    model: str
    paces: Mapping[Preset, Pace]
    longest: int
    overlap: int = 5


ANIMATE_MANNER = Manner(
    "Wan 2.2 Animate",
    ANIMATE,
    {
        Preset.DRAFT: Pace(480 * 768, 15, 10, 4),
        Preset.BALANCED: Pace(480 * 768, 24, 20, 6),
        Preset.FINAL: Pace(720 * 1152, 24, 20, 8),
    },
    longest=77,
)
"""20 steps, stretches of 77 frames and an overlap of 1 or 5 are published; the rest is our choice, and not judged yet:
no weights could be run. Five seconds are one stretch in a draft, else two."""
VACE_MANNER = Manner(
    "Wan 2.1 VACE",
    VACE,
    {
        Preset.DRAFT: Pace(320 * 512, 16, 15, 15),
        Preset.BALANCED: Pace(480 * 768, 16, 30, 30),
        Preset.FINAL: Pace(480 * 832, 16, 50, 50),
    },
    longest=81,
)
"""81 frames at 16 a second, 480x832 and 30 to 50 steps are published: five seconds are one stretch."""


class Painter(Protocol):
    """A network in memory."""

    def paint(self, stretch: Stretch, show: Show) -> list[RgbImage]:
        """Make the frames of a stretch, RGB uint8 (h, w, 3) each, those of `before` once more."""


class Weights(Protocol):
    """A network on disk."""

    @property
    def needs(self) -> ModelNeeds:
        """Memory, with the largest frames and the longest stretch."""

    @property
    def quick(self) -> bool:
        """Whether few steps will do."""

    def load(self, plan: Plan, place: Callable[[str], str]) -> Painter:
        """Bring it into memory as the plan says; `place` tells what torch calls a device.

        Raises:
            DamagedModel: The weights are not those of this network.
        """


def words_folder() -> Path:
    """Where it is kept what the text encoder made of our prompts."""
    return Places.of_this_user().cache / "wan"


def open_quick() -> Path | None:
    """The folder of the weights that need few steps; None where they are not installed, or not allowed here."""
    try:
        return open_model(QUICK)
    except ModelUnavailable:
        return None


@dataclass(frozen=True, eq=False)
class _Loaded:
    weights: Weights
    painter: Painter
    plan: Plan


@dataclass(eq=False)
class _Clip:
    """A clip on its way: what was asked for, and how large it is made."""

    request: ClipRequest
    options: ClipOptions
    pace: Pace
    keeps_room: bool
    _shown: dict[Size, tuple[Performance, Mask | None]] = field(default_factory=dict)

    def size(self, chosen: Plan, largest: int) -> Size:
        """(width, height) of its frames under a plan: the canvas's proportions, in whole tokens."""
        width, height = self.request.look.photo.size
        area = min(self.pace.area, largest * chosen.scale**2, width * height)
        scale = (area / (width * height)) ** 0.5
        across, down = (max(round(side * scale / SIDE_GRAIN), 1) * SIDE_GRAIN for side in (width, height))
        return across, down

    def shown(self, size: Size) -> tuple[Performance, Mask | None]:
        """What the network sees at a size, and where it may change something."""
        if size not in self._shown:
            poses = retarget(self.request.motion, self.request.look, self.options)
            performance = Performance(self.request.look, poses, size)
            self._shown = {size: (performance, performance.region() if self.keeps_room else None)}
        return self._shown[size]


class WanEngine:
    """Animates with a painter; what kind is decided by whoever finds its weights.

    Args:
        manner: What is the network's own.
        find_weights: Finds the installed weights, or says why it cannot.
        keeps_room: Whether everything but the person and where they move is the still's own.
        machine: What it runs on.
    """

    def __init__(
        self,
        manner: Manner,
        find_weights: Callable[[], Weights],
        keeps_room: bool = True,
        machine: Machine | None = None,
    ) -> None:
        self._manner = manner
        self._find_weights = find_weights
        self._keeps_room = keeps_room
        self._machine = machine or Machine()
        self._loaded: _Loaded | None = None

    def load(self) -> None:
        """Fit the network into the memory that is free.

        Raises:
            ModelUnavailable: The weights are not installed, not allowed here, or damaged.
            NotEnoughMemory: The network does not fit.
        """
        weights, chosen = self._choose()
        with_retry(
            chosen,
            lambda chosen: self._load(weights, chosen),
            lambda rung: self._plan(weights, rung),
            self._machine.release,
        )

    def foresee(self) -> str:
        """As `MotionEngine.foresee`: what the memory ladder says."""
        return self._choose()[1].notice if self._loaded is None else self._loaded.plan.notice

    def base_fps(self, request: ClipRequest) -> int:
        """As many as its preset makes, and no more than were asked for."""
        return min(self._manner.paces[request.options.preset].fps, request.options.fps)

    def unload(self) -> None:
        """Give the memory back."""
        if self._loaded is not None:
            self._loaded = None
            self._machine.release()

    def animate(self, request: ClipRequest, report: Report) -> Iterator[RgbImage]:
        """Yield the frames of one stretch after the other; frame 0 is the look, and comes with the first stretch.

        Raises:
            UnsuitableMotion: The picture shows no shoulders.
            NotEnoughMemory: Memory ran out, and did so again one step down the ladder.
            Cancelled: `report` raised it; it is told of every step.
        """
        if not request.look.pose.sees(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER):
            raise UnsuitableMotion(
                "The shoulders cannot be seen in this picture.", "Choose a picture that shows both of them."
            )
        self._current()
        return self._frames(request, report)

    def _frames(self, request: ClipRequest, report: Report) -> Iterator[RgbImage]:
        fps = self.base_fps(request)
        # As many as the refiner needs for its last frame.
        seconds = -(-request.options.frames * fps // request.options.fps) / fps
        options = replace(request.options, fps=fps, seconds=seconds)
        clip = _Clip(request, options, self._manner.paces[options.preset], self._keeps_room)
        size = clip.size(self._current().plan, self._largest)
        stretches = cut(options.frames, self._manner.longest, self._manner.overlap)
        before: tuple[RgbImage, ...] = (clip.shown(size)[0].still(),)
        left = options.frames
        for number, frames in enumerate(stretches):

            def show(done: int, total: int, number: int = number) -> None:
                report("animate", (number + done / total) / len(stretches))

            show(0, 1)
            made = self._paint(clip, size, frames, before, show)
            fresh = made if number == 0 else made[len(before) :]
            before = tuple(made[-self._manner.overlap :])
            yield from fresh[:left]
            left -= len(fresh)

    def _paint(
        self, clip: _Clip, size: Size, frames: range, before: tuple[RgbImage, ...], show: Show
    ) -> list[RgbImage]:
        """One stretch; where memory runs out, once more with less of it, and if need be smaller."""

        def walk(chosen: Plan) -> list[RgbImage]:
            now = self._current()
            small = min(size, clip.size(chosen, self._largest))
            performance, region = clip.shown(small)
            steps = clip.pace.quick_steps if now.weights.quick else clip.pace.steps
            beginning = tuple(_resized(frame, small) for frame in before)
            stretch = Stretch(performance, frames, beginning, region, steps, clip.options.seed + frames.start)
            made = meet(now.painter.paint(stretch, show), beginning, region)
            room = Room(performance.still(), region)
            kept = [room.keep(frame) for frame in made]
            return [*before, *(_resized(frame, size) for frame in kept[len(before) :])]

        painted, _ = with_retry(self._current().plan, walk, self._step_down, self._machine.release)
        return painted

    @property
    def _largest(self) -> int:
        return self._manner.paces[Preset.FINAL].area

    def _step_down(self, rung: Rung) -> Plan:
        """Load the network again on a lower rung of the memory ladder."""
        weights = self._current().weights
        self.unload()
        lower = self._plan(weights, rung)
        self._load(weights, lower)
        return lower

    def _choose(self) -> tuple[Weights, Plan]:
        try:
            weights = self._find_weights()
            return weights, self._plan(weights)
        except ImportError as error:
            raise NotInstalled(
                "The parts that run neural networks are not installed.",
                "Install them with `pip install 'fitting-room[gpu]'`.",
            ) from error

    def _plan(self, weights: Weights, start: Rung = Rung.RESIDENT) -> Plan:
        return plan(self._machine.look(), weights.needs, self._manner.title, start)

    def _load(self, weights: Weights, chosen: Plan) -> None:
        self._loaded = _Loaded(weights, weights.load(chosen, self._machine.place), chosen)

    def _current(self) -> _Loaded:
        if self._loaded is None:
            raise RuntimeError("load the animator first")
        return self._loaded


class WanAnimateEngine(WanEngine):
    """Wan 2.2 Animate in the room of the still: Wan's "replace".

    Args:
        open_folder: Finds the installed weights, or says why it cannot.
        machine: What it runs on.
        manner: What each preset makes.
        keep_words: Where to keep what the text encoder made of our prompts.
        open_few: Finds the weights that need few steps.
    """

    whole = False
    """Whether the room is painted as well."""

    def __init__(
        self,
        open_folder: Callable[[], Path] = lambda: open_model(ANIMATE),
        machine: Machine | None = None,
        manner: Manner = ANIMATE_MANNER,
        keep_words: Callable[[], Path] = words_folder,
        open_few: Callable[[], Path | None] = open_quick,
    ) -> None:
        def find_weights() -> Weights:
            folder = open_folder()
            from fitting_room.motion.wan.animate import AnimateWeights

            return AnimateWeights.look_into(folder, keep_words(), manner, open_few())

        super().__init__(manner, find_weights, not self.whole, machine)


class WanAnimateWholeEngine(WanAnimateEngine):
    """Wan 2.2 Animate that paints the room as well: Wan's "animate"."""

    whole = True


class WanVaceEngine(WanEngine):
    """Wan 2.1 VACE in the room of the still, on smaller graphics cards.

    Args:
        open_folder: Finds the installed weights, or says why it cannot.
        machine: What it runs on.
        manner: What each preset makes.
        keep_words: Where to keep what the text encoder made of our prompts.
    """

    def __init__(
        self,
        open_folder: Callable[[], Path] = lambda: open_model(VACE),
        machine: Machine | None = None,
        manner: Manner = VACE_MANNER,
        keep_words: Callable[[], Path] = words_folder,
    ) -> None:
        def find_weights() -> Weights:
            folder = open_folder()
            from fitting_room.motion.wan.vace import VaceWeights

            return VaceWeights.look_into(folder, keep_words(), manner)

        super().__init__(manner, find_weights, True, machine)


def _resized(frame: RgbImage, size: Size) -> RgbImage:
    if frame.shape[1::-1] == size:
        return frame
    smaller = size[0] < frame.shape[1]
    return np.asarray(cv2.resize(frame, size, interpolation=cv2.INTER_AREA if smaller else cv2.INTER_CUBIC), np.uint8)
