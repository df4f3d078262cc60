"""The queue: what goes first, what gives way, what is ended by what; every job has exactly one end."""

from pathlib import Path

import numpy as np
import pytest
from doubles import HandRunner, grey, photo
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from fitting_room.studio.messages import (
    Dress,
    Event,
    Failed,
    Finished,
    OpenPhoto,
    Previewed,
    Progressed,
    SaveLook,
    Stopped,
    View,
)
from fitting_room.studio.queue import CRASHES_IN_A_ROW, PREVIEW_SIDE, JobQueue, JobState
from fitting_room.studio.recipe import Recipe


def dress(stem: str = "me") -> Dress:
    return Dress(Recipe(photo(stem), ()))


def save(stem: str = "me") -> SaveLook:
    return SaveLook(Recipe(photo(stem), ()), Path("look.png"))


@pytest.fixture
def runner() -> HandRunner:
    return HandRunner()


@pytest.fixture
def queue(runner: HandRunner) -> JobQueue:
    return JobQueue(runner)


def finish(queue: JobQueue, runner: HandRunner) -> list[Event]:
    runner.say(Finished(runner.current, View(grey(1))))
    return queue.poll()


def test_what_somebody_waits_for_goes_before_the_background(queue: JobQueue, runner: HandRunner) -> None:
    first, second = queue.submit(dress("a"), background=True), queue.submit(dress("b"), background=True)
    saved, dressed = queue.submit(save()), queue.submit(dress())
    done = []
    queue.poll()
    while runner.job is not None:
        done.append(runner.job)
        finish(queue, runner)
    assert done == [saved, dressed, first, second]


def test_a_running_background_job_gives_way_and_starts_again(queue: JobQueue, runner: HandRunner) -> None:
    grid = queue.submit(dress("client"), background=True)
    queue.poll()
    click = queue.submit(dress())
    assert runner.asked_to_stop
    runner.say(Stopped(grid))
    assert queue.poll() == [], "giving way is nobody's end"
    assert runner.job == click
    finish(queue, runner)
    assert runner.job == grid
    assert queue.jobs[0].fraction == 0.0


def test_a_job_that_is_done_before_it_gives_way_is_done(queue: JobQueue, runner: HandRunner) -> None:
    grid = queue.submit(dress("client"), background=True)
    queue.poll()
    queue.submit(dress())
    assert [event.job for event in finish(queue, runner)] == [grid]
    found = queue.find(grid)
    assert found is not None
    assert found.state is JobState.DONE


def test_cancelling_a_job_that_gives_way_ends_it(queue: JobQueue, runner: HandRunner) -> None:
    grid = queue.submit(dress("client"), background=True)
    queue.poll()
    queue.submit(dress())
    queue.cancel(grid)
    runner.say(Stopped(grid))
    assert queue.poll() == [Stopped(grid)]
    found = queue.find(grid)
    assert found is not None
    assert found.state is JobState.CANCELLED


def test_any_waiting_job_can_be_cancelled(queue: JobQueue, runner: HandRunner) -> None:
    jobs = [queue.submit(save()) for _ in range(3)]
    queue.poll()
    queue.cancel(jobs[1])
    assert queue.poll() == [Stopped(jobs[1])]
    assert [job.id for job in queue.jobs] == [jobs[0], jobs[2]]
    assert not runner.asked_to_stop


def test_a_newer_look_ends_an_older_one_but_never_one_of_the_background(queue: JobQueue, runner: HandRunner) -> None:
    grid = queue.submit(dress("client"), background=True)
    older = queue.submit(dress("a"))
    newer = queue.submit(dress("b"))
    assert queue.poll() == [Stopped(older)]
    assert [job.id for job in queue.jobs] == [newer, grid]


