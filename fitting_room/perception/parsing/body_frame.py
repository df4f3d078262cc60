"""Joints -> where on the body each pixel lies: nearest bone, how far along it, how far beside it.

Counting labels in these coordinates makes a prior that fits every pose and build; left and right share it, mirrored.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from fitting_room.domain.body import Joint, Pose
from fitting_room.domain.geometry import Vector, unit

Array = npt.NDArray[np.float32]


class Bone(IntEnum):
    """Kinds of bones; those of the two sides are one kind."""

    NECK = 0
    HEAD = 1
    TORSO = 2
    UPPER_ARM = 3
    FOREARM = 4
    HAND = 5
    THIGH = 6
    SHIN = 7
    FOOT = 8


class BoneSide(IntEnum):
    """Whose side a bone is on; the person's own."""

    MIDDLE = 0
    LEFT = 1
    RIGHT = 2


REACH = np.array([0.20, 0.22, 0.30, 0.10, 0.09, 0.08, 0.15, 0.11, 0.10], np.float32)
"""Typical half width of the clothed body around each bone, in torso lengths: distances are compared in these units."""
ALONG = np.linspace(-0.3, 1.3, 21).astype(np.float32)
"""Bin edges along a bone; 0 at its root, 1 at its end; what lies beyond falls into the outermost bins."""
BESIDE = np.array(
    [-0.5, -0.3, -0.2, -0.14, -0.10, -0.07, -0.045, -0.02, 0.02, 0.045, 0.07, 0.10, 0.14, 0.2, 0.3, 0.5], np.float32
)
"""Bin edges of the distance beside a bone in torso lengths; positive is away from the middle of the body."""
CELLS = (len(Bone), len(ALONG) + 1, len(BESIDE) + 1)


@dataclass(frozen=True, eq=False)
class BodyFrame:
    """Where every pixel of a picture lies on the body.

    Attributes:
        bone: (H, W) uint8 of `Bone`: the nearest, by `REACH`.
        side: (H, W) uint8 of `BoneSide` of that bone.
        along: (H, W) float32 position along it.
        beside: (H, W) float32 signed distance beside it in torso lengths.
        near: (H, W) float32 distance to it in units of its `REACH`.
        torso_length: Pixels from the middle of the shoulders to the middle of the hips, at least.
    """

    bone: npt.NDArray[np.uint8]
    side: npt.NDArray[np.uint8]
    along: Array
    beside: Array
    near: Array
    torso_length: float

    def cells(self) -> npt.NDArray[np.int32]:
        """(H, W) int32 flat index into a table of shape `CELLS`."""
        along = np.searchsorted(ALONG, self.along.ravel()).reshape(self.along.shape)
        beside = np.searchsorted(BESIDE, self.beside.ravel()).reshape(self.beside.shape)
        return np.asarray((self.bone.astype(np.int32) * CELLS[1] + along) * CELLS[2] + beside, np.int32)


def torso_length(pose: Pose) -> float:
    """Pixels from shoulders to hips; where a body leans towards the camera, what its shoulders let expect."""
    left, right = pose.at(Joint.LEFT_SHOULDER), pose.at(Joint.RIGHT_SHOULDER)
    hips = (pose.at(Joint.LEFT_HIP) + pose.at(Joint.RIGHT_HIP)) / 2
    return max(float(np.hypot(*((left + right) / 2 - hips))), 0.8 * float(np.hypot(*(left - right))), 20.0)


def bones(pose: Pose) -> list[tuple[Bone, BoneSide, Vector, Vector]]:
    """Every bone with its root and end in pixels."""
    shoulders = (pose.at(Joint.LEFT_SHOULDER) + pose.at(Joint.RIGHT_SHOULDER)) / 2
    hips = (pose.at(Joint.LEFT_HIP) + pose.at(Joint.RIGHT_HIP)) / 2
    ears = (pose.at(Joint.LEFT_EAR) + pose.at(Joint.RIGHT_EAR)) / 2
    found = [
        (Bone.NECK, BoneSide.MIDDLE, shoulders, ears),
        (Bone.HEAD, BoneSide.MIDDLE, ears, ears + 0.75 * (ears - shoulders)),
        (Bone.TORSO, BoneSide.MIDDLE, shoulders, hips),
    ]
    for side, prefix in ((BoneSide.LEFT, "LEFT"), (BoneSide.RIGHT, "RIGHT")):
        shoulder, elbow, wrist, hip, knee, ankle = (
            pose.at(Joint[f"{prefix}_{name}"]) for name in ("SHOULDER", "ELBOW", "WRIST", "HIP", "KNEE", "ANKLE")
        )
        heel, toe = _foot(pose, side, knee, ankle)
        found += [
            (Bone.UPPER_ARM, side, shoulder, elbow),
            (Bone.FOREARM, side, elbow, wrist),
            (Bone.HAND, side, wrist, _fingers(pose, side, elbow, wrist)),
            (Bone.THIGH, side, hip, knee),
            (Bone.SHIN, side, knee, ankle),
            (Bone.FOOT, side, heel, toe),
        ]
    return found


