"""A file of weights -> DAFlow's network on its device, as the memory plan says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file
from torch import nn

from fitting_room.device import ModelNeeds, Plan
from fitting_room.domain.errors import DamagedModel
from fitting_room.domain.sentence import Sentence
from fitting_room.engines.daflow.engine import LARGE_CANVAS, TITLE
from fitting_room.engines.daflow.network import HEADS, DaflowNetwork
from fitting_room.engines.daflow.painter import DaflowPainter
from fitting_room.engines.levers import Levers
from fitting_room.engines.networks import convert, let_wait

FILE = "daflow.safetensors"
NETWORKS: Mapping[str, Callable[[], nn.Module]] = {FILE: DaflowNetwork}
"""By the file's name on the shelf."""
LAST_BIAS = "dafnet.Cross_MFEs.0.layers.6.bias"
"""Three numbers for each head."""
LONG = 4
"""Bytes of a number at full length."""
WORK = 1.1e9
"""Bytes at full length for one picture of 384x512: the measured peak on a processor less the weights."""


@dataclass(frozen=True)
class WeightsFile:
    """What a file says of its network before it is loaded.

    Attributes:
        path: The file.
        heads: Flows beside each other.
        canvas: (width, height) of its pictures.
        needs: Memory.
    """

    path: Path
    heads: int
    canvas: tuple[int, int]
    needs: ModelNeeds

    @classmethod
    def look_into(cls, folder: Path, canvas: tuple[int, int]) -> "WeightsFile":
        """Read names and shapes; a file may name another canvas in its metadata, as training here does.

        Raises:
            DamagedModel: It is not a file of this network.
        """
        try:
            with safe_open(folder / FILE, framework="pt") as file:
                total = sum(torch.Size(file.get_slice(name).get_shape()).numel() for name in file.keys())  # noqa: SIM118
                heads = int(file.get_slice(LAST_BIAS).get_shape()[0]) // 3
                if told := (file.metadata() or {}).get("canvas"):
                    width, height = told.split("x")
                    canvas = (int(width), int(height))
        except (SafetensorError, OSError, KeyError, IndexError, ValueError) as error:
            raise damaged(folder.name) from error
        work = WORK * canvas[0] * canvas[1] / (LARGE_CANVAS[0] * LARGE_CANVAS[1]) * heads / HEADS
        return cls(folder / FILE, heads, canvas, ModelNeeds(LONG * total, LONG * total / 4, work, patience=True))

    def load(self, plan: Plan, place: Callable[[str], str], levers: Levers) -> DaflowPainter:
        """As `Weights.load`. Nothing in it is compiled: it works once for a picture, and its blocks do not repeat."""
        device = torch.device(place(plan.device))
        kind = torch.bfloat16 if plan.short_numbers else torch.float32
        with torch.device("meta"):
            network = DaflowNetwork(self.heads)
        try:
            network.load_state_dict(load_file(self.path), strict=True, assign=True)
        except (SafetensorError, OSError, RuntimeError) as error:
            if "memory" in str(error):
                raise
            raise damaged(self.path.parent.name) from error
        network.eval().requires_grad_(False)
        convert(network, kind, levers.channels_last)
        if plan.offload:
            let_wait((part for part in network.modules() if not list(part.children())), device)
        else:
            network.to(device)
        return DaflowPainter(network, device, kind)


def damaged(model: str) -> DamagedModel:
    """What is said when a file is not the one it should be."""
    return DamagedModel(
        Sentence("The weights of “{model}” are damaged, or are those of something else.", model=TITLE),
        Sentence("Import them again with `fitting-room models import FOLDER {id}`.", id=model),
    )
