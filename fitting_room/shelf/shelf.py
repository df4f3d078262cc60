"""The folder of installed models: install, verify, repair, remove, import, export, and keep what was made here.

    <folder>/lock.json             what each model consisted of when it was first fetched
    <folder>/<id>/<path>           a file, complete and checked
    <folder>/<id>/<path>.part      a file that is still arriving; never used
    <folder>/<id>/<path>.damaged   a file that turned out not to be what was published; never used

Once a model is installed nothing here touches the network.
"""

import errno
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from fitting_room.domain.errors import (
    CannotSave,
    DamagedModel,
    DiskFull,
    DownloadFailed,
    ModelUnavailable,
    NotInstalled,
)
from fitting_room.domain.job import Report, silent
from fitting_room.domain.licence import Profile
from fitting_room.domain.sentence import Sentence
from fitting_room.shelf.download import fetch, part_of
from fitting_room.shelf.hub import Hub
from fitting_room.shelf.lock import BLOCK, Lock, LockedFile, LockedModel, settle
from fitting_room.shelf.manifest import ModelCard

LIST_NAME = "fitting-room-models.json"
"""The list that lies beside exported models: names, sizes and checksums, in the form of a lock."""
DAMAGED_ENDING = ".damaged"
ROOM_TO_SPARE = 512 << 20
"""Bytes that stay free on the disk: a system without any behaves badly."""


class State(StrEnum):
    """How much of a model is here."""

    ABSENT = "not installed"
    PARTIAL = "partly downloaded"
    DAMAGED = "damaged"
    INSTALLED = "installed"


