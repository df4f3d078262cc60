"""The classic maps against those that the published code draws, pixel by pixel."""

import numpy as np
import pytest
from golden_data import golden
from PIL import Image

from fitting_room.domain.garment import Category
from fitting_room.perception.classic import daflow, mv_vton, ootd, viton_hd


def without(points: np.ndarray, *numbers: int) -> np.ndarray:
    fewer = points.copy()
    fewer[list(numbers)] = 0
    return fewer


@pytest.mark.parametrize(("hidden", "suffix"), [((), ""), ((4, 7), "_nowrist")])
def test_viton_hd_hides_what_its_authors_hide(hidden: tuple[int, ...], suffix: str) -> None:
    _, given, wanted = golden("vitonhd_preprocess")
    points = without(given["pose25"], *hidden)
    kept = points.copy()
    labels = given["parse"]
    np.testing.assert_array_equal(viton_hd.parse_agnostic(labels, points), wanted[f"parse_agnostic{suffix}"])
    mask = viton_hd.agnostic_mask(labels, points)
    np.testing.assert_array_equal(mask, wanted[f"agnostic_mask{suffix}"])
    grey = viton_hd.agnostic_image(np.full((*labels.shape, 3), 255, np.uint8), mask)
    assert (grey[mask] == wanted["gray_value"]).all()
    assert (grey[~mask] == 255).all()
    np.testing.assert_array_equal(points, kept)


def test_daflow_hides_what_its_authors_hide() -> None:
    _, given, wanted = golden("daflow_preprocess")
    labels, points = given["parse"], given["pose18"]
    mask = daflow.agnostic_mask(Category.TOPS, labels, points)
    np.testing.assert_array_equal(mask, wanted["mask_pose_parse"])
    slim = daflow.agnostic_mask_of_pose(labels.shape, points)
    np.testing.assert_array_equal(slim, wanted["mask_onlypose"])


@pytest.mark.parametrize(("hidden", "suffix"), [((), ""), ((4, 10), "_missing")])
def test_daflow_draws_the_skeleton_of_its_authors(hidden: tuple[int, ...], suffix: str) -> None:
    _, given, wanted = golden("daflow_skeleton")
    drawn = daflow.skeleton(without(given["pose18"], *hidden), (256, 192))
    np.testing.assert_array_equal(drawn[..., ::-1], wanted[f"skeleton_bgr{suffix}"])


def test_the_frontal_mv_vton_hides_and_repaints_what_its_authors_do() -> None:
    _, given, wanted = golden("mvvton_frontal_preprocess")
    np.testing.assert_array_equal(mv_vton.agnostic_mask(given["parse"], given["pose25"]), wanted["agnostic_1024"])
    small = np.asarray(Image.fromarray(given["parse"]).resize((512, 512), Image.Resampling.NEAREST))
    np.testing.assert_array_equal(mv_vton.repainted(small), wanted["inpaint_512"])


@pytest.mark.parametrize("width", ootd.ArmWidth)
@pytest.mark.parametrize(
    ("category", "name"),
    [(Category.TOPS, "upper_body"), (Category.BOTTOMS, "lower_body"), (Category.DRESSES, "dresses")],
)
def test_the_ootd_family_repaints_what_its_authors_do(width: ootd.ArmWidth, category: Category, name: str) -> None:
    _, given, wanted = golden("ootd_masks")
    mask = ootd.mask_of(width, category, given["atr_neck"], given["pose18"])
    np.testing.assert_array_equal(mask, wanted[f"{width}_{name}"])


def test_an_arm_without_a_wrist_is_taken_from_the_labels() -> None:
    _, given, wanted = golden("ootd_masks")
    points = without(given["pose18"], 4)
    mask = ootd.mask_of(ootd.ArmWidth.HALF_BODY, Category.TOPS, given["atr_neck"], points)
    np.testing.assert_array_equal(mask, wanted["hd_upper_body_nowrist"])
