"""The user's own motions for the picker: read in a thread, removed with a way back."""

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from fitting_room.studio.library.motions import MotionOnFile, Motions
from fitting_room.ui.clip.motions import MotionCard


class OwnMotions(QObject):
    """Lists the user's motions.

    Args:
        motions: Where they are kept.
    """

    read = Signal(tuple)
    """`MotionCard`s of all of them, newest first."""

    def __init__(self, motions: Motions) -> None:
        super().__init__()
        self._motions = motions
        self._known: dict[str, MotionOnFile] = {}
        self._post = _Post()
        self._post.read.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def reload(self) -> None:
        """Read what there is now; `read` tells."""
        QThreadPool.globalInstance().start(_Reader(self._motions, self._post))

    def remove(self, name: str) -> str:
        """Take a motion off the list, by the path of its file; returns what it is called.

        Raises:
            CannotSave: It could not be moved; it stays.
        """
        self._motions.remove(self._known[name])
        self.reload()
        return self._known[name].motion.name

    def restore(self, name: str) -> None:
        """Bring back a motion that was removed.

        Raises:
            CannotSave: It could not be moved.
        """
        self._motions.restore(self._known[name])
        self.reload()

    def _take(self, found: tuple[MotionOnFile, ...]) -> None:
        self._known.update({str(each.path): each for each in found})
        self.read.emit(tuple(MotionCard(str(each.path), each.motion.name, each.motion, own=True) for each in found))


class _Post(QObject):
    """Carries motions from the thread to the window."""

    read = Signal(tuple)


class _Reader(QRunnable):
    def __init__(self, motions: Motions, post: _Post) -> None:
        super().__init__()
        self._motions, self._post = motions, post

    def run(self) -> None:
        """Read all and hand them over."""
        self._post.read.emit(self._motions.all)
