"""Files that come in and go out by dialogs, and the printer."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from fitting_room.studio.messages import SaveLook
from fitting_room.ui.backroom import Backroom
from fitting_room.ui.names import say_person_in, say_worn
from fitting_room.ui.printing import Printing


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
        self.printing = Printing(backroom.keeper, window)
        self.printing.said.connect(backroom.dressing.said)

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
        wearer = say_person_in(self._backroom.library.people, recipe.photo)
        target = self._backroom.saving.ask(self._window, f"{wearer}, {say_worn(recipe.garments)}")
        if target is not None:
            self._dressing.save(target)

    def ask_to_print(self) -> None:
        """Ask for a printer and print the look on one page, at full size."""
        recipe = self._dressing.scene.recipe
        if recipe is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(self.tr("Print the look"))
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.printing.print(lambda folder: SaveLook(recipe, folder / "look.png"), printer, whole_sheet=False)