def test_pause_holds_the_background_and_nothing_else(queue: JobQueue, runner: HandRunner) -> None:
    grid = queue.submit(dress("client"), background=True)
    queue.poll()
    queue.pause()
    runner.say(Stopped(grid))
    queue.poll()
    assert runner.job is None
    assert [job.state for job in queue.jobs] == [JobState.PAUSED]
    click = queue.submit(dress())
    queue.poll()
    assert runner.job == click
    finish(queue, runner)
    assert runner.job is None
    queue.resume()
    queue.poll()
    assert runner.job == grid


def test_waiting_jobs_can_be_moved_among_their_kind(queue: JobQueue, runner: HandRunner) -> None:
    running, click = queue.submit(save()), queue.submit(save())
    a, b, c = (queue.submit(dress(), background=True) for _ in range(3))
    queue.poll()
    queue.move(c, -2)
    assert [job.id for job in queue.jobs] == [running, click, c, a, b]
    queue.move(c, +1)
    assert [job.id for job in queue.jobs] == [running, click, a, c, b]
    queue.move(a, -9)
    queue.move(click, +9)
    queue.move(running, +1)
    assert [job.id for job in queue.jobs] == [running, click, a, c, b]


def test_a_worker_that_crashes_again_and_again_does_not_eat_the_queue(queue: JobQueue, runner: HandRunner) -> None:
    jobs = [queue.submit(dress(str(number)), background=True) for number in range(9)]
    queue.poll()
    while runner.job is not None:
        runner.say(Failed(runner.job, "It stopped.", "Try again.", crashed=True))
        queue.poll()
    assert [job.id for job in queue.jobs] == jobs[CRASHES_IN_A_ROW:]
    assert queue.paused


