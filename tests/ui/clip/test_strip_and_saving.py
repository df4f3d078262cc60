"""Four views lead to their frames; where and how clips are saved is remembered."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.settings import ClipFormat, Places
from fitting_room.ui.clip.saving import ClipSaving
from fitting_room.ui.clip.strip import LONG_SIDE, ViewStrip
from fitting_room.ui.kept_settings import KeptSettings


@pytest.fixture
def strip(qtbot: QtBot) -> ViewStrip:
    widget = ViewStrip()
    qtbot.addWidget(widget)
    widget.show_views((0, 35, 95, 119), 24)
    widget.show()
    return widget


def buttons(strip: ViewStrip) -> list[QToolButton]:
    return [button for button in strip.findChildren(QToolButton) if button.isVisible()]


def test_a_view_leads_to_its_frame(qtbot: QtBot, strip: ViewStrip) -> None:
    with qtbot.waitSignal(strip.asked) as told:
        qtbot.mouseClick(buttons(strip)[2], Qt.MouseButton.LeftButton)
    assert told.args == [95]
    assert [button.isChecked() for button in buttons(strip)] == [False, False, True, False]


def test_the_view_that_was_passed_last_is_marked(strip: ViewStrip) -> None:
    strip.show_frame(94)
    assert [button.isChecked() for button in buttons(strip)] == [False, True, False, False]


def test_pictures_come_as_they_are_read(strip: ViewStrip) -> None:
    assert strip.missing == (0, 35, 95, 119)
    picture = QImage(72, 115, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    strip.set_picture(35, picture)
    strip.set_picture(36, picture)
    assert strip.missing == (0, 95, 119)
    assert buttons(strip)[1].iconSize().height() == LONG_SIDE
    assert buttons(strip)[1].iconSize().width() == 65


def test_a_short_clip_has_fewer_views_and_each_has_a_name(strip: ViewStrip) -> None:
    strip.show_views((0, 1), 24)
    assert [button.accessibleName() for button in buttons(strip)] == [
        "View 1: go to second 0.0",
        "View 2: go to second 0.0",
    ]


@pytest.fixture
def saving(qtbot: QtBot, tmp_path: Path) -> ClipSaving:
    places = Places.inside(tmp_path)
    places.pictures.mkdir()
    return ClipSaving(KeptSettings(places.settings), places)


def answer(monkeypatch: pytest.MonkeyPatch, name: str, kind: str) -> list[str]:
    """Answer the dialog of the system; what it proposed is noted."""
    proposed: list[str] = []

    def choose(_parent: QWidget, _title: str, proposal: str, kinds: str, usual: str = "") -> tuple[str, str]:
        proposed.append(proposal)
        chosen = next(each for each in kinds.split(";;") if kind in each)
        return (str(Path(proposal).parent / name) if name else proposal), chosen

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return proposed


@pytest.mark.parametrize(
    ("typed", "kind", "written"),
    [
        ("", "MP4", "Anna, Walk.mp4"),
        ("", "GIF", "Anna, Walk.gif"),
        ("spin", "WebM", "spin.webm"),
        ("spin.gif", "MP4", "spin.gif"),
        ("spin", "folder", "spin"),
        ("spin.v2", "GIF", "spin.v2.gif"),
    ],
)
def test_the_ending_is_the_one_that_was_meant(
    saving: ClipSaving, monkeypatch: pytest.MonkeyPatch, typed: str, kind: str, written: str
) -> None:
    answer(monkeypatch, typed, kind)
    path = saving.ask(QWidget(), "Anna, Walk")
    assert path is not None
    assert path.name == written


def test_folder_and_format_are_there_the_next_time(
    saving: ClipSaving, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "films").mkdir()
    answer(monkeypatch, "../films/spin.gif", "GIF")
    saving.ask(QWidget(), "Spin")
    proposed = answer(monkeypatch, "", "GIF")
    saving.ask(QWidget(), "Anna: Walk?")
    assert Path(proposed[0]).parent.resolve() == tmp_path / "films"
    assert Path(proposed[0]).name == "Anna Walk.gif"
    assert saving._settings.now.clip.format is ClipFormat.GIF


def test_nothing_is_remembered_of_a_dialog_that_was_cancelled(
    saving: ClipSaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert saving.ask(QWidget(), "Spin") is None
    assert saving.ask_for_strip(QWidget(), "Spin") is None
    assert saving._settings.now.clip.folder is None


def test_four_views_are_a_picture(saving: ClipSaving, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "views", "png")
    path = saving.ask_for_strip(QWidget(), "Spin")
    assert path is not None
    assert path.name == "views.png"
