"""U²-Net against its published ports, number by number; loading is strict."""

import numpy as np
import torch
from golden_data import close, golden, weights

from fitting_room.perception.networks import u2net


def loaded(name: str, classes: int) -> u2net.U2Net:
    with torch.device("meta"):
        network = u2net.U2Net(classes)
    state = {key: torch.from_numpy(array) for key, array in weights(golden(name)[0]).items()}
    network.load_state_dict(state, strict=True, assign=True)
    return network.eval()


def test_clothes_are_found_as_by_the_published_network() -> None:
    _, given, wanted = golden("u2net_cloth")
    network = loaded("u2net_cloth", 4)
    with torch.inference_mode():
        joined, *sides = network(torch.from_numpy(given["x"]))
    assert close(joined.numpy(), wanted["d0"])
    assert close(sides[0].numpy()[..., ::2, ::2], wanted["d1_s2"])
    assert close(sides[5].numpy()[..., ::4, ::4], wanted["d6_s4"])
    np.testing.assert_array_equal(joined.argmax(dim=1).numpy(), wanted["label"])
    assert u2net.find_clothes(network, np.full((40, 30, 3), 128, np.uint8), side=64).shape == (40, 30)


def test_what_stands_out_is_found_as_by_the_published_network() -> None:
    _, given, wanted = golden("u2net_carvekit")
    network = loaded("u2net_carvekit", 1)
    with torch.inference_mode():
        outputs = network(torch.from_numpy(given["x"]))
    for number, ours in enumerate(outputs):
        assert close(ours.sigmoid().numpy()[..., ::2, ::2], wanted[f"d{number}_s2"]), number
    matte = u2net.find_salient(network, np.full((40, 30, 3), 128, np.uint8), side=64)
    assert matte.shape == (40, 30)
