"""A clip on its way out of the window: dragged into a folder or a chat, or copied to be pasted there."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, QUrl
from PySide6.QtGui import QDrag, QImage, QPixmap
from PySide6.QtWidgets import QWidget

_PICTURE = QSize(96, 96)


def as_file(path: Path) -> QMimeData:
    """A file as other programs take it: also those that ask whether it shall be copied or moved."""
    url = QUrl.fromLocalFile(str(path))
    data = QMimeData()
    data.setUrls([url])
    data.setData("x-special/gnome-copied-files", b"copy\n" + url.toEncoded().data())
    return data


def drag_out(widget: QWidget, path: Path, picture: QImage) -> None:
    """Let a file be dragged out of a widget; returns when it has been dropped.

    Args:
        widget: Where it begins.
        path: The file, of which a copy is dropped.
        picture: What is seen under the pointer.
    """
    drag = QDrag(widget)
    drag.setMimeData(as_file(path))
    if not picture.isNull():
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        drag.setPixmap(QPixmap.fromImage(picture.scaled(_PICTURE, keep, smooth)))
    drag.exec(Qt.DropAction.CopyAction)
