"""Person + BodyShape -> where each part of the bare body is, and how its surface is turned towards the light.

Where a limb is bare in the photo its real outline is used; where cloth covers it, an average limb is scaled to the
bare stretch next to it and held inside the clothed silhouette.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, Matte
from fitting_room.domain.body import BodyLabel, Joint, Person
from fitting_room.domain.geometry import Vector, unit
from fitting_room.perception.body_shape import BodyShape, Limb, Side

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]

PARTS = ("left_leg", "right_leg", "torso", "left_arm", "right_arm")
"""Names of the bare body's parts, from back to front."""

LABELS = {
    "left_arm": (BodyLabel.LEFT_ARM, BodyLabel.LEFT_HAND),
    "right_arm": (BodyLabel.RIGHT_ARM, BodyLabel.RIGHT_HAND),
    "left_leg": (BodyLabel.LEFT_LEG, BodyLabel.LEFT_FOOT),
    "right_leg": (BodyLabel.RIGHT_LEG, BodyLabel.RIGHT_FOOT),
    "torso": (BodyLabel.NECK, BodyLabel.TORSO_SKIN),
}
"""What the photo shows of each part where it is bare."""


# Parsers and joint detectors do not always agree on which side is which.
_BOTH_SIDES = {
    "arm": (BodyLabel.LEFT_ARM, BodyLabel.RIGHT_ARM),
    "leg": (BodyLabel.LEFT_LEG, BodyLabel.RIGHT_LEG),
}


@dataclass(frozen=True)
class OutlineParams:
    """Shapes of limbs relative to the straight taper of `BodyShape`, by place: 0 root, 1 middle joint, 2 end."""

    arm_places: tuple[float, ...] = (0.0, 0.2, 0.4, 0.7, 1.0, 1.2, 1.4, 1.7, 2.0)
    arm_profile: tuple[float, ...] = (1.05, 1.06, 1.02, 0.97, 0.98, 1.07, 1.05, 0.97, 0.95)
    leg_places: tuple[float, ...] = (0.0, 0.3, 0.6, 0.85, 1.0, 1.12, 1.33, 1.6, 1.85, 2.0)
    leg_outer: tuple[float, ...] = (1.00, 1.03, 1.02, 0.98, 0.98, 0.98, 1.13, 1.10, 0.98, 1.0)
    leg_inner: tuple[float, ...] = (1.00, 1.00, 1.00, 1.02, 1.02, 0.97, 1.10, 1.00, 0.95, 1.0)
    beyond_wrist: float = 0.03
    """How far a covered arm goes on past the wrist, as a share of its length: into the hand."""
    hand: float = 0.12
    """How far past the wrist, likewise, the first of the hand is looked for: it says how wide the wrist is."""
    beyond_ankle: float = 0.12
    """How far a covered leg goes on past the ankle: into the shoe."""
    stations: int = 41
    """Cross-sections along a limb (25-60 tried)."""
    memory: float = 0.18
    """Share of a limb's length over which a measured width still counts where cloth covers the limb (0.1-0.3)."""
    cloth: float = 1.5
    """Thickness of the thinnest cloth in pixels: covered skin ends this far inside the silhouette."""
    neck_half_width: float = 0.165
    """Half width of the neck column in units of `unit_length` (0.15-0.18 tried)."""


@dataclass(frozen=True, eq=False)
class PartSurface:
    """One part of the bare body on a reduced grid.

    Attributes:
        box: Window of the grid.
        across: (h, w) float32 from -1 (edge towards the picture's left or top) to 1; beyond the edge it goes on.
        place: (h, w) float32 along the part: limbs 0 root, 1 middle joint, 2 end; torso 0 shoulders, 1 hips.
        normal: (h, w, 3) float32 unit vectors: x rightwards, y downwards, z towards the camera.
    """

    box: tuple[slice, slice]
    across: Floats
    place: Floats
    normal: Floats


@dataclass(frozen=True, eq=False)
class BodyPart:
    """One part of the bare body.

    Attributes:
        alpha: (H, W) float32 in [0, 1].
        surface: Its shape on the reduced grid.
    """

    alpha: Matte
    surface: PartSurface


