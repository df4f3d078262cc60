"""What a camera is, the ones that can be named, and the ways in which one can fail."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Protocol

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.errors import CameraLost


class Camera(Protocol):
    """Gives frames until it is closed or lost. Used by one thread."""

    def read(self) -> RgbImage | None:
        """Wait for the next frame: RGB uint8 (H, W, 3); None where this one was missed and the next may come.

        Raises:
            CameraLost: No more frames will come.
        """

    def close(self) -> None:
        """Let go of the device."""


@dataclass(frozen=True)
class Webcam:
    """A camera of this machine.

    Attributes:
        number: What the system calls it: /dev/video2 is 2.
        name: What people call it; empty where the system does not say.
    """

    number: int
    name: str = ""


@dataclass(frozen=True)
class Film:
    """A video file, or pictures shown one after the other, in place of a camera.

    Attributes:
        path: A video, a folder of pictures, or a pattern such as "walk/*.png".
        rate: Pictures per second; of a video None takes its own.
        loops: Whether it begins again at its end; a film that does not is lost there, like a camera unplugged.
    """

    path: Path
    rate: float | None = None
    loops: bool = True

    @property
    def name(self) -> str:
        """What people call it."""
        return self.path.name


Source = Webcam | Film


class Turn(IntEnum):
    """How far frames are turned clockwise, in degrees, because the camera stands on its side."""

    NONE = 0
    RIGHT = 90
    OVER = 180
    LEFT = 270


class Trouble(StrEnum):
    """Why there are no frames."""

    NONE_FOUND = "none_found"
    DENIED = "denied"
    BUSY = "busy"
    UNPLUGGED = "unplugged"
    UNREADABLE = "unreadable"


def lost(trouble: Trouble) -> CameraLost:
    """The error for a trouble: what happened, and what to do."""
    match trouble:
        case Trouble.NONE_FOUND:
            return CameraLost("No camera was found.", "Plug one in; it is used as soon as it is there.", trouble)
        case Trouble.DENIED:
            return CameraLost(
                "The fitting room may not use the camera.",
                "Allow it in the privacy settings of your system; the mirror starts by itself.",
                trouble,
            )
        case Trouble.BUSY:
            return CameraLost(
                "The camera gives no picture.", "Close other programs that use it, or choose another camera.", trouble
            )
        case Trouble.UNPLUGGED:
            return CameraLost("The camera was unplugged.", "Plug it in again; the mirror goes on by itself.", trouble)
        case Trouble.UNREADABLE:
            return CameraLost("The film cannot be played.", "Choose a video, or a folder of pictures.", trouble)
