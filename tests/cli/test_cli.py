"""The command line: its words, its files and its exit codes."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from fitting_room import cli
from fitting_room.domain.decoding import open_picture
from fitting_room.domain.garment import Category
from fitting_room.domain.tryon import Fit, Preset
from fitting_room.resources import assets
from fitting_room.settings import HOME_VARIABLE
from fitting_room.studio import catalog, demo

PEOPLE = assets() / "demo/people"
GARMENTS = assets() / "demo/garments"


def run(*arguments: str | Path) -> int:
    return cli.main([str(argument) for argument in arguments], open_window=lambda _: 7)


def test_the_words_of_the_command_line_are_those_of_the_domain() -> None:
    assert set(cli.CATEGORIES) == set(Category)
    assert set(cli.PRESETS) == set(Preset)
    assert set(cli.FITS) == set(Fit)
    assert tuple(card.id for card in catalog.ENGINES) == cli.ENGINES


def test_an_engine_without_its_model_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    assert run("try", PEOPLE / "kofi.png", "--top", GARMENTS / "tops/tee_bolt.png", "--engine", "fashn") == cli.CANNOT
    assert "fitting-room models install fashn" in capfd.readouterr().err


def test_help_names_every_command_and_imports_nothing_heavy() -> None:
    script = (
        "import sys\nfrom fitting_room import cli\nprint(cli.make_parser().format_help())\n"
        "print('HEAVY', sorted({'numpy', 'cv2', 'PIL', 'PySide6', 'mediapipe'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert "HEAVY []" in said
    for command in ("try", "inspect", "garment", "demo", "doctor", "window"):
        assert f"    {command} " in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["try", "me.jpg"],
        ["try", "me.jpg", "--dress", "d.png", "--top", "t.png"],
        ["try", "me.jpg", "--top", "t.png", "--fit", "baggy"],
        ["garment"],
        ["dance"],
    ],
)
def test_wrong_use_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        run(*arguments)
    assert leaving.value.code == cli.WRONG_USE
    assert "usage:" in capsys.readouterr().err


def test_what_cannot_be_done_exits_with_3_and_two_sentences(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code = run("try", tmp_path / "[nobody].jpg", "--top", GARMENTS / "tops/tee_sun.png", "-o", tmp_path / "look.png")
    assert code == cli.CANNOT
    said = capfd.readouterr()
    assert said.out == ""
    assert "There is no file “[nobody].jpg”." in said.err
    assert "Check the name" in said.err
    assert not (tmp_path / "look.png").exists()


def test_ctrl_c_exits_with_130(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "render_demo", interrupt)
    assert run("demo", "-o", tmp_path) == cli.INTERRUPTED


def test_a_part_that_cannot_be_loaded_points_to_the_doctor(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fail(*_: object) -> None:
        raise ImportError("libGL.so.1: cannot open shared object file")

    monkeypatch.setattr(demo, "render_demo", fail)
    assert run("demo", "-o", tmp_path) == cli.CANNOT
    said = capfd.readouterr().err
    assert "libGL.so.1" in said
    assert "fitting-room doctor" in said


def test_window_opens_the_window() -> None:
    assert run("window") == 7


def test_without_a_command_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == cli.DONE
    assert "fitting-room try" in capsys.readouterr().out


def test_try_writes_the_look_the_steps_and_the_changed_map(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    photo, top = PEOPLE / "kofi.png", GARMENTS / "tops/tee_bolt.png"
    look, steps, changed = (tmp_path / f"{name}.png" for name in ("look", "steps", "changed"))
    assert run("try", photo, "--top", top, "-o", look, "--steps", steps, "--changed", changed) == cli.DONE
    said = capfd.readouterr()
    assert said.out.split() == [str(look), str(steps), str(changed)]
    assert "Fitting the garment..." in said.err
    before, after = open_picture(photo), open_picture(look)
    may_differ = open_picture(changed)[..., 0] > 0
    assert after.shape == before.shape
    assert np.array_equal(after[~may_differ], before[~may_differ])
    assert 0.02 < may_differ.mean() < 0.5
    assert min(open_picture(steps).shape[:2]) > 1000


def test_inspect_says_what_a_photo_is_good_for(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run("inspect", PEOPLE / "anna.png", "-o", tmp_path / "anna.png") == cli.DONE
    said = capfd.readouterr().out
    assert "768 x 1024" in said
    assert said.count("yes") == len(Category)
    assert open_picture(tmp_path / "anna.png").shape == (1024, 768, 3)


def test_garment_inspect_says_what_it_is(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = GARMENTS / "bottoms/jeans_blue.png"
    assert run("garment", "inspect", file, "-o", tmp_path / "jeans.png") == cli.DONE
    said = capfd.readouterr().out
    assert "bottoms" in said
    assert "ankle" in said
    assert "crotch" in said
    assert (tmp_path / "jeans.png").exists()


def test_doctor_finds_this_installation_in_order(capfd: pytest.CaptureFixture[str]) -> None:
    assert run("doctor") == cli.DONE, capfd.readouterr().err
