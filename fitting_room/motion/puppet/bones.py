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
    upper_arm: float = 0.30
    lower_arm: float = 0.35
    yaw: float = 0.40
    sway: float = 0.06
    """Of the middle of the hips, in torso lengths."""


LIMITS = Limits()


@dataclass(frozen=True, eq=False)
class Skeleton:
    """The bones of one person at rest.

    Attributes:
        segments: (B, 2, 2) begin and end of each bone in pixels.
        names: What each is: "torso", "head", "thigh", "foot", or an upper or lower arm.
        joints: The (begin, end) joints of arm bones; empty for others.
    """

    segments: Array
    names: tuple[str, ...]
    joints: tuple[tuple[Joint, Joint] | None, ...]


def find_bones(look: Person) -> Skeleton:
    """The bones that the picture shows."""
    pose = look.pose
    middle = pose.keypoints[_HIPS, :2].astype(np.float64).mean(0)
    neck, nose = pose.at(Joint.NECK), pose.at(Joint.NOSE)
    bones: list[tuple[str, Array, Array, tuple[Joint, Joint] | None]] = [
        ("torso", middle, neck, None),
        ("head", neck + 0.5 * (nose - neck), nose + 0.8 * (nose - neck), None),
    ]
    arms = (
        (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
        (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
    )
    for shoulder, elbow, wrist in arms:
        if pose.sees(shoulder, elbow, wrist):
            reach = pose.at(wrist) + 0.5 * (pose.at(wrist) - pose.at(elbow))
            bones.append(("upper_arm", pose.at(shoulder), pose.at(elbow), (shoulder, elbow)))
            bones.append(("lower_arm", pose.at(elbow), reach, (elbow, wrist)))
    legs = (
        (Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
        (Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
    )
    for hip, knee, ankle in legs:
        if pose.sees(hip, knee, ankle):
            bones.append(("thigh", pose.at(hip), pose.at(knee), None))
            down = pose.at(ankle) - pose.at(knee)
            bones.append(("foot", pose.at(knee) + 0.4 * down, pose.at(ankle) + 0.3 * down, None))
    if all(name != "foot" for name, *_ in bones):
        # Cut off by the edge: what is below the hips stands still.
        below = np.array([middle[0], float(pose.size[1])])
        bones.append(("foot", np.maximum(below, middle), below + np.array([0.0, 0.3 * abs(middle[1] - neck[1])]), None))
    return Skeleton(
        np.array([(begin, end) for _, begin, end, _ in bones]),
        tuple(name for name, *_ in bones),
        tuple(joints for *_, joints in bones),
    )


def bone_maps(skeleton: Skeleton, poses: DrivenPoses, frame: int, limits: Limits = LIMITS) -> Array:
    """(B, 2, 3) the affine map of each bone in a frame: the identity in frame 0."""
    rest, now = (poses.keypoints[index, :, :2].astype(np.float64) for index in (0, frame))
    middle = skeleton.segments[0, 0]
    length = max(float(np.linalg.norm(rest[Joint.NECK] - middle)), 1.0)
    yaw = _soft(_wrapped(float(poses.yaw[frame] - poses.yaw[0])), limits.yaw)
    drift = now[_HIPS].mean(0) - rest[_HIPS].mean(0)
    sway = np.array([_soft(value / length, limits.sway) * length for value in drift])
    lean = _turn(rest[Joint.NECK] - rest[_HIPS].mean(0), now[Joint.NECK] - now[_HIPS].mean(0))
    # A torso that turns away gets narrower in the picture; the head, nearer to the camera than its axis, moves aside.
    torso = _affine(_soft(lean, limits.torso), float(np.cos(yaw)), middle, middle + sway)
    maps, upper, angle = [], torso, 0.0
    for (begin, end), name, joints in zip(skeleton.segments, skeleton.names, skeleton.joints, strict=True):
        if name == "torso":
            maps.append(torso)
        elif name == "foot":
            maps.append(np.eye(2, 3))
        elif name == "thigh":
            # The hip goes with the torso, the knee stays.
            hip = _moved(torso, begin)
            maps.append(_affine(_turn(end - begin, end - hip), 1.0, begin, hip))
        elif name == "head":
            nod = _turn(rest[Joint.NOSE] - rest[Joint.NECK], now[Joint.NOSE] - now[Joint.NECK])
            # In a turn the nose moves across without the head being tilted.
            nod *= 1 - abs(yaw) / limits.yaw
            place = _moved(torso, begin) + np.array([0.06 * length * np.sin(yaw), 0.0])
            maps.append(_affine(_soft(lean, limits.torso) + _soft(nod, limits.head), 1.0, begin, place))
        else:
            assert joints is not None
            turned = _turn(rest[joints[1]] - rest[joints[0]], now[joints[1]] - now[joints[0]])
            if name == "upper_arm":
                angle, parent = _soft(turned, limits.upper_arm), torso
            else:
                angle, parent = angle + _soft(_wrapped(turned - angle), limits.lower_arm), upper
            upper = _affine(angle, 1.0, begin, _moved(parent, begin))
            maps.append(upper)
    return np.array(maps)


def _affine(angle: float, narrow: float, pivot: Array, place: Array) -> Array:
    """(2, 3) narrower across, turned about a pivot, the pivot brought to its place."""
    cosine, sine = np.cos(angle), np.sin(angle)
    turn = np.array([[cosine * narrow, -sine], [sine * narrow, cosine]])
    return np.concatenate([turn, (place - turn @ pivot)[:, None]], 1)


def _moved(affine: Array, point: Array) -> Array:
    return np.asarray(affine[:, :2] @ point + affine[:, 2])


def _turn(rest: Array, now: Array) -> float:
    return _wrapped(float(np.arctan2(now[1], now[0]) - np.arctan2(rest[1], rest[0])))


def _wrapped(angle: float) -> float:
    return float((angle + np.pi) % (2 * np.pi) - np.pi)


def _soft(value: float, limit: float) -> float:
    return float(limit * np.sin(np.arctan(value / limit)))
