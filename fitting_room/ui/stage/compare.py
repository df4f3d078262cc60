"""Looks side by side: two to six panes that zoom and pan together."""

from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fitting_room.ui.stage.icons import Glyph, icon
from fitting_room.ui.stage.picture_canvas import PictureCanvas
from fitting_room.ui.stage.tools import tool_button
from fitting_room.ui.stage.viewport import Viewport

MOST = 6
_GAP = 8
_CLOSE, _INSET = 30, 8


@dataclass(frozen=True, eq=False)
class ComparedLook:
    """A picture to compare.

    Attributes:
        key: What makes it the same look, such as its recipe.
        title: What it is called.
        picture: The look.
    """

    key: Hashable
    title: str
    picture: QPixmap


class ComparePage(QWidget):
    """Holds the looks that are compared. A look is there once, however often it is added.

    Args:
        viewport: Shared by all panes.
    """

    changed = Signal()
    """Looks were added or removed."""
    add_asked = Signal()
    """The look on the stage shall be added."""

    def __init__(self, viewport: Viewport) -> None:
        super().__init__()
        self._viewport = viewport
        self._looks: list[ComparedLook] = []
        self._panes: list[_Pane] = []
        self._area = QWidget()
        self._grid = QGridLayout(self._area)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._hint = QLabel()
        self._hint.setObjectName("heading")
        self._hint.setWordWrap(True)
        self._add = QPushButton(self.tr("Add this look"))
        self._add.setAccessibleName(self.tr("Add this look to the comparison"))
        self._add.clicked.connect(self.add_asked)
        self._clear = QPushButton(self.tr("Clear"))
        self._clear.setAccessibleName(self.tr("Remove all looks from the comparison"))
        self._clear.clicked.connect(self.clear)
        row = QHBoxLayout()
        row.addWidget(self._hint, 1)
        row.addWidget(self._clear)
        row.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._area, 1)
        column.addLayout(row)
        self._show()

    @property
    def looks(self) -> tuple[ComparedLook, ...]:
        """What is compared, in its order."""
        return tuple(self._looks)

    @property
    def panes(self) -> tuple[PictureCanvas, ...]:
        """The panes, in the order of the looks."""
        return tuple(pane.canvas for pane in self._panes)

    def holds(self, key: Hashable) -> bool:
        """Whether a look is compared."""
        return any(look.key == key for look in self._looks)

    def add(self, look: ComparedLook) -> bool:
        """Add a look, or show a sharper picture of it; returns whether there was room."""
        for index, other in enumerate(self._looks):
            if other.key == look.key:
                self._looks[index] = look
                self._panes[index].show_look(look)
                return True
        if len(self._looks) == MOST:
            return False
        self._looks.append(look)
        self._rebuild()
        return True

    def remove(self, key: Hashable) -> None:
        """Take a look away."""
        self._looks = [look for look in self._looks if look.key != key]
        self._rebuild()

    def clear(self) -> None:
        """Take all away."""
        self._looks = []
        self._rebuild()

    def enable_add(self, enabled: bool) -> None:
        """Whether the look on the stage can be added."""
        self._add.setEnabled(enabled and len(self._looks) < MOST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the panes out so that the pictures are as large as they can be."""
        super().resizeEvent(event)
        self._lay_out()

    def _rebuild(self) -> None:
        for pane in self._panes:
            self._grid.removeWidget(pane)
            pane.hide()
            pane.deleteLater()
        self._panes = [_Pane(look, self._viewport) for look in self._looks]
        for pane in self._panes:
            pane.remove_asked.connect(self.remove)
        self._lay_out()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._clear.setEnabled(bool(self._looks))
        self._add.setEnabled(len(self._looks) < MOST)
        if len(self._looks) < 2:
            self._hint.setText(self.tr("Wear something else and add it: two to six looks are shown side by side."))
        elif len(self._looks) == MOST:
            self._hint.setText(self.tr("Six looks are compared. Remove one to add another."))
        else:
            self._hint.setText(self.tr("{count} looks are compared.").format(count=len(self._looks)))

    def _lay_out(self) -> None:
        if not self._panes:
            return
        columns = best_columns(len(self._panes), self._looks[0].picture.size(), self._area.size(), _GAP)
        for index, pane in enumerate(self._panes):
            self._grid.addWidget(pane, index // columns, index % columns)
        for column in range(MOST):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for row in range(MOST):
            self._grid.setRowStretch(row, 1 if row <= (len(self._panes) - 1) // columns else 0)


class _Pane(QWidget):
    """One look with its name and a way to take it away."""

    remove_asked = Signal(object)

    def __init__(self, look: ComparedLook, viewport: Viewport) -> None:
        super().__init__()
        self.canvas = PictureCanvas(viewport)
        self.canvas.setMinimumSize(80, 100)
        self._key = look.key
        self._close = tool_button(Glyph.CLOSE, "", "")
        self._close.setParent(self.canvas)
        self._close.setObjectName("onpicture")
        self._close.setIcon(icon(Glyph.CLOSE, QColor("white")))
        self._close.setFixedSize(_CLOSE, _CLOSE)
        self._close.setIconSize(QSize(14, 14))
        self._close.clicked.connect(lambda: self.remove_asked.emit(self._key))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)
        self.canvas.resized.connect(self._follow)
        viewport.changed.connect(self._follow)
        self.show_look(look)

    def show_look(self, look: ComparedLook) -> None:
        """Show the look, or a sharper picture of it."""
        self.canvas.set_picture(look.picture, look.title, room_on_right=_CLOSE + 2 * _INSET)
        self._follow()
        self.canvas.setAccessibleName(look.title)
        self._close.setAccessibleName(self.tr("Remove {look} from the comparison").format(look=look.title))
        self._close.setToolTip(self.tr("Remove from the comparison"))

    def _follow(self) -> None:
        """The button stays in the corner of what is seen of the picture."""
        seen = self.canvas.frame.intersected(QRectF(self.canvas.rect()))
        self._close.move(round(seen.right()) - _CLOSE - _INSET, round(seen.top()) + _INSET)


def best_columns(count: int, picture: QSize, area: QSize, gap: int) -> int:
    """In how many columns equal pictures are largest."""

    def scale(columns: int) -> float:
        rows = -(-count // columns)
        width = (area.width() - gap * (columns - 1)) / columns
        height = (area.height() - gap * (rows - 1)) / rows
        return min(width / max(1, picture.width()), height / max(1, picture.height()))

    return max(range(1, count + 1), key=scale)
