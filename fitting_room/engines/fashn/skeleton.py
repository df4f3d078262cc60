"""A pose -> the grey drawing of it that FASHN VTON was trained with (after DWPose, Apache-2.0).

Coordinates are pixels of the drawing. Everything is drawn in a fixed order, later over earlier, without smoothing.
"""

import math

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import ScoredPoints
from fitting_room.domain.body import VISIBLE, Joint, Pose

Grey = npt.NDArray[np.uint8]

LIMBS = (
    (Joint.NECK, Joint.RIGHT_SHOULDER),
    (Joint.NECK, Joint.LEFT_SHOULDER),
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW),
    (Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
    (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW),
    (Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
    (Joint.NECK, Joint.RIGHT_HIP),
    (Joint.RIGHT_HIP, Joint.RIGHT_KNEE),
    (Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
    (Joint.NECK, Joint.LEFT_HIP),
    (Joint.LEFT_HIP, Joint.LEFT_KNEE),
    (Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
    (Joint.NECK, Joint.NOSE),
    (Joint.NOSE, Joint.RIGHT_EYE),
    (Joint.RIGHT_EYE, Joint.RIGHT_EAR),
    (Joint.NOSE, Joint.LEFT_EYE),
    (Joint.LEFT_EYE, Joint.LEFT_EAR),
)
"""In the order of their greys."""
LIMB_GREYS = np.linspace(20, 240, 18).astype(np.uint8)
LIMB_DIM, JOINT_BRIGHT = 0.6, 1.3
LIMB_HALF_WIDTH = JOINT_RADIUS = 4
FINGERS = tuple(
    (0 if bone == 0 else 4 * finger + bone, 4 * finger + bone + 1) for finger in range(5) for bone in range(4)
)
FINGER_GREYS = np.linspace(160, 220, len(FINGERS)).astype(np.uint8)
FINGERTIP_GREY, FACE_GREY = 240, 200
FINGER_WIDTH, FACE_RADIUS = 2, 3

# fmt: off
FACE_68 = (
    162, 234, 93, 58, 172, 136, 149, 148, 152, 377, 378, 365, 397, 288, 323, 454, 389,  # jaw, from the right ear
    71, 63, 105, 66, 107, 336, 296, 334, 293, 301,                                       # eyebrows
    168, 197, 5, 4, 75, 97, 2, 326, 305,                                                 # nose
    33, 160, 158, 133, 153, 144, 362, 385, 387, 263, 373, 380,                           # eyes
    61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181, 78, 82, 13, 312, 308, 317, 14, 87,  # mouth
)
"""The points of MediaPipe's face mesh that lie nearest to the 68 of iBUG, in their order."""
# fmt: on


def draw_pose(pose: Pose) -> Grey:
    """Draw a pose at the size of its picture, (H, W) uint8."""
    hands = () if pose.hands is None else tuple(pose.hands)
    face = None if pose.face is None else pose.face[list(FACE_68)]
    return draw_skeleton(pose.size, pose.keypoints, hands, face)


def draw_skeleton(
    size: tuple[int, int],
    joints: ScoredPoints,
    hands: tuple[ScoredPoints, ...] = (),
    face: ScoredPoints | None = None,
) -> Grey:
    """Draw joints, hands and face.

    Args:
        size: (width, height) of the drawing.
        joints: (18, 3) x, y, score in `Joint` order; below `VISIBLE` they are left out.
        hands: (21, 3) each.
        face: (68, 3).

    Returns:
        (H, W) uint8, 0 where nothing is.
    """
    bones = np.zeros((size[1], size[0]), np.uint8)
    for (start, end), grey in zip(LIMBS, LIMB_GREYS, strict=False):
        if joints[start, 2] >= VISIBLE and joints[end, 2] >= VISIBLE:
            _draw_limb(bones, _pixel(joints[start]), _pixel(joints[end]), int(grey))
    drawing: Grey = (bones * LIMB_DIM).astype(np.uint8)
    for joint in Joint:
        if joints[joint, 2] >= VISIBLE:
            first = next(number for number, limb in enumerate(LIMBS) if joint in limb)
            grey = min(255, int(LIMB_GREYS[first] * JOINT_BRIGHT))
            cv2.circle(drawing, _pixel(joints[joint]), JOINT_RADIUS, grey, thickness=-1)
    for hand in hands:
        _draw_hand(drawing, hand)
    for point in face if face is not None else ():
        if _is_drawn(point):
            cv2.circle(drawing, _pixel(point), FACE_RADIUS, FACE_GREY, thickness=-1)
    return drawing


def _draw_limb(drawing: Grey, start: tuple[int, int], end: tuple[int, int], grey: int) -> None:
    """A limb is an ellipse between two joints."""
    across, down = start[0] - end[0], start[1] - end[1]
    middle = ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2)
    axes = (int(math.hypot(across, down)) // 2, LIMB_HALF_WIDTH)
    outline = cv2.ellipse2Poly(middle, axes, int(math.degrees(math.atan2(down, across))), 0, 360, 1)
    cv2.fillConvexPoly(drawing, outline, grey)


def _draw_hand(drawing: Grey, hand: ScoredPoints) -> None:
    for (start, end), grey in zip(FINGERS, FINGER_GREYS, strict=True):
        if _is_drawn(hand[start]) and _is_drawn(hand[end]):
            cv2.line(drawing, _pixel(hand[start]), _pixel(hand[end]), int(grey), thickness=FINGER_WIDTH)
    for point in hand:
        if _is_drawn(point):
            cv2.circle(drawing, _pixel(point), JOINT_RADIUS, FINGERTIP_GREY, thickness=-1)


def _is_drawn(point: npt.NDArray[np.float32]) -> bool:
    """Whether a point of hand or face was seen; on the first row or column it counts as missing, as in training."""
    return bool(point[2] >= VISIBLE and min(_pixel(point)) > 0)


def _pixel(point: npt.NDArray[np.float32]) -> tuple[int, int]:
    return int(point[0]), int(point[1])
