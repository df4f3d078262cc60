"""VITON-HD's first network: where the parts of the person in the new garment will be.

Layers carry the names of the published file. Source: Choi et al., "VITON-HD" (CVPR 2021).
"""

import torch
from torch import Tensor, nn

INPUTS, PARTS = 21, 13
"""Channels in: garment mask 1, masked garment 3, parts of the person 13, pose 3, noise 1."""
WIDTH = 64
"""Channels at full size; each level down has twice as many."""
DROPPED = 0.5


class PartsNetwork(nn.Module):
    """A U-net; height and width are multiples of 16.

    Args:
        width: Channels at full size.
    """

    def __init__(self, width: int = WIDTH) -> None:
        super().__init__()
        given, made = INPUTS, PARTS
        first, second, third, fourth, fifth = (width * 2**level for level in range(5))
        self.conv1 = _pair(given, first)
        self.conv2 = _pair(first, second)
        self.conv3 = _pair(second, third)
        self.conv4 = _pair(third, fourth)
        self.conv5 = _pair(fourth, fifth)
        self.up6, self.conv6 = _larger(fifth, fourth), _pair(fifth, fourth)
        self.up7, self.conv7 = _larger(fourth, third), _pair(fourth, third)
        self.up8, self.conv8 = _larger(third, second), _pair(third, second)
        self.up9 = _larger(second, first)
        self.conv9 = nn.Sequential(*_pair(second, first), nn.Conv2d(first, made, 3, padding=1))
        self.pool = nn.MaxPool2d(2)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, shown: Tensor) -> Tensor:
        """(B, 21, H, W) -> (B, 13, H, W), each between 0 and 1."""
        first = self.conv1(shown)
        second = self.conv2(self.pool(first))
        third = self.conv3(self.pool(second))
        fourth = self.drop(self.conv4(self.pool(third)))
        features = self.drop(self.conv5(self.pool(fourth)))
        features = self.conv6(torch.cat([fourth, self.up6(features)], dim=1))
        features = self.conv7(torch.cat([third, self.up7(features)], dim=1))
        features = self.conv8(torch.cat([second, self.up8(features)], dim=1))
        return torch.sigmoid(self.conv9(torch.cat([first, self.up9(features)], dim=1)))


def _pair(given: int, made: int) -> nn.Sequential:
    return nn.Sequential(*_layer(given, made), *_layer(made, made))


def _larger(given: int, made: int) -> nn.Sequential:
    return nn.Sequential(nn.Upsample(scale_factor=2, mode="nearest"), *_layer(given, made))


def _layer(given: int, made: int) -> tuple[nn.Module, ...]:
    return nn.Conv2d(given, made, 3, padding=1), nn.InstanceNorm2d(made), nn.ReLU()
