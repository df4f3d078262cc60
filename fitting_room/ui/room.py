"""Three columns that become two floors where the window is taller than wide, with sizes the user can drag."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

_TALL = 1.0
"""Height over width from which the sides go below the middle."""
_MIDDLE_SHARE = 0.62
"""Share of the height that the middle gets then."""


class Room(QWidget):
    """A middle with something on both sides of it; in a tall window the sides share the floor below.

    Args:
        left: Beside the middle, or below it on the left.
        middle: What the eye is on; it takes the space that is left.
        right: Likewise on the right.
    """

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__()
        self.setObjectName("room")
        self._left, self._middle, self._right = left, middle, right
        self._outer = QSplitter(Qt.Orientation.Horizontal)
        self._floor = QSplitter(Qt.Orientation.Horizontal)
        self._tall: bool | None = None
        self._columns: list[int] = []
        self._was_shown = False
        for splitter in (self._outer, self._floor):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._outer)
        self._outer.splitterMoved.connect(self._remember)
        self._arrange(tall=False)

    @property
    def is_tall(self) -> bool:
        """Whether the sides are below the middle."""
        return bool(self._tall)

    @property
    def columns(self) -> tuple[int, ...]:
        """Widths of the three columns where they stand beside each other, now or the last time."""
        return tuple(self._columns if self._tall else self._outer.sizes())

    def set_columns(self, widths: tuple[int, ...]) -> None:
        """Give the columns these widths, as `columns` told them."""
        if len(widths) == 3 and min(widths) > 0:
            self._columns = list(widths)
            if not self._tall:
                self._outer.setSizes(self._columns)

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is it known how wide everything is together."""
        super().showEvent(event)
        if not self._tall and not self._was_shown:
            self._outer.setSizes(self._columns or self._usual_columns())
        self._was_shown = True
        self._remember()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew where the shape calls for it."""
        super().resizeEvent(event)
        tall = self.height() > _TALL * self.width()
        if tall != self._tall:
            self._arrange(tall)
        else:
            self._remember()

    def _remember(self) -> None:
        """Note the widths of the columns. A turn comes too late for it: the narrow shape has squeezed them by then."""
        if self._was_shown and not self._tall:
            self._columns = self._outer.sizes()

    def _usual_columns(self) -> list[int]:
        """As narrow as the sides can be: the picture is what people came for."""
        left, right = (side.minimumSizeHint().width() for side in (self._left, self._right))
        return [left, max(1, self.width() - left - right), right]

    def _arrange(self, tall: bool) -> None:
        self._tall = tall
        focused = self.window().focusWidget()
        if tall:
            self._floor.addWidget(self._left)
            self._floor.addWidget(self._right)
            self._floor.setStretchFactor(1, 1)
            self._outer.setOrientation(Qt.Orientation.Vertical)
            self._outer.addWidget(self._middle)
            self._outer.addWidget(self._floor)
            self._outer.setSizes([round(_MIDDLE_SHARE * self.height()), round((1 - _MIDDLE_SHARE) * self.height())])
        else:
            self._floor.setParent(None)
            self._outer.setOrientation(Qt.Orientation.Horizontal)
            for index, widget in enumerate((self._left, self._middle, self._right)):
                self._outer.insertWidget(index, widget)
                self._outer.setStretchFactor(index, 1 if widget is self._middle else 0)
            self._outer.setSizes(self._columns or self._usual_columns())
        if focused is not None:
            focused.setFocus()  # Moving a widget between parents takes the focus away from it.
