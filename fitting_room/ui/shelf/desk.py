"""The desk of the shelf: orders about models go in, how they go comes out; the work is done in a process of its own.

The process begins with the first order and ends when nothing is left to do, so that nobody who never downloads a model
pays for it. The desk outlives the window: a download goes on while another language is chosen.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from fitting_room.domain.licence import Profile, allows
from fitting_room.shelf import ModelCard, ModelShelf
from fitting_room.shelf.installed import model_cards
from fitting_room.shelf.manifest import find_card
from fitting_room.shelf.shelf import State
from fitting_room.studio.messages import (
    Event,
    Failed,
    FindModels,
    Finished,
    ModelsFound,
    Outcome,
    Progressed,
    Stopped,
    Tended,
    TendModels,
)
from fitting_room.studio.queue import JobQueue
from fitting_room.studio.runner import ProcessRunner, Runner
from fitting_room.studio.shelf_room import ShelfRoom
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.translations import say

REST_MILLISECONDS = 20_000
"""How long the process is kept when nothing is left to do: the next order is usually not far."""
GRACE_SECONDS = 2.0
"""How long a cancelled download may wait for the network before its process is ended; what has arrived is kept."""
PACE_SECONDS = 8.0
"""The stretch of a download that says how fast it is: long enough to be steady, short enough to notice a change."""
TELL_SECONDS = 0.1
"""A fast download reports a hundred times a second, which nobody can read."""
FOLDER = ""
"""Under which name a task is found that is about a folder, not about one model."""


@dataclass(frozen=True)
class Task:
    """Something that is being done with a model.

    Attributes:
        order: What.
        job: Its number.
        stage: What is being done now, a key of `stages.STAGE_WORDS`; empty while it waits.
        fraction: Share done in [0, 1].
        stopping: Whether it has been asked to stop.
        pace: (seconds, fraction) of the last stretch, oldest first.
        told: When somebody was last told of it.
    """

    order: TendModels | FindModels
    job: int
    stage: str = ""
    fraction: float = 0.0
    stopping: bool = False
    pace: deque[tuple[float, float]] = field(default_factory=deque, compare=False)
    told: float = 0.0

    @property
    def speed(self) -> float | None:
        """Share per second; None where nothing has moved yet."""
        if len(self.pace) < 2:
            return None
        (began, first), (now, last) = self.pace[0], self.pace[-1]
        return (last - first) / (now - began) if now > began and last > first else None

    @property
    def seconds_left(self) -> float | None:
        """How long it will still take at this speed."""
        return None if self.speed is None else (1 - self.fraction) / self.speed


class ModelDesk(QObject):
    """Knows the models, and has things done with them.

    Args:
        folder: Where the models are.
        start: Starts the process that does the work.
        clock: Seconds that only grow.
    """

    changed = Signal(str)
    """Something about a model is different, by its id; `FOLDER` for what is being done with a folder."""
    said = Signal(str, str)
    """What happened, and what to do next or nothing."""
    found = Signal(Path, tuple)
    """Which models a folder holds, by id."""

    def __init__(
        self,
        folder: Path,
        start: Callable[[], Runner] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self.folder = folder
        self.cards = model_cards()
        self.shelf = ModelShelf(folder)
        self._start = start or (lambda: ProcessRunner(partial(ShelfRoom, folder), GRACE_SECONDS))
        self._clock = clock
        self._jobs: Jobs | None = None
        self._tasks: dict[str, Task] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MILLISECONDS)
        self._rest.timeout.connect(self.close)

    # --- looking ------------------------------------------------------------------------------------------------------

    def card(self, name: str) -> ModelCard:
        """A model by its id."""
        return find_card(self.cards, name)

    def task(self, name: str) -> Task | None:
        """What is being done with a model, or waits to be done."""
        return self._tasks.get(name)

    @property
    def busy(self) -> bool:
        """Whether anything is being done."""
        return bool(self._tasks)

    def with_needs(self, card: ModelCard) -> tuple[ModelCard, ...]:
        """A model, and those without which it does not run."""
        return (card, *(self.card(name) for name in card.needs))

    def is_ready(self, card: ModelCard, profile: Profile) -> bool:
        """Whether an engine can open a model, and all that it needs, in a profile."""
        return all(
            allows(profile, each.licence_class) and self.shelf.state(each) is State.INSTALLED
            for each in self.with_needs(card)
        )

    # --- asking -------------------------------------------------------------------------------------------------------

    def install(self, card: ModelCard) -> None:
        """Fetch a model and what it needs; where some of it is here, the rest."""
        for each in self.with_needs(card):
            if self.shelf.state(each) is not State.INSTALLED:
                self.tend("install", each)

    def tend(self, command: str, card: ModelCard, folder: Path | None = None) -> None:
        """Have something done with one model; nothing where it is being worked on."""
        if card.id not in self._tasks:
            self._submit(TendModels(command, (card.id,), folder), card.id)

    def bring(self, names: tuple[str, ...], folder: Path) -> None:
        """Import models from a folder, one after the other."""
        for name in names:
            self.tend("import", self.card(name), folder)

    def look_into(self, folder: Path) -> None:
        """Find out which models a folder holds: `found` tells."""
        if FOLDER not in self._tasks:
            self._submit(FindModels(folder), FOLDER)

    def export(self, folder: Path, with_files: bool) -> None:
        """Write the list of what is installed into a folder, and the files beside it if wanted."""
        if FOLDER not in self._tasks:
            self._submit(TendModels("export", (), folder, with_files), FOLDER)

    def cancel(self, name: str) -> None:
        """Stop what is being done with a model; what has arrived of it is kept."""
        task = self._tasks.get(name)
        if task is not None and self._jobs is not None:
            self._tasks[name] = replace(task, stopping=True)
            self._jobs.cancel(task.job)
            self.changed.emit(name)

    def close(self) -> None:
        """End the work and its process; what has arrived is kept."""
        self._rest.stop()
        if self._jobs is not None:
            self._jobs.close()
            self._jobs.deleteLater()
            self._jobs = None
        self._tasks.clear()

    # --- the process --------------------------------------------------------------------------------------------------

    def _submit(self, order: TendModels | FindModels, name: str) -> None:
        self._rest.stop()
        if self._jobs is None:
            self._jobs = Jobs(JobQueue(self._start()), self)
        self._jobs.queue.resume()  # It pauses itself after three crashes; who asks again wants it to go on.
        job = self._jobs.submit(order, partial(self._receive, name), background=True)
        self._tasks[name] = Task(order, job)
        self.changed.emit(name)

    def _receive(self, name: str, event: Event) -> None:
        task = self._tasks[name]
        match event:
            case Progressed(_, stage, fraction):
                self._move(name, task, stage, fraction)
                return
            case Finished(_, outcome):
                self._end(name)
                self._tell(name, task.order, outcome)
            case Failed(_, what, next_step):
                self._end(name)
                self.said.emit(say(what), say(next_step))
            case Stopped():
                self._end(name)

    def _move(self, name: str, task: Task, stage: str, fraction: float) -> None:
        """Another share is done."""
        now = self._clock()
        if stage != task.stage:
            task.pace.clear()
        task.pace.append((now, fraction))
        while now - task.pace[0][0] > PACE_SECONDS and len(task.pace) > 2:
            task.pace.popleft()
        tells = stage != task.stage or now - task.told >= TELL_SECONDS
        self._tasks[name] = replace(task, stage=stage, fraction=fraction, told=now if tells else task.told)
        if tells:
            self.changed.emit(name)

    def _end(self, name: str) -> None:
        del self._tasks[name]
        if not self._tasks:
            self._rest.start()
        self.changed.emit(name)

    def _tell(self, name: str, order: TendModels | FindModels, outcome: Outcome) -> None:
        """Say how it went."""
        match order, outcome:
            case FindModels(folder), ModelsFound(models):
                self.found.emit(folder, models)
            case TendModels("import"), Tended(sentences, _, False):
                self.said.emit(say(sentences[-1]), "")
            case TendModels("install" | "import"), _:
                self.said.emit(self.tr("“%1” is installed.").replace("%1", self.card(name).title), "")
            case TendModels("export"), Tended(_, (path, *_)):
                self.said.emit(self.tr("The models were exported to “%1”.").replace("%1", str(path.parent)), "")
            case TendModels("verify"), Tended(sentences, _, False):
                brought = self.tr("Import it again; no engine opens it before.")
                repair = self.tr("Repair it; no engine opens it before.")
                self.said.emit(say(sentences[0]), brought if self.card(name).brought else repair)
            case _, Tended(sentences):
                self.said.emit(say(sentences[0]), "")
