"""The page where a finished look moves: choose a motion, see the clip being made, play it, give it away."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QThreadPool, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QImage, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fitting_room.domain.errors import FittingRoomError
from fitting_room.studio.library.clips import Clip
from fitting_room.studio.library.motions import Motions
from fitting_room.ui.clip.carrying import as_file, drag_out
from fitting_room.ui.clip.choices import ClipChoices
from fitting_room.ui.clip.clips_list import ClipsList, ClipsModel, say_clip, say_motion
from fitting_room.ui.clip.desk import ClipDesk
from fitting_room.ui.clip.look import Letter, StillReader
from fitting_room.ui.clip.making import MakingBar
from fitting_room.ui.clip.own_motions import OwnMotions
from fitting_room.ui.clip.player import SIDE, ClipPlayer
from fitting_room.ui.clip.recorder import MotionRecorder
from fitting_room.ui.clip.recorder_drawer import RecorderDrawer
from fitting_room.ui.clip.saving import ClipSaving
from fitting_room.ui.clip.strip import ViewStrip, views_of
from fitting_room.ui.controls import Message
from fitting_room.ui.kept_settings import KeptSettings
from fitting_room.ui.shelf.desk import ModelDesk
from fitting_room.ui.translations import say


class ClipPage(QWidget):
    """Where a look moves.

    Args:
        desk: Has clips made.
        motions: The user's own.
        models: Knows which models are installed.
        settings: Remember what was chosen.
        saving: Asks where copies go.
        make_recorder: Makes the recorder of motions.
    """

    closed = Signal()
    """The user wants to go back to where they came from."""
    shelf_wanted = Signal(str)
    """The user wants to install a model, by its id."""

    def __init__(
        self,
        desk: ClipDesk,
        motions: Motions,
        models: ModelDesk,
        settings: KeptSettings,
        saving: ClipSaving,
        make_recorder: Callable[[], MotionRecorder],
    ) -> None:
        super().__init__()
        self._desk = desk
        self._own = OwnMotions(motions)
        self._saving = saving
        self._clip: Clip | None = None
        self._bring_back: Callable[[], None] | None = None
        self._letter = Letter()
        self._letter.read.connect(self._take_still, Qt.ConnectionType.QueuedConnection)
        self.setObjectName("room")
        self.setAccessibleName(self.tr("Move the look"))
        self.choices = ClipChoices(models, settings)
        self.player = ClipPlayer()
        self.strip = ViewStrip()
        self.making = MakingBar()
        self.message = Message()
        self.model = ClipsModel(self)
        self.list = ClipsList(self.model)
        self._title = QLabel()
        self._buttons: dict[str, QPushButton] = {}
        self.drawer = RecorderDrawer(self._build_view(), make_recorder)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.choices)
        row.addWidget(self.drawer, 1)
        self._connect(settings)
        self._own.reload()
        self._show_look()

    @property
    def clip(self) -> Clip | None:
        """The clip that is played."""
        return self._clip

    # --- what the user does -------------------------------------------------------------------------------------------

    def make(self) -> None:
        """Have the clip made."""
        if self._desk.is_making or self._desk.look is None:
            return
        self.message.hide()
        choices = self.choices
        options = self._desk.options(choices.seconds, choices.preset)
        title = f"{self._desk.look.title}, {say_motion(choices.motion)}"
        self._desk.make(choices.motion, choices.animator.animator, options, title)

    def cancel(self) -> bool:
        """Close the recorder, or stop the clip that is being made; returns whether there was either."""
        if self.drawer.close_recorder():
            return True
        making = self._desk.is_here
        if making:
            self._desk.cancel()
        return making

    def ask_to_save(self) -> None:
        """Save a copy of the clip."""
        if self._clip is None:
            self.message.say(self.tr("There is no clip to save yet."), self.tr("Choose a motion and make it."))
            return
        path = self._saving.ask(self, self._name(self._clip))
        if path is not None:
            self._desk.save(self._clip, path, self._name(self._clip))

    def ask_to_save_views(self) -> None:
        """Save the four views as one picture."""
        if self._clip is None or not self.strip.frames:
            return
        path = self._saving.ask_for_strip(self, self._name(self._clip))
        if path is not None:
            self._desk.save_strip(self._clip, self.strip.frames, path, self._name(self._clip))

    def copy(self) -> None:
        """Put the file of the clip on the clipboard."""
        if self._clip is not None:
            QGuiApplication.clipboard().setMimeData(as_file(self._clip.path))
            self.message.say(self.tr("The clip was copied. Paste it into a chat or a folder."))

    def remove(self, clip: Clip | None = None) -> None:
        """Take a clip off the list, and offer it back."""
        removed = clip or self._clip
        if removed is None:
            return
        self._desk.remove(removed)
        self._offer_back(say_clip(removed), lambda: self._restore(removed))

    def remove_motion(self, name: str) -> None:
        """Take one of the user's own motions off the list, and offer it back."""
        try:
            title = self._own.remove(name)
        except FittingRoomError as error:
            self.message.say(say(error.what), say(error.next_step))
            return
        self._offer_back(title, lambda: self._own.restore(name))

    def undo(self) -> None:
        """Bring back what was removed last."""
        if self._bring_back is not None:
            bring_back, self._bring_back = self._bring_back, None
            self.message.hide()
            bring_back()

    def focus_motions(self) -> None:
        """Begin to choose a motion."""
        self.choices.motions.grid.setFocus()

    def _offer_back(self, title: str, bring_back: Callable[[], None]) -> None:
        self._bring_back = bring_back
        words = self.tr("“%1” was removed.").replace("%1", title)
        self.message.offer(words, self.tr("Undo"), self.undo)

    def _restore(self, clip: Clip) -> None:
        self._desk.restore(clip)
        self.play(clip)

    def play(self, clip: Clip) -> None:
        """Show a clip."""
        self._clip = clip
        look = self._desk.look
        self.player.open(clip.path, QImage() if look is None else look.still)
        self.strip.show_views(views_of(clip), clip.fps)
        self.list.show_chosen(clip.id)
        self._show_state()

    # --- from desk to screen ------------------------------------------------------------------------------------------

    def _show_look(self) -> None:
        """Another look is to move: its newest clip, or the look itself."""
        look = self._desk.look
        self._clip, self._bring_back = None, None
        self.message.hide()
        self._title.setText("" if look is None else look.title)
        if look is not None and look.still.isNull() and look.picture is not None:
            QThreadPool.globalInstance().start(StillReader(look.picture, SIDE, self._letter))
        self.model.show(self._desk.clips)
        if self._desk.is_here:
            self._show_making()
        elif self.model.clips:
            self.play(self.model.clips[0])
        else:
            self._show_still()
        self._show_state()

    def _show_still(self) -> None:
        look = self._desk.look
        self.strip.show_views((), 1)
        self.player.show_picture(QImage() if look is None else look.still)

    def _take_still(self, path: Path, still: QImage) -> None:
        """The picture of the look has been read."""
        look = self._desk.look
        if look is None or look.picture != path or still.isNull():
            return
        self._desk.set_still(still)
        self.player.set_still(still)
        if self._clip is None and not self._desk.is_here:
            self._show_still()

    def _show_making(self) -> None:
        self._clip = None
        self.making.begin()
        self.list.show_chosen("")
        self._show_still()
        if not self._desk.frame.isNull():
            self.player.show_picture(self._desk.frame)
        self._show_state()

    def _show_progress(self, stage: str, fraction: float) -> None:
        self.making.show_progress(stage, fraction, self._desk.seconds_left, self._desk.frames > 1)

    def _show_frame(self, frame: QImage) -> None:
        if self._desk.is_here:
            self.player.show_picture(frame)

    def _take_clip(self, clip: Clip) -> None:
        look = self._desk.look
        if look is not None and look.look == clip.look:
            self.play(clip)

    def _end(self) -> None:
        """No clip is being made any more; where none came of it, the one before is shown again."""
        if self._clip is None:
            if self.model.clips:
                self.play(self.model.clips[0])
            else:
                self._show_still()
        self._show_state()

    def _refresh_clips(self) -> None:
        self.model.show(self._desk.clips)
        if self._clip is not None and self.model.row_of(self._clip.id) < 0:
            self._clip = None
            self.player.close_clip()
            self._end()
        elif self._clip is not None:
            self.list.show_chosen(self._clip.id)
        self._show_state()

    def _show_state(self) -> None:
        """Let only that be asked for which can be done."""
        here, there = self._desk.is_here, self._clip is not None
        self.making.setVisible(here)
        self.choices.set_making(self._desk.is_making)
        self.list.setVisible(bool(self.model.clips))
        self.strip.setVisible(there)
        for button in self._buttons.values():
            button.setEnabled(there)
        self._show_expected()

    def _show_expected(self) -> None:
        choices = self.choices
        options = self._desk.options(choices.seconds, choices.preset)
        self.choices.show_expected(self._desk.expect(choices.motion, choices.animator.animator, options))

    def _fill_strip(self, _frames: int) -> None:
        """The frames of the strip, as they are read."""
        for frame in self.strip.missing:
            if frame < self.player.frames:
                self.strip.set_picture(frame, self.player.frame(frame))

    def _drag(self) -> None:
        """The clip is dragged out of the window."""
        if self._clip is not None:
            drag_out(self.player, self._clip.path, self.player.frame(self.player.number))

    def _name(self, clip: Clip) -> str:
        look = self._desk.look
        return ", ".join(word for word in ("" if look is None else look.title, say_motion(clip.motion)) if word)

    # --- Qt's events --------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no control wants."""
        for keys, act in (
            (("Space",), self.player.toggle),
            ((",",), lambda: self.player.step(-1)),
            ((".",), lambda: self.player.step(1)),
            (("Return", "Enter"), self.make),
            (("Ctrl+C",), self.copy),
            (("Del", "Backspace"), self.remove),
        ):
            if QKeySequence(event.keyCombination()) in [QKeySequence(each) for each in keys]:
                act()
                return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Go on where it was."""
        super().showEvent(event)
        self._refresh_clips()
        if self._clip is not None and not self.player.frames:
            self.play(self._clip)

    def hideEvent(self, event: QHideEvent) -> None:
        """A clip that nobody sees needs no memory."""
        self.player.close_clip()
        super().hideEvent(event)

    # --- building -----------------------------------------------------------------------------------------------------

    def _build_view(self) -> QWidget:
        self._title.setObjectName("title")
        self._title.setWordWrap(True)
        back = QPushButton(self.tr("‹ Back"))
        back.setAccessibleName(self.tr("Back"))
        back.setToolTip(self.tr("Back to the look (Esc)"))
        back.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(back)
        head.addWidget(self._title, 1)
        stage = QHBoxLayout()
        stage.setSpacing(10)
        stage.addWidget(self.player, 1)
        stage.addWidget(self.strip)
        view = QWidget()
        right = QVBoxLayout(view)
        right.setContentsMargins(20, 16, 20, 16)
        right.setSpacing(10)
        right.addLayout(head)
        right.addLayout(stage, 1)
        right.addWidget(self.making)
        right.addWidget(self.message)
        right.addWidget(self.list)
        right.addLayout(self._foot())
        return view

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for name, text, tip, act in (
            ("remove", self.tr("Remove"), self.tr("Remove the clip (Delete)"), self.remove),
            ("copy", self.tr("Copy"), self.tr("Copy the clip as a file (Ctrl+C)"), self.copy),
            ("views", self.tr("Four views…"), self.tr("Save the four views as a picture"), self.ask_to_save_views),
            ("save", self.tr("Save…"), self.tr("Save the clip (Ctrl+S)"), self.ask_to_save),
        ):
            button = QPushButton(text)
            button.setAccessibleName(tip.rsplit(" (", 1)[0])
            button.setToolTip(tip)
            button.clicked.connect(lambda _checked, act=act: act())
            if name == "copy":
                foot.addStretch(1)
            foot.addWidget(button)
            self._buttons[name] = button
        self._buttons["save"].setObjectName("primary")
        return foot

    def _connect(self, settings: KeptSettings) -> None:
        desk = self._desk
        desk.look_changed.connect(self._show_look)
        desk.begun.connect(self._show_making)
        desk.progressed.connect(self._show_progress)
        desk.framed.connect(self._show_frame)
        desk.made.connect(self._take_clip)
        desk.ended.connect(self._end)
        desk.changed.connect(self._refresh_clips)
        desk.said.connect(self.message.say)
        settings.changed.connect(lambda before, now: self.choices.apply(before, now))
        self._own.read.connect(self.choices.show_own)
        motions = self.choices.motions
        motions.removal_wanted.connect(self.remove_motion)
        motions.record_wanted.connect(self.drawer.record)
        motions.film_wanted.connect(self.drawer.ask_for_film)
        motions.film_dropped.connect(self.drawer.read)
        self.drawer.kept.connect(self._take_motion)
        self.choices.make_wanted.connect(self.make)
        self.choices.changed.connect(self._show_expected)
        self.choices.shelf_wanted.connect(self.shelf_wanted)
        self.making.cancelled.connect(desk.cancel)
        self.making.enough.connect(desk.enough)
        self.list.chosen.connect(self.play)
        self.list.removal_wanted.connect(self.remove)
        self.player.grown.connect(self._fill_strip)
        self.player.frame_shown.connect(self.strip.show_frame)
        self.player.screen_.dragged.connect(self._drag)
        self.strip.asked.connect(self.player.go_to)

    def _take_motion(self, name: str) -> None:
        """A motion that the user has just made is the one they want."""
        self.choices.want(name)
        self._own.reload()
