"""Dresses evaluation pairs with an engine, and says where the picture had to change."""

import time
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.body import CLOTHES, SKIN, BodyLabel, Parsing, Person, Photo
from fitting_room.domain.garment import Category, Garment, Outfit
from fitting_room.domain.job import silent
from fitting_room.domain.tryon import AgnosticPerson, LayeredImage, LayerKind, RenderOptions, TryOnRequest
from fitting_room.engines.composite import paste_back
from fitting_room.studio.catalog import make_engine
from fitting_room.studio.pipeline import FittingRoom

HIDING_REACH = 0.004
"""Share of the longer side by which hiding reaches beyond the matte, whose soft edge still holds the old colour."""
OPAQUE = 250
"""Alpha (of 255) from which a pixel shows the garment and nothing else."""


@dataclass(frozen=True)
class ChangeParams:
    """How the region in which truth and photo differ is found; tried on the 13 rendered pairs by looking."""

    blur: float = 1.5
    """Sigma in pixels, because two renderings never have the same noise (0-3)."""
    threshold: float = 8.0
    """Levels of the strongest channel (4-20); below it, the light that a garment throws on the wall counts too."""
    thinnest: int = 5
    """Pixels (3-9); thinner lines are the edges of stripes and strands of hair that fell half a pixel elsewhere."""
    smallest_part: float = 0.05
    """Share of the largest part (0.01-0.2); smaller ones are noise in hair and shadows on the floor."""
    reach: float = 0.012
    """Share of the longer side by which holes are closed, where a print has the old colour by chance (0.005-0.03)."""
    margin: float = 0.004
    """Share of the longer side by which the region is widened, to judge the edges too (0-0.01)."""


@dataclass(frozen=True, eq=False)
class Pair:
    """One person, one garment and the truth.

    Attributes:
        name: The folder's name.
        category: Where the garment is worn.
        person: RGB uint8 (H, W, 3).
        garment: RGB uint8 picture of the garment.
        garment_mask: (h, w) bool of the garment picture, or None.
        truth: RGB uint8 (H, W, 3), the person in the garment.
        already_worn: The person wears the garment: `person` and `truth` are one picture.
    """

    name: str
    category: Category
    person: RgbImage
    garment: RgbImage
    garment_mask: Mask | None
    truth: RgbImage
    already_worn: bool


@dataclass(frozen=True, eq=False)
class Attempt:
    """What an engine made of a pair.

    Attributes:
        image: RGB uint8 (H, W, 3).
        seen: The photo as the engine saw it.
        region: (H, W) bool, what had to change.
        garment: The garment as it was understood.
        visible: (H, W) bool, where the garment lies uncovered in `image`; None where the engine does not say.
        seconds: Wall time from understood person and garment to picture.
    """

    image: RgbImage
    seen: RgbImage
    region: Mask
    garment: Garment
    visible: Mask | None
    seconds: float


