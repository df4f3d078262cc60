"""What the window shows and what outlives it: another window can be built over it in another language."""

from dataclasses import dataclass

from fitting_room.settings import Places
from fitting_room.studio.library.library import Library
from fitting_room.ui.crash_log import CrashLog
from fitting_room.ui.dressing import Dressing
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.kept_settings import KeptSettings
from fitting_room.ui.photo_intake import PhotoIntake


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
    """

    jobs: Jobs
    dressing: Dressing
    settings: KeptSettings
    places: Places
    log: CrashLog
    library: Library
    photos: PhotoIntake
