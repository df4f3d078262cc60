"""The palette finds by a few letters and runs by Return."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.ui.palette import Find, Palette, rank, search

TITLES = ("Breton T-shirt", "Blue jeans", "Black pencil skirt", "Full screen", "Save the look…", "Blouse, batik")


def things(done: list[str]) -> list[Find]:
    return [Find(title, "Wardrobe", lambda title=title: done.append(title)) for title in TITLES]


@pytest.mark.parametrize(
    ("query", "first"),
    [("bt", "Breton T-shirt"), ("jeans", "Blue jeans"), ("BPS", "Black pencil skirt"), ("scr", "Full screen"),
     ("stl", "Save the look…"), ("b j", "Blue jeans"), ("batik", "Blouse, batik")],
)  # fmt: skip
def test_a_few_letters_find_what_is_meant(query: str, first: str) -> None:
    assert search(query, things([]))[0].title == first


def test_letters_must_come_in_order() -> None:
    assert rank("zz", "Zigzag") is not None
    assert rank("snaej", "Blue jeans") is None
    assert rank("batik", "Blouse, batik") is not None  # Not lost by jumping from word to word.
    assert search("qqq", things([])) == []


def test_hangul_is_found_like_any_letters() -> None:
    assert rank("청바지", "파란 청바지") is not None


def test_what_is_suggested_for_another_reason_comes_behind_what_the_letters_fit() -> None:
    suggested = [Find(title, "Wardrobe", lambda: None) for title in ("Old favourite", "Blue jeans")]
    found = search("blue", [Find("Bolder blue line", "Look", lambda: None)], suggested)
    assert [thing.title for thing in found] == ["Blue jeans", "Bolder blue line", "Old favourite"]


def test_ten_thousand_garments_are_searched_within_a_frame_or_three() -> None:
    many = [Find(f"{TITLES[n % 6]} number {n}", "Wardrobe", lambda: None) for n in range(10_000)]
    started = time.process_time()
    search("bts9", many)
    assert time.process_time() - started < 0.25  # 0.03 s when nothing else runs; the bound only catches blunders.


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 700)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def palette(parent: QWidget, done: list[str]) -> Palette:
    disabled = Find("Blimp", "Wardrobe", lambda: done.append("Blimp"), enabled=False)
    made = Palette(parent, [*things(done), disabled])
    made.show()
    return made


def test_letters_arrows_and_return_run_it(qtbot: QtBot, palette: Palette, done: list[str]) -> None:
    line = palette.findChild(QLineEdit)
    qtbot.keyClicks(line, "bl")
    rows = palette.findChild(QListView).model()
    second = rows.index(1, 0).data()
    qtbot.keyClick(line, Qt.Key.Key_Down)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert done == [second]
    assert not palette.isVisible()


def test_what_cannot_be_done_is_shown_but_does_nothing(qtbot: QtBot, palette: Palette, done: list[str]) -> None:
    line = palette.findChild(QLineEdit)
    qtbot.keyClicks(line, "blimp")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert done == []
    assert palette.isVisible()


def test_screen_readers_hear_what_kind_a_row_is(palette: Palette) -> None:
    row = palette.findChild(QListView).model().index(0, 0)
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "Breton T-shirt, Wardrobe"
