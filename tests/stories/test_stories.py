"""What people come for, from the first click to the last, in the real window with the real worker."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from driver import Driver
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from fitting_room.domain.garment import Category
from fitting_room.resources import assets
from fitting_room.settings import Places
from fitting_room.studio.library.library import Library
from fitting_room.studio.library.lookbook import Paper
from fitting_room.ui.app import Start
from fitting_room.ui.pages import LOOKS, MIRROR

ROOT = Path(__file__).resolve().parents[2]
Open = Callable[..., Driver]


def test_a_shopper_dresses_compares_and_saves(open_room: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = open_room()
    room.click("Mei")
    room.click("Breton T-shirt")
    room.press("C")
    room.click("Olive chinos")
    room.click("Add this look to the comparison")
    assert len(room.window.fitting.stage.compare.looks) == 3  # The photo, the T-shirt, the T-shirt with chinos.
    room.press("C")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine.png"), ""))
    room.press("Ctrl+S")
    assert QImage(str(tmp_path / "mine.png")).width() == QImage(str(assets() / "demo/people/mei.png")).width()
    assert "mine.png" in room.message


def test_a_look_that_was_kept_is_there_tomorrow_and_can_be_worn_again(open_room: Open) -> None:
    room = open_room()
    room.click("Wine-red dress")
    room.press("Ctrl+D")
    room.leave()
    again = open_room()
    assert again.is_marked("Anna")
    again.window.show_page(LOOKS)
    again.click("Wine-red dress")
    again.press("Return")
    assert again.is_marked("Wine-red dress")


def test_a_folder_is_imported_corrected_and_worn(open_room: Open, tmp_path: Path, monkeypatch) -> None:
    folder = tmp_path / "clothes"
    folder.mkdir()
    for stem in ("tops/tee_sun", "bottoms/skirt_plaid"):
        shutil.copy(assets() / f"demo/garments/{stem}.png", folder / f"my_{Path(stem).name}.png")
    room = open_room()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    room.press("Ctrl+Shift+I")
    room.wait(lambda: not room.window.fitting.wardrobe.importer.busy)
    room.wait(lambda: room.is_there("my skirt plaid", "What was found"))
    room.click("my skirt plaid", "What was found")
    room.click("Kind: Dresses")  # It is none; the next click puts it right.
    assert categories(room)["my skirt plaid"] is Category.DRESSES
    room.click("Kind: Bottoms")
    room.wait(lambda: not room.window.fitting.wardrobe.importer.busy)
    assert categories(room) == {"my tee sun": Category.TOPS, "my skirt plaid": Category.BOTTOMS}
    for name in categories(room):
        room.click(name, "Wardrobe")
    assert all(room.is_marked(name, "Wardrobe") for name in categories(room))
    room.press("Ctrl+D")
    room.window.show_page(LOOKS)
    looks = room.window.pages.looks
    assert looks is not None
    looks.paper.export(looks.model.looks, tmp_path / "book.pdf", "My looks", Paper.A4)
    room.wait(lambda: all(not job.background for job in room.running.backroom.jobs.queue.jobs))
    room.wait((tmp_path / "book.pdf").exists)
    assert (tmp_path / "book.pdf").read_bytes().startswith(b"%PDF")


def categories(room: Driver) -> dict[str, Category | None]:
    """What the garments of the story are filed under."""
    wardrobe = room.running.backroom.library.wardrobe
    return {each.name: each.category for each in wardrobe.get(wardrobe.find()) if each.name.startswith("my ")}


def test_what_takes_too_long_is_stopped_by_esc(open_room: Open) -> None:
    room = open_room()
    room.begin_to_click("Polka-dot dress")
    assert room.running.backroom.dressing.busy
    started = time.monotonic()
    room.press("Esc")
    assert not room.running.backroom.dressing.busy
    assert time.monotonic() - started < 5.0  # 0.5 s on a machine with nothing else to do.
    room.press("Ctrl+Return")
    assert room.running.backroom.dressing.after is not None


def test_a_killed_worker_costs_one_sentence(open_room: Open) -> None:
    room = open_room()
    room.click("Breton T-shirt")
    worker = room.running.backroom.jobs.queue._runner._worker
    os.kill(worker._process.pid, signal.SIGKILL)
    room.begin_to_click("Bolt T-shirt")
    room.settle()
    if "stopped working" in room.message:  # The order had reached the worker that died.
        room.press("Ctrl+Return")
    assert room.is_marked("Bolt T-shirt")
    assert room.running.backroom.dressing.after is not None


def test_a_film_in_the_mirror_that_ends_is_a_camera_unplugged(open_room: Open, tmp_path: Path) -> None:
    film = tmp_path / "film"
    film.mkdir()
    shutil.copy(assets() / "demo/people/imani_webcam.png", film)
    room = open_room(Start(camera=film))
    room.click("Breton T-shirt")
    room.press("2")
    mirror = room.window.pages.mirror
    assert mirror is not None
    room.wait(lambda: mirror.view.has_picture)
    shutil.rmtree(film)
    room.press("Space")
    room.press("Esc")
    assert room.window.page in (MIRROR, "page_fitting")


def test_an_import_that_was_killed_goes_on_and_nothing_is_lost(open_room: Open, tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "many"
    folder.mkdir()
    garments = sorted((assets() / "demo/garments").rglob("*.png"))
    for number, path in enumerate(garments):
        # Other bytes than the bundled ones, which are in the wardrobe already.
        (folder / f"copy_{number}.png").write_bytes(path.read_bytes() + b"\0" * (number + 1))
    script = f"""
import sys, time
from pathlib import Path
sys.path.insert(0, {str(ROOT)!r})
from PySide6.QtWidgets import QApplication
from fitting_room.settings import Places
from fitting_room.studio.runner import ProcessRunner
from fitting_room.ui.app import Running, Start
from fitting_room.ui.crash_log import CrashLog
if __name__ == "__main__":
    application = QApplication([])
    places = Places.inside(Path({str(home)!r}))
    places.make()
    running = Running(application, places, CrashLog(places.log), ProcessRunner(), Start())
    running.show()
    importer = running.window.fitting.wardrobe.importer
    importer.brought_in.connect(lambda: print("one", flush=True))
    importer.add([Path({str(folder)!r})])
    application.exec()
"""
    (tmp_path / "first.py").write_text(script)
    process = subprocess.Popen([sys.executable, str(tmp_path / "first.py")], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "one"
    process.kill()
    process.wait()
    process.stdout.close()
    room = open_room()
    room.wait(lambda: not room.window.fitting.wardrobe.importer.busy and _count(room) >= 2 * len(garments))
    assert _count(room) == 2 * len(garments)
    room.leave()
    places = Places.inside(home)
    with Library.open(places.library, places.data).database as database:
        assert database.row("PRAGMA integrity_check")[0] == "ok"


def _count(room: Driver) -> int:
    wardrobe = room.running.backroom.library.wardrobe
    return len(wardrobe.find())
