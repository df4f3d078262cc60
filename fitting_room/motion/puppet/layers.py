"""A person -> the layers that the puppet moves: the room, the body, and each arm that can be cut free.

What an arm hides is filled in on the body. Laid over each other at rest, the layers give the picture back.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, Matte, RgbImage
from fitting_room.domain.body import CLOTHES, BodyLabel, Joint, Person
from fitting_room.engines.warp.underlay.background import repair_background
from fitting_room.engines.warp.underlay.continuation import continue_into
from fitting_room.motion.puppet.cutting import Cut, cut_limb
from fitting_room.motion.puppet.limbs import Limb, smooth_step

Floats = npt.NDArray[np.float32]
Box = tuple[int, int, int, int]

_ARMS = {
    "right": (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
    "left": (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
}
_SKIN = {
    "right": (BodyLabel.RIGHT_ARM, BodyLabel.RIGHT_HAND),
    "left": (BodyLabel.LEFT_ARM, BodyLabel.LEFT_HAND),
}
_SLEEVES = (BodyLabel.UPPER_CLOTHES, BodyLabel.DRESS, BodyLabel.OUTERWEAR, BodyLabel.OTHER)
_SEAM = 0.3
"""Where the body ends beyond a shoulder, in half widths of the arm: so much is covered however far the arm rises."""
_STAIN = 0.022
"""Width of the seam beside an arm that is painted anew, in torso lengths: labels miss edges by so much (0.01-0.03)."""
_LEAST_HAND = 0.004
"""Area of a hand that is seen, in squared torso lengths: with less, it is in a pocket or behind the back."""
_FRINGE = 0.08
"""How far from an arm, in torso lengths, what is nearer to it than to the body goes with it."""


@dataclass(frozen=True, eq=False)
class Layer:
    """A piece of the picture.

    Attributes:
        box: (left, top, right, bottom) in the picture.
        paint: (h, w, 4) float32: what it adds to what lies behind it, and how much of that it hides, in [0, 1].
    """

    box: Box
    paint: Floats


@dataclass(frozen=True, eq=False)
class Arm:
    """An arm that can be moved alone.

    Attributes:
        side: "left" or "right".
        joints: Shoulder, elbow and wrist.
        limb: How it bends.
        layer: Its pixels.
        freedom: 0 where it lies on the body all along, 1 where the room is seen beside it.
        on_body: Whether the hand lies in front of the body.
    """

    side: str
    joints: tuple[Joint, Joint, Joint]
    limb: Limb
    layer: Layer
    freedom: float
    on_body: bool


@dataclass(frozen=True, eq=False)
class Layers:
    """A picture cut up, back to front.

    Attributes:
        room: RGB uint8 (H, W, 3), repaired behind the person.
        body: Everything of the person but the arms.
        arms: Those that were cut free.
    """

    room: RgbImage
    body: Layer
    arms: tuple[Arm, ...]


def cut_layers(look: Person, unit: float) -> Layers:
    """Cut a person up.

    Args:
        look: The person.
        unit: Length of the torso in pixels.
    """
    room = repair_background(look)
    cuts = _free_arms(look, unit)
    gone = np.zeros((2, *look.matte.shape), np.float32)
    for limb, cut in cuts.values():
        gone = np.maximum(gone, [_gone(look, limb, cut.mask, unit, wide) for wide in (0.0, _STAIN * unit)])
    colours = _clean(look)
    body = _body_paint(look, colours, gone[0], gone[1], unit)
    arms = tuple(_arm(look, side, limb, cut, colours) for side, (limb, cut) in cuts.items())
    return Layers(room, Layer((0, 0, *look.photo.size), body), arms)


def _free_arms(look: Person, unit: float) -> dict[str, tuple[Limb, Cut]]:
    found: dict[str, tuple[Limb, Cut]] = {}
    taken = np.zeros(look.matte.shape, bool)
    for side, names in _ARMS.items():
        hand = np.count_nonzero(look.parsing.where(_SKIN[side][1]))
        if not look.pose.sees(*names) or hand < _LEAST_HAND * unit**2:
            continue
        joints = np.array([look.pose.at(joint) for joint in names])
        cut = cut_limb(look, joints, _SKIN[side], _SLEEVES, unit)
        mask = _with_what_hangs_on(look, cut.mask & ~taken, round(0.03 * unit))
        taken |= mask
        shoulder = max(cut.radius[0], 0.12 * unit)
        across = joints[0] - look.pose.at(Joint.NECK)
        limb = Limb(joints, (shoulder, max(cut.radius)), across / max(float(np.linalg.norm(across)), 1.0))
        found[side] = limb, Cut(mask, cut.radius, cut.freedom)
    return found


def _with_what_hangs_on(look: Person, mask: Mask, thin: int) -> Mask:
    """The arm, and what of the person beside it would be a thin spike or hang in the air without it."""
    near = cv2.dilate(mask.astype(np.uint8), np.ones((4 * thin + 1,) * 2, np.uint8)) > 0
    rest = ((look.matte > 0.3) & ~mask).astype(np.uint8)
    framed = cv2.copyMakeBorder(rest, thin, thin, thin, thin, cv2.BORDER_REPLICATE)
    round_ = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * thin + 1, 2 * thin + 1))
    solid = cv2.morphologyEx(framed, cv2.MORPH_OPEN, round_)[thin:-thin, thin:-thin]
    soft = look.parsing.where(BodyLabel.HAIR, BodyLabel.FACE, BodyLabel.NECK, BodyLabel.HAT)
    mask = mask | ((rest > solid) & near & ~soft)
    rest &= ~mask
    count, pieces, stats, _ = cv2.connectedComponentsWithStats(rest, connectivity=4)
    if count < 3:
        return mask
    small = stats[:, cv2.CC_STAT_AREA] < 0.25 * stats[1:, cv2.CC_STAT_AREA].max()
    small[0] = False
    touching = np.zeros(count, bool)
    touching[np.unique(pieces[near])] = True
    return np.asarray(mask | (small & touching)[pieces])


def _points(shape: tuple[int, ...]) -> Floats:
    ys, xs = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    return np.stack([xs, ys], -1)


def _gone(look: Person, limb: Limb, mask: Mask, unit: float, wide: float) -> Matte:
    """(H, W) float32: 1 where the picture shows the arm, or its fringe, made so much wider on the body."""
    rest = (look.matte > 0.5) & ~mask
    to_arm, to_body = (cv2.distanceTransform((~part).astype(np.uint8), cv2.DIST_L2, 3) for part in (mask, rest))
    fringe = (look.matte <= 0.5) & (to_arm < _FRINGE * unit) & (to_arm < to_body)
    below = limb.beyond_root(_points(mask.shape)) > _SEAM * limb.radius[0]
    whole = ((mask | fringe | (to_arm < wide)) & below).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(whole, (0, 0), 0.8), np.float32)


def _clean(look: Person) -> RgbImage:
    """The picture with the person's colours drawn out over their soft edge, where the photo mixes in the room."""
    sure = (look.matte > 0.95).astype(np.uint8)
    soft = (look.matte > 0) & (sure == 0)
    _, zones = cv2.distanceTransformWithLabels(1 - sure, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    if not sure.any() or not soft.any():
        return look.photo.pixels
    table = np.zeros((int(zones.max()) + 1, 3), np.uint8)
    table[zones[sure > 0]] = look.photo.pixels[sure > 0]
    smooth = cv2.GaussianBlur(table[zones], (0, 0), 1.0)
    return np.asarray(np.where(soft[..., None], smooth, look.photo.pixels), np.uint8)


def _body_paint(look: Person, colours: RgbImage, gone: Matte, stained: Matte, unit: float) -> Floats:
    """(H, W, 4) float32 of the body: as pictured, and filled in where arms hide or stain it."""
    alpha = look.matte[..., None]
    if not gone.any():
        return np.concatenate([colours * alpha, alpha], 2).astype(np.float32)
    hidden = _hidden_body(look, gone, unit)
    sure = (look.matte > 0.97) & (cv2.dilate(stained, np.ones((5, 5), np.uint8)) < 0.002)
    sure &= look.parsing.where(*CLOTHES, BodyLabel.TORSO_SKIN)
    hole = (stained > 0.002) & (cv2.dilate(hidden, np.ones((5, 5), np.uint8)) > 0.002) & ~sure
    filled = continue_into(colours, sure, hole) if sure.any() and hole.any() else colours
    away, cover = stained[..., None], hidden[..., None]
    paint = colours * alpha * (1 - away) + filled * (cover * away)
    return np.concatenate([paint, alpha * (1 - away) + cover * away], 2).astype(np.float32)


def _hidden_body(look: Person, gone: Matte, unit: float) -> Matte:
    """(H, W) float32: where the body goes on behind the arms, as its outline says."""
    body = (look.matte * (1 - gone) > 0.5).astype(np.uint8)
    reach = max(round(0.15 * unit), 2)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    framed = cv2.copyMakeBorder(body, reach, reach, reach, reach, cv2.BORDER_REPLICATE)
    closed = cv2.morphologyEx(framed, cv2.MORPH_CLOSE, kernel)[reach:-reach, reach:-reach]
    # A cut follows every wrinkle; an outline is smooth, and reaches a little under the arm.
    soft = cv2.GaussianBlur(closed.astype(np.float32), (0, 0), 0.02 * unit)
    return np.asarray(cv2.GaussianBlur((soft > 0.4).astype(np.float32), (0, 0), 1.0), np.float32)


def _arm(look: Person, side: str, limb: Limb, cut: Cut, colours: RgbImage) -> Arm:
    points = _points(cut.mask.shape)
    mask = cv2.dilate(cut.mask.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(np.float32)
    shoulder = limb.radius[0]
    fade = smooth_step(limb.beyond_root(points), -0.4 * shoulder, _SEAM * shoulder)
    alpha = (cv2.GaussianBlur(mask, (0, 0), 0.8) * look.matte * fade)[..., None]
    paint = np.concatenate([colours * alpha, alpha], 2).astype(np.float32)
    rows, columns = np.nonzero(paint[..., 3] > 0.002)
    box = (int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)
    inside = np.ascontiguousarray(paint[box[1] : box[3], box[0] : box[2]])
    hand = look.parsing.where(_SKIN[side][1])
    body = (look.matte > 0.5) & ~cut.mask
    ring = cv2.dilate(hand.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    around = ring & ~hand & ~cut.mask
    on_body = bool(around.any() and body[around].mean() > 0.6)
    return Arm(side, _ARMS[side], limb, Layer(box, inside), cut.freedom, on_body)
