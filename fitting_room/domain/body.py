"""A body in a picture: joints, parsing, and the person they make together."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap, Mask, Matte, RgbImage, ScoredPoints, freeze, members
from fitting_room.domain.geometry import Placement

VISIBLE = 0.5
"""A joint with at least this score is in the picture and was seen."""


class Joint(IntEnum):
    """The canonical 18 joints, in OpenPose COCO-18 order. Left and right are the person's own."""

    NOSE = 0
    NECK = 1
    RIGHT_SHOULDER = 2
    RIGHT_ELBOW = 3
    RIGHT_WRIST = 4
    LEFT_SHOULDER = 5
    LEFT_ELBOW = 6
    LEFT_WRIST = 7
    RIGHT_HIP = 8
    RIGHT_KNEE = 9
    RIGHT_ANKLE = 10
    LEFT_HIP = 11
    LEFT_KNEE = 12
    LEFT_ANKLE = 13
    RIGHT_EYE = 14
    LEFT_EYE = 15
    RIGHT_EAR = 16
    LEFT_EAR = 17


class BodyLabel(IntEnum):
    """What a pixel of a photo shows. Left and right are the person's own."""

    BACKGROUND = 0
    HAIR = 1
    FACE = 2
    NECK = 3
    TORSO_SKIN = 4
    LEFT_ARM = 5
    RIGHT_ARM = 6
    LEFT_HAND = 7
    RIGHT_HAND = 8
    LEFT_LEG = 9
    RIGHT_LEG = 10
    LEFT_FOOT = 11
    RIGHT_FOOT = 12
    UPPER_CLOTHES = 13
    LOWER_CLOTHES = 14
    DRESS = 15
    OUTERWEAR = 16
    HAT = 17
    LEFT_SHOE = 18
    RIGHT_SHOE = 19
    BAG = 20
    OTHER = 21


SKIN = (
    BodyLabel.FACE,
    BodyLabel.NECK,
    BodyLabel.TORSO_SKIN,
    BodyLabel.LEFT_ARM,
    BodyLabel.RIGHT_ARM,
    BodyLabel.LEFT_HAND,
    BodyLabel.RIGHT_HAND,
    BodyLabel.LEFT_LEG,
    BodyLabel.RIGHT_LEG,
    BodyLabel.LEFT_FOOT,
    BodyLabel.RIGHT_FOOT,
)
CLOTHES = (BodyLabel.UPPER_CLOTHES, BodyLabel.LOWER_CLOTHES, BodyLabel.DRESS, BodyLabel.OUTERWEAR)
SHOES = (BodyLabel.LEFT_SHOE, BodyLabel.RIGHT_SHOE)
HANDS = (BodyLabel.LEFT_HAND, BodyLabel.RIGHT_HAND)


@dataclass(frozen=True, eq=False)
class Photo:
    """A picture of a person: pixels and nothing else (no EXIF, no file name).

    Attributes:
        pixels: RGB uint8 (H, W, 3), upright, sRGB.
        source: Where it came from.
    """

    pixels: RgbImage
    source: Literal["camera", "file", "render"] = "file"

    def __post_init__(self) -> None:
        freeze(self.pixels, "Photo.pixels", (None, None, 3), np.uint8)

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return self.pixels.shape[1], self.pixels.shape[0]


@dataclass(frozen=True, eq=False)
class Pose:
    """Where the joints of one person are.

    Attributes:
        keypoints: (18, 3) float32 in `Joint` order: x, y in pixels, score in [0, 1].
        size: (width, height) of the image the pixels belong to.
        hands: (2, 21, 3) float32, left hand first, MediaPipe/OpenPose hand order; score 0 where not found.
        feet: (2, 2, 3) float32, left foot first: heel, big toe.
        face: (468, 3) float32 face-mesh points, or None where no face was found.
        world: (33, 3) float32 metres, hips at the origin, y down, z towards the back; MediaPipe order.
    """

    keypoints: ScoredPoints
    size: tuple[int, int]
    hands: ScoredPoints | None = None
    feet: ScoredPoints | None = None
    face: ScoredPoints | None = None
    world: npt.NDArray[np.float32] | None = None

    def __post_init__(self) -> None:
        freeze(self.keypoints, "Pose.keypoints", (18, 3), np.float32)
        for name, array, shape in (
            ("Pose.hands", self.hands, (2, 21, 3)),
            ("Pose.feet", self.feet, (2, 2, 3)),
            ("Pose.face", self.face, (468, 3)),
            ("Pose.world", self.world, (33, 3)),
        ):
            if array is not None:
                freeze(array, name, shape, np.float32)

    def at(self, joint: Joint) -> npt.NDArray[np.float64]:
        """(2,) float64 position of a joint, seen or guessed."""
        return self.keypoints[joint, :2].astype(np.float64)

    def sees(self, *joints: Joint) -> bool:
        """Whether all the joints are inside the picture and were seen."""
        width, height = self.size
        x, y, score = self.keypoints[list(joints)].T
        inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
        return bool(np.all(inside & (score >= VISIBLE)))

    def placed(self, placement: Placement) -> "Pose":
        """The same pose in the pixels of a canvas."""

        def move(points: ScoredPoints | None) -> ScoredPoints | None:
            return None if points is None else placement.points(points)

        return Pose(
            placement.points(self.keypoints),
            placement.canvas,
            move(self.hands),
            move(self.feet),
            move(self.face),
            self.world,
        )


@dataclass(frozen=True, eq=False)
class Parsing:
    """One `BodyLabel` for every pixel.

    Attributes:
        labels: (H, W) uint8 of `BodyLabel`; any other value is an error.
    """

    labels: LabelMap

    def __post_init__(self) -> None:
        freeze(self.labels, "Parsing.labels", (None, None), np.uint8)
        if self.labels.size and int(self.labels.max()) > max(BodyLabel):
            raise ValueError(f"Parsing.labels holds {int(self.labels.max())}, which is no BodyLabel")

    def where(self, *labels: BodyLabel) -> Mask:
        """(H, W) bool: pixels that carry one of the labels."""
        return members(self.labels, labels)


@dataclass(frozen=True, eq=False)
class Person:
    """A photo understood: made once per photo and reused for every garment.

    Attributes:
        photo: The photo.
        pose: Joints in the photo's pixels.
        matte: (H, W) float32 in [0, 1], 1 on the person, crisp at the photo's own size.
        parsing: Labels at the photo's own size.
        notices: Sentences the user should read ("3 people found; dressing the largest.").
        from_behind: Whether the photo shows their back. Left and right of pose and parsing are then exchanged, as if
            the back were a front: what fits a front fits it.
    """

    photo: Photo
    pose: Pose
    matte: Matte
    parsing: Parsing
    notices: tuple[str, ...] = field(default=())
    from_behind: bool = False

    def __post_init__(self) -> None:
        height, width = self.photo.pixels.shape[:2]
        freeze(self.matte, "Person.matte", (height, width), np.float32)
        if self.parsing.labels.shape != (height, width) or self.pose.size != (width, height):
            raise ValueError("photo, pose, matte and parsing of a Person must have one size")

    def placed(self, placement: Placement) -> "Person":
        """The same person drawn on a canvas."""
        return Person(
            Photo(placement.image(self.photo.pixels), self.photo.source),
            self.pose.placed(placement),
            placement.matte(self.matte),
            Parsing(placement.labels(self.parsing.labels)),
            self.notices,
            self.from_behind,
        )
