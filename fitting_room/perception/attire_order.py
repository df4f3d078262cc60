"""Person + body coordinates -> clothes in an order in which clothes are worn.

From the chest down a person wears a top and then bottoms, or a dress and perhaps bottoms below it. A parser that judges
colour by colour sometimes finds a dress below a top (it may be a skirt, or a dress under a jacket: either way it does
not end where a top is replaced), or a top between two halves of a dress (a stripe of its print). Which of the two
orders explains more of what it found along the middle of the body is what the clothes are taken for when some of them
are replaced. What the parser called them stays as it is: on street photos it is right more often than the order.

Where only the beginning of the bottoms is in the picture it also takes them for the hem of the top, or the hem of the
top for them. Where chest and lowest cloth clearly have different colours, the colours say where the one ends. Cloth
below a bare belly is no top, whatever its colours.
"""

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap, Mask
from fitting_room.domain.body import BodyLabel, Parsing, Person
from fitting_room.perception.body_coordinates import BodyCoordinates
from fitting_room.perception.colour_likeness import colour_cells, histogram, likeness, median_distance

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
DIPS = 3
"""Rows by which a hem hangs below the row at which it ends on the whole (1-5 tried)."""
LOWEST = 0.15
"""Height, in torso lengths, of the lowest cloth that is compared with the chest."""
DIFFERENT = 0.35
"""Likeness of two colour histograms (0 nothing in common, 1 the same) below which they are two garments (0.2-0.5)."""

WEARS_TOP = 0.8
"""Share of the cloth on the chest that is called top where somebody wears a top (0.6-0.95)."""

MIDDLE = 0.6
"""Share of the body's width in which the order is judged: open jackets and sleeves do not count."""
SAME_CLOTH = 16.0
"""Lab distance between medians below which top and dress look like one (10-25 tried)."""

BELLY = (0.5, 1.1)
"""Levels between which bare skin is the belly, not a neckline."""
BARE = 0.6
"""Share of a row of the middle that is skin where the belly is bare (0.5-0.8)."""
BEGINS_BELOW = 0.75
"""Share of a piece of cloth that lies below the belly if it begins there (0.6-0.9)."""

_TOP = (BodyLabel.UPPER_CLOTHES, BodyLabel.OUTERWEAR)

Counts = npt.NDArray[np.float64]


def clothes_in_order(person: Person, frame: BodyCoordinates) -> Parsing:
    """What the clothes are taken for when some of them are replaced.

    Args:
        person: The person as they were parsed.
        frame: Where each pixel lies on the body.

    Returns:
        Labels in which no dress lies below a top and no top in the middle of a dress.
    """
    labels = person.parsing.labels
    top, bottom, dress = np.isin(labels, _TOP), labels == BodyLabel.LOWER_CLOTHES, labels == BodyLabel.DRESS
    if not dress.any():
        return person.parsing
    row = _rows(frame)
    column = _middle(frame)
    tops, bottoms, dresses = (_count(row, mask & column) for mask in (top, bottom, dress))
    alike = bool(top.any()) and median_distance(person.photo.pixels, top, dress) < SAME_CLOTH
    separates, waist = best_split(tops + EITHER * dresses, bottoms + EITHER * dresses)
    one_piece, hem = best_split(dresses + (ALIKE * tops if alike else 0.0), bottoms)
    ordered = labels.copy()
    if separates > one_piece:
        count, pieces = cv2.connectedComponents(dress.astype(np.uint8), connectivity=8)
        below = np.bincount(pieces[dress & (row >= waist)], minlength=count)
        is_bottom = below > 0.5 * np.bincount(pieces.ravel(), minlength=count)
        ordered[dress] = np.where(is_bottom[pieces[dress]], BodyLabel.LOWER_CLOTHES, BodyLabel.UPPER_CLOTHES)
        return Parsing(ordered)
    # Rows in the middle of which something else was found. Above the first of the dress it may be true: a jacket.
    strange = np.maximum(tops, bottoms) > dresses
    strange[hem:] = False
    if not alike:
        strange[: int(np.argmin(strange))] = False
    ordered[(top | bottom) & strange[row]] = BodyLabel.DRESS
    return Parsing(ordered)


