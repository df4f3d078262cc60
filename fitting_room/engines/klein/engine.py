"""FLUX.2-klein-4B from the shelf, in two ways: painting inside the mask, or editing the whole picture."""

from collections.abc import Callable, Mapping
from pathlib import Path

from fitting_room.domain.tryon import Preset
from fitting_room.engines.levers import PUBLISHED, Levers
from fitting_room.engines.painting import Weights
from fitting_room.engines.photoreal import Machine, PhotorealEngine
from fitting_room.settings import Places
from fitting_room.shelf.installed import open_model

MODEL = "klein"
STEPS = {Preset.DRAFT: 2, Preset.BALANCED: 4, Preset.FINAL: 8}
"""4 is what it was distilled to; 2 and 8 are our choice, and not judged yet: no weights could be run."""
CANVAS = (768, 1024)
"""(width, height): just below the million pixels to which the stock pipelines shrink pictures. Multiples of 16."""


def words_folder() -> Path:
    """Where it is kept what the text encoder made of our prompts."""
    return Places.of_this_user().cache / "klein"


class KleinEngine(PhotorealEngine):
    """FLUX.2-klein-4B that paints inside the mask only, one garment per pass.

    Args:
        open_folder: Finds the installed weights, or says why it cannot.
        machine: What it runs on.
        steps: Steps of each preset.
        canvas: (width, height) of the network's pictures.
        levers: How the networks are run.
        keep_words: Where to keep what the text encoder made of our prompts.
    """

    whole = False
    """Whether the whole picture is edited."""

    def __init__(
        self,
        open_folder: Callable[[], Path] = lambda: open_model(MODEL),
        machine: Machine | None = None,
        steps: Mapping[Preset, int] = STEPS,
        canvas: tuple[int, int] = CANVAS,
        levers: Levers = PUBLISHED,
        keep_words: Callable[[], Path] = words_folder,
    ) -> None:
        def find_weights() -> Weights:
            folder = open_folder()
            from fitting_room.engines.klein.weights import WeightsFolder

            return WeightsFolder.look_into(folder, keep_words(), canvas, self.whole)

        super().__init__("FLUX.2-klein-4B", find_weights, steps, machine, levers)


class KleinEditEngine(KleinEngine):
    """FLUX.2-klein-4B that edits the whole picture, all garments in one pass; only the clothes are taken from it."""

    whole = True
