"""A finished clip, decoded frame by frame in a thread of its own: the window only paints what is ready."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.errors import BadPicture, FittingRoomError
from fitting_room.domain.motion import CLIP_FPS
from fitting_room.domain.sentence import Sentence

JPEG_QUALITY = 92
"""Frames wait as JPEG: five seconds at 720x1152 take 15 MB instead of 300. Good enough to look at, never saved."""
MOST_FRAMES = 24 * 60
"""A clip that is longer is shown up to here."""


class Film(QObject):
    """The frames of a clip; `opened`, `grown` and `failed` come from its thread, so connect them queued.

    Args:
        path: MP4, WebM or GIF.
        side: Longest side at which it will be shown, in device pixels.
        parent: Owner.
    """

    opened = Signal(float, QSize)
    """Frames per second and the size of the frames; once, before the first frame."""
    grown = Signal(int)
    """How many frames there are now."""
    ended = Signal()
    """All frames are there."""
    failed = Signal(object)
    """The `FittingRoomError` that says why it cannot be played; what was decoded before stays."""

    def __init__(self, path: Path, side: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._side = side
        self._frames: list[bytes] = []
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._decode, name="clip", daemon=True)

    def __len__(self) -> int:
        return len(self._frames)

    def start(self) -> None:
        """Begin to decode."""
        self._thread.start()

    def frame(self, number: int) -> QImage:
        """A frame that is there already."""
        return QImage.fromData(self._frames[number])

    def close(self) -> None:
        """Stop decoding and wait until the file is let go."""
        self._closed.set()
        if self._thread.is_alive():
            self._thread.join()

    def _decode(self) -> None:
        try:
            for frame in read_frames(self._path, self._side, self.opened.emit):
                self._frames.append(frame)
                self.grown.emit(len(self._frames))
                if self._closed.is_set() or len(self._frames) >= MOST_FRAMES:
                    break
        except FittingRoomError as error:
            self.failed.emit(error)
        else:
            self.ended.emit()


def read_frames(path: Path, side: int, tell: Callable[[float, QSize], None]) -> Iterator[bytes]:
    """Every frame of a film as JPEG, its longest side `side` pixels or less.

    Args:
        path: The file.
        side: Longest side.
        tell: Told frames per second and size of the frames before the first one.

    Raises:
        BadPicture: It is no film, or damaged.
    """
    import av  # Not before somebody plays a clip.

    try:
        with av.open(str(path)) as container:
            if not container.streams.video:
                raise BadPicture(Sentence("There is no film in “{name}”.", name=path.name), "Choose another file.")
            stream = container.streams.video[0]
            size = QSize(stream.width, stream.height)
            if max(size.width(), size.height()) > side:
                size.scale(side, side, Qt.AspectRatioMode.KeepAspectRatio)
            tell(float(stream.average_rate or CLIP_FPS), size)
            for frame in container.decode(stream):
                pixels = frame.to_ndarray(format="rgb24", width=size.width(), height=size.height())
                yield as_jpeg(np.ascontiguousarray(pixels))
    except (av.FFmpegError, OSError) as error:
        raise BadPicture(Sentence("“{name}” cannot be played.", name=path.name), "Choose another file.") from error


def as_jpeg(pixels: RgbImage) -> bytes:
    """RGB uint8 (H, W, 3) as a JPEG file; may be called in any thread."""
    height, width = pixels.shape[:2]
    memory = QBuffer()
    memory.open(QIODevice.OpenModeFlag.WriteOnly)
    image = QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    image.save(memory, "JPG", JPEG_QUALITY)  # type: ignore[call-overload]
    return bytes(memory.data().data())
