"""MV-VTON from the shelf: tops, with a picture of the back where there is one."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from fitting_room.domain.errors import FittingRoomError
from fitting_room.domain.garment import Category, Outfit
from fitting_room.domain.job import Preview, Report, unseen
from fitting_room.domain.sentence import Sentence
from fitting_room.domain.tryon import AgnosticPerson, Preset, RenderOptions
from fitting_room.engines.base import Rendering
from fitting_room.engines.levers import PUBLISHED, Levers
from fitting_room.engines.mv_vton.views import Bend
from fitting_room.engines.painting import Weights
from fitting_room.engines.photoreal import Machine, PhotorealEngine
from fitting_room.shelf.installed import open_model

if TYPE_CHECKING:
    from fitting_room.engines.mv_vton.model import MvVton

TITLE = "MV-VTON"
FILE = "mvg.safetensors"
STEPS = {Preset.DRAFT: 20, Preset.BALANCED: 30, Preset.FINAL: 50}
"""50 is published; fewer are our choice, and not judged yet: no weights could be run."""
CANVAS = (768, 1024)
"""(width, height), of the proportions of the pictures that were squeezed to squares for training."""


class MvVtonEngine(PhotorealEngine):
    """MV-VTON with its multi-view weights.

    Args:
        bend: Bends garments onto people beforehand.
        find_file: Finds the installed weights, or says why it cannot.
        machine: What it runs on.
        steps: Steps of each preset.
        make: Makes the networks without weights; those that were published where None.
        levers: How the networks are run.
    """

    def __init__(
        self,
        bend: Bend,
        find_file: Callable[[], Path] = lambda: open_model("mv-vton") / FILE,
        machine: Machine | None = None,
        steps: Mapping[Preset, int] = STEPS,
        make: "Callable[[], MvVton] | None" = None,
        levers: Levers = PUBLISHED,
    ) -> None:
        def find_weights() -> Weights:
            file = find_file()
            from fitting_room.engines.mv_vton.model import empty
            from fitting_room.engines.mv_vton.weights import WeightsFile

            return WeightsFile.look_into(file, bend, make or empty, CANVAS)

        super().__init__(TITLE, find_weights, steps, machine, levers)

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
        """
        if outfit.categories != (Category.TOPS,):
            raise FittingRoomError(
                Sentence("“{engine}” puts on tops only.", engine=TITLE), "Choose a top alone, or another engine."
            )
        return super().render(agnostic, outfit, options, report, preview)
