"""Judges of pictures: patches at several sizes, of which each is said to be real or made.

The multi-scale patch discriminator of pix2pixHD (Wang et al. 2018) with the spectral normalisation of Miyato et al.
(2018), and its losses: hinge or least squares, and features that should be alike.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils import spectral_norm

WIDTH, WIDEST = 64, 512
LAYERS, SCALES = 3, 2
SLOPE = 0.2

Seen = Sequence[Sequence[Tensor]]
"""For every scale, full size first, what stands after each layer; the last is the judgement."""


class Patches(nn.Module):
    """One scale: layers that halve the picture, and a judgement of every patch.

    Args:
        given: Channels of what is judged.
        width: Channels after the first layer.
        layers: How often the picture is halved.
    """

    def __init__(self, given: int, width: int, layers: int) -> None:
        super().__init__()
        stages: list[nn.Module] = [nn.Sequential(nn.Conv2d(given, width, 4, 2, 2), nn.LeakyReLU(SLOPE))]
        for number in range(1, layers + 1):
            wider = min(2 * width, WIDEST)
            # The last of them keeps the size, so that patches overlap more.
            conv = spectral_norm(nn.Conv2d(width, wider, 4, 2 if number < layers else 1, 2))
            stages.append(nn.Sequential(conv, nn.InstanceNorm2d(wider), nn.LeakyReLU(SLOPE)))
            width = wider
        stages.append(spectral_norm(nn.Conv2d(width, 1, 4, 1, 2)))
        self.stages = nn.ModuleList(stages)

    def forward(self, picture: Tensor) -> list[Tensor]:
        """(B, C, H, W) -> what stands after each layer."""
        seen = []
        for stage in self.stages:
            picture = stage(picture)
            seen.append(picture)
        return seen


class Discriminator(nn.Module):
    """Several scales, each half the size of the one before.

    Args:
        given: Channels of what is judged, with what it is judged by.
        width: Channels after the first layer.
        layers: How often each scale halves the picture.
        scales: How many.
    """

    def __init__(self, given: int, width: int = WIDTH, layers: int = LAYERS, scales: int = SCALES) -> None:
        super().__init__()
        self.scales = nn.ModuleList(Patches(given, width, layers) for _ in range(scales))

    def forward(self, picture: Tensor) -> list[list[Tensor]]:
        """(B, C, H, W) -> for every scale, what stands after each layer."""
        seen = []
        for scale in self.scales:
            seen.append(scale(picture))
            picture = functional.avg_pool2d(picture, 3, 2, 1, count_include_pad=False)
        return seen


def hinge_for_judge(real: Seen, made: Seen) -> Tensor:
    """What the judge works towards: more than 1 for what is real, less than -1 for what is made."""
    return torch.stack(
        [
            functional.relu(1 - ours[-1]).mean() + functional.relu(1 + theirs[-1]).mean()
            for ours, theirs in zip(real, made, strict=True)
        ]
    ).mean()


def hinge_for_painter(made: Seen) -> Tensor:
    """What the painter works towards: a high judgement."""
    return torch.stack([-each[-1].mean() for each in made]).mean()


def squares(seen: Seen, wanted: float) -> Tensor:
    """Least squares: how far judgements are from what is wanted, 1 for real and 0 for made."""
    return torch.stack([(each[-1] - wanted).square().mean() for each in seen]).mean()


def features_apart(real: Seen, made: Seen) -> Tensor:
    """How far what the judge sees of the real picture is from what it sees of the made one."""
    apart = [
        functional.l1_loss(theirs, ours.detach())
        for scale_of_real, scale_of_made in zip(real, made, strict=True)
        for ours, theirs in zip(scale_of_real[:-1], scale_of_made[:-1], strict=True)
    ]
    return torch.stack(apart).sum() / len(real)
