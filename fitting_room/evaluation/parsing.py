"""`python -m fitting_room.evaluation parsing`: IoU of the parser on labelled street photos, class by class.

The photos are the test split of `ccp.py`, at their own size, perceived as in a try-on. IoU is accumulated over the
pixels of all photos. `BodyLabel` calls a leg a leg, bare or in tights: a leg found where the truth says stockings,
tights or socks counts as LEGWEAR and is right; LEGWEAR itself is part of no bar.
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap
from fitting_room.domain.body import SHOES, SKIN, BodyLabel, Photo
from fitting_room.domain.errors import FittingRoomError
from fitting_room.evaluation import ccp
from fitting_room.perception.parsing.classes import SoftClass
from fitting_room.perception.person import understand_person

Confusion = npt.NDArray[np.int64]

BAR_CLASSES = (
    SoftClass.HAIR,
    SoftClass.SKIN,
    SoftClass.UPPER,
    SoftClass.LOWER,
    SoftClass.DRESS,
    SoftClass.SHOES,
)
LEGS = (BodyLabel.LEFT_LEG, BodyLabel.RIGHT_LEG, BodyLabel.LEFT_FOOT, BodyLabel.RIGHT_FOOT)
CLOTHES_CLASSES = (SoftClass.UPPER, SoftClass.LOWER, SoftClass.DRESS)


def coarse_classes(labels: LabelMap, truth: LabelMap) -> LabelMap:
    """(H, W) uint8 `BodyLabel` -> `SoftClass`, legs in legwear being taken as such."""
    table = np.full(max(BodyLabel) + 1, SoftClass.OTHER, np.uint8)
    for group, one in (
        ((BodyLabel.BACKGROUND,), SoftClass.BACKGROUND),
        ((BodyLabel.HAIR,), SoftClass.HAIR),
        (SKIN, SoftClass.SKIN),
        ((BodyLabel.UPPER_CLOTHES, BodyLabel.OUTERWEAR), SoftClass.UPPER),
        ((BodyLabel.LOWER_CLOTHES,), SoftClass.LOWER),
        ((BodyLabel.DRESS,), SoftClass.DRESS),
        (SHOES, SoftClass.SHOES),
        ((BodyLabel.BAG,), SoftClass.BAG),
        ((BodyLabel.HAT,), SoftClass.HAT),
    ):
        table[list(group)] = one
    coarse = table[labels]
    coarse[(truth == SoftClass.LEGWEAR) & np.isin(labels, LEGS)] = SoftClass.LEGWEAR
    return np.asarray(coarse)


def confusion(truth: LabelMap, found: LabelMap) -> Confusion:
    """(C, C) int64 pixel counts, truth by row."""
    count = len(SoftClass)
    flat = truth.astype(np.int64).ravel() * count + found.ravel()
    return np.bincount(flat, minlength=count * count).reshape(count, count)


def iou(matrix: Confusion, classes: tuple[SoftClass, ...]) -> float:
    """Intersection over union of some classes taken as one."""
    chosen = list(classes)
    both = matrix[np.ix_(chosen, chosen)].sum()
    either = matrix[chosen].sum() + matrix[:, chosen].sum() - both
    return float(both / max(either, 1))


def evaluate(folder: Path, limit: int | None) -> tuple[Confusion, list[str]]:
    """Parse the test photos; returns the confusion matrix and the names of photos that were refused."""
    table = ccp.class_table(folder)
    matrix = np.zeros((len(SoftClass), len(SoftClass)), np.int64)
    refused = []
    for number, labelled in enumerate(list(ccp.photos(folder, test=True))[:limit]):
        truth = labelled.classes(table)
        try:
            labels = understand_person(Photo(labelled.pixels())).parsing.labels
            found = coarse_classes(labels, truth)
        except FittingRoomError as error:
            refused.append(f"{labelled.photo.name}: {error}")
            found = np.zeros_like(truth)
        matrix += confusion(truth, found)
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{number + 1} photos")
    return matrix, refused


def main(argv: list[str]) -> int:
    """Print the table; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m fitting_room.evaluation parsing", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/ccp"), help="folder with photos and labels")
    parser.add_argument("--limit", type=int, default=None, help="only the first so many test photos")
    options = parser.parse_args(argv)
    if not (options.data / "labels.txt").is_file():
        sys.stderr.write(f"There is no labels.txt in {options.data}. Point --data at the clothing-co-parsing folder.\n")
        return 2
    started = time.perf_counter()
    matrix, refused = evaluate(options.data, options.limit)
    lines = [f"{coarse.name.lower():12} {iou(matrix, (coarse,)):.3f}" for coarse in SoftClass]
    mean = float(np.mean([iou(matrix, (coarse,)) for coarse in BAR_CLASSES]))
    names = ", ".join(coarse.name.lower() for coarse in BAR_CLASSES)
    lines += [
        "",
        f"mean of {names}: {mean:.3f}",
        f"all clothes as one class: {iou(matrix, CLOTHES_CLASSES):.3f}",
        f"person against background: {iou(matrix, tuple(SoftClass)[1:]):.3f}",
        f"{len(refused)} photos refused; {time.perf_counter() - started:.0f} s",
        *refused,
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0
