"""What lies over the stage while something is dragged onto it: a clear frame, and what will happen."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from fitting_room.ui.accessible import Painted
from fitting_room.ui.theme import RADIUS, colours_of

_LINE = 3.0


class DropVeil(Painted):
    """Covers its parent while it is shown; takes no clicks.

    Args:
        parent: What it covers.
    """

    spoken_role = QAccessible.Role.StaticText

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._covered = parent
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def lower_with(self, words: str) -> None:
        """Show it, saying what a drop will do."""
        self._words = words
        self.setAccessibleName(words)
        self.setGeometry(self._covered.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tinted sheet with a dashed frame and a pill of words."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = QColor(colours.accent)
        tint.setAlpha(46)
        frame = QRectF(self.rect()).adjusted(_LINE, _LINE, -_LINE, -_LINE)
        painter.setBrush(tint)
        painter.setPen(QPen(QColor(colours.accent), _LINE, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        words = metrics.elidedText(self._words, Qt.TextElideMode.ElideMiddle, round(frame.width() - 80))
        pill = QRectF(0, 0, metrics.horizontalAdvance(words) + 44, metrics.height() + 22)
        pill.moveCenter(frame.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(QColor(colours.on_accent))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
