"""The order of things: background, bare body, clothes, arms, sleeves, and what the photo keeps in front."""

from dataclasses import dataclass, field, replace

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, Matte, RgbImage
from fitting_room.domain.body import HANDS, SHOES, BodyLabel, Person
from fitting_room.domain.garment import Category, GarmentPart
from fitting_room.domain.mask_edit import Protection
from fitting_room.domain.regions import largest, touching
from fitting_room.domain.tryon import Layer, LayeredImage, LayerKind
from fitting_room.engines.warp.underlay import Underlay, foreground
from fitting_room.engines.warp.wear import Worn
from fitting_room.perception.body_coordinates import BodyCoordinates
from fitting_room.perception.body_shape import BodyShape, Limb, Side

SLEEVES = {Side.LEFT: GarmentPart.LEFT_SLEEVE, Side.RIGHT: GarmentPart.RIGHT_SLEEVE}
LEGS = {
    Side.LEFT: (BodyLabel.LEFT_LEG, BodyLabel.LEFT_FOOT),
    Side.RIGHT: (BodyLabel.RIGHT_LEG, BodyLabel.RIGHT_FOOT),
}
COVERED = {
    Protection.FACE: (BodyLabel.FACE,),
    Protection.HAIR: (BodyLabel.HAIR, BodyLabel.HAT),
    Protection.HANDS: (*HANDS, BodyLabel.LEFT_ARM, BodyLabel.RIGHT_ARM),
    Protection.HELD: (BodyLabel.BAG,),
    Protection.OTHER_GARMENT: (),
}
"""What new clothes lie over where its protection is lifted; the other garment lies in its order anyway."""
SLEEVELESS_RAMP = (0.60, 0.95)
"""Shares of the upper arm over which a bare arm comes in front of a sleeveless top (0-0.5 tried)."""
TUCKED_SLEEVE = 0.07
"""How far bare skin reaches into a sleeve or trouser leg, as a share of the limb."""
ABOVE_HEM = 0.06
"""How far above the hem of a new top bottoms are whole, in torso lengths: `_bare_torso` shows skin there again."""
ABOVE_KEPT_HEM = 0.015
"""The same for a top of the photo, whose hem is known to the pixel."""
ROUNDED_HEM = 0.4
"""Height, in unit lengths, within which the hem of a top may be rounded (0.25-0.6 tried)."""
WIDEST_TOP = 1.5
"""Width, over the body's, within which a top is its torso and not its sleeves (1.3-1.7 tried)."""
LOWEST_TORSO = 1.02
"""Level below which bottoms cover the torso in any case; further down it would show as skin between the legs."""
SHADOW = 0.38
"""Darkest contact shadow of cloth on what lies below it (0.2-0.5 tried)."""
SEAM_SHADOW = 0.18
"""The same for a sleeve, which is sewn to the torso it shades (0-0.38 tried)."""


@dataclass(eq=False)
class LayerStack:
    """Collects layers from back to front and remembers what of the person is covered so far."""

    background: RgbImage
    unit_length: float
    layers: list[Layer] = field(default_factory=list)
    covered: Matte = field(init=False)

    def __post_init__(self) -> None:
        self.covered = np.zeros(self.background.shape[:2], np.float32)
        opaque = np.full(self.covered.shape, 255, np.uint8)
        self.layers.append(Layer("background", LayerKind.BACKGROUND, self.background, opaque))

    def add(self, name: str, kind: LayerKind, image: RgbImage, alpha: Matte, corner: tuple[int, int] = (0, 0)) -> None:
        """Put a sheet in front; empty ones are left out.

        Args:
            name: Unique.
            kind: What it shows.
            image: RGB uint8, as large as `alpha`.
            alpha: (h, w) float32 in [0, 1].
            corner: Top-left pixel on the canvas.
        """
        coverage = np.round(alpha * 255).astype(np.uint8)
        left, top, width, height = cv2.boundingRect(coverage)
        if not width:
            return
        box = (slice(top, top + height), slice(left, left + width))
        x, y = corner[0] + left, corner[1] + top
        self.layers.append(Layer(name, kind, image[box].copy(), coverage[box].copy(), (x, y)))
        below = self.covered[y : y + height, x : x + width]
        np.maximum(below, alpha[box], out=below)

    def shadow(self, name: str, alpha: Matte, corner: tuple[int, int], strength: float = SHADOW) -> None:
        """Darken what lies around a piece of cloth that is about to be added."""
        reach = 0.02 * self.unit_length
        margin = int(4 * reach)
        height, width = self.covered.shape
        x0, y0 = max(0, corner[0] - margin), max(0, corner[1] - margin)
        x1 = min(width, corner[0] + alpha.shape[1] + margin)
        y1 = min(height, corner[1] + alpha.shape[0] + margin)
        sheet = np.zeros((y1 - y0, x1 - x0), np.float32)
        y, x = corner[1] - y0, corner[0] - x0
        sheet[y : y + alpha.shape[0], x : x + alpha.shape[1]] = alpha
        soft = cv2.GaussianBlur(sheet, (0, 0), reach)
        fallen = np.roll(soft, round(0.6 * reach), axis=0)
        dark = np.clip(fallen - sheet, 0, 1) * strength * self.covered[y0:y1, x0:x1]
        self.add(name, LayerKind.GARMENT, np.zeros((*dark.shape, 3), np.uint8), dark, (x0, y0))


