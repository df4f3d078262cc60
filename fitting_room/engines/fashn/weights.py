"""A file of weights -> the network on its device, with as much of it as the memory plan says."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file

from fitting_room.device import ModelNeeds, Plan
from fitting_room.domain.errors import DamagedModel
from fitting_room.domain.sentence import Sentence
from fitting_room.engines.fashn.network import NetworkConfig, TryOnNetwork
from fitting_room.engines.fashn.painter import FashnPainter
from fitting_room.engines.levers import Levers
from fitting_room.engines.networks import compile_blocks, let_wait

CANVAS = (576, 864)
"""(width, height) at which the published weights were trained; files of tests name another in their metadata."""
LONG = 4
"""Bytes of a number at full length."""
WORK = 2.4e9
"""Bytes at full length for one picture with guidance. From a third party's peak in bf16 on an RTX 4060 Ti, 2.96 GiB
with 1.94 GB of weights; not measured here yet."""
PATIENCE = 50e6
"""Weights up to which a processor is waited for; the published 972 million take it more than an hour."""


@dataclass(frozen=True)
class WeightsFile:
    """What a file says of its network before it is loaded.

    Attributes:
        path: The file.
        config: The size of the network.
        canvas: (width, height) of its pictures.
        needs: Memory.
    """

    path: Path
    config: NetworkConfig
    canvas: tuple[int, int]
    needs: ModelNeeds

    @classmethod
    def look_into(cls, path: Path) -> "WeightsFile":
        """Read the names and shapes in a file.

        Raises:
            DamagedModel: It is not a file of this network.
        """
        try:
            with safe_open(path, framework="pt") as file:
                shapes = {name: tuple(file.get_slice(name).get_shape()) for name in file.keys()}  # noqa: SIM118
                width, height = (file.metadata() or {}).get("canvas", "576x864").split("x")
            config, canvas = NetworkConfig.of_weights(shapes), (int(width), int(height))
        except (SafetensorError, KeyError, IndexError, ValueError) as error:
            raise damaged() from error
        counts = {name: float(torch.Size(shape).numel()) for name, shape in shapes.items()}
        total = sum(counts.values())
        block = sum(count for name, count in counts.items() if name.startswith("double_blocks.0."))
        tokens = canvas[0] * canvas[1] / (CANVAS[0] * CANVAS[1])
        work = WORK * tokens * config.width / NetworkConfig.width
        needs = ModelNeeds(LONG * total, LONG * block, work, patience=total <= PATIENCE, short=True)
        return cls(path, config, canvas, needs)

    def load(self, plan: Plan, place: Callable[[str], str], levers: Levers) -> FashnPainter:
        """Load the network, with the lengths of numbers and the places that the plan says.

        Args:
            plan: From the memory ladder.
            place: What torch calls a device.
            levers: How it is run; nothing in it depends on the garment alone, and it has no convolutions to speak of.

        Raises:
            DamagedModel: The weights are not exactly those of this network.
        """
        device = torch.device(place(plan.device))
        with torch.device("meta"):
            network = TryOnNetwork(self.config)
        try:
            state = load_file(self.path, device="cpu" if plan.offload else str(device))
            network.load_state_dict(state, strict=True, assign=True)
        except (SafetensorError, RuntimeError) as error:
            if "memory" in str(error):
                raise
            raise damaged() from error
        network.to(torch.bfloat16 if plan.short_numbers else torch.float32).eval().requires_grad_(False)
        blocks = [*network.x_patch_mixer, *network.double_blocks, *network.single_blocks]
        if plan.offload:
            for module in network.children():
                if not isinstance(module, torch.nn.ModuleList):
                    module.to(device)
            let_wait(blocks, device)
        else:
            compile_blocks(blocks, levers.compiler)
        return FashnPainter(network, levers.guidance_every)


def damaged() -> DamagedModel:
    """What is said when a file is not the one it should be."""
    return DamagedModel(
        Sentence("The weights of “{model}” are damaged, or are those of something else.", model="FASHN VTON 1.5"),
        "Repair them with `fitting-room models repair fashn`.",
    )
