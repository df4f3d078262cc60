"""The rack: garments are found and picked, by pointer and by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from fitting_room.studio import demo
from fitting_room.studio.library.database import Database
from fitting_room.studio.library.wardrobe import Wardrobe
from fitting_room.ui.rack import Rack


@pytest.fixture
def rack(qtbot: QtBot, tmp_path: Path) -> Iterator[Rack]:
    with Database.open(tmp_path / "library.sqlite") as database:
        wardrobe = Wardrobe(database, tmp_path / "wardrobe")
        wardrobe.seed([(garment, ()) for garment in demo.wardrobe()])
        made = Rack(wardrobe)
        qtbot.addWidget(made)
        made.resize(260, 600)
        made.show()
        qtbot.waitExposed(made)
        yield made


def listed(rack: Rack) -> list[str]:
    model = rack.findChildren(QListView)[0].model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_it_shows_the_wardrobe(rack: Rack) -> None:
    assert len(listed(rack)) == 19


def test_a_search_and_a_kind_narrow_it_down(qtbot: QtBot, rack: Rack) -> None:
    line = rack.findChildren(QLineEdit)[0]
    qtbot.keyClicks(line, "plaid")
    assert sorted(listed(rack)) == ["Plaid shirt", "Plaid skirt"]
    bottoms = next(
        button for button in rack.findChildren(QAbstractButton) if button.accessibleName() == "Kind: Bottoms"
    )
    qtbot.mouseClick(bottoms, Qt.MouseButton.LeftButton)
    assert listed(rack) == ["Plaid skirt"]


def test_a_click_and_a_key_pick(qtbot: QtBot, rack: Rack) -> None:
    view = rack.findChildren(QListView)[0]
    first = view.model().index(0, 0)
    with qtbot.waitSignal(rack.picked) as picked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(first).center())
    assert picked.args[0].name == first.data()
    with qtbot.waitSignal(rack.picked):
        qtbot.keyClick(view, Qt.Key.Key_Space)


def test_everything_has_an_accessible_name(rack: Rack) -> None:
    buttons = [button for button in rack.findChildren(QAbstractButton) if button.isVisible()]
    assert [button for button in buttons if not button.accessibleName()] == []
