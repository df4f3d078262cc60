"""DAFlow's arithmetic against the published code, number by number."""

import numpy as np
import pytest
import torch
from golden_data import close, golden, weights

from fitting_room.engines.daflow.network import DaflowNetwork, published_state


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


def network(manifest: dict, prefix: str = "") -> DaflowNetwork:
    """The network with the weights of the vectors, which have to be its own name for name."""
    state = {prefix + name: torch.from_numpy(array) for name, array in weights(manifest).items()}
    made = DaflowNetwork(manifest["head_nums"])
    assert set(made.state_dict()) == {name for name, _, _ in manifest["entries"]}
    made.load_state_dict(published_state(state), strict=True)
    return made.eval()


@pytest.mark.parametrize("prefix", ["", "module."])
def test_every_level_is_that_of_the_published_network(prefix: str) -> None:
    manifest, given, wanted = golden("daflow")
    made = network(manifest, prefix)
    pose, person, garment = inputs(given)
    with torch.inference_mode():
        worn = made(pose, person, garment, every_level=True)
        coarse = made.reference_FPN(made.reference_features(torch.cat([pose, person], dim=1)))[0]
    assert close(coarse.numpy(), wanted["fpn_coarse"])
    assert close(worn.picture.numpy(), wanted["y"])
    for number, level in enumerate(worn.levels):
        stride = 2 if level.shape[3] > 48 else 1
        assert close(level[:, :, ::stride, ::stride].numpy(), wanted[f"level{number}"]), number


@pytest.mark.parity_full
def test_the_picture_at_the_published_size_is_that_of_the_published_network() -> None:
    manifest, given, wanted = golden("daflow_256x192")
    with torch.inference_mode():
        worn = network(manifest)(*inputs(given))
    assert close(worn.picture.numpy(), wanted["y"])
    assert not worn.levels


def inputs(given: dict[str, np.ndarray]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Pose, person and garment as the vectors hold them."""
    assert np.array_equal(given["ref_input"][:, 3:], given["ref_image"])
    return (
        torch.from_numpy(given["ref_input"][:, :3]),
        torch.from_numpy(given["ref_image"]),
        torch.from_numpy(given["source_image"]),
    )
