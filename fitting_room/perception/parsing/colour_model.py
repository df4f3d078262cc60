"""What colours each class has in this one picture: a palette, and how often each class uses each of its colours."""

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask

Array = npt.NDArray[np.float32]


def make_palette(lab: Array, mask: Mask, colours: int) -> tuple[npt.NDArray[np.int32], Array]:
    """Reduce the masked part of a picture to a few colours.

    Args:
        lab: (H, W, 3) float32 CIE Lab.
        mask: (H, W) bool, the pixels that count.
        colours: How many.

    Returns:
        (H, W) int32 palette index of every pixel, and the (K, 3) float32 palette.
    """
    samples = lab[mask].reshape(-1, 3)
    colours = min(colours, max(1, len(samples) // 8))
    step = max(1, len(samples) // 6000)
    cv2.setRNGSeed(1)
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 8, 0.5)
    _, _, centres = cv2.kmeans(np.ascontiguousarray(samples[::step]), colours, None, criteria, 1, cv2.KMEANS_PP_CENTERS)
    flat = lab.reshape(-1, 3)
    away = (centres**2).sum(1)[None] - 2 * flat @ centres.T
    return away.argmin(1).astype(np.int32).reshape(mask.shape), centres.astype(np.float32)


def colour_likelihood(index: npt.NDArray[np.int32], palette: Array, posterior: Array, spread: float) -> Array:
    """How typical each palette colour is of each class.

    Args:
        index: (N,) int32 palette index of every pixel.
        palette: (K, 3) float32 Lab.
        posterior: (N, C) float32 class probabilities.
        spread: Lab distance over which neighbouring colours share their counts.

    Returns:
        (K, C) float32 P(colour | class).
    """
    counts = np.stack(
        [np.bincount(index, weights=posterior[:, c], minlength=len(palette)) for c in range(posterior.shape[1])], 1
    )
    near = np.exp(-((palette[:, None] - palette[None]) ** 2).sum(-1) / (2 * spread**2))
    counts = near @ counts
    return np.asarray(counts / np.maximum(counts.sum(0, keepdims=True), 1e-6), np.float32)
