"""The garment that stays on, completed where the garment that goes used to cover it.

A new top may be shorter than the old one, or tucked in: the bottoms then show higher up. New bottoms may sit lower
than the old ones: the top then shows lower down. Of a dress the half that is not replaced stays.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from fitting_room.domain.arrays import Mask, Matte, RgbImage
from fitting_room.domain.body import CLOTHES, BodyLabel, Parsing, Person
from fitting_room.domain.garment import Category
from fitting_room.domain.regions import distance_to, without_islands
from fitting_room.engines.warp.underlay.continuation import ContinuationParams, continue_into
from fitting_room.engines.warp.underlay.grain import Floats
from fitting_room.perception.attire_order import clothes_in_order
from fitting_room.perception.body_coordinates import BodyCoordinates
from fitting_room.perception.body_shape import BodyShape
from fitting_room.perception.colour_likeness import colour_cells, histogram, likeness

# Folds are not a pattern: they are continued as soft shading, only prints and weaves are copied.
CLOTH = ContinuationParams(
    longest=160, patch=11, spacing=7, reach=60, ring=4, most_offsets=14, multiplied=5, smooth_energy=(4.0, 9.0)
)


@dataclass(frozen=True)
class KeptParams:
    """How the remaining garment is completed. Levels are shares of the way from shoulders (0) to hips (1)."""

    waist: float = 0.74
    """Where bottoms end that were covered by the old top (0.70-0.80 tried)."""
    real_waistband: float = 0.86
    """Bottoms that visibly begin above this show their own waistband and are not continued (0.8-0.9 tried)."""
    tucked: float = 0.78
    """A top that ends above this is taken for tucked or short and continued (0.75-0.95 tried)."""
    tucked_until: float = 0.90
    """How far down it is continued, so that no skin shows above lower new bottoms."""
    dress_split: tuple[float, float] = (0.78, 0.98)
    """Of a dress, what lies below the first stays as a skirt, what lies above the second stays as a top."""
    shadow: float = 0.035
    """Share of `unit_length` beside the old garment that is in its shadow and is painted anew (0.02-0.06 tried)."""
    same_cloth: float = 0.8
    """Likeness of colours above which top and bottoms look like one dress (0.75-0.9 tried)."""
    border: float = 0.06
    """Ragged borders between old and remaining garment are straightened over this many unit lengths (0.03-0.12)."""
    ease: float = 0.96
    """Width of continued bottoms at the waist over the body's: they must not peek out beside a new top."""
    widest: float = 1.18
    """The same where they become visible, at most."""
    least: float = 0.02
    """A garment smaller than this share of the person is put down to the parser, not to the wearer."""
    stray: float = 0.01
    """Share of a top below which an unconnected piece of it is put down to the parser (0.005-0.03 tried)."""
    invented: tuple[int, int, int] = (58, 60, 66)
    """Colour of the plain trousers given to somebody whose bottoms cannot be seen."""


@dataclass(frozen=True, eq=False)
class Kept:
    """The garment that stays on.

    Attributes:
        category: What it is, or None where nothing stays.
        image: RGB uint8 (H, W, 3).
        alpha: (H, W) float32 in [0, 1].
    """

    category: Category | None
    image: RgbImage
    alpha: Matte


def keep_garment(
    person: Person, shape: BodyShape, categories: tuple[Category, ...], params: KeptParams = KeptParams()
) -> Kept:
    """Complete the garment that is not replaced.

    Args:
        person: The person in their old clothes.
        shape: Their body.
        categories: What is replaced.
        params: How the rest is completed.

    Returns:
        The photo's pixels of that garment, continued under the old one.
    """
    pixels = person.photo.pixels
    nothing = np.zeros(person.matte.shape, np.float32)
    if Category.TOPS in categories and Category.BOTTOMS not in categories:
        return _keep_bottoms(person, shape, params)
    if categories == (Category.BOTTOMS,):
        return _keep_top(person, shape, params)
    return Kept(None, pixels, nothing)


