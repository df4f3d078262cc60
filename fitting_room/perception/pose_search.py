"""Where to look for people that MediaPipe's first run misses: below faces, beside others, without heads, far away.

MediaPipe sees one person per run, wants a head, and sees the whole picture as 224 x 224.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from fitting_room.domain.arrays import Matte, RgbImage
from fitting_room.domain.body import Joint, Pose
from fitting_room.perception import graphs
from fitting_room.perception.sighting import Sighting, canonical_pose, fit, look, moved, same_person

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True)
class PoseParams:
    """How people are looked for."""

    search_side: int = 1280
    """The picture is searched at this longest side; larger brings no more people, only time (640-1920 tried)."""
    small_person: int = 400
    """Somebody smaller than this many pixels on the searched canvas is looked at again, closer (200-500 tried)."""
    other_face: float = 0.5
    """A face this tall beside the first person's is worth a look: its owner may be the larger person (0.3-0.8)."""
    other_area: float = 0.2
    """Somebody smaller than this share of the first person is a passer-by and not counted (0.1-0.3 tried)."""
    most_people: int = 5
    """Further people are not looked for."""
    tiles: tuple[int, ...] = (3, 5)
    """Parts per side when nobody is found: halves, then thirds of the picture, overlapping."""
    large_silhouette: float = 0.1
    """Share of the picture that looks like people beyond which nobody in it is small."""
    paddings: tuple[float, ...] = (0.25, 0.5)
    """Grey above and around a picture without a head, in picture heights (0.2-1.0 tried; above 0.5 finds less)."""
    hip_rows: tuple[float, ...] = (0.0, 0.12, 0.3, 0.55, 0.8)
    """Where the hips may be in a picture without a head, in picture heights. None: no slow search at all."""
    body_squares: tuple[float, ...] = (1.6, 2.3)
    """Sides of the square that holds the body, in picture heights (1.5-3 tried)."""
    enough_fit: float = 0.6
    """Overlap from which on the slow search of all squares is not begun."""
    body_there: float = 0.8
    """Probability above which the landmark network alone is believed."""
    good_fit: float = 0.7
    """Overlap of a drawn body with the person mask from which on the search for a better pose stops (0.55-0.75 tried;
    right poses of bodies without a head reach 0.58-0.87)."""
    least_fit: float = 0.5
    """Overlap below which a pose found without a face is taken for a ghost (0.3-0.5 tried; wrong ones reach 0.47)."""
    torso_to_thigh: float = 1.33
    """Distance from hips to shoulders over that from hips to knees of people who stand (1.25-1.40 measured)."""
    squeezed: float = 0.8
    """A torso shorter than this share of what the thighs let expect was squeezed into the picture (0.7-0.9 tried)."""
    hand_reach: float = 0.55
    """Half side of the square searched for a hand, in forearm lengths (0.4-0.8 tried)."""
    padding_grey: int = 200


def face_boxes(canvas: RgbImage) -> list[Box]:
    """Every face."""
    height, width = canvas.shape[:2]
    boxes = []
    for detection in graphs.faces(canvas).detections or ():
        box = detection.location_data.relative_bounding_box
        boxes.append(
            (box.xmin * width, box.ymin * height, (box.xmin + box.width) * width, (box.ymin + box.height) * height)
        )
    return boxes


def others(canvas: RgbImage, people: list[Sighting], params: PoseParams) -> list[Sighting]:
    """People whose faces were not seen: look again at the picture with those already found painted over."""
    rest = canvas.copy()
    found: list[Sighting] = []
    while len(people) + len(found) < params.most_people:
        newest = people if not found else found[-1:]
        for person in newest:
            reach = max(3, round(0.01 * max(canvas.shape)))
            rest[cv2.dilate(person.mask, np.ones((2 * reach + 1, 2 * reach + 1))) > 0.1] = params.padding_grey
        other = look(rest)
        if other is None or other.area < params.other_area * people[0].area:
            break
        if fit(other, other.mask) < params.least_fit or any(same_person(other, person) for person in people + found):
            break
        found.append(other)
    return found


