"""A motion is performed by the wearer's own body: their pose at first, their bones throughout."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitting_room.domain.body import Joint, Parsing, Person, Photo, Pose
from fitting_room.domain.errors import UnsuitableMotion
from fitting_room.domain.motion import ClipOptions, MotionClip
from fitting_room.motion.framing import frame_look
from fitting_room.motion.library import BUNDLED, bundled, motion_text, read_motion
from fitting_room.motion.retarget import retarget

LIMBS = [
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW),
    (Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
    (Joint.RIGHT_HIP, Joint.RIGHT_KNEE),
    (Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
]


def wearer(width: int = 300, height: int = 400, arm: float = 1.0) -> Person:
    """Somebody standing in the middle of a small picture, the arms longer or shorter."""
    points = bundled("idle").keypoints[0].copy()
    for elbow in (Joint.RIGHT_ELBOW, Joint.LEFT_ELBOW):
        points[elbow + 1, :2] = points[elbow, :2] + (points[elbow + 1, :2] - points[elbow, :2]) * arm
    points[:, :2] = points[:, :2] * height * 0.22 + (width / 2, height * 0.48)
    matte = np.zeros((height, width), np.float32)
    left, right = (int(value) for value in (points[:, 0].min() - 5, points[:, 0].max() + 5))
    matte[int(height * 0.08) : int(height * 0.94), left:right] = 1
    return Person(
        Photo(np.full((height, width, 3), 120, np.uint8)),
        Pose(points, (width, height)),
        matte,
        Parsing(np.zeros((height, width), np.uint8)),
    )


@pytest.mark.parametrize("name", BUNDLED)
def test_the_first_frame_is_the_wearers_own_pose(name: str) -> None:
    look = wearer(arm=0.8)
    driven = retarget(bundled(name), look, ClipOptions(seconds=1))
    assert driven.keypoints.shape == (24, 18, 3)
    np.testing.assert_array_equal(driven.keypoints[0], look.pose.keypoints)
    assert driven.yaw[0] == 0


@given(name=st.sampled_from(BUNDLED), arm=st.floats(0.6, 1.3))
def test_bones_keep_the_wearers_lengths(name: str, arm: float) -> None:
    look = wearer(arm=arm)
    driven = retarget(bundled(name), look, ClipOptions(seconds=5, fps=8))
    points = np.concatenate([driven.keypoints[..., :2], driven.depth[..., None]], -1)
    for one, other in LIMBS:
        lengths = np.linalg.norm(points[:, one] - points[:, other], axis=-1)
        np.testing.assert_allclose(lengths, lengths[0], rtol=1e-3)


def test_nothing_jumps_where_a_motion_is_repeated() -> None:
    driven = retarget(bundled("walk"), wearer(), ClipOptions(seconds=12))
    steps = np.linalg.norm(np.diff(driven.keypoints[..., :2], axis=0), axis=-1).max(1)
    once = steps[:115].max()
    assert steps.max() < 1.6 * once


def test_a_standing_foot_does_not_slide() -> None:
    driven = retarget(bundled("idle"), wearer(), ClipOptions())
    for ankle in (Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE):
        assert np.ptp(driven.keypoints[:, ankle, :2], axis=0).max() < 2


def test_a_full_turn_comes_around() -> None:
    driven = retarget(bundled("full-turn"), wearer(), ClipOptions(seconds=5.2))
    assert abs(driven.yaw).max() == pytest.approx(2 * np.pi, abs=0.1)


def test_a_motion_without_depth_never_makes_bones_longer() -> None:
    motion = bundled("raise")
    flat = MotionClip("flat", motion.keypoints, motion.fps)
    driven = retarget(flat, wearer(), ClipOptions())
    for one, other in LIMBS:
        lengths = np.linalg.norm(driven.keypoints[:, one, :2] - driven.keypoints[:, other, :2], axis=-1)
        assert lengths.max() < lengths[0] * 1.001


def test_joints_outside_the_picture_are_placed_and_not_believed() -> None:
    look = wearer()
    points = look.pose.keypoints.copy()
    points[:, 1] += 150
    half = Person(look.photo, Pose(points, look.pose.size), look.matte, look.parsing)
    driven = retarget(bundled("walk"), half, ClipOptions(seconds=1))
    assert (driven.keypoints[:, Joint.LEFT_ANKLE, 2] == 0).all()
    assert np.isfinite(driven.keypoints).all()


@pytest.mark.parametrize(("width", "height", "canvas"), [(300, 400, (720, 1152)), (640, 400, (1152, 720))])
def test_a_look_is_laid_out_with_the_person_wholly_inside(width: int, height: int, canvas: tuple[int, int]) -> None:
    look = wearer(width, height)
    placed, placement = frame_look(look)
    assert placed.photo.size == canvas
    assert (placed.matte > 0.5).sum() == pytest.approx((look.matte > 0.5).sum() * placement.scale**2, rel=0.02)
    assert placed.photo.pixels.min() == placed.photo.pixels.max() == 120


def test_a_motion_survives_its_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text(motion_text(bundled("dance")), "utf-8")
    again = read_motion(path)
    np.testing.assert_array_equal(again.keypoints, bundled("dance").keypoints)
    assert motion_text(again) == path.read_text("utf-8")


@pytest.mark.parametrize("text", ["", "{}", "[]", json.dumps({"format": "fitting-room-motion 1", "name": "x"})])
def test_a_damaged_motion_is_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(text, "utf-8")
    with pytest.raises(UnsuitableMotion, match="not a motion that can be read"):
        read_motion(path)


def flattened(name: str) -> MotionClip:
    motion = bundled(name)
    return MotionClip("flat", motion.keypoints, motion.fps)


@pytest.mark.parametrize("name", ["turn", "full-turn"])
def test_without_depth_a_turn_goes_the_same_way(name: str) -> None:
    options = ClipOptions(seconds=2)
    deep, flat = (retarget(motion, wearer(), options).yaw for motion in (bundled(name), flattened(name)))
    turned = np.abs(deep) > 0.1
    assert turned.any()
    assert (np.sign(deep[turned]) == np.sign(flat[turned])).all()


@given(facing=st.floats(-0.9, 0.9))
def test_somebody_whose_depth_is_unknown_has_a_body_from_every_side(facing: float) -> None:
    motion = bundled("idle")
    assert motion.depth is not None
    x, z = motion.keypoints[0, :, 0], motion.depth[0]
    look = wearer()
    points = look.pose.keypoints.copy()
    height = look.pose.size[1]
    points[:, 0] = (x * np.cos(facing) - z * np.sin(facing)) * height * 0.22 + look.pose.size[0] / 2
    turned = Person(look.photo, Pose(points, look.pose.size), look.matte, look.parsing)
    driven = retarget(bundled("full-turn"), turned, ClipOptions(seconds=5))
    torso = np.linalg.norm(points[Joint.NECK, :2] - points[[Joint.RIGHT_HIP, Joint.LEFT_HIP], :2].mean(0))
    face = [Joint.NOSE, Joint.LEFT_EAR, Joint.RIGHT_EAR]
    for frame in driven.keypoints:
        assert np.ptp(frame[face, 0]) > 0.08 * torso
        assert np.ptp(frame[:, 0]) > 0.2 * torso
    np.testing.assert_array_equal(driven.keypoints[0], points)


def waving(seen: bool = True) -> MotionClip:
    """The idle motion with a left hand that turns by a quarter in two seconds."""
    motion = bundled("idle")
    hands = np.zeros((len(motion.keypoints), 2, 21, 3), np.float32)
    for frame in range(len(hands)):
        angle = np.pi / 2 * min(frame / 48, 1)
        reach = np.linspace(0.02, 0.2, 21)
        hands[frame, 0, :, 0], hands[frame, 0, :, 1] = np.cos(angle) * reach, np.sin(angle) * reach
        hands[frame, 0, :, 2] = seen
    return MotionClip("wave", motion.keypoints, motion.fps, motion.depth, hands)


def with_hands(look: Person) -> Person:
    hands = np.zeros((2, 21, 3), np.float32)
    hands[0, :, :2] = look.pose.at(Joint.LEFT_WRIST) + np.stack([np.zeros(21), np.linspace(1, 22, 21)], 1)
    hands[0, :, 2] = 1
    return Person(look.photo, Pose(look.pose.keypoints, look.pose.size, hands), look.matte, look.parsing)


def test_fingers_turn_as_the_motions_do() -> None:
    look = with_hands(wearer())
    driven = retarget(waving(), look, ClipOptions(seconds=3))
    assert driven.hands is not None
    np.testing.assert_array_equal(driven.hands[0], look.pose.hands)
    reach = driven.hands[-1, 0, 20, :2] - driven.hands[-1, 0, 0, :2]
    np.testing.assert_allclose(reach, (-21, 0), atol=0.5)
    wrist = driven.keypoints[-1, Joint.LEFT_WRIST, :2]
    np.testing.assert_allclose(driven.hands[-1, 0, 0, :2], wrist + np.array([0, 1]), atol=0.01)
    assert not driven.hands[:, 1, :, 2].any()
    assert retarget(waving(seen=False), look, ClipOptions(seconds=1)).hands is None
    assert retarget(waving(), wearer(), ClipOptions(seconds=1)).hands is None


def test_a_hand_that_is_out_of_sight_goes_along_with_its_arm() -> None:
    motion = waving()
    assert motion.hands is not None
    hands = motion.hands.copy()
    hands[30:, 0, :, 2] = 0
    raised = bundled("raise")
    hidden = MotionClip("hidden", raised.keypoints, raised.fps, raised.depth, hands)
    driven = retarget(hidden, with_hands(wearer()), ClipOptions(seconds=3))
    assert driven.hands is not None
    assert driven.hands[:, 0, :, 2].all()
    finger = driven.hands[60, 0, 20, :2] - driven.hands[60, 0, 0, :2]
    assert finger[1] < -15
