"""VITON-HD from the shelf."""

from collections.abc import Callable
from pathlib import Path

from fitting_room.domain.body import Person
from fitting_room.domain.errors import FittingRoomError
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

MODEL, TITLE = "viton-hd", "VITON-HD"
CANVAS = (768, 1024)
"""(width, height) for which the published weights were trained."""
STEPS = dict.fromkeys(Preset, 3)
"""One for each network, whatever the preset: there is nothing to leave out."""


class VitonHdEngine(PhotorealEngine):
    """VITON-HD: tops, from head to hips.

    Args:
        open_folder: Finds the installed weights, or says why it cannot.
        machine: What it runs on.
        levers: How the networks are run.
    """

    def __init__(
        self,
        open_folder: Callable[[], Path] = lambda: open_model(MODEL),
        machine: Machine | None = None,
        levers: Levers = PUBLISHED,
    ) -> None:
        def find_weights() -> Weights:
            folder = open_folder()
            from fitting_room.engines.viton_hd.weights import WeightsFiles

            return WeightsFiles.look_into(folder)

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
            FittingRoomError: Something else than a top is to be put on.
            BodyCutOff: Shoulders or hips are not seen.
        """
        if outfit.categories != (Category.TOPS,):
            raise FittingRoomError(
                Sentence("“{engine}” puts on tops only.", engine=TITLE), "Choose a top alone, or another engine."
            )
        return super().render(agnostic, outfit, options, report, preview)

    def _place(self, person: Person, outfit: Outfit) -> Placement:
        return place_torso(person, self._current().weights.canvas)
