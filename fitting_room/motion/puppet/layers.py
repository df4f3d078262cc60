"""A person -> the layers that the puppet moves: the room, the body, and each arm and leg that can be cut free.

What an arm hides is filled in on the body. Laid over each other at rest, the layers give the picture back.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, Matte, RgbImage
from fitting_room.domain.body import CLOTHES, BodyLabel, Joint, Person
from fitting_room.engines.warp.underlay.background import repair_background
from fitting_room.engines.warp.underlay.continuation import continue_into
from fitting_room.motion.puppet.arms import Arm, find_arms
from fitting_room.motion.puppet.legs import Leg, find_legs
from fitting_room.motion.puppet.limbs import Limb

Floats = npt.NDArray[np.float32]
Box = tuple[int, int, int, int]

_STAIN = 0.022
"""Width of the seam beside an arm that is painted anew, in torso lengths: labels miss edges by so much (0.01-0.03)."""
_FINGERS, _HAND = 0.8, 0.09
"""How far fingers may reach past the wrist, in forearms, and half the width of a hand, in torso lengths."""
_BRIDGE = 0.15
"""Half the width of what the body's outline is continued across behind an arm, in torso lengths (0.1-0.2 tried)."""


@dataclass(frozen=True, eq=False)
class Layer:
    """A piece of the picture.

    Attributes:
        box: (left, top, right, bottom) in the picture.
        paint: (h, w, 4) float32: what it adds to what lies behind it, and how much of that it hides, in [0, 1].
    """

    box: Box
    paint: Floats

    @classmethod
    def of(cls, colours: npt.NDArray[np.generic], alpha: Matte) -> "Layer":
        """The part of a picture that is shown, without its empty edges."""
        rows, columns = np.nonzero(alpha > 0.002)
        if not len(rows):
            return cls((0, 0, 1, 1), np.zeros((1, 1, 4), np.float32))
        left, top, right, bottom = int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1
        part = alpha[top:bottom, left:right, None]
        inside = colours[top:bottom, left:right].astype(np.float32)
        return cls((left, top, right, bottom), np.concatenate([inside * part, part], 2))


@dataclass(frozen=True, eq=False)
class Member:
    """A limb and its pixels."""

    limb: Limb
    layer: Layer


@dataclass(frozen=True, eq=False)
class Layers:
    """A picture cut up.

    Attributes:
        room: RGB uint8 (H, W, 3), repaired behind the person.
        body: Everything of the person but what follows.
        arms: Those that were cut free, with what is known of them; in front of the body.
        legs: Both, or none; behind the body.
    """

    room: RgbImage
    body: Layer
    arms: tuple[tuple[Arm, Member], ...]
    legs: tuple[tuple[Leg, Member], ...]


def cut_layers(look: Person, unit: float) -> Layers:
    """Cut a person up.

    Args:
        look: The person.
        unit: Length of the torso in pixels.
    """
    room = repair_background(_with_fingers(look, unit))
    arms = find_arms(look, unit)
    legs = find_legs(
        look, unit, np.any([arm.mask for arm in arms], axis=0) if arms else np.zeros(look.matte.shape, bool)
    )
    colours = _clean(look)
    painted = [(arm, Member(arm.limb, Layer.of(colours, arm.shown() * look.matte))) for arm in arms]
    body, alpha = _body(look, colours, arms, unit)
    taken = np.zeros(alpha.shape, np.float32)
    hung = []
    for leg in legs:
        paint, shown = _leg(leg, body, alpha, unit)
        hung.append((leg, Member(leg.limb, Layer.of(paint, shown))))
        taken = np.maximum(taken, leg.taken(unit))
    return Layers(room, Layer.of(body, alpha * (1 - taken)), tuple(painted), tuple(hung))


