"""The mirror's page with a scripted mirror behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from mirror_doubles import ScriptedMirror
from pytestqt.qtbot import QtBot

from fitting_room.ui.mirror import MirrorPage


@pytest.fixture
def mirror() -> ScriptedMirror:
    return ScriptedMirror()


@pytest.fixture
def page(qtbot: QtBot, mirror: ScriptedMirror, tmp_path: Path) -> Iterator[MirrorPage]:
    page = MirrorPage(tmp_path, start=lambda: mirror)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    qtbot.waitExposed(page)
    qtbot.waitUntil(lambda: page.view.has_picture)
    yield page
    page.shut_down()
