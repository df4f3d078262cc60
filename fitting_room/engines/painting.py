"""What a photoreal engine and its network say to each other: the task, the steps on the way, the pictures.

A network in memory is a `Painter`, one on disk `Weights`; each engine has its own of both.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from fitting_room.device import ModelNeeds, Plan
from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.body import SKIN
from fitting_room.domain.garment import Garment, Outfit
from fitting_room.domain.geometry import Placement
from fitting_room.domain.tryon import AgnosticPerson
from fitting_room.engines.alarms import Alarm, find_alarms
from fitting_room.engines.levers import Levers
from fitting_room.perception.agnostic import make_agnostic

PREVIEW_SIDE = 768
"""Longest side of the pictures that are shown on the way."""


@dataclass(frozen=True, eq=False)
class Task:
    """What to put on, and onto whom: one person, in as many pictures as samples are wanted.

    Attributes:
        pictures: RGB uint8 (height, width, 3) each, the person on the canvas, with what was put on before.
        seeds: One for each picture; same seed, same result, whatever it is painted together with.
        placement: From the photo to the canvas.
        agnostic: The person at the photo's size, and what may change.
        garments: What to put on in this pass, in the order in which it is worn; more than one only for painters that
            put on everything at once.
        steps: How many.
        hidden: Whether to hide the old clothes better than usual.
    """

    pictures: tuple[RgbImage, ...]
    seeds: tuple[int, ...]
    placement: Placement
    agnostic: AgnosticPerson
    garments: tuple[Garment, ...]
    steps: int
    hidden: bool = False

    @property
    def garment(self) -> Garment:
        """The garment of painters that put on one at a time."""
        (garment,) = self.garments
        return garment

    @property
    def different_pictures(self) -> tuple[RgbImage, ...]:
        """One for all samples where they begin alike, as before the first garment: it is encoded once then."""
        first = self.pictures[0]
        return self.pictures[:1] if all(picture is first for picture in self.pictures) else self.pictures

    def mask(self) -> Mask:
        """(height, width) bool on the canvas: what the garments of this pass may change."""
        outfit, mask = Outfit.of(*self.garments), self.agnostic.mask
        if set(outfit.categories) != set(self.agnostic.categories):
            mask = make_agnostic(self.agnostic.person, outfit).mask & mask
        return self.placement.labels(mask)

    def alarms(self, number: int, painted: RgbImage) -> tuple[Alarm, ...]:
        """What is wrong with a result."""
        skin = self.placement.labels(self.agnostic.person.parsing.where(*SKIN))
        return find_alarms(self.pictures[number], painted, self.placement.labels(self.agnostic.mask), skin)

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
        picture: Makes the first of the pictures as it looks from here, RGB uint8 of the canvas. What is not asked for
            is not brought back from the device.
    """

    done: int
    total: int
    picture: Callable[[], RgbImage]


Show = Callable[[Frame], None]
"""Told of every step; raises `Cancelled` to stop."""


class Painter(Protocol):
    """A network in memory."""

    @property
    def at_once(self) -> bool:
        """Whether it puts on a whole outfit in one pass, rather than garment after garment."""

    def paint(self, task: Task, show: Show) -> tuple[RgbImage, ...]:
        """Dress the person.

        Args:
            task: Whom, in what, and how.
            show: Told of every step.

        Returns:
            RGB uint8 of the canvas, one for each of the task's pictures.
        """


class Weights(Protocol):
    """A network on disk."""

    @property
    def canvas(self) -> tuple[int, int]:
        """(width, height) of its pictures."""

    @property
    def needs(self) -> ModelNeeds:
        """Memory."""

    def load(self, plan: Plan, place: Callable[[str], str], levers: Levers) -> Painter:
        """Bring it into memory as the plan says; `place` tells what torch calls a device.

        Raises:
            DamagedModel: The weights are not those of this network.
        """
