"""A file of weights -> the network on its device, with as much of it as the memory plan says."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file
from torch import nn

from fitting_room.device import ModelNeeds, Plan
from fitting_room.domain.errors import DamagedModel
from fitting_room.domain.sentence import Sentence
from fitting_room.engines.fashn.network import NetworkConfig, TryOnNetwork
from fitting_room.engines.fashn.painter import FashnPainter

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
        return cls(path, config, canvas, ModelNeeds(LONG * total, LONG * block, work, patience=total <= PATIENCE))

    def load(self, plan: Plan, place: Callable[[str], str]) -> FashnPainter:
        """Load the network, with the lengths of numbers and the places that the plan says.

        Args:
            plan: From the memory ladder.
            place: What torch calls a device.

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
        if plan.offload:
            _let_blocks_wait(network, device)
        return FashnPainter(network)


def damaged() -> DamagedModel:
    """What is said when a file is not the one it should be."""
    return DamagedModel(
        Sentence("The weights of “{model}” are damaged, or are those of something else.", model="FASHN VTON 1.5"),
        "Repair them with `fitting-room models repair fashn`.",
    )


def _let_blocks_wait(network: TryOnNetwork, device: torch.device) -> None:
    """Keep the blocks in main memory; each comes to the device while it works."""
    blocks = [*network.x_patch_mixer, *network.double_blocks, *network.single_blocks]

    def come(block: nn.Module, *_: object) -> None:
        block.to(device)

    def go(block: nn.Module, *_: object) -> None:
        block.to("cpu")

    for module in network.children():
        if not isinstance(module, nn.ModuleList):
            module.to(device)
    for block in blocks:
        block.register_forward_pre_hook(come)
        block.register_forward_hook(go)
