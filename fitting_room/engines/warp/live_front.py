"""What of a video frame stays in front of the new clothes: head, forearms and hands.

One frame is understood pixel by pixel. From it a `Front` learns where hair and face lie around the joints of the head,
and which colours are skin, hair and cloth; in later frames that and the joints decide.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, Matte, RgbImage
from fitting_room.domain.body import CLOTHES, SKIN, BodyLabel, Joint, Person, Pose
from fitting_room.domain.garment import Category
from fitting_room.domain.geometry import unit
from fitting_room.engines.warp.mesh import Floats
from fitting_room.perception.body_shape import BodyShape, Side

_HEAD = (Joint.NOSE, Joint.LEFT_EYE, Joint.RIGHT_EYE, Joint.LEFT_EAR, Joint.RIGHT_EAR)
_ARM = {
    Side.LEFT: (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
    Side.RIGHT: (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
}
_KNUCKLES = (5, 17)
"""Hand points that a body pose knows: index and little finger."""
_WORLD_ARM = {Side.LEFT: (13, 15), Side.RIGHT: (14, 16)}
_WORLD_TORSO = (11, 12, 23, 24)
Coverage = npt.NDArray[np.uint8]
"""(h, w) uint8: 255 where a pixel is of a kind."""
_BITS = 5
"""Bits of each colour channel that the tables tell apart."""


@dataclass(frozen=True)
class FrontParams:
    """How edges in front are found. Lengths are shares of the body's unit length."""

    band: float = 0.09
    """Width of the band around the learnt outline of the head in which colour decides (0.05-0.15 tried)."""
    sleeve: float = 1.25
    """Width of a clothed forearm over the bare one's (1.1-1.5 tried)."""
    hand: float = 0.11
    """Half width of a hand with its thumb (0.07-0.13 tried)."""
    search: float = 1.6
    """Bare skin is looked for in a capsule this much wider than the limb (1.3-2 tried)."""
    core: float = 0.72
    """A capsule this much narrower is the limb whatever its colour (0.5-0.9 tried)."""
    behind: tuple[float, float] = (0.05, 0.11)
    """Metres behind the torso at which an arm counts as in front again, and as behind (0-0.2 tried)."""
    seen: tuple[float, float] = (0.3, 0.7)
    """Scores of the elbow between which a clothed arm is believed."""


PARAMS = FrontParams()


class Colours:
    """Which colours belong to one kind of pixel rather than to another, learnt from one frame.

    Args:
        pixels: RGB uint8 (H, W, 3).
        kind: (H, W) bool.
        others: (H, W) bool.
    """

    def __init__(self, pixels: RgbImage, kind: Mask, others: Mask) -> None:
        own, other = (_histogram(pixels[mask]) for mask in (kind, others))
        self._table = np.round(255 * (own + 1e-6) / (own + other + 2e-6)).astype(np.uint8)

    def probability(self, pixels: RgbImage) -> Coverage:
        """(h, w) uint8: 255 where a pixel is of the kind, 128 where its colour does not tell."""
        table = self._table[_indices(pixels)]
        return np.asarray(cv2.blur(table, (3, 3)))


def _indices(pixels: RgbImage) -> npt.NDArray[np.int32]:
    high = (pixels >> (8 - _BITS)).astype(np.int32)
    return np.asarray((high[..., 0] << (2 * _BITS)) | (high[..., 1] << _BITS) | high[..., 2])


def _histogram(pixels: npt.NDArray[np.uint8]) -> Floats:
    """(2^15,) share of the pixels at each colour, blurred a little."""
    side = 2**_BITS
    counts = np.bincount(_indices(pixels), minlength=side**3).astype(np.float64)
    cube = counts.reshape(side, side, side) / max(len(pixels), 1)
    for axis in range(3):
        shifted = [np.roll(cube, step, axis) for step in (-1, 1)]
        cube = 0.5 * cube + 0.25 * (shifted[0] + shifted[1])
    return np.asarray(cube.ravel())


