"""What somebody changed about the mask of a try-on: how far it is opened, what they painted, what is not protected.

Lengths are relative to the person or to the photo, never pixels: an edit fits every size of a photo, and its handles
fit every photo of the same person. An edit is a value: it can be compared, hashed, pickled, and written as JSON.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask

FARTHEST = 3.0
"""Handles are moved this far at most, in their own units: beyond that lies no body."""
_SUBPIXEL_BITS = 4
_SMOOTH = 0.0008
"""An outline may leave the edge of its region by this share of the photo's longer side: a pixel of 1200."""
_LEAST = 1e-5
"""Pieces and holes smaller than this share of the square on the photo's longer side are left out: 12 of 1200 pixels."""
_DIGITS = 5


class Handle(StrEnum):
    """What can be dragged. Left and right are the wearer's own."""

    SLEEVE = "sleeve"
    HEM = "hem"
    LEFT = "left"
    RIGHT = "right"


class Protection(StrEnum):
    """What the mask keeps away from, unless its protection is lifted."""

    FACE = "face"
    HAIR = "hair"
    HANDS = "hands"
    HELD = "held"
    OTHER_GARMENT = "other_garment"


class Tool(StrEnum):
    """What a stroke does."""

    BRUSH = "brush"
    ERASER = "eraser"


@dataclass(frozen=True)
class Stroke:
    """One stroke of a brush that opens the photo, or of an eraser that closes it.

    Attributes:
        tool: Which of the two.
        points: (x, y) of its corners, as shares of the photo's longer side from its top-left corner.
        radius: Half its width, as a share of the photo's longer side.
    """

    tool: Tool
    points: tuple[tuple[float, float], ...]
    radius: float

    def __post_init__(self) -> None:
        if not self.points or not all(math.isfinite(value) for point in self.points for value in point):
            raise ValueError("a Stroke needs at least one point, and all of them finite")
        if not 0 < self.radius <= 1:
            raise ValueError(f"Stroke.radius must be in (0, 1], but got {self.radius}")

    def to_json(self) -> dict[str, Any]:
        """Plain values for `json.dumps`."""
        return {"tool": self.tool.value, "points": [list(point) for point in self.points], "radius": self.radius}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Stroke":
        """The stroke that `to_json` wrote.

        Raises:
            ValueError: It is not one.
        """
        try:
            points = tuple((float(x), float(y)) for x, y in data["points"])
            return cls(Tool(data["tool"]), points, float(data["radius"]))
        except (KeyError, TypeError) as error:
            raise ValueError(f"no stroke: {error!r}") from error


Outline = tuple[tuple[float, float], ...]
"""(x, y) of the corners of a polygon, as shares of the photo's longer side from its top-left corner."""


