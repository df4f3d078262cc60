"""Coarse classes + place on the body -> `BodyLabel`: which arm, which leg, face or neck, hand or forearm."""

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap, Mask
from fitting_room.domain.body import BodyLabel, Joint, Pose
from fitting_room.domain.geometry import Placement
from fitting_room.perception.parsing.body_frame import (
    REACH,
    BodyFrame,
    Bone,
    BoneSide,
    body_frame,
    bones,
    torso_length,
)
from fitting_room.perception.parsing.classes import SoftClass
from fitting_room.perception.parsing.skin import FACE_OVAL

_PLAIN = {
    SoftClass.HAIR: BodyLabel.HAIR,
    SoftClass.UPPER: BodyLabel.UPPER_CLOTHES,
    SoftClass.LOWER: BodyLabel.LOWER_CLOTHES,
    SoftClass.DRESS: BodyLabel.DRESS,
    SoftClass.BAG: BodyLabel.BAG,
    SoftClass.HAT: BodyLabel.HAT,
    SoftClass.OTHER: BodyLabel.OTHER,
}
_ARM_REACH = 1.25
"""Bare skin this near to an arm bone (in its REACH) belongs to the arm even in front of the torso (1-1.5 tried)."""
_PARTS_SIDE = 512
"""Borders between body parts run through bare skin, where no edge shows: this longest side is fine enough."""
_HAND_MARGIN = 0.025
"""Flesh around the 21 hand points, in torso lengths."""


def name_parts(soft: npt.NDArray[np.uint8], pose: Pose) -> LabelMap:
    """Tell sides and body parts apart.

    Args:
        soft: (H, W) uint8 of `SoftClass`.
        pose: In pixels of `soft`.

    Returns:
        (H, W) uint8 of `BodyLabel`.
    """
    labels = np.zeros(soft.shape, np.uint8)
    for coarse, label in _PLAIN.items():
        labels[soft == coarse] = label
    placement = Placement.shrink((soft.shape[1], soft.shape[0]), _PARTS_SIDE)
    small = pose.placed(placement)
    shape = (placement.canvas[1], placement.canvas[0])
    small_left = _left_of_legs(small, shape)
    skin_parts = placement.labels_back(_skin_parts(small, body_frame(small, placement.canvas), small_left))
    left_leg = placement.labels_back(small_left)
    glasses = (soft == SoftClass.OTHER) & placement.labels_back(_face_oval(small, shape))
    labels[glasses] = BodyLabel.FACE
    shoes = soft == SoftClass.SHOES
    labels[shoes] = np.where(left_leg, BodyLabel.LEFT_SHOE, BodyLabel.RIGHT_SHOE)[shoes]
    legwear = soft == SoftClass.LEGWEAR
    labels[legwear] = np.where(left_leg, BodyLabel.LEFT_LEG, BodyLabel.RIGHT_LEG)[legwear]
    skin = soft == SoftClass.SKIN
    labels[skin] = skin_parts[skin]
    return labels


def _skin_parts(pose: Pose, frame: BodyFrame, left_leg: Mask) -> LabelMap:
    """(H, W) uint8: the body part that bare skin at each pixel would be."""
    shape = frame.bone.shape
    parts = np.full(shape, BodyLabel.TORSO_SKIN, np.uint8)
    head = (frame.bone == Bone.HEAD) | (frame.bone == Bone.NECK)
    parts[head] = BodyLabel.NECK
    parts[_face_area(pose, frame)] = BodyLabel.FACE
    legs = np.isin(frame.bone, (Bone.THIGH, Bone.SHIN))
    parts[legs] = np.where(left_leg, BodyLabel.LEFT_LEG, BodyLabel.RIGHT_LEG)[legs]
    feet = frame.bone == Bone.FOOT
    parts[feet] = np.where(left_leg, BodyLabel.LEFT_FOOT, BodyLabel.RIGHT_FOOT)[feet]
    # Arms after the rest: they are in front of it more often than behind, but the face is never behind a guessed arm.
    nearest = np.full(shape, _ARM_REACH, np.float32)
    for kind, side, root, end in bones(pose):
        if kind not in (Bone.UPPER_ARM, Bone.FOREARM, Bone.HAND):
            continue
        near = _distance(root, end, shape) / (REACH[kind] * frame.torso_length)
        closer = near < nearest
        if kind is Bone.UPPER_ARM:
            closer &= _along(root, end, shape) > 0.0
        is_left = side is BoneSide.LEFT
        arm, hand = (
            (BodyLabel.LEFT_ARM, BodyLabel.LEFT_HAND) if is_left else (BodyLabel.RIGHT_ARM, BodyLabel.RIGHT_HAND)
        )
        parts[closer] = hand if kind is Bone.HAND else arm
        nearest[closer] = near[closer]
    parts[_face_oval(pose, shape)] = BodyLabel.FACE
    for label, mask in _hand_areas(pose, shape):
        parts[mask] = label
    return parts


