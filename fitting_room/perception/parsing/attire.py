"""What kind of clothes somebody wears, judged from silhouette, bare skin and colours that return.

Five yes-or-no questions are answered by weighing evidence cell by cell: where the person's outline reaches, where it
looks like skin, and where the colours of the chest and of the thighs come back.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import freeze
from fitting_room.perception.parsing.body_frame import CELLS, Bone
from fitting_room.perception.parsing.observation import Observation

Array = npt.NDArray[np.float32]


class Question(IntEnum):
    """The yes-or-no questions."""

    DRESS = 0
    BARE_LEGS = 1
    BARE_ARMS = 2
    LONG_TOP = 3
    LEGWEAR = 4


BLOCKS = 4
"""Kinds of evidence: outline, skin, chest colours, thigh colours."""
_ALONG_GROUPS = np.minimum(np.arange(CELLS[1]) // 3, 7)
_BESIDE_GROUPS = np.minimum((np.arange(CELLS[2]) + 1) * 7 // CELLS[2], 7)
COARSE_CELLS = len(Bone) * 8 * 8
_SKIN_WIDTH = 2.0
"""Skin distance at which likeness has fallen to 0.6."""
_COLOUR_WIDTH = 8.0
"""Lab distance at which two palette colours are alike to 0.6 (5-12 tried)."""


def evidence(seen: Observation) -> tuple[Array, Array]:
    """Sums and pixel counts of each kind of evidence in coarse cells.

    Returns:
        (BLOCKS, COARSE_CELLS) float32 sums, and counts; their quotient is in [0, 1].
    """
    along = seen.cells // CELLS[2] % CELLS[1]
    beside = seen.cells % CELLS[2]
    coarse = (seen.frame.bone.astype(np.int32) * 8 + _ALONG_GROUPS[along]) * 8 + _BESIDE_GROUPS[beside]
    person = seen.alpha > 0.5
    skin = np.exp(-0.5 * (seen.skin_distance / _SKIN_WIDTH) ** 2)
    on_torso = (seen.frame.bone == Bone.TORSO) & person
    chest = on_torso & (seen.frame.along > 0.1) & (seen.frame.along < 0.55)
    thigh = (seen.frame.bone == Bone.THIGH) & (seen.frame.along < 0.5) & person
    thigh |= on_torso & (seen.frame.along > 1)
    planes = (seen.alpha, skin, _likeness(seen, chest), _likeness(seen, thigh))
    sums, counts = np.zeros((BLOCKS, COARSE_CELLS), np.float32), np.zeros((BLOCKS, COARSE_CELLS), np.float32)
    for block, plane in enumerate(planes):
        where = np.ones_like(person) if block == 0 else person
        sums[block] = np.bincount(coarse[where], weights=plane[where], minlength=COARSE_CELLS)
        counts[block] = np.bincount(coarse[where], minlength=COARSE_CELLS)
    return sums, counts


def _likeness(seen: Observation, place: npt.NDArray[np.bool_]) -> Array:
    """(h, w) float32 in [0, 1]: how common each pixel's colour is in a place on the body."""
    palette = seen.palette
    counts = np.bincount(seen.index[place], minlength=len(palette)).astype(np.float32)
    alike = np.exp(-((palette[:, None] - palette[None]) ** 2).sum(-1) / (2 * _COLOUR_WIDTH**2))
    counts = alike @ counts
    return np.asarray((counts / max(float(counts.max()), 1e-6))[seen.index], np.float32)


@dataclass(frozen=True, eq=False)
class AttireModel:
    """Weights of the evidence; see `models/body_prior.md`.

    Attributes:
        usual: (BLOCKS, COARSE_CELLS) float32 mean evidence.
        weights: (len(Question), BLOCKS, COARSE_CELLS) float32.
        calibration: (len(Question), 2) float32 slope and offset of the log-odds.
    """

    usual: Array
    weights: Array
    calibration: Array

    def __post_init__(self) -> None:
        freeze(self.usual, "AttireModel.usual", (BLOCKS, COARSE_CELLS), np.float32)
        freeze(self.weights, "AttireModel.weights", (len(Question), BLOCKS, COARSE_CELLS), np.float32)
        freeze(self.calibration, "AttireModel.calibration", (len(Question), 2), np.float32)

    def log_odds(self, seen: Observation) -> Array:
        """(len(Question),) float32 log-odds of a yes."""
        sums, counts = evidence(seen)
        scores = (self.weights * surprise(sums, counts, self.usual)).sum((1, 2))
        return np.asarray(self.calibration[:, 0] * scores + self.calibration[:, 1], np.float32)


def surprise(sums: Array, counts: Array, usual: Array) -> Array:
    """Evidence relative to the usual, near 0 where few pixels were seen (outside the picture, for example)."""
    few = 4.0
    return np.asarray((sums - usual * counts) / (counts + few), np.float32)
