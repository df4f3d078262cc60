"""Everything that lies under the new garments, and what lies over them.

Back to front: the room without the person, the bare body, the garment that stays on; and on top of the new garments
the face, hair, hands and held things of the photo (`foreground`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from fitting_room.domain.arrays import Matte, RgbImage, freeze
from fitting_room.domain.body import Person
from fitting_room.domain.garment import Category
from fitting_room.engines.warp.underlay.background import repair_background
from fitting_room.engines.warp.underlay.foreground import foreground
from fitting_room.engines.warp.underlay.kept import keep_garment
from fitting_room.engines.warp.underlay.outline import PARTS, outline_parts
from fitting_room.engines.warp.underlay.skin import grid_scale, paint_skin
from fitting_room.perception.body_shape import BodyShape

__all__ = ["PARTS", "Underlay", "foreground", "make_underlay"]


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


def make_underlay(person: Person, shape: BodyShape, categories: tuple[Category, ...]) -> Underlay:
    """Undress the parts that are replaced and repair what that uncovers.

    Args:
        person: The person in their old clothes.
        shape: `measure_body(person)`.
        categories: What is replaced.

    Returns:
        Layers of the photo's size.
    """
    parts = outline_parts(person, shape, grid_scale(person.matte.shape))
    kept = keep_garment(person, shape, categories)
    return Underlay(
        background=repair_background(person.photo.pixels, person.matte),
        skin=paint_skin(person, parts, shape.unit_length),
        parts={name: part.alpha for name, part in parts.items()},
        kept=kept.image,
        kept_alpha=kept.alpha,
        kept_category=kept.category,
    )
