"""One pane with a picture that can be zoomed and panned by mouse, touch pad, touch screen and keys."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

from fitting_room.ui.accessible import Painted
from fitting_room.ui.stage.viewport import STEP, Viewport
from fitting_room.ui.theme import RADIUS, colours_of

REST_MILLISECONDS = 140
"""So long after the last movement the picture is drawn crisply."""
ARROW_STEP = 48.0
"""Logical pixels that an arrow key pans by."""
LEAST_JUMP = 2.0
"""A double click zooms at least this much, or it would seem to do nothing on small pictures."""
NOTCH = 120.0
"""Angle of one notch of a wheel, in eighths of a degree (Qt)."""
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_ARROWS = {
    Qt.Key.Key_Left: QPointF(ARROW_STEP, 0),
    Qt.Key.Key_Right: QPointF(-ARROW_STEP, 0),
    Qt.Key.Key_Up: QPointF(0, ARROW_STEP),
    Qt.Key.Key_Down: QPointF(0, -ARROW_STEP),
}


class Canvas(Painted):
    """A pane. Subclasses say what is drawn: `picture_size` and `draw_picture`, perhaps `draw_over`.

    Args:
        viewport: What is seen; panes may share one.
    """

    resized = Signal()
    """The pane has another size."""

    def __init__(self, viewport: Viewport) -> None:
        super().__init__()
        self.viewport = viewport
        self._dragged_from: QPointF | None = None
        self._space = False
        self._ringed = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MILLISECONDS)
        self._rest.timeout.connect(self.update)
        viewport.changed.connect(self._moved)
        self.setMinimumSize(200, 200)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Picture"))
        self.grabGesture(Qt.GestureType.PinchGesture)

    # --- what subclasses say ------------------------------------------------------------------------------------------

    def picture_size(self) -> QSizeF:
        """Width and height of the picture in its own pixels; empty where there is none."""
        return QSizeF()

    def draw_picture(self, painter: QPainter, frame: QRectF) -> None:
        """Draw the picture into its frame; the painter is clipped to it."""

    def draw_over(self, painter: QPainter, frame: QRectF) -> None:
        """Draw what lies over the picture and may stand out of it."""

    def invitation(self) -> str:
        """What to say where there is no picture."""
        return ""

    # --- where things are ---------------------------------------------------------------------------------------------

    @property
    def is_moving(self) -> bool:
        """Whether speed matters more than crispness."""
        return self._rest.isActive()

    @property
    def frame(self) -> QRectF:
        """Where the picture lies, in logical pixels of this pane."""
        return self.viewport.frame(self.picture_size(), QSizeF(self.size()))

    @property
    def scale(self) -> float:
        """Pixels of the screen for each pixel of the picture."""
        if self.picture_size().isEmpty():
            return 1.0
        return self.viewport.scale(self.picture_size(), QSizeF(self.size())) * self.devicePixelRatioF()

    @property
    def spoken_value(self) -> str:
        """What screen readers say besides name and description."""
        return self.tr("{percent} percent").format(percent=round(100 * self.scale))

    @property
    def can_pan(self) -> bool:
        """Whether some of the picture is out of sight."""
        frame = self.frame
        return frame.width() > self.width() + 1 or frame.height() > self.height() + 1

    def zoom_by(self, factor: float, anchor: QPointF | None = None) -> None:
        """Zoom around a point of this pane, or around its middle."""
        if not self.picture_size().isEmpty():
            middle = QRectF(self.rect()).center()
            self.viewport.zoom_by(factor, anchor or middle, self.picture_size(), QSizeF(self.size()))

    def pan_by(self, delta: QPointF) -> None:
        """Drag the picture."""
        if not self.picture_size().isEmpty():
            self.viewport.pan_by(delta, self.picture_size(), QSizeF(self.size()))

    def toggle_whole(self, anchor: QPointF | None = None) -> None:
        """From the whole picture to its own pixels, or back."""
        if self.viewport.is_whole:
            self.zoom_by(max(1 / self.scale, LEAST_JUMP), anchor)
        else:
            self.viewport.show_whole()

    def pans_with(self, event: QMouseEvent) -> bool:
        """Whether pressing this button pans: here any but the right one."""
        return event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton)

    @property
    def space_is_held(self) -> bool:
        """Space turns every drag into panning."""
        return self._space

    def _moved(self) -> None:
        self._rest.start()
        self.update()

    # --- Qt's events --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture with rounded corners, and what lies over it; or an invitation where there is none."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self.picture_size().isEmpty():
            painter.setPen(QColor(colours_of(self.palette()).quiet))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), flags, self.invitation())
            self.draw_over(painter, QRectF(self.rect()))
            return
        frame = self.frame
        seen = QPainterPath()
        seen.addRoundedRect(frame.intersected(QRectF(self.rect())), RADIUS, RADIUS)
        painter.save()
        painter.setClipPath(seen)
        self.draw_picture(painter, frame)
        painter.restore()
        self.draw_over(painter, frame)
        if self._ringed:
            painter.setPen(QPen(QColor(colours_of(self.palette()).accent), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(frame.intersected(inside), RADIUS, RADIUS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell whoever depends on the size."""
        super().resizeEvent(event)
        self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel zooms; two fingers on a touch pad pan, or zoom with Ctrl."""
        fingers = event.phase() != Qt.ScrollPhase.NoScrollPhase and not event.pixelDelta().isNull()
        if fingers and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pan_by(QPointF(event.pixelDelta()))
        else:
            self.zoom_by(STEP ** (event.angleDelta().y() / NOTCH), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Pinch: on a touch pad a native gesture, on a touch screen one that Qt makes out."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(1 + event.value(), event.position())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self.zoom_by(pinch.scaleFactor(), QPointF(self.mapFromGlobal(pinch.hotSpot())))
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        if not self.pans_with(event):
            super().mousePressEvent(event)
            return
        self._dragged_from = event.position()
        if self.can_pan:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        if self._dragged_from is None:
            super().mouseMoveEvent(event)
            return
        self.pan_by(event.position() - self._dragged_from)
        self._dragged_from = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        self._dragged_from = None
        self.unsetCursor()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """From the whole picture to its own pixels, or back."""
        if self.pans_with(event):
            self.toggle_whole(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """+ and - zoom, 0 shows the whole picture, arrows pan, Space held lets the mouse pan."""
        key = event.key()
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(STEP)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom_by(1 / STEP)
        elif key == Qt.Key.Key_0:
            self.viewport.show_whole()
        elif key in _ARROWS and self.can_pan:
            self.pan_by(_ARROWS[Qt.Key(key)])
        else:
            self._space |= key == Qt.Key.Key_Space
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space is let go."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by key sees where they are; who clicked knows."""
        self._ringed = event.reason() in _BY_KEY
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A key that is released elsewhere is released here too."""
        self._space = self._ringed = False
        super().focusOutEvent(event)
