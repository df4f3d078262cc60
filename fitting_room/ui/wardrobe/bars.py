"""The two strips below the cards: how far an import is, and the way back from a removal."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

MINUTE = 60
SOON = 10
"""Below so many seconds nobody needs a number."""


class ProgressStrip(QFrame):
    """How many garments have been added, how long the rest takes, and the way to stop it."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._bar.setAccessibleName(self.tr("Progress of the import"))
        stop = QPushButton(self.tr("Stop"))
        stop.setAccessibleName(self.tr("Stop adding garments"))
        stop.clicked.connect(self.cancelled)
        column = QVBoxLayout()
        column.addWidget(self._words)
        column.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.addLayout(column, 1)
        row.addWidget(stop)
        self.hide()

    def show_progress(self, done: int, total: int, seconds: float) -> None:
        """So many of so many; the seconds that are left are negative while nobody can know."""
        words = self.tr("Adding %1 of %2").replace("%1", str(done + 1)).replace("%2", str(total))
        self._words.setText(f"{words}{self._rest(seconds)}")
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.show()

    def _rest(self, seconds: float) -> str:
        if seconds < SOON:
            return ""
        if seconds < MINUTE:
            return " · " + self.tr("about %n second(s) left", "", round(seconds / SOON) * SOON)
        return " · " + self.tr("about %n minute(s) left", "", round(seconds / MINUTE))


class UndoStrip(QFrame):
    """Says what was removed and brings it back."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._bring_back: Callable[[], None] = lambda: None
        undo = QPushButton(self.tr("Undo"))
        undo.setAccessibleName(self.tr("Bring back what was removed"))
        undo.clicked.connect(self._undo)
        close = QPushButton("✕")
        close.setObjectName("quiet")
        close.setAccessibleName(self.tr("Close the message"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.addWidget(self._words, 1)
        row.addWidget(undo)
        row.addWidget(close)
        self.hide()

    def offer(self, name: str, count: int, bring_back: Callable[[], None]) -> None:
        """Offer to bring back what has just been removed."""
        one = self.tr("“%1” was removed.").replace("%1", name)
        self._words.setText(one if count == 1 else self.tr("%n garment(s) were removed.", "", count))
        self._bring_back = bring_back
        self.show()

    def _undo(self) -> None:
        self.hide()
        self._bring_back()
