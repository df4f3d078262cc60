"""The coach: what it asks for, in which order, and when it releases the shutter."""

from dataclasses import replace

import numpy as np
import pytest

from fitting_room.domain.body import Joint, Pose
from fitting_room.domain.garment import Category
from fitting_room.studio.mirror.coach import PARAMS, Advice, Check, Coach, Observation, examine

DRESS = frozenset({Category.DRESSES})
TOP = frozenset({Category.TOPS})
STANDING = {
    Joint.NOSE: (0, -205),
    Joint.NECK: (0, -150),
    Joint.LEFT_SHOULDER: (48, -150),
    Joint.RIGHT_SHOULDER: (-48, -150),
    Joint.LEFT_ELBOW: (66, -70),
    Joint.RIGHT_ELBOW: (-66, -70),
    Joint.LEFT_WRIST: (72, 0),
    Joint.RIGHT_WRIST: (-72, 0),
    Joint.LEFT_HIP: (26, 0),
    Joint.RIGHT_HIP: (-26, 0),
    Joint.LEFT_KNEE: (28, 100),
    Joint.RIGHT_KNEE: (-28, 100),
    Joint.LEFT_ANKLE: (28, 200),
    Joint.RIGHT_ANKLE: (-28, 200),
    Joint.LEFT_EYE: (9, -214),
    Joint.RIGHT_EYE: (-9, -214),
    Joint.LEFT_EAR: (20, -210),
    Joint.RIGHT_EAR: (-20, -210),
}
"""A good pose: offsets from the middle of the hips in pixels, in a picture of 480x640."""


def pose(scale: float = 1.0, shift: tuple[float, float] = (0, 0), **moved: tuple[float, float]) -> Pose:
    keypoints = np.ones((18, 3), np.float32)
    for joint, offset in STANDING.items():
        keypoints[joint, :2] = np.array((240, 360)) + shift + scale * np.array(moved.get(joint.name.lower(), offset))
    return Pose(keypoints, (480, 640))


def advice(seen: Observation, check: Check, needs: frozenset[Category] = DRESS) -> Advice | None:
    return examine(seen, needs)[check]


def test_a_good_pose_passes_every_check() -> None:
    assert set(examine(Observation(pose()), DRESS).values()) == {None}


def test_without_anybody_every_check_asks_for_somebody() -> None:
    assert set(examine(Observation(None), DRESS).values()) == {Advice.STEP_IN}


@pytest.mark.parametrize(
    ("seen", "check", "expected"),
    [
        (Observation(pose(), people=2), Check.ONE_PERSON, Advice.ONE_AT_A_TIME),
        (Observation(pose(1.7)), Check.DISTANCE, Advice.STEP_BACK),
        (Observation(pose(0.5)), Check.DISTANCE, Advice.COME_CLOSER),
        (Observation(pose(shift=(170, 0))), Check.IN_FRAME, Advice.TO_THE_MIDDLE),
        (Observation(pose(shift=(0, -180))), Check.IN_FRAME, Advice.SHOW_HEAD),
        (Observation(pose(shift=(0, 120))), Check.IN_FRAME, Advice.SHOW_LEGS),
        (
            Observation(pose(left_shoulder=(20, -150), right_shoulder=(-20, -150))),
            Check.FACING,
            Advice.FACE_CAMERA,
        ),
        (Observation(pose(nose=(19, -205))), Check.FACING, Advice.FACE_CAMERA),
        (Observation(pose(left_ear=(-20, -210), right_ear=(20, -210))), Check.FACING, Advice.FACE_CAMERA),
        (Observation(pose(left_wrist=(30, 0))), Check.ARMS, Advice.ARMS_OUT),
        (Observation(pose(right_wrist=(20, -60))), Check.ARMS, Advice.ARMS_OUT),
        (Observation(pose(), person_light=0.1, room_light=0.1), Check.LIGHT, Advice.MORE_LIGHT),
        (Observation(pose(), person_light=0.2, room_light=0.8), Check.LIGHT, Advice.LESS_BACKLIGHT),
        (Observation(pose(), speed=0.5), Check.STILL, Advice.HOLD_STILL),
    ],
)
def test_each_fault_is_named(seen: Observation, check: Check, expected: Advice) -> None:
    assert advice(seen, check) is expected