def test_an_ended_job_keeps_what_a_list_shows_of_it(queue: JobQueue, runner: HandRunner) -> None:
    done, failed = queue.submit(save(), title="Anna"), queue.submit(save())
    queue.poll()
    runner.say(Progressed(done, "warp", 0.5))
    runner.say(Previewed(done, View(np.full((800, 600, 3), 7, np.uint8))))
    queue.poll()
    shown = queue.jobs[0]
    assert (shown.title, shown.stage, shown.fraction) == ("Anna", "warp", 0.5)
    assert shown.preview is not None
    assert shown.preview.shape == (PREVIEW_SIDE, PREVIEW_SIDE * 3 // 4, 3)
    finish(queue, runner)
    failure = Failed(failed, "The legs are outside the picture.", "Step back.")
    runner.say(failure)
    queue.poll()
    assert [job.state for job in queue.ended] == [JobState.FAILED, JobState.DONE]
    assert queue.ended[0].failure == failure
    queue.forget_ended()
    assert queue.ended == ()


def test_the_time_left_follows_experience_first_and_the_job_itself_later(runner: HandRunner) -> None:
    now = 0.0
    queue = JobQueue(runner, clock=lambda: now)
    first = queue.submit(dress("a"))
    queue.poll()
    assert queue.seconds_left(queue.jobs[0]) is None
    runner.say(Progressed(first, "warp", 0.0))
    queue.poll()
    now = 4.0
    runner.say(Finished(first, View(grey(1), megapixels=1.0)))
    queue.poll()
    second, third = queue.submit(save("b")), queue.submit(dress("c"), background=True)
    assert queue.seconds_left_in_all is None, "nobody has saved anything yet"
    queue.cancel(second)
    queue.poll()
    runner.say(Progressed(third, "opening", 0.0))
    queue.poll()
    now = 5.0
    assert queue.seconds_left(queue.jobs[0]) == pytest.approx(3.0)
    runner.say(Progressed(third, "warp", 0.5))
    queue.poll()
    assert queue.seconds_left(queue.jobs[0]) == pytest.approx(0.5 * 3.0 + 0.5 * 1.0)
    assert queue.seconds_left_in_all == queue.seconds_left(queue.jobs[0])
    now = 50.0
    runner.say(Progressed(third, "warp", 0.99))
    queue.poll()
    left = queue.seconds_left(queue.jobs[0])
    assert left is not None
    assert 0.0 <= left < 1.0


class QueueMachine(RuleBasedStateMachine):
    """Whatever is asked, in whatever order, and however the worker answers."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = HandRunner()
        self.queue = JobQueue(self.runner)
        self.background: dict[int, bool] = {}
        self.cancelled: set[int] = set()
        self.ends: dict[int, Event] = {}

    def poll(self) -> None:
        for event in self.queue.poll():
            if isinstance(event, Finished | Failed | Stopped):
                assert event.job not in self.ends, "a job ended twice"
                self.ends[event.job] = event

    @rule(background=st.booleans(), make=st.sampled_from([dress, save, lambda: OpenPhoto(photo("me"))]))
    def submit(self, background: bool, make: object) -> None:
        assert callable(make)
        self.background[self.queue.submit(make(), background=background)] = background
        self.poll()

    @precondition(lambda self: self.background)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        job = data.draw(st.sampled_from(sorted(self.background)))
        if job not in self.ends:
            self.cancelled.add(job)
        self.queue.cancel(job)

    @precondition(lambda self: self.queue.jobs)
    @rule(data=st.data(), places=st.integers(-3, 3))
    def move(self, data: st.DataObject, places: int) -> None:
        before = {job.id for job in self.queue.jobs}
        self.queue.move(data.draw(st.sampled_from(sorted(before))), places)
        assert {job.id for job in self.queue.jobs} == before

    @rule(pause=st.booleans())
    def pause(self, pause: bool) -> None:
        if pause:
            self.queue.pause()
        else:
            self.queue.resume()

    @precondition(lambda self: self.runner.job is not None)
    @rule(how=st.sampled_from(["finish", "fail", "crash", "progress"]))
    def answer(self, how: str) -> None:
        job = self.runner.current
        answers: dict[str, Event] = {
            "finish": Finished(job, View(grey(1))),
            "fail": Failed(job, "No.", "Try."),
            "crash": Failed(job, "No.", "Try.", crashed=True),
            "progress": Progressed(job, "warp", 0.5),
        }
        self.runner.say(answers[how])
        self.poll()

    @precondition(lambda self: self.runner.job is not None and self.runner.asked_to_stop)
    @rule()
    def notice(self) -> None:
        self.runner.say(Stopped(self.runner.current))
        self.poll()

    @rule()
    def tick(self) -> None:
        self.poll()

    @invariant()
    def nobody_waits_for_the_background(self) -> None:
        jobs = self.queue.jobs
        if any(not job.background and job.state is JobState.QUEUED for job in jobs) and self.runner.job is not None:
            assert not jobs[0].background or jobs[0].stopping
        kinds = [job.background for job in jobs if job.state is not JobState.RUNNING]
        assert kinds == sorted(kinds)

    @invariant()
    def paused_means_paused(self) -> None:
        running = [job for job in self.queue.jobs if job.state is JobState.RUNNING and job.background]
        assert not self.queue.paused or all(job.stopping for job in running)

    @invariant()
    def nothing_is_lost(self) -> None:
        known = {job.id for job in self.queue.jobs} | {job.id for job in self.queue.ended}
        assert set(self.background) == known

    @invariant()
    def the_background_ends_only_when_it_is_done_or_cancelled(self) -> None:
        stopped = {job for job, end in self.ends.items() if isinstance(end, Stopped) and self.background[job]}
        assert stopped <= self.cancelled

    def teardown(self) -> None:
        self.queue.resume()
        self.poll()
        while self.runner.job is not None:
            job = self.runner.current
            self.runner.say(Stopped(job) if self.runner.asked_to_stop else Finished(job, View(grey(1))))
            self.poll()
        assert set(self.ends) == set(self.background)


TestAnyCourseOfEvents = QueueMachine.TestCase
TestAnyCourseOfEvents.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
