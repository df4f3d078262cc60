"""Garments that are dragged: how one travels with the pointer, and how a widget takes it."""

import json
from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from fitting_room.studio.recipe import GarmentFile

GARMENT_MIME = "application/x-fitting-room-garment"
"""UTF-8 JSON: the fields of a `GarmentFile`."""


def pack_garment(garment: GarmentFile) -> QMimeData:
    """A garment as something to drag."""
    data = QMimeData()
    data.setData(GARMENT_MIME, json.dumps(garment.to_json(), ensure_ascii=False).encode())
    return data


def unpack_garment(data: QMimeData) -> GarmentFile | None:
    """The garment that is dragged; None for anything else, and for what only claims to be one."""
    if not data.hasFormat(GARMENT_MIME):
        return None
    try:
        return GarmentFile.from_json(json.loads(bytes(data.data(GARMENT_MIME).data())))
    except (ValueError, KeyError, TypeError):
        return None


class GarmentDrop(QObject):
    """Lets a widget take dragged garments; everything else passes by it untouched.

    Args:
        widget: Where garments may be dropped; owns this object.
        accepts: Whether this garment may be dropped here; every garment where None.
    """

    dropped = Signal(GarmentFile)
    hovered = Signal(bool)

    def __init__(self, widget: QWidget, accepts: Callable[[GarmentFile], bool] | None = None) -> None:
        super().__init__(widget)
        self._accepts = accepts or (lambda garment: True)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)
        self._widget = widget

    def stop(self) -> None:
        """Take nothing any more."""
        self._widget.removeEventFilter(self)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the drag and the drop of a garment."""
        if event.type() == QEvent.Type.DragLeave:
            self.hovered.emit(False)
        if not isinstance(event, QDropEvent):  # Entering and moving are kinds of it.
            return super().eventFilter(watched, event)
        garment = unpack_garment(event.mimeData())
        if garment is None or not self._accepts(garment):
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        self.hovered.emit(event.type() != QEvent.Type.Drop)
        if event.type() == QEvent.Type.Drop:
            self.dropped.emit(garment)
        return True
