"""How long photoreal engines take, how much memory, and what share of the time passes outside the network.

    python benchmarks/gpu_still.py [--presets draft,balanced] [--repeats 3] [--tiny] [--json]

Weights are random: timing and memory do not depend on their values. At full size this needs a graphics card; `--tiny`
runs the same code with a network a thousandth as large, on anything. A picture counts as one pass without a second try
(random weights would always be alarmed).

- seconds: one garment onto one person, median of the repeats, after one picture to warm up.
- network: the same forwards alone, with nothing around them; outside is what the rest adds to that.
- peak: most memory that torch had in use on the card; 0 on a processor.
"""

import argparse
import json
import statistics
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

from fitting_room.domain.body import Parsing, Person, Photo, Pose
from fitting_room.domain.garment import Category, Garment, HemLength, Neckline, Outfit, PhotoType, SleeveLength
from fitting_room.domain.job import silent
from fitting_room.domain.tryon import AgnosticPerson, Preset, RenderOptions
from fitting_room.engines import photoreal
from fitting_room.engines.fashn import FashnEngine
from fitting_room.engines.fashn.engine import STEPS
from fitting_room.engines.fashn.network import NetworkConfig, TryOnNetwork

TINY = NetworkConfig(width=128, mixer_blocks=1, double_blocks=1, single_blocks=1)
TINY_CANVAS = (48, 72)
TINY_STEPS = {Preset.DRAFT: 2, Preset.BALANCED: 3, Preset.FINAL: 4}


@dataclass(frozen=True)
class Figures:
    """What was measured of one preset."""

    engine: str
    preset: str
    device: str
    steps: int
    seconds: float
    network_seconds: float
    outside_share: float
    peak_gigabytes: float


def write_random_weights(folder: Path, tiny: bool) -> None:
    """A file of weights as the shelf would hold it, of random numbers, in bf16 at full size like the published one."""
    torch.manual_seed(0)
    network = TryOnNetwork(TINY if tiny else NetworkConfig())
    kind = torch.float32 if tiny else torch.bfloat16
    state = {name: weight.to(kind).contiguous() for name, weight in network.state_dict().items()}
    canvas = TINY_CANVAS if tiny else (576, 864)
    save_file(state, folder / "model.safetensors", {"canvas": "{}x{}".format(*canvas)})


def make_task() -> tuple[AgnosticPerson, Outfit]:
    """Somebody made of noise in the middle of a photo, and a shirt of one colour."""
    random = np.random.default_rng(0)
    height, width = 1152, 768
    matte = np.zeros((height, width), np.float32)
    matte[100:1100, 200:560] = 1
    keypoints = np.concatenate([random.uniform(200, 560, (18, 2)), np.ones((18, 1))], axis=1).astype(np.float32)
    photo = Photo(random.integers(0, 256, (height, width, 3), dtype=np.uint8))
    labels = Parsing((matte > 0).astype(np.uint8))
    mask = np.zeros((height, width), np.bool_)
    mask[250:600, 220:540] = True
    person = Person(photo, Pose(keypoints, (width, height)), matte, labels)
    shirt = Garment(
        "shirt", Category.TOPS, np.full((600, 500, 3), 90, np.uint8), np.ones((600, 500), np.float32),
        np.ones((600, 500), np.uint8), {}, PhotoType.FLAT, SleeveLength.SHORT, HemLength.HIP, Neckline.CREW, 1.0,
    )  # fmt: skip
    return AgnosticPerson(person, (Category.TOPS,), mask, np.zeros_like(mask)), Outfit(top=shirt)


def measure(engine: FashnEngine, preset: Preset, steps: int, repeats: int) -> Figures:
    """Time one preset of a loaded engine."""
    agnostic, outfit = make_task()
    inside = 0.0
    honest = TryOnNetwork.forward

    def timed(self: TryOnNetwork, *arguments: torch.Tensor) -> torch.Tensor:
        nonlocal inside
        started = now()
        answer = honest(self, *arguments)
        inside += now() - started
        return answer

    def render() -> float:
        started = now()
        engine.render(agnostic, outfit, RenderOptions(preset), silent)
        return now() - started

    render()
    if torch.cuda.is_available():
        torch.cuda.reset_peak_memory_stats()
    seconds = statistics.median(render() for _ in range(repeats))
    TryOnNetwork.forward = timed  # type: ignore[method-assign]
    try:
        whole = render()
    finally:
        TryOnNetwork.forward = honest  # type: ignore[method-assign]
    cuda = torch.cuda.is_available()
    return Figures(
        "fashn",
        preset,
        torch.cuda.get_device_name() if cuda else "processor",
        steps,
        round(seconds, 4),
        round(inside, 4),
        round(1 - inside / whole, 4),
        round(torch.cuda.max_memory_allocated() / 1e9, 3) if cuda else 0.0,
    )


def now() -> float:
    """Seconds, once the card has done everything it was told."""
    if torch.cuda.is_available():
        torch.cuda.synchronize()
    return time.perf_counter()


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--presets", default="draft,balanced,final")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--tiny", action="store_true", help="a network a thousandth as large")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    steps = TINY_STEPS if asked.tiny else STEPS
    photoreal.find_alarms = lambda *_: ()  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as folder:
        write_random_weights(Path(folder), asked.tiny)
        engine = FashnEngine(lambda: Path(folder), steps=steps)
        engine.load()
        for preset in map(Preset, asked.presets.split(",")):
            figures = measure(engine, preset, steps[preset], asked.repeats)
            print(json.dumps(asdict(figures)) if asked.json else figures, flush=True)
        engine.unload()


if __name__ == "__main__":
    main()
