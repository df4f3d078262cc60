"""The maps of the frontal MV-VTON and of DCI-VTON, whose agnostic picture grows with the width of the shoulders.

Source: hywang2002/MV-VTON `Frontal-View VTON/ldm/data/cp_dataset.py`.
"""

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap, Mask, members
from fitting_room.perception.classic.brush import MaskBrush, Positions, hips_as_wide_as_shoulders, known, positions
from fitting_room.perception.classic.viton_hd import ARM_ENDS, HEAD, HIPS, LOWER, NECK_POINT, SHOULDERS

ARMS = {14: (5, 6, 7), 15: (2, 3, 4)}
"""For the label of each arm its joints, from the shoulder to the wrist."""
SHOULDERS_PER_UNIT = 16
"""The unit of every length is this share of the shoulders, and one pixel more."""
REPAINTED = (5, 6, 7, 14, 15)
"""Labels that are painted anew: tops and arms."""
SPREAD, SHRINK = 3, 1
"""How often the repainted region is widened, and then narrowed."""
KERNEL_PER_WIDTH = 5 / 256


def agnostic_mask(labels: LabelMap, points: npt.NDArray[Any]) -> Mask:
    """What is hidden of a person.

    Args:
        labels: (H, W) uint8 of 20 labels.
        points: (25, 2 or 3) BODY_25; (0, 0) where one is not known.

    Returns:
        (H, W) bool.
    """
    joints = positions(points)
    unit = int(np.linalg.norm(joints[SHOULDERS[1]] - joints[SHOULDERS[0]]) / SHOULDERS_PER_UNIT) + 1
    hips_as_wide_as_shoulders(joints, SHOULDERS, HIPS)
    brush = MaskBrush(labels.shape[:2])
    for hip in HIPS:
        brush.ellipse(joints[hip], 3 * unit, 6 * unit)
    for shoulder, hip in zip(SHOULDERS, HIPS, strict=True):
        brush.line(joints[[shoulder, hip]], 6 * unit)
    brush.line(joints[list(HIPS)], 12 * unit)
    brush.polygon(joints[[*SHOULDERS, *HIPS[::-1]]])
    x, y = joints[NECK_POINT]
    brush.box(x - 5 * unit, y - 9 * unit, x + 5 * unit, y)
    brush.line(joints[list(SHOULDERS)], 12 * unit)
    for shoulder in SHOULDERS:
        brush.ellipse(joints[shoulder], 5 * unit, 6 * unit)
    for joint in ARM_ENDS:
        if known(joints, joint - 1, joint):
            brush.line(joints[[joint - 1, joint]], 10 * unit)
            brush.ellipse(joints[joint], 5 * unit)
    hidden = brush.painted & ~members(labels, (*HEAD, *LOWER))
    for arm, chain in ARMS.items():
        hidden &= _drawn_arm(labels.shape[:2], joints, chain, unit) | (labels != arm)
    return np.asarray(hidden)


def _drawn_arm(size: tuple[int, ...], joints: Positions, chain: tuple[int, ...], unit: int) -> Mask:
    """An arm without its hand: what of the label lies outside is put back."""
    brush = MaskBrush(size)
    brush.ellipse(joints[chain[0]], 5 * unit, 6 * unit)
    last = chain[0]
    for joint in chain[1:]:
        if not known(joints, joint - 1, joint):
            continue
        brush.line(joints[[joint - 1, joint]], 10 * unit)
        last = joint
        if joint != chain[-1]:
            brush.ellipse(joints[joint], 5 * unit)
    brush.ellipse(joints[last], 4 * unit)
    return brush.painted


def repainted(labels: LabelMap) -> Mask:
    """(H, W) bool: the region of top and arms that the network paints anew, at the size of the labels (512x512)."""
    side = int(KERNEL_PER_WIDTH * labels.shape[1])
    kernel = np.ones((side, side), np.uint8)
    region = members(labels, REPAINTED).astype(np.uint8)
    region = cv2.erode(cv2.dilate(region, kernel, iterations=SPREAD), kernel, iterations=SHRINK).astype(np.uint8)
    return region > 0
