"""U²-Net: clothes on people in four classes, or what stands out in a picture, under the published names.

Its ports' code is MIT (clothes) and Apache-2.0 (what stands out); their weights are published as pickles only: none is
on the shelf and nothing here loads one; whoever has the weights brings them as tensors. The arithmetic is proven
against reference vectors.
"""

import cv2
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from fitting_room.domain.arrays import LabelMap, Matte, RgbImage

CLOTH_SIDE, SALIENT_SIDE = 768, 320
MEAN, SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
CLOTH_CLASSES = ("background", "upper", "lower", "full-body")

STAGES = (("stage1", 7, 32, 64), ("stage2", 6, 32, 128), ("stage3", 5, 64, 256), ("stage4", 4, 128, 512))
"""Name, depth, inner width and outputs on the way down; two undiluted blocks follow, and the way up mirrors it."""
WAY_UP = (
    ("stage4d", 4, 1024, 128, 256),
    ("stage3d", 5, 512, 64, 128),
    ("stage2d", 6, 256, 32, 64),
    ("stage1d", 7, 128, 16, 64),
)
SIDES = (64, 64, 128, 256, 512, 512)


class Layer(nn.Module):
    """Convolution, batch normalisation, ReLU."""

    def __init__(self, inputs: int, outputs: int, dilation: int = 1) -> None:
        super().__init__()
        self.conv_s1 = nn.Conv2d(inputs, outputs, 3, padding=dilation, dilation=dilation)
        self.bn_s1 = nn.BatchNorm2d(outputs)

    def forward(self, x: Tensor) -> Tensor:
        """(N, inputs, H, W) -> (N, outputs, H, W)."""
        return functional.relu(self.bn_s1(self.conv_s1(x)))


class Block(nn.Module):
    """A small U of layers with a shortcut around it.

    Args:
        depth: Layers on the way down.
        inputs: Channels.
        width: Channels inside.
        outputs: Channels.
        flat: Keep the size and spread the kernels instead.
    """

    def __init__(self, depth: int, inputs: int, width: int, outputs: int, flat: bool = False) -> None:
        super().__init__()
        self.depth, self.flat = depth, flat
        self.rebnconvin = Layer(inputs, outputs)
        for number in range(1, depth + 1):
            before = outputs if number == 1 else width
            spread = 1 << (number - 1) if flat else (2 if number == depth else 1)
            self.add_module(f"rebnconv{number}", Layer(before, width, spread))
        for number in range(depth - 1, 0, -1):
            spread = 1 << (number - 1) if flat else 1
            self.add_module(f"rebnconv{number}d", Layer(2 * width, outputs if number == 1 else width, spread))

    def forward(self, x: Tensor) -> Tensor:
        """(N, inputs, H, W) -> (N, outputs, H, W)."""
        entered = self.rebnconvin(x)
        down = [self.get_submodule("rebnconv1")(entered)]
        for number in range(2, self.depth + 1):
            pooled = down[-1] if self.flat or number == self.depth else _pooled(down[-1])
            down.append(self.get_submodule(f"rebnconv{number}")(pooled))
        up = down.pop()
        for number in range(self.depth - 1, 0, -1):
            beside = down.pop()
            up = self.get_submodule(f"rebnconv{number}d")(torch.cat([_resized(up, beside), beside], dim=1))
        return up + entered


class U2Net(nn.Module):
    """The network; its seven outputs are scores, the first joined from the others.

    Args:
        classes: 4 for clothes on people, 1 for what stands out.
    """

    def __init__(self, classes: int) -> None:
        super().__init__()
        inputs = 3
        for name, depth, width, outputs in STAGES:
            self.add_module(name, Block(depth, inputs, width, outputs))
            inputs = outputs
        for name, inputs in (("stage5", 512), ("stage6", 512), ("stage5d", 1024)):
            self.add_module(name, Block(4, inputs, 256, 512, flat=True))
        for name, depth, inputs, width, outputs in WAY_UP:
            self.add_module(name, Block(depth, inputs, width, outputs))
        for number, width in enumerate(SIDES, 1):
            self.add_module(f"side{number}", nn.Conv2d(width, classes, 3, padding=1))
        self.outconv = nn.Conv2d(len(SIDES) * classes, classes, 1)

    def forward(self, picture: Tensor) -> tuple[Tensor, ...]:
        """(N, 3, H, W) normalised RGB -> seven of (N, classes, H, W), before any sigmoid."""
        down: list[Tensor] = []
        for number in range(1, 7):
            down.append(self.get_submodule(f"stage{number}")(_pooled(down[-1]) if down else picture))
        levels = [down.pop()]
        for number in range(5, 0, -1):
            beside = down.pop()
            joined = torch.cat([_resized(levels[0], beside), beside], dim=1)
            levels.insert(0, self.get_submodule(f"stage{number}d")(joined))
        sides = [self.get_submodule(f"side{number}")(level) for number, level in enumerate(levels, 1)]
        sides = [_resized(side, picture) for side in sides]
        return self.outconv(torch.cat(sides, dim=1)), *sides


def find_clothes(network: U2Net, pixels: RgbImage, side: int = CLOTH_SIDE) -> LabelMap:
    """Label the clothes on a person: (H, W) uint8 of `CLOTH_CLASSES`."""
    small = cv2.resize(pixels, (side, side), interpolation=cv2.INTER_CUBIC).astype(np.float32)
    shown = torch.from_numpy((small / 255 - 0.5) / 0.5).permute(2, 0, 1)[None]
    with torch.inference_mode():
        labels = network(shown.to(network.outconv.weight))[0].argmax(dim=1)[0].to(torch.uint8).cpu().numpy()
    height, width = pixels.shape[:2]
    return np.asarray(cv2.resize(labels, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)


def find_salient(network: U2Net, pixels: RgbImage, side: int = SALIENT_SIDE) -> Matte:
    """How much each pixel belongs to what stands out: (H, W) float32, stretched to 0 to 1."""
    small = cv2.resize(pixels, (side, side), interpolation=cv2.INTER_CUBIC).astype(np.float32)
    small = (small / max(float(small.max()), 1e-6) - np.array(MEAN, np.float32)) / np.array(SPREAD, np.float32)
    shown = torch.from_numpy(small).permute(2, 0, 1)[None]
    with torch.inference_mode():
        matte = network(shown.to(network.outconv.weight))[0].sigmoid()[0, 0].float().cpu().numpy()
    matte = (matte - matte.min()) / max(float(np.ptp(matte)), 1e-6)
    height, width = pixels.shape[:2]
    return np.clip(cv2.resize(matte, (width, height), interpolation=cv2.INTER_LINEAR), 0, 1).astype(np.float32)


def _pooled(x: Tensor) -> Tensor:
    return functional.max_pool2d(x, 2, 2, ceil_mode=True)


def _resized(x: Tensor, like: Tensor) -> Tensor:
    return functional.interpolate(x, like.shape[2:], mode="bilinear", align_corners=False)
