"""Small pictures are read in threads, what was wished for last comes first, and what was scrolled past never."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from fitting_room.studio.export import save_picture
from fitting_room.ui.thumbnails import KEPT, READERS, WANTED, Thumbnails, Wishes, read_cover


def paths(count: int) -> list[Path]:
    return [Path(f"/{number}.png") for number in range(count)]


def test_the_newest_wish_comes_first_and_once() -> None:
    wishes = Wishes()
    for path in (*paths(3), Path("/0.png")):
        wishes.add(path)
    assert [wishes.take() for _ in range(4)] == [Path("/0.png"), Path("/2.png"), Path("/1.png"), None]


def test_what_was_scrolled_past_is_forgotten() -> None:
    wishes = Wishes()
    for path in paths(WANTED + 10):
        wishes.add(path)
    taken = [wishes.take() for _ in range(WANTED)]
    assert Path("/9.png") not in taken
    assert Path("/10.png") in taken


def test_only_so_many_readers_are_asked_for_and_they_come_back() -> None:
    wishes = Wishes()
    assert [wishes.add(path) for path in paths(READERS + 2)] == [True] * READERS + [False] * 2
    while wishes.take() is not None:
        pass
    for path in paths(READERS + 2):
        wishes.grant(path)
    assert wishes.add(Path("/again.png"))
    wishes.close()
    assert not wishes.add(Path("/never.png"))


def test_a_picture_being_read_is_not_wished_for_again() -> None:
    wishes = Wishes()
    wishes.add(Path("/a.png"))
    wishes.take()
    assert not wishes.add(Path("/a.png"))
    assert wishes.take() is None


def test_pictures_cover_their_size_and_a_bounded_number_is_kept(qtbot: QtBot, tmp_path: Path) -> None:
    wide = save_picture(np.zeros((300, 900, 3), np.uint8), tmp_path / "wide.png")
    assert read_cover(wide, QSize(30, 40)).size() == QSize(30, 40)
    assert read_cover(tmp_path / "missing.png", QSize(30, 40)).size() == QSize(30, 40)
    thumbnails = Thumbnails(QSize(3, 4))
    for number in range(KEPT + 5):
        thumbnails._keep(Path(f"/{number}.png"), QSize(3, 4), read_cover(wide, QSize(3, 4)))
    assert len(thumbnails._kept) == KEPT
    thumbnails.set_size(QSize(6, 8))
    assert len(thumbnails._kept) == 0
    thumbnails.close()
