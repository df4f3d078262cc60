"""Find a garment on a floor, a sheet, a carpet or a wall.

In: a small picture (at most 400 px). Out: the garment's mask. The background is modelled by the colours along the
picture's border, which the garment hardly touches, the garment by what else fills the middle; GrabCut settles which
pixel belongs to which, and shape decides what hangs on to the garment without belonging to it: tile lines, hangers.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.perception.garment.backdrop import FloatImage, border_mask, to_lab
from fitting_room.perception.garment.shape import (
    bounding_box,
    close_gaps,
    components,
    fill_holes,
    grow,
    open_up,
    shrink,
    size_of,
)


@dataclass(frozen=True)
class SceneParams:
    """Numbers found by trying on the home-shot garment pictures."""

    border: float = 0.035
    """Width of the border strip the background is learnt from, share of the shorter side (tried .02-.06)."""
    clusters: int = 7
    """Colours of the background (tried 4-12)."""
    lightness_weight: float = 0.7
    """Weight of lightness against colour: shadows and folds change lightness only (tried .4-1)."""
    least_deviation: float = 3.0
    """Least spread of a background colour, weighted Lab (tried 2-5)."""
    shadows: tuple[tuple[float, float], ...] = ((1.0, 0.0), (0.86, 0.4), (0.72, 1.0), (0.58, 1.6))
    """Shades of a background colour that a shadow makes of it, and the deviations each is held against."""
    shadow_share: float = 0.08
    """Only colours that fill this share of the border cast believable shadows (tried .05-.15)."""
    far: float = 3.2
    """Deviations from every background colour at which a pixel is probably garment (tried 2-5)."""
    centre_sigma: tuple[float, float] = (0.30, 0.36)
    """Width and height of the prior for the middle, shares of the picture (tried .2-.5)."""
    rounds: int = 4
    """GrabCut rounds (tried 2-6)."""
    smooth: int = 3
    """Median filter before everything, pixels: takes out weave and carpet (tried 0-7)."""
    texture_sigma: float = 0.009
    """Scale of the texture measure, share of the picture (tried .006-.015)."""
    texture_ratio: float = 2.4
    """Texture this many times the border's is garment: prints and checks on a smooth surface (tried 1.8-4)."""
    unexplained: float = 0.15
    """Texture is only listened to when colour misses this share of it (tried .05-.4)."""
    least_texture: float = 0.03
    """... and where it covers this share of the picture (tried .01-.06)."""
    plain_share: float = 0.9
    """Where this share of the surroundings looks like background, texture is only a nearby edge (tried .8-.95)."""
    hole: float = 0.004
    """Holes at least this share of the garment that look like background stay open (tried .002-.01)."""
    wave: float = 0.006
    """Sigma by which the outline is smoothed, share of the picture (tried .003-.01)."""
    hook_width: float = 0.17
    """A spike narrower than this share of the garment's width above its middle is a hanger (tried .1-.2)."""
    hook_aside: float = 0.16
    """... that reaches at most this far aside, share of the width; straps are further out (tried .1-.2)."""
    strap_colour: float = 8.0
    """A strap's colours are this near to the garment's, weighted Lab (tried 5-15)."""
    even: float = 7.0
    """A garment whose colours vary less than this is of one colour, weighted Lab (tried 5-12)."""
    hook_height: float = 0.2
    """... in the uppermost share of its height (tried .1-.3)."""
    thin: float = 0.011
    """What is thinner than twice this share of the picture hangs on and is cut off (tried .006-.02)."""


def scene_mask(pixels: RgbImage, params: SceneParams | None = None) -> Mask:
    """(H, W) bool: the garment in a home-shot picture; empty if nothing stands out."""
    params = params or SceneParams()
    calm = cv2.bilateralFilter(cv2.medianBlur(pixels, params.smooth), 7, 18, 5)
    lab = to_lab(calm)
    lab[..., 0] *= params.lightness_weight
    distance = _background_distance(lab, params)
    prior = _centre_prior(size_of(distance), params)
    likely = distance * (0.35 + prior) > params.far * 0.75
    textured = _textured(to_lab(pixels)[..., 0], distance, prior, params)
    missed = float((textured & ~close_gaps(likely, 2.0)).sum()) / max(1, int(textured.sum()))
    if missed < params.unexplained or textured.mean() < params.least_texture:
        textured = np.zeros_like(textured)
    likely = (likely | textured) & ~border_mask(size_of(distance), 0.01)
    likely = open_up(likely, max(1.0, 0.006 * max(distance.shape)))
    if likely.mean() < 0.01:
        return np.zeros(distance.shape, bool)
    mask = _settle(calm, likely, textured, distance, prior, params)
    return _clean(mask, lab, distance, prior, params)


