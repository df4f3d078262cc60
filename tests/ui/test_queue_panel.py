"""The queue panel and its chip: what they say, and what keys, clicks and dragging do to the queue."""

import pytest
from doubles import HandRunner, grey, photo
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fitting_room.studio.messages import Dress, Failed, Finished, Progressed, Stopped, View
from fitting_room.studio.queue import JobQueue
from fitting_room.studio.recipe import Recipe
from fitting_room.ui import queue_panel
from fitting_room.ui.job_list import cross_of
from fitting_room.ui.job_words import left, takes
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.queue_panel import QueueChip, QueuePanel

LEFT = Qt.MouseButton.LeftButton
NAMES = ["Anna", "Mei", "Kofi", "Ruth"]


@pytest.fixture
def runner() -> HandRunner:
    return HandRunner()


@pytest.fixture
def jobs(qtbot: QtBot, runner: HandRunner) -> Jobs:
    """The background work for four people, the first of whom is being dressed."""
    made = Jobs(JobQueue(runner))
    for name in NAMES:
        made.submit(Dress(Recipe(photo(name), ())), lambda _: None, name, background=True)
    qtbot.waitUntil(lambda: runner.job is not None)
    return made


@pytest.fixture
def panel(qtbot: QtBot, jobs: Jobs) -> QueuePanel:
    made = QueuePanel(jobs)
    qtbot.addWidget(made)
    made.resize(380, 460)
    made.show()
    qtbot.waitExposed(made)
    return made


def shown(panel: QueuePanel) -> list[str]:
    return [panel.model.index(row).data() for row in range(panel.model.rowCount())]


def spoken(panel: QueuePanel, row: int) -> str:
    return str(panel.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))


def button(panel: QueuePanel, name: str) -> QPushButton:
    (found,) = [each for each in panel.findChildren(QPushButton) if each.accessibleName() == name]
    return found


def tell(qtbot: QtBot, jobs: Jobs, runner: HandRunner, event: Finished | Failed | Progressed | Stopped) -> None:
    with qtbot.waitSignal(jobs.changed):
        runner.say(event)


def test_it_lists_the_jobs_in_their_order_and_says_how_far_they_are(
    qtbot: QtBot, panel: QueuePanel, jobs: Jobs, runner: HandRunner
) -> None:
    tell(qtbot, jobs, runner, Progressed(runner.current, "warp", 0.5))
    assert shown(panel) == NAMES
    assert spoken(panel, 0).startswith("Anna. ")
    assert spoken(panel, 0).endswith("Fitting the garment")
    assert spoken(panel, 1) == "Mei. Waiting"


def test_what_is_done_leaves_and_what_failed_stays_with_its_reason_until_it_is_put_away(
    qtbot: QtBot, panel: QueuePanel, jobs: Jobs, runner: HandRunner
) -> None:
    tell(qtbot, jobs, runner, Failed(runner.current, "The legs are outside the picture.", "Step back."))
    tell(qtbot, jobs, runner, Finished(runner.current, View(grey(1))))
    assert shown(panel) == ["Kofi", "Ruth", "Anna"]
    assert spoken(panel, 2) == "Anna. The legs are outside the picture. Step back."
    panel.list.setCurrentIndex(panel.model.index(2))
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert shown(panel) == ["Kofi", "Ruth"]


def test_delete_cancels_what_is_selected(qtbot: QtBot, panel: QueuePanel) -> None:
    panel.list.setCurrentIndex(panel.model.index(2))
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert shown(panel) == ["Anna", "Mei", "Ruth"]


def test_a_running_job_is_stopping_until_the_worker_notices(
    qtbot: QtBot, panel: QueuePanel, jobs: Jobs, runner: HandRunner
) -> None:
    cross = cross_of(panel.list.visualRect(panel.model.index(0))).center()
    qtbot.mouseClick(panel.list.viewport(), LEFT, pos=cross)
    assert runner.asked_to_stop
    assert spoken(panel, 0) == "Anna. Stopping…"
    tell(qtbot, jobs, runner, Stopped(runner.current))
    assert shown(panel) == ["Mei", "Kofi", "Ruth"]


