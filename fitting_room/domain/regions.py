"""Small operations on masks that perception and engines share."""

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask


def distance_to(mask: Mask) -> npt.NDArray[np.float32]:
    """(H, W) float32 pixels to the nearest pixel of the mask; infinite where it is empty."""
    if not mask.any():
        return np.full(mask.shape, np.inf, np.float32)
    return np.asarray(cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, 3), np.float32)


def grown(mask: Mask, reach: float) -> Mask:
    """The mask and everything within so many pixels of it."""
    return distance_to(mask) <= reach


def largest(mask: Mask) -> Mask:
    """The largest connected piece of a mask."""
    count, pieces, boxes, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    return np.asarray(pieces == 1 + int(boxes[1:, cv2.CC_STAT_AREA].argmax())) if count > 2 else mask


def touching(mask: Mask, others: Mask) -> Mask:
    """The connected pieces of a mask that come within two pixels of others."""
    if not mask.any():
        return mask
    _, pieces = cv2.connectedComponents(mask.astype(np.uint8), connectivity=8)
    near = cv2.dilate(others.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    return mask & np.isin(pieces, np.unique(pieces[mask & near]))


def without_islands(mask: Mask, smallest: float) -> Mask:
    """The mask without loose pieces smaller than `smallest` of its area."""
    count, pieces, boxes, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    if count <= 2:
        return mask
    keep = boxes[:, cv2.CC_STAT_AREA] >= smallest * mask.sum()
    keep[0] = False
    return np.asarray(keep[pieces])
