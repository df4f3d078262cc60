"""The fitting room itself: people, picture, wardrobe; and the wires between them and the scene."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fitting_room.domain.tryon import Fit
from fitting_room.studio.demo import PersonFile
from fitting_room.studio.recipe import GarmentFile
from fitting_room.ui.controls import Choice
from fitting_room.ui.dressing import Dressing
from fitting_room.ui.panels import PeoplePanel, WardrobePanel
from fitting_room.ui.pixmap import ThumbnailLoader
from fitting_room.ui.room import Room
from fitting_room.ui.stage import Stage


class FittingPage(QWidget):
    """Where somebody is dressed.

    Args:
        dressing: The customer.
        people: Who can be dressed.
        wardrobe: What can be worn.
        buttons: Of the bar below the picture, made from the table of actions: (undo, before, save).
    """

    def __init__(self, dressing: Dressing, people: Sequence[PersonFile], wardrobe: Sequence[GarmentFile]) -> None:
        super().__init__()
        self._dressing = dressing
        thumbnails = ThumbnailLoader(self)
        self.people = PeoplePanel(people, thumbnails)
        self.wardrobe = WardrobePanel(wardrobe, thumbnails)
        self.stage = Stage()
        self._fit = Choice(
            self.tr("Fit"),
            [(Fit.TIGHT, self.tr("Tight")), (Fit.REGULAR, self.tr("Regular")), (Fit.LOOSE, self.tr("Loose"))],
        )
        self._tuck = Choice(
            self.tr("Top"), [(None, self.tr("Auto")), (True, self.tr("Tucked in")), (False, self.tr("Over"))]
        )
        self.wardrobe.add_choices(self._fit, self._tuck)
        self.undo = self._button(self.tr("Undo"), self.tr("Undo (Ctrl+Z)"))
        self.before = self._button(self.tr("Before"), self.tr("Hold to see the photo as it was (B)"))
        self.save = self._button(self.tr("Save…"), self.tr("Save the look (Ctrl+S)"))
        self.save.setObjectName("primary")
        self.room = Room(self.people, self._middle(), self.wardrobe)
        self.room.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.room)
        self._connect()
        self.show_scene()

    # --- from scene to screen -----------------------------------------------------------------------------------------

    def show_scene(self) -> None:
        """Make every control show the scene."""
        scene = self._dressing.scene
        self.people.show_chosen(scene.photo)
        self.wardrobe.show_worn(scene.garments)
        self._fit.set_value(scene.options.fit)
        self._tuck.set_value(scene.options.tuck)
        self.undo.setEnabled(self._dressing.session.can_undo)
        self.save.setEnabled(scene.recipe is not None)
        self.before.setEnabled(scene.recipe is not None)
        self.stage.describe(self.description)
        self._show_rest()

    @property
    def description(self) -> str:
        """Who wears what, for those who cannot see it."""
        scene = self._dressing.scene
        name = self.people.name_of(scene.photo) if scene.photo is not None else ""
        worn = ", ".join(garment.name for garment in scene.garments)
        return self.tr("%1 wearing %2").replace("%1", name).replace("%2", worn) if worn else name

    def _show_rest(self) -> None:
        if not self._dressing.busy:
            scene = self._dressing.scene
            undressed = scene.photo is not None and not scene.garments
            self.stage.set_idle(self.tr("Choose something to wear.") if undressed else "")

    def _keep_photo(self, path: Path, picture: QPixmap) -> None:
        """The user's own photo joins the people."""
        if not self.people.is_bundled(path):
            self.people.add_photo(path, picture)
            self.people.show_chosen(self._dressing.scene.photo)

    # --- building -----------------------------------------------------------------------------------------------------

    def _middle(self) -> QWidget:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.undo)
        bar.addWidget(self.before)
        bar.addStretch(1)
        bar.addWidget(self.save)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.stage, 1)
        column.addLayout(bar)
        return middle

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text.rstrip("…"))
        button.setToolTip(tip)
        return button

    def _connect(self) -> None:
        dressing, stage = self._dressing, self.stage
        dressing.changed.connect(self.show_scene)
        dressing.photo_shown.connect(stage.set_before)
        dressing.look_shown.connect(stage.set_after)
        dressing.photo_opened.connect(self._keep_photo)
        dressing.progressed.connect(stage.set_progress)
        dressing.rested.connect(self._show_rest)
        dressing.said.connect(stage.message.say)
        dressing.quieted.connect(stage.message.hide)
        self.people.chosen.connect(dressing.open_photo)
        self.wardrobe.toggled.connect(dressing.toggle)
        self._fit.chosen.connect(dressing.set_fit)
        self._tuck.chosen.connect(dressing.set_tuck)
        self.before.pressed.connect(lambda: stage.hold_before(True))
        self.before.released.connect(lambda: stage.hold_before(False))
        stage.set_before(dressing.before)
        stage.set_after(dressing.after)
