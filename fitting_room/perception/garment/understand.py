"""A garment picture understood: the straight line from pixels to `Garment`.

cut out -> stand upright -> landmarks -> opening -> parts -> attributes; a worn garment is cut from its wearer instead
and takes its landmarks from the wearer's joints.
"""

from dataclasses import dataclass, replace

import numpy as np

from fitting_room.domain.arrays import LabelMap, Mask, RgbImage
from fitting_room.domain.body import Person
from fitting_room.domain.garment import Category, Garment, HemLength, Landmark, Neckline, PhotoType, SleeveLength
from fitting_room.domain.job import Report, silent
from fitting_room.domain.sentence import Sentence
from fitting_room.perception.clicks import Segmenter
from fitting_room.perception.garment import attributes
from fitting_room.perception.garment.contour import Upright, stand_upright
from fitting_room.perception.garment.cutout import Cutout, cut_out
from fitting_room.perception.garment.edge import continue_colours, soft_edge
from fitting_room.perception.garment.landmarks_bottoms import BottomsShape, read_bottom
from fitting_room.perception.garment.landmarks_tops import TopsShape, read_top
from fitting_room.perception.garment.landmarks_worn import read_worn
from fitting_room.perception.garment.marks import Place
from fitting_room.perception.garment.neckline import Opening, OpeningParams, find_opening
from fitting_room.perception.garment.parts import label_bottom, label_top
from fitting_room.perception.garment.shape import bounding_box
from fitting_room.perception.garment.worn import category_worn, cut_from_wearer, find_wearer

WAISTBAND = OpeningParams(
    widths=(0.86, 0.92, 0.97),
    depths=(0.04, 0.06, 0.08, 0.10, 0.13, 0.16, 0.20, 0.25),
    powers=(1.7, 2.1, 2.8),
    least_contrast=9.0,
    least_agreement=0.8,
)
"""The back of a waistband seen above the front: a shallow curve across nearly the whole width."""
BACK_DIP = 0.35
"""An outline that dips less than this between the neck points, in half widths of the neck, follows the back of the
collar, whose inside is then in view (round front necklines dip .6 and more; tried .2-.5)."""
ASK_BELOW = 0.5
"""Below this confidence the user is asked to check."""
EDGE_SHARE = 0.25
"""A garment that runs along the picture's edge for this share of its own width or height is cut off (tried .1-.4)."""
CUT_OFF_TRUST = 0.6
"""What is left of the confidence then."""


@dataclass(frozen=True, eq=False)
class _Reading:
    """What was read from a cut-out, landmarks in picture pixels."""

    landmarks: dict[Landmark, Place]
    parts: LabelMap
    sleeve_length: SleeveLength
    hem_length: HemLength
    neckline: Neckline | None
    confidence: float


