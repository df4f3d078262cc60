"""What every animator can do, and what the application knows of it before loading it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.job import Report
from fitting_room.domain.licence import LicenceClass
from fitting_room.domain.motion import BASE_FPS, ClipRequest


class MotionEngine(Protocol):
    """Brings one dressed still to life. Used by one thread; knows no other animator."""

    def load(self) -> None:
        """Bring weights into memory."""

    def foresee(self) -> str:
        """Say how the animator would run on this machine, without loading it; nothing where all is well.

        Raises:
            ModelUnavailable: Its model is not installed, not allowed here, or damaged.
            NotEnoughMemory: It would not fit.
        """

    def base_fps(self, request: ClipRequest) -> int:
        """Frames per second that `animate` will yield for a request; the refiner fills up what is missing."""

    def animate(self, request: ClipRequest, report: Report) -> Iterator[RgbImage]:
        """Yield frames in order, each RGB uint8 (h, w, 3) in the proportions of the canvas, perhaps smaller.

        What was yielded stays valid whatever happens next: stopping early keeps the finished part. Memory does not grow
        with the number of frames.

        Raises:
            UnsuitableMotion: The motion cannot be done by this person in this picture; before the first frame.
            Cancelled: `report` raised it.
        """

    def unload(self) -> None:
        """Give the memory back."""


@dataclass(frozen=True)
class AnimatorCard:
    """What the picker shows of an animator; reading it imports nothing.

    Attributes:
        id: Name in requests, settings and on the command line.
        title: What the picker shows.
        target: "module:class", imported when the animator is first used.
        licence: Who may use it.
        needs: Hardware and downloads, in words.
        model: Id of the model on the shelf whose weights it runs; None where it needs none.
        base_fps: Frames per second that it makes itself, as far as that is known ahead.
    """

    id: str
    title: str
    target: str
    licence: LicenceClass
    needs: str
    model: str | None = None
    base_fps: int = BASE_FPS
