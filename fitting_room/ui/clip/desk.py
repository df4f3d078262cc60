"""The desk of clips: which look is to move, the clip that is being made of it, and what becomes of it.

Like the customer, it outlives the window: a clip goes on while another language is chosen.
"""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from fitting_room.domain.errors import FittingRoomError
from fitting_room.domain.motion import CLIP_LONG_SIDE, CLIP_SHORT_SIDE, ClipOptions
from fitting_room.domain.tryon import Preset
from fitting_room.studio.library.clips import Clip, Clips
from fitting_room.studio.messages import (
    ClipMade,
    Event,
    ExportClip,
    Failed,
    Finished,
    MakeClip,
    Previewed,
    Progressed,
    Saved,
    SaveStrip,
)
from fitting_room.studio.recipe import Recipe
from fitting_room.ui.clip.look import MovingLook
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.look_keeper import LookKeeper
from fitting_room.ui.pixmap import to_image
from fitting_room.ui.translations import say, say_stage

_DRAFT = 2
"""A draft has half the size: a quarter of the work."""


class ClipDesk(QObject):
    """Has clips made, keeps them with their looks, writes copies.

    Args:
        clips: Where they are remembered.
        jobs: Where orders go.
        keeper: Keeps looks that get their first clip.
    """

    look_changed = Signal()
    """Another look is to move."""
    begun = Signal()
    """A clip is being made."""
    progressed = Signal(str, float)
    """What is being done, in the user's language, and the share of it in [0, 1]."""
    framed = Signal(QImage)
    """The newest frame."""
    made = Signal(object)
    """A `Clip` is finished."""
    ended = Signal()
    """No clip is being made any more, whether or not there is one now."""
    changed = Signal()
    """There are other clips on file."""
    said = Signal(str, str)
    """What happened, and what to do next or nothing."""

    def __init__(self, clips: Clips, jobs: Jobs, keeper: LookKeeper) -> None:
        super().__init__()
        self._clips = clips
        self._jobs = jobs
        self._keeper = keeper
        self._look: MovingLook | None = None
        self._making: tuple[int, MakeClip, MovingLook] | None = None
        self.frame = QImage()
        """The newest frame of the clip that is being made."""
        self.frames = 0
        """How many frames of it have been seen."""

    # --- looking ------------------------------------------------------------------------------------------------------

    @property
    def look(self) -> MovingLook | None:
        """The look that is to move."""
        return self._look

    @property
    def clips(self) -> tuple[Clip, ...]:
        """The clips of the look, newest first."""
        return () if self._look is None or not self._look.look else self._clips.of(self._look.look)

    @property
    def is_making(self) -> bool:
        """Whether a clip is being made."""
        return self._making is not None

    @property
    def is_here(self) -> bool:
        """Whether the clip that is being made is one of the look that is shown."""
        return self._making is not None and self._look is self._making[2]

    @property
    def seconds_left(self) -> float | None:
        """How long the clip will still take, where that is known."""
        job = None if self._making is None else self._jobs.queue.find(self._making[0])
        return None if job is None else self._jobs.queue.seconds_left(job)

    def expect(self, motion: str, animator: str, options: ClipOptions) -> float | None:
        """How many seconds a clip would take, where that is known."""
        if self._look is None:
            return None
        order = MakeClip(self._look.source, motion, animator, options, path=Path())
        return self._jobs.queue.estimates.expect(order)

    def options(self, seconds: float, preset: Preset) -> ClipOptions:
        """What a clip of the look shall be like."""
        if preset is not Preset.DRAFT:
            return ClipOptions(preset, seconds)
        short, long = CLIP_SHORT_SIDE // _DRAFT, CLIP_LONG_SIDE // _DRAFT
        still = QImage() if self._look is None else self._look.still
        return ClipOptions(preset, seconds, size=(long, short) if still.width() > still.height() else (short, long))

    # --- what the user does -------------------------------------------------------------------------------------------

    def show(self, look: MovingLook) -> None:
        """Go to another look. A clip that is being made of the one before goes on."""
        self._look = look
        self.look_changed.emit()

    def set_still(self, still: QImage) -> None:
        """The picture of the look has been read."""
        if self._look is not None:
            changed = replace(self._look, still=still)
            if self._making is not None and self._making[2] is self._look:
                self._making = (*self._making[:2], changed)
            self._look = changed

    def make(self, motion: str, animator: str, options: ClipOptions, title: str) -> None:
        """Have a clip made of the look.

        Args:
            motion: Id of a bundled motion, or the path of one of the user's own.
            animator: Who makes it.
            options: Length, size, preset.
            title: What the job is called in the queue.
        """
        if self._look is None:
            return
        try:
            path, poster = self._clips.new_files()
        except FittingRoomError as error:
            self.said.emit(say(error.what), say(error.next_step))
            return
        order = MakeClip(self._look.source, motion, animator, options, path=path, poster=poster)
        self.frame, self.frames = QImage(), 0
        self._making = (self._jobs.submit(order, self._receive, title), order, self._look)
        self.begun.emit()

    def cancel(self) -> None:
        """Stop, and keep nothing."""
        if self._making is not None:
            self._jobs.cancel(self._making[0])

    def enough(self) -> None:
        """Stop, and keep what there is."""
        if self._making is not None:
            self._jobs.queue.enough(self._making[0])

    def save(self, clip: Clip, path: Path, title: str) -> None:
        """Write a copy of a clip, in the format of its ending."""
        self._jobs.submit(ExportClip(clip.path, path), self._receive_copy, title)

    def save_strip(self, clip: Clip, frames: tuple[int, ...], path: Path, title: str) -> None:
        """Write some frames of a clip side by side, as one picture."""
        self._jobs.submit(SaveStrip(clip.path, frames, path), self._receive_copy, title)

    def remove(self, clip: Clip) -> None:
        """Take a clip off the list; `restore` brings it back until the program ends."""
        self._clips.remove([clip.id])
        self.changed.emit()

    def restore(self, clip: Clip) -> None:
        """Bring back a clip that was removed."""
        self._clips.restore([clip.id])
        self.changed.emit()

    # --- the worker ---------------------------------------------------------------------------------------------------

    def _receive(self, event: Event) -> None:
        if self._making is None or event.job != self._making[0]:
            return  # The word of a clip that a newer one has replaced.
        _, order, look = self._making
        match event:
            case Progressed(_, stage, fraction):
                self.progressed.emit(say_stage(stage), fraction)
                return
            case Previewed(_, view):
                self.frame = to_image(view.image)
                self.frames += 1
                self.framed.emit(self.frame)
                return
        self._making = None
        match event:
            case Finished(_, ClipMade() as made):
                self._keep(order, look, made)
            case Failed(_, what, next_step):
                self.said.emit(say(what), say(next_step))
        self.ended.emit()

    def _keep(self, order: MakeClip, look: MovingLook, made: ClipMade) -> None:
        """Put a clip on file, and its look where that was not."""
        try:
            name = look.look
            if not name and isinstance(look.source, Recipe):
                name = self._keeper.keep(look.source, look.person).id
            clip = self._clips.add(name, order.recipe, made.path, made.frames, made.fps)
        except FittingRoomError as error:
            self.said.emit(say(error.what), say(error.next_step))
            return
        if self._look is look and not look.look:
            self._look = replace(look, look=name)
        self.changed.emit()
        self.made.emit(clip)
        if made.notices:
            self.said.emit(say(made.notices[0]), say(made.notices[1]) if len(made.notices) > 1 else "")

    def _receive_copy(self, event: Event) -> None:
        match event:
            case Finished(_, Saved(path)):
                self.said.emit(self.tr("Saved as “%1”.").replace("%1", path.name), "")
            case Failed(_, what, next_step):
                self.said.emit(say(what), say(next_step))
