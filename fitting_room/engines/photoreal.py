"""What photoreal engines share: garment after garment, fitted into memory, watched, and stopped at any step.

The networks themselves are painters, one per engine (`painting.py`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import cv2
import numpy as np

from fitting_room.device import (
    Hardware,
    Plan,
    Rung,
    find_hardware,
    pictures_at_once,
    plan,
    release_memory,
    with_retry,
)
from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Person
from fitting_room.domain.errors import NotInstalled
from fitting_room.domain.garment import Garment, Outfit
from fitting_room.domain.geometry import Placement
from fitting_room.domain.job import Preview, Report, unseen
from fitting_room.domain.tryon import AgnosticPerson, Preset, RenderOptions, Sample
from fitting_room.engines.alarms import ALARM_WORDS, FINDINGS, STILL_WRONG, Alarm
from fitting_room.engines.base import Rendering
from fitting_room.engines.framing import OUTSIDE, changed_pixels, place_person, worn_order
from fitting_room.engines.levers import PUBLISHED, Levers
from fitting_room.engines.painting import Frame, Painter, Task, Weights

START, END = 0.55, 0.95
"""The share of the whole job at which the engine starts and ends."""


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
class _Loaded:
    """A network in memory, and how it got there."""

    weights: Weights
    painter: Painter
    plan: Plan


@dataclass(frozen=True, eq=False)
class _Draft:
    """A sample on the canvas: its place among the samples, the picture so far, and what looks wrong with it."""

    number: int
    picture: RgbImage
    alarms: tuple[Alarm, ...] = ()


@dataclass(eq=False)
class _Watch:
    """Who is told of the steps of a render, and what is to be said of it in the end."""

    report: Report
    preview: Preview
    start: float = START
    end: float = END
    notices: list[str] = field(default_factory=list)

    def part(self, number: int, parts: int) -> "_Watch":
        """The watch over one of several equal parts of the work."""
        step = (self.end - self.start) / parts
        start = self.start + step * number
        return _Watch(self.report, self.preview, start, start + step, self.notices)

    def see(self, share: float) -> None:
        """So much of this part is done; raises `Cancelled` where the user asked to stop."""
        self.report("denoise", self.start + (self.end - self.start) * share)


class PhotorealEngine:
    """Dresses people with a painter.

    Args:
        title: What people call the model.
        find_weights: Finds the installed weights, or says why it cannot.
        steps: Steps of each preset.
        machine: What it runs on.
        levers: How the network is run.
    """

    def __init__(
        self,
        title: str,
        find_weights: Callable[[], Weights],
        steps: Mapping[Preset, int],
        machine: Machine | None = None,
        levers: Levers = PUBLISHED,
    ) -> None:
        self._title = title
        self._find_weights = find_weights
        self._steps = steps
        self._machine = machine or Machine()
        self._levers = levers
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
        """As `TryOnEngine.foresee`: what the memory ladder says."""
        return self._choose()[1].notice if self._loaded is None else self._loaded.plan.notice

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
            preview: Shown the first sample as it is expected, after every step.

        Returns:
            The sample that was asked for, else the one with which least looks wrong; and the others.

        Raises:
            NotEnoughMemory: Memory ran out, and did so again one step down the ladder.
            Cancelled: `report` raised it.
        """
        placement = self._place(agnostic.person, outfit)
        before = placement.image(agnostic.person.photo.pixels, OUTSIDE)
        watch = _Watch(report, preview)
        drafts = tuple(_Draft(number, before) for number in range(options.samples))
        passes = self._passes(outfit)
        for number, garments in enumerate(passes):
            drafts = self._dress(drafts, placement, agnostic, garments, options, watch.part(number, len(passes)))
        ranked = sorted(drafts, key=lambda draft: len(draft.alarms))
        samples = tuple(_at_photo_size(draft, options.seed, before, placement, agnostic) for draft in ranked)
        chosen = next((sample for sample in samples if sample.number == options.sample), samples[0])
        memory = self._current().plan.notice
        notices = tuple(dict.fromkeys([memory, *watch.notices] if memory else watch.notices))
        return Rendering(chosen.image, chosen.changed, notices=notices, samples=samples)

    def _place(self, person: Person, outfit: Outfit) -> Placement:
        """Where the photo lies on the network's canvas."""
        return place_person(person, self._current().weights.canvas)

    def _passes(self, outfit: Outfit) -> tuple[tuple[Garment, ...], ...]:
        """The garments of each pass of the network."""
        garments = worn_order(outfit)
        return (garments,) if self._current().painter.at_once else tuple((garment,) for garment in garments)

    def _dress(
        self,
        drafts: tuple[_Draft, ...],
        placement: Placement,
        agnostic: AgnosticPerson,
        garments: tuple[Garment, ...],
        options: RenderOptions,
        watch: _Watch,
    ) -> tuple[_Draft, ...]:
        """Put garments on each draft; where something is wrong with all of them, once more, and keep the better."""
        pictures = tuple(draft.picture for draft in drafts)
        # Every garment begins with the sample's own seed, whichever seed the garment before it ended with: what a seed
        # makes of a garment depends on nothing else.
        seeds = tuple(options.seed + draft.number for draft in drafts)
        task = Task(pictures, seeds, placement, agnostic, garments, self._steps[options.preset])
        first = self._judged(task, drafts, watch)
        if not all(draft.alarms for draft in first):
            return tuple(_with_old(new, old) for new, old in zip(first, drafts, strict=True))
        found = {alarm for draft in first for alarm in draft.alarms}
        other = tuple(seed + options.samples for seed in seeds)
        again = self._judged(replace(task, seeds=other, hidden=Alarm.NOTHING_CHANGED in found), drafts, watch)
        kept = tuple(
            new if len(new.alarms) <= len(old.alarms) else old for old, new in zip(first, again, strict=True)
        )  # fmt: skip
        watch.notices += [ALARM_WORDS[alarm] for alarm in Alarm if alarm in found]
        watch.notices += [STILL_WRONG] * all(draft.alarms for draft in kept)
        return tuple(_with_old(new, old) for new, old in zip(kept, drafts, strict=True))

    def _judged(self, task: Task, drafts: tuple[_Draft, ...], watch: _Watch) -> tuple[_Draft, ...]:
        """Paint, and look what is wrong."""
        painted = self._paint(task, watch)
        return tuple(
            _Draft(draft.number, picture, task.alarms(place, picture))
            for place, (draft, picture) in enumerate(zip(drafts, painted, strict=True))
        )

    def _paint(self, task: Task, watch: _Watch) -> tuple[RgbImage, ...]:
        """Paint as many pictures together as fit; where memory runs out, once more one by one, with less of it."""
        first = self._current()
        free = self._machine.look() if len(task.seeds) > 1 else None
        at_once = pictures_at_once(free, first.weights.needs, first.plan, len(task.seeds)) if free else 1

        def walk(chosen: Plan) -> tuple[RgbImage, ...]:
            watch.see(0.0)
            batches = _batches(task, at_once if chosen is first.plan else 1)
            painted: list[RgbImage] = []
            for number, batch in enumerate(batches):
                part = watch.part(number, len(batches))

                def show(frame: Frame, task: Task = batch, part: _Watch = part) -> None:
                    if part.preview is not unseen:
                        part.preview(task.preview(frame.picture()))
                    part.see(frame.done / frame.total)

                painted += self._current().painter.paint(batch, show)
            return tuple(painted)

        painted, _ = with_retry(first.plan, walk, self._step_down, self._machine.release)
        return painted

    def _step_down(self, rung: Rung) -> Plan:
        """Load the network again on a lower rung of the memory ladder."""
        weights = self._current().weights
        self.unload()
        lower = self._plan(weights, rung)
        self._load(weights, lower)
        return lower

    def _choose(self) -> tuple[Weights, Plan]:
        """The weights, and the plan that suits what is free now."""
        try:
            weights = self._find_weights()
            return weights, self._plan(weights)
        except ImportError as error:
            raise NotInstalled(
                "The parts that run neural networks are not installed.",
                "Install them with `pip install 'fitting-room[gpu]'`.",
            ) from error

    def _plan(self, weights: Weights, start: Rung = Rung.RESIDENT) -> Plan:
        needs = weights.needs if self._levers.short_numbers else replace(weights.needs, short=False)
        return plan(self._machine.look(), needs, self._title, start)

    def _load(self, weights: Weights, chosen: Plan) -> None:
        self._loaded = _Loaded(weights, weights.load(chosen, self._machine.place, self._levers), chosen)

    def _current(self) -> _Loaded:
        if self._loaded is None:
            raise RuntimeError("load the engine first")
        return self._loaded


def _with_old(new: _Draft, old: _Draft) -> _Draft:
    """A draft that remembers what was wrong with it before the last garment."""
    return replace(new, alarms=tuple(dict.fromkeys([*old.alarms, *new.alarms])))


def _batches(task: Task, at_once: int) -> tuple[Task, ...]:
    """The samples of a task in portions."""
    starts = range(0, len(task.seeds), at_once)
    return tuple(
        replace(task, pictures=task.pictures[start : start + at_once], seeds=task.seeds[start : start + at_once])
        for start in starts
    )


def _at_photo_size(
    draft: _Draft, seed: int, before: RgbImage, placement: Placement, agnostic: AgnosticPerson
) -> Sample:
    """What a draft makes of the photo."""
    photo = agnostic.person.photo.pixels
    changed = changed_pixels(before, draft.picture, placement) & agnostic.mask
    image = placement.image_back(draft.picture)
    cv2.copyTo(photo, (~changed).astype(np.uint8), image)
    return Sample(draft.number, seed + draft.number, image, changed, tuple(FINDINGS[alarm] for alarm in draft.alarms))
