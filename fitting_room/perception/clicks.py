"""Clicks on a picture -> the thing that was meant: the protocol, and an answer by colours, for every computer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.geometry import Placement


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

    def mask(self, clicks: Sequence[Click], box: tuple[float, float, float, float] | None = None) -> Mask:
        """What was meant.

        Args:
            clicks: Where somebody pointed; at least one inside, or a box.
            box: (left, top, right, bottom) in pixels around the thing, where it is known.

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
    """How things are told by colour."""

    side: int = 400
    """The picture is looked at with this longest side, pixels: as the garments' own cut-out does."""
    around: float = 0.03
    """Radius around a click that surely belongs to it, share of the longest side (not tuned)."""
    reach: float = 0.35
    """Without a box nothing is farther from a click than this share of the longest side (not tuned)."""
    rounds: int = 3
    """Of GrabCut."""


class ColourSegmenter:
    """Tells things by their colours, with GrabCut: for things that differ from what is around them."""

    def __init__(self, params: ColourParams = ColourParams()) -> None:
        self._params = params

    def look(self, pixels: RgbImage) -> "Clickable":
        """See `Segmenter.look`."""
        return _Colours(pixels, self._params)


class _Colours:
    """A picture at the size at which colours are told apart."""

    def __init__(self, pixels: RgbImage, params: ColourParams) -> None:
        self._params = params
        self._placement = Placement.shrink((pixels.shape[1], pixels.shape[0]), params.side)
        self._small = cv2.cvtColor(self._placement.image(pixels), cv2.COLOR_RGB2LAB)

    def mask(self, clicks: Sequence[Click], box: tuple[float, float, float, float] | None = None) -> Mask:
        """See `Clickable.mask`."""
        state = self._first_guess(clicks, box)
        if (state == cv2.GC_BGD).any() and (state != cv2.GC_BGD).any():
            cv2.setRNGSeed(1)
            models = np.zeros((1, 65)), np.zeros((1, 65))
            cv2.grabCut(self._small, state, None, *models, self._params.rounds, cv2.GC_INIT_WITH_MASK)
        found = (state == cv2.GC_FGD) | (state == cv2.GC_PR_FGD)
        return self._placement.matte_back(_clicked(found, state).astype(np.float32)) > 0.5

    def _first_guess(
        self, clicks: Sequence[Click], box: tuple[float, float, float, float] | None
    ) -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]]":
        """(h, w) uint8 of GrabCut's states."""
        height, width = self._small.shape[:2]
        longest = max(height, width)
        state = np.full((height, width), cv2.GC_BGD, np.uint8)
        places = [self._placement.points(np.array([click.x, click.y])) for click in clicks]
        pixels = [(round(float(x)), round(float(y))) for x, y in places]
        if box is not None:
            corners = self._placement.points(np.array([box[:2], box[2:]], np.float64))
            (left, top), (right, bottom) = np.clip(np.round(corners), 0, (width, height)).astype(int)
            state[top:bottom, left:right] = cv2.GC_PR_FGD
        for click, place in zip(clicks, pixels, strict=True):
            if click.inside and box is None:
                cv2.circle(state, place, round(self._params.reach * longest), cv2.GC_PR_FGD, -1)
        for click, place in zip(clicks, pixels, strict=True):
            sure = cv2.GC_FGD if click.inside else cv2.GC_BGD
            cv2.circle(state, place, max(1, round(self._params.around * longest)), sure, -1)
        return state


def _clicked(found: Mask, state: "np.ndarray[tuple[int, int], np.dtype[np.uint8]]") -> Mask:
    """The pieces that were clicked on; all of them where only a box was given."""
    sure = state == cv2.GC_FGD
    if not sure.any():
        return found
    _, pieces = cv2.connectedComponents(found.astype(np.uint8))
    return np.asarray(found & np.isin(pieces, np.unique(pieces[sure])))