@dataclass(frozen=True)
class ModelShelf:
    """The models on this machine.

    Attributes:
        folder: Where they lie; need not exist yet.
        hub: Where they come from.
    """

    folder: Path
    hub: Hub = field(default_factory=Hub)

    def state(self, card: ModelCard) -> State:
        """How much of a model is here; looks at names and sizes only."""
        locked = self._locked(card)
        if locked is not None and all(self._has(card, file) for file in locked.files):
            return State.INSTALLED
        there = [path for path in (self.folder / card.id).rglob("*") if path.is_file()]
        if any(path.name.endswith(DAMAGED_ENDING) for path in there):
            return State.DAMAGED
        return State.PARTIAL if there else State.ABSENT

    def arrived(self, card: ModelCard) -> float:
        """The share of a model in [0, 1] that is here, complete files and parts of others together."""
        locked = self._locked(card)
        if locked is None or not locked.size:
            return 0.0
        sizes = [
            file.size if self._has(card, file) else min(_size_of(part_of(self._path(card, file))), file.size)
            for file in locked.files
        ]
        return sum(sizes) / locked.size

    def found_in(self, source: Path) -> tuple[str, ...]:
        """Ids of the models that the list in a folder names: what `export` put there.

        Raises:
            DamagedModel: There is no such list, or it cannot be read.
        """
        try:
            listed = Lock.read(source / LIST_NAME).models
        except ValueError:
            listed = {}
        if not listed:
            raise DamagedModel(
                "Nothing in that folder says which models it holds.",
                Sentence("Make the folder with `fitting-room models export`, which writes “{name}” beside the files.",
                         name=LIST_NAME),
            )  # fmt: skip
        return tuple(listed)

    def open(self, card: ModelCard, profile: Profile) -> Path:
        """The folder of an installed model, for an engine to load from.

        Raises:
            NotAllowed: Its licence does not allow what this installation is for.
            NotInstalled: It is not here, or not all of it.
        """
        card.check_allowed(profile)
        state = self.state(card)
        if state is State.DAMAGED:
            raise DamagedModel(
                Sentence("A file of “{model}” is damaged.", model=card.title),
                Sentence("Repair it on the page of models, or with `fitting-room models repair {id}`.", id=card.id),
            )
        if state is not State.INSTALLED and card.brought:
            raise NotInstalled(
                Sentence("The model “{model}” is not installed.", model=card.title),
                Sentence("Get its files yourself, then import them on the page of models, or with "
                         "`fitting-room models import FOLDER {id}`.", id=card.id),
            )  # fmt: skip
        if state is not State.INSTALLED:
            raise NotInstalled(
                Sentence("The model “{model}” is not installed.", model=card.title),
                Sentence("Install it on the page of models, or with `fitting-room models install {id}` "
                         "(about {megabytes} MB).", id=card.id, megabytes=card.megabytes),
            )  # fmt: skip
        return self.folder / card.id

    def install(self, card: ModelCard, report: Report = silent) -> Path:
        """Fetch what is missing of a model; a download that was stopped goes on.

        The first fetch records what the hub announces in the lock; every later one has to match it.

        Raises:
            DownloadFailed: The files could not be fetched.
            DiskFull: There is no room for them.
            CannotSave: They cannot be written.
            Cancelled: `report` raised it; what has arrived is kept.
        """
        if card.brought:
            raise DownloadFailed(
                Sentence("“{model}” cannot be downloaded: its authors publish it elsewhere.", model=card.title),
                Sentence("Get its files yourself, then run `fitting-room models import FOLDER {id}`.", id=card.id),
            )
        with self._alone(card):
            report("download", 0.0)
            model = self._locked(card)
            if model is None:
                model = self.hub.describe(card)
                self._read_lock().with_model(card.id, model).write(self._lock)
            missing = [file for file in model.files if not self._has(card, file)]
            self._check_room(card, missing)
            tick = _ticker("download", model.size, report, sum(f.size for f in model.files if f not in missing))
            for file in missing:
                fetch(self.hub, card, model.commit, file, self._path(card, file), tick)
            self._forget_damaged(card)
        return self.folder / card.id

    def verify(self, card: ModelCard, report: Report = silent) -> tuple[str, ...]:
        """Read every file of an installed model and compare; returns the paths that are missing or damaged.

        What is damaged is set aside under another name, so that no engine opens it before it is repaired.

        Raises:
            NotInstalled: It was never installed here.
            Cancelled: `report` raised it.
        """
        model = self._locked(card)
        if model is None:
            raise NotInstalled(
                Sentence("The model “{model}” is not installed.", model=card.title), "There is nothing to verify."
            )
        tick = _ticker("verifying", model.size, report)
        broken = tuple(file.path for file in model.files if not file.is_in(self._path(card, file), tick))
        with _writing(self.folder):
            for path in broken:
                file = self.folder / card.id / path
                if file.is_file():
                    file.replace(file.with_name(file.name + DAMAGED_ENDING))
        return broken

    def repair(self, card: ModelCard, report: Report = silent) -> tuple[str, ...]:
        """Fetch the files again that are missing or damaged; returns their paths.

        Raises:
            ModelUnavailable, CannotSave, Cancelled: As `verify` and `install`.
        """
        broken = self.verify(card, report)
        if broken:
            self.install(card, report)
        return broken

    def remove(self, card: ModelCard) -> bool:
        """Delete the files of a model; whether there were any. What they have to be stays in the lock."""
        folder = self.folder / card.id
        if not folder.is_dir():
            return False
        with self._alone(card):
            shutil.rmtree(folder)
        return True

    def bring(self, card: ModelCard, source: Path, report: Report = silent) -> Path:
        """Import a model from a folder, such as a USB stick: files are found by their content, whatever their names.

        What they have to be is known from the lock, or from the list that `export` writes beside them.

        Raises:
            DamagedModel: A file is missing there, or is not the one that was published, or nobody knows what it is.
            DiskFull, CannotSave: It cannot be written here.
            Cancelled: `report` raised it.
        """
        with self._alone(card):
            model = self._locked(card) or self._listed(card, source)
            missing = [file for file in model.files if not self._has(card, file)]
            self._check_room(card, missing)
            tick = _ticker("copying", 2 * sum(file.size for file in missing), report)
            for file in missing:
                _copy(_find(file, source, card, tick), file, self._path(card, file), card, tick)
            self._read_lock().with_model(card.id, model).write(self._lock)
            self._forget_damaged(card)
        return self.folder / card.id

    def keep(self, card: ModelCard, path: str, write: Callable[[Path], None]) -> Path:
        """Take in a file that is made on this machine, and record what it is from now on.

        Args:
            card: The model it belongs to.
            path: Its path in the model's folder.
            write: Writes it to the path it is given; under its own name it only ever appears complete.

        Raises:
            DiskFull, CannotSave: It cannot be written here.
        """
        with self._alone(card):
            target = self.folder / card.id / path
            part = part_of(target)
            target.parent.mkdir(parents=True, exist_ok=True)
            write(part)
            with part.open("rb") as file:
                made = LockedFile(
                    path, part.stat().st_size, f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
                )
                os.fsync(file.fileno())
            settle(part, target)
            lock = self._read_lock()
            known = lock.models.get(card.id, LockedModel(card.repo, "", ()))
            others = tuple(file for file in known.files if file.path != path and self._has(card, file))
            lock.with_model(card.id, LockedModel(card.repo, known.commit, (*others, made))).write(self._lock)
            self._forget_damaged(card)
        return target

    def export(self, cards: Sequence[ModelCard], target: Path, with_files: bool, report: Report = silent) -> Path:
        """Write the list of installed models into a folder, and the files beside it if wanted; returns the list.

        Raises:
            NotInstalled: One of them is not here.
            DamagedModel: A file is not what it was.
            DiskFull, CannotSave: It cannot be written there.
            Cancelled: `report` raised it.
        """
        models = {card.id: self._locked(card) for card in cards if self.open(card, Profile.RESEARCH)}
        known = {name: model for name, model in models.items() if model is not None}
        with _writing(target):
            if with_files:
                tick = _ticker("copying", sum(model.size for model in known.values()), report)
                for card in cards:
                    for file in known[card.id].files:
                        _copy(self._path(card, file), file, target / card.id / file.path, card, tick)
            Lock(known).write(target / LIST_NAME)
        return target / LIST_NAME

    def _forget_damaged(self, card: ModelCard) -> None:
        """Delete what was set aside: whole files have taken its place."""
        for path in (self.folder / card.id).rglob("*" + DAMAGED_ENDING):
            path.unlink(missing_ok=True)

    @property
    def _lock(self) -> Path:
        return self.folder / "lock.json"

    def _path(self, card: ModelCard, file: LockedFile) -> Path:
        return self.folder / card.id / file.path

    def _has(self, card: ModelCard, file: LockedFile) -> bool:
        path = self._path(card, file)
        return path.is_file() and path.stat().st_size == file.size

    def _read_lock(self) -> Lock:
        try:
            return Lock.read(self._lock)
        except ValueError as error:
            raise DamagedModel(
                Sentence("The list of model checksums, “{path}”, cannot be read.", path=self._lock),
                "Update the fitting room if a newer one wrote it; else delete that file and install the models again.",
            ) from error

    def _locked(self, card: ModelCard) -> LockedModel | None:
        """What a model has to be, if it was ever fetched and is still the one that the manifest means."""
        model = self._read_lock().models.get(card.id)
        current = model is not None and model.repo == card.repo and card.revision in (None, model.commit)
        if model is not None and card.brought:
            current = current and {file.path for file in model.files} == set(card.files)
        return model if current else None

    def _listed(self, card: ModelCard, source: Path) -> LockedModel:
        try:
            model = Lock.read(source / LIST_NAME).models.get(card.id)
        except ValueError:
            model = None
        if model is None or model.repo != card.repo or card.revision not in (None, model.commit):
            raise DamagedModel(
                Sentence("Nothing says which files belong to “{model}” in this version.", model=card.title),
                Sentence("Make the folder with `fitting-room models export`, which writes “{name}” beside the files.",
                         name=LIST_NAME),
            )  # fmt: skip
        return model

    def _check_room(self, card: ModelCard, missing: Sequence[LockedFile]) -> None:
        """Make sure that the files will fit.

        Raises:
            DiskFull: They will not.
        """
        needed = sum(file.size - _size_of(part_of(self._path(card, file))) for file in missing)
        self.folder.mkdir(parents=True, exist_ok=True)
        if missing and needed + ROOM_TO_SPARE > shutil.disk_usage(self.folder).free:
            raise DiskFull(
                Sentence("There is no room for “{model}”: it takes {megabytes} MB.", model=card.title,
                         megabytes=needed // 1_000_000),
                Sentence("Free some space on the disk of “{folder}”, then try again.", folder=self.folder),
            )  # fmt: skip

    @contextmanager
    def _alone(self, card: ModelCard) -> Iterator[None]:
        """Change the shelf while no other program does; its lock is let go even if this program is killed."""
        with _writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.folder / "turn.sqlite", timeout=0, isolation_level=None)) as turn:
                try:
                    turn.execute("BEGIN EXCLUSIVE")
                except sqlite3.OperationalError as error:
                    raise ModelUnavailable(
                        Sentence("Another program is changing the models; “{model}” has to wait.", model=card.title),
                        "Try again when it is done.",
                    ) from error
                yield


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Turn what the disk says into what people can do about it."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull("There is no room left for the model.", "Free some space, then try again.") from error
        raise CannotSave(
            Sentence("Models cannot be written to “{folder}”.", folder=folder), "Check that you may write there."
        ) from error


