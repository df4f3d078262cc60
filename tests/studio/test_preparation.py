"""Folders of people and garments in the layout of VITON-HD."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fitting_room import cli
from fitting_room.domain.errors import CannotSave
from fitting_room.domain.job import Cancelled
from fitting_room.resources import assets
from fitting_room.studio.preparation import CLOTH_FOLDERS, PERSON_FOLDERS, prepare, voc_colour


@pytest.fixture
def sources(tmp_path: Path) -> tuple[Path, Path]:
    people, garments = tmp_path / "people", tmp_path / "garments"
    people.mkdir()
    garments.mkdir()
    shutil.copy(assets() / "demo/people/anna.png", people)
    (people / "torn.jpg").write_bytes(b"no picture")
    shutil.copy(assets() / "demo/garments/tops/tee_breton.png", garments)
    return people, garments


def test_a_person_and_a_garment_become_the_published_files_and_a_bad_picture_is_named(
    sources: tuple[Path, Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "test"
    command = ["prepare", *map(str, sources), "-o", str(out)]
    assert cli.main(command, open_window=lambda _: 7) == cli.CANNOT
    assert "torn.jpg" in capfd.readouterr().err
    written = sorted(path for path in out.rglob("*") if path.is_file())
    assert {path.parent.name for path in written} == {*PERSON_FOLDERS, *CLOTH_FOLDERS}
    for path in written:
        if path.suffix != ".json":
            with Image.open(path) as picture:
                assert picture.size == (768, 1024)
    assert (tmp_path / "test_pairs.txt").read_text() == "anna.jpg tee_breton.jpg\n"

    body = json.loads((out / "openpose_json/anna_keypoints.json").read_text())["people"][0]
    assert len(body["pose_keypoints_2d"]) == 75
    assert len(body["hand_left_keypoints_2d"]) == len(body["hand_right_keypoints_2d"]) == 63

    with Image.open(out / "image-parse-v3/anna.png") as labels:
        assert labels.mode == "P"
        assert tuple((labels.getpalette() or [])[15:18]) == voc_colour(5) == (128, 0, 128)
        assert 5 in np.unique(np.asarray(labels))
    with Image.open(out / "image-parse-agnostic-v3.2/anna.png") as agnostic:
        assert not np.isin(np.asarray(agnostic), (5, 6, 7, 10)).any()
    before = {path: path.stat().st_mtime_ns for path in written}
    assert [failure.source.name for failure in prepare(*sources, out)] == ["torn.jpg"]
    assert {path: path.stat().st_mtime_ns for path in written} == before


def test_it_can_be_stopped_and_goes_on(sources: tuple[Path, Path], tmp_path: Path) -> None:
    (sources[0] / "torn.jpg").unlink()

    def stop(stage: str, fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        prepare(*sources, tmp_path / "out", report=stop)
    assert prepare(*sources, tmp_path / "out") == ()
    assert (tmp_path / "out/agnostic-v3.2/anna.jpg").exists()
    assert (tmp_path / "out/cloth-mask/tee_breton.jpg").exists()


def test_pictures_that_would_become_one_are_named(sources: tuple[Path, Path], tmp_path: Path) -> None:
    (sources[0] / "anna.jpg").write_bytes(b"another")
    with pytest.raises(CannotSave, match=r"anna\.jpg.*anna\.png"):
        prepare(*sources, tmp_path / "out")
