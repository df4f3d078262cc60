"""The live mirror: the person in the chosen clothes, a coach for the photo, and the photo itself.

The camera is on while the page is seen, and at no other time.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from fitting_room.domain.garment import Category
from fitting_room.domain.tryon import RenderOptions
from fitting_room.studio.camera.camera import Film, Source, Trouble, Turn, Webcam
from fitting_room.studio.mirror.asking import MirrorLink, MirrorProcess
from fitting_room.studio.mirror.messages import (
    CannotKeep,
    CannotWear,
    Coached,
    Event,
    Guide,
    Keep,
    Kept,
    Listed,
    Look,
    Lost,
    Opened,
    Rest,
    Retake,
    Shoot,
    Taken,
    Wear,
    Wearing,
)
from fitting_room.studio.recipe import GarmentFile
from fitting_room.ui.controls import Message
from fitting_room.ui.mirror.panel import MirrorPanel
from fitting_room.ui.mirror.trouble import TroubleCard
from fitting_room.ui.mirror.view import MirrorView
from fitting_room.ui.mirror.words import advice_words
from fitting_room.ui.names import say_worn
from fitting_room.ui.translations import say

TICK_MILLISECONDS = 15
"""Frames come every 33 ms at best; looking twice as often costs nothing."""
IDLE_MILLISECONDS = 60_000
"""After so long without being seen the mirror's process ends and gives its memory back."""
LEAVING_MILLISECONDS = 3000
"""In this time a process that was asked to end has ended."""
PANEL_WIDTH = 290


