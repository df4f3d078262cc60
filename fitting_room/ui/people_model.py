"""Photos of people as Qt lists them, and how one looks in a list: a card with a line of text below it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fitting_room.studio.library.people import PhotoOnFile
from fitting_room.ui.cards import RING, paint_card
from fitting_room.ui.theme import colours_of
from fitting_room.ui.thumbnails import Thumbnails

CARD = QSize(96, 128)
"""Width and height of a card with its ring, in logical pixels."""
GAP = 6
"""Between cards, in logical pixels."""
_BAR = 12

Index = QModelIndex | QPersistentModelIndex


class Shown(IntEnum):
    """What the delegate asks for."""

    PHOTO = Qt.ItemDataRole.UserRole + 1
    CHOSEN = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True)
class Row:
    """A photo in a list.

    Attributes:
        photo: The photo.
        label: What is written below it.
        person: What its person is called.
    """

    photo: PhotoOnFile
    label: str
    person: str


class PhotoModel(QAbstractListModel):
    """A list of photos, some of which are chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._chosen: frozenset[Path] = frozenset()

    def show(self, rows: Sequence[Row]) -> None:
        """List other photos."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    @property
    def rows(self) -> Sequence[Row]:
        """What is listed."""
        return tuple(self._rows)

    def show_chosen(self, paths: Iterable[Path]) -> None:
        """Mark the photos that are dressed."""
        chosen = frozenset(paths)
        if chosen != self._chosen:
            self._chosen = chosen
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def row(self, index: Index) -> Row | None:
        """What is listed at an index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def index_of(self, path: Path | None) -> QModelIndex:
        """Where a photo is listed; an invalid index where it is not."""
        rows = [number for number, row in enumerate(self._rows) if row.photo.path == path]
        return self.index(rows[0]) if rows else QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many photos there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Label, words for screen readers, and what the delegate needs."""
        row = self.row(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.label
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self._describe(row)
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if row.photo.path in self._chosen else Qt.CheckState.Unchecked
            case Shown.PHOTO:
                return row.photo
            case Shown.CHOSEN:
                return row.photo.path in self._chosen
        return None

    def _describe(self, row: Row) -> str:
        name = row.label if row.label == row.person else f"{row.person}, {row.label}"
        return self.tr("%1, chosen").replace("%1", name) if row.photo.path in self._chosen else name


class PhotoDelegate(QStyledItemDelegate):
    """Paints photos as cards.

    Args:
        thumbnails: Where the pictures come from.
        parent: The list.
    """

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The same for all."""
        return cell_size(QFontMetrics(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a card and its label."""
        photo = index.data(Shown.PHOTO)
        colours = colours_of(QGuiApplication.palette())  # A transparent list says that its ground is black.
        state = option.state
        area = QRectF(option.rect)
        frame = QRectF(area.topLeft(), CARD.toSizeF()).adjusted(RING, RING, -RING, -RING)
        chosen = bool(index.data(Shown.CHOSEN))
        paint_card(
            painter,
            frame,
            self._thumbnails.find(photo.thumbnail),
            colours,
            chosen=chosen,
            focused=bool(state & QStyle.StateFlag.State_HasFocus),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
        )
        painter.save()
        painter.setPen(QColor(colours.text if chosen else colours.quiet))
        line = QRectF(area.left(), frame.bottom() + RING, CARD.width(), painter.fontMetrics().height() + 2)
        label = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, CARD.width() - 4)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, label)
        painter.restore()


def list_width(columns: int) -> int:
    """How wide a list has to be to show so many columns beside its scroll bar."""
    return columns * (CARD.width() + GAP) + _BAR


def cell_size(metrics: QFontMetrics) -> QSize:
    """How much room a card takes with its label, and the gap to the next."""
    return CARD + QSize(GAP, metrics.height() + GAP + 2)
