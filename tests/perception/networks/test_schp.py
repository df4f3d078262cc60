"""SCHP against the published network, number by number; loading is strict."""

import numpy as np
import pytest
import torch
from golden_data import close, golden, noise, weights

from fitting_room.perception.networks import schp


@pytest.mark.parametrize(("name", "classes"), [("schp_lip", 20), ("schp_atr", 18)])
def test_the_network_labels_what_the_published_one_labels(name: str, classes: int) -> None:
    manifest, given, wanted = golden(name)
    with torch.device("meta"):
        network = schp.Schp(classes)
    state = {key: torch.from_numpy(array) for key, array in weights(manifest).items()}
    network.load_state_dict(state, strict=True, assign=True)
    network.eval()
    with torch.inference_mode():
        scores, fused, edges = network(torch.from_numpy(given["x"]))
    for ours, key in ((scores, "parsing"), (fused, "fusion"), (edges, "edge")):
        assert close(ours.numpy(), wanted[key]), key
    labels = schp.parse(network, np.full((40, 30, 3), 128, np.uint8), side=65)
    assert labels.shape == (40, 30)
    assert labels.max() < classes


@pytest.mark.parametrize(("name", "side"), [("lip", schp.LIP_SIDE), ("wide", schp.ATR_SIDE)])
def test_pictures_go_into_the_square_and_scores_come_back(name: str, side: int) -> None:
    _, given, wanted = golden("schp_preprocess")
    picture = given[f"img_{name}"]
    square = schp.Square(picture.shape[:2], side)
    down, across = square.offset
    transform = ((square.scale, 0, across), (0, square.scale, down))
    np.testing.assert_allclose(transform, wanted[f"trans_{name}"], atol=1e-4)
    np.testing.assert_array_equal(square.enter(picture)[::8, ::8], wanted[f"warp_{name}_s8"])
    scores = noise(f"schp.lg{name}", side // 8 + 1, side // 8 + 1, 3).repeat(8, 0).repeat(8, 1)[:side, :side]
    assert close(square.leave(scores)[::2, ::2], wanted[f"logits_back_{name}_s2"])
