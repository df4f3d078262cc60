"""How fast the wardrobe is: importing garments, and opening, searching and scrolling ten thousand of them.

    python benchmarks/wardrobe.py                      # everything, on the bundled garments
    python benchmarks/wardrobe.py --pictures FOLDER    # import pictures of your own
    python benchmarks/wardrobe.py --json

The window runs without a screen. A stall is the longest time in which its event loop did not come round; the bar is
50 ms, also while the worker process imports. On a machine that does other things the stalls are its own.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QObject, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from fitting_room.resources import assets  # noqa: E402
from fitting_room.studio.library.database import Database  # noqa: E402
from fitting_room.studio.library.garments import Query, search_words  # noqa: E402
from fitting_room.studio.library.imports import PICTURE_SUFFIXES  # noqa: E402
from fitting_room.studio.library.wardrobe import THUMBNAILS, Wardrobe  # noqa: E402
from fitting_room.studio.queue import JobQueue  # noqa: E402
from fitting_room.studio.runner import ProcessRunner  # noqa: E402
from fitting_room.ui.jobs import Jobs  # noqa: E402
from fitting_room.ui.theme import Appearance  # noqa: E402
from fitting_room.ui.wardrobe import WardrobePanel  # noqa: E402

BEAT_MILLISECONDS = 4
SCROLL_STEPS = 400
SCROLL_PIXELS = 90
COLOURS = ("black", "white", "grey", "blue", "red", "green")


class Heart(QObject):
    """Beats in the event loop and remembers its longest pause."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MILLISECONDS)

    def start(self) -> None:
        """Forget the pauses so far."""
        self.longest = 0.0
        self._last = time.perf_counter()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def fill(wardrobe: Wardrobe, count: int) -> None:
    """List so many garments, each with a picture of its own."""
    from fitting_room.domain.decoding import open_picture
    from fitting_room.studio.export import save_picture
    from fitting_room.studio.library.thumbnail import draw_picture

    folder = wardrobe.folder / THUMBNAILS
    pictures = [
        save_picture(draw_picture(open_picture(path)), folder / f"{path.stem}.jpg").read_bytes()
        for path in sorted((assets() / "demo/garments").rglob("*.png"))
    ]
    categories = ("tops", "bottoms", "dresses")
    with wardrobe.database.transaction():
        for number in range(count):
            place = f"{THUMBNAILS}/{number:05}.jpg"
            (wardrobe.folder / place).write_bytes(pictures[number % len(pictures)])
            colour, category = COLOURS[number % len(COLOURS)], categories[number % 3]
            wardrobe.database.execute(
                "INSERT INTO garments (name, category, picture, thumbnail, colours, words, created_at) "
                "VALUES (?, ?, ?, ?, ?, ?, 0)",
                (
                    f"Garment {number}",
                    category,
                    place,
                    place,
                    f",{colour},",
                    f"garment {number} {colour} {category}",
                ),
            )


