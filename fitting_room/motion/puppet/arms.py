"""Arms that can be cut free from the body, and which part of the picture is theirs."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, Matte
from fitting_room.domain.body import BodyLabel, Joint, Person
from fitting_room.motion.puppet.bones import Array
from fitting_room.motion.puppet.cutting import cut_limb
from fitting_room.motion.puppet.limbs import Floats, Limb, smooth_step

_ARMS = {
    "right": (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
    "left": (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
}
_SKIN = {
    "right": (BodyLabel.RIGHT_ARM, BodyLabel.RIGHT_HAND),
    "left": (BodyLabel.LEFT_ARM, BodyLabel.LEFT_HAND),
}
_SLEEVES = (BodyLabel.UPPER_CLOTHES, BodyLabel.DRESS, BodyLabel.OUTERWEAR, BodyLabel.OTHER)


@dataclass(frozen=True)
class ArmParams:
    """Which arms are cut free, and how; lengths are shares of the torso's."""

    shoulder: float = 0.12
    """Half the width of a shoulder, at least (0.10-0.14 tried)."""
    least_hand: float = 0.012
    """Area of a hand that is seen, squared: with less, it is in a pocket or behind the back (0.004-0.015 tried)."""
    whole: float = 0.97
    """Share of the arm's bones that its pixels cover: of an arm with a gap, a stump would rise (0.9-1 tried)."""
    spike: float = 0.03
    """What would stand out from the body beside an arm, thinner than twice this, goes with the arm (0.02-0.04)."""
    fringe: float = 0.15
    """How far from an arm what is nearer to it than to the body goes with it (0.05-0.15 tried)."""
    entangled: float = 0.06
    """A wrist nearer to the other arm than this holds it (0.04-0.1 tried)."""
    folded: float = 0.12
    """Forearms whose bones, hands included, come nearer to each other than this are folded (0.08-0.16 tried)."""
    clasped: float = 0.05
    """Hands nearer to each other than this touch."""


PARAMS = ArmParams()


