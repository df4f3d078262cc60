"""A film becomes a motion: choose or drop a file, see how far it is, stop it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QProgressBar, QPushButton, QVBoxLayout

from fitting_room.studio.messages import Event, Failed, Finished, MotionRead, Progressed, ReadMotion, Stopped
from fitting_room.ui.controls import Message
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.translations import say

FILMS = "*.mp4 *.mov *.m4v *.webm *.mkv *.avi *.3gp *.gif *.mpg *.mpeg *.wmv"


class FilmReader(QFrame):
    """Takes a film and gives its motion.

    Args:
        jobs: Where the work is ordered.
    """

    read = Signal(object, object)
    """The `MotionClip` of a film, and the sentences the user should read."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAcceptDrops(True)
        self._jobs = jobs
        self._job: int | None = None
        self._title = ""
        self.message = Message()
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._choose = QPushButton(self.tr("Choose a film…"))
        self._choose.setObjectName("primary")
        self._choose.setMinimumHeight(44)
        self._choose.setAccessibleName(self.tr("Choose a film"))
        self._choose.clicked.connect(self.ask)
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setMinimumWidth(280)
        self._bar.setAccessibleName(self.tr("Reading the film"))
        self._stop = QPushButton(self.tr("Stop"))
        self._stop.setAccessibleName(self.tr("Stop reading the film"))
        self._stop.clicked.connect(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(14)
        column.addStretch(1)
        column.addWidget(self._hint)
        for widget in (self._choose, self._bar, self._stop):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.addWidget(self.message)
        self._show_busy()

    @property
    def is_busy(self) -> bool:
        """Whether a film is being read."""
        return self._job is not None

    def ask(self) -> None:
        """Ask for a film and read it."""
        kinds = self.tr("Films") + f" ({FILMS})"
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a film"), "", kinds)
        if name:
            self.open(Path(name))

    def open(self, film: Path) -> None:
        """Read the motion of a film; one that was being read is given up."""
        self.stop()
        self.message.hide()
        self._bar.setValue(0)
        self._title = self.tr("Motion from %1").replace("%1", film.name)
        self._job = self._jobs.submit(ReadMotion(film), self._hear, self._title)
        self._show_busy()

    def stop(self) -> None:
        """Give up the film that is being read."""
        if self._job is not None:
            self._jobs.cancel(self._job)
            self._job = None
            self._show_busy()

    def _hear(self, event: Event) -> None:
        if event.job != self._job:
            return
        match event:
            case Progressed(_, _, fraction):
                self._bar.setValue(round(1000 * fraction))
                return
            case Finished(_, MotionRead(motion, _, notices)):
                self.read.emit(motion, notices)
            case Failed(_, what, next_step):
                self.message.say(say(what), say(next_step))
            case Stopped():
                pass
            case _:
                return
        self._job = None
        self._show_busy()

    def _show_busy(self) -> None:
        waiting = self.tr("Drop a film here: one person, from head to feet, without cuts.")
        self._hint.setText(self._title if self.is_busy else waiting)
        self._choose.setVisible(not self.is_busy)
        self._bar.setVisible(self.is_busy)
        self._stop.setVisible(self.is_busy)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read it."""
        event.acceptProposedAction()
        self.open(Path(event.mimeData().urls()[0].toLocalFile()))
