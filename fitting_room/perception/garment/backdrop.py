"""The background of a garment picture: what it would look like without the garment.

In: the picture in Lab and the pixels that are certainly background (at first: its border). Out: the expected colour of
every background pixel, and how far from it a background pixel usually is.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, RgbImage

FloatImage = npt.NDArray[np.float32]
"""(H, W) or (H, W, C) float32."""


@dataclass(frozen=True)
class BackdropParams:
    """Numbers found by trying on the catalogue, rendered and home-shot garment pictures."""

    border: float = 0.02
    """Width of the border strip, share of the shorter side (tried .01-.04)."""
    plain_spread: float = 1.0
    """A backdrop is plain when the border's 75th percentile of Lab residuals is below this (catalogues .2-.7, homes 1-4)."""
    plain_share: float = 0.80
    """... and at least this share of the border is within three spreads of the fit (tried .7-.95)."""
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
    return np.asarray(np.sqrt((across * across + down * down).sum(-1)), np.float32)


def border_mask(shape: tuple[int, int], share: float) -> Mask:
    """(H, W) bool: a frame along the picture's edge, `share` of the shorter side wide."""
    width = max(2, round(share * min(shape)))
    frame = np.ones(shape, bool)
    frame[width:-width, width:-width] = False
    return frame


def _terms(shape: tuple[int, int]) -> FloatImage:
    """(H, W, 6) float32 quadratic terms of the position, scaled to [-1, 1]."""
    y, x = np.meshgrid(
        np.linspace(-1, 1, shape[0], dtype=np.float32), np.linspace(-1, 1, shape[1], dtype=np.float32), indexing="ij"
    )
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], -1)


def fit_backdrop(lab: FloatImage, certain: Mask | None = None, params: BackdropParams | None = None) -> Backdrop:
    """Fit a smooth surface (quadratic in x and y) through the background colours.

    Args:
        lab: (H, W, 3) float32 Lab.
        certain: (H, W) bool, background pixels; None takes the border.
        params: Tuning numbers.
    """
    params = params or BackdropParams()
    shape = lab.shape[:2]
    where = border_mask(shape, params.border) if certain is None else certain
    terms = _terms(shape)
    known = terms[where]
    colours = lab[where]
    if len(known) > 6000:
        step = len(known) // 6000 + 1
        known, colours = known[::step], colours[::step]
    weights = np.ones(len(known), np.float32)
    residual = np.linalg.norm(colours - np.median(colours, 0), axis=1)
    for _ in range(params.rounds):
        scale = max(float(np.median(residual)), 0.3)
        weights = 1 / (1 + (residual / (2.5 * scale)) ** 4)
        root = np.sqrt(weights)[:, None]
        solution = np.linalg.lstsq(known * root, colours * root, rcond=None)[0]
        residual = np.linalg.norm(colours - known @ solution, axis=1)
    spread = max(float(np.percentile(residual, 75)), 0.2)
    near = float((residual < max(3 * spread, 2.0)).mean()) if spread < params.plain_spread else 0.0
    return Backdrop((terms @ solution).astype(np.float32), spread, near >= params.plain_share)
