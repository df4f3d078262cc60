"""A handle of the mask: a slider that stands on the body and is dragged along its track."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRadialGradient,
)
from PySide6.QtWidgets import QSlider, QWidget

from fitting_room.domain.handle_track import HandleTrack
from fitting_room.ui.theme import colours_of

PER_UNIT = 100
"""Values of the slider for each unit of the handle."""
_SIDE = 44
_KNOB = 13.0
_STEP, _LARGE_STEP = 2, 10
_FOLLOWS = 0.35
"""An arrow key moves a handle whose track runs at least this much its way."""
_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


class MaskHandle(QSlider):
    """Its value is the offset of the handle, in hundredths of its unit.

    Args:
        track: Along what it is dragged.
        name: What it is called.
        canvas: What it stands on.
    """

    grabbed = Signal()
    let_go = Signal()
    hovered = Signal()

    def __init__(self, track: HandleTrack, name: str, canvas: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, canvas)
        self.track = track
        self.name = name
        self._frame = QRectF()
        self._grip = QPointF()
        self.setRange(round(track.offsets[0] * PER_UNIT), round(track.offsets[-1] * PER_UNIT))
        self.setSingleStep(_STEP)
        self.setPageStep(_LARGE_STEP)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.resize(_SIDE, _SIDE)
        self.valueChanged.connect(self._stand)

    @property
    def offset(self) -> float:
        """How far it was moved."""
        return self.value() / PER_UNIT

    @property
    def centre(self) -> QPointF:
        """Where it stands on the canvas: at the photo's edge where its place is outside."""
        x, y = self.track.place(self.offset)
        longest = max(self._frame.width(), self._frame.height())
        margin = _KNOB + 2
        left, right = self._frame.left() + margin, self._frame.right() - margin
        top, bottom = self._frame.top() + margin, self._frame.bottom() - margin
        return QPointF(
            min(max(self._frame.left() + x * longest, left), right),
            min(max(self._frame.top() + y * longest, top), bottom),
        )

    @property
    def edge(self) -> tuple[QPointF, QPointF]:
        """Both ends of the edge that it moves, on the canvas."""
        dx, dy = self.track.direction(self.offset)
        half = QPointF(-dy, dx) * (self.track.span * max(self._frame.width(), self._frame.height()))
        return self.centre - half, self.centre + half

    def follow(self, frame: QRectF, offset: float | None = None) -> None:
        """Stand on a photo that lies in a frame, perhaps at another offset."""
        self._frame = QRectF(frame)
        if offset is not None:
            self.blockSignals(True)
            self.setValue(round(offset * PER_UNIT))
            self.blockSignals(False)
        self._stand()

    def _stand(self) -> None:
        self.move(round(self.centre.x() - _SIDE / 2), round(self.centre.y() - _SIDE / 2))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A round knob with arrows along its track."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.centre - QPointF(self.pos()))
        painter.setPen(Qt.PenStyle.NoPen)
        shadow = QRadialGradient(QPointF(0, 1.5), _KNOB + 4)
        shadow.setColorAt(0.7, QColor(0, 0, 0, 110))
        shadow.setColorAt(1.0, QColor(0, 0, 0, 0))
        painter.setBrush(shadow)
        painter.drawEllipse(QPointF(0, 1.5), _KNOB + 4, _KNOB + 4)
        if self.hasFocus():
            painter.setBrush(QColor(colours_of(self.palette()).accent))
            painter.drawEllipse(QPointF(), _KNOB + 3, _KNOB + 3)
        painter.setBrush(QColor("white"))
        painter.drawEllipse(QPointF(), _KNOB, _KNOB)
        dx, dy = self.track.direction(self.offset)
        pen = QPen(QColor(40, 38, 42), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for way in (-1, 1):
            tip = QPointF(dx, dy) * (7.5 * way)
            back, aside = QPointF(dx, dy) * (-3.5 * way), QPointF(-dy, dx) * 3.5
            painter.drawPolyline([tip + back + aside, tip, tip + back - aside])

    def enterEvent(self, event: QEnterEvent) -> None:
        """Its name is shown."""
        self.hovered.emit()
        super().enterEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Its name is shown."""
        self.hovered.emit()
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it where the pointer is."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = self.mapToParent(event.position()) - self.centre
            self.setSliderDown(True)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.grabbed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it along its track."""
        longest = max(self._frame.width(), self._frame.height())
        if self.isSliderDown() and longest:
            at = self.mapToParent(event.position()) - self._grip - self._frame.topLeft()
            self.setValue(round(self.track.nearest_offset((at.x() / longest, at.y() / longest)) * PER_UNIT))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        if self.isSliderDown():
            self.setSliderDown(False)
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.let_go.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to where the program put it."""
        self.setValue(0)
        self.let_go.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move it the way they point, Shift further; Delete puts it back."""
        key = event.key()
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.setValue(0)
        elif key in _ARROWS:
            (x, y), (dx, dy) = _ARROWS[Qt.Key(key)], self.track.direction(self.offset)
            along = x * dx + y * dy
            large = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            step = _LARGE_STEP if large else _STEP
            if abs(along) >= _FOLLOWS:
                self.setValue(self.value() + (step if along > 0 else -step))
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """What was moved by keys is one change for each key that was held."""
        if not event.isAutoRepeat():
            self.let_go.emit()
        super().keyReleaseEvent(event)
