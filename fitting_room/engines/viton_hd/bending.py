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
SMALL = (256, 192)
"""(height, width) at which person and garment are compared."""


class Features(nn.Module):
    """A picture -> what is compared of it, at a sixteenth of the size."""

    def __init__(self, given: int) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for width in (64, 128, 256, 512):
            layers += [nn.Conv2d(given, width, 4, stride=2, padding=1), nn.ReLU(), nn.BatchNorm2d(width)]
            given = width
        layers += [nn.Conv2d(512, 512, 3, padding=1), nn.ReLU(), nn.BatchNorm2d(512)]
        layers += [nn.Conv2d(512, 512, 3, padding=1), nn.ReLU()]
        self.model = nn.Sequential(*layers)

    def forward(self, picture: Tensor) -> Tensor:
        """(B, C, H, W) -> (B, 512, H / 16, W / 16)."""
        out: Tensor = self.model(picture)
        return out


class Shifts(nn.Module):
    """How alike all places are -> how far each point of the spline moves."""

    def __init__(self, places: int) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        given = places
        for width, kernel, stride in ((512, 4, 2), (256, 4, 2), (128, 3, 1), (64, 3, 1)):
            layers += [nn.Conv2d(given, width, kernel, stride, padding=1), nn.BatchNorm2d(width), nn.ReLU()]
            given = width
        self.conv = nn.Sequential(*layers)
        self.linear = nn.Linear(64 * (places // 16), 2 * POINTS**2)

    def forward(self, likeness: Tensor) -> Tensor:
        """(B, places, h, w) -> (B, 50): 25 shifts in x, then 25 in y."""
        return torch.tanh(self.linear(self.conv(likeness).flatten(1)))


class BendingNetwork(nn.Module):
    """Person and garment -> where each pixel of the bent garment comes from."""

    def __init__(self) -> None:
        super().__init__()
        self.extractionA = Features(PERSON_CHANNELS)
        self.extractionB = Features(GARMENT_CHANNELS)
        self.regression = Shifts(SMALL[0] // 16 * (SMALL[1] // 16))

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
