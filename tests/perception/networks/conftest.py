"""Networks of perception at a hundredth of their size: real code, real files, weights from a recipe."""

from pathlib import Path

import pytest
import torch
from golden_data import manifest_of, weights
from tiny_networks import write_segformer


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    """Threads that wait for each other on a busy machine made tiny networks fifty times slower."""
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def segformer_state() -> dict[str, torch.Tensor]:
    return {name: torch.from_numpy(array) for name, array in weights(manifest_of("segformer_b4_tiny")).items()}


@pytest.fixture(scope="session")
def segformer(tmp_path_factory: pytest.TempPathFactory, segformer_state: dict[str, torch.Tensor]) -> Path:
    """A folder as it is published, with a tiny parser."""
    return write_segformer(tmp_path_factory.mktemp("segformer"), segformer_state)
