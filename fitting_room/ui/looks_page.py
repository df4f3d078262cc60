"""The page of looks: everything that was kept, found by typing, opened again, marked, put on paper, dragged out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fitting_room.domain.errors import FittingRoomError
from fitting_room.studio.library.clips import Clips
from fitting_room.studio.library.garments import search_words
from fitting_room.studio.library.looks import Look, LookState
from fitting_room.ui.controls import Message, SearchField
from fitting_room.ui.look_keeper import LookKeeper
from fitting_room.ui.look_paper import LookPaper
from fitting_room.ui.looks_model import CARD, LookDelegate, LookRole, LooksModel, badge_of
from fitting_room.ui.names import bundled_names, say_look
from fitting_room.ui.saving import Saving
from fitting_room.ui.thumbnails import Thumbnails
from fitting_room.ui.translations import say


class LooksPage(QWidget):
    """The looks on file, and what can be done with them.

    Args:
        keeper: The looks, and who draws their pictures.
        saving: Asks where copies go.
        clips: Knows which looks move.
    """

    open_requested = Signal(object)
    """A `Look` whose recipe can be made again: wear it."""
    move_requested = Signal(object)
    """A `Look` that is to move, or whose clips are to be played."""

    def __init__(self, keeper: LookKeeper, saving: Saving, clips: Clips) -> None:
        super().__init__()
        self._clips = clips
        self._keeper = keeper
        self.setObjectName("room")
        self.setAccessibleName(self.tr("Looks"))
        self.model = LooksModel(keeper, self)
        self._thumbnails = Thumbnails(CARD * self.devicePixelRatioF(), self)
        self.grid = LooksGrid(self.model, self._thumbnails)
        self.paper = LookPaper(keeper, saving, self)
        self.message = Message()
        self._names = bundled_names()
        self._undo: Callable[[], None] | None = None
        self._search = SearchField(self.tr("Search looks"), self.tr("Search looks"))
        self._favourites = QPushButton(self.tr("Favourites"))
        self._empty = QLabel()
        self._buttons: dict[str, QPushButton] = {}
        self._build()
        self._connect()
        self.refresh()

    @property
    def chosen(self) -> list[Look]:
        """The selected looks, in their order."""
        rows = sorted(index.row() for index in self.grid.selectedIndexes())
        return [look for row in rows if (look := self.model.look(self.model.index(row))) is not None]

    # --- what the user does -------------------------------------------------------------------------------------------

    def open_chosen(self) -> None:
        """Wear the look again, or say why that cannot be."""
        if len(self.chosen) == 1:
            self._guard(lambda: self._open(self.chosen[0]))

    def move_chosen(self) -> None:
        """Let the look move."""
        chosen = self.chosen
        if len(chosen) == 1 and chosen[0].state is not LookState.LOST:
            self.move_requested.emit(chosen[0])
        elif len(chosen) == 1:
            self.message.say(self.tr("The picture is gone, and so is what it was made from."))
        else:
            self.message.say(self.tr("Choose one look first."))

    def make_again(self) -> None:
        """Draw the missing pictures of the chosen looks."""
        for look in self.chosen:
            if look.state is LookState.NO_PICTURE and not self._keeper.is_drawn(look):
                self._keeper.make_again(look)

    def toggle_favourite(self) -> None:
        """Mark the chosen looks; where all are marked, take the marks off."""
        chosen = self.chosen
        favourite = not all(look.favourite for look in chosen)
        self._guard(lambda: self._keeper.looks.set_favourite([look.id for look in chosen], favourite))
        self._keeper.changed.emit()

    def rename_chosen(self) -> None:
        """Edit the name of the current look where it stands."""
        if self.grid.currentIndex().isValid():
            self.grid.edit(self.grid.currentIndex())

    def remove_chosen(self) -> None:
        """Take the chosen looks off the list, and offer them back."""
        chosen = self.chosen
        if not chosen:
            return
        names = [look.id for look in chosen]
        self._guard(lambda: self._keeper.remove(names))
        one = self.tr("“%1” was removed.").replace("%1", say_look(chosen[0]))
        words = one if len(chosen) == 1 else self.tr("%n look(s) were removed.", "", len(chosen))
        self._undo = lambda: self._bring_back(names)
        self.message.offer(words, self.tr("Undo"), self.undo)

    @property
    def can_undo(self) -> bool:
        """Whether a removal can be taken back."""
        return self._undo is not None

    def undo(self) -> None:
        """Bring back what was removed last."""
        if self._undo is not None:
            bring_back, self._undo = self._undo, None
            self.message.hide()
            bring_back()

    def ask_to_save(self) -> None:
        """Save copies of the chosen looks."""
        looks = [look for look in self.chosen if look.state is not LookState.LOST]
        if looks:
            self.paper.ask_to_save(looks)
        elif self.chosen:
            self.message.say(self.tr("The picture is gone, and so is what it was made from."))
        else:
            self.message.say(self.tr("Choose the looks to save first."))

    def ask_for_lookbook(self) -> None:
        """Put the chosen looks into a lookbook; all that are shown where none is chosen."""
        looks = self._on_paper()
        if looks:
            self.paper.ask_for_lookbook(looks)

    def ask_to_print(self) -> None:
        """Print the chosen looks; all that are shown where none is chosen."""
        looks = self._on_paper()
        if looks:
            self.paper.ask_to_print(looks)

    def search(self) -> None:
        """Begin to type what is looked for."""
        self._search.setFocus()
        self._search.selectAll()

    # --- showing ------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what is on file now."""
        words, favourites = self._search.text(), self._favourites.isChecked()
        self.model.show(self._keeper.looks.all(search_words(words, self._names), favourites), self._clips.counts())
        empty = self.model.rowCount() == 0
        if words.strip() or favourites:
            self._empty.setText(self.tr("No look fits. Look for less, or show all of them."))
        else:
            self._empty.setText(self.tr("Looks that you keep are shown here. Keep one with Ctrl+D."))
        self._empty.setVisible(empty)
        self.grid.setVisible(not empty)
        self._show_state()

    def showEvent(self, event: QShowEvent) -> None:
        """Files may have come or gone in the meantime."""
        self._thumbnails.set_size(CARD * self.devicePixelRatioF())
        self.refresh()
        super().showEvent(event)

    def _show_state(self) -> None:
        chosen = len(self.chosen)
        for name in ("open", "move"):
            self._buttons[name].setEnabled(chosen == 1)
        for name in ("favourite", "remove", "save"):
            self._buttons[name].setEnabled(chosen > 0)
        for name in ("lookbook", "print"):
            self._buttons[name].setEnabled(self.model.rowCount() > 0)

    def _show_menu(self, place: QPoint) -> None:
        if self.chosen:
            menu = self.make_menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.grid.viewport().mapToGlobal(place))

    def make_menu(self) -> QMenu:
        """What can be done with the chosen looks."""
        menu = QMenu(self)
        chosen = self.chosen
        one = len(chosen) == 1
        missing = any(look.state is LookState.NO_PICTURE for look in chosen)
        marked = all(look.favourite for look in chosen)
        mark = self.tr("Take off the favourites") if marked else self.tr("Add to the favourites")
        for words, act, keys, possible in (
            (self.tr("Wear again"), self.open_chosen, "Return", one),
            (self.tr("Move"), self.move_chosen, "V", one),
            (self.tr("Make the picture again"), self.make_again, "", missing),
            (self.tr("Rename"), self.rename_chosen, "F2", one),
            (mark, self.toggle_favourite, "F", True),
            (self.tr("Save a copy…"), self.ask_to_save, "Ctrl+S", True),
            (self.tr("Export a lookbook…"), self.ask_for_lookbook, "Ctrl+E", True),
            (self.tr("Print…"), self.ask_to_print, "Ctrl+P", True),
            (self.tr("Remove"), self.remove_chosen, "Del", True),
        ):
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            # The key is shown and not caught: the page catches it itself.
            menu.addAction(f"{words}\t{shown}", act).setEnabled(possible)
        return menu

    # --- keys ---------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the grid leaves over."""
        for keys, act in (
            (("Return", "Enter"), self.open_chosen),
            (("F",), self.toggle_favourite),
            (("Del", "Backspace"), self.remove_chosen),
            (("Ctrl+S",), self.ask_to_save),
            (("Ctrl+E",), self.ask_for_lookbook),
            (("Ctrl+P",), self.ask_to_print),
            (("Ctrl+F",), self.search),
            (("Ctrl+Z",), self.undo),
        ):
            if QKeySequence(event.keyCombination()) in [QKeySequence(each) for each in keys]:
                act()
                return
        super().keyPressEvent(event)

    # --- inside -------------------------------------------------------------------------------------------------------

    def _open(self, look: Look) -> None:
        missing = look.missing
        if missing:
            self.message.say(
                self.tr("This look cannot be worn again, because “%1” is gone.").replace("%1", missing[0].name),
                self.tr("Its picture can still be exported, printed and dragged out."),
            )
        else:
            self.open_requested.emit(look)

    def _bring_back(self, looks: Sequence[str]) -> None:
        self._guard(lambda: self._keeper.restore(looks))

    def _on_paper(self) -> list[Look]:
        """What goes on paper: looks that have a picture."""
        looks = [look for look in self.chosen or self.model.looks if look.state is LookState.READY]
        if not looks:
            self.message.say(self.tr("There is no picture to put on paper."), self.tr("Make the pictures again first."))
        return looks

    def _guard(self, act: Callable[[], None]) -> None:
        """Do something that the library may refuse."""
        try:
            act()
        except FittingRoomError as error:
            self.message.say(say(error.what), say(error.next_step))

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        title = QLabel(self.tr("Looks"))
        title.setObjectName("title")
        self._search.setMaximumWidth(320)
        self._favourites.setCheckable(True)
        self._favourites.setAccessibleName(self.tr("Show favourites only"))
        self._empty.setObjectName("heading")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._search, 2)
        head.addWidget(self._favourites)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for name, text, tip, act in (
            ("open", self.tr("Wear again"), self.tr("Wear this look again (Enter)"), self.open_chosen),
            ("move", self.tr("Move"), self.tr("Let this look move: a short clip (V)"), self.move_chosen),
            ("favourite", self.tr("Favourite"), self.tr("Mark as favourite (F)"), self.toggle_favourite),
            ("remove", self.tr("Remove"), self.tr("Remove the chosen looks (Delete)"), self.remove_chosen),
            ("save", self.tr("Save a copy…"), self.tr("Save copies of the chosen looks (Ctrl+S)"), self.ask_to_save),
            ("print", self.tr("Print…"), self.tr("Print looks (Ctrl+P)"), self.ask_to_print),
            ("lookbook", self.tr("Lookbook…"), self.tr("Export a lookbook (Ctrl+E)"), self.ask_for_lookbook),
        ):
            button = QPushButton(text)
            button.setAccessibleName(tip.rsplit(" (", 1)[0])
            button.setToolTip(tip)
            button.clicked.connect(act)
            if name == "save":
                foot.addStretch(1)
            foot.addWidget(button)
            self._buttons[name] = button
        self._buttons["open"].setObjectName("primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._empty, 1)
        column.addWidget(self.grid, 1)
        column.addWidget(self.message)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._search.textChanged.connect(self.refresh)
        self._favourites.toggled.connect(self.refresh)
        self._keeper.changed.connect(self.refresh)
        self._keeper.failed.connect(lambda what, next_step: self.message.say(say(what), say(next_step)))
        self._thumbnails.loaded.connect(self.grid.viewport().update)
        self.grid.play_wanted.connect(self.move_requested)
        self.grid.doubleClicked.connect(self.open_chosen)
        self.grid.customContextMenuRequested.connect(self._show_menu)
        self.grid.selectionModel().selectionChanged.connect(self._show_state)
        self.model.modelReset.connect(self._show_state)
        self.paper.said.connect(lambda what, next_step: self.message.say(say(what), say(next_step)))


class LooksGrid(QListView):
    """The grid of cards.

    Args:
        model: What is listed.
        thumbnails: Where the pictures come from.
    """

    play_wanted = Signal(object)
    """The sign of a `Look` that moves was clicked."""

    def __init__(self, model: LooksModel, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(LookDelegate(thumbnails, self))
        self.setObjectName("cards")
        self.setAccessibleName(self.tr("Kept looks"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setIconSize(QSize(CARD))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        # A static view does not drag by itself; this one gives its pictures away as files.
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the sign to play plays."""
        super().mouseReleaseEvent(event)
        place = event.position()
        index = self.indexAt(place.toPoint())
        plays = index.isValid() and index.data(LookRole.CLIPS) and event.button() is Qt.MouseButton.LeftButton
        if plays and badge_of(self.visualRect(index)).contains(place):
            self.play_wanted.emit(index.data(LookRole.LOOK))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave single letters to the page: the grid would look for a name that begins with them."""
        if event.text().isalpha() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
            return
        super().keyPressEvent(event)
