"""What the actions do: the other half of the table in `actions`."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fitting_room.domain.errors import FittingRoomError
from fitting_room.studio.library.garments import search_words
from fitting_room.studio.library.people import PhotoOnFile
from fitting_room.ui.actions import ENTRIES
from fitting_room.ui.backroom import Backroom
from fitting_room.ui.clip.page import ClipPage
from fitting_room.ui.diagnostics import Diagnostics
from fitting_room.ui.files import Files
from fitting_room.ui.looks_page import LooksPage
from fitting_room.ui.names import name_on_file
from fitting_room.ui.pages import FITTING, LOOKS, MIRROR, PAGES
from fitting_room.ui.palette import Find, Palette
from fitting_room.ui.shortcut_sheet import ShortcutSheet
from fitting_room.ui.stage.views import StageView
from fitting_room.ui.translations import say
from fitting_room.ui.wardrobe.words import name_of, search_translations

if TYPE_CHECKING:
    from fitting_room.ui.window import FittingRoomWindow


class Deeds(QObject):
    """Carries actions out.

    Args:
        window: In which.
        backroom: What stands behind it.
    """

    def __init__(self, window: "FittingRoomWindow", backroom: Backroom) -> None:
        super().__init__(window)
        self._window = window
        self._backroom = backroom
        self._dressing = backroom.dressing
        self.files = Files(window, backroom)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What each action does, by its id."""
        window, dressing, files = self._window, self._dressing, self.files
        views = {
            "split": StageView.SPLIT,
            "compare": StageView.COMPARE,
            "mask": StageView.MASK,
            "changed": StageView.CHANGED,
            "steps": StageView.STEPS,
        }
        return {
            **{page: partial(window.show_page, page) for page in PAGES},
            **{identifier: partial(self._toggle_view, view) for identifier, view in views.items()},
            "open": files.ask_to_open,
            "import": lambda: window.fitting.wardrobe.ask_for_files(),
            "import_folder": lambda: window.fitting.wardrobe.ask_for_folder(),
            "save": partial(self._here, LooksPage.ask_to_save, files.ask_to_save, ClipPage.ask_to_save),
            "keep": self._keep,
            "lookbook": self._lookbook,
            "print": partial(self._here, LooksPage.ask_to_print, files.ask_to_print),
            "preferences": window.open_preferences,
            "quit": self._quit,
            "undo": self._undo,
            "redo": self._redo,
            "paste": self._paste,
            "find": partial(self._here, LooksPage.search, self._search),
            "palette": self._open_palette,
            "render": partial(self._here, None, dressing.render, ClipPage.make),
            "move": partial(self._here, LooksPage.move_chosen, window.pages.move_scene, ClipPage.focus_motions),
            "engine": self._choose_engine,
            "cancel": self._cancel,
            "undress": dressing.undress,
            "capture": self._capture,
            "next_sample": lambda: window.fitting.stage.samples.walk(1),
            "last_sample": lambda: window.fitting.stage.samples.walk(-1),
            "before": window.toggle_before,
            "queue": window.toggle_queue,
            "zoom_in": lambda: window.fitting.stage.zoom_in(),
            "zoom_out": lambda: window.fitting.stage.zoom_out(),
            "zoom_fit": lambda: window.fitting.stage.show_whole(),
            "full_screen": self._toggle_full_screen,
            "present": window.toggle_presentation,
            "sheet": self._open_sheet,
            "diagnostics": self._open_diagnostics,
            "about": self._tell_about,
        }

    # --- files and looks ----------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        """Put the look on file."""
        recipe = self._dressing.scene.recipe
        if recipe is None:
            return
        try:
            self._backroom.keeper.keep(recipe, name_on_file(self._backroom.library.people, recipe.photo))
        except FittingRoomError as error:
            self._window.fitting.say(say(error.what), say(error.next_step))
            return
        self._window.fitting.say(self.tr("The look was kept. You find it under Looks."))

    def _lookbook(self) -> None:
        """Put the chosen looks on paper, or all of them."""
        self._window.show_page(LOOKS)
        if self._window.pages.looks is not None:
            self._window.pages.looks.ask_for_lookbook()

    def _here(
        self,
        with_looks: Callable[[LooksPage], None] | None,
        elsewhere: Callable[[], None],
        with_clips: Callable[[ClipPage], None] | None = None,
    ) -> None:
        """What is meant on the page of looks, or where a look moves, is another thing than elsewhere."""
        looks, clips = self._window.pages.looks, self._window.pages.clips
        if with_looks is not None and looks is not None and looks.isVisible():
            with_looks(looks)
        elif with_clips is not None and clips is not None and clips.isVisible():
            with_clips(clips)
        else:
            elsewhere()

    def _paste(self) -> None:
        """A picture that is pasted in the wardrobe is a garment, elsewhere somebody's photo."""
        wardrobe, focused = self._window.fitting.wardrobe, self._window.focusWidget()
        in_wardrobe = focused is not None and wardrobe.isAncestorOf(focused)
        if not (in_wardrobe and wardrobe.paste()):
            self._backroom.photos.paste()

    # --- the scene ----------------------------------------------------------------------------------------------------

    def _undo(self) -> None:
        """Take back what was done last where the user is: on the page of looks, in the mask, in the scene."""
        stage, looks, clips = self._window.fitting.stage, self._window.pages.looks, self._window.pages.clips
        if clips is not None and clips.isVisible():
            clips.undo()
        elif looks is not None and looks.isVisible() and looks.can_undo:
            looks.undo()
        elif stage.isVisible() and stage.view is StageView.MASK:
            stage.mask_editor.undo()
        else:
            self._dressing.undo()

    def _redo(self) -> None:
        stage = self._window.fitting.stage
        if stage.isVisible() and stage.view is StageView.MASK:
            stage.mask_editor.redo()
        else:
            self._dressing.redo()

    def _cancel(self) -> None:
        """Stop what is being done; where nothing is, go back to the look and to the fitting room."""
        mirror, stage, clips = self._window.pages.mirror, self._window.fitting.stage, self._window.pages.clips
        if mirror is not None and mirror.isVisible():
            if not mirror.cancel():
                self._window.show_page(FITTING)
        elif clips is not None and clips.isVisible():
            if not clips.cancel():
                clips.closed.emit()
        elif self._dressing.busy:
            self._dressing.stop()
        elif stage.view is not StageView.LOOK:
            stage.show_view(StageView.LOOK)
        else:
            stage.message.hide()

    def _capture(self) -> None:
        """Go to the mirror; when there, take the picture."""
        mirror = self._window.pages.mirror
        if mirror is not None and mirror.isVisible():
            mirror.capture()
        else:
            self._window.show_page(MIRROR)

    def _toggle_view(self, view: StageView) -> None:
        self._window.show_page(FITTING)
        self._window.fitting.stage.toggle_view(view)

    def _choose_engine(self) -> None:
        self._window.show_page(FITTING)
        self._window.fitting.engine.open_panel()

    # --- finding ------------------------------------------------------------------------------------------------------

    def _search(self) -> None:
        self._window.show_page(FITTING)
        self._window.fitting.wardrobe.filters.focus_search()

    def _open_palette(self) -> None:
        Palette(self._window, self._things(), self._find_garments).open()

    def _things(self) -> list[Find]:
        """What the palette finds beside garments."""
        actions, library = self._window.actions_, self._backroom.library
        found = [
            Find(
                entry.title, entry.menu.plain_title, actions[entry.id].trigger, entry.shown_keys,
                actions[entry.id].isEnabled(),
            )
            for entry in ENTRIES
            if entry.id != "palette"
        ]  # fmt: skip
        found += [
            Find(self._window.fitting.people.name_of(photo.path), self.tr("People"), partial(self._open_photo, photo))
            for person in library.people.all()
            for photo in library.people.photos(person.id)
        ]
        return found

    def _find_garments(self, text: str) -> list[Find]:
        """The garments that a text may mean."""
        wardrobe = self._backroom.library.wardrobe
        found = wardrobe.get(wardrobe.suggest(text, search_words(text, search_translations())))
        return [
            Find(name_of(garment), self.tr("Wardrobe"), partial(self._dressing.toggle, garment.file(name_of(garment))))
            for garment in found
        ]

    def _open_photo(self, photo: PhotoOnFile) -> None:
        self._window.show_page(FITTING)
        self._window.fitting.dress_photo(photo)

    # --- the program --------------------------------------------------------------------------------------------------

    def _quit(self) -> None:
        self._window.close()

    def _toggle_full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ self._window.windowState().WindowFullScreen)

    def _open_sheet(self) -> None:
        ShortcutSheet(self._window).open()

    def _open_diagnostics(self) -> None:
        Diagnostics(self._window, self._backroom.log.diagnostics()).open()

    def _tell_about(self) -> None:
        self._window.show_page(FITTING)
        self._window.fitting.say(
            self.tr("Fitting Room tries clothes on pictures, on this computer only."),
            self.tr("Nothing is sent anywhere. The code is free, under the Apache License 2.0."),
        )
