"""Asks where clips shall be saved and in which format, and remembers both for the next time."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from fitting_room.settings import ClipFormat, Places
from fitting_room.ui.kept_settings import KeptSettings
from fitting_room.ui.saving import file_name, free_name

PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg")


class ClipSaving(QObject):
    """Asks with the dialogs of the system.

    Args:
        settings: Know where clips were saved the last time, and how.
        places: Know where pictures go if the settings do not.
    """

    def __init__(self, settings: KeptSettings, places: Places) -> None:
        super().__init__()
        self._settings = settings
        self._places = places

    def ask(self, window: QWidget, name: str) -> Path | None:
        """Ask for the file of a clip, or for a folder for its frames: that has no ending.

        Args:
            window: Above which the dialog opens.
            name: What the clip is called, which is proposed.
        """
        kinds = self._kinds()
        usual = next(words for words, kind in kinds.items() if kind is self._settings.now.clip.format)
        proposal = free_name(self.folder() / _ended(file_name(name), kinds[usual]))
        chosen, words = QFileDialog.getSaveFileName(
            window, self.tr("Save the clip"), str(proposal), ";;".join(kinds), usual
        )
        if not chosen:
            return None
        path = _ending_as_meant(Path(chosen), proposal, kinds.get(words, kinds[usual]))
        self._remember(path.parent, ClipFormat(path.suffix.lower().lstrip(".")))
        return path

    def ask_for_strip(self, window: QWidget, name: str) -> Path | None:
        """Ask for the file of a picture of four views."""
        proposal = free_name(self.folder() / f"{file_name(name)}.png")
        chosen, _ = QFileDialog.getSaveFileName(
            window, self.tr("Save the four views"), str(proposal), self.tr("Pictures") + " (*.png *.jpg)"
        )
        if not chosen:
            return None
        path = Path(chosen)
        self._remember(path.parent)
        return path if path.suffix.lower() in PICTURE_SUFFIXES else path.with_name(f"{path.name}.png")

    def folder(self) -> Path:
        """Where clips were saved last; where that is gone, where looks are."""
        now = self._settings.now
        pictures = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation))
        wishes = (now.clip.folder, now.save_folder, self._places.pictures)
        return next((each for each in wishes if each is not None and each.is_dir()), pictures)

    def _kinds(self) -> dict[str, ClipFormat]:
        """What the dialog offers: words and ending -> what they stand for."""
        return {
            self.tr("MP4, plays everywhere (*.mp4)"): ClipFormat.MP4,
            self.tr("WebM, small, for web pages (*.webm)"): ClipFormat.WEBM,
            self.tr("GIF, for chats, without the finest colours (*.gif)"): ClipFormat.GIF,
            self.tr("A folder with every frame as PNG (*)"): ClipFormat.PICTURES,
        }

    def _remember(self, folder: Path, chosen: ClipFormat | None = None) -> None:
        clip = self._settings.now.clip
        self._settings.change(clip=replace(clip, folder=folder, format=clip.format if chosen is None else chosen))


def _ended(name: str, chosen: ClipFormat) -> str:
    return f"{name}.{chosen}" if chosen else name


def _ending_as_meant(path: Path, proposal: Path, chosen: ClipFormat) -> Path:
    """The ending that was typed; where none was typed, that of the kind that was chosen."""
    endings = {f".{each}" for each in ClipFormat if each}
    typed = path.suffix.lower() if path.suffix.lower() in endings else ""
    if not typed:
        return path.with_name(_ended(path.name, chosen))
    if path.suffix == proposal.suffix and typed != f".{chosen}":
        # Only the kind was changed, and not every dialog changes the ending with it. Nobody was asked about that file.
        return free_name(path.with_name(_ended(path.stem, chosen)))
    return path
