"""How alike two regions of a picture are in colour, prints included."""

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, RgbImage

_CELLS = (11, 22, 22)
"""A coarse grid of 8-bit Lab: 24 levels of lightness, 12 of a and of b in each cell."""

Cells = npt.NDArray[np.uint16]
Histogram = npt.NDArray[np.float64]


def colour_cells(pixels: RgbImage) -> Cells:
    """(H, W) number of the cell of a coarse Lab grid that each pixel of an RGB uint8 (H, W, 3) picture falls in."""
    lab = cv2.cvtColor(cv2.blur(pixels, (3, 3)), cv2.COLOR_RGB2LAB)
    lightness, a, b = ((lab[..., channel] // height).astype(np.uint16) for channel, height in enumerate((24, 12, 12)))
    return np.asarray((lightness * _CELLS[1] + a) * _CELLS[2] + b)


def histogram(cells: Cells) -> Histogram:
    """Share of each cell among some pixels' cells, neighbouring cells counting for each other."""
    counts = np.bincount(cells.ravel(), minlength=int(np.prod(_CELLS))).astype(np.float64).reshape(_CELLS)
    for axis in range(3):
        counts = (np.roll(counts, 1, axis) + 2 * counts + np.roll(counts, -1, axis)) / 4
    return np.asarray(counts.ravel() / max(counts.sum(), 1.0))


def likeness(one: Histogram, other: Histogram) -> float:
    """Bhattacharyya coefficient: 0 nothing in common, 1 the same."""
    return float(np.sqrt(one * other).sum())


def median_distance(pixels: RgbImage, one: Mask, other: Mask) -> float:
    """Lab distance between the medians of two regions of a picture."""
    medians = np.array([[np.median(pixels[one], axis=0), np.median(pixels[other], axis=0)]], np.float32) / 255
    lab = cv2.cvtColor(medians, cv2.COLOR_RGB2LAB)
    return float(np.linalg.norm(lab[0, 0] - lab[0, 1]))


def share_alike(pixels: RgbImage, piece: Mask, region: Mask, distance: float) -> float:
    """Share of a region's pixels that are within a Lab distance of the median colour of a piece."""
    median = np.median(pixels[piece], axis=0)
    colours = np.concatenate([median[None], pixels[region]]).astype(np.float32)[None] / 255
    lab = cv2.cvtColor(colours, cv2.COLOR_RGB2LAB)[0]
    return float((np.linalg.norm(lab[1:] - lab[0], axis=1) < distance).mean())