def understand_garment(
    pixels: RgbImage,
    name: str,
    category: Category | None = None,
    photo_type: PhotoType | None = None,
    segmenter: Segmenter | None = None,
    report: Report = silent,
) -> Garment:
    """Cut a garment out of its picture and find its landmarks, parts and attributes.

    Args:
        pixels: RGB uint8 (H, W, 3), upright.
        name: What to call it.
        category: Where it is worn; None lets the shape decide.
        photo_type: How it was photographed; None lets the picture decide.
        segmenter: Helps to cut it out where the background is not plain; colours alone decide where None.
        report: Called before each step, with its share of this work; raises `Cancelled` to stop.

    Raises:
        UnsuitableGarment: No garment can be told from the background, or from its wearer.
        Cancelled: `report` raised it.
    """
    report("garment", 0.0)
    if photo_type in (None, PhotoType.WORN):
        wearer = find_wearer(pixels, certain=photo_type is PhotoType.WORN)
        if wearer is not None:
            report("garment", 0.5)
            return _understand_worn(wearer, name, category)
    report("garment", 0.3)
    cutout = cut_out(pixels, segmenter=segmenter)
    report("garment", 0.6)
    upright = stand_upright(cutout.mask)
    sure = 1.0
    if category is None:
        category, sure = attributes.guess_category(upright, read_top(upright, dress=False))
    matte = soft_edge(cutout.pixels, cutout.mask)
    image = continue_colours(cutout.pixels, matte)
    report("garment", 0.8)
    if category is Category.BOTTOMS:
        reading = _read_bottom(image, cutout.mask, upright, read_bottom(upright), matte > 0)
    else:
        top = read_top(upright, dress=category is Category.DRESSES)
        reading = _read_top(image, cutout.mask, upright, top, category, matte > 0)
    cut_off = _cut_off(cutout)
    confidence = float(np.clip(sure * reading.confidence * (CUT_OFF_TRUST if cut_off else 1), 0, 1))
    return Garment(
        name=name,
        category=category,
        image=image,
        matte=matte,
        parts=reading.parts,
        landmarks=reading.landmarks,
        photo_type=photo_type or (PhotoType.GHOST if cutout.plain else PhotoType.FLAT),
        sleeve_length=reading.sleeve_length,
        hem_length=reading.hem_length,
        neckline=reading.neckline,
        confidence=confidence,
        notices=_notices(confidence, cut_off, name),
    )


def _cut_off(cutout: Cutout) -> bool:
    """Whether the edge of the original picture cuts through the garment."""
    left, top, right, bottom = bounding_box(cutout.mask)
    sides = (cutout.mask[0], cutout.mask[-1], cutout.mask[:, 0], cutout.mask[:, -1])
    lengths = (right - left, right - left, bottom - top, bottom - top)
    return any(side.sum() > EDGE_SHARE * length for side, length in zip(sides, lengths, strict=True))


def _notices(confidence: float, cut_off: bool, name: str) -> tuple[str, ...]:
    notices: tuple[str, ...] = (
        (Sentence("“{name}” is cut off by the edge of the picture.", name=name),) if cut_off else ()
    )
    if confidence < ASK_BELOW:
        notices += (
            Sentence("“{name}” is hard to read in this picture; please check its category and outline.", name=name),
        )
    return notices


_TAKEN = {
    Category.TOPS: Sentence("A person wears it in the picture; the top was taken."),
    Category.BOTTOMS: Sentence("A person wears it in the picture; the bottom piece was taken."),
    Category.DRESSES: Sentence("A person wears it in the picture; the dress was taken."),
}


def _understand_worn(wearer: Person, name: str, category: Category | None) -> Garment:
    chosen = category or category_worn(wearer)
    cutout = cut_from_wearer(wearer, chosen)
    matte = soft_edge(cutout.pixels, cutout.mask)
    shape = read_worn(cutout.mask, cutout.pose, chosen is Category.BOTTOMS)
    parts = shape.parts.copy()
    parts[(matte > 0) & (parts == 0)] = 1
    notices = [] if category else [_TAKEN[chosen]]
    if cutout.hidden > 0.05:
        notices.append(
            Sentence("{share:.0%} of “{name}” was hidden and has been guessed.", share=cutout.hidden, name=name)
        )
    confidence = _mean_score(shape.landmarks) * (1 - 2 * cutout.hidden)
    if cutout.cut_off:
        confidence *= CUT_OFF_TRUST
        notices.append(Sentence("“{name}” is cut off by the edge of the picture.", name=name))
    return Garment(
        name=name,
        category=chosen,
        image=continue_colours(cutout.pixels, matte),
        matte=matte,
        parts=parts,
        landmarks=shape.landmarks,
        photo_type=PhotoType.WORN,
        sleeve_length=attributes.sleeve_length_worn(shape),
        hem_length=attributes.hem_length_worn(shape, cutout.pose),
        neckline=None if chosen is Category.BOTTOMS else attributes.neckline_worn(shape),
        confidence=float(np.clip(confidence, 0, 1)),
        notices=tuple(notices),
        wearer=cutout.pose,
    )


