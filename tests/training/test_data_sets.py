"""A data set is looked at before a course begins; whatever is wrong with it is named."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tiny_courses import write_viton_hd

from fitting_room.domain.body import Joint
from fitting_room.domain.errors import BadDataSet
from fitting_room.domain.garment import Category
from fitting_room.training.daflow import pictures_of
from fitting_room.training.data_sets import Layout, find_entries
from fitting_room.training.looks import check, read_look

PAIRS = Path(__file__).resolve().parents[3] / "shared/forge/pairs"
NAME = "00000_00"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_viton_hd(tmp_path / "train", count=2)


def write_dress_code(root: Path) -> Path:
    """One person in bottoms: joints for 384 x 512, labels of ATR, pictures twice as large as labels."""
    home = root / "lower_body"
    for folder in ("images", "keypoints", "label_maps", "dense"):
        (home / folder).mkdir(parents=True)
    pixels = np.full((256, 192, 3), 180, np.uint8)
    pixels[140:240, 70:120] = (20, 90, 30)
    Image.fromarray(pixels).save(home / "images/000001_0.jpg")
    garment = np.full((256, 192, 3), 255, np.uint8)
    garment[60:200, 60:130] = (20, 90, 30)
    Image.fromarray(garment).save(home / "images/000001_1.jpg")
    labels = np.zeros((128, 96), np.uint8)
    labels[70:120, 35:60] = 6
    Image.fromarray(labels).save(home / "label_maps/000001_4.png")
    points = np.full((18, 4), -1.0)
    for joint, place in {8: (150, 280), 9: (150, 380), 10: (150, 470), 11: (230, 280), 12: (230, 380)}.items():
        points[joint] = (*place, 0.9, 1)
    (home / "keypoints/000001_2.json").write_text(json.dumps({"keypoints": points.tolist()}))
    (home / "train_pairs.txt").write_text("000001_0.jpg\t000001_1.jpg\n")
    return root


def test_viton_hd_is_read_as_its_authors_laid_it_out(data: Path) -> None:
    for folder in (data, data.parent):
        entries = find_entries(folder)
        assert [entry.name for entry in entries] == ["00000_00", "00001_00"]
    look = read_look(entries[0], (192, 256))
    assert look.person.shape == (256, 192, 3)
    assert set(np.unique(look.labels)) == {0, 5, 9, 13, 14, 15}
    assert look.body_25 is not None
    assert np.allclose(look.points[Joint.RIGHT_SHOULDER, :2], (0.35 * 192, 0.22 * 256), atol=1)
    shown = pictures_of(look)
    assert not shown["agnostic"][100, 96].any()
    assert shown["person"][100, 96].any()


def test_dress_code_is_read_as_its_authors_laid_it_out(tmp_path: Path) -> None:
    (entry,) = find_entries(write_dress_code(tmp_path))
    assert (entry.layout, entry.category) == (Layout.DRESS_CODE, Category.BOTTOMS)
    look = read_look(entry, (192, 256))
    assert np.allclose(look.points[Joint.RIGHT_HIP, :2], (75, 140), atol=1)
    assert not look.points[Joint.NOSE].any()
    assert look.labels[180, 90] == 9
    assert look.garment_mask[100, 90]
    assert not look.garment_mask[10, 10]
    assert not pictures_of(look)["agnostic"][180, 90].any()
    with pytest.raises(BadDataSet, match="wears tops"):
        find_entries(tmp_path, [Category.TOPS])


@pytest.mark.skipif(not PAIRS.is_dir(), reason="the rendered pairs are not on this machine")
def test_rendered_pairs_are_read() -> None:
    entries = find_entries(PAIRS)
    assert {entry.category for entry in entries} == set(Category)
    look = read_look(entries[0], (192, 256))
    assert 0.02 < look.garment_mask.mean() < 0.9
    assert (look.points[:, 2] > 0).all()


def remove(path: str) -> Callable[[Path], str]:
    def spoil(root: Path) -> str:
        (root / path).unlink()
        return path

    return spoil


def truncate(path: str) -> Callable[[Path], str]:
    def spoil(root: Path) -> str:
        (root / path).write_bytes((root / path).read_bytes()[:-200])
        return path

    return spoil


def replace_by(path: str, text: str) -> Callable[[Path], str]:
    def spoil(root: Path) -> str:
        (root / path).write_text(text)
        return path

    return spoil


def relabel(root: Path) -> str:
    path = f"image-parse-v3/{NAME}.png"
    Image.fromarray(np.full((128, 96), 77, np.uint8)).save(root / path)
    return path


def colour_labels(root: Path) -> str:
    path = f"image-parse-v3/{NAME}.png"
    Image.fromarray(np.zeros((128, 96, 3), np.uint8)).save(root / path)
    return path


def turn_labels(root: Path) -> str:
    path = f"image-parse-v3/{NAME}.png"
    Image.fromarray(np.zeros((96, 128), np.uint8)).save(root / path)
    return path


SPOILERS = (
    remove(f"cloth/{NAME}.jpg"),
    remove(f"image-parse-v3/{NAME}.png"),
    truncate(f"image/{NAME}.jpg"),
    replace_by(f"cloth/{NAME}.jpg", "no picture"),
    replace_by(f"openpose_json/{NAME}_keypoints.json", "{"),
    replace_by(f"openpose_json/{NAME}_keypoints.json", '{"people": []}'),
    replace_by(f"openpose_json/{NAME}_keypoints.json", '{"people": [{"pose_keypoints_2d": [1, 2, 3]}]}'),
    relabel,
    colour_labels,
    turn_labels,
)


@pytest.mark.parametrize("spoil", SPOILERS)
def test_a_file_that_is_missing_or_wrong_is_named(data: Path, spoil: Callable[[Path], str]) -> None:
    guilty = spoil(data)
    with pytest.raises(BadDataSet) as caught:
        check(find_entries(data))
    assert str(data / guilty) in caught.value.what


def test_a_line_that_names_no_pair_is_named(data: Path) -> None:
    (data.parent / "train_pairs.txt").write_text("00000_00.jpg 00000_00.jpg\n00001_00.jpg\n")
    with pytest.raises(BadDataSet, match="Line 2"):
        find_entries(data)


def test_a_folder_of_something_else_is_refused(data: Path) -> None:
    shutil.rmtree(data / "cloth")
    with pytest.raises(BadDataSet, match="none of the layouts"):
        find_entries(data)
