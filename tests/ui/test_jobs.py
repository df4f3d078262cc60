"""Jobs inside Qt's loop: everybody hears of their own job, and a receiver that fails costs nobody else an event."""

import pytest
from doubles import HandRunner, ScriptedWorkroom, photo
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from fitting_room.studio.messages import Dress, Event, Failed, Finished, OpenPhoto, Progressed, Stopped
from fitting_room.studio.queue import JobQueue
from fitting_room.studio.recipe import Recipe
from fitting_room.studio.runner import InlineRunner
from fitting_room.ui.jobs import Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Jobs:
    return Jobs(JobQueue(InlineRunner(ScriptedWorkroom())))


def dress(stem: str) -> Dress:
    return Dress(Recipe(photo(stem), ()))


def test_each_hears_of_their_own_job_only(qtbot: QtBot, jobs: Jobs) -> None:
    mine: list[Event] = []
    yours: list[Event] = []
    first = jobs.submit(dress("me"), mine.append, background=True)
    second = jobs.submit(dress("cut_off"), yours.append, background=True)
    assert (mine, yours) == ([], []), "nobody hears anything before submit has returned"
    qtbot.waitUntil(lambda: isinstance(yours[-1:] and yours[-1], Failed))
    assert {event.job for event in mine} == {first}
    assert isinstance(mine[-1], Finished)
    assert {event.job for event in yours} == {second}


def test_a_cancelled_job_is_told_to_its_receiver(qtbot: QtBot, jobs: Jobs) -> None:
    heard: list[Event] = []
    job = jobs.submit(dress("me"), heard.append)
    jobs.cancel(job)
    qtbot.waitUntil(lambda: heard == [Stopped(job)])


def test_a_receiver_that_fails_costs_the_others_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    heard: list[Event] = []

    def fail(_event: Event) -> None:
        raise ValueError("mine alone")

    jobs.submit(OpenPhoto(photo("me")), fail)
    jobs.submit(dress("me"), heard.append, background=True)
    with capture_exceptions() as caught:
        qtbot.waitUntil(lambda: bool(heard) and isinstance(heard[-1], Finished))
    assert {str(error) for _, error, _ in caught} == {"mine alone"}


def test_changes_are_told_once_per_tick(qtbot: QtBot) -> None:
    runner = HandRunner()
    jobs = Jobs(JobQueue(runner))
    with qtbot.waitSignal(jobs.changed):
        job = jobs.submit(dress("me"), lambda _: None)
    for step in range(50):
        runner.say(Progressed(job, "warp", step / 50))
    told: list[None] = []
    jobs.changed.connect(lambda: told.append(None))
    qtbot.waitUntil(lambda: jobs.queue.jobs[0].fraction == 49 / 50)
    qtbot.wait(60)
    assert len(told) == 1


def test_nobody_hears_anything_after_it_was_closed(qtbot: QtBot, jobs: Jobs) -> None:
    heard: list[Event] = []
    jobs.submit(dress("me"), heard.append)
    jobs.close()
    qtbot.wait(60)
    assert heard == []
