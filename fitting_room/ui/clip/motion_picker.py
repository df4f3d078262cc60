"""Where a motion is chosen: the grid, filled a motion at a time, and films that are dropped onto it."""

from collections import deque
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from fitting_room.domain.errors import UnsuitableMotion
from fitting_room.motion.library import BUNDLED, bundled
from fitting_room.ui.clip.motion_grid import MotionGrid
from fitting_room.ui.clip.motions import MotionCard, MotionsModel, Way, bundled_cards

FILM_SUFFIXES = (".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".3gp", ".gif")
"""Files that may be films; whoever reads one says whether it is."""


class MotionPicker(QWidget):
    """Motions to choose from."""

    chosen = Signal(str)
    """Id of the motion that the user chose."""
    record_wanted = Signal()
    """The user wants to record one."""
    film_wanted = Signal()
    """The user wants one from a film, which is still to be asked for."""
    film_dropped = Signal(Path)
    """The user wants the motion of this film."""
    removal_wanted = Signal(str)
    """The user does not want a motion of their own any more."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.model = MotionsModel(self)
        self.grid = MotionGrid(self.model)
        self._own: tuple[MotionCard, ...] = ()
        self._unread: deque[str] = deque()
        self._reader = QTimer(self)
        self._reader.timeout.connect(self._read_next)
        self.grid.chosen.connect(self.chosen)
        self.grid.wanted.connect(self._want)
        self.grid.removal_wanted.connect(self.removal_wanted)
        heading = QLabel(self.tr("Motion"))
        heading.setObjectName("heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(heading)
        column.addWidget(self.grid, 1)
        self.show_own(())

    @property
    def motion(self) -> str:
        """Id of the motion that is chosen."""
        return self.model.chosen

    def choose(self, name: str) -> None:
        """Show which motion is chosen; the first one where there is none of this id any more."""
        self.grid.choose(name if self.model.row_of(name) >= 0 else BUNDLED[0])

    def show_own(self, own: Sequence[MotionCard]) -> None:
        """List these motions of the user's beside the bundled ones."""
        self._own = tuple(own)
        kept = {card.id: card for card in self.model.cards if not card.own}
        cards = [kept.get(card.id, card) for card in bundled_cards()]
        chosen = self.motion
        self.model.show([*cards, *self._own])
        if chosen:
            self.choose(chosen)
        self._unread = deque(card.id for card in cards if card.motion is None)
        if self._unread:
            self._reader.start(0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a film; anything else is the window's."""
        if film_in(event.mimeData()) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """A motion is to be read from a film."""
        film = film_in(event.mimeData())
        if film is not None:
            event.acceptProposedAction()
            self.film_dropped.emit(film)

    def _want(self, way: Way) -> None:
        (self.record_wanted if way is Way.RECORD else self.film_wanted).emit()

    def _read_next(self) -> None:
        """Read one motion per turn of the event loop, so that the window stays awake."""
        if not self._unread:
            self._reader.stop()
            return
        name = self._unread.popleft()
        try:
            self.model.set_motion(name, bundled(name))
        except UnsuitableMotion:
            self._unread.clear()  # The installation is damaged; whoever makes a clip of it says so.


def film_in(data: QMimeData) -> Path | None:
    """The one film that is dragged; None where it is something else."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 and files[0].suffix.lower() in FILM_SUFFIXES else None
