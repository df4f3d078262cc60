"""The fingers of a motion -> those of the wearer: every bone of their own hand turns as the motion's has turned."""

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import ScoredPoints
from fitting_room.domain.body import VISIBLE, Joint, Pose

Array = npt.NDArray[np.float64]

_WRISTS = (Joint.LEFT_WRIST, Joint.RIGHT_WRIST)
_BONES = tuple((0 if point % 4 == 1 else point - 1, point) for point in range(1, 21))
"""(parent, child) of 21 points: the wrist, then four of each finger from its root."""
_FINGERTIP = 8
_SHORTEST, _LONGEST = 0.3, 1.5
"""Times its own length that a bone may look, as it points towards the camera or away from it."""


def drive_hands(
    motion: ScoredPoints, before: npt.NDArray[np.int64], share: Array, own: Pose, driven: ScoredPoints
) -> ScoredPoints | None:
    """The wearer's hands, one pair for each frame of a clip.

    Args:
        motion: (T, 2, 21, 3) float32, left hand first: `MotionClip.hands`.
        before: (N,) frame of the motion before each of the clip's frames.
        share: (N,) in [0, 1] of the frame behind it.
        own: The wearer's pose, with hands.
        driven: (N, 18, 3) float32 joints of the wearer, pixels.

    Returns:
        (N, 2, 21, 3) float32 pixels, frame 0 the wearer's own; a hand that the motion does not show goes along stiffly.
        None where the motion shows neither.
    """
    if own.hands is None:
        return None
    hands = np.zeros((len(before), 2, 21, 3), np.float32)
    moving = False
    for side, wrist in enumerate(_WRISTS):
        if own.hands[side, _FINGERTIP, 2] < VISIBLE:
            continue
        hand = own.hands[side, :, :2].astype(np.float64)
        wrists = driven[:, wrist, :2].astype(np.float64) + (hand[0] - own.at(wrist))
        placed = _carried(hand, wrists, driven, wrist)
        seen = motion[:, side, _FINGERTIP, 2] >= VISIBLE
        there = np.asarray(seen[before] & seen[before + 1])
        if there.any():
            moving = True
            now, behind = (motion[before + step, side, :, :2].astype(np.float64) for step in (0, 1))
            moved: Array = now + (behind - now) * share[:, None, None]
            placed = np.where(there[:, None, None], _turned(moved, int(there.argmax()), hand, wrists), placed)
        hands[:, side, :, :2] = placed
        hands[:, side, :, 2] = np.minimum(own.hands[side, :, 2], driven[:, wrist, 2:])
    hands[0] = own.hands
    return hands if moving else None


def _carried(own: Array, wrists: Array, driven: ScoredPoints, wrist: Joint) -> Array:
    """(N, 21, 2) `own` (21, 2) turned as the forearm has: a hand that the motion does not show goes along stiffly."""
    forearm = (driven[:, wrist, :2] - driven[:, wrist - 1, :2]).astype(np.float64) @ (1, 1j)
    forearm = np.where(np.abs(forearm) < 1e-6, 1e-6, forearm)
    change = forearm / np.abs(forearm) * np.abs(forearm[0]) / forearm[0]
    turned = ((own - own[0]) @ (1, 1j))[None] * change[:, None]
    return np.asarray(wrists[:, None] + np.stack([turned.real, turned.imag], -1))


def _turned(moved: Array, first: int, own: Array, wrists: Array) -> Array:
    """(N, 21, 2) `own` (21, 2) with each bone turned and shortened as `moved` (N, 21, 2) has been since `first`."""
    points = np.zeros_like(moved)
    points[:, 0] = wrists
    for parent, child in _BONES:
        bone = (moved[:, child] - moved[:, parent]) @ (1, 1j)
        bone = np.where(np.abs(bone) < 1e-6, 1e-6, bone)
        change = bone / bone[first]
        change *= np.clip(np.abs(change), _SHORTEST, _LONGEST) / np.abs(change)
        turned = ((own[child] - own[parent]) @ (1, 1j)) * change
        points[:, child] = points[:, parent] + np.stack([turned.real, turned.imag], -1)
    return points
