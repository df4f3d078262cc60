"""What trembles is calm, what moves comes neither late nor rounded, and gaps and glitches leave no mark."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitting_room.domain.body import Joint, Pose
from fitting_room.domain.keypoints import MEDIAPIPE_33
from fitting_room.domain.motion import MotionClip
from fitting_room.motion.library import BUNDLED, bundled
from fitting_room.motion.smoothing import Moment, local_fit, make_motion

TORSO = 110.0
SIZE = (640, 720)
WRISTS = [Joint.LEFT_WRIST, Joint.RIGHT_WRIST]
SIDES = [
    (int(joint), int(Joint[joint.name.replace("LEFT", "RIGHT")])) for joint in Joint if joint.name.startswith("LEFT")
]


def filmed(motion: MotionClip, tremble: float = 0.0, seed: int = 0) -> list[Moment]:
    """Somebody performing a motion before a camera, with metres, trembling by so many torso lengths."""
    random = np.random.default_rng(seed)
    moments = []
    for number, points in enumerate(motion.keypoints):
        flat = points.copy()
        flat[:, :2] = (points[:, :2] + random.normal(0, tremble, (18, 2))) * TORSO + (320, 360)
        world = None
        if motion.depth is not None:
            world = np.zeros((33, 3), np.float32)
            for joint, index in MEDIAPIPE_33.joints.items():
                world[index] = (*points[joint, :2], motion.depth[number, joint] + random.normal(0, tremble))
            world = (world * 0.5).astype(np.float32)
        moments.append(Moment(10 + number / motion.fps, Pose(flat.astype(np.float32), SIZE, world=world)))
    return moments


def off(made: MotionClip, meant: MotionClip) -> npt.NDArray[np.float64]:
    """(T, 18) torso lengths between two motions, whose first frames are laid onto each other."""
    frames = min(len(made.keypoints), len(meant.keypoints))
    one, other = (m.keypoints[:frames, :, :2].astype(np.float64) for m in (made, meant))
    scale = np.linalg.norm(other[0, Joint.NECK] - other[0, [8, 11]].mean(0))
    one = one * scale + other[0, [8, 11]].mean(0)
    return np.asarray(np.linalg.norm(one - other, axis=-1))


@pytest.mark.parametrize("name", BUNDLED)
def test_a_motion_filmed_without_trembling_stays_what_it_was(name: str) -> None:
    made = make_motion("again", filmed(bundled(name)))
    assert off(made, bundled(name)).max() < 0.08
    assert abs(made.seconds - bundled(name).seconds) < 0.1
    depth = bundled(name).depth
    assert made.depth is not None
    assert depth is not None
    root = depth[:, [Joint.RIGHT_HIP, Joint.LEFT_HIP]].mean(1, keepdims=True)
    np.testing.assert_allclose(made.depth, (depth - root)[: len(made.depth)], atol=0.09)


@pytest.mark.parametrize("name", ["idle", "turn", "walk"])
def test_trembling_becomes_less_than_a_third(name: str) -> None:
    made = make_motion("calm", filmed(bundled(name), tremble=0.02))
    trembling = np.diff(np.stack([m.pose.keypoints[..., :2] for m in filmed(bundled(name), 0.02)]) / TORSO, 2, axis=0)
    calm = np.diff(made.keypoints[..., :2], 2, axis=0)
    meant = np.diff(bundled(name).keypoints[..., :2], 2, axis=0)
    assert np.abs(calm).mean() < np.abs(meant).mean() + 0.2 * np.abs(trembling).mean()
    assert np.median(off(made, bundled(name))) < 0.03


@pytest.mark.parametrize("name", ["raise", "dance"])
def test_nothing_comes_late(name: str) -> None:
    made, meant = make_motion("prompt", filmed(bundled(name), tremble=0.01)), bundled(name)
    frames = len(made.keypoints)
    heights = made.keypoints[:, WRISTS, 1] - made.keypoints[:, WRISTS, 1].mean(0)
    wanted = meant.keypoints[:frames, WRISTS, 1] - meant.keypoints[:frames, WRISTS, 1].mean(0)
    fits = [float((heights[10 + lag : frames - 10 + lag] * wanted[10 : frames - 10]).sum()) for lag in range(-4, 5)]
    assert int(np.argmax(fits)) - 4 == 0


def test_a_film_that_stumbles_keeps_its_time() -> None:
    random = np.random.default_rng(3)
    kept = sorted(random.choice(120, 70, replace=False))
    moments = filmed(bundled("raise"))
    made = make_motion("stumbling", [moments[number] for number in kept])
    meant = bundled("raise").keypoints[kept[0] :]
    assert off(made, MotionClip("meant", meant.copy(), 24)).max() < 0.12


def test_a_moment_without_anybody_is_bridged() -> None:
    moments = [moment for moment in filmed(bundled("turn")) if not 12.0 < moment.time < 12.4]
    assert off(make_motion("bridged", moments), bundled("turn")).max() < 0.06


def test_a_joint_seen_elsewhere_for_one_moment_stays_where_it_is() -> None:
    moments = filmed(bundled("idle"))
    points = moments[60].pose.keypoints.copy()
    points[Joint.LEFT_WRIST, :2] += 200
    moments[60] = Moment(moments[60].time, Pose(points, SIZE, world=moments[60].pose.world))
    assert off(make_motion("firm", moments), bundled("idle")).max() < 0.06


@settings(max_examples=10)
@given(wrong=st.sets(st.integers(1, 119), max_size=40))
def test_sides_that_are_mistaken_are_put_right(wrong: set[int]) -> None:
    moments = filmed(bundled("turn"))
    for number in wrong:
        pose = moments[number].pose
        assert pose.world is not None
        points, world = pose.keypoints.copy(), pose.world.copy()
        for left, right in SIDES:
            points[[left, right]] = points[[right, left]]
            at = [MEDIAPIPE_33.joints[Joint(left)], MEDIAPIPE_33.joints[Joint(right)]]
            world[at] = world[at[::-1]]
        moments[number] = Moment(moments[number].time, Pose(points, SIZE, world=world))
    assert off(make_motion("sides", moments), bundled("turn")).max() < 0.05


@given(st.floats(-5, 5), st.floats(-5, 5), st.floats(-5, 5), st.floats(0.1, 0.3))
def test_a_parabola_goes_through_unchanged(bend: float, slope: float, start: float, width: float) -> None:
    times = np.linspace(0, 2, 60)
    values = (bend * times**2 + slope * times + start)[:, None, None]
    at = np.linspace(0, 2, 31)
    fitted, speed = local_fit(times, values, np.ones((60, 1)), at, np.full(31, width))
    assert np.abs(fitted[:, 0, 0] - (bend * at**2 + slope * at + start)).max() < 0.05 + 0.02 * abs(bend)
    assert np.abs(speed[3:-3, 0, 0] - (2 * bend * at + slope)[3:-3]).max() < 0.3


def test_hands_come_along_where_they_were_seen() -> None:
    moments = []
    for number, moment in enumerate(filmed(bundled("raise"))):
        hands = np.zeros((2, 21, 3), np.float32)
        if number % 3 == 0:
            hands[0] = np.concatenate([moment.pose.keypoints[[Joint.LEFT_WRIST] * 21, :2], np.ones((21, 1))], 1)
        pose = moment.pose
        moments.append(Moment(moment.time, Pose(pose.keypoints, SIZE, hands, world=pose.world)))
    made = make_motion("waving", moments)
    assert made.hands is not None
    assert made.hands[:, 0, :, 2].all()
    assert not made.hands[:, 1, :, 2].any()
    np.testing.assert_allclose(made.hands[:, 0, 5, :2], made.keypoints[:, Joint.LEFT_WRIST, :2], atol=0.1)
    assert make_motion("no hands", filmed(bundled("raise"))).hands is None
