"""Driven poses -> what arms and legs do, frame by frame, within what the picture allows."""

from dataclasses import dataclass

import cv2
import numpy as np

from fitting_room.domain.arrays import Mask
from fitting_room.domain.body import Joint
from fitting_room.domain.motion import DrivenPoses
from fitting_room.motion.puppet.arms import Arm
from fitting_room.motion.puppet.bones import Array, wrapped
from fitting_room.motion.puppet.legs import Leg
from fitting_room.motion.puppet.limbs import Bend, Stand


@dataclass(frozen=True)
class ArmLimits:
    """How far an arm may turn, in radians; approached softly, never met with a stop."""

    highest: float = 1.65
    """Of the upper arm from hanging down (1.3-1.9 tried): above, a sleeve cut for a hanging arm looks wrung."""
    outwards: float = 1.25
    inwards: float = 0.22
    """Towards the body, which it would cover."""
    elbow: float = 1.0
    on_body: float = 0.35
    """Share of all these where the hand lies in front of the body: what it hides is a guess."""
    scales: tuple[float, float] = (0.72, 1.1)
    """How short and how long a bone may look."""
    calm: float = 0.05
    """Seconds over which a turn is smoothed (0.03-0.08 tried)."""


LIMITS = ArmLimits()
_GOES_BEHIND, _COMES_BACK = 0.35, 0.2
"""How much further back than in the photo a hand is that passes behind the body, and one that stays there, in torso
lengths: apart, so that an arm does not flicker between front and back."""
_STANDS = 0.015
"""A foot that is no higher above the other than this stands, in torso lengths (0.01-0.03 tried)."""
_HIGHEST_STEP = 0.17
"""How high a foot is lifted at most, in torso lengths (0.1-0.2 tried): above, the shin looks squashed."""


@dataclass(frozen=True, eq=False)
class ArmMoves:
    """What an arm does.

    Attributes:
        shoulder: (T,) radians.
        elbow: (T,) radians.
        scales: (T, 2) lengths of its bones, as shares.
        behind: (T,) whether it passes behind the body.
    """

    shoulder: Array
    elbow: Array
    scales: Array
    behind: Mask

    def at(self, frame: int) -> Bend:
        """What it does in one frame."""
        upper, lower = self.scales[frame]
        angles = float(self.shoulder[frame]), float(self.elbow[frame])
        return Bend(*angles, (float(upper), float(lower)), behind=bool(self.behind[frame]))


def rehearse(arm: Arm, poses: DrivenPoses, fps: int, unit: float, limits: ArmLimits = LIMITS) -> ArmMoves:
    """What an arm does in every frame of the clip; nothing in frame 0.

    Args:
        arm: The arm.
        poses: How the person moves.
        fps: Frames per second of `poses`.
        unit: Length of the torso in pixels.
        limits: How far it may go.
    """
    points = poses.keypoints[..., :2].astype(np.float64)
    upper = points[:, arm.joints[1]] - points[:, arm.joints[0]]
    lower = points[:, arm.joints[2]] - points[:, arm.joints[1]]
    lift, fold = _turns(upper), _turns(lower)
    shoulders = points[0, Joint.RIGHT_SHOULDER, 0] + points[0, Joint.LEFT_SHOULDER, 0]
    outwards = 1.0 if 2 * points[0, arm.joints[0], 0] < shoulders else -1.0
    hanging = wrapped(outwards * (float(np.arctan2(upper[0, 1], upper[0, 0])) - np.pi / 2))
    share = limits.on_body if arm.on_body else 1.0
    most = share * float(np.clip(limits.highest - hanging, 0.2, limits.outwards))
    least = share * float(np.clip(limits.inwards + 0.3 * hanging, limits.inwards, 2 * limits.inwards))
    shoulder = outwards * _held(outwards * lift, least, most)
    elbow = _held(fold - lift, share * limits.elbow, share * limits.elbow)
    scales = np.stack([_lengths(upper, limits), _lengths(lower, limits)], -1)
    shoulder, elbow, scales = (_calmed(values, fps * limits.calm) for values in (shoulder, elbow, scales))
    return ArmMoves(shoulder, elbow, scales, _passes_behind(arm, poses, unit))


def _passes_behind(arm: Arm, poses: DrivenPoses, unit: float) -> Mask:
    """(T,) bool: once the hand is well further back than in the photo, until it nearly is not."""
    hand = (poses.depth[:, arm.joints[2]] - poses.depth[:, arm.joints[0]]) / unit
    back = hand - hand[0]
    behind = np.zeros(len(back), np.bool_)
    for frame in range(1, len(back)):
        behind[frame] = back[frame] > (_COMES_BACK if behind[frame - 1] else _GOES_BEHIND)
    return behind & (not arm.on_body)


@dataclass(frozen=True, eq=False)
class Steps:
    """What both legs do: (T,) pixels that each foot is lifted."""

    lifts: tuple[Array, ...]

    def at(self, frame: int) -> tuple[Stand, ...]:
        """What they do in one frame."""
        return tuple(Stand(float(lift[frame])) for lift in self.lifts)


def rehearse_steps(legs: tuple[Leg, ...], poses: DrivenPoses, unit: float, fps: int) -> Steps:
    """Which foot is lifted when: one always stands, and none slides."""
    if not legs:
        return Steps(())
    heights = np.array([poses.keypoints[:, leg.joints[2], 1] for leg in legs], np.float64)
    heights = (heights - heights[:, :1]) / unit
    lifts = np.maximum(heights.max(0) - heights - _STANDS, 0)
    return Steps(
        tuple(_calmed(_HIGHEST_STEP * np.tanh(lift / _HIGHEST_STEP) * unit, fps * LIMITS.calm) for lift in lifts)
    )


def _turns(bone: Array) -> Array:
    """(T,) radians since frame 0; a bone that points at the camera keeps its direction."""
    lengths = np.linalg.norm(bone, axis=-1)
    trust = np.clip((lengths / max(float(lengths.max()), 1e-6) - 0.12) / 0.2, 0, 1)
    angles = np.arctan2(bone[:, 1], bone[:, 0])
    turns = np.zeros(len(bone))
    for frame in range(1, len(bone)):
        step = wrapped(float(angles[frame] - angles[0] - turns[frame - 1]))
        turns[frame] = turns[frame - 1] + trust[frame] * step
    return turns


def _held(angles: Array, least: float, most: float) -> Array:
    """Softly kept between -least and +most."""
    return np.where(angles < 0, least * np.tanh(angles / least), most * np.tanh(angles / most))


def _lengths(bone: Array, limits: ArmLimits) -> Array:
    lengths = np.linalg.norm(bone, axis=-1)
    share = lengths / max(float(lengths[0]), 1e-6) - 1
    return 1 + _held(share, 1 - limits.scales[0], limits.scales[1] - 1)


def _calmed(values: Array, sigma: float) -> Array:
    """Smoothed over time, unchanged in frame 0."""
    flat = values.reshape(len(values), -1)
    soft = cv2.GaussianBlur(flat, (1, 0), sigmaX=1e-3, sigmaY=max(sigma, 0.3), borderType=cv2.BORDER_REPLICATE)
    soft = soft.reshape(values.shape)
    return np.asarray(soft - soft[0] + values[0])
