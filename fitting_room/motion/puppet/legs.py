"""Legs that the picture shows apart: which pixels are which, and where they leave the body.

Trousers, shorts and bare legs part at the crotch; below a skirt, legs begin behind its hem.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from fitting_room.domain.arrays import Mask, Matte, members, nearest_labels
from fitting_room.domain.body import CLOTHES, BodyLabel, Joint, Person
from fitting_room.motion.puppet.bones import Array
from fitting_room.motion.puppet.limbs import Limb, smooth_step

_LEGS = {
    "right": (Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
    "left": (Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
}
_OWN = {
    "right": (BodyLabel.RIGHT_LEG, BodyLabel.RIGHT_FOOT, BodyLabel.RIGHT_SHOE),
    "left": (BodyLabel.LEFT_LEG, BodyLabel.LEFT_FOOT, BodyLabel.LEFT_SHOE),
}
_BARE = (*_OWN["right"], *_OWN["left"])


@dataclass(frozen=True)
class LegParams:
    """Which legs are cut free; lengths are shares of the torso's, places shares of the thigh."""

    steepest: float = 0.6
    """Radians from the vertical: a thigh or shin beyond sits or strides (0.5-0.8 tried)."""
    apart: float = 0.1
    """Least distance of the knees and of the ankles (0.08-0.15 tried)."""
    crotch: tuple[float, float] = (0.12, 0.34)
    """Where trousers may part, from the hip (0) to the knee (1)."""
    skirt: float = 0.5
    """Cloth between the legs down to here is a skirt (0.4-0.6 tried)."""
    seam: float = 0.08
    """Over so much of its length the body gives way to a leg (0.05-0.12 tried)."""
    under: float = 0.1
    """How far legs go on behind a hem (0.05-0.15 tried)."""


PARAMS = LegParams()


@dataclass(frozen=True, eq=False)
class Leg:
    """A leg in the picture.

    Attributes:
        side: "left" or "right".
        joints: Hip, knee and ankle.
        limb: How it bends.
        mask: (H, W) bool, its pixels.
        top: Row at which it begins to leave the body.
    """

    side: str
    joints: tuple[Joint, Joint, Joint]
    limb: Limb
    mask: Mask
    top: float

    def taken(self, unit: float) -> Matte:
        """(H, W) float32: how far the body has given way to the leg."""
        rows = np.arange(self.mask.shape[0], dtype=np.float32)[:, None]
        away = smooth_step(rows, self.top, self.top + PARAMS.seam * unit)
        return np.asarray(self.mask * away, np.float32)

    def beneath(self, unit: float) -> Mask:
        """(H, W) bool: right above the leg's pixels, where it goes on behind what hangs before it."""
        reach = max(round(PARAMS.under * unit), 1)
        shape = np.zeros((2 * reach + 1, 1), np.uint8)
        shape[reach:] = 1
        return np.asarray(cv2.dilate(self.mask.astype(np.uint8), shape) > 0)


def find_legs(look: Person, unit: float, free: Mask) -> tuple[Leg, ...]:
    """Both legs, or none where they cannot be told apart.

    Args:
        look: The person.
        unit: Length of the torso in pixels.
        free: (H, W) bool, what arms hid and is filled in.
    """
    chains = {side: np.array([look.pose.at(joint) for joint in names]) for side, names in _LEGS.items()}
    if not _stand_apart(look, chains, unit):
        return ()
    hip, knee = (np.mean([chain[index] for chain in chains.values()], 0) for index in (0, 1))
    thigh = float(knee[1] - hip[1])
    parting = _parting(look, chains) - float(hip[1])
    # Between trousers there is room from the crotch on, or they touch; between bare legs a skirt ends first.
    below = _row_of(look, hip[1] + max(parting, 0) + 0.12 * thigh, chains)
    skirt = parting > PARAMS.skirt * thigh and look.parsing.where(*_BARE)[below].all()
    top = float(hip[1] + (parting - 0.25 * thigh if skirt else thigh * np.clip(parting / thigh, *PARAMS.crotch)))
    labels = nearest_labels(look.parsing.labels, ~look.parsing.where(BodyLabel.BACKGROUND))
    own = members(labels, (*_BARE, BodyLabel.OTHER) if skirt else (*_BARE, BodyLabel.LOWER_CLOTHES, BodyLabel.DRESS))
    own |= _small_pieces(members(labels, CLOTHES)) if skirt else False
    own |= free & (not skirt)
    shares = _shares(look, chains)
    legs = []
    for side, names in _LEGS.items():
        chain = chains[side]
        mask = shares[side] & own & (np.arange(look.photo.size[1])[:, None] >= top)
        limb = Limb.hanging(chain, 0.12 * unit, top)
        legs.append(Leg(side, names, limb, mask, top))
    return tuple(legs)


