"""The system's cameras: their list, and why one does not open."""

import os
from collections import deque
from pathlib import Path

import cv2
import numpy as np
import pytest

from fitting_room.domain.errors import CameraLost
from fitting_room.studio.camera import webcams
from fitting_room.studio.camera.camera import Trouble, Webcam
from fitting_room.studio.camera.webcams import MISSED, WebCamera, list_webcams


class Capture:
    """Plays OpenCV's part."""

    def __init__(self, opened: bool = True, frames: int = 0) -> None:
        self.opened, self.frames = opened, frames

    def isOpened(self) -> bool:
        return self.opened

    def set(self, *_: object) -> bool:
        return True

    def read(self) -> tuple[bool, np.ndarray | None]:
        self.frames -= 1
        return (True, np.full((4, 6, 3), (255, 0, 0), np.uint8)) if self.frames >= 0 else (False, None)

    def release(self) -> None:
        self.opened = False


@pytest.fixture
def devices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine like Linux with /dev/video0 plugged in."""
    monkeypatch.setattr(webcams.sys, "platform", "linux")
    (tmp_path / "video0").touch()
    return tmp_path


def play(monkeypatch: pytest.MonkeyPatch, capture: Capture) -> None:
    monkeypatch.setattr(cv2, "VideoCapture", lambda *_: capture)


def test_linux_names_its_cameras_and_leaves_out_their_second_devices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, name, index in (
        (2, "Integrated Camera: Integrated C", 0),
        (3, "Integrated Camera: Integrated C", 1),
        (0, "HD Pro Webcam C920", 0),
    ):
        folder = tmp_path / f"video{number}"
        folder.mkdir()
        (folder / "name").write_text(f"{name}\n")
        (folder / "index").write_text(f"{index}\n")
    monkeypatch.setattr(webcams.sys, "platform", "linux")
    monkeypatch.setattr(webcams, "SYSTEM_LIST", tmp_path)
    assert list_webcams() == (Webcam(0, "HD Pro Webcam C920"), Webcam(2, "Integrated Camera"))


def test_elsewhere_numbers_are_tried_without_touching_the_camera_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webcams.sys, "platform", "win32")
    tried = []

    def open_number(number: int, _backend: int) -> Capture:
        tried.append(number)
        return Capture(opened=number == 2)

    monkeypatch.setattr(cv2, "VideoCapture", open_number)
    used = Webcam(1, "mine")
    assert list_webcams(used) == (used, Webcam(2))
    assert 1 not in tried


def test_frames_are_rgb(devices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    play(monkeypatch, Capture(frames=1))
    frame = WebCamera(Webcam(0), devices).read()
    assert frame is not None
    assert frame[0, 0].tolist() == [0, 0, 255]


def test_a_missing_device_a_forbidden_one_and_a_busy_one_are_told_apart(
    devices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(monkeypatch, Capture(opened=False))

    def trouble(number: int) -> str:
        with pytest.raises(CameraLost) as error:
            WebCamera(Webcam(number), devices)
        return error.value.trouble

    assert trouble(5) == Trouble.NONE_FOUND
    assert trouble(0) == Trouble.BUSY
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert trouble(0) == Trouble.DENIED
    monkeypatch.setattr(webcams.sys, "platform", "darwin")
    assert trouble(0) == Trouble.DENIED


def test_an_unplugged_camera_is_noticed_at_once(devices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    play(monkeypatch, Capture(frames=1))
    camera = WebCamera(Webcam(0), devices)
    camera.read()
    (devices / "video0").unlink()
    with pytest.raises(CameraLost) as error:
        camera.read()
    assert error.value.trouble == Trouble.UNPLUGGED


def test_a_few_missed_frames_are_forgiven(devices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    play(monkeypatch, capture := Capture(frames=0))
    camera = WebCamera(Webcam(0), devices)
    assert [camera.read() for _ in range(MISSED - 1)] == [None] * (MISSED - 1)
    capture.frames = 1
    assert camera.read() is not None
    with pytest.raises(CameraLost) as error:
        deque((camera.read() for _ in range(MISSED)), maxlen=0)
    assert error.value.trouble == Trouble.BUSY
