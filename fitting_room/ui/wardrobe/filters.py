"""What narrows the wardrobe down: a search, a category, a colour, a tag, and whether it is a favourite."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QConicalGradient, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fitting_room.domain.garment import Category, Colour
from fitting_room.studio.library.garments import Query, search_words
from fitting_room.ui.controls import SearchField
from fitting_room.ui.theme import colours_of
from fitting_room.ui.wardrobe.delegate import heart
from fitting_room.ui.wardrobe.words import CATEGORIES, COLOURS, search_translations, translate

TYPING_MILLISECONDS = 120
"""After the last letter; nobody sees lists of half a word."""

_PAINTS = {
    Colour.BLACK: "#1d1d1f",
    Colour.WHITE: "#ffffff",
    Colour.GREY: "#8e8e93",
    Colour.BEIGE: "#d9c3a0",
    Colour.BROWN: "#7a4f2e",
    Colour.RED: "#c62f35",
    Colour.ORANGE: "#ee8434",
    Colour.YELLOW: "#f2c62f",
    Colour.GREEN: "#3f8f4f",
    Colour.BLUE: "#2f6fc4",
    Colour.PURPLE: "#7d4fa8",
    Colour.PINK: "#ee8fb3",
}
_RAINBOW = (Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.BLUE, Colour.PURPLE, Colour.RED)


class Filters(QWidget):
    """The controls above the list; `changed` says that `query` gives another answer."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MILLISECONDS)
        self._typing.timeout.connect(self.changed)
        self._words = search_translations()
        self._search = self._make_search()
        self._favourites = HeartButton(self.tr("Favourites only"))
        self._favourites.toggled.connect(self.changed)
        self._categories = self._make_categories()
        self._swatches = self._make_swatches()
        self._tags = QComboBox()
        self._tags.setAccessibleName(self.tr("Tag"))
        self._tags.view().setAccessibleName(self.tr("Tags"))
        self._tags.currentIndexChanged.connect(self.changed)
        self.show_tags([])
        self._lay_out()

    @property
    def query(self) -> Query:
        """What is asked for."""
        return Query(
            category=self._category_buttons[self._categories.checkedId()][0],
            colour=next((each.colour for each in self._swatches if each.isChecked()), None),
            tag=self._tags.currentData() or "",
            favourite=self._favourites.isChecked(),
            words=search_words(self._search.text(), self._words),
        )

    def clear(self) -> None:
        """Ask for everything again."""
        self.blockSignals(True)
        self._search.clear()
        self._categories.button(0).setChecked(True)
        self._favourites.setChecked(False)
        self._tags.setCurrentIndex(0)
        self._choose(None)
        self.blockSignals(False)
        self._typing.stop()
        self.changed.emit()

    def focus_search(self) -> None:
        """Let the user type."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def show_tags(self, tags: Sequence[str]) -> None:
        """Offer these tags; the one that was chosen stays, even if it is the last of its kind that is gone."""
        shown = [self._tags.itemData(index) for index in range(1, self._tags.count())]
        if shown == list(tags) and self._tags.count():
            return
        chosen = self._tags.currentData() or ""
        self._tags.blockSignals(True)
        self._tags.clear()
        self._tags.addItem(self.tr("Any tag"), "")
        for tag in tags if chosen in ("", *tags) else [chosen, *tags]:
            self._tags.addItem(tag, tag)
        self._tags.setCurrentIndex(max(self._tags.findData(chosen), 0))
        self._tags.blockSignals(False)
        self._tags.setVisible(self._tags.count() > 1)

    def _choose(self, swatch: "Swatch | None") -> None:
        """At most one colour is chosen; the chosen one can be unchosen."""
        for each in self._swatches:
            each.setChecked(each is swatch and not each.isChecked())
        self.changed.emit()

    def _make_search(self) -> QLineEdit:
        search = SearchField(self.tr("Search the wardrobe"), self.tr("Search"))
        search.setToolTip(self.tr("Name, tag, colour or kind (Ctrl+F)"))
        search.textChanged.connect(lambda: self._typing.start())
        leave = QAction(search)
        leave.setShortcut("Esc")
        leave.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        leave.triggered.connect(search.clear)
        search.addAction(leave)
        return search

    def _make_categories(self) -> QButtonGroup:
        group = QButtonGroup(self)
        self._category_buttons: list[tuple[Category | None, QPushButton]] = []
        words: dict[Category | None, str] = {None: self.tr("All")}
        words |= {category: translate(word) for category, word in CATEGORIES.items()}
        for index, (category, word) in enumerate(words.items()):
            button = QPushButton(word)
            button.setObjectName("choice")
            button.setCheckable(True)
            button.setAccessibleName(self.tr("Show: %1").replace("%1", word))
            self._category_buttons.append((category, button))
            group.addButton(button, index)
        group.button(0).setChecked(True)
        group.idClicked.connect(self.changed)
        return group

    def _make_swatches(self) -> list["Swatch"]:
        swatches = []
        for colour, word in COLOURS.items():
            swatch = Swatch(colour, translate(word))
            swatch.clicked.connect(lambda _checked=False, chosen=swatch: self._choose(chosen))
            swatches.append(swatch)
        return swatches

    def _lay_out(self) -> None:
        searching, kinds, colours = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        searching.addWidget(self._search, 1)
        searching.addWidget(self._favourites)
        kinds.setSpacing(4)
        for _, button in self._category_buttons:
            kinds.addWidget(button, 1)
        colours.setSpacing(0)
        for swatch in self._swatches:
            colours.addWidget(swatch, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for row in (searching, kinds, colours):
            column.addLayout(row)
        column.addWidget(self._tags)


class Dot(QAbstractButton):
    """A small round button that is painted."""

    def __init__(self, name: str, size: QSize) -> None:
        super().__init__()
        self._size = size
        self._hovered = False
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """Its own."""
        return self._size

    def minimumSizeHint(self) -> QSize:
        """It may not shrink, or it could not be hit."""
        return self._size

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be clicked."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)


class Swatch(Dot):
    """A colour to filter by.

    Args:
        colour: Which.
        name: What it is called.
    """

    def __init__(self, colour: Colour, name: str) -> None:
        super().__init__(name, QSize(20, 24))
        self.colour = colour

    def nextCheckState(self) -> None:
        """Stay as it is: the filters decide."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a disc; a ring around it where it is chosen."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QRectF(self.rect()).center()
        if self.colour is Colour.MULTICOLOUR:
            rainbow = QConicalGradient(centre, 90)
            for place, colour in enumerate(_RAINBOW):
                rainbow.setColorAt(place / (len(_RAINBOW) - 1), QColor(_PAINTS[colour]))
            painter.setBrush(rainbow)
        else:
            painter.setBrush(QColor(_PAINTS[self.colour]))
        painter.setPen(QPen(QColor(colours.text if self._hovered else colours.quiet), 1.0))
        radius = 6.0 if self.isChecked() else 7.0
        painter.drawEllipse(centre, radius, radius)
        if self.isChecked() or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.text if self.isChecked() else colours.accent), 2.0))
            painter.drawEllipse(centre, 9.0, 9.0)
        if self.isChecked() and self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)


class HeartButton(Dot):
    """Whether only favourites are shown.

    Args:
        name: What it is called.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, QSize(34, 34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a heart, filled where it is chosen."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = colours.accent if self.hasFocus() else colours.quiet if self._hovered else colours.line
        painter.setPen(QPen(QColor(edge), 2.0 if self.hasFocus() else 1.0))
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(frame, 8, 8)
        path = heart(frame.center() + QPointF(0, 1), 17)
        painter.setBrush(QColor(colours.accent) if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.accent if self.isChecked() else colours.quiet), 1.6))
        painter.drawPath(path)
