"""Person + bare body parts -> the colour of their skin everywhere, real where it is visible and continued elsewhere.

A skin tone is taken from the person's own arms, legs and neck (from the face only where nothing else is bare), a
linear light is fitted to the visible skin, and both shade the body's rounded parts. What the visible skin differs from
that is continued under the clothes, so that no seam shows where real skin begins.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.body import CLOTHES, HANDS, SKIN, BodyLabel, Person
from fitting_room.engines.warp.underlay.continuation import GREY
from fitting_room.engines.warp.underlay.grain import Floats, make_grain
from fitting_room.engines.warp.underlay.outline import PARTS, BodyPart, PartSurface, bare

Light = npt.NDArray[np.float64]


@dataclass(frozen=True)
class SkinParams:
    """How skin is synthesised."""

    longest: int = 512
    """Longest side of the grid on which skin is shaded; grain is added at full size (384-768 tried)."""
    enough: float = 800.0
    """Pixels of bare arm, leg or neck on the grid at which they get half their full weight (100-1500 tried)."""
    hue_tolerance: float = 0.45
    """Largest distance, in log ratios of red to green and green to blue, from the hue of the face (0.3-0.7 tried)."""
    reddest: float = 1.15
    """Largest log ratio of red to green (linear light) of a skin tone; very dark skin comes near it."""
    yellowest: float = 1.1
    """Largest log ratio of green to blue."""
    grain: float = 0.6
    """Strength of grain over that of visible skin, whose pores count as grain too (0.4-1 tried)."""
    light_prior: tuple[float, float, float] = (0.0, -0.10, 0.40)
    """Log brightness per unit of normal (right, down, front) where nothing is visible: soft light from above.
    On 145 bare limbs of 120 street photos the side towards the light gained 0.18, the front 0.3-0.5."""
    light_certainty: float = 120.0
    """Pixels that the prior is worth when the light is fitted (100-2000 tried)."""
    hue_of_shade: tuple[float, float, float] = (0.86, 1.02, 1.13)
    """Light scattered inside skin makes shade redder: exponents of the shading for R, G, B (measured on those)."""
    mottle: float = 0.012
    """Strength of the soft blotches of living skin (0.005-0.03 tried)."""
    blend: float = 0.06
    """Width, in units of `unit_length`, over which real skin fades into synthetic at the old clothes (0.03-0.1)."""
    cloth_shadow: float = 0.22
    """The same where real skin is darker than the synthetic: there lies the shadow of the old clothes (0.1-0.3)."""


def paint_skin(
    person: Person,
    parts: Mapping[str, BodyPart],
    unit_length: float,
    grid: float,
    params: SkinParams = SkinParams(),
    seed: int = 0,
) -> RgbImage:
    """Paint the bare body.

    Args:
        person: The person.
        parts: Outlines and surfaces.
        unit_length: `BodyShape.unit_length`.
        grid: Scale of the grid the surfaces are given on.
        params: How skin is synthesised.
        seed: For blotches and grain.

    Returns:
        RGB uint8 (H, W, 3): the photo where skin is visible, skin everywhere else on the parts; between the parts
        the plain tone.
    """
    height, width = person.matte.shape
    size = (max(1, round(width * grid)), max(1, round(height * grid)))
    pixels = cv2.resize(person.photo.pixels, size, interpolation=cv2.INTER_AREA)
    linear = _to_linear(pixels)
    shadowed = _near_clothes(person, 0.6 * params.cloth_shadow * unit_length, size)
    own_hue = _own_hue(person, linear, size, params)
    sure = {name: _unshadowed(_sure_skin(person, bare(person, name), size) & own_hue, shadowed) for name in PARTS}
    tone = _tone(person, linear, sure, size, params)
    light = _fit_light(person, linear, parts, sure, params)
    canvas = np.empty((size[1], size[0], 3), np.float32)
    canvas[:] = np.log(tone)
    for name in PARTS:
        part = parts[name]
        surface = part.surface
        shade = _shade(name, surface, light)
        colour = np.log(tone) + shade[..., None] * np.array(params.hue_of_shade, np.float32)
        colour += _blush(name, surface)[..., None] * np.array([0.0, -1.0, -0.7], np.float32)
        # What the neck differs by is mostly the shadow of the chin: on the trunk it is not carried far.
        reaches = CARRIED[:3] if name == "torso" else CARRIED
        colour += _continued(np.log(linear[surface.box]) - colour, sure[name][surface.box], unit_length * grid, reaches)
        own = cv2.resize(part.alpha, size, interpolation=cv2.INTER_AREA)[surface.box]
        # A little beyond the outline too, so that enlarging does not mix in other parts.
        own = np.clip(4 * cv2.blur(own, (5, 5)), 0, 1)[..., None]
        canvas[surface.box] += (colour - canvas[surface.box]) * own
    canvas += _mottle(size, unit_length * grid, params, seed)
    painted = _from_linear(np.exp(canvas))
    painted = cv2.resize(painted, (width, height), interpolation=cv2.INTER_CUBIC)
    painted += make_grain(params.grain * _grain(person), (height, width), seed + 1)
    return _with_real(person, painted, unit_length, params)


def grid_scale(shape: tuple[int, ...], params: SkinParams = SkinParams()) -> float:
    """Scale of the grid on which skin is shaded."""
    return min(1.0, params.longest / max(shape[:2]))


def _sure_skin(person: Person, mask: Mask, size: tuple[int, int]) -> Mask:
    """(h, w) bool on the grid: skin of this part that is not mixed with anything else."""
    inside = cv2.erode((mask & (person.matte > 0.97)).astype(np.uint8), np.ones((5, 5), np.uint8))
    return np.asarray(cv2.resize(inside.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.98)


def _own_hue(person: Person, linear: Floats, size: tuple[int, int], params: SkinParams) -> Mask:
    """(h, w) bool on the grid: pixels whose hue could be this person's skin, judged by their face."""
    logs = np.log(linear)
    hue = np.stack([logs[..., 0] - logs[..., 1], logs[..., 1] - logs[..., 2]], -1)
    face = _sure_skin(person, person.parsing.where(BodyLabel.FACE), size)
    if face.sum() < 30:
        face = _sure_skin(person, person.parsing.where(*SKIN), size)
    if not face.any():
        return np.ones(face.shape, np.bool_)
    return np.asarray(np.hypot(*np.moveaxis(hue - np.median(hue[face], axis=0), -1, 0)) < params.hue_tolerance)


