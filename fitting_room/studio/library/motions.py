"""The motions that the user recorded or read from films: joints, and a name. No picture of anybody is among them.

<folder>/<id>.json      one motion each, as `motion.library` reads and writes it
<folder>/trash/         what was removed since the program started
"""

import contextlib
import shutil
import uuid
from dataclasses import dataclass, replace
from pathlib import Path

from fitting_room.domain.errors import CannotSave, UnsuitableMotion
from fitting_room.domain.motion import MotionClip
from fitting_room.domain.sentence import Sentence
from fitting_room.motion.library import motion_text, read_motion
from fitting_room.studio.export import UNFINISHED_SUFFIX, write_whole


@dataclass(frozen=True, eq=False)
class MotionOnFile:
    """One motion of the user.

    Attributes:
        path: Its file, which is also what orders and recipes call it.
        motion: What it is; its name is the user's.
    """

    path: Path
    motion: MotionClip


class Motions:
    """The user's own motions.

    Args:
        folder: Where they lie; made when the first one is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def all(self) -> tuple[MotionOnFile, ...]:
        """Every motion that can be read, the newest first."""
        found = []
        for path in self._folder.glob("*.json"):
            with contextlib.suppress(UnsuitableMotion, OSError):  # Damaged: one motion fewer, not a broken list.
                found.append((path.stat().st_mtime_ns, MotionOnFile(path, read_motion(path))))
        return tuple(motion for _, motion in sorted(found, key=lambda each: each[0], reverse=True))

    def expect(self) -> Path:
        """A file of its own for a motion that somebody will write, whole or not at all.

        Raises:
            CannotSave: The folder could not be made.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise CannotSave(
                Sentence("The folder “{folder}” could not be made.", folder=self._folder),
                "Free some space, or allow writing there.",
            ) from error
        return self._folder / f"{uuid.uuid4().hex}.json"

    def keep(self, motion: MotionClip) -> MotionOnFile:
        """Write a motion.

        Raises:
            CannotSave: There is no room, or no permission; then nothing is there.
        """
        path = self.expect()
        write_whole(motion_text(motion).encode(), path)
        return MotionOnFile(path, motion)

    def rename(self, kept: MotionOnFile, name: str) -> MotionOnFile:
        """Call a motion something else.

        Raises:
            CannotSave: It could not be written; the old name stays.
        """
        motion = replace(kept.motion, name=name.strip() or kept.motion.name)
        write_whole(motion_text(motion).encode(), kept.path)
        return MotionOnFile(kept.path, motion)

    def remove(self, kept: MotionOnFile) -> None:
        """Take a motion off the list; `restore` undoes it until `empty_trash`.

        Raises:
            CannotSave: It could not be moved; it stays.
        """
        self._move(kept.path, self._trash / kept.path.name)

    def restore(self, kept: MotionOnFile) -> None:
        """Bring back a motion that was removed.

        Raises:
            CannotSave: It could not be moved.
        """
        self._move(self._trash / kept.path.name, kept.path)

    def empty_trash(self) -> None:
        """Delete for good what was removed, and what a killed program left half written."""
        shutil.rmtree(self._trash, ignore_errors=True)
        for unfinished in self._folder.glob(f".*{UNFINISHED_SUFFIX}"):
            with contextlib.suppress(OSError):
                unfinished.unlink()

    @property
    def _trash(self) -> Path:
        return self._folder / "trash"

    @staticmethod
    def _move(source: Path, target: Path) -> None:
        try:
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            source.replace(target)
        except OSError as error:
            raise CannotSave(
                "The motion could not be moved.", "Close other programs that use it, and try again."
            ) from error
