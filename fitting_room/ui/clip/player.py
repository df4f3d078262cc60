"""The player of a finished clip: play and pause, again and again, frame by frame, beside the still it came from."""

from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from fitting_room.domain.errors import FittingRoomError
from fitting_room.domain.motion import CLIP_FPS
from fitting_room.ui.accessible import Painted
from fitting_room.ui.clip.film import Film
from fitting_room.ui.controls import Message
from fitting_room.ui.theme import motion_is_wanted
from fitting_room.ui.translations import say

SIDE = 1152
"""Longest side of frames that are kept for showing: that of a clip."""
GAP = 8
"""Between the still and the clip."""


class Screen(Painted):
    """Paints one frame as large as it fits, with the still to the left of it where one is given."""

    dragged = Signal()
    """The user drags what is shown out of the window."""

    def __init__(self) -> None:
        super().__init__()
        self._pressed: QPoint | None = None
        self._frame = QImage()
        self._still = QImage()
        self.setMinimumSize(160, 160)
        self.setAccessibleName(self.tr("Clip"))

    def set_frame(self, frame: QImage) -> None:
        """Show a frame."""
        self._frame = frame
        self.update()

    def set_still(self, still: QImage) -> None:
        """Show a picture beside it; an empty one for none."""
        self._still = still
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Perhaps the beginning of a drag."""
        self._pressed = event.position().toPoint() if event.button() is Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A drag, as soon as it is far enough to be meant."""
        way = QPoint() if self._pressed is None else event.position().toPoint() - self._pressed
        if way.manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self.dragged.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what there is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = self.rect()
        if self._still.isNull():
            _paint_inside(painter, box, self._frame)
            return
        half = (box.width() - GAP) // 2
        _paint_inside(painter, QRect(box.topLeft(), QSize(half, box.height())), self._still)
        _paint_inside(painter, QRect(box.topLeft() + QPoint(half + GAP, 0), QSize(half, box.height())), self._frame)


