"""Boxes as tensors: anchors, their corrections, what overlaps what, and features inside of them."""

import math
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

SHAPES = (0.5, 1.0, 2.0)
"""Heights over widths of the anchors."""
LARGEST_STEP = math.log(1000 / 16)
"""No correction makes a box larger by more than the exponential of this."""
SAMPLES = 2
"""Samples along each side of a bin when features are averaged."""
USUAL_SIZE, USUAL_LEVEL = 224, 4
"""A box as large as the pictures of ImageNet takes its features from this level of the pyramid."""
CHUNK = 64
"""Boxes whose features are averaged at once: a thousand would take 200 MB."""


def anchors(size: float, stride: int, grid: tuple[int, int], device: torch.device) -> Tensor:
    """(rows * columns * 3, 4) boxes, left, top, right, bottom, around each place of a (rows, columns) grid."""
    sides = [(math.sqrt(size * size / shape), shape * math.sqrt(size * size / shape)) for shape in SHAPES]
    cell = torch.tensor([(-wide / 2, -tall / 2, wide / 2, tall / 2) for wide, tall in sides], device=device)
    y, x = (torch.arange(0, count * stride, stride, dtype=torch.float32, device=device) for count in grid)
    rows, columns = torch.meshgrid(y, x, indexing="ij")
    places = torch.stack([columns, rows, columns, rows], dim=-1).reshape(-1, 1, 4)
    return (places + cell).reshape(-1, 4)


def corrected(boxes: Tensor, steps: Tensor, weights: Sequence[float]) -> Tensor:
    """(N, 4) boxes moved and scaled as (N, 4) corrections say: x, y in sizes of the box, logarithms of its sides."""
    sides = boxes[:, 2:] - boxes[:, :2]
    middles = boxes[:, :2] + 0.5 * sides
    scaled = steps / torch.tensor(weights, device=steps.device)
    middles = scaled[:, :2] * sides + middles
    half = 0.5 * torch.exp(scaled[:, 2:].clamp(max=LARGEST_STEP)) * sides
    return torch.cat([middles - half, middles + half], dim=1)


def clipped(boxes: Tensor, size: tuple[int, int]) -> Tensor:
    """Boxes cut to a picture of (height, width)."""
    limit = torch.tensor([size[1], size[0]] * 2, dtype=boxes.dtype, device=boxes.device)
    return torch.minimum(boxes.clamp(min=0), limit)


def without_doubles(boxes: Tensor, scores: Tensor, groups: Tensor, most_overlap: float) -> Tensor:
    """Indices of boxes, highest score first, without those that overlap a better one of their group too much."""
    order = scores.argsort(descending=True, stable=True)
    boxes, groups = boxes[order], groups[order]
    area = (boxes[:, 2:] - boxes[:, :2]).prod(dim=1)
    alive = torch.ones(len(boxes), dtype=torch.bool, device=boxes.device)
    kept = []
    for number in range(len(boxes)):
        if not alive[number]:
            continue
        kept.append(number)
        low = torch.maximum(boxes[:, :2], boxes[number, :2])
        high = torch.minimum(boxes[:, 2:], boxes[number, 2:])
        shared = (high - low).clamp(min=0).prod(dim=1)
        overlap = shared / (area + area[number] - shared)
        alive &= ~((overlap > most_overlap) & (groups == groups[number]))
    return order[torch.tensor(kept, dtype=torch.long, device=boxes.device)]


def levels(boxes: Tensor, lowest: int, highest: int) -> Tensor:
    """(N,) the level of the pyramid that suits the size of each box."""
    size = (boxes[:, 2:] - boxes[:, :2]).prod(dim=1).sqrt()
    return torch.floor(USUAL_LEVEL + torch.log2(size / USUAL_SIZE + 1e-8)).clamp(lowest, highest).long()


def pooled(features: Tensor, boxes: Tensor, scale: float, side: int) -> Tensor:
    """Mean features in each bin of boxes ("ROIAlign", as it was before it was aligned by half a pixel).

    Args:
        features: (1, C, H, W).
        boxes: (N, 4) in pixels of the picture.
        scale: Pixels of the features for one of the picture.
        side: Bins along each side of a box.

    Returns:
        (N, C, side, side).
    """
    starts = range(0, len(boxes), CHUNK)
    parts = [_pooled(features, boxes[start : start + CHUNK] * scale, side) for start in starts]
    return torch.cat(parts) if parts else features.new_zeros((0, features.shape[1], side, side))


def _pooled(features: Tensor, boxes: Tensor, side: int) -> Tensor:
    _, channels, height, width = features.shape
    count = side * SAMPLES
    share = (torch.arange(count, device=features.device) + 0.5) / count
    reach = (boxes[:, 2:] - boxes[:, :2]).clamp(min=1)
    x = boxes[:, 0, None] + reach[:, 0, None] * share
    y = boxes[:, 1, None] + reach[:, 1, None] * share
    grid = torch.stack(
        [
            (2 * x / max(width - 1, 1) - 1)[:, None, :].expand(-1, count, -1),
            (2 * y / max(height - 1, 1) - 1)[:, :, None].expand(-1, -1, count),
        ],
        dim=-1,
    )
    found = functional.grid_sample(
        features, grid.reshape(1, -1, count, 2), mode="bilinear", padding_mode="border", align_corners=True
    )
    found = found.reshape(channels, len(boxes), count, count).transpose(0, 1)
    inside = ((y >= -1) & (y <= height))[:, None, :, None] & ((x >= -1) & (x <= width))[:, None, None, :]
    return functional.avg_pool2d(found * inside, SAMPLES)
