"""CatVTON from the shelf."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from fitting_room.domain.tryon import Preset
from fitting_room.engines.levers import PUBLISHED, Levers
from fitting_room.engines.painting import Weights
from fitting_room.engines.photoreal import Machine, PhotorealEngine
from fitting_room.shelf.installed import open_model

STEPS = {Preset.DRAFT: 20, Preset.BALANCED: 30, Preset.FINAL: 50}
"""50 is published; fewer are our choice, and not judged yet: no weights could be run."""
CANVAS = (768, 1024)
"""(width, height) at which the published "mix" weights were trained."""
SMALL_CANVAS = (384, 512)
"""(width, height) at which those of VITON-HD and of DressCode were trained."""


class Folders(NamedTuple):
    """Where the three models lie that make CatVTON.

    Attributes:
        attention: The folder of CatVTON's file.
        unet: The folder of the inpainting network.
        autoencoder: The folder of the autoencoder.
    """

    attention: Path
    unet: Path
    autoencoder: Path


def installed_folders(weights: str = "mix-48k-1024") -> Folders:
    """The folders on the shelf; the model with the narrowest licence is asked first.

    Args:
        weights: Which of the published weights of the attention.

    Raises:
        ModelUnavailable: One is not installed, or not allowed here.
    """
    attention = open_model("catvton") / weights / "attention"
    return Folders(attention, open_model("sd15-inpainting") / "unet", open_model("sd15-vae"))


class CatvtonEngine(PhotorealEngine):
    """CatVTON on Stable Diffusion 1.5 inpainting.

    Args:
        find_folders: Finds the installed weights, or says why it cannot.
        machine: What it runs on.
        steps: Steps of each preset.
        canvas: (width, height) of the network's pictures.
        levers: How the networks are run.
    """

    def __init__(
        self,
        find_folders: Callable[[], Folders] = installed_folders,
        machine: Machine | None = None,
        steps: Mapping[Preset, int] = STEPS,
        canvas: tuple[int, int] = CANVAS,
        levers: Levers = PUBLISHED,
    ) -> None:
        def find_weights() -> Weights:
            folders = find_folders()
            from fitting_room.engines.catvton.weights import WeightsFiles

            return WeightsFiles.look_into(folders, canvas)

        super().__init__("CatVTON", find_weights, steps, machine, levers)


class CatvtonVitonhdEngine(CatvtonEngine):
    """The same with the weights that learned from VITON-HD, which shows tops only. Arguments as `CatvtonEngine`."""

    def __init__(
        self,
        find_folders: Callable[[], Folders] = lambda: installed_folders("vitonhd-16k-512"),
        machine: Machine | None = None,
        steps: Mapping[Preset, int] = STEPS,
        canvas: tuple[int, int] = SMALL_CANVAS,
        levers: Levers = PUBLISHED,
    ) -> None:
        super().__init__(find_folders, machine, steps, canvas, levers)


class CatvtonDresscodeEngine(CatvtonEngine):
    """The same with the weights that learned from DressCode: all garments. Arguments as `CatvtonEngine`."""

    def __init__(
        self,
        find_folders: Callable[[], Folders] = lambda: installed_folders("dresscode-16k-512"),
        machine: Machine | None = None,
        steps: Mapping[Preset, int] = STEPS,
        canvas: tuple[int, int] = SMALL_CANVAS,
        levers: Levers = PUBLISHED,
    ) -> None:
        super().__init__(find_folders, machine, steps, canvas, levers)
