"""The background of a garment picture: what it would look like without the garment.

In: the picture in Lab and the pixels that are certainly background (at first: its border). Out: the expected colour of
every background pixel, and how far from it a background pixel usually is.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.perception.garment.shape import dot, magnitude, size_of

FloatImage = npt.NDArray[np.float32]
"""(H, W) or (H, W, C) float32."""


@dataclass(frozen=True)
class BackdropParams:
    """Numbers found by trying on the catalogue, rendered and home-shot garment pictures."""

    border: float = 0.02
    """Width of the border strip, share of the shorter side (tried .01-.04)."""
    plain_spread: float = 1.0
    """A backdrop is plain when the border's residuals stay below this, 75th percentile (shops .2-.7, homes 1-4)."""
    plain_share: float = 0.80
    """... and at least this share of the border is within three spreads of the fit (tried .7-.95)."""
    samples: int = 4000
    """Pixels the surface is fitted through, at most."""
    rounds: int = 4
    """Re-weighting rounds of the robust fit (tried 2-6)."""


@dataclass(frozen=True, eq=False)
class Backdrop:
    """A smooth background.

    Attributes:
        lab: (H, W, 3) float32 Lab colour expected where nothing covers the background.
        spread: Usual Lab distance of a background pixel from it.
        plain: Whether the border really is one smooth surface.
    """

    lab: FloatImage
    spread: float
    plain: bool


def to_lab(pixels: RgbImage) -> FloatImage:
    """(H, W, 3) float32 CIE Lab (L 0-100) of an RGB picture."""
    return np.asarray(cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32)


def gradient_strength(lab: FloatImage, sigma: float = 1.0) -> FloatImage:
    """(H, W) float32 Lab units per pixel, after smoothing by `sigma`."""
    smooth = cv2.GaussianBlur(lab, (0, 0), sigma)
    across = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, scale=1 / 8)
    down = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, scale=1 / 8)
    return np.asarray(np.sqrt(dot(across, across) + dot(down, down)), np.float32)


def border_mask(shape: tuple[int, int], share: float) -> Mask:
    """(H, W) bool: a frame along the picture's edge, `share` of the shorter side wide."""
    width = max(2, round(share * min(shape)))
    frame = np.ones(shape, bool)
    frame[width:-width, width:-width] = False
    return frame


def _terms(down: npt.NDArray[np.float64], across: npt.NDArray[np.float64]) -> FloatImage:
    """(..., 6) float32 quadratic terms of positions given as shares of the picture."""
    x, y = 2 * across - 1, 2 * down - 1
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], -1).astype(np.float32)


def _surface(solution: FloatImage, shape: tuple[int, int]) -> FloatImage:
    """(H, W, 3) float32: the fitted colours everywhere, from a coarse grid (they are smooth)."""
    grid = (max(2, shape[0] // 16), max(2, shape[1] // 16))
    down, across = np.meshgrid(*((np.arange(count) + 0.5) / count for count in grid), indexing="ij")
    return cv2.resize(_terms(down, across) @ solution, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR)


def fit_backdrop(lab: FloatImage, certain: Mask | None = None, params: BackdropParams | None = None) -> Backdrop:
    """Fit a smooth surface (quadratic in x and y) through the background colours.

    Args:
        lab: (H, W, 3) float32 Lab.
        certain: (H, W) bool, background pixels; None takes the border.
        params: Tuning numbers.
    """
    params = params or BackdropParams()
    shape = size_of(lab)
    where = border_mask(shape, params.border) if certain is None else certain
    rows, columns = np.nonzero(where)
    step = len(rows) // params.samples + 1
    rows, columns = rows[::step], columns[::step]
    known = _terms(rows / shape[0], columns / shape[1])
    colours = lab[rows, columns]
    weights = np.ones(len(known), np.float32)
    residual = magnitude(colours - np.median(colours, 0))
    for _ in range(params.rounds):
        scale = max(float(np.median(residual)), 0.3)
        weights = 1 / (1 + (residual / (2.5 * scale)) ** 4)
        root = np.sqrt(weights)[:, None]
        solution = np.linalg.lstsq(known * root, colours * root, rcond=None)[0]
        residual = magnitude(colours - known @ solution)
    spread = max(float(np.percentile(residual, 75)), 0.2)
    near = float((residual < max(3 * spread, 2.0)).mean()) if spread < params.plain_spread else 0.0
    return Backdrop(_surface(solution, shape), spread, near >= params.plain_share)
