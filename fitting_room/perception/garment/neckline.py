"""The front edge of an opening, and the inside of the garment that shows behind it.

In: the garment's pixels and its `Upright`, and where the opening's ends are roughly. Out: an `Opening`: the curve of
the front neckline (or front waistband edge) and what lies between it and the top of the outline: the inside of the
back, its collar, its label. That cloth belongs behind the wearer.

A whole family of curves (from V over round to square, of all widths and depths) is laid over the picture; the one along
which colour and shade change most consistently wins, and is then fitted to the picture by dynamic programming. Edges of
prints and seams follow no such curve from end to end. Cloth inside is usually darker than the front beside it.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.perception.garment.backdrop import FloatImage, to_lab
from fitting_room.perception.garment.contour import Points64, Upright
from fitting_room.perception.garment.shape import grow

PATCH = 100
"""Half the width of the opening in the patch it is searched in, pixels."""


@dataclass(frozen=True)
class OpeningParams:
    """Numbers found by trying. Lengths are shares of half the opening's width."""

    widths: tuple[float, ...] = (0.40, 0.50, 0.60, 0.70, 0.80, 0.88, 0.96, 1.04, 1.12)
    """Half widths tried."""
    depths: tuple[float, ...] = (
        0.10, 0.15, 0.20, 0.25, 0.30, 0.36, 0.42, 0.5, 0.58, 0.66, 0.75, 0.85, 0.95, 1.1, 1.25, 1.4, 1.6, 1.8, 2.1, 2.4
    )  # fmt: skip
    """Depths of the front edge below the ends tried."""
    powers: tuple[float, ...] = (1.0, 1.35, 1.7, 2.1, 2.8)
    """Shapes tried: exponent of the superellipse, 1 a V, 2 round, 3 nearly square."""
    offset: float = 4.5
    """How far on each side of the curve colours are compared, patch pixels (tried 3-8)."""
    cap: float = 14.0
    """Contrast above this counts no more, Lab: a print must not outvote the rest of the curve (tried 8-25)."""
    dark_bonus: float = 0.35
    """Weight of the inside being darker than the front (tried 0-.8)."""
    consistent: float = 2.5
    """A point of the curve agrees when the contrast across it exceeds this, Lab (tried 1.5-4)."""
    width_gain: float = 1.5
    """Gain of a curve as wide as the neck over one of no width, Lab: the ends are easily missed (tried 0-6)."""
    depth_cost: float = 2.0
    """Cost of each half width that a curve hangs deeper than one, Lab (tried 0-4)."""
    window: int = 7
    """Samples of the curve (of 41) over which contrast is averaged with its sign (tried 5-15)."""
    weak_part: float = 0.3
    """The contrast that all but this share of the curve exceeds is what counts (tried .15-.5)."""
    outside_cost: float = 9.0
    """Cost of a curve point off the garment, Lab (tried 4-15)."""
    least_contrast: float = 3.3
    """Contrast from which an inside is believed (tried 2.5-6)."""
    least_agreement: float = 0.66
    """... with at least this share of the curve agreeing (tried .5-.8)."""
    collar_ends: float = 0.6
    """How far down a collar the ends of its opening may lie (tried .4-.8)."""
    rival: float = 0.84
    """A deeper curve wins with at least this share of the best score (seams below the edge reach .76)."""
    rival_pointed: float = 0.62
    """... or this share where there is a collar and the curve is pointed (tried .5-.8)."""
    pointed: float = 1.5
    """Shapes below this are pointed."""
    generic_width: float = 0.80
    """Half width of an assumed neckline, at least (tried .7-.96)."""
    generic_depth: tuple[float, float] = (0.42, 0.75)
    """Depth of an assumed neckline (crew necks in the catalogue: .4-.95)."""
    band: int = 14
    """How far the fitted curve may leave the family's best, patch pixels (tried 5-14)."""


@dataclass(frozen=True, eq=False)
class Opening:
    """The opening of a garment as its picture shows it.

    Attributes:
        curve: (N, 2) the front edge in the frame, from the picture's left to its right.
        inside: (H, W) bool in the picture: cloth seen through the opening, with a rim of 3 px beyond the garment.
        half_width: Half the distance between the curve's ends, frame pixels.
        depth: How far the front edge hangs below its ends, frame pixels.
        power: Shape of the curve: 1 a V, 2 round, 3 square.
        contrast: Contrast across the weaker parts of the curve, Lab.
        agreement: Share of the curve that agrees.
    """

    curve: Points64
    inside: Mask
    half_width: float
    depth: float
    power: float
    contrast: float
    agreement: float


