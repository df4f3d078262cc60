"""The maps of DAFlow: the drawn skeleton, and the picture with black where the garment will be, for three categories.

Source for tops: OFA-Sys/DAFlow `data/data_process`, whose lengths hold for pictures of 256 rows; it knows no others.
For bottoms and dresses the same strokes go on along the legs, joined by the labels and, where they are known, by the
surfaces of the body: a recipe of ours, of the kind that Dress Code's key points, label maps and dense maps are for.
"""

import math
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap, Mask, RgbImage, members
from fitting_room.domain.body import Joint, Person
from fitting_room.domain.garment import Category
from fitting_room.perception.classic.brush import MaskBrush, Positions, hips_as_wide_as_shoulders, known, positions
from fitting_room.perception.classic.viton_hd import seen_only

HEIGHT = 256
UNIT = 10
"""Of every length, in pixels of a picture of 256 rows."""

UPPER, BOTTOMS, DRESS = (5, 6, 7), (9, 12), (6, 10)
HEAD, LOWER = (2, 4, 13), (9, 12, 16, 17, 18, 19)
"""Labels that are put back over the black for tops: hair too, other than in VITON-HD."""
LEGS, SHOES, ARMS = (16, 17), (18, 19), (14, 15)
LEG_SURFACES = (7, 8, 9, 10, 11, 12, 13, 14)
"""Upper and lower legs in DensePose's numbering."""

SHOULDERS = (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER)
HIPS = (Joint.RIGHT_HIP, Joint.LEFT_HIP)
ARM_ENDS = (Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, Joint.LEFT_ELBOW, Joint.LEFT_WRIST)
LEG_ENDS = (Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE, Joint.LEFT_KNEE, Joint.LEFT_ANKLE)
"""Each is joined to the joint before it."""

LIMBS = (
    (1, 2), (1, 5), (2, 3), (3, 4), (5, 6), (6, 7), (1, 8), (8, 9), (9, 10),
    (1, 11), (11, 12), (12, 13), (1, 0), (0, 14), (14, 16), (0, 15), (15, 17),
)  # fmt: skip
COLOURS = (
    (255, 0, 0), (255, 85, 0), (255, 170, 0), (255, 255, 0), (170, 255, 0), (85, 255, 0), (0, 255, 0), (0, 255, 85),
    (0, 255, 170), (0, 255, 255), (0, 170, 255), (0, 85, 255), (0, 0, 255), (85, 0, 255), (170, 0, 255), (255, 0, 255),
    (255, 0, 170), (255, 0, 85),
)  # fmt: skip
STROKE, LEAST_SCORE, LIMB_SHARE = 4, 0.01, 0.6


def points_of(person: Person) -> npt.NDArray[np.float32]:
    """(18, 3) COCO-18 points; (0, 0, 0) where one was not seen."""
    return seen_only(person.pose.keypoints, person.photo.size)


def skeleton(points: npt.NDArray[Any], size: tuple[int, int]) -> RgbImage:
    """Joints and limbs in colours on black, as the network was shown them.

    The authors wrote red and blue in each other's place, so the first joint is blue here.

    Args:
        points: (18, 3) x, y, score in COCO-18 order.
        size: (height, width).

    Returns:
        RGB uint8 (H, W, 3).
    """
    stroke = max(1, round(STROKE * size[0] / HEIGHT))
    canvas = np.zeros((*size, 3), np.uint8)
    for (x, y, score), colour in zip(points, COLOURS, strict=True):
        if score > LEAST_SCORE:
            cv2.circle(canvas, (int(x), int(y)), stroke, colour, thickness=-1)
    for pair, colour in zip(LIMBS, COLOURS, strict=False):
        first, second = points[pair[0]], points[pair[1]]
        if min(first[2], second[2]) < LEAST_SCORE:
            continue
        across, down = float(first[0] - second[0]), float(first[1] - second[1])
        middle = (int((first[0] + second[0]) / 2), int((first[1] + second[1]) / 2))
        axes, angle = (int(math.hypot(across, down) / 2), stroke), int(math.degrees(math.atan2(down, across)))
        limb = cv2.fillConvexPoly(canvas.copy(), cv2.ellipse2Poly(middle, axes, angle, 0, 360, 1), colour)
        canvas = cv2.addWeighted(canvas, 1 - LIMB_SHARE, limb, LIMB_SHARE, 0).astype(np.uint8)
    return np.ascontiguousarray(canvas[..., ::-1])