def remaining_clothes(
    person: Person, frame: BodyCoordinates, categories: tuple[Category, ...], params: KeptParams = KeptParams()
) -> Mask:
    """(H, W) bool: cloth of the photo that stays on when these categories are replaced.

    Args:
        person: The person.
        frame: Where each pixel lies on the body.
        categories: What is replaced.
        params: Where a dress is split.
    """
    labels, level = clothes_in_order(person, frame), frame.level
    least = params.least * float((person.matte > 0.5).sum())
    if Category.TOPS in categories and Category.BOTTOMS not in categories:
        bottoms = labels.where(BodyLabel.LOWER_CLOTHES)
        below = (level > params.dress_split[0]) & ~frame.beyond_flare()
        dress = labels.where(BodyLabel.DRESS) & below
        if dress.sum() > max(least, 0.3 * bottoms.sum()):
            bottoms = bottoms | dress
        long_top = labels.where(BodyLabel.UPPER_CLOTHES, BodyLabel.OUTERWEAR)
        if bottoms.sum() < least and (long_top & (level > 1.4)).sum() > least:
            # A dress that the parser took for a long top.
            bottoms = bottoms | (long_top & below)
        return bottoms if bottoms.sum() >= least else np.zeros_like(bottoms)
    if categories == (Category.BOTTOMS,):
        above = labels.where(BodyLabel.DRESS) & (level < params.dress_split[1])
        tops = labels.where(BodyLabel.UPPER_CLOTHES, BodyLabel.OUTERWEAR)
        if above.sum() > max(least, 0.3 * tops.sum()):
            tops = tops | above
        lower = labels.where(BodyLabel.LOWER_CLOTHES)
        one_piece = tops.sum() > least and not _bares_belly(person, frame, _hem(tops, frame, params))
        if one_piece and _look_alike(person, tops, lower, params):
            # A dress, taken for top and bottoms of the same cloth: its border is nowhere, so it is cut straight.
            tops = _with_prints(tops | lower, labels, frame) & (level < params.dress_split[1])
        return tops
    return np.zeros(person.matte.shape, np.bool_)


def _with_prints(cloth: Mask, labels: Parsing, frame: BodyCoordinates) -> Mask:
    """The cloth with the gaps in it that were taken for skin."""
    side = 2 * round(0.2 * float(np.median(frame.half_width))) + 1
    closed = cv2.morphologyEx(
        cloth.astype(np.uint8), cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    )
    skin = labels.where(BodyLabel.TORSO_SKIN, BodyLabel.LEFT_LEG, BodyLabel.RIGHT_LEG)
    return cloth | ((closed > 0) & skin)


def _look_alike(person: Person, one: Mask, other: Mask, params: KeptParams) -> bool:
    """Whether two regions have the same colours, in the same amounts."""
    if min(one.sum(), other.sum()) < 200:
        return False
    cells = colour_cells(person.photo.pixels)
    return likeness(histogram(cells[one]), histogram(cells[other])) > params.same_cloth


def _keep_bottoms(person: Person, shape: BodyShape, params: KeptParams) -> Kept:
    size = (person.matte.shape[0], person.matte.shape[1])
    frame = BodyCoordinates.of(shape, size)
    source = _smooth_border(remaining_clothes(person, frame, (Category.TOPS,), params), person, shape, params)
    if not source.any():
        return _invent_bottoms(person, shape, frame, params)
    core = source & (np.abs(frame.sideways) < 0.5 * frame.half_width)
    rim = float(np.quantile(frame.level[core], 0.02)) if core.any() else params.waist
    outline = _soft(source)
    image, extension = person.photo.pixels, np.zeros(size, np.float32)
    if rim > params.real_waistband:
        extension = _waist_to(frame, shape, source, rim, params)
    covered = person.parsing.where(BodyLabel.UPPER_CLOTHES, BodyLabel.OUTERWEAR, BodyLabel.DRESS) & ~source
    if rim > 1.0:
        extension = np.maximum(extension, _hidden_legs(shape, source, covered, frame))
    shadow = distance_to(covered) < params.shadow * shape.unit_length
    image = _completed(image, source, shadow, extension, outline, person)
    alpha = np.maximum(outline, extension)
    if rim > params.real_waistband:
        image = _with_waistband(image, frame, params, shape.torso_length)
    return Kept(Category.BOTTOMS, image, alpha)