class Dresser:
    """Dresses pairs with an engine of the catalogue. Understands each person and garment once."""

    def __init__(self, engine: str = "warp") -> None:
        self._room = FittingRoom()
        self._engine = engine
        # By number: an engine is measured by its own picture, not by one that another made because it looked wrong.
        self._options = RenderOptions(sample=0)

    def __call__(self, pair: Pair) -> Attempt:
        """Dress one pair.

        Raises:
            FittingRoomError: The person or the garment is refused.
        """
        from fitting_room.perception.garment import understand_garment

        garment = understand_garment(pair.garment, pair.name, pair.category)
        return self._hidden(pair, garment) if pair.already_worn else self._plain(pair, garment)

    def _plain(self, pair: Pair, garment: Garment) -> Attempt:
        photo = Photo(pair.person)
        self._room.understand(photo)
        started = time.perf_counter()
        result = self._room.render(TryOnRequest(photo, Outfit.of(garment), self._engine, self._options))
        seconds = time.perf_counter() - started
        visible = None if result.layers is None else visible_garment(result.layers, pair.category)
        region = changed_region(pair.person, pair.truth)
        return Attempt(result.image, pair.person, region, garment, visible, seconds)

    def _hidden(self, pair: Pair, garment: Garment) -> Attempt:
        """Dress somebody in what they wear, with everything that may change painted grey first."""
        from fitting_room.perception.agnostic import make_agnostic

        outfit = Outfit.of(garment)
        agnostic = make_agnostic(self._room.understand(Photo(pair.person)), outfit)
        agnostic = replace(agnostic, person=hide_worn(agnostic))
        grey = agnostic.person.photo
        engine = make_engine(self._engine)
        engine.load()
        started = time.perf_counter()
        rendering = engine.render(agnostic, outfit, self._options, silent)
        image, _ = paste_back(grey, rendering, agnostic)
        seconds = time.perf_counter() - started
        visible = None if rendering.layers is None else visible_garment(rendering.layers, pair.category)
        return Attempt(image, grey.pixels, agnostic.mask, garment, visible, seconds)


def hide_worn(agnostic: AgnosticPerson) -> Person:
    """The person as if in a grey suit wherever the agnostic mask lies on them: nothing of the old clothes is left."""
    person = agnostic.person
    reach = _disc(HIDING_REACH * max(person.photo.size))
    near = cv2.dilate((person.matte > 0.05).astype(np.uint8), reach).astype(bool)
    hidden = agnostic.mask & near
    pixels, labels = person.photo.pixels.copy(), person.parsing.labels.copy()
    pixels[hidden] = 127
    suit = {
        Category.TOPS: BodyLabel.UPPER_CLOTHES,
        Category.BOTTOMS: BodyLabel.LOWER_CLOTHES,
        Category.DRESSES: BodyLabel.DRESS,
    }
    labels[hidden & person.parsing.where(*SKIN, *CLOTHES)] = suit[agnostic.categories[0]]
    return replace(person, photo=Photo(pixels), parsing=Parsing(labels))


def changed_region(person: RgbImage, truth: RgbImage, params: ChangeParams = ChangeParams()) -> Mask:
    """(H, W) bool: where the truth differs from the photo, closed and a little widened."""
    difference = cv2.GaussianBlur(person.astype(np.float32) - truth.astype(np.float32), (0, 0), params.blur)
    differs = (np.abs(difference).max(axis=2) > params.threshold).astype(np.uint8)
    differs = cv2.morphologyEx(differs, cv2.MORPH_OPEN, np.ones((params.thinnest, params.thinnest), np.uint8))
    differs = cv2.morphologyEx(differs, cv2.MORPH_CLOSE, _disc(params.reach * max(differs.shape)))
    _, parts, statistics, _ = cv2.connectedComponentsWithStats(differs)
    areas = statistics[:, cv2.CC_STAT_AREA]
    areas[0] = 0
    kept = (areas >= params.smallest_part * max(areas.max(), 1))[parts]
    return cv2.dilate(kept.astype(np.uint8), _disc(params.margin * max(differs.shape))).astype(bool)


def _disc(radius: float) -> npt.NDArray[np.uint8]:
    size = 2 * max(1, round(radius)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), np.uint8)


def visible_garment(layers: LayeredImage, category: Category) -> Mask:
    """(H, W) bool: pixels where a piece of the garment is the last to paint, and paints alone.

    Pieces are the layers named "... of tops" (or another category); kept clothes are not.
    """
    width, height = layers.size
    visible = np.zeros((height, width), bool)
    for layer in layers.layers:
        x, y = layer.corner
        below = visible[y : y + layer.alpha.shape[0], x : x + layer.alpha.shape[1]]
        below[layer.alpha > 0] = False
        if layer.kind is LayerKind.GARMENT and layer.name.endswith(f" of {category}"):
            below |= layer.alpha >= OPAQUE
    return visible
