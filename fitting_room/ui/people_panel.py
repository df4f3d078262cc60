"""Whose photos can be dressed: the user's own and the bundled people's at home, a client's at a stylist's."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout

from fitting_room.domain.errors import FittingRoomError
from fitting_room.studio.library.people import ME, Kind, People, PersonOnFile, PhotoOnFile
from fitting_room.ui.look_keeper import LookKeeper
from fitting_room.ui.names import say_person, say_person_in
from fitting_room.ui.people_bars import ClientBar, NameBar, RemovalBar, UndoBar
from fitting_room.ui.people_model import PhotoModel, Row, list_width
from fitting_room.ui.photo_intake import PhotoIntake
from fitting_room.ui.photo_list import PhotoList
from fitting_room.ui.translations import say

_RECENT = 8


class PeoplePanel(QFrame):
    """People and their photos.

    Args:
        people: Who is on file.
        intake: How photos come in; new ones become those of who is served.
        keeper: The looks, which may go with a client.
    """

    chosen = Signal(object)
    """A `PhotoOnFile` to dress."""
    open_requested = Signal()
    """The user wants to look for a file."""
    gone = Signal(list)
    """These photos (paths) are not to be shown any more."""
    said = Signal(str, str)
    """What went wrong, and what to do."""

    def __init__(self, people: People, intake: PhotoIntake, keeper: LookKeeper) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAcceptDrops(True)
        self._people = people
        self._intake = intake
        self._keeper = keeper
        self._stylist = False
        self._served = ME
        self._model = PhotoModel(self)
        self._title = QLabel()
        self._title.setObjectName("title")
        self.clients = ClientBar()
        self.photos = PhotoList(self._model)
        self._invitation = QLabel(self.tr("Drop a photo here, paste one, or press Open."))
        self._invitation.setObjectName("heading")
        self._invitation.setWordWrap(True)
        self._name_bar = NameBar()
        self._removal = RemovalBar()
        self._undo = UndoBar()
        self._rename: Callable[[str], None] = lambda text: None
        self._lay_out()
        self._connect()
        self.set_stylist(False)

    # --- what others ask ----------------------------------------------------------------------------------------------

    def set_stylist(self, stylist: bool) -> None:
        """Show one client at a time, or the user and the bundled people."""
        self._stylist = stylist
        self._title.setText(self.tr("Clients") if stylist else self.tr("People"))
        self.clients.setVisible(stylist)
        self.photos.setMinimumWidth(list_width(2 if stylist else 1))
        self.serve(self._served if stylist else ME)

    def serve(self, person: str) -> None:
        """Show the photos of a client, and give them the photos that come in."""
        found = self._people.find(person)
        if self._served != person:
            self._removal.hide()  # It was asked about somebody else.
        self._served = ME if found is None else person
        # Photos are never given to the bundled people: they would be gone with them.
        self._intake.person = ME if found is None or found.kind is Kind.DEMO else person
        self.reload()

    def reload(self) -> None:
        """Show what is on file."""
        current = self._model.row(self.photos.currentIndex())
        rows = [row for person in self._listed() for row in self._rows_of(person)]
        self._model.show(rows)
        if current is not None:
            self.photos.setCurrentIndex(self._model.index_of(current.photo.path))
        self._invitation.setVisible(not any(not row.photo.bundled for row in rows))
        if self._stylist:
            clients = self._people.all(Kind.CLIENT, Kind.ME) + self._people.all(Kind.DEMO)
            self.clients.show_clients([(person, say_person(person)) for person in clients], self._served)

    def show_chosen(self, path: Path | None) -> None:
        """Mark whose photo is dressed."""
        self._model.show_chosen([] if path is None else [path])
        index = self._model.index_of(path)
        if index.isValid():
            self.photos.scrollTo(index)

    def knows(self, path: Path) -> bool:
        """Whether the photo is on file."""
        return self._people.photo_at(path) is not None

    def name_of(self, path: Path) -> str:
        """What the person of a photo is called."""
        return say_person_in(self._people, path)

    # --- what the user does -------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take photos."""
        if self._intake.can_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the photos on file."""
        event.acceptProposedAction()
        self._intake.take(event.mimeData())

    def _open(self, photo: PhotoOnFile) -> None:
        self._try(lambda: self._people.use_photo(photo))
        self.chosen.emit(photo)

    def _arrive(self, photo: PhotoOnFile) -> None:
        if self._stylist and photo.person != self._served:
            self.serve(photo.person)
        else:
            self.reload()
        self._open(photo)

    def _remove(self, row: Row) -> None:
        """A photo of the user's or a client's, or a bundled person."""
        photo = row.photo
        if photo.bundled:
            remove, restore = self._people.remove, self._people.restore
            self._take_away(
                lambda: remove(photo.person), lambda: restore(photo.person), row.label, [photo.path], for_good=False
            )
        else:
            self._take_away(
                lambda: self._people.remove_photo(photo),
                lambda: self._people.restore_photo(photo),
                row.label,
                [photo.path],
            )

    def _looks_of_client(self) -> list[str]:
        return [look.id for look in self._keeper.looks.of(self._people.folder_of(self._served))]

    def _ask_about_looks(self) -> None:
        """Remove the client; where looks of theirs are on file, the user decides whether these go, too."""
        person, looks = self._people.find(self._served), self._looks_of_client()
        if person is not None and looks:
            self._removal.ask(say_person(person), len(looks))
        else:
            self._remove_client(with_looks=False)

    def _remove_client(self, with_looks: bool) -> None:
        person = self._people.find(self._served)
        if person is None:
            return
        paths = [photo.path for photo in self._people.photos(person.id)]
        looks = self._looks_of_client() if with_looks else []

        def remove() -> None:
            self._people.remove(person.id)
            self._keeper.remove(looks)

        def restore() -> None:
            self._people.restore(person.id)
            self._keeper.restore(looks)
            self._served = person.id

        self._take_away(remove, restore, say_person(person), paths)

    def _take_away(
        self,
        remove: Callable[[], None],
        restore: Callable[[], None],
        name: str,
        paths: list[Path],
        *,
        for_good: bool = True,
    ) -> None:
        """Remove something, and offer to bring it back."""

        def bring_back() -> None:
            self._try(restore)
            self.serve(self._served)

        if self._try(remove):
            self._undo.offer(name, bring_back, for_good)
            self.serve(self._served)
            self.gone.emit(paths)

    def _ask_for_label(self, row: Row) -> None:
        if row.photo.bundled:
            self._ask_for_name(row.photo.person, row.person)
        else:
            self._rename = lambda text: self._people.caption(row.photo, text)
            self._name_bar.ask(self.tr("What is this photo called?"), row.photo.caption, may_be_empty=True)

    def _ask_for_name(self, person: str, name: str) -> None:
        self._rename = lambda text: self._people.rename(person, text)
        self._name_bar.ask(self.tr("What is this person called?"), name)

    def _ask_for_note(self) -> None:
        person = self._people.find(self._served)
        if person is not None:
            self._rename = lambda text: self._people.annotate(person.id, text)
            self._name_bar.ask(self.tr("What should you remember?"), person.note, may_be_empty=True)

    def _ask_for_client(self) -> None:
        def add(name: str) -> None:
            self._served = self._people.add(name).id

        self._rename = add
        self._name_bar.ask(self.tr("What is the new client called?"), "")

    def _take_name(self, text: str) -> None:
        self._try(lambda: self._rename(text))
        self.serve(self._served)
        self.photos.setFocus()

    def _try(self, action: Callable[[], None]) -> bool:
        """Do something to the library, or say why it cannot be done."""
        try:
            action()
        except FittingRoomError as error:
            self.said.emit(say(error.what), say(error.next_step))
            return False
        return True

    # --- showing ------------------------------------------------------------------------------------------------------

    def _listed(self) -> list[PersonOnFile]:
        if self._stylist:
            person = self._people.find(self._served)
            return [] if person is None else [person]
        return [*self._people.all(Kind.ME), *self._people.all(Kind.DEMO)]

    def _rows_of(self, person: PersonOnFile) -> list[Row]:
        name = say_person(person)
        return [Row(photo, photo.caption or name, name) for photo in self._people.photos(person.id)]

    def _fill_recent(self, menu: QMenu) -> None:
        """Ways to add a photo, and those used lately, made when the menu opens."""
        menu.clear()
        menu.addAction(self.tr("Paste a picture"), self._intake.paste)
        photos = self._people.recent(_RECENT)
        if photos:
            menu.addSection(self.tr("Recent"))
        for photo in photos:
            person = self._people.find(photo.person)
            name = "" if person is None else say_person(person)
            label = f"{name}, {photo.caption}" if photo.caption else name
            icon = QIcon(QPixmap(str(photo.thumbnail)))
            menu.addAction(icon, label.replace("&", "&&"), lambda photo=photo: self._arrive(photo))

    # --- building -----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._open_button = QPushButton(self.tr("Open…"))
        self._open_button.setAccessibleName(self.tr("Open a photo"))
        self._open_button.setToolTip(self.tr("Open a photo of a person (Ctrl+O)"))
        self._more = QPushButton("▾")
        self._more.setAccessibleName(self.tr("More ways to add a photo"))
        self._more.setToolTip(self._more.accessibleName())
        self._more.setStyleSheet("padding-left: 8px; padding-right: 8px;")
        self._more.setMinimumWidth(2 * self.fontMetrics().height())  # Narrower than its corners it would lose them.
        self.menu = QMenu(self._more)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(self._open_button, 1)
        buttons.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 16, 6, 10)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self.clients)
        column.addLayout(buttons)
        column.addWidget(self._invitation)
        column.addWidget(self.photos, 1)
        column.addWidget(self._name_bar)
        column.addWidget(self._removal)
        column.addWidget(self._undo)

    def _connect(self) -> None:
        self._open_button.clicked.connect(self.open_requested)
        self._more.clicked.connect(self._open_menu)
        self._intake.arrived.connect(self._arrive)
        self.photos.opened.connect(lambda row: self._open(row.photo))
        self.photos.renamed.connect(self._ask_for_label)
        self.photos.removed.connect(self._remove)
        self.clients.chosen.connect(self.serve)
        self.clients.creation_wanted.connect(self._ask_for_client)
        self.clients.renaming_wanted.connect(self._ask_for_served_name)
        self.clients.note_wanted.connect(self._ask_for_note)
        self.clients.removal_wanted.connect(self._ask_about_looks)
        self._removal.decided.connect(self._remove_client)
        self._name_bar.taken.connect(self._take_name)

    def _ask_for_served_name(self) -> None:
        person = self._people.find(self._served)
        if person is not None:
            self._ask_for_name(person.id, person.name)

    def _open_menu(self) -> None:
        self._fill_recent(self.menu)
        self.menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
