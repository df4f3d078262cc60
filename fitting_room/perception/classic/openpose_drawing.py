"""BODY_25 points and hands -> OpenPose's coloured drawing on black, as VITON-HD keeps it (`openpose_img`).

Colours, pairs and thicknesses are those of CMU OpenPose (`poseParametersRender.hpp`, `handParameters.hpp`,
`renderKeypointsCpu`). Its graphics-card renderer, which smooths nothing either, differs at the edges of strokes.
"""

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import RgbImage, ScoredPoints

Colours = tuple[tuple[int, int, int], ...]

BODY_PAIRS = (
    (1, 8), (1, 2), (1, 5), (2, 3), (3, 4), (5, 6), (6, 7), (8, 9), (9, 10), (10, 11), (8, 12), (12, 13), (13, 14),
    (1, 0), (0, 15), (15, 17), (0, 16), (16, 18), (14, 19), (19, 20), (14, 21), (11, 22), (22, 23), (11, 24),
)  # fmt: skip
BODY_COLOURS: Colours = (
    (255, 0, 85), (255, 0, 0), (255, 85, 0), (255, 170, 0), (255, 255, 0), (170, 255, 0), (85, 255, 0), (0, 255, 0),
    (255, 0, 0), (0, 255, 85), (0, 255, 170), (0, 255, 255), (0, 170, 255), (0, 85, 255), (0, 0, 255), (255, 0, 170),
    (170, 0, 255), (255, 0, 255), (85, 0, 255), (0, 0, 255), (0, 0, 255), (0, 0, 255), (0, 255, 255), (0, 255, 255),
    (0, 255, 255),
)  # fmt: skip
HAND_PAIRS = tuple(
    (0 if bone == 0 else 4 * finger + bone, 4 * finger + bone + 1) for finger in range(5) for bone in range(4)
)
HAND_COLOURS: Colours = (
    (100, 100, 100), (100, 0, 0), (150, 0, 0), (200, 0, 0), (255, 0, 0), (100, 100, 0), (150, 150, 0), (200, 200, 0),
    (255, 255, 0), (0, 100, 50), (0, 150, 75), (0, 200, 100), (0, 255, 125), (0, 50, 100), (0, 75, 150), (0, 100, 200),
    (0, 125, 255), (100, 0, 100), (150, 0, 150), (200, 0, 200), (255, 0, 255),
)  # fmt: skip
BODY_THICKNESS, HAND_THICKNESS, LINE_SHARE = 1 / 75, 1 / 50, 0.75
"""Thickness of the dots over the square root of the picture's area, and of lines over that of dots."""
BODY_LEAST, HAND_LEAST, BOX_LEAST = 0.05, 0.2, 0.1
"""Scores from which points are drawn, and count for the size of what is drawn."""
SMALL = 0.05


def draw(points: npt.NDArray[Any], hands: ScoredPoints | None, size: tuple[int, int]) -> RgbImage:
    """Draw a body and its hands.

    Args:
        points: (25, 3) BODY_25: x, y in pixels, score.
        hands: (2, 21, 3), or None.
        size: (height, width).

    Returns:
        RGB uint8 (H, W, 3).
    """
    canvas = np.zeros((*size, 3), np.uint8)
    _draw_points(canvas, points, BODY_PAIRS, BODY_COLOURS, BODY_THICKNESS, BODY_LEAST)
    for hand in () if hands is None else hands:
        _draw_points(canvas, hand, HAND_PAIRS, HAND_COLOURS, HAND_THICKNESS, HAND_LEAST)
    return canvas


def _draw_points(
    canvas: RgbImage,
    points: npt.NDArray[Any],
    pairs: tuple[tuple[int, int], ...],
    colours: Colours,
    thickness: float,
    least: float,
) -> None:
    counted = points[points[:, 2] > BOX_LEAST, :2]
    if len(counted) < 2 or not np.all(np.ptp(counted, axis=0) > 0):
        return
    height, width = canvas.shape[:2]
    share = min(1.0, float(np.max(np.ptp(counted, axis=0) / (width, height))))
    dot = max(round((width * height) ** 0.5 * thickness * share), 2)
    pixels = np.rint(points[:, :2]).astype(int).tolist()
    for first, second in pairs:
        if points[first, 2] > least and points[second, 2] > least:
            cv2.line(canvas, pixels[first], pixels[second], colours[second], max(1, round(dot * LINE_SHARE)))
    for pixel, score, colour in zip(pixels, points[:, 2], colours, strict=True):
        if score > least:
            cv2.circle(canvas, pixel, dot // 2, colour, dot if share > SMALL else -1)
