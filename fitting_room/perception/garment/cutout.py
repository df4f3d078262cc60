"""Cut a garment out of its picture.

In: RGB pixels. Out: a `Cutout`: the part of the picture that holds the garment, at working size, and its mask.
Plain backgrounds are modelled as one smooth surface with soft shadows; everything else goes to `scene`.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.errors import UnsuitableGarment
from fitting_room.domain.geometry import Placement
from fitting_room.domain.regions import largest
from fitting_room.perception.clicks import Click, Segmenter
from fitting_room.perception.garment.backdrop import Backdrop, FloatImage, fit_backdrop, gradient_strength, to_lab
from fitting_room.perception.garment.edge import EdgeParams, settle_edge
from fitting_room.perception.garment.scene import scene_mask
from fitting_room.perception.garment.shape import (
    bounding_box,
    close_gaps,
    components,
    fill_holes,
    grow,
    magnitude,
    open_up,
    shrink,
)

WORKING_SIZE = 1024
"""Longest side of a garment picture after the cut, pixels."""


@dataclass(frozen=True)
class CutoutParams:
    """Numbers found by trying on the rendered, catalogue and home-shot garment pictures."""

    coarse: int = 400
    """Longest side of the first look, pixels (tried 256-512)."""
    margin: float = 0.05
    """Room around the garment, share of its longer side (tried .03-.1)."""
    different: float = 2.0
    """Lab distance from the backdrop that counts as garment, at least (tried 1.5-4)."""
    spreads: float = 3.5
    """... or as many spreads of the backdrop (tried 2.5-5)."""
    shadow_depth: float = 42.0
    """A shadow may be this much darker than the backdrop, L (tried 20-60)."""
    shadow_chroma: float = 2.6
    """... and off in colour by this much at most (tried 1.5-4)."""
    shadow_slope: float = 0.8
    """... and change by at most this much per pixel at 1024 px, Lab (shadows reach .7, the palest cloth edges .65)."""
    gap: float = 3.0
    """Gaps in a pale outline that are closed, pixels at 1024 (tried 2-6)."""
    halo_reach: float = 10.0
    """Compression halos reach this far from strong colours, pixels at 1024 (tried 6-16)."""
    halo_share: float = 0.11
    """... and are this share of the strongest difference nearby (tried .04-.12)."""
    halo_most: float = 6.0
    """... but never more than this, Lab (tried 4-9)."""
    faint: float = 0.35
    """Lab distance that counts when a pale garment lies on a backdrop without any grain (tried .2-.8)."""
    spotless: float = 0.22
    """A backdrop with at most this spread is one exact colour, Lab (the floor of the spread is .2)."""
    faint_smooth: float = 4.5
    """Sigma by which the outline is smoothed then, pixels at 1024 (tried 2-8)."""
    faint_gain: float = 0.06
    """A pale garment is looked for when faint differences add this share to the plain mask (tried .03-.15)."""
    faint_slope: float = 0.24
    """... and end in a step of this many Lab units per pixel at 1024 px; shadows reach .19, white on white .33."""
    smallest: float = 0.015
    """Share of the picture that a garment must cover (tried .01-.05)."""
    agreement: float = 0.5
    """Overlap with the mask by colour from which on a segmenter is believed (.3-.7 considered: not tuned, because no
    weights could be run)."""


@dataclass(frozen=True, eq=False)
class Cutout:
    """The garment's part of its picture.

    Attributes:
        pixels: RGB uint8 (H, W, 3), at most 1024 px high and wide.
        mask: (H, W) bool, the garment.
        placement: From the original picture to `pixels`.
        plain: Whether the background was one plain surface.
    """

    pixels: RgbImage
    mask: Mask
    placement: Placement
    plain: bool


def cut_out(pixels: RgbImage, params: CutoutParams | None = None, segmenter: Segmenter | None = None) -> Cutout:
    """Find the garment and crop to it.

    Args:
        pixels: RGB uint8 (H, W, 3).
        params: How it is told from its background.
        segmenter: Asked besides where the background is not plain; colours alone decide where None.

    Raises:
        UnsuitableGarment: No garment stands out from its background.
    """
    params = params or CutoutParams()
    size = (pixels.shape[1], pixels.shape[0])
    look = Placement.shrink(size, params.coarse)
    small = look.image(pixels)
    lab = to_lab(small)
    backdrop = fit_backdrop(lab)
    coarse = _plain_mask(lab, backdrop, params) if backdrop.plain else scene_mask(small)
    plain = backdrop.plain
    if plain and not _plausible(coarse, params):
        plain = False
        coarse = scene_mask(small)
    if not _plausible(coarse, params):
        raise UnsuitableGarment(
            "The garment could not be told from its background.",
            "Photograph it lying flat or hanging, whole, on a plain surface of another colour.",
        )
    placement = _crop(coarse, look, size, params)
    cropped = placement.image(pixels, outside=255)
    if plain:
        near = placement.labels(look.labels_back(coarse))
        mask = _plain_mask(*_relight(cropped, near), params)
        mask = settle_edge(cropped, largest(mask & grow(near, 0.03 * max(mask.shape))))
    else:
        mask = _enlarge(coarse, look, placement)
        if segmenter is not None:
            mask = _asked(segmenter, cropped, mask, params)
        # One coarse pixel is this many here: the edge may be off by about one.
        step = placement.scale / look.scale
        if step > 1.2:
            mask = settle_edge(cropped, mask, EdgeParams(settle_band=2.0 + step, reach=3.0 + step))
    return Cutout(cropped, mask, placement, plain)


def _asked(segmenter: Segmenter, cropped: RgbImage, mask: Mask, params: CutoutParams) -> Mask:
    """What a segmenter takes for the thing in the middle of a mask; the mask itself where the two disagree widely."""
    depth = cv2.distanceTransform(np.pad(mask.astype(np.uint8), 1), cv2.DIST_L2, 5)[1:-1, 1:-1]
    y, x = np.unravel_index(int(depth.argmax()), depth.shape)
    left, top, right, bottom = bounding_box(mask)
    answer = segmenter.look(cropped).mask([Click(float(x), float(y))], (left, top, right, bottom))
    union = int((answer | mask).sum())
    if int((answer & mask).sum()) < params.agreement * max(union, 1):
        return mask
    return largest(fill_holes(answer))


def _crop(mask: Mask, look: Placement, size: tuple[int, int], params: CutoutParams) -> Placement:
    left, top, right, bottom = bounding_box(mask)
    corners = look.points_back(np.array([[left - 0.5, top - 0.5], [right - 0.5, bottom - 0.5]], np.float64)) + 0.5
    room = params.margin * float((corners[1] - corners[0]).max()) + 2
    low = np.maximum(np.floor(corners[0] - room), 0)
    high = np.minimum(np.ceil(corners[1] + room), size)
    return Placement.crop(size, (low[0], low[1], high[0], high[1]), WORKING_SIZE)


def _enlarge(mask: Mask, look: Placement, placement: Placement) -> Mask:
    """A coarse mask at the crop's size, without steps along its outline."""
    whole = placement.matrix @ np.vstack([cv2.invertAffineTransform(look.matrix), [0, 0, 1]])
    smooth = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 0.7)
    return cv2.warpAffine(smooth, whole, placement.canvas, flags=cv2.INTER_CUBIC) > 0.5


