"""A camera that records motions: the live picture with the skeleton over it, a countdown, a red frame while it runs.

Pictures come through the mirror's shared memory and are painted from there; what is recorded are joints.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QPolygonF, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from fitting_room.domain.arrays import ScoredPoints
from fitting_room.domain.body import VISIBLE
from fitting_room.domain.errors import UnsuitableMotion
from fitting_room.domain.motion import MotionClip
from fitting_room.motion.recording import MotionRecording, Phase, RecorderState
from fitting_room.studio.camera.camera import Source, Trouble
from fitting_room.studio.mirror.asking import MirrorLink, MirrorProcess
from fitting_room.studio.mirror.messages import Event, Guide, Look, Lost, Posed, Rest, Trace, Wear
from fitting_room.ui.clip.figure import LEFT_SIDE, RIGHT_SIDE, TRUNK
from fitting_room.ui.mirror.page import LEAVING_MILLISECONDS, TICK_MILLISECONDS
from fitting_room.ui.mirror.trouble import TroubleCard
from fitting_room.ui.mirror.view import MirrorView
from fitting_room.ui.translations import say

RED = QColor("#e5484d")
BONES = QColor("#9be7b4")
SHADOW = QColor(0, 0, 0, 130)


class SkeletonView(MirrorView):
    """The live picture with the bones of the person over it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Camera for motions"))
        self._points: ScoredPoints | None = None
        self._seconds: float | None = None

    @property
    def shows_somebody(self) -> bool:
        """Whether bones are drawn."""
        return self._points is not None

    @property
    def is_red(self) -> bool:
        """Whether it says that it records."""
        return self._seconds is not None

    def show_points(self, points: ScoredPoints | None) -> None:
        """Draw these joints, (18, 3) in pixels of the frame, or none."""
        self._points = points
        self.update()

    def show_recording(self, seconds: float | None) -> None:
        """Say that so many seconds are recorded, or that nothing is."""
        self._seconds = seconds
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bones over the picture, and what is being done over both."""
        super().paintEvent(event)
        if self.image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self._picture_rect()
        painter.setClipRect(frame)
        if self._points is not None:
            self._draw_bones(painter, frame, self._points)
        if self._seconds is not None:
            self._draw_recording(painter, frame, self._seconds)

    def _draw_bones(self, painter: QPainter, frame: QRectF, points: ScoredPoints) -> None:
        scale = frame.width() / self.image.width()

        def place(joint: int) -> QPointF:
            x, y = float(points[joint, 0] + 0.5) * scale, float(points[joint, 1] + 0.5) * scale
            return QPointF(frame.right() - x if self.mirrored else frame.left() + x, frame.top() + y)

        width = max(3.0, frame.height() * 0.007)
        for colour, thickness in ((SHADOW, width + 3), (BONES, width)):
            painter.setPen(
                QPen(colour, thickness, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            )
            for chain in (*TRUNK, *LEFT_SIDE, *RIGHT_SIDE):
                seen = [place(joint) for joint in chain if points[joint, 2] >= VISIBLE]
                if len(seen) == len(chain):
                    painter.drawPolyline(QPolygonF(seen))

    def _draw_recording(self, painter: QPainter, frame: QRectF, seconds: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(RED, 8))
        painter.drawRoundedRect(frame.adjusted(4, 4, -4, -4), 8, 8)
        size = max(14, round(frame.height() * 0.035))
        font = self.font()
        font.setPixelSize(size)
        painter.setFont(font)
        pill = QRectF(frame.left() + 1.2 * size, frame.top() + 1.2 * size, 5.6 * size, 1.8 * size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(12, 12, 14, 190))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setBrush(RED)
        painter.drawEllipse(QPointF(pill.left() + size, pill.center().y()), 0.38 * size, 0.38 * size)
        painter.setPen(QColor("white"))
        painter.drawText(pill.adjusted(1.9 * size, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, f"{seconds:.1f} s")


class RecordingCamera(QWidget):
    """Watches somebody while it is seen, and records them when asked to.

    Args:
        source: The camera or film to look through; None takes the first camera.
        mirrored: Whether the picture is shown as in a mirror.
        start: Starts the mirror's process.
    """

    changed = Signal(object)
    """The `RecorderState` is another one."""
    recorded = Signal(object)
    """A recording ended well: the `MotionClip`, which has no name yet."""
    refused = Signal(object)
    """A recording ended, and is none: the `UnsuitableMotion`."""

    def __init__(
        self, source: Source | None = None, mirrored: bool = True, start: Callable[[], MirrorLink] = MirrorProcess
    ) -> None:
        super().__init__()
        self.view = SkeletonView()
        self.view.mirrored = mirrored
        self.trouble = TroubleCard()
        self.trouble.again.connect(self._open)
        self._source, self._start = source, start
        self._link: MirrorLink | None = None
        self._leaving: list[MirrorLink] = []
        self._recording = MotionRecording()
        self._state = RecorderState()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.trouble)
        self._stack.addWidget(self.view)
        self._tick = QTimer(self)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.setInterval(TICK_MILLISECONDS)
        self._tick.timeout.connect(self._look)

    @property
    def state(self) -> RecorderState:
        """What is being done."""
        return self._state

    @property
    def is_busy(self) -> bool:
        """Whether it counts or records."""
        return self._state.phase in (Phase.COUNTING, Phase.RECORDING)

    def toggle(self) -> None:
        """Begin the countdown, or stop what has begun."""
        if self.is_busy:
            self._recording.stop(time.monotonic())
        elif self.view.has_picture:
            self._recording.begin(time.monotonic())
        self._follow_state()

    def use(self, source: Source | None) -> None:
        """Look through another camera from now on."""
        self._source = source
        if self.isVisible():
            self._open()

    def shut_down(self) -> None:
        """Let go of the camera and end its process now."""
        self._tick.stop()
        self._dismiss()
        self._bury()

    def _look(self) -> None:
        """Fetch what the camera's process says, and the newest frame."""
        if self._link is None:
            return
        for event in self._link.poll():
            self._receive(event)
        frame = self._link.frame()
        if frame is not None:
            self.view.show_frame(frame)
            self._stack.setCurrentWidget(self.view)
        self._follow_state()

    def _receive(self, event: Event) -> None:
        match event:
            case Posed(pose, steady, captured):
                self._recording.see(pose, captured)
                self.view.show_points(steady)
            case Lost(trouble, what, next_step):
                self._recording = MotionRecording()
                self.view.clear()
                self.view.show_points(None)
                can_retry = trouble in (Trouble.BUSY, Trouble.DENIED, Trouble.UNREADABLE)
                self.trouble.say(say(what), say(next_step), can_retry=can_retry)
                self._stack.setCurrentWidget(self.trouble)

    def _follow_state(self) -> None:
        """Show what the recorder does, and hand on what it has."""
        state = self._recording.state
        if state == self._state:
            return
        began_to_rest = state.phase is not self._state.phase and state.phase is Phase.DONE
        self._state = state
        self.view.count(state.countdown)
        self.view.show_recording(state.seconds if state.phase is Phase.RECORDING else None)
        self.view.say(self._caption(state))
        self.changed.emit(state)
        if began_to_rest:
            self._finish()

    def _caption(self, state: RecorderState) -> str:
        """What somebody two metres away should know now."""
        if not state.seen:
            return self.tr("Step back until you are in the picture.")
        match state.phase:
            case Phase.COUNTING:
                return self.tr("Get ready…")
            case Phase.RECORDING:
                return self.tr("Move!")
            case _:
                return ""

    def _finish(self) -> None:
        try:
            motion: MotionClip = self._recording.motion(self.tr("My motion"))
        except UnsuitableMotion as error:
            self._recording = MotionRecording()
            self.refused.emit(error)
        else:
            self._recording = MotionRecording()
            self.recorded.emit(motion)

    def _open(self) -> None:
        """Look through the camera."""
        self.view.clear()
        self.view.show_points(None)
        self.trouble.say(self.tr("The camera is starting."), waits=True)
        self._stack.setCurrentWidget(self.trouble)
        if self._link is not None:
            for order in (Wear(()), Guide(on=False), Trace(), Look(self._source)):
                self._link.send(order)

    def _dismiss(self) -> None:
        """Ask the process to end; it is buried when it has had time to: the window does not wait."""
        if self._link is not None:
            self.view.clear()  # It paints from memory that is about to go.
            self._link.send(Rest())
            self._link.dismiss()
            self._leaving.append(self._link)
            self._link = None
            QTimer.singleShot(LEAVING_MILLISECONDS, self, self._bury)

    def _bury(self) -> None:
        while self._leaving:
            self._leaving.pop().close()

    def showEvent(self, event: QShowEvent) -> None:
        """Switch the camera on."""
        super().showEvent(event)
        if self._link is None:
            self._link = self._start()
        self._open()
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Switch the camera off: nobody looks. What was being recorded is forgotten."""
        super().hideEvent(event)
        self._tick.stop()
        self._recording = MotionRecording()
        self._follow_state()
        self._dismiss()
