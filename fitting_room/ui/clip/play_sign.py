"""The sign of what can be played, on its picture."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF


def draw_play(painter: QPainter, centre: QPointF, radius: float) -> None:
    """The sign that says that something can be played: readable on any picture."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 165))
    painter.drawEllipse(centre, radius, radius)
    painter.setBrush(QColor("white"))
    side = radius * 0.5
    corners = [QPointF(-side * 0.8, -side), QPointF(side * 1.1, 0), QPointF(-side * 0.8, side)]
    painter.drawPolygon(QPolygonF([centre + corner for corner in corners]))
    painter.restore()
