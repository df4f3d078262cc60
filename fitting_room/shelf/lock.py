"""What each model consisted of when it was first fetched, and whether a file still is that."""

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fitting_room.shelf.manifest import is_safe

FORMAT = 1
BLOCK = 1 << 20
"""Bytes read at once: large enough for speed, small enough to be stopped between two."""


@dataclass(frozen=True)
class LockedFile:
    """One file as it was published.

    Attributes:
        path: Inside the repository, with forward slashes.
        size: Bytes.
        checksum: "sha256:..." of the content, or "git:..." for small files, of which the hub knows only git's own.
    """

    path: str
    size: int
    checksum: str

    def __post_init__(self) -> None:
        if not is_safe(self.path) or self.size < 0 or self.checksum.partition(":")[0] not in ("sha256", "git"):
            raise ValueError(f"no file of a model: {self!r}")

    def is_in(self, path: Path, tick: Callable[[int], None] = lambda read: None) -> bool:
        """Whether the file at a path has exactly this content.

        Args:
            path: The file to look at; it need not exist.
            tick: Called with the number of bytes read since the last call; may raise to stop.
        """
        if not path.is_file() or path.stat().st_size != self.size:
            return False
        kind, _, wanted = self.checksum.partition(":")
        # Git names a file by the SHA-1 of its content behind this header.
        digest = hashlib.sha256() if kind == "sha256" else hashlib.sha1(b"blob %d\0" % self.size)
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
                tick(len(block))
        return digest.hexdigest() == wanted


@dataclass(frozen=True)
class LockedModel:
    """A model as it was published.

    Attributes:
        repo: "owner/name" on the hub.
        commit: The commit of the repository.
        files: Its files.
    """

    repo: str
    commit: str
    files: tuple[LockedFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True)
class Lock:
    """Every model that was ever fetched, by id. The same file lists the models on a USB stick."""

    models: Mapping[str, LockedModel] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "Lock":
        """The lock in a file; an empty one where there is no such file.

        Raises:
            ValueError: The file is damaged, or was written by a newer fitting room.
        """
        try:
            plain = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return cls()
        try:
            if plain["format"] != FORMAT:
                raise ValueError(f"{path.name} has format {plain['format']}")
            return cls({name: _model(entry) for name, entry in plain["models"].items()})
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"{path.name} is damaged") from error

    def write(self, path: Path) -> None:
        """Write the lock so that a power cut leaves the old file or the new one."""
        models = {
            name: {
                "repo": model.repo,
                "commit": model.commit,
                "files": {file.path: [file.size, file.checksum] for file in model.files},
            }
            for name, model in sorted(self.models.items())
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(path.name + ".part")
        with fresh.open("w", encoding="utf-8") as file:
            json.dump({"format": FORMAT, "models": models}, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        settle(fresh, path)

    def with_model(self, name: str, model: LockedModel) -> "Lock":
        """The same lock with one model added or replaced."""
        return Lock({**self.models, name: model})


def settle(fresh: Path, path: Path) -> None:
    """Give a finished file, whose content is on disk, its name; on POSIX the folder is written out as well."""
    fresh.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _model(entry: dict[str, Any]) -> LockedModel:
    files = tuple(LockedFile(path, size, checksum) for path, (size, checksum) in entry["files"].items())
    return LockedModel(entry["repo"], entry["commit"], files)