def _size_of(path: Path) -> int:
    """Bytes of a file; 0 where there is none."""
    return path.stat().st_size if path.is_file() else 0


def _ticker(stage: str, total: int, report: Report, already: int = 0) -> Callable[[int], None]:
    """Turns numbers of bytes into reports of a stage."""
    done = already

    def tick(count: int) -> None:
        nonlocal done
        done += count
        report(stage, min(max(done / max(total, 1), 0.0), 1.0))

    return tick


def _find(file: LockedFile, source: Path, card: ModelCard, tick: Callable[[int], None]) -> Path:
    """The file below a folder that has this content."""
    for path in sorted(source.rglob("*")):
        if path.is_file() and path.stat().st_size == file.size and file.is_in(path, tick):
            return path
    raise DamagedModel(
        Sentence("“{file}” of “{model}” is missing there, or is damaged.", file=file.path, model=card.title),
        "Copy the folder again, or install the model from the network.",
    )


def _copy(source: Path, file: LockedFile, target: Path, card: ModelCard, tick: Callable[[int], None]) -> None:
    """Copy a file; under its own name the copy only ever appears complete and checked."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = part_of(target)
    with source.open("rb") as reading, part.open("wb") as writing:
        while block := reading.read(BLOCK):
            writing.write(block)
            tick(len(block))
        writing.flush()
        os.fsync(writing.fileno())
    if not file.is_in(part):
        part.unlink()
        raise DamagedModel(
            Sentence("“{file}” of “{model}” is damaged.", file=file.path, model=card.title),
            Sentence("Repair it with `fitting-room models repair {id}`.", id=card.id),
        )
    settle(part, target)
