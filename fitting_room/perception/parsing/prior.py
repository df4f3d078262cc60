"""What is usually where on a body: label counts by place on the body, read from `models/body_prior.npz`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import freeze
from fitting_room.perception.parsing.body_frame import CELLS, BodyFrame
from fitting_room.perception.parsing.classes import SoftClass

Array = npt.NDArray[np.float32]

SKIN_DISTANCE = np.linspace(0, 8, 17).astype(np.float32)
"""Bin edges of the Mahalanobis distance from the person's skin colour."""
_PATH = Path(__file__).resolve().parents[3] / "models" / "body_prior.npz"


@dataclass(frozen=True, eq=False)
class BodyPrior:
    """Counts turned into probabilities; see `models/body_prior.md`.

    Attributes:
        classes: (cells, C - 1) float32 P(class | place, person), without BACKGROUND.
        skin: (18,) float32 log-likelihood ratio skin : not skin of the binned skin distance.
    """

    classes: Array
    skin: Array

    def __post_init__(self) -> None:
        cells = int(np.prod(CELLS))
        freeze(self.classes, "BodyPrior.classes", (cells, len(SoftClass) - 1), np.float32)
        freeze(self.skin, "BodyPrior.skin", (len(SKIN_DISTANCE) + 1,), np.float32)

    def at(self, frame: BodyFrame) -> Array:
        """(H, W, C - 1) float32 P(class | place, person)."""
        return np.asarray(self.classes[frame.cells()], np.float32)

    def skin_evidence(self, distance: Array) -> Array:
        """(H, W) float32 log-likelihood ratio of being skin."""
        bins = np.searchsorted(SKIN_DISTANCE, distance.ravel()).reshape(distance.shape)
        return np.asarray(self.skin[bins], np.float32)


@cache
def load_prior(path: Path = _PATH) -> BodyPrior:
    """Read the prior; the file holds plain arrays only."""
    with np.load(path, allow_pickle=False) as stored:
        return BodyPrior(stored["classes"].astype(np.float32), stored["skin"].astype(np.float32))
