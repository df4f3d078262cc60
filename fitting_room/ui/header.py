"""The bar at the top: the pages, and what is wanted on all of them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, QSize
from PySide6.QtGui import QAction, QResizeEvent
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
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(2)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)  # Else the tools would widen the window.
        for button in self._pages.values():
            button.setCheckable(True)
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self._tool_buttons = [self._button(identifier, actions[identifier], "quiet") for identifier in tools]
        for button in self._tool_buttons:
            row.addWidget(button)

    def add(self, widget: QWidget) -> None:
        """Put something between the pages and the tools."""
        self._row.insertWidget(self._row.count() - len(self._tool_buttons), widget)

    def show_page(self, identifier: str) -> None:
        """Mark the page that is shown."""
        with QSignalBlocker(self._group):
            self._pages[identifier].setChecked(True)

    def set_shown(self, identifier: str, shown: bool) -> None:
        """Offer a page, or do not."""
        self._pages[identifier].setVisible(shown)

    def minimumSizeHint(self) -> QSize:
        """Room for the pages; tools give way, for all of them stand in the menus too."""
        tools = sum(button.sizeHint().width() + self._row.spacing() for button in self._shown_tools)
        hint = super().minimumSizeHint()
        return QSize(max(0, hint.width() - tools), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many tools as there is room for."""
        super().resizeEvent(event)
        self._fit_tools()

    def event(self, event: QEvent) -> bool:
        """Something between pages and tools came or went."""
        taken = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_tools()
        return taken

    def _fit_tools(self) -> None:
        wanted = [button.sizeHint().width() + self._row.spacing() for button in self._tool_buttons]
        room = self.width() - self.minimumSizeHint().width()
        for index, button in enumerate(self._tool_buttons):
            button.setVisible(sum(wanted[index:]) <= room)

    @property
    def _shown_tools(self) -> list[QPushButton]:
        return [button for button in self._tool_buttons if not button.isHidden()]

    def _button(self, identifier: str, action: QAction, look: str) -> QPushButton:
        entry = _TITLES[identifier]
        button = QPushButton(entry.title.rstrip("…"))
        button.setObjectName(look)
        button.setAccessibleName(entry.title.rstrip("…"))
        button.setToolTip(f"{entry.title} ({entry.shown_keys})" if entry.keys else entry.title)
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button
