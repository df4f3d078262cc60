"""Labels of clothes + BodyShape -> labels of clothes in an order in which clothes are worn.

From the chest down a person wears a top and then bottoms, or a dress and perhaps bottoms below it. A parser that judges
colour by colour sometimes finds a dress below a top (a skirt), or a top between two halves of a dress (a stripe of its
print). Which of the two orders explains more of what it found along the middle of the body is taken as the truth.

Where only the beginning of the bottoms is in the picture it also takes them for the hem of the top, or the hem of the
top for them. Where chest and lowest cloth clearly have different colours, the colours say where the one ends.
"""

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap, Mask, RgbImage
from fitting_room.domain.body import BodyLabel
from fitting_room.perception.body_shape import BodyShape

ROW = 0.05
"""Height of a row in torso lengths."""
ROWS = 80
"""Rows from the shoulders down; the ankles of an upright person are near row 60."""
EITHER = 0.6
"""What a pixel called dress counts for as a pixel of a top or of bottoms (0.5-0.75 tried)."""
ALIKE = 0.8
"""What a pixel called top counts for as a pixel of a dress of the same colours."""

CHEST = (0.2, 0.7)
"""Levels at which every top has its own colours."""
WAIST = (0.8, 1.5)
"""Levels between which tops end."""
LOWEST = 0.15
"""Height, in torso lengths, of the lowest cloth that is compared with the chest."""
DIFFERENT = 0.35
"""Likeness of two colour histograms (0 nothing in common, 1 the same) below which they are two garments (0.2-0.5)."""

_TOP = (BodyLabel.UPPER_CLOTHES, BodyLabel.OUTERWEAR)

Counts = npt.NDArray[np.float64]


def put_in_order(labels: LabelMap, shape: BodyShape, column: Mask, alike: bool) -> LabelMap:
    """Give pieces of garments that cannot be where they are to the garment they belong to.

    Args:
        labels: (H, W) uint8 of `BodyLabel`.
        shape: The body.
        column: (H, W) bool, the middle of torso and legs, where open jackets and sleeves do not count.
        alike: What is called top and what is called dress have the same colours.

    Returns:
        A corrected copy.
    """
    dress = labels == BodyLabel.DRESS
    level = shape.level_map((labels.shape[0], labels.shape[1]))
    row = np.clip(level / ROW, 0, ROWS - 1).astype(np.int32)
    top = np.isin(labels, _TOP)
    bottom = labels == BodyLabel.LOWER_CLOTHES
    tops, bottoms, dresses = (
        np.bincount(row[mask & column], minlength=ROWS).astype(np.float64) for mask in (top, bottom, dress)
    )
    separates, waist = _best_split(tops + EITHER * dresses, bottoms + EITHER * dresses)
    one_piece, hem = _best_split(dresses + (ALIKE * tops if alike else 0.0), bottoms)
    ordered = labels.copy()
    if separates > one_piece:
        count, pieces = cv2.connectedComponents(dress.astype(np.uint8), connectivity=8)
        below = np.bincount(pieces[dress & (row >= waist)], minlength=count)
        is_bottom = below > 0.5 * np.bincount(pieces.ravel(), minlength=count)
        ordered[dress] = np.where(is_bottom[pieces[dress]], BodyLabel.LOWER_CLOTHES, BodyLabel.UPPER_CLOTHES)
        return ordered
    # Rows in the middle of which something else was found. Above the first of the dress it may be true: a jacket.
    strange = np.maximum(tops, bottoms) > dresses
    strange[hem:] = False
    if not alike:
        strange[: int(np.argmin(strange))] = False
    ordered[(top | bottom) & strange[row]] = BodyLabel.DRESS
    return ordered


def mend_hem(labels: LabelMap, pixels: RgbImage, shape: BodyShape, column: Mask) -> LabelMap:
    """Let the colours say where a top ends and bottoms begin.

    Args:
        labels: (H, W) uint8 of `BodyLabel`.
        pixels: RGB uint8 (H, W, 3).
        shape: The body.
        column: (H, W) bool, the middle of torso and legs.

    Returns:
        A corrected copy; the same labels where there is a dress, or where the colours tell nothing.
    """
    top, bottom = np.isin(labels, _TOP), labels == BodyLabel.LOWER_CLOTHES
    cloth = (top | bottom) & column
    level = shape.level_map((labels.shape[0], labels.shape[1]))
    chest = cloth & (level > CHEST[0]) & (level < CHEST[1])
    if chest.sum() < 200 or (labels == BodyLabel.DRESS).any():
        return labels
    # Tops end at the thighs at the latest: further down there is nothing to learn.
    end = min(float(np.quantile(level[cloth], 0.995)), WAIST[1] + LOWEST)
    lowest = cloth & (level > max(end - LOWEST, CHEST[1])) & (level <= end)
    if end < WAIST[0] or lowest.sum() < 100:
        return labels
    colours = _coarse_colours(pixels)
    above, below = (_histogram(colours[where]) for where in (chest, lowest))
    if np.sqrt(above * below).sum() > DIFFERENT:
        return labels
    prefers_top = cv2.medianBlur((above > below)[colours].astype(np.uint8), 5) > 0
    row = np.clip(level / ROW, 0, ROWS - 1).astype(np.int32)
    inside = cloth & (level < end)
    tops, bottoms = (
        np.bincount(row[inside & side], minlength=ROWS).astype(np.float64) for side in (prefers_top, ~prefers_top)
    )
    _, waist = _best_split(tops, bottoms)
    if not WAIST[0] <= waist * ROW <= WAIST[1]:
        return labels
    mended = labels.copy()
    mended[bottom & prefers_top & (row < waist)] = BodyLabel.UPPER_CLOTHES
    mended[top & ~prefers_top & (row >= waist) & (level < WAIST[1])] = BodyLabel.LOWER_CLOTHES
    return mended


def _coarse_colours(pixels: RgbImage) -> npt.NDArray[np.intp]:
    """(H, W) number of each pixel's cell in a coarse grid of Lab."""
    lab = cv2.cvtColor(cv2.blur(pixels, (3, 3)), cv2.COLOR_RGB2LAB).astype(np.intp)
    return (lab[..., 0] // 24 * 22 + lab[..., 1] // 12) * 22 + lab[..., 2] // 12


def _histogram(colours: npt.NDArray[np.intp]) -> Counts:
    """Share of each cell, neighbouring cells counting for each other."""
    counts = np.bincount(colours, minlength=11 * 22 * 22).astype(np.float64).reshape(11, 22, 22)
    for axis in range(3):
        counts = (np.roll(counts, 1, axis) + 2 * counts + np.roll(counts, -1, axis)) / 4
    return np.asarray(counts.ravel() / counts.sum())


def _best_split(above: Counts, below: Counts) -> tuple[float, int]:
    """The row at which one garment best ends and the next begins: (pixels explained, first row of the next)."""
    explained = np.concatenate([[0.0], np.cumsum(above)]) + np.concatenate([np.cumsum(below[::-1])[::-1], [0.0]])
    split = int(explained.argmax())
    return float(explained[split]), split
