"""A camera for the mirror's own process, plugged in while its picture is there: a file that a variable names."""

import os
import time
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.decoding import open_picture
from fitting_room.studio.camera.camera import Source, Trouble, Webcam, lost
from fitting_room.studio.mirror import mirror
from fitting_room.studio.mirror.frames import Frames

PICTURE_VARIABLE = "FITTING_ROOM_TEST_CAMERA"
NAME = "Plugged camera"
RATE = 15.0


class PluggedCamera:
    """Shows its picture until it is unplugged."""

    def __init__(self, _source: Source) -> None:
        self._picture = open_picture(_file())

    def read(self) -> RgbImage | None:
        time.sleep(1 / RATE)
        if not _file().exists():
            raise lost(Trouble.UNPLUGGED)
        return self._picture

    def close(self) -> None:
        """There is nothing to let go of."""


def run(orders: Connection, frames: Frames) -> None:
    """In place of `asking._run`: the mirror with this camera."""
    mirror.Mirror = partial(mirror.Mirror, open_source=PluggedCamera, list_cameras=_list)  # type: ignore[misc]
    mirror.has_cheap_list = lambda: True
    mirror.run_mirror(orders, frames)


def _list(_in_use: Webcam | None) -> tuple[Webcam, ...]:
    return (Webcam(0, NAME),) if _file().exists() else ()


def _file() -> Path:
    return Path(os.environ[PICTURE_VARIABLE])
