"""The fitting room: people, picture, wardrobe; and the wires between them, the session and the worker."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QPushButton, QVBoxLayout, QWidget

from fitting_room.domain.tryon import Fit
from fitting_room.studio.demo import PersonFile
from fitting_room.studio.messages import (
    Dress,
    Event,
    Failed,
    Finished,
    OpenPhoto,
    Order,
    Previewed,
    Progressed,
    Saved,
    SaveLook,
    Stopped,
    View,
)
from fitting_room.studio.queue import JobQueue
from fitting_room.studio.recipe import GarmentFile
from fitting_room.studio.runner import Runner
from fitting_room.studio.session import Scene, Session
from fitting_room.studio.stages import words_for
from fitting_room.ui.controls import Choice
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.panels import PeoplePanel, WardrobePanel
from fitting_room.ui.pixmap import ThumbnailLoader, to_pixmap
from fitting_room.ui.stage import Stage


class FittingRoomWindow(QMainWindow):
    """The main window.

    Args:
        runner: Carries out orders; closed with the window.
        people: Who can be dressed, the first at once.
        wardrobe: What can be worn.
    """

    def __init__(self, runner: Runner, people: Sequence[PersonFile], wardrobe: Sequence[GarmentFile]) -> None:
        super().__init__()
        self.jobs = Jobs(JobQueue(runner), self)
        self._session = Session()
        self._orders: dict[int, Order] = {}
        self._bundled = {person.path for person in people}
        self._thumbnails = ThumbnailLoader(self)
        self.people = PeoplePanel(people, self._thumbnails)
        self.wardrobe = WardrobePanel(wardrobe, self._thumbnails)
        self.stage = Stage()
        self._build()
        self._connect()
        self._show_scene()
        if people:
            self.open_photo(people[0].path)
            self._session = Session(self._session.scene)  # There is nothing to go back to yet.
            self._show_scene()

    # --- what the user does -------------------------------------------------------------------------------------------

    def open_photo(self, path: Path) -> None:
        """Dress the person of another photo."""
        self._change(replace(self._session.scene, photo=path), reopen=True)

    def toggle_garment(self, garment: GarmentFile) -> None:
        """Put a garment on, or take it off."""
        self._change(self._session.scene.toggled(garment))

    def set_fit(self, fit: Fit) -> None:
        """How closely the garments follow the body."""
        self._change(replace(self._session.scene, options=replace(self._session.scene.options, fit=fit)))

    def set_tuck(self, tuck: bool | None) -> None:
        """Whether the top is worn inside the bottoms; None lets the engine judge."""
        self._change(replace(self._session.scene, options=replace(self._session.scene.options, tuck=tuck)))

    def undo(self) -> None:
        """Go back to the scene before."""
        photo = self._session.scene.photo
        if self._session.undo():
            self._follow_scene(new_photo=self._session.scene.photo != photo)

    def save(self, path: Path) -> None:
        """Write the look at full size."""
        recipe = self._session.scene.recipe
        if recipe is not None:
            self._submit(SaveLook(recipe, path))

    def ask_to_open(self) -> None:
        """Ask for a photo and open it."""
        kinds = self.tr("Pictures") + " (*.jpg *.jpeg *.png *.webp *.heic *.heif *.avif *.tif *.tiff *.bmp *.gif)"
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open a photo"), "", kinds)
        if name:
            self.open_photo(Path(name))

    def ask_to_save(self) -> None:
        """Ask for a place and save the look there."""
        if self._session.scene.recipe is None:
            return
        kinds = self.tr("Pictures") + " (*.png *.jpg *.webp)"
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the look"), "look.png", kinds)
        if name:
            self.save(Path(name) if Path(name).suffix else Path(f"{name}.png"))

    # --- from scene to screen -----------------------------------------------------------------------------------------

    def _change(self, scene: Scene, reopen: bool = False) -> None:
        new_photo = scene.photo != self._session.scene.photo
        if self._session.change(scene) or reopen:
            self._follow_scene(new_photo or reopen)

    def _follow_scene(self, new_photo: bool) -> None:
        """Show the scene and order what it needs."""
        scene = self._session.scene
        self.stage.message.hide()
        if new_photo and scene.photo is not None:
            self.stage.set_after(None)
            if scene.photo in self._bundled:
                self.stage.set_before(QPixmap(str(scene.photo)))  # Small and known: no need to wait for the worker.
            self._submit(OpenPhoto(scene.photo))
        if scene.recipe is not None:
            self._submit(Dress(scene.recipe))
        else:
            self._stop_dressing()
            self.stage.set_after(None)
        self._show_scene()

    def _show_scene(self) -> None:
        """Make every control show the session."""
        scene = self._session.scene
        self.people.show_chosen(scene.photo)
        self.wardrobe.show_worn(scene.garments)
        self._fit.set_value(scene.options.fit)
        self._tuck.set_value(scene.options.tuck)
        self._undo.setEnabled(self._session.can_undo)
        self._save.setEnabled(scene.recipe is not None)
        self._before.setEnabled(scene.recipe is not None)
        worn = ", ".join(garment.name for garment in scene.garments)
        name = self.people.name_of(scene.photo) if scene.photo is not None else ""
        self.stage.describe(self.tr("%1 wearing %2").replace("%1", name).replace("%2", worn) if worn else name)
        self._show_idle()

    def _show_idle(self) -> None:
        if not self._orders:
            undressed = self._session.scene.photo is not None and not self._session.scene.garments
            self.stage.set_idle(self.tr("Choose something to wear.") if undressed else "")

    # --- the worker ---------------------------------------------------------------------------------------------------

    def _submit(self, order: Order) -> None:
        self._orders[self.jobs.submit(order, self._receive)] = order
        self.stage.set_progress(self._words("opening"), 0.0)

    def _stop_dressing(self) -> None:
        """A look that is still being made is no longer wanted; an opening photo is."""
        for job, order in self._orders.items():
            if isinstance(order, Dress):
                self.jobs.cancel(job)

    def _receive(self, event: Event) -> None:
        order = self._orders[event.job]
        match event:
            case Progressed(_, stage, fraction):
                self.stage.set_progress(self._words(stage), fraction)
                return
            case Previewed(_, view):
                self._show_view(order, view)
                return
            case Finished(_, View() as view):
                self._show_view(order, view)
            case Finished(_, Saved(path)):
                self.stage.message.say(self.tr("Saved as “%1”.").replace("%1", path.name))
            case Failed(_, what, next_step) if self._is_wanted(order):
                self._show_failure(order, what, next_step)
            case Failed() | Stopped():
                pass
        del self._orders[event.job]
        self._show_idle()

    def _show_failure(self, order: Order, what: str, next_step: str) -> None:
        """Say it in place, and go back to what can be shown."""
        if isinstance(order, OpenPhoto) and not self.people.knows(order.path):
            self.undo()  # Nothing could be shown of this file.
        elif isinstance(order, Dress):
            self.stage.set_after(None)
        self.stage.message.say(what, next_step)

    def _show_view(self, order: Order, view: View) -> None:
        """Show a picture, unless the user has moved on since it was ordered."""
        if not self._is_wanted(order):
            return
        picture = to_pixmap(view.image)
        if isinstance(order, OpenPhoto):
            self.stage.set_before(picture)
            if order.path not in self._bundled:
                self.people.add_photo(order.path, picture)
                self.people.show_chosen(order.path)
        else:
            self.stage.set_after(picture)
        if view.notices:
            self.stage.message.say(*view.notices[:2])

    def _is_wanted(self, order: Order) -> bool:
        scene = self._session.scene
        match order:
            case OpenPhoto(path):
                return path == scene.photo
            case Dress(recipe):
                return recipe == scene.recipe
            case _:
                return True

    def _words(self, stage: str) -> str:
        return QCoreApplication.translate("stages", words_for(stage))

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle("Fitting Room")
        self.setAcceptDrops(True)
        self._fit = Choice(
            self.tr("Fit"),
            [(Fit.TIGHT, self.tr("Tight")), (Fit.REGULAR, self.tr("Regular")), (Fit.LOOSE, self.tr("Loose"))],
        )
        self._tuck = Choice(
            self.tr("Top"), [(None, self.tr("Auto")), (True, self.tr("Tucked in")), (False, self.tr("Over"))]
        )
        self._undo = self._button(self.tr("Undo"), self.tr("Undo (Ctrl+Z)"))
        self._before = self._button(self.tr("Before"), self.tr("Hold to see the photo as it was (B)"))
        self._save = self._button(self.tr("Save…"), self.tr("Save the look (Ctrl+S)"))
        self._save.setObjectName("primary")
        self.wardrobe.add_choices(self._fit, self._tuck)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self._undo)
        bar.addWidget(self._before)
        bar.addStretch(1)
        bar.addWidget(self._save)
        middle = QVBoxLayout()
        middle.setContentsMargins(20, 20, 20, 16)
        middle.setSpacing(12)
        middle.addWidget(self.stage, 1)
        middle.addLayout(bar)
        room = QWidget()
        room.setObjectName("room")
        row = QHBoxLayout(room)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.people)
        row.addLayout(middle, 1)
        row.addWidget(self.wardrobe)
        self.setCentralWidget(room)
        room.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        room.setFocus()
        self.resize(1220, 820)

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text.rstrip("…"))
        button.setToolTip(tip)
        return button

    def _connect(self) -> None:
        self.people.chosen.connect(self.open_photo)
        self.people.open_requested.connect(self.ask_to_open)
        self.wardrobe.toggled.connect(self.toggle_garment)
        self._fit.chosen.connect(self.set_fit)
        self._tuck.chosen.connect(self.set_tuck)
        self._undo.clicked.connect(self.undo)
        self._save.clicked.connect(self.ask_to_save)
        self._before.pressed.connect(lambda: self.stage.hold_before(True))
        self._before.released.connect(lambda: self.stage.hold_before(False))
        for keys, action in (
            (QKeySequence.StandardKey.Open, self.ask_to_open),
            (QKeySequence.StandardKey.Save, self.ask_to_save),
            (QKeySequence.StandardKey.Undo, self.undo),
        ):
            QShortcut(keys, self, action)

    # --- Qt's events --------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the photo while B is held: a shortcut has no release. Keys that no control wants arrive here."""
        if event.key() == Qt.Key.Key_B and not event.modifiers():
            self.stage.hold_before(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Show the look again."""
        if event.key() == Qt.Key.Key_B and not event.isAutoRepeat():
            self.stage.hold_before(False)
        else:
            super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """A key that is released in another window is released here too."""
        if event.type() == QEvent.Type.ActivationChange:
            self.stage.hold_before(False)
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file as a photo."""
        event.acceptProposedAction()
        self.open_photo(Path(event.mimeData().urls()[0].toLocalFile()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the worker; nothing outlives the window."""
        self.hide()
        self.jobs.close()
        super().closeEvent(event)
