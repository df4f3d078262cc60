"""Picture + face -> how likely each pixel's colour is this person's skin."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, Matte
from fitting_room.domain.body import Joint, Pose
from fitting_room.perception.parsing.body_frame import torso_length

Array = npt.NDArray[np.float32]

FACE_OVAL = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150,
    136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip
"""Outline of the face in the 468-point mesh."""
_EYES_AND_MOUTH = (
    (33, 160, 158, 133, 153, 144),
    (263, 387, 385, 362, 380, 373),
    (61, 40, 37, 0, 267, 270, 291, 321, 314, 17, 84, 91),
)
ANY_SKIN = (np.array([62.0, 14.0, 17.0], np.float32), np.diag([250.0, 40.0, 50.0]).astype(np.float32))
"""Mean and covariance in CIE Lab of skin of all tones, for bodies without a face."""


@dataclass(frozen=True, eq=False)
class SkinColour:
    """A Gaussian in CIE Lab.

    Attributes:
        mean: (3,) float32.
        covariance: (3, 3) float32.
        measured: Whether it was measured on this person.
    """

    mean: Array
    covariance: Array
    measured: bool

    def distance(self, lab: Array) -> Array:
        """(H, W) float32 Mahalanobis distance of (H, W, 3) Lab colours."""
        offset = lab - self.mean
        inverse = np.linalg.inv(self.covariance).astype(np.float32)
        return np.asarray(np.sqrt(np.einsum("...i,ij,...j->...", offset, inverse, offset)), np.float32)


def face_mask(pose: Pose, shape: tuple[int, int]) -> Mask:
    """(H, W) bool: the skin of the face, without eyes and mouth; empty where no face was found."""
    mask = np.zeros(shape, np.uint8)
    if pose.face is None:
        return mask.view(np.bool_)
    points = np.round(pose.face[:, :2]).astype(np.int32)
    cv2.fillPoly(mask, [points[list(FACE_OVAL)]], 1)
    for part in _EYES_AND_MOUTH:
        cv2.fillConvexPoly(mask, cv2.convexHull(points[list(part)]), 0)
    return mask.view(np.bool_)


def measure_skin(lab: Array, pose: Pose, matte: Matte) -> SkinColour:
    """Learn the person's skin colour from the face, or without one from what is skin-like on hands and neck.

    Args:
        lab: (H, W, 3) float32 CIE Lab, L in [0, 100].
        pose: In pixels of `lab`.
        matte: (H, W) float32.
    """
    samples = lab[face_mask(pose, (lab.shape[0], lab.shape[1]))]
    if len(samples) < 30:
        samples = _bare_places(lab, pose, matte)
    if len(samples) < 12:
        return SkinColour(*ANY_SKIN, measured=False)
    # Shadows, glasses and stray hair are outliers: keep the three quarters nearest to the median.
    away = np.abs(samples - np.median(samples, 0)).sum(1)
    samples = samples[away <= np.percentile(away, 75)]
    covariance = np.cov(samples.T) + np.diag([60.0, 6.0, 6.0])
    return SkinColour(samples.mean(0).astype(np.float32), covariance.astype(np.float32), measured=True)


def _bare_places(lab: Array, pose: Pose, matte: Matte) -> Array:
    """(N, 3) skin-like colours around wrists, neck and nose."""
    mask = np.zeros(lab.shape[:2], np.uint8)
    radius = max(2, round(0.07 * torso_length(pose)))
    for joint in (Joint.LEFT_WRIST, Joint.RIGHT_WRIST, Joint.NOSE):
        if pose.sees(joint):
            x, y = pose.at(joint)
            cv2.circle(mask, (round(x), round(y)), radius, 1, -1)
    if pose.hands is not None:
        for x, y, score in pose.hands[:, [5, 9, 13]].reshape(-1, 3):
            if score > 0:
                cv2.circle(mask, (round(float(x)), round(float(y))), radius // 2 + 1, 1, -1)
    samples = lab[(mask > 0) & (matte > 0.9)]
    likely = SkinColour(*ANY_SKIN, measured=False).distance(samples) < 2.5
    return samples[likely] if likely.sum() >= 12 else samples[:0]
