"""What can be chosen: only outfits that can be worn, and always a way back."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitting_room.domain.garment import Category
from fitting_room.domain.tryon import Fit, RenderOptions
from fitting_room.studio.recipe import GarmentFile, Recipe, readable_name
from fitting_room.studio.session import Scene, Session

GARMENTS = [
    GarmentFile(Path(f"{category}{number}.png"), f"{category} {number}", category)
    for category in Category
    for number in range(2)
]
TOP, OTHER_TOP, BOTTOM, _, DRESS, _ = GARMENTS


def wearing(*garments: GarmentFile) -> Scene:
    scene = Scene(Path("me.jpg"))
    for garment in garments:
        scene = scene.toggled(garment)
    return scene


@given(st.lists(st.sampled_from(GARMENTS), max_size=12))
def test_no_sequence_of_clicks_builds_an_impossible_outfit(clicks: list[GarmentFile]) -> None:
    worn = [garment.category for garment in wearing(*clicks).garments]
    assert len(set(worn)) == len(worn)
    assert Category.DRESSES not in worn or len(worn) == 1
    if clicks and clicks.count(clicks[-1]) == 1:
        assert clicks[-1] in wearing(*clicks).garments


def test_a_second_click_takes_the_garment_off() -> None:
    assert wearing(TOP, TOP).garments == ()


def test_a_top_replaces_the_top_and_keeps_the_bottoms() -> None:
    assert set(wearing(TOP, BOTTOM, OTHER_TOP).garments) == {BOTTOM, OTHER_TOP}


def test_a_dress_replaces_both_and_is_replaced_by_either() -> None:
    assert wearing(TOP, BOTTOM, DRESS).garments == (DRESS,)
    assert wearing(DRESS, BOTTOM).garments == (BOTTOM,)


def test_there_is_nothing_to_render_without_a_person_or_a_garment() -> None:
    assert wearing().recipe is None
    assert Scene().toggled(TOP).recipe is None
    options = RenderOptions(fit=Fit.LOOSE)
    assert replace(wearing(TOP), options=options).recipe == Recipe(Path("me.jpg"), (TOP,), options)


def test_undo_goes_back_through_every_change_and_then_stops() -> None:
    session = Session(wearing())
    session.change(wearing(TOP))
    session.change(wearing(TOP, BOTTOM))
    assert session.undo()
    assert session.scene == wearing(TOP)
    assert session.undo()
    assert session.scene == wearing()
    assert not session.can_undo
    assert not session.undo()


def test_a_change_to_the_same_scene_is_no_step() -> None:
    session = Session(wearing(TOP))
    assert not session.change(wearing(TOP))
    assert not session.can_undo


@pytest.mark.parametrize(
    ("name", "words"), [("tee_breton.png", "tee breton"), ("IMG-1.jpg", "IMG 1"), ("_.png", "_.png")]
)
def test_files_are_called_by_readable_names(name: str, words: str) -> None:
    assert readable_name(Path(name)) == words
