"""Saving: the picture comes back, nothing else is in the file, and failures are told in words."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fitting_room.domain.decoding import open_picture
from fitting_room.domain.errors import CannotSave
from fitting_room.studio.export import SAVE_SUFFIXES, save_picture


@pytest.fixture
def picture() -> np.ndarray:
    """A soft gradient, 300 by 280: kind to lossy formats."""
    y, x = np.mgrid[:280, :300]
    return np.stack([x * 255 // 300, y * 255 // 280, (x + y) * 255 // 580], axis=-1).astype(np.uint8)


def test_png_comes_back_bit_for_bit(tmp_path: Path, picture: np.ndarray) -> None:
    assert np.array_equal(open_picture(save_picture(picture, tmp_path / "look.png")), picture)


@pytest.mark.parametrize("suffix", SAVE_SUFFIXES)
def test_every_format_keeps_the_colours_and_holds_no_metadata(tmp_path: Path, picture: np.ndarray, suffix: str) -> None:
    path = save_picture(picture, tmp_path / f"look{suffix.upper()}")
    assert np.abs(open_picture(path).astype(int) - picture).mean() < 2
    with Image.open(path) as image:
        assert not image.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & image.info.keys()


def test_saving_over_a_picture_replaces_it_and_leaves_nothing_beside_it(tmp_path: Path, picture: np.ndarray) -> None:
    save_picture(picture, tmp_path / "look.png")
    save_picture(255 - picture, tmp_path / "look.png")
    assert np.array_equal(open_picture(tmp_path / "look.png"), 255 - picture)
    assert [path.name for path in tmp_path.iterdir()] == ["look.png"]


@pytest.mark.parametrize("name", ["look", "look.gif", "look.png.exe"])
def test_unknown_endings_are_refused(tmp_path: Path, picture: np.ndarray, name: str) -> None:
    with pytest.raises(CannotSave, match=r"\.png, \.jpg or \.webp"):
        save_picture(picture, tmp_path / name)


def test_a_missing_folder_is_named(tmp_path: Path, picture: np.ndarray) -> None:
    with pytest.raises(CannotSave, match="no folder"):
        save_picture(picture, tmp_path / "absent" / "look.png")


def test_a_folder_is_not_overwritten(tmp_path: Path, picture: np.ndarray) -> None:
    (tmp_path / "look.png").mkdir()
    with pytest.raises(CannotSave, match="is a folder"):
        save_picture(picture, tmp_path / "look.png")
    assert [path.name for path in tmp_path.iterdir()] == ["look.png"]


def test_a_picture_too_large_for_webp_is_sent_to_png(tmp_path: Path) -> None:
    with pytest.raises(CannotSave, match="PNG"):
        save_picture(np.zeros((2, 17000, 3), np.uint8), tmp_path / "look.webp")


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX limits")
def test_a_full_disk_keeps_the_old_picture(tmp_path: Path, picture: np.ndarray) -> None:
    import resource

    save_picture(picture, tmp_path / "look.png")
    noise = np.random.default_rng(0).integers(0, 256, (400, 400, 3), np.uint8)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(CannotSave, match="no room"):
            save_picture(noise, tmp_path / "look.png")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert np.array_equal(open_picture(tmp_path / "look.png"), picture)
    assert [path.name for path in tmp_path.iterdir()] == ["look.png"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_named(tmp_path: Path, picture: np.ndarray) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    with pytest.raises(CannotSave, match="may not write"):
        save_picture(picture, locked / "look.png")
