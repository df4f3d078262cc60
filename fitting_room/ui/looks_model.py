"""Looks as Qt lists them, and how one looks in the grid: its picture, its name, who wears it and since when."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QDateTime,
    QLocale,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QUrl,
)
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPainterPath
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fitting_room.studio.library.looks import Look, LookState
from fitting_room.ui.cards import RING, paint_card
from fitting_room.ui.clip.play_sign import draw_play
from fitting_room.ui.look_keeper import LookKeeper
from fitting_room.ui.names import say_look, say_wearer
from fitting_room.ui.theme import Colours, colours_of
from fitting_room.ui.thumbnails import Thumbnails

CARD = QSize(174, 230)
"""Width and height of a picture with its ring, in logical pixels."""
GAP = 14
BADGE = 34
"""Across the sign of a look that moves; large enough to be hit."""

Index = QModelIndex | QPersistentModelIndex


class LookRole(IntEnum):
    """What the delegate asks for."""

    LOOK = Qt.ItemDataRole.UserRole + 1
    STATUS = Qt.ItemDataRole.UserRole + 2
    CLIPS = Qt.ItemDataRole.UserRole + 3


class LooksModel(QAbstractListModel):
    """A list of looks.

    Args:
        keeper: Who knows which pictures are on their way, and takes new names.
        parent: Owner.
    """

    def __init__(self, keeper: LookKeeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._looks: tuple[Look, ...] = ()
        self._clips: Mapping[str, int] = {}

    @property
    def looks(self) -> tuple[Look, ...]:
        """What is listed."""
        return self._looks

    def show(self, looks: Sequence[Look], clips: Mapping[str, int] | None = None) -> None:
        """List these looks; where they are the same ones, only their looks change and the selection stays.

        Args:
            looks: In their order.
            clips: How many clips there are of each, by its id.
        """
        self._clips = clips or {}
        if [look.id for look in looks] == [look.id for look in self._looks]:
            self._looks = tuple(looks)
            if looks:
                self.dataChanged.emit(self.index(0), self.index(len(looks) - 1))
            return
        self.beginResetModel()
        self._looks = tuple(looks)
        self.endResetModel()

    def look(self, index: Index) -> Look | None:
        """The look at an index."""
        return self._looks[index.row()] if index.isValid() and index.row() < len(self._looks) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """How many looks there are."""
        return 0 if parent is not None and parent.isValid() else len(self._looks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, words for screen readers, and what the delegate needs."""
        look = self.look(index)
        if look is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return say_look(look)
            case LookRole.LOOK:
                return look
            case LookRole.STATUS:
                return self._status(look)
            case LookRole.CLIPS:
                return self._clips.get(look.id, 0)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self._describe(look)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Give a look another name."""
        look = self.look(index)
        # Leaving the name as it stands is no wish to keep it in this language.
        if look is None or role != Qt.ItemDataRole.EditRole or str(value).strip() in ("", say_look(look)):
            return False
        self._keeper.looks.rename(look.id, str(value))
        self._keeper.changed.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Looks can be renamed in place; those with a picture can be dragged out."""
        look = self.look(index)
        if look is None:
            return super().flags(index)
        flags = super().flags(index) | Qt.ItemFlag.ItemIsEditable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if look.picture.is_file() else flags

    def supportedDragActions(self) -> Qt.DropAction:
        """What is dragged out is copied."""
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """Files."""
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The pictures as files."""
        looks = [look for index in indexes if (look := self.look(index)) is not None]
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(look.picture)) for look in looks if look.picture.is_file()])
        return data

    def _status(self, look: Look) -> str:
        """What is wrong with a look; nothing where its picture is there."""
        match look.state:
            case LookState.READY:
                return ""
            case _ if self._keeper.is_drawn(look):
                return self.tr("The picture is on its way.")
            case LookState.NO_PICTURE:
                return self.tr("The picture is missing. It can be made again.")
            case LookState.LOST:
                return self.tr("The picture is gone, and so is what it was made from.")

    def _describe(self, look: Look) -> str:
        words = [say_look(look), caption_of(look)]
        words += [self.tr("Favourite")] if look.favourite else []
        clips = self._clips.get(look.id, 0)
        words += [self.tr("%n clip(s)", "", clips)] if clips else []
        words += [self._status(look)] if self._status(look) else []
        return ". ".join(word.rstrip(".") for word in words)


class LookDelegate(QStyledItemDelegate):
    """Paints looks as cards.

    Args:
        thumbnails: Where the pictures come from.
        parent: The grid.
    """

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The same for all."""
        return CARD + QSize(GAP, 2 * option.fontMetrics.height() + GAP + 4)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """The name is edited where it stands."""
        name = _name_area(option.rect, option.fontMetrics.height())
        editor.setGeometry(name.adjusted(-4, -6, 4, 6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a card and its words."""
        look: Look = index.data(LookRole.LOOK)
        status: str = index.data(LookRole.STATUS)
        colours = colours_of(QGuiApplication.palette())
        state = option.state
        frame = QRectF(QRect(option.rect.topLeft(), CARD)).adjusted(RING, RING, -RING, -RING)
        paint_card(
            painter,
            frame,
            self._thumbnails.find(look.thumbnail if look.thumbnail.is_file() else None),
            colours,
            chosen=bool(state & QStyle.StateFlag.State_Selected),
            focused=bool(state & QStyle.StateFlag.State_HasFocus),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
        )
        painter.save()
        if status:
            _draw_status(painter, frame, status, colours, over_picture=look.thumbnail.is_file())
        if index.data(LookRole.CLIPS):
            draw_play(painter, badge_of(option.rect).center(), BADGE / 2)
        if look.favourite:
            _draw_heart(painter, frame.topLeft() + QPointF(18, 18), colours)
        name = _name_area(option.rect, painter.fontMetrics().height())
        for text, colour in ((say_look(look), colours.text), (caption_of(look), colours.quiet)):
            painter.setPen(QColor(colour))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, name.width())
            painter.drawText(name, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
            name.translate(0, painter.fontMetrics().height() + 1)
        painter.restore()


def badge_of(item: QRect) -> QRectF:
    """Where a card shows that its look moves."""
    corner = QRectF(QRect(item.topLeft(), CARD)).bottomRight() - QPointF(BADGE + 10, BADGE + 10)
    return QRectF(corner, QSizeF(BADGE, BADGE))


def caption_of(look: Look) -> str:
    """Who wears a look, and when it was made."""
    return " · ".join(word for word in (say_wearer(look), date_of(look.created_at)) if word)


def date_of(seconds: float) -> str:
    """A day as people here write it."""
    day = QDateTime.fromSecsSinceEpoch(int(seconds)).date()
    return QLocale().toString(day, QLocale.FormatType.ShortFormat)


def _name_area(item: QRect, height: int) -> QRect:
    return QRect(item.left() + 4, item.top() + CARD.height() + 2, CARD.width() - 8, height)


def _draw_status(painter: QPainter, frame: QRectF, status: str, colours: Colours, over_picture: bool) -> None:
    """Say what is wrong with a card; over a picture that is still there in small, on a band that keeps it readable."""
    area = frame.adjusted(12, 12, -12, -12)
    if over_picture:
        area = QRectF(frame.left(), frame.bottom() - 64, frame.width(), 64)
        shape = QPainterPath()
        shape.addRoundedRect(frame, 10, 10)
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        painter.fillRect(area, QColor(colours.raised))
        area = area.adjusted(10, 4, -10, -4)
    painter.setPen(QColor(colours.quiet))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), status)


def _draw_heart(painter: QPainter, centre: QPointF, colours: Colours) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.raised))
    painter.drawEllipse(centre, 13, 13)
    painter.translate(centre)
    heart = QPainterPath(QPointF(0, 6.5))
    heart.cubicTo(-11, -1.5, -5.5, -9, 0, -3.2)
    heart.cubicTo(5.5, -9, 11, -1.5, 0, 6.5)
    painter.setBrush(QColor(colours.accent))
    painter.drawPath(heart)
    painter.restore()
