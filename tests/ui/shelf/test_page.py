"""The shelf as people meet it: cards, licences, downloads that stop and go on, folders; and a hub that misbehaves."""

import os
import signal
from collections import namedtuple
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
from doubles import HandRunner
from hub_double import BadHub, bad_hub
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.domain.licence import Profile
from fitting_room.engines.daflow.network import DaflowNetwork
from fitting_room.shelf import ModelShelf, download, shelf
from fitting_room.shelf.hub import Hub
from fitting_room.shelf.installed import model_cards
from fitting_room.studio.messages import Progressed
from fitting_room.studio.runner import InlineRunner, ProcessRunner
from fitting_room.studio.shelf_room import ShelfRoom
from fitting_room.ui.shelf import ShelfPage
from fitting_room.ui.shelf.desk import GRACE_SECONDS, ModelDesk

LEFT = Qt.MouseButton.LeftButton
PATIENCE_MILLISECONDS = 30_000
"""Only what fails waits so long; machines that are shared are slow."""
WEIGHTS = np.random.default_rng(2).bytes(4_000_000)
FILES = {"model.safetensors": WEIGHTS}


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[BadHub]:
    monkeypatch.setattr(download, "PAUSES", (0.01, 0.01))
    with bad_hub(dict(FILES)) as server:
        server.commits = {card.revision for card in model_cards()}
        yield server


def open_page(qtbot: QtBot, desk: ModelDesk, profile: Profile = Profile.HOME) -> ShelfPage:
    page = ShelfPage(desk, profile)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def page(qtbot: QtBot, hub: BadHub, tmp_path: Path) -> Iterator[ShelfPage]:
    """The page over an empty shelf; work is done in place."""
    ours = ModelShelf(tmp_path / "models", Hub(hub.address, patience=0.3))
    desk = ModelDesk(ours.folder, lambda: InlineRunner(ShelfRoom(ours)))
    yield open_page(qtbot, desk)
    desk.close()


def bad_room(folder: Path, address: str) -> ShelfRoom:
    """A shelf in another process that is filled from a hub of the test."""
    return ShelfRoom(ModelShelf(folder, Hub(address, patience=5)))


def find(root: QWidget, name: str) -> QPushButton:
    found = [each for each in root.findChildren(QPushButton) if each.accessibleName() == name and each.isVisible()]
    assert len(found) == 1, f"{len(found)} buttons are called “{name}”"
    return found[0]


def click(qtbot: QtBot, root: QWidget, name: str) -> None:
    qtbot.mouseClick(find(root, name), LEFT)


def in_dialog(qtbot: QtBot, name: str) -> str:
    """Press a button of the open dialog; returns what the dialog said."""
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    click(qtbot, dialog, name)
    return told


def install(qtbot: QtBot, page: ShelfPage, until: Callable[[], bool]) -> str:
    click(qtbot, page, "Install: FASHN VTON 1.5")
    told = in_dialog(qtbot, "Accept and install")
    qtbot.waitUntil(until, timeout=PATIENCE_MILLISECONDS)
    return told


def shows(page: ShelfPage, words: str, name: str = "fashn") -> Callable[[], bool]:
    return lambda: words in page.cards[name].state


def test_a_card_says_what_it_does_who_may_use_it_what_it_needs_and_what_it_cannot(page: ShelfPage) -> None:
    told = " ".join(label.text() for label in page.cards["catvton"].findChildren(QLabel))
    for words in ("Puts on tops", "Research only", "A shop may not use it", "CC BY-NC-SA", "595 MB", "Not measured",
                  "Needs the SD 1.5", "Not installed", "for a home, which its licence does not allow"):  # fmt: skip
        assert words in told
    assert not find(page, "Install: CatVTON").isEnabled()
    told = " ".join(label.text() for label in page.cards["fashn"].findChildren(QLabel))
    assert "A shop may use it." in told
    assert find(page, "Install: FASHN VTON 1.5").isEnabled()


def test_nothing_is_fetched_before_the_licence_is_accepted(qtbot: QtBot, page: ShelfPage, hub: BadHub) -> None:
    click(qtbot, page, "Install: FASHN VTON 1.5")
    told = in_dialog(qtbot, "Do not install")
    assert "Apache-2.0" in told
    assert "A shop may use it." in told
    assert hub.asked == []
    install(qtbot, page, shows(page, "Installed."))
    assert hub.asked != []
    assert page.message.text == "“FASHN VTON 1.5” is installed."


