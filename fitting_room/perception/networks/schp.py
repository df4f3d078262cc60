"""SCHP's human parser (AugmentCE2P on ResNet-101): a photo -> LIP's 20 or ATR's 18 labels, under the published names.

Its code is MIT, LIP and ATR are for research, and its weights are published as pickles only: none is on the shelf and
nothing here loads one; whoever has the weights brings them as tensors. The arithmetic is proven against reference
vectors. Its LIP labels have no neck: that is background to them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from fitting_room.domain.arrays import LabelMap, RgbImage

Floats = npt.NDArray[np.float32]

LIP_SIDE, ATR_SIDE = 473, 512
"""Sides of the square that the network with each set of labels is shown."""
MEANS, SPREADS = (0.406, 0.456, 0.485), (0.225, 0.224, 0.229)
"""Of blue, green and red in training."""
BLOCKS = (3, 4, 23, 3)
SLOPE, EPSILON = 0.01, 1e-5
POOLED = (1, 2, 3, 6)


class Norm(nn.Module):
    """Batch normalisation whose scale is positive whatever its weight says, as the published training had it."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.ones(channels)), nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) -> the same."""
        scale = self.weight.abs() + EPSILON
        return functional.batch_norm(
            x, self.get_buffer("running_mean"), self.get_buffer("running_var"), scale, self.bias, eps=EPSILON
        )


class LeakyNorm(Norm):
    """The same with a leaky ReLU behind it."""

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) -> the same."""
        return functional.leaky_relu(super().forward(x), SLOPE)


class Bottleneck(nn.Module):
    """A residual block of ResNet."""

    def __init__(self, inputs: int, width: int, stride: int, dilation: int, widened: bool) -> None:
        super().__init__()
        self.conv1, self.bn1 = _conv(inputs, width, 1), Norm(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, dilation, dilation, bias=False)
        self.bn2 = Norm(width)
        self.conv3, self.bn3 = _conv(width, 4 * width, 1), Norm(4 * width)
        self.downsample = (
            nn.Sequential(nn.Conv2d(inputs, 4 * width, 1, stride, bias=False), Norm(4 * width)) if widened else None
        )

    def forward(self, x: Tensor) -> Tensor:
        """(N, inputs, H, W) -> (N, 4 * width, H / stride, W / stride)."""
        inner = functional.relu(self.bn1(self.conv1(x)))
        inner = functional.relu(self.bn2(self.conv2(inner)))
        return functional.relu(self.bn3(self.conv3(inner)) + (x if self.downsample is None else self.downsample(x)))


class Context(nn.Module):
    """Pools at four sizes, so that every place knows of the whole picture."""

    def __init__(self) -> None:
        super().__init__()
        self.stages = nn.ModuleList(
            nn.Sequential(nn.AdaptiveAvgPool2d(side), _conv(2048, 512, 1), LeakyNorm(512)) for side in POOLED
        )
        self.bottleneck = _block(2048 + len(POOLED) * 512, 512, 3)

    def forward(self, x: Tensor) -> Tensor:
        """(N, 2048, H, W) -> (N, 512, H, W)."""
        return self.bottleneck(torch.cat([*(_resized(stage(x), x) for stage in self.stages), x], dim=1))


class Edges(nn.Module):
    """Where one label ends and another begins."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1, self.conv2, self.conv3 = (_block(inputs, 256) for inputs in (256, 512, 1024))
        self.conv4, self.conv5 = nn.Conv2d(256, 2, 3, padding=1), nn.Conv2d(6, 2, 1)

    def forward(self, layers: Iterable[Tensor]) -> tuple[Tensor, Tensor]:
        """Three layers, fine to coarse -> (N, 2, H, W) edges and (N, 768, H, W) features at the size of the first."""
        features = [conv(layer) for conv, layer in zip((self.conv1, self.conv2, self.conv3), layers, strict=True)]
        edges = [_resized(self.conv4(feature), features[0]) for feature in features]
        joined = torch.cat([_resized(feature, features[0]) for feature in features], dim=1)
        return self.conv5(torch.cat(edges, dim=1)), joined


