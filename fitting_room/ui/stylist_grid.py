"""How the grid of try-ons looks and answers: a table of pictures under the names of outfits, beside those of people."""

from collections import OrderedDict

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from fitting_room.domain.arrays import RgbImage
from fitting_room.studio.grid import Cell, CellState
from fitting_room.ui.cards import RING, paint_card
from fitting_room.ui.pixmap import cover, to_pixmap
from fitting_room.ui.stylist_model import GridModel, Shown
from fitting_room.ui.theme import Colours, colours_of
from fitting_room.ui.translations import say

CELL = QSize(150, 200)
"""Width and height of a picture with its ring, in logical pixels."""
HEADER = QSize(72, 96)
"""The same of the picture that stands for a row or a column."""
GAP = 8
_HEART = 26.0
_KEPT_PICTURES = 64
"""Pictures ready to be painted: some screens of cells, 120 kB each at 100 %."""

_SHEET = """
QTableView, QTableView:focus { background: transparent; border: none; }
QTableCornerButton::section { background: transparent; border: none; }
"""

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints cells: the picture, or how far it is, or why there is none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # By the identity of the array, which is held as well: another one cannot take its place.
        self._pictures: OrderedDict[int, tuple[RgbImage, QPixmap]] = OrderedDict()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        cell = index.data(Shown.CELL)
        colours = colours_of(QGuiApplication.palette())
        state = option.state
        frame = picture_frame(QRectF(option.rect))
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(painter, frame, self._picture(cell), colours, focused=focused, hovered=hovered)
        match cell.state:
            case CellState.FAILED:
                self._draw_reason(painter, frame, cell, colours)
            case CellState.WAITING | CellState.WORKING:
                self._draw_progress(painter, frame, cell, colours)
            case CellState.DONE if cell.kept or focused or hovered:
                draw_heart(painter, heart_place(frame), cell.kept, colours)
        painter.restore()

    def _picture(self, cell: Cell) -> QPixmap:
        """The picture of a cell as large as it is drawn, kept while it is among those painted last."""
        if cell.picture is None:
            return QPixmap()
        key = id(cell.picture)
        if key not in self._pictures:
            frame = picture_frame(QRectF(0, 0, CELL.width(), CELL.height()))
            ratio = QGuiApplication.primaryScreen().devicePixelRatio()
            self._pictures[key] = cell.picture, cover(to_pixmap(cell.picture), (frame.size() * ratio).toSize())
        self._pictures.move_to_end(key)
        while len(self._pictures) > _KEPT_PICTURES:
            self._pictures.popitem(last=False)
        return self._pictures[key][1]

    def _draw_reason(self, painter: QPainter, frame: QRectF, cell: Cell, colours: Colours) -> None:
        painter.setPen(QColor(colours.text))
        words = f"{say(cell.what)}\n\n{say(cell.next_step)}"
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(frame.adjusted(8, 8, -8, -8), flags, words)

    def _draw_progress(self, painter: QPainter, frame: QRectF, cell: Cell, colours: Colours) -> None:
        waiting = cell.state is CellState.WAITING
        painter.setPen(QColor(colours.quiet))
        words = self.tr("Waiting") if waiting else self.tr("Making it")
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, words)
        if waiting:
            return
        bar = QRectF(frame.left() + 16, frame.center().y() + 18, frame.width() - 32, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        for width, colour in ((bar.width(), colours.line), (bar.width() * cell.fraction, colours.accent)):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(bar.topLeft(), QPointF(bar.left() + width, bar.bottom())), 2, 2)


