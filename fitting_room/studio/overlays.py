"""Draws what was understood onto the pictures it was understood from. RGB uint8 (H, W, 3) in and out."""

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Matte, RgbImage
from fitting_room.domain.body import VISIBLE, BodyLabel, Joint, Parsing, Person, Pose
from fitting_room.domain.garment import Garment, GarmentPart

Colour = tuple[int, int, int]

LABEL_COLOURS: dict[BodyLabel, Colour] = {
    BodyLabel.BACKGROUND: (238, 238, 235),
    BodyLabel.HAIR: (110, 84, 66),
    BodyLabel.FACE: (244, 190, 150),
    BodyLabel.NECK: (232, 164, 124),
    BodyLabel.TORSO_SKIN: (216, 142, 104),
    BodyLabel.LEFT_ARM: (255, 205, 120),
    BodyLabel.RIGHT_ARM: (236, 172, 70),
    BodyLabel.LEFT_HAND: (255, 232, 130),
    BodyLabel.RIGHT_HAND: (240, 212, 70),
    BodyLabel.LEFT_LEG: (246, 170, 170),
    BodyLabel.RIGHT_LEG: (226, 130, 134),
    BodyLabel.LEFT_FOOT: (214, 120, 160),
    BodyLabel.RIGHT_FOOT: (190, 90, 136),
    BodyLabel.UPPER_CLOTHES: (88, 152, 216),
    BodyLabel.LOWER_CLOTHES: (92, 176, 124),
    BodyLabel.DRESS: (160, 124, 206),
    BodyLabel.OUTERWEAR: (50, 104, 160),
    BodyLabel.HAT: (196, 88, 72),
    BodyLabel.LEFT_SHOE: (120, 120, 128),
    BodyLabel.RIGHT_SHOE: (88, 88, 96),
    BodyLabel.BAG: (172, 160, 60),
    BodyLabel.OTHER: (70, 190, 190),
}
PART_COLOURS: dict[GarmentPart, Colour] = {
    GarmentPart.TORSO: (88, 152, 216),
    GarmentPart.LEFT_SLEEVE: (255, 190, 90),
    GarmentPart.RIGHT_SLEEVE: (232, 140, 60),
    GarmentPart.LEFT_LEG: (120, 200, 140),
    GarmentPart.RIGHT_LEG: (70, 160, 110),
    GarmentPart.INSIDE: (160, 124, 206),
}
LEFT_COLOUR: Colour = (242, 142, 43)
RIGHT_COLOUR: Colour = (60, 120, 216)
MIDDLE_COLOUR: Colour = (110, 110, 116)

