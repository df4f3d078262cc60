"""Why a look is as it is: the mask comes at once, follows the edit, and every step has its picture."""

import numpy as np
import pytest

from fitting_room.domain.job import silent
from fitting_room.domain.mask_edit import Handle, MaskEdit, Stroke, Tool
from fitting_room.studio import demo
from fitting_room.studio.messages import (
    Dress,
    MaskLabel,
    MaskView,
    OpenPhoto,
    Order,
    Outcome,
    ShowMask,
    ShowSteps,
    Step,
    StepsView,
    View,
    supersedes,
)
from fitting_room.studio.recipe import Recipe
from fitting_room.studio.worker import Studio

RECIPE = demo.looks()["top"]


@pytest.fixture(scope="module")
def studio() -> Studio:
    return Studio()


def carry_out(studio: Studio, order: Order) -> Outcome:
    return studio.carry_out(order, silent, lambda view: None)


def mask_of(studio: Studio, edit: MaskEdit = MaskEdit()) -> MaskView:
    view = carry_out(studio, ShowMask(Recipe(RECIPE.photo, RECIPE.garments, mask_edit=edit)))
    assert isinstance(view, MaskView)
    return view


def test_the_mask_follows_the_edit_and_the_handles_stay_on_their_tracks(studio: Studio) -> None:
    neutral, wide = mask_of(studio), mask_of(studio, MaskEdit(left=0.4))
    assert set(np.unique(neutral.labels)) == set(MaskLabel)
    assert (wide.labels == MaskLabel.OPEN).sum() > (neutral.labels == MaskLabel.OPEN).sum()
    assert neutral.tracks == wide.tracks
    assert {track.handle for track in neutral.tracks} == set(Handle)


def test_what_was_edited_reaches_the_picture(studio: Studio) -> None:
    everywhere = Stroke(Tool.ERASER, ((0.0, 0.5), (1.0, 0.5)), 0.9)
    erased = Recipe(RECIPE.photo, RECIPE.garments, mask_edit=MaskEdit(strokes=(everywhere,)))
    plain, closed = carry_out(studio, Dress(RECIPE)), carry_out(studio, Dress(erased))
    assert isinstance(plain, View)
    assert isinstance(closed, View)
    assert plain.changed is not None
    assert plain.changed.any()
    assert closed.changed is not None
    assert not closed.changed.any()


def test_every_step_has_a_picture_of_one_size(studio: Studio) -> None:
    view = carry_out(studio, ShowSteps(RECIPE))
    assert isinstance(view, StepsView)
    assert [step for step, _ in view.pictures] == list(Step)
    assert len({picture.shape for _, picture in view.pictures}) == 1
    photo, *others = (picture for _, picture in view.pictures)
    assert all(not np.array_equal(photo, other) for other in others)


def test_a_newer_mask_makes_an_older_one_pointless_but_no_look() -> None:
    mask, steps, look = ShowMask(RECIPE), ShowSteps(RECIPE), Dress(RECIPE)
    assert supersedes(mask, mask)
    assert supersedes(steps, steps)
    assert supersedes(OpenPhoto(RECIPE.photo), mask)
    assert not supersedes(mask, look)
    assert not supersedes(look, mask)
    assert not supersedes(mask, steps)
