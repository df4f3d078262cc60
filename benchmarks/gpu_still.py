"""How long photoreal engines take, how much memory, and what share of the time passes outside their networks.

    python benchmarks/gpu_still.py [--engines fashn,catvton] [--presets draft,balanced] [--levers shipped,compiled]
                                   [--repeats 3] [--tiny] [--json]

Weights are random: timing and memory do not depend on their values. At full size this needs a graphics card and 20 GB
of disk; `--tiny` runs the same code with networks a thousandth as large, on anything. A picture counts as one pass
without a second try (random weights would always be alarmed, so the alarms are looked for and then ignored).

- seconds: one garment onto one person, median of the repeats, after one picture to warm up.
- network: what of it passes inside denoiser and autoencoder; outside is the rest's share. Taken in a run of its own,
  because the watch makes the card wait.
- peak: most memory that torch had in use on the card; 0 on a processor.

One row for each engine, preset and lever (`engines/levers.py`); "shipped" is what users get, every other lever is one
change to it. "4 samples" paints four pictures together: seconds are for all four. "reference" is CatVTON as its authors
run it (`catvton_reference.py`), with weights, person and garment of the engine's own row.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from catvton_reference import Reference
from diffusers import AutoencoderKL, AutoencoderKLFlux2, Flux2Transformer2DModel, UNet2DConditionModel
from random_models import CANVASES, TINY_CANVASES, write_catvton, write_fashn, write_klein

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import BodyLabel, Joint, Parsing, Person, Photo, Pose
from fitting_room.domain.garment import Category, Garment, HemLength, Neckline, Outfit, PhotoType, SleeveLength
from fitting_room.domain.job import silent
from fitting_room.domain.tryon import AgnosticPerson, Preset, RenderOptions
from fitting_room.engines import painting
from fitting_room.engines.catvton import CatvtonEngine
from fitting_room.engines.catvton.engine import STEPS as CATVTON_STEPS
from fitting_room.engines.fashn import FashnEngine
from fitting_room.engines.fashn.engine import STEPS as FASHN_STEPS
from fitting_room.engines.fashn.network import TryOnNetwork
from fitting_room.engines.framing import cut_out, place_garment, place_person
from fitting_room.engines.klein import KleinEditEngine, KleinEngine
from fitting_room.engines.klein.engine import STEPS as KLEIN_STEPS
from fitting_room.engines.levers import Levers
from fitting_room.engines.photoreal import PhotorealEngine

STEPS = {"fashn": FASHN_STEPS, "catvton": CATVTON_STEPS, "klein": KLEIN_STEPS, "klein-edit": KLEIN_STEPS}
TINY_STEPS = {Preset.DRAFT: 2, Preset.BALANCED: 3, Preset.FINAL: 4}
WRITERS: dict[str, Callable[[Path, bool], Any]] = {
    "fashn": write_fashn, "catvton": write_catvton, "klein": write_klein, "klein-edit": write_klein,
}  # fmt: skip
NETWORKS: dict[str, tuple[tuple[type, str], ...]] = {
    "fashn": ((TryOnNetwork, "forward"),),
    "catvton": ((UNet2DConditionModel, "forward"), (AutoencoderKL, "encode"), (AutoencoderKL, "decode")),
    "klein": (
        (Flux2Transformer2DModel, "forward"), (AutoencoderKLFlux2, "encode"), (AutoencoderKLFlux2, "decode")
    ),
}  # fmt: skip
NETWORKS["klein-edit"] = NETWORKS["klein"]
"""Where the time inside of networks is spent."""

SHIPPED, SAMPLES, REFERENCE = "shipped", "4 samples", "reference"
LEVERS = {
    SHIPPED: Levers(),
    "fp32": Levers(short_numbers=False),
    "compiled": Levers(compiler="inductor"),
    "channels last": Levers(channels_last=True),
    "forgetful": Levers(remember=False),
    "half of guidance": Levers(guidance_every=2),
    SAMPLES: Levers(),
}
NOT_FOR = {
    "fashn": {"channels last", "forgetful"},
    "catvton": set[str](),
    "klein": {"half of guidance"},
    "klein-edit": {"half of guidance", "forgetful"},
}
"""Levers that do nothing: FASHN has no convolutions to speak of and nothing that depends on the garment alone; klein is
distilled and has no guidance; its stock editing pipeline takes no latents."""


@dataclass(frozen=True)
class Figures:
    """What was measured of one engine, preset and lever."""

    engine: str
    preset: str
    lever: str
    device: str
    steps: int
    seconds: float
    network_seconds: float
    outside_share: float
    peak_gigabytes: float


def make_task(tiny: bool = False) -> tuple[AgnosticPerson, Outfit]:
    """Somebody made of noise and boxes in a photo, a quarter as wide if tiny, and a shirt of one colour."""
    random, part = np.random.default_rng(0), 4 if tiny else 1
    labels = np.zeros((1152, 768), np.uint8)
    labels[110:260, 320:448] = BodyLabel.FACE
    labels[260:600, 230:538] = BodyLabel.UPPER_CLOTHES
    labels[600:1080, 270:500] = BodyLabel.LOWER_CLOTHES
    labels = np.ascontiguousarray(labels[::part, ::part])
    height, width = labels.shape
    keypoints = np.ones((len(Joint), 3), np.float32)
    for joint, x, y in JOINTS:
        keypoints[joint, :2] = x / part, y / part
    photo = Photo(random.integers(0, 256, (height, width, 3), dtype=np.uint8))
    mask = labels == BodyLabel.UPPER_CLOTHES
    person = Person(photo, Pose(keypoints, (width, height)), (labels > 0).astype(np.float32), Parsing(labels))
    shirt = Garment(
        "shirt", Category.TOPS, np.full((600, 500, 3), 90, np.uint8), np.ones((600, 500), np.float32),
        np.ones((600, 500), np.uint8), {}, PhotoType.FLAT, SleeveLength.SHORT, HemLength.HIP, Neckline.CREW, 1.0,
    )  # fmt: skip
    return AgnosticPerson(person, (Category.TOPS,), mask, np.zeros_like(mask)), Outfit(top=shirt)


JOINTS = (
    (Joint.NOSE, 384, 160), (Joint.NECK, 384, 288),
    (Joint.RIGHT_SHOULDER, 288, 288), (Joint.RIGHT_ELBOW, 250, 448), (Joint.RIGHT_WRIST, 224, 592),
    (Joint.LEFT_SHOULDER, 480, 288), (Joint.LEFT_ELBOW, 518, 448), (Joint.LEFT_WRIST, 544, 592),
    (Joint.RIGHT_HIP, 333, 582), (Joint.RIGHT_KNEE, 326, 800), (Joint.RIGHT_ANKLE, 320, 1008),
    (Joint.LEFT_HIP, 435, 582), (Joint.LEFT_KNEE, 442, 800), (Joint.LEFT_ANKLE, 448, 1008),
    (Joint.RIGHT_EYE, 365, 141), (Joint.LEFT_EYE, 403, 141), (Joint.RIGHT_EAR, 339, 154), (Joint.LEFT_EAR, 429, 154),
)  # fmt: skip


def make_engine(name: str, weights: Any, folder: Path, tiny: bool, levers: Levers) -> PhotorealEngine:
    """An engine on random weights."""
    steps, canvas = (TINY_STEPS if tiny else STEPS[name]), (TINY_CANVASES if tiny else CANVASES)[name]
    if name == "fashn":
        return FashnEngine(lambda: weights, None, steps, levers)
    if name == "catvton":
        return CatvtonEngine(lambda: weights, None, steps, canvas, levers)
    kind = KleinEditEngine if name == "klein-edit" else KleinEngine
    return kind(lambda: weights, None, steps, canvas, levers, lambda: folder / "words")


@contextmanager
def stopwatch(name: str) -> Iterator[Callable[[], float]]:
    """Measure the time inside an engine's networks; gives a function that says how many seconds it was so far."""
    inside = 0.0
    honest = [(kind, method, getattr(kind, method)) for kind, method in NETWORKS[name]]

    def timed(call: Callable[..., Any]) -> Callable[..., Any]:
        def measured(*arguments: Any, **named: Any) -> Any:
            nonlocal inside
            started = now()
            answer = call(*arguments, **named)
            inside += now() - started
            return answer

        return measured

    for kind, method, call in honest:
        setattr(kind, method, timed(call))
    try:
        yield lambda: inside
    finally:
        for kind, method, call in honest:
            setattr(kind, method, call)


