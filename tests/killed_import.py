"""Run as a program: brings in what waits, and kills itself with SIGKILL at a chosen point of the chosen garment.

Perception is played by `understand`, so that only the storing is tested and a run takes a moment.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mannequin import garment

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.errors import UnsuitableGarment
from fitting_room.domain.garment import Category, Garment
from fitting_room.studio.library import intake
from fitting_room.studio.library.database import Database
from fitting_room.studio.library.imports import Imports
from fitting_room.studio.library.wardrobe import Wardrobe

POINTS: dict[str, tuple[Any, str]] = {
    "when it is begun": (Imports, "begin"),
    "before the copy has its name": (os, "fsync"),
    "after the copy": (intake, "_keep"),
    "after it is understood": (intake, "_understand"),
    "after the thumbnail": (intake, "_keep_thumbnail"),
    "inside the transaction": (Imports, "finish"),
    "after it is stored": (intake, "_store"),
}
"""Where the program can be killed: right after this call, or before it for `fsync`."""


def understand(pixels: RgbImage, name: str, category: Category | None) -> Garment:
    """Everything is a T-shirt, except what is black."""
    if pixels.mean() < 10:
        raise UnsuitableGarment("The garment could not be told from its background.", "Use a lighter surface.")
    return garment(category or Category.TOPS)


def kill_at(point: str, garments: int) -> None:
    """Arrange for the end, after so many garments have come by unharmed."""
    owner, name = POINTS[point]
    call: Callable[..., Any] = getattr(owner, name)
    seen = 0
    per_garment = 2 if name == "fsync" else 1  # A picture and a thumbnail are written for each.

    def wrapped(*arguments: Any, **options: Any) -> Any:
        nonlocal seen
        seen += 1
        last = seen > per_garment * garments
        if last and name == "fsync":
            os.kill(os.getpid(), signal.SIGKILL)
        result = call(*arguments, **options)
        if last:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, wrapped)


def main() -> None:
    """killed_import.py FOLDER POINT GARMENTS."""
    folder, point, garments = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    intake._understand = understand
    kill_at(point, garments)
    with Database.open(folder / "library.sqlite") as database:
        intake.bring_in(Wardrobe(database, folder / "garments"), lambda stage, fraction: None, lambda view: None)


if __name__ == "__main__":
    main()
