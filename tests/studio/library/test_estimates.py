"""What was learned about this machine: medians by kind and size, kept over a restart, without anybody's name."""

from pathlib import Path

import pytest
from doubles import grey, photo

from fitting_room.domain.tryon import Preset, RenderOptions
from fitting_room.studio.library.database import Database
from fitting_room.studio.library.estimates import SAMPLES, Estimates
from fitting_room.studio.messages import Dress, OpenPhoto, View
from fitting_room.studio.recipe import GarmentFile, Recipe

TEE = GarmentFile(Path("/wardrobe/tee.png"), "Tee")


def dress(stem: str, preset: Preset = Preset.BALANCED) -> Dress:
    return Dress(Recipe(photo(stem), (TEE,), RenderOptions(preset)))


def view(megapixels: float | None = None) -> View:
    return View(grey(1), megapixels=megapixels)


def test_nothing_is_claimed_about_work_that_was_never_done() -> None:
    estimates = Estimates()
    estimates.learn(dress("a"), view(1.0), 2.0)
    assert estimates.expect(OpenPhoto(photo("a"))) is None
    assert estimates.expect(dress("b", Preset.FINAL)) is None


def test_one_slow_job_changes_nothing() -> None:
    estimates = Estimates()
    for seconds in (2.0, 2.1, 60.0, 1.9, 2.0):
        estimates.learn(dress("a"), view(1.0), seconds)
    assert estimates.expect(dress("a")) == pytest.approx(2.0, abs=0.11)


def test_what_the_worker_remembered_is_not_taken_for_its_speed() -> None:
    estimates = Estimates()
    estimates.learn(OpenPhoto(photo("a")), view(1.0), 1.0)
    estimates.learn(dress("a"), view(1.0), 3.0)
    for _ in range(9):
        estimates.learn(dress("a"), view(1.0), 0.001)
    assert estimates.expect(dress("a")) == 3.0


def test_a_photo_that_is_understood_is_dressed_faster_until_the_worker_is_a_new_one() -> None:
    estimates = Estimates()
    estimates.learn(dress("a"), view(1.0), 5.0)
    estimates.learn(dress("a"), view(1.0), 1.0)
    assert estimates.expect(dress("a")) == 1.0
    assert estimates.expect(dress("b")) == 5.0
    estimates.forget_photos()
    assert estimates.expect(dress("a")) == 5.0


def test_sizes_between_those_that_were_seen_lie_between_them() -> None:
    estimates = Estimates()
    for stem, megapixels, seconds in (("small", 1.0, 2.0), ("large", 16.0, 10.0)):
        estimates.learn(OpenPhoto(photo(stem)), view(megapixels), 1.0)
        estimates.learn(dress(stem), view(megapixels), seconds)
    for stem, megapixels, expected in (("middle", 4.0, 6.0), ("tiny", 0.1, 2.0), ("huge", 99.0, 10.0)):
        estimates.learn(OpenPhoto(photo(stem)), view(megapixels), 1.0)
        assert estimates.expect(dress(stem)) == pytest.approx(expected)


def test_it_is_kept_over_a_restart_and_does_not_grow(tmp_path: Path) -> None:
    with Database.open(tmp_path / "library.sqlite") as database:
        estimates = Estimates(database)
        for number in range(3 * SAMPLES):
            estimates.learn(OpenPhoto(photo(str(number))), view(1.0), float(number + 1))
    with Database.open(tmp_path / "library.sqlite") as database:
        assert Estimates(database).expect(OpenPhoto(photo("x"))) == 3 * SAMPLES - SAMPLES // 2
        assert len(database.rows("SELECT * FROM job_seconds")) == SAMPLES


def test_nothing_on_file_names_a_person_or_a_picture(tmp_path: Path) -> None:
    with Database.open(tmp_path / "library.sqlite") as database:
        Estimates(database).learn(dress("anna"), view(1.0), 2.0)
        rows = [tuple(row) for row in database.rows("SELECT kind, megapixels, seconds FROM job_seconds")]
    assert rows == [("Dress warp balanced 1 new", 1.0, 2.0)]


def test_a_library_that_cannot_be_written_costs_no_job(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Database.open(tmp_path / "library.sqlite") as database:
        estimates = Estimates(database)
        database.execute("PRAGMA query_only = ON")
        estimates.learn(dress("a"), view(1.0), 2.0)
        assert estimates.expect(dress("b")) == 2.0
    assert "not remembered" in caplog.text
