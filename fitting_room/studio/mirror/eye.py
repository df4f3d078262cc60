"""Two threads of the mirror: one reads the camera, one finds the person; each works on the newest there is."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.errors import CameraLost
from fitting_room.domain.geometry import Placement
from fitting_room.perception import graphs
from fitting_room.perception.sighting import Sighting, follow
from fitting_room.perception.steady import SteadyPose
from fitting_room.studio.camera.camera import Camera, Source, Turn
from fitting_room.studio.camera.opening import open_camera, turned
from fitting_room.studio.mirror.newest import Newest

SHORT_SIDE = 480
"""The mirror works at this many rows (columns, when upright): 640 x 480, 854 x 480, 480 x 640."""
LARGEST_SIDE = 960
"""And never larger than this along the other side."""


@dataclass(frozen=True, eq=False)
class Raw:
    """A frame as the camera gave it, turned upright.

    Attributes:
        pixels: RGB uint8 (H, W, 3).
        captured: Seconds of `time.monotonic`.
    """

    pixels: RgbImage
    captured: float


@dataclass(frozen=True, eq=False)
class Glance:
    """A frame with the person in it.

    Attributes:
        raw: As the camera gave it.
        frame: RGB uint8 at the size the mirror works at.
        seen: The person as they are, trembling; None where nobody is.
        steady: The same without trembling, as if from the front.
    """

    raw: Raw
    frame: RgbImage
    seen: Sighting | None
    steady: Sighting | None


class Eye:
    """Watches one source until it is closed or lost.

    Args:
        source: Where frames come from.
        turn: How far they are turned.
        follower: Graph that follows the person.
        open_source: Opens the source; raises `CameraLost`.
    """

    def __init__(
        self,
        source: Source,
        turn: Turn,
        follower: graphs.Graph,
        open_source: Callable[[Source], Camera] = open_camera,
    ) -> None:
        self.source, self.turn = source, turn
        self.raw: Raw | None = None
        """The newest frame, for photos."""
        self._lost: CameraLost | None = None
        self._open = open_source
        self._follower = follower
        self._frames: Newest[Raw] = Newest()
        self._glances: Newest[Glance] = Newest()
        self._closed = threading.Event()
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._read, self._follow)]
        for thread in self._threads:
            thread.start()

    def glance(self, seconds: float) -> Glance | None:
        """The newest frame with its person, waiting so long for one.

        Raises:
            CameraLost: No more frames will come.
        """
        glance = self._glances.take(seconds)
        if glance is None and self._lost is not None:
            raise self._lost
        return glance

    def close(self, seconds: float = 5.0) -> None:
        """Let go of the camera."""
        self._closed.set()
        for thread in self._threads:
            thread.join(seconds)

    def _read(self) -> None:
        try:
            camera = self._open(self.source)
        except CameraLost as error:
            self._lost = error
            return
        try:
            while not self._closed.is_set():
                frame = camera.read()
                if frame is not None:
                    self.raw = Raw(turned(frame, self.turn), time.monotonic())
                    self._frames.put(self.raw)
        except CameraLost as error:
            self._lost = error
        finally:
            camera.close()

    def _follow(self) -> None:
        steady = SteadyPose()
        while not self._closed.is_set():
            raw = self._frames.take(0.1)
            if raw is None:
                continue
            frame = small(raw.pixels)
            seen = follow(self._follower, frame)
            calm = None if seen is None else steady(seen, raw.captured)
            self._glances.put(Glance(raw, frame, seen, calm))


def small(pixels: RgbImage) -> RgbImage:
    """A frame at the size the mirror works at."""
    height, width = pixels.shape[:2]
    longest = min(SHORT_SIDE * max(width, height) / min(width, height), LARGEST_SIDE)
    return Placement.shrink((width, height), round(longest)).image(pixels)