def measure(name: str, preset: str, lever: str, steps: int, render: Callable[[], object], repeats: int) -> Figures:
    """Time one way to make a picture."""

    def seconds() -> float:
        started = now()
        render()
        return now() - started

    cuda = torch.cuda.is_available()
    seconds()
    if cuda:
        torch.cuda.reset_peak_memory_stats()
    taken = statistics.median(seconds() for _ in range(repeats))
    peak = torch.cuda.max_memory_allocated() / 1e9 if cuda else 0.0
    with stopwatch(name) as inside:
        whole = seconds()
    return Figures(
        name, preset, lever, torch.cuda.get_device_name() if cuda else "processor", steps, round(taken, 4),
        round(inside(), 4), round(1 - inside() / whole, 4), round(peak, 3),
    )  # fmt: skip


def measure_reference(weights: Any, tiny: bool, preset: str, steps: int, repeats: int) -> Figures:
    """CatVTON as its authors run it, with the pictures that our engine shows the network."""
    canvas = (TINY_CANVASES if tiny else CANVASES)["catvton"]
    cuda = torch.cuda.is_available()
    device, kind = (torch.device("cuda"), torch.bfloat16) if cuda else (torch.device("cpu"), torch.float32)
    reference = Reference.load(weights, device, kind)
    person, garment, mask = reference_inputs(canvas, *make_task(tiny))

    def paint() -> object:
        return reference.paint(person, garment, mask, 0, steps)

    return measure("catvton", preset, REFERENCE, steps, paint, repeats)


