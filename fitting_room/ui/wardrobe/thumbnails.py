"""Small pictures for lists, decoded in threads, the newest wish first; a bounded number is kept."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

KEPT = 400
"""Pictures in memory: some ten screens of cards, 130 kB each at 100 %."""
WANTED = 96
"""Wishes in the line: about two screens. Older ones have been scrolled past."""
THREADS = 2


class Thumbnails(QObject):
    """Pictures of our own making, which Qt may decode; asked for while painting, delivered when they are there.

    Args:
        size: How large they are shown, in device pixels; they cover it.
        parent: Owner. Threads end with it.
    """

    loaded = Signal()
    """Something can be painted that could not before."""
    _decoded = Signal(Path, QImage)

    def __init__(self, size: QSize, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._kept: OrderedDict[Path, QPixmap] = OrderedDict()
        self._wishes = Wishes()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._decoded.connect(self._keep, Qt.ConnectionType.QueuedConnection)

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
            self._pool.start(Decoding(self._wishes, self._size, self._decoded.emit))
        return QPixmap()

    def close(self) -> None:
        """Stop reading; returns when no thread is at it any more."""
        self._wishes.clear()
        self._pool.waitForDone()

    def _keep(self, path: Path, image: QImage) -> None:
        self._wishes.grant(path)
        self._kept[path] = QPixmap.fromImage(image)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.loaded.emit()


class Wishes:
    """The files that are wanted, shared by the window and the threads that read them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: OrderedDict[Path, None] = OrderedDict()
        self._begun: set[Path] = set()

    def add(self, path: Path) -> bool:
        """Wish for a file; returns whether that is new. The oldest wish is dropped where there are too many."""
        with self._lock:
            if path in self._begun:
                return False
            new = path not in self._waiting
            self._waiting[path] = None
            self._waiting.move_to_end(path)
            while len(self._waiting) > WANTED:
                self._waiting.popitem(last=False)
            return new

    def take(self) -> Path | None:
        """The newest wish, which then counts as begun."""
        with self._lock:
            if not self._waiting:
                return None
            path, _ = self._waiting.popitem()
            self._begun.add(path)
            return path

    def grant(self, path: Path) -> None:
        """A wish has come true."""
        with self._lock:
            self._begun.discard(path)

    def clear(self) -> None:
        """Wish for nothing."""
        with self._lock:
            self._waiting.clear()


class Decoding(QRunnable):
    """Reads the picture that is wanted most when its turn comes."""

    def __init__(self, wishes: Wishes, size: QSize, deliver: Callable[[Path, QImage], None]) -> None:
        super().__init__()
        self._wishes, self._size, self._deliver = wishes, size, deliver

    def run(self) -> None:
        """Read one picture and hand it over; one that cannot be read is a blank."""
        path = self._wishes.take()
        if path is not None:
            self._deliver(path, read_cover(path, self._size))


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
