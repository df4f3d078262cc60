"""A motion of one's own by clicks and keys: before a scripted camera, and from a film, down to the file on disk."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from doubles import HandRunner
from mirror_doubles import ScriptedMirror, control
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from fitting_room.domain.body import Pose
from fitting_room.motion.library import bundled, read_motion
from fitting_room.motion.recording import Phase
from fitting_room.studio.camera.camera import Trouble, lost
from fitting_room.studio.library.motions import Motions
from fitting_room.studio.messages import Failed, Finished, MotionRead, Progressed, ReadMotion
from fitting_room.studio.mirror.messages import Guide, Look, Lost, Posed, Rest, Trace
from fitting_room.studio.queue import JobQueue
from fitting_room.ui.clip import recording_view
from fitting_room.ui.clip.recorder import FILM, MotionRecorder
from fitting_room.ui.jobs import Jobs

LEFT = Qt.MouseButton.LeftButton


class Stage:
    """Somebody who dances before the scripted camera, on a clock of their own."""

    def __init__(self, mirror: ScriptedMirror) -> None:
        self.mirror, self.now = mirror, 100.0

    def monotonic(self) -> float:
        return self.now

    def dance(self, seconds: float, there: bool = True) -> None:
        for _ in range(round(seconds * 15)):
            self.now += 1 / 15
            points = bundled("dance").keypoints[round(self.now * 24) % 120].copy()
            points[:, :2] = points[:, :2] * 90 + (320, 240)
            pose = Pose(points, (640, 480)) if there else None
            self.mirror.events.append(Posed(pose, points if there else None, self.now))


@pytest.fixture
def mirror() -> ScriptedMirror:
    return ScriptedMirror()


@pytest.fixture
def stage(mirror: ScriptedMirror, monkeypatch: pytest.MonkeyPatch) -> Stage:
    stage = Stage(mirror)
    monkeypatch.setattr(recording_view, "time", stage)
    return stage


@pytest.fixture
def worker() -> HandRunner:
    return HandRunner()


@pytest.fixture
def motions(tmp_path: Path) -> Motions:
    return Motions(tmp_path / "motions")


@pytest.fixture
def jobs(worker: HandRunner) -> Iterator[Jobs]:
    jobs = Jobs(JobQueue(worker))
    yield jobs
    jobs.close()


@pytest.fixture
def recorder(
    qtbot: QtBot, mirror: ScriptedMirror, stage: Stage, jobs: Jobs, motions: Motions
) -> Iterator[MotionRecorder]:
    recorder = MotionRecorder(motions, jobs, start=lambda: mirror)
    qtbot.addWidget(recorder)
    recorder.resize(560, 720)
    with qtbot.waitExposed(recorder):
        recorder.show()
    qtbot.waitUntil(lambda: recorder.camera.view.has_picture)
    yield recorder
    recorder.shut_down()


def click(qtbot: QtBot, recorder: MotionRecorder, name: str) -> None:
    qtbot.mouseClick(control(recorder, name), LEFT)


def played(qtbot: QtBot, mirror: ScriptedMirror) -> None:
    qtbot.waitUntil(lambda: not mirror.events)
    qtbot.wait(40)


def record(qtbot: QtBot, recorder: MotionRecorder, stage: Stage, seconds: float = 3.0) -> None:
    stage.dance(0.5)
    played(qtbot, stage.mirror)
    click(qtbot, recorder, "Record a motion")
    stage.dance(3.0 + seconds)
    played(qtbot, stage.mirror)
    click(qtbot, recorder, "Stop recording")


def test_the_camera_shows_bones_and_no_garments_and_coaches_nobody(
    qtbot: QtBot, recorder: MotionRecorder, mirror: ScriptedMirror, stage: Stage
) -> None:
    assert mirror.last(Guide) == Guide(on=False)
    assert mirror.last(Trace) == Trace()
    assert isinstance(mirror.last(Look), Look)
    stage.dance(0.2)
    qtbot.waitUntil(lambda: recorder.camera.view.shows_somebody)
    stage.dance(0.2, there=False)
    qtbot.waitUntil(lambda: not recorder.camera.view.shows_somebody)
    assert "Step back" in recorder.camera.view.caption


def test_three_two_one_then_red_then_a_figure_to_name_and_keep(
    qtbot: QtBot, recorder: MotionRecorder, stage: Stage, motions: Motions
) -> None:
    seen = []
    recorder.camera.changed.connect(lambda state: seen.append((state.phase, state.countdown)))
    reds = []
    recorder.camera.changed.connect(lambda _: reds.append(recorder.camera.view.is_red))
    click(qtbot, recorder, "Record a motion")
    for _ in range(70):
        stage.dance(0.1)
        played(qtbot, stage.mirror) if len(seen) < 4 else qtbot.wait(1)
    played(qtbot, stage.mirror)
    assert [step for step in dict.fromkeys(seen) if step[0] is Phase.COUNTING] == [
        (Phase.COUNTING, 3),
        (Phase.COUNTING, 2),
        (Phase.COUNTING, 1),
    ]
    assert reds[-1]
    click(qtbot, recorder, "Stop recording")
    assert recorder.motion is not None
    assert not recorder.camera.isVisible()
    recorder.name.setText("My dance")
    with qtbot.waitSignal(recorder.kept) as kept:
        click(qtbot, recorder, "Keep the motion")
    (path,) = kept.args
    assert read_motion(path).name == "My dance"
    assert [each.path for each in motions.all] == [path]
    assert recorder.motion is None
    assert recorder.camera.isVisible()


def test_what_is_discarded_leaves_no_file(
    qtbot: QtBot, recorder: MotionRecorder, stage: Stage, motions: Motions
) -> None:
    record(qtbot, recorder, stage)
    assert recorder.motion is not None
    qtbot.keyClick(recorder, Qt.Key.Key_Escape)
    assert recorder.motion is None
    assert motions.all == ()


def test_nobody_before_the_camera_is_told_so(qtbot: QtBot, recorder: MotionRecorder, stage: Stage) -> None:
    qtbot.keyClick(recorder, Qt.Key.Key_Space)
    stage.dance(5.0, there=False)
    played(qtbot, stage.mirror)
    qtbot.keyClick(recorder, Qt.Key.Key_Space)
    assert "Nobody was seen" in recorder.message.text
    assert recorder.motion is None
    assert recorder.camera.state.phase is not Phase.RECORDING


def test_a_lost_camera_ends_the_recording_and_says_why(
    qtbot: QtBot, recorder: MotionRecorder, stage: Stage, mirror: ScriptedMirror
) -> None:
    click(qtbot, recorder, "Record a motion")
    error = lost(Trouble.UNPLUGGED)
    mirror.events.append(Lost(Trouble.UNPLUGGED, error.what, error.next_step))
    played(qtbot, mirror)
    assert "unplugged" in recorder.camera.trouble.text
    assert not recorder.camera.is_busy


def test_the_camera_is_off_while_it_is_not_seen(qtbot: QtBot, recorder: MotionRecorder, mirror: ScriptedMirror) -> None:
    recorder.choice.chosen.emit(FILM)
    assert isinstance(mirror.orders[-1], Rest)
    assert mirror.dismissed


def test_a_film_is_read_shown_and_kept(
    qtbot: QtBot, recorder: MotionRecorder, worker: HandRunner, jobs: Jobs, motions: Motions, tmp_path: Path
) -> None:
    recorder.choice.chosen.emit(FILM)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "walk.mp4"))])
    drop = QDropEvent(QPointF(QPoint(20, 20)), Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier)
    recorder.film.dropEvent(drop)
    qtbot.waitUntil(lambda: worker.job is not None)
    assert [job.order for job in jobs.queue.jobs] == [ReadMotion(tmp_path / "walk.mp4")]
    worker.say(Progressed(worker.current, "motion", 0.5))
    qtbot.waitUntil(lambda: recorder.film._bar.value() == 500)
    worker.say(Finished(worker.current, MotionRead(bundled("walk"), 0.0, ("2 people are in the film.",))))
    qtbot.waitUntil(lambda: recorder.motion is not None)
    assert "2 people" in recorder.message.text
    recorder.keep()
    np.testing.assert_array_equal(motions.all[0].motion.keypoints, bundled("walk").keypoints)


def test_a_film_without_anybody_says_so_and_another_can_be_chosen(
    qtbot: QtBot, recorder: MotionRecorder, worker: HandRunner, tmp_path: Path
) -> None:
    recorder.choice.chosen.emit(FILM)
    recorder.film.open(tmp_path / "empty.mp4")
    qtbot.waitUntil(lambda: worker.job is not None)
    worker.say(Failed(worker.current, "Nobody can be followed in this film.", "Choose another film."))
    qtbot.waitUntil(lambda: "Nobody can be followed" in recorder.film.message.text)
    assert not recorder.film.is_busy
    assert control(recorder, "Choose a film").isVisible()


def test_a_film_that_takes_too_long_can_be_stopped(
    qtbot: QtBot, recorder: MotionRecorder, worker: HandRunner, tmp_path: Path
) -> None:
    recorder.choice.chosen.emit(FILM)
    recorder.film.open(tmp_path / "long.mp4")
    qtbot.waitUntil(lambda: worker.job is not None)
    click(qtbot, recorder, "Stop reading the film")
    assert not recorder.film.is_busy
    assert recorder.motion is None
