"""Photo -> boxes of the people in it, by a YOLOX detector."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.geometry import Placement
from fitting_room.perception.networks.framing import Box
from fitting_room.perception.networks.onnx import OnnxNetwork

Array = npt.NDArray[np.float32]
STRIDES = (8, 16, 32)
"""Pixels between the places at which the detector answers, coarser and coarser."""
OUTSIDE = 114
"""Grey around pictures of another shape, as in training."""


@dataclass(frozen=True)
class DetectionParams:
    """What counts as a person."""

    least_score: float = 0.3
    """As DWPose's own program asks."""
    most_overlap: float = 0.45
    """Two boxes that share more of their union are one person; the published value."""


def find_boxes(detector: OnnxNetwork, pixels: RgbImage, params: DetectionParams = DetectionParams()) -> list[Box]:
    """Boxes of people, surest first.

    Args:
        detector: YOLOX, with or without its own suppression of double answers.
        pixels: RGB uint8 (H, W, 3).
        params: What counts as a person.
    """
    size = (pixels.shape[1], pixels.shape[0])
    scale = min(detector.size[0] / size[0], detector.size[1] / size[1])
    placement = Placement(size, detector.size, scale)
    # It was trained on blue, green and red from 0 to 255.
    answer = detector(placement.image(pixels, OUTSIDE)[..., ::-1].astype(np.float32))[0][0]
    boxes, scores = _decoded(answer, detector.size) if answer.shape[-1] > 5 else (answer[:, :4], answer[:, 4])
    sure = scores >= params.least_score
    kept = _without_doubles(boxes[sure], scores[sure], params.most_overlap)
    return [_to_picture(box, placement) for box in kept]


def _decoded(answer: Array, size: tuple[int, int]) -> tuple[Array, Array]:
    """(N, 5 + classes) raw answers -> (N, 4) boxes on the canvas and (N,) scores of being a person, class 0."""
    places, steps = [], []
    for stride in STRIDES:
        rows, columns = np.indices((size[1] // stride, size[0] // stride), np.float32)
        places.append(np.stack([columns.ravel(), rows.ravel()], axis=1))
        steps.append(np.full((rows.size, 1), stride, np.float32))
    step = np.concatenate(steps)
    middle = (answer[:, :2] + np.concatenate(places)) * step
    half = np.exp(answer[:, 2:4]) * step / 2
    return np.concatenate([middle - half, middle + half], axis=1), answer[:, 4] * answer[:, 5]


def _without_doubles(boxes: Array, scores: Array, most_overlap: float) -> list[Array]:
    """Boxes, surest first, without those that overlap a surer one too much."""
    kept: list[Array] = []
    for box in boxes[np.argsort(-scores, kind="stable")]:
        if all(_overlap(box, other) <= most_overlap for other in kept):
            kept.append(box)
    return kept


def _overlap(one: Array, other: Array) -> float:
    """Intersection over union."""
    width, height = np.minimum(one[2:], other[2:]) - np.maximum(one[:2], other[:2])
    shared = max(float(width), 0.0) * max(float(height), 0.0)
    areas = sum(float(box[2] - box[0]) * float(box[3] - box[1]) for box in (one, other))
    return shared / max(areas - shared, 1e-6)


def _to_picture(box: Array, placement: Placement) -> Box:
    """A box on the canvas -> in the picture, cut to it. Edges lie between pixels: no half pixels here."""
    limit = np.array(placement.size * 2, np.float64)
    left, top, right, bottom = np.clip(box.astype(np.float64) / placement.scale, 0, limit)
    return float(left), float(top), float(right), float(bottom)