def stack_layers(
    person: Person,
    shape: BodyShape,
    underlay: Underlay,
    worn: tuple[Worn, ...],
    *,
    tuck: bool,
    lifted: frozenset[Protection] = frozenset(),
) -> LayeredImage:
    """Put everything in its order.

    Args:
        person: On the canvas.
        shape: Their body.
        underlay: What lies under the new clothes, and what of the photo stays in front.
        worn: The new garments on the body, shaded.
        tuck: Whether a top goes inside the bottoms.
        lifted: What of the photo need not stay in front: the new clothes lie over it.

    Returns:
        Layers from back to front.
    """
    stack = LayerStack(underlay.background, shape.unit_length)
    by_category = {each.garment.category: each for each in worn}
    upper = by_category.get(Category.TOPS) or by_category.get(Category.DRESSES)
    lower = by_category.get(Category.BOTTOMS)
    if upper is not None:
        _add_pieces(stack, upper, (GarmentPart.INSIDE,))
    _add_legs(stack, person, shape, underlay, lower or by_category.get(Category.DRESSES))
    frame = BodyCoordinates.of(shape, (person.matte.shape[0], person.matte.shape[1]))
    top = _top_worn(upper, person, underlay, frame)
    below = _not_beside(top, shape, ABOVE_KEPT_HEM if upper is None else ABOVE_HEM)
    torso = _bare_torso(shape, underlay.parts["torso"], upper, top, frame)
    stack.add("torso", LayerKind.BODY, underlay.skin, torso * below if upper is None else torso)
    shoes = _soft(person.parsing.where(*SHOES)) * person.matte
    stack.add("shoes", LayerKind.BODY, person.photo.pixels, shoes)
    if upper is not None:
        for side in Side:
            alpha = bare_arm(shape, underlay, upper, side, in_front=False)
            stack.add(f"{side} arm, under", LayerKind.BODY, underlay.skin, alpha)
            if shape.arms[side].behind:
                _add_pieces(stack, upper, (SLEEVES[side],))
    image, kept = foreground(person, tuple(by_category))
    kept = kept * (1 - shoes)
    covered = _soft(person.parsing.where(*(label for each in lifted for label in COVERED[each])))
    stack.add("under the clothes", LayerKind.BODY, image, kept * covered)
    if tuck:
        _add_upper(stack, underlay, upper)
        _add_lower(stack, underlay, lower, underlay.kept_alpha)
    else:
        if lower is not None and upper is None:
            lower = _narrowed(lower, below)
        _add_lower(stack, underlay, lower, underlay.kept_alpha * below)
        _add_upper(stack, underlay, upper)
    if upper is not None:
        _add_arms(stack, shape, underlay, upper)
    stack.add("in front", LayerKind.BODY, image, kept * (1 - covered))
    return LayeredImage(tuple(stack.layers))


def _soft(mask: Mask) -> Matte:
    return np.asarray(cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 0.8), np.float32)


def _add_pieces(stack: LayerStack, worn: Worn, parts: tuple[GarmentPart, ...]) -> None:
    """Add the pieces of these parts, each with its contact shadow."""
    for part in parts:
        for piece in worn.pieces:
            if piece.part is part:
                name = f"{part.name.lower().replace('_', ' ')} of {piece.category}"
                if part is not GarmentPart.INSIDE:
                    strength = SEAM_SHADOW if part in SLEEVES.values() else SHADOW
                    stack.shadow(f"shadow of {name}", piece.alpha, piece.corner, strength)
                stack.add(name, LayerKind.GARMENT, piece.image, piece.alpha, piece.corner)


def _add_legs(stack: LayerStack, person: Person, shape: BodyShape, underlay: Underlay, lower: Worn | None) -> None:
    """Bare legs: below the hem of the new bottoms or dress, or what the photo shows of them."""
    for side in Side:
        alpha = underlay.parts[f"{side}_leg"]
        if lower is None:
            seen = person.parsing.where(*LEGS[side]) & (person.matte > 0.5)
            stack.add(f"{side} leg", LayerKind.BODY, person.photo.pixels, _soft(seen))
            continue
        start = lower.fitting.leg_ends[side] - TUCKED_SLEEVE * shape.legs[side].length
        alpha = _beyond(shape.legs[side], alpha, start, start + 0.02 * shape.legs[side].length)
        stack.add(f"{side} leg", LayerKind.BODY, underlay.skin, alpha)