class Front:
    """What stays in front of new clothes, for one person in one room.

    Args:
        person: A frame understood.
        shape: Their body.
        params: How edges are found.
    """

    def __init__(self, person: Person, shape: BodyShape, params: FrontParams = PARAMS) -> None:
        self._params = params
        pixels, parsing = person.photo.pixels, person.parsing
        cloth = parsing.where(*CLOTHES)
        head = parsing.where(BodyLabel.FACE, BodyLabel.HAIR, BodyLabel.HAT)
        lower, dress = parsing.where(BodyLabel.LOWER_CLOTHES), parsing.where(BodyLabel.DRESS)
        upper = parsing.where(BodyLabel.UPPER_CLOTHES, BodyLabel.OUTERWEAR)
        skin, ground = parsing.where(*SKIN), parsing.where(BodyLabel.BACKGROUND)
        # An arm in front of the body is where the parser errs most: what it calls cloth there teaches nothing.
        self._skin = Colours(pixels, skin, cloth & ~_near_arms(person.pose, shape))
        self._upper = Colours(pixels, upper | dress, skin | ground | lower | head)
        self._lower = Colours(pixels, lower | dress, skin | ground | upper | head)
        self._lower_not_upper = Colours(pixels, lower, upper | dress) if lower.any() and upper.any() else None
        self._hair = Colours(pixels, head, cloth | ground | parsing.where(BodyLabel.NECK))
        reach = 2 * max(1, round(params.band * shape.unit_length)) + 1
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
        solid = np.where(head, 255, 0).astype(np.uint8)
        inner, outer = cv2.erode(solid, kernel), cv2.dilate(solid, kernel)
        left, top, width, height = cv2.boundingRect(outer)
        self._corner = np.array([left, top], np.float64)
        box = (slice(top, top + height), slice(left, left + width))
        # Inside is the head's whatever its colour, in the band colour decides.
        self._head = cv2.GaussianBlur(np.dstack([inner[box], outer[box]]), (0, 0), 1.0) if width else None
        self._head_joints = _points(person.pose, _HEAD)
        self._radii = {side: shape.arms[side].radii / shape.unit_length for side in Side}
        self._bare = {side: _is_bare(person, shape, side) for side in Side}
        self._behind = dict.fromkeys(Side, False)

    def skin(self, small: RgbImage) -> Coverage:
        """(h, w) uint8 of a small copy of a frame: 255 where it is skin by its colour."""
        return self._skin.probability(small)

    def old_cloth(self, small: RgbImage, category: Category) -> Coverage:
        """(h, w) uint8 of a small copy of a frame: 255 where it has the colours of what the category replaces."""
        return (self._lower if category is Category.BOTTOMS else self._upper).probability(small)

    def lower(self, small: RgbImage) -> Coverage | None:
        """(h, w) uint8 of a small copy of a frame: 255 on old bottoms, 0 on the old top; None where one is worn."""
        return None if self._lower_not_upper is None else self._lower_not_upper.probability(small)

    def head(self, frame: RgbImage, pose: Pose) -> tuple[Matte, tuple[int, int]] | None:
        """Alpha of face, hair and hat, (h, w) float32, and its corner; None where the head is outside."""
        if self._head is None:
            return None
        matrix = _similarity(self._head_joints - self._corner, _points(pose, _HEAD))
        height, width = self._head.shape[:2]
        corners = np.array([[0, 0, 1], [width, 0, 1], [0, height, 1], [width, height, 1]]) @ matrix.T
        left, top = np.maximum(np.floor(corners.min(0)).astype(int), 0)
        right, bottom = np.minimum(np.ceil(corners.max(0)).astype(int), pose.size)
        if right - left < 2 or bottom - top < 2:
            return None
        matrix[:, 2] -= (left, top)
        drawn = cv2.warpAffine(self._head, matrix, (int(right - left), int(bottom - top)), flags=cv2.INTER_LINEAR)
        inner, outer = drawn[..., 0], drawn[..., 1]
        probability = self._hair.probability(frame[top:bottom, left:right])
        decided = np.clip(2.0 * probability.astype(np.float32) - 128, 0, 255) * (outer / np.float32(255))
        return np.maximum(decided, inner) / np.float32(255), (int(left), int(top))

    def is_clothed(self, side: Side) -> bool:
        """Whether the forearm is in a sleeve."""
        return not self._bare[side]

    def is_behind(self, pose: Pose, side: Side) -> bool:
        """Whether an arm passes behind the torso; sticks to its answer until the joints clearly say otherwise."""
        if pose.world is not None:
            back = float(pose.world[list(_WORLD_ARM[side]), 2].mean() - pose.world[list(_WORLD_TORSO), 2].mean())
            low, high = self._params.behind
            self._behind[side] = back > (low if self._behind[side] else high)
        return self._behind[side]

    def arm(
        self, frame: RgbImage, pose: Pose, side: Side, unit_length: float, begins: tuple[float, float]
    ) -> tuple[Matte, tuple[int, int]] | None:
        """Alpha of an arm with its hand, (h, w) float32, and its corner; None where it is outside the frame.

        Args:
            frame: RGB uint8 (H, W, 3).
            pose: Of the person in it.
            side: Which arm.
            unit_length: Of the person in the frame.
            begins: Pixels along the arm between which it fades in.
        """
        axis, radii = self._limb(pose, side, unit_length)
        widest = self._params.search * float(radii.max()) + 2
        left, top = np.maximum(np.floor(axis.min(0) - widest).astype(int), 0)
        right, bottom = np.minimum(np.ceil(axis.max(0) + widest).astype(int), pose.size)
        if right - left < 2 or bottom - top < 2:
            return None
        shape = (int(bottom - top), int(right - left))
        local = axis - (left, top)
        skin = self._skin.probability(frame[top:bottom, left:right]).astype(np.float32)
        # The middle of a bare limb needs little proof that it is there; a hidden one would have none.
        sure, likely = np.clip((skin - 50) / 50, 0, 1), np.clip((skin - 110) / 60, 0, 1)
        if self._bare[side]:
            core, wide = _capsules(local, (radii * self._params.core, radii * self._params.search), shape, begins)
            alpha = np.maximum(core * sure, wide * likely)
        else:
            low, high = self._params.seen
            seen = np.clip((float(pose.keypoints[_ARM[side][1], 2]) - low) / (high - low), 0, 1)
            (sleeve,) = _capsules(local[:3], (radii[:3] * self._params.sleeve,), shape, begins)
            (hand,) = _capsules(local[2:], (radii[2:] * self._params.search,), shape, (-1.0, 0.0))
            alpha = np.maximum(sleeve * seen, hand * likely)
        return alpha.astype(np.float32), (int(left), int(top))

    def _limb(self, pose: Pose, side: Side, unit_length: float) -> tuple[Floats, Floats]:
        """(4, 2) points from the shoulder to the fingers, and (4,) half widths there."""
        axis = _points(pose, _ARM[side])
        shoulder, elbow, wrist = self._radii[side] * unit_length
        hand = self._params.hand * unit_length
        fingers = axis[2] + unit(axis[2] - axis[1]) * 0.35 * unit_length
        if pose.hands is not None:
            knuckles = pose.hands[0 if side is Side.LEFT else 1][list(_KNUCKLES), :2]
            fingers = axis[2] + 1.9 * (knuckles.mean(0) - axis[2])
        return np.vstack([axis, fingers]), np.array([shoulder, elbow, max(wrist, hand), hand])