class Decoder(nn.Module):
    """Context and fine features together -> labels."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.conv1, self.conv2 = _block(512, 256), _block(256, 48)
        self.conv3 = nn.Sequential(*_block(304, 256), *_block(256, 256))
        self.conv4 = nn.Conv2d(256, classes, 1)

    def forward(self, context: Tensor, fine: Tensor) -> tuple[Tensor, Tensor]:
        """(N, 512, h, w), (N, 256, H, W) -> (N, classes, H, W) scores and (N, 256, H, W) features."""
        features = self.conv3(torch.cat([_resized(self.conv1(context), fine), self.conv2(fine)], dim=1))
        return self.conv4(features), features


class Schp(nn.Module):
    """The parser: labels, edges, and labels that know the edges, each at a quarter of the size."""

    def __init__(self, classes: int = 20) -> None:
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(3, 64, 3, 2, 1, bias=False), Norm(64)
        self.conv2, self.bn2 = _conv(64, 64, 3), Norm(64)
        self.conv3, self.bn3 = _conv(64, 128, 3), Norm(128)
        inputs = 128
        for number, (blocks, stride, dilation) in enumerate(zip(BLOCKS, (1, 2, 2, 1), (1, 1, 1, 2), strict=True)):
            width = 64 << number
            layer = [Bottleneck(inputs, width, stride, dilation, widened=True)]
            layer += [Bottleneck(4 * width, width, 1, dilation, widened=False) for _ in range(blocks - 1)]
            self.add_module(f"layer{number + 1}", nn.Sequential(*layer))
            inputs = 4 * width
        self.context_encoding, self.edge, self.decoder = Context(), Edges(), Decoder(classes)
        self.fushion = nn.Sequential(*_block(1024, 256), nn.Dropout2d(0.1), nn.Conv2d(256, classes, 1))

    def forward(self, picture: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """(N, 3, H, W) normalised blue, green, red -> scores without and with edges, and edges, at H/4, W/4."""
        x = picture
        for number in (1, 2, 3):
            x = functional.relu(self.get_submodule(f"bn{number}")(self.get_submodule(f"conv{number}")(x)))
        x = functional.max_pool2d(x, 3, 2, 1)
        layers = []
        for number in (1, 2, 3, 4):
            x = self.get_submodule(f"layer{number}")(x)
            layers.append(x)
        scores, features = self.decoder(self.context_encoding(x), layers[0])
        edges, edge_features = self.edge(layers[:3])
        return scores, self.fushion(torch.cat([features, edge_features], dim=1)), edges


def parse(network: Schp, pixels: RgbImage, side: int = LIP_SIDE) -> LabelMap:
    """Label a photo.

    Args:
        network: With its weights, on its device, in `eval`.
        pixels: RGB uint8 (H, W, 3).
        side: Of the square that it is shown.

    Returns:
        (H, W) uint8 in the network's own labels.
    """
    square = Square(pixels.shape[:2], side)
    shown = square.enter(pixels[..., ::-1]).astype(np.float32) / 255
    shown = (shown - np.array(MEANS, np.float32)) / np.array(SPREADS, np.float32)
    like = network.conv1.weight
    with torch.inference_mode():
        _, scores, _ = network(torch.from_numpy(shown.transpose(2, 0, 1)[None].copy()).to(like))
        scores = functional.interpolate(scores, (side, side), mode="bilinear", align_corners=True)
    back = square.leave(scores[0].float().permute(1, 2, 0).cpu().numpy())
    return back.argmax(axis=2).astype(np.uint8)


@dataclass(frozen=True)
class Square:
    """How a whole picture of (height, width) lies in the middle of a square: x' = scale * x + offset.

    OpenCV before 5 rounds positions to 1/32 of a pixel, the reference did not: hence our own interpolation.
    """

    size: tuple[int, ...]
    side: int

    @property
    def scale(self) -> float:
        """Pixels of the square per pixel of the picture; the middles of the outermost pixels meet its edges."""
        return (self.side - 1) / (max(self.size) - 1)

    @property
    def offset(self) -> tuple[float, float]:
        """(down, across): where the picture's first pixel lies."""
        down, across = ((self.side - 1 - (length - 1) * self.scale) / 2 for length in self.size)
        return down, across

    def enter(self, pixels: RgbImage) -> RgbImage:
        """(H, W, 3) uint8 -> (side, side, 3) uint8, black beside the picture."""
        drawn = pixels.astype(np.float32)
        for axis, offset in enumerate(self.offset):
            drawn = _between(drawn, (np.arange(self.side) - offset) / self.scale, axis)
        return np.rint(drawn).astype(np.uint8)

    def leave(self, scores: Floats) -> Floats:
        """(side, side, C) float32 -> (H, W, C) float32 at the size of the picture."""
        for axis, (offset, length) in enumerate(zip(self.offset, self.size, strict=True)):
            scores = _between(scores, np.arange(length) * self.scale + offset, axis)
        return scores


def _between(array: Floats, places: npt.NDArray[np.float64], axis: int) -> Floats:
    """Linear interpolation along an axis; beyond its ends everything is zero."""
    length = array.shape[axis]
    places = np.clip(places, -1, length)
    before = np.floor(places).astype(int)
    share = (places - before).astype(np.float32).reshape((-1, *[1] * (array.ndim - axis - 1)))
    padded = np.pad(array, [(1, 2) if each == axis else (0, 0) for each in range(array.ndim)])
    first, second = (padded.take(before + step, axis) for step in (1, 2))
    return np.asarray(first * (1 - share) + second * share, np.float32)


def _conv(inputs: int, outputs: int, kernel: int) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2, bias=False)


def _block(inputs: int, outputs: int, kernel: int = 1) -> nn.Sequential:
    return nn.Sequential(_conv(inputs, outputs, kernel), LeakyNorm(outputs))


def _resized(x: Tensor, like: Tensor) -> Tensor:
    return functional.interpolate(x, like.shape[2:], mode="bilinear", align_corners=True)
