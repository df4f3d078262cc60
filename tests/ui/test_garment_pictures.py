"""Small pictures of garments come from the library, never from the garment's own large picture."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from fitting_room.studio import demo
from fitting_room.studio.library.database import Database
from fitting_room.studio.library.wardrobe import Wardrobe
from fitting_room.studio.recipe import GarmentFile
from fitting_room.ui.garment_pictures import GarmentPictures


@pytest.fixture
def wardrobe(tmp_path: Path) -> Iterator[Wardrobe]:
    with Database.open(tmp_path / "library.sqlite") as database:
        made = Wardrobe(database, tmp_path / "wardrobe")
        made.seed([(garment, ()) for garment in demo.wardrobe()[:2]])
        yield made


def test_a_garment_on_file_is_shown_and_a_stranger_is_not_opened(qtbot: QtBot, wardrobe: Wardrobe) -> None:
    pictures = GarmentPictures(wardrobe)
    delivered: list[QPixmap] = []
    stranger = demo.wardrobe()[5]
    pictures.load(GarmentFile(stranger.path, "not on file"), QSize(30, 40), delivered.append)
    pictures.load(demo.wardrobe()[0], QSize(30, 40), delivered.append)
    qtbot.waitUntil(lambda: bool(delivered))
    qtbot.wait(50)
    assert [picture.size() for picture in delivered] == [QSize(30, 40)]
