"""A camera that follows a script, and a mirror that looks through it, in this process."""

import itertools
import multiprocessing
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from fitting_room.domain.decoding import open_picture
from fitting_room.resources import assets
from fitting_room.studio.camera.camera import Source, Trouble, Webcam, lost
from fitting_room.studio.mirror.frames import FrameReader, Frames, FrameWriter
from fitting_room.studio.mirror.messages import Event
from fitting_room.studio.mirror.mirror import Mirror


class Script:
    """Cameras by number: what is plugged in, and what each shows."""

    def __init__(self, picture: np.ndarray) -> None:
        self.plugged = [Webcam(0, "Front"), Webcam(1, "Side")]
        self.picture = picture
        self.denied = False
        self.opened: list[Source] = []
        self.closed = 0

    def list(self, _in_use: Webcam | None = None) -> tuple[Webcam, ...]:
        return tuple(self.plugged)

    def open(self, source: Source) -> "ScriptedCamera":
        if self.denied:
            raise lost(Trouble.DENIED)
        self.opened.append(source)
        return ScriptedCamera(self, source)


class ScriptedCamera:
    """Shows the script's picture 25 times a second, with a little noise, until it is unplugged."""

    def __init__(self, script: Script, source: Source) -> None:
        self._script, self._source = script, source
        self._noise = itertools.cycle(np.random.default_rng(1).integers(0, 3, (4, 1, 1, 3)).astype(np.uint8))

    def read(self) -> np.ndarray:
        time.sleep(0.04)
        if self._source not in self._script.plugged:
            raise lost(Trouble.UNPLUGGED)
        return cv2.add(self._script.picture, np.broadcast_to(next(self._noise), self._script.picture.shape).copy())

    def close(self) -> None:
        self._script.closed += 1


class Running:
    """A mirror and what it has said."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.events: list[Event] = []
        frames = Frames(multiprocessing.get_context("spawn"))
        self.reader = FrameReader(frames)
        self.mirror = Mirror(FrameWriter(frames), self.events.append, script.open, script.list)

    def until(self, condition: Callable[[], object], seconds: float = 20.0) -> None:
        """Step until something is the case."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, (
                f"in {seconds} s there came only {[type(event).__name__ for event in self.events]}"
            )
            self.mirror.step()

    def heard(self, kind: type) -> list:
        return [event for event in self.events if isinstance(event, kind)]

    def picture(self) -> np.ndarray:
        """The next frame."""
        frames: list[np.ndarray] = []

        def read() -> bool:
            frame = self.reader.read()
            if frame is not None:
                frames.append(frame.pixels.copy())
            return bool(frames)

        self.until(read)
        return frames[-1]


@pytest.fixture(scope="session")
def kofi() -> np.ndarray:
    """A bundled person, 480x640."""
    return cv2.resize(open_picture(assets() / "demo/people/kofi.png"), (480, 640), interpolation=cv2.INTER_AREA)


@pytest.fixture
def running(kofi: np.ndarray) -> Iterator[Running]:
    running = Running(Script(kofi))
    yield running
    running.mirror.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "photos"