def _add_lower(stack: LayerStack, underlay: Underlay, lower: Worn | None, kept: Matte) -> None:
    """The new bottoms, or those the photo keeps, with the alpha that is left of them."""
    if lower is not None:
        _add_pieces(stack, lower, (GarmentPart.TORSO, GarmentPart.LEFT_LEG, GarmentPart.RIGHT_LEG))
    elif underlay.kept_category is Category.BOTTOMS:
        stack.add("kept bottoms", LayerKind.GARMENT, underlay.kept, kept)


def _add_upper(stack: LayerStack, underlay: Underlay, upper: Worn | None) -> None:
    """The torso of the new top or dress, or the top the photo keeps."""
    if upper is not None:
        _add_pieces(stack, upper, (GarmentPart.TORSO,))
    elif underlay.kept_category is Category.TOPS:
        stack.shadow("shadow of kept top", underlay.kept_alpha, (0, 0))
        stack.add("kept top", LayerKind.GARMENT, underlay.kept, underlay.kept_alpha)


def _add_arms(stack: LayerStack, shape: BodyShape, underlay: Underlay, upper: Worn) -> None:
    """Arms in front of the torso, each with its sleeve over it; arms behind the back are there already."""
    for side in Side:
        if not shape.arms[side].behind:
            alpha = bare_arm(shape, underlay, upper, side, in_front=True)
            stack.add(f"{side} arm", LayerKind.BODY, underlay.skin, alpha)
            _add_pieces(stack, upper, (SLEEVES[side],))


def _top_worn(upper: Worn | None, person: Person, underlay: Underlay, frame: BodyCoordinates) -> Mask:
    """(H, W) bool: the torso of the new top or dress, or of the top that the photo keeps."""
    height, width = underlay.kept_alpha.shape
    if upper is not None:
        torsos = [piece for piece in upper.pieces if piece.part is GarmentPart.TORSO]
        return torsos[0].on_canvas((width, height)) > 0.5 if torsos else np.zeros((height, width), np.bool_)
    if underlay.kept_category is not Category.TOPS:
        return np.zeros((height, width), np.bool_)
    top = largest((underlay.kept_alpha > 0.5) & (np.abs(frame.sideways) < WIDEST_TOP * frame.half_width))
    # A hand on the hip hides the top's edge, and what lies below it.
    hands = touching(person.parsing.where(*HANDS), top)
    rows = np.flatnonzero(top.any(1))
    hands[rows[-1] + 1 if len(rows) else 0 :] = False
    return _around_spine(top | hands, np.abs(frame.sideways).argmin(1))


def _around_spine(top: Mask, spine: npt.NDArray[np.intp]) -> Mask:
    """(H, W) bool: from the spine to the first gap on either side, so that sleeves beside a torso do not count."""
    column = np.arange(top.shape[1])[None]
    left = np.where(~top & (column < spine[:, None]), column + 1, 0).max(1)
    right = np.where(~top & (column > spine[:, None]), column, top.shape[1]).min(1)
    rows = np.flatnonzero(top[np.arange(len(top)), spine])
    if not len(rows):
        return np.zeros_like(top)
    # An arm across the chest hides the top in some rows: it goes on behind it.
    every = np.arange(rows[0], rows[-1] + 1)
    run = np.zeros_like(top)
    run[every] = (column >= np.interp(every, rows, left[rows])[:, None]) & (
        column < np.interp(every, rows, right[rows])[:, None]
    )
    return run


def _narrowed(lower: Worn, below: Mask) -> Worn:
    """New bottoms without what would show beside the top that stays."""
    pieces = []
    for piece in lower.pieces:
        x, y = piece.corner
        height, width = piece.alpha.shape
        pieces.append(replace(piece, alpha=piece.alpha * below[y : y + height, x : x + width]))
    return replace(lower, pieces=tuple(pieces))


def _not_beside(top: Mask, shape: BodyShape, above_hem: float) -> Mask:
    """(H, W) bool: where something may show that a top hangs over: everywhere but beside it.

    Args:
        top: (H, W) bool, the torso of the top.
        shape: The body.
        above_hem: How far above the top's hem it may show everywhere again, in torso lengths.
    """
    margin = max(1, round(above_hem * shape.torso_length))
    below = np.ones_like(top)
    # The same from either side: a view with its columns turned round is the other one.
    for mask, view in ((top, below), (top[:, ::-1], below[:, ::-1])):
        rows = np.flatnonzero(mask.any(1))
        edge = mask[rows].argmax(1)
        rows = rows[: max(0, _length_of_side(edge, shape) - margin)]
        # Not below the soft edge of the top either, which would let it shine through.
        view[rows] &= np.arange(mask.shape[1])[None] >= edge[: len(rows), None] + 2
    return below


