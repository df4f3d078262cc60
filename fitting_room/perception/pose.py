"""Picture -> the people in it: joints, hands, feet, face and a first rough mask of each, largest person first.

MediaPipe sees one person per run. Others are found by their faces, and a body without a head (catalogue crops) by
padding the picture or by running the landmark network where a body may be.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Matte, RgbImage, ScoredPoints
from fitting_room.domain.body import Joint, Pose
from fitting_room.domain.geometry import Placement
from fitting_room.perception import graphs

_CANONICAL = {
    Joint.NOSE: 0,
    Joint.RIGHT_SHOULDER: 12,
    Joint.RIGHT_ELBOW: 14,
    Joint.RIGHT_WRIST: 16,
    Joint.LEFT_SHOULDER: 11,
    Joint.LEFT_ELBOW: 13,
    Joint.LEFT_WRIST: 15,
    Joint.RIGHT_HIP: 24,
    Joint.RIGHT_KNEE: 26,
    Joint.RIGHT_ANKLE: 28,
    Joint.LEFT_HIP: 23,
    Joint.LEFT_KNEE: 25,
    Joint.LEFT_ANKLE: 27,
    Joint.RIGHT_EYE: 5,
    Joint.LEFT_EYE: 2,
    Joint.RIGHT_EAR: 8,
    Joint.LEFT_EAR: 7,
}
"""Our joint -> MediaPipe's body point. The neck is the middle of the shoulders."""
_FEET = ((29, 31), (30, 32))
"""Heel and big toe, left foot first."""
_KNUCKLES = ({0: 15, 3: 21, 5: 19, 17: 17}, {0: 16, 3: 22, 5: 20, 17: 18})
"""Hand point -> MediaPipe's body point, left hand first: what is known of a hand that the hand model missed."""
_FACE_POINTS = 468


@dataclass(frozen=True)
class PoseParams:
    """How people are looked for."""

    search_side: int = 1280
    """The picture is searched at this longest side; larger brings no more people, only time (640-1920 tried)."""
    other_face: float = 0.5
    """A face this tall beside the first person's is worth a look: its owner may be the larger person (0.3-0.8)."""
    paddings: tuple[float, ...] = (0.25, 0.5)
    """Grey above and around a picture without a head, in picture heights (0.2-1.0 tried; above 0.5 finds less)."""
    hip_rows: tuple[float, ...] = (0.0, 0.12, 0.3, 0.55, 0.8)
    """Where the hips may be in a picture without a head, in picture heights."""
    body_squares: tuple[float, ...] = (1.6, 2.3)
    """Sides of the square that holds the body, in picture heights (1.5-3 tried)."""
    body_there: float = 0.8
    """Probability above which the landmark network alone is believed."""
    hand_reach: float = 0.55
    """Half side of the square searched for a hand, in forearm lengths (0.4-0.8 tried)."""
    padding_grey: int = 200


PARAMS = PoseParams()


@dataclass(frozen=True, eq=False)
class Sighting:
    """One person found.

    Attributes:
        pose: Joints in pixels of the searched picture.
        mask: (H, W) float32 in [0, 1], where the person is, soft and rough.
    """

    pose: Pose
    mask: Matte

    @property
    def box(self) -> tuple[float, float, float, float]:
        """(left, top, right, bottom) around the joints, cut to the picture."""
        points = self.pose.keypoints[:, :2]
        if self.pose.feet is not None:
            points = np.concatenate([points, self.pose.feet[..., :2].reshape(-1, 2)])
        width, height = self.pose.size
        left, top = np.clip(points.min(0), 0, (width, height))
        right, bottom = np.clip(points.max(0), 0, (width, height))
        return float(left), float(top), float(right), float(bottom)

    @property
    def area(self) -> float:
        """Area of the box in pixels: how large the person is in the picture."""
        left, top, right, bottom = self.box
        return (right - left) * (bottom - top)


def find_people(pixels: RgbImage, params: PoseParams = PARAMS) -> tuple[Sighting, ...]:
    """Find the people in a picture.

    Args:
        pixels: RGB uint8 (H, W, 3).
        params: How to look.

    Returns:
        People, largest first; empty where nobody is found. Coordinates and masks are at the size of `pixels`.
    """
    height, width = pixels.shape[:2]
    placement = Placement.shrink((width, height), params.search_side)
    canvas = placement.image(pixels)
    people = _search(canvas, params)
    people = tuple(sorted(people, key=lambda person: person.area, reverse=True))
    if placement.is_identity:
        return people
    return tuple(Sighting(_pose_back(person.pose, placement), placement.matte_back(person.mask)) for person in people)


