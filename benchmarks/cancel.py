"""How long it takes until a job that is cancelled has ended.

    python benchmarks/cancel.py [--moments 24] [--preset balanced] [--json]

A photo that was never seen before is opened, understood and dressed in a top and bottoms, again and again, and each
time cancelled a little later, until the moments are spread evenly over the whole work. Measured is the time from the
click to the event that says the job has ended, polled every 5 ms, in the worker process that the window uses. It is
done for a photo of the bundled demo and for one of 12 megapixels, as a phone's camera takes it.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.decoding import open_picture
from fitting_room.domain.tryon import Preset, RenderOptions
from fitting_room.resources import assets
from fitting_room.studio import demo
from fitting_room.studio.export import save_picture
from fitting_room.studio.messages import Dress, Finished, Progressed, Stopped
from fitting_room.studio.recipe import Recipe
from fitting_room.studio.runner import ProcessRunner

PERSON = "people/anna.png"
GARMENTS = ("chinos_olive", "tee_bolt")
MEGAPIXELS = 12.0
POLL_SECONDS = 0.005


@dataclass(frozen=True)
class Ended:
    """How one job ended: seconds since the click, and the stage it was clicked in; no stage where it was done first."""

    seconds: float
    stage: str


class Bench:
    """Dresses photos that were never seen before.

    Args:
        folder: Where the photos are put.
        preset: How much time a picture may take.
    """

    def __init__(self, folder: Path, preset: Preset) -> None:
        self._folder = folder
        self._options = RenderOptions(preset=preset)
        self._runner = ProcessRunner()
        self._jobs = 0

    def run(self, person: RgbImage, moment: float) -> Ended:
        """Dress somebody, and click on cancel so many seconds after the work began."""
        order = Dress(self._recipe(person))
        self._runner.start(self._jobs, order)
        began = clicked = float("inf")
        stage = at = ""
        while True:
            for event in self._runner.poll():
                if isinstance(event, Progressed):
                    stage, began = event.stage, min(began, time.perf_counter())
                elif isinstance(event, Stopped):
                    return Ended(time.perf_counter() - clicked, at)
                elif isinstance(event, Finished):
                    return Ended(time.perf_counter() - began, "")
            if clicked == float("inf") and time.perf_counter() - began >= moment:
                clicked, at = time.perf_counter(), stage
                self._runner.stop()
            time.sleep(POLL_SECONDS)

    def close(self) -> None:
        """End the worker."""
        self._runner.close()

    def _recipe(self, person: RgbImage) -> Recipe:
        self._jobs += 1
        garments = {garment.path.stem: garment for garment in demo.wardrobe()}
        new = person.copy()
        new[0, 0] = (self._jobs % 256, self._jobs // 256, 0)  # The worker remembers people by their pixels.
        photo = save_picture(new, self._folder / f"{self._jobs}.png")
        return Recipe(photo, tuple(garments[stem] for stem in GARMENTS), options=self._options)


def measure(bench: Bench, person: RgbImage, moments: int) -> dict[str, Any]:
    """Cancel at moments that are spread over the whole work."""
    whole = bench.run(person, float("inf")).seconds
    ended = [bench.run(person, whole * (number + 0.5) / moments) for number in range(moments)]
    cancelled = [each for each in ended if each.stage]
    worst = max(cancelled, key=lambda each: each.seconds)
    return {
        "size": [person.shape[1], person.shape[0]],
        "whole_seconds": whole,
        "cancelled": len(cancelled),
        "median_seconds": statistics.median(each.seconds for each in cancelled),
        "worst_seconds": worst.seconds,
        "worst_stage": worst.stage,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=24)
    parser.add_argument("--preset", type=Preset, choices=list(Preset), default=Preset.BALANCED)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    small = open_picture(assets() / "demo" / PERSON)
    scale = (MEGAPIXELS * 1e6 / (small.shape[0] * small.shape[1])) ** 0.5
    large = np.asarray(cv2.resize(small, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), np.uint8)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), arguments.preset)
        try:
            bench.run(small, float("inf"))  # Loads the models.
            results = [measure(bench, person, arguments.moments) for person in (small, large)]
        finally:
            bench.close()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    if arguments.json:
        print(json.dumps({"photos": results, "load_average": load, "cores": os.cpu_count()}, indent=1))
        return
    for result in results:
        width, height = result["size"]
        print(
            f"{width}x{height}: cancelled {result['cancelled']} times within {result['whole_seconds']:.1f} s of work, "
            f"median {result['median_seconds']:.2f} s, worst {result['worst_seconds']:.2f} s ({result['worst_stage']})"
        )
    print(f"load average {load} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
