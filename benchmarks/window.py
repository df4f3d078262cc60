"""How soon the window can be used, and how long it ever stops answering.

    python benchmarks/window.py [--json] [--garments 10000] [--imports 100]

Start: from an empty process to the first turn of the event loop with the window on the screen, its library open and
its first person shown; the median of five, with files that the system has read before. Stalls: the longest turn of the
event loop while the worker dresses somebody eight times, while it brings in garments, and while a wardrobe of ten
thousand is scrolled from top to bottom. A busy machine makes all of it longer: the
load is printed beside the figures.
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

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

START = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from fitting_room.settings import Places
from fitting_room.studio.runner import ProcessRunner
from fitting_room.ui.app import Running, Start
from fitting_room.ui.crash_log import CrashLog
if __name__ == "__main__":
    application = QApplication([])
    places = Places.inside(Path(sys.argv[1]))
    places.make()
    runner = ProcessRunner()
    running = Running(application, places, CrashLog(places.log), runner, Start())
    running.show()
    application.processEvents()
    print(time.time(), flush=True)
    running.window.close()
    running.close()
"""


def time_start(home: Path, repeat: int = 5) -> float:
    """Seconds from starting Python to a window that answers; median, the first run does not count."""
    script = home / "start.py"
    script.write_text(START, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    seconds = []
    for _ in range(repeat + 1):
        begun = time.time()
        ran = subprocess.run(
            [sys.executable, str(script), str(home / "start")],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        seconds.append(float(ran.stdout.split()[-1]) - begun)
    return statistics.median(seconds[1:])


class Watch:
    """Turns the event loop and keeps the longest turn."""

    def __init__(self) -> None:
        self.worst = 0.0

    def run(self, while_: Callable[[], bool]) -> None:
        """Live while a condition holds."""
        from PySide6.QtWidgets import QApplication

        while while_():
            begun = time.perf_counter()
            QApplication.processEvents()
            self.worst = max(self.worst, time.perf_counter() - begun)
            time.sleep(0.001)


def measure_stalls(home: Path, garments: int, imports: int) -> dict[str, float]:
    """The worst stall in milliseconds of each thing that goes on."""
    from PySide6.QtWidgets import QApplication

    from fitting_room.settings import Places
    from fitting_room.studio import demo
    from fitting_room.studio.library.library import Library
    from fitting_room.studio.runner import ProcessRunner
    from fitting_room.ui.app import Running, Start
    from fitting_room.ui.crash_log import CrashLog

    application = QApplication([])
    places = Places.inside(home / "stalls")
    places.make()
    library = Library.open(places.library, places.data)
    bundled = demo.wardrobe()
    with library.database.transaction():
        for number in range(garments):
            piece = bundled[number % len(bundled)]
            picture = places.data / "wardrobe" / f"{number}.png"
            values = {"name": f"{piece.name} {number}", "category": piece.category, "picture": str(picture)}
            library.wardrobe.add(values)
    library.close()
    running = Running(application, places, CrashLog(places.log), ProcessRunner(), Start())
    running.show()
    queue, dressing, panel = running.backroom.jobs.queue, running.backroom.dressing, running.window.fitting.wardrobe
    Watch().run(lambda: bool(queue.jobs))  # The first person is not counted.
    worst = {}

    watch = Watch()
    for piece in bundled[:8]:
        dressing.wear(piece)
        watch.run(lambda: dressing.busy)
    worst["rendering"] = watch.worst

    watch = Watch()
    bar = panel.grid.verticalScrollBar()
    for step in range(300):
        bar.setValue(bar.maximum() * step // 300)
        begun = time.perf_counter()
        watch.run(lambda begun=begun: time.perf_counter() - begun < 0.016)
    worst["scrolling"] = watch.worst

    folder = home / "imports"
    folder.mkdir()
    for number in range(imports):
        source = bundled[number % len(bundled)].path
        copy = folder / f"{number}.png"
        shutil.copy(source, copy)
        with copy.open("ab") as file:
            file.write(b"\0" * (number + 1))  # Other bytes: a garment is imported once.
    watch = Watch()
    panel.importer.add([folder])
    watch.run(lambda: panel.importer.busy)
    worst["importing"] = watch.worst

    running.window.close()
    running.close()
    return {name: 1000 * seconds for name, seconds in worst.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--garments", type=int, default=10_000)
    parser.add_argument("--imports", type=int, default=100)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        start = time_start(Path(name))
        stalls = measure_stalls(Path(name), asked.garments, asked.imports)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    figures = {"start_s": start, "load": load, **{f"worst_stall_{what}_ms": worst for what, worst in stalls.items()}}
    if asked.json:
        print(json.dumps(figures))
        return
    print(f"{'start to a usable window':32}{start:8.2f} s")
    for what, worst in stalls.items():
        print(f"{'worst stall, ' + what:32}{worst:8.0f} ms")
    print(f"{'load of the machine':32}{load:8.1f}")


if __name__ == "__main__":
    main()
