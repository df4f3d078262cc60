"""Three files of weights -> UNet and autoencoder on their device, as the memory plan says."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file

from fitting_room.device import ModelNeeds, Plan
from fitting_room.engines.catvton.engine import CANVAS, Folders
from fitting_room.engines.catvton.latents import make_autoencoder
from fitting_room.engines.catvton.network import damaged, is_repeated, make_unet
from fitting_room.engines.catvton.painter import CatvtonPainter
from fitting_room.engines.levers import Levers
from fitting_room.engines.networks import compile_blocks, convert, let_wait

CONFIG, WEIGHTS, ATTENTION = "config.json", "diffusion_pytorch_model.safetensors", "model.safetensors"
LONG = 4
"""Bytes of a number at full length."""
WORK = 12.2e9
"""Bytes at full length for one picture with guidance: what the 8 GB that the authors state in bf16 leave beside the
weights. An upper bound; not measured here yet."""
DECODING = 0.5
"""Share of `WORK` that tiles save. A guess; not measured yet."""
WIDTH = 320
"""First width of the published UNet."""
PATIENCE = 50e6
"""Weights up to which a processor is waited for; the published 943 million take it more than half an hour."""


@dataclass(frozen=True)
class WeightsFiles:
    """What the files say of their networks before they are loaded.

    Attributes:
        folders: Where they lie.
        canvas: (width, height) of the pictures.
        needs: Memory.
    """

    folders: Folders
    canvas: tuple[int, int]
    needs: ModelNeeds

    @classmethod
    def look_into(cls, folders: Folders, canvas: tuple[int, int] = CANVAS) -> "WeightsFiles":
        """Read names and shapes.

        Raises:
            DamagedModel: They are not files of these networks.
        """
        try:
            unet, autoencoder = (_count(folder / WEIGHTS) for folder in (folders.unet, folders.autoencoder))
            width = _config(folders.unet)["block_out_channels"][0]
        except (SafetensorError, OSError, KeyError, ValueError) as error:
            raise damaged() from error
        work = WORK * canvas[0] * canvas[1] / (CANVAS[0] * CANVAS[1]) * width / WIDTH
        total = unet + autoencoder
        needs = ModelNeeds(LONG * total, LONG * unet, work, DECODING * work, patience=total <= PATIENCE, short=True)
        return cls(folders, canvas, needs)

    def load(self, plan: Plan, place: Callable[[str], str], levers: Levers) -> CatvtonPainter:
        """As `Weights.load`."""
        device = torch.device(place(plan.device))
        try:
            unet = make_unet(
                _config(self.folders.unet),
                load_file(self.folders.unet / WEIGHTS),
                load_file(self.folders.attention / ATTENTION),
            )
            autoencoder = make_autoencoder(
                _config(self.folders.autoencoder), load_file(self.folders.autoencoder / WEIGHTS)
            )
        except (SafetensorError, OSError, KeyError, TypeError, ValueError) as error:
            raise damaged() from error
        kind = torch.bfloat16 if plan.short_numbers else torch.float32
        for network in (unet, autoencoder):
            convert(network, kind, levers.channels_last)
            if plan.offload:
                let_wait((part for part in network.modules() if not list(part.children())), device)
            else:
                network.to(device)
        if not plan.offload:
            compile_blocks((part for part in unet.modules() if is_repeated(part)), levers.compiler)
        if plan.tiled:
            autoencoder.enable_tiling()
        return CatvtonPainter(unet, autoencoder, device, kind, levers)


def _count(path: Path) -> float:
    """How many numbers a file holds."""
    with safe_open(path, framework="pt") as file:
        return float(sum(torch.Size(file.get_slice(name).get_shape()).numel() for name in file.keys()))  # noqa: SIM118


def _config(folder: Path) -> dict[str, Any]:
    """A network's own description."""
    config: dict[str, Any] = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    return config
