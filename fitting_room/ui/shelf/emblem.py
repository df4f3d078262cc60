"""The pictures on the shelf: what sort of thing a model does, as a drawing in the colours of the window."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen

from fitting_room.shelf.manifest import Kind
from fitting_room.ui.accessible import Painted
from fitting_room.ui.shelf.words import kind_title
from fitting_room.ui.theme import colours_of

SIDE = 52
_GRID = 24.0


class Emblem(Painted):
    """A drawing for a sort of model.

    Args:
        kind: The sort.
    """

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._draw = _DRAWN[kind]
        self.setAccessibleName(kind_title(kind))
        self.setFixedSize(QSize(SIDE, SIDE))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a tile and the drawing on it."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.line))
        painter.setBrush(self.palette().color(self.backgroundRole()))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        painter.translate(SIDE * 0.16, SIDE * 0.16)
        painter.scale(SIDE * 0.68 / _GRID, SIDE * 0.68 / _GRID)
        pen = QPen(colours.accent)
        pen.setWidthF(1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._draw(painter)


def _shirt(painter: QPainter) -> None:
    path = QPainterPath(QPointF(8, 3))
    path.quadTo(12, 7, 16, 3)
    for x, y in ((22, 7), (19, 12), (17, 11), (17, 21), (7, 21), (7, 11), (5, 12), (2, 7)):
        path.lineTo(x, y)
    path.closeSubpath()
    painter.drawPath(path)


def _figure(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(12, 4.5), 2.6, 2.6)
    for points in (((12, 7), (12, 14)), ((5, 9), (12, 10.5), (19, 9)), ((8, 22), (12, 14), (16, 22))):
        painter.drawPolyline([QPointF(x, y) for x, y in points])
    for x, y in ((5, 9), (19, 9), (8, 22), (16, 22)):
        painter.drawEllipse(QPointF(x, y), 1.0, 1.0)


def _film(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(2, 5, 20, 14), 2, 2)
    painter.drawPolyline([QPointF(x, y) for x, y in ((10, 9), (15, 12), (10, 15), (10, 9))])
    for x in (5.0, 19.0):
        for y in (8.5, 12.0, 15.5):
            painter.drawPoint(QPointF(x, y))


def _layers(painter: QPainter) -> None:
    for y in (8.0, 12.5, 17.0):
        painter.drawPolyline([QPointF(3, y), QPointF(12, y + 4.5), QPointF(21, y)])
    painter.drawPolyline([QPointF(3, 8), QPointF(12, 3.5), QPointF(21, 8)])


_DRAWN: dict[Kind, Callable[[QPainter], None]] = {
    "try-on": _shirt,
    "perception": _figure,
    "video": _film,
    "part": _layers,
}
