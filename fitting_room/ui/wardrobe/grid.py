"""The list of cards: wearing, choosing and dragging garments by pointer and by keys."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QMenu

from fitting_room.studio.library.garments import GarmentOnFile
from fitting_room.ui.thumbnails import Thumbnails
from fitting_room.ui.wardrobe.delegate import CARD, GarmentDelegate
from fitting_room.ui.wardrobe.model import GarmentModel, Index

GAP = 6
"""Between cards, in logical pixels."""


class GarmentGrid(QListView):
    """Cards in rows, ten thousand as smoothly as ten.

    Args:
        model: What is listed.
    """

    worn = Signal(object)
    """A `GarmentOnFile` was clicked, or chosen by Space or Enter."""
    favoured = Signal(list)
    """F: mark these garments, or unmark them all where all are marked."""
    removed = Signal(list)
    """Delete: take the selected garments out of the wardrobe."""
    edited = Signal(object, str)
    """F2 and T: change the "name" or the "tags" of a garment; "" for all of it."""
    menu_opened = Signal(QMenu, object)
    """A menu about a garment is about to be shown; whoever listens may add to it."""

    def __init__(self, model: GarmentModel) -> None:
        super().__init__()
        self._garments = model
        self.thumbnails = Thumbnails(self._picture_size(), self)
        self.thumbnails.loaded.connect(self.viewport().update)
        self.setModel(model)
        self.setItemDelegate(GarmentDelegate(self.thumbnails, self))
        self.setObjectName("cards")
        self.setFrameShape(QFrame.Shape.NoFrame)
        # ListMode that wraps: its layout of ten thousand equal cards takes a tenth of IconMode's.
        self.setViewMode(QListView.ViewMode.ListMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setGridSize(CARD + QSize(GAP, GAP))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # Else its coming would move the cards.
        self.setMinimumHeight(1)  # What stands below it may take its room for a while; the window must not grow.
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep((CARD.height() + GAP) // 3)
        self._pressed_on = QModelIndex()

    def selected(self) -> list[GarmentOnFile]:
        """The garments that are selected, in their order; else the one that has the focus."""
        rows = sorted(self.selectionModel().selectedIndexes(), key=QModelIndex.row) or [self.currentIndex()]
        found = (self._garments.garment(index) for index in rows)
        return [garment for garment in found if garment is not None]

    def reveal(self, garment: int) -> None:
        """Scroll to a garment and give it the focus."""
        index = self._garments.index_of(garment)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    # --- Qt's events --------------------------------------------------------------------------------------------------

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint again. `QListView` would lay out all cards again, whose sizes never change."""
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click begins: a drag is none."""
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        self._pressed_on = self.indexAt(event.position().toPoint()) if plain else QModelIndex()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click wears, or takes off."""
        released_on = self.indexAt(event.position().toPoint())
        clicked = released_on.isValid() and released_on == self._pressed_on
        self._pressed_on = QModelIndex()
        super().mouseReleaseEvent(event)
        garment = self._garments.garment(released_on)
        if clicked and garment is not None:
            self.worn.emit(garment)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks are two clicks."""
        self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that act on garments; the others move about."""
        current = self._garments.garment(self.currentIndex())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        match event.key():
            case Qt.Key.Key_Space | Qt.Key.Key_Return | Qt.Key.Key_Enter if plain and current is not None:
                self.worn.emit(current)
            case Qt.Key.Key_F if plain and current is not None:
                self.favoured.emit(self.selected())
            case Qt.Key.Key_T if plain and current is not None:
                self.edited.emit(current, "tags")
            case Qt.Key.Key_F2 if plain and current is not None:
                self.edited.emit(current, "name")
            case _ if event.matches(QKeySequence.StandardKey.Delete) and current is not None:
                self.removed.emit(self.selected())
            case _ if event.text() and plain:
                event.ignore()  # Letters belong to the window, not to a search by first letter.
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a garment, by pointer or by the menu key."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        garment = self._garments.garment(index)
        if garment is None:
            return
        if not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_opened.emit(menu, garment)
        place = self.visualRect(index).center() if by_key else event.pos()
        menu.popup(self.viewport().mapToGlobal(place))

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag one garment, with its picture under the pointer."""
        index = self._pressed_on if self._pressed_on.isValid() else self.currentIndex()
        garment = self._garments.garment(index)
        if garment is None or not garment.wearable:
            return
        self._pressed_on = QModelIndex()
        drag = QDrag(self)
        drag.setMimeData(self._garments.mimeData([index]))
        picture = self.thumbnails.find(garment.thumbnail)
        if not picture.isNull():
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            drag.setPixmap(picture)
            drag.setHotSpot(QPoint(CARD.width() // 2, CARD.height() // 2))
        drag.exec(Qt.DropAction.CopyAction)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures are as sharp as the screen."""
        self.thumbnails.set_size(self._picture_size())
        super().resizeEvent(event)

    def _picture_size(self) -> QSize:
        return CARD * self.devicePixelRatioF()


def cards_width(columns: int) -> int:
    """How wide a grid has to be to show so many columns."""
    bar = QApplication.style().pixelMetric(QApplication.style().PixelMetric.PM_ScrollBarExtent)
    return columns * (CARD.width() + GAP) + max(bar, 8) + 2
