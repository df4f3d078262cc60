"""The live mirror's engine on bundled people who are moved about: worn, in the right order, steady."""

import cv2
import numpy as np
import pytest

from fitting_room.domain.body import BodyLabel, Joint, Person, Photo
from fitting_room.domain.decoding import open_picture
from fitting_room.domain.garment import Outfit
from fitting_room.domain.tryon import Fit
from fitting_room.engines.warp.live import LiveOutfit
from fitting_room.perception.person import understand_person
from fitting_room.perception.sighting import Sighting
from fitting_room.resources import assets
from fitting_room.studio.recipe import open_garment

SIZE = (480, 640)


def frame_of(name: str) -> np.ndarray:
    return cv2.resize(open_picture(assets() / f"demo/people/{name}.png"), SIZE, interpolation=cv2.INTER_AREA)


@pytest.fixture(scope="module")
def people() -> dict[str, Person]:
    return {name: understand_person(Photo(frame_of(name), "camera")) for name in ("kofi", "mei", "anna")}


@pytest.fixture(scope="module")
def wear(people):
    def put_on(name: str, *garments: str, tuck: bool = False) -> LiveOutfit:
        opened = [open_garment(assets() / f"demo/garments/{path}.png") for path in garments]
        return LiveOutfit(people[name], Outfit.of(*opened), Fit.REGULAR, tuck=tuck)

    return put_on


def seen(person: Person, matrix: np.ndarray | None = None) -> tuple[np.ndarray, Sighting]:
    """The frame and the sighting of somebody moved by a (2, 3) matrix."""
    matrix = np.array([[1.0, 0, 0], [0, 1, 0]]) if matrix is None else matrix
    frame = cv2.warpAffine(person.photo.pixels, matrix, SIZE, borderMode=cv2.BORDER_REPLICATE)
    mask = cv2.warpAffine(person.matte, matrix, SIZE)
    pose = person.pose

    def move(points: np.ndarray | None) -> np.ndarray | None:
        if points is None:
            return None
        moved = points.copy()
        moved[..., :2] = points[..., :2] @ matrix[:, :2].T + matrix[:, 2]
        return moved.astype(np.float32)

    moved = type(pose)(move(pose.keypoints), pose.size, move(pose.hands), move(pose.feet), None, pose.world)
    return frame, Sighting(moved, mask)


def changed(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    return cv2.absdiff(before, after).max(axis=2) > 12


def test_the_top_changes_the_chest_and_neither_face_nor_legs(people, wear) -> None:
    person = people["kofi"]
    frame, sighting = seen(person)
    after = wear("kofi", "tops/tee_sun").dress(frame, sighting)
    different = changed(frame, after)
    chest = person.parsing.where(BodyLabel.UPPER_CLOTHES)
    assert different[chest].mean() > 0.5
    for label in (BodyLabel.FACE, BodyLabel.LEFT_SHOE, BodyLabel.RIGHT_SHOE, BodyLabel.LEFT_HAND):
        assert different[person.parsing.where(label)].mean() < 0.08
    assert different[person.matte < 0.02].mean() < 0.01
    assert after.shape == frame.shape


def test_the_garment_follows_the_person_across_the_frame(people, wear) -> None:
    outfit = wear("kofi", "tops/tee_sun")
    first = outfit.dress(*seen(people["kofi"]))
    for matrix in (
        np.array([[1.0, 0, 40], [0, 1, -12]]),
        np.array([[1.15, 0, -36], [0, 1.15, -40]]),
        cv2.getRotationMatrix2D((240, 320), 6, 0.9),
    ):
        frame, sighting = seen(people["kofi"], matrix)
        after = outfit.dress(frame, sighting)
        expected = cv2.warpAffine(first, matrix, SIZE, borderMode=cv2.BORDER_REPLICATE)
        cloth = cv2.erode(changed(expected, frame).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        error = cv2.absdiff(after, expected).max(axis=2)[cloth]
        assert cloth.sum() > 3000
        assert np.median(error) < 14


def test_a_hand_in_front_of_the_chest_stays_in_front(people, wear) -> None:
    person = people["mei"]  # who holds her right forearm across her body
    frame, sighting = seen(person)
    after = wear("mei", "dresses/dress_dots").dress(frame, sighting)
    wrist = person.pose.at(Joint.RIGHT_WRIST)
    y, x = np.mgrid[: SIZE[1], : SIZE[0]]
    near = np.hypot(x - wrist[0], y - wrist[1]) < 26
    hand = near & person.parsing.where(BodyLabel.RIGHT_HAND, BodyLabel.RIGHT_ARM)
    hand = cv2.erode(hand.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    assert hand.sum() > 60
    assert changed(frame, after)[hand].mean() < 0.15


def test_cloth_does_not_tremble_more_than_the_joints(people, wear, rng) -> None:
    outfit, person = wear("kofi", "tops/tee_breton"), people["kofi"]
    frame, sighting = seen(person)
    still = outfit.dress(frame, sighting).astype(np.float32)
    differences = []
    for _ in range(4):
        keypoints = person.pose.keypoints.copy()
        keypoints[:, :2] += rng.normal(0, 0.15, (18, 2))
        trembling = type(person.pose)(keypoints, SIZE, person.pose.hands, None, None, person.pose.world)
        differences.append(np.abs(outfit.dress(frame, Sighting(trembling, person.matte)) - still).mean())
    assert max(differences) < 1.2


def test_a_top_that_stays_on_hangs_over_new_bottoms_unless_it_is_tucked(people, wear) -> None:
    person = people["anna"]
    frame, sighting = seen(person)
    hips = (person.pose.at(Joint.LEFT_HIP) + person.pose.at(Joint.RIGHT_HIP)) / 2
    shoulders = (person.pose.at(Joint.LEFT_SHOULDER) + person.pose.at(Joint.RIGHT_SHOULDER)) / 2
    shirt = person.parsing.where(BodyLabel.UPPER_CLOTHES)
    y = np.arange(SIZE[1])[:, None]
    low = shirt & (y > (shoulders + 0.8 * (hips - shoulders))[1])
    assert low.sum() > 200
    over, tucked = (
        changed(frame, wear("anna", "bottoms/skirt_pencil_black", tuck=tuck).dress(frame, sighting))[low].mean()
        for tuck in (False, True)
    )
    assert over < 0.35
    assert tucked > over + 0.2


def test_somebody_half_outside_the_frame_is_dressed_as_far_as_they_are_seen(people, wear) -> None:
    outfit = wear("kofi", "tops/tee_sun", "bottoms/chinos_olive")
    for shift in ((-260.0, 0.0), (0.0, 330.0), (0.0, -420.0), (900.0, 0.0)):
        frame, sighting = seen(people["kofi"], np.array([[1.0, 0, shift[0]], [0, 1, shift[1]]]))
        assert outfit.dress(frame, sighting).shape == frame.shape