_BONES = (
    (Joint.NECK, Joint.NOSE),
    (Joint.NECK, Joint.LEFT_SHOULDER),
    (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW),
    (Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
    (Joint.NECK, Joint.RIGHT_SHOULDER),
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW),
    (Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
    (Joint.NECK, Joint.LEFT_HIP),
    (Joint.LEFT_HIP, Joint.LEFT_KNEE),
    (Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
    (Joint.NECK, Joint.RIGHT_HIP),
    (Joint.RIGHT_HIP, Joint.RIGHT_KNEE),
    (Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
    (Joint.NOSE, Joint.LEFT_EYE),
    (Joint.LEFT_EYE, Joint.LEFT_EAR),
    (Joint.NOSE, Joint.RIGHT_EYE),
    (Joint.RIGHT_EYE, Joint.RIGHT_EAR),
)
_CHECKER_LIGHT, _CHECKER_DARK, _CHECKER_SIDE = 250, 226, 16


def draw_pose(picture: RgbImage, pose: Pose) -> RgbImage:
    """The skeleton on a faded picture: the person's own left orange, right blue; guessed joints are hollow."""
    canvas = faded(picture)
    thickness = max(2, max(picture.shape[:2]) // 220)
    for start, end in _BONES:
        if min(pose.keypoints[[start, end], 2]) >= VISIBLE:
            cv2.line(canvas, _pixel(pose.at(start)), _pixel(pose.at(end)), _side(end.name), thickness, cv2.LINE_AA)
    if pose.hands is not None:
        for hand, colour in zip(pose.hands, (LEFT_COLOUR, RIGHT_COLOUR), strict=True):
            for point in hand[hand[:, 2] > 0]:
                cv2.circle(canvas, _pixel(point), max(1, thickness - 1), colour, cv2.FILLED, cv2.LINE_AA)
    for joint in Joint:
        seen = pose.keypoints[joint, 2] >= VISIBLE
        cv2.circle(canvas, _pixel(pose.at(joint)), thickness + 1, (255, 255, 255), cv2.FILLED, cv2.LINE_AA)
        width = cv2.FILLED if seen else 1
        cv2.circle(canvas, _pixel(pose.at(joint)), thickness, _side(joint.name), width, cv2.LINE_AA)
    return canvas


def draw_matte(picture: RgbImage, matte: Matte) -> RgbImage:
    """The cut-out person on a checkerboard, which shows soft edges and holes."""
    return blend(picture, checkerboard(picture), matte)


def draw_parsing(picture: RgbImage, parsing: Parsing) -> RgbImage:
    """Every label in its colour, with the picture's brightness showing through."""
    table = np.zeros((256, 3), np.uint8)
    for label, colour in LABEL_COLOURS.items():
        table[label] = colour
    colours = table[parsing.labels]
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)[..., None].astype(np.float32) / 255
    shaded = colours * (0.62 + 0.38 * grey)
    shaded[parsing.labels == BodyLabel.BACKGROUND] = LABEL_COLOURS[BodyLabel.BACKGROUND]
    return shaded.astype(np.uint8)


def draw_person(person: Person) -> RgbImage:
    """Labels tinted over the photo, the outline of the matte and the skeleton: `fitting-room inspect`."""
    photo = person.photo.pixels
    tinted = _mix(photo, 0.45, draw_parsing(photo, person.parsing))
    outline = cv2.morphologyEx((person.matte > 0.5).astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    tinted[outline.astype(bool)] = (255, 255, 255)
    skeleton = draw_pose(photo, person.pose)
    drawn = np.any(skeleton != faded(photo), axis=2)
    tinted[drawn] = skeleton[drawn]
    return tinted


def draw_garment(garment: Garment, ground: RgbImage | None = None) -> RgbImage:
    """The cut-out on a ground (a checkerboard where None), its parts tinted, its landmarks marked.

    Landmarks that are more likely wrong than right are hollow.
    """
    canvas = blend(garment.image, checkerboard(garment.image) if ground is None else ground, garment.matte)
    for part, colour in PART_COLOURS.items():
        where = garment.part(part)
        canvas[where] = (canvas[where] * 0.72 + np.array(colour) * 0.28).astype(np.uint8)
    radius = max(4, max(canvas.shape[:2]) // 160)
    for landmark, (x, y, score) in garment.landmarks.items():
        colour = _side(landmark.value)
        cv2.circle(canvas, (round(x), round(y)), radius + 2, (255, 255, 255), cv2.FILLED, cv2.LINE_AA)
        cv2.circle(canvas, (round(x), round(y)), radius, colour, cv2.FILLED if score >= 0.5 else 2, cv2.LINE_AA)
    return canvas


def faded(picture: RgbImage) -> RgbImage:
    """The picture, pale and nearly grey, as a ground to draw on."""
    grey = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    return _mix(_mix(picture, 0.3, grey.astype(np.uint8)), 0.55, np.full_like(picture, 255))


def checkerboard(picture: RgbImage) -> RgbImage:
    """Light squares, as large as a picture."""
    rows, columns = (np.arange(length) // _CHECKER_SIDE for length in picture.shape[:2])
    squares = np.where((rows[:, None] + columns) % 2, _CHECKER_DARK, _CHECKER_LIGHT).astype(np.uint8)
    return np.repeat(squares[..., None], 3, axis=2)


def blend(front: RgbImage, back: RgbImage, alpha: Matte) -> RgbImage:
    """Front over back; alpha is (H, W) float32 in [0, 1]."""
    weight = alpha[..., None]
    return (front * weight + back * (1 - weight) + 0.5).astype(np.uint8)


def _mix(one: RgbImage, share: float, other: RgbImage) -> RgbImage:
    return cv2.addWeighted(one, share, other, 1 - share, 0).astype(np.uint8)


def _pixel(point: npt.NDArray[Any]) -> tuple[int, int]:
    return round(float(point[0])), round(float(point[1]))


def _side(name: str) -> Colour:
    """The colour of a joint or landmark by its name."""
    words = name.lower().split("_")
    return LEFT_COLOUR if "left" in words else RIGHT_COLOUR if "right" in words else MIDDLE_COLOUR
