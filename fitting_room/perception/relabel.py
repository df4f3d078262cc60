"""Person + BodyShape -> the same person with labels put right that contradict colour or geometry.

Some mistakes of a parser would leave pieces of old clothes on top of new ones, because hair, hands and bags are
protected: cloth beside a hand that is called hand, cloth far from any arm that is called arm, a piece of trousers or
skirt that is called bag, and a dark collar or shirt front that is called hair. Where the bottoms only begin in the
picture they are taken for the hem of the top.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap, Mask, nearest_labels
from fitting_room.domain.body import CLOTHES, HANDS, SKIN, BodyLabel, Parsing, Person
from fitting_room.domain.job import Report, silent
from fitting_room.domain.regions import grown, touching
from fitting_room.perception.attire_order import best_split, clothe_below_belly, mend_hem
from fitting_room.perception.body_coordinates import BodyCoordinates
from fitting_room.perception.body_shape import BodyShape, Limb, Side
from fitting_room.perception.colour_likeness import median_distance, share_alike

_LIMBS = (BodyLabel.LEFT_ARM, BodyLabel.RIGHT_ARM, *HANDS, BodyLabel.LEFT_LEG, BodyLabel.RIGHT_LEG)


@dataclass(frozen=True)
class RelabelParams:
    """When a label is not believed."""

    hue_distance: float = 0.7
    """Distance from the hue of the face, in log ratios of red to green and green to blue, beyond which nothing is
    skin: real arms and legs stay below 0.45 (0.5-1.0 tried)."""
    in_shadow: float = 0.25
    """Brightness over that of the limbs below which nothing is skin but a shadow beside cloth (0.2-0.35)."""
    least_skin: float = 0.3
    """A limb with less than this share of skin hue wears a glove or stocking and is left alone."""
    cloth_distance: float = 16.0
    """Lab distance between medians below which a bag looks like the clothes beside it (10-25 tried)."""
    inside_body: float = 0.7
    """Share of a bag inside the outline of the clothed body from which on it may be clothes (0.6-0.9 tried)."""
    body_room: float = 1.3
    """Width of that outline over the bare body's."""
    leg_room: float = 1.4
    """Width, over the bare leg's, beyond which nothing beside clothes is a leg (1.3-1.6 tried)."""
    neighbours: float = 0.3
    """How far from a piece, in unit lengths, the garments lie that it may belong to (0.2-0.5 tried)."""
    small: float = 0.02
    """A bag smaller than this share of the clothes it looks like is a piece of them, wherever it is (0.01-0.04)."""
    arm_room: float = 2.2
    """Width, over the bare arm's, beyond which nothing that looks like cloth is an arm (1.8-2.6 tried)."""
    hand_reach: float = 0.5
    """Unit lengths from the wrist within which a hand may be."""
    thickest_rim: float = 0.05
    """Half the thickness, in unit lengths, up to which a bag along a garment is its edge (0.03-0.1 tried)."""
    along: float = 0.3
    """Share of the border of such an edge that lies against clothes; the rest of it faces the wall (0.2-0.5 tried)."""
    rim_distance: float = 26.0
    """Lab distance up to which the edge may differ from the garment: it lies in the shade (20-40 tried)."""
    in_print: float = 0.02
    """Share of the clothes beside an edge that has its colour where that is one of their print's (0.02-0.1)."""
    chin: float = -0.42
    """Level of the chin in unit lengths from the shoulders; hair that hangs lower hangs on hair above it."""


def put_labels_right(
    person: Person, shape: BodyShape, params: RelabelParams = RelabelParams(), report: Report = silent
) -> Person:
    """Call cloth cloth.

    Args:
        person: The person.
        shape: Their body.
        params: When a label is not believed.
        report: Called before each step, with its share of this work; raises `Cancelled` to stop.

    Returns:
        The same person, or one with corrected labels.

    Raises:
        Cancelled: `report` raised it.
    """
    frame = BodyCoordinates.of(shape, (person.matte.shape[0], person.matte.shape[1]))
    for share, mend in ((0.2, mend_hem), (0.4, clothe_below_belly)):
        report("perception", share)
        mended = mend(person, frame)
        if mended is not None:
            person = _relabelled(person, mended)
    report("perception", 0.5)
    wrong = _not_skin(person, params)
    for share, find in ((0.6, _arms_of_cloth), (0.65, _legs_of_cloth), (0.7, _bags_of_cloth), (0.75, _loose_hair)):
        report("perception", share)
        wrong |= find(person, shape, params)
    if not wrong.any():
        return person
    report("perception", 0.8)
    labels = person.parsing.labels.copy()
    nearest = nearest_labels(labels, person.parsing.where(*CLOTHES))
    labels[wrong] = nearest[wrong]
    for piece in _pieces(wrong):
        report("perception", 0.9)
        labels[piece] = _alike(person, piece, round(params.neighbours * shape.unit_length), nearest[piece])
    return _relabelled(person, labels)


