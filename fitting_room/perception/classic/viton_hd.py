"""The maps of VITON-HD, from labels and BODY_25 points: what the person wears and what of them is hidden.

Source: shadow2496/VITON-HD `datasets.py`. All lengths hold for pictures of 1024 rows.
"""

from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap, Mask, RgbImage, members
from fitting_room.domain.body import VISIBLE, Person
from fitting_room.domain.keypoints import BODY_25, from_pose
from fitting_room.domain.labels import CIHP_20, from_canonical
from fitting_room.perception.classic.brush import MaskBrush, Positions, hips_as_wide_as_shoulders, known, positions

HEIGHT, WIDTH = 1024, 768
"""The size of the data set, for which the lengths were written down."""
GREY = 128

UPPER, NECK = (5, 6, 7), (10,)
HEAD, LOWER = (4, 13), (9, 12, 16, 17, 18, 19)
"""What is put back over the grey. Hair is not, and label 4, which the data set calls sunglasses, is."""
ARM_CHAINS = MappingProxyType({14: (2, 5, 6, 7), 15: (5, 2, 3, 4)})
"""For the label of each arm the joints along which it is hidden: from the other shoulder to the wrist."""
ARM_WIDTH, ARM_RADIUS, WRIST_RADIUS = 100, 150, 40

LIMB_WIDTH, LIMB_RADIUS = 200, 100
HIP_AXES = (60, 120)
SIDE_WIDTH, HIPS_WIDTH, NECK_REACH = 120, 240, 140

NECK_POINT, SHOULDERS, HIPS = 1, (2, 5), (9, 12)
ARM_ENDS = (3, 4, 6, 7)
"""Elbows and wrists; each is joined to the point before it."""

CLASSES_13 = np.array((0, 1, 1, 12, 2, 3, 3, 3, 11, 4, 0, 12, 4, 2, 5, 6, 7, 8, 9, 10), np.uint8)
"""The class of each of the 20 labels; the names are those of `VITON_HD_13`."""


def labels_of(person: Person) -> LabelMap:
    """(H, W) uint8 in the 20 labels that VITON-HD uses: LIP's, with bare neck and chest as 10."""
    return from_canonical(person.parsing.labels, CIHP_20)


def points_of(person: Person) -> npt.NDArray[np.float32]:
    """(25, 3) BODY_25 points; (0, 0, 0) where one was not seen, as OpenPose writes it."""
    return seen_only(from_pose(person.pose, BODY_25), person.photo.size)


def seen_only(points: npt.NDArray[np.float32], size: tuple[int, int]) -> npt.NDArray[np.float32]:
    """(N, 3) points with zeros where the score is too low, or outside the picture of (width, height)."""
    inside = np.all((points[:, :2] >= 0) & (points[:, :2] < size), axis=1)
    return np.where((points[:, 2:] >= VISIBLE) & inside[:, None], points, np.float32(0))


def thirteen_classes(labels: LabelMap) -> LabelMap:
    """(H, W) uint8 of 20 labels -> (H, W) uint8 of 13 classes.

    Raises:
        ValueError: A label is not one of the 20.
    """
    if labels.size and labels.max() >= len(CLASSES_13):
        raise ValueError(f"{int(labels.max())} is no label of LIP-20")
    return np.asarray(CLASSES_13[labels])


def one_hot(classes: LabelMap, count: int = 13) -> npt.NDArray[np.float32]:
    """(H, W) uint8 -> (count, H, W) float32 of zeros and ones."""
    return (classes[None] == np.arange(count, dtype=np.uint8)[:, None, None]).astype(np.float32)


def parse_agnostic(labels: LabelMap, points: npt.NDArray[Any]) -> LabelMap:
    """Labels without the top: clothes and neck are background, arms are where they lie along the drawn arm.

    Args:
        labels: (H, W) uint8 of 20 labels.
        points: (25, 2 or 3) BODY_25; (0, 0) where one is not known.

    Returns:
        (H, W) uint8 of 20 labels (`image-parse-agnostic-v3.2`).
    """
    joints, scale = positions(points), labels.shape[0] / HEIGHT
    left = labels.copy()
    for arm, chain in ARM_CHAINS.items():
        left[_drawn_arm(labels.shape[:2], joints, chain, scale) & (labels == arm)] = 0
    left[members(labels, (*UPPER, *NECK))] = 0
    return left


def _drawn_arm(size: tuple[int, ...], joints: Positions, chain: tuple[int, ...], scale: float) -> Mask:
    brush = MaskBrush(size)
    before = chain[0]
    for joint in chain[1:]:
        if not known(joints, before, joint):
            continue
        brush.line(joints[[before, joint]], ARM_WIDTH * scale)
        brush.ellipse(joints[joint], (WRIST_RADIUS if joint == chain[-1] else ARM_RADIUS) * scale)
        before = joint
    return brush.painted


def agnostic_mask(labels: LabelMap, points: npt.NDArray[Any]) -> Mask:
    """(H, W) bool: what is hidden in `agnostic-v3.2`; arguments as for `parse_agnostic`."""
    joints, scale = positions(points), labels.shape[0] / HEIGHT
    hips_as_wide_as_shoulders(joints, SHOULDERS, HIPS)
    brush = MaskBrush(labels.shape[:2])
    brush.line(joints[list(SHOULDERS)], LIMB_WIDTH * scale)
    for shoulder in SHOULDERS:
        brush.ellipse(joints[shoulder], LIMB_RADIUS * scale)
    for joint in ARM_ENDS:
        if known(joints, joint - 1, joint):
            brush.line(joints[[joint - 1, joint]], LIMB_WIDTH * scale)
            brush.ellipse(joints[joint], LIMB_RADIUS * scale)
    for hip in HIPS:
        brush.ellipse(joints[hip], HIP_AXES[0] * scale, HIP_AXES[1] * scale)
    for shoulder, hip in zip(SHOULDERS, HIPS, strict=True):
        brush.line(joints[[shoulder, hip]], SIDE_WIDTH * scale)
    brush.line(joints[list(HIPS)], HIPS_WIDTH * scale)
    brush.polygon(joints[[*SHOULDERS, *HIPS[::-1]]])
    (x, y), reach = joints[NECK_POINT], NECK_REACH * scale
    brush.box(x - reach, y - reach, x + reach, y + reach)
    return np.asarray(brush.painted & ~members(labels, (*HEAD, *LOWER)))


def agnostic_image(pixels: RgbImage, hidden: Mask) -> RgbImage:
    """(H, W, 3) uint8 RGB with what is hidden in the grey of VITON-HD (`agnostic-v3.2`)."""
    picture = pixels.copy()
    picture[hidden] = GREY
    return picture
