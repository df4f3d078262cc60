"""What an installation is for can be chosen where the error about licences says so."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.domain.licence import Profile
from fitting_room.settings import Places, Settings
from fitting_room.ui.preferences import Preferences


def test_what_the_installation_is_for_is_chosen_with_the_keyboard(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    window.resize(1220, 820)
    qtbot.addWidget(window)
    preferences = Preferences(window, Settings(), Places.inside(tmp_path), ())
    box = next(box for box in preferences.findChildren(QComboBox) if box.accessibleName() == "Used for")
    assert box.currentData() == Profile.HOME
    with qtbot.waitSignal(preferences.changed) as changed:
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert changed.args[0].profile is Profile.SHOP
