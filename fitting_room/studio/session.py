"""What one customer has chosen: whose photo, which garments, how they are worn; with undo. No pixels, no window."""

from dataclasses import dataclass, replace
from pathlib import Path

from fitting_room.domain.garment import Category
from fitting_room.domain.tryon import RenderOptions
from fitting_room.studio.recipe import GarmentFile, Recipe

UNDO_STEPS = 100


@dataclass(frozen=True)
class Scene:
    """One state of the fitting room. Only outfits that can be worn can be reached.

    Attributes:
        photo: Picture of the person; None before one is chosen.
        garments: What is worn, at most one per category; a dress is alone.
        options: How it is worn.
    """

    photo: Path | None = None
    garments: tuple[GarmentFile, ...] = ()
    options: RenderOptions = RenderOptions()

    @property
    def recipe(self) -> Recipe | None:
        """The try-on to render, or None where there is nothing to wear or nobody to wear it."""
        if self.photo is None or not self.garments:
            return None
        return Recipe(self.photo, self.garments, self.options)

    def toggled(self, garment: GarmentFile) -> "Scene":
        """Put a garment on, in place of those it cannot be worn with; or take it off."""
        if garment in self.garments:
            return replace(self, garments=tuple(piece for piece in self.garments if piece != garment))
        stays = tuple(piece for piece in self.garments if _go_together(piece, garment))
        return replace(self, garments=(*stays, garment))


class Session:
    """The scene now and the scenes before it."""

    def __init__(self, scene: Scene | None = None) -> None:
        self._scene = scene or Scene()
        self._past: list[Scene] = []

    @property
    def scene(self) -> Scene:
        """The scene now."""
        return self._scene

    @property
    def can_undo(self) -> bool:
        """Whether there is a scene to go back to."""
        return bool(self._past)

    def change(self, scene: Scene) -> bool:
        """Go to another scene; returns whether it differs from this one."""
        if scene == self._scene:
            return False
        self._past = [*self._past, self._scene][-UNDO_STEPS:]
        self._scene = scene
        return True

    def undo(self) -> bool:
        """Go back one scene; returns whether there was one."""
        if not self._past:
            return False
        self._scene = self._past.pop()
        return True


def _go_together(one: GarmentFile, other: GarmentFile) -> bool:
    return one.category is not other.category and Category.DRESSES not in (one.category, other.category)
