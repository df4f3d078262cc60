"""The second start hands its files to the first."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from fitting_room.ui.single_instance import SingleInstance

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> SingleInstance:
    made = SingleInstance(tmp_path / "data")
    assert made.claim()
    yield made
    made.release()


def test_the_second_start_passes_its_files_and_ends(qtbot: QtBot, first: SingleInstance, tmp_path: Path) -> None:
    script = f"""
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from fitting_room.ui.single_instance import SingleInstance
application = QCoreApplication([])
second = SingleInstance(Path({str(tmp_path / "data")!r}))
assert not second.claim()
assert second.hand_over([Path("/pictures/나 me.jpg"), Path("tee.png")])
"""
    process = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    with qtbot.waitSignal(first.asked, timeout=20_000) as asked:
        pass
    assert process.wait(20) == 0, process.stderr.read()
    process.stderr.close()
    assert asked.args == [[Path("/pictures/나 me.jpg"), ROOT / "tee.png"]]


def test_other_folders_are_other_windows(first: SingleInstance, tmp_path: Path) -> None:
    other = SingleInstance(tmp_path / "other")
    assert other.claim()
    other.release()


def test_when_the_first_has_gone_the_next_is_first(first: SingleInstance, tmp_path: Path) -> None:
    first.release()
    again = SingleInstance(tmp_path / "data")
    assert again.claim()
    again.release()


def test_a_first_that_was_killed_does_not_stand_in_the_way(qtbot: QtBot, tmp_path: Path) -> None:
    script = f"""
import os
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from fitting_room.ui.single_instance import SingleInstance
application = QCoreApplication([])
assert SingleInstance(Path({str(tmp_path)!r})).claim()
os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 9
    heir = SingleInstance(tmp_path)
    assert heir.claim()
    heir.release()


@pytest.mark.parametrize("noise", [b"GET / HTTP/1.1\r\n", b"{}\n", b"[1, 2]\n", b"\xff\n", b"[" * 9999 + b"\n"])
def test_noise_on_the_socket_is_ignored(qtbot: QtBot, first: SingleInstance, noise: bytes) -> None:
    heard: list[object] = []
    first.asked.connect(heard.append)
    socket = QLocalSocket()
    socket.connectToServer(first._name)
    assert socket.waitForConnected(2000)
    socket.write(noise)
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=5000)
    assert heard == []
