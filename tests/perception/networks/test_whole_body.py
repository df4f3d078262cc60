"""People found by whole-body networks: where the networks say, at the photo's own size, in our own order."""

from pathlib import Path

import numpy as np
import pytest
from tiny_networks import write_detector, write_dot_finder, write_whole_body

from fitting_room.domain.arrays import ScoredPoints
from fitting_room.domain.body import CLOTHES, VISIBLE, Joint, Photo, Pose
from fitting_room.domain.decoding import open_photo
from fitting_room.domain.errors import DamagedModel, NobodyFound
from fitting_room.domain.keypoints import COCO_133, from_pose
from fitting_room.perception.choice import or_else
from fitting_room.perception.networks.detection import DetectionParams
from fitting_room.perception.networks.framing import around
from fitting_room.perception.networks.whole_body import WholeBodyFinder, decode
from fitting_room.perception.person import understand_person
from fitting_room.perception.pose import Sighting, find_people
from fitting_room.resources import assets

pytest.importorskip("onnxruntime")

CANVAS = (288, 384)
WHOLE = (28.8, 38.4, 259.2, 345.6)
"""A box in a picture of the canvas's size around which the network is shown just that picture."""


def finder(
    folder: Path, boxes: list, points: ScoredPoints | None, picture: tuple[int, int] = CANVAS
) -> WholeBodyFinder:
    """Networks that say this: boxes in pixels of a picture of `picture` (width, height), points on the canvas."""
    scale = min(640 / picture[0], 640 / picture[1])
    detector = write_detector(folder / "yolox.onnx", [tuple(scale * edge for edge in box) for box in boxes])
    path = folder / "body.onnx"
    network = write_dot_finder(path) if points is None else write_whole_body(path, points)
    return WholeBodyFinder(detector, network, "cpu", "test")


def everywhere(score: float = 1.0) -> ScoredPoints:
    """(133, 3) points, each somewhere else on the canvas."""
    number = np.arange(133)
    return np.column_stack([20 + 1.5 * number, 350 - 2.0 * number, np.full(133, score)]).astype(np.float32)


@pytest.fixture(scope="module")
def anna() -> np.ndarray:
    return open_photo(assets() / "demo/people/anna.png").pixels


@pytest.fixture(scope="module")
def seen(anna: np.ndarray) -> Sighting:
    return find_people(anna)[0]


@pytest.fixture(scope="module")
def network_eyes(anna: np.ndarray, seen: Sighting, tmp_path_factory: pytest.TempPathFactory) -> WholeBodyFinder:
    """Networks that see Anna where MediaPipe sees her."""
    size = (anna.shape[1], anna.shape[0])
    placement = around(seen.box, size, CANVAS, 1.25)
    points = placement.points(from_pose(seen.pose, COCO_133))
    points[:, 2] *= 0.3 / VISIBLE
    points[23:91] = *points[0, :2], 1.0
    points[23:91, :2] += 12 * np.column_stack([np.cos(np.arange(68)), np.sin(np.arange(68))])
    return finder(tmp_path_factory.mktemp("eyes"), [seen.box], points, size)


def test_the_133_points_become_joints_hands_and_feet(tmp_path: Path) -> None:
    points = everywhere()
    (person,) = finder(tmp_path, [WHOLE], points)(np.zeros((384, 288, 3), np.uint8))
    pose = person.pose
    assert pose.size == CANVAS
    np.testing.assert_allclose(pose.at(Joint.NOSE), points[0, :2], atol=0.26)
    np.testing.assert_allclose(pose.at(Joint.LEFT_WRIST), points[9, :2], atol=0.26)
    np.testing.assert_allclose(pose.at(Joint.NECK), (points[5, :2] + points[6, :2]) / 2, atol=0.26)
    np.testing.assert_allclose(pose.hands[0, :, :2], points[91:112, :2], atol=0.26)
    np.testing.assert_allclose(pose.hands[1, :, :2], points[112:133, :2], atol=0.26)
    np.testing.assert_allclose(pose.feet[:, :, :2], points[[[19, 17], [22, 20]], :2], atol=0.26)
    assert pose.sees(*Joint)


@pytest.mark.parametrize(("box", "dot"), [((100, 300, 700, 1500), (333, 801)), ((1500, 20, 1590, 200), (1544, 88))])
def test_a_point_is_found_where_it_is_in_the_photo(tmp_path: Path, box: tuple, dot: tuple[int, int]) -> None:
    photo = np.zeros((1600, 1800, 3), np.uint8)
    photo[dot[1] - 8 : dot[1] + 9, dot[0] - 8 : dot[0] + 9] = 255
    people = finder(tmp_path, [box], None, (1800, 1600))(photo)
    pixel_of_network = 1.25 * max((box[2] - box[0]) / 288, (box[3] - box[1]) / 384)
    for joint in (Joint.NOSE, Joint.RIGHT_ANKLE):
        assert np.abs(people[0].pose.at(joint) - dot).max() <= 8 + pixel_of_network


