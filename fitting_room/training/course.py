"""What is trained: networks, who teaches them what, and lessons to learn from. The nouns of `loop.py`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor, nn

from fitting_room.studio.sheet import Tile

Batch = Mapping[str, Tensor]
"""Lessons side by side: every tensor begins with the number of lessons."""
Loss = Callable[[Batch, torch.Generator], Mapping[str, Tensor]]
"""A batch and chance -> what is to become small, by name; the sum is what is learned from.
Chance is on the processor, and makes the same draws whatever the networks run on."""


class Precision(StrEnum):
    """How long the numbers are in which networks compute; their weights stay fp32."""

    FULL = "no"
    BF16 = "bf16"
    FP16 = "fp16"


class Lessons(Protocol):
    """A data set that has been checked: reading a lesson cannot fail on what its files hold."""

    def __len__(self) -> int:
        """How many there are."""

    def __getitem__(self, asked: tuple[int, int]) -> Mapping[str, Tensor]:
        """A lesson by its number, and the seed of whatever is left to chance in it: crops, mirror images."""


@dataclass(frozen=True)
class Teacher:
    """One optimiser (AdamW) and what it works towards. A course has one; where networks compete, one for each side.

    Attributes:
        name: Under which its state is kept.
        pupils: Names of the networks whose weights it changes.
        loss: What it works towards.
        rate: Step width.
        betas: How slowly its two means forget.
        decay: Of weights.
        clip: Longest gradient over all its pupils, None for any.
        clipped: Names of the pupils whose gradients are clipped; all of them where empty.
    """

    name: str
    pupils: tuple[str, ...]
    loss: Loss
    rate: float
    betas: tuple[float, float] = (0.9, 0.999)
    decay: float = 0.01
    clip: float | None = None
    clipped: tuple[str, ...] = ()


class Course(Protocol):
    """What is trained on what."""

    @property
    def name(self) -> str:
        """Of the recipe."""

    @property
    def networks(self) -> Mapping[str, nn.Module]:
        """Whatever learns, by the name of its file."""

    @property
    def helpers(self) -> Sequence[nn.Module]:
        """Networks that are needed, and do not learn."""

    @property
    def teachers(self) -> Sequence[Teacher]:
        """In the order in which they have their turn at every step."""

    def judged(self, batch: Batch, chance: torch.Generator) -> Tensor:
        """How bad the networks are at lessons that were held out, one number; they are told not to learn."""

    def sheet(self, batch: Batch) -> list[Tile]:
        """What the networks make of a few lessons now, to look at."""


@dataclass(frozen=True)
class Pace:
    """How long a course lasts and what is written on the way.

    Attributes:
        batch: Lessons side by side.
        epochs: How often all lessons are seen, where `steps` does not say how long.
        steps: How many steps, or None.
        accumulation: Batches of which one step is made.
        precision: Of computing.
        seed: Same seed, same course.
        held_out: Share of the lessons that are kept apart to judge by.
        patience: After how many judgements without improvement it stops; None for never.
        judge_every: Steps from judgement to judgement; None for once an epoch.
        save_every: Steps from checkpoint to checkpoint.
        keep: How many checkpoints stay.
        sheet_every: Steps from sheet to sheet; 0 for none.
        workers: Processes that read lessons ahead; 0 reads them in this one.
        fades: Share of the course, at its end, over which the step width falls to nothing.
    """

    batch: int
    epochs: int
    steps: int | None = None
    accumulation: int = 1
    precision: Precision = Precision.FULL
    seed: int = 0
    held_out: float = 0.0
    patience: int | None = None
    judge_every: int | None = None
    save_every: int = 500
    keep: int = 3
    sheet_every: int = 200
    workers: int = 0
    fades: float = 0.0

    def __post_init__(self) -> None:
        numbers = (self.batch, self.epochs, self.accumulation, self.save_every, self.keep)
        if min(numbers) < 1 or not 0 <= self.held_out < 1 or not 0 <= self.fades <= 1:
            raise ValueError("a course needs at least one lesson, step and checkpoint, and shares below 1")


@dataclass(frozen=True)
class Progress:
    """How far a course is.

    Attributes:
        step: Steps done.
        steps: Steps of the whole course.
        losses: Of the last step, by name.
        left: Seconds to the end, as far as the steps of this run tell.
    """

    step: int
    steps: int
    losses: Mapping[str, float]
    left: float


@dataclass(frozen=True)
class Learned:
    """What came of a course.

    Attributes:
        weights: The folder with the weights of every network, the best ones where they were judged.
        steps: Steps done.
        best: Smallest number of a judgement, None without one.
        gave_up: Whether it stopped early, because it no longer got better.
    """

    weights: Path
    steps: int
    best: float | None
    gave_up: bool