def _relabelled(person: Person, labels: LabelMap) -> Person:
    return replace(person, parsing=Parsing(labels))


def _arms_of_cloth(person: Person, shape: BodyShape, params: RelabelParams) -> Mask:
    """(H, W) bool: what is called arm or hand, is away from the arm, and looks like the clothes it touches."""
    cloth = np.zeros(person.matte.shape, np.bool_)
    clothes = person.parsing.where(*CLOTHES)
    if not clothes.any():
        return cloth
    for side, names in (
        (Side.LEFT, (BodyLabel.LEFT_ARM, BodyLabel.LEFT_HAND)),
        (Side.RIGHT, (BodyLabel.RIGHT_ARM, BodyLabel.RIGHT_HAND)),
    ):
        called = person.parsing.where(*names)
        near = shape.arms[side].mask(cloth.shape, params.arm_room)
        hand = np.zeros(cloth.shape, np.uint8)
        x, y = np.round(shape.arms[side].axis[2]).astype(int)
        cv2.circle(hand, (int(x), int(y)), round(params.hand_reach * shape.unit_length), 1, -1)
        near |= hand > 0
        arm = called & near
        for piece in _pieces(called & ~near):
            beside = grown(piece, max(5, round(0.15 * shape.unit_length))) & clothes
            if beside.sum() < 0.1 * piece.sum():
                continue
            to_cloth = median_distance(person.photo.pixels, piece, beside)
            if to_cloth < params.cloth_distance and (
                not arm.any() or to_cloth < median_distance(person.photo.pixels, piece, arm)
            ):
                cloth |= piece
    return cloth


def _not_skin(person: Person, params: RelabelParams) -> Mask:
    """(H, W) bool: pixels of limbs, close to clothes, whose hue no skin of this person has, or in black shadow."""
    nothing = np.zeros(person.matte.shape, np.bool_)
    clothes = person.parsing.where(*CLOTHES)
    limbs = person.parsing.where(*_LIMBS)
    face = person.parsing.where(BodyLabel.FACE)
    if not clothes.any() or not limbs.any():
        return nothing
    reference = face if face.sum() > 200 else person.parsing.where(*SKIN)
    smooth = cv2.blur(person.photo.pixels, (3, 3))
    typical = np.median(_hue(smooth[reference]), axis=0)
    strange = nothing.copy()
    strange[limbs] = np.hypot(*(_hue(smooth[limbs]) - typical).T) > params.hue_distance
    lightness = smooth[limbs].max(-1)
    strange[limbs] |= lightness < params.in_shadow * np.median(lightness)
    strange = cv2.morphologyEx(strange.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)) > 0
    for label in _LIMBS:
        own = person.parsing.where(label)
        if own.any() and (own & ~strange).sum() < params.least_skin * own.sum():
            strange &= ~own
    return touching(strange, clothes)


def _hue(colours: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """(N, 2) float32: logarithms of red over green and green over blue; dark pixels have no certain hue."""
    logs = np.log(colours.astype(np.float32) + 12.0)
    return np.stack([logs[:, 0] - logs[:, 1], logs[:, 1] - logs[:, 2]], axis=1)


def _bags_of_cloth(person: Person, shape: BodyShape, params: RelabelParams) -> Mask:
    """(H, W) bool: bags inside the body that look like the clothes they touch, rims of clothes, and specks."""
    bags = person.parsing.where(BodyLabel.BAG)
    cloth = np.zeros_like(bags)
    clothes = person.parsing.where(*CLOTHES)
    if not bags.any() or not clothes.any():
        return cloth
    body = _body_outline(shape, bags.shape, params.body_room)
    hands = cv2.dilate(person.parsing.where(*HANDS).astype(np.uint8), np.ones((13, 13), np.uint8)) > 0
    # A line of one or two pixels along clothes is their soft edge: half cloth, half wall, like neither of them.
    solid = cv2.morphologyEx(bags.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)) > 0
    line = bags & ~grown(solid, 2)
    cloth |= line & grown(clothes, 2)
    for piece in _pieces(bags & ~line):
        beside = grown(piece, max(5, round(0.15 * shape.unit_length))) & clothes
        if beside.sum() < 0.1 * piece.sum():
            continue
        inside = (piece & body).sum() > params.inside_body * piece.sum()
        small = piece.sum() < params.small * clothes.sum()
        distance = median_distance(person.photo.pixels, piece, beside)
        # So small a thing that no hand holds is a pattern or a buckle, and goes with the clothes.
        pattern = small and not np.any(piece & hands)
        alike = (inside or small) and distance < params.cloth_distance
        if pattern or alike or _is_rim(person, piece, beside, distance, shape.unit_length, params):
            cloth |= piece
    return cloth


