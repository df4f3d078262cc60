"""The worker process behind the queue: every way a job can end, and that the next one goes on."""

import ctypes
import multiprocessing
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from doubles import ScriptedWorkroom, WorkroomThatCannotStart, photo

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
    supersedes,
)
from fitting_room.studio.queue import JobQueue
from fitting_room.studio.recipe import Recipe
from fitting_room.studio.runner import InlineRunner, ProcessRunner
from fitting_room.studio.worker import work

PATIENCE = 60.0


@pytest.fixture
def queue() -> Iterator[JobQueue]:
    made = JobQueue(ProcessRunner(ScriptedWorkroom, grace_seconds=1.0))
    yield made
    made.close()


def wait(queue: JobQueue, enough: Callable[[list[Event]], bool]) -> list[Event]:
    """Poll as the window does, until enough has happened."""
    events: list[Event] = []
    deadline = time.monotonic() + PATIENCE
    while not enough(events):
        assert time.monotonic() < deadline, f"nothing more came after {events}"
        events += queue.poll()
        time.sleep(0.005)
    return events


def ending(queue: JobQueue, job: int) -> Event:
    def is_end(event: Event) -> bool:
        return event.job == job and isinstance(event, Finished | Failed | Stopped)

    return next(filter(is_end, wait(queue, lambda events: any(map(is_end, events)))))


def dress(stem: str) -> Dress:
    return Dress(Recipe(photo(stem), ()))


def test_a_job_reports_previews_and_finishes(queue: JobQueue) -> None:
    job = queue.submit(OpenPhoto(photo("me")))
    events = wait(queue, lambda events: any(isinstance(event, Finished) for event in events))
    assert [type(event) for event in events] == [Progressed, Previewed, Finished]
    assert {event.job for event in events} == {job}


def test_the_inline_runner_tells_the_same_story() -> None:
    queue = JobQueue(InlineRunner(ScriptedWorkroom()))
    queue.submit(OpenPhoto(photo("me")))
    assert [type(event) for event in queue.poll()] == [Progressed, Previewed, Finished]


def test_cancel_stops_a_running_job(queue: JobQueue) -> None:
    job = queue.submit(dress("slow"))
    wait(queue, lambda events: any(isinstance(event, Progressed) for event in events))
    queue.cancel(job)
    assert ending(queue, job) == Stopped(job)


def test_cancel_before_the_worker_is_ready_is_not_lost(queue: JobQueue) -> None:
    job = queue.submit(dress("slow"))
    queue.poll()
    queue.cancel(job)
    assert ending(queue, job) == Stopped(job)


def test_a_stuck_job_is_ended_with_its_process_and_the_next_one_runs(queue: JobQueue) -> None:
    stuck = queue.submit(dress("stuck"))
    wait(queue, lambda events: any(isinstance(event, Progressed) for event in events))
    queue.cancel(stuck)
    assert ending(queue, stuck) == Stopped(stuck)
    assert isinstance(ending(queue, queue.submit(dress("me"))), Finished)


def test_a_crash_costs_one_job_and_one_sentence(queue: JobQueue) -> None:
    failure = ending(queue, queue.submit(dress("crash")))
    assert isinstance(failure, Failed)
    assert failure.what.endswith(".")
    assert isinstance(ending(queue, queue.submit(dress("me"))), Finished)


def test_a_crash_leaves_the_rest_of_the_queue_alone(queue: JobQueue) -> None:
    crash, first, second = (queue.submit(dress(stem), background=True) for stem in ("crash", "me", "you"))
    events = wait(queue, lambda events: any(event.job == second and isinstance(event, Finished) for event in events))
    assert [(event.job, type(event)) for event in events if isinstance(event, Finished | Failed | Stopped)] == [
        (crash, Failed),
        (first, Finished),
        (second, Finished),
    ]


def test_the_background_gives_way_within_a_step_and_goes_on_afterwards(queue: JobQueue) -> None:
    grid = queue.submit(dress("slow"), background=True)
    wait(queue, lambda events: any(isinstance(event, Progressed) for event in events))
    click = queue.submit(dress("me"))
    assert isinstance(ending(queue, click), Finished)
    events = wait(queue, lambda events: any(isinstance(event, Progressed) for event in events))
    assert {event.job for event in events} == {grid}


def test_a_worker_that_cannot_start_is_not_started_for_ever() -> None:
    queue = JobQueue(ProcessRunner(WorkroomThatCannotStart))
    assert isinstance(ending(queue, queue.submit(dress("me"))), Failed)
    assert queue.poll() == []
    queue.close()


def test_the_newest_look_wins(queue: JobQueue) -> None:
    first, second, third = (queue.submit(dress(stem)) for stem in ("slow", "slow", "me"))
    events = wait(queue, lambda events: any(isinstance(event, Finished) for event in events))
    assert Stopped(first) in events or all(event.job != first for event in events)
    assert Stopped(second) in events
    assert [event.job for event in events if isinstance(event, Finished)] == [third]


def test_saving_is_never_given_up_for_something_newer(tmp_path: Path) -> None:
    queue = JobQueue(InlineRunner(ScriptedWorkroom()))
    save = queue.submit(SaveLook(Recipe(photo("me"), ()), tmp_path / "look.png"))
    queue.submit(dress("me"))
    queue.submit(OpenPhoto(photo("other")))
    events = queue.poll()
    assert any(isinstance(event, Finished) and event.job == save for event in events)
    assert (tmp_path / "look.png").exists()
    assert not supersedes(OpenPhoto(photo("other")), SaveLook(Recipe(photo("me"), ()), tmp_path))


def test_a_mistake_of_ours_becomes_one_calm_sentence(caplog: pytest.LogCaptureFixture) -> None:
    queue = JobQueue(InlineRunner(ScriptedWorkroom()))
    job = queue.submit(dress("bug"))
    failure = ending(queue, job)
    assert isinstance(failure, Failed)
    assert "IndexError" not in failure.what
    assert "deep inside" in caplog.text


def test_what_the_user_can_put_right_is_said_in_the_same_words() -> None:
    queue = JobQueue(InlineRunner(ScriptedWorkroom()))
    job = queue.submit(dress("cut_off"))
    assert ending(queue, job) == Failed(job, "The legs are outside the picture.", "Step back, or try a top.")


def test_a_worker_whose_window_was_killed_ends_quietly(capfd: pytest.CaptureFixture[str]) -> None:
    context = multiprocessing.get_context("spawn")
    pipe, theirs = context.Pipe()
    cancelled, enough = context.RawValue(ctypes.c_bool, False), context.RawValue(ctypes.c_bool, False)
    worker = context.Process(target=work, args=(theirs, cancelled, enough, ScriptedWorkroom))
    worker.start()
    theirs.close()
    pipe.send((1, dress("slow")))
    assert isinstance(pipe.recv(), Progressed)
    pipe.close()  # As when the window's process ends.
    worker.join(PATIENCE)
    assert worker.exitcode == 0
    assert capfd.readouterr().err == "", "nothing failed: there is only nobody left to tell"


def test_no_process_outlives_the_queue() -> None:
    runner = ProcessRunner(ScriptedWorkroom)
    queue = JobQueue(runner)
    queue.submit(dress("stuck"))
    queue.poll()
    assert runner._worker is not None
    pid = runner._worker._process.pid
    queue.close()
    if Path("/proc").is_dir():
        assert not Path(f"/proc/{pid}").exists()
