"""The soft edge of a cut-out and the colours beyond it.

In: a picture and a hard mask of the garment. Out: a matte about one pixel soft, and the picture with the garment's
colours continued outside, so that no background shows when the garment is warped and blended.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, Matte, RgbImage
from fitting_room.perception.garment.shape import grow, shrink

FloatImage = npt.NDArray[np.float32]


@dataclass(frozen=True)
class EdgeParams:
    """Numbers found by trying at working size (garments 300-1000 px high)."""

    band: float = 2.0
    """Pixels on each side of the mask's edge whose coverage is re-estimated (tried 1.5-4)."""
    reach: float = 4.0
    """Sigma of the local colour averages, pixels (tried 2.5-8)."""
    clear_contrast: float = 14.0
    """RGB distance between garment and background from which the colour decides alone (tried 8-30)."""
    softness: float = 0.7
    """Sigma of the softening where the colours cannot decide, pixels (tried .5-1)."""
    clean_depth: float = 1.6
    """Pixels inside the edge whose colours may still hold background (tried 1-3)."""
    settle_band: float = 4.0
    """Pixels on each side within which a hard mask is decided again by colour (tried 2-6)."""
    settle_smooth: float = 1.1
    """Sigma by which the settled outline is smoothed, pixels (tried .7-2)."""
    even: float = 0.22
    """Local colour spread over contrast up to which cloth counts as even enough for that (tried .15-.4)."""


def local_average(values: FloatImage, where: Mask, sigma: float) -> FloatImage:
    """(H, W, C) average of `values` around each pixel, counting only the pixels in `where`."""
    weight = where.astype(np.float32)
    total = cv2.GaussianBlur(values * weight[..., None], (0, 0), sigma).reshape(values.shape)
    count = cv2.GaussianBlur(weight, (0, 0), sigma)
    return np.asarray(total / np.maximum(count, 1e-6)[..., None], np.float32)


def _between(
    pixels: RgbImage, sure_inside: Mask, sure_outside: Mask, params: EdgeParams
) -> tuple[FloatImage, FloatImage]:
    """Where each pixel's colour lies between the local background (0) and the local garment (1), and how far to trust it.

    Returns:
        Two (H, W) float32: the share, not clipped, and the trust in [0, 1], which is low where garment and background
        hardly differ and where the garment's own colours vary too much (prints, stripes).
    """
    colour = pixels.astype(np.float32)
    inside = local_average(colour, sure_inside, params.reach)
    outside = local_average(colour, sure_outside, params.reach)
    square = local_average((colour * colour).sum(-1, keepdims=True), sure_inside, params.reach)[..., 0]
    deviation = np.sqrt(np.maximum(square - (inside * inside).sum(-1), 0))
    difference = inside - outside
    contrast = np.sqrt((difference * difference).sum(-1))
    share = ((colour - outside) * difference).sum(-1) / np.maximum(contrast * contrast, 1e-3)
    clear = np.clip((contrast - params.clear_contrast) / (2 * params.clear_contrast), 0, 1)
    even = np.clip(2 - deviation / (params.even * np.maximum(contrast, 1e-3)), 0, 1)
    return share, np.asarray(clear * even, np.float32)


def settle_edge(pixels: RgbImage, mask: Mask, params: EdgeParams | None = None) -> Mask:
    """(H, W) bool: the mask with its edge moved to where the colour changes, where that is clear.

    Takes off compression halos and the width of the line that a plain cut-out follows.
    """
    params = params or EdgeParams()
    sure_inside = shrink(mask, params.settle_band)
    sure_outside = ~grow(mask, params.settle_band)
    share, trust = _between(pixels, sure_inside, sure_outside, params)
    decided = np.where(trust > 0.5, share > 0.5, shrink(mask, 1.0))
    settled = (decided & ~sure_outside) | sure_inside
    return cv2.GaussianBlur(settled.astype(np.float32), (0, 0), params.settle_smooth) > 0.5


def soft_edge(pixels: RgbImage, mask: Mask, params: EdgeParams | None = None) -> Matte:
    """(H, W) float32 coverage: 1 inside, 0 outside, the true share of each pixel along the edge.

    Within a narrow band the coverage is where the pixel's colour lies between the local garment colour and the local
    background colour; where these two hardly differ, the mask's own edge, slightly softened, stands.
    """
    params = params or EdgeParams()
    sure_inside = shrink(mask, params.band)
    sure_outside = ~grow(mask, params.band)
    share, trust = _between(pixels, sure_inside, sure_outside, params)
    # Stretched a little: sensor blur and grain keep the plain projection from reaching 0 and 1.
    share = np.clip((share - 0.12) / 0.76, 0, 1)
    own = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), params.softness)
    # The colour may move the edge, but never far from the mask.
    reach = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), params.band)
    share = np.clip(np.minimum(share, np.clip(reach * 3.0, 0, 1)), np.clip(reach * 3.0 - 2.0, 0, 1), 1)
    matte = trust * share + (1 - trust) * own
    matte[sure_inside] = 1
    matte[sure_outside] = 0
    return np.asarray(cv2.GaussianBlur(matte, (0, 0), 0.4), np.float32).clip(0, 1)


def continue_colours(pixels: RgbImage, matte: Matte, params: EdgeParams | None = None) -> RgbImage:
    """(H, W, 3) uint8: the garment's own pixels inside, and their nearest colours, smoothed, everywhere else."""
    params = params or EdgeParams()
    clean = shrink(matte > 0.98, params.clean_depth)
    if not clean.any():
        clean = matte > 0.5
    if not clean.any():
        return pixels.copy()
    distance, nearest = cv2.distanceTransformWithLabels(
        (~clean).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    rows, columns = np.nonzero(clean)
    index = np.zeros((int(nearest.max()) + 1, 2), np.int32)
    index[nearest[rows, columns]] = np.stack([rows, columns], 1)
    source = index[nearest]
    continued = pixels[source[..., 0], source[..., 1]]
    # Far from the garment only the tone matters: smoothing hides the streaks that nearest colours make.
    smooth = cv2.GaussianBlur(continued, (0, 0), 3.0)
    weight = np.clip((distance - 2.0) / 4.0, 0, 1)[..., None]
    blended = continued * (1 - weight) + smooth * weight
    return np.where(clean[..., None], pixels, np.rint(blended)).astype(np.uint8)
