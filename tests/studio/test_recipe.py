"""Recipes in writing: they come back whole, and what cannot be read says so."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitting_room.domain.errors import BadRecipe
from fitting_room.domain.garment import Category, HemLength, SleeveLength
from fitting_room.domain.mask_edit import Handle, MaskEdit, Protection, Region, Stroke, Tool
from fitting_room.domain.tryon import MOST_SAMPLES, Fit, Preset, RenderOptions
from fitting_room.resources import assets
from fitting_room.studio.recipe import FORMAT, GarmentFile, Recipe

paths = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1).map(Path)
garments = st.builds(
    GarmentFile,
    paths,
    st.text(st.characters(exclude_categories=["Cs"])),
    st.none() | st.sampled_from(Category),
    st.none() | st.sampled_from(SleeveLength),
    st.none() | st.sampled_from(HemLength),
    st.none() | paths,
)
region = st.just(Region(Tool.ERASER, (((0.1, 0.1), (0.5, 0.1), (0.3, 0.4)),)))
strokes = region | st.builds(Stroke, st.sampled_from(Tool), st.just(((0.25, 0.5), (0.3, 0.5))), st.floats(0.001, 1.0))
edits = st.builds(
    MaskEdit,
    sleeve=st.floats(-0.5, 0.5),
    strokes=st.lists(strokes, max_size=2).map(tuple),
    lifted=st.frozensets(st.sampled_from(Protection)),
)
recipes = st.builds(
    Recipe,
    paths,
    st.lists(garments, max_size=2).map(tuple),
    st.builds(
        RenderOptions,
        st.sampled_from(Preset),
        st.sampled_from(Fit),
        st.sampled_from([None, True, False]),
        st.integers(),
        st.just(MOST_SAMPLES),
        st.none() | st.integers(0, MOST_SAMPLES - 1),
    )
    | st.builds(RenderOptions, samples=st.integers(1, MOST_SAMPLES)),
    st.sampled_from(["warp", "another"]),
    edits,
)
FULL = Recipe(
    Path("/photos/민지.png"),
    (
        GarmentFile(
            Path("/wardrobe/tee.png"), "Tee", Category.TOPS, SleeveLength.SHORT, back=Path("/wardrobe/tee-back.png")
        ),
    ),
    RenderOptions(tuck=False, samples=2, sample=1),
    mask_edit=MaskEdit().moved(Handle.HEM, 0.1),
)


@given(recipes)
def test_a_recipe_comes_back_whole(recipe: Recipe) -> None:
    again = Recipe.from_text(recipe.to_text())
    assert again == recipe
    assert again.to_text() == recipe.to_text()


def test_every_field_that_shapes_the_picture_is_written() -> None:
    """A field that somebody adds and does not write would be lost without a word."""
    written = json.loads(FULL.to_text())
    assert set(written) - {"format"} == {field.name for field in dataclasses.fields(Recipe)}
    assert set(written["options"]) == {field.name for field in dataclasses.fields(RenderOptions)}
    assert set(written["garments"][0]) == {field.name for field in dataclasses.fields(GarmentFile)}


def test_a_recipe_of_one_sample_and_no_backs_is_written_as_before_there_were_any() -> None:
    fronts = tuple(dataclasses.replace(garment, back=None) for garment in FULL.garments)
    before = json.loads(dataclasses.replace(FULL, garments=fronts, options=RenderOptions(tuck=False)).to_text())
    assert before["format"] == 1
    assert not {"samples", "sample"} & set(before["options"])
    assert "back" not in before["garments"][0]


def test_a_recipe_is_written_in_the_lowest_format_that_says_everything() -> None:
    region = Region(Tool.ERASER, (((0.1, 0.1), (0.5, 0.1), (0.3, 0.4)),))
    stroke = Stroke(Tool.BRUSH, ((0.5, 0.5),), 0.1)
    plain = Recipe(Path("me.jpg"), (), mask_edit=MaskEdit(strokes=(stroke,)))
    formats = {
        1: plain,
        2: dataclasses.replace(plain, options=RenderOptions(samples=3)),
        4: dataclasses.replace(plain, options=RenderOptions(samples=3, sample=0)),
        5: dataclasses.replace(plain, mask_edit=MaskEdit(strokes=(region, stroke))),
    }
    assert {json.loads(recipe.to_text())["format"]: recipe for recipe in formats.values()} == formats


def test_the_picture_of_a_back_is_opened_with_the_garment() -> None:
    tops = assets() / "demo/garments/tops"
    file = GarmentFile(
        tops / "tee_bolt.png", "Bolt", Category.TOPS, hem_length=HemLength.THIGH, back=tops / "tee_sun.png"
    )
    garment = file.open()
    assert garment.back is not None
    assert garment.back.hem_length is HemLength.THIGH
    assert garment.turned.back is not None
    assert np.array_equal(garment.turned.image, garment.back.image)
    assert np.array_equal(garment.turned.back.image, garment.image)
    assert Recipe(Path("me.jpg"), (file,)).files == (Path("me.jpg"), file.path, file.back)


def test_a_newer_recipe_is_refused_in_words() -> None:
    newer = json.dumps({"format": FORMAT + 1, "whatever": 1})
    with pytest.raises(BadRecipe, match="newer version"):
        Recipe.from_text(newer)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("photo", None),
        ("options", {}),
        ("garments", [{"path": "/a.png"}]),
        ("mask_edit", {"sleeve": 9}),
        ("format", ""),
    ],
)
def test_a_damaged_recipe_is_refused_in_words(part: str, value: object) -> None:
    damaged = json.loads(FULL.to_text()) | {part: value}
    with pytest.raises(BadRecipe, match="damaged"):
        Recipe.from_text(json.dumps(damaged))


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"format": 1'])
def test_what_is_no_recipe_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadRecipe, match="damaged"):
        Recipe.from_text(text)
