"""Person + outfit -> the person with everything marked that the new clothes may change.

The old garment is found by geometry over the union of all cloth, because where cloth is is known better than which
garment it is. Sleeve and hem length of the new garments decide how far arms and legs are opened.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask
from fitting_room.domain.body import CLOTHES, HANDS, SHOES, BodyLabel, Parsing, Person
from fitting_room.domain.garment import Category, Garment, HemLength, Outfit, SleeveLength
from fitting_room.domain.handle_track import HandleTrack
from fitting_room.domain.job import Report, silent
from fitting_room.domain.mask_edit import MaskEdit, Protection
from fitting_room.domain.regions import distance_to, grown
from fitting_room.domain.tryon import AgnosticPerson
from fitting_room.perception.attire_order import clothes_in_order
from fitting_room.perception.belongings import held, unnamed_cloth
from fitting_room.perception.body_coordinates import BodyCoordinates
from fitting_room.perception.body_shape import BodyShape, Side, measure_body
from fitting_room.perception.limb_region import distance_at, filled, limb_until
from fitting_room.perception.mask_handles import handle_tracks, move_edges

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class AgnosticParams:
    """How generous the mask is. Widths are multiples of the bare body's."""

    margin: float = 0.006
    """The old garment is erased this far beyond its outline, as a share of the longest side (0.004-0.01 tried)."""
    least_margin: int = 4
    """The same in pixels, at least."""
    torso_room: float = 1.5
    """Room for a loose top (1.3-1.7 tried)."""
    sleeve_room: float = 2.0
    """Room for a wide sleeve (1.6-2.4 tried)."""
    leg_room: float = 1.75
    """Room for a wide trouser leg (1.4-2.0 tried)."""
    skirt_flare: float = 0.8
    """How much a flared skirt may widen on each side per length, beyond the hips (0.5-1.2 tried)."""
    hip_line: float = 0.95
    """Cloth above this level belongs to the old top whatever the parser calls it (0.9-1.0 tried)."""
    cloth_shadow: float = 0.24
    """Bare skin within this many unit lengths of the old garment lies in its shadow and may be relit (0.1-0.3)."""
    skin_rim: float = 0.008
    """Hands and face this near to old cloth are in its shadow and may be relit, as a share of the longest side."""
    hair_rim: float = 0.018
    """Between the strands of hair this near to old cloth the cloth may show, as a share of the longest side."""
    rim: int = 2
    """Pixels of held things beside old cloth that are mixed with it and may change."""


SLEEVE_REACH = {SleeveLength.NONE: 0.12, SleeveLength.SHORT: 0.85, SleeveLength.HALF: 1.35, SleeveLength.LONG: 2.12}
"""How far down the arm a sleeve may reach: 0 shoulder, 1 elbow, 2 wrist."""

TOP_HEM = {HemLength.WAIST: 0.95, HemLength.HIP: 1.25, HemLength.THIGH: 1.6}
"""How far down the torso the hem of a top may reach; anything longer is treated as the hem of a dress."""

LEG_REACH = {
    HemLength.WAIST: 0.3,
    HemLength.HIP: 0.45,
    HemLength.THIGH: 0.8,
    HemLength.KNEE: 1.2,
    HemLength.CALF: 1.75,
    HemLength.ANKLE: 2.1,
}
"""How far down the leg a hem may reach: 0 hip, 1 knee, 2 ankle."""

SOCK_LEVEL = 1.9
"""Unnamed things on the legs below this level (the knees) are socks and stay under a new top."""

TUCK_LINE = 0.62
"""Level above which new bottoms never reach."""


