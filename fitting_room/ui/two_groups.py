"""Two groups of buttons in a row, which become two rows where there is no room beside each other."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

_GAP = 8


class TwoGroups(QWidget):
    """The first group on the left, the second on the right.

    Args:
        first: Widgets of the first group.
        second: Widgets of the second.
    """

    def __init__(self, first: Sequence[QWidget], second: Sequence[QWidget]) -> None:
        super().__init__()
        self._rows = [QHBoxLayout(), QHBoxLayout()]
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(_GAP)
        for row, group in zip(self._rows, (first, second), strict=True):
            row.setSpacing(_GAP)
            for widget in group:
                row.addWidget(widget)
            self._box.addLayout(row)
        self._rows[0].addStretch(1)
        self._rows[1].insertStretch(0, 1)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider group, even while they are beside each other."""
        hint = super().minimumSizeHint()
        return QSize(max(row.minimumSize().width() for row in self._rows), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put them beside each other where there is room."""
        needed = sum(row.minimumSize().width() for row in self._rows) + _GAP
        beside = self.width() >= needed
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)
