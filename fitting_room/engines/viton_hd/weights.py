"""The three published files of VITON-HD and their networks."""

from collections.abc import Callable, Mapping

from torch import nn

from fitting_room.engines.viton_hd.bending import BendingNetwork
from fitting_room.engines.viton_hd.generator import PictureNetwork
from fitting_room.engines.viton_hd.segmentation import PartsNetwork

PARTS_FILE, BENDING_FILE, PICTURE_FILE = "seg_final.safetensors", "gmm_final.safetensors", "alias_final.safetensors"
NETWORKS: Mapping[str, Callable[[], nn.Module]] = {
    PARTS_FILE: PartsNetwork,
    BENDING_FILE: BendingNetwork,
    PICTURE_FILE: PictureNetwork,
}
"""By the files' names on the shelf."""
