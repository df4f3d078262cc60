"""The player by clicks and keys, with clips as they are written: H.264 in MP4."""

import time
from pathlib import Path

import av
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QSlider
from pytestqt.qtbot import QtBot

from fitting_room.ui.clip import player as player_module
from fitting_room.ui.clip.player import ClipPlayer

FRAMES = 12


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve frames that become brighter."""
    path = tmp_path_factory.mktemp("clip") / "clip.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt = 48, 64, "yuv420p"
        for number in range(FRAMES):
            pixels = np.full((64, 48, 3), 20 * number, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        container.mux(stream.encode())
    return path


@pytest.fixture
def player(qtbot: QtBot, clip: Path, monkeypatch: pytest.MonkeyPatch) -> ClipPlayer:
    """Stands at the first frame: motion is not wanted."""
    monkeypatch.setattr(player_module, "motion_is_wanted", lambda: False)
    widget = ClipPlayer()
    qtbot.addWidget(widget, before_close_func=lambda made: made.close_clip())
    widget.resize(480, 320)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    still = QImage(48, 64, QImage.Format.Format_RGB32)
    still.fill(QColor("red"))
    widget.open(clip, still)
    qtbot.waitUntil(lambda: widget.frames == FRAMES and slider(widget).maximum() == FRAMES - 1)
    return widget


def slider(player: ClipPlayer) -> QSlider:
    return player.findChildren(QSlider)[0]


def button(player: ClipPlayer, name: str) -> QAbstractButton:
    found = [made for made in player.findChildren(QAbstractButton) if name in (made.accessibleName(), made.text())]
    return found[0]


def grey(player: ClipPlayer, x: float = 0.5) -> int:
    image = player.screen_.grab().toImage()
    return QColor(image.pixelColor(int(image.width() * x), image.height() // 2)).red()


def test_every_frame_is_the_one_that_was_written(player: ClipPlayer) -> None:
    for number in range(FRAMES):
        slider(player).setValue(number)
        assert player.number == number
        assert abs(grey(player) - 20 * number) <= 4


def test_space_plays_and_pauses_and_keys_step(player: ClipPlayer, qtbot: QtBot) -> None:
    QTest.keyClick(player, Qt.Key.Key_Period)
    QTest.keyClick(player, Qt.Key.Key_Period)
    QTest.keyClick(player, Qt.Key.Key_Comma)
    assert player.number == 1
    QTest.keyClick(player, Qt.Key.Key_Space)
    assert player.is_playing
    qtbot.waitUntil(lambda: player.number > 3)
    QTest.keyClick(player, Qt.Key.Key_Space)
    assert not player.is_playing


def test_it_plays_again_and_again_or_comes_to_rest_at_its_end(player: ClipPlayer, qtbot: QtBot) -> None:
    shown: list[int] = []
    player.frame_shown.connect(shown.append)
    button(player, "Play").click()
    qtbot.waitUntil(lambda: 0 in shown[1:] and shown[-1] > 0, timeout=5000)
    button(player, "Again and again").click()
    qtbot.waitUntil(lambda: not player.is_playing, timeout=5000)
    assert player.number == FRAMES - 1


def test_it_plays_at_the_speed_of_the_clip(player: ClipPlayer, qtbot: QtBot) -> None:
    button(player, "Again and again").click()
    started = time.monotonic()
    player.play()
    qtbot.waitUntil(lambda: not player.is_playing, timeout=5000)
    assert time.monotonic() - started >= 0.45


def test_the_still_stands_beside_it(player: ClipPlayer) -> None:
    button(player, "Beside the picture").click()
    slider(player).setValue(6)
    assert grey(player, 0.25) == 255
    assert abs(grey(player, 0.75) - 120) <= 4


def test_dragging_the_bar_pauses(player: ClipPlayer) -> None:
    player.play()
    slider(player).sliderPressed.emit()
    assert not player.is_playing


def test_nothing_plays_unseen(player: ClipPlayer) -> None:
    player.play()
    player.hide()
    assert not player.is_playing


def test_what_is_no_film_is_said_with_what_to_do(player: ClipPlayer, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "broken.mp4"
    path.write_bytes(b"no film at all" * 50)
    player.open(path)
    qtbot.waitUntil(lambda: bool(player.message.text))
    assert player.message.text == "“broken.mp4” cannot be played. Choose another file."
    assert player.frames == 0


def test_another_clip_takes_its_place_while_one_is_read(player: ClipPlayer, qtbot: QtBot, clip: Path) -> None:
    for _ in range(3):
        player.open(clip)
    qtbot.waitUntil(lambda: player.frames == FRAMES)
    QApplication.processEvents()
    assert slider(player).maximum() == FRAMES - 1


def test_everything_has_a_name(player: ClipPlayer) -> None:
    assert all(made.accessibleName() or made.text() for made in player.findChildren(QAbstractButton))
    assert slider(player).accessibleName()


def test_it_waits_for_the_reader_instead_of_beginning_again(player: ClipPlayer, qtbot: QtBot) -> None:
    shown: list[int] = []
    player.frame_shown.connect(shown.append)
    player._whole = False  # As while a long clip is being read.
    player.play()
    qtbot.waitUntil(lambda: shown[-1:] == [FRAMES - 1], timeout=5000)
    qtbot.wait(150)
    assert player.is_playing
    assert shown == sorted(shown)
