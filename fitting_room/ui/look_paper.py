"""Looks on paper: asks what the lookbook shall be, has the worker draw it, and brings pages to a printer."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QRectF, QStandardPaths, QTimer, Signal
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from fitting_room.studio.library.lookbook import Entry, Lookbook, Paper
from fitting_room.studio.library.looks import Look
from fitting_room.studio.messages import Event, Failed, Finished, MakeLookbook, Stopped
from fitting_room.ui.controls import Choice
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.looks_model import caption_of, date_of
from fitting_room.ui.names import say_look

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class LookPaper(QObject):
    """Exports and prints looks.

    Args:
        jobs: Who draws the pages.
        parent: The window that dialogs belong to.
    """

    said = Signal(str, str)
    """Something is done, or could not be done: what happened, and what to do."""
    printed = Signal()
    """All pages have been sent to the printer."""

    def __init__(self, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._window = parent

    def ask_for_lookbook(self, looks: Sequence[Look]) -> None:
        """Ask for title, paper and place, and write a lookbook there."""
        dialog = LookbookDialog(self._window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        kinds = self.tr("PDF (*.pdf)") if dialog.suffix == ".pdf" else self.tr("Pictures (*.png *.jpg)")
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = str(Path(folder) / f"{dialog.title}{dialog.suffix}")
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save the lookbook"), proposed, kinds)
        if name:
            path = Path(name) if Path(name).suffix else Path(name + dialog.suffix)
            self.export(looks, path, dialog.title, dialog.paper)

    def export(self, looks: Sequence[Look], path: Path, title: str, paper: Paper) -> None:
        """Write a lookbook: pages where the name ends in .pdf, else a contact sheet."""

        def receive(event: Event) -> None:
            match event:
                case Finished():
                    self.said.emit(self.tr("Saved as “%1”.").replace("%1", path.name), "")
                case Failed(_, what, next_step):
                    self.said.emit(what, next_step)

        self._jobs.submit(MakeLookbook(self._book(looks, title, paper), path), receive, title, background=True)

    def ask_to_print(self, looks: Sequence[Look]) -> None:
        """Ask for a printer and print looks on it."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(_page_of(usual_paper())))
        dialog = QPrintDialog(printer, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print(looks, printer)

    def print(self, looks: Sequence[Look], printer: "QPrinter") -> None:
        """Print looks, one page per turn of the event loop."""
        letter = printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.Letter
        # It outlives this call, until the last page is printed.
        folder = tempfile.TemporaryDirectory(prefix="fitting-room-print-")

        def receive(event: Event) -> None:
            match event:
                case Finished():
                    self._print_pages(sorted(Path(folder.name).iterdir()), printer, folder)
                case Failed(_, what, next_step):
                    folder.cleanup()
                    self.said.emit(what, next_step)
                case Stopped():
                    folder.cleanup()

        title = self.tr("Looks") if len(looks) > 1 else say_look(looks[0])
        book = self._book(looks, title, Paper.LETTER if letter else Paper.A4)
        self._jobs.submit(MakeLookbook(book, Path(folder.name)), receive, self.tr("Printing"))

    def _print_pages(self, pages: list[Path], printer: "QPrinter", folder: "tempfile.TemporaryDirectory[str]") -> None:
        printer.setFullPage(True)
        painter = QPainter()
        if not painter.begin(printer):
            folder.cleanup()
            self.said.emit(
                self.tr("The printer does not answer."), self.tr("Check that it is on, or choose another one.")
            )
            return

        def print_next() -> None:
            painter.drawImage(QRectF(painter.viewport()), QImage(str(pages.pop(0))))
            if pages:
                printer.newPage()
                QTimer.singleShot(0, self, print_next)
                return
            painter.end()
            folder.cleanup()
            self.printed.emit()

        print_next()

    def _book(self, looks: Sequence[Look], title: str, paper: Paper) -> Lookbook:
        entries = tuple(Entry(look.picture, say_look(look), caption_of(look)) for look in looks)
        today = date_of(time.time())
        count = self.tr("%n look(s)", "", len(looks))
        return Lookbook(entries, title, f"{today} · {count}", paper)


class LookbookDialog(QDialog):
    """What a lookbook shall be: its title, its paper, pages or one sheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export a lookbook"))
        self._title = QLineEdit(self.tr("My looks"))
        self._title.setAccessibleName(self.tr("Title"))
        self._title.selectAll()
        self._kind = ".pdf"
        self._paper = usual_paper()
        kind = Choice(self.tr("As"), [(".pdf", self.tr("PDF pages")), (".png", self.tr("One picture"))])
        kind.set_value(self._kind)
        kind.chosen.connect(self._choose_kind)
        self._papers = Choice(self.tr("Paper"), [(Paper.A4, self.tr("A4")), (Paper.LETTER, self.tr("Letter"))])
        self._papers.set_value(self._paper)
        self._papers.chosen.connect(self._choose_paper)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        for each in buttons.buttons():
            each.setAccessibleName(each.text().replace("&", ""))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(self.tr("Title"), self._title)
        width = max(kind.caption_width, self._papers.caption_width)
        for choice in (kind, self._papers):
            choice.set_caption_width(width)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(kind)
        column.addWidget(self._papers)
        column.addSpacing(6)
        column.addWidget(buttons)
        self.setMinimumWidth(380)

    @property
    def title(self) -> str:
        """What it is called."""
        return self._title.text().strip() or self.tr("My looks")

    @property
    def suffix(self) -> str:
        """How its file ends."""
        return self._kind

    @property
    def paper(self) -> Paper:
        """What it is made for."""
        return self._paper

    def _choose_kind(self, kind: object) -> None:
        self._kind = str(kind)
        self._papers.setEnabled(self._kind == ".pdf")

    def _choose_paper(self, paper: object) -> None:
        self._paper = Paper(str(paper))


def usual_paper() -> Paper:
    """What people here print on."""
    metric = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.MetricSystem
    return Paper.A4 if metric else Paper.LETTER


def _page_of(paper: Paper) -> QPageSize.PageSizeId:
    return QPageSize.PageSizeId.A4 if paper is Paper.A4 else QPageSize.PageSizeId.Letter
