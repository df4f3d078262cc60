"""Every action and its keys on one sheet (?)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from fitting_room.ui.actions import ENTRIES, Menu


class ShortcutSheet(QDialog):
    """The table of actions in two columns, menu by menu."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        page = QWidget()
        grid = QGridLayout(page)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        row = 0
        for menu in Menu:
            heading = QLabel(menu.plain_title)
            heading.setObjectName("title")
            grid.addWidget(heading, row, 0, 1, 2)
            grid.setRowMinimumHeight(row, heading.sizeHint().height() + 14)
            row += 1
            for entry in ENTRIES:
                if entry.menu is menu:
                    grid.addWidget(self._words(entry.title, entry.shown_keys), row, 0)
                    grid.addWidget(self._keys(entry.shown_keys, entry.held), row, 1)
                    row += 1
        grid.setColumnStretch(0, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        scroll.setAccessibleName(self.windowTitle())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setAccessibleName(self.tr("Close the shortcuts"))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(scroll, 1)
        column.addWidget(buttons)
        needed = page.sizeHint().width() + scroll.verticalScrollBar().sizeHint().width() + 40
        self.resize(min(max(520, needed), parent.width() - 40), min(680, parent.height() - 40))
        close.setFocus()

    def _words(self, title: str, keys: str) -> QLabel:
        label = QLabel(title)
        label.setAccessibleName(f"{title}: {keys}" if keys else title)
        return label

    def _keys(self, keys: str, held: bool) -> QLabel:
        label = QLabel(self.tr("hold %1").replace("%1", keys) if held else keys)
        label.setObjectName("key")
        label.setVisible(bool(keys))
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label
