"""How long Wan's animators take for a clip, and how much graphics memory, on each tier of memory and with each preset.

    python benchmarks/gpu_clip.py [--animators wan-vace,wan-animate] [--presets draft,balanced,final]
                                  [--tiers whole,offload,tiled,smaller] [--seconds 5] [--tiny] [--json]

Weights are random: time and memory do not depend on their values. At full size this needs a graphics card, and 40 GB of
disk and main memory for Animate, 6 GB for VACE; `--tiny` runs the same code with networks a thousandth as large, on
anything. Each tier is what is chosen where just so much memory is free, so "planned" against "peak" says whether the
estimates in `motion/wan/weights.py` hold.

- load: seconds until the weights are in memory, with the text encoder's words kept from before.
- first: seconds until the first frames are there; clip: until the last one is.
- peak: most memory that torch had in use on the card; 0 on a processor. planned: what the tier allows for.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import random_wan
import torch
from gpu_still import make_task, now

from fitting_room.device import HEADROOM, Hardware, Kind, ModelNeeds, Rung, find_hardware, plan
from fitting_room.domain.errors import NotEnoughMemory
from fitting_room.domain.job import silent
from fitting_room.domain.motion import ClipOptions, ClipRequest
from fitting_room.domain.tryon import Preset
from fitting_room.engines.photoreal import Machine
from fitting_room.motion.framing import frame_look
from fitting_room.motion.library import bundled
from fitting_room.motion.wan.animate import AnimateWeights
from fitting_room.motion.wan.engine import ANIMATE_MANNER, VACE_MANNER, WanAnimateEngine, WanEngine, WanVaceEngine
from fitting_room.motion.wan.vace import VaceWeights

MANNERS = {"wan-vace": VACE_MANNER, "wan-animate": ANIMATE_MANNER}
TIERS = {"whole": Rung.SHORT_NUMBERS, "offload": Rung.OFFLOAD, "tiled": Rung.TILED, "smaller": Rung.SMALLER}


@dataclass(frozen=True)
class Figures:
    """What was measured of one animator, tier and preset."""

    animator: str
    tier: str
    preset: str
    device: str
    size: tuple[int, int]
    frames: int
    steps: int
    load_seconds: float
    first_seconds: float
    clip_seconds: float
    peak_gigabytes: float
    planned_gigabytes: float


def machine(tier: Rung, needs: ModelNeeds) -> tuple[Machine, float]:
    """The machine with just so much memory free that a tier is chosen, and how many bytes that are.

    Raises:
        NotEnoughMemory: No amount of it leads there.
    """
    there = torch.cuda.is_available()
    name = torch.cuda.get_device_name() if there else "processor"
    room = find_hardware().free - HEADROOM if there else 4 * (needs.weights + needs.work)
    for step in range(4000):
        hardware = Hardware(Kind.CUDA, name, HEADROOM + room * 0.997**step, short_numbers=True)
        if plan(hardware, needs, name).rung is tier:
            place = str if there else lambda _: "cpu"
            return Machine(partial(replace, hardware), place=place), hardware.free
    raise NotEnoughMemory(f"No amount of memory leads to tier {tier.name}.", "Leave it out.")


def make(animator: str, folder: Path, tier: Rung, tiny: bool) -> tuple[WanEngine, float]:
    """An animator on random weights at a tier, and the bytes planned."""
    manner = random_wan.tiny(MANNERS[animator]) if tiny else MANNERS[animator]
    weights, words = folder / "weights", folder / "words"
    if animator == "wan-vace":
        there, free = machine(tier, VaceWeights.look_into(weights, words, manner).needs)
        return WanVaceEngine(lambda: weights, there, manner, lambda: words), free
    there, free = machine(tier, AnimateWeights.look_into(weights, words, manner).needs)
    return WanAnimateEngine(lambda: weights, there, manner, lambda: words, lambda: None), free


def measure(animator: str, tier: str, presets: list[Preset], folder: Path, asked: Any) -> Iterator[Figures]:
    """Every preset at one tier."""
    engine, planned = make(animator, folder, TIERS[tier], asked.tiny)
    engine.load()
    engine.unload()
    started = now()
    engine.load()
    loading = now() - started
    look, _ = frame_look(make_task(asked.tiny)[0].person)
    manner = random_wan.tiny(MANNERS[animator]) if asked.tiny else MANNERS[animator]
    for preset in presets:
        if torch.cuda.is_available():
            torch.cuda.reset_peak_memory_stats()
        request = ClipRequest(look, bundled("dance"), animator, ClipOptions(preset, asked.seconds))
        begun, first, frames, size = time.perf_counter(), 0.0, 0, (0, 0)
        for frame in engine.animate(request, silent):
            first = first or now() - begun
            frames, size = frames + 1, (frame.shape[1], frame.shape[0])
        clip = now() - begun
        peak = torch.cuda.max_memory_allocated() / 1e9 if torch.cuda.is_available() else 0.0
        device = torch.cuda.get_device_name() if torch.cuda.is_available() else "processor"
        yield Figures(
            animator, tier, preset, device, size, frames, manner.paces[preset].steps, round(loading, 2),
            round(first, 2), round(clip, 2), round(peak, 2), round(planned / 1e9, 2),
        )  # fmt: skip
    engine.unload()


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--animators", default=",".join(MANNERS))
    parser.add_argument("--presets", default="draft,balanced,final")
    parser.add_argument("--tiers", default=",".join(TIERS))
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--tiny", action="store_true", help="networks a thousandth as large")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    presets = [Preset(preset) for preset in asked.presets.split(",")]
    for animator in asked.animators.split(","):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write = random_wan.write_wan_vace if animator == "wan-vace" else random_wan.write_wan_animate
            write(folder / "weights", asked.tiny)
            for tier in asked.tiers.split(","):
                try:
                    for figures in measure(animator, tier, presets, folder, asked):
                        print(json.dumps(asdict(figures)) if asked.json else figures, flush=True)
                except NotEnoughMemory as error:
                    print(f"{animator}, {tier}: {error.what}", flush=True)


if __name__ == "__main__":
    main()
