"""Everything that lies under the new garments, and what lies over them.

Back to front: the room without the person, the bare body, the garment that stays on; and on top of the new garments
the face, hair, hands and held things of the photo (`foreground`).
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from types import MappingProxyType

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Matte, RgbImage, freeze
from fitting_room.domain.body import Person
from fitting_room.domain.garment import Category
from fitting_room.domain.geometry import Placement
from fitting_room.engines.warp.underlay.background import repair_background
from fitting_room.engines.warp.underlay.foreground import foreground
from fitting_room.engines.warp.underlay.kept import keep_garment
from fitting_room.engines.warp.underlay.outline import PARTS, BodyPart, bare, outline_parts
from fitting_room.engines.warp.underlay.skin import grid_scale, paint_skin
from fitting_room.perception.body_shape import BodyShape, Limb, Side

__all__ = ["PARTS", "Underlay", "Undressed", "foreground", "make_underlay", "undress"]


@dataclass(frozen=True, eq=False)
class Underlay:
    """What the new garments are laid over.

    Attributes:
        background: RGB uint8 (H, W, 3), the room without the person: the photo beyond a narrow band around them.
        skin: RGB uint8 (H, W, 3), the bare body: the photo where skin is visible, synthetic elsewhere.
        parts: (H, W) float32 alpha of each bare part by its name in `PARTS`; the torso includes the neck.
        kept: RGB uint8 (H, W, 3), the garment that is not replaced, continued under the one that is.
        kept_alpha: (H, W) float32; 0 everywhere where nothing is kept.
        kept_category: What is kept, or None.
    """

    background: RgbImage
    skin: RgbImage
    parts: Mapping[str, Matte]
    kept: RgbImage
    kept_alpha: Matte
    kept_category: Category | None

    def __post_init__(self) -> None:
        height, width = self.background.shape[:2]
        for name, image in (("background", self.background), ("skin", self.skin), ("kept", self.kept)):
            freeze(image, f"Underlay.{name}", (height, width, 3), np.uint8)
        freeze(self.kept_alpha, "Underlay.kept_alpha", (height, width), np.float32)
        for name, alpha in self.parts.items():
            freeze(alpha, f"Underlay.parts[{name}]", (height, width), np.float32)
        object.__setattr__(self, "parts", MappingProxyType(dict(self.parts)))


@dataclass(frozen=True, eq=False)
class Undressed:
    """A person without clothes in a room without the person: all that lies under garments, whichever they are.

    Attributes:
        person: The person in their old clothes.
        background: RGB uint8 (H, W, 3), the room without the person.
        window: Rows and columns around the person. Only the background needs the whole picture.
        near: The person in the window.
        shape: Their body in the window.
        parts: Outlines and surfaces of the bare body in the window.
        skin: RGB uint8, the bare body in the window.
    """

    person: Person
    background: RgbImage
    window: tuple[slice, slice]
    near: Person
    shape: BodyShape
    parts: Mapping[str, BodyPart]
    skin: RgbImage


def undress(person: Person, shape: BodyShape) -> Undressed:
    """Repair the room behind a person and paint their bare body.

    Args:
        person: The person in their old clothes.
        shape: `measure_body(person)`.
    """
    # OpenCV and numpy let go of the interpreter: the room is repaired on a second core.
    with ThreadPoolExecutor(1) as second:
        room = second.submit(repair_background, person)
        left, top, right, bottom = _around(person, margin=round(0.1 * shape.unit_length) + 8)
        placement = Placement.crop(person.photo.size, (left, top, right, bottom))
        near, near_shape = person.placed(placement), _placed(shape, placement)
        grid = grid_scale(person.matte.shape)
        parts = outline_parts(near, near_shape, grid)
        skin = paint_skin(near, parts, shape.unit_length, grid)
    window = (slice(top, bottom), slice(left, right))
    return Undressed(person, room.result(), window, near, near_shape, parts, skin)


def make_underlay(undressed: Undressed, categories: tuple[Category, ...]) -> Underlay:
    """Take off what is replaced, and complete what stays on.

    Args:
        undressed: The person.
        categories: What is replaced.

    Returns:
        Layers of the photo's size.
    """
    near, window = undressed.near, undressed.window
    kept = keep_garment(near, undressed.shape, categories)
    alphas = {name: part.alpha for name, part in undressed.parts.items()}
    if categories == (Category.BOTTOMS,):
        # The sleeves stay on: only what is bare of the arms may be drawn.
        alphas |= {name: alpha * bare(near, name) for name, alpha in alphas.items() if name.endswith("arm")}

    def whole_image(image: RgbImage) -> RgbImage:
        full = undressed.person.photo.pixels.copy()
        full[window] = image
        return full

    def whole_matte(alpha: Matte) -> Matte:
        full = np.zeros(undressed.person.matte.shape, np.float32)
        full[window] = alpha
        return full

    return Underlay(
        background=undressed.background,
        skin=whole_image(undressed.skin),
        parts={name: whole_matte(alpha) for name, alpha in alphas.items()},
        kept=whole_image(kept.image),
        kept_alpha=whole_matte(kept.alpha),
        kept_category=kept.category,
    )


def _around(person: Person, margin: int) -> tuple[int, int, int, int]:
    """(left, top, right, bottom) of the window around the person."""
    height, width = person.matte.shape
    left, top, reach, drop = cv2.boundingRect((person.matte > 0.01).astype(np.uint8))
    if not reach:
        return 0, 0, width, height
    return (
        max(0, left - margin),
        max(0, top - margin),
        min(width, left + reach + margin),
        min(height, top + drop + margin),
    )


def _placed(shape: BodyShape, placement: Placement) -> BodyShape:
    """The body in a window of the picture; nothing is scaled."""

    def move(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.asarray(placement.points(points))

    def move_limbs(limbs: dict[Side, Limb]) -> dict[Side, Limb]:
        return {side: replace(limb, axis=move(limb.axis)) for side, limb in limbs.items()}

    return replace(
        shape,
        size=placement.canvas,
        shoulders=move(shape.shoulders),
        hips=move(shape.hips),
        neck={side: move(point) for side, point in shape.neck.items()},
        tips={side: move(point) for side, point in shape.tips.items()},
        arms=move_limbs(shape.arms),
        legs=move_limbs(shape.legs),
    )
