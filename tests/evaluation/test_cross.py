"""Everybody in everything: nothing stops the run, and everything is told."""

from pathlib import Path

import numpy as np
import pytest
from doubles import dress_or_die
from PIL import Image

from fitting_room.domain.decoding import open_picture
from fitting_room.domain.garment import Category
from fitting_room.evaluation.__main__ import main as evaluation_main
from fitting_room.evaluation.cross import Fitting, Outcome, dress_everybody, find_pieces, summarise
from fitting_room.resources import assets
from fitting_room.studio.export import save_picture
from fitting_room.studio.sheet import THUMBNAILS

DEMO = assets() / "demo"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Somebody, and a wall."""
    folder = tmp_path / "people"
    folder.mkdir()
    (folder / "anna.png").symlink_to(DEMO / "people/anna.png")
    save_picture(np.full((400, 300, 3), 120, np.uint8), folder / "wall.png")
    return folder


@pytest.fixture
def garments(tmp_path: Path) -> Path:
    """A skirt with its mask, a T-shirt, and a file that is no picture."""
    folder = tmp_path / "garments"
    for category, name in (("tops", "tee_bolt"), ("bottoms", "skirt_plaid")):
        (folder / category).mkdir(parents=True)
        (folder / category / f"{name}.png").symlink_to(DEMO / f"garments/{category}/{name}.png")
    (folder / "bottoms" / "skirt_plaid_mask.png").touch()
    (folder / "tops" / "broken.png").write_bytes(b"no picture")
    return folder


def test_a_mask_is_no_garment(garments: Path) -> None:
    pieces = find_pieces(garments)
    assert [(piece.category, piece.path.stem) for piece in pieces] == [
        (Category.TOPS, "broken"),
        (Category.TOPS, "tee_bolt"),
        (Category.BOTTOMS, "skirt_plaid"),
    ]


def test_the_command_dresses_everybody_tells_what_was_refused_and_goes_on_where_it_stopped(
    people: Path, garments: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    command = ["cross", str(people), str(garments), "-o", str(out), "--size", "384"]
    assert evaluation_main(command) == 0
    summary = capsys.readouterr().out
    assert summary.startswith("2 people: 2 looks, 4 refusals, 0 crashes\n")
    assert "“broken.png” is not a picture. Choose a JPEG, PNG, WebP or HEIC file.\n    anna: broken\n" in summary
    assert "No person was found in this photo." in summary
    assert "    wall: 2 tops, 1 bottoms\n" in summary
    looks = sorted(path.name for path in (out / "looks" / "anna").iterdir())
    assert looks == ["bottoms_skirt_plaid.png", "tops_tee_bolt.png"]
    assert max(open_picture(out / "looks/anna/tops_tee_bolt.png").shape) == 384
    with Image.open(out / "anna.png") as of_four, Image.open(out / "wall.png") as of_two:
        assert of_four.height == of_two.height
        assert of_four.width > of_two.width > THUMBNAILS.tile_height

    written = (out / "anna.png").stat().st_mtime_ns
    (out / "wall.json").unlink()
    assert evaluation_main(command) == 0
    assert capsys.readouterr().out == summary
    assert (out / "anna.png").stat().st_mtime_ns == written


def test_a_process_that_dies_costs_one_person(tmp_path: Path) -> None:
    fittings = [Fitting(tmp_path / f"{name}.png", (), tmp_path, 384) for name in ("first", "crash", "bug", "last")]
    outcomes = {fitting.photo.stem: outcome for fitting, (outcome,) in dress_everybody(fittings, 1, dress_or_die)}
    assert [name for name, outcome in outcomes.items() if not outcome.failed] == ["first", "last"]
    assert outcomes["crash"].crash == "The process died."
    assert outcomes["bug"].reason == "Crash: IndexError: deep inside"


def test_a_crash_is_an_outcome_with_its_traceback() -> None:
    crash = "Traceback (most recent call last):\n  deep inside\nIndexError: 7\n"
    summary = summarise(
        [("anna", [Outcome("tops/tee", crash=crash), Outcome("tops/shirt"), Outcome("x", crash=crash)])]
    )
    assert summary.startswith("1 people: 1 looks, 0 refusals, 2 crashes\n\nCrash: IndexError: 7\n    anna: ")
    assert summary.count("deep inside") == 1


def test_an_empty_folder_is_said_and_not_summarised(tmp_path: Path, people: Path) -> None:
    assert evaluation_main(["cross", str(people), str(tmp_path / "people"), "-o", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()