class ClipPlayer(QWidget):
    """Plays one clip at a time; what has been decoded can be looked at while the rest is read."""

    frame_shown = Signal(int)
    """Which frame is on the screen."""
    grown = Signal(int)
    """How many frames can be shown by now."""

    def __init__(self) -> None:
        super().__init__()
        self._film: Film | None = None
        self._still = QImage()
        self._number = 0
        self._whole = False
        self._fps = float(CLIP_FPS)
        self._started_at = 0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._advance)
        self.screen_ = Screen()
        self.message = Message()
        self._controls = QWidget()
        self._play = QPushButton()
        self._loop = self._tick(self.tr("Again and again"))
        self._loop.setChecked(True)
        self._beside = self._tick(self.tr("Beside the picture"))
        self._beside.toggled.connect(self._show_still)
        self._scrub = QSlider(Qt.Orientation.Horizontal)
        self._scrub.setAccessibleName(self.tr("Frame"))
        self._scrub.valueChanged.connect(self._show)
        self._scrub.sliderPressed.connect(self.pause)
        self._lay_out()
        self._set_playing(False)

    @property
    def is_playing(self) -> bool:
        """Whether it moves."""
        return self._timer.isActive()

    @property
    def number(self) -> int:
        """Which frame is on the screen."""
        return self._number

    @property
    def frames(self) -> int:
        """How many frames can be shown by now."""
        return len(self._film) if self._film is not None else 0

    def frame(self, number: int) -> QImage:
        """A frame that can be shown by now."""
        return QImage() if self._film is None else self._film.frame(number)

    def open(self, path: Path, still: QImage | None = None) -> None:
        """Show a clip, and play it where motion is wanted.

        Args:
            path: Its file.
            still: The picture that it was made from.
        """
        self.close_clip()
        self.message.hide()
        self.set_still(still or QImage())
        self._controls.setEnabled(True)
        film = Film(path, SIDE, self)
        queued = Qt.ConnectionType.QueuedConnection
        film.opened.connect(self._opened, queued)
        film.grown.connect(self._grown, queued)
        film.ended.connect(self._ended, queued)
        film.failed.connect(self._failed, queued)
        self._film = film
        film.start()

    def show_picture(self, picture: QImage) -> None:
        """Show one picture, where there is no clip (yet)."""
        if self._film is not None:
            self.close_clip()
        self.message.hide()
        self._controls.setEnabled(False)
        self.screen_.set_still(QImage())
        self.screen_.set_frame(picture)

    def set_still(self, still: QImage) -> None:
        """The picture that the clip was made from; an empty one where it is not known."""
        self._still = still
        self._beside.setEnabled(not still.isNull())
        self._show_still(self._beside.isChecked())

    def close_clip(self) -> None:
        """Let go of the clip and its file."""
        self.pause()
        if self._film is not None:
            self._film.close()
            self._film.deleteLater()  # With it go the frames and what its thread has sent and nobody has read.
        self._film = None
        self._number = 0
        self._whole = False
        self._scrub.setRange(0, 0)
        self.screen_.set_frame(QImage())

    def play(self) -> None:
        """Go on from here; from the beginning where it had come to its end."""
        if self.frames < 2:
            return
        self._started_at = 0 if self._number >= self.frames - 1 else self._number
        self._clock.start()
        self._timer.start(round(1000 / self._fps / 2))  # Twice as often as frames change: none comes late.
        self._set_playing(True)

    def pause(self) -> None:
        """Stay at this frame."""
        self._timer.stop()
        self._set_playing(False)

    def toggle(self) -> None:
        """Play or pause."""
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def step(self, by: int) -> None:
        """Pause, and go some frames on or back."""
        self.pause()
        self._scrub.setValue(self._number + by)

    def go_to(self, number: int) -> None:
        """Pause at a frame."""
        self.pause()
        self._scrub.setValue(number)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing plays unseen."""
        self.pause()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        back, on = QPushButton("◂"), QPushButton("▸")
        for button, name, by in ((back, self.tr("One frame back"), -1), (on, self.tr("One frame on"), 1)):
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(lambda _, by=by: self.step(by))
        self._play.clicked.connect(self.toggle)
        for key, deed in ((Qt.Key.Key_Space, self.toggle), (Qt.Key.Key_Comma, lambda: self.step(-1)),
                          (Qt.Key.Key_Period, lambda: self.step(1))):  # fmt: skip
            shortcut = QShortcut(key, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)
        row = QHBoxLayout(self._controls)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (back, self._play, on):
            row.addWidget(widget)
        row.addWidget(self._scrub, 1)
        row.addWidget(self._loop)
        row.addWidget(self._beside)
        column = QVBoxLayout(self)
        column.addWidget(self.screen_, 1)
        column.addWidget(self.message)
        column.addWidget(self._controls)
        column.setContentsMargins(0, 0, 0, 0)

    def _tick(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName("choice")
        button.setCheckable(True)
        return button

    def _opened(self, fps: float, _size: QSize) -> None:
        if self.sender() is self._film:
            self._fps = fps

    def _grown(self, frames: int) -> None:
        if self.sender() is not self._film:
            return  # Of a clip that has been closed.
        self._scrub.setMaximum(frames - 1)
        self.grown.emit(frames)
        if frames == 1:
            self._show(0)
        elif frames == 2 and motion_is_wanted():
            self.play()

    def _ended(self) -> None:
        self._whole = self._whole or self.sender() is self._film

    def _failed(self, error: FittingRoomError) -> None:
        if self.sender() is not self._film:
            return
        self._whole = True
        self.message.say(say(error.what), say(error.next_step))

    def _advance(self) -> None:
        due = self._started_at + int(self._clock.elapsed() / 1000 * self._fps)
        if due < self.frames:
            self._scrub.setValue(due)
        elif not self._whole:
            self._started_at = self.frames - 1  # Faster than the reader: wait for it, then go on from here.
            self._clock.start()
        elif self._loop.isChecked():
            self._started_at = 0
            self._clock.start()
            self._scrub.setValue(0)
        else:
            self._scrub.setValue(self.frames - 1)
            self.pause()

    def _show(self, number: int) -> None:
        if self._film is None or not 0 <= number < self.frames:
            return
        self._number = number
        self.screen_.set_frame(self._film.frame(number))
        self.frame_shown.emit(number)

    def _show_still(self, beside: bool) -> None:
        self.screen_.set_still(self._still if beside else QImage())

    def _set_playing(self, playing: bool) -> None:
        words = self.tr("Pause") if playing else self.tr("Play")
        self._play.setText(words)
        self._play.setAccessibleName(words)


def _paint_inside(painter: QPainter, box: QRect, picture: QImage) -> None:
    """Paint a picture in the middle of a box, as large as it fits."""
    if picture.isNull():
        return
    place = QRect(QPoint(), picture.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio))
    place.moveCenter(box.center())
    painter.drawImage(place, picture)
