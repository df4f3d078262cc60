"""`python -m fitting_room.training.body_prior DATA OUT`: count `models/body_prior.npz` on labelled photos.

From every training photo of clothing-co-parsing only sums are kept: how often each class lies at each place on the
body, how skin-like it looks there, and the evidence of `attire.py`. No picture, and nothing from which one could be
made, goes into the file.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap, freeze
from fitting_room.domain.geometry import Placement
from fitting_room.evaluation import ccp
from fitting_room.perception.matte import make_matte
from fitting_room.perception.parsing.attire import BLOCKS, COARSE_CELLS, AttireModel, Question, evidence, surprise
from fitting_room.perception.parsing.body_frame import CELLS, Bone
from fitting_room.perception.parsing.classes import SoftClass
from fitting_room.perception.parsing.observation import Observation, observe
from fitting_room.perception.parsing.prior import SKIN_DISTANCE, BodyPrior, save_prior
from fitting_room.perception.person import PersonParams, person_box
from fitting_room.perception.pose import find_people

Array = npt.NDArray[np.float32]
Counts = npt.NDArray[np.float64]

RIDGE = 200.0
"""Weight decay of the attire questions (3-300 tried; held-out area under the curve is flat from 100 on)."""
COMMON = 5.0
"""Counts of the table of all attires that are mixed into every attire's own table (0-30 tried)."""
RAREST = 5
"""Attires seen on fewer photos than this get no table of their own."""
FOLDS = 5


@dataclass(frozen=True, eq=False)
class Tally:
    """What is kept of one photo: sums only.

    Attributes:
        classes: (cells, C) pixels of each class at each place on the body.
        skin: (bins, 2) pixels of skin and of other person by skin distance.
        sums: (BLOCKS, COARSE_CELLS) evidence.
        counts: (BLOCKS, COARSE_CELLS) pixels behind it.
        answers: (len(Question),) bool, from the labels.
    """

    classes: Counts
    skin: Counts
    sums: Array
    counts: Array
    answers: npt.NDArray[np.bool_]

    def __post_init__(self) -> None:
        freeze(self.answers, "Tally.answers", (len(Question),), np.bool_)


def tally(labelled: ccp.LabelledPhoto, table: LabelMap) -> Tally | None:
    """Count one photo; None where nobody is found."""
    pixels = labelled.pixels()
    people = find_people(pixels)
    if not people:
        return None
    size = (pixels.shape[1], pixels.shape[0])
    params = PersonParams()
    crop = Placement.crop(size, person_box(people[0], params), params.canvas_side)
    canvas = crop.image(pixels)
    matte = make_matte(canvas, crop.matte(people[0].mask))
    seen = observe(canvas, people[0].pose.placed(crop), matte)
    small = Placement.shrink(crop.canvas, max(seen.alpha.shape))
    truth = small.labels(crop.labels(labelled.classes(table)))
    count = len(SoftClass)
    cells = int(np.prod(CELLS))
    classes = np.bincount(seen.cells.ravel() * count + truth.ravel(), minlength=cells * count).reshape(cells, count)
    bins = np.searchsorted(SKIN_DISTANCE, seen.skin_distance)
    is_skin, is_other = truth == SoftClass.SKIN, (truth > SoftClass.SKIN) | (truth == SoftClass.HAIR)
    skin = np.stack([np.bincount(bins[where], minlength=len(SKIN_DISTANCE) + 1) for where in (is_skin, is_other)], 1)
    return Tally(classes.astype(float), skin.astype(float), *evidence(seen), _answers(seen, truth))


def _answers(seen: Observation, truth: LabelMap) -> npt.NDArray[np.bool_]:
    """The answers to the attire questions, from the labels."""
    person = truth > 0
    along, bone = seen.frame.along, seen.frame.bone

    def share(bones: Bone, coarse: SoftClass, first: float = -9.0, last: float = 9.0) -> float:
        where = person & (bone == bones) & (along > first) & (along < last)
        return float((truth[where] == coarse).mean()) if where.sum() > 10 else 0.0

    dress = bool((truth == SoftClass.DRESS).sum() > 0.12 * max(int(person.sum()), 1))
    return np.array(
        [
            dress,
            share(Bone.SHIN, SoftClass.SKIN, 0.0, 0.9) > 0.4,
            share(Bone.FOREARM, SoftClass.SKIN) > 0.5,
            not dress and share(Bone.THIGH, SoftClass.UPPER) > 0.35,
            share(Bone.SHIN, SoftClass.LEGWEAR, 0.0, 0.9) > 0.4,
        ]
    )