class PictureHeader(QHeaderView):
    """What a row or a column is: its picture with its name below.

    Args:
        orientation: Of columns or of rows.
        section: Width of a column, or height of a row, in logical pixels.
    """

    def __init__(self, orientation: Qt.Orientation, section: int) -> None:
        super().__init__(orientation)
        across = orientation == Qt.Orientation.Horizontal
        self.setAccessibleName(self.tr("Outfits") if across else self.tr("People"))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(section)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        """A picture and one line of text."""
        return HEADER + QSize(GAP, self.fontMetrics().height() + GAP)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw one."""
        model, orientation = self.model(), self.orientation()
        name = str(model.headerData(logicalIndex, orientation))
        picture = model.headerData(logicalIndex, orientation, Qt.ItemDataRole.DecorationRole)
        colours = colours_of(QGuiApplication.palette())
        painter.save()
        painter.fillRect(rect, QColor(colours.ground))
        area = QRectF(rect)
        line = painter.fontMetrics().height()
        width = min(HEADER.width(), rect.width())
        corner = QPointF(area.center().x() - width / 2 - GAP / 2, area.top())
        if self.orientation() == Qt.Orientation.Vertical:
            corner.setY(area.center().y() - (HEADER.height() + line + GAP) / 2)
        frame = QRectF(corner, HEADER.toSizeF()).adjusted(RING, RING, -RING, -RING)
        paint_card(painter, frame, picture if isinstance(picture, QPixmap) else QPixmap(), colours)
        painter.setPen(QColor(colours.text))
        words = QRectF(area.left(), frame.bottom() + 3, area.width() - GAP, line + 2)
        elided = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, round(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, elided)
        painter.restore()


class GridView(QTableView):
    """The table.

    Args:
        model: What is shown.
    """

    opened = Signal(int, int)
    """(row, column) of a cell that was clicked, or chosen by Enter."""
    kept = Signal(int, int)
    """(row, column) of a cell whose heart was clicked, or Space pressed."""

    def __init__(self, model: GridModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setAccessibleName(self.tr("Looks"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(_SHEET)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setHorizontalHeader(PictureHeader(Qt.Orientation.Horizontal, CELL.width() + GAP))
        self.setVerticalHeader(PictureHeader(Qt.Orientation.Vertical, CELL.height() + GAP))
        self._pressed_on = QModelIndex()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click begins."""
        plain = event.button() == Qt.MouseButton.LeftButton
        self._pressed_on = self.indexAt(event.position().toPoint()) if plain else QModelIndex()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the heart keeps a look, one elsewhere opens it."""
        index = self.indexAt(event.position().toPoint())
        clicked = index.isValid() and index == self._pressed_on
        self._pressed_on = QModelIndex()
        super().mouseReleaseEvent(event)
        if clicked:
            on_heart = heart_place(picture_frame(QRectF(self.visualRect(index)))).contains(event.position())
            (self.kept if on_heart else self.opened).emit(index.row(), index.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space keeps, Enter opens; the other keys move about."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            self.kept.emit(index.row(), index.column())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index.row(), index.column())
        elif event.text() and not event.modifiers() and event.key() != Qt.Key.Key_Tab:
            event.ignore()  # Letters belong to the window.
        else:
            super().keyPressEvent(event)


def picture_frame(area: QRectF) -> QRectF:
    """Where the picture goes in the area of a cell."""
    return QRectF(area.topLeft(), CELL.toSizeF()).adjusted(RING, RING, -RING, -RING)


def heart_place(frame: QRectF) -> QRectF:
    """Where the heart of a picture is."""
    return QRectF(frame.right() - _HEART - 6, frame.top() + 6, _HEART, _HEART)


def draw_heart(painter: QPainter, place: QRectF, filled: bool, colours: Colours) -> None:
    """A heart on a round ground; filled for looks that are kept."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.accent if filled else colours.raised))
    painter.drawEllipse(place)
    size, centre = place.width() * 0.5, place.center() + QPointF(0, 1)
    path = QPainterPath(centre + QPointF(0, 0.45 * size))
    for side in (-1, 1):
        path.moveTo(centre + QPointF(0, 0.45 * size))
        path.cubicTo(
            centre + QPointF(side * 0.85 * size, -0.15 * size),
            centre + QPointF(side * 0.45 * size, -0.75 * size),
            centre + QPointF(0, -0.25 * size),
        )
    painter.setPen(QPen(QColor(colours.on_accent if filled else colours.text), 1.5))
    painter.setBrush(QColor(colours.on_accent) if filled else Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