class Bench:
    """A panel with a heart.

    Args:
        folder: Of the library.
        count: How many garments it lists.
    """

    def __init__(self, folder: Path, count: int) -> None:
        database = Database.open(folder / "library.sqlite")
        fill(Wardrobe(database, folder / "garments"), count)
        database.close()
        self.jobs = Jobs(JobQueue(ProcessRunner()))
        began = time.perf_counter()
        self.wardrobe = Wardrobe(Database.open(folder / "library.sqlite"), folder / "garments")
        self.panel = WardrobePanel(self.wardrobe, self.jobs)
        self.panel.resize(340, 820)
        self.panel.show()
        QApplication.processEvents()
        self.open_seconds = time.perf_counter() - began
        self.heart = Heart()
        self.spin(lambda: self.panel.importer.busy)

    def spin(self, go_on: Callable[[], bool], at_least: float = 0.3) -> None:
        """Let events happen."""
        until = time.perf_counter() + at_least
        while go_on() or time.perf_counter() < until:
            QApplication.processEvents()
            time.sleep(0.001)

    def stall(self, *actions: Callable[[], None], pause: float = 0.016) -> float:
        """The longest stall in milliseconds while these things are done, one after the other."""
        self.heart.start()
        for action in actions:
            action()
            self.spin(lambda: False, pause)
        self.spin(lambda: False)
        return self.heart.longest * 1000

    def scroll(self) -> float:
        """The longest stall while the list is scrolled by a wheel and by its bar."""
        bar = self.panel.grid.verticalScrollBar()
        wheel = [lambda step=step: bar.setValue(step * SCROLL_PIXELS) for step in range(SCROLL_STEPS)]
        jumps = [lambda share=share: bar.setValue(bar.maximum() * share // 40) for share in range(41)]
        return self.stall(*wheel, *jumps)

    def search(self) -> float:
        """The longest stall while somebody types, clears and clicks filters."""
        filters = self.panel.filters
        typing = [lambda text=text: filters._search.setText(text) for text in ("b", "bl", "blu", "blue", "blue 77", "")]
        clicks = [button.click for _, button in filters._category_buttons]
        swatches = [swatch.click for swatch in filters._swatches]
        return self.stall(*typing, *clicks, *swatches, filters.clear, pause=0.2)

    def bring_in(self, pictures: list[Path]) -> dict[str, float]:
        """Import these while the list is being scrolled."""
        bar = self.panel.grid.verticalScrollBar()
        steps = 0
        began = time.perf_counter()
        self.heart.start()
        self.panel.importer.add(pictures)
        while self.panel.importer.busy:
            bar.setValue(steps * SCROLL_PIXELS % max(bar.maximum(), 1))
            steps += 1
            self.spin(lambda: False, 0.016)
        seconds = time.perf_counter() - began
        return {
            "import, garments": len(pictures),
            "import, s per garment": seconds / len(pictures),
            "import, longest stall ms": self.heart.longest * 1000,
        }

    def close(self) -> None:
        """End worker, threads and window."""
        self.panel.close_wardrobe()
        self.panel.close()
        self.jobs.close()
        self.wardrobe.database.close()


def variants(pictures: list[Path], count: int, folder: Path) -> list[Path]:
    """So many different files: the pictures, then the same with a few bytes behind their end."""
    folder.mkdir()
    made = []
    for number in range(count):
        source = pictures[number % len(pictures)]
        copy = folder / f"{number:03}{source.suffix}"
        copy.write_bytes(source.read_bytes() + b"\0" * (number // len(pictures)))
        made.append(copy)
    return made


def measure(count: int, imports: int, pictures: Path) -> dict[str, Any]:
    """Everything, in a folder that is thrown away."""
    application = QApplication.instance() or QApplication([])
    Appearance(application)  # type: ignore[arg-type]
    found = sorted(path for path in pictures.rglob("*") if path.suffix.lower() in PICTURE_SUFFIXES)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bench = Bench(folder, count)
        queries = [Query(), Query(words=search_words("blue 77"))]
        times = []
        for query in queries:
            began = time.perf_counter()
            bench.wardrobe.get(bench.wardrobe.find(query)[:64])
            times.append((time.perf_counter() - began) * 1000)
        report = {
            "garments": count,
            "cores": os.cpu_count(),
            "open, s": bench.open_seconds,
            "list all, ms": times[0],
            "search, ms": times[1],
            "scroll, longest stall ms": bench.scroll(),
            "search and filter, longest stall ms": bench.search(),
        }
        report |= bench.bring_in(variants(found, imports, folder / "new"))
        bench.close()
    return report


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--garments", type=int, default=10_000, help="listed (default: %(default)s)")
    parser.add_argument("--imports", type=int, default=100, help="imported (default: %(default)s)")
    parser.add_argument("--pictures", type=Path, default=assets() / "demo/garments", help="folder to import from")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    options = parser.parse_args()
    report = measure(options.garments, options.imports, options.pictures)
    if options.json:
        print(json.dumps(report, indent=1))
        return
    for name, value in report.items():
        print(f"{name:40}{value:10.3f}" if isinstance(value, float) else f"{name:40}{value:10}")


if __name__ == "__main__":
    main()