def test_two_people_are_told_apart_and_the_larger_comes_first(tmp_path: Path) -> None:
    boxes = [(300, 100, 390, 330), (20, 30, 250, 380), (22, 33, 251, 378), (390, 10, 398, 20)]
    people = finder(tmp_path, boxes, everywhere(), (400, 400))(np.zeros((400, 400, 3), np.uint8))
    assert [person.pose.at(Joint.NOSE)[0] < 100 for person in people] == [True, False]
    assert DetectionParams().most_overlap < 0.9  # The third box is the second person again.


@pytest.mark.parametrize("score", [0.0, 0.1])
def test_points_that_are_hardly_seen_make_nobody(tmp_path: Path, score: float) -> None:
    assert finder(tmp_path, [WHOLE], everywhere(score))(np.zeros((384, 288, 3), np.uint8)) == ()


def test_half_a_hand_is_no_hand_and_a_hidden_joint_is_not_seen(tmp_path: Path) -> None:
    points = everywhere()
    points[91:107, 2] = 0.05
    points[9, 2] = 0.2
    (person,) = finder(tmp_path, [WHOLE], points)(np.zeros((384, 288, 3), np.uint8))
    assert not person.pose.hands[0].any()
    assert (person.pose.hands[1, :, 2] > 0).all()
    assert not person.pose.sees(Joint.LEFT_WRIST)


def test_the_best_place_is_where_both_lines_are_highest() -> None:
    along_x, along_y = np.zeros((2, 20), np.float32), np.zeros((2, 30), np.float32)
    along_x[0, 7], along_y[0, 12] = 0.8, 0.4
    np.testing.assert_allclose(decode(along_x, along_y), [[3.5, 6.0, 0.6], [0, 0, 0]])


def test_whoever_sees_the_same_makes_the_same_person(
    anna: np.ndarray, seen: Sighting, network_eyes: WholeBodyFinder
) -> None:
    (person,) = network_eyes(anna)
    one_pixel_of_network = 1.25 * max(anna.shape) / 384
    both = [pose.keypoints[[joint for joint in Joint if joint != Joint.NECK]] for pose in (person.pose, seen.pose)]
    assert np.abs(both[0][:, :2] - both[1][:, :2]).max() < one_pixel_of_network
    inside, there = person.mask > 0.5, seen.mask > 0.5
    assert (inside & there).sum() / (inside | there).sum() > 0.8
    assert np.abs(person.pose.face[:, :2] - seen.pose.face[:, :2]).mean() < 0.03 * anna.shape[0]


def test_a_photo_is_understood_through_it(anna: np.ndarray, network_eyes: WholeBodyFinder) -> None:
    ours = understand_person(Photo(anna.copy()), finder=network_eyes)
    usual = understand_person(Photo(anna.copy()))
    one, other = ours.parsing.where(*CLOTHES), usual.parsing.where(*CLOTHES)
    assert (one & other).sum() / (one | other).sum() > 0.9


def test_an_empty_room_is_refused_as_ever(tmp_path: Path) -> None:
    room = Photo(np.full((300, 200, 3), 200, np.uint8))
    with pytest.raises(NobodyFound):
        understand_person(room, finder=finder(tmp_path, [], everywhere()))


def test_files_of_something_else_are_refused(tmp_path: Path) -> None:
    (tmp_path / "cut.onnx").write_bytes(write_dot_finder(tmp_path / "body.onnx").read_bytes()[:100])
    with pytest.raises(DamagedModel):
        WholeBodyFinder(tmp_path / "cut.onnx", tmp_path / "body.onnx", "cpu", "test")
    with pytest.raises(DamagedModel):
        WholeBodyFinder(tmp_path / "missing.onnx", tmp_path / "body.onnx", "cpu", "test")


def test_a_card_that_is_full_is_told_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    eyes = finder(tmp_path, [WHOLE], everywhere())

    class Full:
        def run(self, *_: object) -> None:
            raise RuntimeError("Failed to allocate memory for requested buffer of size 1073741824")

    monkeypatch.setattr(eyes._network, "_session", Full())
    careful = or_else(eyes, lambda pixels: ())
    with pytest.raises(MemoryError):
        eyes(np.zeros((384, 288, 3), np.uint8))
    assert careful(np.zeros((384, 288, 3), np.uint8)) == ()


def test_poses_are_frozen_values_like_any_other(tmp_path: Path) -> None:
    (person,) = finder(tmp_path, [WHOLE], everywhere())(np.zeros((384, 288, 3), np.uint8))
    assert isinstance(person.pose, Pose)
    assert not person.pose.keypoints.flags.writeable
    assert person.mask.dtype == np.float32
