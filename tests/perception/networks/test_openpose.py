"""OpenPose's networks against the published ones, number by number; loading is strict."""

import numpy as np
import pytest
import torch
from golden_data import close, golden, weights
from torch import nn

from fitting_room.perception.networks.openpose import Body18, Body25, Hand


@pytest.mark.parametrize(
    ("name", "kind", "outputs"),
    [
        ("openpose_body18", Body18, ("paf_L1", "heat_L2")),
        ("openpose_body25", Body25, ("heat_L1", "paf_L2")),
        ("openpose_hand", Hand, ("y",)),
    ],
)
def test_the_networks_see_what_the_published_ones_see(
    name: str, kind: type[nn.Module], outputs: tuple[str, ...]
) -> None:
    manifest, given, wanted = golden(name)
    with torch.device("meta"):
        network = kind()
    state = {key: torch.from_numpy(array) for key, array in weights(manifest).items()}
    network.load_state_dict(state, strict=True, assign=True)
    with torch.inference_mode():
        answer = network(torch.from_numpy(given["x"]))
    for ours, key in zip(answer if isinstance(answer, tuple) else (answer,), outputs, strict=True):
        assert close(ours.numpy(), wanted[key]), key
    assert np.abs(wanted[outputs[0]]).max() > 0.1
