"""`fitting-room animate`: its words, its film, and what Ctrl+C keeps."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import pytest

from fitting_room import cli
from fitting_room.cli.animate import PRESETS, kept_at_interrupt
from fitting_room.domain.job import Report
from fitting_room.domain.tryon import Preset
from fitting_room.motion.library import BUNDLED
from fitting_room.resources import assets
from fitting_room.studio.animators import ANIMATORS

LOOK = assets() / "demo" / "people" / "anna.png"
SMALL = ("--size", "256x400", "--fps", "8")


def run(*arguments: str | Path) -> int:
    return cli.main([str(argument) for argument in arguments], open_window=lambda _: 7)


def count(path: Path) -> int:
    with av.open(str(path)) as film:
        return len(list(film.decode(video=0)))


def test_a_picture_becomes_a_film(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    film = tmp_path / "clip.webm"
    assert run("animate", LOOK, "--motion", "raise", "--seconds", "1", *SMALL, "-o", film) == cli.DONE
    said = capfd.readouterr()
    assert said.out == f"{film}\n"
    assert "1.0 seconds, 256x400, 8 frames per second, by puppet." in said.err
    assert count(film) == 8
    assert set(PRESETS) == set(Preset)


def test_every_motion_and_animator_is_listed(capfd: pytest.CaptureFixture[str]) -> None:
    assert run("animate", "--list-motions") == cli.DONE
    said = capfd.readouterr().out
    assert all(name in said for name in (*BUNDLED, *(card.id for card in ANIMATORS)))


@pytest.mark.parametrize("wrong", [("--size", "7x7"), ("--fps", "0"), ("--seconds", "900"), ("--preset", "best"), ()])
def test_wrong_use_is_said(wrong: tuple[str, ...], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("animate", *([LOOK] if wrong else []), *wrong)
    assert stopped.value.code == cli.WRONG_USE


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (("--motion", "moonwalk"), "There is no motion “moonwalk”."),
        (("--animator", "marionette"), "There is no animator “marionette”."),
        (("-o", "clip.avi"), "Films cannot be saved as “.avi”."),
    ],
)
def test_what_cannot_be_done_is_said_before_any_work(
    wrong: tuple[str, ...], sentence: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("animate", LOOK, "-o", tmp_path / "clip.mp4", *wrong) == cli.CANNOT
    assert sentence in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_keeps_the_frames_that_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    steps: list[float] = []

    @contextmanager
    def pressed(estimated: bool) -> Iterator[Report]:
        def report(stage: str, fraction: float) -> None:
            steps.extend([fraction] if stage == "animate" else [])
            if len(steps) == 9:
                signal.raise_signal(signal.SIGINT)

        yield report

    monkeypatch.setattr("fitting_room.cli.animate.progress", pressed)
    film = tmp_path / "clip.mp4"
    assert run("animate", LOOK, "--seconds", "60", *SMALL, "-o", film) == cli.INTERRUPTED
    said = capfd.readouterr()
    assert said.out == f"{film}\n"
    assert 1 <= count(film) < 10
    assert f"{count(film)} of 480 frames were kept" in said.err


@pytest.mark.parametrize("frames", [0, 1])
def test_ctrl_c_without_a_frame_or_twice_keeps_nothing(frames: int) -> None:
    with kept_at_interrupt() as enough:
        for _ in range(frames):
            assert not enough()
            signal.raise_signal(signal.SIGINT)
            assert enough()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