def make_prior(tallies: list[Tally]) -> BodyPrior:
    """Turn the sums into tables."""
    answers = np.array([one.answers for one in tallies])
    everything = _probabilities(np.sum([one.classes for one in tallies], 0), None)
    attires, tables = [], []
    for attire in np.unique(answers, axis=0):
        wearers = [one for one in tallies if (one.answers == attire).all()]
        if len(wearers) >= RAREST:
            attires.append(attire)
            tables.append(_probabilities(np.sum([one.classes for one in wearers], 0), everything))
    skin = np.sum([one.skin for one in tallies], 0) + 1
    ratio = np.clip(np.log(skin[:, 0] / skin[:, 0].sum()) - np.log(skin[:, 1] / skin[:, 1].sum()), -3, 2.5)
    classes = np.array(tables, np.float32)
    return BodyPrior(np.array(attires), classes, ratio.astype(np.float32), _attire_model(tallies, answers))


def _probabilities(counts: Counts, common: Counts | None) -> Counts:
    """(cells, C) counts -> (cells, C - 1) probabilities, each cell sharing a little with its neighbours."""
    grid = counts.reshape(*CELLS, -1)
    for axis in (1, 2):
        grid = grid + 0.25 * (np.roll(grid, 1, axis) + np.roll(grid, -1, axis))
    flat = grid.reshape(counts.shape)[:, 1:]
    flat = flat + (0.5 * flat.sum(0) / flat.sum() if common is None else COMMON * common)
    return np.asarray(flat / flat.sum(1, keepdims=True))


def _attire_model(tallies: list[Tally], answers: npt.NDArray[np.bool_]) -> AttireModel:
    """Ridge regression of each answer on the evidence, calibrated on held-out folds."""
    sums, counts = np.array([one.sums for one in tallies]), np.array([one.counts for one in tallies])
    usual = (sums.sum(0) / np.maximum(counts.sum(0), 1)).astype(np.float32)
    # Cells that half of the people do not have say more about the framing than about the clothes.
    common = (counts[:, 0] > 3).mean(0) > 0.5
    features = np.array([surprise(s, c, usual) for s, c in zip(sums, counts, strict=True)]) * common
    features = features.reshape(len(tallies), -1).astype(float)
    fold = np.arange(len(tallies)) % FOLDS
    held_out = np.zeros(answers.shape)
    for number in range(FOLDS):
        weights, offset = _ridge(features[fold != number], answers[fold != number])
        held_out[fold == number] = features[fold == number] @ weights + offset
    weights, offset = _ridge(features, answers)
    calibration = np.array([_calibrate(held_out[:, q], answers[:, q]) for q in Question])
    calibration[:, 1] += calibration[:, 0] * offset
    shaped = weights.T.reshape(len(Question), BLOCKS, COARSE_CELLS)
    return AttireModel(usual, shaped.astype(np.float32), calibration.astype(np.float32))


def _ridge(features: Counts, answers: npt.NDArray[np.bool_]) -> tuple[Counts, Counts]:
    """(F, Q) weights and (Q,) offsets."""
    offset = answers.mean(0)
    kernel = features @ features.T + RIDGE * np.eye(len(features))
    return features.T @ np.linalg.solve(kernel, answers - offset), offset


def _calibrate(scores: Counts, answers: npt.NDArray[np.bool_]) -> Counts:
    """Slope and offset that turn scores into log-odds: logistic regression by Newton's method."""
    inputs, weights = np.column_stack([scores, np.ones(len(scores))]), np.zeros(2)
    for _ in range(30):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        curvature = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + 1e-3 * np.eye(2)
        weights = weights - np.linalg.solve(curvature, inputs.T @ (chance - answers))
    return weights


def main(argv: list[str]) -> int:
    """Count and save; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m fitting_room.training.body_prior", description=__doc__)
    parser.add_argument("data", type=Path, help="folder of clothing-co-parsing: photos, labels, labels.txt")
    parser.add_argument("out", type=Path, help="the .npz to write")
    options = parser.parse_args(argv)
    table = ccp.class_table(options.data)
    tallies = [one for path in ccp.photos(options.data, test=False) if (one := tally(path, table)) is not None]
    save_prior(options.out, make_prior(tallies))
    sys.stdout.write(f"counted {len(tallies)} photos into {options.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
