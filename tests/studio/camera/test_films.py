"""Films stand in for cameras: real time, endless or ending, and never a surprise."""

import pickle
from collections import deque
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from fitting_room.domain.errors import CameraLost
from fitting_room.studio.camera.camera import Film, Trouble, Turn, Webcam, lost
from fitting_room.studio.camera.films import Pace, PictureFilm, open_film
from fitting_room.studio.camera.opening import open_camera, turned

FAST = 1000.0


class Clock:
    """Time that only passes when somebody sleeps or works."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def walk(tmp_path: Path) -> Path:
    """A folder of three pictures: red 10, 20, 30; and a file that is no picture."""
    for number in (1, 2, 3):
        cv2.imwrite(str(tmp_path / f"{number}.png"), np.full((256, 256, 3), (0, 0, 10 * number), np.uint8))
    (tmp_path / "notes.txt").write_text("no picture")
    return tmp_path


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """A video of 10 frames that become lighter."""
    path = tmp_path / "clip.mp4"
    video = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 25.0, (64, 48))
    for number in range(10):
        video.write(np.full((48, 64, 3), 20 * number, np.uint8))
    video.release()
    return path


def test_frames_come_at_the_films_own_rate() -> None:
    clock = Clock()
    pace = Pace(10.0, clock, clock.sleep)
    steps = [pace.next() for _ in range(5)]
    assert steps == [1, 1, 1, 1, 1]
    assert clock.now == pytest.approx(100.4)


def test_frames_that_nobody_fetched_in_time_are_gone() -> None:
    clock = Clock()
    pace = Pace(10.0, clock, clock.sleep)
    pace.next()
    clock.now += 0.55
    assert pace.next() == 5
    assert pace.next() == 1


def test_pictures_come_in_the_order_of_their_names_and_begin_again(walk: Path) -> None:
    film = PictureFilm(Film(walk, rate=FAST))
    film._pace = Pace(1.0, clock := Clock(), clock.sleep)
    reds = [film.read()[0, 0, 0] for _ in range(4)]
    assert reds == [10, 20, 30, 10]


def test_a_pattern_chooses_pictures(walk: Path) -> None:
    camera = open_film(Film(walk / "[23].png", rate=FAST))
    assert camera.read()[0, 0, 0] in (20, 30)
    camera = open_film(Film(walk / "2*.png", rate=FAST))
    assert camera.read()[0, 0].tolist() == [20, 0, 0]


def test_a_picture_that_is_damaged_is_a_frame_missed(walk: Path) -> None:
    (walk / "0.png").write_bytes(b"no picture either")
    assert open_film(Film(walk, rate=FAST)).read() is None


def test_a_film_that_does_not_loop_is_unplugged_at_its_end(walk: Path, clip: Path) -> None:
    for path in (walk, clip):
        camera = open_film(Film(path, rate=FAST, loops=False))
        with pytest.raises(CameraLost) as error:
            deque((camera.read() for _ in range(20)), maxlen=0)
        assert error.value.trouble == Trouble.UNPLUGGED
        camera.close()


def test_a_video_gives_rgb_and_begins_again(clip: Path) -> None:
    camera = open_film(Film(clip, rate=200.0))
    frames = [camera.read() for _ in range(30)]
    camera.close()
    assert all(frame.shape == (48, 64, 3) and frame.dtype == np.uint8 for frame in frames)
    greys = [int(frame.mean()) for frame in frames]
    assert any(later < earlier - 50 for earlier, later in pairwise(greys))


@pytest.mark.parametrize("name", ["missing.mp4", "empty", "missing.png"])
def test_what_cannot_be_played_says_so(tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(CameraLost) as error:
        open_camera(Film(tmp_path / name))
    assert error.value.trouble == Trouble.UNREADABLE
    capfd.readouterr()


def test_frames_are_turned_clockwise() -> None:
    frame = np.zeros((2, 3, 3), np.uint8)
    frame[0, 0] = 255
    assert turned(frame, Turn.NONE) is frame
    for turn, (row, column) in ((Turn.RIGHT, (0, 1)), (Turn.OVER, (1, 2)), (Turn.LEFT, (2, 0))):
        assert turned(frame, turn)[row, column].tolist() == [255, 255, 255]


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_says_what_to_do_and_survives_a_pipe(trouble: Trouble) -> None:
    error = pickle.loads(pickle.dumps(lost(trouble)))
    assert error.trouble == trouble
    assert error.what.endswith(".")
    assert error.next_step.endswith(".")


def test_sources_have_names() -> None:
    assert Film(Path("/films/walk.mp4")).name == "walk.mp4"
    assert Webcam(2, "HD Camera").name == "HD Camera"
