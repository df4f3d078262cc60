"""Garments and the outfits that can be made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap, Mask, Matte, RgbImage, freeze, members
from fitting_room.domain.body import Pose
from fitting_room.domain.errors import ImpossibleOutfit
from fitting_room.domain.sentence import Sentence


class Category(StrEnum):
    """Where a garment is worn."""

    TOPS = "tops"
    BOTTOMS = "bottoms"
    DRESSES = "dresses"


CATEGORY_WORDS = {
    Category.TOPS: Sentence("tops"),
    Category.BOTTOMS: Sentence("bottoms"),
    Category.DRESSES: Sentence("dresses"),
}
"""What the categories are called inside sentences."""


class PhotoType(StrEnum):
    """How the garment was photographed: lying or hanging, on an invisible mannequin, or worn by somebody."""

    FLAT = "flat"
    GHOST = "ghost"
    WORN = "worn"


class SleeveLength(StrEnum):
    """How far the sleeves of a top or dress reach."""

    NONE = "none"
    SHORT = "short"
    HALF = "half"
    LONG = "long"


class HemLength(StrEnum):
    """Where on the body the hem (or the leg ends) falls."""

    WAIST = "waist"
    HIP = "hip"
    THIGH = "thigh"
    KNEE = "knee"
    CALF = "calf"
    ANKLE = "ankle"


class Neckline(StrEnum):
    """The shape of the front neckline."""

    CREW = "crew"
    V = "v"
    SCOOP = "scoop"
    COLLAR = "collar"
    HIGH = "high"
    STRAPLESS = "strapless"


class SafetyTag(StrEnum):
    """How revealing the garment is; kiosks and shops filter by it."""

    EVERYDAY = "everyday"
    SWIM = "swim"
    UNDERWEAR = "underwear"
    SHEER = "sheer"


class Colour(StrEnum):
    """The colours that people sort clothes by."""

    BLACK = "black"
    WHITE = "white"
    GREY = "grey"
    BEIGE = "beige"
    BROWN = "brown"
    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PURPLE = "purple"
    PINK = "pink"
    MULTICOLOUR = "multicolour"


class Landmark(StrEnum):
    """Named points of a garment. Left and right are the wearer's own: the left is on the picture's right."""

    NECK_LEFT = "neck_left"
    NECK_RIGHT = "neck_right"
    NECK_FRONT = "neck_front"
    SHOULDER_LEFT = "shoulder_left"
    SHOULDER_RIGHT = "shoulder_right"
    ARMPIT_LEFT = "armpit_left"
    ARMPIT_RIGHT = "armpit_right"
    CUFF_OUTER_LEFT = "cuff_outer_left"
    CUFF_OUTER_RIGHT = "cuff_outer_right"
    CUFF_INNER_LEFT = "cuff_inner_left"
    CUFF_INNER_RIGHT = "cuff_inner_right"
    WAIST_LEFT = "waist_left"
    WAIST_RIGHT = "waist_right"
    HEM_LEFT = "hem_left"
    HEM_RIGHT = "hem_right"
    CROTCH = "crotch"
    LEG_OUTER_LEFT = "leg_outer_left"
    LEG_OUTER_RIGHT = "leg_outer_right"
    LEG_INNER_LEFT = "leg_inner_left"
    LEG_INNER_RIGHT = "leg_inner_right"


class GarmentPart(IntEnum):
    """What a pixel of a garment picture belongs to. Left and right are the wearer's own.

    TORSO is the body of a top or dress and everything of a skirt; trousers are LEFT_LEG and RIGHT_LEG, split at
    the middle line above the crotch. INSIDE is cloth seen through the neck or waist opening (the inside of the
    back, the label): it lies behind the wearer and is never drawn in front of them.
    """

    NONE = 0
    TORSO = 1
    LEFT_SLEEVE = 2
    RIGHT_SLEEVE = 3
    LEFT_LEG = 4
    RIGHT_LEG = 5
    INSIDE = 6


@dataclass(frozen=True, eq=False)
class Garment:
    """A garment cut out of its picture and understood.

    Attributes:
        name: What the user calls it.
        category: Where it is worn.
        image: RGB uint8 (H, W, 3); outside the matte the colours of the garment are continued, never the background's.
        matte: (H, W) float32 in [0, 1], 1 on the garment.
        parts: (H, W) uint8 of `GarmentPart`.
        landmarks: (x, y, score) of each landmark that the category has, pixels of `image`, score in [0, 1].
        photo_type: How it was photographed.
        sleeve_length: NONE for bottoms.
        hem_length: Where the hem falls on a body.
        neckline: None for bottoms.
        confidence: How sure the landmarks and attributes are, in [0, 1]; below 0.5 the user is asked to check.
        safety: How revealing it is.
        notices: Sentences the user should read.
        wearer: The pose of whoever wears it, pixels of `image`; None where nobody does.
        back: The same garment from its other side; None where there is no picture of it. It has no back itself.
    """

    name: str
    category: Category
    image: RgbImage
    matte: Matte
    parts: LabelMap
    landmarks: Mapping[Landmark, tuple[float, float, float]]
    photo_type: PhotoType
    sleeve_length: SleeveLength
    hem_length: HemLength
    neckline: Neckline | None
    confidence: float
    safety: SafetyTag = SafetyTag.EVERYDAY
    notices: tuple[str, ...] = field(default=())
    wearer: Pose | None = None
    back: "Garment | None" = None

    def __post_init__(self) -> None:
        height, width = self.image.shape[:2]
        freeze(self.image, "Garment.image", (None, None, 3), np.uint8)
        freeze(self.matte, "Garment.matte", (height, width), np.float32)
        freeze(self.parts, "Garment.parts", (height, width), np.uint8)
        if self.parts.size and int(self.parts.max()) > max(GarmentPart):
            raise ValueError(f"Garment.parts holds {int(self.parts.max())}, which is no GarmentPart")
        object.__setattr__(self, "landmarks", MappingProxyType(dict(self.landmarks)))

    def __reduce__(self) -> tuple[type["Garment"], tuple[object, ...]]:
        """Pickle by value: a MappingProxyType cannot cross a process pipe."""
        values = tuple(
            dict(self.landmarks) if name == "landmarks" else getattr(self, name) for name in self.__dataclass_fields__
        )
        return type(self), values

    @property
    def has_legs(self) -> bool:
        """Trousers and shorts, as against skirts."""
        return Landmark.CROTCH in self.landmarks

    def corrected(self, sleeve_length: SleeveLength | None, hem_length: HemLength | None) -> "Garment":
        """The same garment with lengths that a person knows better; None leaves a length as it was found.

        What was taken for the sleeves of a sleeveless garment belongs to its torso.
        """
        parts = self.parts
        if sleeve_length is SleeveLength.NONE:
            sleeves = self.part(GarmentPart.LEFT_SLEEVE, GarmentPart.RIGHT_SLEEVE)
            parts = np.where(sleeves, np.uint8(GarmentPart.TORSO), parts)
        return replace(
            self,
            parts=parts,
            sleeve_length=sleeve_length or self.sleeve_length,
            hem_length=hem_length or self.hem_length,
            back=None if self.back is None else self.back.corrected(sleeve_length, hem_length),
        )

    @property
    def turned(self) -> "Garment":
        """The same garment shown from the other side, its front being the back of that.

        Raises:
            ValueError: There is no picture of the other side.
        """
        if self.back is None:
            raise ValueError(f"there is no picture of the back of “{self.name}”")
        return replace(self.back, back=replace(self, back=None))

    def at(self, landmark: Landmark) -> npt.NDArray[np.float64]:
        """(2,) float64 position of a landmark in the garment picture.

        Raises:
            KeyError: The garment has no such landmark.
        """
        x, y, _ = self.landmarks[landmark]
        return np.array([x, y], np.float64)

    def part(self, *parts: GarmentPart) -> Mask:
        """(H, W) bool: pixels of these parts."""
        return members(self.parts, parts)


@dataclass(frozen=True, eq=False)
class Outfit:
    """What is worn together: a dress, or a top and/or bottoms.

    Raises:
        ImpossibleOutfit: The pieces cannot be worn together.
    """

    top: Garment | None = None
    bottom: Garment | None = None
    dress: Garment | None = None

    def __post_init__(self) -> None:
        if not self.garments:
            raise ImpossibleOutfit("The outfit is empty.", "Choose a top, bottoms or a dress.")
        if self.dress is not None and (self.top is not None or self.bottom is not None):
            raise ImpossibleOutfit(
                "A dress replaces both top and bottoms.", "Take off the dress, or the other pieces, first."
            )
        for piece, category in (
            (self.top, Category.TOPS),
            (self.bottom, Category.BOTTOMS),
            (self.dress, Category.DRESSES),
        ):
            if piece is not None and piece.category is not category:
                raise ImpossibleOutfit(
                    Sentence(
                        "“{name}” was put where {place} go, but it is filed under {category}.",
                        name=piece.name,
                        place=CATEGORY_WORDS[category],
                        category=CATEGORY_WORDS[piece.category],
                    ),
                    "Correct its category, or put it in its own place.",
                )

    @classmethod
    def of(cls, *garments: Garment) -> "Outfit":
        """Put each garment where its category belongs.

        Raises:
            ImpossibleOutfit: Two garments want the same place, or the pieces cannot be worn together.
        """
        places: dict[Category, Garment] = {}
        for garment in garments:
            if garment.category in places:
                raise ImpossibleOutfit(
                    Sentence(
                        "“{one}” and “{other}” are both {category}.",
                        one=places[garment.category].name,
                        other=garment.name,
                        category=CATEGORY_WORDS[garment.category],
                    ),
                    "Wear one of them.",
                )
            places[garment.category] = garment
        return cls(
            top=places.get(Category.TOPS), bottom=places.get(Category.BOTTOMS), dress=places.get(Category.DRESSES)
        )

    @property
    def garments(self) -> tuple[Garment, ...]:
        """The pieces, from the skin outwards: bottoms, then top; or the dress."""
        return tuple(piece for piece in (self.bottom, self.top, self.dress) if piece is not None)

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories of `garments`, in the same order."""
        return tuple(piece.category for piece in self.garments)

    @property
    def has_backs(self) -> bool:
        """Whether every piece has a picture of its back."""
        return all(piece.back is not None for piece in self.garments)

    @property
    def turned(self) -> "Outfit":
        """The outfit shown from the other side; see `Garment.turned`."""
        return Outfit.of(*(piece.turned for piece in self.garments))
