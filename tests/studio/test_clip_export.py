"""A film appears whole or not at all, plays everywhere, and says nothing about where it came from."""

import errno
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.errors import CannotSave, DiskFull
from fitting_room.domain.job import Cancelled
from fitting_room.studio.clip_export import ClipWriter, save_clip


def moving(count: int = 24, width: int = 96, height: int = 64) -> Iterator[RgbImage]:
    """A bright square that moves to the right before a gradient."""
    for index in range(count):
        frame = np.zeros((height, width, 3), np.uint8)
        frame[..., 2] = np.linspace(0, 200, width).astype(np.uint8)
        frame[20:40, index : index + 20] = (230, 180, 40)
        yield frame


@pytest.mark.parametrize(("ending", "codec"), [(".mp4", "h264"), (".webm", "vp9")])
def test_a_film_plays_at_its_speed_and_looks_like_its_frames(tmp_path: Path, ending: str, codec: str) -> None:
    path = save_clip(moving(), tmp_path / f"spin{ending}", 24)
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        assert codec in stream.codec_context.name
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert stream.average_rate == 24
        frames = [frame.to_ndarray(format="rgb24") for frame in film.decode(stream)]
    assert len(frames) == 24
    for have, want in zip(frames, moving(), strict=True):
        assert np.abs(have.astype(int) - want).mean() < 8
    assert list(tmp_path.iterdir()) == [path]


def test_an_mp4_starts_before_it_is_loaded_and_carries_no_names(tmp_path: Path) -> None:
    data = save_clip(moving(), tmp_path / "spin.mp4", 24).read_bytes()
    assert 0 < data.find(b"moov") < data.find(b"mdat")
    assert b"Lavf" not in data
    with av.open(str(tmp_path / "spin.mp4")) as film:
        assert "High" in str(film.streams.video[0].codec_context.profile)


def test_odd_sizes_can_be_saved(tmp_path: Path) -> None:
    with av.open(str(save_clip(moving(4, 95, 63), tmp_path / "odd.mp4", 24))) as film:
        stream = film.streams.video[0]
        assert (stream.width, stream.height) == (96, 64)


def test_a_gif_runs_for_ever_as_long_as_the_film(tmp_path: Path) -> None:
    with Image.open(save_clip(moving(), tmp_path / "spin.gif", 24)) as film:
        assert getattr(film, "n_frames", 1) == 12
        assert film.info["loop"] == 0
        assert 70 <= film.info["duration"] <= 90
        film.seek(6)
        first = np.asarray(film.convert("RGB"))
    want = list(moving())[12]
    assert np.abs(first.astype(int) - want).mean() < 12


def test_a_folder_holds_the_frames_themselves(tmp_path: Path) -> None:
    folder = save_clip(moving(3), tmp_path / "frames", 24)
    for path, want in zip(sorted(folder.iterdir()), moving(3), strict=True):
        np.testing.assert_array_equal(np.asarray(Image.open(path)), want)


@pytest.mark.parametrize("name", ["spin.mp4", "spin.webm", "spin.gif", "frames"])
def test_nothing_appears_where_it_is_cancelled(tmp_path: Path, name: str) -> None:
    def stop(stage: str, fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        save_clip(moving(), tmp_path / name, 24, report=stop)
    assert list(tmp_path.iterdir()) == []


def test_what_is_done_is_kept_where_it_is_finished_early(tmp_path: Path) -> None:
    with ClipWriter(tmp_path / "spin.mp4", 24) as film:
        for frame in list(moving())[:7]:
            film.add(frame)
        film.finish()
    with av.open(str(tmp_path / "spin.mp4")) as done:
        assert len(list(done.decode(video=0))) == 7


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(DiskFull):
        save_clip(moving(3), tmp_path / "spin.mp4", 24)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["spin.avi", "nowhere/spin.mp4", "nowhere/frames"])
def test_what_cannot_be_saved_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotSave):
        save_clip(moving(3), tmp_path / name, 24)
    assert list(tmp_path.iterdir()) == []
