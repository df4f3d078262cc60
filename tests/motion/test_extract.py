"""Films of people become motions; what is no film, or shows nobody, becomes one sentence."""

import struct
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from fitting_room.cli import CANNOT, DONE, main
from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Joint
from fitting_room.domain.decoding import open_picture
from fitting_room.domain.errors import UnsuitableMotion
from fitting_room.domain.job import Cancelled
from fitting_room.motion.check import check_motion
from fitting_room.motion.extract import extract_motion, read_film
from fitting_room.motion.library import read_motion
from fitting_room.resources import assets

WIDTH, HEIGHT = 360, 480
ROOM = 205


@pytest.fixture(scope="module")
def walker() -> RgbImage:
    """A bundled person, small."""
    picture = open_picture(assets() / "demo" / "people" / "marco.png")
    return resized(picture, 0.95 * HEIGHT / picture.shape[0])


def resized(picture: RgbImage, scale: float) -> RgbImage:
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def scene(person: RgbImage | None, at: float, other: RgbImage | None = None, other_at: float = 0) -> RgbImage:
    """A picture of the room with somebody so many pixels from its left edge, and perhaps somebody smaller."""
    frame = np.full((HEIGHT, WIDTH, 3), ROOM, np.uint8)
    for who, left in ((other, other_at), (person, at)):
        if who is None:
            continue
        height, width = who.shape[:2]
        x = int(left)
        begin, end = max(-x, 0), min(width, WIDTH - x)
        if begin < end:
            frame[HEIGHT - height :, x + begin : x + end] = who[:, begin:end]
    return frame


def write(path: Path, frames: Sequence[RgbImage], times: Sequence[float]) -> Path:
    """A film whose frames are shown at these seconds."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=30, options={"crf": "22", "preset": "ultrafast"})
        stream.height, stream.width = frames[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        for pixels, time in zip(frames, times, strict=True):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24")
            frame.pts, frame.time_base = round(time * 1000), Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


@pytest.fixture(scope="module")
def crossing(walker: RgbImage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody glides to the right at 40 pixels a second, filmed at a rate that varies."""
    times = np.cumsum([0.0, *[0.06, 0.1, 0.14] * 6])
    frames = [scene(walker, 20 + 40 * time) for time in times]
    return write(tmp_path_factory.mktemp("film") / "crossing.mp4", frames, times.tolist())


def test_a_film_at_a_varying_rate_becomes_a_motion_in_true_time(crossing: Path) -> None:
    told: list[float] = []
    found = extract_motion(crossing, "Glide", report=lambda _, share: told.append(share))
    motion = found.motion
    assert motion.name == "Glide"
    assert motion.fps == 24
    assert motion.seconds == pytest.approx(1.8, abs=0.15)
    assert motion.depth is not None
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert found.notices == ()
    hips = motion.keypoints[:, [Joint.LEFT_HIP, Joint.RIGHT_HIP], 0].mean(1)
    speed = np.diff(hips)[4:-4] * 24
    assert speed.mean() > 0
    assert np.abs(speed / speed.mean() - 1).mean() < 0.2
    assert np.ptp(motion.keypoints[:, Joint.NECK, 1]) < 0.06


def turned_by_its_header(film: Path, path: Path) -> Path:
    """The same film, its pixels as they are, with a quarter turn to the right written in its track's header."""
    data = bytearray(film.read_bytes())
    header = data.index(b"tkhd")
    matrix = header + 4 + (52 if data[header + 4] == 1 else 40)
    struct.pack_into(">9i", data, matrix, 0, 65536, 0, -65536, 0, 0, 0, 0, 1 << 30)
    path.write_bytes(data)
    return path


def test_a_film_that_says_how_it_is_held_is_seen_upright(walker: RgbImage, tmp_path: Path) -> None:
    times = [0.0, 0.1, 0.2]
    lying = [np.rot90(scene(walker, 40), 1) for _ in times]  # A telephone on its side: turned left as it is stored.
    film = turned_by_its_header(write(tmp_path / "stored.mp4", lying, times), tmp_path / "held.mp4")
    for _, _, frame in read_film(film):
        assert frame.shape == (HEIGHT, WIDTH, 3)
        assert np.abs(frame.astype(int) - scene(walker, 40)).mean() < 6


