"""The Inception network of 2015 by which FID and KID are measured: pictures -> 2048 features.

Layers carry the names of `weights-inception-2015-12-05-6726825d.pth`, which the users of torch-fidelity and pytorch-fid
share; the file is the user's. It is not torchvision's Inception: averages leave out what lies beyond the rim, the last
block takes the largest of its neighbours, and pictures are enlarged as TensorFlow 1 did.
"""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from fitting_room.shelf.conversion import read_checkpoint
from fitting_room.training.perceptual import fill

SIDE, FEATURES, CLASSES = 299, 2048, 1008
MIDDLE = 128.0


class Layer(nn.Module):
    """A convolution, batch normalisation and a ReLU."""

    def __init__(self, given: int, made: int, kernel: int | tuple[int, int], stride: int = 1) -> None:
        super().__init__()
        tall, wide = (kernel, kernel) if isinstance(kernel, int) else kernel
        # Layers that halve leave out the rim; all others but the first ones keep the size.
        rim = (0, 0) if stride == 2 else (tall // 2, wide // 2)
        self.conv = nn.Conv2d(given, made, (tall, wide), stride, rim, bias=False)
        self.bn = nn.BatchNorm2d(made, eps=0.001)

    def forward(self, picture: Tensor) -> Tensor:
        """(B, C, H, W) -> (B, made, h, w)."""
        return functional.relu(self.bn(self.conv(picture)))


class Branches(nn.Module):
    """Chains of layers side by side, and what they do with their neighbours' mean or largest.

    Args:
        layers: By published name.
        chains: Names of layers, one after the other; a last name that is a tuple splits in two.
        pool: "mean" or "largest" of the neighbours before the layer `branch_pool`, or "halved": the largest, as it is.
    """

    def __init__(self, layers: dict[str, Layer], chains: Sequence[Sequence[str | tuple[str, str]]], pool: str) -> None:
        super().__init__()
        for name, layer in layers.items():
            self.add_module(name, layer)
        self._chains, self._pool = chains, pool

    def forward(self, picture: Tensor) -> Tensor:
        """(B, C, H, W) -> all branches, one after the other."""
        branches = []
        for chain in self._chains:
            seen = picture
            for name in chain:
                if isinstance(name, tuple):
                    seen = torch.cat([self.get_submodule(each)(seen) for each in name], dim=1)
                else:
                    seen = self.get_submodule(name)(seen)
            branches.append(seen)
        if self._pool == "halved":
            branches.append(functional.max_pool2d(picture, 3, 2))
        else:
            around = (
                functional.avg_pool2d(picture, 3, 1, 1, count_include_pad=False)
                if self._pool == "mean"
                else functional.max_pool2d(picture, 3, 1, 1)
            )
            branches.append(self.get_submodule("branch_pool")(around))
        return torch.cat(branches, dim=1)


class Inception(nn.Module):
    """The whole network."""

    num_features = FEATURES

    def __init__(self) -> None:
        super().__init__()
        self.Conv2d_1a_3x3 = Layer(3, 32, 3, 2)
        self.Conv2d_2a_3x3 = Layer(32, 32, 3)
        self.Conv2d_2a_3x3.conv.padding = (0, 0)
        self.Conv2d_2b_3x3 = Layer(32, 64, 3)
        self.Conv2d_3b_1x1 = Layer(64, 80, 1)
        self.Conv2d_4a_3x3 = Layer(80, 192, 3)
        self.Conv2d_4a_3x3.conv.padding = (0, 0)
        self.Mixed_5b, self.Mixed_5c, self.Mixed_5d = _first(192, 32), _first(256, 64), _first(288, 64)
        self.Mixed_6a = _halving_once(288)
        self.Mixed_6b, self.Mixed_6c = _second(128), _second(160)
        self.Mixed_6d, self.Mixed_6e = _second(160), _second(192)
        self.Mixed_7a = _halving_twice(768)
        self.Mixed_7b, self.Mixed_7c = _third(1280, "mean"), _third(2048, "largest")
        self.fc = nn.Linear(FEATURES, CLASSES)

    def forward(self, pictures: Tensor) -> Tensor:
        """(B, 3, H, W) in [0, 255] -> (B, 2048)."""
        seen = (enlarged(pictures.float()) - MIDDLE) / MIDDLE
        seen = self.Conv2d_2b_3x3(self.Conv2d_2a_3x3(self.Conv2d_1a_3x3(seen)))
        seen = functional.max_pool2d(seen, 3, 2)
        seen = functional.max_pool2d(self.Conv2d_4a_3x3(self.Conv2d_3b_1x1(seen)), 3, 2)
        for block in ["5b", "5c", "5d", "6a", "6b", "6c", "6d", "6e", "7a", "7b", "7c"]:
            seen = self.get_submodule(f"Mixed_{block}")(seen)
        return seen.mean(dim=(2, 3))


def enlarged(pictures: Tensor) -> Tensor:
    """(B, 3, H, W) -> (B, 3, 299, 299), as TensorFlow 1 did it: the first pixels lie on each other, not the middles."""
    for axis in (2, 3):
        length = pictures.shape[axis]
        places = torch.arange(SIDE, device=pictures.device) * (length / SIDE)
        before = places.floor().long()
        after = (before + 1).clamp(max=length - 1)
        share = (places - before).reshape((-1, 1) if axis == 2 else (1, -1))
        low, high = pictures.index_select(axis, before), pictures.index_select(axis, after)
        pictures = low + (high - low) * share
    return pictures


def read_inception(path: Path) -> Inception:
    """The network with the weights of the published file.

    Raises:
        DamagedModel: The file holds others.
    """
    network = Inception()
    counted = {name: each for name, each in network.state_dict().items() if name.endswith("num_batches_tracked")}
    fill(network, {**counted, **read_checkpoint(path)}, path)
    return network.eval().requires_grad_(False)


def _first(given: int, pooled: int) -> Branches:
    layers = {
        "branch1x1": Layer(given, 64, 1),
        "branch5x5_1": Layer(given, 48, 1),
        "branch5x5_2": Layer(48, 64, 5),
        "branch3x3dbl_1": Layer(given, 64, 1),
        "branch3x3dbl_2": Layer(64, 96, 3),
        "branch3x3dbl_3": Layer(96, 96, 3),
        "branch_pool": Layer(given, pooled, 1),
    }
    chains = (
        ("branch1x1",),
        ("branch5x5_1", "branch5x5_2"),
        ("branch3x3dbl_1", "branch3x3dbl_2", "branch3x3dbl_3"),
    )
    return Branches(layers, chains, "mean")


def _halving_once(given: int) -> Branches:
    layers = {
        "branch3x3": Layer(given, 384, 3, 2),
        "branch3x3dbl_1": Layer(given, 64, 1),
        "branch3x3dbl_2": Layer(64, 96, 3),
        "branch3x3dbl_3": Layer(96, 96, 3, 2),
    }
    return Branches(layers, (("branch3x3",), ("branch3x3dbl_1", "branch3x3dbl_2", "branch3x3dbl_3")), "halved")


def _second(width: int) -> Branches:
    wide, tall = (1, 7), (7, 1)
    layers = {
        "branch1x1": Layer(768, 192, 1),
        "branch7x7_1": Layer(768, width, 1),
        "branch7x7_2": Layer(width, width, wide),
        "branch7x7_3": Layer(width, 192, tall),
        "branch7x7dbl_1": Layer(768, width, 1),
        "branch7x7dbl_2": Layer(width, width, tall),
        "branch7x7dbl_3": Layer(width, width, wide),
        "branch7x7dbl_4": Layer(width, width, tall),
        "branch7x7dbl_5": Layer(width, 192, wide),
        "branch_pool": Layer(768, 192, 1),
    }
    long = tuple(f"branch7x7dbl_{number}" for number in range(1, 6))
    return Branches(layers, (("branch1x1",), ("branch7x7_1", "branch7x7_2", "branch7x7_3"), long), "mean")


def _halving_twice(given: int) -> Branches:
    layers = {
        "branch3x3_1": Layer(given, 192, 1),
        "branch3x3_2": Layer(192, 320, 3, 2),
        "branch7x7x3_1": Layer(given, 192, 1),
        "branch7x7x3_2": Layer(192, 192, (1, 7)),
        "branch7x7x3_3": Layer(192, 192, (7, 1)),
        "branch7x7x3_4": Layer(192, 192, 3, 2),
    }
    long = tuple(f"branch7x7x3_{number}" for number in range(1, 5))
    return Branches(layers, (("branch3x3_1", "branch3x3_2"), long), "halved")


def _third(given: int, pool: str) -> Branches:
    wide, tall = (1, 3), (3, 1)
    layers = {
        "branch1x1": Layer(given, 320, 1),
        "branch3x3_1": Layer(given, 384, 1),
        "branch3x3_2a": Layer(384, 384, wide),
        "branch3x3_2b": Layer(384, 384, tall),
        "branch3x3dbl_1": Layer(given, 448, 1),
        "branch3x3dbl_2": Layer(448, 384, 3),
        "branch3x3dbl_3a": Layer(384, 384, wide),
        "branch3x3dbl_3b": Layer(384, 384, tall),
        "branch_pool": Layer(given, 192, 1),
    }
    chains = (
        ("branch1x1",),
        ("branch3x3_1", ("branch3x3_2a", "branch3x3_2b")),
        ("branch3x3dbl_1", "branch3x3dbl_2", ("branch3x3dbl_3a", "branch3x3dbl_3b")),
    )
    return Branches(layers, chains, pool)
