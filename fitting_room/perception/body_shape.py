"""Person -> BodyShape: the bare body under the clothes, as outlines and limbs that garments can be fitted to.

All lengths are pixels of the person's photo. Proportions are in units of `unit_length` (about one shoulder width of a
person seen from the front), measured on the rendered people, whose bodies are known, with MediaPipe joints.
"""

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask
from fitting_room.domain.body import CLOTHES, BodyLabel, Joint, Person
from fitting_room.domain.geometry import Vector, along, perpendicular, unit


class Side(StrEnum):
    """The person's own side."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def sign(self) -> int:
        """+1 towards the person's left, the direction of `BodyShape.across`; -1 towards the right."""
        return 1 if self is Side.LEFT else -1


@dataclass(frozen=True)
class BodyShapeParams:
    """Proportions in units of `unit_length`, and how far a measured outline is trusted over them."""

    shoulder_to_torso: float = 0.65
    """Shoulder width over torso length seen from the front (0.60-0.70 measured on ten people)."""
    neck_base: tuple[float, float] = (0.20, -0.27)
    """Where neck and shoulder line meet: across, down from the shoulder joints' middle."""
    shoulder_tip: tuple[float, float] = (0.10, -0.09)
    """Tip of the shoulder: outwards, down from the shoulder joint."""
    torso_levels: tuple[float, ...] = (0.20, 0.30, 0.40, 0.50, 0.60, 0.70, 0.80, 0.90, 1.00, 1.10, 1.20)
    """Rows, as shares of the way from shoulder joints (0) to hip joints (1)."""
    torso_half_widths: tuple[float, ...] = (0.53, 0.50, 0.47, 0.44, 0.425, 0.44, 0.47, 0.50, 0.53, 0.55, 0.56)
    """Half width of an average torso at `torso_levels`."""
    trusted_width: float = 1.15
    """A measured half width up to this multiple of the average is believed (1.0-1.4 tried)."""
    excess_kept: float = 0.5
    """Share of what lies beyond that which is put down to the body, not to loose cloth (0.3-0.8 tried)."""
    arm_radii: tuple[float, float, float] = (0.135, 0.105, 0.075)
    """Half width at shoulder, elbow and wrist."""
    leg_radii: tuple[float, float, float] = (0.26, 0.165, 0.10)
    """Half width at hip, knee and ankle."""
    thigh_to_torso: float = 1.33
    """Torso length over thigh length (1.25-1.40 measured): used where the shoulders are outside the picture."""
    thigh_to_hips: float = 0.55
    """Distance of the hip joints over thigh length (0.50-0.58 measured)."""
    hidden_wrist: float = 0.7
    """Below this score a wrist over cloth and without skin is behind the back (0.5-0.9 tried)."""


@dataclass(frozen=True, eq=False)
class Limb:
    """An arm or a leg.

    Attributes:
        axis: (3, 2) float64 joints from the root: shoulder, elbow, wrist, or hip, knee, ankle.
        radii: (3,) float64 half widths of the bare limb at these joints.
        seen: Whether the end joint is inside the picture.
        behind: Whether its far half passes behind the torso.
    """

    axis: npt.NDArray[np.float64]
    radii: npt.NDArray[np.float64]
    seen: bool
    behind: bool = False

    @property
    def lengths(self) -> tuple[float, float]:
        """Pixels from root to middle joint and from there to the end."""
        upper, lower = np.hypot(*np.diff(self.axis, axis=0).T)
        return float(upper), float(lower)

    @property
    def length(self) -> float:
        """Pixels from root to end along the bones."""
        return sum(self.lengths)

    def at(self, distance: float) -> Vector:
        """The point on the axis this many pixels from the root; continued straight at both ends."""
        return along(self.axis, distance)

    def direction(self, distance: float) -> Vector:
        """Unit direction towards the end, smoothed across the middle joint."""
        reach = 0.12 * self.length
        return unit(self.at(distance + reach) - self.at(max(distance - reach, -0.2 * self.length)))

    def radius(self, distance: float) -> float:
        """Half width of the bare limb at this many pixels from the root."""
        upper, lower = self.lengths
        return float(np.interp(distance, [0, upper, upper + lower], self.radii))

    def mask(self, shape: tuple[int, ...], scale: float = 1.0) -> Mask:
        """(H, W) bool: the limb drawn as tapered capsules, its radii multiplied by `scale`."""
        canvas = np.zeros(shape, np.uint8)
        for start, end, first, last in zip(self.axis[:-1], self.axis[1:], self.radii[:-1], self.radii[1:], strict=True):
            side = perpendicular(unit(end - start))
            corners = (
                start + side * first * scale,
                end + side * last * scale,
                end - side * last * scale,
                start - side * first * scale,
            )
            cv2.fillConvexPoly(canvas, np.round(np.array(corners) * 16).astype(np.int32), 1, cv2.LINE_8, 4)
            for point, radius in ((start, first), (end, last)):
                centre = (round(point[0] * 16), round(point[1] * 16))
                cv2.circle(canvas, centre, max(1, round(radius * scale * 16)), 1, -1, cv2.LINE_8, 4)
        return canvas.view(np.bool_)