def _small_pieces(cloth: Mask) -> Mask:
    """Cloth that does not hang together with the largest piece: below a skirt, socks and shoes by mistake."""
    _, pieces, stats, _ = cv2.connectedComponentsWithStats(cloth.astype(np.uint8))
    stats[0, cv2.CC_STAT_AREA] = 0
    return np.asarray(cloth & (pieces != stats[:, cv2.CC_STAT_AREA].argmax()))


def _stand_apart(look: Person, chains: dict[str, Array], unit: float) -> bool:
    if not all(look.pose.sees(*names) for names in _LEGS.values()):
        return False
    bones = np.concatenate([np.diff(chain, axis=0) for chain in chains.values()])
    if np.abs(np.arctan2(bones[:, 0], bones[:, 1])).max() > PARAMS.steepest:
        return False
    across = (chains["left"] - chains["right"])[:, 0]
    return bool((across * np.sign(across[0]) > PARAMS.apart * unit)[1:].all())


def _parting(look: Person, chains: dict[str, Array]) -> float:
    """The first row in which something other than cloth lies between the legs; the ankles' where there is none."""
    middle = (chains["left"] + chains["right"]) / 2
    rows = np.arange(int(middle[0, 1]), int(middle[2, 1]))
    columns = np.interp(rows, middle[:, 1], middle[:, 0]).round().astype(int)
    rows = np.clip(rows, 0, look.photo.size[1] - 1)
    cloth = (look.matte > 0.5) & ~look.parsing.where(*_BARE, BodyLabel.BACKGROUND)
    width = look.photo.size[0]
    # Half a leg to both sides: the middle of the legs is not always the gap's.
    reach = max(int(0.15 * abs(chains["left"][1, 0] - chains["right"][1, 0])), 1)
    near = [cloth[rows, np.clip(columns + step, 0, width - 1)] for step in range(-reach, reach + 1)]
    closed = np.all(near, axis=0)
    gone = np.convolve(~closed, np.ones(5), "same") > 4
    return float(rows[gone.argmax()] if gone.any() else middle[2, 1])


def _row_of(look: Person, row: float, chains: dict[str, Array]) -> tuple[Array, Array]:
    """Indices of the pixels on both legs' bones in a row."""
    columns = [np.interp(row, chain[:, 1], chain[:, 0]) for chain in chains.values()]
    width, height = look.photo.size
    clipped = np.clip(np.round(columns).astype(int), 0, width - 1)
    return np.full(2, int(np.clip(row, 0, height - 1))), clipped


def _shares(look: Person, chains: dict[str, Array]) -> dict[str, Mask]:
    """(H, W) bool for each side: the nearer bones' pixels, but bare legs and shoes as their labels say."""
    near = {}
    for side, chain in chains.items():
        line = np.ones(look.matte.shape, np.uint8)
        foot = chain[2] + 0.35 * (chain[2] - chain[1])
        cv2.polylines(line, [np.round(np.vstack([chain, foot])).astype(np.int32)], False, 0, 1)
        near[side] = cv2.distanceTransform(line, cv2.DIST_L2, 5)
    left = near["left"] < near["right"]
    said = {side: look.parsing.where(*labels) for side, labels in _OWN.items()}
    left = (left | said["left"]) & ~said["right"]
    left = cv2.medianBlur(left.astype(np.uint8), 5) > 0
    return {"left": left, "right": ~left}
