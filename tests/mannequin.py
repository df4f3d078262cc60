"""A drawn person of whom everything is known: joints, labels, matte, skin colour and the room behind."""

import cv2
import numpy as np

from fitting_room.domain.body import BodyLabel, Joint, Parsing, Person, Photo, Pose
from fitting_room.domain.garment import (
    Category,
    Garment,
    GarmentPart,
    HemLength,
    Landmark,
    Neckline,
    PhotoType,
    SleeveLength,
)

WIDTH, HEIGHT = 240, 360
UNIT = 60.0
"""Distance between the shoulder joints."""

JOINTS = {
    Joint.NOSE: (120, 50),
    Joint.NECK: (120, 90),
    Joint.RIGHT_SHOULDER: (90, 90),
    Joint.RIGHT_ELBOW: (78, 140),
    Joint.RIGHT_WRIST: (70, 185),
    Joint.LEFT_SHOULDER: (150, 90),
    Joint.LEFT_ELBOW: (162, 140),
    Joint.LEFT_WRIST: (170, 185),
    Joint.RIGHT_HIP: (104, 182),
    Joint.RIGHT_KNEE: (102, 250),
    Joint.RIGHT_ANKLE: (100, 315),
    Joint.LEFT_HIP: (136, 182),
    Joint.LEFT_KNEE: (138, 250),
    Joint.LEFT_ANKLE: (140, 315),
    Joint.RIGHT_EYE: (114, 44),
    Joint.LEFT_EYE: (126, 44),
    Joint.RIGHT_EAR: (106, 48),
    Joint.LEFT_EAR: (134, 48),
}

SKIN = (205, 160, 135)
CLOTH = {
    BodyLabel.UPPER_CLOTHES: (40, 60, 170),
    BodyLabel.LOWER_CLOTHES: (60, 110, 60),
    BodyLabel.DRESS: (170, 40, 60),
}
HAIR = (50, 35, 25)
SHOE = (30, 30, 30)


def room(kind: str = "studio") -> np.ndarray:
    """(H, W, 3) uint8: "studio" is a soft gradient, "bricks" a wall."""
    if kind == "studio":
        ramp = np.linspace(215, 175, HEIGHT)[:, None] + np.linspace(-8, 8, WIDTH)[None]
        return np.repeat(ramp[..., None], 3, 2).round().astype(np.uint8)
    wall = np.full((HEIGHT, WIDTH, 3), (150, 70, 55), np.uint8)
    for row, top in enumerate(range(0, HEIGHT, 12)):
        wall[top : top + 2] = (190, 185, 180)
        for left in range((row % 2) * 15, WIDTH, 30):
            wall[top : top + 12, left : left + 2] = (190, 185, 180)
    return wall


