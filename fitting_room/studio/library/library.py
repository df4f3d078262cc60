"""Everything that is on file, opened together: one database and the stores that share it."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from fitting_room.domain.errors import FittingRoomError
from fitting_room.studio import demo
from fitting_room.studio.library.clips import Clips
from fitting_room.studio.library.database import Database
from fitting_room.studio.library.estimates import Estimates
from fitting_room.studio.library.looks import Looks
from fitting_room.studio.library.motions import Motions
from fitting_room.studio.library.people import People
from fitting_room.studio.library.wardrobe import Wardrobe


@dataclass(frozen=True, eq=False)
class Library:
    """The stores of one user.

    Attributes:
        database: The file they share.
        people: Who can be dressed.
        wardrobe: What can be worn.
        looks: What was kept, and what was made.
        estimates: How long things take on this machine.
        motions: How the user moves.
        clips: Looks that move.
    """

    database: Database
    people: People
    wardrobe: Wardrobe
    looks: Looks
    estimates: Estimates
    motions: Motions
    clips: Clips

    @classmethod
    def open(cls, file: Path, folder: Path) -> "Library":
        """Open what is on file, with the bundled people and garments in it.

        Args:
            file: The database.
            folder: Where the folders of pictures lie.

        Raises:
            FittingRoomError: It was written by a newer program, is locked, or cannot be written.
        """
        database = Database.open(file)
        people = People(database, folder / "people")
        wardrobe = Wardrobe(database, folder / "wardrobe")
        people.seed((person.path.stem, person.name, person.path) for person in demo.people())
        wardrobe.seed([(garment, demo.colours(garment)) for garment in demo.wardrobe()])
        looks = Looks(database, folder / "looks")
        people.tidy()
        looks.tidy()
        clips = Clips(database, folder / "clips")
        clips.tidy()
        motions = Motions(folder / "motions")
        motions.empty_trash()
        return cls(database, people, wardrobe, looks, Estimates(database), motions, clips)

    def close(self) -> None:
        """Delete for good who and what was removed, and let go of the file."""
        for store in (self.people, self.looks, self.clips):
            with contextlib.suppress(FittingRoomError):  # Then the next start does it.
                store.empty_trash()
        self.motions.empty_trash()
        self.database.close()
