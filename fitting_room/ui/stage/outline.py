"""Masks as outlines, which are crisp at every zoom."""

import cv2
import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

from fitting_room.domain.arrays import Mask

_TOLERANCE = 1.2
"""Half pixels by which an outline may leave the pixels' edges to be smooth."""


def outline_of(mask: Mask) -> QPainterPath:
    """The outline of a (h, w) bool mask, with its holes; in shares of width and height."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    height, width = mask.shape
    # Twice as large, so that the outline runs along the pixels' edges and not through their middles.
    where = cv2.resize(np.pad(mask.view(np.uint8), 1), None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    contours, _ = cv2.findContours(where, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    for contour in contours:
        smooth = cv2.approxPolyDP(contour, _TOLERANCE, True)[:, 0]
        path.addPolygon(QPolygonF([QPointF((x - 1.5) / 2 / width, (y - 1.5) / 2 / height) for x, y in smooth.tolist()]))
        path.closeSubpath()
    return path


def placed(outline: QPainterPath, frame: QRectF) -> QPainterPath:
    """An outline on a picture that lies in a frame."""
    return QTransform.fromTranslate(frame.left(), frame.top()).scale(frame.width(), frame.height()).map(outline)
