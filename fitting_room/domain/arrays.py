"""Array types, and the checks every noun runs on the arrays it holds."""

from collections.abc import Iterable
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

RgbImage = npt.NDArray[np.uint8]
"""(H, W, 3) uint8, RGB, sRGB, upright."""
Mask = npt.NDArray[np.bool_]
"""(H, W) bool."""
Matte = npt.NDArray[np.float32]
"""(H, W) float32 in [0, 1]: the share of each pixel that belongs to the subject."""
LabelMap = npt.NDArray[np.uint8]
"""(H, W) uint8 of the members of one IntEnum."""
Points = npt.NDArray[np.float32]
"""(..., 2) float32 pixels (x, y) of the image they belong to."""
ScoredPoints = npt.NDArray[np.float32]
"""(..., 3) float32: x, y in pixels, score in [0, 1]."""


def freeze(array: npt.NDArray[Any], name: str, shape: tuple[int | None, ...], dtype: npt.DTypeLike) -> None:
    """Check shape and dtype, then make the array read-only.

    Args:
        array: The array to check.
        name: What to call it in the error.
        shape: Expected shape; None matches any length.
        dtype: Expected dtype, exactly.

    Raises:
        ValueError: The array is not what the name promises.
    """
    fits = array.ndim == len(shape) and all(
        want is None or have == want for have, want in zip(array.shape, shape, strict=True)
    )
    if not fits or array.dtype != np.dtype(dtype):
        wanted = tuple("any" if want is None else want for want in shape)
        raise ValueError(
            f"{name} must be {np.dtype(dtype)} of shape {wanted}, but got {array.dtype} of shape {array.shape}"
        )
    array.setflags(write=False)


def members(labels: LabelMap, wanted: Iterable[int]) -> Mask:
    """(H, W) bool: pixels whose label is one of the wanted ones."""
    table = np.zeros(256, np.uint8)
    table[list(wanted)] = 1
    return np.asarray(cv2.LUT(labels, table).view(np.bool_))


def nearest_labels(labels: LabelMap, known: Mask) -> LabelMap:
    """(H, W) uint8: for every pixel the label of the nearest known one.

    Args:
        labels: (H, W) uint8.
        known: (H, W) bool, where the labels are believed; at least one pixel.
    """
    _, zones = cv2.distanceTransformWithLabels(
        (~known).astype(np.uint8), cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL
    )
    table = np.zeros(int(zones.max()) + 1, np.uint8)
    table[zones[known]] = labels[known]
    return np.asarray(table[zones], np.uint8)
