"""What can be chosen: only outfits that can be worn, and always a way back."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from fitting_room.domain.garment import Category
from fitting_room.domain.mask_edit import MaskEdit
from fitting_room.domain.tryon import Fit, RenderOptions
from fitting_room.studio.recipe import GarmentFile, Recipe, readable_name
from fitting_room.studio.session import SEPARATES, Scene, Session

GARMENTS = [
    GarmentFile(Path(f"{category}{number}.png"), f"{category} {number}", category)
    for category in Category
    for number in range(2)
]
TOP, OTHER_TOP, BOTTOM, _, DRESS, _ = GARMENTS


UNKNOWN = GarmentFile(Path("unknown.png"), "unknown")


def wearing(*garments: GarmentFile) -> Scene:
    scene = Scene(Path("me.jpg"))
    for garment in garments:
        scene = scene.toggled(garment)
    return scene


def can_be_worn(scene: Scene) -> bool:
    worn = [garment.category for garment in scene.garments]
    return len(worn) < 2 or sorted(worn, key=str) == [Category.BOTTOMS, Category.TOPS]


@given(st.lists(st.sampled_from([*GARMENTS, UNKNOWN]), max_size=12))
def test_no_sequence_of_clicks_builds_an_impossible_outfit(clicks: list[GarmentFile]) -> None:
    assert can_be_worn(wearing(*clicks))
    if clicks and clicks.count(clicks[-1]) == 1:
        assert clicks[-1] in wearing(*clicks).garments


class SessionMachine(RuleBasedStateMachine):
    """Everything that can be done, in any order, beside a plain list of the scenes that were seen."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session(Scene(Path("me.jpg")))
        self.seen = [self.session.scene]
        self.at = 0

    def go(self, scene: Scene) -> None:
        if self.session.change(scene):
            self.at += 1
            self.seen[self.at :] = [scene]

    @rule(garment=st.sampled_from([*GARMENTS, UNKNOWN]))
    def toggle(self, garment: GarmentFile) -> None:
        self.go(self.session.scene.toggled(garment))

    @rule(garment=st.sampled_from(GARMENTS))
    def drop(self, garment: GarmentFile) -> None:
        self.go(self.session.scene.wearing(garment))
        assert self.session.scene.wears(garment)

    @rule(category=st.sampled_from(Category))
    def take_off(self, category: Category) -> None:
        self.go(self.session.scene.without(category))
        assert self.session.scene.piece(category) is None

    @rule(category=st.sampled_from([None, *SEPARATES]))
    def bring_to_front(self, category: Category | None) -> None:
        self.go(self.session.scene.with_in_front(category))

    @rule(person=st.sampled_from(["ada", "bo"]))
    def change_person(self, person: str) -> None:
        self.go(self.session.scene.with_person(person, Path(f"{person}.jpg")))

    @rule()
    def undo(self) -> None:
        assert self.session.undo() == (self.at > 0)
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self) -> None:
        assert self.session.redo() == (self.at < len(self.seen) - 1)
        self.at = min(len(self.seen) - 1, self.at + 1)

    @invariant()
    def the_scene_is_where_the_list_says_and_can_be_worn(self) -> None:
        assert self.session.scene == self.seen[self.at]
        assert (self.session.can_undo, self.session.can_redo) == (self.at > 0, self.at < len(self.seen) - 1)
        assert can_be_worn(self.session.scene)


test_any_sequence_of_actions = SessionMachine.TestCase


def test_a_second_click_takes_the_garment_off() -> None:
    assert wearing(TOP, TOP).garments == ()


def test_a_top_replaces_the_top_and_keeps_the_bottoms() -> None:
    assert set(wearing(TOP, BOTTOM, OTHER_TOP).garments) == {BOTTOM, OTHER_TOP}


