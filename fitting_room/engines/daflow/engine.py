"""DAFlow from the shelf: with its published weights, and with such as learned whole people and all garments."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from fitting_room.domain.body import Person
from fitting_room.domain.garment import Category, Outfit
from fitting_room.domain.geometry import Placement
from fitting_room.domain.job import Preview, Report, unseen
from fitting_room.domain.sentence import Sentence
from fitting_room.domain.tryon import AgnosticPerson, Preset, RenderOptions
from fitting_room.engines.base import Rendering
from fitting_room.engines.framing import place_torso
from fitting_room.engines.levers import PUBLISHED, Levers
from fitting_room.engines.painting import Weights
from fitting_room.engines.photoreal import Machine, PhotorealEngine
from fitting_room.shelf.installed import open_model

TITLE = "DAFlow"
CANVAS, LARGE_CANVAS = (192, 256), (384, 512)
"""(width, height) of pictures of VITON, for which the published weights were trained, and of DressCode."""
STEPS = dict.fromkeys(Preset, 1)
"""The network paints in one go, whatever the preset."""


class DaflowEngine(PhotorealEngine):
    """DAFlow with its published weights: tops from head to hips; other garments go on whole people, untrained.

    Args:
        open_folder: Finds the installed weights, or says why it cannot.
        machine: What it runs on.
        levers: How the network is run.
        canvas: (width, height) of pictures, where the file of weights names no other.
    """

    _learned_all: ClassVar[bool] = False
    """Whether the weights learned from all garments, on whole people, rather than from tops from head to hips."""

    def __init__(
        self,
        open_folder: Callable[[], Path] = lambda: open_model("daflow"),
        machine: Machine | None = None,
        levers: Levers = PUBLISHED,
        canvas: tuple[int, int] = CANVAS,
    ) -> None:
        def find_weights() -> Weights:
            folder = open_folder()
            from fitting_room.engines.daflow.weights import WeightsFile

            return WeightsFile.look_into(folder, canvas)

        super().__init__(TITLE, find_weights, STEPS, machine, levers)

    def render(
        self,
        agnostic: AgnosticPerson,
        outfit: Outfit,
        options: RenderOptions,
        report: Report,
        preview: Preview = unseen,
    ) -> Rendering:
        """As `PhotorealEngine.render`.

        Raises:
            BodyCutOff: Shoulders or hips are not seen.
        """
        rendering = super().render(agnostic, outfit, options, report, preview)
        if self._learned_all or _is_top(outfit):
            return rendering
        unsure = Sentence("The published weights of “{engine}” learned from tops only.", engine=TITLE)
        return replace(rendering, notices=(unsure, *rendering.notices))

    def _place(self, person: Person, outfit: Outfit) -> Placement:
        if self._learned_all or not _is_top(outfit):
            return super()._place(person, outfit)
        return place_torso(person, self._current().weights.canvas)


class DaflowDresscodeEngine(DaflowEngine):
    """The same with weights that learned tops, bottoms and dresses on whole people. Arguments as `DaflowEngine`."""

    _learned_all = True

    def __init__(
        self,
        open_folder: Callable[[], Path] = lambda: open_model("daflow-dresscode"),
        machine: Machine | None = None,
        levers: Levers = PUBLISHED,
        canvas: tuple[int, int] = LARGE_CANVAS,
    ) -> None:
        super().__init__(open_folder, machine, levers, canvas)


def _is_top(outfit: Outfit) -> bool:
    return outfit.categories == (Category.TOPS,)