@dataclass(frozen=True, eq=False)
class _Patch:
    """The picture around an opening, upright and scaled.

    Attributes:
        lab: (h, w, 3) float32, slightly smoothed.
        mask: (h, w) bool.
        matrix: (2, 3) frame to patch.
        axis: x of the symmetry axis in the patch.
        top: (w,) first mask row of each column.
    """

    lab: FloatImage
    mask: Mask
    matrix: Points64
    axis: float
    top: npt.NDArray[np.float64]


def find_opening(
    pixels: RgbImage,
    mask: Mask,
    upright: Upright,
    half_width: float,
    top: float,
    collar: bool = False,
    must: bool = False,
    params: OpeningParams | None = None,
) -> Opening | None:
    """Look for the front edge of an opening.

    Args:
        pixels: RGB uint8 (H, W, 3).
        mask: (H, W) bool, the garment in the picture.
        upright: The same garment upright.
        half_width: Rough half width of the opening, frame pixels.
        top: Row of the frame at which the opening's ends lie, roughly.
        collar: Whether a collar rises there.
        must: Whether the outline shows that the inside of the back is in view; then an ordinary round neckline is
            assumed where none stands out.
        params: Tuning numbers.

    Returns:
        The opening, or None where no curve stands out: then nothing of the inside is visible.
    """
    params = params or OpeningParams()
    patch = _make_patch(pixels, mask, upright, half_width, top, max(params.depths))
    lowest = float(patch.matrix[1, 1] * top + patch.matrix[1, 2]) if collar else np.inf
    curves, shapes = _family(patch, lowest, params)
    if not len(curves):
        return None
    contrast, agreement, score = _judge(patch, curves, params)
    believed = (contrast >= params.least_contrast) & (agreement >= params.least_agreement)
    best = _front_most(score, believed, shapes, collar, params)
    curve = curves[best]
    if believed[best]:
        first = _fit(patch, curves[int(score.argmax())], params)
        curve = _fit(patch, curve, params)
    elif must:
        best = _generic(score, shapes, params)
        first = curve = curves[best].astype(np.float64)
        agreement[best] *= 0.5
    else:
        return None
    inside = _above(patch, curve)
    if collar:
        # Behind the V, the back of the collar shows to both sides.
        inside |= _above(patch, first)
    scale = PATCH / patch.matrix[0, 0]
    width, depth, power = shapes[best]
    to_frame = cv2.invertAffineTransform(patch.matrix)
    return Opening(
        curve=curve @ to_frame[:, :2].T + to_frame[:, 2],
        inside=_in_picture(inside, patch, upright, mask),
        half_width=float(width * scale),
        depth=float(depth * scale),
        power=float(power),
        contrast=float(contrast[best]),
        agreement=float(agreement[best]),
    )


def _in_picture(region: Mask, patch: _Patch, upright: Upright, mask: Mask) -> Mask:
    """(H, W) bool: a region of the patch in the picture, with the soft edge beside the garment."""
    back = _compose(cv2.invertAffineTransform(upright.matrix), cv2.invertAffineTransform(patch.matrix))
    size = (mask.shape[1], mask.shape[0])
    drawn = cv2.warpAffine(region.astype(np.float32), back, size, flags=cv2.INTER_LINEAR) > 0.5
    return drawn & grow(mask, 3.0)


def _front_most(
    score: FloatImage, believed: Mask, shapes: npt.NDArray[np.float32], collar: bool, params: OpeningParams
) -> int:
    """The index of the deepest curve that is nearly as good as the best one.

    Edges of the back of the collar lie above the front edge; the seam of a front collar below it is much fainter.
    The open front of a shirt is a V below the stand of its collar: there the search goes on.
    """
    best = int(score.argmax())
    pointed = collar and shapes[best, 2] < params.pointed
    share = np.where((shapes[:, 2] < params.pointed) & pointed, params.rival_pointed, params.rival)
    rivals = believed & (score > share * score[best])
    while True:
        deeper = rivals & (shapes[:, 1] > 1.3 * shapes[best, 1] + 0.08)
        if not deeper.any():
            return best
        best = int(np.where(deeper, score, -np.inf).argmax())
        if not collar:
            return best