def reference_inputs(
    canvas: tuple[int, int], agnostic: AgnosticPerson, outfit: Outfit
) -> tuple[RgbImage, RgbImage, np.ndarray]:
    """Person, garment and mask on the canvas, as our engine lays them out."""
    placement = place_person(agnostic.person, canvas)
    (garment,) = outfit.garments
    shown = cut_out(garment, place_garment(garment, canvas), 255, 255)
    return placement.image(agnostic.person.photo.pixels, 0), shown, placement.labels(agnostic.mask)


def now() -> float:
    """Seconds, once the card has done everything it was told."""
    if torch.cuda.is_available():
        torch.cuda.synchronize()
    return time.perf_counter()


def judge_and_ignore() -> None:
    """Look for alarms as always, which takes its time, and find nothing: no second try."""
    honest = painting.find_alarms

    def ignore(*arguments: Any) -> tuple[()]:
        honest(*arguments)
        return ()

    painting.find_alarms = ignore


def measured(name: str, asked: argparse.Namespace, folder: Path) -> Iterator[Figures]:
    """Every row of one engine."""
    weights = WRITERS[name](folder, asked.tiny)
    agnostic, outfit = make_task(asked.tiny)
    wanted = asked.levers.split(",") if asked.levers else [*LEVERS, REFERENCE]
    presets = [Preset(preset) for preset in asked.presets.split(",")]
    steps = TINY_STEPS if asked.tiny else STEPS[name]
    for lever in (lever for lever in wanted if lever in LEVERS and lever not in NOT_FOR[name]):
        engine = make_engine(name, weights, folder, asked.tiny, LEVERS[lever])
        engine.load()
        for preset in presets:
            options = RenderOptions(preset, samples=4 if lever == SAMPLES else 1)

            def render(engine: PhotorealEngine = engine, options: RenderOptions = options) -> object:
                return engine.render(agnostic, outfit, options, silent)

            yield measure(name, preset, lever, steps[preset], render, asked.repeats)
        engine.unload()
    if name == "catvton" and REFERENCE in wanted:
        for preset in presets:
            yield measure_reference(weights, asked.tiny, preset, steps[preset], asked.repeats)


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engines", default=",".join(WRITERS))
    parser.add_argument("--presets", default="draft,balanced,final")
    parser.add_argument("--levers", default="", help=f"some of: {', '.join([*LEVERS, REFERENCE])}; default: all")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--tiny", action="store_true", help="networks a thousandth as large")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    judge_and_ignore()
    for name in asked.engines.split(","):
        with tempfile.TemporaryDirectory() as folder:
            for figures in measured(name, asked, Path(folder)):
                print(json.dumps(asdict(figures)) if asked.json else figures, flush=True)


if __name__ == "__main__":
    main()
