"""Looks leave the library: as copies, as a lookbook, on paper. Asks what is wanted, and has the worker make it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QStandardPaths, Signal
from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from fitting_room.studio.library.lookbook import Entry, Lookbook, Paper
from fitting_room.studio.library.looks import Look, LookState
from fitting_room.studio.messages import (
    CopyPicture,
    Event,
    Failed,
    Finished,
    MakeLookbook,
    Order,
    Saved,
    SaveLook,
    Stopped,
)
from fitting_room.ui.controls import Choice
from fitting_room.ui.look_keeper import LookKeeper
from fitting_room.ui.looks_model import caption_of, date_of
from fitting_room.ui.names import say_look, say_wearer
from fitting_room.ui.printing import Printing
from fitting_room.ui.saving import Saving, Target

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


@dataclass
class _Batch:
    """Copies that were asked for together: how many are still to come, and those that are there."""

    left: int
    saved: list[Path] = field(default_factory=list)


class LookPaper(QObject):
    """Saves, exports and prints looks.

    Args:
        keeper: Who has the pages drawn.
        saving: Asks where copies go.
        parent: The window that dialogs belong to.
    """

    said = Signal(str, str)
    """Something is done, or could not be done: what happened, and what to do."""

    def __init__(self, keeper: LookKeeper, saving: Saving, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs = keeper.jobs
        self._saving = saving
        self._window = parent
        self.printing = Printing(keeper, parent)
        self.printing.said.connect(self.said)

    def ask_to_save(self, looks: Sequence[Look]) -> None:
        """Ask for a place, and save copies there: one under a name of the user's, several into a folder."""
        names = [", ".join(words for words in (say_wearer(look), say_look(look)) if words) for look in looks]
        if len(looks) == 1:
            target = self._saving.ask(self._window, names[0])
            targets = [] if target is None else [target]
        else:
            targets = self._saving.ask_for_many(self._window, names)
        if targets:
            self.save(looks, targets)

    def save(self, looks: Sequence[Look], targets: Sequence[Target]) -> None:
        """Save copies of looks, and say so when the last one is there."""
        batch = _Batch(len(looks))
        for look, target in zip(looks, targets, strict=True):
            order: Order = CopyPicture(look.picture, target.path, target.quality)
            if look.state is LookState.NO_PICTURE:
                order = SaveLook(look.recipe, target.path, quality=target.quality)
            self._jobs.submit(order, partial(self._receive_copy, batch), target.path.name)

    def _receive_copy(self, batch: "_Batch", event: Event) -> None:
        match event:
            case Finished(_, Saved(path)):
                batch.saved.append(path)
            case Failed(_, what, next_step):
                self.said.emit(what, next_step)
        if isinstance(event, Finished | Failed | Stopped):
            batch.left -= 1
            if batch.saved and not batch.left:
                self._say_saved(batch.saved)

    def _say_saved(self, saved: Sequence[Path]) -> None:
        one = self.tr("Saved as “%1”.").replace("%1", saved[0].name)
        many = self.tr("%n look(s) saved into “%1”.", "", len(saved)).replace("%1", saved[0].parent.name)
        self.said.emit(one if len(saved) == 1 else many, "")

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
        order = MakeLookbook(self._book(looks, title, paper), path)
        self._jobs.submit(order, self._receive_book, title, background=True)

    def _receive_book(self, event: Event) -> None:
        match event:
            case Finished(_, Saved(path)):
                self._say_saved([path])
            case Failed(_, what, next_step):
                self.said.emit(what, next_step)

    def ask_to_print(self, looks: Sequence[Look]) -> None:
        """Ask for a printer and print looks on it."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(_page_of(usual_paper())))
        dialog = QPrintDialog(printer, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print(looks, printer)

    def print(self, looks: Sequence[Look], printer: "QPrinter") -> None:
        """Print looks."""
        letter = printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.Letter
        title = self.tr("Looks") if len(looks) > 1 else say_look(looks[0])
        book = self._book(looks, title, Paper.LETTER if letter else Paper.A4)
        self.printing.print(lambda folder: MakeLookbook(book, folder), printer, whole_sheet=True)

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