def _near_arms(pose: Pose, shape: BodyShape) -> Mask:
    """(H, W) bool: arms and hands with room around them."""
    size = (pose.size[1], pose.size[0])
    near = np.max([arm.mask(size, 1.6) for arm in shape.arms.values()], axis=0).astype(np.uint8)
    for arm in shape.arms.values():
        wrist = arm.axis[2] + unit(arm.axis[2] - arm.axis[1]) * 0.18 * shape.unit_length
        cv2.circle(near, np.round(wrist).astype(int).tolist(), round(0.3 * shape.unit_length), 1, -1)
    return near.view(np.bool_)


def _points(pose: Pose, joints: tuple[Joint, ...]) -> Floats:
    return pose.keypoints[list(joints), :2].astype(np.float64)


def _similarity(source: Floats, target: Floats) -> Floats:
    """(2, 3) turn, size and shift that take the source points nearest to the target points."""
    middle, there = source.mean(0), target.mean(0)
    a, b = source - middle, target - there
    norm = max(float((a * a).sum()), 1e-6)
    cosine = float((a * b).sum()) / norm
    sine = float((a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]).sum()) / norm
    turn = np.array([[cosine, -sine], [sine, cosine]])
    return np.column_stack([turn, there - turn @ middle])


def _capsules(
    axis: Floats, widths: tuple[Floats, ...], shape: tuple[int, int], begins: tuple[float, float]
) -> list[Matte]:
    """(h, w) float32 for each row of half widths: a chain of tapered capsules that fades in along its way."""
    steps = np.hypot(*np.diff(axis, axis=0).T)
    starts = np.concatenate([[0.0], np.cumsum(steps)])
    totals = [np.zeros(shape, np.float32) for _ in widths]
    for bone, length in enumerate(steps):
        step = (axis[bone + 1] - axis[bone]) / max(float(length), 1e-6)
        x = np.arange(shape[1], dtype=np.float32)[None, :] - np.float32(axis[bone][0])
        y = np.arange(shape[0], dtype=np.float32)[:, None] - np.float32(axis[bone][1])
        along = x * np.float32(step[0]) + y * np.float32(step[1])
        inside = np.clip(along, 0, np.float32(length))
        aside = cv2.magnitude(along - inside, x * np.float32(step[1]) - y * np.float32(step[0]))
        fade = np.clip((inside + np.float32(starts[bone] - begins[0])) / max(begins[1] - begins[0], 1.0), 0, 1)
        for radii, total in zip(widths, totals, strict=True):
            taper = (radii[bone + 1] - radii[bone]) / max(float(length), 1e-6)
            alpha = np.clip(np.float32(taper) * inside - aside + np.float32(radii[bone] + 0.5), 0, 1)
            np.maximum(total, alpha * fade, out=total)
    return totals


def _is_bare(person: Person, shape: BodyShape, side: Side) -> bool:
    """Whether most of the forearm shows skin."""
    arm = shape.arms[side]
    distances = np.linspace(arm.lengths[0] * 1.1, arm.length * 0.9, 24)
    x, y = np.round([arm.at(float(distance)) for distance in distances]).astype(int).T
    height, width = person.parsing.labels.shape
    seen = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    cloth = person.parsing.where(*CLOTHES)[y[seen], x[seen]]
    return bool(seen.any() and cloth.mean() < 0.5)
