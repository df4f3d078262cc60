"""Three columns, or two floors: by the shape of the window, with the widths that the user chose."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fitting_room.ui.room import Room


def room_of(qtbot: QtBot, columns: tuple[int, ...] = ()) -> Room:
    parts = [QLabel(name) for name in ("people", "picture", "wardrobe")]
    for part, width in zip(parts, (100, 200, 300), strict=True):
        part.setMinimumWidth(width)
    made = Room(*parts)
    qtbot.addWidget(made)
    made.set_columns(columns)
    made.resize(1100, 640)
    made.show()
    return made


def test_the_sides_begin_as_narrow_as_they_can_be(qtbot: QtBot) -> None:
    left, middle, right = room_of(qtbot).columns
    assert (left, right) == (100, 300)
    assert middle > 600


def test_widths_are_found_again(qtbot: QtBot) -> None:
    assert room_of(qtbot, (200, 550, 340)).columns == pytest.approx((200, 550, 340), abs=10)


def test_a_turn_to_portrait_and_back_keeps_them(qtbot: QtBot) -> None:
    room = room_of(qtbot, (200, 550, 340))
    room.resize(700, 1400)
    assert room.is_tall
    assert room.columns == pytest.approx((200, 550, 340), abs=10)
    room.resize(1100, 640)
    assert not room.is_tall
    assert room.columns == pytest.approx((200, 550, 340), abs=10)


@pytest.mark.parametrize("nonsense", [(), (1,), (0, 5, 5), (-4, 300, 300)])
def test_nonsense_is_ignored(qtbot: QtBot, nonsense: tuple[int, ...]) -> None:
    assert room_of(qtbot, nonsense).columns == room_of(qtbot).columns
