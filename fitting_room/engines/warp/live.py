"""The warp engine for a live mirror: one frame understood and fitted, then every frame dressed in a few milliseconds.

    a still frame -> Person -> fitting of each garment, bound to the rig of that pose     LiveOutfit, once
    every frame   -> Pose -> rig -> anchors -> mesh -> cloth drawn over the frame         LiveOutfit.dress

Unlike a still picture a frame is not rebuilt from the back: old clothes stay visible where the new ones do not lie.
"""

import cv2
import numpy as np

from fitting_room.domain.arrays import Matte, RgbImage
from fitting_room.domain.body import Person
from fitting_room.domain.garment import Category, GarmentPart, Outfit
from fitting_room.domain.tryon import Fit
from fitting_room.engines.warp.live_cloth import LivePiece, bind
from fitting_room.engines.warp.live_front import Front
from fitting_room.engines.warp.live_light import LiveLight
from fitting_room.engines.warp.live_paint import Painter
from fitting_room.engines.warp.mesh import Floats
from fitting_room.engines.warp.rig import ARMS, LEGS, TORSO, Rig
from fitting_room.engines.warp.stack import SEAM_SHADOW, SHADOW, SLEEVELESS_RAMP, SLEEVES, TUCKED_SLEEVE
from fitting_room.perception.body_shape import Side, measure_body
from fitting_room.perception.old_outline import measure_old_outline
from fitting_room.perception.sighting import Sighting

SMALL = 3
"""Colours are judged, and light is read, at this fraction of the frame."""
CLOTHED_RAMP = (0.15, 0.35)
"""Shares of the upper arm over which an old sleeve comes in front of a sleeveless top."""


class LiveOutfit:
    """An outfit bound to the person of one understood frame; dresses the frames that follow. Used by one thread.

    Args:
        person: The frame understood; frames to dress have its size.
        outfit: What to wear.
        fit: How closely garments follow the body.
        tuck: Whether a top is worn inside the bottoms.
    """

    def __init__(self, person: Person, outfit: Outfit, fit: Fit = Fit.REGULAR, *, tuck: bool = False) -> None:
        shape = measure_body(person)
        old = measure_old_outline(person, shape)
        self._garments = {garment.category: bind(garment, person, shape, old, fit) for garment in outfit.garments}
        self._upper = Category.DRESSES if Category.DRESSES in self._garments else Category.TOPS
        self._order = (self._upper, Category.BOTTOMS) if tuck else (Category.BOTTOMS, self._upper)
        # A top that stays on hangs over the new bottoms down to its hem.
        hangs = outfit.categories == (Category.BOTTOMS,) and not tuck and np.isfinite(old.hem)
        self._kept_hem = old.hem if hangs else None
        self._front = Front(person, shape)
        self._light = LiveLight()

    def dress(self, frame: RgbImage, seen: Sighting) -> RgbImage:
        """The frame with the person in the outfit.

        Args:
            frame: RGB uint8 (H, W, 3).
            seen: The person in it, steady.

        Returns:
            A new picture of the same size.
        """
        size = (frame.shape[1], frame.shape[0])
        rig, front = Rig.of(seen.pose), self._front
        small = cv2.resize(frame, (size[0] // SMALL, size[1] // SMALL), interpolation=cv2.INTER_AREA)
        light = self._light.read(small, seen.mask, front.skin(small), front.lower(small), rig.unit_length / SMALL)
        painter = Painter(frame, seen.mask, light, rig.unit_length)
        pieces = {category: worn.pieces(rig, size) for category, worn in self._garments.items()}
        old = {category: self._old_cloth(small, seen.mask, category) for category in pieces}
        behind = {side: front.is_behind(seen.pose, side) for side in Side}
        for side in Side:
            if behind[side]:
                _paint(painter, pieces, old, self._upper, (SLEEVES[side],), SEAM_SHADOW)
        for category in self._order:
            clip = self._below_hem(rig) if category is Category.BOTTOMS else None
            _paint(painter, pieces, old, category, (GarmentPart.TORSO, *LEGS), SHADOW, clip)
        for side in Side:
            if not behind[side]:
                painter.restore(front.arm(frame, seen.pose, side, rig.unit_length, self._bare_from(rig, side)))
                _paint(painter, pieces, old, self._upper, (SLEEVES[side],), SEAM_SHADOW)
        painter.restore(front.head(frame, seen.pose))
        return painter.picture

    def _old_cloth(self, small: RgbImage, matte: Matte, category: Category) -> Matte:
        """(H, W) float32: what of the person has the colours of the clothes that the category replaces."""
        likely = self._front.old_cloth(small, category)
        sharp = np.clip((likely.astype(np.float32) - 100) / 56, 0, 1)
        height, width = matte.shape
        return np.asarray(cv2.resize(sharp, (width, height)) * np.clip(2 * matte - 0.3, 0, 1))

    def _bare_from(self, rig: Rig, side: Side) -> tuple[float, float]:
        """Pixels along an arm between which it comes in front of the torso's cloth: at the cuff, or at the shoulder."""
        upper, lower = np.hypot(*rig.along[list(ARMS[SLEEVES[side]])].T)
        worn = self._garments.get(self._upper)
        if worn is not None and side in worn.ends:
            start = (worn.ends[side] - TUCKED_SLEEVE) * (upper + lower)
            return float(start), float(start + 0.02 * (upper + lower))
        first, last = CLOTHED_RAMP if self._front.is_clothed(side) else SLEEVELESS_RAMP
        return float(first * upper), float(last * upper)

    def _below_hem(self, rig: Rig) -> tuple[Floats, float] | None:
        """(2, 3) map from pixels to coordinates of the torso, and the level of the old hem."""
        if self._kept_hem is None:
            return None
        inverse = np.linalg.inv(np.column_stack([rig.along[TORSO], rig.aside[TORSO]]))
        return np.column_stack([inverse, -inverse @ rig.origins[TORSO]]), self._kept_hem


def _paint(
    painter: Painter,
    pieces: dict[Category, list[LivePiece]],
    old: dict[Category, Matte],
    category: Category,
    parts: tuple[GarmentPart, ...],
    shadow: float,
    clip: tuple[Floats, float] | None = None,
) -> None:
    """Paint these parts of the garment of a category, if one is worn."""
    if category in pieces:
        painter.paint([piece for piece in pieces[category] if piece.part in parts], old[category], shadow, clip)
