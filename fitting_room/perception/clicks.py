"""Clicks on a picture -> the thing that was meant: the protocol, and an answer by colours, for every computer."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.geometry import Placement

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True)
class Click:
    """A place that somebody pointed at.

    Attributes:
        x: Pixels of the picture, pixel centres at integers.
        y: The same.
        inside: Whether the place belongs to the thing.
    """

    x: float
    y: float
    inside: bool = True


class Clickable(Protocol):
    """A picture that has been looked at: asking about one more click is quick."""

    def mask(self, clicks: Sequence[Click], box: Box | None = None) -> Mask:
        """What was meant.

        Args:
            clicks: Where somebody pointed; at least one inside, or a box.
            box: Around the thing, where it is known.

        Returns:
            (H, W) bool at the picture's size.
        """
        ...


class Segmenter(Protocol):
    """Tells things in pictures from what is around them."""

    def look(self, pixels: RgbImage) -> Clickable:
        """Look at a picture, RGB uint8 (H, W, 3)."""
        ...


@dataclass(frozen=True)
class ColourParams:
    """How things are told by colour, tried on 26 garments of 14 people, one click each, against their parsing.

    The median overlap is 0.91, the mean 0.71: stripes take more clicks than one, and what has the colour of the wall
    behind it flows out.
    """

    side: int = 400
    """The picture is looked at with this longest side, pixels: as the garments' own cut-out does."""
    around: float = 0.04
    """Radius around a click whose colours count, share of the longest side (0.015-0.04 tried)."""
    colours: int = 4
    """Colours of the thing for each click (3-5 tried)."""
    lightness_weight: float = 0.5
    """Weight of lightness against colour: folds and shadows change lightness only (0.4-0.7 tried)."""
    tolerances: tuple[int, ...] = tuple(range(8, 27, 3))
    """Weighted Lab distances up to which a pixel may belong to it; the one after which it grows least is taken."""
    most: float = 0.6
    """Share of the picture beyond which it has flowed out."""
    rounds: int = 3
    """Of GrabCut, where only a box is known."""


class ColourSegmenter:
    """Tells things by their colours: for things that differ from what is around them."""

    def __init__(self, params: ColourParams = ColourParams()) -> None:
        self._params = params

    def look(self, pixels: RgbImage) -> Clickable:
        """See `Segmenter.look`."""
        return _Colours(pixels, self._params)


class _Colours:
    """A picture at the size at which colours are told apart."""

    def __init__(self, pixels: RgbImage, params: ColourParams) -> None:
        self._params = params
        self._placement = Placement.shrink((pixels.shape[1], pixels.shape[0]), params.side)
        calm = cv2.bilateralFilter(self._placement.image(pixels), 7, 25, 5)
        self._lab = cv2.cvtColor(calm, cv2.COLOR_RGB2LAB)
        self._weighted = self._lab.astype(np.float32) * np.array([params.lightness_weight, 1, 1], np.float32)

    def mask(self, clicks: Sequence[Click], box: Box | None = None) -> Mask:
        """See `Clickable.mask`."""
        allowed = np.ones(self._lab.shape[:2], np.bool_) if box is None else self._within(box)
        inside = [click for click in clicks if click.inside]
        if inside:
            found = self._by_palette(inside, [click for click in clicks if not click.inside], allowed)
        else:
            found = self._by_box(allowed)
        return self._placement.matte_back(found.astype(np.float32)) > 0.5

    def _by_palette(self, inside: Sequence[Click], outside: Sequence[Click], allowed: Mask) -> Mask:
        """The pieces below the clicks at the tolerance after which they grow least."""
        seeds = self._near(inside)
        away = np.min([self._distance(click) for click in inside], axis=0)
        if outside:
            other = np.min([self._distance(click) for click in outside], axis=0)
            allowed = allowed & (away < other) & ~self._near(outside)
        pieces = [_piece((away < tolerance) & allowed, seeds) for tolerance in self._params.tolerances]
        best, least = pieces[0], np.inf
        for piece, larger in pairwise(pieces):
            growth = (float(larger.sum()) - float(piece.sum())) / max(float(piece.sum()), 1.0)
            if larger.mean() > self._params.most:
                break
            if growth < least:
                best, least = piece, growth
        return best

    def _by_box(self, allowed: Mask) -> Mask:
        """What in a box is not as it is around it."""
        if allowed.all() or not allowed.any():
            return allowed
        state = np.where(allowed, cv2.GC_PR_FGD, cv2.GC_BGD).astype(np.uint8)
        cv2.setRNGSeed(1)
        models = np.zeros((1, 65)), np.zeros((1, 65))
        cv2.grabCut(self._lab, state, None, *models, self._params.rounds, cv2.GC_INIT_WITH_MASK)
        return np.asarray((state == cv2.GC_FGD) | (state == cv2.GC_PR_FGD))

    def _distance(self, click: Click) -> npt.NDArray[np.float32]:
        """(h, w) float32 to the nearest of the colours around a click."""
        samples = np.ascontiguousarray(self._weighted[self._near([click])])
        criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_MAX_ITER, 10, 1.0)
        cv2.setRNGSeed(1)
        count = min(self._params.colours, len(samples))
        _, _, centres = cv2.kmeans(samples, count, None, criteria, 2, cv2.KMEANS_PP_CENTERS)
        return np.min([np.linalg.norm(self._weighted - centre, axis=2) for centre in centres], axis=0)

    def _near(self, clicks: Sequence[Click]) -> Mask:
        """What surely is as the clicks say."""
        drawn = np.zeros(self._lab.shape[:2], np.uint8)
        radius = max(1, round(self._params.around * max(drawn.shape)))
        for click in clicks:
            x, y = np.round(self._placement.points(np.array([click.x, click.y]))).astype(int)
            place = (int(np.clip(x, 0, drawn.shape[1] - 1)), int(np.clip(y, 0, drawn.shape[0] - 1)))
            cv2.circle(drawn, place, radius, 1, -1)
        return drawn > 0

    def _within(self, box: Box) -> Mask:
        corners = self._placement.points(np.array([box[:2], box[2:]], np.float64))
        (left, top), (right, bottom) = np.round(corners).astype(int).clip(min=0)
        inside = np.zeros(self._lab.shape[:2], np.bool_)
        inside[top:bottom, left:right] = True
        return inside


def _piece(alike: Mask, seeds: Mask) -> Mask:
    """What of the pixels that are alike hangs together with the seeds, without threads and pinholes."""
    solid = cv2.morphologyEx(alike.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    solid[seeds] = 1
    _, numbers = cv2.connectedComponents(solid)
    piece = np.isin(numbers, np.unique(numbers[seeds])).astype(np.uint8)
    return cv2.morphologyEx(piece, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8)) > 0
