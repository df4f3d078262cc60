"""Find a garment on a floor, a sheet, a carpet or a wall.

In: a small picture (at most 400 px). Out: the garment's mask. The background is modelled by the colours along the
picture's border, which the garment hardly touches, the garment by what else fills the middle; GrabCut settles which pixel
belongs to which, and shape decides what hangs on to the garment without belonging to it: tile lines, hangers, shadows.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.perception.garment.backdrop import FloatImage, border_mask, to_lab
from fitting_room.perception.garment.shape import bounding_box, close_gaps, components, fill_holes, grow, open_up, shrink


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
    hole: float = 0.004
    """Holes at least this share of the garment that look like background stay open (tried .002-.01)."""
    wave: float = 0.006
    """Sigma by which the outline is smoothed, share of the picture (tried .003-.01)."""
    hook_width: float = 0.17
    """A spike narrower than this share of the garment's width above its middle is a hanger (tried .1-.2)."""
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
    prior = _centre_prior(distance.shape, params)
    likely = distance * (0.35 + prior) > params.far * 0.75
    textured = _textured(to_lab(pixels)[..., 0], distance, prior, params)
    likely = (likely | textured) & ~border_mask(distance.shape, 0.01)
    likely = open_up(likely, max(1.0, 0.006 * max(distance.shape)))
    if likely.mean() < 0.01:
        return np.zeros(distance.shape, bool)
    mask = _settle(calm, likely, textured, distance, prior, params)
    return _clean(mask, distance, prior, params)


def _textured(lightness: FloatImage, distance: FloatImage, prior: FloatImage, params: SceneParams) -> Mask:
    """(H, W) bool: where a far stronger texture than the border's fills an area in the middle."""
    sigma = max(1.5, params.texture_sigma * max(lightness.shape))
    detail = np.minimum(np.abs(lightness - cv2.GaussianBlur(lightness, (0, 0), sigma)), 20)
    texture = cv2.GaussianBlur(detail, (0, 0), sigma)
    usual = float(np.percentile(texture[border_mask(lightness.shape, params.border)], 85))
    strong = texture > params.texture_ratio * (usual + 0.7)
    # The measure reaches beyond the edge by about its own scale, and single edges make thin lines of it.
    strong = shrink(close_gaps(strong, 1.5 * sigma), 2.2 * sigma)
    calm = open_up((distance < 0.7 * params.far) & (texture < 0.6 * params.texture_ratio * (usual + 0.7)), 0.5 * sigma)
    return open_up(strong & ~grow(calm, sigma), 1.5 * sigma) & (prior > 0.2)


def _background_distance(lab: FloatImage, params: SceneParams) -> FloatImage:
    """(H, W) deviations of each pixel from the nearest of the colours that the border shows."""
    frame = border_mask(lab.shape[:2], params.border)
    samples = np.ascontiguousarray(lab[frame])
    criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_MAX_ITER, 20, 0.5)
    cv2.setRNGSeed(1)
    _, labels, centres = cv2.kmeans(samples, params.clusters, None, criteria, 2, cv2.KMEANS_PP_CENTERS)
    nearest = np.full(lab.shape[:2], np.inf, np.float32)
    for number, centre in enumerate(centres):
        members = samples[labels.ravel() == number]
        share = len(members) / len(samples)
        if share < 0.02:
            continue
        deviation = np.maximum(members.std(0), params.least_deviation)
        # A rare border colour may be the garment itself, reaching the edge: it explains less.
        penalty = 1.0 if share < 0.06 else 0.0
        nearest = np.minimum(nearest, np.sqrt((((lab - centre) / deviation) ** 2).sum(-1)) + penalty)
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
    state[border_mask(distance.shape, 0.008)] = cv2.GC_BGD
    lab = cv2.cvtColor(calm, cv2.COLOR_RGB2LAB)
    background, foreground = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(1)
    cv2.grabCut(lab, state, None, background, foreground, params.rounds, cv2.GC_INIT_WITH_MASK)
    return np.asarray((state == cv2.GC_FGD) | (state == cv2.GC_PR_FGD))


def _clean(mask: Mask, distance: FloatImage, prior: FloatImage, params: SceneParams) -> Mask:
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
    whole = core | (filled & grow(core, 0.6 * thin))
    whole = cv2.GaussianBlur(whole.astype(np.float32), (0, 0), params.wave * max(mask.shape)) > 0.5
    return _without_hook(whole, params) if whole.any() else whole


def _without_hook(mask: Mask, params: SceneParams) -> Mask:
    """The mask without a hanger's hook: a narrow spike above the middle of the garment."""
    left, top, right, bottom = bounding_box(mask)
    width = right - left
    rows = mask[top : top + round(params.hook_height * (bottom - top))]
    narrow = rows.sum(1) < params.hook_width * width
    above = int(np.argmin(narrow)) if not narrow.all() else len(rows)
    centred = abs(float(np.nonzero(rows[:above])[1].mean()) - (left + right) / 2) < 0.25 * width if above else False
    if not centred:
        return mask
    cut = mask.copy()
    cut[: top + above] = False
    return cut
