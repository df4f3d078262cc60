"""How far one picture is from another: PSNR, SSIM and colour difference."""

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, RgbImage

Lab = npt.NDArray[np.float64]
"""(..., 3) float64 CIELAB under D65: L in [0, 100], a, b."""

WHITE_LEVEL = 255.0

# Wang, Bovik, Sheikh, Simoncelli: Image quality assessment: from error visibility to structural similarity, 2004.
SSIM_WINDOW = 11
SSIM_SIGMA = 1.5
SSIM_C1 = (0.01 * WHITE_LEVEL) ** 2
SSIM_C2 = (0.03 * WHITE_LEVEL) ** 2

QUANTILES = 64
"""Bins of `GarmentColourError.quantile`: fine enough for a print, coarse enough for a few thousand pixels."""


def psnr(first: RgbImage, second: RgbImage, inside: Mask | None = None) -> float:
    """Peak signal to noise ratio in dB over RGB, infinite for equal pixels.

    Args:
        first: (H, W, 3) uint8.
        second: (H, W, 3) uint8.
        inside: (H, W) bool, the pixels to judge; None for all.

    Raises:
        ValueError: There is no pixel to judge.
    """
    squares = (first.astype(np.float64) - second) ** 2
    error = _mean(squares.mean(axis=2), inside)
    return math.inf if error == 0 else 10 * math.log10(WHITE_LEVEL**2 / error)


def ssim(first: RgbImage, second: RgbImage, inside: Mask | None = None) -> float:
    """Structural similarity (Wang 2004), the mean of the three channels of RGB; 1 for equal pictures.

    Pixels nearer to the border than half a window are not judged, as in the paper.

    Args:
        first: (H, W, 3) uint8, at least 11 by 11.
        second: (H, W, 3) uint8.
        inside: (H, W) bool, the window centres to judge; None for all.

    Raises:
        ValueError: There is no pixel to judge.
    """
    margin = SSIM_WINDOW // 2
    crop = (slice(margin, -margin), slice(margin, -margin))
    return _mean(ssim_map(first, second)[crop], None if inside is None else inside[crop])


def ssim_map(first: RgbImage, second: RgbImage) -> npt.NDArray[np.float64]:
    """(H, W) float64: SSIM of the window around every pixel, mean of the three channels."""

    def blur(values: npt.NDArray[np.float64]) -> npt.NDArray[Any]:
        return cv2.GaussianBlur(values, (SSIM_WINDOW, SSIM_WINDOW), SSIM_SIGMA)

    x, y = first.astype(np.float64), second.astype(np.float64)
    mean_x, mean_y = blur(x), blur(y)
    variance_x = blur(x * x) - mean_x * mean_x
    variance_y = blur(y * y) - mean_y * mean_y
    covariance = blur(x * y) - mean_x * mean_y
    luminance = (2 * mean_x * mean_y + SSIM_C1) / (mean_x**2 + mean_y**2 + SSIM_C1)
    structure = (2 * covariance + SSIM_C2) / (variance_x + variance_y + SSIM_C2)
    return np.asarray((luminance * structure).mean(axis=2))


def _mean(values: npt.NDArray[np.float64], inside: Mask | None) -> float:
    chosen = values if inside is None else values[inside]
    if not chosen.size:
        raise ValueError("there is no pixel to judge")
    return float(chosen.mean())