def _is_rim(
    person: Person, piece: Mask, beside: Mask, distance: float, unit_length: float, params: RelabelParams
) -> bool:
    """Whether a piece is the edge of the clothes beside it: thin, along them, and of one of their colours."""
    thickness = cv2.distanceTransform(np.pad(piece, 1).astype(np.uint8), cv2.DIST_L2, 3).max()
    border = grown(piece, 2) & ~piece
    if thickness > params.thickest_rim * unit_length or (border & beside).sum() < params.along * border.sum():
        return False
    near = share_alike(person.photo.pixels, piece, beside, params.cloth_distance)
    return distance < params.rim_distance or near > params.in_print


def _legs_of_cloth(person: Person, shape: BodyShape, params: RelabelParams) -> Mask:
    """(H, W) bool: what is called leg beside the legs, or among cloth above the hem: prints in the colour of skin."""
    legs = person.parsing.where(BodyLabel.LEFT_LEG, BodyLabel.RIGHT_LEG)
    clothes = person.parsing.where(BodyLabel.LOWER_CLOTHES, BodyLabel.DRESS)
    if not legs.any() or not clothes.any():
        return np.zeros_like(legs)
    on_legs = np.zeros_like(legs)
    covered = np.zeros_like(legs)
    for leg in shape.legs.values():
        mask = leg.mask(legs.shape, params.leg_room)
        on_legs |= mask
        covered |= mask & (_distance_along(leg, legs.shape) < _hem(leg, mask, clothes, legs))
    return legs & (~on_legs | covered) & grown(clothes, round(params.neighbours * shape.unit_length))


def _hem(leg: Limb, mask: Mask, clothes: Mask, legs: Mask) -> float:
    """How far from the hip, in pixels along the leg, most of it is covered."""
    steps = 64
    row = np.clip(_distance_along(leg, mask.shape) / leg.length * steps, 0, 2 * steps - 1).astype(np.int32)
    cloth, bare = (np.bincount(row[mask & part], minlength=2 * steps) for part in (clothes, legs))
    _, split = best_split(cloth.astype(np.float64), bare.astype(np.float64))
    return split / steps * leg.length


def _distance_along(leg: Limb, size: tuple[int, ...]) -> npt.NDArray[np.float32]:
    """(H, W) float32 pixels from the hip along the straight line to the ankle, in the leg's own length."""
    start, end = leg.axis[0], leg.axis[2]
    direction = (end - start) / max(float(np.hypot(*(end - start))), 1.0)
    x = (np.arange(size[1]) - start[0]) * direction[0]
    y = (np.arange(size[0]) - start[1]) * direction[1]
    return np.asarray(y[:, None] + x[None], np.float32)


def _loose_hair(person: Person, shape: BodyShape, params: RelabelParams) -> Mask:
    """(H, W) bool: hair below the chin, unconnected with the head, that looks like clothes beside it."""
    hair = person.parsing.where(BodyLabel.HAIR)
    loose = np.zeros_like(hair)
    clothes = person.parsing.where(*CLOTHES)
    if not hair.any() or not clothes.any():
        return loose
    chin = shape.level_map((hair.shape[0], hair.shape[1])) * (shape.torso_length / shape.unit_length) > params.chin
    on_head = hair & ~chin
    for piece in _pieces(hair):
        beside = grown(piece, 3) & clothes
        if (piece & chin).sum() <= 0.97 * piece.sum() or not beside.any():
            continue
        pixels = person.photo.pixels
        if not on_head.any() or median_distance(pixels, piece, beside) < median_distance(pixels, piece, on_head):
            loose |= piece
    return loose


def _pieces(mask: Mask) -> Iterator[Mask]:
    """The connected pieces of a mask that are more than specks."""
    count, numbers, boxes, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    for number in range(1, count):
        if boxes[number, cv2.CC_STAT_AREA] >= 20:
            yield numbers == number


def _body_outline(shape: BodyShape, size: tuple[int, ...], room: float) -> Mask:
    """(H, W) bool: torso and legs with room for clothes."""
    canvas = np.zeros((size[0], size[1]), np.uint8)
    edges = []
    for side in (Side.LEFT, Side.RIGHT):
        points = [
            shape.spine(level) + (shape.edge(level, side) - shape.spine(level)) * room
            for level in np.linspace(0.0, 1.2, 9)
        ]
        edges.append(np.array(points if side is Side.LEFT else points[::-1]))
    cv2.fillPoly(canvas, [np.round(np.concatenate(edges)).astype(np.int32)], 1)
    body = canvas > 0
    for leg in shape.legs.values():
        body |= leg.mask((size[0], size[1]), room)
    return body


def _alike(person: Person, piece: Mask, reach: int, nearest: LabelMap) -> LabelMap | int:
    """The garment beside a piece whose colour is nearest to its own; pixel by pixel the nearest where only one is."""
    around = grown(piece, reach)
    distances = {}
    for label in CLOTHES:
        beside = person.parsing.where(label) & around
        if beside.sum() > 0.1 * piece.sum():
            distances[label] = median_distance(person.photo.pixels, piece, beside)
    return int(min(distances, key=lambda label: distances[label])) if len(distances) > 1 else nearest
