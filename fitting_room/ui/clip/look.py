"""The look that is on the page of clips, and its picture at a size that can be shown, read in a thread."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from fitting_room.studio.recipe import Recipe


@dataclass(frozen=True, eq=False)
class MovingLook:
    """A finished look that is to move.

    Attributes:
        source: How it is made, or its picture.
        title: Who wears what, in the language of the window.
        person: Name of who wears it, as it is on file.
        still: The picture, where it is there already.
        picture: Its file, where it has to be read.
        look: Its id where it is on file; empty where it has not been kept yet.
    """

    source: Recipe | Path
    title: str
    person: str = ""
    still: QImage = field(default_factory=QImage)
    picture: Path | None = None
    look: str = ""


class Letter(QObject):
    """Carries a picture from a thread to the window."""

    read = Signal(Path, QImage)


class StillReader(QRunnable):
    """Reads a picture, no larger than it is shown.

    Args:
        path: The file, of our own making.
        side: Longest side.
        letter: Told when it is there; a blank picture where it cannot be read.
    """

    def __init__(self, path: Path, side: int, letter: Letter) -> None:
        super().__init__()
        self._path, self._side, self._letter = path, side, letter

    def run(self) -> None:
        """Read and hand over."""
        reader = QImageReader(str(self._path))
        size = reader.size()
        if size.isValid() and max(size.width(), size.height()) > self._side:
            reader.setScaledSize(size.scaled(QSize(self._side, self._side), Qt.AspectRatioMode.KeepAspectRatio))
        self._letter.read.emit(self._path, reader.read())