def stand(
    sleeves: float = 0.5,
    legs: float = 2.0,
    dress: bool = False,
    top_hem: float = 1.05,
    skin: tuple[int, int, int] = SKIN,
    background: str = "studio",
) -> Person:
    """A person who stands with arms down.

    Args:
        sleeves: How far the sleeves reach: 1 elbow, 2 wrist.
        legs: How far trousers (or the skirt of the dress) reach: 1 knee, 2 ankle.
        dress: Whether top and bottoms are one dress.
        top_hem: Level of the top's hem, 1 at the hip joints.
        skin: Their colour.
        background: Kind of `room`.
    """
    labels = np.zeros((HEIGHT, WIDTH), np.uint8)
    upper = BodyLabel.DRESS if dress else BodyLabel.UPPER_CLOTHES
    lower = BodyLabel.DRESS if dress else BodyLabel.LOWER_CLOTHES
    for side in ("RIGHT", "LEFT"):
        hip, knee, ankle = (JOINTS[Joint[f"{side}_{name}"]] for name in ("HIP", "KNEE", "ANKLE"))
        leg = [hip, knee, ankle]
        _limb(labels, leg, 2.0, (15, 10, 6), BodyLabel[f"{side}_LEG"])
        cv2.ellipse(labels, (ankle[0], ankle[1] + 8), (10, 8), 0, 0, 360, int(BodyLabel[f"{side}_SHOE"]), -1)
        if legs > 0:
            _limb(labels, leg, legs, (17, 14, 11), lower)
    if dress:
        cv2.fillPoly(labels, [np.array([(92, 150), (148, 150), (158, 230), (82, 230)])], int(lower))
    right = [(92, 200), (88, 185), (94, 150), (92, 120), (88, 88)]
    torso = [*right, *((WIDTH - x, y) for x, y in reversed(right))]
    cv2.fillPoly(labels, [np.array(torso)], int(lower))
    hem = round(90 + 92 * top_hem)
    above = np.zeros_like(labels)
    cv2.fillPoly(above, [np.array(torso)], 1)
    above[hem:] = 0
    labels[above > 0] = upper
    cv2.rectangle(labels, (110, 68), (130, 90), int(BodyLabel.NECK), -1)
    for side in ("RIGHT", "LEFT"):
        shoulder, elbow, wrist = (JOINTS[Joint[f"{side}_{name}"]] for name in ("SHOULDER", "ELBOW", "WRIST"))
        arm = [shoulder, elbow, wrist]
        cv2.circle(labels, (wrist[0], wrist[1] + 8), 7, int(BodyLabel[f"{side}_HAND"]), -1)
        _limb(labels, arm, 2.0, (8, 6, 4), BodyLabel[f"{side}_ARM"])
        if sleeves > 0:
            _limb(labels, arm, sleeves, (11, 9, 7), upper)
    cv2.ellipse(labels, (120, 42), (20, 26), 0, 0, 360, int(BodyLabel.HAIR), -1)
    cv2.ellipse(labels, (120, 52), (14, 20), 0, 0, 360, int(BodyLabel.FACE), -1)
    colours = np.full((256, 3), skin, np.uint8)
    for label, colour in CLOTH.items():
        colours[label] = colour
    colours[BodyLabel.HAIR] = HAIR
    colours[[BodyLabel.LEFT_SHOE, BodyLabel.RIGHT_SHOE]] = SHOE
    matte = cv2.GaussianBlur((labels > 0).astype(np.float32), (0, 0), 0.7)
    painted = np.where((labels > 0)[..., None], colours[labels], room(background)).astype(np.float32)
    soft = cv2.GaussianBlur(painted, (0, 0), 0.6)
    pixels = np.where((matte > 0)[..., None], soft, room(background)).round().astype(np.uint8)
    keypoints = np.array([(*JOINTS[joint], 1.0) for joint in Joint], np.float32)
    return Person(Photo(pixels), Pose(keypoints, (WIDTH, HEIGHT)), matte, Parsing(labels))


def _limb(
    labels: np.ndarray, joints: list[tuple[int, int]], reach: float, radii: tuple[int, int, int], label: BodyLabel
) -> None:
    """Draw a limb from its root to `reach` bones."""
    for place in np.arange(0.0, reach, 0.02):
        bone = min(int(place), 1)
        share = place - bone
        point = np.array(joints[bone]) * (1 - share) + np.array(joints[bone + 1]) * share
        radius = np.interp(place, [0, 1, 2], radii)
        cv2.circle(labels, (round(point[0]), round(point[1])), max(1, round(radius)), int(label), -1)


def garment(
    category: Category,
    sleeve: SleeveLength = SleeveLength.NONE,
    hem: HemLength = HemLength.HIP,
    legs: bool = False,
) -> Garment:
    """A garment that is nothing but its attributes."""
    landmarks = {Landmark.CROTCH: (20.0, 20.0, 1.0)} if legs else {}
    return Garment(
        name=f"{category} to the {hem}",
        category=category,
        image=np.full((40, 40, 3), 128, np.uint8),
        matte=np.ones((40, 40), np.float32),
        parts=np.full((40, 40), GarmentPart.TORSO, np.uint8),
        landmarks=landmarks,
        photo_type=PhotoType.FLAT,
        sleeve_length=sleeve,
        hem_length=hem,
        neckline=None if category is Category.BOTTOMS else Neckline.CREW,
        confidence=1.0,
    )
