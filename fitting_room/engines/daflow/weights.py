"""DAFlow's one file and its network."""

from collections.abc import Callable, Mapping

from torch import nn

from fitting_room.engines.daflow.network import DaflowNetwork

FILE = "daflow.safetensors"
NETWORKS: Mapping[str, Callable[[], nn.Module]] = {FILE: DaflowNetwork}
"""By the file's name on the shelf."""
