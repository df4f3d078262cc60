"""The parser with a network: its arithmetic, its names, and labels that are ours."""

import re
from pathlib import Path

import mannequin
import numpy as np
import pytest
import torch
from golden_data import close, golden, weights
from tiny_networks import ATR, write_segformer

from fitting_room.domain.body import BodyLabel
from fitting_room.domain.errors import DamagedModel
from fitting_room.domain.labels import ATR_18
from fitting_room.perception.networks.segformer import CLASSES, SegformerParser

PERSON = mannequin.stand()
FASHN = (
    "background",
    "face",
    "hair",
    "top",
    "dress",
    "skirt",
    "pants",
    "belt",
    "bag",
    "hat",
    "scarf",
    "glasses",
    "arms",
    "hands",
    "legs",
    "feet",
    "torso",
    "jewelry",
)
OLD_NAMES = (
    (r"^segformer\.stages\.(\d+)\.patch_embeddings\.", r"segformer.encoder.patch_embeddings.\1."),
    (r"^segformer\.stages\.(\d+)\.blocks\.", r"segformer.encoder.block.\1."),
    (r"^segformer\.stages\.(\d+)\.layer_norm\.", r"segformer.encoder.layer_norm.\1."),
    (r"layernorm_before", "layer_norm_1"),
    (r"layernorm_after", "layer_norm_2"),
    (r"attention\.q_proj", "attention.self.query"),
    (r"attention\.k_proj", "attention.self.key"),
    (r"attention\.v_proj", "attention.self.value"),
    (r"attention\.o_proj", "attention.output.dense"),
    (r"attention\.sequence_reduction\.sequence_reduction", "attention.self.sr"),
    (r"attention\.sequence_reduction\.layer_norm", "attention.self.layer_norm"),
    (r"mlp\.fc1", "mlp.dense1"),
    (r"mlp\.fc2", "mlp.dense2"),
    (r"linear_projections", "linear_c"),
)
"""What the weights were called when they were published, before the library gave them new names."""


def parse(folder: Path):
    return SegformerParser(folder, "cpu", "test").parse(PERSON.photo.pixels, PERSON.pose, PERSON.matte)


def saying(state: dict[str, torch.Tensor], number: int) -> dict[str, torch.Tensor]:
    """Weights that see one thing everywhere."""
    bias = torch.zeros_like(state["decode_head.classifier.bias"])
    bias[number] = 1000.0
    return {**state, "decode_head.classifier.bias": bias}


@pytest.mark.parametrize("name", ["segformer_b4_tiny", pytest.param("segformer_b4", marks=pytest.mark.parity_full)])
def test_the_network_says_what_the_published_one_does(name: str) -> None:
    from transformers import SegformerConfig, SegformerForSemanticSegmentation

    manifest, given, wanted = golden(name)
    with torch.device("meta"):
        network = SegformerForSemanticSegmentation(SegformerConfig(**manifest["config"]))
    state = {name: torch.from_numpy(array) for name, array in weights(manifest).items()}
    network.load_state_dict(state, strict=True, assign=True)
    with torch.inference_mode():
        logits = network.eval()(torch.from_numpy(given["x"])).logits
    assert close(logits.numpy(), wanted["logits"])


def test_weights_are_found_under_the_names_of_their_publication(tmp_path, segformer, segformer_state) -> None:
    old = {}
    for name, tensor in segformer_state.items():
        for pattern, replacement in OLD_NAMES:
            name = re.sub(pattern, replacement, name)
        old[name] = tensor
    assert not set(old) & {name for name in segformer_state if ".stages." in name}
    picture = PERSON.photo.pixels
    published = SegformerParser(write_segformer(tmp_path, old), "cpu", "test").probabilities(picture)
    np.testing.assert_array_equal(published, SegformerParser(segformer, "cpu", "test").probabilities(picture))


def test_every_pixel_of_the_person_gets_a_label_of_ours_and_no_other(segformer) -> None:
    labels = parse(segformer).labels
    assert labels.shape == PERSON.matte.shape
    np.testing.assert_array_equal(labels > 0, PERSON.matte > 0.5)
    np.testing.assert_array_equal(labels, parse(segformer).labels)
    assert len(np.unique(labels)) > 2


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("Pants", {BodyLabel.LOWER_CLOTHES}),
        ("Skirt", {BodyLabel.LOWER_CLOTHES}),
        ("Upper-clothes", {BodyLabel.UPPER_CLOTHES}),
        ("Bag", {BodyLabel.BAG}),
        ("Left-shoe", {BodyLabel.LEFT_SHOE, BodyLabel.RIGHT_SHOE}),
    ],
)
def test_what_it_says_is_what_the_person_wears(tmp_path, segformer_state, name: str, labels: set[BodyLabel]) -> None:
    number = [known for known, _ in ATR_18.classes].index(name.lower())
    parsing = parse(write_segformer(tmp_path, saying(segformer_state, number)))
    assert set(np.unique(parsing.labels)) == labels | {BodyLabel.BACKGROUND}


def test_bare_skin_is_told_apart_by_the_pose(tmp_path, segformer_state) -> None:
    bare = mannequin.stand(sleeves=0.2, legs=0.3)
    parsing = parse(write_segformer(tmp_path, saying(segformer_state, FASHN.index("torso")), FASHN))
    for label in (BodyLabel.LEFT_ARM, BodyLabel.RIGHT_LEG, BodyLabel.LEFT_HAND, BodyLabel.NECK, BodyLabel.FACE):
        there = parsing.where(label)
        assert there.any()
        assert (there & bare.parsing.where(label)).any()


def test_both_label_sets_are_known_by_name() -> None:
    assert {name for name, _ in ATR_18.classes} | set(FASHN) == set(CLASSES)


@pytest.mark.parametrize("spoil", ["missing", "other", "cut", "labels", "gone"])
def test_files_that_are_not_the_published_ones_are_refused(tmp_path, segformer_state, spoil: str) -> None:
    state = dict(segformer_state)
    if spoil == "missing":
        state.pop("decode_head.classifier.bias")
    if spoil == "other":
        state["something.else"] = torch.zeros(2)
    names = ["Trousers", *ATR[1:]] if spoil == "labels" else ATR
    folder = write_segformer(tmp_path, state, names)
    if spoil == "cut":
        whole = (folder / "model.safetensors").read_bytes()
        (folder / "model.safetensors").write_bytes(whole[: len(whole) // 2])
    if spoil == "gone":
        (folder / "preprocessor_config.json").unlink()
    with pytest.raises(DamagedModel, match="damaged"):
        SegformerParser(folder, "cpu", "test")