def _face_area(pose: Pose, frame: BodyFrame) -> Mask:
    """Where skin of the head is face rather than neck: above the jaw."""
    if pose.face is None:
        head = frame.bone == Bone.HEAD
        return np.asarray(head | ((frame.bone == Bone.NECK) & (frame.along > 0.55)))
    # Ears and forehead lie outside the oval but on the same side of the jaw.
    up = pose.at(Joint.NOSE) - pose.at(Joint.NECK)
    chin = pose.face[152, :2].astype(np.float64)
    y, x = np.indices(frame.bone.shape, dtype=np.float32)
    above_chin = (x - chin[0]) * up[0] + (y - chin[1]) * up[1] > 0.12 * float(up @ up)
    head = (frame.bone == Bone.HEAD) | (frame.bone == Bone.NECK)
    return np.asarray(_face_oval(pose, frame.bone.shape) | (head & above_chin))


def _face_oval(pose: Pose, shape: tuple[int, ...]) -> Mask:
    """(H, W) bool: inside the outline of the face mesh; nothing without one."""
    area = np.zeros(shape, np.uint8)
    if pose.face is not None:
        cv2.fillPoly(area, [np.round(pose.face[list(FACE_OVAL), :2]).astype(np.int32)], 1)
    return area.view(np.bool_)


def _hand_areas(pose: Pose, shape: tuple[int, ...]) -> list[tuple[BodyLabel, Mask]]:
    """The area of each hand whose 21 points were found."""
    areas: list[tuple[BodyLabel, Mask]] = []
    if pose.hands is None:
        return areas
    margin = max(1, round(_HAND_MARGIN * torso_length(pose)))
    for label, points in zip((BodyLabel.LEFT_HAND, BodyLabel.RIGHT_HAND), pose.hands, strict=True):
        if (points[:, 2] > 0).all():
            mask = np.zeros(shape, np.uint8)
            hull = cv2.convexHull(np.round(points[:, :2]).astype(np.int32))
            cv2.fillConvexPoly(mask, hull, 1)
            cv2.polylines(mask, [hull], True, 1, 2 * margin)
            areas.append((label, mask.view(np.bool_)))
    return areas


def _left_of_legs(pose: Pose, shape: tuple[int, ...]) -> Mask:
    """(H, W) bool: nearer to the left leg than to the right one."""
    nearest = [np.full(shape, np.inf, np.float32), np.full(shape, np.inf, np.float32)]
    for kind, side, root, end in bones(pose):
        if kind in (Bone.THIGH, Bone.SHIN, Bone.FOOT):
            index = 0 if side is BoneSide.LEFT else 1
            nearest[index] = np.minimum(nearest[index], _distance(root, end, shape))
    return np.asarray(nearest[0] < nearest[1])


def _along(root: npt.NDArray[Any], end: npt.NDArray[Any], shape: tuple[int, ...]) -> npt.NDArray[np.float32]:
    y, x = np.arange(shape[0], dtype=np.float32)[:, None], np.arange(shape[1], dtype=np.float32)[None]
    axis = end - root
    return np.asarray(((x - root[0]) * axis[0] + (y - root[1]) * axis[1]) / max(float(axis @ axis), 1.0), np.float32)


def _distance(root: npt.NDArray[Any], end: npt.NDArray[Any], shape: tuple[int, ...]) -> npt.NDArray[np.float32]:
    """(H, W) float32 pixels to a segment."""
    y, x = np.arange(shape[0], dtype=np.float32)[:, None], np.arange(shape[1], dtype=np.float32)[None]
    here = np.clip(_along(root, end, shape), 0, 1)
    axis = end - root
    return np.hypot(x - root[0] - here * axis[0], y - root[1] - here * axis[1]).astype(np.float32)
