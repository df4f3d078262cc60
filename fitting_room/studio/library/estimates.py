"""How long work takes on this machine, learned from the jobs that were done on it.

In: an order that ended, and its seconds. Out: the seconds that an order like it will probably take. What is remembered
says what kind of work it was, never whose photo: kind, engine, preset, number of garments, megapixels (of a clip, those
of all its frames).
"""

import logging
import statistics
from collections import defaultdict, deque
from pathlib import Path

import numpy as np

from fitting_room.domain.errors import FittingRoomError
from fitting_room.domain.motion import CLIP_LONG_SIDE, CLIP_SHORT_SIDE, ClipOptions
from fitting_room.studio.library.database import Database
from fitting_room.studio.messages import ClipMade, Dress, MakeClip, OpenPhoto, Order, Outcome, SaveLook, View

SAMPLES = 15
"""Jobs of one kind and size that are remembered: the median follows a change of machine after eight of them."""
SHORTEST = 0.05
"""Seconds; what takes less was remembered by the worker and says nothing about the work."""

logger = logging.getLogger(__name__)


class Estimates:
    """Learns from jobs that were done, and says how long others will take.

    The median of the last jobs: one that waited for a busy disk or the first one after the start changes nothing.

    Args:
        database: Where it is remembered; None remembers until the program ends.
    """

    def __init__(self, database: Database | None = None) -> None:
        self._database = database
        self._seconds: dict[tuple[str, float | None], deque[float]] = defaultdict(lambda: deque(maxlen=SAMPLES))
        self._megapixels: dict[Path, float] = {}
        if database is not None:
            for row in database.rows("SELECT kind, megapixels, seconds FROM job_seconds ORDER BY id"):
                self._seconds[row["kind"], row["megapixels"]].append(row["seconds"])

    def expect(self, order: Order) -> float | None:
        """How many seconds an order will take, or None where nothing like it has been done."""
        kind, size = self._describe(order)
        medians = {
            megapixels: statistics.median(seconds)
            for (each, megapixels), seconds in self._seconds.items()
            if each == kind
        }
        if size in medians or not medians:
            return medians.get(size)
        sizes = sorted((megapixels, seconds) for megapixels, seconds in medians.items() if megapixels is not None)
        if size is None or not sizes:
            return statistics.median(medians.values())
        # Between two sizes seconds follow the logarithm of the size; beyond them the nearest counts.
        return float(np.interp(np.log2(size), np.log2([each for each, _ in sizes]), [seconds for _, seconds in sizes]))

    def learn(self, order: Order, outcome: Outcome, seconds: float) -> None:
        """Remember how long an order took."""
        if isinstance(outcome, ClipMade) and outcome.stopped_early:
            return
        kind, size = self._describe(order)
        photo = _photo_of(order)
        if photo is not None and isinstance(outcome, View) and outcome.megapixels:
            self._megapixels[photo] = outcome.megapixels
            size = _rounded(outcome.megapixels)
        if seconds < SHORTEST:
            return
        self._seconds[kind, size].append(seconds)
        if self._database is not None:
            try:
                self._write(self._database, kind, size, seconds)
            except FittingRoomError as error:
                logger.warning("how long work takes is not remembered: %s", error)  # Never worth a sentence.

    def forget_photos(self) -> None:
        """The worker is a new one: it has to open and understand every photo again."""
        self._megapixels.clear()

    def _describe(self, order: Order) -> tuple[str, float | None]:
        if isinstance(order, MakeClip):
            return kind_of(order, understood=True), _rounded(_megapixels_of(order.options))
        photo = _photo_of(order)
        megapixels = self._megapixels.get(photo) if photo is not None else None
        return kind_of(order, understood=megapixels is not None), _rounded(megapixels)

    def _write(self, database: Database, kind: str, size: float | None, seconds: float) -> None:
        with database.transaction():
            database.execute(
                "INSERT INTO job_seconds (kind, megapixels, seconds) VALUES (?, ?, ?)", (kind, size, seconds)
            )
            database.execute(
                "DELETE FROM job_seconds WHERE kind = :kind AND megapixels IS :size AND id NOT IN "
                "(SELECT id FROM job_seconds WHERE kind = :kind AND megapixels IS :size ORDER BY id DESC LIMIT :most)",
                {"kind": kind, "size": size, "most": SAMPLES},
            )


def kind_of(order: Order, understood: bool) -> str:
    """What work an order is, in words that group those that take equally long.

    Args:
        order: The order.
        understood: Whether the worker has opened the photo before, so that the person in it is known.
    """
    name = type(order).__name__
    known = "known" if understood else "new"
    match order:
        case Dress(recipe) | SaveLook(recipe):
            # A sample that is chosen has been made already, as a rule.
            samples = f"{recipe.options.samples}{' chosen' if recipe.options.sample is not None else ''}"
            made = f"{name} {recipe.engine} {recipe.options.preset} {len(recipe.garments)} {known}"
            return f"{made} {samples}" if recipe.options.samples > 1 else made
        case OpenPhoto():
            return f"{name} {known}"
        case MakeClip():
            return f"{name} {order.animator} {order.options.preset}"
        case _:
            return name


def _photo_of(order: Order) -> Path | None:
    match order:
        case OpenPhoto(path):
            return path
        case Dress(recipe) | SaveLook(recipe):
            return recipe.photo
        case _:
            return None


def _megapixels_of(options: ClipOptions) -> float:
    """All frames of a clip together."""
    width, height = options.size or (CLIP_LONG_SIDE, CLIP_SHORT_SIDE)
    return options.frames * width * height / 1e6


def _rounded(megapixels: float | None) -> float | None:
    """To the next power of two: a photo of 12 and one of 13 megapixels take equally long."""
    return None if not megapixels else float(2.0 ** round(float(np.log2(megapixels))))
