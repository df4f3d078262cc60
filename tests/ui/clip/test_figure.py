"""A figure moves while it can be seen and motion is wanted, and never leaves its box."""

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from fitting_room.domain.body import Joint
from fitting_room.domain.motion import MotionClip
from fitting_room.motion.library import BUNDLED, bundled
from fitting_room.ui.clip import figure
from fitting_room.ui.clip.figure import MotionFigure, bounds_of, nearness, rest_frame

SIZE = QSize(96, 128)


def waving(frames: int = 24, turned: bool = False) -> MotionClip:
    """Somebody stands, and the left arm goes up."""
    places = {
        Joint.NOSE: (0, -1.4), Joint.NECK: (0, -1), Joint.RIGHT_SHOULDER: (-0.35, -1), Joint.LEFT_SHOULDER: (0.35, -1),
        Joint.RIGHT_ELBOW: (-0.45, -0.4), Joint.RIGHT_WRIST: (-0.5, 0.1), Joint.LEFT_ELBOW: (0.45, -0.4),
        Joint.LEFT_WRIST: (0.5, 0.1), Joint.RIGHT_HIP: (-0.2, 0), Joint.LEFT_HIP: (0.2, 0),
        Joint.RIGHT_KNEE: (-0.2, 0.8), Joint.LEFT_KNEE: (0.2, 0.8), Joint.RIGHT_ANKLE: (-0.2, 1.6),
        Joint.LEFT_ANKLE: (0.2, 1.6),
    }  # fmt: skip
    keypoints = np.zeros((frames, 18, 3), np.float32)
    for joint, place in places.items():
        keypoints[:, joint] = (*place, 1)
    keypoints[:, Joint.LEFT_WRIST, 1] = np.linspace(0.1, -1.6, frames)
    depth = np.zeros((frames, 18), np.float32)
    depth[:, [Joint.LEFT_SHOULDER, Joint.LEFT_HIP]] = 0.3 if turned else -0.3
    return MotionClip("Wave", keypoints, 24, depth)


def inked(widget: MotionFigure) -> npt.NDArray[np.bool_]:
    image = widget.grab().toImage()
    dark = [[image.pixelColor(x, y).lightness() < 200 for x in range(image.width())] for y in range(image.height())]
    return np.array(dark)


@pytest.fixture
def shown(qtbot: QtBot) -> MotionFigure:
    widget = MotionFigure(waving())
    palette = QPalette(QColor("white"))
    palette.setColor(QPalette.ColorRole.Text, QColor("black"))
    widget.setPalette(palette)
    widget.resize(SIZE)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_it_moves_at_twelve_frames_a_second_or_more(shown: MotionFigure, qtbot: QtBot) -> None:
    assert figure.FIGURE_FPS >= 12
    first = shown.frame
    qtbot.waitUntil(lambda: shown.frame != first)
    assert shown.is_moving


def test_it_rests_while_nobody_sees_it(shown: MotionFigure) -> None:
    shown.hide()
    assert not shown.is_moving
    shown.show()
    assert shown.is_moving


def test_it_stands_still_where_motion_is_not_wanted(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figure, "motion_is_wanted", lambda: False)
    widget = MotionFigure(waving())
    qtbot.addWidget(widget)
    widget.show()
    assert not widget.is_moving
    assert widget.frame == rest_frame(waving()) == 23


def test_all_of_it_is_inside_its_box(shown: MotionFigure) -> None:
    ink = inked(shown)
    assert 0.02 < ink.mean() < 0.4
    assert not ink[0].any()
    assert not ink[-1].any()
    assert not ink[:, 0].any()
    assert not ink[:, -1].any()


def test_the_far_side_is_paler_the_more_the_body_turns() -> None:
    assert nearness(waving(), 0) == pytest.approx(0.6)
    assert nearness(waving(turned=True), 0) == pytest.approx(-0.6)


@pytest.mark.parametrize("name", BUNDLED)
def test_no_side_flickers_in_a_motion_that_comes_with_the_program(name: str) -> None:
    motion = bundled(name)
    sides = [nearness(motion, frame) for frame in range(len(motion.keypoints))]
    assert np.abs(np.diff(sides)).max() < 0.35


def test_joints_that_were_not_seen_take_no_room() -> None:
    motion = waving()
    keypoints = motion.keypoints.copy()
    keypoints[:, Joint.LEFT_EAR] = (100, 100, 0)
    assert bounds_of(MotionClip("w", keypoints, 24)) == bounds_of(motion)


def test_screen_readers_say_what_motion_it_is(shown: MotionFigure) -> None:
    assert shown.accessibleName() == "Wave"
