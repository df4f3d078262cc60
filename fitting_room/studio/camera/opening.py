"""Source -> camera, and the turning of its frames."""

import cv2
import numpy as np

from fitting_room.domain.arrays import RgbImage
from fitting_room.studio.camera.camera import Camera, Film, Source, Turn
from fitting_room.studio.camera.films import open_film
from fitting_room.studio.camera.webcams import WebCamera

_TURNS = {
    Turn.RIGHT: cv2.ROTATE_90_CLOCKWISE,
    Turn.OVER: cv2.ROTATE_180,
    Turn.LEFT: cv2.ROTATE_90_COUNTERCLOCKWISE,
}


def open_camera(source: Source) -> Camera:
    """Open a webcam or start a film.

    Raises:
        CameraLost: It gives no frames.
    """
    return open_film(source) if isinstance(source, Film) else WebCamera(source)


def turned(frame: RgbImage, turn: Turn) -> RgbImage:
    """The frame turned clockwise."""
    if turn is Turn.NONE:
        return frame
    return np.ascontiguousarray(cv2.rotate(frame, _TURNS[turn]))
