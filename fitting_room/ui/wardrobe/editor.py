"""One garment to correct: its name, tags, category, sleeves and hem; or why it will not work."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from fitting_room.domain.garment import Category, HemLength, SleeveLength
from fitting_room.studio.library.garments import GarmentOnFile
from fitting_room.ui.controls import Choice
from fitting_room.ui.translations import say
from fitting_room.ui.wardrobe.words import CATEGORIES, HEMS, SLEEVES, name_of, notices_of, translate

_HEMS_OF = {
    Category.TOPS: (HemLength.WAIST, HemLength.HIP, HemLength.THIGH),
    Category.BOTTOMS: (HemLength.THIGH, HemLength.KNEE, HemLength.CALF, HemLength.ANKLE),
    Category.DRESSES: (HemLength.THIGH, HemLength.KNEE, HemLength.CALF, HemLength.ANKLE),
}
"""Where garments of a category can end."""


class GarmentEditor(QFrame):
    """Says what is known of a garment and lets it be corrected; tells every change at once and stores none."""

    renamed = Signal(int, str)
    tagged = Signal(int, list)
    categorised = Signal(int, Category)
    measured = Signal(int, object, object)
    """(garment, sleeve length or None, hem length or None)."""
    tried_again = Signal(int)
    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._garment: GarmentOnFile | None = None
        self._captions: dict[QComboBox, QLabel] = {}
        self._reason = QLabel()
        self._reason.setObjectName("what")
        self._advice = QLabel()
        for label in (self._reason, self._advice):
            label.setWordWrap(True)
        self._name = self._field(self.tr("Name"))
        self._name.editingFinished.connect(self._rename)
        self._tags = self._field(self.tr("Tags"))
        self._tags.setToolTip(self.tr("Tags, with commas between them"))
        self._tags.editingFinished.connect(self._tag)
        self._category = Choice(self.tr("Kind"), [(each, translate(word)) for each, word in CATEGORIES.items()])
        self._category.chosen.connect(self._categorise)
        self._sleeves = self._lengths(self.tr("Sleeves"))
        self._hem = self._lengths(self.tr("Hem"))
        self._again = QPushButton(self.tr("Try again"))
        self._again.clicked.connect(lambda: self._garment and self.tried_again.emit(self._garment.id))
        self._remove = QPushButton(self.tr("Remove"))
        self._remove.clicked.connect(lambda: self._garment and self.removed.emit(self._garment.id))
        for button in (self._again, self._remove):
            button.setAccessibleName(button.text())
        self._lay_out()

    @property
    def garment(self) -> GarmentOnFile | None:
        """What is shown."""
        return self._garment

    def show_tags(self, shown: bool) -> None:
        """Whether there is room for the tags."""
        self._tags.setVisible(shown)

    def show_garment(self, garment: GarmentOnFile) -> None:
        """Show another garment, or the same one after it changed. A field that is being typed in is left alone."""
        other = self._garment is None or garment.id != self._garment.id
        self._garment = garment
        works, problem = garment.problem is None, garment.problem
        notices = "\n".join(notices_of(garment))
        self._reason.setText("" if problem is None else say(problem.what))
        self._advice.setText(notices if problem is None else say(problem.next_step))
        self._reason.setVisible(not works)
        self._advice.setVisible(bool(self._advice.text()))
        for field, text in ((self._name, garment.name and name_of(garment)), (self._tags, ", ".join(garment.tags))):
            if other or not field.hasFocus():
                field.setText(text)
        self._name.setPlaceholderText(name_of(garment))
        self._category.set_value(garment.category)
        self._fill(self._sleeves, self._sleeves_of(garment), garment.reading.sleeve_length)
        self._fill(self._hem, self._hems_of(garment), garment.reading.hem_length)
        self._again.setVisible(not works)

    def focus(self, field: str) -> None:
        """Let the user type into the "name" or the "tags"; anything else is the category."""
        target = {"name": self._name, "tags": self._tags}.get(field)
        if target is None:
            self._category.setFocus()
        else:
            target.setFocus()
            target.selectAll()

    # --- what the user does -------------------------------------------------------------------------------------------

    def _rename(self) -> None:
        garment = self._garment
        if garment is not None and self._name.text().strip() != (garment.name and name_of(garment)):
            self.renamed.emit(garment.id, self._name.text().strip())

    def _tag(self) -> None:
        tags = [tag.strip() for tag in self._tags.text().split(",") if tag.strip()]
        if self._garment is not None and tuple(tags) != self._garment.tags:
            self.tagged.emit(self._garment.id, tags)

    def _categorise(self, category: Category) -> None:
        if self._garment is not None and category is not self._garment.category:
            self.categorised.emit(self._garment.id, category)

    def _measure(self) -> None:
        garment = self._garment
        if garment is None:
            return
        sleeves, hem = self._sleeves.currentData(), self._hem.currentData()
        self.measured.emit(
            garment.id,
            SleeveLength(sleeves) if sleeves and sleeves != garment.reading.sleeve_length else None,
            HemLength(hem) if hem and hem != garment.reading.hem_length else None,
        )

    # --- building -----------------------------------------------------------------------------------------------------

    @staticmethod
    def _sleeves_of(garment: GarmentOnFile) -> dict[SleeveLength, str]:
        return {} if garment.category in (None, Category.BOTTOMS) else SLEEVES

    @staticmethod
    def _hems_of(garment: GarmentOnFile) -> dict[HemLength, str]:
        usual = _HEMS_OF.get(garment.category, ()) if garment.category else ()
        found = garment.reading.hem_length
        return {hem: HEMS[hem] for hem in HemLength if hem in usual or (usual and hem is found)}

    def _fill(self, box: QComboBox, words: Mapping[Any, str], value: object) -> None:
        with QSignalBlocker(box):
            box.clear()
            for each, word in words.items():
                box.addItem(translate(word), str(each))
            box.setCurrentIndex(box.findData(None if value is None else str(value)))
        box.setVisible(bool(words))
        self._captions[box].setVisible(bool(words))

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(name)
        return field

    def _lengths(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.view().setAccessibleName(name)
        box.setPlaceholderText("–")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.activated.connect(self._measure)
        return box

    def _lay_out(self) -> None:
        lengths = QHBoxLayout()
        for box in (self._sleeves, self._hem):
            caption = QLabel(box.accessibleName())
            caption.setObjectName("heading")
            self._captions[box] = caption
            lengths.addWidget(caption)
            lengths.addWidget(box, 1)
        naming = QHBoxLayout()
        for widget, stretch in ((self._name, 1), (self._again, 0), (self._remove, 0)):
            naming.addWidget(widget, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._reason)
        column.addWidget(self._advice)
        column.addLayout(naming)
        column.addWidget(self._category)
        column.addLayout(lengths)
        column.addWidget(self._tags)