def test_what_a_model_needs_is_accepted_and_installed_with_it(qtbot: QtBot, page: ShelfPage, hub: BadHub) -> None:
    page.set_profile(Profile.RESEARCH)
    hub.files = {
        "mix-48k-1024/attention/model.safetensors": b"1", "vitonhd-16k-512/attention/model.safetensors": b"2",
        "dresscode-16k-512/attention/model.safetensors": b"3", "unet/config.json": b"{}", "config.json": b"{}",
        "unet/diffusion_pytorch_model.safetensors": b"4", "scheduler/scheduler_config.json": b"{}",
        "diffusion_pytorch_model.safetensors": b"5",
    }  # fmt: skip
    click(qtbot, page, "Install: CatVTON")
    told = in_dialog(qtbot, "Accept and install")
    assert "OpenRAIL" in told
    assert "MIT." in told
    for name in ("catvton", "sd15-inpainting", "sd15-vae"):
        qtbot.waitUntil(shows(page, "Installed.", name))


def test_damage_is_found_said_and_repaired(qtbot: QtBot, page: ShelfPage, tmp_path: Path) -> None:
    install(qtbot, page, shows(page, "Installed."))
    weights = tmp_path / "models/fashn/model.safetensors"
    click(qtbot, page, "Verify: FASHN VTON 1.5")
    qtbot.waitUntil(lambda: "as it was published" in page.message.text)
    weights.write_bytes(b"?" + WEIGHTS[1:])
    click(qtbot, page, "Verify: FASHN VTON 1.5")
    qtbot.waitUntil(shows(page, "A file is damaged."))
    assert "Repair it" in page.message.text
    assert not weights.exists()  # No engine can open it.
    click(qtbot, page, "Repair: FASHN VTON 1.5")
    qtbot.waitUntil(shows(page, "Installed."))
    assert weights.read_bytes() == WEIGHTS
    assert [path.name for path in weights.parent.iterdir()] == ["model.safetensors"]


def test_removing_asks_first(qtbot: QtBot, page: ShelfPage, tmp_path: Path) -> None:
    install(qtbot, page, shows(page, "Installed."))
    click(qtbot, page, "Remove: FASHN VTON 1.5")
    assert "1.9 GB" in in_dialog(qtbot, "Keep it")
    assert (tmp_path / "models/fashn").exists()
    click(qtbot, page, "Remove: FASHN VTON 1.5")
    in_dialog(qtbot, "Remove it")
    qtbot.waitUntil(shows(page, "Not installed."))
    assert not (tmp_path / "models/fashn").exists()


@pytest.mark.parametrize(("trouble", "words"), [
    ("disk", "There is no room for “FASHN VTON 1.5”: it takes 4 MB."),
    ("network", "The model hub cannot be reached. Check the network"),
    ("checksum", "What arrived for “FASHN VTON 1.5” is not what the hub announced. Try again later"),
    ("broken", "goes on where it stopped"),
])  # fmt: skip
def test_what_goes_wrong_is_said_in_a_sentence_with_a_next_step(
    qtbot: QtBot, page: ShelfPage, hub: BadHub, monkeypatch: pytest.MonkeyPatch, trouble: str, words: str
) -> None:
    usage = namedtuple("usage", "total used free")
    match trouble:
        case "disk":
            monkeypatch.setattr(shelf.shutil, "disk_usage", lambda _: usage(10**9, 10**9, 10**6))
        case "network":
            hub.status = 500
        case "checksum":
            hub.moods = ["corrupt"] * 2
        case "broken":
            hub.moods = ["close"] * 9
    install(qtbot, page, lambda: words in page.message.text)
    assert "Installed" not in page.cards["fashn"].state


