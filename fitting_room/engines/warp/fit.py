"""What the fitting of tops, dresses, trousers and skirts share: ease, scales and the body below the hips."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from fitting_room.domain.garment import Landmark as Mark
from fitting_room.domain.geometry import Vector
from fitting_room.domain.tryon import Fit
from fitting_room.engines.warp.mesh import Anchor, Floats
from fitting_room.perception.body_shape import BodyShape, Side

WAIST = {Side.LEFT: Mark.WAIST_LEFT, Side.RIGHT: Mark.WAIST_RIGHT}
HEM = {Side.LEFT: Mark.HEM_LEFT, Side.RIGHT: Mark.HEM_RIGHT}


@dataclass(frozen=True)
class FitParams:
    """How cloth sits on a body. Found by trying on the rendered pairs and the real photos."""

    ease: tuple[float, float, float] = (0.98, 1.03, 1.18)
    """Chest or hip width of cloth over the body's for tight, regular, loose (1.0-1.3)."""
    closest: float = 1.03
    """Cloth is never narrower than this multiple of the bare body (1.0-1.1)."""
    widest: float = 1.45
    """Nor wider than this at chest and hips, however loose it was photographed (1.2-1.8)."""
    flat_stretch: float = 1.25
    """A garment photographed flat shows half its girth, of which a body shows less from the front: for the same
    width it is this much longer when worn (1.0-1.4)."""
    down_per_chest: float = 1.01
    """Vertical scale of a top over the one that makes its chest fit exactly (18 rendered pairs: 0.93-1.21)."""
    down_per_shoulder: float = 0.92
    """Vertical scale over the one that makes its shoulders fit exactly (18 rendered pairs: 0.82-1.16)."""
    down_per_hips: float = 1.10
    """Vertical scale of bottoms over the one that makes their hips fit (5 rendered pairs: 0.90-1.22)."""
    down_by_shoulder: float = 0.35
    """How much the shoulders say about the vertical scale; the chest, which varies less, says the rest (0.2-0.5)."""
    narrowest: float = 0.82
    """Across, a sleeved top is never narrower than this multiple of what fits the shoulders (0.8-0.95)."""
    sleeve_width: float = 0.84
    """Width of a sleeve on a round arm over its width in the picture (0.75-1.0)."""
    widest_sleeve: float = 1.6
    """Sleeves are at most this multiple of the bare arm, times the ease (1.5-2.2)."""
    hip_level: float = 1.0
    """Where trousers are widest."""
    crotch_level: float = 1.13
    """Where the legs part (1.05-1.2)."""
    crotch_hangs: float = 0.35
    """How much lower, in torso lengths, the crotch of wide shorts with hardly any legs may hang (0.2-0.5)."""
    natural_waist: float = 0.66
    """The narrowest level of a torso (0.6-0.7)."""
    waistband: tuple[float, float] = (0.64, 0.90)
    """Highest and lowest level a waistband may sit at."""
    keep_torso: float = 0.16
    """A natural half width of the torso this near the old clothes' takes theirs (0-0.25)."""
    keep_limb: float = 0.35
    """The same for the width of sleeves and trouser legs (0-0.5)."""
    keep_hem: float = 0.14
    """A hem this near the old one's level falls on it (0-0.2 torso lengths)."""
    keep_sleeve: float = 0.10
    """A sleeve this near the old one's end, as a share of the arm, ends with it (0-0.15)."""
    thickness: float = 0.02
    """How far cloth stands off the shoulders, in unit lengths (0-0.04)."""

    longest: float = 1.6
    """What the user wants longer grows to this multiple of its own length at most: its print grows with it (1.4-2)."""
    hem: float = 0.0
    """How much further down than it is cut the garment reaches, in torso lengths, because the user wants it."""

    def ease_of(self, fit: Fit) -> float:
        """Width of cloth over width of body."""
        return self.ease[list(Fit).index(fit)]


@dataclass(frozen=True, eq=False)
class Fitting:
    """How one garment goes onto one body.

    Attributes:
        anchors: Where points of the garment have to go.
        seams: (K, 2) polylines in the garment picture where parts are sewn together.
        scale: (across, down) canvas pixels per garment pixel.
        across: Unit vector of the garment's own horizontal, in its picture.
        torso_levels: Between which levels of the torso cloth lies all around, from armpit to hem; None for bottoms.
        opening: How far from the middle line skin may show above the armpits; None where the shoulders may be bare.
        sleeve_ends: How far down each arm the garment reaches, in canvas pixels from the shoulder; no key, no sleeve.
        leg_ends: How far down each leg the garment reaches, in canvas pixels from the hip; no key, not at all.
    """

    anchors: tuple[Anchor, ...]
    seams: tuple[Floats, ...]
    scale: tuple[float, float]
    across: Vector
    torso_levels: tuple[float, float] | None = None
    opening: float | None = None
    sleeve_ends: Mapping[Side, float] = field(default_factory=dict)
    leg_ends: Mapping[Side, float] = field(default_factory=dict)


def lengthened(start: float, end: float, more: float, farthest: float, longest: float) -> float:
    """Where something that reaches from `start` to `end` ends when it is made longer.

    Args:
        start: Where it begins.
        end: Where it ends as it is cut.
        more: How much longer the user wants it; 0 changes nothing.
        farthest: Where the body ends.
        longest: The multiple of its own length up to which cloth is stretched.
    """
    return max(end, min(end + more, farthest, start + longest * (end - start))) if more > 0 else end


def body_half_width(shape: BodyShape, level: float, side: Side, crotch_level: float) -> float:
    """Half width of the bare body from its middle line at any level, legs included.

    Args:
        shape: The body.
        level: 0 at the shoulders, 1 at the hips, about 1.9 at the knees.
        side: Which half.
        crotch_level: Where the legs part; below it the outer outline of the leg counts.
    """
    torso = shape.half_width(level, side)
    if level <= 1.0:
        return torso
    leg = shape.legs[side]
    centre = shape.spine(level)
    distance = min((level - 1.0) * shape.torso_length, leg.length)
    outer = float((leg.at(distance) - centre) @ shape.across) * side.sign + leg.radius(distance)
    blend = float(np.clip((level - 1.0) / max(crotch_level - 1.0, 1e-3), 0, 1))
    return float((1 - blend) * torso + blend * max(outer, 0.25 * shape.unit_length))


def asymmetry(shape: BodyShape, level: float, side: Side) -> float:
    """How much wider this half of the torso appears than the average of both: turned bodies show one side more."""
    own = shape.half_width(level, side)
    other = shape.half_width(level, Side.RIGHT if side is Side.LEFT else Side.LEFT)
    return 2 * own / max(own + other, 1e-6)


def leg_distance(shape: BodyShape, level: float, side: Side) -> float:
    """How far down a leg a level lies, in pixels from the hip joint; negative above it."""
    leg = shape.legs[side]
    return float((shape.spine(level) - leg.axis[0]) @ leg.direction(0.3 * leg.length))
