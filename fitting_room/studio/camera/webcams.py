"""The cameras of this machine, through OpenCV: their list, and frames from one of them."""

import os
import sys
from pathlib import Path

import cv2
import numpy as np

from fitting_room.domain.arrays import RgbImage
from fitting_room.studio.camera.camera import Trouble, Webcam, lost

BACKENDS = {"win32": cv2.CAP_DSHOW, "darwin": cv2.CAP_AVFOUNDATION, "linux": cv2.CAP_V4L2}
WANTED_SIZE = (1280, 720)
"""Enough for a good photo, and what nearly every webcam gives at 30 frames per second as MJPEG."""
MISSED = 15
"""So many frames missed in a row mean that the camera is gone."""
HIGHEST_NUMBER = 4
"""Where the system has no list, so many numbers are tried."""
SYSTEM_LIST = Path("/sys/class/video4linux")
DEVICES = Path("/dev")


def has_cheap_list() -> bool:
    """Whether `list_webcams` costs nothing; elsewhere it switches every camera on for a moment."""
    return sys.platform.startswith("linux")


def list_webcams(in_use: Webcam | None = None) -> tuple[Webcam, ...]:
    """The cameras that are plugged in, in the system's order.

    Args:
        in_use: One that is known to be there and must not be disturbed.
    """
    if has_cheap_list():
        return _listed(SYSTEM_LIST)
    found = []
    for number in range(HIGHEST_NUMBER):
        if in_use is not None and in_use.number == number:
            found.append(in_use)
        elif _opens(number):
            found.append(Webcam(number))
    return tuple(found)


class WebCamera:
    """One webcam.

    Args:
        webcam: Which.
        devices: Where the system keeps its devices.

    Raises:
        CameraLost: It is not there, may not be used, or gives nothing.
    """

    def __init__(self, webcam: Webcam, devices: Path = DEVICES) -> None:
        # Without this a camera that stops sending would block for ten seconds.
        os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "3")
        self._device = devices / f"video{webcam.number}"
        self._missed = 0
        self._capture = cv2.VideoCapture(webcam.number, _backend())
        if not self._capture.isOpened():
            raise lost(self._why_closed())
        self._capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, WANTED_SIZE[0])
        self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, WANTED_SIZE[1])
        self._capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)

    def read(self) -> RgbImage | None:
        """As `Camera.read`."""
        there, frame = self._capture.read()
        if there and frame is not None:
            self._missed = 0
            return np.asarray(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB), np.uint8)
        self._missed += 1
        if self._missed >= MISSED or self._is_gone():
            raise lost(Trouble.UNPLUGGED if self._is_gone() else Trouble.BUSY)
        return None

    def close(self) -> None:
        """As `Camera.close`."""
        self._capture.release()

    def _is_gone(self) -> bool:
        return has_cheap_list() and not self._device.exists()

    def _why_closed(self) -> Trouble:
        """Why the camera did not open; macOS says nothing, and there it is nearly always the permission."""
        if self._is_gone():
            return Trouble.NONE_FOUND
        if has_cheap_list():
            return Trouble.BUSY if os.access(self._device, os.R_OK | os.W_OK) else Trouble.DENIED
        return Trouble.DENIED if sys.platform == "darwin" else Trouble.BUSY


def _listed(folder: Path) -> tuple[Webcam, ...]:
    """Cameras in Linux's own list; a camera's second device carries no pictures."""
    found = []
    for device in folder.glob("video*"):
        number = device.name.removeprefix("video")
        if number.isdigit() and _text(device / "index", "0") == "0":
            # The kernel cuts names at 31 characters and often says them twice: "Integrated Camera: Integrated C".
            name = _text(device / "name", "").split(":")[0].strip()
            found.append(Webcam(int(number), name))
    return tuple(sorted(found, key=lambda webcam: webcam.number))


def _text(path: Path, otherwise: str) -> str:
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return otherwise


def _opens(number: int) -> bool:
    capture = cv2.VideoCapture(number, _backend())
    try:
        return bool(capture.isOpened())
    finally:
        capture.release()


def _backend() -> int:
    return BACKENDS.get(sys.platform, cv2.CAP_ANY)
