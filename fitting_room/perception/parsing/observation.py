"""What the rules look at: one small copy of the person with place on the body, skin likeness and palette per pixel."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, Matte, RgbImage
from fitting_room.domain.body import Pose
from fitting_room.domain.geometry import Placement
from fitting_room.perception.parsing.body_frame import BodyFrame, body_frame
from fitting_room.perception.parsing.colour_model import make_palette
from fitting_room.perception.parsing.skin import measure_skin

Array = npt.NDArray[np.float32]

WORK_SIDE = 256
"""Longest side in pixels of the small copy (192-384 tried). The tables of the prior were counted at this size."""
COLOURS = 48
"""Palette size (24-64 tried)."""


@dataclass(frozen=True, eq=False)
class Observation:
    """A person at work size (h, w).

    Attributes:
        image: (h, w, 3) float32 RGB in [0, 1].
        alpha: (h, w) float32 matte.
        person: (h, w) bool: where a class is looked for.
        pose: Joints in work pixels.
        frame: Place on the body.
        cells: (h, w) int32 `BodyFrame.cells`.
        skin_distance: (h, w) float32 Mahalanobis distance from the person's skin colour.
        index: (h, w) int32 palette index.
        palette: (K, 3) float32 CIE Lab.
    """

    image: Array
    alpha: Matte
    person: Mask
    pose: Pose
    frame: BodyFrame
    cells: npt.NDArray[np.int32]
    skin_distance: Array
    index: npt.NDArray[np.int32]
    palette: Array


def observe(canvas: RgbImage, pose: Pose, matte: Matte) -> Observation:
    """Make the small copy.

    Args:
        canvas: RGB uint8 (H, W, 3), the person's part of the photo.
        pose: Joints in pixels of the canvas.
        matte: (H, W) float32.
    """
    placement = Placement.shrink((canvas.shape[1], canvas.shape[0]), WORK_SIDE)
    image = placement.image(canvas).astype(np.float32) / 255.0
    alpha = placement.matte(matte)
    small_pose = pose.placed(placement)
    lab = cv2.cvtColor(image, cv2.COLOR_RGB2LAB)
    person = alpha > 0.3
    index, palette = make_palette(lab, person, COLOURS)
    frame = body_frame(small_pose, placement.canvas)
    skin_distance = measure_skin(lab, small_pose, alpha).distance(lab)
    return Observation(image, alpha, person, small_pose, frame, frame.cells(), skin_distance, index, palette)
