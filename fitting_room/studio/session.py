"""What one customer has chosen: who, which garments, how they are worn; with undo and redo. No pixels, no window."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path

from fitting_room.domain.garment import Category
from fitting_room.domain.mask_edit import MaskEdit
from fitting_room.domain.tryon import RenderOptions
from fitting_room.studio.catalog import EMBEDDED
from fitting_room.studio.recipe import GarmentFile, Recipe

UNDO_STEPS = 100

SEPARATES = (Category.BOTTOMS, Category.TOPS)
"""What is worn together, from the skin outwards."""

Worn = tuple[Category, ...]
"""Categories from the skin outwards: what a mask is edited for."""


@dataclass(frozen=True)
class Scene:
    """One state of the fitting room. Only outfits that can be worn can be reached.

    Attributes:
        photo: Picture of the person; None before one is chosen.
        garments: What is worn: bottoms and/or a top, in this order, or a dress alone.
        options: How it is worn.
        person: Id of the person on file whose photo it is; None for somebody who is not.
        mask_edits: What was changed about the masks of this photo, by what was worn.
        engine: Who makes the picture, an id in the catalogue.
        chosen: Which of several samples is the look: what was asked for, and the number of the one that was chosen of
            it. Counts for that alone; anything else is a look of its own.
    """

    photo: Path | None = None
    garments: tuple[GarmentFile, ...] = ()
    options: RenderOptions = RenderOptions()
    person: str | None = None
    mask_edits: tuple[tuple[Worn, MaskEdit], ...] = ()
    engine: str = EMBEDDED
    chosen: tuple[Recipe, int] | None = None

    @classmethod
    def of(cls, recipe: Recipe, person: str | None) -> "Scene":
        """The scene of a look from the past."""
        asked, sample = recipe.asked, recipe.options.sample
        chosen = None if sample is None else (asked, sample)
        scene = cls(asked.photo, asked.garments, asked.options, person, engine=asked.engine, chosen=chosen)
        return scene.with_mask_edit(asked.mask_edit)

    @property
    def asked(self) -> Recipe | None:
        """What to make, with all its samples; None where there is nothing to wear or nobody to wear it."""
        if self.photo is None or not self.garments:
            return None
        return Recipe(self.photo, self.garments, self.options, self.engine, self.mask_edit)

    @property
    def recipe(self) -> Recipe | None:
        """The try-on to render: what was asked for, and the sample that was chosen of it."""
        asked = self.asked
        if asked is None or self.chosen is None or self.chosen[0] != asked:
            return asked
        return replace(asked, options=replace(asked.options, sample=self.chosen[1]))

    @property
    def worn(self) -> Worn:
        """The categories of what is worn."""
        return tuple(piece.category for piece in self.garments if piece.category is not None)

    @property
    def mask_edit(self) -> MaskEdit:
        """What was changed about the mask of what is worn."""
        return dict(self.mask_edits).get(self.worn, MaskEdit())

    @property
    def in_front(self) -> Category | None:
        """Which of top and bottoms covers the other where they meet; None where the engine judges, or nothing meets."""
        if {piece.category for piece in self.garments} != set(SEPARATES) or self.options.tuck is None:
            return None
        return Category.BOTTOMS if self.options.tuck else Category.TOPS

    def piece(self, category: Category) -> GarmentFile | None:
        """What is worn of a category."""
        return next((piece for piece in self.garments if piece.category is category), None)

    def obstacles(self, category: Category) -> tuple[GarmentFile, ...]:
        """What has to come off before something of a category can be worn; a piece of the same category is swapped."""
        return tuple(
            piece for piece in self.garments if piece.category is not category and _exclude(piece.category, category)
        )

    def wears(self, garment: GarmentFile) -> bool:
        """Whether a garment is worn, whatever it is called by now."""
        return any(piece.path == garment.path for piece in self.garments)

    def wearing(self, garment: GarmentFile) -> "Scene":
        """Put a garment on, in place of those it cannot be worn with."""
        stays = [
            piece
            for piece in self.garments
            if piece.path != garment.path and not _exclude(piece.category, garment.category)
        ]
        return replace(self, garments=_from_the_skin([*stays, garment]))

    def toggled(self, garment: GarmentFile) -> "Scene":
        """Put a garment on, in place of those it cannot be worn with; or take it off."""
        if self.wears(garment):
            return replace(self, garments=tuple(piece for piece in self.garments if piece.path != garment.path))
        return self.wearing(garment)

    def without(self, category: Category) -> "Scene":
        """Take off what is worn of a category."""
        return replace(self, garments=tuple(piece for piece in self.garments if piece.category is not category))

    def choosing(self, sample: int | None) -> "Scene":
        """Let one of the samples be the look; None leaves it to the engine."""
        asked = self.asked
        return replace(self, chosen=None if sample is None or asked is None else (asked, sample))

    def undressed(self) -> "Scene":
        """Take everything off."""
        return replace(self, garments=())

    def with_in_front(self, category: Category | None) -> "Scene":
        """Let the top cover the bottoms, or the bottoms the top; None lets the engine judge."""
        tuck = None if category is None else category is Category.BOTTOMS
        return replace(self, options=replace(self.options, tuck=tuck))

    def with_mask_edit(self, edit: MaskEdit) -> "Scene":
        """Change the mask of what is worn."""
        return replace(self, mask_edits=_in_order({**dict(self.mask_edits), self.worn: edit}))

    def with_person(
        self, person: str | None, photo: Path | None, mask_edits: Mapping[Worn, MaskEdit] | None = None
    ) -> "Scene":
        """The same outfit on somebody else, or in another photo.

        Args:
            person: Id of the person on file.
            photo: Their picture.
            mask_edits: What is remembered about their masks.
        """
        return replace(self, person=person, photo=photo, mask_edits=_in_order(mask_edits or {}), chosen=None)


class Session:
    """The scene now, the scenes before it, and those that were undone."""

    def __init__(self, scene: Scene | None = None) -> None:
        self._scene = scene or Scene()
        self._past: list[Scene] = []
        self._undone: list[Scene] = []

    @property
    def scene(self) -> Scene:
        """The scene now."""
        return self._scene

    @property
    def can_undo(self) -> bool:
        """Whether there is a scene to go back to."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone scene to return to."""
        return bool(self._undone)

    def change(self, scene: Scene) -> bool:
        """Go to another scene; returns whether it differs from this one. What was undone before is given up."""
        if scene == self._scene:
            return False
        self._past = [*self._past, self._scene][-UNDO_STEPS:]
        self._undone.clear()
        self._scene = scene
        return True

    def undo(self) -> bool:
        """Go back one scene; returns whether there was one."""
        if not self._past:
            return False
        self._undone.append(self._scene)
        self._scene = self._past.pop()
        return True

    def redo(self) -> bool:
        """Return to the scene that was undone last; returns whether there was one."""
        if not self._undone:
            return False
        self._past.append(self._scene)
        self._scene = self._undone.pop()
        return True

    def forget(self, photos: Iterable[Path]) -> bool:
        """Leave photos that are gone out of past, present and future; returns whether the scene now changed."""
        gone = frozenset(photos)
        changed = self._scene.photo in gone
        if changed:
            self._scene = self._scene.with_person(None, None)
        self._past = _without_repeats([scene for scene in self._past if scene.photo not in gone], self._scene)
        self._undone = _without_repeats([scene for scene in self._undone if scene.photo not in gone], self._scene)
        return changed


def _exclude(one: Category | None, other: Category | None) -> bool:
    """Whether pieces of two categories cannot be worn together; one that is still unknown goes with nothing."""
    return one is other or not {one, other} <= set(SEPARATES)


def _from_the_skin(garments: Iterable[GarmentFile]) -> tuple[GarmentFile, ...]:
    """The same outfit is always the same recipe, in whichever order it was put on."""
    return tuple(sorted(garments, key=lambda piece: piece.category is Category.TOPS))


def _in_order(edits: Mapping[Worn, MaskEdit]) -> tuple[tuple[Worn, MaskEdit], ...]:
    """Edits so that the same ones are equal; one that changes nothing is none."""
    return tuple(sorted(((worn, edit) for worn, edit in edits.items() if not edit.is_neutral), key=itemgetter(0)))


def _without_repeats(scenes: list[Scene], now: Scene) -> list[Scene]:
    """Leave out scenes that equal the one that follows, so that every undo is seen to do something."""
    followers = [*scenes, now][1:]
    return [scene for scene, follower in zip(scenes, followers, strict=True) if scene != follower]
