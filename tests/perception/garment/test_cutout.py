from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.errors import UnsuitableGarment
from fitting_room.domain.garment import Garment
from fitting_room.perception.garment.cutout import cut_out
from fitting_room.perception.garment.edge import continue_colours, soft_edge
from fitting_room.perception.garment.shape import grow, shrink

ALL = sorted(
    path.stem for path in (Path(__file__).resolve().parents[3] / "assets" / "demo" / "garments").glob("*/*.png")
)


def overlap(first: Mask, second: Mask) -> float:
    return float((first & second).sum() / (first | second).sum())


@pytest.mark.parametrize("name", ALL)
def test_a_rendered_garment_is_cut_out_without_its_shadow(
    name: str, shared: Path, demo_picture: Callable[[str], RgbImage]
) -> None:
    (truth_path,) = (shared / "forge" / "garments").glob(f"*/{name}_mask.png")
    truth = cv2.imread(str(truth_path), cv2.IMREAD_GRAYSCALE) > 127
    cut = cut_out(demo_picture(name))
    assert cut.plain
    assert overlap(cut.mask, cut.placement.labels(truth)) > 0.98


@pytest.mark.parametrize("name", ["C_vitonhd_07764", "C_vitonhd_12562"])
def test_white_on_white_is_found_whole(name: str, shared: Path, picture_of: Callable[[Path], RgbImage]) -> None:
    picture = picture_of(shared / "photos" / "garments" / "tops" / f"{name}.jpg")
    cut = cut_out(picture)
    height, width = cut.mask.shape
    assert cut.mask.sum() > 0.5 * height * width
    # The middle of the chest is white like the background, and still garment.
    assert cut.mask[height // 2 - 20 : height // 2 + 20, width // 2 - 20 : width // 2 + 20].all()


def floor(kind: str, shape: tuple[int, int], rng: np.random.Generator) -> RgbImage:
    height, width = shape
    y, x = np.mgrid[:height, :width]
    ground = {
        "tiles": np.array([206.0, 196, 178]),
        "boards": np.array([168.0, 140, 112]),
        "carpet": np.array([150.0, 146, 60]),
        "sheet": np.array([150.0, 20, 45]),
    }[kind]
    picture = np.broadcast_to(ground, (height, width, 3)).copy()
    if kind == "tiles":
        lines = (np.abs((x + y) % 180) < 3) | (np.abs((x - y) % 180) < 3)
        picture[lines] *= 0.55
    if kind == "boards":
        picture *= (1 + 0.10 * np.sin(x / 7 + 3 * np.sin(y / 90)))[..., None]
        picture[(x % 110) < 3] *= 0.6
    if kind == "sheet":
        folds = cv2.GaussianBlur(rng.normal(0, 1, (height, width)), (0, 0), 25)
        picture *= (1 + 2.5 * folds)[..., None]
    grain = 14 if kind == "carpet" else 4
    return np.clip(picture + rng.normal(0, grain, picture.shape), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("kind", ["tiles", "boards", "carpet", "sheet"])
@pytest.mark.parametrize("name", ["tee_bolt", "dress_floral", "skirt_plaid"])
def test_a_garment_on_a_floor_is_found(
    kind: str, name: str, demo: Callable[[str], Garment], rng: np.random.Generator
) -> None:
    garment = demo(name)
    height, width = garment.matte.shape
    pad = 60
    ground = floor(kind, (height + 2 * pad, width + 2 * pad), rng)
    matte = np.pad(garment.matte, pad)[..., None]
    cloth = np.pad(garment.image, ((pad, pad), (pad, pad), (0, 0)), mode="edge")
    picture = np.rint(cloth * matte + ground * (1 - matte)).astype(np.uint8)
    cut = cut_out(picture)
    assert not cut.plain
    assert overlap(cut.mask, cut.placement.labels(matte[..., 0] > 0.5)) > 0.9


@pytest.mark.parametrize("level", [0, 128, 255])
def test_an_empty_picture_is_refused_with_a_next_step(level: int) -> None:
    with pytest.raises(UnsuitableGarment) as refusal:
        cut_out(np.full((400, 300, 3), level, np.uint8))
    assert refusal.value.next_step.endswith(".")


def test_the_matte_is_hard_inside_and_out_and_soft_for_about_a_pixel(demo: Callable[[str], Garment]) -> None:
    matte = demo("tee_blocks").matte
    solid = matte > 0.5
    outline = solid & ~shrink(solid, 1)
    partial = (matte > 0.02) & (matte < 0.98)
    assert partial.sum() < 4 * outline.sum()
    assert not (partial & ~grow(outline, 3)).any()


@pytest.mark.parametrize("name", ["tee_blocks", "dress_wine", "jeans_blue"])
def test_no_background_is_left_beyond_the_edge(name: str, demo: Callable[[str], Garment]) -> None:
    garment = demo(name)
    solid = garment.matte > 0.5
    beyond = grow(solid, 6) & ~solid
    # The background was white; all of these garments are dark.
    assert garment.image[beyond].mean(1).max() < 190


def test_colours_are_continued_from_the_nearest_cloth() -> None:
    picture = np.full((60, 60, 3), 255, np.uint8)
    picture[20:40, 20:30] = (200, 0, 0)
    picture[20:40, 30:40] = (0, 0, 200)
    mask = np.zeros((60, 60), bool)
    mask[20:40, 20:40] = True
    continued = continue_colours(picture, soft_edge(picture, mask))
    assert continued[30, 5, 0] > 150
    assert continued[30, 5, 2] < 60
    assert continued[30, 55, 2] > 150
    np.testing.assert_array_equal(continued[28:32, 24:28], picture[28:32, 24:28])