def look_in_tiles(canvas: RgbImage, params: PoseParams) -> list[Sighting]:
    """Somebody too small for the detector, which sees the whole picture as 224 x 224: look at its parts, enlarged."""
    height, width = canvas.shape[:2]
    if not params.hip_rows or float(graphs.person_probability(canvas).mean()) > params.large_silhouette:
        return []
    for parts in params.tiles:
        side = 2 * max(height, width) // (parts + 1)
        tall, wide = min(side, height), min(side, width)
        found: list[Sighting] = []
        for top in _starts(height, tall, parts):
            for left in _starts(width, wide, parts):
                tile = np.ascontiguousarray(canvas[top : top + tall, left : left + wide])
                person = look(tile)
                if person is None or fit(person, person.mask) < params.least_fit:
                    continue
                person = moved(person, (left, top), (width, height))
                if not any(same_person(person, other) for other in found):
                    found.append(person)
        if found:
            return found
    return []


def _starts(length: int, part: int, parts: int) -> list[int]:
    """Where overlapping parts of a length begin; one where a single part covers it."""
    return sorted({int(start) for start in np.linspace(0, length - part, parts)})


def owns(person: Sighting, face: Box) -> bool:
    """Whether the face box lies on the person's nose."""
    x, y = person.pose.at(Joint.NOSE)
    grow = 0.3 * (face[3] - face[1])
    return bool(face[0] - grow <= x <= face[2] + grow and face[1] - grow <= y <= face[3] + grow)


def look_below(canvas: RgbImage, face: Box) -> Sighting | None:
    """The person whose face this is, looked for on the part of the canvas where that body must be."""
    height, width = canvas.shape[:2]
    middle, side = (face[0] + face[2]) / 2, face[3] - face[1]
    left, right = (int(np.clip(middle + reach * side, 0, width)) for reach in (-3.0, 3.0))
    top, bottom = (int(np.clip(face[1] + reach * side, 0, height)) for reach in (-1.0, 9.0))
    found = look(np.ascontiguousarray(canvas[top:bottom, left:right]))
    if found is None:
        return None
    person = moved(found, (left, top), (width, height))
    return person if owns(person, face) else None


def best_without_face(canvas: RgbImage, first: Sighting | None, params: PoseParams) -> Sighting | None:
    """The pose that fits the silhouette best, where no face vouches for the first one.

    Catalogue pictures are cut at the chin or at the waist. The detector, which wants a head, then finds nobody, or
    squeezes a body in; with grey added above the picture it often finds the right one. Front and back of a body without
    a head differ little: a back is believed where every look that fits agrees.
    """
    silhouette = graphs.person_probability(canvas)
    best, best_fit, seen_in_front = None, params.least_fit, False
    for padding in (None, *params.paddings):
        found = first if padding is None else _look_padded(canvas, padding, params)
        if found is None or (fits := fit(found, silhouette)) < params.least_fit:
            continue
        seen_in_front |= not _shows_back(found)
        if fits > best_fit:
            best, best_fit = found, fits
        if best_fit > params.good_fit and seen_in_front:
            break
    if best_fit < params.enough_fit:
        found = _look_everywhere(canvas, silhouette, params)
        if found is not None and fit(found, silhouette) > best_fit:
            best = found
    if best is None:
        return None
    best = _stretched(best, params)
    return _turned_round(best) if _shows_back(best) and (seen_in_front or not _sees_a_shoulder(best)) else best


def _shows_back(person: Sighting) -> bool:
    """Whether the person's left is on the picture's left."""
    joints = (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)
    if not _sees_a_shoulder(person):
        joints = (Joint.LEFT_HIP, Joint.RIGHT_HIP)
    return bool(person.pose.at(joints[0])[0] < person.pose.at(joints[1])[0])


