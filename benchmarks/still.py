"""How long a still takes, stage by stage, and how much memory it needs.

    python benchmarks/still.py [--repeat 10] [--json]

One person and two garments of each category, 768x1024, from the bundled demo. Every number is the median of
`--repeat` runs in one warm process: wall time, and in brackets the CPU time of all threads, which a busy machine
changes less. The first person, which also loads the models, is reported apart.

The first garment is put on the moment the person is understood: what lies under their clothes is still being prepared.
The next one finds it ready. Both go from a file that was never seen before to a finished picture; the steps below them
are those of the next garment.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from fitting_room.domain.body import Photo
from fitting_room.domain.decoding import open_photo, open_picture
from fitting_room.domain.garment import Category, Outfit
from fitting_room.domain.tryon import TryOnRequest
from fitting_room.resources import assets
from fitting_room.studio.pipeline import FittingRoom

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[1]
PERSON = "people/anna.png"
GARMENTS = {
    Category.TOPS: ("garments/tops/tee_bolt.png", "garments/tops/tee_sun.png"),
    Category.BOTTOMS: ("garments/bottoms/chinos_olive.png", "garments/bottoms/jeans_blue.png"),
    Category.DRESSES: ("garments/dresses/dress_floral.png", "garments/dresses/dress_dots.png"),
}
"""The first garment and the next."""
PERSON_STAGES = ("decode photo", "pose", "matte", "parsing", "person understood", "first person")
FROM_FILE = ("first garment", "next garment")
GARMENT_STEPS = ("decode", "garment understood", "agnostic", "warp", "composite")
GARMENT_STAGES = FROM_FILE + GARMENT_STEPS


class Stopwatch:
    """Collects the seconds of named stages: (wall, CPU) for every run."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[tuple[float, float]]] = defaultdict(list)

    def time(self, stage: str, work: Callable[..., T], *arguments: Any) -> T:
        """Run the work and note how long it took."""
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            return work(*arguments)
        finally:
            self.seconds[stage].append((time.perf_counter() - wall, time.process_time() - cpu))

    @contextmanager
    def watching(self, *places: tuple[Any, str, str]) -> Iterator[None]:
        """Time every call of some functions: (module or class that it is looked up in, its name there, stage)."""
        originals = [getattr(home, name) for home, name, _ in places]
        for (home, name, stage), original in zip(places, originals, strict=True):
            setattr(home, name, self._timed(stage, original))
        try:
            yield
        finally:
            for (home, name, _), original in zip(places, originals, strict=True):
                setattr(home, name, original)

    def _timed(self, stage: str, original: Callable[..., T]) -> Callable[..., T]:
        def timed(*arguments: Any, **options: Any) -> T:
            return self.time(stage, lambda: original(*arguments, **options))

        return timed

    def medians(self, stages: tuple[str, ...]) -> dict[str, tuple[float, float]]:
        """The median (wall, CPU) of each stage."""
        return {stage: self.median(stage) for stage in stages}

    def median(self, stage: str) -> tuple[float, float]:
        """The median (wall, CPU) of a stage."""
        walls, cpus = zip(*self.seconds[stage], strict=True)
        return statistics.median(walls), statistics.median(cpus)


def wear(room: FittingRoom, photo: Photo, path: Path, category: Category) -> None:
    """Take one garment from file to picture."""
    from fitting_room.perception.garment import understand_garment

    garment = understand_garment(open_picture(path), path.stem, category)
    room.render(TryOnRequest(photo, Outfit.of(garment)))


def measure_garments(watch: Stopwatch, photo: Photo, category: Category, paths: tuple[Path, Path]) -> None:
    """Put the first and the next garment on somebody who was understood a moment ago."""
    from fitting_room.engines.warp import WarpEngine
    from fitting_room.perception import agnostic, garment
    from fitting_room.studio import pipeline

    steps = (
        (sys.modules[__name__], "open_picture", "decode"),
        (garment, "understand_garment", "garment understood"),
        (agnostic, "make_agnostic", "agnostic"),
        (WarpEngine, "render", "warp"),
        (pipeline, "paste_back", "composite"),
    )
    room = FittingRoom()
    room.understand(photo)
    first, following = paths
    watch.time("first garment", wear, room, photo, first, category)
    with watch.watching(*steps):
        watch.time("next garment", wear, room, photo, following, category)


def measure_stages(repeat: int) -> dict[str, Any]:
    """Run the straight line `repeat` times; seconds by stage."""
    from fitting_room.perception import person as perception
    from fitting_room.perception.parsing import RuleParser
    from fitting_room.perception.pose import find_people

    inside = (
        (perception, "make_matte", "matte"),
        (RuleParser, "parse", "parsing"),
    )
    demo = assets() / "demo"
    person_watch = Stopwatch()
    garment_watches = {category: Stopwatch() for category in GARMENTS}
    person_watch.time("first person", perception.understand_person, open_photo(demo / PERSON))

    # The first round warms caches up and is thrown away.
    for turn in range(repeat + 1):
        watch = Stopwatch() if turn == 0 else person_watch
        photo = watch.time("decode photo", open_photo, demo / PERSON)
        finder = partial(watch.time, "pose", find_people)
        with watch.watching(*inside):
            watch.time("person understood", partial(perception.understand_person, finder=finder), photo)
        for category, (first, following) in GARMENTS.items():
            watch = Stopwatch() if turn == 0 else garment_watches[category]
            measure_garments(watch, photo, category, (demo / first, demo / following))
    return {
        "size": photo.size,
        "person": person_watch.medians(PERSON_STAGES),
        "garment": {category.value: watch.medians(GARMENT_STAGES) for category, watch in garment_watches.items()},
    }


def measure_help(repeat: int) -> float:
    """Median seconds of `python -m fitting_room --help`."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    watch = Stopwatch()
    command = [sys.executable, "-m", "fitting_room", "--help"]
    for _ in range(repeat):
        watch.time(
            "help", lambda: subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        )
    return watch.median("help")[0]


def peak_memory() -> float | None:
    """The most memory this process ever held, in MB; None on Windows, which does not say so simply."""
    if sys.platform == "win32":
        return None
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def format_report(report: dict[str, Any]) -> str:
    """The report as plain text."""
    width, height = report["size"]
    lines = [f"person {width}x{height}, median of {report['repeat']}, {report['cores']} cores", ""]
    lines += [f"{stage:20}{_cell(report['person'][stage])}" for stage in PERSON_STAGES]
    lines += ["", f"{'from file':20}" + "".join(f"{category.value:>16}" for category in GARMENTS)]
    for stage in GARMENT_STAGES:
        title = stage if stage in FROM_FILE else f"  {stage}"
        lines.append(f"{title:20}" + "".join(_cell(report["garment"][category.value][stage]) for category in GARMENTS))
    memory = report["peak MB"]
    lines += ["", f"{'--help':20}{report['help']:8.3f} s"]
    lines += [f"{'peak memory':20}" + ("unknown" if memory is None else f"{memory:8.0f} MB")]
    return "\n".join(lines)


def _cell(seconds: tuple[float, float]) -> str:
    wall, cpu = seconds
    return f"{wall:8.3f} ({cpu:5.2f})"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--repeat", type=int, default=10, help="runs per stage (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    options = parser.parse_args()
    report = {"repeat": options.repeat, "cores": os.cpu_count(), **measure_stages(options.repeat)}
    report["peak MB"] = peak_memory()
    report["help"] = measure_help(min(options.repeat, 5))
    print(json.dumps(report, indent=1) if options.json else format_report(report))


if __name__ == "__main__":
    main()
