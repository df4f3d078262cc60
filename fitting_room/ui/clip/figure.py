"""A small figure that shows a motion: bones painted from its keypoints, moving only while somebody can see it."""

import math
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from fitting_room.domain.arrays import ScoredPoints
from fitting_room.domain.body import VISIBLE, Joint
from fitting_room.domain.motion import MotionClip
from fitting_room.ui.accessible import Painted
from fitting_room.ui.theme import motion_is_wanted

FIGURE_FPS = 15
"""Pictures per second: enough to read a motion, and a third of the work of a full rate."""
MARGIN = 0.12
"""Air around the figure, as a share of the widget."""
HEAD_UNITS = 0.26
"""Radius of the head in torso lengths."""
SIDE_ON = 0.5
"""Between left and right in depth, in torso lengths, in somebody seen from the side."""

RIGHT_SIDE = (
    (Joint.NECK, Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
    (Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
)
LEFT_SIDE = (
    (Joint.NECK, Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
    (Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
)
TRUNK = (
    (Joint.NOSE, Joint.NECK),
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_HIP, Joint.LEFT_HIP, Joint.LEFT_SHOULDER),
)


class MotionFigure(Painted):
    """Plays a motion without end as a stick figure; the far side is paler, so that turns can be read.

    Args:
        motion: What it shows.
        parent: Owner.
    """

    def __init__(self, motion: MotionClip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._motion = motion
        self._bounds = bounds_of(motion)
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(round(1000 / FIGURE_FPS))
        self._timer.timeout.connect(self.update)
        self.setAccessibleName(motion.name)

    @property
    def is_moving(self) -> bool:
        """Whether it is being painted again and again."""
        return self._timer.isActive()

    @property
    def frame(self) -> int:
        """Which frame of the motion it shows."""
        if not self._clock.isValid():
            return rest_frame(self._motion)
        return int(self._clock.elapsed() / 1000 * self._motion.fps) % len(self._motion.keypoints)

    def sizeHint(self) -> QSize:
        """As a thumbnail."""
        return QSize(96, 128)

    def event(self, event: QEvent) -> bool:
        """Move while it is in sight, where motion is wanted."""
        if event.type() == QEvent.Type.Show and motion_is_wanted():
            self._clock.start()
            self._timer.start()
        elif event.type() == QEvent.Type.Hide:
            self._timer.stop()
            self._clock.invalidate()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bones of the frame whose time it is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_figure(painter, QRectF(self.rect()), self._motion, self._bounds, self.frame, self.palette())


def bounds_of(motion: MotionClip) -> QRectF:
    """What the figure needs over the whole motion, in torso lengths: it must not jump while it plays."""
    seen = motion.keypoints[motion.keypoints[..., 2] >= VISIBLE]
    points = seen if len(seen) else motion.keypoints.reshape(-1, 3)
    left, top = (float(value) for value in points[:, :2].min(axis=0))
    right, bottom = (float(value) for value in points[:, :2].max(axis=0))
    return QRectF(left - HEAD_UNITS, top - HEAD_UNITS, right - left + 2 * HEAD_UNITS, bottom - top + 2 * HEAD_UNITS)


def rest_frame(motion: MotionClip) -> int:
    """The frame that says most about a motion where nothing may move: the one farthest from the first."""
    both_seen = (motion.keypoints[..., 2] >= VISIBLE) & (motion.keypoints[:1, :, 2] >= VISIBLE)
    away = np.linalg.norm(motion.keypoints[..., :2] - motion.keypoints[:1, :, :2], axis=-1)
    return int(np.where(both_seen, away, 0.0).sum(axis=-1).argmax())


def paint_figure(
    painter: QPainter, box: QRectF, motion: MotionClip, bounds: QRectF, frame: int, palette: QPalette
) -> None:
    """Paint one frame of a motion as large as a box allows.

    Args:
        painter: Of the widget.
        box: Where.
        motion: What.
        bounds: Of the whole motion: `bounds_of`.
        frame: Which frame.
        palette: The bones have the colour of its text.
    """
    points = motion.keypoints[frame]
    room = (1 - 2 * MARGIN) * min(box.width() / bounds.width(), box.height() / bounds.height())
    painter.save()
    painter.translate(box.center())
    painter.scale(room, room)
    painter.translate(-bounds.center())
    text = palette.color(QPalette.ColorRole.Text)
    nearer = nearness(motion, frame)
    # In steps too small to see: sides that changed places at once would flicker in somebody who only sways.
    strengths = [(LEFT_SIDE, 0.72 + 0.28 * nearer), (TRUNK, 0.72), (RIGHT_SIDE, 0.72 - 0.28 * nearer)]
    for chains, strength in sorted(strengths, key=lambda side: side[1]):
        colour = QColor(text)
        colour.setAlphaF(strength)
        painter.setPen(QPen(colour, 0.11, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        for chain in chains:
            _paint_chain(painter, points, chain)
    if points[Joint.NOSE, 2] >= VISIBLE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(text)
        painter.drawEllipse(_place(points, Joint.NOSE), HEAD_UNITS, HEAD_UNITS * 1.15)
    painter.restore()


def nearness(motion: MotionClip, frame: int) -> float:
    """How much nearer the left side is than the right one, in [-1, 1]; 0 seen from the front, and without depth."""
    if motion.depth is None:
        return 0.0
    depth = motion.depth[frame]
    left, right = depth[[Joint.LEFT_SHOULDER, Joint.LEFT_HIP]], depth[[Joint.RIGHT_SHOULDER, Joint.RIGHT_HIP]]
    return float(np.clip((right.mean() - left.mean()) / SIDE_ON, -1, 1))


def _paint_chain(painter: QPainter, points: ScoredPoints, chain: tuple[Joint, ...]) -> None:
    """One stroke for all bones of a chain: pale strokes would show dark dots where two of them overlap."""
    stroke = QPainterPath()
    for start, end in pairwise(chain):
        if min(points[start, 2], points[end, 2]) >= VISIBLE:
            if stroke.isEmpty() or stroke.currentPosition() != _place(points, start):
                stroke.moveTo(_place(points, start))
            stroke.lineTo(_place(points, end))
    painter.strokePath(stroke, painter.pen())


def _place(points: ScoredPoints, joint: Joint) -> QPointF:
    x, y = float(points[joint, 0]), float(points[joint, 1])
    return QPointF(x, y) if math.isfinite(x + y) else QPointF()
