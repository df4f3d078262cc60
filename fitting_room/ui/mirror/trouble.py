"""What stands in the mirror's place while there is no picture: what is wrong, and the one thing to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget


class TroubleCard(QWidget):
    """A sentence, a next step, and a button where trying again may help."""

    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._what = QLabel()
        self._what.setObjectName("title")
        self._next_step = QLabel()
        self._again = QPushButton(self.tr("Try again"))
        self._again.setAccessibleName(self._again.text())
        self._again.setMinimumHeight(40)
        self._again.clicked.connect(self.again)
        self._waiting = QProgressBar()
        self._waiting.setRange(0, 0)
        self._waiting.setTextVisible(False)
        self._waiting.setFixedSize(180, 4)
        self._waiting.setAccessibleName(self.tr("Waiting for the camera"))
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        for label in (self._what, self._next_step):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        for widget in (self._waiting, self._again):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    @property
    def text(self) -> str:
        """What it says."""
        return f"{self._what.text()} {self._next_step.text()}".strip()

    def say(self, what: str, next_step: str = "", *, waits: bool = False, can_retry: bool = False) -> None:
        """Say what is the matter.

        Args:
            what: One sentence.
            next_step: What to do; the mirror goes on by itself when that is done.
            waits: Whether something is being done.
            can_retry: Whether pressing a button may help.
        """
        self._what.setText(what)
        self._next_step.setText(next_step)
        self._next_step.setVisible(bool(next_step))
        self._waiting.setVisible(waits)
        self._again.setVisible(can_retry)
        self.setAccessibleName(self.text)
