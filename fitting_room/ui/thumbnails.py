"""Small pictures for lists, decoded in threads, the newest wish first; a bounded number is kept."""

import contextlib
import threading
from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

KEPT = 400
"""Pictures in memory: some ten screens of cards, 130 kB each at 100 %."""
WANTED = 96
"""Wishes in the line: about two screens. Older ones have been scrolled past."""
READERS = 2
"""Threads at a time: one would wait for the disk, more would take the processor from the window."""


class Thumbnails(QObject):
    """Pictures of our own making, which Qt may decode; asked for while painting, delivered when they are there.

    Args:
        size: How large they are shown, in device pixels; they cover it.
        parent: Owner.
    """

    loaded = Signal()
    """Something can be painted that could not before."""

    def __init__(self, size: QSize, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._kept: OrderedDict[Path, QPixmap] = OrderedDict()
        self._wishes = Wishes()
        self._post = Post()
        self._post.decoded.connect(self._keep, Qt.ConnectionType.QueuedConnection)

    def set_size(self, size: QSize) -> None:
        """Show them at another size from now on."""
        if size != self._size:
            self._size = size
            self._kept.clear()

    def find(self, path: Path | None) -> QPixmap:
        """The picture of a file; an empty one until it has been read."""
        if path is None:
            return QPixmap()
        if path in self._kept:
            self._kept.move_to_end(path)
            return self._kept[path]
        if self._wishes.add(path):
            QThreadPool.globalInstance().start(Reader(self._wishes, self._size, self._post))
        return QPixmap()

    def close(self) -> None:
        """Wish for nothing any more; a picture that is being read is the last one."""
        self._wishes.close()

    def _keep(self, path: Path, size: QSize, image: QImage) -> None:
        self._wishes.grant(path)
        if size == self._size:
            self._kept[path] = QPixmap.fromImage(image)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self.loaded.emit()


class Post(QObject):
    """Carries pictures from the threads to the window. The threads keep it alive; nobody has to be there any more."""

    decoded = Signal(Path, QSize, QImage)


class Wishes:
    """The files that are wanted, shared by the window and the threads that read them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: OrderedDict[Path, None] = OrderedDict()
        self._begun: set[Path] = set()
        self._readers = 0
        self._closed = False

    def add(self, path: Path) -> bool:
        """Wish for a file; the oldest wish is dropped where there are too many. Returns whether a reader is needed."""
        with self._lock:
            if self._closed or path in self._begun:
                return False
            self._waiting[path] = None
            self._waiting.move_to_end(path)
            while len(self._waiting) > WANTED:
                self._waiting.popitem(last=False)
            if self._readers == READERS:
                return False
            self._readers += 1
            return True

    def take(self) -> Path | None:
        """The newest wish, which then counts as begun; None sends the reader home."""
        with self._lock:
            if not self._waiting:
                self._readers -= 1
                return None
            path, _ = self._waiting.popitem()
            self._begun.add(path)
            return path

    def grant(self, path: Path) -> None:
        """A wish has come true."""
        with self._lock:
            self._begun.discard(path)

    def close(self) -> None:
        """Nothing is wanted any more."""
        with self._lock:
            self._closed = True
            self._waiting.clear()


class Reader(QRunnable):
    """Reads what is wanted most, until nothing is."""

    def __init__(self, wishes: Wishes, size: QSize, post: Post) -> None:
        super().__init__()
        self._wishes, self._size, self._post = wishes, size, post

    def run(self) -> None:
        """Read and hand over; a picture that cannot be read is a blank."""
        while (path := self._wishes.take()) is not None:
            image = read_cover(path, self._size)
            with contextlib.suppress(RuntimeError):  # The program ends, and Qt's objects went before their threads.
                self._post.decoded.emit(path, self._size, image)


def read_cover(path: Path, size: QSize) -> QImage:
    """A picture file scaled to cover a size, cut evenly on both sides; a blank one where it cannot be read."""
    reader = QImageReader(str(path))
    full = reader.size()
    if full.isValid():
        reader.setScaledSize(full.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.transparent)
        return image
    x, y = (image.width() - size.width()) // 2, (image.height() - size.height()) // 2
    return image.copy(x, y, size.width(), size.height()).convertToFormat(QImage.Format.Format_RGB32)
