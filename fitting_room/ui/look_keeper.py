"""Keeps looks: their rows at once, their pictures from the worker."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from fitting_room.studio.library.looks import Look, Looks
from fitting_room.studio.messages import Event, Failed, Finished, SaveLook, Stopped
from fitting_room.studio.recipe import Recipe
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.names import say_look


class LookKeeper(QObject):
    """What the window and the page of looks do with looks.

    Args:
        looks: Where they are remembered.
        jobs: Who draws them.
        parent: Owner.
    """

    changed = Signal()
    """A look is new, has another name or mark, was removed, or has its picture now."""
    failed = Signal(str, str)
    """A picture could not be kept: what happened, and what to do."""

    def __init__(self, looks: Looks, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.looks = looks
        self.jobs = jobs
        self._drawn: dict[int, str] = {}

    def keep(self, recipe: Recipe, person: str, name: str = "") -> Look:
        """Keep a look, because the user asked for it or saved it.

        Args:
            recipe: How it is made.
            person: Name of who wears it, as it is on file.
            name: What the user calls it; empty for what is worn.

        Raises:
            FittingRoomError: The library cannot be written.
        """
        return self._add(recipe, name, person, kept=True)

    def record(self, recipe: Recipe, person: str) -> Look:
        """Put a look into the history. Only where the settings say that there is one.

        Raises:
            FittingRoomError: The library cannot be written.
        """
        return self._add(recipe, "", person, kept=False)

    def make_again(self, look: Look) -> None:
        """Draw the picture of a look that has lost it.

        Raises:
            BadRecipe: Nobody knows how.
        """
        self._draw(look, look.recipe)

    def remove(self, looks: Sequence[str]) -> None:
        """Take looks off the list; `restore` brings them back until the program ends.

        Raises:
            FittingRoomError: The library cannot be written.
        """
        self.looks.remove(looks)
        self.changed.emit()

    def restore(self, looks: Sequence[str]) -> None:
        """Bring back looks that were removed.

        Raises:
            FittingRoomError: The library cannot be written.
        """
        self.looks.restore(looks)
        self.changed.emit()

    def is_drawn(self, look: Look) -> bool:
        """Whether the picture of a look is on its way."""
        return look.id in self._drawn.values()

    def _add(self, recipe: Recipe, name: str, person: str, kept: bool) -> Look:
        look = self.looks.add(recipe, name, person, kept)
        # One that is on its way, or has arrived, is not drawn again.
        if not look.picture.is_file() and not self.is_drawn(look):
            self._draw(look, recipe)
        self.changed.emit()
        return look

    def _draw(self, look: Look, recipe: Recipe) -> None:
        order = SaveLook(recipe, look.picture, look.thumbnail)
        self._drawn[self.jobs.submit(order, self._receive, say_look(look))] = look.id
        self.changed.emit()

    def _receive(self, event: Event) -> None:
        if not isinstance(event, Finished | Failed | Stopped):
            return
        del self._drawn[event.job]
        if isinstance(event, Failed):
            self.failed.emit(event.what, event.next_step)
        self.changed.emit()
