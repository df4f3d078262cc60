"""What is seen while a clip is made: the newest frame is the player's; here are the bar, the time, and two ways out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from fitting_room.ui.job_words import left

_STEPS = 1000


class MakingBar(QWidget):
    """How far a clip is."""

    cancelled = Signal()
    """The user does not want it any more."""
    enough = Signal()
    """The user wants what there is, and no more."""

    def __init__(self) -> None:
        super().__init__()
        self._words = QLabel()
        self._words.setObjectName("heading")
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._bar.setAccessibleName(self.tr("How far the clip is"))
        self._keep = QPushButton(self.tr("Stop and keep"))
        self._keep.setToolTip(self.tr("End the clip here and keep what there is"))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setToolTip(self.tr("Stop, and keep nothing (Esc)"))
        self._keep.setAccessibleName(self.tr("Stop the clip and keep what there is"))
        self._cancel.setAccessibleName(self.tr("Cancel the clip"))
        self._keep.clicked.connect(self._say_enough)
        self._cancel.clicked.connect(self.cancelled)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._words)
        words.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self._keep)
        row.addWidget(self._cancel)

    def begin(self) -> None:
        """A clip has been ordered."""
        self._keep.setEnabled(False)
        self._cancel.setEnabled(True)
        self._words.setText(self.tr("Waiting for its turn"))
        self._bar.setValue(0)

    def show_progress(self, stage: str, fraction: float, seconds: float | None, frames: bool) -> None:
        """Show how far it is.

        Args:
            stage: What is being done, in the language of the window.
            fraction: Share done in [0, 1].
            seconds: How long it will still take, where that is known.
            frames: Whether there are frames that could be kept.
        """
        self._words.setText(" · ".join(word for word in (left(seconds), stage) if word))
        self._bar.setValue(round(fraction * _STEPS))
        self._keep.setEnabled(frames)

    def _say_enough(self) -> None:
        self._keep.setEnabled(False)
        self.enough.emit()
