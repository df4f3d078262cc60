"""What Wan's networks are shown: the published drawing to the pixel, and the wearer's own face, hands and room."""

import cv2
import mannequin
import numpy as np
import pytest
from golden_data import golden

from fitting_room.domain.body import Joint, Person, Pose
from fitting_room.domain.motion import ClipOptions, DrivenPoses
from fitting_room.motion.library import BUNDLED, bundled
from fitting_room.motion.retarget import retarget
from fitting_room.motion.wan.conditioning import FACE_SIDE, Performance, face_box, face_points
from fitting_room.motion.wan.skeleton import LEFT_TOE, Figure, draw_for_animate, draw_for_vace

SIZE = (mannequin.WIDTH, mannequin.HEIGHT)


def with_details(person: Person) -> Person:
    """Somebody whose hands, feet and face were found too."""
    keypoints = person.pose.keypoints
    hands = np.ones((2, 21, 3), np.float32)
    for hand, wrist in zip(hands, (Joint.LEFT_WRIST, Joint.RIGHT_WRIST), strict=True):
        hand[:, 0] = keypoints[wrist, 0] + np.linspace(-6, 6, 21)
        hand[:, 1] = keypoints[wrist, 1] + np.linspace(0, 20, 21)
    feet = np.ones((2, 2, 3), np.float32)
    for foot, ankle in zip(feet, (Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE), strict=True):
        foot[:, :2] = keypoints[ankle, :2] + np.array([[0, 8], [4, 14]])
    face = np.ones((468, 3), np.float32)
    angles = np.linspace(0, 2 * np.pi, 468)
    face[:, 0] = keypoints[Joint.NOSE, 0] + 12 * np.cos(angles)
    face[:, 1] = keypoints[Joint.NOSE, 1] + 16 * np.sin(angles)
    return Person(person.photo, Pose(keypoints, SIZE, hands, feet, face), person.matte, person.parsing)


@pytest.fixture(scope="module")
def look() -> Person:
    return with_details(mannequin.stand())


