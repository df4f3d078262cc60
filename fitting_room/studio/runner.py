"""The side that asks: submits orders, polls for events, never waits.

`ProcessRunner` works in its own process, so that a crash, a stuck step or gigabytes of models never reach the window.
`InlineRunner` does the same work in place, for tests and scripts. Both keep one job in flight; the newest order wins.
"""

import contextlib
import ctypes
import logging
import multiprocessing
import time
from collections.abc import Callable
from typing import Protocol

from fitting_room.studio.messages import Event, Failed, Finished, Order, Stopped, supersedes
from fitting_room.studio.worker import Studio, Workroom, run_job, work

GRACE_SECONDS = 10.0
"""How long a cancelled job may take to notice before its process is ended."""
CRASHES_IN_A_ROW = 3
"""After this many, starting again is no help."""

logger = logging.getLogger(__name__)


class Runner(Protocol):
    """Carries out orders while the caller does something else."""

    def submit(self, order: Order) -> int:
        """Ask for something; returns the number of the job. Orders that it makes pointless are stopped."""

    def cancel(self) -> None:
        """Stop the current job and forget the waiting ones."""

    def poll(self) -> list[Event]:
        """What has happened since the last call; call it every 20 ms or so."""

    def close(self) -> None:
        """End the work, whatever its state."""


class Line:
    """The orders that wait, and the numbers of jobs."""

    def __init__(self) -> None:
        self._orders: list[tuple[int, Order]] = []
        self._last = 0

    def add(self, order: Order) -> tuple[int, list[Event]]:
        """Queue an order; returns its job and the end of those it makes pointless."""
        pointless = [job for job, older in self._orders if supersedes(order, older)]
        self._orders = [entry for entry in self._orders if entry[0] not in pointless]
        self._last += 1
        self._orders.append((self._last, order))
        return self._last, [Stopped(job) for job in pointless]

    def next(self) -> tuple[int, Order] | None:
        """Take the oldest order off the line."""
        return self._orders.pop(0) if self._orders else None

    def clear(self) -> list[Event]:
        """Forget all; returns their ends."""
        stopped: list[Event] = [Stopped(job) for job, _ in self._orders]
        self._orders.clear()
        return stopped


class InlineRunner:
    """Works in `poll`, one job per call."""

    def __init__(self, workroom: Workroom | None = None) -> None:
        self._workroom = workroom or Studio()
        self._line = Line()
        self._events: list[Event] = []

    def submit(self, order: Order) -> int:
        """As `Runner.submit`."""
        job, stopped = self._line.add(order)
        self._events += stopped
        return job

    def cancel(self) -> None:
        """As `Runner.cancel`."""
        self._events += self._line.clear()

    def poll(self) -> list[Event]:
        """As `Runner.poll`."""
        entry = self._line.next()
        if entry is not None:
            run_job(*entry, self._workroom, self._events.append, lambda: False)
        events, self._events = self._events, []
        return events

    def close(self) -> None:
        """As `Runner.close`."""
        self._line.clear()
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
        self._line = Line()
        self._events: list[Event] = []
        self._current: tuple[int, Order] | None = None
        self._cancelled_at: float | None = None
        self._crashes = 0
        self._worker: Worker | None = Worker(make_workroom)

    def submit(self, order: Order) -> int:
        """As `Runner.submit`."""
        job, stopped = self._line.add(order)
        self._events += stopped
        if self._current is not None and supersedes(order, self._current[1]):
            self._stop_current()
        return job

    def cancel(self) -> None:
        """As `Runner.cancel`."""
        self._events += self._line.clear()
        self._stop_current()

    def poll(self) -> list[Event]:
        """As `Runner.poll`."""
        if self._worker is not None:
            try:
                while self._worker.pipe.poll():
                    self._deliver(self._worker.pipe.recv())
            except (EOFError, OSError):
                self._bury()
        if self._cancelled_at is not None and time.monotonic() - self._cancelled_at > self._grace_seconds:
            self._replace_stuck()
        if self._current is None:
            self._send_next()
        events, self._events = self._events, []
        return events

    def close(self) -> None:
        """As `Runner.close`: no process outlives this call."""
        self._line.clear()
        if self._worker is not None:
            self._worker.cancelled.value = True
            self._worker.dismiss()
            self._worker = None

    def _send_next(self) -> None:
        entry = self._line.next()
        if entry is None:
            return
        # A worker that crashed is replaced only now: one that crashes at its start would be started for ever.
        self._worker = self._worker or Worker(self._make_workroom)
        # Only this side writes the flag, and clears it before the job is sent: a cancel can never be lost.
        self._worker.cancelled.value = False
        self._current = entry
        try:
            self._worker.pipe.send(entry)
        except OSError:
            self._bury()

    def _deliver(self, event: Event) -> None:
        if self._current is None or event.job != self._current[0]:
            return  # The late word of a job that was given up.
        self._events.append(event)
        if isinstance(event, Finished | Failed | Stopped):
            self._crashes = 0
            self._current = self._cancelled_at = None

    def _stop_current(self) -> None:
        if self._current is not None and self._cancelled_at is None and self._worker is not None:
            self._worker.cancelled.value = True
            self._cancelled_at = time.monotonic()

    def _replace_stuck(self) -> None:
        """End the process of a job that does not stop."""
        logger.warning("the worker did not stop within %.0f s and is replaced", self._grace_seconds)
        if self._worker is not None:
            self._worker.kill()
        self._worker = None
        if self._current is not None:
            self._events.append(Stopped(self._current[0]))
        self._current = self._cancelled_at = None

    def _bury(self) -> None:
        """The process ended by itself: its job failed."""
        self._crashes += 1
        logger.warning("the worker ended unexpectedly (%d in a row)", self._crashes)
        if self._worker is not None:
            self._worker.kill()
        self._worker = None
        if self._current is not None:
            advice = "Try again." if self._crashes < CRASHES_IN_A_ROW else "Try another picture."
            self._events.append(Failed(self._current[0], "The part that makes the pictures stopped working.", advice))
        self._current = self._cancelled_at = None


class Worker:
    """One worker process, its pipe and its flag."""

    def __init__(self, make_workroom: Callable[[], Workroom]) -> None:
        # Spawn everywhere: a fork would inherit Qt's threads and the connection to the display.
        context = multiprocessing.get_context("spawn")
        # A bare byte, not an Event: a process that is killed while it holds an Event's lock would freeze the window.
        self.cancelled = context.RawValue(ctypes.c_bool, False)
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=work, args=(theirs, self.cancelled, make_workroom), name="fitting-room-worker", daemon=True
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
