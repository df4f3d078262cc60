"""What is asked of an engine and what it gives back."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, RgbImage, freeze
from fitting_room.domain.body import Person, Photo
from fitting_room.domain.garment import Category, Outfit
from fitting_room.domain.mask_edit import MaskEdit, Protection


class Preset(StrEnum):
    """How much time a picture may take; each engine decides what that means."""

    DRAFT = "draft"
    BALANCED = "balanced"
    FINAL = "final"


class Fit(StrEnum):
    """How closely the garment follows the body."""

    TIGHT = "tight"
    REGULAR = "regular"
    LOOSE = "loose"


MOST_SAMPLES = 4
"""More pictures of one look than this are more than people compare."""


@dataclass(frozen=True)
class RenderOptions:
    """Everything besides pixels that shapes the picture.

    Attributes:
        preset: Speed against detail.
        fit: How closely garments follow the body.
        tuck: Whether a top is worn inside the bottoms; None lets the engine judge by its hem.
        seed: Same seed, same picture.
        samples: How many pictures to choose from, 1 to `MOST_SAMPLES`; engines without chance make one.
        sample: Which of them it is to be, counted from 0; None leaves it to the engine. All of them are made all the
            same, so that this one is the same bit for bit as when it was chosen.
    """

    preset: Preset = Preset.BALANCED
    fit: Fit = Fit.REGULAR
    tuck: bool | None = None
    seed: int = 0
    samples: int = 1
    sample: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.samples <= MOST_SAMPLES:
            raise ValueError(f"RenderOptions.samples must be 1 to {MOST_SAMPLES}, not {self.samples}")
        if self.sample is not None and not 0 <= self.sample < self.samples:
            raise ValueError(f"RenderOptions.sample must be below {self.samples}, not {self.sample}")


@dataclass(frozen=True, eq=False)
class TryOnRequest:
    """The one object that crosses the border to an engine. If it is not here, it does not influence the picture."""

    photo: Photo
    outfit: Outfit
    engine: str = "warp"
    options: RenderOptions = field(default=RenderOptions())
    mask_edit: MaskEdit = field(default=MaskEdit())


@dataclass(frozen=True, eq=False)
class AgnosticPerson:
    """A person with the clothes that are about to be replaced marked.

    Attributes:
        person: The person.
        categories: What will be replaced.
        mask: (H, W) bool, pixels that may change.
        protect: (H, W) bool, pixels that must not: face, hair, hands, held objects, the other garment. Never
            overlaps `mask`.
        lifted: What the user does not want to be protected: clothes may lie over it.
        hem: How much further down than they are cut the user wants new clothes to reach, in torso lengths.
    """

    person: Person
    categories: tuple[Category, ...]
    mask: Mask
    protect: Mask
    lifted: frozenset[Protection] = frozenset()
    hem: float = 0.0

    def __post_init__(self) -> None:
        shape = self.person.matte.shape
        freeze(self.mask, "AgnosticPerson.mask", shape, np.bool_)
        freeze(self.protect, "AgnosticPerson.protect", shape, np.bool_)
        if np.any(self.mask & self.protect):
            raise ValueError("AgnosticPerson.mask and .protect must not overlap")

    @property
    def image(self) -> RgbImage:
        """The photo with `mask` painted neutral grey (127), as the VITON family expects."""
        grey = self.person.photo.pixels.copy()
        grey[self.mask] = 127
        return grey


class LayerKind(StrEnum):
    """What a layer shows."""

    BACKGROUND = "background"
    BODY = "body"
    GARMENT = "garment"


@dataclass(frozen=True, eq=False)
class Layer:
    """One sheet of a layered picture.

    Attributes:
        name: Unique within the picture ("torso of tops", "left forearm").
        kind: What it shows.
        image: RGB uint8 (h, w, 3).
        alpha: (h, w) uint8 coverage, 255 opaque.
        corner: (x, y) of the sheet's top-left pixel in the picture.
    """

    name: str
    kind: LayerKind
    image: RgbImage
    alpha: npt.NDArray[np.uint8]
    corner: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        freeze(self.image, "Layer.image", (None, None, 3), np.uint8)
        freeze(self.alpha, "Layer.alpha", self.image.shape[:2], np.uint8)


@dataclass(frozen=True, eq=False)
class LayeredImage:
    """Layers from back to front; the first is opaque and as large as the picture."""

    layers: tuple[Layer, ...]

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return self.layers[0].image.shape[1], self.layers[0].image.shape[0]

    def flatten(self) -> RgbImage:
        """Paint the layers over each other, back to front."""
        picture = self.layers[0].image.copy()
        for layer in self.layers[1:]:
            x, y = layer.corner
            height, width = layer.alpha.shape
            below = picture[y : y + height, x : x + width]
            alpha = layer.alpha[..., None].astype(np.uint16)
            blended = (layer.image * alpha + below * (255 - alpha) + 127) // 255
            picture[y : y + height, x : x + width] = blended.astype(np.uint8)
        return picture


@dataclass(frozen=True, eq=False)
class Sample:
    """One of several pictures of the same look.

    Attributes:
        number: Its place among the samples, from 0: `RenderOptions.sample` asks for it. None for the picture that
            another engine made because all of them looked wrong.
        seed: What it was made with at first.
        image: RGB uint8 at the photo's own size.
        changed: (H, W) bool, every pixel that may differ from the photo.
        findings: What looks wrong with it, in words; nothing where all is well.
    """

    number: int | None
    seed: int
    image: RgbImage
    changed: Mask
    findings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        freeze(self.image, "Sample.image", (None, None, 3), np.uint8)
        freeze(self.changed, "Sample.changed", self.image.shape[:2], np.bool_)


@dataclass(frozen=True, eq=False)
class TryOnResult:
    """A finished picture.

    Attributes:
        request: What was asked.
        image: RGB uint8 at the photo's own size; equal to the photo outside `changed`.
        changed: (H, W) bool, every pixel that may differ from the photo.
        layers: The layered picture the still was flattened from, or None where the engine has none.
        seconds: Wall time of each stage by name.
        notices: Sentences the user should read.
        samples: What there is to choose from, `image` among it, best first; nothing from engines without chance.
    """

    request: TryOnRequest
    image: RgbImage
    changed: Mask
    layers: LayeredImage | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    samples: tuple[Sample, ...] = ()

    def __post_init__(self) -> None:
        freeze(self.image, "TryOnResult.image", self.request.photo.pixels.shape, np.uint8)
        freeze(self.changed, "TryOnResult.changed", self.image.shape[:2], np.bool_)

    @property
    def others(self) -> tuple[Sample, ...]:
        """The samples that were not chosen, best first."""
        return tuple(sample for sample in self.samples if sample.image is not self.image)

    def choosing(self, number: int) -> "TryOnResult | None":
        """The result that a request for one of the samples has; None where this one does not hold it."""
        sample = next((sample for sample in self.samples if sample.number == number), None)
        if sample is None:
            return None
        request = replace(self.request, options=replace(self.request.options, sample=number))
        layers = self.layers if sample.image is self.image else None
        return TryOnResult(request, sample.image, sample.changed, layers, self.seconds, samples=self.samples)