def _sees_a_shoulder(person: Sighting) -> bool:
    """Legs without shoulders look the same from both sides."""
    return person.pose.sees(Joint.LEFT_SHOULDER) or person.pose.sees(Joint.RIGHT_SHOULDER)


def _turned_round(person: Sighting) -> Sighting:
    """The same body with left and right exchanged."""
    pose = person.pose
    keypoints = pose.keypoints.copy()
    for joint in Joint:
        if joint.name.startswith("LEFT_"):
            other = Joint[joint.name.replace("LEFT", "RIGHT")]
            keypoints[[joint, other]] = keypoints[[other, joint]]
    hands = None if pose.hands is None else pose.hands[::-1].copy()
    feet = None if pose.feet is None else pose.feet[::-1].copy()
    return Sighting(Pose(keypoints, pose.size, hands, feet, pose.face, None), person.mask)


def _stretched(person: Sighting, params: PoseParams) -> Sighting:
    """The body with its shoulders as far above the picture as they must be, where they were squeezed to its edge."""
    pose = person.pose
    hips = (Joint.LEFT_HIP, Joint.RIGHT_HIP)
    if _sees_a_shoulder(person) or not pose.sees(*hips, Joint.LEFT_KNEE, Joint.RIGHT_KNEE):
        return person
    middle = (pose.at(hips[0]) + pose.at(hips[1])) / 2
    knees = (pose.at(Joint.LEFT_KNEE) + pose.at(Joint.RIGHT_KNEE)) / 2
    torso, thighs = (float(np.hypot(*(end - middle))) for end in (pose.at(Joint.NECK), knees))
    if torso > params.squeezed * params.torso_to_thigh * thighs:
        return person
    keypoints = pose.keypoints.copy()
    for joint in set(Joint) - {*hips, Joint.LEFT_KNEE, Joint.RIGHT_KNEE, Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE}:
        if not pose.sees(joint):
            stretch = params.torso_to_thigh * thighs / max(torso, 1.0)
            keypoints[joint, :2] = middle + stretch * (pose.at(joint) - middle)
    return replace(person, pose=replace(pose, keypoints=keypoints))


def _look_padded(canvas: RgbImage, padding: float, params: PoseParams) -> Sighting | None:
    """A body whose head is outside the picture: the detector wants room above the shoulders."""
    height, width = canvas.shape[:2]
    above, beside = round(height * padding), round(height * padding / 3)
    grey = (params.padding_grey,) * 3
    found = look(cv2.copyMakeBorder(canvas, above, 0, beside, beside, cv2.BORDER_CONSTANT, value=grey))
    return None if found is None else moved(found, (-beside, -above), (width, height))


def _look_everywhere(canvas: RgbImage, silhouette: Matte, params: PoseParams) -> Sighting | None:
    """A body that only the landmark network sees: try squares, and look again where each put the body."""
    height, width = canvas.shape[:2]
    best, best_fit = None, 0.0
    for row in params.hip_rows:
        for square in params.body_squares:
            _, _, (centre, side) = _look_in_square(canvas, (width / 2, row * height), square * height)
            found, there, _ = _look_in_square(canvas, centre, side)
            if there >= params.body_there and (fits := fit(found, silhouette)) > best_fit:
                best, best_fit = found, fits
    return best


def _look_in_square(
    canvas: RgbImage, centre: tuple[float, float], side: float
) -> tuple[Sighting, float, tuple[tuple[float, float], float]]:
    """What the landmark network sees in a square, how sure it is, and the square that this body would need."""
    points, world, mask, there = graphs.body_landmarks(canvas, centre, side)
    hips = points[23:25, :2].mean(0)
    reach = float(np.hypot(*(points[:, :2] - hips).T).max())
    size = (canvas.shape[1], canvas.shape[0])
    found = Sighting(canonical_pose(points[:, [0, 1, 3]], size, [None, None], None, world), mask)
    return found, there, ((float(hips[0]), float(hips[1])), max(2.5 * reach, 32.0))
