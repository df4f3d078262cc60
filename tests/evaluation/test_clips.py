"""Everybody in every motion: nothing stops the run, and everything is told."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from fitting_room.domain.body import BodyLabel, Person, Photo
from fitting_room.domain.decoding import open_picture
from fitting_room.domain.geometry import Placement
from fitting_room.evaluation.__main__ import main as evaluation_main
from fitting_room.evaluation.face_likeness import FaceLikeness
from fitting_room.perception.person import understand_person
from fitting_room.resources import assets
from fitting_room.studio.export import save_picture

ANNA = assets() / "demo/people/anna.png"


def test_everybody_moves_or_is_refused_and_a_second_run_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people, out = tmp_path / "people", tmp_path / "out"
    people.mkdir()
    (people / "anna.png").symlink_to(ANNA)
    save_picture(np.full((400, 300, 3), 120, np.uint8), people / "wall.png")
    command = ["clips", str(people), "-o", str(out), "--motions", "idle,raise", "--seconds", "1", "--share", "0.3"]
    assert evaluation_main(command) == 0
    told = capsys.readouterr().out
    assert told.startswith("2 people: 2 clips, 2 refusals, 0 crashes")
    assert "wall: " in told
    clips = json.loads((out / "anna.json").read_text())
    assert [(clip["motion"], clip["frames"]) for clip in clips] == [("idle", 8), ("raise", 8)]
    assert open_picture(out / "anna.png").shape[1] > 300
    (people / "anna.png").unlink()
    (people / "anna.png").write_bytes(b"no picture any more")
    assert evaluation_main(command) == 0
    assert capsys.readouterr().out == told


@pytest.fixture(scope="module")
def anna() -> Person:
    pixels = open_picture(ANNA)
    return understand_person(Photo(Placement.shrink((pixels.shape[1], pixels.shape[0]), 1024).image(pixels)))


def test_a_face_that_was_only_moved_and_tilted_is_itself(anna: Person) -> None:
    turn = cv2.getRotationMatrix2D((300.0, 200.0), 4.0, 1.0)
    turn[:, 2] += (9, -5)
    height, width = anna.matte.shape
    moved = cv2.warpAffine(anna.photo.pixels, turn, (width, height), flags=cv2.INTER_CUBIC)
    assert FaceLikeness(anna).of(np.asarray(moved, np.uint8)) > 0.93


def test_a_face_that_was_smeared_is_another(anna: Person) -> None:
    smeared = anna.photo.pixels.copy()
    face = anna.parsing.where(BodyLabel.FACE)
    smeared[face] = cv2.GaussianBlur(smeared, (0, 0), 6)[face]
    assert FaceLikeness(anna).of(smeared) < 0.8
