"""Pictures to click: people and garments."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from fitting_room.ui.theme import RADIUS, Colours

RING = 3.0
"""Width of the ring around a card, in logical pixels."""

_TICK = 20.0


def paint_card(
    painter: QPainter,
    frame: QRectF,
    picture: QPixmap,
    colours: Colours,
    chosen: bool = False,
    focused: bool = False,
    hovered: bool = False,
) -> None:
    """Draw a picture with rounded corners; a ring and a tick where it is chosen, a ring where it has the focus.

    Args:
        painter: Drawn with; its state is kept.
        frame: Where the picture goes; the ring needs `RING` around it.
        picture: As large as the frame; an empty one leaves a blank card.
        colours: The scheme.
        chosen: Whether it is chosen.
        focused: Whether keys act on it.
        hovered: Whether the pointer is over it.
    """
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    shape = QPainterPath()
    shape.addRoundedRect(frame, RADIUS, RADIUS)
    painter.fillPath(shape, QColor(colours.raised))
    if not picture.isNull():
        painter.save()
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        painter.drawPixmap(frame, picture, QRectF(picture.rect()))
        painter.restore()
    colour = colours.accent if chosen else colours.text if focused or hovered else colours.line
    painter.setPen(QPen(QColor(colour), RING if chosen or focused else 1.0))
    painter.drawPath(shape)
    if chosen:
        _draw_tick(painter, frame.topRight() + QPointF(-_TICK / 2 - 5, _TICK / 2 + 5), colours)
    if focused and chosen:
        painter.setPen(QPen(QColor(colours.text), 1.5, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame.adjusted(4, 4, -4, -4), RADIUS - 3, RADIUS - 3)
    painter.restore()


def _draw_tick(painter: QPainter, centre: QPointF, colours: Colours) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.accent))
    painter.drawEllipse(centre, _TICK / 2, _TICK / 2)
    pen = QPen(QColor(colours.on_accent), 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline([centre + QPointF(-4.2, 0.4), centre + QPointF(-1.2, 3.4), centre + QPointF(4.4, -3.2)])