def outline_parts(
    person: Person, shape: BodyShape, grid: float, params: OutlineParams = OutlineParams()
) -> dict[str, BodyPart]:
    """Outline every part of the bare body.

    Args:
        person: The person.
        shape: Their measured body.
        grid: Scale of the reduced grid on which surfaces are given.
        params: Shapes of limbs.

    Returns:
        The parts by their name in `PARTS`.
    """
    size = person.matte.shape
    room = cv2.dilate(person.matte, np.ones((3, 3), np.uint8))
    parts = {}
    torso_alpha, torso_surface = _torso(person, shape, grid, params)
    parts["torso"] = BodyPart(_within(torso_alpha, person, "torso", room), torso_surface)
    for name, limb in _limbs(shape).items():
        section = _sections(person, limb, name, shape, params)
        alpha = _fill(section.polygon(), size)
        if section.misses(person.parsing.where(*_BOTH_SIDES[name.split("_")[1]]), shape.unit_length):
            # The limb is elsewhere: the joints were guessed wrongly, and a second arm would be drawn.
            alpha = np.zeros_like(alpha)
        if limb.behind:
            # The far half passes behind the torso.
            alpha = alpha * (1.0 - _fill(section.polygon(1.0), size) * parts["torso"].alpha)
        parts[name] = BodyPart(_within(alpha, person, name, room), section.surface(grid, size))
    return parts


def bare(person: Person, name: str) -> Mask:
    """(H, W) bool: what the photo shows bare of a part."""
    return person.parsing.where(*LABELS[name])


def _within(alpha: Matte, person: Person, name: str, room: Matte) -> Matte:
    """Join what is really bare, and end at the silhouette."""
    real = cv2.GaussianBlur(bare(person, name).astype(np.float32), (0, 0), 0.7)
    return np.asarray(np.minimum(np.maximum(alpha, real), room), np.float32)


def _limbs(shape: BodyShape) -> dict[str, Limb]:
    kinds = (("leg", shape.legs), ("arm", shape.arms))
    return {f"{side}_{kind}": limbs[side] for kind, limbs in kinds for side in Side}


