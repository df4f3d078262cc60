"""Several pictures of one look: seen small, told apart, chosen by click, digit and arrow."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fitting_room.engines.alarms import FINDINGS, Alarm
from fitting_room.studio.messages import SampleView
from fitting_room.ui.stage import Stage
from fitting_room.ui.stage.sample_strip import SampleStrip
from fitting_room.ui.stage.views import StageView


def small(number: int | None, *findings: str) -> SampleView:
    return SampleView(number, np.full((40, 30, 3), 60, np.uint8), findings)


@pytest.fixture
def strip(stage: Stage) -> SampleStrip:
    stage.samples.show_samples((small(1), small(0), small(2, FINDINGS[Alarm.SKIN_SHIFT])), None)
    return stage.samples


def test_the_best_is_marked_and_what_is_wrong_with_the_others_is_said(qtbot: QtBot, strip: SampleStrip, named) -> None:
    assert named("Picture 1 of 3, the best").isChecked()
    assert strip.words == ""
    last = named("Picture 3 of 3")
    assert "colour of the skin" in last.accessibleDescription()
    with qtbot.waitSignal(strip.chosen) as chosen:
        qtbot.mouseClick(last, Qt.MouseButton.LeftButton)
    assert chosen.args == [2]
    assert "colour of the skin" in strip.words


def test_digits_and_arrows_choose_while_it_has_the_focus(qtbot: QtBot, strip: SampleStrip, named) -> None:
    first = named("Picture 1 of 3, the best")
    first.setFocus()
    for keys, place, number in ((Qt.Key.Key_2, 1, 0), (Qt.Key.Key_Right, 2, 2), (Qt.Key.Key_1, 0, 1)):
        with qtbot.waitSignal(strip.chosen) as chosen:
            qtbot.keyClick(strip.window().focusWidget(), keys)
        assert (strip.place, chosen.args) == (place, [number])


def test_it_can_be_walked_through_from_anywhere(qtbot: QtBot, strip: SampleStrip) -> None:
    told: list[int | None] = []
    strip.chosen.connect(told.append)
    for step in (1, 1, 1, -1):
        strip.walk(step)
    assert told == [0, 2, 1, 2]


def test_the_picture_of_the_engine_that_stood_in_says_so(strip: SampleStrip) -> None:
    strip.show_samples((small(None), small(0, FINDINGS[Alarm.EMPTY])), None)
    assert "instant engine" in strip.words
    strip.show_samples((small(None), small(0, FINDINGS[Alarm.EMPTY])), 0)
    assert (strip.place, "empty" in strip.words) == (1, True)


def test_it_is_seen_with_the_look_only(stage: Stage, strip: SampleStrip) -> None:
    assert strip.isVisible()
    stage.show_view(StageView.MASK)
    assert not strip.isVisible()
    stage.show_view(StageView.SPLIT)
    assert strip.isVisible()
    strip.show_samples((), None)
    assert not strip.isVisible()
