"""DensePose against the published network, part by part."""

from typing import Any

import numpy as np
import pytest
import torch
from golden_data import Arrays, close, golden, weights

from fitting_room.perception.networks.densepose import boxes as geometry
from fitting_room.perception.networks.densepose.network import DensePose
from fitting_room.perception.networks.densepose.surfaces import SurfaceParams, find_surfaces, in_box, to_network


@pytest.fixture(scope="module")
def vectors() -> tuple[DensePose, Arrays, Arrays]:
    manifest, given, wanted = golden("densepose_r50")
    with torch.device("meta"):
        network = DensePose()
    state = {name: torch.from_numpy(array) for name, array in weights(manifest).items()}
    network.load_state_dict(state, strict=True, assign=True)
    return network.requires_grad_(False), given, wanted


@pytest.fixture(scope="module")
def features(vectors: tuple[DensePose, Arrays, Arrays]) -> list[torch.Tensor]:
    network, given, _ = vectors
    rgb = np.ascontiguousarray(given["image_bgr"].transpose(1, 2, 0)[..., ::-1])
    return network.backbone(to_network(rgb, torch.zeros(1)))


def test_features_are_the_published_ones(vectors: Any, features: list[torch.Tensor]) -> None:
    _, _, wanted = vectors
    assert close(features[0][:, ::16, ::4, ::4].numpy(), wanted["p2_s"])
    assert close(features[2][:, ::16].numpy(), wanted["p4_s"])
    assert close(features[4][:, ::16].numpy(), wanted["p6_s"])
    assert close(vectors[0].roi_heads.decoder(features[:4])[:, ::16, ::4, ::4].numpy(), wanted["decoder_s"])


def test_proposals_are_the_published_ones(vectors: Any, features: list[torch.Tensor]) -> None:
    network, _, wanted = vectors
    boxes, logits = network.proposal_generator(features, (320, 256))
    assert len(boxes) == wanted["n_proposals"][0]
    assert close(logits[:50].numpy(), wanted["proposal_logits_top50"])
    # Near ties may change places: every published box is among ours.
    apart = np.abs(boxes[:60].numpy()[:, None] - wanted["proposal_boxes_top50"][None]).max(-1).min(0)
    assert apart.max() < 0.05


def test_boxes_are_judged_as_published(vectors: Any, features: list[torch.Tensor]) -> None:
    network, given, wanted = vectors
    pooled = network.roi_heads.box_features(features, torch.from_numpy(given["boxes"]))
    assert close(pooled[:, ::16].numpy(), wanted["box_pooled_s"])
    logits, steps = network.roi_heads.judge(pooled)
    assert close(logits.numpy(), wanted["cls_logits"])
    assert close(steps.numpy(), wanted["box_deltas"])


def test_surfaces_are_the_published_ones(vectors: Any, features: list[torch.Tensor]) -> None:
    network, given, wanted = vectors
    boxes = torch.from_numpy(given["boxes"])
    pooled = geometry.pooled(network.roi_heads.decoder(features[:4]), boxes, 1 / 4, 28)
    assert close(pooled[:, ::16, ::4, ::4].numpy(), wanted["dp_pooled_s"])
    charts = network.charts(features, boxes)
    assert close(charts.coarse[..., ::4, ::4].numpy(), wanted["dp_coarse"])
    for ours, name in ((charts.fine, "dp_fine_s"), (charts.u, "dp_u_s"), (charts.v, "dp_v_s")):
        assert close(ours[..., ::8, ::8].numpy(), wanted[name]), name
    index, uv = in_box(type(charts)(*(chart[1:2] for chart in charts)), boxes[1])
    same = index == wanted["labels_box1"]
    assert same.mean() > 0.999
    there = np.abs(uv[:, ::2, ::2] - wanted["uv_box1_s2"]).max(0) <= 1e-3 * np.abs(wanted["uv_box1_s2"]).max()
    assert there[same[::2, ::2]].all()


def test_people_are_found_as_published(vectors: Any, features: list[torch.Tensor]) -> None:
    network, _, wanted = vectors
    boxes, scores = network.people(features, (320, 256), 0.05, 6)
    assert close(scores.numpy(), wanted["det_scores"], 1e-3)
    assert np.abs(boxes.numpy() - wanted["det_boxes"]).max() < 0.1


def test_a_photo_of_any_size_gets_its_surfaces_at_its_own_size(vectors: Any) -> None:
    network, given, _ = vectors
    photo = np.ascontiguousarray(given["image_bgr"].transpose(1, 2, 0)[:150, :100, ::-1])
    found = find_surfaces(network, photo, SurfaceParams(longest=96, least=0.05))
    assert found is not None
    assert found.index.shape == (150, 100)
    assert found.index.max() <= 24
    assert not found.uv[:, found.index == 0].any()
    assert find_surfaces(network, photo, SurfaceParams(longest=96, least=1.0)) is None
