"""Pictures between numpy and Qt: the only place that converts, and the loader of small pictures."""

from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap

from fitting_room.domain.arrays import RgbImage


def to_pixmap(picture: RgbImage) -> QPixmap:
    """RGB uint8 (H, W, 3) as a pixmap."""
    height, width = picture.shape[:2]
    # fromImage copies, so the pixmap does not depend on the array's memory.
    return QPixmap.fromImage(QImage(picture.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888))


def to_image(picture: RgbImage) -> QImage:
    """RGB uint8 (H, W, 3) as an image of its own memory."""
    height, width = picture.shape[:2]
    return QImage(picture.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()


class ThumbnailLoader(QObject):
    """Loads one small picture per turn of the event loop, so that the window stays awake.

    Only for bundled files, which are known to be good and small; everything else is opened by the worker.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[Path, QSize, Callable[[QPixmap], None]]] = deque()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._load_next)

    def load(self, path: Path, size: QSize, deliver: Callable[[QPixmap], None]) -> None:
        """Read a picture soon, make it cover `size` device pixels, and hand it over."""
        self._waiting.append((path, size, deliver))
        self._timer.start(0)

    def _load_next(self) -> None:
        path, size, deliver = self._waiting.popleft()
        if not self._waiting:
            self._timer.stop()
        deliver(cover(QPixmap(str(path)), size))


def cover(picture: QPixmap, size: QSize) -> QPixmap:
    """The picture scaled to cover a size, cut evenly on both sides."""
    if picture.isNull():
        return picture
    large = picture.scaled(
        size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    x, y = (large.width() - size.width()) // 2, (large.height() - size.height()) // 2
    return large.copy(x, y, size.width(), size.height())
