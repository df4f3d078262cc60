"""One run of MediaPipe on one picture -> one person: joints mapped to ours, and a rough mask."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Matte, RgbImage, ScoredPoints
from fitting_room.domain.body import Joint, Pose
from fitting_room.domain.geometry import Placement
from fitting_room.domain.keypoints import MEDIAPIPE_33, to_pose
from fitting_room.perception import graphs

_KNUCKLES = ({0: 15, 3: 21, 5: 19, 17: 17}, {0: 16, 3: 22, 5: 20, 17: 18})
"""Hand point -> MediaPipe's body point, left hand first: what is known of a hand that the hand model missed."""
_FACE_POINTS = 468


@dataclass(frozen=True, eq=False)
class Sighting:
    """One person found.

    Attributes:
        pose: Joints in pixels of the searched picture.
        mask: (H, W) float32 in [0, 1], where the person is, soft and rough.
    """

    pose: Pose
    mask: Matte

    @property
    def box(self) -> tuple[float, float, float, float]:
        """(left, top, right, bottom) around the joints, cut to the picture."""
        points = self.pose.keypoints[:, :2]
        if self.pose.feet is not None:
            points = np.concatenate([points, self.pose.feet[..., :2].reshape(-1, 2)])
        width, height = self.pose.size
        left, top = np.clip(points.min(0), 0, (width, height))
        right, bottom = np.clip(points.max(0), 0, (width, height))
        return float(left), float(top), float(right), float(bottom)

    @property
    def area(self) -> float:
        """Area of the box in pixels: how large the person is in the picture."""
        left, top, right, bottom = self.box
        return (right - left) * (bottom - top)


def look(canvas: RgbImage) -> Sighting | None:
    """The person MediaPipe finds on the canvas, or None."""
    found = graphs.holistic(canvas)
    if found.pose_landmarks is None or found.segmentation_mask is None:
        return None
    height, width = canvas.shape[:2]
    hands = [
        None if hand is None else pixel_points(hand, width, height)
        for hand in (found.left_hand_landmarks, found.right_hand_landmarks)
    ]
    face = None
    if found.face_landmarks is not None:
        face = np.ones((_FACE_POINTS, 3), np.float32)
        face[:, :2] = pixel_points(found.face_landmarks, width, height)[:_FACE_POINTS, :2]
    return _sighting(found, (width, height), hands, face)


def follow(follower: graphs.Graph, frame: RgbImage) -> Sighting | None:
    """The person in the next frame of a video, or None; without a face mesh, and of the hands only the knuckles.

    Args:
        follower: Of this video, from `graphs.make_follower`.
        frame: RGB uint8 (H, W, 3).
    """
    found = follower(frame)
    if found.pose_landmarks is None or found.segmentation_mask is None:
        return None
    return _sighting(found, (frame.shape[1], frame.shape[0]), [None, None], None)


def _sighting(
    found: Any, size: tuple[int, int], hands: list[npt.NDArray[np.float32] | None], face: ScoredPoints | None
) -> Sighting:
    """The body that MediaPipe found, with the hands and the face it found beside."""
    body = pixel_points(found.pose_landmarks, *size)
    score = np.array([point.visibility for point in found.pose_landmarks.landmark], np.float32)
    world = np.array([(p.x, p.y, p.z) for p in found.pose_world_landmarks.landmark], np.float32)
    pose = canonical_pose(np.column_stack([body, score]), size, hands, face, world)
    return Sighting(pose, np.array(found.segmentation_mask, np.float32))


def pixel_points(landmarks: Any, width: int, height: int) -> npt.NDArray[np.float32]:
    """(N, 2) pixels of normalised landmarks, pixel centres at integers."""
    return np.array([(p.x * width - 0.5, p.y * height - 0.5) for p in landmarks.landmark], np.float32)


def canonical_pose(
    body: npt.NDArray[np.float32],
    size: tuple[int, int],
    hands: list[npt.NDArray[np.float32] | None],
    face: ScoredPoints | None,
    world: npt.NDArray[np.float32],
) -> Pose:
    """MediaPipe's 33 body points (x, y, visibility) and parts -> our `Pose`."""
    pose = to_pose(body, MEDIAPIPE_33, size)
    hand_points = np.zeros((2, 21, 3), np.float32)
    for side, (found, known) in enumerate(zip(hands, _KNUCKLES, strict=True)):
        if found is not None:
            hand_points[side, :, :2] = found[:, :2]
            hand_points[side, :, 2] = 1.0
        else:
            for point, index in known.items():
                hand_points[side, point] = body[index]
    return replace(pose, hands=hand_points, face=face, world=world)


def moved(person: Sighting, shift: tuple[int, int], size: tuple[int, int]) -> Sighting:
    """The same person on a larger (or smaller) canvas on which the old origin lies at `shift`."""
    old_height, old_width = person.mask.shape
    matrix = np.array([[1.0, 0, shift[0]], [0, 1.0, shift[1]]])
    mask = cv2.warpAffine(person.mask, matrix, size, flags=cv2.INTER_NEAREST)
    placement = Placement((old_width, old_height), size, 1.0, (float(shift[0]), float(shift[1])))
    return Sighting(person.pose.placed(placement), mask)


def same_person(one: Sighting, other: Sighting) -> bool:
    """Whether two sightings are one person: their boxes overlap by more than half of the smaller."""
    left, top = np.maximum(one.box[:2], other.box[:2])
    right, bottom = np.minimum(one.box[2:], other.box[2:])
    return bool(max(right - left, 0) * max(bottom - top, 0) > 0.5 * min(one.area, other.area))


_LIMBS = (
    ((Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST), 0.08),
    ((Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST), 0.08),
    ((Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE), 0.12),
    ((Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE), 0.12),
)
"""Chains of joints, and the half width of the clothed limb in torso lengths."""
_TORSO = (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.RIGHT_HIP, Joint.LEFT_HIP)


def fit(person: Sighting, silhouette: Matte) -> float:
    """How well a body drawn along the joints covers the silhouette: intersection over union."""
    scale = 256 / max(silhouette.shape)
    height, width = (max(1, round(length * scale)) for length in silhouette.shape)
    points = np.clip(person.pose.keypoints[:, :2] * scale, -2000, 2000)
    shoulders, hips = points[list(_TORSO[:2])].mean(0), points[list(_TORSO[2:])].mean(0)
    torso = max(float(np.hypot(*(shoulders - hips))), 2.0)
    body = np.zeros((height, width), np.uint8)
    outline = np.round(points[list(_TORSO)]).astype(np.int32)
    cv2.fillPoly(body, [outline], 1)
    cv2.polylines(body, [outline], True, 1, max(1, round(0.24 * torso)))
    for chain, half_width in _LIMBS:
        for start, end in pairwise(np.round(points[list(chain)]).astype(int).tolist()):
            cv2.line(body, start, end, 1, max(1, round(2 * half_width * torso)))
    head = np.round(points[[Joint.LEFT_EAR, Joint.RIGHT_EAR]].mean(0)).astype(int).tolist()
    cv2.circle(body, head, max(1, round(0.22 * torso)), 1, -1)
    seen = cv2.resize(silhouette, (width, height), interpolation=cv2.INTER_AREA) > 0.5
    drawn = body.view(np.bool_)
    return float((drawn & seen).sum() / max(int((drawn | seen).sum()), 1))
