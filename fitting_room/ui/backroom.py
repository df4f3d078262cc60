"""What the window shows and what outlives it: another window can be built over it in another language."""

from collections.abc import Sequence
from dataclasses import dataclass

from fitting_room.settings import Places
from fitting_room.studio.demo import PersonFile
from fitting_room.studio.recipe import GarmentFile
from fitting_room.ui.crash_log import CrashLog
from fitting_room.ui.dressing import Dressing
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.kept_settings import KeptSettings


@dataclass(frozen=True, eq=False)
class Backroom:
    """Everything behind the window.

    Attributes:
        jobs: Where orders go.
        dressing: The customer.
        settings: What the user has chosen.
        places: Where things are kept.
        log: What went wrong.
        people: Who can be dressed.
        wardrobe: What can be worn.
    """

    jobs: Jobs
    dressing: Dressing
    settings: KeptSettings
    places: Places
    log: CrashLog
    people: Sequence[PersonFile]
    wardrobe: Sequence[GarmentFile]
