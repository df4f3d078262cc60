"""FASHN at a thousandth of its size: real code, real files, random weights."""

from pathlib import Path

import pytest
import torch
from golden_data import weights
from safetensors.torch import save_file

from fitting_room.engines.fashn.network import NetworkConfig, TryOnNetwork

CANVAS = (48, 72)
CONFIG = NetworkConfig(width=128, mixer_blocks=1, double_blocks=1, single_blocks=1)


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    """Threads that wait for each other on a busy machine made tiny networks fifty times slower."""
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def tiny_weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with tiny weights under the published name."""
    folder = tmp_path_factory.mktemp("fashn")
    with torch.device("meta"):
        entries = [(name, tuple(each.shape), "float32") for name, each in TryOnNetwork(CONFIG).state_dict().items()]
    state = {name: torch.from_numpy(array) for name, array in weights({"entries": entries}).items()}
    save_file(state, folder / "model.safetensors", {"canvas": "{}x{}".format(*CANVAS)})
    return folder
