"""The capture coach: what keeps this moment from being a good photo, and when to release the shutter.

`examine` judges one frame; `Coach` remembers what was said lately, so that ticks do not flicker and the shutter waits
until everything has been well for two seconds. Both are pure: time comes in as a number.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np

from fitting_room.domain.body import Joint, Pose
from fitting_room.domain.garment import Category
from fitting_room.domain.geometry import Vector


class Check(StrEnum):
    """What a good photo needs, in the order in which it is asked for."""

    ONE_PERSON = "one_person"
    DISTANCE = "distance"
    IN_FRAME = "in_frame"
    FACING = "facing"
    ARMS = "arms"
    LIGHT = "light"
    STILL = "still"


class Advice(StrEnum):
    """What to do."""

    STEP_IN = "step_in"
    ONE_AT_A_TIME = "one_at_a_time"
    STEP_BACK = "step_back"
    COME_CLOSER = "come_closer"
    TO_THE_MIDDLE = "to_the_middle"
    SHOW_HEAD = "show_head"
    SHOW_LEGS = "show_legs"
    FACE_CAMERA = "face_camera"
    ARMS_OUT = "arms_out"
    MORE_LIGHT = "more_light"
    LESS_BACKLIGHT = "less_backlight"
    HOLD_STILL = "hold_still"


@dataclass(frozen=True)
class CoachParams:
    """Limits. Lengths are shares of the picture's height or of the torso's length; tried on the demo people."""

    tallest: float = 0.95
    """Share of the picture's height above which head to feet (or hips) is too close (0.9-1)."""
    smallest: float = 0.42
    """Share of the picture's height below which a whole body is too far away (0.35-0.6)."""
    smallest_half: float = 0.36
    """The same from head to hips, where only these are needed; a whole body is welcome too."""
    off_centre: float = 0.27
    """Share of the picture's width by which the body's middle may be aside (0.2-0.35)."""
    narrowest_shoulders: float = 0.46
    """Shoulder width over torso length below which somebody is turned (0.65 from the front)."""
    nose_aside: float = 0.36
    """The nose's distance from the middle of the ears over their distance, above which the head is turned."""
    wrist_out: float = 0.14
    """Torso lengths by which a wrist must be outside its hip (0.05-0.3 tried)."""
    darkest: float = 0.24
    """Mean lightness of the person, 0 to 1 (0.15-0.35)."""
    backlight: float = 2.6
    """Lightness of the room over the person's, above which they stand against the light (2-3.5)."""
    moving: float = 0.16
    """Torso lengths per second that still count as standing still (0.1-0.3 tried)."""
    appear: float = 0.15
    """Seconds a check must be well before its tick appears."""
    vanish: float = 0.3
    """Seconds it must be wrong before the tick goes: a pose trembles."""
    settle: float = 2.0
    """Seconds of all ticks before the shutter."""


PARAMS = CoachParams()


@dataclass(frozen=True, eq=False)
class Observation:
    """What a frame tells.

    Attributes:
        pose: Of the person, as it was seen; None where nobody is.
        people: How many faces or bodies there are.
        person_light: Mean lightness of the person, 0 to 1.
        room_light: The same of everything else.
        speed: How fast the joints move, in torso lengths per second.
    """

    pose: Pose | None
    people: int = 1
    person_light: float = 0.5
    room_light: float = 0.5
    speed: float = 0.0


def examine(
    seen: Observation, needs: frozenset[Category], params: CoachParams = PARAMS
) -> Mapping[Check, Advice | None]:
    """Judge one frame.

    Args:
        seen: The frame.
        needs: The garments that shall be worn: a top needs head to hips, everything else the whole body.
        params: Limits.

    Returns:
        For each check what is to be done, or None where it is well. A check that cannot be judged without a person
        asks for one.
    """
    if seen.pose is None:
        return dict.fromkeys(Check, Advice.STEP_IN)
    pose = seen.pose
    whole = needs != frozenset({Category.TOPS})
    return {
        Check.ONE_PERSON: Advice.ONE_AT_A_TIME if seen.people > 1 else None,
        Check.DISTANCE: _distance(pose, whole, params),
        Check.IN_FRAME: _in_frame(pose, whole, params),
        Check.FACING: _facing(pose, params),
        Check.ARMS: _arms(pose, params),
        Check.LIGHT: _light(seen, params),
        Check.STILL: Advice.HOLD_STILL if seen.speed > params.moving else None,
    }


def _distance(pose: Pose, whole: bool, params: CoachParams) -> Advice | None:
    height = pose.size[1]
    top = _head_top(pose)
    bottom = _lowest(pose) if whole else float(_middle(pose, Joint.LEFT_HIP, Joint.RIGHT_HIP)[1])
    share = (bottom - top) / height
    if share > params.tallest or (whole and bottom > height and top < 0.25 * height):
        return Advice.STEP_BACK
    return Advice.COME_CLOSER if share < (params.smallest if whole else params.smallest_half) else None


