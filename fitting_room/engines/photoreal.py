"""What photoreal engines share: garment after garment, fitted into memory, watched, and stopped at any step.

The networks themselves are painters, one per engine.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from fitting_room.device import Hardware, ModelNeeds, Plan, Rung, find_hardware, plan, release_memory, with_retry
from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import SKIN, Person
from fitting_room.domain.errors import NotInstalled
from fitting_room.domain.garment import Garment, Outfit
from fitting_room.domain.geometry import Placement
from fitting_room.domain.job import Preview, Report, unseen
from fitting_room.domain.tryon import AgnosticPerson, Preset, RenderOptions
from fitting_room.engines.alarms import ALARM_WORDS, STILL_WRONG, Alarm, find_alarms
from fitting_room.engines.base import Rendering
from fitting_room.engines.framing import OUTSIDE, changed_pixels, place_person, worn_order

START, END = 0.55, 0.95
"""The share of the whole job at which the engine starts and ends."""
PREVIEW_SIDE = 768
"""Longest side of the pictures that are shown on the way."""


@dataclass(frozen=True)
class Machine:
    """What an engine asks of the machine; tests script it.

    Attributes:
        look: Finds the hardware and what is free on it.
        release: Gives back what is no longer used.
        place: What torch calls a device.
    """

    look: Callable[[], Hardware] = find_hardware
    release: Callable[[], None] = release_memory
    place: Callable[[str], str] = str


@dataclass(frozen=True, eq=False)
class Task:
    """One garment to put on.

    Attributes:
        picture: RGB uint8, the person on the canvas, with what was put on before.
        placement: From the photo to the canvas.
        agnostic: The person at the photo's size, and what may change.
        garment: What to put on.
    """

    picture: RgbImage
    placement: Placement
    agnostic: AgnosticPerson
    garment: Garment

    def alarms(self, painted: RgbImage) -> tuple[Alarm, ...]:
        """What is wrong with a result."""
        skin = self.placement.labels(self.agnostic.person.parsing.where(*SKIN))
        return find_alarms(self.picture, painted, self.placement.labels(self.agnostic.mask), skin)

    def preview(self, guess: RgbImage) -> RgbImage:
        """The photo, small, with the picture as it looks from here where it may change."""
        photo = self.agnostic.person.photo
        small = Placement.shrink(photo.size, PREVIEW_SIDE)
        picture = small.image(photo.pixels)
        scale = self.placement.scale / small.scale
        back = Placement(small.canvas, self.placement.canvas, scale, self.placement.offset)
        there = small.labels(self.agnostic.mask) & back.labels_back(np.ones(guess.shape[:2], np.bool_))
        picture[there] = back.image_back(guess)[there]
        return picture


@dataclass(frozen=True, eq=False)
class Frame:
    """Where a painter is.

    Attributes:
        done: Steps done.
        total: Steps altogether.
        picture: Makes the picture as it looks from here, RGB uint8 of the canvas; after the last step, the picture.
    """

    done: int
    total: int
    picture: Callable[[], RgbImage]


class Painter(Protocol):
    """A network in memory."""

    def paint(self, task: Task, seed: int, steps: int, hidden: bool) -> Iterator[Frame]:
        """Put one garment on, handing over after each step.

        Args:
            task: The garment and the person.
            seed: Same seed, same picture.
            steps: How many.
            hidden: Whether to hide the old clothes better than usual.
        """


class Weights(Protocol):
    """A network on disk."""

    @property
    def canvas(self) -> tuple[int, int]:
        """(width, height) of its pictures."""

    @property
    def needs(self) -> ModelNeeds:
        """Memory."""

    def load(self, plan: Plan, place: Callable[[str], str]) -> Painter:
        """Bring it into memory as the plan says; `place` tells what torch calls a device.

        Raises:
            DamagedModel: The weights are not those of this network.
        """


@dataclass(frozen=True, eq=False)
class _Loaded:
    """A network in memory, and how it got there."""

    weights: Weights
    painter: Painter
    plan: Plan


class PhotorealEngine:
    """Dresses people with a painter.

    Args:
        title: What people call the model.
        find_weights: Finds the installed weights, or says why it cannot.
        steps: Steps of each preset.
        machine: What it runs on.
    """

    def __init__(
        self,
        title: str,
        find_weights: Callable[[], Weights],
        steps: Mapping[Preset, int],
        machine: Machine | None = None,
    ) -> None:
        self._title = title
        self._find_weights = find_weights
        self._steps = steps
        self._machine = machine or Machine()
        self._loaded: _Loaded | None = None

    def load(self) -> None:
        """Fit the network into the memory that is free.

        Raises:
            ModelUnavailable: The weights are not installed, not allowed here, or damaged.
            NotEnoughMemory: The network does not fit.
        """
        try:
            weights = self._find_weights()
            chosen = plan(self._machine.look(), weights.needs, self._title)
        except ImportError as error:
            raise NotInstalled(
                "The parts that run neural networks are not installed.",
                "Install them with `pip install 'fitting-room[gpu]'`.",
            ) from error
        with_retry(
            chosen,
            lambda chosen: self._load(weights, chosen),
            lambda rung: plan(self._machine.look(), weights.needs, self._title, rung),
            self._machine.release,
        )

    def prepare(self, person: Person, preset: Preset) -> None:
        """Nothing can be done before the garment is known."""

    def unload(self) -> None:
        """Give the memory back."""
        if self._loaded is not None:
            self._loaded = None
            self._machine.release()

    def render(
        self,
        agnostic: AgnosticPerson,
        outfit: Outfit,
        options: RenderOptions,
        report: Report,
        preview: Preview = unseen,
    ) -> Rendering:
        """Dress the person.

        Args:
            agnostic: The person, and what may change.
            outfit: What to wear.
            options: The preset sets the number of steps; fit and tuck are the network's own decision.
            report: Called at every step.
            preview: Shown the picture as it is expected, after every step.

        Raises:
            NotEnoughMemory: Memory ran out, and did so again one step down the ladder.
            Cancelled: `report` raised it.
        """
        photo = agnostic.person.photo
        placement = place_person(agnostic.person, self._current().weights.canvas)
        before = worn = placement.image(photo.pixels, OUTSIDE)
        garments = worn_order(outfit)
        notices: list[str] = []
        for number, garment in enumerate(garments):

            def report_share(share: float, done: int = number) -> None:
                report("denoise", START + (END - START) * (done + share) / len(garments))

            worn, said = self._dress(Task(worn, placement, agnostic, garment), options, report_share, preview)
            notices += said
        changed = changed_pixels(before, worn, placement) & agnostic.mask
        image = placement.image_back(worn)
        image[~changed] = photo.pixels[~changed]
        memory = self._current().plan.notice
        return Rendering(image, changed, notices=tuple(dict.fromkeys([memory, *notices] if memory else notices)))

    def _dress(
        self, task: Task, options: RenderOptions, report_share: Callable[[float], None], preview: Preview
    ) -> tuple[RgbImage, list[str]]:
        """Put one garment on, once more where something is wrong; returns the better one, and what to say of it."""
        steps = self._steps[options.preset]
        painted = self._paint(task, options.seed, steps, False, report_share, preview)
        alarms = task.alarms(painted)
        if not alarms:
            return painted, []
        hidden = Alarm.NOTHING_CHANGED in alarms
        again = self._paint(task, options.seed + 1, steps, hidden, report_share, preview)
        left = task.alarms(again)
        said: list[str] = [ALARM_WORDS[alarm] for alarm in alarms]
        return (again if len(left) <= len(alarms) else painted), said + [STILL_WRONG] * bool(left)

    def _paint(
        self,
        task: Task,
        seed: int,
        steps: int,
        hidden: bool,
        report_share: Callable[[float], None],
        preview: Preview,
    ) -> RgbImage:
        """Paint one picture; where memory runs out, once more with less of it."""

        def walk(_: Plan) -> RgbImage:
            painted = task.picture
            report_share(0.0)
            for frame in self._current().painter.paint(task, seed, steps, hidden):
                if frame.done == frame.total:
                    painted = frame.picture()
                if preview is not unseen:
                    preview(task.preview(painted if frame.done == frame.total else frame.picture()))
                report_share(frame.done / frame.total)
            return painted

        painted, _ = with_retry(self._current().plan, walk, self._step_down, self._machine.release)
        return painted

    def _step_down(self, rung: Rung) -> Plan:
        """Load the network again on a lower rung of the memory ladder."""
        weights = self._current().weights
        self.unload()
        lower = plan(self._machine.look(), weights.needs, self._title, rung)
        self._load(weights, lower)
        return lower

    def _load(self, weights: Weights, chosen: Plan) -> None:
        self._loaded = _Loaded(weights, weights.load(chosen, self._machine.place), chosen)

    def _current(self) -> _Loaded:
        if self._loaded is None:
            raise RuntimeError("load the engine first")
        return self._loaded
