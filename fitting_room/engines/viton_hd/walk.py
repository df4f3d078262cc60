"""VITON-HD's three networks, one after the other: the maps of a person and a garment -> the picture.

Source: the order, sizes and blur of the published test program, which the vectors prove whole.
"""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from fitting_room.domain.labels import VITON_HD_GROUPS
from fitting_room.engines.viton_hd.bending import SMALL, BendingNetwork, bend
from fitting_room.engines.viton_hd.generator import PARTS, Noise, PictureNetwork
from fitting_room.engines.viton_hd.segmentation import PartsNetwork

BLUR, SPREAD = 15, 3.0
"""Width and standard deviation, in pixels, of the blur of the parts before the likeliest is taken."""
UPPER = 2
"""Number of the garment among the seven parts."""


@dataclass(frozen=True, eq=False)
class Maps:
    """What the networks are shown, all (B, C, H, W).

    Attributes:
        agnostic: 3 channels in [-1, 1], the person without the old top.
        parts: 13 channels, one of them 1 at each pixel: the person's parts without the old top.
        pose: 3 channels in [-1, 1], the drawn joints.
        garment: 3 channels in [-1, 1].
        garment_mask: 1 channel, 0 to 1.
        noise: (B, 1, 256, 192), 0 or 1.
    """

    agnostic: Tensor
    parts: Tensor
    pose: Tensor
    garment: Tensor
    garment_mask: Tensor
    noise: Tensor


@dataclass(frozen=True, eq=False)
class Layout:
    """Where everything will be.

    Attributes:
        likely: (B, 13, 256, 192) how likely each part is.
        thirteen: (B, H, W) int64 the likeliest of the thirteen.
        seven: (B, 7, H, W), one of them 1 at each pixel: the same in fewer parts.
    """

    likely: Tensor
    thirteen: Tensor
    seven: Tensor

    @property
    def upper(self) -> Tensor:
        """(B, 1, H, W), 1 where the garment will be."""
        return self.seven[:, UPPER : UPPER + 1]


@dataclass(frozen=True, eq=False)
class Bent:
    """The garment as it lies on the person.

    Attributes:
        shifts: (B, 50) of the spline.
        garment: (B, 3, H, W) in [-1, 1].
        missing: (B, 1, H, W) where it should be, and does not reach.
    """

    shifts: Tensor
    garment: Tensor
    missing: Tensor


def lay_out(network: PartsNetwork, maps: Maps) -> Layout:
    """Where the parts of the person in the new garment will be."""
    size = (maps.pose.shape[2], maps.pose.shape[3])
    shown = (maps.garment_mask, maps.garment * maps.garment_mask, maps.parts, maps.pose)
    likely = network(torch.cat([*(_smooth(each, SMALL) for each in shown), maps.noise], dim=1))
    thirteen = blurred(_smooth(likely, size)).argmax(dim=1)
    groups = torch.tensor(VITON_HD_GROUPS, device=thirteen.device)
    seven = functional.one_hot(groups[thirteen], PARTS).permute(0, 3, 1, 2).to(maps.pose.dtype)
    return Layout(likely, thirteen, seven)


def bend_garment(network: BendingNetwork, maps: Maps, layout: Layout) -> Bent:
    """Bend the garment to where it will be."""
    size = (maps.pose.shape[2], maps.pose.shape[3])
    shown = (layout.upper, maps.pose, maps.agnostic, maps.garment)
    *person, garment = (functional.interpolate(each, SMALL, mode="nearest") for each in shown)
    shifts, places = network(torch.cat(person, dim=1), garment, size)
    missing = (layout.upper - bend(maps.garment_mask, places)).clamp(min=0)
    return Bent(shifts, bend(maps.garment, places), missing)


def paint(network: PictureNetwork, maps: Maps, layout: Layout, bent: Bent, noise: Noise = torch.randn) -> Tensor:
    """The picture, (B, 3, H, W) in [-1, 1]."""
    shown = torch.cat([maps.agnostic, maps.pose, bent.garment], dim=1)
    picture: Tensor = network(shown, layout.seven, bent.missing, noise)
    return picture


def blurred(likely: Tensor) -> Tensor:
    """(B, C, H, W) smoothed, as if all were 0 beyond the rim.

    Not row by row and then column by column: that rounds differently, and where two parts are as likely the other wins.
    """
    away = torch.arange(BLUR, device=likely.device, dtype=likely.dtype) - BLUR // 2
    bell = torch.exp(-away.square() / (2 * SPREAD**2))
    bell = bell / bell.sum()
    channels = likely.shape[1]
    kernel = torch.outer(bell, bell).expand(channels, 1, BLUR, BLUR)
    return functional.conv2d(likely, kernel, padding=BLUR // 2, groups=channels)


def binary_noise(count: int, seed: int) -> Tensor:
    """(count, 1, 256, 192): 1 for the one pixel in six whose draw is at least one standard deviation, 0 elsewhere."""
    chance = torch.Generator("cpu").manual_seed(seed)
    return (torch.randn(count, 1, *SMALL, generator=chance) >= 1).float()


def _smooth(picture: Tensor, size: tuple[int, int]) -> Tensor:
    return functional.interpolate(picture, size, mode="bilinear", align_corners=False)
