"""What VGG makes of two pictures, from files that people bring."""

from importlib.util import find_spec
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from fitting_room.domain.errors import DamagedModel, NotInstalled
from fitting_room.shelf.conversion import read_checkpoint
from fitting_room.training import perceptual
from fitting_room.training.perceptual import VGG16, VGG19, Features, read_perception

NARROW = 16
"""How many times narrower the convolutions are here, so that the files are small."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files of narrow networks as torchvision names them, with a classifier that nobody wants."""
    torch.manual_seed(0)
    for name, widths in (("VGG16", VGG16), ("VGG19", VGG19)):
        narrow = tuple(width // NARROW for width in widths)
        monkeypatch.setattr(perceptual, name, narrow)
        state = {**Features(narrow).state_dict(), "classifier.0.weight": torch.zeros(2, 2)}
        save_file(state, tmp_path / f"{name.lower()}-0123abcd.safetensors")
    widths = tuple(width // NARROW for width in perceptual.LEARNED_WIDTHS)
    monkeypatch.setattr(perceptual, "LEARNED_WIDTHS", widths)
    learned = {f"lin{number}.model.1.weight": torch.rand(1, width, 1, 1) for number, width in enumerate(widths)}
    save_file(learned, tmp_path / "learned.safetensors")
    monkeypatch.setattr(perceptual, "LEARNED_FILES", {"vgg16": str(tmp_path / "learned.safetensors")})
    return tmp_path


def test_what_is_equal_costs_nothing_and_what_differs_teaches(folder: Path) -> None:
    torch.set_num_threads(1)
    seen = read_perception(folder)
    truth = torch.rand(2, 3, 32, 32) * 2 - 1
    assert float(seen(truth, truth)) == 0
    ours = torch.zeros_like(truth, requires_grad=True)
    loss = seen(ours, truth)
    loss.backward()
    assert loss.item() > 0
    assert ours.grad is not None
    assert ours.grad.abs().max() > 0
    assert not any(each.requires_grad for each in seen.parameters())


def test_the_layers_compared_are_those_of_the_published_losses() -> None:
    """Counted in torchvision's lists: relu1_2 ... relu5_3 of VGG16; of VGG19 relu*_1, and four for the style."""
    for widths, places, shapes in (
        (VGG16, perceptual.LEARNED, (64, 128, 256, 512, 512)),
        (VGG19, perceptual.CONTENT, (64, 128, 256, 512, 512)),
        (VGG19, perceptual.STYLE, (128, 256, 512, 512)),
        (None, perceptual.ALEX_LEARNED, perceptual.ALEX_WIDTHS),
    ):
        layers = (perceptual.AlexFeatures() if widths is None else Features(widths)).features
        assert all(isinstance(layers[place], torch.nn.ReLU) for place in places)
        assert tuple(layers[place - 1].out_channels for place in places) == shapes


def test_a_file_that_is_missing_or_of_another_network_is_named(folder: Path) -> None:
    (folder / "vgg19-0123abcd.safetensors").rename(folder / "other.safetensors")
    with pytest.raises(NotInstalled, match="no file of vgg19"):
        read_perception(folder)
    (folder / "vgg16-0123abcd.safetensors").rename(folder / "vgg19.safetensors")
    (folder / "other.safetensors").rename(folder / "vgg16.safetensors")
    with pytest.raises(DamagedModel, match=r"vgg16.safetensors.*another network"):
        read_perception(folder)


def test_the_learned_layers_come_with_torchmetrics() -> None:
    place = find_spec("torchmetrics")
    assert place is not None
    assert place.origin is not None
    for kind, widths in (("vgg16", perceptual.LEARNED_WIDTHS), ("alexnet", perceptual.ALEX_WIDTHS)):
        read = read_checkpoint(Path(place.origin).parent / perceptual.LEARNED_FILES[kind])
        assert tuple(each.shape[1] for each in read.values()) == widths
