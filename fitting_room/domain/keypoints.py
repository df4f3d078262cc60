"""Key-point layouts of the field, and the one way from each of them to `Pose` and back.

Points are float32 (..., N, 3): x, y in pixels, score. A point that the other side does not have is (0, 0, 0). Left and
right are the person's own everywhere.

Sources: CMU OpenPose `doc/02_output.md` (BODY_25, COCO-18, hands); COCO-WholeBody (Jin et al. 2020) for the 133;
`mediapipe.solutions.pose.PoseLandmark` for the 33.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import ScoredPoints
from fitting_room.domain.body import Joint, Pose

HAND_POINTS = 21


@dataclass(frozen=True, eq=False)
class KeypointLayout:
    """Where a detector or a file format keeps each point.

    Attributes:
        name: What the field calls it.
        count: How many points it has.
        joints: The point of each joint. A neck that is missing is the midpoint of the shoulders.
        middle_hip: The point midway between the hips, or None.
        feet: ((left heel, left big toe), (right heel, right big toe)), or None.
        hands: First points of the left and of the right hand, 21 each in OpenPose hand order, or None.
    """

    name: str
    count: int
    joints: Mapping[Joint, int]
    middle_hip: int | None = None
    feet: tuple[tuple[int, int], tuple[int, int]] | None = None
    hands: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "joints", MappingProxyType(dict(self.joints)))


COCO_18 = KeypointLayout("COCO-18", 18, {joint: int(joint) for joint in Joint})

BODY_25 = KeypointLayout(
    "BODY_25",
    25,
    # The order of COCO-18 with the middle of the hips squeezed in at 8.
    {joint: joint if joint < 8 else joint + 1 for joint in Joint},
    middle_hip=8,
    feet=((21, 19), (24, 22)),
)

COCO_17 = KeypointLayout(
    "COCO-17",
    17,
    {
        Joint.NOSE: 0,
        Joint.LEFT_EYE: 1,
        Joint.RIGHT_EYE: 2,
        Joint.LEFT_EAR: 3,
        Joint.RIGHT_EAR: 4,
        Joint.LEFT_SHOULDER: 5,
        Joint.RIGHT_SHOULDER: 6,
        Joint.LEFT_ELBOW: 7,
        Joint.RIGHT_ELBOW: 8,
        Joint.LEFT_WRIST: 9,
        Joint.RIGHT_WRIST: 10,
        Joint.LEFT_HIP: 11,
        Joint.RIGHT_HIP: 12,
        Joint.LEFT_KNEE: 13,
        Joint.RIGHT_KNEE: 14,
        Joint.LEFT_ANKLE: 15,
        Joint.RIGHT_ANKLE: 16,
    },
)

# The 68 face points (23 to 90) have no place in `Pose`, whose face is a mesh.
COCO_133 = KeypointLayout("COCO-133", 133, COCO_17.joints, feet=((19, 17), (22, 20)), hands=(91, 112))

MEDIAPIPE_33 = KeypointLayout(
    "MediaPipe-33",
    33,
    {
        Joint.NOSE: 0,
        Joint.LEFT_EYE: 2,
        Joint.RIGHT_EYE: 5,
        Joint.LEFT_EAR: 7,
        Joint.RIGHT_EAR: 8,
        Joint.LEFT_SHOULDER: 11,
        Joint.RIGHT_SHOULDER: 12,
        Joint.LEFT_ELBOW: 13,
        Joint.RIGHT_ELBOW: 14,
        Joint.LEFT_WRIST: 15,
        Joint.RIGHT_WRIST: 16,
        Joint.LEFT_HIP: 23,
        Joint.RIGHT_HIP: 24,
        Joint.LEFT_KNEE: 25,
        Joint.RIGHT_KNEE: 26,
        Joint.LEFT_ANKLE: 27,
        Joint.RIGHT_ANKLE: 28,
    },
    # The foot index of MediaPipe is the tip of the big toe.
    feet=((29, 31), (30, 32)),
)

LAYOUTS = (COCO_18, BODY_25, COCO_17, COCO_133, MEDIAPIPE_33)


def to_joints(points: npt.NDArray[Any], layout: KeypointLayout) -> ScoredPoints:
    """Read the 18 canonical joints out of (..., N, 3) points; one body or many, as (..., 18, 3) float32.

    Raises:
        ValueError: N is not the layout's.
    """
    if points.shape[-2:] != (layout.count, 3):
        raise ValueError(f"{layout.name} has shape (..., {layout.count}, 3), but got {points.shape}")
    joints = np.zeros((*points.shape[:-2], len(Joint), 3), np.float32)
    joints[..., list(layout.joints), :] = points[..., list(layout.joints.values()), :]
    if Joint.NECK not in layout.joints:
        joints[..., Joint.NECK, :] = _midpoint(joints, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)
    return joints


def from_joints(joints: ScoredPoints, layout: KeypointLayout) -> ScoredPoints:
    """Write (..., 18, 3) canonical joints as (..., N, 3) float32 points of a layout.

    Raises:
        ValueError: There are not 18 joints.
    """
    if joints.shape[-2:] != (len(Joint), 3):
        raise ValueError(f"joints have shape (..., {len(Joint)}, 3), but got {joints.shape}")
    points = np.zeros((*joints.shape[:-2], layout.count, 3), np.float32)
    points[..., list(layout.joints.values()), :] = joints[..., list(layout.joints), :]
    if layout.middle_hip is not None:
        points[..., layout.middle_hip, :] = _midpoint(joints, Joint.LEFT_HIP, Joint.RIGHT_HIP)
    return points


def to_pose(points: npt.NDArray[Any], layout: KeypointLayout, size: tuple[int, int]) -> Pose:
    """Make a `Pose` from (N, 3) points in the pixels of an image of `size` (width, height), with feet and hands."""
    joints = to_joints(points, layout)
    points = points.astype(np.float32)
    feet = None if layout.feet is None else points[np.array(layout.feet)]
    hands = None if layout.hands is None else np.stack([points[at : at + HAND_POINTS] for at in layout.hands])
    return Pose(keypoints=joints, size=size, hands=hands, feet=feet)


def from_pose(pose: Pose, layout: KeypointLayout) -> ScoredPoints:
    """Write a `Pose` as (N, 3) points of a layout, with feet and hands where both have them."""
    points = from_joints(pose.keypoints, layout)
    if layout.feet is not None and pose.feet is not None:
        points[np.array(layout.feet)] = pose.feet
    if layout.hands is not None and pose.hands is not None:
        for start, hand in zip(layout.hands, pose.hands, strict=True):
            points[start : start + HAND_POINTS] = hand
    return points


def _midpoint(joints: ScoredPoints, first: Joint, second: Joint) -> ScoredPoints:
    """The point midway between two joints, as sure as the less sure of them; (0, 0, 0) where either is missing."""
    pair = joints[..., [first, second], :]
    middle: ScoredPoints = pair.mean(axis=-2)
    middle[..., 2] = pair[..., 2].min(axis=-1)
    middle[middle[..., 2] <= 0] = 0
    return middle