def _relight(cropped: RgbImage, near: Mask) -> tuple[FloatImage, Backdrop]:
    """The crop in Lab, and the backdrop fitted again on what surrounds the garment."""
    lab = to_lab(cropped)
    outside = ~grow(near, 0.02 * max(near.shape))
    enough = outside.mean() > 0.03
    return lab, fit_backdrop(lab, outside if enough else None)


def _plausible(mask: Mask, params: CutoutParams) -> bool:
    share = float(mask.mean())
    return params.smallest < share < 0.93


def _plain_mask(lab: FloatImage, backdrop: Backdrop, params: CutoutParams) -> Mask:
    """(H, W) bool: what differs from a plain backdrop and is not a soft shadow on it.

    The backdrop is flooded from the picture's border through pixels that look like it, or like its shadow: darker,
    of the same hue, and without a sharp change. What the flood cannot reach is garment, so that a white garment on
    white needs only a thin line around it.
    """
    scale = max(lab.shape[:2]) / WORKING_SIZE
    offset = lab - backdrop.lab
    lightness = offset[..., 0]
    chroma = np.hypot(offset[..., 1], offset[..., 2])
    threshold = max(params.different, params.spreads * backdrop.spread)
    distance = np.sqrt(lightness * lightness + 2 * chroma * chroma)
    # Compression makes halos around strong colours: beside them a little more difference is still backdrop.
    reach = 2 * max(2, round(params.halo_reach * scale)) + 1
    strongest = cv2.dilate(distance, np.ones((reach, reach), np.uint8))
    backdrop_like = distance < np.maximum(threshold, np.minimum(params.halo_most, params.halo_share * strongest))
    # The slope of the same shadow is steeper in a smaller picture.
    steep = gradient_strength(lab) > (params.shadow_slope + 0.5 * backdrop.spread) / np.clip(scale, 0.35, 1.0)
    shadow_like = (
        (lightness < 0)
        & (lightness > -params.shadow_depth)
        & (chroma < max(params.shadow_chroma, 2 * backdrop.spread))
        & ~steep
    )
    wall = close_gaps(~(backdrop_like | shadow_like), max(1.0, params.gap * scale))
    garment = ~_flooded(~wall)
    garment = open_up(garment, max(1.0, 2.5 * scale))
    pale = _pale_garment(garment, offset, backdrop, params)
    if pale is not None:
        return pale
    return _keep_openings(_drop_specks(garment), distance < threshold, lab)


