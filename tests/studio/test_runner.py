"""The worker process: every way a job can end, and that the next one goes on."""

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
from fitting_room.studio.recipe import Recipe
from fitting_room.studio.runner import InlineRunner, ProcessRunner, Runner

PATIENCE = 60.0


@pytest.fixture
def runner() -> Iterator[ProcessRunner]:
    made = ProcessRunner(ScriptedWorkroom, grace_seconds=1.0)
    yield made
    made.close()


def wait(runner: Runner, enough: Callable[[list[Event]], bool]) -> list[Event]:
    """Poll as the window does, until enough has happened."""
    events: list[Event] = []
    deadline = time.monotonic() + PATIENCE
    while not enough(events):
        assert time.monotonic() < deadline, f"nothing more came after {events}"
        events += runner.poll()
        time.sleep(0.005)
    return events


def ending(runner: Runner, job: int) -> Event:
    def is_end(event: Event) -> bool:
        return event.job == job and isinstance(event, Finished | Failed | Stopped)

    return next(filter(is_end, wait(runner, lambda events: any(map(is_end, events)))))


def dress(stem: str) -> Dress:
    return Dress(Recipe(photo(stem), ()))


def test_a_job_reports_previews_and_finishes(runner: ProcessRunner) -> None:
    job = runner.submit(OpenPhoto(photo("me")))
    events = wait(runner, lambda events: any(isinstance(event, Finished) for event in events))
    assert [type(event) for event in events] == [Progressed, Previewed, Finished]
    assert {event.job for event in events} == {job}


def test_the_inline_runner_tells_the_same_story() -> None:
    runner = InlineRunner(ScriptedWorkroom())
    runner.submit(OpenPhoto(photo("me")))
    assert [type(event) for event in runner.poll()] == [Progressed, Previewed, Finished]


def test_cancel_stops_a_running_job(runner: ProcessRunner) -> None:
    job = runner.submit(dress("slow"))
    wait(runner, lambda events: any(isinstance(event, Progressed) for event in events))
    runner.cancel()
    asked = time.monotonic()
    assert ending(runner, job) == Stopped(job)
    assert time.monotonic() - asked < 0.5


def test_cancel_before_the_worker_is_ready_is_not_lost(runner: ProcessRunner) -> None:
    job = runner.submit(dress("slow"))
    runner.poll()
    runner.cancel()
    assert ending(runner, job) == Stopped(job)


def test_a_stuck_job_is_ended_with_its_process_and_the_next_one_runs(runner: ProcessRunner) -> None:
    stuck = runner.submit(dress("stuck"))
    wait(runner, lambda events: any(isinstance(event, Progressed) for event in events))
    runner.cancel()
    assert ending(runner, stuck) == Stopped(stuck)
    assert isinstance(ending(runner, runner.submit(dress("me"))), Finished)


def test_a_crash_costs_one_job_and_one_sentence(runner: ProcessRunner) -> None:
    failure = ending(runner, runner.submit(dress("crash")))
    assert isinstance(failure, Failed)
    assert failure.what.endswith(".")
    assert isinstance(ending(runner, runner.submit(dress("me"))), Finished)


def test_a_worker_that_cannot_start_is_not_started_for_ever() -> None:
    runner = ProcessRunner(WorkroomThatCannotStart)
    assert isinstance(ending(runner, runner.submit(dress("me"))), Failed)
    assert runner.poll() == []
    runner.close()


def test_the_newest_look_wins(runner: ProcessRunner) -> None:
    first, second, third = (runner.submit(dress(stem)) for stem in ("slow", "slow", "me"))
    events = wait(runner, lambda events: any(isinstance(event, Finished) for event in events))
    assert Stopped(first) in events or all(event.job != first for event in events)
    assert Stopped(second) in events
    assert [event.job for event in events if isinstance(event, Finished)] == [third]


def test_saving_is_never_given_up_for_something_newer(tmp_path: Path) -> None:
    runner = InlineRunner(ScriptedWorkroom())
    save = runner.submit(SaveLook(Recipe(photo("me"), ()), tmp_path / "look.png"))
    runner.submit(dress("me"))
    runner.submit(OpenPhoto(photo("other")))
    events = runner.poll()
    assert any(isinstance(event, Finished) and event.job == save for event in events)
    assert (tmp_path / "look.png").exists()
    assert not supersedes(OpenPhoto(photo("other")), SaveLook(Recipe(photo("me"), ()), tmp_path))


def test_a_mistake_of_ours_becomes_one_calm_sentence(caplog: pytest.LogCaptureFixture) -> None:
    runner = InlineRunner(ScriptedWorkroom())
    job = runner.submit(dress("bug"))
    failure = ending(runner, job)
    assert isinstance(failure, Failed)
    assert "IndexError" not in failure.what
    assert "deep inside" in caplog.text


def test_what_the_user_can_put_right_is_said_in_the_same_words() -> None:
    runner = InlineRunner(ScriptedWorkroom())
    job = runner.submit(dress("cut_off"))
    assert ending(runner, job) == Failed(job, "The legs are outside the picture.", "Step back, or try a top.")


def test_no_process_outlives_the_runner() -> None:
    runner = ProcessRunner(ScriptedWorkroom)
    runner.submit(dress("stuck"))
    runner.poll()
    process = runner._worker._process
    pid = process.pid
    runner.close()
    if Path("/proc").is_dir():
        assert not Path(f"/proc/{pid}").exists()
