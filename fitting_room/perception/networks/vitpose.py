"""People that MediaPipe found -> the same people with the joints that ViTPose sees.

ViTPose is more exact about the 17 points of a body and knows nothing else: hands, feet, face and mask stay as they
were, and so do joints that it does not see, because a guess outside the picture is better than none.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import RgbImage, ScoredPoints
from fitting_room.domain.body import VISIBLE, Pose
from fitting_room.domain.keypoints import COCO_17, from_joints, to_joints
from fitting_room.perception.networks.framing import around
from fitting_room.perception.networks.pretrained import damaged, load_network, shown
from fitting_room.perception.person import PersonParams, person_box
from fitting_room.perception.pose import PeopleFinder, find_people
from fitting_room.perception.sighting import Sighting

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class VitPoseParams:
    """What counts as seen, and how peaks are refined."""

    room: float = 1.25
    """Side of what the network is shown over that of the person's box, as in training."""
    seen: float = 0.3
    """Height of a peak from which a joint counts as seen; here it becomes `VISIBLE`."""
    blur: int = 11
    """Side of the Gaussian with which the peaks were drawn in training: the published value for refining them."""


class VitPoseFinder:
    """Finds people as another finder does, and looks closer at their joints.

    Args:
        folder: Where the network's files lie.
        device: What torch calls the device it runs on.
        model: Its id on the shelf.
        find: Who finds the people.
        params: What counts as seen.

    Raises:
        DamagedModel: The files are not exactly those of such a network, or it sees other points.
    """

    def __init__(
        self,
        folder: Path,
        device: str,
        model: str,
        find: PeopleFinder = find_people,
        params: VitPoseParams = VitPoseParams(),
    ) -> None:
        self._network: Any = load_network("VitPoseForPoseEstimation", folder, device, model)
        if self._network.config.num_labels != COCO_17.count:
            raise damaged(model)
        height, width = self._network.config.backbone_config.image_size
        self._canvas = (width, height)
        self._device, self._find, self._params = device, find, params

    def __call__(self, pixels: RgbImage) -> tuple[Sighting, ...]:
        """See `PeopleFinder`."""
        return tuple(replace(person, pose=self._looked_closer(pixels, person)) for person in self._find(pixels))

    def _looked_closer(self, pixels: RgbImage, person: Sighting) -> Pose:
        import torch

        pose = person.pose
        box = person_box(person, PersonParams(margin=0))
        placement = around(box, pose.size, self._canvas, self._params.room)
        canvas = placement.image(pixels, outside=0)
        with torch.inference_mode():
            heat = self._network(shown(canvas, self._device)).heatmaps[0].float().cpu().numpy()
        seen = decode_heat(heat, self._canvas, self._params.blur)
        seen[:, 2] = np.clip(seen[:, 2] * VISIBLE / self._params.seen, 0, 1)
        points = from_joints(pose.keypoints, COCO_17)
        sure = seen[:, 2] >= VISIBLE
        points[sure] = placement.points_back(seen)[sure]
        return replace(pose, keypoints=to_joints(points, COCO_17))


def decode_heat(heat: Array, canvas: tuple[int, int], blur: int) -> ScoredPoints:
    """Heat maps -> points, finer than the maps ("DARK": the logarithm of a Gaussian is a parabola).

    Args:
        heat: (K, h, w) float32, a Gaussian where each point is.
        canvas: (width, height) of the network's picture, whose corners are those of the maps.
        blur: Side of the Gaussian that smooths them, odd.

    Returns:
        (K, 3) float32: x, y in pixels of the canvas, height of the peak.
    """
    count, height, width = heat.shape
    points = np.zeros((count, 3), np.float32)
    for number, plane in enumerate(heat):
        row, column = np.unravel_index(int(plane.argmax()), plane.shape)
        smooth = np.log(np.clip(cv2.GaussianBlur(plane, (blur, blur), 0), 1e-3, 50))
        patch = np.pad(smooth, 1, mode="edge")[row : row + 3, column : column + 3].astype(np.float64)
        points[number] = *(np.array([column, row]) + _summit(patch)), max(float(plane.max()), 0.0)
    points[:, :2] *= (np.array(canvas, np.float32) - 1) / (np.array([width, height], np.float32) - 1)
    return points


def _summit(patch: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """(2,) x, y of the top of the parabola through a 3 x 3 patch, from its middle; no farther than one pixel."""
    slope = np.array([patch[1, 2] - patch[1, 0], patch[2, 1] - patch[0, 1]]) / 2
    across = (patch[2, 2] - patch[2, 0] - patch[0, 2] + patch[0, 0]) / 4
    bend = np.array(
        [
            [patch[1, 2] - 2 * patch[1, 1] + patch[1, 0], across],
            [across, patch[2, 1] - 2 * patch[1, 1] + patch[0, 1]],
        ]
    )
    if np.linalg.det(bend) < 1e-9:
        return np.zeros(2)
    return np.asarray(np.clip(-np.linalg.solve(bend, slope), -1, 1))
