"""Many looks at once: choose people and outfits, and the pictures where they meet are made in the background.

One outfit on many people and many outfits on one person are the same table; it fills in while other work goes on.
"""

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fitting_room.studio.grid import CELL_SIDE, MOST_CELLS, CellState, Ensemble, Grid, Pace, Wearer
from fitting_room.studio.library.people import Kind, People
from fitting_room.studio.messages import Dress, Event, Failed, Finished, Order, Progressed, Stopped
from fitting_room.studio.recipe import GarmentFile, Recipe
from fitting_room.studio.session import Scene
from fitting_room.ui.garment_mime import GarmentDrop
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.look_keeping import LookKeeping, WornLook
from fitting_room.ui.names import name_on_file, say_person, say_worn
from fitting_room.ui.outfit_board import LoadThumbnail
from fitting_room.ui.people_model import PhotoModel, Row, list_width
from fitting_room.ui.photo_list import PhotoList
from fitting_room.ui.stylist_grid import HEADER, GridView
from fitting_room.ui.stylist_model import EnsembleModel, GridModel

_GUESS = 3.0
"""Seconds for a look before any was made on this machine."""
_MINUTE = 60


class StylistPage(QWidget):
    """The table of looks and what it is made of.

    Args:
        people: Who can be dressed.
        jobs: Makes the pictures.
        keeping: Puts chosen looks on file and on paper.
        load_thumbnail: Where pictures of garments come from.
        expect: How many seconds an order will take, or None where nobody knows.
        rack: The wardrobe, whose choices come in by `add_garment`; None where garments come from elsewhere.
    """

    opened = Signal(Scene)
    """Put this on the stage."""

    def __init__(
        self,
        people: People,
        jobs: Jobs,
        keeping: LookKeeping,
        load_thumbnail: LoadThumbnail,
        expect: Callable[[Order], float | None] = lambda order: None,
        rack: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._people = people
        self._jobs = jobs
        self._keeping = keeping
        self._expect = expect
        self._worn_now = Scene()
        self._grid = Grid()
        self._pace = Pace(_GUESS)
        self._jobs_of: dict[Recipe, int] = {}
        self._begun: dict[Recipe, float] = {}
        self._photos = PhotoModel(self)
        self._ensembles = EnsembleModel(load_thumbnail, HEADER * self.devicePixelRatioF(), self)
        self._cells = GridModel(self._grid, self._picture_of, self)
        self._chosen: list[Path] = []
        self._build(rack)
        self._connect()
        self.reload()

    # --- what others ask ----------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Show who is on file; whoever is gone leaves the table."""
        rows = []
        for person in (*self._people.all(Kind.CLIENT, Kind.ME), *self._people.all(Kind.DEMO)):
            name = say_person(person)
            photos = self._people.photos(person.id)
            rows += [Row(photo, name if len(photos) == 1 else photo.caption or name, name) for photo in photos]
        self._photos.show(rows)
        on_file = {row.photo.path for row in rows}
        self._choose([path for path in self._chosen if path in on_file])

    def show_worn(self, scene: Scene) -> None:
        """What is on the stage can be added as an outfit."""
        self._worn_now = scene
        self._add.setEnabled(bool(scene.garments))

    def add_outfit(self, scene: Scene) -> None:
        """One more column."""
        self._set_ensembles([*self._ensembles.ensembles, Ensemble(scene)])

    def add_garment(self, garment: GarmentFile) -> None:
        """A garment joins the outfit that is selected if there is room for it; else it is an outfit of its own."""
        row = self._outfits.currentIndex().row()
        ensembles = list(self._ensembles.ensembles)
        if 0 <= row < len(ensembles) and garment.category is not None:
            scene = ensembles[row].scene
            if scene.piece(garment.category) is None and not scene.obstacles(garment.category):
                ensembles[row] = Ensemble(scene.wearing(garment))
                self._set_ensembles(ensembles)
                return
        self.add_outfit(Scene().wearing(garment))

    # --- what the user does -------------------------------------------------------------------------------------------

    def _toggle(self, row: Row) -> None:
        path = row.photo.path
        self._choose([each for each in self._chosen if each != path] if path in self._chosen else [*self._chosen, path])

    def _choose(self, paths: Sequence[Path]) -> None:
        self._chosen = list(paths)
        self._photos.show_chosen(self._chosen)
        names = {row.photo.path: row for row in self._photos.rows}
        wearers = []
        for path in self._chosen:
            row = names[path]
            edits = self._people.mask_edits(row.photo.person)
            wearers.append(Wearer(row.person, Scene().with_person(row.photo.person, path, edits)))
        self._cells.rebuild(lambda: self._grid.set_wearers(wearers))
        self._show_state()

    def _set_ensembles(self, ensembles: Sequence[Ensemble]) -> None:
        self._cells.rebuild(lambda: self._grid.set_ensembles(ensembles))
        self._ensembles.set_ensembles(self._grid.ensembles)
        self._show_state()

    def _remove_outfit(self) -> None:
        row = self._outfits.currentIndex().row()
        if row >= 0:
            ensembles = list(self._ensembles.ensembles)
            del ensembles[row]
            self._set_ensembles(ensembles)

    def _make(self) -> None:
        """Order what is missing, in the background."""
        missing = self._grid.missing()
        self._grid.order(missing)
        for recipe in missing:
            title = say_worn(recipe.garments, " + ")
            order = Dress(recipe, CELL_SIDE)
            self._jobs_of[recipe] = self._jobs.submit(order, partial(self._receive, recipe), title, background=True)
            self._cells.refresh(recipe)
        self._show_state()

    def _stop(self) -> None:
        for job in tuple(self._jobs_of.values()):
            self._jobs.cancel(job)

    def _open(self, row: int, column: int) -> None:
        if self._grid.cell(row, column).state is CellState.FAILED:
            self._words.setText(self._cells.describe(self._cells.index(row, column)))
        else:
            self.opened.emit(self._grid.scene(row, column))

    def _keep(self, row: int, column: int) -> None:
        self._grid.keep(row, column, not self._grid.cell(row, column).kept)
        self._cells.refresh(self._grid.recipe(row, column))
        self._show_state()

    def _receive(self, recipe: Recipe, event: Event) -> None:
        self._grid.receive(recipe, event)
        if isinstance(event, Progressed):
            self._begun.setdefault(recipe, time.monotonic())
        if isinstance(event, Finished | Failed | Stopped):
            self._jobs_of.pop(recipe, None)
            begun = self._begun.pop(recipe, None)
            if isinstance(event, Finished) and begun is not None:
                self._pace.learn(time.monotonic() - begun)
            self._show_state()
        self._cells.refresh(recipe)

    def showEvent(self, event: QShowEvent) -> None:
        """People may have come and gone while the page was not seen."""
        self.reload()
        super().showEvent(event)

    # --- showing ------------------------------------------------------------------------------------------------------

    def _picture_of(self, section: Wearer | Ensemble) -> QPixmap:
        if isinstance(section, Ensemble):
            return self._ensembles.picture_of(section)
        photo = next((row.photo for row in self._photos.rows if row.photo.path == section.scene.photo), None)
        return QPixmap() if photo is None else self._who.thumbnails.find(photo.thumbnail)

    def _show_state(self) -> None:
        """Say how much there is to do, or how far it is."""
        missing, busy = len(self._grid.missing()), len(self._jobs_of)
        too_many = self._grid.size > MOST_CELLS
        self._make_button.setEnabled(missing > 0 and not too_many)
        self._stop_button.setVisible(busy > 0)
        self._bar.setVisible(busy > 0)
        self._bar.setRange(0, max(1, self._grid.size))
        self._bar.setValue(self._grid.count(CellState.DONE, CellState.FAILED))
        self._keep_button.setEnabled(bool(self._grid.kept))
        self._export_button.setEnabled(bool(self._grid.made))
        self._words.setText(self._sentence(missing, busy, too_many))
        self._invitation.setVisible(not self._grid.size)
        self._view.setVisible(bool(self._grid.size))

    def _sentence(self, missing: int, busy: int, too_many: bool) -> str:
        if too_many:
            sentence = self.tr("%1 pictures are too many for one table. Choose fewer, up to %2.")
            return sentence.replace("%1", str(self._grid.size)).replace("%2", str(MOST_CELLS))
        if busy:
            done = self.tr("%1 of %2 pictures").replace("%1", str(self._grid.size - missing - busy))
            return f"{done.replace('%2', str(self._grid.size))} · {self._duration(busy)}"
        if missing:
            return self.tr("%n picture(s) to make", "", missing) + f" · {self._duration(missing)}"
        failed = self._grid.count(CellState.FAILED)
        return self.tr("%n picture(s) could not be made", "", failed) if failed else ""

    def _duration(self, pictures: int) -> str:
        first = next(iter(self._grid.missing()), None)
        expected = None if first is None else self._expect(Dress(first, CELL_SIDE))
        seconds = self._pace.seconds_for(pictures) if expected is None else expected * pictures
        if seconds < _MINUTE:
            return self.tr("about %n second(s)", "", max(1, round(seconds)))
        return self.tr("about %n minute(s)", "", round(seconds / _MINUTE))

    # --- what is done with the looks ----------------------------------------------------------------------------------

    def _look(self, row: int, column: int) -> WornLook:
        recipe = self._grid.recipe(row, column)
        return WornLook(recipe, name_on_file(self._people, recipe.photo))

    def _keep_chosen(self) -> None:
        self._keeping.keep([self._look(*place) for place in self._grid.kept])

    def _export(self) -> None:
        """Ask for a file and put the chosen looks on it, or all that were made where none is chosen."""
        kinds = self.tr("Contact sheet (*.png *.jpg)") + ";;" + self.tr("Book (*.pdf)")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export the looks"), self.tr("Looks") + ".png", kinds)
        if name:
            path = Path(name) if Path(name).suffix else Path(f"{name}.png")
            looks = [self._look(*place) for place in self._grid.kept or self._grid.made]
            self._keeping.export(looks, path, self.tr("Looks"))

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self, rack: QWidget | None) -> None:
        self._who = PhotoList(self._photos, editable=False)
        self._who.setAccessibleName(self.tr("People to dress"))
        self._who.setMinimumWidth(list_width(2))
        self._outfits = QListView()
        self._outfits.setModel(self._ensembles)
        self._outfits.setObjectName("cards")
        self._outfits.setAccessibleName(self.tr("Outfits to try on"))
        self._outfits.setIconSize(QSize(HEADER.width() // 2, HEADER.height() // 2))
        self._outfits.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._outfits.setMinimumHeight(130)
        self._outfits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._outfits.setWordWrap(True)
        self._add = self._button(self.tr("Add what is worn"))
        self._add.setEnabled(False)
        self._remove = self._button(self.tr("Remove"), self.tr("Remove the outfit"))
        self._view = GridView(self._cells)
        self._invitation = QLabel(
            self.tr("Choose people, and add what they shall wear. Every picture of the table is made for you.")
        )
        self._invitation.setWordWrap(True)
        self._invitation.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._bar.setAccessibleName(self.tr("Progress of the table"))
        self._make_button = self._button(self.tr("Make the pictures"))
        self._make_button.setObjectName("primary")
        self._stop_button = self._button(self.tr("Stop"), self.tr("Stop making pictures"))
        self._keep_button = self._button(self.tr("Keep chosen"), self.tr("Keep the chosen looks"))
        self._export_button = self._button(self.tr("Export…"), self.tr("Export as a contact sheet"))
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._left(rack))
        splitter.addWidget(self._right())
        splitter.setStretchFactor(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)

    def _left(self, rack: QWidget | None) -> QWidget:
        """People and outfits; the wardrobe takes their place while garments are chosen."""
        self._choices = QStackedWidget()
        lists = QWidget()
        column = QVBoxLayout(lists)
        column.setContentsMargins(14, 16, 6, 12)
        column.setSpacing(8)
        column.addWidget(self._heading(self.tr("Who")))
        column.addWidget(self._who, 3)
        column.addWidget(self._heading(self.tr("In what")))
        column.addWidget(self._outfits, 2)
        buttons = QHBoxLayout()
        buttons.addWidget(self._add, 1)
        buttons.addWidget(self._remove)
        column.addLayout(buttons)
        self._choices.addWidget(lists)
        if rack is not None:
            more = self._button(self.tr("Choose from the wardrobe…"))
            more.clicked.connect(lambda: self._choices.setCurrentIndex(1))
            column.addWidget(more)
            done = self._button(self.tr("Done choosing"))
            done.clicked.connect(lambda: self._choices.setCurrentIndex(0))
            wardrobe = QWidget()
            below = QVBoxLayout(wardrobe)
            below.setContentsMargins(0, 0, 0, 12)
            below.addWidget(rack, 1)
            below.addWidget(done, 0, Qt.AlignmentFlag.AlignHCenter)
            self._choices.addWidget(wardrobe)
        return self._choices

    def _right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self._view, 1)
        column.addWidget(self._invitation, 1)
        column.addWidget(self._bar)
        column.addWidget(self._words)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addStretch(1)
        for button in (self._keep_button, self._export_button, self._stop_button, self._make_button):
            bar.addWidget(button)
        column.addLayout(bar)
        return right

    def _heading(self, text: str) -> QLabel:
        heading = QLabel(text)
        heading.setObjectName("title")
        return heading

    def _button(self, text: str, name: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(name or text)
        if name:
            button.setToolTip(name)
        return button

    def _connect(self) -> None:
        self._who.opened.connect(self._toggle)
        self._who.thumbnails.loaded.connect(lambda: self._view.verticalHeader().viewport().update())
        self._ensembles.dataChanged.connect(lambda: self._view.horizontalHeader().viewport().update())
        self._add.clicked.connect(lambda: self.add_outfit(self._worn_now))
        self._remove.clicked.connect(self._remove_outfit)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self._outfits, self._remove_outfit)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        GarmentDrop(self._outfits.viewport()).dropped.connect(lambda piece: self.add_outfit(Scene().wearing(piece)))
        GarmentDrop(self._view.viewport()).dropped.connect(lambda piece: self.add_outfit(Scene().wearing(piece)))
        self._view.opened.connect(self._open)
        self._view.kept.connect(self._keep)
        self._make_button.clicked.connect(self._make)
        self._stop_button.clicked.connect(self._stop)
        self._keep_button.clicked.connect(self._keep_chosen)
        self._keeping.said.connect(lambda what, next_step: self._words.setText(f"{what} {next_step}".strip()))
        self._export_button.clicked.connect(self._export)
