"""Frames from one process to another through shared memory: three places, of which the newest finished one is read.

The writer never waits and never writes into the place that is being read; the reader never waits and skips what came
in between. Neither copies more than once.
"""

import ctypes
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from typing import Any

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import RgbImage

LARGEST = 1280 * 720
"""Pixels that fit into one place: more than a mirror draws."""
PLACES = 3


class Frames:
    """The shared memory. It crosses to the other process as an argument, while that process is started.

    Args:
        context: How processes are started.
    """

    def __init__(self, context: BaseContext) -> None:
        self.pixels: Any = context.RawArray(ctypes.c_uint8, PLACES * LARGEST * 3)
        # Of each place: number of the frame, width, height, and the time of capture in nanoseconds.
        self.heads: Any = context.RawArray(ctypes.c_int64, PLACES * 4)
        # Single bytes, which are written at once: a lock would freeze the window if the other process died with it.
        self.newest: Any = context.RawValue(ctypes.c_int8, -1)
        self.reading: Any = context.RawValue(ctypes.c_int8, -1)


@dataclass(frozen=True, eq=False)
class Frame:
    """A frame in shared memory.

    Attributes:
        number: Counts the frames that were written, from 1.
        captured: When the camera gave it, in seconds of `time.monotonic`.
        pixels: RGB uint8 (H, W, 3), read-only; valid until the next frame is asked for.
    """

    number: int
    captured: float
    pixels: RgbImage


class FrameWriter:
    """The side that draws."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self._pixels, self._heads = _views(frames)
        self._number = 0

    def write(self, picture: RgbImage, captured: float) -> None:
        """Put a frame up; the reader sees it from now on.

        Args:
            picture: RGB uint8 (H, W, 3), at most `LARGEST` pixels.
            captured: Seconds of `time.monotonic`.
        """
        height, width = picture.shape[:2]
        taken = (self._frames.newest.value, self._frames.reading.value)
        place = next(place for place in range(PLACES) if place not in taken)
        self._number += 1
        self._pixels[place, : picture.size] = picture.reshape(-1)
        self._heads[place] = (self._number, width, height, round(captured * 1e9))
        self._frames.newest.value = place


class FrameReader:
    """The side that shows."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self._pixels, self._heads = _views(frames)
        self._pixels.setflags(write=False)
        self._last = 0

    def read(self) -> Frame | None:
        """The newest frame, or None where there is none that was not read before. The last one becomes invalid."""
        place = self._frames.newest.value
        if place < 0 or self._heads[place, 0] == self._last:
            return None
        while True:
            self._frames.reading.value = place
            # The writer may have moved on before it saw that this place is being read.
            if self._frames.newest.value == place:
                break
            place = self._frames.newest.value
        number, width, height, captured = (int(value) for value in self._heads[place])
        self._last = number
        pixels = self._pixels[place, : width * height * 3].reshape(height, width, 3)
        return Frame(number, captured / 1e9, pixels)


def _views(frames: Frames) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    pixels = np.frombuffer(frames.pixels, np.uint8).reshape(PLACES, LARGEST * 3)
    heads = np.frombuffer(frames.heads, np.int64).reshape(PLACES, 4)
    return pixels, heads
