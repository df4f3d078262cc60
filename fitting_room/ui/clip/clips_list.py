"""The clips of a look, newest first: a small picture, which motion it was, a click plays it."""

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QLocale, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from fitting_room.studio.library.clips import Clip
from fitting_room.ui.cards import RING, paint_card
from fitting_room.ui.clip.motions import TITLES, Index
from fitting_room.ui.clip.play_sign import draw_play
from fitting_room.ui.theme import colours_of
from fitting_room.ui.thumbnails import Thumbnails

CARD = QSize(58, 80)
"""Width and height of a poster with its ring, in logical pixels."""
_GAP = 8
_WORDS = 78
"""Room for the words beside a poster."""


class ClipRole(IntEnum):
    """What the delegate asks for."""

    CLIP = Qt.ItemDataRole.UserRole + 1


def say_motion(motion: str) -> str:
    """What a motion is called, by its id or the path of its file."""
    return QApplication.translate("motions", TITLES[motion]) if motion in TITLES else Path(motion).stem


def say_seconds(seconds: float) -> str:
    """How long a clip is: "5 s", "2.5 s"."""
    shown = QLocale().toString(seconds, "f", 0 if abs(seconds - round(seconds)) < 0.05 else 1)
    return QApplication.translate("clips", "%1 s").replace("%1", shown)


def say_clip(clip: Clip) -> str:
    """What a clip is called."""
    return f"{say_motion(clip.motion)} · {say_seconds(clip.seconds)}"


class ClipsModel(QAbstractListModel):
    """A list of clips."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clips: tuple[Clip, ...] = ()

    @property
    def clips(self) -> tuple[Clip, ...]:
        """What is listed."""
        return self._clips

    def show(self, clips: Sequence[Clip]) -> None:
        """List these clips."""
        self.beginResetModel()
        self._clips = tuple(clips)
        self.endResetModel()

    def clip(self, index: Index) -> Clip | None:
        """The clip at an index."""
        return self._clips[index.row()] if index.isValid() and index.row() < len(self._clips) else None

    def row_of(self, name: str) -> int:
        """Where a clip is listed; -1 where it is not."""
        return next((row for row, clip in enumerate(self._clips) if clip.id == name), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many clips there are."""
        return 0 if parent is not None and parent.isValid() else len(self._clips)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, and what the delegate needs."""
        clip = self.clip(index)
        if clip is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return say_clip(clip)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.tr("Clip: %1").replace("%1", say_clip(clip))
            case ClipRole.CLIP:
                return clip
        return None


class ClipsList(QListView):
    """A row of clips; what is selected is played.

    Args:
        model: What is listed.
    """

    chosen = Signal(object)
    """The `Clip` that the user wants to see."""
    removal_wanted = Signal(object)
    """The `Clip` that the user does not want any more."""

    def __init__(self, model: ClipsModel) -> None:
        super().__init__()
        self._clips = model
        self._thumbnails = Thumbnails(CARD * self.devicePixelRatioF(), self)
        self._thumbnails.loaded.connect(self.viewport().update)
        self.setModel(model)
        self.setItemDelegate(ClipDelegate(self._thumbnails, self))
        self.setObjectName("cards")
        self.setAccessibleName(self.tr("Clips of this look"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(CARD.height() + 12)
        self.clicked.connect(self._choose)

    def show_chosen(self, name: str) -> None:
        """Mark the clip that is played, without emitting."""
        row = self._clips.row_of(name)
        if row < 0:
            self.clearSelection()
        else:
            self.setCurrentIndex(self._clips.index(row))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Arrow keys choose."""
        super().currentChanged(current, previous)
        if self.hasFocus():
            self._choose(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes the clip. What does not move the focus is the page's."""
        clip = self._clips.clip(self.currentIndex())
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and clip is not None:
            self.removal_wanted.emit(clip)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Tab):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _choose(self, index: Index) -> None:
        clip = self._clips.clip(index)
        if clip is not None:
            self.chosen.emit(clip)


class ClipDelegate(QStyledItemDelegate):
    """Paints clips as posters with a sign to play, and their words beside them.

    Args:
        thumbnails: Where the posters come from.
        parent: The list.
    """

    def __init__(self, thumbnails: Thumbnails, parent: QListView) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The same for all."""
        return CARD + QSize(max(_WORDS, 6 * option.fontMetrics.averageCharWidth() * 2) + _GAP, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a poster and its words."""
        clip: Clip = index.data(ClipRole.CLIP)
        colours = colours_of(QGuiApplication.palette())
        state = option.state
        frame = QRectF(QRect(option.rect.topLeft(), CARD)).adjusted(RING, RING, -RING, -RING)
        paint_card(
            painter,
            frame,
            self._thumbnails.find(clip.poster if clip.poster.is_file() else None),
            colours,
            focused=bool(state & (QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected)),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
        )
        draw_play(painter, frame.center(), 11)
        words = option.rect.adjusted(CARD.width() + 5, 6, -4, -6)
        painter.setPen(QColor(colours.text))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(words, int(flags), f"{say_motion(clip.motion)}\n{say_seconds(clip.seconds)}")
