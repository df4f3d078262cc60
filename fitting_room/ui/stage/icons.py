"""Drawn icons for the tools of the stage: lines in the colour of the text, crisp at every scale."""

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QApplication

GRID = 24.0
"""Icons are drawn on a square of this many units."""
_LINE = 1.8


class Glyph(Enum):
    """What an icon shows."""

    SPLIT = auto()
    COMPARE = auto()
    CHANGED = auto()
    STEPS = auto()
    MASK = auto()
    ZOOM_IN = auto()
    ZOOM_OUT = auto()
    BRUSH = auto()
    ERASER = auto()
    POINT = auto()
    UNDO = auto()
    REDO = auto()
    CLOSE = auto()
    ADD = auto()
    MOVE = auto()


def icon(glyph: Glyph, colour: QColor | None = None) -> QIcon:
    """The icon of a glyph, in one colour, or following the palette of the application."""
    return QIcon(_Engine(glyph, colour))


class _Engine(QIconEngine):
    """Draws when asked, so that a change of theme or scale needs no new icons."""

    def __init__(self, glyph: Glyph, colour: QColor | None) -> None:
        super().__init__()
        self._glyph = glyph
        self._colour = colour

    def clone(self) -> QIconEngine:
        return _Engine(self._glyph, self._colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, picture.rect(), mode, state)
        painter.end()
        return picture

    def paint(self, painter: QPainter, rect: object, mode: QIcon.Mode, state: QIcon.State) -> None:
        box = QRectF(rect)  # type: ignore[call-overload]
        palette = QApplication.palette()
        group = QPalette.ColorGroup.Disabled if mode is QIcon.Mode.Disabled else QPalette.ColorGroup.Active
        role = QPalette.ColorRole.Window if state is QIcon.State.On else QPalette.ColorRole.ButtonText
        colour = QColor(self._colour or palette.color(group, role))
        if mode is QIcon.Mode.Disabled:
            colour.setAlphaF(0.45)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(box.width(), box.height())
        painter.translate(box.center() - QPointF(side / 2, side / 2))
        painter.scale(side / GRID, side / GRID)
        painter.setPen(QPen(colour, _LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        _DRAWN[self._glyph](painter, colour)
        painter.restore()


def _split(painter: QPainter, colour: QColor) -> None:
    painter.drawRoundedRect(QRectF(3.5, 5, 17, 14), 2.5, 2.5)
    painter.fillRect(QRectF(4.5, 6, 7, 12), colour)
    painter.drawLine(QPointF(12, 2.5), QPointF(12, 21.5))


def _compare(painter: QPainter, _colour: QColor) -> None:
    for left in (3.0, 13.5):
        painter.drawRoundedRect(QRectF(left, 4.5, 7.5, 15), 2, 2)


def _changed(painter: QPainter, colour: QColor) -> None:
    painter.drawRoundedRect(QRectF(3.5, 3.5, 17, 17), 2.5, 2.5)
    shirt = QPainterPath(QPointF(9, 7.5))
    for x, y in ((6, 9.5), (7.5, 12), (9, 11.3), (9, 17), (15, 17), (15, 11.3), (16.5, 12), (18, 9.5), (15, 7.5)):
        shirt.lineTo(x, y)
    shirt.quadTo(12, 10, 9, 7.5)
    painter.fillPath(shirt, colour)


def _steps(painter: QPainter, _colour: QColor) -> None:
    painter.drawRoundedRect(QRectF(3.5, 3.5, 17, 11), 2, 2)
    for left in (3.5, 10.0, 16.5):
        painter.drawRoundedRect(QRectF(left, 17.5, 4, 3), 1, 1)


def _mask(painter: QPainter, colour: QColor) -> None:
    painter.drawRoundedRect(QRectF(6.5, 4, 11, 16), 3.5, 3.5)
    for x, y in ((6.5, 12), (17.5, 12), (12, 4), (12, 20)):
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(x, y), 2.2, 2.2)


def _lens(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(10.5, 10.5), 6.5, 6.5)
    painter.drawLine(QPointF(15.5, 15.5), QPointF(20.5, 20.5))
    painter.drawLine(QPointF(7.5, 10.5), QPointF(13.5, 10.5))


def _zoom_out(painter: QPainter, _colour: QColor) -> None:
    _lens(painter)


def _zoom_in(painter: QPainter, _colour: QColor) -> None:
    _lens(painter)
    painter.drawLine(QPointF(10.5, 7.5), QPointF(10.5, 13.5))


def _brush(painter: QPainter, colour: QColor) -> None:
    painter.drawLine(QPointF(19.5, 4.5), QPointF(11, 13))
    tip = QPainterPath(QPointF(4.5, 19.5))
    tip.cubicTo(8, 19.5, 12.5, 19.5, 11.6, 15.4)
    tip.cubicTo(10.6, 11.8, 6.2, 12.6, 6.3, 16.2)
    tip.cubicTo(6.3, 18, 5.8, 18.8, 4.5, 19.5)
    painter.fillPath(tip, colour)


def _eraser(painter: QPainter, colour: QColor) -> None:
    body = QPainterPath(QPointF(13.5, 4.5))
    for x, y in ((19.5, 10.5), (10.5, 19.5), (7.5, 19.5), (4.5, 16.5), (4.5, 13.5)):
        body.lineTo(x, y)
    body.closeSubpath()
    painter.drawPath(body)
    painter.drawLine(QPointF(9, 9), QPointF(15, 15))
    painter.drawLine(QPointF(10.5, 19.5), QPointF(19.5, 19.5))


def _point(painter: QPainter, colour: QColor) -> None:
    for x, y, to_x, to_y in (
        (10, 2.5, 10, 6),
        (2.5, 10, 6, 10),
        (4.6, 4.6, 7, 7),
        (15.4, 4.6, 13, 7),
        (4.6, 15.4, 7, 13),
    ):
        painter.drawLine(QPointF(x, y), QPointF(to_x, to_y))
    arrow = QPainterPath(QPointF(9.5, 9.5))
    for x, y in ((21, 13.8), (15.9, 15.9), (13.8, 21)):
        arrow.lineTo(x, y)
    arrow.closeSubpath()
    painter.fillPath(arrow, colour)


def _undo(painter: QPainter, _colour: QColor) -> None:
    painter.drawPolyline([QPointF(8, 4.5), QPointF(4, 8.5), QPointF(8, 12.5)])
    bow = QPainterPath(QPointF(4.5, 8.5))
    bow.lineTo(14, 8.5)
    bow.cubicTo(21.5, 8.5, 21.5, 19, 14, 19)
    bow.lineTo(9, 19)
    painter.drawPath(bow)


def _redo(painter: QPainter, colour: QColor) -> None:
    painter.translate(GRID, 0)
    painter.scale(-1, 1)
    _undo(painter, colour)


def _close(painter: QPainter, _colour: QColor) -> None:
    painter.drawLine(QPointF(6, 6), QPointF(18, 18))
    painter.drawLine(QPointF(18, 6), QPointF(6, 18))


def _add(painter: QPainter, _colour: QColor) -> None:
    painter.drawLine(QPointF(12, 4.5), QPointF(12, 19.5))
    painter.drawLine(QPointF(4.5, 12), QPointF(19.5, 12))


def _move(painter: QPainter, colour: QColor) -> None:
    painter.drawRoundedRect(QRectF(3.5, 4.5, 17, 15), 3, 3)
    triangle = QPainterPath(QPointF(10, 8.5))
    for x, y in ((15.5, 12), (10, 15.5)):
        triangle.lineTo(x, y)
    triangle.closeSubpath()
    painter.fillPath(triangle, colour)


_DRAWN: dict[Glyph, Callable[[QPainter, QColor], None]] = {
    Glyph.SPLIT: _split,
    Glyph.COMPARE: _compare,
    Glyph.CHANGED: _changed,
    Glyph.STEPS: _steps,
    Glyph.MASK: _mask,
    Glyph.ZOOM_IN: _zoom_in,
    Glyph.ZOOM_OUT: _zoom_out,
    Glyph.BRUSH: _brush,
    Glyph.ERASER: _eraser,
    Glyph.POINT: _point,
    Glyph.UNDO: _undo,
    Glyph.REDO: _redo,
    Glyph.CLOSE: _close,
    Glyph.ADD: _add,
    Glyph.MOVE: _move,
}
