"""An image with a hole -> the image without it: what surrounds the hole is continued into it.

Two fills are mixed by how much texture the surroundings have. Where they are smooth (a studio backdrop), a harmonic
membrane continues the tone and the picture's own grain is laid over it. Where they have texture or structure (bricks,
floorboards, a street), pieces of the picture are copied by a few dominant offsets, chosen so that each piece agrees
with the surroundings of the hole (after He and Sun, "Statistics of Patch Offsets for Image Completion", ECCV 2012, with
a filtered cost volume in place of the graph cut), and a membrane takes away what tone difference remains.

Offsets are searched in a reduced picture, adjusted at full size, and drawn at full size, so copied texture is sharp.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, Matte, RgbImage
from fitting_room.engines.warp.underlay.grain import Floats, make_grain, measure_grain

Offsets = npt.NDArray[np.int32]
Box = tuple[slice, slice]

GREY = np.array([0.30, 0.59, 0.11], np.float32)
IMPOSSIBLE = 1e6


@dataclass(frozen=True)
class ContinuationParams:
    """How a hole is filled. Lengths are pixels of the reduced picture unless said otherwise."""

    longest: int = 192
    """Longest side of the reduced picture in which offsets are searched (160-384 tried; costs grow with its square)."""
    patch: int = 17
    """Side of the patches compared with each other (13-31 tried)."""
    spacing: int = 10
    """Distance between patches along the edge of the hole (6-14 tried)."""
    reach: int = 72
    """How far offsets may reach (60-160 tried)."""
    offsets_per_patch: int = 3
    """Best offsets kept for each patch (1-5 tried)."""
    most_offsets: int = 28
    """Offsets that compete for the pixels of the hole (24-80 tried)."""
    multiples: tuple[int, ...] = (2, 3, 4)
    """An offset that is too short to leave a wide hole is repeated this often."""
    multiplied: int = 12
    """The most wanted offsets for which that is done."""
    ring: int = 5
    """Width of the known ring around the hole in which an offset proves itself (4-12 tried)."""
    distance_cost: float = 0.35
    """Squared grey levels per pixel of offset: near pieces are lit alike (0-2 tried)."""
    smooth_energy: tuple[float, float] = (1.6, 4.0)
    """Local deviation in grey levels: below the first the membrane fills, above the second copies do."""
    feather: float = 0.0
    """Full-size pixels at the rim of the hole over which the fill fades into what was there."""
    tone_limit: float = 28.0
    """Largest tone difference, in grey levels, that the membrane takes away from a copied piece (15-40 tried)."""


def continue_into(
    image: RgbImage, known: Mask, hole: Mask, params: ContinuationParams = ContinuationParams(), seed: int = 0
) -> RgbImage:
    """Fill a hole from what is known.

    Args:
        image: RGB uint8 (H, W, 3).
        known: (H, W) bool, pixels that may be copied and that the fill must agree with.
        hole: (H, W) bool, pixels to fill; disjoint from `known`. What is neither stays as it is.
        params: How the hole is filled.
        seed: For the grain.

    Returns:
        RGB uint8 (H, W, 3); equal to `image` outside `hole`.
    """
    result = image.copy()
    if not hole.any() or not known.any():
        return result
    reduced = _Reduced.of(image, known, hole, params)
    box = _box_around(hole, margin=max(8, round(0.03 * max(hole.shape))))
    fill = _smooth_fill(image, known, box)
    texture = reduced.texture(params)
    share = cv2.resize(texture, known.shape[::-1], interpolation=cv2.INTER_LINEAR)[box][..., None]
    fill += make_grain(measure_grain(image, known), (fill.shape[0], fill.shape[1]), seed) * (1.0 - share)
    if float(texture[reduced.hole].max(initial=0.0)) > 0:
        copied = _copy_pieces(image, known, hole, box, fill, reduced, texture, params)
        fill += (copied - fill) * share
    inside = hole[box]
    if params.feather:
        depth = cv2.distanceTransform(inside.astype(np.uint8), cv2.DIST_L2, 3)
        fill = image[box] + (fill - image[box]) * np.minimum(depth / (params.feather + 1), 1.0)[..., None]
    result[box][inside] = np.clip(fill[inside] + 0.5, 0, 255).astype(np.uint8)
    return result


def membrane(values: Floats, known: Mask, sweeps: int = 24) -> Floats:
    """Continue (H, W, C) values smoothly from where they are known.

    The large-scale shape comes from a pyramid, so that a hole of any size costs the same; relaxing the small levels
    makes it harmonic, without the creases of a plain pyramid.
    """
    height, width = known.shape
    if min(height, width) <= 4:
        mean = values[known].mean(0) if known.any() else np.zeros(values.shape[2], np.float32)
        return np.where(known[..., None], values, mean).astype(np.float32)
    size = ((width + 1) // 2, (height + 1) // 2)
    small, weight = reduce(values, known, size)
    coarse = membrane(small, weight > 1e-3, sweeps)
    filled = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR).reshape(values.shape)
    filled[known] = values[known]
    if max(height, width) <= 160:
        for _ in range(sweeps):
            filled = cv2.blur(filled, (3, 3)).reshape(values.shape)
            filled[known] = values[known]
    return np.asarray(filled, np.float32)


def reduce(values: npt.NDArray[np.generic], known: Mask, size: tuple[int, int]) -> tuple[Floats, Floats]:
    """Shrink (H, W, C) to (width, height), unmixed with the unknown: float32 values, and the known share of each."""
    weight = cv2.resize(known.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    masked = cv2.copyTo(values.astype(np.float32), known.astype(np.uint8))
    small = cv2.resize(masked, size, interpolation=cv2.INTER_AREA).reshape(size[1], size[0], -1)
    return small / np.maximum(weight, 1e-3)[..., None], weight


@dataclass(frozen=True, eq=False)
class _Reduced:
    """The picture at the size in which offsets are searched."""

    image: Floats
    sure: Mask
    hole: Mask
    scale: float

    @classmethod
    def of(cls, image: RgbImage, known: Mask, hole: Mask, params: ContinuationParams) -> "_Reduced":
        scale = min(1.0, params.longest / max(known.shape))
        size = (max(1, round(known.shape[1] * scale)), max(1, round(known.shape[0] * scale)))
        small, weight = reduce(image, known, size)
        share = cv2.resize(hole.astype(np.float32), size, interpolation=cv2.INTER_AREA)
        return cls(small, weight > 0.99, share > 1e-3, scale)

    def texture(self, params: ContinuationParams) -> Matte:
        """(h, w) float32: 0 where the known surroundings are smooth, 1 where they have texture; continued inwards."""
        grey = self.image @ GREY
        weight = self.sure.astype(np.float32)
        side = 11
        total = np.maximum(cv2.blur(weight, (side, side)), 1e-3)
        mean = cv2.blur(grey * weight, (side, side)) / total
        variance = np.maximum(cv2.blur(grey * grey * weight, (side, side)) / total - mean * mean, 0)
        # A gentle slope is not texture: the variance that it explains is taken away.
        slope_x = cv2.blur(cv2.Sobel(mean, cv2.CV_32F, 1, 0) / 8, (side, side))
        slope_y = cv2.blur(cv2.Sobel(mean, cv2.CV_32F, 0, 1) / 8, (side, side))
        variance = np.maximum(variance - (slope_x**2 + slope_y**2) * (side**2 - 1) / 12, 0)
        near = self.sure & (total > 0.6)
        near = near if near.any() else self.sure
        deviation = membrane(np.sqrt(variance)[..., None], near)[..., 0]
        low, high = params.smooth_energy
        return np.asarray(np.clip((deviation - low) / (high - low), 0, 1), np.float32)


def _smooth_fill(image: RgbImage, known: Mask, box: Box) -> Floats:
    """(h, w, 3) float32 of the box: the membrane, computed at half size, where it is just as smooth."""
    height, width = known[box].shape
    half = (max(1, width // 2), max(1, height // 2))
    small, weight = reduce(image[box], known[box], half)
    filled = membrane(small, weight > 0.3)
    return np.asarray(cv2.resize(filled, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _copy_pieces(
    image: RgbImage,
    known: Mask,
    hole: Mask,
    box: Box,
    fallback: Floats,
    reduced: _Reduced,
    texture: Matte,
    params: ContinuationParams,
) -> Floats:
    """(h, w, 3) float32 of the box: hole and surroundings drawn from shifted copies, `fallback` where none fits."""
    offsets = _propose(reduced, texture, params)
    if len(offsets) == 0:
        return fallback
    offsets, choice = _choose(reduced, offsets, params)
    refined = _refine(image, known, hole, offsets, choice, reduced.scale)
    copied = _draw(image, known, box, refined, choice, fallback)
    return _match_tone(image[box], known[box], hole[box], copied, params)


def _propose(reduced: _Reduced, texture: Matte, params: ContinuationParams) -> Offsets:
    """(K, 2) int32 offsets (x, y), most wanted first: where patches at the hole's edge are found again."""
    half = params.patch // 2
    sure, hole = reduced.sure, reduced.hole
    height, width = sure.shape
    if min(height, width) <= params.patch + 2:
        return np.zeros((0, 2), np.int32)
    # Colour joins in when the offsets compete; finding candidates needs lightness only.
    grey = reduced.image @ GREY
    usable = cv2.erode(sure.astype(np.uint8), np.ones((params.patch, params.patch), np.uint8), borderValue=0) > 0
    edge = hole & (cv2.dilate((sure & ~hole).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0)
    found: list[tuple[float, int, int]] = []
    for x, y in _spread_points(edge, params.spacing):
        x, y = int(np.clip(x, half, width - 1 - half)), int(np.clip(y, half, height - 1 - half))
        window = (slice(y - half, y + half + 1), slice(x - half, x + half + 1))
        weight = sure[window].astype(np.float32)
        if weight.mean() < 0.25 or texture[y, x] == 0:
            continue
        left, top = max(0, x - params.reach - half), max(0, y - params.reach - half)
        right, bottom = min(width, x + params.reach + half + 1), min(height, y + params.reach + half + 1)
        misfit = cv2.matchTemplate(grey[top:bottom, left:right], grey[window], cv2.TM_SQDIFF, mask=weight)
        misfit /= float(weight.sum())
        rows = np.arange(top + half, top + half + misfit.shape[0])
        columns = np.arange(left + half, left + half + misfit.shape[1])
        misfit += params.distance_cost * np.hypot(rows[:, None] - y, columns[None, :] - x)
        misfit[~usable[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]] = np.inf
        for _ in range(params.offsets_per_patch):
            row, column = np.unravel_index(int(np.argmin(misfit)), misfit.shape)
            if not np.isfinite(misfit[row, column]):
                break
            found.append((float(misfit[row, column]), int(columns[column]) - x, int(rows[row]) - y))
            misfit[max(0, row - 4) : row + 5, max(0, column - 4) : column + 5] = np.inf
    return _most_wanted(found, params)


def _spread_points(mask: Mask, spacing: int) -> npt.NDArray[np.int64]:
    """(N, 2) pixels (x, y) of a mask, about one in every cell of a grid of this spacing."""
    y, x = np.nonzero(mask)
    cells = (y // spacing) * (mask.shape[1] // spacing + 1) + x // spacing
    _, first = np.unique(cells, return_index=True)
    return np.column_stack([x[first], y[first]])


def _most_wanted(found: list[tuple[float, int, int]], params: ContinuationParams) -> Offsets:
    """Offsets by how many patches ask for them (or nearly them), each counting by how well it fits; and multiples."""
    if not found:
        return np.zeros((0, 2), np.int32)
    table = np.array(found)
    votes = 1.0 / (table[:, 0] + 30.0)
    near = np.abs(table[:, None, 1:] - table[None, :, 1:]).max(2) <= 1
    popularity = near @ votes
    chosen: list[int] = []
    free = np.ones(len(table), bool)
    for index in np.argsort(-popularity):
        if free[index]:
            chosen.append(int(index))
            free &= ~near[index]
    offsets = table[chosen, 1:].astype(np.int32)
    repeated = [offsets[: params.multiplied] * times for times in params.multiples]
    return np.unique(np.concatenate([offsets[: params.most_offsets], *repeated]), axis=0)


def _choose(reduced: _Reduced, offsets: Offsets, params: ContinuationParams) -> tuple[Offsets, npt.NDArray[np.int32]]:
    """Which offset each pixel of the hole and its ring uses: ((K, 2) used offsets, (h, w) int32 index, -1 for none)."""
    box = _box_around(reduced.hole, margin=params.ring + 2)
    sure, hole, here = reduced.sure[box], reduced.hole[box], reduced.image[box]
    ring = sure & (cv2.dilate(hole.astype(np.uint8), np.ones((2 * params.ring + 1,) * 2, np.uint8)) > 0)
    costs = np.empty((len(offsets), *sure.shape), np.float32)
    for number, (x, y) in enumerate(offsets):
        there = _window(reduced.sure, box, x, y) > 0
        difference = _window(reduced.image, box, x, y) - here
        misfit = np.minimum(np.einsum("ijk,ijk->ij", difference, difference) / 3, 3000.0)
        costs[number] = _spread_cost(misfit, ring & there) + params.distance_cost * float(np.hypot(x, y))
        costs[number][~there & hole] = IMPOSSIBLE
    best = _without_specks(costs.argmin(0).astype(np.int32), costs)
    best[(np.take_along_axis(costs, best[None], 0)[0] >= IMPOSSIBLE) | ~(hole | ring)] = -1
    used, compact = np.unique(best[best >= 0], return_inverse=True)
    best[best >= 0] = compact
    choice = np.full(reduced.sure.shape, -1, np.int32)
    choice[box] = best
    return offsets[used], choice


def _spread_cost(misfit: Floats, proof: Mask) -> Floats:
    """Continue the misfit that was measured in the ring into the hole, near evidence counting most."""
    height, width = misfit.shape
    evidence = cv2.merge([np.where(proof, misfit, 0).astype(np.float32), proof.astype(np.float32)])
    evidence = cv2.resize(evidence, ((width + 1) // 2, (height + 1) // 2), interpolation=cv2.INTER_AREA)
    total = np.empty_like(evidence)
    # An offset without evidence is taken for a poor one.
    total[:] = (1500 * 1e-4, 1e-4)
    for side, share in ((5, 1.0), (13, 0.1), (35, 0.005)):
        total += share * cv2.blur(cv2.blur(evidence, (side, side)), (side, side))
    cost = total[..., 0] / total[..., 1]
    return np.asarray(cv2.resize(cost, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _without_specks(choice: npt.NDArray[np.int32], costs: Floats) -> npt.NDArray[np.int32]:
    """Majority of the neighbourhood, so that pieces are large and seams are few."""
    wanted = cv2.medianBlur(choice.astype(np.uint8), 5).astype(np.int32)
    possible = np.take_along_axis(costs, wanted[None], 0)[0] < IMPOSSIBLE
    return np.where(possible, wanted, choice)


def _refine(
    image: RgbImage, known: Mask, hole: Mask, offsets: Offsets, choice: npt.NDArray[np.int32], scale: float
) -> Offsets:
    """(K, 2) the offsets in full-size pixels, each adjusted to fit the hole's ring where it is used."""
    refined = np.round(offsets / scale).astype(np.int32)
    if scale == 1.0:
        return refined
    height, width = known.shape
    size = 2 * max(3, round(3 / scale)) + 1
    near = cv2.dilate(hole.astype(np.uint8), np.ones((size, size), np.uint8)) > 0
    rows, columns = np.nonzero(near & known)
    owner = choice[
        np.minimum((rows * scale).astype(int), choice.shape[0] - 1),
        np.minimum((columns * scale).astype(int), choice.shape[1] - 1),
    ]
    random = np.random.default_rng(0)
    reach = max(1, round(1 / scale))
    for number in range(len(offsets)):
        own = np.nonzero(owner == number)[0]
        if len(own) < 30:
            continue
        own = random.choice(own, min(len(own), 300), replace=False)
        y, x = rows[own], columns[own]
        here = image[y, x].astype(np.int16)
        for step in (2, 1):
            span = np.arange(-(reach // step) * step, reach + 1, step) if step == 2 else np.arange(-1, 2)
            moves = np.stack(np.meshgrid(span, span), -1).reshape(-1, 2) + refined[number]
            source_x, source_y = x + moves[:, :1], y + moves[:, 1:]
            inside = (source_x >= 0) & (source_x < width) & (source_y >= 0) & (source_y < height)
            flat = np.clip(source_y, 0, height - 1) * width + np.clip(source_x, 0, width - 1)
            inside &= known.reshape(-1)[flat]
            misfit = np.abs(image.reshape(-1, 3)[flat].astype(np.int16) - here).sum(2)
            mean = (misfit * inside).sum(1) / np.maximum(inside.sum(1), 1)
            mean[inside.sum(1) < 20] = np.inf
            if np.isfinite(mean).any():
                refined[number] = moves[int(np.argmin(mean))]
    return refined


def _draw(
    image: RgbImage, known: Mask, box: Box, offsets: Offsets, choice: npt.NDArray[np.int32], fallback: Floats
) -> Floats:
    """(h, w, 3) float32 of the box: every pixel from its own offset, seams feathered, `fallback` where none is."""
    height, width = known.shape
    cell = max(1, round(height / choice.shape[0]))
    labels = np.where(choice < 0, 255, choice).astype(np.uint8)
    labels = cv2.resize(labels, (width, height), interpolation=cv2.INTER_NEAREST)[box]
    if cell > 1:
        labels = cv2.medianBlur(labels, 2 * cell + 1)
    table = np.full((256, 2), -1e6, np.float32)
    table[: len(offsets)] = offsets
    columns = np.arange(box[1].start, box[1].stop, dtype=np.float32)
    rows = np.arange(box[0].start, box[0].stop, dtype=np.float32)[:, None]
    drawable = known.astype(np.uint8)
    total = 1e-3 * fallback
    weight = np.full((*fallback.shape[:2], 1), 1e-3, np.float32)
    reach = max(1, cell // 2)
    padded = cv2.copyMakeBorder(labels, reach, reach, reach, reach, cv2.BORDER_REPLICATE)
    # Seams are feathered by drawing the pieces four times with their borders moved a little.
    for down in (0, 2 * reach):
        for right in (0, 2 * reach):
            moved = padded[down : down + labels.shape[0], right : right + labels.shape[1]]
            from_x, from_y = columns + table[moved, 0], rows + table[moved, 1]
            there = cv2.remap(drawable, from_x, from_y, cv2.INTER_NEAREST, borderValue=0)
            piece = cv2.remap(image, from_x, from_y, cv2.INTER_NEAREST, borderValue=(0, 0, 0))
            piece = cv2.bitwise_and(piece, piece, mask=there)
            total += piece
            weight += there[..., None]
    return np.asarray(total / weight, np.float32)


def _match_tone(image: RgbImage, known: Mask, hole: Mask, copied: Floats, params: ContinuationParams) -> Floats:
    """Take from the copy the smooth tone difference to the picture that shows in the ring around the hole."""
    height, width = known.shape
    size = 2 * max(4, round(0.012 * max(height, width))) + 1
    ring = known & (cv2.dilate(hole.astype(np.uint8), np.ones((size, size), np.uint8)) > 0)
    quarter = (max(1, width // 4), max(1, height // 4))
    small, weight = reduce(np.clip(image - copied, -60, 60), ring, quarter)
    sigma = 1.5
    spread = np.maximum(cv2.GaussianBlur(weight, (0, 0), sigma), 1e-4)[..., None]
    mean = cv2.GaussianBlur(small * weight[..., None], (0, 0), sigma) / spread
    tone = membrane(np.clip(mean, -params.tone_limit, params.tone_limit), weight > 0.3)
    return copied + cv2.resize(tone, (width, height), interpolation=cv2.INTER_LINEAR)


def _box_around(mask: Mask, margin: int) -> Box:
    """The window around a mask, with a margin, inside the picture."""
    rows, columns = np.nonzero(mask.any(1))[0], np.nonzero(mask.any(0))[0]
    return (
        slice(max(0, int(rows[0]) - margin), min(mask.shape[0], int(rows[-1]) + 1 + margin)),
        slice(max(0, int(columns[0]) - margin), min(mask.shape[1], int(columns[-1]) + 1 + margin)),
    )


def _window(values: npt.NDArray[np.generic], box: Box, x: int, y: int) -> Floats:
    """The window moved by (x, y), float32; 0 beyond the picture."""
    height, width = values.shape[:2]
    rows, columns = box
    out = np.zeros((rows.stop - rows.start, columns.stop - columns.start, *values.shape[2:]), np.float32)
    top, bottom = max(0, rows.start + y), min(height, rows.stop + y)
    left, right = max(0, columns.start + x), min(width, columns.stop + x)
    if top < bottom and left < right:
        into_y, into_x = top - rows.start - y, left - columns.start - x
        out[into_y : into_y + bottom - top, into_x : into_x + right - left] = values[top:bottom, left:right]
    return out
