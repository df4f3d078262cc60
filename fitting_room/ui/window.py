"""The window: pages, menus, keys, files that are dropped; it only joins what the widgets say to what they do."""

import base64
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from fitting_room.settings import Mode, Settings, WindowState
from fitting_room.studio.catalog import EMBEDDED
from fitting_room.studio.messages import View
from fitting_room.studio.recipe import Recipe
from fitting_room.ui.actions import Actions
from fitting_room.ui.backroom import Backroom
from fitting_room.ui.cameras import CameraNames
from fitting_room.ui.deeds import Deeds
from fitting_room.ui.diagnostics import Diagnostics
from fitting_room.ui.fitting_page import FittingPage
from fitting_room.ui.header import Header
from fitting_room.ui.pages import CLIPS, FITTING, LOOKS, MODELS, PAGES, STYLIST, Pages
from fitting_room.ui.preferences import Preferences
from fitting_room.ui.presentation import Presentation
from fitting_room.ui.queue_panel import QueueChip, QueuePanel
from fitting_room.ui.translations import say

USUAL_SIZE = (1220, 820)
TOOLS = ("palette", "present", "sheet", "preferences")


class PageStack(QStackedWidget):
    """Pages, of which the one that is shown says how small the window may be."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """That of the page that is shown."""
        page = self.currentWidget()
        return super().minimumSizeHint() if page is None else page.minimumSizeHint().expandedTo(page.minimumSize())


class FittingRoomWindow(QMainWindow):
    """The main window.

    Args:
        backroom: What it shows; closed by whoever made it, because another window may follow this one.
    """

    preferences_closed = Signal()

    def __init__(self, backroom: Backroom) -> None:
        super().__init__()
        self._backroom = backroom
        self._dressing = backroom.dressing
        self._presentation: Presentation | None = None
        self._holds_before = False
        self._page = self._came_from = FITTING
        self.pages = Pages(self, backroom)
        self.deeds = Deeds(self, backroom)
        self.actions_ = Actions(self, self.deeds.handlers())
        self.actions_.fill(self.menuBar())
        self.header = Header(self.actions_, PAGES, TOOLS)
        self.fitting = FittingPage(backroom)
        self._stack = PageStack()
        self._built: dict[str, QWidget] = {FITTING: self.fitting}
        self.queue = QueuePanel(backroom.jobs)
        self._dock = QDockWidget(self.tr("Queue"), self)
        self._build()
        self._connect()
        self._show_mode(backroom.settings.now.mode)
        self._restore(backroom.settings.now.window)
        self._show_scene()

    # --- what is shown ------------------------------------------------------------------------------------------------

    def show_page(self, page: str) -> None:
        """Show a page, which is made the first time."""
        if page == STYLIST and self._backroom.settings.now.mode is not Mode.STYLIST:
            return
        if page not in self._built:
            self._built[page] = self.pages.make(page)
            self._stack.addWidget(self._built[page])
        if page == CLIPS and self._page != CLIPS:
            self._came_from = self._page
        self._page = page
        self._stack.setCurrentWidget(self._built[page])
        self.header.show_page(self._came_from if page == CLIPS else page)
        self._enable()

    def _show_model(self, name: str) -> None:
        """Bring a model on the shelf into view."""
        self.show_page(MODELS)
        if self.pages.models is not None:
            self.pages.models.show_model(name)

    @property
    def page(self) -> str:
        """The page that is shown."""
        return self._page

    def open_files(self, files: Sequence[Path]) -> None:
        """Dress the person of the first file, and come to the front: the program was started again."""
        if files:
            self.show_page(FITTING)
            self._backroom.photos.open(files[0])
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def open_preferences(self) -> None:
        """Show the preferences."""
        mirror = self.pages.mirror
        known = () if mirror is None else mirror.camera_names
        dialog = Preferences(self, self._backroom.settings.now, self._backroom.places, known)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        cameras = CameraNames(dialog)
        cameras.found.connect(dialog.show_cameras)
        cameras.look()
        dialog.changed.connect(self._backroom.settings.set)
        dialog.finished.connect(self.preferences_closed)
        dialog.open()

    def offer_diagnostics(self) -> None:
        """The last run did not end by itself."""
        Diagnostics(self, self._backroom.log.diagnostics(), after_crash=True).open()

    def toggle_queue(self) -> None:
        """Show the queue beside the page, or hide it."""
        self._dock.setVisible(not self._dock.isVisible())
        if self._dock.isVisible():
            self.queue.list.setFocus()

    def toggle_before(self) -> None:
        """Show the photo, or the look again."""
        self._hold_before(not self._holds_before)

    def toggle_presentation(self) -> None:
        """Open the second screen, or close it."""
        if self._presentation is not None:
            self._presentation.close()
            return
        self._presentation = Presentation()
        self._presentation.closed.connect(self._forget_presentation)
        self._show_presentation()
        self._presentation.present(self)
        self.activateWindow()

    def _forget_presentation(self) -> None:
        if self._presentation is not None:
            self._presentation.deleteLater()
        self._presentation = None

    def _show_presentation(self) -> None:
        if self._presentation is not None:
            self._presentation.show_look(self._dressing.before, self._dressing.after, self.fitting.description)

    def _hold_before(self, held: bool) -> None:
        self._holds_before = held
        self.fitting.stage.hold_before(held)

    # --- from scene to screen -----------------------------------------------------------------------------------------

    def _show_scene(self) -> None:
        self.pages.show_scene()
        self._enable()
        self._show_presentation()

    def _enable(self) -> None:
        """Let only that be asked for which can be done."""
        scene, session = self._dressing.scene, self._dressing.session
        dressed, at_looks = scene.recipe is not None, self._page == LOOKS
        at_clips = self._page == CLIPS
        several = dressed and scene.engine != EMBEDDED
        self.actions_.enable(
            redo=session.can_redo, save=dressed or at_looks or at_clips, keep=dressed, render=dressed or at_clips,
            move=dressed or at_looks or at_clips, before=dressed,
            print=dressed or at_looks, split=dressed, mask=dressed, changed=dressed, steps=dressed,
            next_sample=several, last_sample=several, undress=bool(scene.garments),
            page_stylist=self._backroom.settings.now.mode is Mode.STYLIST,
        )  # fmt: skip

    def _record(self, recipe: Recipe, _view: View) -> None:
        """A finished look joins the history, where the user wants one."""
        if self._backroom.settings.now.keep_history:
            self._backroom.record(recipe)

    def _apply(self, before: Settings, now: Settings) -> None:
        """Do what other settings mean for the window; colours and language are the application's."""
        if now.mode is not before.mode:
            self._show_mode(now.mode)
        if now.profile is not before.profile:
            self.fitting.engine.set_profile(now.profile)
            if self.pages.models is not None:
                self.pages.models.set_profile(now.profile)
        mirror = self.pages.mirror
        if mirror is not None and now.mirror_view != before.mirror_view:
            mirror.view.mirrored = now.mirror_view
        if mirror is not None and now.camera != before.camera:
            mirror.use_camera(now.camera)

    def _show_mode(self, mode: Mode) -> None:
        stylist = mode is Mode.STYLIST
        self.fitting.people.set_stylist(stylist)
        self.header.set_shown(STYLIST, stylist)
        if not stylist and self._page == STYLIST:
            self.show_page(FITTING)
        self._enable()

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle("Fitting Room")
        self.setAcceptDrops(True)
        self._stack.addWidget(self.fitting)
        chip = QueueChip(self._backroom.jobs)
        chip.clicked.connect(self.actions_["queue"].trigger)
        self.header.add(chip)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._stack, 1)
        self.setCentralWidget(whole)
        self._dock.setObjectName("queue")
        self._dock.setTitleBarWidget(QWidget())  # The panel has its own title.
        self._dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self._dock.setWidget(self.queue)
        self._dock.hide()
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self._dock)
        self.header.show_page(FITTING)
        self.fitting.room.setFocus()

    def _connect(self) -> None:
        dressing, page = self._dressing, self.fitting
        dressing.changed.connect(self._show_scene)
        dressing.look_shown.connect(self._show_presentation)
        dressing.photo_shown.connect(self._show_presentation)
        dressing.look_made.connect(self._record)
        page.people.open_requested.connect(self.actions_["open"].trigger)
        page.undo.clicked.connect(self.actions_["undo"].trigger)
        page.keep.clicked.connect(self.actions_["keep"].trigger)
        page.save.clicked.connect(self.actions_["save"].trigger)
        page.make.clicked.connect(self.actions_["render"].trigger)
        page.shelf_wanted.connect(self._show_model)
        page.move_.clicked.connect(self.actions_["move"].trigger)
        self.pages.shelf_wanted.connect(self._show_model)
        self.pages.clips_wanted.connect(lambda: self.show_page(CLIPS))
        self.pages.clips_closed.connect(lambda: self.show_page(self._came_from))
        self.pages.fitting_wanted.connect(lambda: self.show_page(FITTING))
        self.pages.said.connect(page.say)
        self._backroom.keeper.failed.connect(lambda what, next_step: page.say(say(what), say(next_step)))
        self._backroom.settings.changed.connect(self._apply)

    def _restore(self, state: WindowState) -> None:
        self.resize(*USUAL_SIZE)
        if state.geometry:
            self.restoreGeometry(QByteArray(base64.b64decode(state.geometry)))
        self.fitting.room.set_columns(state.panels)
        # Never the mirror: a camera that goes on by itself when a program starts is not what people want.
        if state.page in (LOOKS, STYLIST):
            self.show_page(state.page)

    @property
    def state(self) -> WindowState:
        """How the window stands, to be found again the next time."""
        return WindowState(
            geometry=base64.b64encode(self.saveGeometry().data()).decode(),
            panels=self.fitting.room.columns,
            page=self._page,
            person=self._dressing.scene.photo,
        )

    # --- Qt's events --------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the photo while B is held: a shortcut has no release. Keys that no control wants arrive here."""
        if event.key() == Qt.Key.Key_B and not event.modifiers() and self.actions_["before"].isEnabled():
            self._hold_before(True)
        elif not self.actions_.take(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Show the look again."""
        if event.key() == Qt.Key.Key_B and not event.isAutoRepeat():
            self._hold_before(False)
        else:
            super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """A key that is released in another window is released here too."""
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._hold_before(False)
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take photos."""
        if self._backroom.photos.can_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put them on file, and dress the person."""
        event.acceptProposedAction()
        self.show_page(FITTING)
        self._backroom.photos.take(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave everything as it is for the next time."""
        self._backroom.settings.remember(self.state)
        if self._presentation is not None:
            self._presentation.close()
        self.fitting.wardrobe.close_wardrobe()
        self.pages.close()
        self.hide()
        super().closeEvent(event)