def make_agnostic(
    person: Person,
    outfit: Outfit,
    shape: BodyShape | None = None,
    edit: MaskEdit = MaskEdit(),
    params: AgnosticParams = AgnosticParams(),
    report: Report = silent,
) -> AgnosticPerson:
    """Mark what may change when a person puts on an outfit.

    Handles move the edges of what is open. What is protected stays closed to handles and brush; the eraser closes
    everything. What was brushed counts as old cloth, or it could not go.

    Args:
        person: The person in their old clothes.
        outfit: What they put on.
        shape: Their body, where it has been measured already.
        edit: What the user changed about the mask.
        params: How generous the mask is.
        report: Called before each step, with its share of this work; raises `Cancelled` to stop.

    Returns:
        The marked person: `mask` holds the old garment wholly, `protect` the tight face, hair, hands, held objects,
        shoes and the other garment, unless the user wanted it otherwise. They never overlap.

    Raises:
        Cancelled: `report` raised it.
    """
    report("agnostic", 0.0)
    shape = shape or measure_body(person)
    size = (person.matte.shape[0], person.matte.shape[1])
    frame = BodyCoordinates.of(shape, size)
    report("agnostic", 0.3)
    old = replaced_clothes(person, frame, outfit.categories, params)
    report("agnostic", 0.5)
    far = distance_to(old)
    mask = _opened(person, outfit, shape, far, params)
    report("agnostic", 0.7)
    if edit.moves_handles:
        arms = person.parsing.where(BodyLabel.LEFT_ARM, BodyLabel.RIGHT_ARM)
        mask = move_edges(mask, edit, shape, frame, _is_sleeved(outfit), arms)
        for garment in outfit.garments if edit.hem > 0 else ():
            mask |= _let_down(garment, shape, frame, edit.hem, params) & ~arms
    report("agnostic", 0.8)
    brushed, erased = edit.draw_strokes(person.photo.size)
    locked = _belongings(person, far, outfit, edit, params)
    if edit.protects(Protection.OTHER_GARMENT):
        locked |= _other_garment(person, old, outfit, frame.level, shape, max(0.0, edit.hem))
    protect = locked | (_legwear(person, far, outfit, shape, frame.level, params) & ~brushed) | erased
    brushed &= ~protect
    mask = (mask | brushed) & ~protect
    if brushed.any():
        person = _as_old_cloth(person, brushed & ~old, outfit, frame.level, params)
    # A hem drawn up only closes the mask: what lies there is kept, and not what is put on made shorter.
    return AgnosticPerson(person, outfit.categories, mask, protect, edit.lifted, hem=max(0.0, edit.hem))


def find_handles(
    person: Person, outfit: Outfit, shape: BodyShape | None = None, params: AgnosticParams = AgnosticParams()
) -> tuple[HandleTrack, ...]:
    """Where the handles of an outfit's mask stand on a person, and along which lines they are dragged.

    Args:
        person: The person in their old clothes.
        outfit: What they put on.
        shape: Their body, where it has been measured already.
        params: As for `make_agnostic`.
    """
    shape = shape or measure_body(person)
    frame = BodyCoordinates.of(shape, (person.matte.shape[0], person.matte.shape[1]))
    far = distance_to(replaced_clothes(person, frame, outfit.categories, params))
    return handle_tracks(_opened(person, outfit, shape, far, params), shape, frame, _is_sleeved(outfit))


def _is_sleeved(outfit: Outfit) -> bool:
    """Whether arms and shoulders have to do with it."""
    return outfit.categories != (Category.BOTTOMS,)


def _opened(person: Person, outfit: Outfit, shape: BodyShape, far: Floats, params: AgnosticParams) -> Mask:
    """(H, W) bool: the old garment and the room for the new one, before anything is protected."""
    longest = max(far.shape)
    mask = far <= max(params.least_margin, round(params.margin * longest)) + 0.5
    mask |= (far <= params.cloth_shadow * shape.unit_length) & _bare_skin(person)
    mask |= (far <= params.hair_rim * longest) & person.parsing.where(BodyLabel.HAIR)
    size = (far.shape[0], far.shape[1])
    for garment in outfit.garments:
        mask |= _room(garment, shape, size, params) & ~_arms_beyond(garment, person, shape, params)
    return mask


def _as_old_cloth(person: Person, brushed: Mask, outfit: Outfit, level: Floats, params: AgnosticParams) -> Person:
    """The same person, with what was brushed called cloth that goes."""
    labels = person.parsing.labels.copy()
    lower = level > params.hip_line if len(outfit.categories) == 2 or outfit.dress else outfit.top is None
    labels[brushed & lower] = BodyLabel.LOWER_CLOTHES
    labels[brushed & ~np.asarray(lower)] = BodyLabel.UPPER_CLOTHES
    return replace(person, parsing=Parsing(labels))


def replaced_clothes(
    person: Person,
    frame: BodyCoordinates,
    categories: tuple[Category, ...],
    params: AgnosticParams = AgnosticParams(),
) -> Mask:
    """(H, W) bool: the cloth that goes.

    Args:
        person: The person.
        frame: Where each pixel lies on the body.
        categories: What is replaced.
        params: Where the hip line is.
    """
    labels, level = clothes_in_order(person, frame), frame.level
    clothes = labels.where(*CLOTHES)
    both = Category.DRESSES in categories or len(categories) == 2
    if both:
        return clothes | unnamed_cloth(person)
    upper = labels.where(BodyLabel.UPPER_CLOTHES, BodyLabel.OUTERWEAR)
    lower = labels.where(BodyLabel.LOWER_CLOTHES)
    dress = labels.where(BodyLabel.DRESS)
    above = level < params.hip_line
    if categories == (Category.TOPS,):
        waistband = _real_waistband(lower, level)
        # A band of cloth above the hips that is not clearly the waist of the bottoms belongs to the top.
        # What of a dress hangs beside the waist goes with its upper half.
        half_dress = dress & (above | frame.beyond_flare())
        return upper | half_dress | (lower & above & (level < waistband)) | (unnamed_cloth(person) & above)
    # Bottoms: everything below the hips that is not the hem of a top, of a coat, or of the dress's upper half.
    return lower | (dress & (level > params.hip_line - 0.2))


