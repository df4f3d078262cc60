"""Photo -> the people in it: joints, hands, feet, face and a first rough mask of each, largest person first."""

from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import cv2
import numpy as np

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Joint, Pose
from fitting_room.domain.geometry import Placement
from fitting_room.perception import graphs
from fitting_room.perception.pose_search import (
    PoseParams,
    best_without_face,
    face_boxes,
    look_below,
    look_in_tiles,
    others,
    owns,
)
from fitting_room.perception.sighting import Sighting, look, moved, pixel_points, same_person

__all__ = ["PeopleFinder", "PoseParams", "Sighting", "find_people", "with_missing_hands"]

PARAMS = PoseParams()


class PeopleFinder(Protocol):
    """Finds the people in a picture, as `find_people` does."""

    def __call__(self, pixels: RgbImage, /) -> tuple[Sighting, ...]:
        """People, largest first; empty where nobody is found.

        Args:
            pixels: RGB uint8 (H, W, 3). Coordinates and masks are at its size.
        """
        ...


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
    if not placement.is_identity:
        people = [_brought_back(person, placement) for person in people]
        if people:
            people[0] = _seen_closer(pixels, people[0], placement, params)
    if people:
        people[0] = with_missing_hands(people[0], pixels, params)
    return tuple(people)


def _search(canvas: RgbImage, params: PoseParams) -> list[Sighting]:
    """People on a canvas: the one MediaPipe chooses, then the owners of the other faces, then whoever is left."""
    with ThreadPoolExecutor(1) as pool:
        pending = pool.submit(face_boxes, canvas)
        first = look(canvas)
        faces = pending.result()
    if first is None or first.pose.face is None:
        first = best_without_face(canvas, first, params)
    if first is None:
        return look_in_tiles(canvas, params)
    people = [first]
    reference = max((box[3] - box[1] for box in faces if owns(first, box)), default=0.0)
    for face in sorted(faces, key=lambda box: box[1] - box[3]):
        tall_enough = face[3] - face[1] >= params.other_face * reference
        if tall_enough and not any(owns(person, face) for person in people):
            other = look_below(canvas, face)
            if other is not None:
                people.append(other)
    people += others(canvas, people, params)
    return sorted(people, key=lambda person: person.area, reverse=True)


def _brought_back(person: Sighting, placement: Placement) -> Sighting:
    """A person on the searched canvas -> on the picture."""
    scale = placement.scale
    offset = (-placement.offset[0] / scale, -placement.offset[1] / scale)
    back = Placement(placement.canvas, placement.size, 1 / scale, offset)
    return Sighting(person.pose.placed(back), placement.matte_back(person.mask))


def _seen_closer(pixels: RgbImage, person: Sighting, placement: Placement, params: PoseParams) -> Sighting:
    """Look again at somebody who was small on the canvas, now at the photo's own resolution."""
    left, top, right, bottom = person.box
    side = max(right - left, bottom - top)
    if side * placement.scale > params.small_person:
        return person
    height, width = pixels.shape[:2]
    room = 0.4 * side
    left, top = int(max(left - room, 0)), int(max(top - room, 0))
    right, bottom = int(min(right + room, width)), int(min(bottom + room, height))
    crop = Placement.shrink((right - left, bottom - top), params.search_side)
    found = look(crop.image(np.ascontiguousarray(pixels[top:bottom, left:right])))
    if found is None:
        return person
    closer = moved(found if crop.is_identity else _brought_back(found, crop), (left, top), (width, height))
    return closer if same_person(closer, person) else person


def with_missing_hands(person: Sighting, pixels: RgbImage, params: PoseParams = PARAMS) -> Sighting:
    """Look closer at each wrist whose hand was missed: the holistic graph misses some, the follower all."""
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
        crop = cv2.resize(pixels[top:bottom, left:right], (224, round(224 * (bottom - top) / (right - left))))
        found = graphs.hands(crop).multi_hand_landmarks
        if not found:
            continue
        points = pixel_points(found[0], right - left, bottom - top)[:, :2] + (left, top)
        if float(np.hypot(*(points[0] - pose.at(wrist)))) < reach:
            hands[side, :, :2] = points
            hands[side, :, 2] = 1.0
    return Sighting(Pose(pose.keypoints, pose.size, hands, pose.feet, pose.face, pose.world), person.mask)
