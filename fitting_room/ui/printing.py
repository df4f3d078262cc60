"""Puts pictures onto paper in a thread of its own: the window goes on while a printer is fed.

The worker makes the pages as files. They lie in a folder of the library, so that those of a killed program are deleted.
"""

import contextlib
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QRunnable, QSizeF, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from fitting_room.domain.errors import FittingRoomError
from fitting_room.studio.messages import Event, Failed, Finished, Order, Stopped
from fitting_room.ui.look_keeper import LookKeeper
from fitting_room.ui.translations import say

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

STRIP = 128
"""Rows of a page that are drawn at once: a whole page would keep Python from the window for 150 ms, this for 25."""
OVERLAP = 2
"""Rows that two strips share, so that no hairline is seen between them."""


class Printing(QObject):
    """Feeds printers.

    Args:
        keeper: Who makes the pages, and where they may lie meanwhile.
        parent: Owner.
    """

    printed = Signal()
    """All pages have been sent to the printer."""
    said = Signal(str, str)
    """They could not be: what happened, and what to do."""

    def __init__(self, keeper: LookKeeper, parent: QWidget) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._post = Post()
        self._post.ended.connect(self._end)

    def print(self, make: Callable[[Path], Order], printer: "QPrinter", *, whole_sheet: bool) -> None:
        """Have pages made, and print them in the order of their names.

        Args:
            make: The order that puts pictures into a folder, given the folder.
            printer: Where they go.
            whole_sheet: Whether the pages have margins of their own.
        """
        printer.setFullPage(whole_sheet)
        try:
            folder = self._keeper.looks.passing_folder()
        except FittingRoomError as error:
            self.said.emit(say(error.what), say(error.next_step))
            return
        self._keeper.jobs.submit(make(folder), partial(self._receive, folder, printer), self.tr("Printing"))

    def _receive(self, folder: Path, printer: "QPrinter", event: Event) -> None:
        match event:
            case Finished():
                QThreadPool.globalInstance().start(PrintRun(folder, printer, self._post))
            case Failed(_, what, next_step):
                shutil.rmtree(folder, ignore_errors=True)
                self.said.emit(say(what), say(next_step))
            case Stopped():
                shutil.rmtree(folder, ignore_errors=True)

    def _end(self, worked: bool) -> None:
        if worked:
            self.printed.emit()
        else:
            self.said.emit(
                self.tr("The printer does not answer."), self.tr("Check that it is on, or choose another one.")
            )


class Post(QObject):
    """Tells the window, from the thread, which keeps it alive."""

    ended = Signal(bool)
    """Whether the printer took all pages."""


class PrintRun(QRunnable):
    """Draws pages onto a printer, and deletes them.

    Args:
        folder: Of pictures, one for each page.
        printer: Belongs to this run from now on.
        post: Hears how it went.
    """

    def __init__(self, folder: Path, printer: "QPrinter", post: Post) -> None:
        super().__init__()
        self._folder, self._printer, self._post = folder, printer, post

    def run(self) -> None:
        """Draw; the printer spools when the painter ends."""
        painter = QPainter()
        worked = painter.begin(self._printer)
        if worked:
            for number, page in enumerate(sorted(self._folder.iterdir())):
                if number:
                    self._printer.newPage()
                draw_whole(painter, QImage(str(page)))
            painter.end()
        shutil.rmtree(self._folder, ignore_errors=True)
        with contextlib.suppress(RuntimeError):  # The program ends, and Qt's objects went before their threads.
            self._post.ended.emit(worked)


def draw_whole(painter: QPainter, picture: QImage) -> None:
    """Draw a picture as large as it fits, in the middle of the page, strip by strip."""
    page = QRectF(painter.viewport())
    size = QSizeF(picture.size()).scaled(page.size(), Qt.AspectRatioMode.KeepAspectRatio)
    scale = size.width() / max(1, picture.width())
    left, top = page.center().x() - size.width() / 2, page.center().y() - size.height() / 2
    for row in range(0, picture.height(), STRIP):
        rows = min(STRIP + OVERLAP, picture.height() - row)
        place = QRectF(left, top + row * scale, size.width(), rows * scale)
        painter.drawImage(place, picture.copy(0, row, picture.width(), rows))
