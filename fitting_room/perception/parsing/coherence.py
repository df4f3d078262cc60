"""Posterior -> a prior put right where classes contradict each other: things that no single pixel can know.

A hat in the colour of the hair is hair. Hair that hangs from no head is not hair. A hem in the colours of the top is
the top. A dress in the colours of the top, with something else worn below it, is the top. A bag in the colours of a
garment is a fold of it.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap
from fitting_room.domain.body import Joint
from fitting_room.perception.parsing.body_frame import Bone
from fitting_room.perception.parsing.classes import SoftClass
from fitting_room.perception.parsing.observation import Observation

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class CoherenceParams:
    """When two classes are one. Tried on training photos."""

    alike: float = 0.75
    """Overlap of two classes' colours (Bhattacharyya) from which on they are the same cloth (0.6-0.85 tried)."""
    hat_alike: float = 0.6
    """Overlap with the hair from which on a hat is hair."""
    least_hat: float = 0.1
    """A hat smaller than this share of the hair is hair."""
    hem: float = 0.2
    """LOWER smaller than this share of UPPER, in its colours, is its hem (0.1-0.3 tried); without thighs in the
    picture, any smaller one is."""
    waistband: float = 0.4
    """UPPER smaller than this share of LOWER, in its colours, is its waistband (0.3-0.5 tried)."""
    fold: float = 0.05
    """BAG or OTHER smaller than this share of a garment, in its colours, is a fold of it (0.02-0.1 tried)."""
    thighs: float = 0.05
    """With a smaller share of the person on the thighs, nobody can tell a dress from a top."""
    colour_width: float = 8.0
    """Lab distance at which two palette colours are alike to 0.6."""
    penalty: float = 6.0
    """Subtracted from the log-prior of what cannot be."""


def correct(
    log_prior: Array, posterior: Array, seen: Observation, params: CoherenceParams = CoherenceParams()
) -> Array | None:
    """Find contradictions.

    Args:
        log_prior: (h, w, C - 1) float32, what the posterior was made from.
        posterior: (h, w, C - 1) float32.
        seen: The person.
        params: When two classes are one.

    Returns:
        A corrected copy of the log-prior, or None where nothing contradicts.
    """
    labels = (posterior.argmax(-1) + 1).astype(np.uint8)
    labels[~seen.person] = SoftClass.BACKGROUND
    area = np.bincount(labels.ravel(), minlength=len(SoftClass))
    corrected = log_prior.copy()
    for wrong, right in _merges(labels, area, seen, params):
        one, other = corrected[..., wrong - 1], corrected[..., right - 1]
        corrected[..., right - 1] = np.logaddexp(one, other)
        corrected[..., wrong - 1] -= params.penalty
    if _crown_cut_off(seen):
        corrected[..., SoftClass.HAT - 1] -= params.penalty
        corrected[..., SoftClass.HAIR - 1] -= params.penalty
    else:
        corrected[_loose_hair(labels, seen), SoftClass.HAIR - 1] -= params.penalty
    return corrected if not np.array_equal(corrected, log_prior) else None


def _merges(
    labels: LabelMap, area: npt.NDArray[np.int64], seen: Observation, params: CoherenceParams
) -> list[tuple[SoftClass, SoftClass]]:
    """(wrong, right): classes that are really another class."""
    colours = _class_colours(labels, seen, params.colour_width)

    def alike(one: SoftClass, other: SoftClass) -> float:
        if min(area[one], area[other]) <= 20:
            return 0.0
        return float(np.sqrt(colours[one] * colours[other]).sum())

    hair, hat = SoftClass.HAIR, SoftClass.HAT
    upper, lower, dress = SoftClass.UPPER, SoftClass.LOWER, SoftClass.DRESS
    merges = []
    if area[hat] and (alike(hat, hair) > params.hat_alike or area[hat] < params.least_hat * area[hair]):
        merges.append((hat, hair))
    on_thighs = (seen.frame.bone == Bone.THIGH) & (seen.frame.along > 0.3) & seen.person
    no_thighs = on_thighs.sum() < params.thighs * seen.person.sum()
    if (no_thighs or area[lower] > area[dress]) and alike(upper, dress) > params.alike:
        merges.append((dress, upper))
    hem = 1.0 if no_thighs else params.hem
    if area[lower] < hem * area[upper] and alike(lower, upper) > params.alike:
        merges.append((lower, upper))
    elif area[upper] < params.waistband * area[lower] and alike(lower, upper) > params.alike:
        merges.append((upper, lower))
    for thing in (SoftClass.BAG, SoftClass.OTHER):
        for cloth in (upper, lower, dress):
            if area[thing] < params.fold * area[cloth] and alike(thing, cloth) > params.alike:
                merges.append((thing, cloth))
                break
    if alike(lower, dress) > params.alike:
        merges.append((lower, dress) if area[dress] > area[lower] else (dress, lower))
    return merges


def _class_colours(labels: LabelMap, seen: Observation, width: float) -> npt.NDArray[np.float64]:
    """(C, K) share of each palette colour in each class, alike colours counting for each other."""
    colours = len(seen.palette)
    near = np.exp(-((seen.palette[:, None] - seen.palette[None]) ** 2).sum(-1) / (2 * width**2))
    pairs = labels.astype(np.int64).ravel() * colours + seen.index.ravel()
    counts = np.bincount(pairs, minlength=len(SoftClass) * colours).reshape(len(SoftClass), colours) @ near
    return np.asarray(counts / np.maximum(counts.sum(1, keepdims=True), 1e-9))


def _crown_cut_off(seen: Observation) -> bool:
    """Whether the upper half of the head is outside the picture, and with it hair and hat."""
    return seen.pose.face is None and seen.pose.at(Joint.NOSE)[1] < 0.04 * seen.person.shape[0]


def _loose_hair(labels: LabelMap, seen: Observation) -> npt.NDArray[np.bool_]:
    """(h, w) bool: pieces of hair that do not reach the head."""
    hair = labels == SoftClass.HAIR
    _, pieces = cv2.connectedComponents(hair.astype(np.uint8))
    bone, along = seen.frame.bone, seen.frame.along
    head = (bone == Bone.HEAD) | ((bone == Bone.NECK) & (along > 0.5))
    return np.asarray(hair & ~np.isin(pieces, np.unique(pieces[head])))
