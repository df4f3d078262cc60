"""Key points: every layout says the same body."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitting_room.domain.body import Joint, Pose
from fitting_room.domain.keypoints import (
    BODY_25,
    COCO_17,
    COCO_18,
    COCO_133,
    LAYOUTS,
    MEDIAPIPE_33,
    KeypointLayout,
    from_joints,
    from_pose,
    to_joints,
    to_pose,
)

SIZE = (640, 480)
every_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
seeds = st.integers(0, 2**32 - 1)


def random_points(count: int, seed: int) -> np.ndarray:
    """(count, 3) float32: positions inside SIZE, scores in (0.1, 1)."""
    return np.random.default_rng(seed).uniform((0, 0, 0.1), (*SIZE, 1.0), (count, 3)).astype(np.float32)


@every_layout
@given(seed=seeds)
def test_joints_come_back_from_every_layout(layout: KeypointLayout, seed: int) -> None:
    joints = random_points(18, seed)
    returned = to_joints(from_joints(joints, layout), layout)
    stored = [joint for joint in Joint if joint in layout.joints]
    assert np.array_equal(returned[stored], joints[stored])
    if Joint.NECK not in layout.joints:
        shoulders = joints[[Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER]]
        assert np.allclose(returned[Joint.NECK, :2], shoulders[:, :2].mean(axis=0), atol=1e-3)
        assert returned[Joint.NECK, 2] == shoulders[:, 2].min()


@every_layout
@given(seed=seeds)
def test_many_bodies_convert_as_one_by_one(layout: KeypointLayout, seed: int) -> None:
    bodies = random_points(layout.count * 3, seed).reshape(3, layout.count, 3)
    assert np.array_equal(to_joints(bodies, layout), np.stack([to_joints(body, layout) for body in bodies]))
    joints = to_joints(bodies, layout)
    assert np.array_equal(from_joints(joints, layout), np.stack([from_joints(body, layout) for body in joints]))


@every_layout
@given(seed=seeds)
def test_a_pose_keeps_the_feet_and_hands_that_a_layout_has(layout: KeypointLayout, seed: int) -> None:
    pose = Pose(
        keypoints=random_points(18, seed),
        size=SIZE,
        hands=random_points(42, seed + 1).reshape(2, 21, 3),
        feet=random_points(4, seed + 2).reshape(2, 2, 3),
    )
    returned = to_pose(from_pose(pose, layout), layout, SIZE)
    assert returned.size == SIZE
    for mine, theirs, has in ((pose.feet, returned.feet, layout.feet), (pose.hands, returned.hands, layout.hands)):
        if has is None:
            assert theirs is None
        else:
            assert theirs is not None
            assert mine is not None
            assert np.array_equal(mine, theirs)


@every_layout
def test_no_two_joints_share_a_point(layout: KeypointLayout) -> None:
    assert len(set(layout.joints.values())) == len(layout.joints)
    assert max(layout.joints.values()) < layout.count


@every_layout
def test_points_of_the_wrong_layout_are_refused(layout: KeypointLayout) -> None:
    with pytest.raises(ValueError, match=layout.name):
        to_joints(np.zeros((layout.count + 1, 3), np.float32), layout)
    with pytest.raises(ValueError, match="joints have shape"):
        from_joints(np.zeros((17, 3), np.float32), layout)


def test_a_midpoint_needs_both_ends() -> None:
    points = random_points(17, 0)
    points[5] = 0
    assert not to_joints(points, COCO_17)[Joint.NECK].any()
    joints = random_points(18, 0)
    joints[Joint.LEFT_HIP] = 0
    assert not from_joints(joints, BODY_25)[8].any()


def test_known_places() -> None:
    assert COCO_18.joints[Joint.LEFT_EAR] == 17
    assert BODY_25.joints[Joint.LEFT_ANKLE] == 14
    assert COCO_17.joints[Joint.RIGHT_WRIST] == 10
    assert COCO_133.hands == (91, 112)
    assert MEDIAPIPE_33.joints[Joint.LEFT_SHOULDER] == 11


def test_a_body_from_mediapipe_gets_a_neck_and_feet() -> None:
    points = np.zeros((33, 3), np.float32)
    points[11], points[12] = (480, 240, 0.9), (160, 240, 0.8)
    points[31] = (600, 470, 0.7)
    pose = to_pose(points, MEDIAPIPE_33, SIZE)
    assert np.allclose(pose.keypoints[Joint.LEFT_SHOULDER], (480, 240, 0.9))
    assert np.allclose(pose.keypoints[Joint.NECK], (320, 240, 0.8))
    assert pose.feet is not None
    assert np.allclose(pose.feet[0, 1], (600, 470, 0.7))


def test_mediapipe_has_the_order_that_its_package_says() -> None:
    from mediapipe.python.solutions.pose import PoseLandmark

    for joint, index in MEDIAPIPE_33.joints.items():
        assert PoseLandmark(index).name == joint.name
    assert MEDIAPIPE_33.feet is not None
    assert [PoseLandmark(index).name for foot in MEDIAPIPE_33.feet for index in foot] == [
        "LEFT_HEEL",
        "LEFT_FOOT_INDEX",
        "RIGHT_HEEL",
        "RIGHT_FOOT_INDEX",
    ]


@pytest.mark.parametrize("name", ["m1", "w1", "w3", "w5"])
def test_rendered_people_stand_where_their_labels_are(shared: Path, name: str) -> None:
    """The BODY_25 joints of a rendered person fall on the limbs that the renderer labelled."""
    from PIL import Image

    folder = shared / "forge" / "people"
    written = json.loads((folder / f"{name}_pose.json").read_text())
    points = np.array(written["points"], np.float32)
    points[:, 2] = 1  # the renderer writes depth here, and knows every joint
    pose = to_pose(points, BODY_25, tuple(written["size"]))
    with Image.open(folder / f"{name}_labels.png") as image:
        labels = np.asarray(image)
    classes = written["classes"]

    def shows(joint: Joint, *wanted: str) -> bool:
        x, y = pose.at(joint).round().astype(int)
        around = labels[max(y - 4, 0) : y + 5, max(x - 4, 0) : x + 5]
        return any(classes[label] in wanted for label in np.unique(around))

    # The nose stands out of the face in a turned head, so it may lie on its edge.
    assert shows(Joint.NOSE, "face")
    assert shows(Joint.LEFT_KNEE, "left-leg", "lower-clothes", "dress")
    assert shows(Joint.RIGHT_KNEE, "right-leg", "lower-clothes", "dress")
    assert shows(Joint.RIGHT_SHOULDER, "upper-clothes", "dress", "right-arm", "hair")
    assert pose.at(Joint.LEFT_SHOULDER)[0] > pose.at(Joint.RIGHT_SHOULDER)[0]
    assert np.allclose(from_pose(pose, BODY_25)[8, :2], points[8, :2], atol=8)
    assert pose.feet is not None
    assert np.array_equal(pose.feet[0, 0], points[21])
