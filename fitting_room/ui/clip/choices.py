"""What is chosen before a clip is made: motion, length, quality, who makes it; and the button that begins."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from fitting_room.domain.tryon import Preset
from fitting_room.settings import Settings
from fitting_room.studio.animators import ANIMATORS, EMBEDDED_ANIMATOR
from fitting_room.ui.clip.animator_picker import AnimatorPicker
from fitting_room.ui.clip.clips_list import say_seconds
from fitting_room.ui.clip.motion_grid import CARD, GAP
from fitting_room.ui.clip.motion_picker import MotionPicker
from fitting_room.ui.clip.motions import MotionCard
from fitting_room.ui.controls import Choice
from fitting_room.ui.engine_picker import preset_words
from fitting_room.ui.job_words import takes
from fitting_room.ui.kept_settings import KeptSettings
from fitting_room.ui.shelf.desk import ModelDesk

LENGTHS = (3.0, 5.0, 8.0)
"""Seconds that are offered; the contract of a clip is 5."""
_COLUMNS = 3


class ClipChoices(QFrame):
    """The column beside the clip.

    Args:
        desk: Knows which models are installed.
        settings: Remember what was chosen.
    """

    make_wanted = Signal()
    """The user wants the clip."""
    changed = Signal()
    """Something else is chosen."""
    shelf_wanted = Signal(str)
    """The user wants to install a model, by its id."""

    def __init__(self, desk: ModelDesk, settings: KeptSettings) -> None:
        super().__init__()
        self._settings = settings
        self.motions = MotionPicker()
        self.animator = AnimatorPicker(desk, ANIMATORS)
        self._length = Choice(self.tr("Length"), [(each, say_seconds(each)) for each in LENGTHS])
        self._detail = Choice(self.tr("Detail"), list(preset_words().items()))
        self.make = QPushButton(self.tr("Make the clip"))
        self.make.setObjectName("primary")
        self.make.setAccessibleName(self.tr("Make the clip"))
        self.make.setToolTip(self.tr("Make the clip (Ctrl+Enter)"))
        self._expected = QLabel()
        self._expected.setObjectName("fact")
        self._lay_out()
        self.animator.set_profile(settings.now.profile)
        self._show(settings.now)
        self._connect()

    @property
    def motion(self) -> str:
        """Id of the motion, or the path of its file."""
        return self.motions.motion

    @property
    def seconds(self) -> float:
        """How long the clip shall be."""
        return self._settings.now.clip.seconds

    @property
    def preset(self) -> Preset:
        """How much time the clip may take."""
        preset = Preset(self._settings.now.clip.preset)
        return preset if preset in _presets_of(self.animator.animator) else Preset.BALANCED

    def want(self, motion: str) -> None:
        """Choose a motion that will be listed in a moment."""
        self._settings.change(clip=replace(self._settings.now.clip, motion=motion))

    def show_own(self, own: Sequence[MotionCard]) -> None:
        """List these motions of the user's; the one that was wanted last may be among them."""
        self.motions.show_own(own)
        self.motions.choose(self._settings.now.clip.motion)

    def show_expected(self, seconds: float | None) -> None:
        """Say how long the clip will take, where that is known."""
        words = takes(seconds)
        self._expected.setText(f"{words[:1].upper()}{words[1:]}")
        self._expected.setVisible(bool(words))

    def set_making(self, making: bool) -> None:
        """One clip at a time."""
        self.make.setEnabled(not making)

    def apply(self, before: Settings, now: Settings) -> None:
        """The settings are other ones: perhaps what this installation is for."""
        if now.profile is not before.profile:
            self.animator.set_profile(now.profile)
            self._show(now)

    def _show(self, settings: Settings) -> None:
        self.animator.choose(settings.clip.animator)
        self.motions.choose(settings.clip.motion)
        self._length.set_value(settings.clip.seconds)
        self._detail.offer(_presets_of(self.animator.animator))
        self._detail.set_value(self.preset)

    def _remember(self, **values: object) -> None:
        clip = replace(self._settings.now.clip, **values)  # type: ignore[arg-type]
        self._settings.change(clip=clip)
        self._show(self._settings.now)
        self.changed.emit()

    def _connect(self) -> None:
        self.motions.chosen.connect(lambda motion: self._remember(motion=motion))
        self.animator.chosen.connect(lambda animator: self._remember(animator=animator))
        self.animator.shelf_wanted.connect(self.shelf_wanted)
        self._length.chosen.connect(lambda seconds: self._remember(seconds=seconds))
        self._detail.chosen.connect(lambda preset: self._remember(preset=preset.value))
        self.make.clicked.connect(self.make_wanted)

    def _lay_out(self) -> None:
        self.setObjectName("panel")
        width = max(each.caption_width for each in (self._length, self._detail))
        for each in (self._length, self._detail):
            each.set_caption_width(width)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(self.motions, 1)
        column.addWidget(self._length)
        column.addWidget(self._detail)
        column.addWidget(self.animator)
        row = QHBoxLayout()
        row.addWidget(self.make, 1)
        row.addWidget(self._expected)
        column.addLayout(row)
        cards = _COLUMNS * (CARD.width() + GAP)
        self.setFixedWidth(max(cards + 60, self.minimumSizeHint().width()))


def _presets_of(animator: str) -> tuple[Preset, ...]:
    """The puppet has nothing to gain from more time than it takes."""
    return (Preset.DRAFT, Preset.BALANCED) if animator == EMBEDDED_ANIMATOR else tuple(Preset)
