"""The mask over the photo: what may change is tinted orange, what is protected blue and hatched."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QTransform

from fitting_room.domain.arrays import LabelMap
from fitting_room.studio.messages import MaskLabel
from fitting_room.ui.stage.outline import outline_of, placed

OPEN_TINT = QColor(236, 92, 30, 120)
PROTECTED_TINT = QColor(38, 98, 214, 70)
_HATCH = QColor(20, 62, 160, 200)
_LIGHT_HATCH = QColor(196, 216, 255, 150)
_EDGE = QColor(255, 255, 255, 230)
_UNDER_EDGE = QColor(0, 0, 0, 110)
_HATCH_SIZE = 1.4
"""Qt's hatch is 8 pixels wide; this makes it a little wider."""


class MaskOverlay:
    """Outlines of a mask, drawn crisply at every zoom.

    Args:
        labels: (h, w) uint8 of `MaskLabel`.
    """

    def __init__(self, labels: LabelMap) -> None:
        self._open = outline_of(labels == MaskLabel.OPEN)
        self._protected = outline_of(labels == MaskLabel.PROTECTED)

    def draw(self, painter: QPainter, frame: QRectF, closed: QPainterPath | None = None) -> None:
        """Draw it over a photo that lies in a frame.

        Args:
            painter: Clipped to the photo.
            frame: Where the photo lies.
            closed: What has been erased since the mask was made, in the painter's units.
        """
        opened, protected = placed(self._open, frame), placed(self._protected, frame)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if closed is not None:
            everything = QPainterPath()
            everything.addRect(frame)
            painter.setClipPath(everything.subtracted(closed), Qt.ClipOperation.IntersectClip)
        painter.fillPath(protected, PROTECTED_TINT)
        # Every line dark and light side by side: one of them shows on every ground.
        for colour, shift in ((_LIGHT_HATCH, _HATCH_SIZE), (_HATCH, 0.0)):
            hatch = QBrush(colour, Qt.BrushStyle.BDiagPattern)
            hatch.setTransform(QTransform.fromTranslate(shift, 0).scale(_HATCH_SIZE, _HATCH_SIZE))
            painter.fillPath(protected, hatch)
        painter.fillPath(opened, OPEN_TINT)
        for colour, width in ((_UNDER_EDGE, 3.0), (_EDGE, 1.4)):
            painter.setPen(QPen(colour, width))
            painter.drawPath(opened)
        painter.restore()
