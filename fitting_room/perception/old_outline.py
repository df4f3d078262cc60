"""Person + BodyShape -> OldOutline: where the clothes in the photo end.

A garment is fitted to the body, not to the old clothes. But where both would come to nearly the same line, the old
line is the better one: it is the real one, and what lies beside it need not be repainted.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask
from fitting_room.domain.body import CLOTHES, BodyLabel, Person
from fitting_room.domain.geometry import perpendicular
from fitting_room.perception.body_shape import BodyShape, Limb, Side, sample

LIMB_SHARES = np.linspace(0.1, 0.98, 12)
"""Where along a limb its sleeve or trouser leg is measured."""
SHOULDER_SHARES = np.linspace(0.2, 1.0, 5)
"""Where the shoulder line is measured."""
REACH = 2.6
"""Cloth wider than this multiple of the bare limb is not taken for its sleeve alone."""


@dataclass(frozen=True, eq=False)
class OldOutline:
    """Distances in pixels of the photo; NaN where nothing can be read.

    Attributes:
        levels: (R,) torso levels, as in `BodyShape`.
        torso: (R, 2) half width of the clothed torso from the spine, right then left.
        shoulders: (K,) by side: how far below the straight line from neck to shoulder tip the silhouette begins, at
            `SHOULDER_SHARES` of it.
        hem: Level of the old top's or dress's hem.
        sleeves: (K, 2) by side: how far the sleeve reaches outwards and inwards of the arm's axis at `LIMB_SHARES`.
        sleeve_ends: By side: share of the arm at which the sleeve ends.
        trousers: (K, 2) by side, as `sleeves`, for the legs.
    """

    levels: npt.NDArray[np.float64]
    torso: npt.NDArray[np.float64]
    shoulders: dict[Side, npt.NDArray[np.float64]]
    hem: float
    sleeves: dict[Side, npt.NDArray[np.float64]]
    sleeve_ends: dict[Side, float]
    trousers: dict[Side, npt.NDArray[np.float64]]

    def torso_half_width(self, level: float, side: Side) -> float:
        """Half width of the clothed torso at a level; NaN outside the measured ones."""
        column = self.torso[:, 1 if side is Side.LEFT else 0]
        return float(np.interp(level, self.levels, column, left=np.nan, right=np.nan))

    def below_shoulder_line(self, share: float, side: Side) -> float:
        """How far the silhouette lies below the straight shoulder line; NaN where hair or an arm hides it."""
        return float(np.interp(share, SHOULDER_SHARES, self.shoulders[side]))

    @staticmethod
    def across_limb(measured: npt.NDArray[np.float64], share: float) -> tuple[float, float]:
        """How far cloth reaches outwards and inwards at a share of a limb."""
        outwards, inwards = (
            float(np.interp(share, LIMB_SHARES, measured[:, column], left=np.nan, right=np.nan)) for column in (0, 1)
        )
        return outwards, inwards


def near(natural: float, old: float, tolerance: float) -> float:
    """The old value where it is within a share of the natural one, else the natural one (also for NaN)."""
    return old if abs(old - natural) <= tolerance * abs(natural) else natural


def measure_old_outline(person: Person, shape: BodyShape) -> OldOutline:
    """Read where the clothes in the photo end.

    Args:
        person: On the canvas.
        shape: `measure_body(person)`.
    """
    solid = person.matte > 0.5
    cloth = person.parsing.where(*CLOTHES) & solid
    upper = person.parsing.where(BodyLabel.UPPER_CLOTHES, BodyLabel.OUTERWEAR, BodyLabel.DRESS) & solid
    arms = np.zeros(cloth.shape, np.bool_)
    for arm in shape.arms.values():
        arms |= arm.mask(cloth.shape, 1.25)
    return OldOutline(
        levels=shape.levels,
        torso=_torso(cloth, arms & solid, shape),
        shoulders={side: _shoulder(solid, person.parsing.where(BodyLabel.HAIR), shape, side) for side in Side},
        hem=_hem(upper, shape),
        sleeves={side: _across(cloth, shape.arms[side], side) for side in Side},
        sleeve_ends={side: _end(cloth, shape.arms[side]) for side in Side},
        trousers={side: _across(cloth, shape.legs[side], side) for side in Side},
    )


def _torso(cloth: Mask, arms: Mask, shape: BodyShape) -> npt.NDArray[np.float64]:
    rows = np.full((len(shape.levels), 2), np.nan)
    reach = np.arange(0.0, 1.2 * shape.unit_length)
    for row, level in enumerate(shape.levels):
        for column, side in enumerate((Side.RIGHT, Side.LEFT)):
            line = shape.spine(float(level)) + reach[:, None] * shape.across * side.sign
            rows[row, column] = _first_end(sample(cloth, line), sample(arms, line))
    return rows


def _shoulder(solid: Mask, hair: Mask, shape: BodyShape, side: Side) -> npt.NDArray[np.float64]:
    """Where the silhouette begins above and below the straight shoulder line, within a sixth of a shoulder width."""
    offsets = np.arange(-0.16, 0.16, 0.01)[:, None] * shape.unit_length * shape.down
    measured = np.full(len(SHOULDER_SHARES), np.nan)
    for index, share in enumerate(SHOULDER_SHARES):
        point = shape.neck[side] + (shape.tips[side] - shape.neck[side]) * share
        inside = sample(solid, point + offsets)
        if not inside[0] and inside.any() and not sample(hair, point + offsets).any():
            measured[index] = float(offsets[np.argmax(inside)] @ shape.down)
    return measured


def _hem(upper: Mask, shape: BodyShape) -> float:
    """The lowest level at which most of the middle of the body is in upper clothes."""
    levels = np.arange(0.3, 1.9, 0.02)
    offsets = np.linspace(-0.35, 0.35, 9)[:, None] * shape.unit_length * shape.across
    covered = [sample(upper, shape.spine(float(level)) + offsets).mean() > 0.5 for level in levels]
    return float(levels[np.argmin(covered)]) if covered[0] and not all(covered) else np.nan


def _across(cloth: Mask, limb: Limb, side: Side) -> npt.NDArray[np.float64]:
    measured = np.full((len(LIMB_SHARES), 2), np.nan)
    for index, share in enumerate(LIMB_SHARES):
        distance = float(share) * limb.length
        outwards = perpendicular(limb.direction(distance)) * -side.sign
        reach = np.arange(0.0, REACH * limb.radius(distance))
        for column, direction in enumerate((outwards, -outwards)):
            inside = sample(cloth, limb.at(distance) + reach[:, None] * direction)
            measured[index, column] = _first_end(inside, np.zeros(len(inside), np.bool_))
    return measured


def _end(cloth: Mask, limb: Limb) -> float:
    """The share of a limb at which its cloth gives way to skin; NaN where it never does or never began."""
    shares = np.linspace(0.05, 1.0, 60)
    inside = sample(cloth, np.array([limb.at(float(share) * limb.length) for share in shares]))
    return float(shares[np.argmin(inside)]) if inside[0] and not inside.all() else np.nan


def _first_end(inside: Mask, hidden: Mask) -> float:
    """How far a line stays inside; NaN where it never leaves, never was inside, or is hidden before it leaves."""
    if inside.all() or not inside[0]:
        return np.nan
    first_outside = int(np.argmin(inside))
    return np.nan if hidden[:first_outside].any() else float(first_outside)