def test_a_click_beside_the_cross_only_selects(qtbot: QtBot, panel: QueuePanel, runner: HandRunner) -> None:
    beside = panel.list.visualRect(panel.model.index(0)).center() - QPoint(40, 0)
    qtbot.mouseClick(panel.list.viewport(), LEFT, pos=beside)
    assert not runner.asked_to_stop
    qtbot.mouseClick(button(panel, "Cancel the chosen jobs"), LEFT)
    assert runner.asked_to_stop


def test_alt_and_the_arrows_move_a_job_which_stays_selected(qtbot: QtBot, panel: QueuePanel) -> None:
    panel.list.setCurrentIndex(panel.model.index(3))
    for _ in range(2):
        qtbot.keyClick(panel.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert shown(panel) == ["Anna", "Ruth", "Mei", "Kofi"]
    qtbot.keyClick(panel.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert shown(panel) == ["Anna", "Mei", "Ruth", "Kofi"]
    assert [job.title for job in panel.list.chosen] == ["Ruth"]


@pytest.mark.parametrize(
    ("dragged", "before", "expected"),
    [
        (3, 1, ["Anna", "Ruth", "Mei", "Kofi"]),
        (1, 4, ["Anna", "Kofi", "Ruth", "Mei"]),
        (1, 3, ["Anna", "Kofi", "Mei", "Ruth"]),
    ],
)
def test_a_job_that_is_dropped_between_others_is_done_between_them(
    panel: QueuePanel, dragged: int, before: int, expected: list[str]
) -> None:
    data = panel.model.mimeData([panel.model.index(dragged)])
    panel.model.dropMimeData(data, Qt.DropAction.MoveAction, before, 0, QModelIndex())
    assert shown(panel) == expected


def test_pause_and_resume(qtbot: QtBot, panel: QueuePanel, jobs: Jobs, runner: HandRunner) -> None:
    qtbot.mouseClick(button(panel, "Pause the background work"), LEFT)
    tell(qtbot, jobs, runner, Stopped(runner.current))
    assert runner.job is None
    assert {spoken(panel, row).split(". ")[1] for row in range(4)} == {"Paused"}
    qtbot.mouseClick(button(panel, "Go on with the background work"), LEFT)
    qtbot.waitUntil(lambda: runner.job is not None)
    assert shown(panel) == NAMES


def test_everything_in_it_has_a_name(panel: QueuePanel) -> None:
    assert all(each.accessibleName() for each in (panel, panel.list, *panel.findChildren(QPushButton)))


def test_the_chip_says_what_is_done_and_goes_when_nothing_is(
    qtbot: QtBot, jobs: Jobs, runner: HandRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_panel, "CHIP_DELAY_MILLISECONDS", 30)
    chip = QueueChip(jobs)
    qtbot.addWidget(chip)
    assert chip.isHidden(), "a short job shows nothing"
    qtbot.waitUntil(lambda: not chip.isHidden())
    tell(qtbot, jobs, runner, Progressed(runner.current, "warp", 0.5))
    assert "Fitting the garment" in chip.text()
    assert chip.text().endswith("3 more")
    with qtbot.waitSignal(chip.clicked):
        qtbot.mouseClick(chip, LEFT)
    jobs.cancel_all()
    tell(qtbot, jobs, runner, Stopped(runner.current))
    assert chip.isHidden()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (0.2, "Nearly done"), (7.4, "About 7 s left"), (38.0, "About 40 s left"), (130.0, "About 2 min left")],
)
def test_times_are_as_exact_as_estimates_are(seconds: float | None, words: str) -> None:
    assert left(seconds) == words


def test_a_job_that_has_not_begun_takes_a_time() -> None:
    assert takes(12.0) == "about 10 s"
