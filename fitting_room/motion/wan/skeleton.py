"""Points of a body -> the drawings that Wan's networks were trained to follow.

`draw_for_animate` has the geometry and colours of Wan 2.2 Animate's own preprocessing (Wan-Video/Wan2.2, Apache-2.0,
commit 42bf4cf), `draw_for_vace` those of VACE's (ali-vilab/VACE, Apache-2.0, commit 48eb44f). Both draw in a fixed
order, later over earlier, without smoothing; only colours, widths and rounding are theirs, and a test holds them.
"""

import colorsys
import math
from dataclasses import dataclass

import cv2
import numpy as np

from fitting_room.domain.arrays import RgbImage, ScoredPoints, freeze
from fitting_room.domain.body import Joint

LEFT_TOE, RIGHT_TOE = 18, 19
BODY_POINTS = 20

LIMBS: tuple[tuple[int, int], ...] = (
    (Joint.NECK, Joint.RIGHT_SHOULDER),
    (Joint.NECK, Joint.LEFT_SHOULDER),
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW),
    (Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
    (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW),
    (Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
    (Joint.NECK, Joint.RIGHT_HIP),
    (Joint.RIGHT_HIP, Joint.RIGHT_KNEE),
    (Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
    (Joint.NECK, Joint.LEFT_HIP),
    (Joint.LEFT_HIP, Joint.LEFT_KNEE),
    (Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
    (Joint.NECK, Joint.NOSE),
    (Joint.NOSE, Joint.RIGHT_EYE),
    (Joint.RIGHT_EYE, Joint.RIGHT_EAR),
    (Joint.NOSE, Joint.LEFT_EYE),
    (Joint.LEFT_EYE, Joint.LEFT_EAR),
    (Joint.LEFT_ANKLE, LEFT_TOE),
    (Joint.RIGHT_ANKLE, RIGHT_TOE),
)
"""In the order in which they are drawn; each has the colour of its place, not of its joints."""
COLOURS = (
    (255, 0, 0), (255, 85, 0), (255, 170, 0), (255, 255, 0), (170, 255, 0), (85, 255, 0), (0, 255, 0), (0, 255, 85),
    (0, 255, 170), (0, 255, 255), (0, 170, 255), (0, 85, 255), (0, 0, 255), (85, 0, 255), (170, 0, 255), (255, 0, 255),
    (255, 0, 170), (255, 0, 85), (200, 200, 0), (100, 100, 0),
)  # fmt: skip
"""RGB: of the points in their order, and dimmed of the limbs in theirs."""
LIMB_DIM = 0.6
FINGERS = tuple(
    (0 if bone == 0 else 4 * finger + bone, 4 * finger + bone + 1) for finger in range(5) for bone in range(4)
)
FINGER_COLOURS = tuple(
    tuple(level * 255 for level in colorsys.hsv_to_rgb(number / len(FINGERS), 1, 1)) for number in range(len(FINGERS))
)
KNUCKLE = (0, 0, 255)
FACE_WHITE, FACE_RADIUS = (255, 255, 255), 3
ANIMATE_SEEN, VACE_SEEN = 0.5, 0.3
"""Scores from which a point is drawn."""
STICKS = 200
"""Animate's limbs are half as wide as the shorter side over this, less one."""
VACE_SIDE, VACE_GRID, VACE_STICK = 1024, 64, 4
"""VACE's annotator draws with so many pixels along the shorter side, in multiples of the grid, and shrinks that."""


@dataclass(frozen=True, eq=False)
class Figure:
    """The points of one body in one frame, in pixels of the drawing; a point that is not seen has score 0.

    Attributes:
        body: (20, 3) float32 x, y, score: the joints in `Joint` order, then the toes, left first.
        hands: (2, 21, 3) float32, left hand first; None where they are not known.
        face: (68, 3) float32 in the order of iBUG; None where it is not known.
    """

    body: ScoredPoints
    hands: ScoredPoints | None = None
    face: ScoredPoints | None = None

    def __post_init__(self) -> None:
        freeze(self.body, "Figure.body", (BODY_POINTS, 3), np.float32)
        if self.hands is not None:
            freeze(self.hands, "Figure.hands", (2, 21, 3), np.float32)
        if self.face is not None:
            freeze(self.face, "Figure.face", (68, 3), np.float32)


def draw_for_animate(figure: Figure, size: tuple[int, int]) -> RgbImage:
    """Draw body, toes and hands as Wan 2.2 Animate wants them.

    Args:
        figure: The points.
        size: (width, height) of the drawing.

    Returns:
        RGB uint8 (H, W, 3), black where nothing is.
    """
    drawing = np.zeros((size[1], size[0], 3), np.uint8)
    stick = max(min(size) // STICKS - 1, 1)
    seen = figure.body[:, 2] >= ANIMATE_SEEN
    for (start, end), colour in zip(LIMBS, COLOURS, strict=False):
        if seen[start] and seen[end]:
            _draw_limb(drawing, figure.body, (start, end), stick, colour)
    for point, colour, shown in zip(figure.body, COLOURS, seen, strict=True):
        if shown:
            cv2.circle(drawing, _pixel(point), stick, colour, thickness=-1)
    for hand in () if figure.hands is None else figure.hands:
        _draw_hand(drawing, hand, max(stick // 2, 1))
    return drawing


def draw_for_vace(figure: Figure, size: tuple[int, int]) -> RgbImage:
    """Draw body and face as VACE wants them: without toes and hands, and with red and blue exchanged.

    Its annotator reads and hands on pictures the other way round than it draws; the networks saw what came out.

    Args:
        figure: The points.
        size: (width, height) of the drawing.

    Returns:
        RGB uint8 (H, W, 3), black where nothing is.
    """
    larger = VACE_SIDE / min(size)
    width, height = (round(length * larger / VACE_GRID) * VACE_GRID for length in size)
    stretch = np.array([width / size[0], height / size[1]], np.float32)
    body = _stretched(figure.body, stretch)
    drawing = np.zeros((height, width, 3), np.uint8)
    seen = body[:, 2] > VACE_SEEN
    for (start, end), colour in zip(LIMBS[:17], COLOURS, strict=False):
        if seen[start] and seen[end]:
            _draw_limb(drawing, body, (start, end), VACE_STICK, colour[::-1])
    for joint in Joint:
        if seen[joint]:
            cv2.circle(drawing, _pixel(body[joint]), VACE_STICK, COLOURS[joint][::-1], thickness=-1)
    for point in () if figure.face is None else _stretched(figure.face, stretch):
        if point[2] > VACE_SEEN and min(_pixel(point)) > 0:
            cv2.circle(drawing, _pixel(point), FACE_RADIUS, FACE_WHITE, thickness=-1)
    shrink = cv2.INTER_AREA if larger >= 1 else cv2.INTER_LANCZOS4
    return np.asarray(cv2.resize(drawing, size, interpolation=shrink), np.uint8)


def _draw_limb(
    drawing: RgbImage, points: ScoredPoints, limb: tuple[int, int], stick: int, colour: tuple[int, int, int]
) -> None:
    """A limb is an ellipse between two joints, dimmed."""
    (left, top), (right, bottom) = points[limb[0], :2].astype(float), points[limb[1], :2].astype(float)
    middle = (int((left + right) / 2), int((top + bottom) / 2))
    axes = (int(math.hypot(left - right, top - bottom) / 2), stick)
    turned = int(math.degrees(math.atan2(top - bottom, left - right)))
    outline = cv2.ellipse2Poly(middle, axes, turned, 0, 360, 1)
    cv2.fillConvexPoly(drawing, outline, [int(level * LIMB_DIM) for level in colour])


def _draw_hand(drawing: RgbImage, hand: ScoredPoints, width: int) -> None:
    """Fingers are lines of a rainbow, knuckles blue dots; on the first row or column a point counts as missing."""
    drawn = [point[2] >= ANIMATE_SEEN and min(_pixel(point)) > 0 for point in hand]
    for (start, end), colour in zip(FINGERS, FINGER_COLOURS, strict=True):
        if drawn[start] and drawn[end]:
            cv2.line(drawing, _pixel(hand[start]), _pixel(hand[end]), colour, thickness=width)
    for point, shown in zip(hand, drawn, strict=True):
        if shown:
            cv2.circle(drawing, _pixel(point), width, KNUCKLE, thickness=-1)


def _stretched(points: ScoredPoints, stretch: ScoredPoints) -> ScoredPoints:
    larger = points.copy()
    larger[:, :2] *= stretch
    return larger


def _pixel(point: ScoredPoints) -> tuple[int, int]:
    return int(point[0]), int(point[1])
