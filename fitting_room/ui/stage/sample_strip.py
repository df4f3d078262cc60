"""Several pictures of one look, small and side by side: the one that is chosen becomes the look."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QWidget

from fitting_room.studio.messages import SampleView
from fitting_room.ui.pixmap import to_pixmap
from fitting_room.ui.translations import say

_THUMBNAIL = QSize(54, 72)


class SampleStrip(QWidget):
    """Shows samples, best first. While one of them has the focus, 1 to 5 and the arrows choose."""

    chosen = Signal(object)
    """The number of a sample, or None for the picture of the engine that stood in."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Pictures of this look"))
        self._samples: tuple[SampleView, ...] = ()
        self._wanted = True
        self._buttons: list[QToolButton] = []
        self._group = QButtonGroup(self)
        self._words = QLabel()
        self._words.setObjectName("fact")
        self._words.setWordWrap(True)
        self._words.setIndent(8)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self._words, 1)
        self._group.idClicked.connect(self._choose)
        self.hide()

    @property
    def place(self) -> int:
        """Which of them is chosen, from 0; -1 where none is."""
        return self._group.checkedId()

    @property
    def words(self) -> str:
        """What is said of the one that is chosen."""
        return self._words.text()

    def show_samples(self, samples: Sequence[SampleView], number: int | None) -> None:
        """Show what there is to choose from.

        Args:
            samples: Best first; nothing hides the strip.
            number: Of the sample that is the look; None where it is the best.
        """
        if [each.number for each in samples] != [each.number for each in self._samples]:  # Else they are the same.
            self.clear()
            self._samples = tuple(samples)
            for place, sample in enumerate(self._samples):
                self._add(place, sample)
        place = next((place for place, each in enumerate(samples) if each.number == number), 0)
        if self._buttons:
            self._buttons[place].setChecked(True)
            self._explain(place)
        self._show()

    def clear(self) -> None:
        """Another look: there is nothing to choose from yet."""
        for button in self._buttons:
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._samples, self._buttons = (), []
        self._show()

    def set_wanted(self, wanted: bool) -> None:
        """Whether the stage shows the look, to which the pictures belong."""
        self._wanted = wanted
        self._show()

    def walk(self, step: int) -> None:
        """Choose the next one, or the one before; after the last comes the first."""
        if self._buttons:
            self._buttons[(self.place + step) % len(self._buttons)].click()

    def event(self, event: QEvent) -> bool:
        """Digits mean a picture here, and a page of the window elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._meant(event) >= 0:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit chooses, and so do the arrows."""
        place = self._meant(event)
        if place >= 0:
            self._buttons[place].click()
            self._buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _meant(self, event: QKeyEvent) -> int:
        """The place that a key stands for; -1 where it stands for none."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return -1
        place = event.key() - Qt.Key.Key_1
        return place if 0 <= place < len(self._buttons) else -1

    def _show(self) -> None:
        self.setVisible(self._wanted and bool(self._samples))

    def _choose(self, place: int) -> None:
        self._explain(place)
        self.chosen.emit(self._samples[place].number)

    def _explain(self, place: int) -> None:
        self._words.setText(self._description(place))

    def _add(self, place: int, sample: SampleView) -> None:
        button = QToolButton()
        button.setObjectName("step")
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        ratio = self.devicePixelRatioF()
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        small = to_pixmap(sample.image).scaled(_THUMBNAIL * ratio, keep, smooth)
        small.setDevicePixelRatio(ratio)
        button.setIcon(QIcon(small))
        button.setIconSize(_THUMBNAIL)
        number, warning = str(place + 1), " ⚠" if sample.findings else ""
        button.setText(self.tr("%1 · best").replace("%1", number) if place == 0 else f"{number}{warning}")
        name = self.tr("Picture %1 of %2").replace("%1", number).replace("%2", str(len(self._samples)))
        best = self.tr("Picture %1 of %2, the best").replace("%1", number).replace("%2", str(len(self._samples)))
        button.setAccessibleName(best if place == 0 else name)
        button.setAccessibleDescription(self._description(place))
        button.setToolTip(f"{name} ({number})")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._buttons.append(button)
        self._group.addButton(button, place)
        self._row.insertWidget(place, button)

    def _description(self, place: int) -> str:
        """What is worth knowing of a picture."""
        sample = self._samples[place]
        if sample.number is None:
            return self.tr("Made by the instant engine, because something looked wrong with the others.")
        found = ", ".join(say(finding) for finding in sample.findings)
        return self.tr("What may be wrong with it: %1.").replace("%1", found) if found else ""
