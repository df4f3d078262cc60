"""A stage to play on, and pictures that are easy to tell apart."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fitting_room.ui.stage import Stage


def plain(colour: str, width: int = 300, height: int = 400) -> QPixmap:
    picture = QPixmap(width, height)
    picture.fill(QColor(colour))
    return picture


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    made = Stage()
    qtbot.addWidget(made)
    made.resize(620, 900)
    made.set_before(plain("red"))
    made.set_after(plain("blue"))
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def named(stage: Stage) -> Callable[[str], QWidget]:
    """The one visible control of the stage that a screen reader calls by this name."""

    def find(name: str) -> QWidget:
        found = [each for each in stage.findChildren(QWidget) if each.accessibleName() == name and each.isVisible()]
        assert len(found) == 1, f"{len(found)} controls are called “{name}”"
        return found[0]

    return find
