"""Stories use the real worker, the real library and the bundled demo; nothing is played but the camera."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driver import Driver
from pytestqt.qtbot import QtBot

from fitting_room.settings import HOME_VARIABLE
from fitting_room.studio.runner import ProcessRunner
from fitting_room.ui.app import Start

Open = Callable[..., Driver]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a story keeps everything, for programs that it starts too."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def open_room(qtbot: QtBot, home: Path) -> Iterator[Open]:
    """Opens the fitting room of one home, as often as a story needs."""
    opened: list[Driver] = []

    def open_it(start: Start | None = None) -> Driver:
        opened.append(Driver(qtbot, home, ProcessRunner(), start))
        return opened[-1]

    yield open_it
    for driver in opened:
        driver.leave()
