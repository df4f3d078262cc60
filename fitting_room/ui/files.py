"""Files that come in and go out by dialogs, and the printer."""

import re
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QStandardPaths, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from fitting_room.ui.backroom import Backroom
from fitting_room.ui.names import say_person_in, say_worn

_LONGEST_NAME = 80


class Files(QObject):
    """Joins the window to the files of its user.

    Args:
        window: Above which the dialogs open.
        backroom: Whose customer is dressed.
    """

    def __init__(self, window: QWidget, backroom: Backroom) -> None:
        super().__init__(window)
        self._window = window
        self._backroom = backroom
        self._dressing = backroom.dressing

    def ask_to_open(self) -> None:
        """Ask for a photo and open it."""
        kinds = self.tr("Pictures") + " (*.jpg *.jpeg *.png *.webp *.heic *.heif *.avif *.tif *.tiff *.bmp *.gif)"
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open a photo"), "", kinds)
        if name:
            self._backroom.photos.open(Path(name))

    def ask_to_save(self) -> None:
        """Ask for a place and save the look there."""
        recipe = self._dressing.scene.recipe
        if recipe is None:
            return
        settings = self._backroom.settings.now
        folder = settings.save_folder or self._backroom.places.pictures
        if not folder.is_dir():
            folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation))
        wearer = say_person_in(self._backroom.library.people, recipe.photo)
        proposal = folder / f"{file_name([wearer, say_worn(recipe.garments)])}"
        proposal = proposal.with_name(f"{proposal.name}.{settings.save_format}")
        kinds = self.tr("Pictures") + " (*.png *.jpg *.webp)"
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save the look"), str(proposal), kinds)
        if name:
            self._dressing.save(Path(name) if Path(name).suffix else Path(f"{name}.{settings.save_format}"))

    def ask_to_print(self) -> None:
        """Ask for a printer and print the look on one page."""
        look = self._dressing.after
        if look is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(self.tr("Print the look"))
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            print_picture(look, printer)


def file_name(words: list[str]) -> str:
    """A name for a file that every system takes: "Anna, Breton T-shirt"."""
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", ", ".join(words))
    return " ".join(name.split())[:_LONGEST_NAME].strip(" .") or "look"


def print_picture(picture: QPixmap, printer: QPrinter) -> None:
    """Put a picture onto one page, as large as it fits."""
    painter = QPainter(printer)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    page = QRectF(painter.viewport())
    size = picture.size().scaled(painter.viewport().size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF((page.width() - size.width()) / 2, (page.height() - size.height()) / 2, size.width(), size.height())
    painter.drawPixmap(place, picture, QRectF(picture.rect()))
    painter.end()
