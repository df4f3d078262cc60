"""Somebody steps in front of the mirror, tries two things on, compares them and saves the one they like."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from driver import Driver
from PySide6.QtWidgets import QFileDialog

from fitting_room.domain.decoding import open_picture
from fitting_room.resources import assets
from fitting_room.studio.export import save_picture
from fitting_room.ui.app import Start


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Somebody who stands still in front of a camera, 480x640."""
    folder = tmp_path / "film"
    folder.mkdir()
    kofi = open_picture(assets() / "demo/people/kofi.png")
    save_picture(cv2.resize(kofi, (480, 640), interpolation=cv2.INTER_AREA), folder / "kofi.png")
    return folder


def test_capture_dress_compare_save(
    open_room: Callable[..., Driver], film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = open_room(Start(camera=film))
    driver.click("Live mirror")
    driver.wait(lambda: driver.sees("Use this photo"))  # The coach releases the shutter by itself.
    driver.press("Space")
    driver.wait(lambda: not driver.sees("Use this photo") and driver.sees("Wardrobe"))
    driver.settle()
    assert not driver.is_marked("Anna")

    driver.click("Breton T-shirt")
    driver.press("C")
    driver.click("Sunset T-shirt")
    driver.click("Add this look to the comparison")
    for shown in ("Photo", "Breton T-shirt", "Sunset T-shirt"):
        driver.wait(lambda shown=shown: driver.sees(f"Remove {shown} from the comparison"))
    driver.press("Esc")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine.png"), ""))
    driver.press("Ctrl+S")
    assert "mine.png" in driver.message
    photo, look = (open_picture(path).astype(int) for path in (film / "kofi.png", tmp_path / "mine.png"))
    assert look.shape == photo.shape
    differs = np.abs(look - photo).max(axis=2) > 16
    assert differs[200:320, 200:280].mean() > 0.2, "the chest wears something else"
    assert differs[:80].mean() < 0.01, "above the head nothing has changed"
