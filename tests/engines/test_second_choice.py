"""Where a photoreal engine fails twice: through files, worker, perception, a tiny engine, and the warp engine.

The networks are real and random; what they paint changes the person, and every alarm is the real one.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from fitting_room.domain.decoding import open_picture
from fitting_room.domain.garment import Category
from fitting_room.domain.job import silent
from fitting_room.domain.tryon import Preset, RenderOptions
from fitting_room.engines.alarms import STILL_WRONG
from fitting_room.resources import assets
from fitting_room.studio import pipeline
from fitting_room.studio.messages import Dress, SaveLook, View
from fitting_room.studio.pipeline import STOOD_IN
from fitting_room.studio.recipe import GarmentFile, Recipe
from fitting_room.studio.worker import Studio


@pytest.fixture
def recipe() -> Recipe:
    tee = GarmentFile(assets() / "demo/garments/tops/tee_bolt.png", "Bolt", Category.TOPS)
    options = RenderOptions(Preset.DRAFT, samples=2)
    return Recipe(assets() / "demo/people/mei.png", (tee,), options, "fashn")


@pytest.fixture
def _tiny(make_tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = pipeline.make_engine
    monkeypatch.setattr(pipeline, "make_engine", lambda name: make_tiny(name) if name == "fashn" else honest(name))


def show(studio: Studio, recipe: Recipe) -> View:
    view = studio.carry_out(Dress(recipe), silent, lambda _: None)
    assert isinstance(view, View)
    return view


@pytest.mark.usefixtures("_tiny")
def test_the_warp_engine_stands_in_and_what_was_painted_can_still_be_chosen_and_made_again(
    recipe: Recipe, tmp_path: Path
) -> None:
    studio = Studio()
    shown = show(studio, recipe)
    assert STOOD_IN in shown.notices
    assert STILL_WRONG not in shown.notices
    warp = Recipe(recipe.photo, recipe.garments, RenderOptions(Preset.DRAFT))
    assert np.array_equal(shown.image, show(studio, warp).image)
    assert [sample.number for sample in shown.samples] == [None, 0, 1]
    assert all(sample.findings for sample in shown.samples[1:])

    chosen = replace(recipe, options=replace(recipe.options, sample=1))
    picture = show(studio, chosen)
    assert STOOD_IN not in picture.notices
    assert not np.array_equal(picture.image, shown.image)
    studio.carry_out(SaveLook(chosen, tmp_path / "chosen.png"), silent, lambda _: None)
    studio.close()

    another_day = Studio()
    again = show(another_day, Recipe.from_text(chosen.to_text()))
    assert np.array_equal(again.image, picture.image)
    assert np.array_equal(again.image, open_picture(tmp_path / "chosen.png"))
    assert STILL_WRONG in again.notices
    another_day.close()
