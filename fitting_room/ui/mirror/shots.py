"""The three shots: the best is chosen already, another one is a click away."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fitting_room.domain.arrays import RgbImage
from fitting_room.ui.pixmap import cover, to_pixmap

THUMBNAIL = QSize(64, 85)


class ShotStrip(QWidget):
    """Asks which of the shots to keep."""

    chosen = Signal(int)
    """Another shot is looked at."""
    kept = Signal(int)
    """This one shall be the photo."""
    retake = Signal()
    """None of them."""

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        heading = QLabel(self.tr("Which one shall it be?"))
        heading.setObjectName("title")
        heading.setWordWrap(True)
        self._hint = QLabel(self.tr("The sharpest one with open eyes is chosen."))
        self._hint.setObjectName("heading")
        self._hint.setWordWrap(True)
        self._keep = QPushButton(self.tr("Use this photo"))
        self._keep.setObjectName("primary")
        self._keep.setMinimumHeight(44)
        again = QPushButton(self.tr("Take another"))
        again.setMinimumHeight(40)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(heading)
        column.addWidget(self._hint)
        column.addLayout(self._row)
        column.addStretch(1)
        for button, done in ((self._keep, self._emit_kept), (again, self.retake.emit)):
            button.setAccessibleName(button.text())
            button.clicked.connect(done)
            column.addWidget(button)
        self._group.idClicked.connect(self.chosen)

    @property
    def choice(self) -> int:
        """The shot that is chosen."""
        return self._group.checkedId()

    def ask(self, previews: Sequence[RgbImage], best: int) -> None:
        """Show shots and choose the best.

        Args:
            previews: RGB uint8 (h, w, 3) of each.
            best: Its number.
        """
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        ratio = self.devicePixelRatioF()
        for number, preview in enumerate(previews):
            picture = cover(to_pixmap(preview), THUMBNAIL * ratio)
            picture.setDevicePixelRatio(ratio)
            button = QPushButton(QIcon(picture), "")
            button.setObjectName("choice")
            button.setIconSize(THUMBNAIL)
            button.setFixedSize(THUMBNAIL + QSize(12, 12))
            button.setCheckable(True)
            name = self.tr("Photo %1 of %2").replace("%1", str(number + 1)).replace("%2", str(len(previews)))
            button.setAccessibleName(name)
            if number == best:
                button.setToolTip(self.tr("The best one"))
                button.setAccessibleDescription(self.tr("The best one"))
            self._group.addButton(button, number)
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._group.button(best).setChecked(True)
        self._keep.setFocus()

    def _emit_kept(self) -> None:
        self.kept.emit(self.choice)
