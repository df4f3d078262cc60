"""Three files of weights -> VITON-HD's networks on their device, as the memory plan says."""

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
from fitting_room.engines.levers import Levers
from fitting_room.engines.networks import compile_blocks, convert, let_wait
from fitting_room.engines.viton_hd.bending import BendingNetwork
from fitting_room.engines.viton_hd.engine import CANVAS, TITLE
from fitting_room.engines.viton_hd.generator import WIDTH, AlignmentBlock, PictureNetwork, folded
from fitting_room.engines.viton_hd.painter import VitonHdPainter
from fitting_room.engines.viton_hd.segmentation import PartsNetwork

PARTS_FILE, BENDING_FILE, PICTURE_FILE = "seg_final.safetensors", "gmm_final.safetensors", "alias_final.safetensors"
NETWORKS: Mapping[str, Callable[[], nn.Module]] = {
    PARTS_FILE: PartsNetwork,
    BENDING_FILE: BendingNetwork,
    PICTURE_FILE: PictureNetwork,
}
"""By the files' names on the shelf."""
FIRST_LAYERS = {
    PARTS_FILE: "conv1.0.weight",
    BENDING_FILE: "extractionA.model.0.weight",
    PICTURE_FILE: "conv_0.weight",
}
"""Whose first size says how wide each network is."""
LONG = 4
"""Bytes of a number at full length."""
WORK = 2.6e9
"""Bytes at full length for one picture: the measured peak of the whole walk on a processor less the weights."""


@dataclass(frozen=True)
class WeightsFiles:
    """What the files say of their networks before they are loaded.

    Attributes:
        folder: Where they lie.
        widths: Of the networks, by file.
        canvas: (width, height) of the pictures.
        needs: Memory.
    """

    folder: Path
    widths: Mapping[str, int]
    canvas: tuple[int, int]
    needs: ModelNeeds

    @classmethod
    def look_into(cls, folder: Path) -> "WeightsFiles":
        """Read names and shapes; files of tests name another canvas in their metadata.

        Raises:
            DamagedModel: They are not files of these networks.
        """
        widths, sizes, canvas = {}, {}, CANVAS
        try:
            for name, layer in FIRST_LAYERS.items():
                with safe_open(folder / name, framework="pt") as file:
                    shapes = [file.get_slice(key).get_shape() for key in file.keys()]  # noqa: SIM118
                    widths[name] = int(file.get_slice(layer).get_shape()[0])
                    if told := (file.metadata() or {}).get("canvas"):
                        width, height = told.split("x")
                        canvas = (int(width), int(height))
                sizes[name] = float(sum(torch.Size(shape).numel() for shape in shapes))
        except (SafetensorError, OSError, KeyError, IndexError, ValueError) as error:
            raise damaged() from error
        widths[PICTURE_FILE] //= 16
        work = WORK * canvas[0] * canvas[1] / (CANVAS[0] * CANVAS[1]) * widths[PICTURE_FILE] / WIDTH
        needs = ModelNeeds(LONG * sum(sizes.values()), LONG * sizes[PICTURE_FILE] / 2, work, patience=True)
        return cls(folder, widths, canvas, needs)

    def load(self, plan: Plan, place: Callable[[str], str], levers: Levers) -> VitonHdPainter:
        """As `Weights.load`."""
        device = torch.device(place(plan.device))
        kind = torch.bfloat16 if plan.short_numbers else torch.float32
        with torch.device("meta"):
            parts = PartsNetwork(self.widths[PARTS_FILE])
            bending = BendingNetwork(self.widths[BENDING_FILE])
            picture = PictureNetwork(self.widths[PICTURE_FILE], folded=True)
        try:
            parts.load_state_dict(load_file(self.folder / PARTS_FILE), strict=True, assign=True)
            bending.load_state_dict(load_file(self.folder / BENDING_FILE), strict=True, assign=True)
            picture.load_state_dict(folded(load_file(self.folder / PICTURE_FILE)), strict=True, assign=True)
        except (SafetensorError, OSError, KeyError, RuntimeError) as error:
            if "memory" in str(error):
                raise
            raise damaged() from error
        for network in (parts, bending, picture):
            network.eval().requires_grad_(False)
            convert(network, kind, levers.channels_last)
            if plan.offload:
                let_wait((part for part in network.modules() if not list(part.children())), device)
            else:
                network.to(device)
        if not plan.offload:
            compile_blocks((part for part in picture.modules() if isinstance(part, AlignmentBlock)), levers.compiler)
        return VitonHdPainter(parts, bending, picture, device, kind)


def damaged() -> DamagedModel:
    """What is said when files are not those they should be."""
    return DamagedModel(
        Sentence("The weights of “{model}” are damaged, or are those of something else.", model=TITLE),
        "Import them again with `fitting-room models import FOLDER viton-hd`.",
    )