def mend_hem(person: Person, frame: BodyCoordinates) -> LabelMap | None:
    """Let the colours say where a top ends and bottoms begin.

    Args:
        person: The person as they were parsed.
        frame: Where each pixel lies on the body.

    Returns:
        (H, W) uint8 corrected labels; None where the chest wears no top, or where the colours tell nothing else.
    """
    labels, level = person.parsing.labels, frame.level
    top, bottom = np.isin(labels, _TOP), np.isin(labels, (BodyLabel.LOWER_CLOTHES, BodyLabel.DRESS))
    cloth = (top | bottom) & _middle(frame)
    chest = cloth & (level > CHEST[0]) & (level < CHEST[1])
    if (chest & top).sum() < max(200, WEARS_TOP * chest.sum()):
        return None
    # Tops end at the thighs at the latest: further down there is nothing to learn.
    end = min(float(np.quantile(level[cloth], 0.995)), WAIST[1] + LOWEST)
    lowest = cloth & (level > max(end - LOWEST, CHEST[1])) & (level <= end)
    if end < WAIST[0] or lowest.sum() < 100:
        return None
    colours = colour_cells(person.photo.pixels)
    above, below = (histogram(colours[where]) for where in (chest, lowest))
    if likeness(above, below) > DIFFERENT:
        return None
    prefers_top = cv2.medianBlur((above > below)[colours].astype(np.uint8), 5) > 0
    row, inside = _rows(frame), cloth & (level < end)
    _, waist = best_split(_count(row, inside & prefers_top), _count(row, inside & ~prefers_top))
    if not WAIST[0] <= waist * ROW <= WAIST[1]:
        return None
    mended = labels.copy()
    mended[bottom & prefers_top & (row < waist + DIPS)] = BodyLabel.UPPER_CLOTHES
    mended[(labels == BodyLabel.DRESS) & ~prefers_top & (row >= waist)] = BodyLabel.LOWER_CLOTHES
    mended[top & ~prefers_top & (row >= waist) & (level < WAIST[1])] = BodyLabel.LOWER_CLOTHES
    return mended if not np.array_equal(mended, labels) else None


def clothe_below_belly(person: Person, frame: BodyCoordinates) -> LabelMap | None:
    """Call cloth bottoms that begins below a bare belly: pictures of trousers alone show it so.

    Args:
        person: The person as they were parsed.
        frame: Where each pixel lies on the body.

    Returns:
        (H, W) uint8 corrected labels; None where no belly is bare, or no top lies below it.
    """
    labels, row = person.parsing.labels, _rows(frame)
    somebody = _middle(frame) & (labels != BodyLabel.BACKGROUND)
    skin = _count(row, somebody & (labels == BodyLabel.TORSO_SKIN))
    bare = skin > BARE * np.maximum(_count(row, somebody), 1)
    bare[round(BELLY[1] / ROW) :] = False
    if frame.level.min() < 0:  # Otherwise levels are rough, and nothing higher than a belly is in the picture.
        bare[: round(BELLY[0] / ROW)] = False
    if not bare.any():
        return None
    cloth = np.isin(labels, (*_TOP, BodyLabel.DRESS))
    count, pieces = cv2.connectedComponents(cloth.astype(np.uint8), connectivity=8)
    below = np.bincount(pieces[cloth & (row >= np.flatnonzero(bare)[-1])], minlength=count)
    is_bottom = below > BEGINS_BELOW * np.bincount(pieces.ravel(), minlength=count)
    is_bottom[0] = False
    if not is_bottom.any():
        return None
    return np.where(is_bottom[pieces], np.uint8(BodyLabel.LOWER_CLOTHES), labels)


def best_split(above: Counts, below: Counts) -> tuple[float, int]:
    """The first row at which one garment best ends and the next begins: (pixels explained, first row of the next)."""
    explained = np.concatenate([[0.0], np.cumsum(above)]) + np.concatenate([np.cumsum(below[::-1])[::-1], [0.0]])
    split = int(np.argmax(explained > explained.max() - 0.5))
    return float(explained[split]), split


def _rows(frame: BodyCoordinates) -> npt.NDArray[np.int32]:
    """(H, W) row of each pixel."""
    return np.clip(frame.level / ROW, 0, ROWS - 1).astype(np.int32)


def _middle(frame: BodyCoordinates) -> Mask:
    """(H, W) bool: the column in which the order is judged."""
    return np.asarray((np.abs(frame.sideways) < MIDDLE * frame.half_width) & (frame.level > 0))


def _count(row: npt.NDArray[np.int32], mask: Mask) -> Counts:
    """(ROWS,) pixels of the mask in each row."""
    return np.bincount(row[mask], minlength=ROWS).astype(np.float64)