@dataclass(frozen=True, eq=False)
class BodyShape:
    """The bare body, ready to be dressed.

    Attributes:
        across: Unit vector from the right to the left shoulder (rightwards in the picture, seen from the front).
        down: Unit vector from the shoulders to the hips.
        shoulders: Middle of the shoulder joints.
        hips: Middle of the hip joints.
        unit_length: Shoulder width as if seen from the front.
        torso_length: From `shoulders` to `hips`.
        neck: Where neck and shoulder line meet, by side.
        tips: Outer tip of the shoulder, by side.
        levels: (R,) share of the way from `shoulders` to `hips` of each torso row.
        half_widths: (R, 2) half width of the torso at these rows, right then left.
        arms: By side.
        legs: By side.
    """

    size: tuple[int, int]
    across: Vector
    down: Vector
    shoulders: Vector
    hips: Vector
    unit_length: float
    torso_length: float
    neck: dict[Side, Vector]
    tips: dict[Side, Vector]
    levels: npt.NDArray[np.float64]
    half_widths: npt.NDArray[np.float64]
    arms: dict[Side, Limb]
    legs: dict[Side, Limb]

    def spine(self, level: float) -> Vector:
        """The point on the middle line; below the hips it bends towards the middle of the knees."""
        if level <= 1.0:
            return np.asarray(self.shoulders + (self.hips - self.shoulders) * level)
        knees = (self.legs[Side.LEFT].axis[1] + self.legs[Side.RIGHT].axis[1]) / 2
        direction = unit(0.7 * self.down + 0.3 * unit(knees - self.hips))
        return np.asarray(self.hips + direction * (level - 1.0) * self.torso_length)

    def half_width(self, level: float, side: Side) -> float:
        """Half width of the bare torso; beyond the measured rows the nearest row's."""
        return float(np.interp(level, self.levels, self.half_widths[:, 1 if side is Side.LEFT else 0]))

    def edge(self, level: float, side: Side) -> Vector:
        """The torso's outline point at a level."""
        return self.spine(level) + self.across * side.sign * self.half_width(level, side)

    def level_of(self, point: Vector) -> float:
        """How far down the torso a point is: 0 at the shoulder joints, 1 at the hip joints."""
        return float((point - self.shoulders) @ self.down / self.torso_length)

    def level_map(self, shape: tuple[int, int]) -> npt.NDArray[np.float32]:
        """(H, W) float32 `level_of` of every pixel."""
        x = (np.arange(shape[1], dtype=np.float32) - self.shoulders[0]) * (self.down[0] / self.torso_length)
        y = (np.arange(shape[0], dtype=np.float32) - self.shoulders[1]) * (self.down[1] / self.torso_length)
        return np.asarray(y[:, None] + x[None, :], np.float32)


def measure_body(person: Person, params: BodyShapeParams = BodyShapeParams()) -> BodyShape:
    """Estimate the bare body from joints, parsing and matte.

    Args:
        person: Somebody seen from the front or three-quarter.
        params: Proportions.

    Returns:
        Outlines and limbs in the person's own pixels. Joints outside the picture are used as the detector guessed them.
    """
    joints = _joints(person, params)
    left, right = joints[Joint.LEFT_SHOULDER], joints[Joint.RIGHT_SHOULDER]
    shoulders = (left + right) / 2
    hips = (joints[Joint.LEFT_HIP] + joints[Joint.RIGHT_HIP]) / 2
    torso_length = max(float(np.hypot(*(hips - shoulders))), 1.0)
    across = unit(left - right)
    spine = unit(hips - shoulders)
    # Leaning moves the hips aside; rows of cloth stay closer to parallel with the shoulders.
    down = unit(0.7 * spine + 0.3 * perpendicular(across))
    width = float(np.hypot(*(left - right)))
    unit_length = max(width, params.shoulder_to_torso * torso_length)
    arms = {side: _arm(person, joints, side, unit_length, params) for side in Side}
    legs = {side: _leg(person, joints, side, unit_length, params) for side in Side}
    shrink = width / unit_length
    neck, tips = {}, {}
    for side, joint in ((Side.LEFT, left), (Side.RIGHT, right)):
        out, drop = params.neck_base
        neck[side] = shoulders + across * side.sign * out * unit_length * max(shrink, 0.6) + down * drop * unit_length
        out, drop = params.shoulder_tip
        tips[side] = joint + across * side.sign * out * unit_length * shrink + down * drop * unit_length
    levels = np.array(params.torso_levels)
    half_widths = _torso_half_widths(person, shoulders, hips, across, unit_length, arms, params)
    return BodyShape(
        person.pose.size,
        across,
        down,
        shoulders,
        hips,
        unit_length,
        torso_length,
        neck,
        tips,
        levels,
        half_widths,
        arms,
        legs,
    )