def _length_of_side(edge: npt.NDArray[np.intp], shape: BodyShape) -> int:
    """How many rows a top hangs down on a side, given its edge in each row: a rounded hem ends earlier there."""
    if not len(edge):
        return 0
    tail = max(0, len(edge) - round(ROUNDED_HEM * shape.unit_length))
    inwards = edge[tail:] - np.minimum.accumulate(edge[tail:])
    ended = np.flatnonzero(inwards > 0.08 * shape.unit_length)
    return tail + int(ended[0]) if len(ended) else len(edge)


def _bare_torso(shape: BodyShape, alpha: Matte, upper: Worn | None, cloth: Mask, frame: BodyCoordinates) -> Matte:
    """(H, W) float32: skin of neck and torso only where no cloth lies all around it: it may not show beside cloth."""
    soft = 0.02
    height, width = alpha.shape
    level = frame.level
    alpha = alpha * np.clip((LOWEST_TORSO - level) / soft, 0, 1).astype(np.float32)
    if upper is None or upper.fitting.torso_levels is None:
        return alpha
    top, bottom = upper.fitting.torso_levels
    middle = cloth & (np.abs(frame.sideways) < 0.3 * shape.unit_length)
    if middle.any():
        # A very short top ends above its place, and a slanting one on one side: cloth is not stretched without end.
        ends = np.where(middle, level, -1.0).max(0)
        bottom = min(bottom, float(np.quantile(ends[middle.any(0)], 0.1)))
    above = np.clip((top + 0.04 - level) / soft, 0, 1)
    if upper.fitting.opening is not None:
        x = np.arange(width, dtype=np.float32)[None, :] - shape.shoulders[0]
        y = np.arange(height, dtype=np.float32)[:, None] - shape.shoulders[1]
        aside = np.abs(x * shape.across[0] + y * shape.across[1])
        above = above * np.clip((upper.fitting.opening - aside) / 2, 0, 1)
    return alpha * np.maximum(above, np.clip((level - bottom + 0.04) / soft, 0, 1)).astype(np.float32)


def bare_arm(shape: BodyShape, underlay: Underlay, upper: Worn, side: Side, *, in_front: bool) -> Matte:
    """(H, W) float32: where the bare arm shows: beyond the cuff, or, sleeveless, from the shoulder on.

    Args:
        shape: The body.
        underlay: Of the person.
        upper: The new top or dress.
        side: Which arm.
        in_front: For the arm in front of the torso's cloth, or for the one below it.
    """
    arm, alpha = shape.arms[side], underlay.parts[f"{side}_arm"]
    if side in upper.fitting.sleeve_ends:
        start = upper.fitting.sleeve_ends[side] - TUCKED_SLEEVE * arm.length
        return _beyond(arm, alpha, start, start + 0.02 * arm.length)
    if not in_front:
        return alpha
    first, last = (share * arm.lengths[0] for share in SLEEVELESS_RAMP)
    return _beyond(arm, alpha, first, last)


def _beyond(limb: Limb, alpha: Matte, start: float, end: float) -> Matte:
    """The alpha of a limb, cut off before `start` and whole after `end`, in pixels along the limb from its root."""
    result = np.zeros_like(alpha)
    left, top, width, height = cv2.boundingRect((alpha > 0).astype(np.uint8))
    box = (slice(top, top + height), slice(left, left + width))
    x = np.arange(left, left + width, dtype=np.float32)[None, :]
    y = np.arange(top, top + height, dtype=np.float32)[:, None]
    upper, lower = limb.lengths
    asides, travels = [], []
    for bone, before, length in ((0, 0.0, upper), (1, upper, lower)):
        root, step = limb.axis[bone], (limb.axis[bone + 1] - limb.axis[bone]) / max(length, 1e-6)
        along = (x - root[0]) * step[0] + (y - root[1]) * step[1]
        # Both ends are continued, so that hands and shoulders belong to their bone.
        inside = np.clip(along, None if bone == 0 else 0, length if bone == 0 else None)
        asides.append(np.hypot(x - root[0] - inside * step[0], y - root[1] - inside * step[1]))
        travels.append(before + inside)
    travelled = np.where(asides[0] <= asides[1], travels[0], travels[1])
    result[box] = alpha[box] * np.clip((travelled - start) / max(end - start, 1.0), 0, 1)
    return result
