"""Four views of a clip beside it: a click goes there, and they can be saved as one picture."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from fitting_room.domain.errors import FittingRoomError
from fitting_room.motion.library import BUNDLED, bundled, read_motion
from fitting_room.motion.views import VIEWS, four_views
from fitting_room.studio.library.clips import Clip

LONG_SIDE = 104
"""Longest side of a view, in logical pixels."""


class ViewStrip(QWidget):
    """Four small frames, one above the other."""

    asked = Signal(int)
    """The frame to go to."""

    def __init__(self) -> None:
        super().__init__()
        self._frames: tuple[int, ...] = ()
        self._shown: set[int] = set()
        self._buttons = [self._button(place) for place in range(VIEWS)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for button in self._buttons:
            column.addWidget(button)
        column.addStretch(1)
        self.show_views((), 1)

    @property
    def frames(self) -> tuple[int, ...]:
        """Which frames are shown."""
        return self._frames

    @property
    def missing(self) -> tuple[int, ...]:
        """Which frames have no picture yet."""
        return tuple(frame for frame in self._frames if frame not in self._shown)

    def show_views(self, frames: Sequence[int], fps: float) -> None:
        """Show other frames; their pictures follow by `set_picture`.

        Args:
            frames: Their numbers.
            fps: Frames per second, for the words.
        """
        self._frames, self._shown = tuple(frames), set()
        for place, button in enumerate(self._buttons):
            button.setIcon(QIcon())
            button.setVisible(place < len(self._frames))
            seconds = QLocale().toString(self._frames[place] / fps, "f", 1) if place < len(self._frames) else ""
            button.setAccessibleName(
                self.tr("View %1: go to second %2").replace("%1", str(place + 1)).replace("%2", seconds)
            )
            button.setToolTip(self.tr("Second %1").replace("%1", seconds))
        self.show_frame(0)

    def set_picture(self, frame: int, picture: QImage) -> None:
        """The picture of a frame is there."""
        if frame not in self._frames:
            return
        self._shown.add(frame)
        ratio = self.devicePixelRatioF()
        box = QSize(LONG_SIDE, LONG_SIDE)
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        small = QPixmap.fromImage(picture.scaled(box * ratio, keep, smooth))
        small.setDevicePixelRatio(ratio)
        button = self._buttons[self._frames.index(frame)]
        button.setIconSize(picture.size().scaled(box, keep))
        button.setIcon(QIcon(small))

    def show_frame(self, frame: int) -> None:
        """Mark the view that was reached last."""
        reached = [place for place, number in enumerate(self._frames) if number <= frame]
        for place, button in enumerate(self._buttons):
            button.setChecked(bool(reached) and place == reached[-1])

    def _button(self, place: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName("step")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self._go(place))
        return button

    def _go(self, place: int) -> None:
        self.asked.emit(self._frames[place])
        self.show_frame(self._frames[place])


def views_of(clip: Clip) -> tuple[int, ...]:
    """Which frames of a clip show it from all sides."""
    try:
        recipe = clip.recipe
        motion = bundled(recipe.motion) if recipe.motion in BUNDLED else read_motion(Path(recipe.motion))
    except FittingRoomError:  # A motion of the user's own that is gone.
        return tuple(clip.frames * number // VIEWS for number in range(min(VIEWS, clip.frames)))
    return four_views(motion, recipe.options, clip.frames)
