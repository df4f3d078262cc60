"""The bar at the top: the pages, and what is wanted on all of them."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from fitting_room.ui.actions import ENTRIES, Actions

_TITLES = {entry.id: entry for entry in ENTRIES}


class Header(QWidget):
    """Buttons of actions: pages on the left, of which one is checked, the others on the right.

    Args:
        actions: The table come alive.
        pages: Ids of the pages' actions, in order.
        tools: Ids of what stands on the right.
    """

    def __init__(self, actions: Actions, pages: Sequence[str], tools: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("header")
        self._group = QButtonGroup(self)
        self._pages = {identifier: self._button(identifier, actions[identifier], "page") for identifier in pages}
        self._tools = len(tools)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(2)
        for button in self._pages.values():
            button.setCheckable(True)
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        for identifier in tools:
            row.addWidget(self._button(identifier, actions[identifier], "quiet"))

    def add(self, widget: QWidget) -> None:
        """Put something between the pages and the tools."""
        self._row.insertWidget(self._row.count() - self._tools, widget)

    def show_page(self, identifier: str) -> None:
        """Mark the page that is shown."""
        with QSignalBlocker(self._group):
            self._pages[identifier].setChecked(True)

    def set_shown(self, identifier: str, shown: bool) -> None:
        """Offer a page, or do not."""
        self._pages[identifier].setVisible(shown)

    def _button(self, identifier: str, action: QAction, look: str) -> QPushButton:
        entry = _TITLES[identifier]
        button = QPushButton(entry.title.rstrip("…"))
        button.setObjectName(look)
        button.setAccessibleName(entry.title.rstrip("…"))
        button.setToolTip(f"{entry.title} ({entry.shown_keys})" if entry.keys else entry.title)
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button
