"""VITON-HD's second network: how the garment is bent onto the person, by a thin-plate spline of 5 x 5 points.

Layers carry the names of the published file. Facts of its weights: the grid spans 0.9 of the picture to each side, not
all of it, and its points are numbered column by column.
"""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

POINTS = 5
"""Of the spline along each side."""
SPAN = 0.9
PERSON_CHANNELS, GARMENT_CHANNELS = 7, 3
WIDTH = 64
"""Channels of the first features, and of the last ones before the shifts."""
SMALL = (256, 192)
"""(height, width) at which person and garment are compared."""


class Features(nn.Module):
    """A picture -> what is compared of it, at a sixteenth of the size: eight times `width` channels."""

    def __init__(self, given: int, width: int) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for made in (width, 2 * width, 4 * width, 8 * width):
            layers += [nn.Conv2d(given, made, 4, stride=2, padding=1), nn.ReLU(), nn.BatchNorm2d(made)]
            given = made
        layers += [nn.Conv2d(given, given, 3, padding=1), nn.ReLU(), nn.BatchNorm2d(given)]
        layers += [nn.Conv2d(given, given, 3, padding=1), nn.ReLU()]
        self.model = nn.Sequential(*layers)

    def forward(self, picture: Tensor) -> Tensor:
        """(B, C, H, W) -> (B, 8 * width, H / 16, W / 16)."""
        out: Tensor = self.model(picture)
        return out


class Shifts(nn.Module):
    """How alike all places are -> how far each point of the spline moves."""

    def __init__(self, places: int, width: int) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        given = places
        for share, kernel, stride in ((8, 4, 2), (4, 4, 2), (2, 3, 1), (1, 3, 1)):
            made = share * width
            layers += [nn.Conv2d(given, made, kernel, stride, padding=1), nn.BatchNorm2d(made), nn.ReLU()]
            given = made
        self.conv = nn.Sequential(*layers)
        self.linear = nn.Linear(width * (places // 16), 2 * POINTS**2)

    def forward(self, likeness: Tensor) -> Tensor:
        """(B, places, h, w) -> (B, 50): 25 shifts in x, then 25 in y."""
        return torch.tanh(self.linear(self.conv(likeness).flatten(1)))


class BendingNetwork(nn.Module):
    """Person and garment -> where each pixel of the bent garment comes from.

    Args:
        width: Channels of the first features.
    """

    def __init__(self, width: int = WIDTH) -> None:
        super().__init__()
        self.extractionA = Features(PERSON_CHANNELS, width)
        self.extractionB = Features(GARMENT_CHANNELS, width)
        self.regression = Shifts(SMALL[0] // 16 * (SMALL[1] // 16), width)

    def forward(self, person: Tensor, garment: Tensor, size: tuple[int, int]) -> tuple[Tensor, Tensor]:
        """Compare.

        Args:
            person: (B, 7, 256, 192): where the garment will be, pose, person without the old clothes.
            garment: (B, 3, 256, 192).
            size: (height, width) of the garment that will be bent.

        Returns:
            Shifts (B, 50), and places (B, height, width, 2), x and y in [-1, 1].
        """
        shifts = self.regression(self.likeness(person, garment))
        return shifts, spline(shifts, size)

    def likeness(self, person: Tensor, garment: Tensor) -> Tensor:
        """(B, 192, 16, 12): for each place of the garment, how like it is to each of the person, column by column."""
        ours = functional.normalize(self.extractionA(person), dim=1)
        theirs = functional.normalize(self.extractionB(garment), dim=1)
        by_column = ours.permute(0, 3, 2, 1).flatten(1, 2)
        alike = torch.bmm(by_column, theirs.flatten(2))
        return alike.reshape(*alike.shape[:2], *theirs.shape[2:])


def spline(shifts: Tensor, size: tuple[int, int]) -> Tensor:
    """The thin-plate spline whose points move by (B, 50) shifts -> places (B, height, width, 2).

    The terms are large and cancel: x and y are solved one by one and added in the published order, so that they round
    as they did in training.
    """
    along = _even(POINTS).to(shifts)
    points = torch.stack(torch.meshgrid(along, along, indexing="ij"), dim=-1).reshape(-1, 2)
    count = len(points)
    plane = torch.cat([torch.ones(count, 1).to(shifts), points], dim=1)
    system = torch.zeros(count + 3, count + 3).to(shifts)
    system[:count, :count] = _bump(points, points)
    system[:count, count:] = plane
    system[count:, :count] = plane.T
    solve = torch.linalg.inv(system)[:, :count]
    across, down = torch.meshgrid(_even(size[1]).to(shifts), _even(size[0]).to(shifts), indexing="xy")
    bumps = _bump(torch.stack([across, down], dim=-1).reshape(-1, 2), points).reshape(*size, count)

    def bent(moved: Tensor) -> Tensor:
        weights, (still, by_x, by_y) = solve[:count] @ moved, solve[count:] @ moved
        return still + by_x * across + by_y * down + (weights * bumps).sum(dim=-1)

    # x and y of the points, one after the other, as the network numbers them.
    moved = shifts.reshape(-1, 2, count) + points.T
    return torch.stack([torch.stack([bent(axis) for axis in both], dim=-1) for both in moved])


def bend(picture: Tensor, places: Tensor) -> Tensor:
    """(B, C, H, W) at places (B, h, w, 2); what lies outside repeats the rim."""
    return functional.grid_sample(picture, places, mode="bilinear", padding_mode="border", align_corners=False)


def _even(count: int) -> Tensor:
    """Places spread over the spline's span, at double length."""
    return torch.from_numpy(np.linspace(-SPAN, SPAN, count))


def _bump(places: Tensor, points: Tensor) -> Tensor:
    """(N, 2) and (M, 2) -> (N, M): the spline's r^2 log r^2, 0 where both are one."""
    squared = (places[:, None] - points[None]).square().sum(dim=2)
    squared = torch.where(squared == 0, torch.ones_like(squared), squared)
    return squared * squared.log()
