"""What the window shows and what outlives it: another window can be built over it in another language."""

from collections.abc import Callable
from dataclasses import dataclass

from fitting_room.domain.errors import FittingRoomError
from fitting_room.settings import Places
from fitting_room.studio.camera.camera import Film
from fitting_room.studio.library.library import Library
from fitting_room.studio.mirror.asking import MirrorLink, MirrorProcess
from fitting_room.studio.recipe import Recipe
from fitting_room.ui.clip.desk import ClipDesk
from fitting_room.ui.clip.saving import ClipSaving
from fitting_room.ui.crash_log import CrashLog
from fitting_room.ui.dressing import Dressing
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.kept_settings import KeptSettings
from fitting_room.ui.look_keeper import LookKeeper
from fitting_room.ui.names import name_on_file
from fitting_room.ui.photo_intake import PhotoIntake
from fitting_room.ui.saving import Saving
from fitting_room.ui.shelf.desk import ModelDesk
from fitting_room.ui.translations import say


@dataclass(frozen=True, eq=False)
class Backroom:
    """Everything behind the window.

    Attributes:
        jobs: Where orders go.
        dressing: The customer.
        settings: What the user has chosen.
        places: Where things are kept.
        log: What went wrong.
        library: What is on file.
        photos: How photos come in.
        keeper: How looks are kept.
        saving: How looks are saved as files.
        desk: Where things are done with models.
        clips: Where looks begin to move.
        clip_saving: How clips are saved as files.
        film: Plays the camera, where the program was started with one.
        start_mirror: Starts the mirror's process.
    """

    jobs: Jobs
    dressing: Dressing
    settings: KeptSettings
    places: Places
    log: CrashLog
    library: Library
    photos: PhotoIntake
    keeper: LookKeeper
    saving: Saving
    desk: ModelDesk
    clips: ClipDesk
    clip_saving: ClipSaving
    film: Film | None = None
    start_mirror: Callable[[], MirrorLink] = MirrorProcess

    def record(self, recipe: Recipe) -> None:
        """Put a look into the history; where that cannot be done, the look is still on the stage."""
        try:
            self.keeper.record(recipe, name_on_file(self.library.people, recipe.photo))
        except FittingRoomError as error:
            self.dressing.said.emit(say(error.what), say(error.next_step))