def _generic(score: FloatImage, shapes: npt.NDArray[np.float32], params: OpeningParams) -> int:
    """The index of the best among ordinary round necklines."""
    width, depth, power = shapes.T
    ordinary = (width >= params.generic_width) & (power > params.pointed) & (power < 2.5)
    ordinary &= (depth >= params.generic_depth[0]) & (depth <= params.generic_depth[1])
    return int(np.where(ordinary, score, -np.inf).argmax())


def _compose(outer: Points64, inner: Points64) -> Points64:
    """The (2, 3) affine map that applies `inner`, then `outer`."""
    return np.asarray((np.vstack([outer, [0, 0, 1]]) @ np.vstack([inner, [0, 0, 1]]))[:2])


def _make_patch(
    pixels: RgbImage, mask: Mask, upright: Upright, half_width: float, top: float, deepest: float
) -> _Patch:
    scale = PATCH / max(half_width, 2.0)
    side, above = 1.35 * PATCH, 0.6 * PATCH
    matrix = np.array([[scale, 0, side - scale * upright.axis], [0, scale, above - scale * top]])
    size = (round(2 * side) + 1, round(above + (deepest + 0.3) * PATCH))
    whole = _compose(matrix, upright.matrix)
    shrinking = float(np.hypot(whole[0, 0], whole[0, 1]))
    if shrinking < 1:
        pixels = cv2.GaussianBlur(pixels, (0, 0), 0.5 / shrinking)
    patch = cv2.warpAffine(pixels, whole, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    inside = cv2.warpAffine(mask.astype(np.float32), whole, size, flags=cv2.INTER_LINEAR) > 0.5
    first = inside.argmax(0).astype(np.float64)
    first[~inside.any(0)] = np.inf
    lab = cv2.GaussianBlur(to_lab(patch), (0, 0), 2.0)
    return _Patch(np.asarray(lab, np.float32), inside, matrix, side, first)


def _family(
    patch: _Patch, lowest: float, params: OpeningParams
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """(M, K, 2) curves in the patch, and the (M, 3) width, depth and power of each.

    The ends of all of them lie above row `lowest`, where a collar begins: its opening is at its top.
    """
    rim = float(patch.top[np.isfinite(patch.top)].min()) if np.isfinite(patch.top).any() else 0.0
    lowest = rim + params.collar_ends * (lowest - rim)
    angle = np.linspace(np.pi, 0, 49)
    cosine, sine = np.cos(angle), np.sin(angle)
    curves, shapes = [], []
    for width in params.widths:
        ends = [patch.axis - width * PATCH, patch.axis + width * PATCH]
        tops = patch.top[np.rint(ends).astype(int)]
        if not np.isfinite(tops).all() or tops.max() > lowest:
            continue
        slope = np.linspace(tops[0], tops[1], len(angle))
        for power in params.powers:
            x = patch.axis + width * PATCH * np.sign(cosine) * np.abs(cosine) ** (2 / power)
            drop = np.abs(sine) ** (2 / power) * PATCH
            for depth in params.depths:
                curves.append(np.stack([x, slope + depth * drop], -1))
                shapes.append((width, depth, power))
    return np.array(curves, np.float32), np.array(shapes, np.float32)


def _normals(curves: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """(M, K, 2) unit normals that point away from the opening."""
    along = np.gradient(curves, axis=1)
    normal = np.stack([-along[..., 1], along[..., 0]], -1)
    normal /= np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-6)
    return np.asarray(normal, np.float32)


def _sample(picture: FloatImage, points: npt.NDArray[np.float32]) -> FloatImage:
    """Values of a picture at (M, K, 2) points."""
    x, y = (np.ascontiguousarray(points[..., axis], np.float32) for axis in (0, 1))
    return np.asarray(cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32)


def _judge(
    patch: _Patch, curves: npt.NDArray[np.float32], params: OpeningParams
) -> tuple[FloatImage, FloatImage, FloatImage]:
    """(M,) contrast of the weaker parts, share of agreeing points, and score of each curve."""
    normal = _normals(curves)
    within = _sample(patch.lab, curves - params.offset * normal)
    without = _sample(patch.lab, curves + params.offset * normal)
    mask = patch.mask.astype(np.float32)
    valid = np.minimum(_sample(mask, curves - params.offset * normal), _sample(mask, curves + params.offset * normal))
    difference = within - without
    strength = np.linalg.norm(difference, axis=-1, keepdims=True)
    difference *= np.minimum(1.0, params.cap / np.maximum(strength, 1e-3)) * valid[..., None]
    # The ends lie on the outline, where nothing can be compared.
    difference = difference[:, 4:-4]
    # Averaged along the curve, what a print adds cancels out; a change from front to inside does not.
    kernel = np.ones((1, params.window), np.float32) / params.window
    channels = [cv2.filter2D(np.ascontiguousarray(difference[..., k]), -1, kernel) for k in range(3)]
    local = np.sqrt(sum(channel * channel for channel in channels))
    whole = np.linalg.norm(difference.mean(1), axis=-1)
    coherence = whole / np.maximum(np.linalg.norm(difference, axis=-1).mean(1), 1e-3)
    # A curve is as good as its weaker parts.
    weak = np.quantile(local, params.weak_part, axis=1)
    agreement = (local > params.consistent).mean(1)
    outside = (_sample(mask, curves)[:, 4:-4] < 0.5).mean(1)
    darker = -difference[..., 0].mean(1)
    plain = np.quantile(np.linalg.norm(difference, axis=-1), params.weak_part, axis=1)
    score = np.sqrt(weak * plain) * (0.5 + 0.5 * coherence) + params.dark_bonus * darker
    score -= params.outside_cost * outside
    depth = curves[:, len(curves[0]) // 2, 1] - curves[:, 0, 1]
    half_width = (curves[:, -1, 0] - curves[:, 0, 0]) / (2 * PATCH)
    score = score * agreement - params.depth_cost * np.maximum(depth / PATCH - 1.0, 0)
    score += params.width_gain * np.minimum(half_width, 1.0)
    return np.asarray(weak * coherence, np.float32), np.asarray(agreement, np.float32), np.asarray(score, np.float32)


def _fit(patch: _Patch, curve: npt.NDArray[np.float32], params: OpeningParams) -> Points64:
    """Move a curve along its normals to where the contrast across it is strongest, smoothly and nearly in symmetry."""
    normal = _normals(curve[None])[0]
    shifts = np.arange(-params.band, params.band + 1)
    points = curve[:, None] + shifts[None, :, None] * normal[:, None]
    step = 0.6 * params.offset * normal[:, None]
    difference = np.linalg.norm(_sample(patch.lab, points - step) - _sample(patch.lab, points + step), axis=-1)
    strength = np.minimum(difference, params.cap) / params.cap
    strength = 0.65 * strength + 0.35 * strength[::-1]
    gain = strength - 0.25 * (np.abs(shifts) / params.band)[None] ** 2
    total = gain.copy()
    back = np.zeros(gain.shape, np.int64)
    jump = -0.12 * np.abs(shifts[:, None] - shifts[None, :]).astype(np.float64)
    jump[np.abs(shifts[:, None] - shifts[None, :]) > 2] = -np.inf
    for row in range(1, len(gain)):
        reached = total[row - 1][None, :] + jump
        back[row] = reached.argmax(1)
        total[row] += reached.max(1)
    path = [int(total[-1].argmax())]
    for row in range(len(gain) - 1, 0, -1):
        path.append(int(back[row][path[-1]]))
    shift = shifts[np.array(path[::-1])].astype(np.float64)
    shift = 0.7 * shift + 0.3 * shift[::-1]
    kernel = np.hanning(9) / np.hanning(9).sum()
    shift = np.convolve(np.pad(shift, 4, mode="edge"), kernel, "valid")
    return np.asarray(curve + shift[:, None] * normal, np.float64)


def _above(patch: _Patch, curve: Points64) -> Mask:
    """What lies above a curve, between its ends."""
    polygon = np.vstack([curve, [curve[-1, 0], -10], [curve[0, 0], -10]])
    drawn = np.zeros(patch.mask.shape, np.uint8)
    cv2.fillPoly(drawn, [np.rint(polygon * 16).astype(np.int32)], 1, lineType=cv2.LINE_8, shift=4)
    return drawn.astype(bool)
