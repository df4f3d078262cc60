"""Points bound to a body stay on it, however it moves."""

import numpy as np
import pytest

from fitting_room.domain.body import Joint, Pose
from fitting_room.domain.garment import GarmentPart
from fitting_room.engines.warp.rig import Bound, Rig

POINTS = {
    Joint.NOSE: (200, 60),
    Joint.NECK: (200, 110),
    Joint.LEFT_SHOULDER: (240, 110),
    Joint.RIGHT_SHOULDER: (160, 110),
    Joint.LEFT_ELBOW: (255, 180),
    Joint.RIGHT_ELBOW: (145, 180),
    Joint.LEFT_WRIST: (262, 245),
    Joint.RIGHT_WRIST: (138, 245),
    Joint.LEFT_HIP: (224, 240),
    Joint.RIGHT_HIP: (176, 240),
    Joint.LEFT_KNEE: (226, 330),
    Joint.RIGHT_KNEE: (174, 330),
    Joint.LEFT_ANKLE: (228, 420),
    Joint.RIGHT_ANKLE: (172, 420),
}
CLOTH = {
    GarmentPart.LEFT_SLEEVE: np.array([[262.0, 150], [248, 150], [270, 210], [255, 230]]),
    GarmentPart.RIGHT_LEG: np.array([[160.0, 260], [185, 330], [165, 400]]),
    GarmentPart.TORSO: np.array([[200.0, 120], [235, 170], [165, 200], [200, 235]]),
}


def pose(change=lambda points: points, **moved: tuple[float, float]) -> Pose:
    keypoints = np.ones((18, 3), np.float32)
    for joint in Joint:
        keypoints[joint, :2] = moved.get(joint.name.lower(), POINTS.get(joint, (200, 60)))
    keypoints[:, :2] = change(keypoints[:, :2])
    return Pose(keypoints, (400, 480))


def bound(rig: Rig) -> tuple[Bound, np.ndarray, dict[GarmentPart, np.ndarray]]:
    points = np.concatenate(list(CLOTH.values()))
    ends = np.cumsum([len(part) for part in CLOTH.values()])
    parts = {part: np.arange(end - len(CLOTH[part]), end) for part, end in zip(CLOTH, ends, strict=True)}
    return Bound.at(points, rig, parts), points, parts


def test_in_the_pose_in_which_they_were_bound_points_are_where_they_were() -> None:
    rig = Rig.of(pose())
    cloth, points, _ = bound(rig)
    assert np.allclose(cloth.on(rig), points, atol=1e-6)


@pytest.mark.parametrize("angle", [-0.3, 0.0, 0.2])
@pytest.mark.parametrize("scale", [0.6, 1.0, 1.7])
def test_a_body_that_moves_as_a_whole_takes_its_cloth_along(angle: float, scale: float) -> None:
    turn = scale * np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])

    def move(points: np.ndarray) -> np.ndarray:
        return points @ turn + (30, -20)

    cloth, points, _ = bound(Rig.of(pose()))
    assert np.allclose(cloth.on(Rig.of(pose(move))), move(points), atol=1e-3)


def test_a_raised_arm_lifts_its_sleeve_and_nothing_else() -> None:
    cloth, points, parts = bound(Rig.of(pose()))
    raised = cloth.on(Rig.of(pose(left_elbow=(310, 110), left_wrist=(370, 105))))
    moved = raised - points
    assert moved[parts[GarmentPart.LEFT_SLEEVE], 1].max() < -10
    assert moved[parts[GarmentPart.LEFT_SLEEVE], 0].min() > 10
    for part in (GarmentPart.RIGHT_LEG, GarmentPart.TORSO):
        assert np.abs(moved[parts[part]]).max() < 1e-6


def test_a_body_that_turns_is_narrower_but_has_depth() -> None:
    front, turned = Rig.of(pose()), Rig.of(pose(left_shoulder=(215, 110), right_shoulder=(185, 110)))
    cloth, _, parts = bound(front)
    sides = parts[GarmentPart.TORSO][1:3]
    widths = [np.ptp(cloth.on(rig)[sides, 0]) for rig in (front, turned)]
    assert turned.frontal < 0.5 < front.frontal
    assert 0.55 < widths[1] / widths[0] < 0.9


def test_an_arm_that_points_at_the_camera_keeps_its_cloth_finite() -> None:
    cloth, _, _ = bound(Rig.of(pose()))
    pointing = cloth.on(Rig.of(pose(left_elbow=(240, 110), left_wrist=(240, 110))))
    assert np.isfinite(pointing).all()
    assert np.abs(pointing - (200, 240)).max() < 300
