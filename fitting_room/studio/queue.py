"""What is to be done, in which order: the one owner of the state of every job.

Orders go in and become jobs; the queue hands one at a time to a `Runner`. What somebody waits for (opening a photo,
dressing) goes before work in the background (grids, imports), and a background job that is running gives way to it and
starts again later. Pausing holds the background back and nothing else: the window must always answer.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.geometry import Placement
from fitting_room.studio.library.estimates import Estimates
from fitting_room.studio.messages import (
    Event,
    Failed,
    Finished,
    Order,
    Previewed,
    Progressed,
    Stopped,
    View,
    supersedes,
)
from fitting_room.studio.runner import CRASHES_IN_A_ROW, Runner

PREVIEW_SIDE = 192
"""Longest side of the pictures that stand for jobs in lists, in pixels."""
REMEMBERED_ENDS = 50
"""Ended jobs that can still be asked about."""
TRUSTED_FRACTION = 0.1
"""Share of a job after which its own pace says something about the rest."""


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    PAUSED = "paused"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, eq=False)
class Job:
    """One order on its way. Changed by `replace`, in this module only.

    Attributes:
        id: Number that all its events carry.
        order: What to do.
        title: What it is called in front of people.
        background: Whether nobody waits for it.
        state: Where it stands.
        stopping: Whether it is running and has been asked to stop.
        stage: What is being done, a key of `stages.STAGE_WORDS`; empty before it began.
        fraction: Share done in [0, 1].
        preview: RGB uint8, at most `PREVIEW_SIDE` long; None before there is anything to see.
        failure: What went wrong and what to do, where it failed.
        started: When the worker began, on the queue's clock.
        expected: Seconds that such jobs take on this machine; None where that is not known.
    """

    id: int
    order: Order
    title: str = ""
    background: bool = False
    state: JobState = JobState.QUEUED
    stopping: bool = False
    stage: str = ""
    fraction: float = 0.0
    preview: RgbImage | None = None
    failure: Failed | None = None
    started: float | None = None
    expected: float | None = None


class JobQueue:
    """The jobs around a runner.

    Args:
        runner: Carries out one order at a time; closed with the queue.
        estimates: Learns how long jobs take.
        clock: Seconds that only grow.
    """

    def __init__(
        self, runner: Runner, estimates: Estimates | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.estimates = estimates or Estimates()
        self._runner = runner
        self._clock = clock
        self._running: Job | None = None
        self._gives_way = False  # The running job has been asked to stop, and starts again later.
        self._waiting: list[Job] = []  # What somebody waits for first, then the background.
        self._ended: deque[Job] = deque(maxlen=REMEMBERED_ENDS)
        self._events: list[Event] = []
        self._paused = False
        self._crashes = 0
        self._last = 0
        self.revision = 0
        """Grows with every change that a list of jobs would show."""

    # --- looking ------------------------------------------------------------------------------------------------------

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The running job, then the waiting ones in the order in which they will be done."""
        running = () if self._running is None else (self._running,)
        return (*running, *(self._as_shown(job) for job in self._waiting))

    @property
    def ended(self) -> tuple[Job, ...]:
        """Jobs that ended lately, the newest first."""
        return tuple(reversed(self._ended))

    @property
    def paused(self) -> bool:
        """Whether the background is held back."""
        return self._paused

    def find(self, job: int) -> Job | None:
        """A job by its number, while it is remembered."""
        return next((each for each in (*self.jobs, *self.ended) if each.id == job), None)

    def seconds_left(self, job: Job) -> float | None:
        """How long a job will still take, by what such jobs took before and by its own pace; None where unknown."""
        if job.state is not JobState.RUNNING or job.started is None:
            return job.expected
        elapsed = self._clock() - job.started
        by_pace = elapsed * (1 - job.fraction) / job.fraction if job.fraction >= TRUSTED_FRACTION else None
        if job.expected is None or by_pace is None:
            return by_pace if job.expected is None else max(job.expected - elapsed, 0.0)
        # The further it is, the more its own pace counts.
        return max((1 - job.fraction) * (job.expected - elapsed) + job.fraction * by_pace, 0.0)

    @property
    def seconds_left_in_all(self) -> float | None:
        """How long everything that is not paused will still take; None where a part of it is not known."""
        left = [self.seconds_left(job) for job in self.jobs if job.state is not JobState.PAUSED]
        known = [seconds for seconds in left if seconds is not None]
        return sum(known) if known and len(known) == len(left) else None

    # --- asking -------------------------------------------------------------------------------------------------------

    def submit(self, order: Order, title: str = "", background: bool = False) -> int:
        """Ask for something; returns the number of the job.

        An order that somebody waits for ends those before it that it makes pointless. The background is not touched
        by that, it only gives way.
        """
        self._last += 1
        job = Job(self._last, order, title, background, expected=self.estimates.expect(order))
        if not background:
            self._end_pointless(order)
            if self._running is not None and self._running.background:
                self._give_way()
        self._insert(job, first=False)
        return job.id

    def cancel(self, job: int) -> None:
        """End one job. A waiting one ends at once, a running one when it notices or its process has been ended."""
        if self._running is not None and self._running.id == job:
            self._gives_way = False
            self._stop_running()
        for waiting in [each for each in self._waiting if each.id == job]:
            self._waiting.remove(waiting)
            self._end(waiting, JobState.CANCELLED)
            self._events.append(Stopped(job))

    def enough(self, job: int) -> None:
        """End a clip with the frames that it has; one that is still waiting has none, and ends as if cancelled."""
        if self._running is not None and self._running.id == job:
            self._runner.enough()
        else:
            self.cancel(job)

    def cancel_all(self) -> None:
        """End every job."""
        for job in self.jobs:
            self.cancel(job.id)

    def pause(self) -> None:
        """Hold the background back; a job of it that is running gives way."""
        self._paused = True
        self.revision += 1
        if self._running is not None and self._running.background:
            self._give_way()

    def resume(self) -> None:
        """Let the background go on."""
        self._paused = False
        self._crashes = 0
        self.revision += 1

    def move(self, job: int, places: int) -> None:
        """Move a waiting job, by so many places later (or earlier, if negative), among those of its kind."""
        index = next((index for index, each in enumerate(self._waiting) if each.id == job), None)
        if index is None:
            return
        moved = self._waiting.pop(index)
        kind = [at for at, each in enumerate(self._waiting) if each.background == moved.background]
        first, last = (kind[0], kind[-1] + 1) if kind else (index, index)
        self._waiting.insert(min(max(index + places, first), last), moved)
        self.revision += 1

    def forget(self, job: int) -> None:
        """Take a job that has ended off the list of such jobs."""
        self._ended = deque((each for each in self._ended if each.id != job), REMEMBERED_ENDS)
        self.revision += 1

    def forget_ended(self) -> None:
        """Clear the list of ended jobs."""
        self._ended.clear()
        self.revision += 1

    # --- going on -----------------------------------------------------------------------------------------------------

    def poll(self) -> list[Event]:
        """What has happened since the last call; call it every 20 ms or so. Every job ends with exactly one event."""
        self._start_next()
        for event in self._runner.poll():
            self._take(event)
        self._start_next()
        events, self._events = self._events, []
        return events

    def close(self) -> None:
        """End the work, whatever its state."""
        self._waiting.clear()
        self._running = None
        self._runner.close()

    def _start_next(self) -> None:
        if self._running is not None or not self._waiting:
            return
        if self._waiting[0].background and self._paused:
            return
        job = self._waiting.pop(0)
        self._running = replace(job, state=JobState.RUNNING, expected=self.estimates.expect(job.order))
        self._runner.start(self._running.id, self._running.order)
        self.revision += 1

    def _take(self, event: Event) -> None:
        """Bring the running job up to date with an event, and pass it on."""
        job = self._running
        if job is None or event.job != job.id:
            return
        self.revision += 1
        match event:
            case Progressed(_, stage, fraction):
                started = self._clock() if job.started is None else job.started
                self._running = replace(job, stage=stage, fraction=fraction, started=started)
            case Previewed(_, view):
                self._running = replace(job, preview=_small(view))
            case Finished(_, outcome):
                self._crashes = 0
                if job.started is not None:
                    self.estimates.learn(job.order, outcome, self._clock() - job.started)
                preview = _small(outcome) if isinstance(outcome, View) else job.preview
                self._end_running(replace(job, fraction=1.0, preview=preview), JobState.DONE)
            case Failed():
                self._end_running(replace(job, failure=event), JobState.FAILED)
                self._count_crash(event)
            case Stopped() if self._gives_way:
                self._running, self._gives_way = None, False
                again = replace(
                    job, state=JobState.QUEUED, stopping=False, stage="", fraction=0.0, started=None, preview=None
                )
                self._insert(again, first=True)
                return
            case Stopped():
                self._end_running(job, JobState.CANCELLED)
        self._events.append(event)

    def _count_crash(self, failure: Failed) -> None:
        if not failure.crashed:
            self._crashes = 0
            return
        self._crashes += 1
        self.estimates.forget_photos()
        if self._crashes >= CRASHES_IN_A_ROW:  # A worker that cannot start would cost every waiting job.
            self.pause()

    def _insert(self, job: Job, first: bool) -> None:
        """Put a job among the waiting ones of its kind."""
        start = 0 if not job.background else sum(not each.background for each in self._waiting)
        length = sum(each.background == job.background for each in self._waiting)
        self._waiting.insert(start if first else start + length, job)
        self.revision += 1

    def _end_pointless(self, order: Order) -> None:
        for job in self.jobs:
            if not job.background and supersedes(order, job.order):
                self.cancel(job.id)

    def _give_way(self) -> None:
        """Ask the running job to make room, unless it has been asked to end."""
        if self._running is not None and not self._running.stopping:
            self._gives_way = True
            self._stop_running()

    def _stop_running(self) -> None:
        if self._running is not None and not self._running.stopping:
            self._running = replace(self._running, stopping=True)
            self._runner.stop()
            self.revision += 1

    def _end_running(self, job: Job, state: JobState) -> None:
        self._running, self._gives_way = None, False
        self._end(job, state)

    def _end(self, job: Job, state: JobState) -> None:
        self._ended.append(replace(job, state=state, stopping=False))
        self.revision += 1

    def _as_shown(self, job: Job) -> Job:
        return replace(job, state=JobState.PAUSED) if self._paused and job.background else job


def _small(view: View) -> RgbImage:
    height, width = view.image.shape[:2]
    return Placement.shrink((width, height), PREVIEW_SIDE).image(view.image)