@dataclass(frozen=True)
class Region:
    """A thing that somebody pointed at, which the brush opens or the eraser closes as a whole.

    Attributes:
        tool: Which of the two.
        outlines: Around its pieces and their holes: inside is what lies in an odd number of them.
    """

    tool: Tool
    outlines: tuple[Outline, ...]

    def __post_init__(self) -> None:
        if not self.outlines or not all(len(outline) >= 3 for outline in self.outlines):
            raise ValueError("a Region needs at least one outline, and all of them three corners")
        if not all(math.isfinite(value) for outline in self.outlines for point in outline for value in point):
            raise ValueError("the corners of a Region must be finite")

    def to_json(self) -> dict[str, Any]:
        """Plain values for `json.dumps`."""
        return {"tool": self.tool.value, "outlines": [[list(point) for point in each] for each in self.outlines]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Region":
        """The region that `to_json` wrote.

        Raises:
            ValueError: It is not one.
        """
        try:
            outlines = tuple(tuple((float(x), float(y)) for x, y in each) for each in data["outlines"])
            return cls(Tool(data["tool"]), outlines)
        except (KeyError, TypeError) as error:
            raise ValueError(f"no region: {error!r}") from error


def outlines_of(mask: Mask) -> tuple[Outline, ...]:
    """Around the pieces of a (H, W) bool mask and their holes; nothing where there is nothing larger than a speck."""
    height, width = mask.shape
    longest = max(height, width)
    # Twice as large, so that the outline runs along the pixels' edges and not through their middles.
    twice = cv2.resize(np.pad(mask.view(np.uint8), 1), None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    contours, _ = cv2.findContours(twice, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    found = []
    for contour in contours:
        corners = cv2.approxPolyDP(contour, max(1.0, 2 * longest * _SMOOTH), True)[:, 0]
        if len(corners) >= 3 and cv2.contourArea(contour) >= 4 * longest**2 * _LEAST:
            shares = np.round((corners - 1.5) / 2 / longest, _DIGITS).clip(min=0).tolist()
            found.append(tuple((x, y) for x, y in shares))
    return tuple(found)


@dataclass(frozen=True)
class MaskEdit:
    """What is different from the mask that the program found by itself. The neutral edit changes nothing.

    Attributes:
        sleeve: How much further down both arms the mask reaches, in bones (1 is from elbow to wrist).
        hem: How much further down the body it reaches, in torso lengths.
        left: How much further out it reaches on the wearer's left, in shoulder widths.
        right: The same on the wearer's right.
        strokes: What was painted or pointed at, oldest first: a later one covers an earlier one.
        lifted: What is not protected any more.
    """

    sleeve: float = 0.0
    hem: float = 0.0
    left: float = 0.0
    right: float = 0.0
    strokes: tuple[Stroke | Region, ...] = ()
    lifted: frozenset[Protection] = field(default=frozenset())

    def __post_init__(self) -> None:
        for handle in Handle:
            if not abs(self.offset(handle)) <= FARTHEST:
                raise ValueError(f"MaskEdit.{handle} must be within ±{FARTHEST}, but got {self.offset(handle)}")

    @property
    def is_neutral(self) -> bool:
        """Whether nothing was changed."""
        return self == MaskEdit()

    @property
    def moves_handles(self) -> bool:
        """Whether a handle is away from where the program put it."""
        return any(self.offset(handle) for handle in Handle)

    def offset(self, handle: Handle) -> float:
        """How far a handle was moved, in its own unit."""
        return float(getattr(self, handle.value))

    def moved(self, handle: Handle, offset: float) -> "MaskEdit":
        """With a handle somewhere else."""
        offsets: dict[str, Any] = {handle.value: offset}
        return replace(self, **offsets)

    def protects(self, protection: Protection) -> bool:
        """Whether something must not change."""
        return protection not in self.lifted

    def protecting(self, protection: Protection, protected: bool) -> "MaskEdit":
        """With a protection in place, or lifted."""
        return replace(self, lifted=self.lifted - {protection} if protected else self.lifted | {protection})

    @property
    def has_regions(self) -> bool:
        """Whether something was pointed at."""
        return any(isinstance(stroke, Region) for stroke in self.strokes)

    def painted(self, stroke: Stroke | Region) -> "MaskEdit":
        """With one more stroke, or one more region."""
        return replace(self, strokes=(*self.strokes, stroke))

    def for_another_photo(self) -> "MaskEdit":
        """What can be remembered of the person: strokes belong to the one photo they were painted on."""
        return replace(self, strokes=())

    def draw_strokes(self, size: tuple[int, int]) -> tuple[Mask, Mask]:
        """Draw the strokes on a photo.

        Args:
            size: (width, height) of the photo.

        Returns:
            (H, W) bool: what was brushed, and what was erased. They never overlap: the later stroke counts.
        """
        canvas = np.zeros((size[1], size[0]), np.uint8)
        longest = max(size)
        for stroke in self.strokes:
            value = 1 if stroke.tool is Tool.BRUSH else 2
            if isinstance(stroke, Region):
                corners = [_fixed(outline, longest) for outline in stroke.outlines]
                cv2.fillPoly(canvas, corners, value, cv2.LINE_8, _SUBPIXEL_BITS)
                continue
            fixed = _fixed(stroke.points, longest)
            width = max(1, round(2 * stroke.radius * longest))
            # A polyline of one point draws nothing; the same point twice draws a dot.
            corners = np.concatenate([fixed[:1], fixed])
            cv2.polylines(canvas, [corners], False, value, width, cv2.LINE_8, _SUBPIXEL_BITS)
        return canvas == 1, canvas == 2

    def to_json(self) -> dict[str, Any]:
        """Plain values for `json.dumps`."""
        return {
            **{handle.value: self.offset(handle) for handle in Handle},
            "strokes": [stroke.to_json() for stroke in self.strokes],
            "lifted": sorted(protection.value for protection in self.lifted),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "MaskEdit":
        """The edit that `to_json` wrote.

        Raises:
            ValueError: It is not one.
        """
        try:
            offsets = {handle.value: float(data[handle.value]) for handle in Handle}
            strokes = tuple(
                Region.from_json(stroke) if "outlines" in stroke else Stroke.from_json(stroke)
                for stroke in data["strokes"]
            )
            lifted = frozenset(Protection(value) for value in data["lifted"])
        except (KeyError, TypeError) as error:
            raise ValueError(f"no mask edit: {error!r}") from error
        return cls(**offsets, strokes=strokes, lifted=lifted)


def _fixed(points: Outline, longest: int) -> npt.NDArray[np.int32]:
    """(n, 2) int32: points as OpenCV counts them, in parts of a pixel from the middle of the first one."""
    pixels = np.array(points) * longest - 0.5
    return np.round(pixels * (1 << _SUBPIXEL_BITS)).astype(np.int32)