def srgb_to_lab(pixels: npt.NDArray[np.uint8]) -> Lab:
    """CIELAB (D65, 2 degrees) of (..., 3) uint8 sRGB (IEC 61966-2-1, CIE 15:2004)."""
    encoded = pixels / WHITE_LEVEL
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    white = to_xyz.sum(axis=1)
    ratio = linear @ to_xyz.T / white
    delta = 6 / 29
    f = np.where(ratio > delta**3, np.cbrt(ratio), ratio / (3 * delta**2) + 4 / 29)
    x, y, z = f[..., 0], f[..., 1], f[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def delta_e_2000(first: npt.ArrayLike, second: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """CIEDE2000 colour difference of (..., 3) CIELAB colours; 1 is just visible side by side, 6 is another shade.

    Source: Sharma, Wu, Dalal: The CIEDE2000 color-difference formula: implementation notes, supplementary test data,
    and mathematical observations, 2005; the names of the terms are theirs.
    """
    l1, a1, b1 = np.moveaxis(np.asarray(first, np.float64), -1, 0)
    l2, a2, b2 = np.moveaxis(np.asarray(second, np.float64), -1, 0)
    mean_chroma7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * np.sqrt(mean_chroma7 / (mean_chroma7 + 25.0**7))
    c1, c2 = np.hypot(a1 * stretch, b1), np.hypot(a2 * stretch, b2)
    h1 = np.degrees(np.arctan2(b1, a1 * stretch)) % 360
    h2 = np.degrees(np.arctan2(b2, a2 * stretch)) % 360

    # Where one colour is grey, its hue is undefined: the difference is 0 and the mean is the other's hue.
    grey = c1 * c2 == 0
    turn = h2 - h1
    # Opposite hues differ by exactly 180 degrees; rounding must not push them over (pair 14 of the paper).
    wraps = np.abs(turn) > 180 + 1e-9
    turn = np.where(grey, 0.0, turn - 360 * np.sign(turn) * wraps)
    hue_sum = h1 + h2
    mean_hue = np.where(wraps, (hue_sum + np.where(hue_sum < 360, 360, -360)) / 2, hue_sum / 2)
    mean_hue = np.where(grey, hue_sum, mean_hue)
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    delta_h = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))

    t = (
        1
        - 0.17 * np.cos(np.radians(mean_hue - 30))
        + 0.24 * np.cos(np.radians(2 * mean_hue))
        + 0.32 * np.cos(np.radians(3 * mean_hue + 6))
        - 0.20 * np.cos(np.radians(4 * mean_hue - 63))
    )
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2)
    s_c = 1 + 0.045 * mean_c
    s_h = 1 + 0.015 * mean_c * t
    rotation = 2 * np.sqrt(mean_c**7 / (mean_c**7 + 25.0**7))
    r_t = -np.sin(np.radians(60 * np.exp(-(((mean_hue - 275) / 25) ** 2)))) * rotation
    lightness, chroma, hue = (l2 - l1) / s_l, (c2 - c1) / s_c, delta_h / s_h
    return np.asarray(np.sqrt(np.maximum(lightness**2 + chroma**2 + hue**2 + r_t * chroma * hue, 0)))


@dataclass(frozen=True)
class GarmentColourError:
    """How far the colours of a worn garment are from those of its picture, in CIEDE2000.

    Attributes:
        median: Between the median colours. Blind to how a print is spread.
        quantile: Both sets of pixels are sorted by lightness and cut into `QUANTILES` equal parts; the median over
            the parts of the difference between their mean colours. Needs no alignment, and sees a washed-out or
            darkened print that keeps its median.
    """

    median: float
    quantile: float


def garment_colour_error(
    garment_pixels: npt.NDArray[np.uint8], rendered_pixels: npt.NDArray[np.uint8]
) -> GarmentColourError:
    """Compare the colours of a garment picture with those of the garment as rendered.

    Args:
        garment_pixels: (N, 3) uint8 sRGB, pixels of the garment in its own picture, edges left out.
        rendered_pixels: (M, 3) uint8 sRGB, pixels of the garment in the result.

    Raises:
        ValueError: There are fewer than `QUANTILES` pixels on a side.
    """
    if min(len(garment_pixels), len(rendered_pixels)) < QUANTILES:
        raise ValueError(f"at least {QUANTILES} pixels are needed on each side")
    garment, rendered = srgb_to_lab(garment_pixels), srgb_to_lab(rendered_pixels)
    median = delta_e_2000(np.median(garment, axis=0), np.median(rendered, axis=0))
    parts = delta_e_2000(_by_lightness(garment), _by_lightness(rendered))
    return GarmentColourError(float(median), float(np.median(parts)))


def _by_lightness(colours: Lab) -> Lab:
    """(QUANTILES, 3): the mean colours of equal shares of the pixels, dark to light."""
    ordered = colours[np.argsort(colours[:, 0], kind="stable")]
    return np.stack([part.mean(axis=0) for part in np.array_split(ordered, QUANTILES)])
