"""The pages beside the fitting room, each made when it is first shown: mirror, looks, stylist, models."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from fitting_room.domain.errors import FittingRoomError
from fitting_room.studio.library.looks import Look, LookState
from fitting_room.studio.session import Scene
from fitting_room.ui.backroom import Backroom
from fitting_room.ui.clip.look import MovingLook
from fitting_room.ui.clip.page import ClipPage
from fitting_room.ui.clip.recorder import MotionRecorder
from fitting_room.ui.garment_pictures import GarmentPictures
from fitting_room.ui.look_keeping import LookKeeping
from fitting_room.ui.looks_page import LooksPage
from fitting_room.ui.mirror.page import MirrorPage
from fitting_room.ui.names import name_on_file, say_look, say_person_in, say_wearer, say_worn
from fitting_room.ui.rack import Rack
from fitting_room.ui.shelf import ShelfPage
from fitting_room.ui.stylist import StylistPage
from fitting_room.ui.translations import say

FITTING, MIRROR, LOOKS, STYLIST, MODELS = PAGES = (
    "page_fitting",
    "page_mirror",
    "page_looks",
    "page_stylist",
    "page_models",
)
"""Ids of the actions that show them."""
CLIPS = "page_clips"
"""Where a look moves; nobody goes there without one."""


class Pages(QObject):
    """Makes pages and joins them to what stands behind the window.

    Args:
        window: Owner, above which dialogs open.
        backroom: What they show.
    """

    fitting_wanted = Signal()
    """Something is on the stage now that the user asked for."""
    clips_wanted = Signal()
    """A look is to move."""
    clips_closed = Signal()
    """Back to where the look was."""
    shelf_wanted = Signal(str)
    """A model is to be installed, by its id."""
    said = Signal(str, str)
    """What happened, and what to do next or nothing."""

    def __init__(self, window: QWidget, backroom: Backroom) -> None:
        super().__init__(window)
        self._window = window
        self._backroom = backroom
        self.mirror: MirrorPage | None = None
        self.looks: LooksPage | None = None
        self.stylist: StylistPage | None = None
        self.models: ShelfPage | None = None
        self.clips: ClipPage | None = None
        self._makers: dict[str, Callable[[], QWidget]] = {
            MIRROR: self._make_mirror,
            LOOKS: self._make_looks,
            STYLIST: self._make_stylist,
            MODELS: self._make_models,
            CLIPS: self._make_clips,
        }

    def make(self, page: str) -> QWidget:
        """One of the pages but the fitting room, new."""
        return self._makers[page]()

    def show_scene(self) -> None:
        """Let the pages know what is worn."""
        scene = self._backroom.dressing.scene
        if self.mirror is not None:
            self.mirror.wear(scene.garments, scene.options)
        if self.stylist is not None:
            self.stylist.show_worn(scene)

    def close(self) -> None:
        """End what the pages have started."""
        if self.mirror is not None:
            self.mirror.shut_down()
        if self.clips is not None:
            self.clips.drawer.shut_down()

    # --- making -------------------------------------------------------------------------------------------------------

    def _make_mirror(self) -> QWidget:
        backroom = self._backroom
        settings = backroom.settings.now
        page = self.mirror = MirrorPage(
            backroom.library.people.incoming,
            film=backroom.film,
            camera=settings.camera,
            mirrored=settings.mirror_view,
            start=backroom.start_mirror,
        )
        page.photo_taken.connect(self._take_photo)
        page.closed.connect(self.fitting_wanted)
        page.camera_chosen.connect(lambda name: backroom.settings.change(camera=name))
        page.mirrored_chosen.connect(lambda mirrored: backroom.settings.change(mirror_view=mirrored))
        self.show_scene()
        return page

    def _make_looks(self) -> QWidget:
        page = self.looks = LooksPage(self._backroom.keeper, self._backroom.saving, self._backroom.library.clips)
        page.move_requested.connect(self.move_look)
        self._backroom.clips.changed.connect(page.refresh)
        page.open_requested.connect(self._wear_again)
        return page

    def _make_stylist(self) -> QWidget:
        backroom, library = self._backroom, self._backroom.library
        keeping = LookKeeping(library.looks, backroom.jobs)
        pictures = GarmentPictures(library.wardrobe, self)
        rack = Rack(library.wardrobe)
        page = self.stylist = StylistPage(
            library.people, backroom.jobs, keeping, pictures.load, expect=library.estimates.expect, rack=rack
        )
        rack.picked.connect(page.add_garment)
        page.opened.connect(self._open_scene)
        keeping.kept.connect(backroom.keeper.changed)
        keeping.said.connect(self.said)
        keeping.setParent(page)
        self.show_scene()
        return page

    def _make_models(self) -> QWidget:
        self.models = ShelfPage(self._backroom.desk, self._backroom.settings.now.profile)
        return self.models

    def _make_clips(self) -> QWidget:
        backroom = self._backroom
        motions = backroom.library.motions
        page = self.clips = ClipPage(
            backroom.clips, motions, backroom.desk, backroom.settings, backroom.clip_saving, self._make_recorder
        )
        page.closed.connect(self.clips_closed)
        page.shelf_wanted.connect(self.shelf_wanted)
        return page

    def _make_recorder(self) -> MotionRecorder:
        backroom, settings = self._backroom, self._backroom.settings.now
        return MotionRecorder(
            backroom.library.motions,
            backroom.jobs,
            source=backroom.film,
            mirrored=settings.mirror_view,
            start=backroom.start_mirror,
        )

    # --- what the pages ask -------------------------------------------------------------------------------------------

    def move_scene(self) -> None:
        """The look on the stage is to move."""
        library, dressing = self._backroom.library, self._backroom.dressing
        recipe = dressing.scene.recipe
        if recipe is None:
            return
        kept = library.looks.of_recipe(recipe)
        title = f"{say_person_in(library.people, recipe.photo)}, {say_worn(recipe.garments)}"
        still = QImage() if dressing.after is None else dressing.after.toImage()
        person = name_on_file(library.people, recipe.photo)
        self._move(MovingLook(recipe, title, person, still, look="" if kept is None else kept.id))

    def move_look(self, look: Look) -> None:
        """A look on file is to move: its picture where that is there, else it is made again."""
        ready = look.state is LookState.READY
        try:
            source = look.picture if ready else look.recipe
        except FittingRoomError as error:
            self.said.emit(say(error.what), say(error.next_step))
            return
        title = ", ".join(word for word in (say_wearer(look), say_look(look)) if word)
        self._move(MovingLook(source, title, look.person, picture=look.picture if ready else None, look=look.id))

    def _move(self, look: MovingLook) -> None:
        self._backroom.clips.show(look)
        self.clips_wanted.emit()

    def _take_photo(self, path: Path) -> None:
        """A photo from the mirror goes on file like any other, and is dressed."""
        self._backroom.photos.open_shot(path)
        self.fitting_wanted.emit()

    def _wear_again(self, look: Look) -> None:
        try:
            recipe = look.recipe
        except FittingRoomError as error:
            self.said.emit(say(error.what), say(error.next_step))
            return
        photo = self._backroom.library.people.photo_at(recipe.photo)
        person = None if photo is None else photo.person
        self._open_scene(Scene.of(recipe, person))

    def _open_scene(self, scene: Scene) -> None:
        self._backroom.dressing.show(scene)
        self.fitting_wanted.emit()
