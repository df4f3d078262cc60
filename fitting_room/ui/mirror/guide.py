"""The silhouette that shows how to stand: an outline that moves its arms out, drawn over the live picture."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

READY = QColor("#3ecf7a")
"""The colour of everything that is well; at least 3 to 1 on the dark scrim behind it."""
WAITING = QColor(255, 255, 255, 210)
BREADTH = 1.15
"""A body in clothes is this much broader than the outline's numbers."""
PERIOD_SECONDS = 3.0
"""One movement of the arms, out and back."""

# The left half of the outline from the top of the neck down, in heights of the body from the top of the head: (x, y).
_NECK = ((0.026, 0.118), (0.030, 0.160))
_SHOULDER = (0.108, 0.182)
_ARMPIT = (0.088, 0.255)
_TORSO = ((0.080, 0.34), (0.074, 0.40), (0.098, 0.50))
_LEG = ((0.096, 0.60), (0.082, 0.74), (0.068, 0.95), (0.088, 0.985), (0.024, 0.985), (0.030, 0.74), (0.012, 0.545))
_HEAD = (-0.045, 0.0, 0.09, 0.135)
_ARM_LENGTH, _HAND = 0.36, 0.05
_ARM_WIDTHS = (0.040, 0.026)


def silhouette(height: float, arms_out: float) -> QPainterPath:
    """The outline of a person from the top of the head down, its middle line at x = 0.

    Args:
        height: Of the person, in pixels.
        arms_out: 0 hanging close to the body, 1 well away from it.
    """
    half = [*_NECK, _SHOULDER, *_arm(arms_out), _ARMPIT, *_TORSO, *_LEG]
    outline = [*half, *((-x, y) for x, y in reversed(half))]
    path = QPainterPath()
    path.addEllipse(QRectF(*(value * height for value in _HEAD)))
    # Joined at its final size: Qt makes polygons of what it joins, and small ones would have corners.
    return path.united(_smooth([QPointF(BREADTH * x * height, y * height) for x, y in outline]))


def _arm(arms_out: float) -> list[tuple[float, float]]:
    """Around an arm from the shoulder to the armpit."""
    reach = 0.045 + 0.105 * arms_out
    elbow = (_SHOULDER[0] + 0.42 * reach + 0.012, _SHOULDER[1] + 0.48 * _ARM_LENGTH)
    hand = (_SHOULDER[0] + reach, _SHOULDER[1] + _ARM_LENGTH)
    wide, thin = _ARM_WIDTHS
    return [
        (elbow[0] + wide / 2, elbow[1]),
        (hand[0] + thin / 2, hand[1]),
        (hand[0] + thin / 2, hand[1] + _HAND),
        (hand[0] - thin / 2, hand[1] + _HAND),
        (hand[0] - thin / 2, hand[1]),
        (elbow[0] - wide / 2, elbow[1]),
    ]


def _smooth(corners: Sequence[QPointF]) -> QPainterPath:
    """A closed line through the middles of a polygon's sides, rounded at its corners."""
    middles = [(one + other) / 2 for one, other in zip(corners, [*corners[1:], corners[0]], strict=True)]
    path = QPainterPath(middles[-1])
    for corner, middle in zip(corners, middles, strict=True):
        path.quadTo(corner, middle)
    path.closeSubpath()
    return path


def draw_guide(painter: QPainter, frame: QRectF, whole: bool, arms_out: float, ready: bool) -> None:
    """Draw the silhouette into the live picture.

    Args:
        painter: On the widget.
        frame: Where the picture is.
        whole: Head to feet, or head to hips.
        arms_out: As for `silhouette`.
        ready: Whether all is well.
    """
    height = frame.height() * (0.88 if whole else 1.62)
    painter.save()
    painter.setClipRect(frame, Qt.ClipOperation.IntersectClip)
    painter.translate(frame.center().x(), frame.top() + frame.height() * (0.06 if whole else 0.07))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    outline = silhouette(height, arms_out)
    for colour, width in ((QColor(0, 0, 0, 80), 6.0), (READY if ready else WAITING, 3.0)):
        pen = QPen(colour, width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(outline)
    painter.restore()
