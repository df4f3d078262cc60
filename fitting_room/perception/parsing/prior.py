"""What is usually where on a body, for each kind of attire: `models/body_prior.npz`, described in `body_prior.md`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import freeze
from fitting_room.perception.parsing.attire import AttireModel, Question
from fitting_room.perception.parsing.body_frame import CELLS
from fitting_room.perception.parsing.classes import SoftClass
from fitting_room.perception.parsing.observation import Observation
from fitting_room.resources import models

Array = npt.NDArray[np.float32]

SKIN_DISTANCE = np.linspace(0, 8, 17).astype(np.float32)
"""Bin edges of the Mahalanobis distance from the person's skin colour."""
LOG_STEP = 1 / 16
"""Probabilities are stored as bytes: -ln p in steps of this."""


@dataclass(frozen=True, eq=False)
class BodyPrior:
    """Label counts turned into probabilities.

    Attributes:
        attires: (Z, len(Question)) bool: the answers that each kind of attire stands for.
        classes: (Z, cells, C - 1) float32 P(class | place on the body, attire, person), without BACKGROUND.
        skin: (len(SKIN_DISTANCE) + 1,) float32 log-likelihood ratio skin : not skin of the binned skin distance.
        model: Answers the questions.
    """

    attires: npt.NDArray[np.bool_]
    classes: Array
    skin: Array
    model: AttireModel

    def __post_init__(self) -> None:
        kinds = len(self.attires)
        freeze(self.attires, "BodyPrior.attires", (kinds, len(Question)), np.bool_)
        freeze(self.classes, "BodyPrior.classes", (kinds, int(np.prod(CELLS)), len(SoftClass) - 1), np.float32)
        freeze(self.skin, "BodyPrior.skin", (len(SKIN_DISTANCE) + 1,), np.float32)

    def attire_weights(self, seen: Observation, sharpness: float) -> Array:
        """(Z,) float32 probability of each kind of attire; `sharpness` multiplies the log-odds."""
        log_odds = sharpness * self.model.log_odds(seen)
        logs = -np.logaddexp(0, np.where(self.attires, -log_odds, log_odds)).sum(1)
        weights = np.exp(logs - logs.max())
        return np.asarray(weights / weights.sum(), np.float32)

    def at(self, seen: Observation, weights: Array) -> Array:
        """(h, w, C - 1) float32 P(class | place, person), the kinds of attire mixed by their probability."""
        table = np.tensordot(weights, self.classes, 1)
        return np.asarray(table[seen.cells], np.float32)

    def skin_evidence(self, distance: Array) -> Array:
        """(h, w) float32 log-likelihood ratio of being skin."""
        return np.asarray(self.skin[np.searchsorted(SKIN_DISTANCE, distance)], np.float32)


def save_prior(path: Path, prior: BodyPrior) -> None:
    """Write the prior as plain arrays."""
    np.savez_compressed(
        path,
        attires=prior.attires,
        classes=np.round(np.clip(-np.log(np.maximum(prior.classes, 1e-9)) / LOG_STEP, 0, 255)).astype(np.uint8),
        skin=prior.skin,
        usual=prior.model.usual.astype(np.float16),
        weights=prior.model.weights.astype(np.float16),
        calibration=prior.model.calibration,
    )


@cache
def load_prior(path: Path | None = None) -> BodyPrior:
    """Read the prior that comes with the project, or another one."""
    with np.load(path or models() / "body_prior.npz", allow_pickle=False) as stored:
        classes = np.exp(-stored["classes"].astype(np.float32) * LOG_STEP)
        model = AttireModel(
            stored["usual"].astype(np.float32), stored["weights"].astype(np.float32), stored["calibration"]
        )
        return BodyPrior(stored["attires"], classes / classes.sum(-1, keepdims=True), stored["skin"], model)
