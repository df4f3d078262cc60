"""Labels of clothes + BodyShape -> labels of clothes in an order in which clothes are worn.

From the chest down a person wears a top and then bottoms, or a dress and perhaps bottoms below it. A parser that judges
colour by colour sometimes finds a dress below a top (a skirt), or a top between two halves of a dress (a stripe of its
print). Which of the two orders explains more of what it found along the middle of the body is taken as the truth.
"""

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap, Mask
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


def _best_split(above: Counts, below: Counts) -> tuple[float, int]:
    """The row at which one garment best ends and the next begins: (pixels explained, first row of the next)."""
    explained = np.concatenate([[0.0], np.cumsum(above)]) + np.concatenate([np.cumsum(below[::-1])[::-1], [0.0]])
    split = int(explained.argmax())
    return float(explained[split]), split
