"""The side that asks: hands one order at a time to whoever works, polls for events, never waits.

`ProcessRunner` works in its own process, so that a crash, a stuck step or gigabytes of models never reach the window.
`InlineRunner` does the same work in place, for tests and scripts. Which order is next is the queue's business
(`studio.queue`).
"""

import contextlib
import ctypes
import logging
import multiprocessing
import time
from collections.abc import Callable
from typing import Protocol

from fitting_room.domain.job import never
from fitting_room.studio.export import sweep_unfinished
from fitting_room.studio.messages import Event, ExportClip, Failed, Finished, MakeClip, Order, Stopped
from fitting_room.studio.worker import Studio, Workroom, run_job, work

GRACE_SECONDS = 10.0
"""How long a cancelled job may take to notice before its process is ended."""
CRASHES_IN_A_ROW = 3
"""After this many, starting again is no help."""

logger = logging.getLogger(__name__)


class Runner(Protocol):
    """Carries out one order while the caller does something else."""

    def start(self, job: int, order: Order) -> None:
        """Begin a job. The one before has ended: its `Finished`, `Failed` or `Stopped` has been polled."""

    def stop(self) -> None:
        """Ask the job to stop; its end still comes through `poll`."""

    def enough(self) -> None:
        """Ask the job to end with what it has; jobs that have nothing in between go on."""

    def poll(self) -> list[Event]:
        """What has happened since the last call; call it every 20 ms or so."""

    def close(self) -> None:
        """End the work, whatever its state."""


class InlineRunner:
    """Works in `poll`."""

    def __init__(self, workroom: Workroom | None = None) -> None:
        self._workroom = workroom or Studio()
        self._next: tuple[int, Order] | None = None
        self._enough = False
        self._events: list[Event] = []

    def start(self, job: int, order: Order) -> None:
        """As `Runner.start`."""
        self._next, self._enough = (job, order), False

    def stop(self) -> None:
        """As `Runner.stop`."""
        if self._next is not None:
            self._events.append(Stopped(self._next[0]))
            self._next = None

    def enough(self) -> None:
        """As `Runner.enough`."""
        self._enough = True

    def poll(self) -> list[Event]:
        """As `Runner.poll`."""
        if self._next is not None:
            entry, self._next = self._next, None
            run_job(*entry, self._workroom, self._events.append, never, lambda: self._enough)
        events, self._events = self._events, []
        return events

    def close(self) -> None:
        """As `Runner.close`."""
        self._next = None
        self._workroom.close()


class ProcessRunner:
    """Works in a process of its own, which is replaced when it crashes or does not stop when asked to.

    Args:
        make_workroom: What does the work; a function or class that the new process can import.
        grace_seconds: How long a cancelled job may take to notice.
    """

    def __init__(self, make_workroom: Callable[[], Workroom] = Studio, grace_seconds: float = GRACE_SECONDS) -> None:
        self._make_workroom = make_workroom
        self._grace_seconds = grace_seconds
        self._events: list[Event] = []
        self._current: int | None = None
        self._order: Order | None = None
        self._stopped_at: float | None = None
        self._crashes = 0
        self._worker: Worker | None = Worker(make_workroom)

    def start(self, job: int, order: Order) -> None:
        """As `Runner.start`."""
        # A worker that crashed is replaced only now: one that crashes at its start would be started for ever.
        self._worker = self._worker or Worker(self._make_workroom)
        # Only this side writes the flag, and clears it before the job is sent: a cancel can never be lost.
        self._worker.cancelled.value = self._worker.enough.value = False
        self._current, self._order = job, order
        try:
            self._worker.pipe.send((job, order))
        except OSError:
            self._bury()

    def stop(self) -> None:
        """As `Runner.stop`."""
        if self._current is not None and self._stopped_at is None and self._worker is not None:
            self._worker.cancelled.value = True
            self._stopped_at = time.monotonic()

    def enough(self) -> None:
        """As `Runner.enough`."""
        if self._current is not None and self._worker is not None:
            self._worker.enough.value = True

    def poll(self) -> list[Event]:
        """As `Runner.poll`."""
        if self._worker is not None:
            try:
                while self._worker.pipe.poll():
                    self._deliver(self._worker.pipe.recv())
            except (EOFError, OSError):
                self._bury()
        if self._stopped_at is not None and time.monotonic() - self._stopped_at > self._grace_seconds:
            self._replace_stuck()
        events, self._events = self._events, []
        return events

    def close(self) -> None:
        """As `Runner.close`: no process outlives this call."""
        if self._worker is not None:
            self._worker.cancelled.value = True
            self._worker.dismiss()
            self._worker = None
            self._sweep()

    def _deliver(self, event: Event) -> None:
        if event.job != self._current:
            return  # The late word of a job that was given up.
        self._events.append(event)
        if isinstance(event, Finished | Failed | Stopped):
            self._crashes = 0
            self._current = self._stopped_at = self._order = None

    def _sweep(self) -> None:
        """Delete what a process that was killed has left of its clip; pictures are written in an instant."""
        if isinstance(self._order, MakeClip | ExportClip):
            sweep_unfinished(self._order.path)
        self._order = None

    def _replace_stuck(self) -> None:
        """End the process of a job that does not stop."""
        logger.warning("the worker did not stop within %.0f s and is replaced", self._grace_seconds)
        if self._worker is not None:
            self._worker.kill()
        self._worker = None
        self._sweep()
        if self._current is not None:
            self._events.append(Stopped(self._current))
        self._current = self._stopped_at = None

    def _bury(self) -> None:
        """The process ended by itself: its job failed."""
        self._crashes += 1
        logger.warning("the worker ended unexpectedly (%d in a row)", self._crashes)
        if self._worker is not None:
            self._worker.kill()
        self._worker = None
        self._sweep()
        if self._current is not None:
            advice = "Try again." if self._crashes < CRASHES_IN_A_ROW else "Try another picture."
            what = "The part that makes the pictures stopped working."
            self._events.append(Failed(self._current, what, advice, crashed=True))
        self._current = self._stopped_at = None


class Worker:
    """One worker process, its pipe and its flag."""

    def __init__(self, make_workroom: Callable[[], Workroom]) -> None:
        # Spawn everywhere: a fork would inherit Qt's threads and the connection to the display.
        context = multiprocessing.get_context("spawn")
        # A bare byte, not an Event: a process that is killed while it holds an Event's lock would freeze the window.
        self.cancelled = context.RawValue(ctypes.c_bool, False)
        self.enough = context.RawValue(ctypes.c_bool, False)
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=work,
            args=(theirs, self.cancelled, self.enough, make_workroom),
            name="fitting-room-worker",
            daemon=True,
        )
        self._process.start()
        theirs.close()  # So that the pipe breaks when the process ends.

    def dismiss(self, seconds: float = 2.0) -> None:
        """Ask the process to end, then end it."""
        with contextlib.suppress(OSError):
            self.pipe.send(None)
        self._process.join(seconds)
        self.kill()

    def kill(self) -> None:
        """End the process and give its resources back."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.pipe.close()
