"""Driven poses -> one affine map for each bone, held to what a single sheet can show.

Every bone hangs on its parent's end, so joints never part. Feet stay where they stand.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fitting_room.domain.body import Joint, Person
from fitting_room.domain.motion import DrivenPoses

Array = npt.NDArray[np.float64]

_HIPS = [Joint.RIGHT_HIP, Joint.LEFT_HIP]


@dataclass(frozen=True)
class Limits:
    """How far the sheet may turn before it looks bent, in radians; approached softly, never met with a stop."""

    torso: float = 0.10
    head: float = 0.14
    yaw: float = 0.40
    sway: float = 0.06
    """Of the middle of the hips, in torso lengths."""


LIMITS = Limits()


@dataclass(frozen=True, eq=False)
class Skeleton:
    """The bones of one person at rest.

    Attributes:
        segments: (B, 2, 2) begin and end of each bone in pixels.
        names: What each is: "torso", "head", "thigh" or "foot".
    """

    segments: Array
    names: tuple[str, ...]

    @property
    def unit(self) -> float:
        """Length of the torso in pixels."""
        return max(float(np.linalg.norm(self.segments[0, 1] - self.segments[0, 0])), 1.0)


def find_bones(look: Person, legs: bool = True) -> Skeleton:
    """The bones that the picture shows; without legs where these are layers of their own."""
    pose = look.pose
    middle = pose.keypoints[_HIPS, :2].astype(np.float64).mean(0)
    neck, nose = pose.at(Joint.NECK), pose.at(Joint.NOSE)
    bones: list[tuple[str, Array, Array]] = [
        ("torso", middle, neck),
        ("head", neck + 0.5 * (nose - neck), nose + 0.8 * (nose - neck)),
    ]
    chains = (
        (Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
        (Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
    )
    for hip, knee, ankle in chains:
        if legs and pose.sees(hip, knee, ankle):
            bones.append(("thigh", pose.at(hip), pose.at(knee)))
            down = pose.at(ankle) - pose.at(knee)
            bones.append(("foot", pose.at(knee) + 0.4 * down, pose.at(ankle) + 0.3 * down))
    if legs and all(name != "foot" for name, _, _ in bones):
        # Cut off by the edge: what is below the hips stands still.
        below = np.array([middle[0], float(pose.size[1])])
        bones.append(("foot", np.maximum(below, middle), below + np.array([0.0, 0.3 * abs(middle[1] - neck[1])])))
    return Skeleton(
        np.array([(begin, end) for _, begin, end in bones]),
        tuple(name for name, _, _ in bones),
    )


def bone_maps(skeleton: Skeleton, poses: DrivenPoses, frame: int, limits: Limits = LIMITS) -> Array:
    """(B, 2, 3) the affine map of each bone in a frame: the identity in frame 0."""
    rest, now = (poses.keypoints[index, :, :2].astype(np.float64) for index in (0, frame))
    middle = skeleton.segments[0, 0]
    length = max(float(np.linalg.norm(rest[Joint.NECK] - middle)), 1.0)
    yaw = turn_of(poses, frame, limits)
    drift = now[_HIPS].mean(0) - rest[_HIPS].mean(0)
    sway = np.array([soft(value / length, limits.sway) * length for value in drift])
    lean = turn_between(rest[Joint.NECK] - rest[_HIPS].mean(0), now[Joint.NECK] - now[_HIPS].mean(0))
    # A torso that turns away gets narrower in the picture; the head, nearer to the camera than its axis, moves aside.
    torso = _affine(soft(lean, limits.torso), float(np.cos(yaw)), middle, middle + sway)
    maps = []
    for (begin, end), name in zip(skeleton.segments, skeleton.names, strict=True):
        if name == "torso":
            maps.append(torso)
        elif name == "foot":
            maps.append(np.eye(2, 3))
        elif name == "thigh":
            # The hip goes with the torso, the knee stays.
            hip = _moved(torso, begin)
            maps.append(_affine(turn_between(end - begin, end - hip), 1.0, begin, hip))
        else:
            nod = turn_between(rest[Joint.NOSE] - rest[Joint.NECK], now[Joint.NOSE] - now[Joint.NECK])
            # In a turn the nose moves across without the head being tilted.
            nod *= 1 - abs(yaw) / limits.yaw
            place = _moved(torso, begin) + np.array([0.06 * length * np.sin(yaw), 0.0])
            maps.append(_affine(soft(lean, limits.torso) + soft(nod, limits.head), 1.0, begin, place))
    return np.array(maps)


def turn_of(poses: DrivenPoses, frame: int, limits: Limits = LIMITS) -> float:
    """Radians that the body is shown turned; a whole turn goes to one side, back, and to the other."""
    turned = float(poses.yaw[frame] - poses.yaw[0])
    return soft(float(np.arcsin(np.sin(turned))), limits.yaw)


def _affine(angle: float, narrow: float, pivot: Array, place: Array) -> Array:
    """(2, 3) narrower across, turned about a pivot, the pivot brought to its place."""
    cosine, sine = np.cos(angle), np.sin(angle)
    turn = np.array([[cosine * narrow, -sine], [sine * narrow, cosine]])
    return np.concatenate([turn, (place - turn @ pivot)[:, None]], 1)


def _moved(affine: Array, point: Array) -> Array:
    return np.asarray(affine[:, :2] @ point + affine[:, 2])


def turn_between(rest: Array, now: Array) -> float:
    """Radians from one direction to another, in (-pi, pi]."""
    return wrapped(float(np.arctan2(now[1], now[0]) - np.arctan2(rest[1], rest[0])))


def wrapped(angle: float) -> float:
    """The same direction within half a turn of 0."""
    return float((angle + np.pi) % (2 * np.pi) - np.pi)


def soft(value: float, limit: float) -> float:
    """Nearly the value where it is small, never beyond the limit."""
    return float(limit * np.sin(np.arctan(value / limit)))