def _to_picture(upright: Upright, landmarks: dict[Landmark, Place]) -> dict[Landmark, Place]:
    moved = {}
    for landmark, (x, y, score) in landmarks.items():
        across, down = upright.to_picture(np.array([x, y]))
        moved[landmark] = (float(across), float(down), float(score))
    return moved


def _read_top(
    image: RgbImage, mask: Mask, upright: Upright, top: TopsShape, category: Category, touched: Mask
) -> _Reading:
    landmarks = dict(top.landmarks)
    left, right = landmarks[Landmark.NECK_LEFT], landmarks[Landmark.NECK_RIGHT]
    half_width = abs(left[0] - right[0]) / 2
    if top.bare_shoulders:
        half_width = 0.85 * abs(landmarks[Landmark.SHOULDER_LEFT][0] - landmarks[Landmark.SHOULDER_RIGHT][0]) / 2
    height = (left[1] + right[1]) / 2
    dip = float(upright.top[round(upright.axis)]) - height
    must = not (top.collar or top.bare_shoulders) and dip < BACK_DIP * half_width
    opening = find_opening(image, mask, upright, half_width, height, top.collar, must)
    if top.bare_shoulders:
        opening, top = _bare_or_wide(opening, half_width, top, landmarks)
    front, score = float(upright.top[round(upright.axis)]), 0.6
    if opening is not None:
        front = float(np.interp(upright.axis, opening.curve[:, 0], opening.curve[:, 1]))
        score = min(1.0, 0.5 + opening.agreement / 2)
    landmarks[Landmark.NECK_FRONT] = (upright.axis, front, score)
    depth = (front - (left[1] + right[1]) / 2) / max(2 * half_width, 1.0)
    inside = opening.inside if opening is not None else None
    return _Reading(
        landmarks=_to_picture(upright, landmarks),
        parts=label_top(touched, upright, {side: cut.mask for side, cut in top.sleeves.items()}, inside),
        sleeve_length=attributes.sleeve_length(top),
        hem_length=attributes.hem_length_of_top(top, category),
        neckline=attributes.neckline(top, opening, depth),
        confidence=_mean_score(landmarks),
    )


def _bare_or_wide(
    opening: Opening | None, half_width: float, top: TopsShape, landmarks: dict[Landmark, Place]
) -> tuple[Opening | None, TopsShape]:
    """Tell bare shoulders from a wide round neck, whose back the outline follows: only the latter has a front edge.

    Moves the neck points in `landmarks` to the ends of that edge.
    """
    wide = opening is not None and opening.half_width > 0.6 * half_width and opening.power > 1.5
    if opening is None or not wide:
        return None, top
    for name, end in ((Landmark.NECK_RIGHT, opening.curve[0]), (Landmark.NECK_LEFT, opening.curve[-1])):
        landmarks[name] = (float(end[0]), float(end[1]), 0.7)
    return opening, replace(top, bare_shoulders=False)


def _read_bottom(image: RgbImage, mask: Mask, upright: Upright, bottom: BottomsShape, touched: Mask) -> _Reading:
    landmarks = bottom.landmarks
    left, right = landmarks[Landmark.WAIST_LEFT], landmarks[Landmark.WAIST_RIGHT]
    opening = find_opening(
        image, mask, upright, abs(left[0] - right[0]) / 2, (left[1] + right[1]) / 2, params=WAISTBAND
    )
    return _Reading(
        landmarks=_to_picture(upright, landmarks),
        parts=label_bottom(touched, upright, bottom.gap, opening.inside if opening is not None else None),
        sleeve_length=SleeveLength.NONE,
        hem_length=attributes.hem_length_of_bottom(bottom),
        neckline=None,
        confidence=_mean_score(landmarks),
    )


def _mean_score(landmarks: dict[Landmark, Place]) -> float:
    return float(np.mean([score for _, _, score in landmarks.values()]))
