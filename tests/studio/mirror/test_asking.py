"""The real process: frames and events arrive, a crash costs a moment, nothing is left behind."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from fitting_room.studio.camera.camera import Film, Trouble
from fitting_room.studio.mirror.asking import MirrorProcess
from fitting_room.studio.mirror.messages import Event, Look, Lost, Opened


@pytest.fixture
def mirror() -> Iterator[MirrorProcess]:
    mirror = MirrorProcess()
    yield mirror
    mirror.close()


@pytest.fixture
def film(tmp_path: Path) -> Film:
    for number in range(3):
        cv2.imwrite(str(tmp_path / f"{number}.png"), np.full((300, 400, 3), 40 + number, np.uint8))
    return Film(tmp_path, rate=20.0)


def wait(mirror: MirrorProcess, condition: Callable[[list[Event]], object]) -> list[Event]:
    events: list[Event] = []
    deadline = time.monotonic() + 30
    while not condition(events):
        assert time.monotonic() < deadline, events
        events += mirror.poll()
        time.sleep(0.01)
    return events


def test_frames_come_from_the_process_and_it_survives_being_killed(mirror: MirrorProcess, film: Film) -> None:
    mirror.send(Look(film))
    wait(mirror, lambda events: any(isinstance(event, Opened) for event in events) and mirror.frame())
    first = mirror.process_id
    os.kill(first, signal.SIGKILL)
    events = wait(mirror, lambda events: any(isinstance(event, Opened) for event in events))
    assert [event.trouble for event in events if isinstance(event, Lost)] == [Trouble.BUSY]
    frames = []
    wait(mirror, lambda _: frames.append(mirror.frame()) or frames[-1])
    assert frames[-1].pixels.shape == (300, 400, 3)
    assert mirror.process_id != first


def test_closing_ends_the_process(film: Film) -> None:
    mirror = MirrorProcess()
    mirror.send(Look(film))
    process = mirror.process_id
    mirror.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
