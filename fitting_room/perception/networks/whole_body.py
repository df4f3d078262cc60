"""Photo -> the people in it, by whole-body networks of the RTMPose family (DWPose, RTMW): 133 points, hands included.

A detector finds people, the network finds the points of each, as the best place along x and along y ("SimCC"). What
these networks have no word for comes from MediaPipe, looked for where they say that it is: face mesh and rough mask.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Matte, RgbImage, ScoredPoints
from fitting_room.domain.body import VISIBLE, Pose
from fitting_room.domain.geometry import Placement
from fitting_room.domain.keypoints import COCO_17, COCO_133, to_pose
from fitting_room.perception import graphs
from fitting_room.perception.networks.detection import find_boxes
from fitting_room.perception.networks.framing import Box, around
from fitting_room.perception.networks.onnx import OnnxNetwork
from fitting_room.perception.networks.pretrained import MEAN, SPREAD
from fitting_room.perception.parsing.body_frame import body_frame
from fitting_room.perception.sighting import Sighting, pixel_points

Array = npt.NDArray[np.float32]

BINS = 2
"""Places along x and y for each pixel of the network's picture."""
FACE = slice(23, 91)
"""The 68 points of the face."""
FACE_POINTS = 468


@dataclass(frozen=True)
class WholeBodyParams:
    """What counts as seen, and how much around somebody is shown."""

    room: float = 1.25
    """Side of what the network is shown over that of the box, as in training."""
    seen: float = 0.3
    """Score from which DWPose's own program draws a point; here it becomes `VISIBLE`."""
    other_area: float = 0.2
    """Somebody smaller than this share of the largest person is a passer-by, as for `pose_search`."""
    mask_room: float = 1.3
    """Side of the square in which the mask is looked for, over that of the box: selfies leave about as much
    (not tuned: no weights could be run)."""
    head_room: float = 1.6
    """Side of the square in which the face mesh is looked for, over that of the 68 points, which end at the eyebrows
    (not tuned)."""
    owners_side: int = 256
    """Whose pixel is whose is decided at this longest side."""


class WholeBodyFinder:
    """Finds people with a detector and a whole-body network.

    Args:
        detector: File of a YOLOX detector.
        network: File of a whole-body network with SimCC outputs.
        device: What they should run on.
        model: Their id on the shelf.
        params: What counts as seen.

    Raises:
        DamagedModel: A file is not such a network.
    """

    def __init__(
        self, detector: Path, network: Path, device: str, model: str, params: WholeBodyParams = WholeBodyParams()
    ) -> None:
        self._detector = OnnxNetwork(detector, device, model)
        self._network = OnnxNetwork(network, device, model)
        self._params = params

    def __call__(self, pixels: RgbImage) -> tuple[Sighting, ...]:
        """See `PeopleFinder`."""
        boxes = find_boxes(self._detector, pixels)
        found = [(box, pose) for box in boxes if (pose := self._pose(pixels, box)) is not None]
        if not found:
            return ()
        owners = _owners([pose for _, pose in found], self._params)
        masks = [_mask(pixels, box, self._params) for box, _ in found]
        people = [
            Sighting(pose, mask if owners is None else mask * (owners == number))
            for number, ((_, pose), mask) in enumerate(zip(found, masks, strict=True))
        ]
        people.sort(key=lambda person: person.area, reverse=True)
        return tuple(person for person in people if person.area >= self._params.other_area * people[0].area)

    def _pose(self, pixels: RgbImage, box: Box) -> Pose | None:
        """The pose of whoever is in a box; None where no body is."""
        size = (pixels.shape[1], pixels.shape[0])
        placement = around(box, size, self._network.size, self._params.room)
        # Red first, as in training, where mmpose turns its pictures round; DWPose's own program shows blue first.
        canvas = (placement.image(pixels, outside=0).astype(np.float32) / 255.0 - MEAN) / SPREAD
        points = placement.points_back(decode(*(output[0] for output in self._network(canvas)[:2])))
        points[:, 2] = np.clip(points[:, 2] * VISIBLE / self._params.seen, 0, 1)
        body = points[list(COCO_17.joints.values())]
        if np.count_nonzero(body[:, 2] >= VISIBLE) < 2:
            return None
        pose = to_pose(points, COCO_133, size)
        return replace(pose, hands=_believed(pose.hands), face=_face(pixels, points[FACE], self._params))


def decode(along_x: Array, along_y: Array) -> ScoredPoints:
    """SimCC outputs -> points.

    Args:
        along_x: (K, BINS * width) float32, how likely each point is at each place along x.
        along_y: (K, BINS * height) float32.

    Returns:
        (K, 3) float32: x, y in pixels of the network's picture, score; 0 where a point is nowhere.
    """
    places = np.stack([along_x.argmax(1), along_y.argmax(1)], axis=1) / BINS
    score = (along_x.max(1) + along_y.max(1)) / 2
    return np.column_stack([places, np.maximum(score, 0)]).astype(np.float32)


def _believed(hands: ScoredPoints | None) -> ScoredPoints | None:
    """Hands of which most points were seen; of the others nothing, because a few points make no hand."""
    if hands is None:
        return None
    believed = hands.copy()
    believed[np.median(hands[..., 2], axis=1) < VISIBLE] = 0
    return believed


def _face(pixels: RgbImage, points: ScoredPoints, params: WholeBodyParams) -> ScoredPoints | None:
    """(468, 3) mesh of the face whose 68 points were seen, or None."""
    if np.median(points[:, 2]) < VISIBLE:
        return None
    crop = _square(points[:, :2], pixels, params.head_room)
    if crop is None:
        return None
    found = graphs.face_mesh(crop.image(pixels)).multi_face_landmarks
    if not found:
        return None
    mesh = np.ones((FACE_POINTS, 3), np.float32)
    mesh[:, :2] = pixel_points(found[0], *crop.canvas)[:FACE_POINTS]
    return crop.points_back(mesh)


def _mask(pixels: RgbImage, box: Box, params: WholeBodyParams) -> Matte:
    """(H, W) float32: where a person is, in and around a box."""
    corners = np.array([box[:2], box[2:]], np.float32)
    crop = _square(corners, pixels, params.mask_room)
    if crop is None:
        return np.zeros(pixels.shape[:2], np.float32)
    return crop.matte_back(graphs.person_probability(crop.image(pixels)))


def _square(points: Array, pixels: RgbImage, room: float) -> Placement | None:
    """The square around points, cut to the picture; None where nothing of it is inside."""
    height, width = pixels.shape[:2]
    low, high = points.min(0), points.max(0)
    half = room * float((high - low).max()) / 2
    left, top = np.clip(np.floor((low + high) / 2 - half), 0, (width, height))
    right, bottom = np.clip(np.ceil((low + high) / 2 + half), 0, (width, height))
    if min(right - left, bottom - top) < 8:
        return None
    return Placement.crop((width, height), (float(left), float(top), float(right), float(bottom)))


def _owners(poses: list[Pose], params: WholeBodyParams) -> npt.NDArray[np.uint8] | None:
    """(H, W) uint8: whose bones are nearest; None where there is one person only."""
    if len(poses) == 1:
        return None
    placement = Placement.shrink(poses[0].size, params.owners_side)
    near = [body_frame(pose.placed(placement), placement.canvas).near for pose in poses]
    return placement.labels_back(np.argmin(near, axis=0).astype(np.uint8))
