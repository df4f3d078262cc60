"""A job is stopped, the worker dies, a camera is unplugged: one sentence at most, and the next click works."""

import multiprocessing
import os
import signal
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
from fitting_room.studio.queue import JobState

Open = Callable[..., Driver]


def is_at(driver: Driver, stage: str) -> bool:
    """Whether the worker says that it has come to a stage."""
    jobs = driver.running.backroom.jobs.queue.jobs
    return any(job.state is JobState.RUNNING and job.stage == stage for job in jobs)


def is_dressed(driver: Driver) -> bool:
    """Whether the person who is shown wears a look."""
    return driver.running.backroom.dressing.after is not None


def test_a_job_is_stopped_and_made_after_all(open_room: Open) -> None:
    driver = open_room()
    driver.begin_to_click("Breton T-shirt")
    driver.wait(lambda: is_at(driver, "garment"))
    assert driver.sees("Progress")
    driver.press("Esc")
    assert not is_dressed(driver)
    assert not driver.sees("Progress")
    assert driver.message == ""
    driver.press("Ctrl+Return")
    assert is_dressed(driver)


def test_the_worker_is_killed_and_the_next_click_works(open_room: Open) -> None:
    driver = open_room()
    driver.begin_to_click("Breton T-shirt")
    driver.wait(lambda: is_at(driver, "garment"))
    [worker] = [each for each in multiprocessing.active_children() if each.name == "fitting-room-worker"]
    assert worker.pid is not None
    os.kill(worker.pid, getattr(signal, "SIGKILL", signal.SIGTERM))  # On Windows either ends it at once.
    driver.settle()
    assert driver.message == "The part that makes the pictures stopped working. Try again."
    assert not is_dressed(driver)
    driver.click("Sunset T-shirt")
    assert is_dressed(driver)
    assert driver.message == ""


def test_the_camera_is_unplugged_and_plugged_in_again(
    open_room: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
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
    assert not driver.sees("The camera was unplugged. Plug it in again; the mirror goes on by itself.")
    driver.click("Take the photo")
    driver.wait(lambda: driver.sees("Use this photo"))
    driver.click("Use this photo")
    driver.wait(lambda: driver.sees("Wardrobe"))
    driver.settle()
    assert not driver.is_marked("Anna"), "whoever stood before the camera is dressed now"
