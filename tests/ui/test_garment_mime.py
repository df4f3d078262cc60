"""A garment survives the drag, nothing else passes for one, and a widget takes only what it accepts."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.domain.garment import Category
from fitting_room.studio.recipe import GarmentFile
from fitting_room.ui.garment_mime import GARMENT_MIME, GarmentDrop, pack_garment, unpack_garment

TOP = GarmentFile(Path("/내 옷/tee “sun”.png"), "햇살 T-shirt", Category.TOPS)
LEFT, COPY, PLAIN = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier


@pytest.mark.parametrize("garment", [TOP, GarmentFile(Path("a.png"), "a")])
def test_a_garment_survives_the_drag(garment: GarmentFile) -> None:
    assert unpack_garment(pack_garment(garment)) == garment


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"name": "a", "category": "tops"}',
        b'{"path": 3, "name": "a", "category": null}',
        b'{"path": "a.png", "name": "a", "category": "hats"}',
    ],
)
def test_what_only_claims_to_be_a_garment_is_none(content: bytes) -> None:
    data = QMimeData()
    data.setData(GARMENT_MIME, content)
    assert unpack_garment(data) is None


def test_text_is_no_garment() -> None:
    data = QMimeData()
    data.setText("a.png")
    assert unpack_garment(data) is None


def send(widget: QWidget, data: QMimeData) -> tuple[bool, bool]:
    """Drag over a widget and drop; returns whether each was taken."""
    entering = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, PLAIN)
    dropping = QDropEvent(QPointF(5, 5), COPY, data, LEFT, PLAIN)
    for event in (entering, dropping):
        event.ignore()
        QApplication.sendEvent(widget, event)
    return entering.isAccepted(), dropping.isAccepted()


def test_a_widget_takes_what_it_accepts_and_nothing_else(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    drop = GarmentDrop(widget, lambda garment: garment.category is Category.TOPS)
    taken: list[GarmentFile] = []
    drop.dropped.connect(taken.append)
    assert send(widget, pack_garment(TOP)) == (True, True)
    assert send(widget, pack_garment(GarmentFile(Path("b.png"), "b", Category.BOTTOMS))) == (False, False)
    assert send(widget, QMimeData()) == (False, False)
    assert taken == [TOP]