def _fill(polygon: Doubles, size: tuple[int, ...]) -> Matte:
    """(H, W) float32: a filled polygon with a soft edge of one pixel."""
    canvas = np.zeros(size[:2], np.uint8)
    if len(polygon) > 2:
        cv2.fillPoly(canvas, [np.round(polygon * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    return cv2.GaussianBlur(canvas, (0, 0), 0.5).astype(np.float32) / 255


@dataclass(frozen=True, eq=False)
class _Sections:
    """A limb as cross-sections: the limb is not always symmetric about its bones."""

    centres: Doubles
    normals: Doubles
    places: Doubles
    low: Doubles
    high: Doubles

    def misses(self, visible: Mask, unit_length: float) -> bool:
        """Whether a good part of the limb is visible, but hardly any of it along the bones."""
        area = int(visible.sum())
        if area < 0.12 * unit_length**2:
            return False
        along = _fill(self.polygon(), visible.shape) > 0.5
        return bool((along & visible).sum() < 0.1 * area)

    def polygon(self, start: float = 0.0) -> Doubles:
        """The outline from a place to the end, with rounded ends."""
        own = self.places >= start
        centres, normals = self.centres[own], self.normals[own]
        low = centres + normals * self.low[own, None]
        high = centres + normals * self.high[own, None]
        turn = np.linspace(0, np.pi, 9)[1:-1, None]

        def cap(first: Doubles, last: Doubles, outwards: Vector) -> Doubles:
            middle, half = (first + last) / 2, (first - last) / 2
            return np.asarray(middle + half * np.cos(turn) + outwards * np.hypot(*half) * np.sin(turn))

        end = unit(centres[-1] - centres[-2])
        root = unit(centres[0] - centres[1])
        return np.concatenate([low, cap(low[-1], high[-1], 0.4 * end), high[::-1], cap(high[0], low[0], 0.8 * root)])

    def surface(self, grid: float, size: tuple[int, ...]) -> PartSurface:
        """Coordinates and normals on the reduced grid around the limb."""
        outline = self.polygon() * grid
        limit = (max(1, round(size[1] * grid)), max(1, round(size[0] * grid)))
        box = _box(outline, limit)
        height, width = box[0].stop - box[0].start, box[1].stop - box[1].start
        # The nearest station is searched on every third pixel; the place along the limb varies slowly.
        coarse = (max(1, width // 3), max(1, height // 3))
        place = cv2.resize(self._places_near(box, coarse, grid), (width, height), interpolation=cv2.INTER_LINEAR)
        # Between two stations the place would jump; it is smoothed over a station's width.
        step = grid * float(np.hypot(*(self.centres[1] - self.centres[0])))
        place = cv2.GaussianBlur(place, (0, 0), max(0.7, 0.7 * step))
        x, y = np.arange(box[1].start, box[1].stop) / grid, np.arange(box[0].start, box[0].stop)[:, None] / grid

        def here(values: Doubles) -> Floats:
            return np.asarray(np.interp(place, self.places, values), np.float32)

        normals = np.dstack([here(self.normals[:, 0]), here(self.normals[:, 1])])
        offset = (x - here(self.centres[:, 0])) * normals[..., 0] + (y - here(self.centres[:, 1])) * normals[..., 1]
        middle, half = here((self.low + self.high) / 2), here((self.high - self.low) / 2)
        across = ((offset - middle) / np.maximum(half, 1.0)).astype(np.float32)
        tilt = np.clip(across, -1, 1)
        facing = np.sqrt(np.maximum(1 - tilt**2, 0))
        normal = np.dstack([normals * tilt[..., None], facing])
        return PartSurface(box, across, place, np.asarray(normal, np.float32))

    def _places_near(self, box: tuple[slice, slice], size: tuple[int, int], grid: float) -> Floats:
        """(h, w) float32: the place of the nearest station for evenly spread points of the box."""
        x = box[1].start + (np.arange(size[0]) + 0.5) * (box[1].stop - box[1].start) / size[0] - 0.5
        y = box[0].start + (np.arange(size[1]) + 0.5) * (box[0].stop - box[0].start) / size[1] - 0.5
        centres = (self.centres * grid).astype(np.float32)
        squared = (x[:, None] - centres[:, 0]).astype(np.float32) ** 2
        squared = squared[None] + ((y[:, None] - centres[:, 1]).astype(np.float32) ** 2)[:, None]
        return self.places.astype(np.float32)[squared.argmin(2)]


def _box(points: Doubles, limit: tuple[int, int]) -> tuple[slice, slice]:
    """The window around (N, 2) points inside (width, height), never empty."""
    left, top = np.clip(np.floor(points.min(0)).astype(int) - 3, 0, np.array(limit) - 1)
    right, bottom = np.clip(np.ceil(points.max(0)).astype(int) + 4, 1, np.array(limit))
    return slice(int(top), max(int(bottom), int(top) + 1)), slice(int(left), max(int(right), int(left) + 1))


def _sections(person: Person, limb: Limb, name: str, shape: BodyShape, params: OutlineParams) -> _Sections:
    """Cross-sections of a limb, measured where it is bare and averaged where it is covered."""
    beyond = params.hand if name.endswith("arm") else params.beyond_ankle
    distances = np.linspace(0, limb.length * (1 + beyond), params.stations)
    upper, lower = limb.lengths
    places = np.interp(distances, [0, upper, upper + lower, upper + 1.5 * lower], [0, 1, 2, 2.5])
    centres = _smoothed(np.array([limb.at(distance) for distance in distances]), limb.length / params.stations)
    tangents = np.gradient(centres, axis=0)
    tangents /= np.maximum(np.hypot(*tangents.T), 1e-6)[:, None]
    normals = np.column_stack([-tangents[:, 1], tangents[:, 0]])
    model = np.array([limb.radius(distance) for distance in distances])
    # Normals point to the picture's left on a limb that hangs down; the outer side is left on the person's right.
    if name.endswith("arm"):
        low = high = model * np.interp(places, params.arm_places, params.arm_profile)
    else:
        outer = model * np.interp(places, params.leg_places, params.leg_outer)
        inner = model * np.interp(places, params.leg_places, params.leg_inner)
        high_is_left = float(normals[0] @ shape.across) > 0
        low, high = (inner, outer) if name.startswith("left") == high_is_left else (outer, inner)
    seen_low, seen_high = _runs(bare(person, name), centres, normals, 1.9 * model)
    used = np.ones(len(distances), np.bool_)
    if name.endswith("arm"):
        # The limb ends where the hand begins; the palm is wider than the wrist and says nothing about it.
        past = distances > limb.length * (1 + params.beyond_wrist)
        shown = np.flatnonzero(past & ~np.isnan(seen_low) & ~np.isnan(seen_high))
        used = ~past
        used[: shown[0] + 1 if len(shown) else 0] = True
        seen_low[~used] = seen_high[~used] = np.nan
    cloth_low, cloth_high = _runs(person.matte > 0.5, centres, normals, 2.6 * model)
    low = _blend_measured(low, seen_low, places, params)
    high = _blend_measured(high, seen_high, places, params)
    covered = np.isnan(seen_low) | np.isnan(seen_high)
    first, last = _fit_inside(low, high, cloth_low - params.cloth, cloth_high - params.cloth)
    first, last = np.where(covered, first, low), np.where(covered, last, high)
    blur = (1, 5)
    first = cv2.GaussianBlur(first[:, None], blur, 0.9, borderType=cv2.BORDER_REPLICATE)[:, 0]
    last = cv2.GaussianBlur(last[:, None], blur, 0.9, borderType=cv2.BORDER_REPLICATE)[:, 0]
    return _Sections(centres[used], normals[used], places[used], -first[used], last[used])


def _smoothed(centres: Doubles, step: float) -> Doubles:
    """Round the bend of the middle joint; the ends stay."""
    rounded = centres.copy()
    for _ in range(6):
        rounded[1:-1] = 0.25 * rounded[:-2] + 0.5 * rounded[1:-1] + 0.25 * rounded[2:]
    return rounded


def _runs(mask: Mask, centres: Doubles, normals: Doubles, reach: Doubles) -> tuple[Doubles, Doubles]:
    """How far the mask reaches from each centre against and along its normal; NaN where it does not end in reach."""
    steps = np.arange(0.0, float(reach.max()) + 1.0)
    far = []
    height, width = mask.shape
    for sign in (-1.0, 1.0):
        points = centres[:, None] + normals[:, None] * (sign * steps[None, :, None])
        x, y = np.round(points[..., 0]).astype(int), np.round(points[..., 1]).astype(int)
        inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
        values = mask[np.clip(y, 0, height - 1), np.clip(x, 0, width - 1)] & inside
        ends = np.where(values.all(1), len(steps), values.argmin(1)).astype(np.float64)
        leaves = ~inside[np.arange(len(centres)), np.minimum(ends.astype(int), len(steps) - 1)]
        ends[(ends > reach) | leaves] = np.nan
        far.append(ends)
    nothing = far[0] == 0
    for side in far:
        side[nothing] = np.nan
    return far[0], far[1]


def _blend_measured(model: Doubles, seen: Doubles, places: Doubles, params: OutlineParams) -> Doubles:
    """Use measured half widths, and let them fade into the model along the limb."""
    measured = ~np.isnan(seen)
    ratio = np.where(measured, np.clip(seen / np.maximum(model, 1.0), 0.6, 1.6), 0.0)
    spread = 2 * params.memory
    weight = np.exp(-0.5 * ((places[:, None] - places[None, :]) / spread) ** 2) * measured
    total = weight.sum(1)
    carried = (weight * ratio).sum(1) + 0.15
    blended = model * carried / (total + 0.15)
    return np.where(measured, seen, blended)


def _fit_inside(low: Doubles, high: Doubles, room_low: Doubles, room_high: Doubles) -> tuple[Doubles, Doubles]:
    """Shift, then shrink, cross-sections so that they stay inside the silhouette (NaN: no silhouette near)."""
    room_low = np.where(np.isnan(room_low), np.inf, room_low)
    room_high = np.where(np.isnan(room_high), np.inf, room_high)
    excess_low = np.maximum(low - room_low, 0)
    excess_high = np.maximum(high - room_high, 0)
    fitted_low = np.minimum(low + excess_high, room_low)
    fitted_high = np.minimum(high + excess_low, room_high)
    return np.maximum(fitted_low, 0.5), np.maximum(fitted_high, 0.5)


def _torso(person: Person, shape: BodyShape, grid: float, params: OutlineParams) -> tuple[Matte, PartSurface]:
    """Neck, chest and belly down to the crotch."""
    neck_axis, neck_half = _neck(person, shape, params)
    contour = _torso_contour(shape, neck_axis, neck_half, params.cloth)
    alpha = _fill(contour, person.matte.shape)
    limit = (max(1, round(person.matte.shape[1] * grid)), max(1, round(person.matte.shape[0] * grid)))
    box = _box(contour * grid, limit)
    columns, rows = np.meshgrid(np.arange(box[1].start, box[1].stop), np.arange(box[0].start, box[0].stop))
    points = np.stack([columns, rows], -1).astype(np.float32) / grid
    place = ((points - shape.shoulders) @ shape.down / shape.torso_length).astype(np.float32)
    lengths = np.clip(place, 0, 1.25).astype(np.float32)
    spine = shape.shoulders + (shape.hips - shape.shoulders) * lengths[..., None]
    sideways = ((points - spine) @ shape.across).astype(np.float32)
    left = np.interp(lengths, shape.levels, shape.half_widths[:, 1])
    right = np.interp(lengths, shape.levels, shape.half_widths[:, 0])
    trunk = sideways / np.maximum(np.where(sideways > 0, left, right), 1.0)
    top, base = neck_axis
    along = unit(base - top)
    column = ((points - base) @ np.array([along[1], -along[0]])) / max(neck_half, 1.0)
    column = column * (1.0 if float(np.array([along[1], -along[0]]) @ shape.across) > 0 else -1.0)
    # The neck joins the trunk between its base and the collar bones.
    neckness = np.clip((-place - 0.06) / 0.14, 0, 1)
    across = trunk * (1 - neckness) + column * neckness
    tilt = np.clip(np.sign(trunk) * np.abs(trunk) ** 1.6, -1, 1) * (1 - neckness) + np.clip(column, -1, 1) * neckness
    # Shoulders are turned upwards, the chest a little up, the belly a little down.
    upwards = np.interp(place, [-0.2, 0.0, 0.15, 0.3, 0.5, 0.8, 1.1], [-0.55, -0.5, -0.25, -0.08, 0.06, 0.0, 0.08])
    upwards = upwards * (1 - neckness) * (1 - np.abs(tilt)) + 0.15 * neckness
    normal = tilt[..., None] * shape.across + upwards[..., None] * shape.down
    flat = np.hypot(normal[..., 0], normal[..., 1])
    normal = normal / np.maximum(flat, 1.0)[..., None]
    facing = np.sqrt(np.maximum(1 - np.minimum(flat, 1.0) ** 2, 0))
    surface = PartSurface(
        box, across.astype(np.float32), place, np.concatenate([normal, facing[..., None]], 2).astype(np.float32)
    )
    return alpha, surface


def _neck(person: Person, shape: BodyShape, params: OutlineParams) -> tuple[Doubles, float]:
    """((2, 2) top and base of the neck's axis, half width of its column), measured where the neck is bare."""
    pose = person.pose
    base = (shape.neck[Side.LEFT] + shape.neck[Side.RIGHT]) / 2
    ears = (pose.at(Joint.LEFT_EAR) + pose.at(Joint.RIGHT_EAR)) / 2
    head = 0.5 * (ears + pose.at(Joint.NOSE))
    up = unit(head - base)
    # A head turned aside leaves the neck nearly upright.
    up = unit(0.5 * up - 0.5 * shape.down)
    top = base + up * 0.42 * shape.unit_length
    model = params.neck_half_width * shape.unit_length
    stations = np.linspace(0.12, 0.4, 8)[:, None] * shape.unit_length * up + base
    sideways = np.tile(shape.across, (len(stations), 1))
    low, high = _runs(person.parsing.where(BodyLabel.NECK), stations, sideways, np.full(len(stations), 2.0 * model))
    widths = (low + high)[~np.isnan(low + high)] / 2
    half = float(np.clip(np.median(widths), 0.8 * model, 1.25 * model)) if len(widths) >= 2 else model
    return np.array([top, base]), half


def _torso_contour(shape: BodyShape, neck_axis: Doubles, neck_half: float, cloth: float) -> Doubles:
    """(N, 2) closed outline: up the left side, over the neck, down the right side."""
    top, base = neck_axis
    sides = {}
    for side in Side:
        out = shape.across * side.sign
        tip, neck = shape.tips[side], shape.neck[side]
        column = [top + out * neck_half, base + (top - base) * 0.45 + out * neck_half * 0.98]
        slope = [neck + (tip - neck) * share + shape.down * dip * shape.unit_length for share, dip in _TRAPEZIUS]
        inset = [shape.edge(level, side) - out * cloth for level in np.arange(0.30, 1.03, 0.05)]
        sides[side] = _rounded(np.array([*column, *slope, tip, *inset]))
    crotch = shape.spine(1.17)
    return np.concatenate([sides[Side.LEFT], [crotch], sides[Side.RIGHT][::-1]])


_TRAPEZIUS = ((-0.08, 0.0), (0.18, 0.035), (0.45, 0.03), (0.75, 0.005))
"""The slope from neck to shoulder tip: share of the way, and how far it sinks below the straight line."""


def _rounded(points: Doubles) -> Doubles:
    """Cut the corners of an open line twice (Chaikin), keeping its ends."""
    for _ in range(2):
        near, far = 0.75 * points[:-1] + 0.25 * points[1:], 0.25 * points[:-1] + 0.75 * points[1:]
        points = np.concatenate([points[:1], np.stack([near, far], 1).reshape(-1, 2), points[-1:]])
    return points
