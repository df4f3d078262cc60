"""A person and a garment -> the pictures that a network is shown, and from its answer what really changed."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.body import Joint, Person
from fitting_room.domain.errors import BodyCutOff
from fitting_room.domain.garment import Garment, Outfit
from fitting_room.domain.geometry import Placement

OUTSIDE = 0
"""Black: what FASHN's training put around pictures of another shape."""


@dataclass(frozen=True)
class FramingParams:
    """How pictures are laid out for the network, and what counts as changed."""

    person_margin: float = 0.06
    """Room around the person, as a share of their height (0.03-0.1 considered; not tuned: no weights could be run)."""
    garment_margin: float = 0.05
    """Room around the garment, as a share of its longer side."""
    repainted: int = 12
    """Largest difference of a channel, of 255, that still counts as the photo's own pixel drawn again."""
    torso_height: float = 0.41
    """From neck to hips, as a share of the canvas, where only the upper body is shown: the middle of nine people of
    VITON-HD (0.37-0.5)."""
    tallest_torso: float = 0.5
    """As much of it as the torso may take where the photo would not fill the canvas otherwise: the largest of them."""
    neck_below_top: float = 0.35
    """How far below the upper edge of the canvas the neck is then: the middle of the same nine (0.28-0.43)."""
    speck: int = 5
    """Pixels of the canvas; changes smaller than this are noise."""
    rim: int = 9
    """Pixels of the canvas around a change that are taken with it: wider than the composite's feather."""


PARAMS = FramingParams()


def place_person(person: Person, canvas: tuple[int, int], params: FramingParams = PARAMS) -> Placement:
    """Where the person's part of the photo lies on the canvas: whole, centred, with as little outside as can be.

    Args:
        person: At the photo's own size.
        canvas: (width, height) of the canvas.
        params: How much room they get.
    """
    size = person.photo.size
    rows, columns = np.nonzero(person.matte > 0.5)
    if not len(rows):
        return Placement.letterbox(size, canvas)
    low, high = np.array([columns.min(), rows.min()]), np.array([columns.max(), rows.max()]) + 1.0
    room = high - low + 2 * params.person_margin * (high - low)[1]
    scale = float(min(canvas[0] / room[0], canvas[1] / room[1]))
    box = np.array(canvas) / scale
    corner = _inside_photo((low + high - box) / 2, box, size)
    return Placement(size, canvas, scale, (float(-corner[0] * scale), float(-corner[1] * scale)))


def place_torso(person: Person, canvas: tuple[int, int], params: FramingParams = PARAMS) -> Placement:
    """Where the photo lies on the canvas so that it shows the upper body as VITON and VITON-HD do, from head to hips.

    Args:
        person: At the photo's own size.
        canvas: (width, height) of the canvas.
        params: How large and where.

    Raises:
        BodyCutOff: Shoulders or hips are not seen.
    """
    joints = (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER, Joint.RIGHT_HIP, Joint.LEFT_HIP)
    if not all(person.pose.sees(joint) for joint in joints):
        raise BodyCutOff("Shoulders or hips are not in the picture.", "Use a photo that shows the torso.")
    points = np.array([person.pose.at(joint) for joint in joints], np.float64)
    neck, hips = points[:2].mean(axis=0), points[2:].mean(axis=0)
    size, torso = person.photo.size, max(float(np.linalg.norm(hips - neck)), 1.0)
    filled = max(canvas[0] / size[0], canvas[1] / size[1])
    scale = max(params.torso_height * canvas[1] / torso, min(filled, params.tallest_torso * canvas[1] / torso))
    box = np.array(canvas) / scale
    corner = np.array([(neck + hips)[0] / 2 - box[0] / 2, neck[1] - params.neck_below_top * box[1]])
    corner = _inside_photo(corner, box, size)
    return Placement(size, canvas, scale, (float(-corner[0] * scale), float(-corner[1] * scale)))


def place_garment(garment: Garment, canvas: tuple[int, int], params: FramingParams = PARAMS) -> Placement:
    """Where the garment's picture lies on the canvas: what is of use of it, centred, as large as the canvas allows.

    Args:
        garment: The garment.
        canvas: (width, height) of the canvas.
        params: How much room it gets.
    """
    height, width = garment.matte.shape
    box = (0, 0, width, height)
    rows, columns = np.nonzero(garment.matte > 0.5)
    if len(rows):
        margin = round(params.garment_margin * max(np.ptp(rows), np.ptp(columns)))
        left, top = max(columns.min() - margin, 0), max(rows.min() - margin, 0)
        box = (left, top, min(columns.max() + margin + 1, width), min(rows.max() + margin + 1, height))
    part = Placement.letterbox((box[2] - box[0], box[3] - box[1]), canvas)
    corner = (part.offset[0] - box[0] * part.scale, part.offset[1] - box[1] * part.scale)
    return Placement((width, height), canvas, part.scale, corner)


def cut_out(garment: Garment, placement: Placement, ground: int, outside: int) -> RgbImage:
    """The garment, cut out, on the canvas.

    Args:
        garment: The garment.
        placement: From `place_garment`.
        ground: Grey level on which it lies.
        outside: Grey level of what of the canvas its picture does not fill.

    Returns:
        RGB uint8 (height, width, 3).
    """
    matte = garment.matte[..., None]
    picture = np.round(garment.image * matte + ground * (1 - matte)).astype(np.uint8)
    return placement.image(picture, outside)


def worn_order(outfit: Outfit) -> tuple[Garment, ...]:
    """The garments in the order in which they are put on: one at a time, and tops hang over bottoms."""
    return tuple(garment for garment in (outfit.dress, outfit.bottom, outfit.top) if garment is not None)


def changed_pixels(before: RgbImage, after: RgbImage, placement: Placement, params: FramingParams = PARAMS) -> Mask:
    """(H, W) bool at the photo's size: what the network really repainted, with a rim."""
    different = (cv2.absdiff(before, after).max(axis=2) > params.repainted).astype(np.uint8)
    different = cv2.morphologyEx(different, cv2.MORPH_OPEN, np.ones((params.speck, params.speck), np.uint8))
    near = np.ones((2 * params.rim + 1, 2 * params.rim + 1), np.uint8)
    return placement.matte_back(cv2.dilate(different, near).astype(np.float32)) > 0.5


def _inside_photo(
    corner: npt.NDArray[np.float64], box: npt.NDArray[np.float64], size: tuple[int, int]
) -> npt.NDArray[np.float64]:
    """The corner of a box, moved into the photo where that is larger than the box, else centred on it."""
    inside = np.array(size) - box
    return np.where(inside > 0, np.clip(corner, 0, np.maximum(inside, 0)), inside / 2)
