"""A folder of clothes becomes an outfit, the outfit a look, the look a page on paper; tomorrow it is worn again."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from driver import Driver
from PySide6.QtWidgets import QFileDialog

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.decoding import open_picture
from fitting_room.domain.garment import Category
from fitting_room.resources import assets
from fitting_room.studio.export import save_picture

CLOTHES = {"Party dots": "dresses/dress_dots", "Old jeans": "bottoms/jeans_blue"}
Open = Callable[..., Driver]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two garments, 384x512, each in a folder of its own."""
    for name, garment in CLOTHES.items():
        picture = open_picture(assets() / f"demo/garments/{garment}.png")
        place = tmp_path / "clothes" / garment.split("/")[0]
        place.mkdir(parents=True)
        save_picture(cv2.resize(picture, (384, 512), interpolation=cv2.INTER_AREA), place / f"{name}.png")
    return tmp_path / "clothes"


def test_import_correct_outfit_keep_lookbook(
    open_room: Open, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = open_room()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    driver.press("Ctrl+Shift+I")
    driver.wait(lambda: driver.sees("Close the review"))

    # A dress to the fitting room, a long shirt to its owner.
    dots = "Party dots"
    driver.click(dots, within="What was found")
    assert driver.button("Kind: Dresses").isChecked()
    driver.click("Kind: Tops")
    driver.wait(lambda: not driver.window.fitting.wardrobe.importer.busy)
    driver.click("Close the review")
    for name in (dots, "Old jeans"):
        driver.click(name)
    assert driver.is_marked(dots), "as a dress it would have made way for the jeans"
    assert driver.is_marked("Old jeans")
    worn = {garment.name: garment.category for garment in driver.running.backroom.dressing.scene.garments}
    assert worn == {dots: Category.TOPS, "Old jeans": Category.BOTTOMS}

    driver.press("Ctrl+D")
    assert "kept" in driver.message
    driver.click("Looks")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "book.pdf"), ""))
    driver.in_dialog(lambda: driver.begin_to_click("Save"))
    driver.press("Ctrl+E")
    driver.wait((tmp_path / "book.pdf").exists)
    page = printed(tmp_path / "book.pdf")
    assert (page < 200).any(axis=2).mean() > 0.1, "the page shows a look, not only its name"


def printed(book: Path) -> RgbImage:
    """The only page of a lookbook: a PDF that holds one JPEG."""
    written = book.read_bytes()
    assert written.startswith(b"%PDF")
    assert written.count(b"\xff\xd8\xff") == 1, "a page for one look"
    picture = cv2.imdecode(np.frombuffer(written[written.index(b"\xff\xd8\xff") :], np.uint8), cv2.IMREAD_COLOR_RGB)
    assert picture is not None
    return picture


def test_a_look_that_was_kept_is_worn_again_tomorrow(open_room: Open) -> None:
    today = open_room()
    today.click("Wine-red dress")
    today.press("Ctrl+D")
    today.leave()

    tomorrow = open_room()
    assert tomorrow.is_marked("Anna")
    assert not tomorrow.is_marked("Wine-red dress")
    tomorrow.click("Looks")
    tomorrow.click("Wine-red dress", within="Kept looks")
    tomorrow.press("Return")
    assert tomorrow.is_marked("Wine-red dress", within="Wardrobe")
    assert tomorrow.running.backroom.dressing.after is not None
