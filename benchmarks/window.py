"""How soon the window can be used, and how long it ever stops answering.

    python benchmarks/window.py [--json] [--garments 10000] [--imports 100]

Start: from an empty process until a click on a garment has been taken: somebody wears it. The median of five, with
files that the system has read before, once with the bundled garments alone and once with a full wardrobe. Stalls: the
longest turn of the event loop while the worker dresses somebody eight times, while a full wardrobe is scrolled from top
to bottom, while the palette searches it, and while garments are brought in. A busy machine makes all of it longer: the
load is printed, and beside each stall the longest that the window's own thread computed in one turn.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from fitting_room.settings import Places
    from fitting_room.ui.app import Running

START = """
import sys, time
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from fitting_room.settings import Places
from fitting_room.studio.runner import ProcessRunner
from fitting_room.ui.app import Running, Start
from fitting_room.ui.crash_log import CrashLog
if __name__ == "__main__":
    application = QApplication([])
    places = Places.inside(Path(sys.argv[1]))
    places.make()
    running = Running(application, places, CrashLog(places.log), ProcessRunner(), Start())
    running.show()
    application.processEvents()
    grid = running.window.fitting.wardrobe.grid
    card = grid.visualRect(grid.model().index(0, 0)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=card)
    application.processEvents()
    taken = time.time()
    if not running.backroom.dressing.scene.garments:
        sys.exit("nobody took the click")
    print(taken, flush=True)
    running.window.close()
    running.close()
"""


def time_start(home: Path, places: Path, repeat: int = 5) -> float:
    """Seconds from starting Python to a click that was taken; median, the first run does not count.

    Args:
        home: Where the program that is started is written.
        places: What is on file for it.
        repeat: Runs that count.
    """
    script = home / "start.py"
    script.write_text(START, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    seconds = []
    for _ in range(repeat + 1):
        begun = time.time()
        ran = subprocess.run(
            [sys.executable, str(script), str(places)], env=environment, capture_output=True, text=True, check=True
        )
        seconds.append(float(ran.stdout.split()[-1]) - begun)
    return statistics.median(seconds[1:])


class Watch:
    """Turns the event loop and keeps the longest turn.

    Attributes:
        worst: Seconds that it took; what else ran on the machine is part of it.
        worst_own: Seconds that the window's thread computed in its busiest turn.
    """

    def __init__(self) -> None:
        self.worst = self.worst_own = 0.0

    def run(self, while_: Callable[[], bool]) -> None:
        """Live while a condition holds."""
        while while_():
            self.turn()
            time.sleep(0.001)

    def turn(self, first: Callable[[], object] = lambda: None) -> None:
        """Do something, and everything that comes of it at once."""
        from PySide6.QtWidgets import QApplication

        begun, begun_own = time.perf_counter(), time.thread_time()
        first()
        QApplication.processEvents()
        self.worst = max(self.worst, time.perf_counter() - begun)
        self.worst_own = max(self.worst_own, time.thread_time() - begun_own)

    def rest(self, seconds: float) -> None:
        """Live for a while."""
        begun = time.perf_counter()
        self.run(lambda: time.perf_counter() - begun < seconds)


def stock(places: "Places", garments: int) -> None:
    """Put garments on file whose pictures and thumbnails are files of their own, as an import leaves them."""
    from fitting_room.domain.decoding import open_picture
    from fitting_room.studio import demo
    from fitting_room.studio.export import save_picture
    from fitting_room.studio.library.library import Library
    from fitting_room.studio.library.thumbnail import draw_picture
    from fitting_room.studio.library.wardrobe import PICTURES, THUMBNAILS

    places.make()
    with tempfile.TemporaryDirectory(dir=places.data) as name:
        drawn = [
            (piece, save_picture(draw_picture(open_picture(piece.path)), Path(name) / f"{piece.path.stem}.jpg"))
            for piece in demo.wardrobe()
        ]
        copies = [shutil.copy(piece.path, name) for piece, _ in drawn]
        library = Library.open(places.library, places.data)
        folder = library.wardrobe.folder
        with library.database.transaction():
            for number in range(garments):
                piece, thumbnail = drawn[number % len(drawn)]
                files = {"picture": f"{PICTURES}/{number}.png", "thumbnail": f"{THUMBNAILS}/{number}.jpg"}
                # Links: each is a file to find and to decode, and ten thousand take no room.
                os.link(copies[number % len(drawn)], folder / files["picture"])
                os.link(thumbnail, folder / files["thumbnail"])
                library.wardrobe.add({"name": f"{piece.name} {number}", "category": piece.category, **files})
        library.close()


def measure_stalls(application: "QApplication", home: Path, places: "Places", imports: int) -> dict[str, Watch]:
    """The worst stall of each thing that goes on.

    Args:
        application: Qt's.
        home: Where the files to bring in are put.
        places: What is on file.
        imports: How many files to bring in.
    """
    from fitting_room.studio.runner import ProcessRunner
    from fitting_room.ui.app import Running, Start
    from fitting_room.ui.crash_log import CrashLog

    running = Running(application, places, CrashLog(places.log), ProcessRunner(), Start())
    running.show()
    queue = running.backroom.jobs.queue
    Watch().run(lambda: bool(queue.jobs))  # The first person is not counted.
    watches = {
        "rendering": render(running),
        "scrolling": scroll(running),
        "finding": find(running),
        "importing": bring_in(running, home / "imports", imports),
    }
    running.window.close()
    running.close()
    return watches


def render(running: "Running") -> Watch:
    """Dress somebody eight times."""
    from fitting_room.studio import demo

    watch, dressing = Watch(), running.backroom.dressing
    for piece in demo.wardrobe()[:8]:
        dressing.wear(piece)
        watch.run(lambda: dressing.busy)
    return watch


def scroll(running: "Running") -> Watch:
    """Scroll the wardrobe from top to bottom, and let its last pictures come."""
    watch, grid = Watch(), running.window.fitting.wardrobe.grid
    bar = grid.verticalScrollBar()
    for step in range(301):
        bar.setValue(bar.maximum() * step // 300)
        watch.rest(0.016)
    watch.rest(0.5)
    return watch


def find(running: "Running") -> Watch:
    """Open the palette and type the name of a garment, letter by letter."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit

    watch = Watch()
    watch.turn(running.window.actions_["palette"].trigger)
    palette = QApplication.activeModalWidget()
    assert palette is not None
    line = palette.findChild(QLineEdit)
    for letter in "breton 9":
        watch.turn(lambda letter=letter: QTest.keyClicks(line, letter))
    watch.turn(palette.close)
    return watch