def _textured(lightness: FloatImage, distance: FloatImage, prior: FloatImage, params: SceneParams) -> Mask:
    """(H, W) bool: where a far stronger texture than the border's fills an area in the middle."""
    sigma = max(1.5, params.texture_sigma * max(lightness.shape))
    detail = np.minimum(np.abs(lightness - cv2.GaussianBlur(lightness, (0, 0), sigma)), 20)
    texture = cv2.GaussianBlur(detail, (0, 0), sigma)
    usual = float(np.percentile(texture[border_mask(size_of(lightness), params.border)], 85))
    strong = texture > params.texture_ratio * (usual + 0.7)
    # The measure reaches beyond the edge by about its own scale, and single edges make thin lines of it.
    strong = shrink(close_gaps(strong, 1.5 * sigma), 2.2 * sigma)
    # The grain of the surface itself, at a scale that an edge a few pixels off does not reach.
    grain = cv2.GaussianBlur(np.abs(lightness - cv2.GaussianBlur(lightness, (0, 0), 1.2)), (0, 0), 1.2)
    smooth = grain < 1.5 * (float(np.percentile(grain[border_mask(size_of(lightness), params.border)], 85)) + 0.3)
    alike = (smooth & (distance < params.far)).astype(np.float32)
    plain = cv2.GaussianBlur(alike, (0, 0), 0.7 * sigma) > params.plain_share
    strong = open_up(strong & ~grow(plain, 0.6 * sigma), 1.5 * sigma) & (prior > 0.2)
    return _sizeable(strong, 0.15)


def _sizeable(mask: Mask, share: float) -> Mask:
    """The pieces of a mask that have at least this share of the largest one's area."""
    labels, stats = components(mask)
    if not len(stats):
        return mask
    areas = stats[:, cv2.CC_STAT_AREA]
    return np.asarray(np.concatenate([[False], areas >= share * areas.max()])[labels])


def _background_distance(lab: FloatImage, params: SceneParams) -> FloatImage:
    """(H, W) deviations of each pixel from the nearest of the colours that the border shows."""
    frame = border_mask(size_of(lab), params.border)
    samples = np.ascontiguousarray(lab[frame])
    criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_MAX_ITER, 20, 0.5)
    cv2.setRNGSeed(1)
    _, labels, centres = cv2.kmeans(samples, params.clusters, None, criteria, 2, cv2.KMEANS_PP_CENTERS)
    nearest = np.full((lab.shape[0], lab.shape[1]), np.inf, np.float32)
    for number, centre in enumerate(centres):
        members = samples[labels.ravel() == number]
        share = len(members) / len(samples)
        if share < 0.02:
            continue
        deviation = np.maximum(members.std(0), params.least_deviation)
        # A rare border colour may be the garment itself, reaching the edge: it explains less.
        penalty = 1.0 if share < 0.06 else 0.0
        for shade, extra in params.shadows if share > params.shadow_share else ((1.0, 0.0),):
            # Under less light all three Lab coordinates shrink together.
            away = np.sqrt((((lab - shade * centre) / deviation) ** 2).sum(-1)) + penalty + extra
            nearest = np.minimum(nearest, away)
    return nearest


def _centre_prior(shape: tuple[int, int], params: SceneParams) -> FloatImage:
    """(H, W) float32: 1 in the middle, falling towards the border."""
    height, width = shape
    y = (np.arange(height, dtype=np.float32) + 0.5) / height - 0.5
    x = (np.arange(width, dtype=np.float32) + 0.5) / width - 0.5
    across, down = params.centre_sigma
    return np.asarray(np.exp(-0.5 * ((x / across)[None] ** 2 + (y / down)[:, None] ** 2)), np.float32)


