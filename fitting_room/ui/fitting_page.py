"""The fitting room itself: people, picture, wardrobe; and the wires between them and the scene."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from fitting_room.domain.garment import Category
from fitting_room.domain.tryon import Preset
from fitting_room.studio.library.people import PhotoOnFile
from fitting_room.studio.messages import Dress, EnginesSeen, Event, Finished, LookAtEngines
from fitting_room.studio.recipe import GarmentFile, Recipe
from fitting_room.studio.session import Scene
from fitting_room.ui.backroom import Backroom
from fitting_room.ui.engine_picker import EnginePicker
from fitting_room.ui.garment_pictures import GarmentPictures
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.names import say_worn
from fitting_room.ui.outfit_board import OutfitBoard
from fitting_room.ui.people_panel import PeoplePanel
from fitting_room.ui.room import Room
from fitting_room.ui.stage import Stage
from fitting_room.ui.stage.icons import Glyph, icon
from fitting_room.ui.stage_director import StageDirector
from fitting_room.ui.two_groups import TwoGroups
from fitting_room.ui.wardrobe import WardrobePanel


class FittingPage(QWidget):
    """Where somebody is dressed.

    Args:
        backroom: The customer, and what is on file.
    """

    choice_wanted = Signal(Category)
    """The user wants to see what could be worn there."""
    shelf_wanted = Signal(str)
    """The user wants to install a model, by its id."""

    def __init__(self, backroom: Backroom) -> None:
        super().__init__()
        self._dressing = backroom.dressing
        self._jobs = backroom.jobs
        self._settings = backroom.settings
        self._on_file = backroom.library.people
        self._pictures = GarmentPictures(backroom.library.wardrobe, self)
        self.people = PeoplePanel(backroom.library.people, backroom.photos, backroom.keeper)
        self.wardrobe = WardrobePanel(backroom.library.wardrobe, backroom.jobs)
        self.stage = Stage()
        self.board = OutfitBoard(self._pictures.load)
        self.undo = self._button(self.tr("Undo"), self.tr("Undo (Ctrl+Z)"))
        self.before = self._button(self.tr("Before"), self.tr("Hold to see the photo as it was (B)"))
        self.keep = self._button(self.tr("Keep"), self.tr("Keep the look among your looks (Ctrl+D)"))
        self.move_ = self._button(self.tr("Move"), self.tr("Let the look move: a short clip (V)"))
        self.move_.setIcon(icon(Glyph.MOVE))
        self.save = self._button(self.tr("Save…"), self.tr("Save the look (Ctrl+S)"))
        self.save.setObjectName("primary")
        self.engine = EnginePicker(backroom.desk, partial(_expected, backroom.jobs))
        self.engine.set_profile(backroom.settings.now.profile)
        self.make = self._button(self.tr("Make"), self.tr("Make the look with this engine (Ctrl+Enter)"))
        self.room = Room(self.people, self._middle(), self._right())
        self.room.setAccessibleName(self.tr("Fitting room"))  # It has the focus at first.
        self.room.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.room)
        self._connect(backroom)
        self.show_scene()

    # --- from scene to screen -----------------------------------------------------------------------------------------

    def show_scene(self) -> None:
        """Make every control show the scene."""
        scene = self._dressing.scene
        self.people.show_chosen(scene.photo)
        self.wardrobe.show_worn(scene.garments)
        self.board.show_scene(scene)
        self.undo.setEnabled(self._dressing.session.can_undo)
        self.engine.show_scene(scene)
        for button in (self.save, self.before, self.keep, self.move_, self.make):
            button.setEnabled(scene.recipe is not None)
        self.stage.describe(self.description)
        self._show_rest()

    @property
    def description(self) -> str:
        """Who wears what, for those who cannot see it."""
        scene = self._dressing.scene
        name = self.people.name_of(scene.photo) if scene.photo is not None else ""
        worn = say_worn(scene.garments)
        return self.tr("%1 wearing %2").replace("%1", name).replace("%2", worn) if worn else name

    def say(self, what: str, next_step: str = "") -> None:
        """Say something below the picture."""
        self.stage.message.say(what, next_step)

    def _show_rest(self) -> None:
        if not self._dressing.busy:
            scene = self._dressing.scene
            undressed = scene.photo is not None and not scene.garments
            self.stage.set_idle(self.tr("Choose something to wear.") if undressed else "")

    def dress_photo(self, photo: PhotoOnFile) -> None:
        """Dress the person of a photo on file, with what is remembered about their masks."""
        self._dressing.open_photo(photo.path, photo.person, self._on_file.mask_edits(photo.person))

    def _forget(self, photos: list[Path]) -> None:
        """Nothing on the page shows somebody who was removed."""
        for look in self.stage.compare.looks:
            if (look.key.photo if isinstance(look.key, Recipe) else look.key) in photos:
                self.stage.compare.remove(look.key)
        self._dressing.forget(photos)

    def _make_with(self, engine: str, preset: Preset, samples: int) -> None:
        """Another engine makes the pictures, now and the next time."""
        self._settings.change(engine=engine, preset=preset.value, samples=samples)
        self._dressing.make_with(engine, preset, samples)

    def _look_at_engines(self, engines: tuple[str, ...]) -> None:
        """Find out in the worker how engines would run: it alone knows what it has in memory."""
        self._jobs.submit(LookAtEngines(engines), self._receive_outlooks, self.tr("Look at the graphics card"), True)

    def _receive_outlooks(self, event: Event) -> None:
        if isinstance(event, Finished) and isinstance(event.outcome, EnginesSeen):
            self.engine.show_outlooks(event.outcome.outlooks)

    def _replace_corrected(self, garment: GarmentFile) -> None:
        """A garment that is worn was corrected: wear it as it is now."""
        if self._dressing.scene.wears(garment):
            self._dressing.wear(garment)

    # --- building -----------------------------------------------------------------------------------------------------

    def _middle(self) -> QWidget:
        bar = TwoGroups((self.undo, self.before, self.engine, self.make), (self.keep, self.move_, self.save))
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.stage, 1)
        column.addWidget(bar)
        return middle

    def _right(self) -> QWidget:
        """The wardrobe, and below it what is worn of it."""
        right = QWidget()
        right.setObjectName("column")
        right.setMinimumWidth(max(self.wardrobe.minimumWidth(), 44 * self.fontMetrics().averageCharWidth()))
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.wardrobe, 1)
        column.addWidget(self.board)
        self.board.setContentsMargins(12, 8, 12, 10)
        return right

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text.rstrip("…"))
        button.setToolTip(tip)
        return button

    def _connect(self, backroom: Backroom) -> None:
        dressing, stage = self._dressing, self.stage
        dressing.changed.connect(self.show_scene)
        dressing.photo_shown.connect(stage.set_before)
        dressing.look_shown.connect(stage.set_after)
        dressing.progressed.connect(stage.set_progress)
        dressing.rested.connect(self._show_rest)
        dressing.said.connect(self.say)
        dressing.quieted.connect(stage.message.hide)
        backroom.photos.refused.connect(self.say)
        backroom.photos.previewed.connect(stage.set_before)
        self.people.chosen.connect(self.dress_photo)
        self.people.gone.connect(self._forget)
        self.people.said.connect(self.say)
        self.wardrobe.toggled.connect(dressing.toggle)
        self.wardrobe.corrected.connect(self._replace_corrected)
        self.wardrobe.said.connect(self.say)
        self.board.changed.connect(dressing.show)
        self.board.choice_wanted.connect(self.choice_wanted)
        self.engine.chosen.connect(self._make_with)
        self.engine.shelf_wanted.connect(self.shelf_wanted)
        self.engine.outlook_wanted.connect(self._look_at_engines)
        self.before.pressed.connect(lambda: stage.hold_before(True))
        self.before.released.connect(lambda: stage.hold_before(False))
        stage.set_before(dressing.before)
        stage.set_after(dressing.after)
        StageDirector(stage, dressing, backroom.jobs, backroom.library.people)


def _expected(jobs: Jobs, scene: Scene) -> float | None:
    """How many seconds the look of a scene will take, where that is known."""
    return None if scene.recipe is None else jobs.queue.estimates.expect(Dress(scene.recipe))
