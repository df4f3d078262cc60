"""`fitting-room train` from data set to weights."""

import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest
from tiny_courses import shrink_daflow, write_viton_hd

from fitting_room import cli


def run(*words: str | Path) -> int:
    def no_window(asked: Namespace) -> int:
        raise AssertionError("no window was asked for")

    return cli.main([str(word) for word in words], no_window)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_viton_hd(tmp_path / "train", count=3)


def test_a_course_ends_with_weights_from_which_another_begins(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    shrink_daflow(monkeypatch)
    out = tmp_path / "out"
    options = ("--without-perceptual", "--size", "64x64", "--batch", "2", "--sheet-every", "0", "--held-out", "0.34")
    assert run("train", "daflow", data, "-o", out, *options, "--steps", "2", "--judge-every", "1") == cli.DONE
    said = capfd.readouterr()
    weights = out / "weights/daflow.safetensors"
    assert said.out == f"{weights}\n"
    assert "step 2 of 2" in said.err
    assert run("train", "daflow", data, "-o", out, *options, "--steps", "3", "--judge-every", "1") == cli.CANNOT
    assert "--resume" in capfd.readouterr().err
    again = ("--steps", "3", "--judge-every", "1", "--resume")
    assert run("train", "daflow", data, "-o", out, *options, *again) == cli.DONE
    begun = ("--steps", "1", "--begin", weights)
    assert run("train", "daflow", data, "-o", tmp_path / "next", *options, *begun) == cli.DONE


def test_without_the_weights_of_vgg_it_says_what_to_do(
    data: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("train", "daflow", data, "-o", tmp_path / "out") == cli.CANNOT
    assert "--without-perceptual" in capfd.readouterr().err


def test_a_malformed_data_set_is_refused_before_anything_is_written(
    data: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shrink_daflow(monkeypatch)
    guilty = data / "image/00001_00.jpg"
    guilty.write_bytes(guilty.read_bytes()[:-100])
    assert run("train", "daflow", data, "-o", tmp_path / "out", "--without-perceptual") == cli.CANNOT
    assert "00001_00.jpg" in capfd.readouterr().err
    assert not (tmp_path / "out").exists()


def test_its_help_loads_nothing_heavy() -> None:
    script = """
import sys
from fitting_room import cli
try:
    cli.main(["train", "daflow", "--help"], lambda asked: 0)
except SystemExit:
    pass
print("HEAVY", sorted({"torch", "numpy", "cv2", "accelerate", "diffusers"} & set(sys.modules)))
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120)
    assert "HEAVY []" in ran.stdout
    assert "--resume" in ran.stdout