def _pale_garment(garment: Mask, offset: FloatImage, backdrop: Backdrop, params: CutoutParams) -> Mask | None:
    """A far more sensitive mask, where a pale garment lies on a spotless backdrop; None where it does not.

    Catalogue backgrounds are one exact colour, so a white garment differs by one or two grey levels nearly everywhere.
    A soft shadow does so too, but fades out instead of ending in a step.
    """
    if backdrop.spread > params.spotless:
        return None
    scale = max(garment.shape) / WORKING_SIZE
    distance = magnitude(offset)
    # Compression leaves lone specks around a garment: only where most of a neighbourhood differs it counts.
    dense = cv2.GaussianBlur((distance > params.faint).astype(np.float32), (0, 0), max(0.8, 2.0 * scale)) > 0.5
    beyond = dense & ~grow(garment, 8 * scale)
    if open_up(beyond, max(1.0, 3 * scale)).sum() < params.faint_gain * max(1, garment.sum()):
        return None
    faint = fill_holes(close_gaps(garment | dense, max(1.0, 2 * params.gap * scale)))
    faint = _drop_specks(open_up(faint, max(1.0, 4 * scale)))
    rim = grow(faint, 2) & ~shrink(faint, 2) & ~grow(garment, 3)
    steps = cv2.dilate(gradient_strength(offset, 0.7), np.ones((3, 3), np.uint8)) * np.sqrt(scale)
    if not rim.any() or float(np.median(steps[rim])) < params.faint_slope:
        return None
    # Where one grey level decides, the outline is ragged; that of a garment is not.
    return cv2.GaussianBlur(faint.astype(np.float32), (0, 0), max(0.8, params.faint_smooth * scale)) > 0.5


def _flooded(passable: Mask) -> Mask:
    """What can be reached from outside the picture through passable pixels."""
    walls = np.pad((~passable).astype(np.uint8), 1)
    cv2.floodFill(walls, None, (0, 0), 2)
    return (walls == 2)[1:-1, 1:-1]


def _drop_specks(mask: Mask) -> Mask:
    """The largest piece and whatever else is at least a fifth of it."""
    labels, stats = components(mask)
    if len(stats) < 2:
        return mask
    areas = stats[:, cv2.CC_STAT_AREA]
    keep = np.concatenate([[False], areas >= 0.2 * areas.max()])
    return np.asarray(keep[labels])


def _keep_openings(mask: Mask, backdrop_like: Mask, lab: FloatImage) -> Mask:
    """Take real openings (between straps, between sleeve and body) out of the mask again.

    A hole shows the backdrop itself; it is believed only where the garment around it looks clearly different, because
    the white of a white print would look the same.
    """
    labels, stats = components(open_up(mask & backdrop_like, 1.0))
    area = float(mask.sum())
    openings = np.zeros_like(mask)
    for number, (x, y, width, height, size) in enumerate(stats, 1):
        if size < 0.0015 * area:
            continue
        window = np.s_[max(0, y - 6) : y + height + 6, max(0, x - 6) : x + width + 6]
        hole = labels[window] == number
        ring = grow(hole, 5) & ~grow(hole, 2) & mask[window]
        if not ring.any():
            continue
        contrast = np.linalg.norm(np.median(lab[window][ring], 0) - np.median(lab[window][hole], 0))
        flat = float(np.std(lab[window][shrink(hole, 1.5)][:, 0])) if shrink(hole, 1.5).any() else 9.0
        if contrast > 14 and flat < 1.2:
            openings[window] |= grow(hole, 1.0)
    return mask & ~openings