class MirrorPage(QWidget):
    """The page.

    Args:
        folder: Where the chosen shot is written; whoever takes it from there deletes it.
        film: Plays in place of a camera, and can be chosen beside the cameras.
        camera: Name of the camera to use; empty takes the first.
        mirrored: Whether the live picture is shown as in a mirror.
        start: Starts the mirror's process.
    """

    photo_taken = Signal(Path)
    """A photo was kept: a file in the folder, as others see the person."""
    closed = Signal()
    """The user is done here."""
    camera_chosen = Signal(str)
    """Name of the camera to use from now on."""
    mirrored_chosen = Signal(bool)
    """Whether the live picture shall be shown as in a mirror from now on."""

    def __init__(
        self,
        folder: Path,
        *,
        film: Film | None = None,
        camera: str = "",
        mirrored: bool = True,
        start: Callable[[], MirrorLink] = MirrorProcess,
    ) -> None:
        super().__init__()
        self.setObjectName("room")
        self._folder, self._camera, self._start = folder, camera, start
        self._source: Source | None = film
        self._turn = Turn.NONE
        self._link: MirrorLink | None = None
        self._leaving: list[MirrorLink] = []
        self._wear = Wear(())
        self._needs: frozenset[Category] = frozenset()
        self._webcams: tuple[Webcam, ...] = ()
        self._taken: Taken | None = None
        self.view = MirrorView()
        self.view.mirrored = mirrored
        self.trouble = TroubleCard()
        self.message = Message()
        self.panel = MirrorPanel(mirrored)
        self._film = film
        self._build()
        self._connect()
        self._tick = QTimer(self)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.setInterval(TICK_MILLISECONDS)
        self._tick.timeout.connect(self._look)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MILLISECONDS)
        self._idle.timeout.connect(self._dismiss)

    # --- what the window says -----------------------------------------------------------------------------------------

    def wear(self, garments: tuple[GarmentFile, ...], options: RenderOptions = RenderOptions()) -> None:
        """Show the person in these garments from now on; none shows them as they are."""
        order = Wear(garments, options)
        if order != self._wear:
            self._wear = order
            self._send(order)
            self._guide()
            self._say_worn(ready=False)

    def coach_for(self, needs: frozenset[Category]) -> None:
        """What the photo is for, besides what is worn: only tops need no legs, nothing at all needs the whole body."""
        self._needs = needs
        self._guide()

    @property
    def camera_names(self) -> tuple[str, ...]:
        """The cameras that have names, as far as they are known."""
        return tuple(webcam.name for webcam in self._webcams if webcam.name)

    def use_camera(self, name: str) -> None:
        """Look through the camera of this name from now on; empty takes the first, or the film."""
        if isinstance(self._source, Webcam) and self._source.name == name:
            return  # It was chosen here.
        named = [webcam for webcam in self._webcams if name and webcam.name == name]
        self._camera = "" if named else name
        self._source = named[0] if named else self._film
        if self.isVisible():
            self._open()

    def capture(self) -> None:
        """Take the photo now; while shots are shown, keep the chosen one."""
        if self._taken is not None:
            self.keep(self.panel.shots.choice)
        elif self.view.has_picture:
            self._send(Shoot())
            self.panel.set_busy(True)

    def cancel(self) -> bool:
        """Throw the shots away, if some are shown; whether they were."""
        if self._taken is None:
            return False
        self.retake()
        return True

    def shut_down(self) -> None:
        """End the mirror's process; it starts again when the page is shown."""
        self._tick.stop()
        self._idle.stop()
        self._dismiss()
        self._bury()

    # --- what the user does -------------------------------------------------------------------------------------------

    def choose(self, source: Source) -> None:
        """Look through another camera."""
        self._source = source
        self.camera_chosen.emit(source.name if isinstance(source, Webcam) else "")
        self._open()

    def turn(self) -> None:
        """Turn the picture by a quarter, clockwise."""
        self._turn = Turn((self._turn + 90) % 360)
        self._open()

    def set_mirrored(self, mirrored: bool) -> None:
        """Show the live picture as in a mirror, or as others see it."""
        self.view.mirrored = mirrored
        self.view.update()
        self.mirrored_chosen.emit(mirrored)

    def keep(self, shot: int) -> None:
        """Make a shot the photo."""
        self._send(Keep(shot, self._folder))

    def retake(self) -> None:
        """Throw the shots away and go on."""
        self._send(Retake())
        self._show_live()

    def close_page(self) -> None:
        """Be done here."""
        self._show_live()
        self.closed.emit()

    # --- what the mirror says -----------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Fetch events and the newest frame."""
        if self._link is None:
            return
        for event in self._link.poll():
            self._receive(event)
        frame = self._link.frame()
        if frame is not None:
            self.view.show_frame(frame)
            if self._stack.currentWidget() is not self._glass:
                self._stack.setCurrentWidget(self._glass)
                self.view.setFocus()

    def _receive(self, event: Event) -> None:
        match event:
            case Opened(source, _):
                self._source = source
                self.panel.set_cameras(self._choices(), source)
                self.panel.set_usable(True)
            case Lost():
                self._show_trouble(event)
            case Listed(webcams):
                self._webcams = webcams
                self.panel.set_cameras(self._choices(), self._source)
                self._take_named_camera()
            case Wearing():
                self._say_worn(ready=True)
            case CannotWear(what, next_step) | CannotKeep(what, next_step):
                self.message.say(say(what), say(next_step))
                self.panel.set_worn("")
            case Coached():
                self._show_advice(event)
            case Taken():
                self._show_shots(event)
            case Kept(path):
                self._show_live()
                self.photo_taken.emit(path)

    def _show_trouble(self, event: Lost) -> None:
        self.view.clear()
        self.panel.set_usable(False)
        can_retry = event.trouble in (Trouble.BUSY, Trouble.DENIED, Trouble.UNREADABLE)
        self.trouble.say(say(event.what), say(event.next_step), can_retry=can_retry)
        if self._taken is None:  # Shots that were taken are still there to be kept.
            self._show_live()

    def _show_advice(self, event: Coached) -> None:
        self.panel.coach.show_ticks(event.ticks)
        self.view.ready = event.advice is None and event.seconds_left is not None
        self.view.count(event.seconds_left)
        ready = self.tr("Very good. Hold still.") if self.view.ready else ""
        self.view.say(advice_words(event.advice) if event.advice is not None else ready)

    def _show_shots(self, event: Taken) -> None:
        self._taken = event
        self.panel.set_busy(False)
        self.panel.ask(event.previews, event.best)
        self._show_shot(event.best)

    def _show_shot(self, number: int) -> None:
        if self._taken is not None:
            self.view.count(None)
            self.view.show_shot(self._taken.previews[number])
            self.view.say("", self.tr("As others see you"))

    def _show_live(self) -> None:
        """Back from the shots to the mirror."""
        self._taken = None
        self.view.show_shot(None)
        self.view.count(None)
        self.view.ready = False
        self.view.say("")
        self.panel.set_busy(False)
        self.panel.show_coach()
        self.panel.coach.show_ticks(frozenset())
        if not self.view.has_picture:
            self._stack.setCurrentWidget(self.trouble)

    def _say_worn(self, *, ready: bool) -> None:
        names = say_worn(self._wear.garments)
        words = self.tr("Wearing %1") if ready else self.tr("Getting %1 ready…")
        self.panel.set_worn(words.replace("%1", names) if names else "")

    # --- the camera ---------------------------------------------------------------------------------------------------

    def _choices(self) -> tuple[Source, ...]:
        return (*self._webcams, *((self._film,) if self._film is not None else ()))

    def _take_named_camera(self) -> None:
        """The camera of the last time, once it is known under which number it is plugged in."""
        named = [webcam for webcam in self._webcams if webcam.name == self._camera]
        self._camera, wanted = ("", self._camera) if named else (self._camera, "")
        if wanted and self._source != named[0]:
            self._source = named[0]
            self._open()

    def _open(self) -> None:
        """Look through the chosen camera."""
        self.view.clear()
        self._show_live()
        self.panel.set_usable(False)
        self.trouble.say(self.tr("The mirror is starting."), waits=True)
        self._send(Look(self._source, self._turn))
        self._guide()

    def _guide(self) -> None:
        """Coach as the user wishes."""
        wanted = self.panel.wants_coach
        # A garment whose category is still to be found out may need everything.
        needs = self._needs | {garment.category or Category.DRESSES for garment in self._wear.garments}
        self.view.guide = needs != {Category.TOPS} if wanted else None
        if not wanted:
            self.view.count(None)
            self.view.say("")
        self.view.update()
        self._send(Guide(frozenset(needs), wanted))

    def _send(self, order: Look | Rest | Wear | Guide | Shoot | Keep | Retake) -> None:
        if self._link is not None:
            self._link.send(order)

    def _dismiss(self) -> None:
        """Ask the process to end; it is buried when it has had time to: the window does not wait."""
        if self._link is not None:
            self.view.clear()  # It paints from memory that is about to go.
            self._link.dismiss()
            self._leaving.append(self._link)
            self._link = None
            QTimer.singleShot(LEAVING_MILLISECONDS, self, self._bury)

    def _bury(self) -> None:
        while self._leaving:
            self._leaving.pop().close()

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._glass = QWidget()
        column = QVBoxLayout(self._glass)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        stage = QWidget()
        with_message = QVBoxLayout(stage)
        with_message.setContentsMargins(20, 20, 20, 20)
        with_message.setSpacing(12)
        self._stack = QStackedLayout()
        with_message.addLayout(self._stack, 1)
        with_message.addWidget(self.message)
        # Only now that the stack has a place: it shows its first widget at once, else as a window that takes the keys.
        self._stack.addWidget(self.trouble)
        self._stack.addWidget(self._glass)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(stage, 1)
        self._row.addWidget(self.panel)
        self.panel.set_cameras(self._choices(), self._source)
        self._arrange(QSize(1220, 820))

    def _connect(self) -> None:
        panel = self.panel
        panel.camera_chosen.connect(self.choose)
        panel.turn.connect(self.turn)
        panel.mirrored.connect(self.set_mirrored)
        panel.coach_wanted.connect(self._guide)
        panel.shutter.connect(self.capture)
        panel.done.connect(self.close_page)
        panel.shots.chosen.connect(self._show_shot)
        panel.shots.kept.connect(self.keep)
        panel.shots.retake.connect(self.retake)
        self.trouble.again.connect(self._open)

    def _arrange(self, size: QSize) -> None:
        """Controls beside the picture, or below it where the window is upright."""
        upright = size.height() > size.width()
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight)
        self.panel.set_upright(upright, PANEL_WIDTH)

    # --- Qt's events --------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the controls where there is room."""
        self._arrange(event.size())
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Switch the camera on."""
        super().showEvent(event)
        self._idle.stop()
        if self._link is None:
            self._link = self._start()
            self._send(self._wear)
        self._open()
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Switch the camera off: nobody looks."""
        super().hideEvent(event)
        self._tick.stop()
        self._show_live()
        self._send(Rest())
        self._idle.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space takes the photo, Escape throws the shots away."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers() and not event.isAutoRepeat():
            self.capture()
        elif event.key() != Qt.Key.Key_Escape or not self.cancel():
            super().keyPressEvent(event)
