"""The colours of a garment in the words that people sort clothes by.

In: the pixels of a cut-out garment. Out: one to three `Colour`, the dominant one first. Cloth of one colour is named
by its median, so that folds and shadows do not count as colours; patterned cloth by the shares of its pixels.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Matte, RgbImage
from fitting_room.domain.garment import Colour
from fitting_room.perception.garment.backdrop import to_lab

Floats = npt.NDArray[np.float32]

_ORDER = tuple(Colour)
_NEUTRAL = (Colour.BLACK, Colour.WHITE, Colour.GREY, Colour.BEIGE)


@dataclass(frozen=True)
class ColoursParams:
    """Numbers found by trying on the demo and the home-shot garments. Lab units; hues in degrees of the a-b plane."""

    sure: float = 0.95
    """Matte above which a pixel is cloth alone (tried .9-.99)."""
    samples: int = 20_000
    """Pixels that are looked at."""
    plain_spread: float = 13.0
    """Half of the pixels of plain cloth lie this close to the median, lightness counted half (tried 8-18)."""
    share: float = 0.2
    """A further colour is named from this share of the cloth on (tried .12-.3)."""
    motley_share: float = 0.12
    """Colours from this share on ... (tried .05-.16)"""
    motley_count: int = 3
    """... make cloth multicoloured when there are so many that are not neutral ... (tried 3-4)"""
    motley_most: float = 0.6
    """... and none covers more than this (tried .5-.7)."""
    colourless: tuple[float, float] = (6.0, 9.0)
    """Chroma below which black and white cloth has no colour (tried 4-12); in between it is interpolated."""
    black: float = 24.0
    """Lightness below which colourless cloth is black (tried 18-30)."""
    white: float = 75.0
    """... and above which it is white; home photos show white cloth at 75 to 90 (tried 70-90)."""


def name_colours(image: RgbImage, matte: Matte, params: ColoursParams | None = None) -> tuple[Colour, ...]:
    """The colours of a garment, the dominant one first, at most three.

    Args:
        image: RGB uint8 (H, W, 3).
        matte: (H, W) float32 in [0, 1], 1 on the garment.
        params: Thresholds.
    """
    params = params or ColoursParams()
    cloth = matte > params.sure
    if not cloth.any():
        cloth = matte >= matte.max()
    pixels = image[cloth]
    lab = to_lab(pixels[:: max(1, len(pixels) // params.samples)][None])[0]
    middle = np.median(lab, axis=0)
    away = np.linalg.norm((lab - middle) * (0.5, 1, 1), axis=1)
    if float(np.median(away)) < params.plain_spread * 0.5 and float(np.mean(away < params.plain_spread)) > 0.8:
        return (_ORDER[int(_name(middle[None], params)[0])],)
    shares = np.bincount(_name(lab, params), minlength=len(_ORDER)) / len(lab)
    ranked = [(_ORDER[index], float(shares[index])) for index in np.argsort(-shares)]
    bright = [colour for colour, share in ranked if share > params.motley_share and colour not in _NEUTRAL]
    if len(bright) >= params.motley_count and ranked[0][1] < params.motley_most:
        return Colour.MULTICOLOUR, *(colour for colour, share in ranked[:2] if share > params.share)
    first, *others = ranked[:3]
    return first[0], *(colour for colour, share in others if share > params.share)


def _name(lab: Floats, params: ColoursParams) -> npt.NDArray[np.intp]:
    """(N,) index into `_ORDER` for each of (N, 3) Lab colours."""
    light, chroma = lab[:, 0], np.hypot(lab[:, 1], lab[:, 2])
    hue = np.degrees(np.arctan2(lab[:, 2], lab[:, 1])) % 360
    warm = (hue > 40) & (hue < np.where(light > 65, 118, 105))  # Pale cream and sand lean to green.
    # Rules from the particular to the general; the first that holds names the colour.
    rules: tuple[tuple[Colour, npt.NDArray[np.bool_]], ...] = (
        (Colour.BLACK, (light < params.black) & (chroma < np.interp(light, (13, params.black), (12, 6)))),
        (Colour.WHITE, (light > params.white) & (chroma < np.where(warm, 12, 7))),
        (Colour.GREY, chroma < np.interp(light, (params.black, params.white), params.colourless)),
        (Colour.BEIGE, warm & (hue > 50) & (light > 58) & (chroma < 33)),
        (Colour.BROWN, (hue > 30) & (hue < 62) & (light < 55) & (chroma < 24 + 0.5 * light)),
        (Colour.BROWN, (hue >= 62) & (hue < 92) & (light < 62) & (chroma < 50)),
        (Colour.PINK, ((hue > 335) | (hue < 42)) & (light > 62) & (chroma < 52)),
        (Colour.PINK, ((hue > 325) | (hue < 10)) & (light > 38)),
        (Colour.RED, (hue < 44) | (hue > 350)),
        (Colour.ORANGE, hue < 70),
        (Colour.YELLOW, hue < 103),
        (Colour.GREEN, hue < 192),
        (Colour.BLUE, (hue < 296) | (hue < 312) & ((chroma > 55) | (light < 30))),  # Navy leans to purple.
    )
    named = np.full(len(lab), _ORDER.index(Colour.PURPLE), np.intp)
    for colour, holds in reversed(rules):
        named[holds] = _ORDER.index(colour)
    return named
