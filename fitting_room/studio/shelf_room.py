"""Where models are installed, checked and removed: a workroom for a process of its own.

A download takes as long as it takes, and the worker has people to dress meanwhile. `runner.ProcessRunner` runs this
room as it runs the studio: progress, stopping and crashes are the same.
"""

from collections.abc import Callable
from pathlib import Path

from fitting_room.domain.job import Report, never
from fitting_room.shelf import ModelShelf
from fitting_room.shelf.installed import model_cards
from fitting_room.studio import models
from fitting_room.studio.messages import FindModels, ModelsFound, Order, Outcome, TendModels, View


class ShelfRoom:
    """Carries out what is asked of the shelf.

    Args:
        shelf: The shelf, or the folder of one that is filled from the hub.
    """

    def __init__(self, shelf: ModelShelf | Path) -> None:
        self._shelf = shelf if isinstance(shelf, ModelShelf) else ModelShelf(shelf)

    def carry_out(
        self,
        order: Order,
        report: Report,
        preview: Callable[[View], None],
        enough: Callable[[], bool] = never,
    ) -> Outcome:
        """As `worker.Workroom.carry_out`; a model has nothing to preview, and half of one is of no use."""
        match order:
            case TendModels(command, names, folder, with_files):
                return models.carry_out(command, names, folder, with_files, report, self._shelf)
            case FindModels(folder):
                report("copying", 0.0)
                known = {card.id for card in model_cards()}
                return ModelsFound(tuple(name for name in self._shelf.found_in(folder) if name in known))
        raise ValueError(f"nothing for the shelf: {order}")

    def close(self) -> None:
        """As `worker.Workroom.close`: nothing is held between two orders."""