def _real_waistband(lower: Mask, level: Floats) -> float:
    """The level at which most of the bottoms begin; stray pixels above it are not bottoms."""
    if not lower.any():
        return np.inf
    return float(np.quantile(level[lower], 0.01)) - 0.02


def _bare_skin(person: Person) -> Mask:
    """Skin that may be relit; hands and face are left alone."""
    return person.parsing.where(
        BodyLabel.NECK,
        BodyLabel.TORSO_SKIN,
        BodyLabel.LEFT_ARM,
        BodyLabel.RIGHT_ARM,
        BodyLabel.LEFT_LEG,
        BodyLabel.RIGHT_LEG,
    )


def _belongings(person: Person, far: Floats, outfit: Outfit, edit: MaskEdit, params: AgnosticParams) -> Mask:
    """Face, hair, hat, hands and what is held, less the rim that is mixed with the old cloth."""
    longest = max(far.shape)
    kept = np.zeros(far.shape, np.bool_)
    if edit.protects(Protection.HELD):
        kept |= held(person) & (far > params.rim)
    if edit.protects(Protection.HAIR):
        kept |= person.parsing.where(BodyLabel.HAT) & (far > params.rim)
        kept |= person.parsing.where(BodyLabel.HAIR) & (far > params.hair_rim * longest)
    skin = [BodyLabel.FACE] if edit.protects(Protection.FACE) else []
    if edit.protects(Protection.HANDS):
        skin += HANDS
        if outfit.categories == (Category.BOTTOMS,):
            # Forearms in front of the hips stay there.
            skin += [BodyLabel.LEFT_ARM, BodyLabel.RIGHT_ARM]
    return kept | (person.parsing.where(*skin) & (far > max(params.rim, params.skin_rim * longest)))


def _legwear(
    person: Person, far: Floats, outfit: Outfit, shape: BodyShape, level: Floats, params: AgnosticParams
) -> Mask:
    """Shoes, unless a long hem falls over them, and socks."""
    worn = person.parsing.where(*SHOES)
    if any(piece.hem_length is HemLength.ANKLE and piece.category is not Category.TOPS for piece in outfit.garments):
        worn &= ~_over_the_shoe(shape, (far.shape[0], far.shape[1]))
    if outfit.categories == (Category.TOPS,):
        worn |= person.parsing.where(BodyLabel.OTHER) & (level > SOCK_LEVEL) & (far > params.rim)
    return worn


def _other_garment(
    person: Person,
    old: Mask,
    outfit: Outfit,
    level: Floats,
    shape: BodyShape,
    lowered: float,
) -> Mask:
    """The garment that stays, less the band that the new hem or waist may cover and the rim beside the old one.

    `lowered` says how much longer than it is the user lets a new top be, in levels.
    """
    clothes = person.parsing.where(*CLOTHES) & ~old
    if outfit.dress is not None or (outfit.top is not None and outfit.bottom is not None):
        return np.zeros_like(clothes)
    clothes &= ~grown(old, max(3, round(0.03 * shape.unit_length)))
    if outfit.top is not None:
        return clothes & (level > _top_hem(outfit.top) + lowered)
    return clothes & (level < TUCK_LINE)


def _top_hem(top: Garment) -> float:
    return TOP_HEM.get(top.hem_length, 2.2)


def _room(garment: Garment, shape: BodyShape, size: tuple[int, int], params: AgnosticParams) -> Mask:
    """(H, W) bool: everywhere a garment of this kind may lie on this body."""
    if garment.category is Category.BOTTOMS:
        return _skirt(garment, shape, size, params) | _legs(garment, shape, size, params)
    mask = _torso(garment, shape, size, params)
    reach = SLEEVE_REACH[garment.sleeve_length]
    for arm in shape.arms.values():
        mask |= limb_until(arm, reach, size, params.sleeve_room)
    if garment.category is Category.DRESSES or garment.hem_length not in TOP_HEM:
        mask |= _skirt(garment, shape, size, params)
    return mask


