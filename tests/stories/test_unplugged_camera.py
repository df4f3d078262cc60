"""A camera is unplugged while somebody looks: one sentence, and the mirror goes on when it is plugged in again."""

from collections.abc import Callable
from pathlib import Path

import cv2
import plugged_camera
import pytest
from driver import Driver

from fitting_room.domain.decoding import open_picture
from fitting_room.resources import assets
from fitting_room.studio.export import save_picture
from fitting_room.studio.mirror import asking


def test_the_camera_is_unplugged_and_plugged_in_again(
    open_room: Callable[..., Driver], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugged, unplugged = tmp_path / "camera.png", tmp_path / "unplugged.png"
    kofi = open_picture(assets() / "demo/people/kofi.png")
    save_picture(cv2.resize(kofi, (480, 640), interpolation=cv2.INTER_AREA), unplugged)
    monkeypatch.setenv(plugged_camera.PICTURE_VARIABLE, str(plugged))
    monkeypatch.setattr(asking, "_run", plugged_camera.run)
    driver = open_room()
    driver.click("Live mirror")
    driver.wait(lambda: driver.sees("No camera was found. Plug one in; it is used as soon as it is there."))
    assert not driver.button("Take the photo").isEnabled()

    unplugged.rename(plugged)
    driver.wait(lambda: driver.button("Take the photo").isEnabled())
    plugged.rename(unplugged)
    driver.wait(lambda: driver.sees("The camera was unplugged. Plug it in again; the mirror goes on by itself."))
    assert not driver.button("Take the photo").isEnabled()

    unplugged.rename(plugged)
    driver.wait(lambda: driver.button("Take the photo").isEnabled())
    driver.click("Take the photo")
    driver.wait(lambda: driver.sees("Use this photo"))
    driver.click("Use this photo")
    driver.wait(lambda: driver.sees("Wardrobe"))
    driver.settle()
    assert not driver.is_marked("Anna")