def _waist_to(frame: BodyCoordinates, shape: BodyShape, source: Mask, rim: float, params: KeptParams) -> Matte:
    """(H, W) float32: the hidden stretch from the waist to where the bottoms become visible."""
    row = source & (np.abs(frame.level - rim - 0.04) < 0.03)
    ratio = np.abs(frame.sideways[row]) / frame.half_width[row]
    width = float(np.clip(np.quantile(ratio, 0.97), params.ease, params.widest)) if row.sum() > 20 else params.ease
    rise = np.clip((frame.level - params.waist) / max(rim - params.waist, 0.05), 0, 1)
    half = frame.half_width * (params.ease + (width - params.ease) * rise)
    inside = half - np.abs(frame.sideways)
    below = (frame.level - _waistline(frame, params)) * shape.torso_length
    above = (rim + 0.08 - frame.level) * shape.torso_length
    return np.clip(np.minimum(np.minimum(inside, below), above) + 0.5, 0, 1).astype(np.float32)


def _waistline(frame: BodyCoordinates, params: KeptParams) -> Floats:
    """The level at which bottoms end: a waist seen from the front hangs a little in the middle."""
    bow = 1 - np.clip(np.abs(frame.sideways) / np.maximum(frame.half_width, 1), 0, 1) ** 2
    return np.asarray(params.waist + 0.025 * bow, np.float32)


def _hidden_legs(shape: BodyShape, source: Mask, covered: Mask, frame: BodyCoordinates) -> Matte:
    """(H, W) float32: hips and thighs under a long top or coat."""
    size = (source.shape[0], source.shape[1])
    body = (np.abs(frame.sideways) < 1.1 * frame.half_width) & (frame.level < 1.2)
    for leg in shape.legs.values():
        body |= leg.mask(size, 1.25)
    rows = np.nonzero(source.any(1))[0]
    top = rows[0] if len(rows) else 0
    middle = source[top : top + 12].any(0)
    if middle.any():
        span = np.nonzero(middle)[0]
        if middle[span[0] : span[-1]].mean() > 0.95:
            # A skirt: no gap between the legs.
            body |= (np.abs(frame.sideways) < 1.1 * frame.half_width) & (frame.level < 2.0)
    hidden = body & covered & (frame.level > 0.9)
    return cv2.GaussianBlur(hidden.astype(np.float32), (0, 0), 0.8)