def test_a_dress_replaces_both_and_is_replaced_by_either() -> None:
    assert wearing(TOP, BOTTOM, DRESS).garments == (DRESS,)
    assert wearing(DRESS, BOTTOM).garments == (BOTTOM,)


def test_the_same_outfit_is_the_same_recipe_in_whichever_order_it_was_put_on() -> None:
    assert wearing(TOP, BOTTOM).recipe == wearing(BOTTOM, TOP).recipe


def test_a_garment_that_was_renamed_meanwhile_is_still_the_one_that_is_worn() -> None:
    renamed = replace(TOP, name="my favourite")
    assert wearing(TOP).wears(renamed)
    assert wearing(TOP).toggled(renamed).garments == ()
    assert wearing(TOP).wearing(renamed).garments == (renamed,)


def test_what_is_in_the_way_is_named() -> None:
    assert wearing(BOTTOM, TOP).obstacles(Category.DRESSES) == (BOTTOM, TOP)
    assert wearing(DRESS).obstacles(Category.TOPS) == (DRESS,)
    assert wearing(TOP).obstacles(Category.BOTTOMS) == ()
    assert wearing(TOP).obstacles(Category.TOPS) == ()


def test_tucked_in_means_that_the_bottoms_are_in_front() -> None:
    both = wearing(TOP, BOTTOM)
    assert both.in_front is None
    assert both.with_in_front(Category.BOTTOMS).options.tuck is True
    assert both.with_in_front(Category.TOPS).in_front is Category.TOPS
    assert wearing(TOP).with_in_front(Category.TOPS).in_front is None


def test_a_mask_edit_belongs_to_what_is_worn_and_to_the_photo() -> None:
    edit = MaskEdit(hem=0.2)
    edited = wearing(TOP).with_mask_edit(edit)
    assert edited.recipe is not None
    assert edited.recipe.mask_edit == edit
    assert edited.toggled(OTHER_TOP).toggled(TOP).mask_edit == edit
    assert edited.toggled(BOTTOM).mask_edit == MaskEdit()
    assert edited.toggled(BOTTOM).toggled(BOTTOM).mask_edit == edit
    assert edited.with_mask_edit(MaskEdit()) == wearing(TOP)
    assert edited.with_person("bo", Path("bo.jpg")).mask_edit == MaskEdit()
    remembered = {(Category.TOPS,): edit, (Category.DRESSES,): MaskEdit(hem=0.1)}
    known = wearing(TOP).with_person("bo", Path("bo.jpg"), remembered)
    assert known.mask_edit == edit
    assert known == wearing(TOP).with_person("bo", Path("bo.jpg"), dict(reversed(remembered.items())))


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


def test_redo_returns_until_something_else_is_done() -> None:
    session = Session(wearing())
    session.change(wearing(TOP))
    session.undo()
    assert session.redo()
    assert session.scene == wearing(TOP)
    assert not session.redo()
    session.undo()
    session.change(wearing(DRESS))
    assert not session.can_redo


def test_photos_that_are_gone_leave_no_scene_behind() -> None:
    session = Session(wearing(TOP))
    for photo in ("client.jpg", "me.jpg", "client.jpg"):
        session.change(session.scene.with_person(None, Path(photo)))
    session.undo()
    assert not session.forget([Path("client.jpg")])
    assert session.scene == wearing(TOP)
    assert not session.can_undo
    assert not session.can_redo
    assert session.forget([Path("me.jpg")])
    assert session.scene == Scene(garments=(TOP,))


def test_a_change_to_the_same_scene_is_no_step() -> None:
    session = Session(wearing(TOP))
    assert not session.change(wearing(TOP))
    assert not session.can_undo


@pytest.mark.parametrize(
    ("name", "words"), [("tee_breton.png", "tee breton"), ("IMG-1.jpg", "IMG 1"), ("_.png", "_.png")]
)
def test_files_are_called_by_readable_names(name: str, words: str) -> None:
    assert readable_name(Path(name)) == words
