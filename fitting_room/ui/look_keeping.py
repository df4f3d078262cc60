"""Keeps many looks at once, in the background, and puts them on a contact sheet or into a book."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fitting_room.domain.errors import FittingRoomError
from fitting_room.studio.library.lookbook import Entry, Lookbook
from fitting_room.studio.library.looks import Look, Looks
from fitting_room.studio.messages import Event, Failed, Finished, MakeLookbook, SaveLook, Stopped
from fitting_room.studio.recipe import Recipe
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.names import say_look, say_wearer
from fitting_room.ui.translations import say


@dataclass(frozen=True)
class WornLook:
    """A look that may not be on file yet.

    Attributes:
        recipe: How it is made.
        person: Name of who wears it, as it is on file.
    """

    recipe: Recipe
    person: str


class LookKeeping(QObject):
    """Puts looks on file.

    Args:
        looks: Where they are kept.
        jobs: Makes their pictures at full size.
    """

    kept = Signal()
    """One more look is on file, or its picture is there."""
    said = Signal(str, str)
    """What happened, and what to do next or nothing."""

    def __init__(self, looks: Looks, jobs: Jobs) -> None:
        super().__init__()
        self._looks = looks
        self._jobs = jobs

    def keep(self, worn: Sequence[WornLook]) -> None:
        """Put looks on file; their pictures follow."""
        self._make(worn, lambda looks: self.said.emit(self.tr("%n look(s) kept.", "", len(looks)), ""))

    def export(self, worn: Sequence[WornLook], path: Path, title: str) -> None:
        """Put looks on file, and then those whose pictures could be made on paper: a picture, or a PDF."""

        def bind(looks: Sequence[Look]) -> None:
            entries = tuple(Entry(look.picture, say_look(look), say_wearer(look)) for look in looks)
            order = MakeLookbook(Lookbook(entries, title), path)
            self._jobs.submit(order, partial(self._receive_book, path), title, background=True)

        self._make(worn, bind)

    def _make(self, worn: Sequence[WornLook], go_on: Callable[[Sequence[Look]], None]) -> None:
        """Have the pictures made, and go on with the looks that have one when the last job has ended."""
        try:
            looks = [self._looks.add(each.recipe, "", each.person) for each in worn]
        except FittingRoomError as error:
            self.said.emit(say(error.what), say(error.next_step))
            return
        self.kept.emit()
        waiting = {look.id: look for look in looks}
        made: dict[str, Look] = {}

        def receive(look: Look, event: Event) -> None:
            if not isinstance(event, Finished | Failed | Stopped):
                return
            waiting.pop(look.id, None)
            if isinstance(event, Finished):
                made[look.id] = look
                self.kept.emit()
            elif isinstance(event, Failed):
                self.said.emit(say(event.what), say(event.next_step))
            if not waiting and made:
                go_on([each for each in looks if each.id in made])

        for look in tuple(waiting.values()):
            order = SaveLook(look.recipe, look.picture, look.thumbnail)
            self._jobs.submit(order, partial(receive, look), say_look(look), background=True)

    def _receive_book(self, path: Path, event: Event) -> None:
        match event:
            case Finished():
                self.said.emit(self.tr("Saved as “%1”.").replace("%1", path.name), "")
            case Failed(_, what, next_step):
                self.said.emit(say(what), say(next_step))