def bring_in(running: "Running", folder: Path, count: int) -> Watch:
    """Bring in a folder of pictures, and see what was found."""
    from fitting_room.studio import demo

    folder.mkdir()
    bundled = demo.wardrobe()
    for number in range(count):
        copy = folder / f"{number}.png"
        shutil.copy(bundled[number % len(bundled)].path, copy)
        with copy.open("ab") as file:
            file.write(b"\0" * (number + 1))  # Other bytes: a garment is imported once.
    watch, panel = Watch(), running.window.fitting.wardrobe
    watch.turn(lambda: panel.importer.add([folder]))
    watch.run(lambda: panel.importer.busy or not panel.review.isVisible())
    watch.rest(0.5)
    return watch


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--garments", type=int, default=10_000)
    parser.add_argument("--imports", type=int, default=100)
    asked = parser.parse_args()
    from PySide6.QtWidgets import QApplication

    from fitting_room.settings import Places

    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        full = Places.inside(home / "full")
        stock(full, asked.garments)
        starts = {
            "start_s": time_start(home, home / "bundled"),
            "start_full_s": time_start(home, home / "full"),
        }
        stalls = measure_stalls(QApplication([]), home, full, asked.imports)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    if asked.json:
        worst = {f"worst_stall_{what}_ms": 1000 * watch.worst for what, watch in stalls.items()}
        own = {f"worst_stall_{what}_own_ms": 1000 * watch.worst_own for what, watch in stalls.items()}
        print(json.dumps({**starts, "load": load, **worst, **own}))
        return
    print(f"{'start to a click that is taken':34}{starts['start_s']:8.2f} s")
    print(f"{'the same, with a full wardrobe':34}{starts['start_full_s']:8.2f} s")
    for what, watch in stalls.items():
        print(f"{'worst stall, ' + what:34}{1000 * watch.worst:8.0f} ms, computing {1000 * watch.worst_own:.0f} ms")
    print(f"{'load of the machine':34}{load:8.1f}")


if __name__ == "__main__":
    main()