def resting(look: Person, frames: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Keypoints of somebody who does not move, and their yaw."""
    return np.repeat(look.pose.keypoints[None], frames, 0), np.zeros(frames, np.float32)


def driven(keypoints: np.ndarray, yaw: np.ndarray) -> DrivenPoses:
    return DrivenPoses(keypoints, np.zeros(keypoints.shape[:2], np.float32), yaw)


def test_drawings_are_those_of_the_published_code() -> None:
    _, inputs, outputs = golden("wan_pose")
    for number in range(3):
        figure = Figure(*(inputs[name][number].copy() for name in ("body", "hands", "face")))
        assert np.array_equal(draw_for_animate(figure, (640, 768)), outputs["animate"][number])
        assert np.array_equal(draw_for_vace(figure, (640, 768)), outputs["vace"][number])


@pytest.mark.parametrize(("size", "stick"), [((480, 768), 1), ((720, 1152), 2), ((1200, 1300), 5)])
def test_limbs_of_animate_are_as_wide_as_the_picture_says(size: tuple[int, int], stick: int) -> None:
    body = np.zeros((20, 3), np.float32)
    body[Joint.RIGHT_SHOULDER], body[Joint.RIGHT_ELBOW] = (100, 100, 1), (100, 300, 1)
    drawing = draw_for_animate(Figure(body), size)
    row = drawing[200]
    assert np.flatnonzero(row.any(-1)).tolist() == list(range(100 - stick, 100 + stick + 1))
    assert row[100].tolist() == [153, 102, 0]  # (255, 170, 0), dimmed.
    assert drawing[100, 100].tolist() == [255, 170, 0]
    assert drawing[300, 100].tolist() == [255, 255, 0]


@pytest.mark.parametrize(("score", "drawn"), [(0.29, (False, False)), (0.4, (False, True)), (0.5, (True, True))])
def test_points_that_are_not_seen_are_not_drawn(score: float, drawn: tuple[bool, bool]) -> None:
    figure = Figure(np.full((20, 3), (50, 50, score), np.float32))
    assert (draw_for_animate(figure, (96, 96)).any(), draw_for_vace(figure, (96, 96)).any()) == drawn


def test_red_and_blue_are_exchanged_for_vace_as_its_annotator_does() -> None:
    body = np.zeros((20, 3), np.float32)
    body[Joint.NOSE] = (48, 48, 1)
    assert draw_for_vace(Figure(body), (1024, 1024))[48, 48].tolist() == [0, 0, 255]


def test_the_first_figure_is_the_wearer(look: Person) -> None:
    show = Performance(look, driven(*resting(look)), SIZE)
    figure = show.figure(0)
    assert np.array_equal(figure.body[:18], look.pose.keypoints)
    assert np.array_equal(figure.body[LEFT_TOE], look.pose.feet[0, 1])
    assert np.allclose(figure.hands, look.pose.hands, atol=1e-3)
    assert figure.face.shape == (68, 3)
    assert np.array_equal(show.still(), look.photo.pixels)


def test_figures_are_drawn_where_the_smaller_picture_shows_the_person(look: Person) -> None:
    show = Performance(look, driven(*resting(look)), (120, 180))
    assert np.allclose(show.figure(0).body[:18, :2], (look.pose.keypoints[:, :2] + 0.5) / 2 - 0.5)
    assert show.still().shape == (180, 120, 3)
    assert show.region().shape == (180, 120)


def test_hands_turn_with_the_forearm_and_keep_their_size(look: Person) -> None:
    keypoints, yaw = resting(look)
    keypoints[1, Joint.LEFT_WRIST, :2] = keypoints[1, Joint.LEFT_ELBOW, :2] + (40, 0)
    figure = Performance(look, driven(keypoints, yaw), SIZE).figure(1)
    own, moved = look.pose.hands[0], figure.hands[0]
    assert np.allclose(moved[0, :2] - keypoints[1, Joint.LEFT_WRIST, :2], [0, 6], atol=2)
    lengths = [np.linalg.norm(hand[20, :2] - hand[0, :2]) for hand in (own, moved)]
    assert lengths[0] == pytest.approx(lengths[1], rel=1e-4)
    assert (moved[20] - moved[0])[0] > 15  # They pointed down, and point to the side now.


def test_what_is_turned_away_is_not_drawn(look: Person) -> None:
    keypoints, _ = resting(look, 4)
    yaw = np.radians([0, 90, 180, -90]).astype(np.float32)
    show = Performance(look, driven(keypoints, yaw), SIZE)
    front, left, back, right = (show.figure(frame) for frame in range(4))
    assert front.body[Joint.NOSE, 2] > 0
    assert left.body[Joint.LEFT_EAR, 2] == 0 < left.body[Joint.RIGHT_EAR, 2]
    assert right.body[Joint.RIGHT_EAR, 2] == 0 < right.body[Joint.LEFT_EAR, 2]
    assert not back.body[[Joint.NOSE, Joint.LEFT_EYE, Joint.RIGHT_EYE], 2].any()
    assert back.body[Joint.LEFT_EAR, 2] > 0
    assert front.body[LEFT_TOE, 2] > 0 == left.body[LEFT_TOE, 2] == back.body[LEFT_TOE, 2]
    assert front.face is not None
    assert back.face is None
    assert show.face(0).any()
    assert not show.face(2).any()


def test_the_box_of_the_face_is_that_of_the_published_preprocessing() -> None:
    points = np.array([[100.0, 50], [180, 150]])
    # 1.3 times the area: sqrt(1.3) = 1.140 times as wide and as high; a quarter of the height added lies below.
    assert face_box(points, (500, 500)) == (94, 39, 185, 153)
    assert face_box(points, (181, 151)) == (94, 39, 181, 151)


def test_the_face_follows_the_head(look: Person) -> None:
    keypoints, yaw = resting(look)
    keypoints[1, :, :2] += (30, -12)
    show = Performance(look, driven(keypoints, yaw), SIZE)
    still, moved = show.face(0), show.face(1)
    assert still.shape == (FACE_SIDE, FACE_SIDE, 3)
    assert np.abs(still.astype(int) - moved).mean() < 2  # Shifted, it is the same face.
    left, top, right, bottom = face_box(face_points(look), SIZE)
    crop = cv2.resize(look.photo.pixels[top:bottom, left:right], (FACE_SIDE, FACE_SIDE))
    assert np.abs(still.astype(int) - crop).mean() < 2


def test_a_face_is_found_by_the_parsing_where_nobody_outlined_it() -> None:
    plain = mannequin.stand()
    assert plain.pose.face is None
    show = Performance(plain, driven(*resting(plain)), SIZE)
    assert show.face(0).any()
    assert show.figure(0).face is None


@pytest.mark.parametrize("motion", BUNDLED)
def test_the_region_holds_the_person_in_every_frame_and_leaves_the_room_alone(look: Person, motion: str) -> None:
    poses = retarget(bundled(motion), look, ClipOptions(seconds=2, fps=8))
    region = Performance(look, poses, SIZE).region()
    assert region[look.matte > 0.1].all()
    for pose in poses.keypoints:
        columns, rows = np.rint(pose[:, :2]).astype(int).T
        inside = (columns >= 0) & (columns < SIZE[0]) & (rows >= 0) & (rows < SIZE[1])
        assert region[rows[inside], columns[inside]].all()
    if motion == "idle":
        assert region.mean() < 0.7
