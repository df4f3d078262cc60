"""What the window takes for granted of Qt for Python."""

import sys

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

CALLS = 500


def test_calls_into_qt_keep_the_reference_count_of_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 loses one with each call on Python 3.11, where None can die: the program ends without warning."""
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        widget.update()
    assert sys.getrefcount(None) > before - CALLS // 2
