"""A list of photo cards: choosing, naming and removing by pointer and by keys."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu

from fitting_room.ui.people_model import CARD, PhotoDelegate, PhotoModel, Row, cell_size, list_width
from fitting_room.ui.thumbnails import Thumbnails


class PhotoList(QListView):
    """Cards in rows.

    Args:
        model: What is listed.
        editable: Whether photos can be renamed and removed here.
    """

    opened = Signal(object)
    """A `Row` was clicked, or chosen by Space or Enter."""
    renamed = Signal(object)
    """F2: call this `Row` something else."""
    removed = Signal(object)
    """Delete: take this `Row` off the file."""

    def __init__(self, model: PhotoModel, editable: bool = True) -> None:
        super().__init__()
        self._photos = model
        self._editable = editable
        self.thumbnails = Thumbnails(CARD * self.devicePixelRatioF(), self)
        self.thumbnails.loaded.connect(self.viewport().update)
        self.setModel(model)
        self.setItemDelegate(PhotoDelegate(self.thumbnails, self))
        self.setObjectName("cards")
        self.setAccessibleName(self.tr("Photos"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumWidth(list_width(1))
        self.verticalScrollBar().setSingleStep(CARD.height() // 3)
        self._pressed_on: Row | None = None

    # --- Qt's events --------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click begins."""
        plain = event.button() == Qt.MouseButton.LeftButton
        self._pressed_on = self._photos.row(self.indexAt(event.position().toPoint())) if plain else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        row = self._photos.row(self.indexAt(event.position().toPoint()))
        clicked = row is not None and row == self._pressed_on
        self._pressed_on = None
        super().mouseReleaseEvent(event)
        if clicked:
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that act on a photo; the others move about."""
        row = self._photos.row(self.currentIndex())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        match event.key():
            case Qt.Key.Key_Space | Qt.Key.Key_Return | Qt.Key.Key_Enter if plain and row is not None:
                self.opened.emit(row)
            case Qt.Key.Key_F2 if plain and row is not None and self._editable:
                self.renamed.emit(row)
            case _ if event.matches(QKeySequence.StandardKey.Delete) and row is not None and self._editable:
                self.removed.emit(row)
            case _ if event.text() and plain:
                event.ignore()  # Letters belong to the window, not to a search by first letter.
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a photo, by pointer or by the menu key."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        row = self._photos.row(index)
        if row is None or not self._editable:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Rename…"), QKeySequence(Qt.Key.Key_F2), lambda: self.renamed.emit(row))
        menu.addAction(self.tr("Remove"), QKeySequence(QKeySequence.StandardKey.Delete), lambda: self.removed.emit(row))
        menu.popup(self.viewport().mapToGlobal(self.visualRect(index).center() if by_key else event.pos()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures are as sharp as the screen, and cells as high as the text."""
        self.thumbnails.set_size(CARD * self.devicePixelRatioF())
        self.setGridSize(cell_size(self.fontMetrics()))
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        """One column and two rows."""
        return QSize(list_width(1), 2 * cell_size(self.fontMetrics()).height())
