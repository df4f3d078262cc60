"""The real workroom: what it remembers, and that saving writes the picture that was shown, at full size."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fitting_room.domain.decoding import open_picture
from fitting_room.domain.errors import UnsuitableMotion
from fitting_room.domain.job import Cancelled, silent
from fitting_room.studio import demo
from fitting_room.studio.export import save_picture
from fitting_room.studio.library.people import SMALL_SIDE, small_of
from fitting_room.studio.messages import Dress, KeepPhoto, OpenPhoto, ReadMotion, Saved, SaveLook, View
from fitting_room.studio.recipe import Recipe
from fitting_room.studio.worker import VIEW_SIDE, Shelf, Studio, fit_view


@pytest.fixture(scope="module")
def studio() -> Studio:
    return Studio()


@pytest.fixture(scope="module")
def unseen() -> Studio:
    """A workroom for one look that is never finished."""
    return Studio()


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    return demo.looks()["top"]


def carry_out(studio: Studio, order: OpenPhoto | Dress | SaveLook) -> View | Saved:
    return studio.carry_out(order, silent, lambda view: None)


def test_a_photo_is_shown_before_it_is_understood(studio: Studio, recipe: Recipe) -> None:
    story: list[str] = []
    studio.carry_out(OpenPhoto(recipe.photo), lambda stage, _: story.append(stage), lambda _: story.append("preview"))
    assert story.index("preview") < story.index("perception")


def test_what_is_saved_is_what_was_shown(studio: Studio, recipe: Recipe, tmp_path: Path) -> None:
    shown = carry_out(studio, Dress(recipe))
    saved = carry_out(studio, SaveLook(recipe, tmp_path / "look.png"))
    assert isinstance(shown, View)
    assert saved == Saved(tmp_path / "look.png")
    assert np.array_equal(open_picture(tmp_path / "look.png"), shown.image)


def test_the_same_look_is_made_once(studio: Studio, recipe: Recipe) -> None:
    carry_out(studio, Dress(recipe))
    story: list[str] = []
    studio.carry_out(Dress(recipe), lambda stage, _: story.append(stage), lambda _: None)
    assert story == []


def test_a_photo_that_changed_on_disk_is_read_again(studio: Studio, recipe: Recipe, tmp_path: Path) -> None:
    photo = tmp_path / "me.png"
    mine = Recipe(photo, recipe.garments)
    save_picture(open_picture(recipe.photo), photo)
    first = carry_out(studio, Dress(mine))
    save_picture(open_picture(demo.looks()["outfit"].photo), photo)
    carry_out(studio, OpenPhoto(photo))
    second = carry_out(studio, Dress(mine))
    assert isinstance(first, View)
    assert isinstance(second, View)
    assert not np.array_equal(first.image, second.image)


def test_a_kept_photo_has_the_same_pixels_a_small_picture_and_no_metadata(studio: Studio, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    picture = Image.fromarray(rng.integers(0, 256, (600, 450, 3), np.uint8))
    exif = Image.Exif()
    exif[0x010E] = "at home, 52.5 N 13.4 E"
    picture.save(tmp_path / "mine.png", exif=exif)
    kept = tmp_path / "kept.png"
    previews: list[View] = []
    assert studio.carry_out(KeepPhoto(tmp_path / "mine.png", kept), silent, previews.append) == Saved(kept)
    assert np.array_equal(open_picture(kept), np.asarray(picture))
    assert np.array_equal(previews[0].image, np.asarray(picture))
    assert open_picture(small_of(kept)).shape == (SMALL_SIDE, SMALL_SIDE * 3 // 4, 3)
    assert b"at home" not in kept.read_bytes() + small_of(kept).read_bytes()


def test_a_small_view_is_of_the_same_look(studio: Studio, recipe: Recipe) -> None:
    full, small = carry_out(studio, Dress(recipe)), carry_out(studio, Dress(recipe, side=300))
    assert isinstance(full, View)
    assert isinstance(small, View)
    assert max(small.image.shape[:2]) == 300
    assert np.array_equal(small.image, fit_view(full.image, 300))


def test_large_pictures_are_shown_smaller() -> None:
    assert fit_view(np.zeros((4000, 3000, 3), np.uint8)).shape == (VIEW_SIDE, VIEW_SIDE * 3 // 4, 3)
    assert fit_view(np.zeros((400, 300, 3), np.uint8)).shape == (400, 300, 3)


def test_a_shelf_keeps_what_was_used_last() -> None:
    shelf: Shelf[str, int] = Shelf(2)
    shelf.keep("a", 1)
    shelf.keep("b", 2)
    assert shelf.find("a") == 1
    shelf.keep("c", 3)
    assert shelf.find("b") is None
    assert shelf.find("a") == 1


def test_finding_the_person_can_be_stopped_between_its_steps(studio: Studio) -> None:
    fractions: list[float] = []

    def stop_in_the_middle(stage: str, fraction: float) -> None:
        fractions.append(fraction)
        if stage == "perception" and fraction > 0.6:
            raise Cancelled

    with pytest.raises(Cancelled):
        studio.carry_out(OpenPhoto(demo.people()[-1].path), stop_in_the_middle, lambda _: None)
    assert fractions == sorted(fractions)
    assert len(fractions) >= 4


@pytest.mark.parametrize(
    "last", ["opening", "garment", "perception", "agnostic", "underlay", "warp", "layers", "composite"]
)
def test_a_look_that_is_cancelled_ends_at_the_step_it_is_in(unseen: Studio, last: str) -> None:
    stages: list[str] = []

    def report(stage: str, fraction: float) -> None:
        stages.append(stage)
        if stage == last:
            raise Cancelled

    with pytest.raises(Cancelled):
        unseen.carry_out(Dress(demo.looks()["outfit"]), report, lambda view: None)
    assert stages.count(last) == 1
    assert stages[-1] == last


def test_long_stages_can_be_left_in_their_middle() -> None:
    stages: list[str] = []
    Studio().carry_out(
        Dress(demo.looks()["outfit"], side=200), lambda stage, _: stages.append(stage), lambda view: None
    )
    least = {"garment": 8, "perception": 12, "agnostic": 6, "warp": 4, "layers": 3, "composite": 3}
    assert {stage: stages.count(stage) for stage in least if stages.count(stage) < least[stage]} == {}


def test_a_film_that_is_none_is_refused(unseen: Studio, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_text("no film")
    with pytest.raises(UnsuitableMotion, match="cannot be read"):
        unseen.carry_out(ReadMotion(film), silent, lambda _: None)