@dataclass(frozen=True, eq=False)
class Arm:
    """An arm in the picture.

    Attributes:
        side: "left" or "right".
        joints: Shoulder, elbow and wrist.
        limb: How it bends.
        mask: (H, W) bool, its pixels, those of the shoulder included.
        on_body: Whether the hand lies in front of the body.
    """

    side: str
    joints: tuple[Joint, Joint, Joint]
    limb: Limb
    mask: Mask
    on_body: bool

    def shown(self) -> Matte:
        """(H, W) float32: where its layer shows it; it fades in at the shoulder, where body and arm are one."""
        fade = smooth_step(self.limb.beyond(_points(self.mask))[0], *self.limb.seam)
        grown = cv2.dilate(self.mask.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(np.float32)
        return np.asarray(cv2.GaussianBlur(grown, (0, 0), 0.8) * fade, np.float32)

    def taken(self, look: Person, unit: float, wider: float) -> Matte:
        """(H, W) float32: 1 where the picture shows the arm, or its fringe, and not the body; so much wider there."""
        rest = (look.matte > 0.5) & ~self.mask
        to_arm, to_body = (_distance(part) for part in (self.mask, rest))
        fringe = (look.matte <= 0.5) & (to_arm < PARAMS.fringe * unit) & (to_arm < to_body)
        below = self.limb.beyond(_points(self.mask))[0] > self.limb.seam[1]
        whole = (self.mask | fringe | (to_arm < wider)) & below
        return np.asarray(cv2.GaussianBlur(whole.astype(np.float32), (0, 0), 0.8), np.float32)


def find_arms(look: Person, unit: float) -> tuple[Arm, ...]:
    """The arms that can move alone; one that is held, hidden or in a pocket moves with the body."""
    if _folded(look, unit):
        return ()
    found: list[Arm] = []
    taken = np.zeros(look.matte.shape, bool)
    for side, names in _ARMS.items():
        hand = look.parsing.where(_SKIN[side][1])
        if not look.pose.sees(*names) or np.count_nonzero(hand) < PARAMS.least_hand * unit**2:
            continue
        joints = np.array([look.pose.at(joint) for joint in names])
        cut = cut_limb(look, joints, _SKIN[side], _SLEEVES, unit)
        mask = _with_what_hangs_on(look, cut.mask & ~taken, round(PARAMS.spike * unit))
        if not _whole(mask, joints):
            continue
        taken |= mask
        across = joints[0] - look.pose.at(Joint.NECK)
        radius = (max(cut.radius[0], PARAMS.shoulder * unit), max(cut.radius))
        limb = Limb.jointed(joints, radius, across / max(float(np.linalg.norm(across)), 1.0))
        found.append(Arm(side, names, limb, mask, _on_body(look, hand, mask)))
    if len(found) == 2 and _entangled(found[0], found[1], unit):
        return ()
    return tuple(found)


def _whole(mask: Mask, joints: Array) -> bool:
    """Whether the pixels of an arm lie on its bones from the sleeve's middle to the hand."""
    shoulder, elbow, wrist = joints
    upper = shoulder + np.linspace(0.5, 1, 20)[:, None] * (elbow - shoulder)
    lower = elbow + np.linspace(0, 1.1, 40)[:, None] * (wrist - elbow)
    return bool(_at(mask, np.concatenate([upper, lower])).mean() >= PARAMS.whole)


def _folded(look: Person, unit: float) -> bool:
    """Whether the forearms cross or touch, be the hands seen or tucked away: what each hides cannot be guessed."""
    reach = np.linspace(0.3, 1.45, 24)[:, None]
    elbows, wrists = (np.array([look.pose.at(names[end]) for names in _ARMS.values()]) for end in (1, 2))
    one, other = (elbow + reach * (wrist - elbow) for elbow, wrist in zip(elbows, wrists, strict=True))
    apart = np.linalg.norm(one[:, None] - other[None], axis=-1)
    hands = [look.parsing.where(skin[1]) for skin in _SKIN.values()]
    touching = hands[0].any() and _distance(hands[0])[hands[1]].min(initial=np.inf) < PARAMS.clasped * unit
    return bool(touching or apart.min() < PARAMS.folded * unit)


def _entangled(one: Arm, other: Arm, unit: float) -> bool:
    """Whether a hand or forearm lies on the other arm."""
    for arm, held in ((one, other), (other, one)):
        distance = _distance(held.mask)
        begin, end = arm.limb.joints[1:]
        points = begin + np.linspace(0.4, 1.3, 10)[:, None] * (end - begin)
        if _at(distance, points).min() < PARAMS.entangled * unit:
            return True
    return False


def _on_body(look: Person, hand: Mask, mask: Mask) -> bool:
    around = (cv2.dilate(hand.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0) & ~hand & ~mask
    return bool(around.any() and (look.matte[around] > 0.5).mean() > 0.6)


def _with_what_hangs_on(look: Person, mask: Mask, thin: int) -> Mask:
    """The arm, and what of the person beside it would be a thin spike or hang in the air without it."""
    near = cv2.dilate(mask.astype(np.uint8), np.ones((4 * thin + 1,) * 2, np.uint8)) > 0
    rest = ((look.matte > 0.3) & ~mask).astype(np.uint8)
    framed = cv2.copyMakeBorder(rest, thin, thin, thin, thin, cv2.BORDER_REPLICATE)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * thin + 1, 2 * thin + 1))
    solid = cv2.morphologyEx(framed, cv2.MORPH_OPEN, disc)[thin:-thin, thin:-thin]
    kept = look.parsing.where(BodyLabel.HAIR, BodyLabel.FACE, BodyLabel.NECK, BodyLabel.HAT)
    mask = mask | ((rest > solid) & near & ~kept)
    rest &= ~mask
    count, pieces, stats, _ = cv2.connectedComponentsWithStats(rest, connectivity=4)
    if count < 3:
        return mask
    small = stats[:, cv2.CC_STAT_AREA] < 0.25 * stats[1:, cv2.CC_STAT_AREA].max()
    small[0] = False
    touching = np.zeros(count, bool)
    # A fingertip may be a little way off, where the labels have a gap.
    touching[np.unique(pieces[_distance(mask) < 5 * thin])] = True
    return np.asarray(mask | (small & touching)[pieces])


def _at(picture: npt.NDArray[np.generic], points: Array) -> npt.NDArray[np.float64]:
    """A picture's values at (n, 2) points."""
    columns, rows = np.round(points).astype(int).T
    height, width = picture.shape
    return picture[np.clip(rows, 0, height - 1), np.clip(columns, 0, width - 1)].astype(np.float64)


def _points(mask: Mask) -> Floats:
    ys, xs = np.mgrid[: mask.shape[0], : mask.shape[1]].astype(np.float32)
    return np.stack([xs, ys], -1)


def _distance(mask: Mask) -> Floats:
    """(H, W) pixels to the mask; far where it is empty."""
    if not mask.any():
        return np.full(mask.shape, 1e6, np.float32)
    return np.asarray(cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, 3), np.float32)