def test_large_and_quick_films_are_looked_at_small_and_not_too_often(tmp_path: Path) -> None:
    frames = [np.full((720, 1600, 3), 90, np.uint8)] * 30
    seen = list(read_film(write(tmp_path / "large.mp4", frames, [number / 60 for number in range(30)])))
    assert 10 <= len(seen) <= 16
    assert seen[0][2].shape == (324, 720, 3)
    later = list(read_film(tmp_path / "large.mp4", start=0.25))
    assert 0.25 <= later[0][0] < 0.3


@pytest.fixture(scope="module")
def two(walker: RgbImage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody stands, and a child walks by behind them."""
    child = resized(walker, 0.55)
    frames = [scene(walker, 100 + number % 3, child, 24 * number - 30) for number in range(12)]
    return write(tmp_path_factory.mktemp("film") / "two.mp4", frames, [number / 10 for number in range(12)])


def test_the_command_follows_the_larger_person_and_writes_no_pixels(
    two: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "stand.json"
    assert main(["motion", str(two), "-o", str(target), "--name", "Stand"], lambda _: 1) == DONE
    said = capsys.readouterr()
    assert said.out == f"{target}\n"
    assert "2 people are in the film; the largest is followed." in said.err
    motion = read_motion(target)
    assert motion.name == "Stand"
    assert target.stat().st_size < 100_000
    assert np.abs(motion.keypoints[:, [Joint.LEFT_HIP, Joint.RIGHT_HIP], :2].mean(1)).max() < 0.15
    assert main(["motion", str(tmp_path / "none.mp4")], lambda _: 1) == CANNOT


def test_a_cut_ends_a_motion_and_the_longest_part_is_taken(walker: RgbImage, tmp_path: Path) -> None:
    far = resized(walker, 0.5)
    times = [number / 10 for number in range(20)]
    frames = [scene(far, 20 + 3 * number) if number < 3 else scene(walker, 60 + 3 * number) for number in range(20)]
    found = extract_motion(write(tmp_path / "cut.mp4", frames, times))
    assert 0.3 <= found.start <= 0.9
    check_motion(found.motion)


def test_a_stopped_search_leaves_nothing(crossing: Path) -> None:
    def stop(_: str, share: float) -> None:
        if share > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        extract_motion(crossing, report=stop)


@pytest.fixture
def unsuitable(tmp_path: Path, walker: RgbImage) -> dict[str, Path]:
    files = {
        name: tmp_path / f"{name}.mp4" for name in ("text", "half", "sound", "empty", "gone", "picture", "glimpse")
    }
    files["text"].write_text("no film " * 100)
    empty = write(files["empty"], [scene(None, 0)] * 3, [0, 0.2, 0.4])
    files["half"].write_bytes(empty.read_bytes()[:400])
    files["picture"] = files["picture"].with_suffix(".png")
    cv2.imwrite(str(files["picture"]), walker)
    write(files["glimpse"], [scene(walker, 40 + 2 * number) for number in range(4)], [0, 0.1, 0.2, 0.3])
    with av.open(str(files["sound"]), "w") as container:
        stream = container.add_stream("aac", rate=44100)
        sound = av.AudioFrame.from_ndarray(np.zeros((2, 1024), np.float32), format="fltp", layout="stereo")
        sound.sample_rate = 44100
        container.mux(stream.encode(sound))
        container.mux(stream.encode())
    return files


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("text", "cannot be read"),
        ("half", "cannot be read"),
        ("gone", "cannot be read"),
        ("sound", "no film in"),
        ("empty", "Nobody can be followed"),
        ("picture", "Nobody can be followed|shorter than a second"),
        ("glimpse", "shorter than a second"),
    ],
)
def test_what_shows_no_motion_is_one_sentence(unsuitable: dict[str, Path], name: str, sentence: str) -> None:
    with pytest.raises(UnsuitableMotion, match=sentence):
        extract_motion(unsuitable[name])


def test_a_film_of_a_real_person_becomes_a_motion(shared: Path) -> None:
    path = shared / "video" / "squats.mp4"
    if not path.is_file():
        pytest.skip("needs the shared films")
    motion = extract_motion(path, seconds=2.5).motion
    assert motion.seconds == pytest.approx(2.5, abs=0.1)
    knees = motion.keypoints[:, Joint.LEFT_KNEE, 1] - motion.keypoints[:, Joint.LEFT_HIP, 1]
    assert knees.min() < 0.5 * knees.max()
