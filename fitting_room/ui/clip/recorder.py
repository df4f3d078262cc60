"""A motion of one's own: recorded before the camera or read from a film, looked at as a figure, named, kept."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from fitting_room.domain.errors import CannotSave, FittingRoomError
from fitting_room.domain.motion import MotionClip
from fitting_room.motion.recording import RecorderState
from fitting_room.studio.camera.camera import Source
from fitting_room.studio.library.motions import Motions
from fitting_room.studio.mirror.asking import MirrorLink, MirrorProcess
from fitting_room.ui.clip.figure import MotionFigure
from fitting_room.ui.clip.film_reader import FilmReader
from fitting_room.ui.clip.recording_view import RecordingCamera
from fitting_room.ui.controls import Choice, Message
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.translations import say

CAMERA, FILM = "camera", "film"


class MotionRecorder(QWidget):
    """Makes one motion of the user's own. The camera is on while its part is seen, and at no other time.

    Args:
        motions: Where it is kept.
        jobs: Where films are ordered to be read.
        source: The camera or film to look through; None takes the first camera.
        mirrored: Whether the live picture is shown as in a mirror.
        start: Starts the mirror's process.
    """

    kept = Signal(object)
    """The path of a motion that was kept, as orders and recipes call it."""
    closed = Signal()
    """The user is done here, whether something was kept or not."""

    def __init__(
        self,
        motions: Motions,
        jobs: Jobs,
        *,
        source: Source | None = None,
        mirrored: bool = True,
        start: Callable[[], MirrorLink] = MirrorProcess,
    ) -> None:
        super().__init__()
        self.setObjectName("room")
        self._motions = motions
        self._motion: MotionClip | None = None
        self.camera = RecordingCamera(source, mirrored, start)
        self.film = FilmReader(jobs)
        self.message = Message()
        self.choice = Choice(self.tr("From"), ((CAMERA, self.tr("The camera")), (FILM, self.tr("A film"))))
        self.choice.set_value(CAMERA)
        self._record = QPushButton()
        self.name = QLineEdit()
        self._build()
        self.choice.chosen.connect(self._choose)
        self.camera.changed.connect(self._show_state)
        self.camera.recorded.connect(self._review)
        self.camera.refused.connect(self._refuse)
        self.film.read.connect(self._review)
        self._show_state(self.camera.state)

    @property
    def motion(self) -> MotionClip | None:
        """What is being looked at, and not yet kept."""
        return self._motion

    def keep(self) -> None:
        """Keep the motion under its name."""
        if self._motion is None:
            return
        try:
            on_file = self._motions.keep(replace(self._motion, name=self.name.text().strip() or self._motion.name))
        except CannotSave as error:
            self.message.say(say(error.what), say(error.next_step))
            return
        self.discard()
        self.kept.emit(on_file.path)

    def discard(self) -> None:
        """Forget the motion, and go back to where it came from."""
        self._motion = None
        self.message.hide()
        self._show_part(self._making)

    def close_recorder(self) -> None:
        """Be done here."""
        self.discard()
        self.film.stop()
        self.closed.emit()

    def shut_down(self) -> None:
        """End the camera's process; it starts again when it is shown."""
        self.film.stop()
        self.camera.shut_down()

    # --- what comes ---------------------------------------------------------------------------------------------------

    def _review(self, motion: MotionClip, notices: Sequence[str] = ()) -> None:
        """Look at a motion before it is kept."""
        self._motion = motion
        if notices:
            self.message.say(" ".join(say(notice) for notice in notices))
        else:
            self.message.hide()
        old = self._figure_place.takeAt(0)
        if old is not None and (widget := old.widget()) is not None:
            widget.deleteLater()
        figure = MotionFigure(motion)
        figure.setMinimumHeight(240)
        self._figure_place.addWidget(figure)
        self._length.setText(self.tr("%1 seconds. Only joints are kept, no picture.").replace("%1", _tenths(motion)))
        self.name.setText(motion.name)
        self.name.selectAll()
        self._show_part(self._reviewing)
        self.name.setFocus()

    def _refuse(self, error: FittingRoomError) -> None:
        self.message.say(say(error.what), say(error.next_step))

    def _choose(self, where: object) -> None:
        self.message.hide()
        self._parts.setCurrentWidget(self._before_camera if where == CAMERA else self.film)

    def _show_state(self, _state: RecorderState) -> None:
        busy = self.camera.is_busy
        self._record.setText(self.tr("Stop") if busy else self.tr("Record"))
        self._record.setAccessibleName(self.tr("Stop recording") if busy else self.tr("Record a motion"))
        if busy:
            self.message.hide()

    def _show_part(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._making, self._reviewing = self._build_making(), self._build_review()
        close = QPushButton("✕")
        close.setObjectName("quiet")
        close.setAccessibleName(self.tr("Close the recorder"))
        close.clicked.connect(self.close_recorder)
        title = QLabel(self.tr("A motion of your own"))
        title.setObjectName("title")
        top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(top)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        column.addWidget(self.message)
        for part in (self._making, self._reviewing):
            self._stack.addWidget(part)

    def _build_making(self) -> QWidget:
        self._record.setObjectName("primary")
        self._record.setMinimumHeight(44)
        self._record.clicked.connect(self.camera.toggle)
        words = QLabel(self.tr("Three seconds to step back, then up to ten to move. Only your joints are kept."))
        words.setWordWrap(True)
        words.setObjectName("heading")
        self._before_camera = QWidget()
        beside = QVBoxLayout(self._before_camera)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.camera, 1)
        beside.addWidget(words)
        beside.addWidget(self._record)
        making = QWidget()
        column = QVBoxLayout(making)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.choice)
        self._parts = QStackedLayout()
        column.addLayout(self._parts, 1)
        self._parts.addWidget(self._before_camera)
        self._parts.addWidget(self.film)
        return making

    def _build_review(self) -> QWidget:
        self.name.setAccessibleName(self.tr("Name of the motion"))
        self.name.setMaxLength(60)
        self.name.returnPressed.connect(self.keep)
        self._length = QLabel()
        self._length.setObjectName("heading")
        keep, discard = QPushButton(self.tr("Keep")), QPushButton(self.tr("Discard"))
        keep.setObjectName("primary")
        keep.setAccessibleName(self.tr("Keep the motion"))
        discard.setAccessibleName(self.tr("Discard the motion"))
        keep.clicked.connect(self.keep)
        discard.clicked.connect(self.discard)
        reviewing = QWidget()
        column = QVBoxLayout(reviewing)
        column.setContentsMargins(0, 0, 0, 0)
        self._figure_place = QVBoxLayout()
        column.addLayout(self._figure_place, 1)
        column.addWidget(self._length, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.name)
        row = QHBoxLayout()
        for button in (discard, keep):
            button.setMinimumHeight(44)
            row.addWidget(button, 1)
        column.addLayout(row)
        return reviewing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space starts and stops the recording, Escape discards what is looked at, or closes."""
        if event.key() == Qt.Key.Key_Space and self.camera.isVisible() and not event.isAutoRepeat():
            self.camera.toggle()
        elif event.key() == Qt.Key.Key_Escape and self._motion is not None:
            self.discard()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_recorder()
        else:
            super().keyPressEvent(event)


def _tenths(motion: MotionClip) -> str:
    return f"{motion.seconds:.1f}"
