"""Photos come in: a file, something dropped, the clipboard. Each is copied into the library before it is used.

The worker does the opening and the copying. A photo that cannot be opened leaves nothing behind but a sentence.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap

from fitting_room.domain.errors import FittingRoomError
from fitting_room.studio.library.people import ME, People, PhotoOnFile
from fitting_room.studio.messages import Event, Failed, Finished, KeepPhoto, Previewed, Stopped
from fitting_room.studio.recipe import readable_name
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.pixmap import to_pixmap
from fitting_room.ui.translations import say


class PhotoIntake(QObject):
    """Puts photos on file.

    Args:
        people: Where they are kept.
        jobs: Opens and copies them.
    """

    arrived = Signal(object)
    """A `PhotoOnFile` is there: a new one, or one that had been there before."""
    previewed = Signal(QPixmap)
    """What a photo looks like that is on its way."""
    refused = Signal(str, str)
    """Why there is no photo, and what to do."""

    def __init__(self, people: People, jobs: Jobs) -> None:
        super().__init__()
        self._people = people
        self._jobs = jobs
        self.person = ME
        """Whose photos come in."""

    def open(self, path: Path) -> None:
        """Put a file on file, unless it is there already."""
        known = self._people.photo_at(path)
        if known is not None:
            self.arrived.emit(known)
        else:
            self._keep(path, readable_name(path))

    def open_shot(self, path: Path) -> None:
        """Put a photo from the mirror on file; it is deleted as soon as it has been copied, or could not be."""
        now = QLocale().toString(QDateTime.currentDateTime(), QLocale.FormatType.ShortFormat)
        self._keep(path, now, passing=True)

    def can_take(self, data: QMimeData) -> bool:
        """Whether something that is dropped or pasted can be a photo."""
        return bool(_files(data)) or data.hasImage()

    def take(self, data: QMimeData) -> None:
        """Put on file what was dropped or pasted: every file, or the picture."""
        files = _files(data)
        for file in files:
            self.open(file)
        if not files and data.hasImage():
            self._keep_image(QImage(data.imageData()))

    def paste(self) -> None:
        """Put the picture on the clipboard on file, or say that there is none."""
        data = QGuiApplication.clipboard().mimeData()
        if data is not None and self.can_take(data):
            self.take(data)
        else:
            self.refused.emit(
                self.tr("There is no picture on the clipboard."), self.tr("Copy a picture first, then paste it here.")
            )

    def _keep_image(self, image: QImage) -> None:
        """Pixels without a file get one, because orders name files."""
        try:
            path = self._people.expect_pasted()
        except FittingRoomError as error:
            self.refused.emit(say(error.what), say(error.next_step))
            return
        # A bitmap: a 4K screenshot takes 30 ms, as PNG 400 ms. The worker packs it, and this one lives for a second.
        if image.save(str(path)):
            self._keep(path, self.tr("Pasted"), passing=True)
        else:
            path.unlink(missing_ok=True)
            self.refused.emit(
                self.tr("The picture on the clipboard could not be written."), self.tr("Free some space and try again.")
            )

    def _keep(self, source: Path, caption: str, passing: bool = False) -> None:
        """Have a picture copied; `passing` ones are deleted when that is over."""
        try:
            photo = self._people.expect_photo(self.person, caption)
        except FittingRoomError as error:
            if passing:
                source.unlink(missing_ok=True)
            self.refused.emit(say(error.what), say(error.next_step))
            return
        title = self.tr("Open “%1”").replace("%1", caption)
        receive = partial(self._receive, photo, source if passing else None)
        self._jobs.submit(KeepPhoto(source, photo.path), receive, title)

    def _receive(self, photo: PhotoOnFile, passing: Path | None, event: Event) -> None:
        match event:
            case Previewed(_, view):
                self.previewed.emit(to_pixmap(view.image))
            case Finished():
                self.arrived.emit(photo)
            case Failed(_, what, next_step):
                self._people.discard_photo(photo)
                self.refused.emit(say(what), say(next_step))
            case Stopped():
                self._people.discard_photo(photo)
        if passing is not None and isinstance(event, Finished | Failed | Stopped):
            passing.unlink(missing_ok=True)


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
