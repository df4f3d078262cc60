"""The wardrobe: filters above, cards in the middle, and below them what is being added or was just removed."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
)

from fitting_room.domain.errors import FittingRoomError
from fitting_room.domain.garment import Category, HemLength, SleeveLength
from fitting_room.studio.library.garments import GarmentOnFile, Query
from fitting_room.studio.library.imports import PICTURE_SUFFIXES
from fitting_room.studio.library.wardrobe import Wardrobe
from fitting_room.studio.recipe import GarmentFile
from fitting_room.ui.controls import Choice
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.translations import say
from fitting_room.ui.wardrobe.bars import ProgressStrip, UndoStrip
from fitting_room.ui.wardrobe.filters import Filters
from fitting_room.ui.wardrobe.grid import GAP, GarmentGrid, cards_width
from fitting_room.ui.wardrobe.importer import Importer
from fitting_room.ui.wardrobe.model import GarmentModel
from fitting_room.ui.wardrobe.review import ImportReview
from fitting_room.ui.wardrobe.words import name_of

_MARGIN = 16
_WIDE = 1.65
"""Widths of a narrow panel from which there is room beside the cards."""
_UNBOUNDED = 16_777_215
"""Qt's QWIDGETSIZE_MAX, for which PySide6 has no name."""


class WardrobePanel(QFrame):
    """What can be worn.

    Args:
        wardrobe: The garments on file.
        jobs: Does the imports.
    """

    toggled = Signal(GarmentFile)
    """Put this on, or take it off."""
    corrected = Signal(GarmentFile)
    """The user knows better what this is; if it is worn, it looks different now."""
    said = Signal(str, str)
    """(what, next step): something the user should read."""

    def __init__(self, wardrobe: Wardrobe, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAcceptDrops(True)
        self._wardrobe = wardrobe
        self._model = GarmentModel(wardrobe, self)
        self.importer = Importer(wardrobe, jobs, self)
        self.filters = Filters()
        self.grid = GarmentGrid(self._model)
        self.grid.setAccessibleName(self.tr("Wardrobe"))
        self.review = ImportReview(wardrobe, self.importer.imports)
        self._progress = ProgressStrip()
        self._undo = UndoStrip()
        self._closed = False
        self._count = QLabel()
        self._empty = QLabel()
        self._clear = QPushButton(self.tr("Show everything"))
        self._add = self._make_add_button()
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.foot = QVBoxLayout()
        self._lay_out()
        self._connect()
        self.show_wardrobe()
        # After the first frame: nothing of it may delay the window.
        QTimer.singleShot(0, self._resume)

    # --- what the window asks -----------------------------------------------------------------------------------------

    def show_worn(self, worn: Iterable[GarmentFile]) -> None:
        """Mark what is worn."""
        self._model.show_worn(garment.path for garment in worn)

    def show_wardrobe(self) -> None:
        """Read the list again."""
        query = self.filters.query
        ids = self._wardrobe.find(query)
        current = self._model.garment(self.grid.currentIndex())
        self._model.show(ids)
        here = self._model.garment(self.grid.currentIndex())
        if current is not None and (here is None or here.id != current.id):
            self.grid.reveal(current.id)
        self.filters.show_tags(self._wardrobe.tags())
        self._count.setText(self.locale().toString(len(ids)))
        self._count.setAccessibleName(self.tr("%n garment(s)", "", len(ids)))
        narrowed = query != Query()
        self.grid.setVisible(bool(ids))
        self._empty.setVisible(not ids)
        self._clear.setVisible(not ids and narrowed)
        self._empty.setText(
            self.tr("Nothing here is like that.")
            if narrowed
            else self.tr("Drop pictures of clothes here, or a folder of them.")
        )

    def add_choices(self, *choices: Choice) -> None:
        """Put how the garments are worn below them."""
        self.foot.setContentsMargins(_MARGIN, 10, _MARGIN, 14)
        width = max(choice.caption_width for choice in choices)
        for choice in choices:
            choice.set_caption_width(width)
            self.foot.addWidget(choice)

    def ask_for_files(self) -> None:
        """Ask for pictures to add."""
        pictures = " ".join(f"*{suffix}" for suffix in sorted(PICTURE_SUFFIXES))
        kinds = self.tr("Pictures") + f" ({pictures});;" + self.tr("All files (*)")
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Add garments"), "", kinds)
        if names:
            self.importer.add([Path(name) for name in names])

    def ask_for_folder(self) -> None:
        """Ask for a folder to add."""
        name = QFileDialog.getExistingDirectory(self, self.tr("Add a folder of garments"))
        if name:
            self.importer.add([Path(name)])

    def paste(self) -> bool:
        """Add the picture or the files of the clipboard; returns whether there were any."""
        return self.importer.take(QGuiApplication.clipboard().mimeData())

    def close_wardrobe(self) -> None:
        """Load no more pictures; call it before the window goes."""
        self._closed = True
        self.grid.thumbnails.close()
        self.review.thumbnails.close()

    # --- what the user does -------------------------------------------------------------------------------------------

    def _wear(self, garment: GarmentOnFile) -> None:
        if garment.wearable:
            self.toggled.emit(garment.file(name_of(garment)))
        else:
            self.review.edit(garment, "")

    def _favour(self, garments: Sequence[GarmentOnFile]) -> None:
        favourite = not all(garment.favourite for garment in garments)
        self._change(*(lambda each=garment.id: self._wardrobe.favour(each, favourite) for garment in garments))

    def _remove(self, garments: Sequence[GarmentOnFile]) -> None:
        ids = [garment.id for garment in garments]
        row = self.grid.currentIndex().row()
        if ids and self._change(lambda: self._wardrobe.remove(ids)):
            for each in ids:
                self.review.leave_out(each)
            self.grid.setCurrentIndex(self._model.index(min(row, self._model.rowCount() - 1)))
            self._undo.offer(name_of(garments[0]), len(ids), lambda: self._restore(ids))

    def _restore(self, ids: list[int]) -> None:
        if self._change(lambda: self._wardrobe.restore(ids)):
            self.grid.reveal(ids[0])
            self.grid.setFocus()

    def _correct(
        self, garment: int, category: Category | None, sleeves: SleeveLength | None, hem: HemLength | None
    ) -> None:
        if not self._change(lambda: self._wardrobe.correct(garment, category, sleeves, hem)):
            return
        on_file = self._wardrobe.one(garment)
        if on_file is None:
            return
        if category is not None:
            self.importer.again(on_file)  # Cut out and measured anew, as what it is.
        if on_file.wearable:
            self.corrected.emit(on_file.file(name_of(on_file)))

    def _change(self, *changes: Callable[[], None]) -> bool:
        """Change the wardrobe and show it; returns whether that could be done."""
        try:
            with self._wardrobe.database.transaction():
                for change in changes:
                    change()
        except FittingRoomError as error:
            self.said.emit(say(error.what), say(error.next_step))
            return False
        self.show_wardrobe()
        self.review.refresh()
        return True

    def _fill_menu(self, menu: QMenu, garment: GarmentOnFile) -> None:
        selected = self.grid.selected()
        if garment.wearable:
            worn = self._model.is_worn(garment)
            menu.addAction(self.tr("Take off") if worn else self.tr("Wear"), "Space", lambda: self._wear(garment))
        favourite = all(each.favourite for each in selected)
        words = self.tr("No favourite any more") if favourite else self.tr("Favourite")
        menu.addAction(words, "F", lambda: self._favour(selected))
        menu.addSeparator()
        menu.addAction(self.tr("Rename…"), "F2", lambda: self.review.edit(garment, "name"))
        menu.addAction(self.tr("Tags…"), "T", lambda: self.review.edit(garment, "tags"))
        menu.addAction(self.tr("Correct…"), lambda: self.review.edit(garment, ""))
        menu.addAction(self.tr("Add a picture of the back…"), lambda: self._ask_for_back(garment))
        menu.addSeparator()
        menu.addAction(self.tr("Remove"), "Del", lambda: self._remove(selected))

    def _ask_for_back(self, garment: GarmentOnFile) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Add a picture of the back"))
        if name:
            self.importer.add_back(garment, Path(name))

    # --- imports ------------------------------------------------------------------------------------------------------

    def _resume(self) -> None:
        if self._closed:
            return
        self.importer.resume()
        self.review.show_findings()

    def _end_import(self) -> None:
        self._progress.hide()
        self.show_wardrobe()
        if not (self.review.isVisible() and self.review.is_editing):
            self.review.show_findings()

    # --- Qt's events --------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is room for it, what stands below the cards moves beside them."""
        wide = event.size().width() > _WIDE * self.minimumWidth()
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._body.setDirection(direction)
        for strip in (self.review, self._progress, self._undo):
            strip.setMaximumWidth(self.minimumWidth() if wide else _UNBOUNDED)
        super().resizeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures, files and folders."""
        if Importer.can_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add them."""
        if self.importer.take(event.mimeData()):
            event.acceptProposedAction()

    # --- building -----------------------------------------------------------------------------------------------------

    def _make_add_button(self) -> QPushButton:
        button = QPushButton(self.tr("Add…"))
        button.setAccessibleName(self.tr("Add garments"))
        menu = QMenu(button)
        menu.setAccessibleName(button.accessibleName())
        menu.addAction(self.tr("Pictures…"), self.ask_for_files)
        menu.addAction(self.tr("A folder of pictures…"), self.ask_for_folder)
        menu.addAction(self.tr("What was copied"), self.paste)
        button.setMenu(menu)
        return button

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Wardrobe"))
        title.setObjectName("title")
        self._count.setObjectName("heading")
        self._empty.setWordWrap(True)
        self._clear.setAccessibleName(self._clear.text())
        head = QHBoxLayout()
        head.addWidget(title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._add)
        above = QVBoxLayout()
        above.setContentsMargins(_MARGIN, _MARGIN - 4, _MARGIN, 8)
        above.setSpacing(8)
        above.addLayout(head)
        above.addWidget(self.filters)
        above.addWidget(self._empty)
        above.addWidget(self._clear)
        below = QVBoxLayout()
        below.setContentsMargins(_MARGIN - 6, 4, _MARGIN - 6, 0)
        below.addStretch(1)
        for strip in (self.review, self._progress, self._undo):
            below.addWidget(strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        cards = QHBoxLayout()
        cards.setContentsMargins(_MARGIN - GAP // 2, 0, 2, 0)
        cards.addWidget(self.grid)
        self._body.addLayout(cards, 1)
        self._body.addLayout(below)
        column.addLayout(self._body, 1)
        column.addLayout(self.foot)
        self.setMinimumWidth(cards_width(3) + _MARGIN + 2)

    def _connect(self) -> None:
        self.filters.changed.connect(self.show_wardrobe)
        self._clear.clicked.connect(self.filters.clear)
        grid, editor, importer = self.grid, self.review.editor, self.importer
        grid.worn.connect(self._wear)
        grid.favoured.connect(self._favour)
        grid.removed.connect(self._remove)
        grid.edited.connect(self.review.edit)
        grid.menu_opened.connect(self._fill_menu)
        editor.renamed.connect(lambda each, name: self._change(lambda: self._wardrobe.rename(each, name)))
        editor.tagged.connect(lambda each, tags: self._change(lambda: self._wardrobe.tag(each, tags)))
        editor.categorised.connect(lambda each, category: self._correct(each, category, None, None))
        editor.measured.connect(lambda each, sleeves, hem: self._correct(each, None, sleeves, hem))
        editor.removed.connect(lambda each: self._remove(self._wardrobe.get([each])))
        editor.tried_again.connect(lambda each: importer.again(self._wardrobe.get([each])[0]))
        importer.progressed.connect(self._progress.show_progress)
        importer.brought_in.connect(self.show_wardrobe)
        importer.ended.connect(self._end_import)
        importer.failed.connect(lambda what, next_step: self.said.emit(say(what), say(next_step)))
        self._progress.cancelled.connect(importer.cancel)
        self.review.closed.connect(self.grid.setFocus)