def _search(canvas: RgbImage, params: PoseParams) -> list[Sighting]:
    """People on a canvas: the one MediaPipe chooses, then the owners of the other faces, then bodies without heads."""
    with ThreadPoolExecutor(1) as pool:
        pending = pool.submit(_face_boxes, canvas)
        first = _look(canvas)
        faces = pending.result()
    people = [first] if first is not None else []
    reference = max((box[3] - box[1] for box in faces if first is not None and _owns(first, box)), default=0.0)
    for face in sorted(faces, key=lambda box: box[1] - box[3]):
        tall_enough = face[3] - face[1] >= params.other_face * reference
        if tall_enough and not any(_owns(person, face) for person in people):
            other = _look_below(canvas, face)
            if other is not None:
                people.append(other)
    if not people:
        lonely = _look_padded(canvas, params) or _look_everywhere(canvas, params)
        people = [lonely] if lonely is not None else []
    return [_with_missing_hands(person, canvas, params) for person in people[:1]] + people[1:]


def _look(canvas: RgbImage) -> Sighting | None:
    """The person MediaPipe finds on the canvas, or None."""
    found = graphs.holistic(canvas)
    if found.pose_landmarks is None or found.segmentation_mask is None:
        return None
    height, width = canvas.shape[:2]
    body = _points(found.pose_landmarks, width, height)
    score = np.array([point.visibility for point in found.pose_landmarks.landmark], np.float32)
    hands = [
        None if hand is None else _points(hand, width, height)
        for hand in (found.left_hand_landmarks, found.right_hand_landmarks)
    ]
    face = None
    if found.face_landmarks is not None:
        face = np.ones((_FACE_POINTS, 3), np.float32)
        face[:, :2] = _points(found.face_landmarks, width, height)[:_FACE_POINTS, :2]
    world = np.array([(p.x, p.y, p.z) for p in found.pose_world_landmarks.landmark], np.float32)
    pose = _canonical(np.column_stack([body[:, :2], score]), (width, height), hands, face, world)
    return Sighting(pose, np.array(found.segmentation_mask, np.float32))


def _points(landmarks: Any, width: int, height: int) -> npt.NDArray[np.float32]:
    """(N, 2) pixels of normalised landmarks, pixel centres at integers."""
    points = np.array([(p.x * width - 0.5, p.y * height - 0.5) for p in landmarks.landmark], np.float32)
    return points


def _canonical(
    body: npt.NDArray[np.float32],
    size: tuple[int, int],
    hands: list[npt.NDArray[np.float32] | None],
    face: ScoredPoints | None,
    world: npt.NDArray[np.float32],
) -> Pose:
    """MediaPipe's 33 body points (x, y, visibility) and parts -> our `Pose`."""
    keypoints = np.zeros((18, 3), np.float32)
    for joint, index in _CANONICAL.items():
        keypoints[joint] = body[index]
    shoulders = keypoints[[Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER]]
    keypoints[Joint.NECK] = (*shoulders[:, :2].mean(0), shoulders[:, 2].min())
    hand_points = np.zeros((2, 21, 3), np.float32)
    for side, (found, known) in enumerate(zip(hands, _KNUCKLES, strict=True)):
        if found is not None:
            hand_points[side, :, :2] = found[:, :2]
            hand_points[side, :, 2] = 1.0
        else:
            for point, index in known.items():
                hand_points[side, point] = body[index]
    feet = np.array([[body[heel], body[toe]] for heel, toe in _FEET], np.float32)
    return Pose(keypoints, size, hand_points, feet, face, world)


def _face_boxes(canvas: RgbImage) -> list[tuple[float, float, float, float]]:
    """(left, top, right, bottom) of every face."""
    height, width = canvas.shape[:2]
    boxes = []
    for detection in graphs.faces(canvas).detections or ():
        box = detection.location_data.relative_bounding_box
        boxes.append(
            (box.xmin * width, box.ymin * height, (box.xmin + box.width) * width, (box.ymin + box.height) * height)
        )
    return boxes


def _owns(person: Sighting, face: tuple[float, float, float, float]) -> bool:
    """Whether the face box lies on the person's nose."""
    x, y = person.pose.at(Joint.NOSE)
    grow = 0.3 * (face[3] - face[1])
    return bool(face[0] - grow <= x <= face[2] + grow and face[1] - grow <= y <= face[3] + grow)


def _look_below(canvas: RgbImage, face: tuple[float, float, float, float]) -> Sighting | None:
    """The person whose face this is, looked for on the part of the canvas where that body must be."""
    height, width = canvas.shape[:2]
    middle, side = (face[0] + face[2]) / 2, face[3] - face[1]
    left, right = (int(np.clip(middle + reach * side, 0, width)) for reach in (-3.0, 3.0))
    top, bottom = (int(np.clip(face[1] + reach * side, 0, height)) for reach in (-1.0, 9.0))
    found = _look(np.ascontiguousarray(canvas[top:bottom, left:right]))
    if found is None:
        return None
    person = _moved(found, (left, top), (width, height))
    return person if _owns(person, face) else None


