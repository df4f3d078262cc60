"""Many try-ons at once: people down, outfits across, one picture where they meet. No window, no worker.

In: who wears what, and the events of the jobs that make the pictures. Out: what to order, and where each cell stands.
Cells are kept by recipe, so that a row or a column can come and go without losing what was made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from fitting_room.domain.arrays import RgbImage
from fitting_room.studio.messages import Event, Failed, Finished, Previewed, Progressed, Stopped, View
from fitting_room.studio.recipe import Recipe
from fitting_room.studio.session import Scene

CELL_SIDE = 320
"""Longest side of a cell's picture, in pixels."""
MOST_CELLS = 400
"""More do not fit one order: their pictures take about 90 MB, and nobody looks at more."""


class CellState(StrEnum):
    """Where the picture of a cell stands."""

    BLANK = "blank"
    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, eq=False)
class Cell:
    """One person in one outfit. Changed by `replace`, in this module only.

    Attributes:
        state: Where its picture stands.
        picture: RGB uint8 (H, W, 3), at most `CELL_SIDE` long; None before it is made.
        fraction: Share done in [0, 1].
        what: Why it failed, in one sentence.
        next_step: What the user can do about that, in one sentence.
        kept: Whether the user has chosen it.
    """

    state: CellState = CellState.BLANK
    picture: RgbImage | None = None
    fraction: float = 0.0
    what: str = ""
    next_step: str = ""
    kept: bool = False


BLANK = Cell()

Place = tuple[int, int]
"""Row and column."""


@dataclass(frozen=True)
class Wearer:
    """A row: somebody in one photo.

    Attributes:
        name: What they are called.
        scene: Who they are; what is worn in it does not matter.
    """

    name: str
    scene: Scene


@dataclass(frozen=True)
class Ensemble:
    """A column: something to wear.

    Attributes:
        scene: What is worn, and how; who wears it there does not matter.
    """

    scene: Scene


class Grid:
    """The table of pictures."""

    def __init__(self) -> None:
        self._wearers: tuple[Wearer, ...] = ()
        self._ensembles: tuple[Ensemble, ...] = ()
        self._cells: dict[Recipe, Cell] = {}
        self._recipes: dict[Place, Recipe] = {}
        self._places: dict[Recipe, list[Place]] = {}

    # --- looking ------------------------------------------------------------------------------------------------------

    @property
    def wearers(self) -> tuple[Wearer, ...]:
        """The rows."""
        return self._wearers

    @property
    def ensembles(self) -> tuple[Ensemble, ...]:
        """The columns."""
        return self._ensembles

    @property
    def size(self) -> int:
        """How many cells there are."""
        return len(self._wearers) * len(self._ensembles)

    def scene(self, row: int, column: int) -> Scene:
        """Who wears what in a cell."""
        worn = self._ensembles[column].scene
        return replace(self._wearers[row].scene, garments=worn.garments, options=worn.options)

    def recipe(self, row: int, column: int) -> Recipe:
        """The try-on of a cell."""
        return self._recipes[row, column]

    def cell(self, row: int, column: int) -> Cell:
        """Where a cell stands."""
        return self._cells[self._recipes[row, column]]

    def places(self, recipe: Recipe) -> list[Place]:
        """Where a recipe is in the table."""
        return self._places.get(recipe, [])

    def count(self, *states: CellState) -> int:
        """How many cells are in one of these states."""
        return sum(self._cells[recipe].state in states for recipe in self._recipes.values())

    @property
    def kept(self) -> list[Place]:
        """The cells the user has chosen, row by row."""
        return [place for place, recipe in self._recipes.items() if self._cells[recipe].kept]

    @property
    def made(self) -> list[Place]:
        """The cells with a picture, row by row."""
        return [place for place, recipe in self._recipes.items() if self._cells[recipe].state is CellState.DONE]

    def missing(self) -> list[Recipe]:
        """What has to be ordered, person by person: each is understood once then."""
        return [recipe for recipe in self._places if self._cells[recipe].state in (CellState.BLANK, CellState.FAILED)]

    # --- changing -----------------------------------------------------------------------------------------------------

    def set_wearers(self, wearers: Iterable[Wearer]) -> None:
        """Choose the rows; one that comes twice is one, and one without a photo is none."""
        self._wearers = tuple(
            {wearer.scene.photo: wearer for wearer in wearers if wearer.scene.photo is not None}.values()
        )
        self._rebuild()

    def set_ensembles(self, ensembles: Iterable[Ensemble]) -> None:
        """Choose the columns; one that comes twice is one, and one without garments is none."""
        self._ensembles = tuple(
            {(each.scene.garments, each.scene.options): each for each in ensembles if each.scene.garments}.values()
        )
        self._rebuild()

    def order(self, recipes: Sequence[Recipe]) -> None:
        """These pictures are on their way."""
        for recipe in recipes:
            self._cells[recipe] = replace(self._cells[recipe], state=CellState.WAITING, fraction=0.0, what="")

    def receive(self, recipe: Recipe, event: Event) -> None:
        """Bring a cell up to date with what happened to its job. Cells that left the grid meanwhile are not missed."""
        if recipe not in self._cells:
            return
        cell = self._cells[recipe]
        match event:
            case Progressed(_, _, fraction):
                cell = replace(cell, state=CellState.WORKING, fraction=fraction)
            case Finished(_, View(image)):
                cell = replace(cell, state=CellState.DONE, picture=image, fraction=1.0)
            case Failed(_, what, next_step):
                cell = replace(cell, state=CellState.FAILED, what=what, next_step=next_step)
            case Stopped():
                cell = replace(cell, state=CellState.BLANK, fraction=0.0)
            case Previewed() | Finished():
                pass
        self._cells[recipe] = cell

    def keep(self, row: int, column: int, kept: bool) -> None:
        """Choose a cell, or choose it no longer; only one with a picture can be."""
        cell = self.cell(row, column)
        if cell.state is CellState.DONE:
            self._cells[self.recipe(row, column)] = replace(cell, kept=kept)

    # --- inside -------------------------------------------------------------------------------------------------------

    def _rebuild(self) -> None:
        """Make the table anew. Pictures that are in it no more are let go of, except those on their way."""
        self._recipes, self._places = {}, {}
        for row in range(len(self._wearers)):
            for column in range(len(self._ensembles)):
                recipe = self.scene(row, column).recipe
                if recipe is not None:  # Rows have a photo and columns a garment.
                    self._recipes[row, column] = recipe
                    self._places.setdefault(recipe, []).append((row, column))
        on_their_way = (CellState.WAITING, CellState.WORKING)
        self._cells = {
            **{recipe: cell for recipe, cell in self._cells.items() if cell.state in on_their_way},
            **{recipe: self._cells.get(recipe, BLANK) for recipe in self._places},
        }


class Pace:
    """How long the rest will take, learned from the pictures that were made.

    Args:
        expected: Seconds for one picture before any was made.
    """

    def __init__(self, expected: float) -> None:
        self._expected = expected
        self._seconds = 0.0
        self._pictures = 0

    def learn(self, seconds: float) -> None:
        """One more picture was made."""
        self._seconds += seconds
        self._pictures += 1

    def seconds_for(self, pictures: int) -> float:
        """How long so many pictures will take. What was expected counts as much as one picture that was made."""
        return pictures * (self._expected + self._seconds) / (1 + self._pictures)