def _arms_beyond(garment: Garment, person: Person, shape: BodyShape, params: AgnosticParams) -> Mask:
    """(H, W) bool: bare forearms that no new sleeve reaches; they hang in front of whatever is worn."""
    size = (person.matte.shape[0], person.matte.shape[1])
    reach = SLEEVE_REACH[garment.sleeve_length] + 0.15
    beyond = np.zeros(size, np.bool_)
    for side, label in ((Side.LEFT, BodyLabel.LEFT_ARM), (Side.RIGHT, BodyLabel.RIGHT_ARM)):
        beyond |= person.parsing.where(label) & ~limb_until(shape.arms[side], reach, size, params.sleeve_room)
    return beyond


def _torso(garment: Garment, shape: BodyShape, size: tuple[int, int], params: AgnosticParams) -> Mask:
    """From the collar to the hem of a top, or to the hips under a dress."""
    hem = min(_top_hem(garment), 1.6)
    levels = np.arange(0.1, hem + 0.05, 0.1)
    contour = []
    for side in (Side.LEFT, Side.RIGHT):
        out = shape.across * side.sign
        up = -shape.down * 0.14 * shape.unit_length
        collar = shape.neck[side] + out * 0.06 * shape.unit_length + up
        tip = shape.tips[side] + out * 0.10 * shape.unit_length + up * 0.5
        # Ease is added to the width too, because the narrow waist is where a loose top stands off.
        edge = [
            shape.spine(level) + out * max(shape.half_width(level, side), 0.5 * shape.unit_length) * params.torso_room
            for level in levels
        ]
        points = np.array([collar, tip, *edge])
        contour.append(points if side is Side.LEFT else points[::-1])
    return filled(np.concatenate(contour), size)


def _let_down(
    garment: Garment, shape: BodyShape, frame: BodyCoordinates, lowered: float, params: AgnosticParams
) -> Mask:
    """(H, W) bool: what lies below the hem of a skirt, dress or trousers, where it reaches so much further down.

    The old clothes may have opened the legs as far as that already, but not what lies between them.
    """
    size = (frame.level.shape[0], frame.level.shape[1])
    if garment.category is Category.TOPS and garment.hem_length in TOP_HEM:
        return np.zeros(size, np.bool_)
    own_hem = hem_level(garment.hem_length, shape)
    longer = _skirt(garment, shape, size, params, lowered)
    if garment.has_legs:
        for leg in shape.legs.values():
            reach = LEG_REACH[garment.hem_length] + 0.08 + lowered * shape.torso_length / leg.lengths[1]
            longer |= limb_until(leg, min(reach, LEG_REACH[HemLength.ANKLE]), size, params.leg_room)
    return longer & (frame.level > own_hem - 0.3) & (frame.level <= own_hem + lowered)


def _skirt(
    garment: Garment, shape: BodyShape, size: tuple[int, int], params: AgnosticParams, lowered: float = 0.0
) -> Mask:
    """From above the waist to the hem, or so much below it, widening as a flared skirt does."""
    if garment.has_legs:
        levels = np.array([TUCK_LINE, 0.8, 1.0, 1.3])
        flare = np.zeros(4)
    else:
        end = hem_level(garment.hem_length, shape) + lowered
        levels = np.linspace(TUCK_LINE, end, 8)
        flare = np.clip(levels - 0.8, 0, None) * params.skirt_flare * 0.5 * shape.torso_length
    contour = []
    for side in (Side.LEFT, Side.RIGHT):
        edge = [
            shape.spine(level) + shape.across * side.sign * (shape.half_width(min(level, 1.1), side) * 1.35 + wide)
            for level, wide in zip(levels, flare, strict=True)
        ]
        contour.append(np.array(edge if side is Side.LEFT else edge[::-1]))
    return filled(np.concatenate(contour), size)


def hem_level(hem: HemLength, shape: BodyShape) -> float:
    """The lowest level that a hem of this length reaches, with some room."""
    reach = LEG_REACH[hem] + 0.12
    lowest = max(float((leg.at(distance_at(leg, reach)) - shape.shoulders) @ shape.down) for leg in shape.legs.values())
    return max(1.1, lowest / shape.torso_length)


def _legs(garment: Garment, shape: BodyShape, size: tuple[int, int], params: AgnosticParams) -> Mask:
    mask = np.zeros(size, np.bool_)
    for leg in shape.legs.values():
        mask |= limb_until(leg, LEG_REACH[garment.hem_length] + 0.08, size, params.leg_room)
    return mask


def _over_the_shoe(shape: BodyShape, size: tuple[int, int]) -> Mask:
    """The upper part of the shoes, which long trousers and gowns cover."""
    mask = np.zeros(size, np.bool_)
    for leg in shape.legs.values():
        mask |= limb_until(leg, 2.16, size, 1.75)
    return mask
