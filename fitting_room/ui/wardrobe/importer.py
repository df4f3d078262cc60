"""Takes in files, folders and pasted pictures for the wardrobe, and watches over their import in the worker."""

import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QRunnable, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage

from fitting_room.domain.errors import FittingRoomError
from fitting_room.studio.library.garments import GarmentOnFile
from fitting_room.studio.library.imports import Imports
from fitting_room.studio.library.wardrobe import INCOMING, Wardrobe
from fitting_room.studio.messages import Event, Failed, Finished, ImportGarments, Previewed, Stopped
from fitting_room.ui.garment_mime import GARMENT_MIME
from fitting_room.ui.jobs import Jobs


class Importer(QObject):
    """Everything that can become a garment ends up here. At most one import is under way.

    Args:
        wardrobe: Where to.
        jobs: Who does it; in the background, so that dressing never waits.
        parent: Owner.
    """

    progressed = Signal(int, int, float)
    """(done, all, seconds that are left); the seconds are negative while nobody can know."""
    brought_in = Signal()
    """One more garment is in the wardrobe."""
    ended = Signal()
    """Nothing is under way any more; the wardrobe may be another one than after the last `brought_in`."""
    failed = Signal(str, str)
    """(what, next step): the import had to stop."""

    def __init__(self, wardrobe: Wardrobe, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wardrobe = wardrobe
        self._imports = Imports(wardrobe.database)
        self._jobs = jobs
        self._job: int | None = None
        self._pace = Pace()
        self._post = Post()
        self._post.stored.connect(self._add_stored, Qt.ConnectionType.QueuedConnection)

    @property
    def imports(self) -> Imports:
        """What waits, and what was found."""
        return self._imports

    @property
    def busy(self) -> bool:
        """Whether an import is under way."""
        return self._job is not None

    def resume(self) -> None:
        """At the start of the program: go on where it stopped, and tidy up."""
        self._start()

    def add(self, sources: Sequence[Path]) -> None:
        """Bring in files, and folders with everything in them."""
        self._try(lambda: self._imports.add(sources))

    def add_back(self, garment: GarmentOnFile, source: Path) -> None:
        """Bring in a picture of a garment's back."""
        self._try(lambda: self._imports.add_back(garment.id, source))

    def again(self, garment: GarmentOnFile) -> None:
        """Look at a garment once more."""
        source = garment.picture or self._wardrobe.source_of(garment.id)
        if source is not None:
            self._try(lambda: self._imports.again(garment.id, source))

    @staticmethod
    def can_take(data: QMimeData) -> bool:
        """Whether something dropped or pasted can become garments."""
        if data.hasFormat(GARMENT_MIME):
            return False
        return any(url.isLocalFile() for url in data.urls()) if data.hasUrls() else data.hasImage()

    def take(self, data: QMimeData) -> bool:
        """Bring in what was dropped or pasted; returns whether there was anything."""
        if not self.can_take(data):
            return False
        if data.hasUrls():
            self.add([Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()])
            return True
        image = QImage(data.imageData())
        path = self._wardrobe.folder / INCOMING / f"{uuid.uuid4().hex}.png"
        # Compressing a large picture takes longer than the window may be busy.
        QThreadPool.globalInstance().start(Storing(image, path, self._post))
        return True

    def cancel(self) -> None:
        """Bring in nothing more; what is in stays."""
        self._imports.forget_waiting()
        if self._job is not None:
            self._jobs.cancel(self._job)

    def _add_stored(self, path: Path) -> None:
        if path.exists():
            self.add([path])
        else:
            self.failed.emit(self.tr("The picture could not be pasted."), self.tr("Save it as a file and add that."))

    def _try(self, ask: Callable[[], None]) -> None:
        try:
            ask()
        except FittingRoomError as error:
            self.failed.emit(error.what, error.next_step)
            return
        self._start()

    def _start(self) -> None:
        if self._job is None:
            order = ImportGarments(self._wardrobe.database.path, self._wardrobe.folder)
            self._pace = Pace()
            self._job = self._jobs.submit(order, self._receive, self.tr("Adding garments"), background=True)
        self._tell()

    def _receive(self, event: Event) -> None:
        match event:
            case Previewed():
                self.brought_in.emit()
                self._tell()
                return
            case Finished() | Failed() | Stopped():
                self._job = None
            case _:
                self._tell()
                return
        if isinstance(event, Stopped):
            self._imports.forget_waiting()  # By the user: a background job that gives way starts again unseen.
        if isinstance(event, Failed):
            self.failed.emit(event.what, event.next_step)
        elif self._imports.next() is not None:
            self._start()  # Asked for just when the worker had run out.
            return
        self.ended.emit()

    def _tell(self) -> None:
        done, total = self._imports.progress()
        if total > done:
            self.progressed.emit(done, total, self._pace.left(done, total))


class Pace:
    """How fast it goes, from what has been done so far."""

    def __init__(self) -> None:
        self._first: tuple[float, int] | None = None

    def left(self, done: int, total: int) -> float:
        """Seconds that are left; negative while nothing has been done."""
        now = time.monotonic()
        if self._first is None:
            self._first = (now, done)
        began, before = self._first
        if done == before:
            return -1.0
        return (total - done) * (now - began) / (done - before)


class Post(QObject):
    """Tells the window that a pasted picture is on disk. The thread keeps it alive; nobody has to be there any more."""

    stored = Signal(Path)


class Storing(QRunnable):
    """Writes a pasted picture into the folder where imports find it: whole, or not at all."""

    def __init__(self, image: QImage, path: Path, post: Post) -> None:
        super().__init__()
        self._image, self._path, self._post = image, path, post

    def run(self) -> None:
        """Write it and say where; whoever hears it looks whether it is there."""
        unfinished = self._path.with_suffix(".part")
        if self._image.save(str(unfinished), "PNG", 80):  # type: ignore[call-overload]
            unfinished.replace(self._path)
        self._post.stored.emit(self._path)