def _fingers(pose: Pose, side: BoneSide, elbow: Vector, wrist: Vector) -> Vector:
    """Where the fingers end: twice as far as the knuckles, or a third of the forearm on from the wrist."""
    if pose.hands is not None:
        knuckles = pose.hands[int(side) - 1, [5, 17]]
        if (knuckles[:, 2] > 0).all():
            return np.asarray(wrist + 1.6 * (knuckles[:, :2].mean(0).astype(np.float64) - wrist))
    return np.asarray(wrist + 0.35 * (wrist - elbow))


def _foot(pose: Pose, side: BoneSide, knee: Vector, ankle: Vector) -> tuple[Vector, Vector]:
    if pose.feet is not None:
        heel, toe = pose.feet[int(side) - 1, :, :2].astype(np.float64)
        return heel, toe
    return ankle, np.asarray(ankle + 0.3 * (ankle - knee))


def body_frame(pose: Pose, size: tuple[int, int]) -> BodyFrame:
    """Give every pixel of a (width, height) picture its place on the body."""
    width, height = size
    length = torso_length(pose)
    x, y = np.arange(width, dtype=np.float32)[None], np.arange(height, dtype=np.float32)[:, None]
    middle = (pose.at(Joint.LEFT_HIP) + pose.at(Joint.RIGHT_HIP) + 2 * pose.at(Joint.NECK)) / 4
    near = np.full((height, width), np.inf, np.float32)
    bone, side = np.zeros((height, width), np.uint8), np.zeros((height, width), np.uint8)
    along, beside = np.zeros((height, width), np.float32), np.zeros((height, width), np.float32)
    for kind, owner, root, end in bones(pose):
        axis = end - root
        squared = max(float(axis @ axis), 1.0)
        here = ((x - root[0]) * axis[0] + (y - root[1]) * axis[1]) / squared
        clipped = np.clip(here, 0, 1)
        away = np.hypot(x - root[0] - clipped * axis[0], y - root[1] - clipped * axis[1]).astype(np.float32) / length
        closer = away / REACH[kind] < near
        across = _outwards(kind, owner, pose, axis, middle - (root + end) / 2)
        sign = np.where((x - root[0]) * across[0] + (y - root[1]) * across[1] >= 0, 1.0, -1.0)
        near[closer] = (away / REACH[kind])[closer]
        bone[closer], side[closer] = kind, owner
        along[closer] = here.astype(np.float32)[closer]
        beside[closer] = (away * sign).astype(np.float32)[closer]
    return BodyFrame(bone, side, along, beside, near, length)


def _outwards(kind: Bone, side: BoneSide, pose: Pose, axis: Vector, inwards: Vector) -> Vector:
    """The direction across a bone that counts as positive: outwards for limbs, towards the left in the middle."""
    across = unit(np.array([-axis[1], axis[0]]))
    if side is BoneSide.MIDDLE:
        return across
    if kind in (Bone.THIGH, Bone.SHIN, Bone.UPPER_ARM):
        right, left = (
            (Joint.RIGHT_HIP, Joint.LEFT_HIP)
            if kind in (Bone.THIGH, Bone.SHIN)
            else (
                Joint.RIGHT_SHOULDER,
                Joint.LEFT_SHOULDER,
            )
        )
        out = pose.at(left) - pose.at(right)
        out = out if side is BoneSide.LEFT else -out
        return across if across @ out >= 0 else -across
    return across if across @ inwards <= 0 else -across
