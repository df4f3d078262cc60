"""Small operations on masks that every step of garment understanding shares."""

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask

SMALL_RADIUS = 3.0
"""Up to this radius a structuring element is quicker than a distance transform."""


def dot(first: npt.NDArray[np.float32], second: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """(..., ) sum over the last axis of a product: several times quicker than multiplying and summing."""
    return np.einsum("...k,...k->...", first, second)


def magnitude(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """(..., ) length of the vectors along the last axis."""
    return np.sqrt(dot(vectors, vectors))


def disk(radius: float) -> npt.NDArray[np.uint8]:
    """A round structuring element of about `radius` pixels."""
    side = 2 * max(1, round(radius)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)


def grow(mask: Mask, radius: float) -> Mask:
    """Dilate by a disk."""
    if radius > SMALL_RADIUS:
        if not mask.any():
            return mask.copy()
        return cv2.distanceTransform((~mask).view(np.uint8), cv2.DIST_L2, 3) <= radius
    return cv2.dilate(mask.view(np.uint8), disk(radius)).view(np.bool_)


def shrink(mask: Mask, radius: float) -> Mask:
    """Erode by a disk; the picture's edge counts as outside."""
    if radius > SMALL_RADIUS:
        padded = np.pad(mask, 1)
        return (cv2.distanceTransform(padded.view(np.uint8), cv2.DIST_L2, 3) > radius)[1:-1, 1:-1]
    eroded = cv2.erode(mask.view(np.uint8), disk(radius), borderType=cv2.BORDER_CONSTANT, borderValue=0)
    return eroded.view(np.bool_)


def close_gaps(mask: Mask, radius: float) -> Mask:
    """Close gaps narrower than about twice `radius`, also along the picture's edge."""
    pad = round(radius) + 2
    padded = np.pad(mask, pad)
    return shrink(grow(padded, radius), radius)[pad:-pad, pad:-pad]


def open_up(mask: Mask, radius: float) -> Mask:
    """Remove what is thinner than about twice `radius`."""
    return grow(shrink(mask, radius), radius)


def fill_holes(mask: Mask) -> Mask:
    """Fill everything that is not connected to the outside of the picture."""
    padded = np.pad(mask, 1).astype(np.uint8)
    cv2.floodFill(padded, None, (0, 0), 2)
    return (padded != 2)[1:-1, 1:-1]


def components(mask: Mask) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """(labels, stats) of the 8-connected components as OpenCV gives them, without row 0 (the background) in stats."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask.view(np.uint8), connectivity=8)
    return labels, stats[1:]


def size_of(picture: npt.NDArray[np.generic]) -> tuple[int, int]:
    """(height, width) of a picture or mask."""
    return picture.shape[0], picture.shape[1]


def bounding_box(mask: Mask) -> tuple[int, int, int, int]:
    """(left, top, right, bottom) of a mask that is not empty; right and bottom are exclusive."""
    columns = np.flatnonzero(mask.any(0))
    rows = np.flatnonzero(mask.any(1))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def outline(mask: Mask) -> npt.NDArray[np.float64]:
    """(N, 2) float64 points of the longest outer contour, every pixel."""
    found, _ = cv2.findContours(mask.view(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return max(found, key=len)[:, 0].astype(np.float64)
