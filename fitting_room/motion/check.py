"""A motion, and perhaps the look that shall perform it -> nothing, or the one reason why it cannot be done.

Asked before any work begins. What counts is what is there, not how it was come by: films, recordings and files of
motions are judged alike.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fitting_room.domain.body import VISIBLE, Joint, Person
from fitting_room.domain.errors import UnsuitableMotion
from fitting_room.domain.motion import MotionClip
from fitting_room.domain.sentence import Sentence

Array = npt.NDArray[np.float64]
Seen = npt.NDArray[np.bool_]

_SHOULDERS = [Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER]
_HIPS = [Joint.RIGHT_HIP, Joint.LEFT_HIP]
_ARMS = [Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, Joint.LEFT_ELBOW, Joint.LEFT_WRIST]
_LEGS = [Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE, Joint.LEFT_KNEE, Joint.LEFT_ANKLE]


@dataclass(frozen=True)
class CheckParams:
    """Limits. Found on the bundled motions, on films of people, and on the same films spoilt on purpose."""

    shortest: float = 1.0
    """Seconds a motion lasts at least (0.5-2 tried)."""
    joints: int = 6
    """So many joints are seen of somebody who is there (4-8 tried; head and shoulders alone are 7)."""
    away: float = 0.5
    """Seconds without anybody that are too long (0.3-1 tried)."""
    most_seen: float = 0.7
    """Share of the frames that must show shoulders, and hips (0.5-0.8 tried)."""
    upright: float = 60.0
    """Degrees from the vertical from which on somebody lies (50-75 tried; deep bends of people who stand reach 55)."""
    lying: float = 0.3
    """Share of the frames in which somebody may bend so low (0.2-0.5 tried)."""
    torso_speed: float = 9.0
    """Torso lengths per second that shoulders and hips stay below: a leap reaches 6, another person's body 15."""
    limb_speed: float = 40.0
    """The same of wrists and ankles, of which a thrown punch reaches 20."""
    growth: float = 0.45
    """Share by which a torso never becomes longer or shorter in a tenth of a second (0.3-0.6 tried)."""
    least_movement: float = 0.02
    """Torso lengths that something must move (0.01-0.05 tried; the idle sway moves 0.09)."""
    leg_work: float = 0.2
    """Torso lengths from which on legs move, below the hips (0.1-0.4 tried; swaying stays below 0.05)."""


PARAMS = CheckParams()


def check_motion(motion: MotionClip, look: Person | None = None, params: CheckParams = PARAMS) -> None:
    """Refuse a motion that nobody, or not this person, can perform.

    Args:
        motion: The motion.
        look: Who shall perform it, where that is known.
        params: Limits.

    Raises:
        UnsuitableMotion: One sentence why, and what to do.
    """
    points, seen = motion.keypoints[..., :2].astype(np.float64), motion.keypoints[..., 2] >= VISIBLE
    if motion.seconds < params.shortest:
        raise UnsuitableMotion("The motion is shorter than a second.", "Record or choose a longer one.")
    _check_presence(seen, motion.fps, params)
    _check_upright(points, seen, params)
    _check_jumps(points, seen, motion.fps, params)
    if max(_reach(points, seen, [joint]) for joint in Joint) < params.least_movement:
        raise UnsuitableMotion("Nothing moves in this motion.", "Record or choose one in which somebody moves.")
    if look is not None and _is_leg_work(points, seen, params) and not _shows_legs(look):
        raise UnsuitableMotion(
            "This motion is made with the legs, and the picture shows none.",
            "Choose another motion, or a picture that shows the whole person.",
        )


def _check_presence(seen: Seen, fps: float, params: CheckParams) -> None:
    """Somebody is there, and so is enough of them."""
    there = seen.sum(-1) >= params.joints
    if not there.any():
        raise UnsuitableMotion("Nobody is seen in this motion.", "Choose a film of one person, from head to feet.")
    if (missing := longest_run(~there) / fps) > params.away:
        raise UnsuitableMotion(
            Sentence("Nobody is seen for {seconds} seconds of this motion.", seconds=round(missing, 1)),
            "Choose another part of the film, or stay in the picture.",
        )
    # Somebody seen from the side hides one shoulder behind the other.
    if seen[:, _SHOULDERS].any(-1).mean() < params.most_seen:
        raise UnsuitableMotion(
            "The shoulders are outside the picture in this motion.", "Step back until head and hips are in the picture."
        )
    if seen[:, _HIPS].any(-1).mean() < params.most_seen:
        raise UnsuitableMotion(
            "The hips are outside the picture in this motion.", "Step back until head and hips are in the picture."
        )


def _check_upright(points: Array, seen: Seen, params: CheckParams) -> None:
    """Somebody stands, most of the time."""
    trunk = points[:, _HIPS].mean(1) - points[:, Joint.NECK]
    known = seen[:, Joint.NECK] & seen[:, _HIPS].any(-1)
    tilt = np.degrees(np.arctan2(np.abs(trunk[:, 0]), trunk[:, 1]))
    if known.any() and (tilt[known] > params.upright).mean() > params.lying:
        raise UnsuitableMotion(
            "The person in this motion lies, or the film lies on its side.",
            "Choose one in which somebody stands, and turn a film that lies on its side.",
        )


def _check_jumps(points: Array, seen: Seen, fps: float, params: CheckParams) -> None:
    """One body, whose joints travel from place to place."""
    both = seen[1:] & seen[:-1]
    speed = np.where(both, np.linalg.norm(np.diff(points, axis=0), axis=-1) * fps, 0.0)
    torso_jumps = speed[:, _SHOULDERS + _HIPS].max(-1) > params.torso_speed
    limb_jumps = speed.max(-1) > params.limb_speed
    step = max(round(0.1 * fps), 1)
    lengths = np.linalg.norm(points[:, Joint.NECK] - points[:, _HIPS].mean(1), axis=-1)
    known = seen[:, [Joint.NECK, *_HIPS]].all(-1)
    ratio = np.abs(np.log(np.maximum(lengths[step:], 1e-3) / np.maximum(lengths[:-step], 1e-3)))
    other_body = known[step:] & known[:-step] & (ratio > np.log(1 + params.growth))
    if torso_jumps.any() or limb_jumps.any() or other_body.any():
        raise UnsuitableMotion(
            "The body in this motion jumps from one place to another.",
            "Choose a film of one person without cuts, whom nobody walks in front of.",
        )


def _is_leg_work(points: Array, seen: Seen, params: CheckParams) -> bool:
    """Whether the legs do at least as much as the arms."""
    from_hips = points - points[:, _HIPS].mean(1, keepdims=True)
    legs = _reach(from_hips, seen, _LEGS)
    return legs >= params.leg_work and legs >= _reach(from_hips, seen, _ARMS)


def _reach(points: Array, seen: Seen, joints: list[Joint]) -> float:
    """How far the joint that moves most gets, in torso lengths."""
    reaches = [0.0]
    for joint in joints:
        if seen[:, joint].sum() > 1:
            reaches.append(float(np.hypot(*np.ptp(points[seen[:, joint], joint], axis=0))))
    return max(reaches)


def _shows_legs(look: Person) -> bool:
    """Whether the picture shows a knee at least."""
    return look.pose.sees(Joint.LEFT_KNEE) or look.pose.sees(Joint.RIGHT_KNEE)


def longest_run(flags: Seen) -> int:
    """How many True stand beside each other at most."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return int((edges[1::2] - edges[::2]).max(initial=0))