_ARM_JOINTS = {
    Side.LEFT: (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
    Side.RIGHT: (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
}
_LEG_JOINTS = {
    Side.LEFT: (Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
    Side.RIGHT: (Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
}


def _joints(person: Person, params: BodyShapeParams) -> dict[Joint, Vector]:
    """Where the joints are; a torso outside the picture is rebuilt from the legs, which are not guessed."""
    pose = person.pose
    joints = {joint: pose.at(joint) for joint in Joint}
    shoulders, hips = (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER), (Joint.LEFT_HIP, Joint.RIGHT_HIP)
    knees = (Joint.LEFT_KNEE, Joint.RIGHT_KNEE)
    if pose.sees(*shoulders) or not pose.sees(*hips, *knees):
        return joints
    thigh = np.mean([np.hypot(*(joints[hip] - joints[knee])) for hip, knee in zip(hips, knees, strict=True)])
    middle = (joints[hips[0]] + joints[hips[1]]) / 2
    reach = np.arange(-1.2 * thigh, 1.2 * thigh)
    body = person.parsing.where(BodyLabel.LOWER_CLOTHES, BodyLabel.UPPER_CLOTHES, BodyLabel.DRESS, BodyLabel.TORSO_SKIN)
    inside = reach[sample(body, middle + reach[:, None] * np.array([1.0, 0.0]))]
    centre = middle + np.array([float(inside.min() + inside.max()) / 2 if len(inside) else 0.0, 0.0])
    if joints[Joint.LEFT_KNEE][0] < joints[Joint.RIGHT_KNEE][0]:
        # With no face to tell front from back the detector guesses; only people seen from the front get this far.
        for left, right in ((Joint.LEFT_KNEE, Joint.RIGHT_KNEE), (Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE)):
            joints[left], joints[right] = joints[right], joints[left]
    up, across = np.array([0.0, -1.0]) * thigh * params.thigh_to_torso, np.array([1.0, 0.0]) * thigh
    for side, hip, shoulder in zip((1, -1), hips, shoulders, strict=True):
        joints[hip] = centre + across * side * params.thigh_to_hips / 2
        joints[shoulder] = centre + up + across * side * params.thigh_to_torso * params.shoulder_to_torso / 2
    return joints


def _arm(
    person: Person, positions: dict[Joint, Vector], side: Side, unit_length: float, params: BodyShapeParams
) -> Limb:
    joints = _ARM_JOINTS[side]
    axis = np.array([positions[joint] for joint in joints])
    axis = _recentred(axis, np.array(params.arm_radii) * unit_length, person)
    arm_label, hand_label = (
        (BodyLabel.LEFT_ARM, BodyLabel.LEFT_HAND) if side is Side.LEFT else (BodyLabel.RIGHT_ARM, BodyLabel.RIGHT_HAND)
    )
    radii = np.array(params.arm_radii) * unit_length
    radii *= _measured_scale(person.parsing.where(arm_label), axis, radii)
    seen = person.pose.sees(joints[2])
    visible = _count_near(person.parsing.where(arm_label, hand_label), axis[2], 0.2 * unit_length)
    on_cloth = _count_near(person.parsing.where(*CLOTHES), axis[2], 0.08 * unit_length) > 0
    # A hand in front of the torso is seen, or shows skin; a wrist that does neither is behind the back.
    unsure = bool(person.pose.keypoints[joints[2], 2] < params.hidden_wrist)
    behind = on_cloth and unsure and visible < 0.02 * unit_length**2
    return Limb(axis, radii, seen, behind)


def _leg(
    person: Person, positions: dict[Joint, Vector], side: Side, unit_length: float, params: BodyShapeParams
) -> Limb:
    joints = _LEG_JOINTS[side]
    radii = np.array(params.leg_radii) * unit_length
    axis = _recentred(np.array([positions[joint] for joint in joints]), radii, person)
    return Limb(axis, radii, person.pose.sees(joints[2]))


def _recentred(
    axis: npt.NDArray[np.float64], radii: npt.NDArray[np.float64], person: Person
) -> npt.NDArray[np.float64]:
    """Move the middle and end joints to the middle of the silhouette where it is that of this limb alone."""
    body = person.matte > 0.5
    centred = axis.copy()
    for joint in (1, 2):
        # Just before the end joint: feet and hands are not centred on the limb.
        point = axis[joint] if joint == 1 else axis[1] + (axis[2] - axis[1]) * 0.9
        side = perpendicular(unit(axis[joint] - axis[joint - 1]))
        reach = np.arange(-3.0 * radii[joint], 3.0 * radii[joint])
        inside = sample(body, point + reach[:, None] * side)
        middle = len(reach) // 2
        if not inside[middle]:
            continue
        outside = np.flatnonzero(~inside)
        before, after = outside[outside < middle], outside[outside > middle]
        if len(before) and len(after) and after[0] - before[-1] < 3.4 * radii[joint]:
            centred[joint] += side * (reach[after[0]] + reach[before[-1]]) / 2
    return centred


def _measured_scale(bare: Mask, axis: npt.NDArray[np.float64], radii: npt.NDArray[np.float64]) -> float:
    """How much wider or thinner than average the bare part of a limb is, in [0.75, 1.3]; 1 where none is bare."""
    ratios = []
    for bone in (0, 1):
        start, end = axis[bone], axis[bone + 1]
        side = perpendicular(unit(end - start))
        for share in (0.35, 0.5, 0.65, 0.8):
            average = radii[bone] + (radii[bone + 1] - radii[bone]) * share
            reach = np.arange(-2.0 * average, 2.0 * average)
            inside = sample(bare, start + (end - start) * share + reach[:, None] * side)
            if inside[len(inside) // 2] and not inside[0] and not inside[-1]:
                ratios.append(inside.sum() / 2 / average)
    return float(np.clip(np.median(ratios), 0.75, 1.3)) if ratios else 1.0


def sample(mask: Mask, points: npt.NDArray[np.float64]) -> Mask:
    """The mask at (N, 2) points; False outside the picture."""
    x, y = np.round(points).astype(int).T
    inside = (x >= 0) & (x < mask.shape[1]) & (y >= 0) & (y < mask.shape[0])
    values = np.zeros(len(points), np.bool_)
    values[inside] = mask[y[inside], x[inside]]
    return values


def _count_near(mask: Mask, point: Vector, radius: float) -> int:
    x, y, reach = round(point[0]), round(point[1]), round(radius)
    return int(mask[max(0, y - reach) : max(0, y + reach), max(0, x - reach) : max(0, x + reach)].sum())


def _torso_half_widths(
    person: Person,
    shoulders: Vector,
    hips: Vector,
    across: Vector,
    unit_length: float,
    arms: dict[Side, Limb],
    params: BodyShapeParams,
) -> npt.NDArray[np.float64]:
    """(R, 2) half widths, right then left: the silhouette without the arms, held near an average body."""
    shape = person.matte.shape
    arm_pixels = np.zeros(shape, np.bool_)
    for arm in arms.values():
        arm_pixels |= arm.mask(shape, 1.25)
    arm_pixels |= person.parsing.where(
        BodyLabel.LEFT_ARM, BodyLabel.RIGHT_ARM, BodyLabel.LEFT_HAND, BodyLabel.RIGHT_HAND
    )
    body = (person.matte > 0.5) & ~person.parsing.where(BodyLabel.BAG, BodyLabel.OTHER)
    average = np.array(params.torso_half_widths) * unit_length
    rows = np.empty((len(average), 2))
    for row, level in enumerate(params.torso_levels):
        centre = shoulders + (hips - shoulders) * level
        for column, side in enumerate((Side.RIGHT, Side.LEFT)):
            reach = np.arange(0.0, 1.6 * average[row])
            line = centre + reach[:, None] * across * side.sign
            hidden = sample(arm_pixels, line)
            inside = sample(body, line)
            first_outside = int(np.argmin(inside)) if not inside.all() else len(reach)
            first_hidden = int(np.argmax(hidden)) if hidden.any() else len(reach)
            # An arm in front of the torso tells nothing about the outline behind it.
            rows[row, column] = np.nan if first_hidden < first_outside else first_outside
    return _believable(rows, average, params)


def _believable(
    rows: npt.NDArray[np.float64], average: npt.NDArray[np.float64], params: BodyShapeParams
) -> npt.NDArray[np.float64]:
    """Fill hidden rows from the other side or the average, and hold loose outlines back towards the body."""
    other = rows[:, ::-1]
    filled = np.where(np.isnan(rows), other, rows)
    seen = ~np.isnan(filled)
    build = float(np.clip(np.median((filled / average[:, None])[seen]), 0.85, 1.3)) if seen.any() else 1.0
    filled = np.where(np.isnan(filled), average[:, None] * build, filled)
    limit = average[:, None] * params.trusted_width
    filled = np.where(filled > limit, limit + (filled - limit) * params.excess_kept, filled)
    filled = np.maximum(filled, average[:, None] * 0.8)
    return np.asarray(cv2.GaussianBlur(filled, (1, 5), 1.2), np.float64)