def test_a_stick_brings_models_by_button_and_by_drop(
    qtbot: QtBot, page: ShelfPage, hub: BadHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(qtbot, page, shows(page, "Installed."))
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    click(qtbot, page, "Export models")
    qtbot.waitUntil(lambda: "exported" in page.message.text)
    offline = ModelDesk(tmp_path / "other", lambda: InlineRunner(bad_room(tmp_path / "other", "http://127.0.0.1:9")))
    other = open_page(qtbot, offline)
    click(qtbot, other, "Import a folder")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    assert "FASHN VTON 1.5" in in_dialog(qtbot, "Do not install")
    drop(other, stick)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    in_dialog(qtbot, "Accept and install")
    qtbot.waitUntil(shows(other, "Installed."))
    assert (tmp_path / "other/fashn/model.safetensors").read_bytes() == WEIGHTS
    drop(other, stick)
    qtbot.waitUntil(lambda: "installed already" in other.message.text)
    drop(other, tmp_path)
    qtbot.waitUntil(lambda: "Nothing in that folder" in other.message.text)
    offline.close()


def drop(page: ShelfPage, folder: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    action, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier(0)
    entering = QDragEnterEvent(QPoint(9, 9), action, data, LEFT, keys)
    page.dragEnterEvent(entering)
    assert entering.isAccepted()
    page.dropEvent(QDropEvent(QPoint(9, 9), action, data, LEFT, keys))


def test_a_download_is_cancelled_killed_and_goes_on_where_it_stopped(qtbot: QtBot, hub: BadHub, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    desk = ModelDesk(folder, lambda: ProcessRunner(partial(bad_room, folder, hub.address), GRACE_SECONDS))
    page = open_page(qtbot, desk)
    part = folder / "fashn/model.safetensors.part"
    hub.moods = ["stall"] * 9
    install(qtbot, page, lambda: part.is_file() and part.stat().st_size >= 1_000_000)
    qtbot.waitUntil(shows(page, "Downloading the model · "), timeout=PATIENCE_MILLISECONDS)
    click(qtbot, page, "Cancel: FASHN VTON 1.5")
    qtbot.waitUntil(shows(page, "Stopped at"), timeout=PATIENCE_MILLISECONDS)
    assert not (folder / "fashn/model.safetensors").exists()

    hub.release.clear()
    hub.moods = ["stall"] * 9
    click(qtbot, page, "Go on: FASHN VTON 1.5")  # The licence was accepted when it was begun.
    before = part.stat().st_size
    qtbot.waitUntil(
        lambda: part.stat().st_size > before or "%" in page.cards["fashn"].state, timeout=PATIENCE_MILLISECONDS
    )
    [child] = _children()
    os.kill(child, signal.SIGKILL)
    qtbot.waitUntil(lambda: "stopped working" in page.message.text, timeout=PATIENCE_MILLISECONDS)

    hub.moods, hub.asked = [], []
    kept = part.stat().st_size
    click(qtbot, page, "Go on: FASHN VTON 1.5")
    qtbot.waitUntil(shows(page, "Installed."), timeout=PATIENCE_MILLISECONDS)
    assert [sent for path, sent in hub.asked if "resolve" in path] == [f"bytes={kept}-"]
    assert (folder / "fashn/model.safetensors").read_bytes() == WEIGHTS
    desk.close()
    assert _children() == []


def _children() -> list[int]:
    """Worker processes of this test."""
    import multiprocessing

    return [child.pid for child in multiprocessing.active_children() if child.pid is not None]


def test_a_download_says_how_fast_it_is_and_how_long_it_will_take(qtbot: QtBot, tmp_path: Path) -> None:
    runner, now = HandRunner(), [0.0]
    desk = ModelDesk(tmp_path, lambda: runner, clock=lambda: now[0])
    page = open_page(qtbot, desk)
    for name in ("fashn", "dwpose"):
        desk.install(desk.card(name))
    qtbot.waitUntil(lambda: runner.job is not None)
    for second in range(11):
        now[0] = float(second)
        runner.say(Progressed(runner.current, "download", 0.01 * second))
        qtbot.waitUntil(shows(page, f" {second}%"))
    assert page.cards["fashn"].state == "Downloading the model · 10% · 19 MB a second · About 2 min left"
    assert page.cards["dwpose"].state == "Waiting for its turn"
    desk.close()


def test_it_works_by_keyboard_from_card_to_card(qtbot: QtBot, page: ShelfPage, hub: BadHub) -> None:
    page.activateWindow()
    page.show_model("fashn")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is find(page, "Install: FASHN VTON 1.5"))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    in_dialog(qtbot, "Accept and install")
    qtbot.waitUntil(shows(page, "Installed."))


def test_a_model_that_is_brought_says_where_from_and_is_imported_not_downloaded(
    qtbot: QtBot, page: ShelfPage, hub: BadHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.set_profile(Profile.RESEARCH)
    told = " ".join(label.text() for label in page.cards["daflow"].findChildren(QLabel))
    assert "ckpt_viton.pt" in told
    assert [each.text() for each in page.cards["daflow"].findChildren(QPushButton) if each.isVisible()] == ["Import…"]
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(downloads))
    click(qtbot, page, "Import: DAFlow")
    assert "Nothing will be downloaded." in in_dialog(qtbot, "Accept and install")
    qtbot.waitUntil(lambda: "is a file of “DAFlow”" in page.message.text)
    torch.save(DaflowNetwork().state_dict(), downloads / "ckpt_viton.pt")
    click(qtbot, page, "Import: DAFlow")
    in_dialog(qtbot, "Accept and install")
    qtbot.waitUntil(shows(page, "Installed.", "daflow"))
    assert hub.asked == []