def _with_fingers(look: Person, unit: float) -> Person:
    """The person with all that may be fingers: a fingertip that matte and labels miss would stay on the wall."""
    reach = np.zeros(look.matte.shape, np.uint8)
    for elbow, wrist in ((Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST), (Joint.LEFT_ELBOW, Joint.LEFT_WRIST)):
        if look.pose.sees(elbow, wrist):
            end = look.pose.at(wrist)
            tip = end + _FINGERS * (end - look.pose.at(elbow))
            begin, far = ((round(float(x)), round(float(y))) for x, y in (end, tip))
            cv2.line(reach, begin, far, 1, 2 * max(round(_HAND * unit), 1))
    return replace(look, matte=np.maximum(look.matte, reach.astype(np.float32)))


def _clean(look: Person) -> RgbImage:
    """The picture with the person's colours drawn out over their soft edge, where the photo mixes in the room."""
    sure = look.matte > 0.95
    soft = (look.matte > 0) & ~sure
    if not sure.any() or not soft.any():
        return look.photo.pixels
    smooth = cv2.GaussianBlur(_nearest(look.photo.pixels, sure), (0, 0), 1.0)
    return np.asarray(np.where(soft[..., None], smooth, look.photo.pixels), np.uint8)


def _nearest(picture: RgbImage, known: Mask) -> RgbImage:
    """Every pixel in the colour of the nearest known one."""
    _, zones = cv2.distanceTransformWithLabels(
        (~known).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    table = np.zeros((int(zones.max()) + 1, 3), np.uint8)
    table[zones[known]] = picture[known]
    return np.asarray(table[zones])


def _body(look: Person, colours: RgbImage, arms: tuple[Arm, ...], unit: float) -> tuple[RgbImage, Matte]:
    """The person without the arms, filled in where they hide or stain it: colours, and (H, W) float32 shown."""
    if not arms:
        return colours, look.matte
    gone, stained = (np.max([arm.taken(look, unit, wider) for arm in arms], axis=0) for wider in (0.0, _STAIN * unit))
    hidden = _outline(look.matte * (1 - gone) > 0.5, unit)
    edge = np.ones((5, 5), np.uint8)
    sure = (look.matte > 0.97) & (cv2.dilate(stained, edge) < 0.002)
    sure &= look.parsing.where(*CLOTHES, BodyLabel.TORSO_SKIN)
    hole = (stained > 0.002) & (cv2.dilate(hidden, edge) > 0.002) & ~sure
    filled = continue_into(colours, sure, hole) if sure.any() and hole.any() else colours
    share = stained[..., None]
    body = cv2.convertScaleAbs(colours * (1 - share) + filled * share)
    return np.asarray(body, np.uint8), np.asarray(look.matte * (1 - stained) + hidden * stained, np.float32)


def _outline(body: Mask, unit: float) -> Matte:
    """(H, W) float32: the body as far as its outline says that it goes on behind the arms."""
    reach = max(round(_BRIDGE * unit), 2)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    framed = cv2.copyMakeBorder(body.astype(np.uint8), reach, reach, reach, reach, cv2.BORDER_REPLICATE)
    closed = cv2.morphologyEx(framed, cv2.MORPH_CLOSE, kernel)[reach:-reach, reach:-reach]
    # A cut follows every wrinkle; an outline is smooth, and reaches a little under the arm.
    soft = cv2.GaussianBlur(closed.astype(np.float32), (0, 0), 0.02 * unit)
    return np.asarray(cv2.GaussianBlur((soft > 0.4).astype(np.float32), (0, 0), 1.0), np.float32)


def _leg(leg: Leg, body: RgbImage, alpha: Matte, unit: float) -> tuple[RgbImage, Matte]:
    """A leg's colours, and (H, W) float32 where it is shown; it goes on behind a hem that hangs before it."""
    grown = cv2.dilate(leg.mask.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    covered = leg.beneath(unit) & ~grown & (alpha > 0.95)
    own = leg.mask & (alpha > 0.9)
    if not own.any() or not covered.any():
        return body, np.asarray(alpha * grown, np.float32)
    colours = np.where(covered[..., None], _nearest(body, own), body)
    return np.asarray(colours, np.uint8), np.asarray(np.where(covered, 1, alpha * grown), np.float32)
