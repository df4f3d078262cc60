"""The asking side of the mirror: starts its process, sends orders, hands on events and frames, never waits."""

import contextlib
import logging
import multiprocessing
from multiprocessing.connection import Connection
from typing import Protocol

from fitting_room.domain.sentence import Sentence
from fitting_room.studio.camera.camera import Trouble
from fitting_room.studio.mirror.frames import Frame, FrameReader, Frames
from fitting_room.studio.mirror.messages import Event, Guide, Look, Lost, Order, Rest, Trace, Wear

RESTARTS = 3
"""A mirror that ended by itself so often is not started again."""

logger = logging.getLogger(__name__)


class MirrorLink(Protocol):
    """What a window needs of a mirror."""

    def send(self, order: Order) -> None:
        """Ask for something."""

    def poll(self) -> list[Event]:
        """What has happened since the last call."""

    def frame(self) -> Frame | None:
        """The newest frame, if there is a new one; the last one becomes invalid."""

    def dismiss(self) -> None:
        """Ask the mirror to end, without waiting for it; `close` comes later."""

    def close(self) -> None:
        """Switch the mirror off and let go of the camera."""


class MirrorProcess:
    """The mirror in a process of its own, which is started again when it crashes."""

    def __init__(self) -> None:
        self._crashes = 0
        self._last: dict[type[Order], Order] = {}
        self._start()

    @property
    def process_id(self) -> int:
        """Number of the mirror's process."""
        return self._process.pid or 0

    def send(self, order: Order) -> None:
        """As `MirrorLink.send`."""
        if isinstance(order, Look | Wear | Guide | Trace):
            self._last[type(order)] = order
        elif isinstance(order, Rest):
            self._last.pop(Look, None)
        # A pipe that is broken is noticed when it is polled.
        with contextlib.suppress(OSError):
            self._pipe.send(order)

    def poll(self) -> list[Event]:
        """As `MirrorLink.poll`."""
        events: list[Event] = []
        try:
            while self._pipe.poll():
                events.append(self._pipe.recv())
        except (EOFError, OSError):
            events += self._bury()
        return events

    def frame(self) -> Frame | None:
        """As `MirrorLink.frame`."""
        return self._reader.read()

    def dismiss(self) -> None:
        """As `MirrorLink.dismiss`."""
        with contextlib.suppress(OSError):
            self._pipe.send(None)

    def close(self) -> None:
        """As `MirrorLink.close`: no process outlives this call."""
        self.dismiss()
        self._process.join(2.0)
        self._end()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        frames = Frames(context)
        self._reader = FrameReader(frames)
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_run, args=(theirs, frames), name="fitting-room-mirror", daemon=True)
        self._process.start()
        theirs.close()  # So that the pipe breaks when the process ends.

    def _end(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()

    def _bury(self) -> list[Event]:
        """The process ended by itself: start another one with the same camera and garments."""
        self._crashes += 1
        logger.warning("the mirror ended unexpectedly (%d in all)", self._crashes)
        self._end()
        what = Sentence("The mirror stopped working.")
        if self._crashes > RESTARTS:
            return [Lost(Trouble.BUSY, what, Sentence("Take a photo with another program and open it."))]
        self._start()
        for order in self._last.values():
            self.send(order)
        return [Lost(Trouble.BUSY, what, Sentence("It is starting again."))]


def _run(orders: Connection, frames: Frames) -> None:
    """In the mirror's process: only there are perception and engines imported."""
    from fitting_room.studio.mirror.mirror import run_mirror

    run_mirror(orders, frames)