def _in_frame(pose: Pose, whole: bool, params: CoachParams) -> Advice | None:
    width, height = pose.size
    middle = _middle(pose, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)
    if abs(middle[0] / width - 0.5) > params.off_centre:
        return Advice.TO_THE_MIDDLE
    if _head_top(pose) < 0 or not pose.sees(Joint.NOSE):
        return Advice.SHOW_HEAD
    if whole and (_lowest(pose) > height or not pose.sees(Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE)):
        return Advice.SHOW_LEGS
    if not pose.sees(Joint.LEFT_HIP, Joint.RIGHT_HIP):
        return Advice.STEP_BACK
    return None


def _facing(pose: Pose, params: CoachParams) -> Advice | None:
    left, right = pose.at(Joint.LEFT_SHOULDER), pose.at(Joint.RIGHT_SHOULDER)
    turned = left[0] - right[0] < params.narrowest_shoulders * _torso(pose)
    ears = pose.at(Joint.LEFT_EAR)[0] - pose.at(Joint.RIGHT_EAR)[0]
    nose = pose.at(Joint.NOSE)[0] - _middle(pose, Joint.LEFT_EAR, Joint.RIGHT_EAR)[0]
    aside = ears <= 0 or abs(nose) > params.nose_aside * ears
    return Advice.FACE_CAMERA if turned or aside else None


def _arms(pose: Pose, params: CoachParams) -> Advice | None:
    """Both hands beside the body, so that the garment's sides can be seen."""
    for sign, wrist, hip in (
        (1, Joint.LEFT_WRIST, Joint.LEFT_HIP),
        (-1, Joint.RIGHT_WRIST, Joint.RIGHT_HIP),
    ):
        if (pose.at(wrist)[0] - pose.at(hip)[0]) * sign < params.wrist_out * _torso(pose):
            return Advice.ARMS_OUT
    return None


def _light(seen: Observation, params: CoachParams) -> Advice | None:
    if seen.room_light > params.backlight * max(seen.person_light, 1e-3):
        return Advice.LESS_BACKLIGHT
    return Advice.MORE_LIGHT if max(seen.person_light, 0.6 * seen.room_light) < params.darkest else None


def _middle(pose: Pose, one: Joint, other: Joint) -> Vector:
    return np.asarray((pose.at(one) + pose.at(other)) / 2)


def _torso(pose: Pose) -> float:
    """Pixels from the shoulders to the hips."""
    line = _middle(pose, Joint.LEFT_HIP, Joint.RIGHT_HIP) - _middle(pose, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)
    return max(float(np.hypot(*line)), 1.0)


def _head_top(pose: Pose) -> float:
    """Row of the top of the head: as far above the nose as the nose is above the shoulders, nearly."""
    nose = pose.at(Joint.NOSE)[1]
    return float(nose - 0.75 * abs(_middle(pose, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)[1] - nose))


def _lowest(pose: Pose) -> float:
    """Row of the feet."""
    ankles = max(pose.at(Joint.LEFT_ANKLE)[1], pose.at(Joint.RIGHT_ANKLE)[1])
    return float(ankles if pose.feet is None else max(ankles, float(pose.feet[..., 1].max())))


@dataclass(frozen=True)
class Coach:
    """What the coach knows; `hear` gives the next state.

    Attributes:
        ticks: Checks that are well.
        advice: The one thing to do next; None where all is well or nothing was seen yet.
        well_since: When the last missing tick appeared; None while one is missing.
        released: Whether the shutter was released; it stays so until `again`.
        changing: Checks that differ from their tick, and since when.
    """

    ticks: frozenset[Check] = frozenset()
    advice: Advice | None = None
    well_since: float | None = None
    released: bool = False
    changing: Mapping[Check, float] = field(default_factory=dict)

    def hear(self, findings: Mapping[Check, Advice | None], time: float, params: CoachParams = PARAMS) -> "Coach":
        """The state after one more frame.

        Args:
            findings: Of `examine`.
            time: Seconds, later than in the last call.
            params: How patient the coach is.
        """
        ticks, changing = set(self.ticks), {}
        for check, advice in findings.items():
            if (advice is None) == (check in self.ticks):
                continue
            differs_since = self.changing.get(check, time)
            if time - differs_since >= (params.appear if advice is None else params.vanish):
                ticks ^= {check}
            else:
                changing[check] = differs_since
        open_checks = [check for check in Check if check not in ticks]
        advice = next((said for check in open_checks if (said := findings.get(check)) is not None), None)
        # A check that is well again but not yet ticked says nothing new.
        advice = advice or (self.advice if open_checks else None)
        since = None if open_checks else (self.well_since if self.well_since is not None else time)
        # A fault that has not lasted long enough to take its tick away still holds the shutter back.
        well = all(said is None for said in findings.values())
        released = self.released or (since is not None and well and time - since >= params.settle)
        return replace(
            self, ticks=frozenset(ticks), advice=advice, well_since=since, released=released, changing=changing
        )

    def again(self) -> "Coach":
        """The state that waits for the next photo."""
        return Coach()

    def seconds_left(self, time: float, params: CoachParams = PARAMS) -> float | None:
        """Until the shutter; None while something is missing or after it."""
        if self.well_since is None or self.released:
            return None
        return max(0.0, self.well_since + params.settle - time)