def agnostic_mask(
    category: Category, labels: LabelMap, points: npt.NDArray[Any], surfaces: LabelMap | None = None
) -> Mask:
    """What is hidden of a person for a garment of a category.

    Args:
        category: What will be put on.
        labels: (H, W) uint8 of LIP's 20 labels, in which bare neck and chest may be 10.
        points: (18, 2 or 3) COCO-18; (0, 0) where one is not known.
        surfaces: (H, W) uint8 of DensePose's 24 surfaces, or None where they are not known.

    Returns:
        (H, W) bool.
    """
    unit = UNIT * labels.shape[0] / HEIGHT
    if category is Category.TOPS:
        torso = _drawn_torso(labels.shape[:2], positions(points), unit)
        return np.asarray(members(labels, UPPER) | (torso & ~members(labels, (*HEAD, *LOWER))))
    legs = _drawn_legs(labels.shape[:2], positions(points), unit)
    if surfaces is not None:
        legs = legs | members(surfaces, LEG_SURFACES)
    if category is Category.BOTTOMS:
        kept = members(labels, (*HEAD, *UPPER, *ARMS, *SHOES, 10))
        return np.asarray(members(labels, (*BOTTOMS, *LEGS)) | (legs & ~kept))
    drawn = legs | _drawn_torso(labels.shape[:2], positions(points), unit)
    worn = members(labels, (*UPPER, *BOTTOMS, *DRESS, *LEGS))
    return np.asarray(worn | (drawn & ~members(labels, (*HEAD, *SHOES))))


def agnostic_mask_of_pose(size: tuple[int, int], points: npt.NDArray[Any]) -> Mask:
    """(H, W) bool: what is hidden for tops where labels are not known; nothing is put back.

    Args:
        size: (height, width).
        points: As for `agnostic_mask`.
    """
    return _drawn_torso(size, positions(points), UNIT * size[0] / HEIGHT, slim=True)


def agnostic_image(pixels: RgbImage, hidden: Mask) -> RgbImage:
    """(H, W, 3) uint8 RGB with black where something is hidden."""
    picture = pixels.copy()
    picture[hidden] = 0
    return picture


def _drawn_torso(size: tuple[int, ...], joints: Positions, unit: float, slim: bool = False) -> Mask:
    """Shoulders, arms, torso and neck; slim at shoulders and neck where nothing will be put back over it."""
    hips_as_wide_as_shoulders(joints, SHOULDERS, HIPS, least=1e-8)
    brush = MaskBrush(size)
    brush.line(joints[list(SHOULDERS)], (3 if slim else 7) * unit)
    for x, y in joints[list(SHOULDERS)]:
        if slim:
            brush.ellipse(np.array((x, y)), 3 * unit)
        else:
            brush.oval(x - 4 * unit, y - 4 * unit, x + 5 * unit, y + 4 * unit)
    for joint in ARM_ENDS:
        if known(joints, joint - 1, joint):
            brush.line(joints[[joint - 1, joint]], 10 * unit)
            if joint in (Joint.RIGHT_ELBOW, Joint.LEFT_ELBOW):
                brush.ellipse(joints[joint], 4 * unit)
    for hip in HIPS:
        if _inside(joints[hip]):
            brush.ellipse(joints[hip], 3 * unit, 6 * unit)
    for ends, width in ((2, 8), 6), ((5, 11), 6), ((8, 11), 12):
        if all(_inside(joints[end]) for end in ends):
            brush.line(joints[list(ends)], width * unit)
    corners = [joints[corner] for corner in (2, 5, 11, 8) if _inside(joints[corner])]
    if len(corners) > 1:
        brush.polygon(corners)
    (x, y), reach = joints[Joint.NECK], (2 if slim else 4) * unit
    brush.box(x - reach, y - reach, x + reach, y + reach)
    return brush.painted


def _drawn_legs(size: tuple[int, ...], joints: Positions, unit: float) -> Mask:
    """Hips and legs down to the ankles."""
    brush = MaskBrush(size)
    if known(joints, *HIPS):
        brush.line(joints[list(HIPS)], 6 * unit)
    for hip in HIPS:
        if known(joints, hip):
            brush.ellipse(joints[hip], 3 * unit)
    for joint in LEG_ENDS:
        if known(joints, joint - 1, joint):
            brush.line(joints[[joint - 1, joint]], 5 * unit)
            brush.ellipse(joints[joint], 2.5 * unit)
    return brush.painted


def _inside(point: npt.NDArray[np.float64]) -> bool:
    """Whether a point is not in the corner where unknown ones lie."""
    return not (point[0] < 1 and point[1] < 1)
