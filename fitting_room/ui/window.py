"""The window: pages, menus, keys, files that are dropped; it only joins what the widgets say to what they do."""

import base64
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from fitting_room.settings import Mode, Settings, WindowState
from fitting_room.studio.library.people import PhotoOnFile
from fitting_room.ui.actions import ENTRIES, Actions
from fitting_room.ui.backroom import Backroom
from fitting_room.ui.diagnostics import Diagnostics
from fitting_room.ui.files import Files
from fitting_room.ui.fitting_page import FittingPage
from fitting_room.ui.header import Header
from fitting_room.ui.palette import Find, Palette
from fitting_room.ui.preferences import Preferences
from fitting_room.ui.presentation import Presentation
from fitting_room.ui.shortcut_sheet import ShortcutSheet
from fitting_room.ui.stage.views import StageView
from fitting_room.ui.wardrobe.words import name_of

USUAL_SIZE = (1220, 820)
PAGES = ("page_fitting",)
TOOLS = ("palette", "present", "sheet", "preferences")


class FittingRoomWindow(QMainWindow):
    """The main window.

    Args:
        backroom: What it shows; closed by whoever made it, because another window may follow this one.
    """

    preferences_closed = Signal()

    def __init__(self, backroom: Backroom) -> None:
        super().__init__()
        self._backroom = backroom
        self._dressing = backroom.dressing
        self._files = Files(self, backroom)
        self._presentation: Presentation | None = None
        self.actions_ = Actions(self, self._handlers())
        self.actions_.fill(self.menuBar())
        self.header = Header(self.actions_, PAGES, TOOLS)
        self.fitting = FittingPage(backroom)
        self.pages = QStackedWidget()
        self._built: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {"page_fitting": lambda: self.fitting}
        self._build()
        self._connect()
        self._show_mode(backroom.settings.now.mode)
        self._restore(backroom.settings.now.window)
        self._show_scene()

    # --- pages --------------------------------------------------------------------------------------------------------

    def show_page(self, identifier: str) -> None:
        """Show a page, which is made the first time."""
        if identifier not in self._built:
            self._built[identifier] = self._makers[identifier]()
            self.pages.addWidget(self._built[identifier])
        self.pages.setCurrentWidget(self._built[identifier])
        self.header.show_page(identifier)
        self._page = identifier

    def open_files(self, files: Sequence[Path]) -> None:
        """Dress the person of the first file, and come to the front: the program was started again."""
        if files:
            self.show_page("page_fitting")
            self._backroom.photos.open(files[0])
        self.setWindowState(self.windowState() & ~self.windowState().WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # --- actions ------------------------------------------------------------------------------------------------------

    def _handlers(self) -> dict[str, Callable[[], None]]:
        """What every action does; those of pages that are not there yet do nothing."""
        handlers: dict[str, Callable[[], None]] = {entry.id: lambda: None for entry in ENTRIES}
        dressing, files = self._dressing, self._files
        handlers |= {page: partial(self.show_page, page) for page in PAGES}
        handlers |= {
            "open": files.ask_to_open,
            "save": files.ask_to_save,
            "print": files.ask_to_print,
            "paste": self._paste,
            "import": lambda: self.fitting.wardrobe.ask_for_files(),
            "import_folder": lambda: self.fitting.wardrobe.ask_for_folder(),
            "find": self._search_wardrobe,
            "compare": lambda: self.fitting.stage.toggle_view(StageView.COMPARE),
            "mask": lambda: self.fitting.stage.toggle_view(StageView.MASK),
            "changed": lambda: self.fitting.stage.toggle_view(StageView.CHANGED),
            "steps": lambda: self.fitting.stage.toggle_view(StageView.STEPS),
            "zoom_in": lambda: self.fitting.stage.zoom_in(),
            "zoom_out": lambda: self.fitting.stage.zoom_out(),
            "zoom_fit": lambda: self.fitting.stage.show_whole(),
            "preferences": self.open_preferences,
            "quit": self._quit,
            "undo": dressing.undo,
            "redo": dressing.redo,
            "palette": self._open_palette,
            "render": dressing.render,
            "cancel": dressing.stop,
            "undress": dressing.undress,
            "before": self._toggle_before,
            "full_screen": self._toggle_full_screen,
            "present": self._present,
            "sheet": self._open_sheet,
            "diagnostics": self._open_diagnostics,
            "about": self._tell_about,
        }
        return handlers

    def _enable(self) -> None:
        """Let only that be asked for which can be done."""
        scene, session = self._dressing.scene, self._dressing.session
        dressed = scene.recipe is not None
        self.actions_.enable(
            undo=session.can_undo, redo=session.can_redo, save=dressed, render=dressed, before=dressed,
            print=dressed, undress=bool(scene.garments),
        )  # fmt: skip

    def open_preferences(self) -> None:
        """Show the preferences."""
        dialog = Preferences(self, self._backroom.settings.now, self._backroom.places, ())
        dialog.changed.connect(self._backroom.settings.set)
        dialog.finished.connect(self.preferences_closed)
        dialog.open()

    def _open_palette(self) -> None:
        Palette(self, self._things()).open()

    def _things(self) -> list[Find]:
        """Everything that the palette finds."""
        actions = [
            Find(
                entry.title, entry.menu.plain_title, self.actions_[entry.id].trigger, entry.shown_keys,
                self.actions_[entry.id].isEnabled(),
            )
            for entry in ENTRIES
            if entry.id != "palette"
        ]  # fmt: skip
        library = self._backroom.library
        garments = [
            Find(name_of(garment), self.tr("Wardrobe"), partial(self._dressing.toggle, garment.file(name_of(garment))))
            for garment in library.wardrobe.get(library.wardrobe.find())
            if garment.wearable
        ]
        people = [
            Find(self.fitting.people.name_of(photo.path), self.tr("People"), partial(self._open_photo, photo))
            for person in library.people.all()
            for photo in library.people.photos(person.id)
        ]
        return [*actions, *garments, *people]

    def _open_photo(self, photo: PhotoOnFile) -> None:
        self._dressing.open_photo(photo.path, photo.person)

    def _paste(self) -> None:
        """A picture that is pasted in the wardrobe is a garment, elsewhere somebody's photo."""
        if not (self.fitting.wardrobe.isAncestorOf(self.focusWidget()) and self.fitting.wardrobe.paste()):
            self._backroom.photos.paste()

    def _search_wardrobe(self) -> None:
        self.show_page("page_fitting")
        self.fitting.wardrobe.filters.focus_search()

    def _open_sheet(self) -> None:
        ShortcutSheet(self).open()

    def _open_diagnostics(self) -> None:
        Diagnostics(self, self._backroom.log.diagnostics()).open()

    def offer_diagnostics(self) -> None:
        """The last run did not end by itself."""
        Diagnostics(self, self._backroom.log.diagnostics(), after_crash=True).open()

    def _tell_about(self) -> None:
        self.fitting.say(
            self.tr("Fitting Room tries clothes on pictures, on this computer only."),
            self.tr("Nothing is sent anywhere. The code is free, under the Apache License 2.0."),
        )

    def _quit(self) -> None:
        self.close()

    def _toggle_before(self) -> None:
        self._hold_before(not self._holds_before)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ self.windowState().WindowFullScreen)

    def _present(self) -> None:
        """Open the second screen, or close it."""
        if self._presentation is not None:
            self._presentation.close()
            return
        self._presentation = Presentation()
        self._presentation.closed.connect(self._forget_presentation)
        self._show_presentation()
        self._presentation.present(self)
        self.activateWindow()

    def _forget_presentation(self) -> None:
        if self._presentation is not None:
            self._presentation.deleteLater()
        self._presentation = None

    # --- from scene to screen -----------------------------------------------------------------------------------------

    def _show_scene(self) -> None:
        self._enable()
        self._show_presentation()

    def _show_presentation(self) -> None:
        if self._presentation is not None:
            self._presentation.show_look(self._dressing.before, self._dressing.after, self.fitting.description)

    def _hold_before(self, held: bool) -> None:
        self._holds_before = held
        self.fitting.stage.hold_before(held)

    def _apply(self, before: Settings, now: Settings) -> None:
        """Do what other settings mean for the window; colours and language are the application's."""
        if now.mode is not before.mode:
            self._show_mode(now.mode)

    def _show_mode(self, mode: Mode) -> None:
        self.fitting.people.set_stylist(mode is Mode.STYLIST)

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle("Fitting Room")
        self.setAcceptDrops(True)
        self._holds_before = False
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(whole)
        self.show_page("page_fitting")
        self.fitting.room.setFocus()

    def _connect(self) -> None:
        dressing, page = self._dressing, self.fitting
        dressing.changed.connect(self._show_scene)
        dressing.look_shown.connect(self._show_presentation)
        dressing.photo_shown.connect(self._show_presentation)
        page.people.open_requested.connect(self._files.ask_to_open)
        page.undo.clicked.connect(self.actions_["undo"].trigger)
        page.keep.clicked.connect(self.actions_["keep"].trigger)
        page.save.clicked.connect(self.actions_["save"].trigger)
        self._backroom.settings.changed.connect(self._apply)

    def _restore(self, state: WindowState) -> None:
        self.resize(*USUAL_SIZE)
        if state.geometry:
            self.restoreGeometry(QByteArray(base64.b64decode(state.geometry)))
        self.fitting.room.set_columns(state.panels)
        if state.page in PAGES:
            self.show_page(state.page)

    @property
    def state(self) -> WindowState:
        """How the window stands, to be found again the next time."""
        return WindowState(
            geometry=base64.b64encode(self.saveGeometry().data()).decode(),
            panels=self.fitting.room.columns,
            page=self._page,
            person=self._dressing.scene.photo,
        )

    # --- Qt's events --------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the photo while B is held: a shortcut has no release. Keys that no control wants arrive here."""
        if event.text().upper() == "B" and not event.modifiers() and self.actions_["before"].isEnabled():
            self._hold_before(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Show the look again."""
        if event.text().upper() == "B" and not event.isAutoRepeat():
            self._hold_before(False)
        else:
            super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """A key that is released in another window is released here too."""
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._hold_before(False)
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file."""
        if self._backroom.photos.can_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open it."""
        event.acceptProposedAction()
        self._backroom.photos.take(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave everything as it is for the next time."""
        self._backroom.settings.remember(self.state)
        if self._presentation is not None:
            self._presentation.close()
        self.fitting.wardrobe.close_wardrobe()
        self.hide()
        super().closeEvent(event)
