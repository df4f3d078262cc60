"""Find anything by a few letters: actions, garments and people, in one list above the window (Ctrl+K)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from fitting_room.ui.controls import SearchField
from fitting_room.ui.theme import colours_of

MOST_RESULTS = 40
_WIDTH, _ROWS = 560, 10
_HINT = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Find:
    """Something that can be found.

    Attributes:
        title: What it is called.
        kind: What it is: a menu, the wardrobe, the people.
        keys: That do the same.
        run: Does it.
        enabled: Whether it can be done now.
    """

    title: str
    kind: str
    run: Callable[[], None]
    keys: str = ""
    enabled: bool = True


def rank(query: str, title: str) -> float | None:
    """How well the letters of a query fit a title; None where they do not occur in this order.

    Letters that follow each other and letters that begin a word count more; a short title beats a long one.
    """
    wanted, text = query.casefold().replace(" ", ""), title.casefold()
    # "bt" means Breton T-shirt rather than the t inside Breton; where jumping to words leads nowhere, letters do.
    places = _places(wanted, text, by_words=True) or _places(wanted, text, by_words=False)
    if not places:
        return None
    before = [-1, *places]
    score = sum(
        3.0 if place == previous + 1 else 2.0 if _begins_word(text, place) else 1.0
        for previous, place in zip(before, places, strict=False)
    )
    return score - 0.01 * len(text)


def _places(wanted: str, text: str, by_words: bool) -> list[int]:
    """Where the letters of a query stand in a text; empty where they do not."""
    places: list[int] = []
    last = -1
    for letter in wanted:
        place = text.find(letter, last + 1)
        if by_words and place != last + 1:
            words = (at for at in range(max(place, 0), len(text)) if text[at] == letter and _begins_word(text, at))
            place = next(words, place)
        if place < 0:
            return []
        places.append(place)
        last = place
    return places


def _begins_word(text: str, place: int) -> bool:
    return place == 0 or not text[place - 1].isalnum()


def search(query: str, things: Iterable[Find], suggested: Iterable[Find] = ()) -> list[Find]:
    """What fits a query, the best first, what cannot be done last; without a query everything, in its own order.

    Args:
        query: As it was typed.
        things: Of which those fit whose titles have the letters.
        suggested: What fits for another reason at least, such as a tag, and comes behind the others then.
    """
    if not query.strip():
        return list(things)[:MOST_RESULTS]
    found = [(score, thing) for thing in things if (score := rank(query, thing.title)) is not None]
    found += [(rank(query, thing.title) or 0.0, thing) for thing in suggested]
    found.sort(key=lambda entry: (not entry[1].enabled, -entry[0]))
    return [thing for _, thing in found[:MOST_RESULTS]]


class Palette(QDialog):
    """A line to type in and a list of what fits.

    Args:
        parent: Above which it opens.
        things: Everything that can be found now, but for what is too much to look through.
        suggest: What of that fits a query; asked at each letter.
    """

    def __init__(
        self, parent: QWidget, things: Iterable[Find], suggest: Callable[[str], Iterable[Find]] = lambda _query: ()
    ) -> None:
        super().__init__(parent)
        self._things = list(things)
        self._suggest = suggest
        self._results = _Results(self)
        self.setWindowTitle(self.tr("Find anything"))
        self.setObjectName("palette")
        self._line = SearchField(
            self.tr("Find actions, garments and people"),
            self.tr("Type a few letters of an action, a garment or a person"),
        )
        self._line.textChanged.connect(self._search)
        self._line.installEventFilter(self)
        self._list = QListView()
        self._list.setAccessibleName(self.tr("What was found"))
        self._list.setModel(self._results)
        self._list.setUniformItemSizes(True)
        self._list.setItemDelegate(_Row(self._list))
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.activated.connect(self._run)
        self._list.clicked.connect(self._run)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self._line)
        column.addWidget(self._list)
        self._search("")
        row_height = max(28, self.fontMetrics().height() + 12)
        self.resize(min(_WIDTH, parent.width() - 40), min(_ROWS * row_height + 90, parent.height() - 40))
        self.move(parent.mapToGlobal(parent.rect().center()) - self.rect().center())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows walk the list and Return takes from it, while the letters go on into the line."""
        if watched is self._line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            match event.key():
                case Qt.Key.Key_Down | Qt.Key.Key_Up:
                    self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._run(self._list.currentIndex())
                    return True
        return super().eventFilter(watched, event)

    def _search(self, query: str) -> None:
        self._results.show(search(query, self._things, self._suggest(query)))
        self._list.setCurrentIndex(self._results.index(0))

    def _step(self, by: int) -> None:
        row = self._list.currentIndex().row() + by
        self._list.setCurrentIndex(self._results.index(max(0, min(row, self._results.rowCount() - 1))))

    def _run(self, index: QModelIndex) -> None:
        if not index.isValid() or not self._results.things[index.row()].enabled:
            return
        self.accept()
        self._results.things[index.row()].run()


class _Results(QAbstractListModel):
    """What was found, as rows of text."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.things: list[Find] = []

    def show(self, things: list[Find]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.things = things
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """One per thing found."""
        return 0 if parent is not None and parent.isValid() else len(self.things)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row; screen readers hear what kind it is and its keys as well."""
        thing = self.things[index.row()]
        told = ", ".join(part for part in (thing.title, thing.kind, thing.keys) if part)
        texts = {
            Qt.ItemDataRole.DisplayRole: thing.title,
            Qt.ItemDataRole.AccessibleTextRole: told,
            _HINT: thing.keys or thing.kind,
        }
        return texts.get(Qt.ItemDataRole(role))

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """What cannot be done now is shown, but cannot be chosen."""
        return super().flags(index) if self.things[index.row()].enabled else Qt.ItemFlag.ItemNeverHasChildren


class _Row(QStyledItemDelegate):
    """The title on the left, its keys or its kind on the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room around the text for a finger."""
        return QSize(0, max(28, option.fontMetrics.height() + 12))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Let the style draw the row, then put the hint on it."""
        super().paint(painter, option, index)
        colours = colours_of(QGuiApplication.palette())  # The list's own has its ground from the style sheet.
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(QColor(colours.on_accent if chosen else colours.quiet))
        room = option.rect.adjusted(0, 0, -12, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(index.data(_HINT)))