def _look_padded(canvas: RgbImage, params: PoseParams) -> Sighting | None:
    """A body whose head is outside the picture: the detector wants room above the shoulders."""
    height, width = canvas.shape[:2]
    for padding in params.paddings:
        above, beside = round(height * padding), round(height * padding / 3)
        padded = cv2.copyMakeBorder(
            canvas, above, 0, beside, beside, cv2.BORDER_CONSTANT, value=(params.padding_grey,) * 3
        )
        found = _look(padded)
        if found is not None and _plausible(found):
            return _moved(found, (-beside, -above), (width, height))
    return None


def _look_everywhere(canvas: RgbImage, params: PoseParams) -> Sighting | None:
    """A body that only the landmark network sees: try squares, then look again where the best one put the body."""
    height, width = canvas.shape[:2]
    best: tuple[float, Sighting] | None = None
    for row in params.hip_rows:
        for square in params.body_squares:
            centre, side = (width / 2, row * height), square * height
            for _ in range(2):
                points, world, mask, there = graphs.body_landmarks(canvas, centre, side)
                hips = points[23:25, :2].mean(0)
                reach = float(np.hypot(*(points[:, :2] - hips).T).max())
                centre, side = (float(hips[0]), float(hips[1])), max(2.5 * reach, 32.0)
            pose = _canonical(points[:, [0, 1, 3]], (width, height), [None, None], None, world)
            found = Sighting(pose, mask)
            if there >= params.body_there and _plausible(found) and (best is None or there > best[0]):
                best = (there, found)
    return None if best is None else best[1]


def _plausible(person: Sighting) -> bool:
    """Whether the joints that are seen lie on the person's mask."""
    width, height = person.pose.size
    x, y = np.round(person.pose.keypoints[:, :2]).astype(int).T
    seen = (person.pose.keypoints[:, 2] > 0.5) & (x >= 0) & (x < width) & (y >= 0) & (y < height)
    if seen.sum() < 4:
        return False
    return bool((person.mask[y[seen], x[seen]] > 0.4).mean() > 0.6)


def _with_missing_hands(person: Sighting, canvas: RgbImage, params: PoseParams) -> Sighting:
    """Look closer at each wrist whose hand the holistic graph missed."""
    pose = person.pose
    if pose.hands is None:
        return person
    hands = pose.hands.copy()
    width, height = pose.size
    for side, (elbow, wrist) in enumerate(
        ((Joint.LEFT_ELBOW, Joint.LEFT_WRIST), (Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST))
    ):
        if hands[side, 8, 2] > 0 or not pose.sees(wrist):
            continue
        forearm = pose.at(wrist) - pose.at(elbow)
        reach = max(params.hand_reach * float(np.hypot(*forearm)), 12.0)
        middle = pose.at(wrist) + 0.35 * forearm
        left, top = np.clip(np.round(middle - reach).astype(int), 0, (width, height))
        right, bottom = np.clip(np.round(middle + reach).astype(int), 0, (width, height))
        if min(right - left, bottom - top) < 16:
            continue
        crop = cv2.resize(canvas[top:bottom, left:right], (224, round(224 * (bottom - top) / (right - left))))
        found = graphs.hands(crop).multi_hand_landmarks
        if not found:
            continue
        points = _points(found[0], right - left, bottom - top)[:, :2] + (left, top)
        if float(np.hypot(*(points[0] - pose.at(wrist)))) < reach:
            hands[side, :, :2] = points
            hands[side, :, 2] = 1.0
    return Sighting(Pose(pose.keypoints, pose.size, hands, pose.feet, pose.face, pose.world), person.mask)


def _moved(person: Sighting, shift: tuple[int, int], size: tuple[int, int]) -> Sighting:
    """The same person on a larger (or smaller) canvas on which the old origin lies at `shift`."""
    old_height, old_width = person.mask.shape
    matrix = np.array([[1.0, 0, shift[0]], [0, 1.0, shift[1]]])
    mask = cv2.warpAffine(person.mask, matrix, size, flags=cv2.INTER_NEAREST)
    placement = Placement((old_width, old_height), size, 1.0, (float(shift[0]), float(shift[1])))
    return Sighting(placed(person.pose, placement.points, size), mask)


def _pose_back(pose: Pose, placement: Placement) -> Pose:
    return placed(pose, placement.points_back, placement.size)


def placed(pose: Pose, move: Any, size: tuple[int, int]) -> Pose:
    """The pose with every point moved by `move`."""
    parts = (None if part is None else move(part) for part in (pose.hands, pose.feet, pose.face))
    hands, feet, face = parts
    return Pose(move(pose.keypoints), size, hands, feet, face, pose.world)
