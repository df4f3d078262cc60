"""Motions as Qt lists them: the bundled ones, the user's own, and the two ways to get another; each card moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtWidgets import QApplication

from fitting_room.domain.motion import MotionClip
from fitting_room.motion.library import BUNDLED
from fitting_room.ui.clip.figure import bounds_of, rest_frame

Index = QModelIndex | QPersistentModelIndex


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark a text for `tools/translations.py`, which knows this name; Qt's own function has no type."""
    return text


TITLES = {
    "idle": QT_TRANSLATE_NOOP("motions", "Idle sway"),
    "turn": QT_TRANSLATE_NOOP("motions", "Turn left and right"),
    "full-turn": QT_TRANSLATE_NOOP("motions", "Full turn"),
    "walk": QT_TRANSLATE_NOOP("motions", "Walk"),
    "raise": QT_TRANSLATE_NOOP("motions", "Raise arms"),
    "hand-on-hip": QT_TRANSLATE_NOOP("motions", "Hand on hip"),
    "dance": QT_TRANSLATE_NOOP("motions", "Short dance"),
}
"""Ids of the bundled motions -> what they are called in English."""


class Way(Enum):
    """A way to get a motion that is not listed."""

    RECORD = "record"
    FILM = "film"


class MotionRole(IntEnum):
    """What the delegate asks for."""

    CARD = Qt.ItemDataRole.UserRole + 1
    CHOSEN = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, eq=False)
class MotionCard:
    """A motion that can be chosen.

    Attributes:
        id: That of a bundled motion, or the path of the file of the user's own: as orders name it.
        title: What it is called, in the language of the window.
        motion: How it goes; None until it has been read.
        own: Whether it is the user's.
    """

    id: str
    title: str
    motion: MotionClip | None = None
    own: bool = False


@dataclass(frozen=True, eq=False)
class Figure:
    """What painting a motion needs to know once.

    Attributes:
        bounds: Of the whole motion, in torso lengths.
        rest: The frame that says most.
    """

    bounds: QRectF
    rest: int


def bundled_cards() -> tuple[MotionCard, ...]:
    """The motions that come with the program, none of them read yet."""
    return tuple(MotionCard(name, QApplication.translate("motions", TITLES[name])) for name in BUNDLED)


class MotionsModel(QAbstractListModel):
    """Motions, and after them the ways to get another."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[MotionCard, ...] = ()
        self._figures: dict[str, Figure] = {}
        self._ways: tuple[Way, ...] = tuple(Way)
        self._chosen = ""

    @property
    def cards(self) -> tuple[MotionCard, ...]:
        """The motions that are listed."""
        return self._cards

    @property
    def chosen(self) -> str:
        """Id of the motion that is chosen."""
        return self._chosen

    def show(self, cards: Sequence[MotionCard]) -> None:
        """List these motions."""
        self.beginResetModel()
        self._cards = tuple(cards)
        self._figures = {each.id: _figure(each.motion) for each in cards if each.motion is not None}
        self.endResetModel()

    def set_motion(self, name: str, motion: MotionClip) -> None:
        """A motion has been read."""
        for row, card in enumerate(self._cards):
            if card.id == name:
                changed = MotionCard(card.id, card.title, motion, card.own)
                self._cards = (*self._cards[:row], changed, *self._cards[row + 1 :])
                self._figures[name] = _figure(motion)
                self.dataChanged.emit(self.index(row), self.index(row))

    def choose(self, name: str) -> None:
        """Mark a motion as the chosen one."""
        if name != self._chosen:
            self._chosen = name
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def row_of(self, name: str) -> int:
        """Where a motion is listed; -1 where it is not."""
        return next((row for row, card in enumerate(self._cards) if card.id == name), -1)

    def at(self, index: Index) -> MotionCard | Way | None:
        """What a card stands for."""
        row = index.row()
        if not index.isValid() or row >= self.rowCount():
            return None
        return self._cards[row] if row < len(self._cards) else self._ways[row - len(self._cards)]

    def figure(self, name: str) -> Figure | None:
        """How to paint a motion; None until it has been read."""
        return self._figures.get(name)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many cards there are."""
        return 0 if parent is not None and parent.isValid() else len(self._cards) + len(self._ways)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, words for screen readers, and what the delegate needs."""
        there = self.at(index)
        if there is None:
            return None
        chosen = isinstance(there, MotionCard) and there.id == self._chosen
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._title(there)
            case Qt.ItemDataRole.AccessibleTextRole:
                told = [self._title(there).rstrip("…")]
                told += [self.tr("your own")] if isinstance(there, MotionCard) and there.own else []
                return ", ".join([*told, self.tr("chosen")] if chosen else told)
            case MotionRole.CARD:
                return there
            case MotionRole.CHOSEN:
                return chosen
        return None

    def _title(self, there: MotionCard | Way) -> str:
        match there:
            case Way.RECORD:
                return self.tr("Record my own…")
            case Way.FILM:
                return self.tr("From a film…")
            case _:
                return there.title


def _figure(motion: MotionClip) -> Figure:
    return Figure(bounds_of(motion), rest_frame(motion))
