"""What the cameras of this machine are called, found out in a thread."""

import contextlib

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal


class CameraNames(QObject):
    """Looks once for cameras.

    Args:
        parent: Who wants to know; when it is gone, nobody does.
    """

    found = Signal(list)
    """Names, in the system's order; none where every camera would have to be switched on to be asked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._post = _Post()
        self._post.found.connect(self.found)

    def look(self) -> None:
        """Begin."""
        QThreadPool.globalInstance().start(_Search(self._post))


class _Post(QObject):
    """Tells the window, from the thread, which keeps it alive."""

    found = Signal(list)


class _Search(QRunnable):
    def __init__(self, post: _Post) -> None:
        super().__init__()
        self._post = post

    def run(self) -> None:
        """Ask the system."""
        from fitting_room.studio.camera.webcams import has_cheap_list, list_webcams

        webcams = list_webcams() if has_cheap_list() else ()
        with contextlib.suppress(RuntimeError):  # The program ends, and Qt's objects went before their threads.
            self._post.found.emit([webcam.name for webcam in webcams if webcam.name])
