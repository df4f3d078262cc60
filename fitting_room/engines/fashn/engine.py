"""FASHN VTON 1.5 from the shelf."""

from collections.abc import Callable, Mapping
from pathlib import Path

from fitting_room.domain.tryon import Preset
from fitting_room.engines.levers import PUBLISHED, Levers
from fitting_room.engines.painting import Weights
from fitting_room.engines.photoreal import Machine, PhotorealEngine
from fitting_room.shelf.installed import open_model

MODEL = "fashn"
WEIGHTS = "model.safetensors"
STEPS = {Preset.DRAFT: 20, Preset.BALANCED: 30, Preset.FINAL: 50}
"""Published as fast, balanced and quality."""


class FashnEngine(PhotorealEngine):
    """FASHN VTON 1.5: photoreal, mask-free, one garment per pass.

    Args:
        open_folder: Finds the installed weights, or says why it cannot.
        machine: What it runs on.
        steps: Steps of each preset.
        levers: How the network is run.
    """

    def __init__(
        self,
        open_folder: Callable[[], Path] = lambda: open_model(MODEL),
        machine: Machine | None = None,
        steps: Mapping[Preset, int] = STEPS,
        levers: Levers = PUBLISHED,
    ) -> None:
        def find_weights() -> Weights:
            folder = open_folder()
            from fitting_room.engines.fashn.weights import WeightsFile

            return WeightsFile.look_into(folder / WEIGHTS)

        super().__init__("FASHN VTON 1.5", find_weights, steps, machine, levers)