def _near_clothes(person: Person, reach: float, size: tuple[int, int]) -> Mask:
    """(h, w) bool on the grid: within reach (photo pixels) of the clothes, where their shadow falls."""
    clothes = cv2.resize(person.parsing.where(*CLOTHES).astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.5
    distance = cv2.distanceTransform((~clothes).astype(np.uint8), cv2.DIST_L2, 3)
    return np.asarray(distance < reach * size[0] / person.matte.shape[1])


def _unshadowed(skin: Mask, shadowed: Mask) -> Mask:
    """Skin away from the clothes, if enough of it is."""
    lit = skin & ~shadowed
    return lit if lit.sum() > max(40, 0.25 * skin.sum()) else skin


def _to_linear(pixels: RgbImage) -> Floats:
    """Take sRGB uint8 to linear light in (0, 1], never quite 0, so that it has a logarithm."""
    table = ((np.arange(256) / 255 + 0.055) / 1.055) ** 2.4
    table = np.maximum(np.where(np.arange(256) <= 10, np.arange(256) / 255 / 12.92, table), 2e-3)
    return np.asarray(table.astype(np.float32)[pixels])


def _from_linear(linear: Floats) -> Floats:
    """Take linear light to sRGB as float32 grey levels."""
    clipped = np.clip(linear, 0, 1)
    curve = 1.055 * clipped ** (1 / 2.4) - 0.055
    return np.asarray(255 * np.where(clipped <= 0.0031308, 12.92 * clipped, curve), np.float32)


def _tone(
    person: Person, linear: Floats, sure: Mapping[str, Mask], size: tuple[int, int], params: SkinParams
) -> npt.NDArray[np.float64]:
    """(3,) linear colour of the person's skin in even light."""
    hands = _sure_skin(person, person.parsing.where(*HANDS), size)
    limbs = (sure["left_arm"] | sure["right_arm"] | sure["left_leg"] | sure["right_leg"]) & ~hands
    face = _sure_skin(person, person.parsing.where(BodyLabel.FACE), size)
    logs = np.log(linear)
    gathered, weights = [], []
    # Hands are redder than arms, faces made up and flushed, necks in the shadow of the chin: they count only as far as
    # nothing better is bare.
    sources = (
        (limbs, 1.0, (0, 0, 0)),
        (sure["torso"], 0.25, (0.05, 0.05, 0.05)),
        (hands, 0.15, (-0.03, 0.02, 0.02)),
        (face, 0.5, (-0.04, 0, 0.02)),
    )
    for mask, share, shift in sources:
        count = int(mask.sum())
        if count >= 12:
            # A beard, brows and shadow are darker than the skin of a face.
            gathered.append(_typical(logs[mask], (0.5, 0.9) if mask is face else (0.35, 0.85)) + np.array(shift))
            weights.append(share * count / (count + params.enough))
    if not gathered:
        return np.array([0.45, 0.27, 0.19])
    red, green, blue = np.average(gathered, axis=0, weights=weights)
    # No skin is redder or yellower than this, but the light reflected by red hair or cloth makes it look so.
    green = max(green, red - params.reddest)
    blue = max(blue, green - params.yellowest)
    return np.asarray(np.clip(np.exp([red, green, blue]), [0.02, 0.012, 0.006], [0.92, 0.85, 0.8]))


def _typical(logs: Floats, share: tuple[float, float]) -> npt.NDArray[np.float64]:
    """(3,) mean over the middle of the brightness range: neither in cast shadow nor in a highlight."""
    brightness = logs @ np.array([0.25, 0.6, 0.15], np.float32)
    low, high = np.quantile(brightness, share)
    middle = (brightness >= low) & (brightness <= high)
    return np.asarray(np.median(logs[middle], axis=0), np.float64)


def _fit_light(
    person: Person,
    linear: Floats,
    parts: Mapping[str, BodyPart],
    sure: Mapping[str, Mask],
    params: SkinParams,
) -> Light:
    """(3,) log brightness per unit of normal, fitted to the visible skin and held near the prior."""
    brightness = np.log(np.maximum(linear @ np.array([0.25, 0.6, 0.15], np.float32), 1e-3))
    samples = []
    for name, part in parts.items():
        box = part.surface.box
        visible = sure[name][box] & (np.abs(part.surface.across) < 1.0)
        samples.append((part.surface.normal[visible], brightness[box][visible], 1500))
    samples.append((*_face_samples(person, brightness), 300))
    matrix = np.diag([params.light_certainty] * 3)
    right_side = matrix @ np.array(params.light_prior)
    for normals, values, most in samples:
        if len(values) < 60:
            continue
        step = max(1, len(values) // most)
        # Each part is compared with itself: a tanned or shaded part must not look like light from the side.
        turned = (normals - normals.mean(0))[::step].astype(np.float64)
        shade = np.clip(values - np.median(values), -0.5, 0.5)[::step].astype(np.float64)
        matrix += turned.T @ turned
        right_side += turned.T @ shade
    fitted = np.linalg.solve(matrix, right_side)
    return np.clip(fitted, [-0.45, -0.4, 0.25], [0.45, 0.2, 0.7])


def _face_samples(person: Person, brightness: Floats) -> tuple[Floats, Floats]:
    """((N, 3) normals, (N,) log brightness) of the face, taken for an egg; only its sides are believed."""
    face = person.parsing.where(BodyLabel.FACE)
    size = (brightness.shape[1], brightness.shape[0])
    sure = _sure_skin(person, face, size)
    left, top, width, height = cv2.boundingRect(sure.astype(np.uint8))
    rows, columns = np.nonzero(sure)
    across = np.clip((columns - left - width / 2) / max(0.55 * width, 1.0), -1, 1)
    along = np.clip((rows - top - height / 2) / max(0.6 * height, 1.0), -1, 1)
    facing = np.sqrt(np.maximum(1 - across**2 - along**2, 0.05))
    # Brow, nose and beard spoil what the heights tell.
    normals = np.column_stack([across, np.zeros_like(across), facing]).astype(np.float32)
    return normals, brightness[sure]


FRONT = 0.80
"""The mean of a cylinder's normals towards the camera: a surface turned like that has the plain tone."""


def _shade(name: str, surface: PartSurface, light: Light) -> Floats:
    """(h, w) float32 log brightness: light on the rounded part, and the relief of bones and muscles."""
    turned = surface.normal @ light.astype(np.float32) - np.float32(FRONT * light[2])
    # Skin shines a little where its surface looks half towards the light.
    ridge = float(np.clip(1.5 * light[0], -0.4, 0.4))
    return np.asarray(turned + _relief(name, surface, ridge), np.float32)


def _bump(values: Floats, centre: float, width: float) -> Floats:
    return np.asarray(np.exp(-0.5 * ((values - centre) / width) ** 2), np.float32)


def _relief(name: str, surface: PartSurface, ridge: float) -> Floats:
    """(h, w) float32 log brightness of knees, shins, elbows and collar bones: hints, kept subtle."""
    place, across = surface.place, surface.across
    if name.endswith("leg"):
        # Along 90 bare legs of street photos the knee was 0.12 darker, the shin 0.1 brighter than the rest.
        knee = -0.10 * _bump(place, 1.02, 0.09) * _bump(across, 0, 0.8)
        knee += 0.10 * _bump(place, 0.965, 0.04) * _bump(across, ridge, 0.30)
        knee -= 0.06 * _bump(place, 1.065, 0.028) * _bump(across, 0, 0.45)
        knee -= 0.05 * _bump(place, 0.98, 0.06) * (_bump(across, -0.62, 0.16) + _bump(across, 0.62, 0.16))
        below = np.clip((place - 1.08) / 0.2, 0, 1) * np.clip((2.05 - place) / 0.25, 0, 1)
        shin = 0.09 * below * _bump(across, ridge, 0.30)
        calf = -0.06 * _bump(place, 1.38, 0.2) * (_bump(across, -0.75, 0.22) + _bump(across, 0.75, 0.22))
        thigh = 0.05 * np.clip((0.95 - place) / 0.3, 0, 1) * _bump(across, ridge, 0.35)
        thigh -= 0.12 * np.clip(1 - place / 0.55, 0, 1) * np.clip(_inner(name, across), 0, 1)
        return np.asarray(knee + shin + calf + thigh, np.float32)
    if name.endswith("arm"):
        elbow = -0.04 * _bump(place, 1.0, 0.05) * _bump(across, 0, 0.5)
        muscle = (0.03 * _bump(place, 0.35, 0.2) + 0.02 * _bump(place, 1.3, 0.2)) * _bump(across, ridge, 0.4)
        return np.asarray(elbow + muscle, np.float32)
    rise = 0.035 * np.abs(np.clip(across, -1, 1))
    bone = place + rise
    inside = np.clip((np.abs(across) - 0.12) / 0.1, 0, 1) * np.clip((0.85 - np.abs(across)) / 0.25, 0, 1)
    collar = (0.05 * _bump(bone, -0.035, 0.014) - 0.06 * _bump(bone, 0.0, 0.018)) * inside
    notch = -0.07 * _bump(place, -0.03, 0.022) * _bump(across, 0, 0.06)
    chest = -0.03 * _bump(across, 0, 0.07) * _bump(place, 0.25, 0.15)
    return np.asarray(collar + notch + chest, np.float32)


def _inner(name: str, across: Floats) -> Floats:
    """0 on the outer side of a leg to 1 on the inner side."""
    return across if name.startswith("left") else -across


def _blush(name: str, surface: PartSurface) -> Floats:
    """(h, w) float32: how much redder than the tone the skin is."""
    if name.endswith("leg"):
        return 0.035 * _bump(surface.place, 0.99, 0.07) * _bump(surface.across, 0, 0.6)
    if name.endswith("arm"):
        return 0.03 * _bump(surface.place, 1.0, 0.1) + 0.02 * np.clip(surface.place - 1.6, 0, 0.4) / 0.4
    return 0.015 * _bump(surface.place, 0.1, 0.12)


CARRIED = ((0.03, 1.0), (0.12, 0.1), (0.35, 0.01), (1.0, 0.001))
"""Over how many unit lengths visible skin is continued, and with what weight."""


def _continued(residual: Floats, sure: Mask, unit_length: float, reaches: tuple[tuple[float, float], ...]) -> Floats:
    """Continue what the visible skin of a part differs from the model; with distance it fades to nothing."""
    if not sure.any():
        return np.zeros_like(residual)
    weight = sure.astype(np.float32)[..., None]
    total = np.zeros((*sure.shape, 4), np.float32)
    total[..., 3] = 0.03 * reaches[-1][1]
    for reach, share in reaches:
        side = 2 * max(1, round(reach * unit_length / 2)) + 1
        # Near by, all that is seen is continued; far away only what may be a general difference.
        limit = 0.9 if reach < 0.1 else 0.35
        evidence = np.dstack([np.clip(residual, -limit, limit) * weight, weight])
        total += share * cv2.blur(cv2.blur(evidence, (side, side)), (side, side))
    return np.asarray(total[..., :3] / total[..., 3:], np.float32)


def _mottle(size: tuple[int, int], unit_length: float, params: SkinParams, seed: int) -> Floats:
    """(h, w, 3) float32 log brightness of soft blotches, a little redder where darker."""
    random = np.random.default_rng(seed)
    total = np.zeros((size[1], size[0]), np.float32)
    for reach, share in ((0.015, 0.4), (0.05, 1.0)):
        noise = cv2.GaussianBlur(
            random.standard_normal((size[1], size[0]), np.float32), (0, 0), max(0.7, reach * unit_length)
        )
        total += share * noise / max(float(noise.std()), 1e-6)
    return np.asarray(params.mottle * total[..., None] * np.array([0.5, 1.0, 1.1], np.float32), np.float32)


def _grain(person: Person) -> Floats:
    """(3,) float32 strength of the grain of visible skin; the median does not see hairs and features."""
    skin = person.parsing.where(*SKIN).astype(np.uint8)
    inside = cv2.erode(skin, np.ones((9, 9), np.uint8)) > 0
    if inside.sum() < 60:
        return np.zeros(3, np.float32)
    rows, columns = np.nonzero(inside.any(1))[0], np.nonzero(inside.any(0))[0]
    box = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    values = person.photo.pixels[box].astype(np.float32)
    high = np.abs(values - cv2.GaussianBlur(values, (0, 0), 1.5))[inside[box]]
    # A low quantile, because hairs, wrinkles and jewellery are not grain; 0.385 is that of the normal distribution.
    return np.minimum(np.quantile(high, 0.3, axis=0) / 0.385, 3.5).astype(np.float32)


def _with_real(person: Person, painted: Floats, unit_length: float, params: SkinParams) -> RgbImage:
    """The photo where skin is visible, fading into the painted skin at the edge of the old clothes."""
    skin = np.zeros(person.matte.shape, bool)
    for name in PARTS:
        skin |= bare(person, name)
    # The outermost pixel is half background; the painted skin continues the colour up to the edge.
    skin = cv2.erode(skin.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    photo = person.photo.pixels.astype(np.float32)
    # The outermost pixels of skin are mixed with cloth, and skin farther in may lie in its shadow.
    clothes = person.parsing.where(*CLOTHES)
    distance = cv2.distanceTransform((~clothes).astype(np.uint8), cv2.DIST_L2, 5)
    narrow, wide = params.blend * unit_length, params.cloth_shadow * unit_length
    soft = max(1.0, 0.02 * unit_length)
    darker = cv2.GaussianBlur((painted - photo) @ GREY, (0, 0), soft)
    width = narrow + (wide - narrow) * np.clip(darker / 14.0 - 0.3, 0, 1)
    share = np.clip((distance - 2.0) / np.maximum(width - 2.0, 2.0), 0, 1)
    share = (share * share * (3 - 2 * share) * skin)[..., None].astype(np.float32)
    mixed = painted + (photo - painted) * share
    return np.clip(mixed + 0.5, 0, 255).astype(np.uint8)
