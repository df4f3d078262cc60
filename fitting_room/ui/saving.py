"""Asks where pictures shall be saved and in which format, and remembers the answer for the next time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from fitting_room.settings import JpegQuality, PictureFormat, Places
from fitting_room.studio.export import SAVE_SUFFIXES
from fitting_room.ui.kept_settings import KeptSettings

_LONGEST_NAME = 80


@dataclass(frozen=True)
class Target:
    """Where a picture goes.

    Attributes:
        path: The file; its ending says in which format.
        quality: Of a JPEG, 1 to 100.
    """

    path: Path
    quality: int


class Saving(QObject):
    """Asks with the dialogs of the system.

    Args:
        settings: Know the usual folder, and what was chosen the last time.
        places: Know where pictures go if the settings do not.
    """

    def __init__(self, settings: KeptSettings, places: Places) -> None:
        super().__init__()
        self._settings = settings
        self._places = places

    def ask(self, window: QWidget, name: str) -> Target | None:
        """Ask for the file of one picture.

        Args:
            window: Above which the dialog opens.
            name: What the picture is called, which is proposed.
        """
        kinds = self._kinds()
        now = self._settings.now
        usual = next(words for words, kind in kinds.items() if kind == (now.save_format, now.jpeg_quality))
        proposal = self._folder() / f"{file_name(name)}.{now.save_format}"
        chosen, words = QFileDialog.getSaveFileName(
            window, self.tr("Save the look"), str(proposal), ";;".join(kinds), usual
        )
        if not chosen:
            return None
        file_format, quality = kinds.get(words, kinds[usual])
        path = _ending_as_meant(Path(chosen), proposal, file_format)
        self._remember(path.suffix, quality)
        return Target(path, quality)

    def ask_for_many(self, window: QWidget, names: Sequence[str]) -> list[Target]:
        """Ask for the folder of several pictures, which get names of their own in the usual format; none for no."""
        folder = QFileDialog.getExistingDirectory(window, self.tr("Save the looks into"), str(self._folder()))
        targets: list[Target] = []
        for name in names if folder else ():
            taken = {target.path for target in targets}
            path = free_name(Path(folder) / f"{file_name(name)}.{self._settings.now.save_format}", taken)
            targets.append(Target(path, self._settings.now.jpeg_quality))
        return targets

    def _kinds(self) -> dict[str, tuple[PictureFormat, JpegQuality]]:
        """What the dialog offers: words and ending -> what they stand for."""
        png = (PictureFormat.PNG, self._settings.now.jpeg_quality)
        return {
            self.tr("PNG, every pixel as it is (*.png)"): png,
            self.tr("JPEG, best quality (*.jpg)"): (PictureFormat.JPEG, JpegQuality.BEST),
            self.tr("JPEG, good quality (*.jpg)"): (PictureFormat.JPEG, JpegQuality.GOOD),
            self.tr("JPEG, small file (*.jpg)"): (PictureFormat.JPEG, JpegQuality.SMALL),
        }

    def _folder(self) -> Path:
        folder = self._settings.now.save_folder or self._places.pictures
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        return folder if folder.is_dir() else Path(pictures)

    def _remember(self, suffix: str, quality: JpegQuality) -> None:
        formats = {".png": PictureFormat.PNG, ".jpg": PictureFormat.JPEG, ".jpeg": PictureFormat.JPEG}
        usual = formats.get(suffix.lower(), self._settings.now.save_format)
        self._settings.change(save_format=usual, jpeg_quality=quality)


def file_name(name: str) -> str:
    """A name for a file that every system takes: "Anna, Breton T-shirt"."""
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", name)
    return " ".join(plain.split())[:_LONGEST_NAME].strip(" .") or "look"


def _ending_as_meant(path: Path, proposal: Path, chosen: PictureFormat) -> Path:
    """The ending that was typed; where none was typed, that of the kind that was chosen."""
    if path.suffix.lower() not in SAVE_SUFFIXES:
        return path.with_name(f"{path.name}.{chosen}")
    if path.suffix == proposal.suffix and chosen not in path.suffix:
        # Only the kind was changed, and not every dialog changes the ending with it. Nobody was asked about that file.
        return free_name(path.with_suffix(f".{chosen}"))
    return path


def free_name(path: Path, taken: set[Path] | frozenset[Path] = frozenset()) -> Path:
    """A name that no file has yet: "look.png", "look 2.png"."""
    number, free = 1, path
    while free in taken or free.exists():
        number += 1
        free = path.with_stem(f"{path.stem} {number}")
    return free
