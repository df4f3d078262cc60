"""Person -> the photo's pixels that stay on top of everything new."""

from dataclasses import dataclass

import cv2
import numpy as np

from fitting_room.domain.arrays import Mask, Matte, RgbImage
from fitting_room.domain.body import CLOTHES, HANDS, SHOES, BodyLabel, Person
from fitting_room.domain.garment import Category
from fitting_room.domain.regions import grown
from fitting_room.engines.warp.underlay.continuation import GREY
from fitting_room.engines.warp.underlay.grain import Floats

_ALWAYS = (BodyLabel.FACE, BodyLabel.HAIR, BodyLabel.HAT, BodyLabel.BAG, *HANDS, *SHOES)
_SKIN = (BodyLabel.FACE, *HANDS)


@dataclass(frozen=True)
class ForegroundParams:
    """How soft edges are found. Lengths are shares of the picture's longest side."""

    strands: float = 0.012
    """Width of the band beyond the hair in which strands are looked for (0.008-0.02 tried)."""
    rim: float = 0.008
    """Skin this near to the old clothes is mixed with them or in their shadow and is left to the painted body
    (0.002-0.012 tried)."""
    contrast: float = 0.004
    """Regularisation of the guided filter: smaller follows weaker edges (0.001-0.02 tried)."""
    unsure: float = 0.018
    """Hair this near to the old clothes may show them between its strands (0.01-0.03 tried)."""
    apart: tuple[float, float] = (30.0, 70.0)
    """RGB distance of hair and cloth: below the first colour does not tell them apart, above the second it does."""


def foreground(
    person: Person, categories: tuple[Category, ...], params: ForegroundParams = ForegroundParams()
) -> tuple[RgbImage, Matte]:
    """What lies in front of the new clothes: face, hair with its strands, hat, hands, held things, shoes.

    Forearms that cross the torso are part of the arms' layers when a top is replaced, because a new sleeve may cover
    them; when only bottoms are replaced they count as foreground.

    Args:
        person: The person.
        categories: What is replaced.
        params: How soft edges are found.

    Returns:
        RGB uint8 (H, W, 3), without the old cloth that shines through hair, and its (H, W) float32 alpha in [0, 1].
    """
    labels = list(_ALWAYS)
    if categories == (Category.BOTTOMS,):
        labels += [BodyLabel.LEFT_ARM, BodyLabel.RIGHT_ARM]
    solid = person.parsing.where(*labels)
    reach = max(2, round(params.rim * max(solid.shape)))
    beside = grown(person.parsing.where(*CLOTHES), reach)
    solid &= ~(beside & person.parsing.where(*_SKIN))
    hair = person.parsing.where(BodyLabel.HAIR)
    alpha = cv2.GaussianBlur(solid.astype(np.float32), (0, 0), 0.7)
    pixels = person.photo.pixels
    if hair.any():
        box = _around(hair, 2 * max(reach, round(params.unsure * max(hair.shape))))
        clothes = person.parsing.where(*CLOTHES)[box]
        image, alpha[box] = _cut_out_hair(pixels[box], hair[box], clothes, alpha[box], max(hair.shape), params)
        pixels = pixels.copy()
        pixels[box] = image
    return pixels, np.clip(alpha, 0, 1)


def _cut_out_hair(
    pixels: RgbImage, hair: Mask, clothes: Mask, alpha: Matte, longest: int, params: ForegroundParams
) -> tuple[RgbImage, Matte]:
    """Colours and alpha of hair: by the picture's edges in general, by colour where it hangs over the old clothes.

    `alpha` holds everything else that is in front, and hair by its label.
    """
    alpha = np.maximum(alpha, _strands(pixels, hair, max(3, round(params.strands * longest)), params))
    unsure = max(3, round(params.unsure * longest))
    band = grown(hair, unsure // 2) & grown(clothes, unsure) & (hair | clothes)
    sure_hair, sure_cloth = hair & ~grown(clothes, unsure), clothes & ~grown(hair, unsure // 2)
    if not band.any() or sure_hair.sum() < 50 or sure_cloth.sum() < 50:
        return pixels, alpha
    image = pixels.astype(np.float32)
    of_hair, of_cloth = _typical(image, sure_hair, unsure), _typical(image, sure_cloth, unsure)
    towards_hair = of_hair - of_cloth
    apart = np.einsum("ijk,ijk->ij", towards_hair, towards_hair)
    share = np.einsum("ijk,ijk->ij", image - of_cloth, towards_hair) / np.maximum(apart, 1.0)
    low, high = params.apart
    trust = np.clip((np.sqrt(apart) - low) / (high - low), 0, 1) * cv2.GaussianBlur(
        band.astype(np.float32), (0, 0), 1.0
    )
    share = cv2.medianBlur(np.clip((share - 0.2) / 0.6, 0, 1).astype(np.float32), 3)
    alpha = alpha + (share - alpha) * trust
    # A pixel is hair over cloth: the cloth's part is exchanged for more hair.
    mixed = ((1 - alpha) * trust)[..., None]
    return np.clip(image + mixed * towards_hair + 0.5, 0, 255).astype(np.uint8), alpha.astype(np.float32)


def _typical(image: Floats, where: Mask, reach: int) -> Floats:
    """(h, w, 3) float32: the colour of a region, taken from near by where it is near."""
    weight = where.astype(np.float32)[..., None]
    total = np.dstack([image * weight, weight])
    overall = total.sum((0, 1), keepdims=True)
    mean = overall / overall[..., 3:] * 1e-4
    for side, share in ((4 * reach + 1, 1.0), (16 * reach + 1, 0.02)):
        mean = mean + share * cv2.blur(cv2.blur(total, (side, side)), (side, side))
    return np.asarray(mean[..., :3] / mean[..., 3:], np.float32)


def _strands(pixels: RgbImage, hair: Mask, reach: int, params: ForegroundParams) -> Matte:
    """(h, w) float32: hair with a soft edge that follows the picture (guided filter, He et al. 2013)."""
    guide = pixels.astype(np.float32) @ GREY / 255
    own = hair.astype(np.float32)
    side = (2 * reach + 1, 2 * reach + 1)
    mean_guide, mean_own = cv2.blur(guide, side), cv2.blur(own, side)
    covariance = cv2.blur(guide * own, side) - mean_guide * mean_own
    variance = cv2.blur(guide * guide, side) - mean_guide * mean_guide
    slope = covariance / (variance + params.contrast)
    filtered = cv2.blur(slope, side) * guide + cv2.blur(mean_own - slope * mean_guide, side)
    soft = np.clip((filtered - 0.25) / 0.5, 0, 1)
    # Only a band around the outline is uncertain, and the face keeps its own edge.
    inside = cv2.erode(own, np.ones((3, 3), np.uint8))
    return np.asarray(np.maximum(soft * grown(hair, reach), inside), np.float32)


def _around(mask: Mask, margin: int) -> tuple[slice, slice]:
    """The window around a mask with a margin."""
    left, top, width, height = cv2.boundingRect(mask.astype(np.uint8))
    return slice(max(0, top - margin), top + height + margin), slice(max(0, left - margin), left + width + margin)
