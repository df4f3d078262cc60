"""What the network is shown, against FASHN's own drawings and masks."""

import mannequin
import numpy as np
import pytest
from golden_data import golden

from fitting_room.domain.body import BodyLabel
from fitting_room.domain.garment import Category
from fitting_room.engines.fashn import clothes_mask
from fitting_room.engines.fashn.clothes_mask import hide_clothes, to_fashn_labels
from fitting_room.engines.fashn.layout import on_canvas
from fitting_room.engines.fashn.painter import HIDDEN, hide_old_clothes
from fitting_room.engines.fashn.skeleton import FACE_68, draw_pose, draw_skeleton
from fitting_room.engines.framing import place_person

CANVAS = (576, 864)
PERSON = mannequin.stand()
ONE_PIECE = {Category.TOPS: "tops", Category.BOTTOMS: "bottoms", Category.DRESSES: "one-pieces"}
BOUNDARY = 0.001
"""Share of pixels that another OpenCV (the vectors were drawn with 5.0) may draw differently."""
LEVELS = 1
"""Grey levels by which it may resize differently."""


def scored(points: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """Points in [0, 1] of a picture -> pixels with a score of 1."""
    pixels = points.astype(np.float32) * np.array(size, np.float32)
    return np.concatenate([pixels, np.ones_like(pixels[..., :1])], axis=-1)


def test_a_skeleton_is_drawn_as_in_training() -> None:
    _, given, wanted = golden("fashn_pose")
    size = (192, 288)
    joints = scored(given["candidate"], size)
    joints[given["subset"][0] < 0, 2] = 0
    drawn = draw_skeleton(size, joints, tuple(scored(given["hands"], size)), scored(given["faces"][0], size))
    different = drawn != wanted["pose_gray"]
    assert different.mean() <= BOUNDARY
    nobody = draw_skeleton(size, np.zeros((18, 3), np.float32))
    assert np.array_equal(nobody, wanted["dummy"])


def test_pictures_lie_on_the_canvas_as_in_training() -> None:
    _, given, wanted = golden("fashn_pose")
    photo, padding = on_canvas(given["image"], CANVAS)
    assert photo.shape == tuple(wanted["resizepad_shape"])
    assert padding == tuple(wanted["padding"])
    assert np.abs(photo[::8, ::8].astype(int) - wanted["resizepad_s8"]).max() <= LEVELS
    pose, _ = on_canvas(wanted["pose_gray"], CANVAS, drawing=True)
    assert np.array_equal(pose[::4, ::4], wanted["pose_resized_s4"])
    small, padding = on_canvas(np.full((2000, 100, 3), 9, np.uint8), CANVAS)
    assert small.shape == photo.shape
    assert padding == (266, 0, 267, 0)
    assert np.all(small[:, padding.left : -padding.right] == 9)


@pytest.mark.parametrize("category", Category)
def test_clothes_are_hidden_as_in_training(category: Category) -> None:
    _, given, wanted = golden("fashn_preprocess")
    name = ONE_PIECE[category]
    assert np.mean(hide_clothes(given["seg"], category) != wanted[f"mask_{name}"]) <= BOUNDARY
    kept = np.isin(given["seg"], clothes_mask.WORN[category])
    assert np.array_equal(kept, wanted[f"garment_keep_{name}"])


def test_every_label_of_ours_has_one_of_fashn_s() -> None:
    labels = np.array([list(BodyLabel)], np.uint8)
    assert set(clothes_mask.FASHN_LABELS) == set(BodyLabel)
    assert to_fashn_labels(labels)[0, BodyLabel.LOWER_CLOTHES] == clothes_mask.PANTS


def test_nothing_is_hidden_of_somebody_out_of_sight() -> None:
    assert not hide_clothes(np.zeros((100, 80), np.uint8), Category.TOPS).any()


def test_there_are_68_different_points_on_a_face() -> None:
    assert len(FACE_68) == len(set(FACE_68)) == 68


def test_old_clothes_are_hidden_and_the_face_is_not() -> None:
    placement = place_person(PERSON, CANVAS)
    shown = placement.image(PERSON.photo.pixels, 0)
    hidden = hide_old_clothes(shown, PERSON, placement, Category.TOPS)
    labels = placement.labels(PERSON.parsing.labels)
    assert np.all(hidden[labels == BodyLabel.UPPER_CLOTHES] == HIDDEN)
    face = labels == BodyLabel.FACE
    assert np.mean(np.any(hidden[face] != shown[face], axis=1)) < 0.05  # Cloth is hidden with a rim against leaks.


def test_a_pose_is_drawn_where_the_person_is() -> None:
    placement = place_person(PERSON, CANVAS)
    drawn = draw_pose(PERSON.pose.placed(placement))
    assert drawn.shape == (864, 576)
    on_person = placement.matte(PERSON.matte) > 0.1
    assert (drawn[~on_person] > 0).sum() < 0.02 * (drawn > 0).sum()
