"""The program dies while it brings in a folder of clothes. Started again it goes on: nothing is lost, nothing twice."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import pytest
from driver import Driver

from fitting_room.domain.decoding import open_picture
from fitting_room.resources import assets
from fitting_room.settings import Places
from fitting_room.studio.export import save_picture

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "tests/importing_app.py"
PATIENCE_SECONDS = 60
CLOTHES = {
    "Bolt": "tops/tee_bolt",
    "Camel": "tops/sweater_camel",
    "Jeans": "bottoms/jeans_blue",
    "Olive": "bottoms/chinos_olive",
    "Plaid": "tops/shirt_plaid",
    "Wine": "dresses/dress_wine",
}

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL, and no group of processes")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six garments, 300x400."""
    (tmp_path / "clothes").mkdir()
    for name, garment in CLOTHES.items():
        picture = open_picture(assets() / f"demo/garments/{garment}.png")
        save_picture(cv2.resize(picture, (300, 400), interpolation=cv2.INTER_AREA), tmp_path / f"clothes/{name}.png")
    return tmp_path / "clothes"


def added(home: Path) -> list[str]:
    """What has been brought in so far, by name."""
    library = Places.inside(home).library
    if not library.exists():
        return []
    connection = sqlite3.connect(f"file:{library}?mode=ro", uri=True, timeout=10)
    try:
        names = [name for (name,) in connection.execute("SELECT name FROM garments") if name in CLOTHES]
    except sqlite3.OperationalError:
        return []  # Still without its tables.
    finally:
        connection.close()
    return sorted(names)


@pytest.mark.parametrize("whole", [True, False], ids=["with its worker", "without its worker"])
def test_a_killed_import_goes_on(open_room: Callable[..., Driver], home: Path, folder: Path, whole: bool) -> None:
    program = subprocess.Popen(
        [sys.executable, str(PROGRAM), str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(added(home)) < 2:
            assert time.monotonic() < deadline, "nothing was brought in"
            assert program.poll() is None, "the program ended"
            time.sleep(0.02)
    finally:
        # The window's own death leaves the worker alone with a garment in its hands, which it may still put away.
        (os.killpg if whole else os.kill)(program.pid, signal.SIGKILL)
        program.wait()
    assert len(added(home)) < len(CLOTHES), "it was too late to kill it"

    driver = open_room()
    importer = driver.window.fitting.wardrobe.importer
    driver.wait(lambda: len(added(home)) >= len(CLOTHES) and not importer.busy)
    assert added(home) == sorted(CLOTHES)
    driver.click("Close the review")
    for name in CLOTHES:
        driver.click(name)
        assert driver.is_marked(name)
    pictures = Places.inside(home).data / "wardrobe"
    kept = [path for path in pictures.rglob("*") if path.is_file()]
    assert len(kept) == 2 * len(CLOTHES), "a picture and a thumbnail of each, and nothing half done"
    assert driver.running.backroom.library.database.row("PRAGMA integrity_check")[0] == "ok"
