"""Smoothing: a point at rest does not tremble, a moving one is not left behind, a body seen from behind is turned."""

import numpy as np
import pytest

from fitting_room.domain.body import Joint, Pose
from fitting_room.perception.sighting import Sighting
from fitting_room.perception.steady import OneEuro, SteadyPose, exchanged

UNIT = 120.0
"""Pixels of one body length."""
FRAME = 1 / 20


def smooth(points: np.ndarray, frame: float = FRAME) -> np.ndarray:
    keep = OneEuro()
    return np.array([keep(point[None].astype(np.float32), UNIT, 5 + frame * n)[0] for n, point in enumerate(points)])


def test_trembling_at_rest_becomes_a_third(rng: np.random.Generator) -> None:
    noisy = np.array([200.0, 300.0]) + rng.normal(0, 1.2, (200, 2))
    calm = smooth(noisy)
    assert np.diff(calm[20:], axis=0).std() < np.diff(noisy[20:], axis=0).std() / 3


@pytest.mark.parametrize("speed", [0.5, 1.0, 3.0])
def test_a_moving_point_lags_less_than_a_twentieth_of_a_body(speed: float) -> None:
    moving = np.column_stack([np.arange(60) * speed * UNIT * FRAME, np.zeros(60)])
    behind = moving[30:, 0] - smooth(moving)[30:, 0]
    assert behind.max() < 0.05 * UNIT


def test_a_pause_starts_anew() -> None:
    keep = OneEuro()
    keep(np.zeros((1, 2), np.float32), UNIT, 1.0)
    far = np.full((1, 2), 300, np.float32)
    assert np.array_equal(keep(far, UNIT, 4.0), far)


def body(sign: float = 1.0) -> Pose:
    keypoints = np.ones((18, 3), np.float32)
    keypoints[:, :2] = (100, 50)
    for left, right, offset, row in (
        (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, 30, 100),
        (Joint.LEFT_HIP, Joint.RIGHT_HIP, 20, 200),
        (Joint.LEFT_WRIST, Joint.RIGHT_WRIST, 45, 190),
    ):
        keypoints[left, :2], keypoints[right, :2] = (100 + sign * offset, row), (100 - sign * offset, row)
    world = np.zeros((33, 3), np.float32)
    world[15], world[16] = 1.0, 2.0
    hands = np.zeros((2, 21, 3), np.float32)
    hands[0] = 1.0
    return Pose(keypoints, (200, 300), hands=hands, world=world)


def steady_of(*poses: Pose) -> Pose:
    steady, mask = SteadyPose(), np.zeros((300, 200), np.float32)
    return [steady(Sighting(pose, mask), 1 + n / 20).pose for n, pose in enumerate(poses)][-1]


def test_a_body_from_behind_is_seen_as_from_the_front() -> None:
    seen = steady_of(body(-1.0))
    assert seen.at(Joint.LEFT_SHOULDER)[0] > seen.at(Joint.RIGHT_SHOULDER)[0]
    assert seen.world is not None
    assert seen.world[15, 0] == pytest.approx(2.0)
    assert seen.hands is not None
    assert seen.hands[1, 0, 0] == pytest.approx(1.0)


def test_in_profile_the_sides_do_not_flicker() -> None:
    profile = [body(0.02 * (-1) ** n) for n in range(9)]
    assert steady_of(body(), *profile).at(Joint.LEFT_WRIST)[0] == pytest.approx(100, abs=30)
    wrists = [steady_of(body(-1.0), *profile[:count]).at(Joint.LEFT_HIP)[0] for count in (7, 8, 9)]
    assert np.ptp(wrists) < 3


def test_exchanging_twice_changes_nothing() -> None:
    pose = body()
    twice = exchanged(exchanged(pose))
    assert np.array_equal(twice.keypoints, pose.keypoints)
    assert np.array_equal(twice.world, pose.world)
