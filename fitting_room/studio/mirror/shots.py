"""Which of several photos taken in a row is the best: sharp, eyes open, the whole pose seen."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Joint, Pose
from fitting_room.domain.geometry import Placement

COUNT = 3
"""Shots for one photo."""
INTERVAL = 0.3
"""Seconds between them: longer than a blink."""
_EYES = ((159, 145, 33, 133), (386, 374, 263, 362))
"""Face-mesh points of each eye: upper lid, lower lid, both corners."""
_JUDGED_SIDE = 640
OPEN = 0.22
"""Height over width of an eye that is open; 0.1 is closed (measured on the demo people and the shared photos)."""


@dataclass(frozen=True)
class Quality:
    """How good a shot is; each in [0, 1], higher is better.

    Attributes:
        sharp: Against the sharpest of its kind.
        eyes: Whether a face is seen with open eyes.
        pose: How well the joints are seen.
    """

    sharp: float
    eyes: float
    pose: float

    @property
    def total(self) -> float:
        """A blurred photo is useless, closed eyes spoil it, a joint less is a pity."""
        return 0.5 * self.sharp + 0.3 * self.eyes + 0.2 * self.pose


def best_of(qualities: list[Quality]) -> int:
    """The number of the best shot; of equals the first."""
    return int(np.argmax([quality.total for quality in qualities]))


def judge(shots: list[RgbImage], poses: list[Pose | None]) -> list[Quality]:
    """Judge shots of the same scene.

    Args:
        shots: RGB uint8 (H, W, 3).
        poses: Of the person in each, in the pixels of a picture of any size; None where nobody was seen.
    """
    sharpness = [_sharpness(shot, pose) for shot, pose in zip(shots, poses, strict=True)]
    sharpest = max([*sharpness, 1e-6])
    return [
        Quality(sharp / sharpest, _eyes(shot, pose), 0.0 if pose is None else float(pose.keypoints[:, 2].mean()))
        for sharp, shot, pose in zip(sharpness, shots, poses, strict=True)
    ]


def _sharpness(shot: RgbImage, pose: Pose | None) -> float:
    """Variance of the Laplacian where the person is."""
    left, top, right, bottom = _box(shot, pose, tuple(Joint), 0.1)
    part = shot[top:bottom, left:right]
    small = Placement.shrink((part.shape[1], part.shape[0]), _JUDGED_SIDE).image(part)
    return float(cv2.Laplacian(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), cv2.CV_32F).var())


def _eyes(shot: RgbImage, pose: Pose | None) -> float:
    """How far the eyes are open, 1 from `OPEN` on; 0 where no face is seen."""
    if pose is None:
        return 0.0
    from fitting_room.perception import graphs

    head = (Joint.NOSE, Joint.LEFT_EAR, Joint.RIGHT_EAR, Joint.LEFT_EYE, Joint.RIGHT_EYE)
    left, top, right, bottom = _box(shot, pose, head, 1.0)
    face = shot[top:bottom, left:right]
    scale = 256 / max(face.shape[:2])
    found = graphs.face_mesh(cv2.resize(face, None, fx=scale, fy=scale)).multi_face_landmarks
    if not found:
        return 0.0
    points = np.array([(point.x * face.shape[1], point.y * face.shape[0]) for point in found[0].landmark])
    return float(np.clip(min(_openness(points, eye) for eye in _EYES) / OPEN, 0, 1))


def _openness(points: npt.NDArray[np.float64], eye: tuple[int, int, int, int]) -> float:
    upper, lower, one, other = points[list(eye)]
    return float(np.hypot(*(upper - lower)) / max(float(np.hypot(*(one - other))), 1e-6))


def _box(shot: RgbImage, pose: Pose | None, joints: tuple[Joint, ...], margin: float) -> tuple[int, int, int, int]:
    """(left, top, right, bottom) in the shot around joints, at least 16 pixels wide; the whole shot without a pose."""
    height, width = shot.shape[:2]
    if pose is None:
        return 0, 0, width, height
    points = pose.keypoints[list(joints), :2] * (width / pose.size[0])
    room = margin * float(np.ptp(points, axis=0).max()) + 8
    low, high = points.min(0) - room, points.max(0) + room
    left, top = np.clip(low, 0, (width - 16, height - 16)).astype(int)
    right, bottom = np.clip(high, (left + 16, top + 16), (width, height)).astype(int)
    return int(left), int(top), int(right), int(bottom)