def _completed(
    pixels: RgbImage, source: Mask, shadow: Mask, extension: Matte, outline: Matte, person: Person
) -> RgbImage:
    """The garment's pixels, continued over the extension, over the old garment's shadow and over its own soft edge."""
    inside = cv2.erode((source & (person.matte > 0.97)).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    known = inside & ~shadow
    if known.sum() < 200:
        known = inside if inside.sum() >= 50 else source
    edge = cv2.dilate((outline > 0).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    hole = ((extension > 0) | edge) & ~known
    rows, columns = np.nonzero((known | hole).any(1))[0], np.nonzero((known | hole).any(0))[0]
    box = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    image = pixels.copy()
    image[box] = continue_into(pixels[box], known[box], hole[box], CLOTH)
    return image


def _with_waistband(image: RgbImage, frame: BodyCoordinates, params: KeptParams, torso_length: float) -> RgbImage:
    """A seam below the continued waist, as dark as a fold: a plain edge would look cut off."""
    depth = (frame.level - _waistline(frame, params)) * torso_length
    band = 0.085 * torso_length
    near = (depth > -2) & (depth < band + 4)
    shade = np.ones(depth.shape, np.float32)
    shade -= 0.22 * np.exp(-0.5 * ((depth - band) / 1.1) ** 2)
    shade += 0.07 * np.exp(-0.5 * ((depth - band + 2.5) / 1.5) ** 2)
    shade -= 0.15 * np.exp(-0.5 * (depth / 1.5) ** 2)
    result = image.copy()
    result[near] = np.clip(image[near] * shade[near][:, None], 0, 255).astype(np.uint8)
    return result


def _invent_bottoms(person: Person, shape: BodyShape, frame: BodyCoordinates, params: KeptParams) -> Kept:
    """Plain dark trousers for somebody whose bottoms cannot be seen, so that a short top bares nobody."""
    size = (person.matte.shape[0], person.matte.shape[1])
    hips = params.ease * frame.half_width - np.abs(frame.sideways)
    hips = np.minimum(hips, (1.18 - frame.level) * shape.torso_length)
    below = (frame.level - _waistline(frame, params)) * shape.torso_length
    alpha = np.clip(np.minimum(hips, below) + 0.5, 0, 1).astype(np.float32)
    for leg in shape.legs.values():
        alpha = np.maximum(alpha, _soft(leg.mask(size, 1.12) & (frame.level > 0.95)))
    # Shoes, and skin that shows below the hips, prove that trousers do not reach there.
    if person.parsing.where(BodyLabel.LEFT_LEG, BodyLabel.RIGHT_LEG).any():
        alpha *= np.clip((1.6 - frame.level) * shape.torso_length, 0, 1)
    alpha = np.minimum(alpha, person.matte).astype(np.float32)
    round_off = 1 - 0.35 * np.clip(np.abs(frame.sideways) / np.maximum(frame.half_width, 1), 0, 1.1) ** 3
    image = np.clip(np.array(params.invented, np.float32) * round_off[..., None], 0, 255).astype(np.uint8)
    return Kept(Category.BOTTOMS, _with_waistband(image, frame, params, shape.torso_length), alpha)


def _keep_top(person: Person, shape: BodyShape, params: KeptParams) -> Kept:
    size = (person.matte.shape[0], person.matte.shape[1])
    frame = BodyCoordinates.of(shape, size)
    remaining = _without_strays(remaining_clothes(person, frame, (Category.BOTTOMS,), params), frame, params)
    source = _smooth_border(remaining, person, shape, params)
    if not source.any():
        return Kept(None, person.photo.pixels, np.zeros(size, np.float32))
    outline = _soft(source)
    hem = _hem(source, frame, params)
    extension = np.zeros(size, np.float32)
    if 0.5 < hem < params.tucked and not _bares_belly(person, frame, hem):
        inside = frame.half_width - np.abs(frame.sideways)
        stretch = np.minimum(frame.level - hem + 0.08, params.tucked_until - frame.level) * shape.torso_length
        extension = np.clip(np.minimum(inside, stretch) + 0.5, 0, 1).astype(np.float32)
    replaced = person.parsing.where(*CLOTHES) & ~source
    shadow = distance_to(replaced) < 0.5 * params.shadow * shape.unit_length
    image = _completed(person.photo.pixels, source, shadow, extension, outline, person)
    return Kept(Category.TOPS, image, np.maximum(outline, extension))


def _without_strays(top: Mask, frame: BodyCoordinates, params: KeptParams) -> Mask:
    """A top without the specks of it that a parser found elsewhere, and without threads that hang from its hem."""
    top = without_islands(top, params.stray)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))
    thick = cv2.dilate(cv2.morphologyEx(top.astype(np.uint8), cv2.MORPH_OPEN, kernel), np.ones((3, 3), np.uint8)) > 0
    return top & (thick | (frame.level < params.waist))


def _hem(top: Mask, frame: BodyCoordinates, params: KeptParams) -> float:
    """The level at which a top ends in front."""
    core = top & (np.abs(frame.sideways) < 0.5 * frame.half_width)
    return float(np.quantile(frame.level[core], 0.98)) if core.any() else params.tucked_until


def _bares_belly(person: Person, frame: BodyCoordinates, hem: float) -> bool:
    """Whether skin shows below the hem of a top: it is cropped, not tucked in."""
    below = (np.abs(frame.sideways) < 0.5 * frame.half_width) & (frame.level > hem) & (frame.level < hem + 0.1)
    return bool((person.parsing.where(BodyLabel.TORSO_SKIN) & below).sum() > 0.5 * below.sum() > 0)


def _smooth_border(source: Mask, person: Person, shape: BodyShape, params: KeptParams) -> Mask:
    """Straighten a ragged border between the garment that stays and the one that goes; outlines stay as they are."""
    side = 2 * max(1, round(params.border * shape.unit_length)) + 1
    smooth = cv2.medianBlur(source.astype(np.uint8) * 255, min(side, 255)) > 127
    own = person.parsing.where(*CLOTHES)
    # Beyond the clothes there is nothing to be smooth with: at outlines the median would round off corners.
    inside = cv2.erode(own.astype(np.uint8), np.ones((side, side), np.uint8)) > 0
    return np.where(inside, smooth, source)


def _soft(mask: Mask) -> Matte:
    return np.asarray(cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 0.8), np.float32)
