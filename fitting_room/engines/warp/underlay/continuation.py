"""An image with a hole -> the image without it: what surrounds the hole is continued into it.

Two fills are mixed by how much texture the surroundings have. Where they are smooth (a studio backdrop), a harmonic
membrane continues the tone and the picture's own grain is laid over it. Where they have texture or structure (bricks,
floorboards, a street), pieces of the picture are copied by a few dominant offsets, chosen so that each piece agrees
with the surroundings of the hole (after He and Sun, "Statistics of Patch Offsets for Image Completion", ECCV 2012, with
a filtered cost volume in place of the graph cut), and a membrane takes away what tone difference remains.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, Matte, RgbImage

Floats = npt.NDArray[np.float32]
Offsets = npt.NDArray[np.int32]


@dataclass(frozen=True)
class ContinuationParams:
    """How a hole is filled. Lengths are pixels of the reduced picture unless said otherwise."""

    longest: int = 256
    """Longest side of the reduced picture in which offsets are searched (192-384 tried)."""
    patch: int = 21
    """Side of the patches compared with each other (13-31 tried)."""
    spacing: int = 9
    """Distance between patches along the edge of the hole (6-14 tried)."""
    reach: int = 110
    """How far offsets may reach (60-160 tried)."""
    offsets_per_patch: int = 3
    """Best offsets kept for each patch (1-5 tried)."""
    most_offsets: int = 48
    """Offsets that compete for the pixels of the hole (24-80 tried)."""
    ring: int = 7
    """Width of the known ring around the hole in which an offset proves itself (4-12 tried)."""
    distance_cost: float = 0.35
    """Squared grey levels per pixel of offset: near pieces are lit alike (0-2 tried)."""
    smooth_energy: tuple[float, float] = (1.6, 4.0)
    """Local deviation in grey levels: below the first the membrane fills, above the second copies do."""
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
    if not hole.any() or not known.any():
        return image.copy()
    smooth = membrane(image.astype(np.float32), known)
    texture = texture_around(image, known, params)
    fill = smooth
    if float(texture[hole].max()) > 0:
        copied = _copy_pieces(image, known, hole, params)
        if copied is not None:
            weight = texture[..., None]
            fill = smooth + (copied - smooth) * weight
    fill = fill + grain_like(image, known, seed) * (1.0 - texture[..., None])
    result = image.copy()
    result[hole] = np.clip(fill[hole] + 0.5, 0, 255).astype(np.uint8)
    return result


def membrane(values: Floats, known: Mask, sweeps: int = 24) -> Floats:
    """Continue (H, W, C) values smoothly from where they are known; the rest of a harmonic membrane's work is done
    on a pyramid, so a hole of any size costs the same.
    """
    height, width = known.shape
    weight = known.astype(np.float32)
    if min(height, width) <= 4:
        total = max(float(weight.sum()), 1e-6)
        mean = (values * weight[..., None]).sum((0, 1)) / total
        return np.where(known[..., None], values, mean).astype(np.float32)
    size = ((width + 1) // 2, (height + 1) // 2)
    small_weight = cv2.resize(weight, size, interpolation=cv2.INTER_AREA)
    small = cv2.resize(values * weight[..., None], size, interpolation=cv2.INTER_AREA)
    small = small.reshape(size[1], size[0], -1) / np.maximum(small_weight, 1e-6)[..., None]
    coarse = membrane(small.astype(np.float32), small_weight > 1e-3, sweeps)
    filled = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR).reshape(values.shape)
    outside = known[..., None]
    filled = np.where(outside, values, filled).astype(np.float32)
    if max(height, width) <= 160:
        for _ in range(sweeps):
            filled = np.where(outside, values, cv2.blur(filled, (3, 3)).reshape(values.shape)).astype(np.float32)
    return filled


def texture_around(image: RgbImage, known: Mask, params: ContinuationParams) -> Matte:
    """(H, W) float32: 0 where the known surroundings are smooth, 1 where they have texture; continued into holes."""
    scale = min(1.0, params.longest / max(known.shape))
    small, coverage = reduce(image, known, scale)
    sure = coverage > 0.99
    grey = small @ np.array([0.3, 0.59, 0.11], np.float32)
    weight = sure.astype(np.float32)
    spread = (11, 11)
    total = np.maximum(cv2.blur(weight, spread), 1e-3)
    mean = cv2.blur(grey * weight, spread) / total
    variance = np.maximum(cv2.blur(grey * grey * weight, spread) / total - mean * mean, 0)
    # A gentle slope is not texture: the variance that the local gradient explains is taken away.
    slope_x = cv2.blur(cv2.Sobel(mean, cv2.CV_32F, 1, 0, ksize=3) / 8, spread)
    slope_y = cv2.blur(cv2.Sobel(mean, cv2.CV_32F, 0, 1, ksize=3) / 8, spread)
    variance = np.maximum(variance - (slope_x**2 + slope_y**2) * (spread[0] ** 2 - 1) / 12, 0)
    deviation = np.sqrt(variance)
    near = sure & (cv2.blur(weight, spread) > 0.6)
    if not near.any():
        near = sure
    spread_out = membrane(deviation[..., None].astype(np.float32), near)[..., 0]
    low, high = params.smooth_energy
    share = np.clip((spread_out - low) / (high - low), 0, 1)
    return np.asarray(cv2.resize(share, known.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def grain_like(image: RgbImage, known: Mask, seed: int) -> Floats:
    """(H, W, 3) float32 noise as strong and as coarse as the grain of the smooth known parts of the picture."""
    height, width = known.shape
    values = image.astype(np.float32)
    high = values - cv2.GaussianBlur(values, (0, 0), 1.5)
    inside = cv2.erode(known.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    samples = high[inside][:: max(1, int(inside.sum()) // 20000)]
    if len(samples) < 100:
        return np.zeros((height, width, 3), np.float32)
    # The median ignores edges and texture: grain is what even the flattest half of the picture shows.
    strength = np.median(np.abs(samples), axis=0) * 1.4826
    random = np.random.default_rng(seed)
    common = random.standard_normal((height, width, 1), np.float32)
    noise = 0.8 * common + 0.6 * random.standard_normal((height, width, 3), np.float32)
    noise = cv2.GaussianBlur(noise, (0, 0), 0.6)
    noise -= cv2.GaussianBlur(noise, (0, 0), 1.5)
    return np.asarray(noise / max(float(noise.std()), 1e-6) * np.minimum(strength, 8.0), np.float32)


def reduce(image: RgbImage, known: Mask, scale: float) -> tuple[Floats, Floats]:
    """Shrink what is known: ((h, w, 3) float32 colours unmixed with the unknown, (h, w) float32 known share)."""
    height, width = known.shape
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    weight = known.astype(np.float32)
    small_weight = cv2.resize(weight, size, interpolation=cv2.INTER_AREA)
    small = cv2.resize(image.astype(np.float32) * weight[..., None], size, interpolation=cv2.INTER_AREA)
    return small / np.maximum(small_weight, 1e-3)[..., None], small_weight


def _copy_pieces(image: RgbImage, known: Mask, hole: Mask, params: ContinuationParams) -> Floats | None:
    """(H, W, 3) float32 with the hole and its surroundings drawn from shifted copies; None where nothing fits."""
    scale = min(1.0, params.longest / max(known.shape))
    small, coverage = reduce(image, known, scale)
    sure = coverage > 0.99
    small_hole = cv2.resize(hole.astype(np.float32), small.shape[1::-1], interpolation=cv2.INTER_AREA) > 1e-3
    offsets = _propose(small, sure, small_hole, params)
    if len(offsets) == 0:
        return None
    offsets, choice = _choose(small, sure, small_hole, offsets, params)
    refined = _refine(image, known, hole, offsets, choice, scale)
    copied = _draw(image, known, refined, choice)
    return _match_tone(image, known, hole, copied, params)


def _propose(small: Floats, sure: Mask, hole: Mask, params: ContinuationParams) -> Offsets:
    """(K, 2) int32 offsets (x, y), most wanted first: where patches at the hole's edge are found again."""
    half = params.patch // 2
    height, width = sure.shape
    if min(height, width) <= params.patch + 2:
        return np.zeros((0, 2), np.int32)
    usable = cv2.erode(sure.astype(np.uint8), np.ones((params.patch, params.patch), np.uint8), borderValue=0) > 0
    edge = hole & (cv2.dilate((sure & ~hole).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0)
    found: list[tuple[float, int, int]] = []
    for x, y in _spread_points(edge, params.spacing):
        x, y = int(np.clip(x, half, width - 1 - half)), int(np.clip(y, half, height - 1 - half))
        window = (slice(y - half, y + half + 1), slice(x - half, x + half + 1))
        weight = sure[window]
        if weight.mean() < 0.25:
            continue
        left, top = max(0, x - params.reach - half), max(0, y - params.reach - half)
        right, bottom = min(width, x + params.reach + half + 1), min(height, y + params.reach + half + 1)
        mask = np.repeat(weight[..., None], 3, 2).astype(np.float32)
        misfit = cv2.matchTemplate(small[top:bottom, left:right], small[window], cv2.TM_SQDIFF, mask=mask)
        misfit /= 3.0 * float(weight.sum())
        centres = (slice(top + half, top + half + misfit.shape[0]), slice(left + half, left + half + misfit.shape[1]))
        rows = np.arange(centres[0].start, centres[0].stop, dtype=np.float32) - y
        columns = np.arange(centres[1].start, centres[1].stop, dtype=np.float32) - x
        misfit = misfit + params.distance_cost * np.hypot(rows[:, None], columns[None, :])
        misfit[~usable[centres]] = np.inf
        for _ in range(params.offsets_per_patch):
            row, column = np.unravel_index(int(np.argmin(misfit)), misfit.shape)
            if not np.isfinite(misfit[row, column]):
                break
            found.append((float(misfit[row, column]), int(columns[column]), int(rows[row])))
            misfit[max(0, row - 4) : row + 5, max(0, column - 4) : column + 5] = np.inf
    return _most_wanted(found, params.most_offsets)


def _spread_points(mask: Mask, spacing: int) -> npt.NDArray[np.int64]:
    """(N, 2) pixels (x, y) of a mask, about one in every cell of a grid of this spacing."""
    y, x = np.nonzero(mask)
    cells = (y // spacing) * (mask.shape[1] // spacing + 1) + x // spacing
    _, first = np.unique(cells, return_index=True)
    return np.column_stack([x[first], y[first]])


def _most_wanted(found: list[tuple[float, int, int]], most: int) -> Offsets:
    """Offsets by how many patches ask for them (or nearly them), each patch counting by how well it fits."""
    if not found:
        return np.zeros((0, 2), np.int32)
    table = np.array(found)
    votes = 1.0 / (table[:, 0] + 30.0)
    near = (np.abs(table[:, None, 1:] - table[None, :, 1:]).max(2) <= 1).astype(np.float64)
    popularity = near @ votes
    chosen: list[int] = []
    free = np.ones(len(table), bool)
    for index in np.argsort(-popularity):
        if free[index]:
            chosen.append(int(index))
            free &= near[index] == 0
            if len(chosen) == most:
                break
    return table[chosen, 1:].astype(np.int32)


def _choose(
    small: Floats, sure: Mask, hole: Mask, offsets: Offsets, params: ContinuationParams
) -> tuple[Offsets, npt.NDArray[np.int32]]:
    """Which offset each pixel of the hole and its ring uses: ((K, 2) used offsets, (h, w) int32 index, -1 for none)."""
    ring = sure & (cv2.dilate(hole.astype(np.uint8), np.ones((2 * params.ring + 1,) * 2, np.uint8)) > 0)
    costs = np.empty((len(offsets), *sure.shape), np.float32)
    for number, (x, y) in enumerate(offsets):
        moved, there = _shifted(small, x, y), _shifted(sure, x, y)
        proof = ring & there
        misfit = np.minimum(((moved - small) ** 2).mean(2), 3000.0)
        costs[number] = _spread_cost(misfit, proof) + params.distance_cost * float(np.hypot(x, y))
        # A piece that cannot be drawn here is worse than any that can.
        costs[number][~there & hole] = 1e6
    choice = costs.argmin(0).astype(np.int32)
    best = costs.min(0)
    choice[best >= 1e6] = -1
    choice = _without_specks(choice, costs)
    used, compact = np.unique(choice, return_inverse=True)
    compact = compact.reshape(choice.shape).astype(np.int32)
    if used[0] == -1:
        return offsets[used[1:]], compact - 1
    return offsets[used], compact


def _spread_cost(misfit: Floats, proof: Mask) -> Floats:
    """Continue the misfit in the ring over the whole picture, near evidence counting most."""
    total = np.full(misfit.shape, 4000.0, np.float32) * 1e-6
    weight = np.full(misfit.shape, 1e-6, np.float32)
    evidence = np.where(proof, misfit, 0).astype(np.float32)
    sure = proof.astype(np.float32)
    for radius, share in ((9, 1.0), (25, 0.1), (71, 0.005)):
        for _ in range(2):
            pass
        total += share * cv2.blur(cv2.blur(evidence, (radius, radius)), (radius, radius))
        weight += share * cv2.blur(cv2.blur(sure, (radius, radius)), (radius, radius))
    return np.asarray(total / weight, np.float32)


def _without_specks(choice: npt.NDArray[np.int32], costs: Floats) -> npt.NDArray[np.int32]:
    """Majority of the neighbourhood, so that pieces are large and seams are few."""
    labels = np.where(choice < 0, 255, choice).astype(np.uint8)
    labels = cv2.medianBlur(labels, 5)
    wanted = np.where(labels == 255, -1, labels).astype(np.int32)
    rows, columns = np.indices(choice.shape)
    drawable = costs[np.maximum(wanted, 0), rows, columns] < 1e6
    return np.where((wanted >= 0) & drawable, wanted, choice).astype(np.int32)


def _refine(
    image: RgbImage, known: Mask, hole: Mask, offsets: Offsets, choice: npt.NDArray[np.int32], scale: float
) -> Offsets:
    """(K, 2) the offsets in full-size pixels, each adjusted to fit the hole's ring where it is used."""
    height, width = known.shape
    reach = max(1, round(1 / scale))
    large = cv2.resize(choice.astype(np.float32), (width, height), interpolation=cv2.INTER_NEAREST).astype(np.int32)
    size = 2 * max(3, round(3 / scale)) + 1
    ring = known & (cv2.dilate(hole.astype(np.uint8), np.ones((size, size), np.uint8)) > 0)
    rows, columns = np.nonzero(ring)
    owner = large[rows, columns]
    moves = [(dx, dy) for dy in range(-reach, reach + 1) for dx in range(-reach, reach + 1)]
    refined = np.round(offsets / scale).astype(np.int32)
    random = np.random.default_rng(0)
    for number in range(len(offsets)):
        own = np.nonzero(owner == number)[0]
        if scale == 1.0 or len(own) < 30:
            continue
        own = random.choice(own, min(len(own), 500), replace=False)
        y, x = rows[own], columns[own]
        here = image[y, x].astype(np.float32)
        best, best_move = np.inf, (0, 0)
        for dx, dy in moves:
            source_y = np.clip(y + refined[number, 1] + dy, 0, height - 1)
            source_x = np.clip(x + refined[number, 0] + dx, 0, width - 1)
            inside = known[source_y, source_x]
            if inside.sum() < 20:
                continue
            difference = image[source_y, source_x].astype(np.float32) - here
            misfit = float(np.abs(difference[inside]).mean())
            if misfit < best:
                best, best_move = misfit, (dx, dy)
        refined[number] += best_move
    return refined


def _draw(image: RgbImage, known: Mask, offsets: Offsets, choice: npt.NDArray[np.int32]) -> Floats:
    """(H, W, 3) float32: every pixel from its own offset, seams feathered; NaN-free, photo where nothing was chosen."""
    height, width = known.shape
    total = np.zeros((height, width, 3), np.float32)
    weight = np.zeros((height, width, 1), np.float32)
    for number, (x, y) in enumerate(offsets):
        own = (choice == number).astype(np.float32)
        own = cv2.GaussianBlur(own, (0, 0), 0.7)
        ys, xs = np.nonzero(own > 0.02)
        if len(ys) == 0:
            continue
        box = _box_of(xs, ys, choice.shape, (height, width))
        part = cv2.resize(own, (width, height), interpolation=cv2.INTER_LINEAR)[box] ** 2
        source, there = _window(image, box, x, y), _window(known, box, x, y)
        part = (part * there)[..., None]
        total[box] += part * source
        weight[box] += part
    smooth = membrane(image.astype(np.float32), known)
    return np.where(weight > 1e-3, total / np.maximum(weight, 1e-3), smooth).astype(np.float32)


def _box_of(
    xs: npt.NDArray[np.int64], ys: npt.NDArray[np.int64], small: tuple[int, ...], large: tuple[int, int]
) -> tuple[slice, slice]:
    """The full-size window around pixels of the reduced picture."""
    up_y, up_x = large[0] / small[0], large[1] / small[1]
    top, bottom = int(ys.min() * up_y), min(large[0], int((ys.max() + 2) * up_y))
    left, right = int(xs.min() * up_x), min(large[1], int((xs.max() + 2) * up_x))
    return slice(max(0, int(top - up_y)), bottom), slice(max(0, int(left - up_x)), right)


def _window(values: npt.NDArray[np.generic], box: tuple[slice, slice], x: int, y: int) -> Floats:
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


def _shifted(values: npt.NDArray[np.generic], x: int, y: int) -> npt.NDArray[np.generic]:
    """values[row + y, column + x] for every pixel; 0 beyond the picture."""
    whole = (slice(0, values.shape[0]), slice(0, values.shape[1]))
    moved = _window(values, whole, int(x), int(y))
    return moved > 0 if values.dtype == np.bool_ else moved


def _match_tone(image: RgbImage, known: Mask, hole: Mask, copied: Floats, params: ContinuationParams) -> Floats:
    """Take from the copy the smooth tone difference to the picture that shows in the ring around the hole."""
    size = 2 * max(4, round(0.012 * max(known.shape))) + 1
    ring = known & (cv2.dilate(hole.astype(np.uint8), np.ones((size, size), np.uint8)) > 0)
    half = 0.5
    difference = np.clip(image.astype(np.float32) - copied, -60, 60)
    weight = ring.astype(np.float32)
    small_size = (max(1, round(known.shape[1] * half)), max(1, round(known.shape[0] * half)))
    small_weight = cv2.resize(weight, small_size, interpolation=cv2.INTER_AREA)
    small = cv2.resize(difference * weight[..., None], small_size, interpolation=cv2.INTER_AREA)
    sigma = 0.006 * max(known.shape)
    spread = cv2.GaussianBlur(small_weight, (0, 0), sigma)
    mean = cv2.GaussianBlur(small, (0, 0), sigma) / np.maximum(spread, 1e-4)[..., None]
    mean = np.clip(mean, -params.tone_limit, params.tone_limit)
    tone = membrane(mean.astype(np.float32), small_weight > 0.3)
    return copied + cv2.resize(tone, known.shape[::-1], interpolation=cv2.INTER_LINEAR)