def _settle(
    calm: RgbImage, likely: Mask, textured: Mask, distance: FloatImage, prior: FloatImage, params: SceneParams
) -> Mask:
    """GrabCut from a first guess."""
    state = np.where(likely, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    sure = shrink(likely, 2.0) & (distance > 2 * params.far) & (prior > 0.5) | textured
    state[sure] = cv2.GC_FGD
    state[(distance < 0.6 * params.far) & (prior < 0.25) & ~textured] = cv2.GC_BGD
    state[border_mask(size_of(distance), 0.008)] = cv2.GC_BGD
    lab = cv2.cvtColor(calm, cv2.COLOR_RGB2LAB)
    background, foreground = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(1)
    cv2.grabCut(lab, state, None, background, foreground, params.rounds, cv2.GC_INIT_WITH_MASK)
    return np.asarray((state == cv2.GC_FGD) | (state == cv2.GC_PR_FGD))


def _clean(mask: Mask, lab: FloatImage, distance: FloatImage, prior: FloatImage, params: SceneParams) -> Mask:
    """The piece in the middle, without lines and hooks that hang on to it, and with a smooth outline."""
    thin = params.thin * max(mask.shape)
    closed = close_gaps(mask, 0.5 * thin)
    filled = fill_holes(closed)
    labels, stats = components(filled & ~closed)
    for number, (*_, size) in enumerate(stats, 1):
        hole = labels == number
        if size > params.hole * filled.sum() and float(np.median(distance[hole])) < params.far:
            filled &= ~hole
    core = open_up(filled, thin)
    labels, stats = components(core)
    if not len(stats):
        return np.zeros_like(mask)
    weights = np.bincount(labels.ravel(), prior.ravel(), len(stats) + 1)[1:]
    keep = np.concatenate([[False], weights >= 0.25 * weights.max()])
    core = keep[labels]
    away = _away_from_palette(lab, core)
    whole = core | (filled & grow(core, 0.6 * thin)) | _straps(filled, core, away, params)
    whole = cv2.GaussianBlur(whole.astype(np.float32), (0, 0), params.wave * max(mask.shape)) > 0.5
    return _without_hook(whole, lab, params) if whole.any() else whole


def _away_from_palette(lab: FloatImage, core: Mask) -> FloatImage:
    """(H, W) float32: weighted Lab distance of each pixel from the nearest of the core's main colours."""
    samples = np.ascontiguousarray(lab[shrink(core, 2)] if shrink(core, 2).sum() > 50 else lab[core])
    samples = samples[:: max(1, len(samples) // 4000)]
    criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_MAX_ITER, 10, 1.0)
    cv2.setRNGSeed(1)
    _, _, centres = cv2.kmeans(samples, min(8, len(samples)), None, criteria, 1, cv2.KMEANS_PP_CENTERS)
    away = np.full(lab.shape[:2], np.inf, np.float32)
    for centre in centres:
        away = np.minimum(away, np.linalg.norm(lab - centre, axis=2))
    return away


def _straps(mask: Mask, core: Mask, away: FloatImage, params: SceneParams) -> Mask:
    """Thin pieces of a mask beyond its core that have the core's colours: straps and ribbons, but not tile lines."""
    labels, stats = components(mask & ~core)
    straps = np.zeros_like(mask)
    for number, (*_, size) in enumerate(stats, 1):
        piece = labels == number
        if size > 0.001 * core.sum() and float(np.median(away[piece])) < params.strap_colour:
            straps |= piece
    return straps


def _without_hook(mask: Mask, lab: FloatImage, params: SceneParams) -> Mask:
    """The mask without a hanger's hook: a narrow spike above the middle of the garment."""
    left, top, right, bottom = bounding_box(mask)
    width = right - left
    rows = mask[top : top + round(params.hook_height * (bottom - top))]
    narrow = rows.sum(1) < params.hook_width * width
    above = int(np.argmin(narrow)) if not narrow.all() else len(rows)
    aside = np.abs(np.nonzero(rows[:above])[1] - (left + right) / 2)
    if not len(aside) or float(np.percentile(aside, 90)) > params.hook_aside * width:
        return mask
    spike = lab[top : top + above][mask[top : top + above]].mean(0)
    colours = lab[mask]
    # A strap of an even garment has its colour; in a print everything looks like some of its colours.
    even = float(np.linalg.norm(colours.std(0))) < params.even
    if even and float(np.linalg.norm(spike - colours.mean(0))) < params.strap_colour:
        return mask
    cut = mask.copy()
    cut[: top + above] = False
    return cut