def test_a_top_needs_no_legs() -> None:
    close = Observation(pose(1.9, shift=(0, 160)))
    assert advice(close, Check.DISTANCE) is Advice.STEP_BACK
    assert advice(close, Check.DISTANCE, TOP) is None
    assert advice(close, Check.IN_FRAME, TOP) is None


def test_a_dark_garment_in_a_light_room_is_no_lack_of_light() -> None:
    assert advice(Observation(pose(), person_light=0.2, room_light=0.45), Check.LIGHT) is None


GOOD = examine(Observation(pose()), DRESS)
ARMS_IN = examine(Observation(pose(left_wrist=(20, 0))), DRESS)


def listen(coach: Coach, *spells: tuple[float, dict], start: float = 10.0, rate: float = 30.0) -> tuple[Coach, float]:
    """Let the coach hear each finding for so many seconds, 30 times a second."""
    time = start
    for seconds, findings in spells:
        for _ in range(round(seconds * rate)):
            time += 1 / rate
            coach = coach.hear(findings, time)
    return coach, time


def test_the_shutter_is_released_after_two_seconds_of_all_ticks() -> None:
    coach, _ = listen(Coach(), (1.9, GOOD))
    assert coach.ticks == frozenset(Check)
    assert not coach.released
    coach, _ = listen(Coach(), (PARAMS.appear + PARAMS.settle + 0.1, GOOD))
    assert coach.released


def test_the_countdown_runs_down_and_is_silent_otherwise() -> None:
    assert Coach().seconds_left(0.0) is None
    coach, time = listen(Coach(), (PARAMS.appear + 1.0, GOOD))
    assert coach.seconds_left(time) == pytest.approx(PARAMS.settle - 1.0, abs=0.1)
    coach, time = listen(coach, (2.0, GOOD), start=time)
    assert coach.released
    assert coach.seconds_left(time) is None


def test_one_fault_that_lasts_starts_the_wait_anew() -> None:
    coach, time = listen(Coach(), (1.9, GOOD), (0.5, ARMS_IN))
    assert Check.ARMS not in coach.ticks
    assert coach.advice is Advice.ARMS_OUT
    assert coach.well_since is None
    coach, time = listen(coach, (1.0, GOOD), start=time)
    assert not coach.released
    coach, _ = listen(coach, (1.5, GOOD), start=time)
    assert coach.released


def test_a_tremble_changes_neither_ticks_nor_the_wait() -> None:
    coach, _ = listen(Coach(), (1.0, GOOD), (0.1, ARMS_IN), (1.2, GOOD))
    assert coach.released


def test_a_tick_does_not_appear_for_a_moment_only() -> None:
    coach, _ = listen(Coach(), (1.0, ARMS_IN), (0.1, GOOD), (0.2, ARMS_IN))
    assert Check.ARMS not in coach.ticks


def test_it_asks_for_one_thing_at_a_time_in_order() -> None:
    findings = examine(replace(Observation(pose(1.7)), speed=1.0, people=3), DRESS)
    coach, time = listen(Coach(), (0.5, findings))
    assert coach.advice is Advice.ONE_AT_A_TIME
    coach, _ = listen(coach, (0.5, {**findings, Check.ONE_PERSON: None}), start=time)
    assert coach.advice is Advice.STEP_BACK


def test_after_the_shutter_it_waits_to_be_asked_again() -> None:
    coach, time = listen(Coach(), (3.0, GOOD), (1.0, ARMS_IN))
    assert coach.released
    again = coach.again()
    assert not again.released
    assert again.ticks == frozenset()
    assert listen(again, (2.5, GOOD), start=time)[0].released
