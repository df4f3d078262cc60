"""The soft edge of a cut-out and the colours beyond it.

In: a picture and a hard mask of the garment. Out: a matte about one pixel soft, and the picture with the garment's
colours continued outside, so that no background shows when the garment is warped and blended.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, Matte, RgbImage
from fitting_room.perception.garment.shape import dot, grow, magnitude, shrink

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


def _local(colour: FloatImage, where: Mask, sigma: float) -> FloatImage:
    """(H/2, W/2, 4) average colour around each pixel and the deviation from it, counting only the pixels in `where`."""
    half = ((where.shape[1] + 1) // 2, (where.shape[0] + 1) // 2)
    weight = cv2.resize(where.astype(np.float32), half, interpolation=cv2.INTER_AREA)
    small = cv2.resize(colour * where[..., None], half, interpolation=cv2.INTER_AREA)
    square = cv2.resize(dot(colour, colour) * where, half, interpolation=cv2.INTER_AREA)
    total = cv2.GaussianBlur(np.dstack([small, square]), (0, 0), sigma / 2)
    total /= np.maximum(cv2.GaussianBlur(weight, (0, 0), sigma / 2), 1e-6)[..., None]
    average = np.ascontiguousarray(total[..., :3])
    total[..., 3] = np.sqrt(np.maximum(total[..., 3] - dot(average, average), 0))
    return total


def _between(
    pixels: RgbImage, sure_inside: Mask, sure_outside: Mask, params: EdgeParams
) -> tuple[npt.NDArray[np.int64], FloatImage, FloatImage]:
    """Where the colours between garment and background lie between the local background (0) and the garment (1).

    Returns:
        The (N,) flat indices of the pixels that are neither surely inside nor surely outside, the (N,) share of each,
        not clipped, and the (N,) trust in it: low where garment and background hardly differ and where the garment's
        own colours vary too much (prints, stripes).
    """
    colour = pixels.astype(np.float32)
    band = np.flatnonzero(~(sure_inside | sure_outside))
    rows, columns = np.divmod(band, pixels.shape[1])
    inside = _local(colour, sure_inside, params.reach)[rows // 2, columns // 2]
    outside = _local(colour, sure_outside, params.reach)[rows // 2, columns // 2, :3]
    difference = inside[:, :3] - outside
    contrast = np.maximum(magnitude(difference), 1e-3)
    share = dot(colour.reshape(-1, 3)[band] - outside, difference) / (contrast * contrast)
    clear = np.clip((contrast - params.clear_contrast) / (2 * params.clear_contrast), 0, 1)
    even = np.clip(2 - inside[:, 3] / (params.even * contrast), 0, 1)
    return band, share, clear * even


def settle_edge(pixels: RgbImage, mask: Mask, params: EdgeParams | None = None) -> Mask:
    """(H, W) bool: the mask with its edge moved to where the colour changes, where that is clear.

    Takes off compression halos and the width of the line that a plain cut-out follows.
    """
    params = params or EdgeParams()
    sure_inside = shrink(mask, params.settle_band)
    sure_outside = ~grow(mask, params.settle_band)
    band, share, trust = _between(pixels, sure_inside, sure_outside, params)
    settled = sure_inside.copy()
    settled.ravel()[band] = np.where(trust > 0.5, share > 0.5, shrink(mask, 1.0).ravel()[band])
    return cv2.GaussianBlur(settled.astype(np.float32), (0, 0), params.settle_smooth) > 0.5


def soft_edge(pixels: RgbImage, mask: Mask, params: EdgeParams | None = None) -> Matte:
    """(H, W) float32 coverage: 1 inside, 0 outside, the true share of each pixel along the edge.

    Within a narrow band the coverage is where the pixel's colour lies between the local garment colour and the local
    background colour; where these two hardly differ, the mask's own edge, slightly softened, stands.
    """
    params = params or EdgeParams()
    sure_inside = shrink(mask, params.band)
    sure_outside = ~grow(mask, params.band)
    band, share, trust = _between(pixels, sure_inside, sure_outside, params)
    hard = mask.astype(np.float32)
    own = cv2.GaussianBlur(hard, (0, 0), params.softness).ravel()[band]
    # The colour may move the edge, but never far from the mask.
    reach = cv2.GaussianBlur(hard, (0, 0), params.band).ravel()[band]
    # Stretched a little: sensor blur and grain keep the plain projection from reaching 0 and 1.
    share = np.clip((share - 0.12) / 0.76, np.clip(reach * 3.0 - 2.0, 0, 1), np.clip(reach * 3.0, 0, 1))
    matte = sure_inside.astype(np.float32)
    matte.ravel()[band] = trust * share + (1 - trust) * own
    return cv2.GaussianBlur(matte, (0, 0), 0.4).clip(0, 1)


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
    kept = np.flatnonzero(clean)
    index = np.zeros(int(nearest.max()) + 1, np.int32)
    index[nearest.ravel()[kept]] = kept
    beyond = np.flatnonzero(~clean)
    continued = pixels.copy()
    colours = continued.reshape(-1, 3)
    colours[beyond] = np.take(pixels.reshape(-1, 3), index[nearest.ravel()[beyond]], axis=0)
    # Far from the garment only the tone matters: smoothing hides the streaks that nearest colours make.
    smooth = cv2.GaussianBlur(continued, (0, 0), 3.0)
    weight = np.clip((distance - 2.0) / 4.0, 0, 1)
    return cv2.blendLinear(smooth, continued, weight, 1 - weight)
