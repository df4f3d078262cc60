"""One file of weights -> MV-VTON's networks on their device, as the memory plan says."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file
from torch import nn

from fitting_room.device import ModelNeeds, Plan
from fitting_room.engines.levers import Levers
from fitting_room.engines.mv_vton.attention import TransformerBlock
from fitting_room.engines.mv_vton.engine import FILE
from fitting_room.engines.mv_vton.model import MvVton, damaged
from fitting_room.engines.mv_vton.painter import MvVtonPainter
from fitting_room.engines.mv_vton.views import Bend
from fitting_room.engines.networks import compile_blocks, convert, let_wait

NETWORKS: Mapping[str, Callable[[], MvVton]] = {FILE: MvVton}
"""By the file's name on the shelf."""
LONG = 4
"""Bytes of a number at full length."""
WORK = 4e9
"""Bytes at full length for one picture, a guess from the size of its largest features; not measured yet."""
WIDTH = 320
"""First width of the published network."""
PATIENCE = 200e6
"""Weights up to which a processor is waited for; the published 1.8 billion take it more than half an hour."""


@dataclass(frozen=True)
class WeightsFile:
    """What a file says of its networks before they are loaded.

    Attributes:
        path: Where it lies.
        bend: Bends garments beforehand.
        make: Makes the networks without weights.
        canvas: (width, height) of the pictures.
        needs: Memory.
    """

    path: Path
    bend: Bend
    make: Callable[[], MvVton]
    canvas: tuple[int, int]
    needs: ModelNeeds

    @classmethod
    def look_into(
        cls, path: Path, bend: Bend, make: Callable[[], MvVton], canvas: tuple[int, int]
    ) -> "WeightsFile":  # fmt: skip
        """Read names and shapes.

        Raises:
            DamagedModel: It is no file of these networks.
        """
        networks = make()
        try:
            with safe_open(path, framework="pt") as file:
                found = {name: tuple(file.get_slice(name).get_shape()) for name in file.keys()}  # noqa: SIM118
        except (SafetensorError, OSError) as error:
            raise damaged() from error
        if found != {name: tuple(tensor.shape) for name, tensor in networks.state_dict().items()}:
            raise damaged()
        total = float(sum(torch.Size(shape).numel() for shape in found.values()))
        largest = max(sum(tensor.numel() for tensor in part.parameters()) for part in _parts(networks))
        work = WORK * networks.unet.width / WIDTH
        needs = ModelNeeds(LONG * total, LONG * float(largest), work, patience=total <= PATIENCE, short=True)
        return cls(path, bend, make, canvas, needs)

    def load(self, plan: Plan, place: Callable[[str], str], levers: Levers) -> MvVtonPainter:
        """As `Weights.load`."""
        device = torch.device(place(plan.device))
        networks = self.make()
        try:
            networks.take(load_file(self.path))
        except (SafetensorError, OSError) as error:
            raise damaged() from error
        kind = torch.bfloat16 if plan.short_numbers else torch.float32
        convert(networks, kind, levers.channels_last)
        if plan.offload:
            let_wait(_parts(networks), device)
        else:
            networks.to(device)
            compile_blocks((part for part in networks.modules() if isinstance(part, TransformerBlock)), levers.compiler)
        if plan.tiled:
            networks.autoencoder.enable_tiling()
        return MvVtonPainter(networks, self.bend, device, kind)


def _parts(networks: MvVton) -> Iterator[nn.Module]:
    """Pieces that can wait in main memory by themselves; together they are everything."""
    unet, autoencoder = networks.unet, networks.autoencoder
    yield from (unet.time_embed, *unet.input_blocks, unet.middle_block, *unet.output_blocks, unet.out)
    yield from (autoencoder.encoder, autoencoder.decoder, autoencoder.quant_conv, autoencoder.post_quant_conv)
    yield from (networks.whole, networks.proj_out, networks.local_controlnet)
    if networks.pose_model is not None:
        yield networks.pose_model
