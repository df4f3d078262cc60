"""Small labels on pictures, readable on every ground."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

_INSET = 12.0


def draw_tag(
    painter: QPainter, corner: QPointF, text: str, *, right: bool = False, room: float | None = None
) -> QRectF:
    """Draw words in a dark pill.

    Args:
        painter: Where to draw.
        corner: Top-left corner of the space they are in; the top-right one where `right`.
        text: The words.
        right: Whether the pill stands on the right.
        room: Width it may take; longer words end in an ellipsis.

    Returns:
        Where the pill is.
    """
    metrics = QFontMetricsF(painter.font())
    if room is not None:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room - 24 - 2 * _INSET))
    width = metrics.horizontalAdvance(text) + 24
    left = corner.x() - _INSET - width if right else corner.x() + _INSET
    pill = QRectF(left, corner.y() + _INSET, width, metrics.height() + 10)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 170))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setPen(QColor("white"))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
    return pill
