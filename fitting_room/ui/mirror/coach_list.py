"""The checks of a good photo with their live ticks."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fitting_room.studio.mirror.coach import Check
from fitting_room.ui.accessible import Painted
from fitting_room.ui.mirror.words import check_words
from fitting_room.ui.theme import colours_of

TICKED = "#1e9e57"
"""Behind a white tick."""


class CoachList(QWidget):
    """One line for each check."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("What a good photo needs"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.lines = {check: CheckLine(check_words(check)) for check in Check}
        for line in self.lines.values():
            column.addWidget(line)

    def show_ticks(self, ticks: frozenset[Check]) -> None:
        """Tick these and no others."""
        for check, line in self.lines.items():
            line.set_ticked(check in ticks)


class CheckLine(Painted):
    """A circle with or without a tick, and words.

    Args:
        words: What is checked.
    """

    spoken_role = QAccessible.Role.StaticText

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self._ticked: bool | None = None
        self.set_ticked(False)

    @property
    def ticked(self) -> bool:
        """Whether the check is well."""
        return bool(self._ticked)

    def set_ticked(self, ticked: bool) -> None:
        """Show whether the check is well; screen readers hear it too."""
        if ticked == self._ticked:
            return
        self._ticked = ticked
        state = self.tr("done") if ticked else self.tr("not yet")
        self.setAccessibleName(f"{self._words}: {state}")
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a line of text with air, as wide as the words."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._words) + metrics.height() + 24, metrics.height() + 12)

    def minimumSizeHint(self) -> QSize:
        """Never less: the words are the information."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle, the tick and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        side = float(self.fontMetrics().height() + 2)
        circle = QRectF(1, (self.height() - side) / 2, side, side)
        if self._ticked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(TICKED))
            painter.drawEllipse(circle)
            pen = QPen(QColor("white"), max(2.0, side * 0.12))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            corner = circle.topLeft()
            shape = ((0.28, 0.52), (0.44, 0.68), (0.73, 0.35))
            painter.drawPolyline(QPolygonF([corner + QPointF(x, y) * side for x, y in shape]))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.quiet), 1.5))
            painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
        painter.setPen(QColor(colours.text if self._ticked else colours.quiet))
        words = QRectF(side + 12, 0, self.width() - side - 12, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words)
