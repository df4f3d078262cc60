"""A photo becomes a look, the look walks, and the clip goes into a chat as a GIF; nothing is played but the person."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from driver import Driver
from PIL import Image
from PySide6.QtWidgets import QFileDialog

from fitting_room.ui.clip.page import ClipPage

Open = Callable[..., Driver]


def test_photo_look_walk_gif(open_room: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    driver = open_room()
    settings = driver.running.backroom.settings
    settings.change(clip=replace(settings.now.clip, seconds=1.0, preset="draft"))
    driver.click("Breton T-shirt")
    driver.press("V")
    driver.click("Walk", within="Motions")
    driver.begin_to_click("Make the clip")
    clips = driver.running.backroom.clips
    driver.wait(lambda: clips.frames > 1)
    driver.wait(lambda: not clips.is_making)
    page = driver.window.pages.clips
    assert isinstance(page, ClipPage)
    driver.wait(lambda: page.clip is not None and page.player.frames == 24)
    assert page.message.text == ""
    driver.wait(lambda: page.player.is_playing)
    seen = page.player.number
    driver.wait(lambda: page.player.number != seen)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "walk.gif"), ""))
    driver.press("Ctrl+S")
    driver.wait((tmp_path / "walk.gif").exists)
    with Image.open(tmp_path / "walk.gif") as film:
        assert film.size == (360, 576)
        assert film.n_frames == 12
        first = film.convert("L").copy()
        film.seek(6)
        assert film.convert("L").tobytes() != first.tobytes(), "somebody walks"
