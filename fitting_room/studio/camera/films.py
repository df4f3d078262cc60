"""Films in place of cameras: frames come in real time, and those that nobody fetched in time are gone."""

import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.decoding import open_picture
from fitting_room.domain.errors import BadPicture
from fitting_room.studio.camera.camera import Camera, Film, Trouble, lost

PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".bmp"}
RATE = 15.0
"""Frames per second of pictures, and of a video that does not say."""


class Pace:
    """Lets one frame through at a time, at the film's own rate.

    Args:
        rate: Frames per second.
        clock: Seconds that never go back.
        sleep: Waits for so many seconds.
    """

    def __init__(
        self, rate: float, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._rate, self._clock, self._sleep = rate, clock, sleep
        self._started: float | None = None
        self._shown = -1

    def next(self) -> int:
        """Wait until the next frame is due; returns how many frames lie between the last one and this one, from 1."""
        now = self._clock()
        if self._started is None:
            self._started = now
        due = int((now - self._started) * self._rate)
        if due <= self._shown:
            due = self._shown + 1
            self._sleep(max(0.0, self._started + due / self._rate - now))
        step, self._shown = due - self._shown, due
        return step


class VideoFilm:
    """A video file as a camera.

    Args:
        film: Which, and whether it loops.

    Raises:
        CameraLost: It cannot be played.
    """

    def __init__(self, film: Film) -> None:
        self._film = film
        self._video = cv2.VideoCapture(str(film.path), cv2.CAP_FFMPEG)
        if not self._video.isOpened():
            raise lost(Trouble.UNREADABLE)
        self._pace = Pace(film.rate or self._video.get(cv2.CAP_PROP_FPS) or RATE)

    def read(self) -> RgbImage | None:
        """As `Camera.read`."""
        for _ in range(self._pace.next() - 1):
            if not self._video.grab():
                break
        there, frame = self._video.read()
        if not there and self._film.loops:
            self._video.set(cv2.CAP_PROP_POS_FRAMES, 0)
            there, frame = self._video.read()
        if not there:
            raise lost(Trouble.UNPLUGGED)
        return np.asarray(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB), np.uint8)

    def close(self) -> None:
        """As `Camera.close`."""
        self._video.release()


class PictureFilm:
    """Pictures as a camera, in the order of their names.

    Args:
        film: Which, at what rate, and whether it loops.

    Raises:
        CameraLost: There are none.
    """

    def __init__(self, film: Film) -> None:
        self._film = film
        self._paths = _pictures(film.path)
        if not self._paths:
            raise lost(Trouble.UNREADABLE)
        self._pace = Pace(film.rate or RATE)
        self._at = -1

    def read(self) -> RgbImage | None:
        """As `Camera.read`."""
        self._at += self._pace.next()
        if self._at >= len(self._paths) and not self._film.loops:
            raise lost(Trouble.UNPLUGGED)
        try:
            return open_picture(self._paths[self._at % len(self._paths)])
        except BadPicture:
            return None

    def close(self) -> None:
        """As `Camera.close`."""


def open_film(film: Film) -> Camera:
    """Start a film.

    Raises:
        CameraLost: It cannot be played.
    """
    pictures = film.path.is_dir() or "*" in film.path.name or film.path.suffix.lower() in PICTURES
    return PictureFilm(film) if pictures else VideoFilm(film)


def _pictures(path: Path) -> list[Path]:
    """The pictures of a folder, of a pattern, or the one picture itself."""
    found = path.iterdir() if path.is_dir() else path.parent.glob(path.name)
    return sorted(each for each in found if each.suffix.lower() in PICTURES)
