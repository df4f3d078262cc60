"""The grid: every person in every outfit once, person by person, with failures where they happened."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from fitting_room.domain.garment import Category
from fitting_room.domain.mask_edit import MaskEdit
from fitting_room.domain.tryon import Fit, RenderOptions
from fitting_room.studio.grid import CellState, Ensemble, Grid, Pace, Wearer
from fitting_room.studio.messages import Failed, Finished, Progressed, Stopped, View
from fitting_room.studio.recipe import GarmentFile, Recipe
from fitting_room.studio.session import Scene

TOP = GarmentFile(Path("top.png"), "Breton", Category.TOPS)
BOTTOM = GarmentFile(Path("jeans.png"), "Jeans", Category.BOTTOMS)
DRESS = GarmentFile(Path("dress.png"), "Wine", Category.DRESSES)
EDIT = MaskEdit(hem=0.3)
ADA = Wearer("Ada", Scene(Path("ada.jpg"), person="ada", mask_edits=(((Category.DRESSES,), EDIT),)))
BO = Wearer("Bo", Scene(Path("bo.jpg"), person="bo"))
BOTH = Ensemble(Scene().wearing(TOP).wearing(BOTTOM))
WINE = Ensemble(Scene(options=RenderOptions(fit=Fit.LOOSE)).wearing(DRESS))
PICTURE = View(np.zeros((320, 240, 3), np.uint8))


@pytest.fixture
def grid() -> Grid:
    made = Grid()
    made.set_wearers([ADA, BO])
    made.set_ensembles([BOTH, WINE])
    return made


def states(grid: Grid) -> list[str]:
    return [
        grid.cell(row, column).state.value for row in range(len(grid.wearers)) for column in range(len(grid.ensembles))
    ]


def test_every_person_wears_every_outfit_person_by_person(grid: Grid) -> None:
    assert grid.missing() == [
        Recipe(Path("ada.jpg"), (BOTTOM, TOP)),
        Recipe(Path("ada.jpg"), (DRESS,), RenderOptions(fit=Fit.LOOSE), mask_edit=EDIT),
        Recipe(Path("bo.jpg"), (BOTTOM, TOP)),
        Recipe(Path("bo.jpg"), (DRESS,), RenderOptions(fit=Fit.LOOSE)),
    ]
    assert grid.scene(0, 1).person == "ada"
    assert grid.size == 4


def test_what_cannot_be_a_row_or_column_is_none_and_doubles_are_one(grid: Grid) -> None:
    grid.set_wearers([ADA, Wearer("nobody", Scene()), replace(ADA, name="Ada again")])
    grid.set_ensembles([WINE, Ensemble(Scene()), WINE])
    assert [wearer.name for wearer in grid.wearers] == ["Ada again"]
    assert grid.size == 1


def test_cells_fill_in_as_their_jobs_go_on(grid: Grid) -> None:
    recipes = grid.missing()
    grid.order(recipes)
    assert grid.missing() == []
    grid.receive(recipes[0], Progressed(1, "warp", 0.5))
    grid.receive(recipes[1], Finished(2, PICTURE))
    grid.receive(recipes[2], Failed(3, "The legs are outside.", "Try a top."))
    assert states(grid) == ["working", "done", "failed", "waiting"]
    assert grid.cell(0, 0).fraction == 0.5
    assert grid.cell(0, 1).picture is PICTURE.image
    assert (grid.cell(1, 0).what, grid.cell(1, 0).next_step) == ("The legs are outside.", "Try a top.")
    assert grid.count(CellState.DONE, CellState.FAILED) == 2
    assert grid.made == [(0, 1)]


def test_what_failed_or_was_stopped_can_be_ordered_again(grid: Grid) -> None:
    recipes = grid.missing()
    grid.order(recipes)
    grid.receive(recipes[0], Stopped(1))
    grid.receive(recipes[1], Failed(2, "No.", "Yes."))
    grid.receive(recipes[2], Finished(3, PICTURE))
    assert grid.missing() == recipes[:2]
    grid.order(grid.missing())
    assert grid.cell(0, 1).what == ""


def test_a_row_comes_and_goes_without_losing_the_others(grid: Grid) -> None:
    recipes = grid.missing()
    grid.order(recipes)
    for job, recipe in enumerate(recipes[:3]):
        grid.receive(recipe, Finished(job, PICTURE))
    grid.set_wearers([BO])
    grid.set_ensembles([WINE, BOTH])
    assert states(grid) == ["waiting", "done"]
    grid.set_wearers([ADA, BO])
    assert states(grid) == ["blank", "blank", "waiting", "done"]


def test_the_late_word_of_a_cell_that_left_is_not_missed(grid: Grid) -> None:
    recipes = grid.missing()
    grid.set_wearers([BO])
    grid.receive(recipes[0], Finished(1, PICTURE))
    grid.set_wearers([ADA, BO])
    assert states(grid)[0] == "blank"


def test_only_pictures_can_be_kept(grid: Grid) -> None:
    recipes = grid.missing()
    grid.order(recipes)
    grid.receive(recipes[3], Finished(1, PICTURE))
    grid.keep(0, 0, True)
    grid.keep(1, 1, True)
    assert grid.kept == [(1, 1)]
    grid.keep(1, 1, False)
    assert grid.kept == []


def test_a_cell_knows_its_place(grid: Grid) -> None:
    assert grid.places(grid.recipe(1, 0)) == [(1, 0)]
    assert grid.places(Recipe(Path("cy.jpg"), (DRESS,))) == []


def test_the_pace_is_learned() -> None:
    pace = Pace(expected=2.0)
    assert pace.seconds_for(10) == 20.0
    for _ in range(9):
        pace.learn(12.0)
    assert pace.seconds_for(10) == pytest.approx(110.0)
