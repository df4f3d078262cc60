"""The preferences: every choice works at once, and closing keeps it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from fitting_room.domain.licence import Profile
from fitting_room.settings import (
    LARGEST_TEXT,
    SMALLEST_TEXT,
    JpegQuality,
    Language,
    Mode,
    PictureFormat,
    Places,
    Settings,
    Theme,
)

_TEXT_STEP = 0.25


class Preferences(QDialog):
    """Everything in `Settings` that a person chooses.

    Args:
        parent: Above which it opens.
        settings: As they are.
        places: Where looks go when the user says nothing.
        cameras: Names of the cameras that are known now.
    """

    changed = Signal(Settings)

    def __init__(self, parent: QWidget, settings: Settings, places: Places, cameras: Sequence[str]) -> None:
        super().__init__(parent)
        self._settings = settings
        self._places = places
        self._captions: list[QLabel] = []
        self.setWindowTitle(self.tr("Preferences"))
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(8, 8, 8, 8)
        self._add_window()
        self._add_mirror(cameras)
        self._add_looks()
        self._add_models()
        self._column.addStretch(1)
        width = max(caption.sizeHint().width() for caption in self._captions)
        for caption in self._captions:
            caption.setFixedWidth(width)  # The groups are forms of their own, and shall line up.
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAccessibleName(self.tr("Close the preferences"))
        buttons.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.addWidget(scroll, 1)
        outer.addWidget(buttons)
        wanted = page.sizeHint()
        self.resize(
            min(max(480, wanted.width() + 60), parent.width() - 24), min(wanted.height() + 90, parent.height() - 24)
        )

    def show_cameras(self, names: Sequence[str]) -> None:
        """Offer cameras that have been found since it was opened."""
        for name in names:
            if (name, name) not in self._cameras:
                self._cameras.append((name, name))
                self._camera.addItem(name, name)

    # --- groups -------------------------------------------------------------------------------------------------------

    def _add_window(self) -> None:
        form = self._group(self.tr("Window"))
        modes = [(Mode.HOME, self.tr("Home: one person")), (Mode.STYLIST, self.tr("Stylist: several clients"))]
        self._row(form, self.tr("Mode"), self._choice("mode", modes))
        languages = [
            (Language.SYSTEM, self.tr("As the system")),
            (Language.ENGLISH, "English"),  # Languages are named in themselves, for those who read no other.
            (Language.KOREAN, "한국어"),
        ]
        self._row(form, self.tr("Language"), self._choice("language", languages))
        themes = [
            (Theme.SYSTEM, self.tr("As the system")),
            (Theme.LIGHT, self.tr("Light")),
            (Theme.DARK, self.tr("Dark")),
            (Theme.HIGH_CONTRAST, self.tr("High contrast")),
        ]
        self._row(form, self.tr("Colours"), self._choice("theme", themes))
        self._row(form, self.tr("Size of text"), self._text_slider())
        self._row(form, "", self._tick("reduced_motion", self.tr("Move only what must move")))

    def _add_mirror(self, cameras: Sequence[str]) -> None:
        form = self._group(self.tr("Live mirror"))
        self._cameras: list[tuple[object, str]] = [("", self.tr("The first one found"))]
        self._cameras += [(name, name) for name in dict.fromkeys([*cameras, self._settings.camera]) if name]
        self._camera = self._choice("camera", self._cameras)
        self._row(form, self.tr("Camera"), self._camera)
        self._row(form, "", self._tick("mirror_view", self.tr("Show me as a mirror does")))
        note = QLabel(self.tr("Pictures are saved as others see you, with writing the right way round."))
        note.setObjectName("note")
        note.setWordWrap(True)
        self._column.insertWidget(self._column.count() - 1, note)  # A form would not leave it its height.

    def _add_looks(self) -> None:
        form = self._group(self.tr("Looks"))
        self._folder = QPushButton()
        self._folder.setToolTip(self.tr("Choose another folder"))
        self._folder.clicked.connect(self._ask_for_folder)
        self._show_folder()
        self._row(form, self.tr("Save into"), self._folder)
        formats = [
            (PictureFormat.PNG, self.tr("PNG: every pixel as it is")),
            (PictureFormat.JPEG, self.tr("JPEG: smaller files")),
        ]
        self._row(form, self.tr("Save as"), self._choice("save_format", formats))
        qualities = [
            (JpegQuality.BEST, self.tr("Best")),
            (JpegQuality.GOOD, self.tr("Good")),
            (JpegQuality.SMALL, self.tr("Small files")),
        ]
        self._row(form, self.tr("JPEG quality"), self._choice("jpeg_quality", qualities))
        self._row(form, "", self._tick("keep_history", self.tr("Remember the looks I make")))

    def _add_models(self) -> None:
        form = self._group(self.tr("Models"))
        profiles = [
            (Profile.HOME, self.tr("A home: private use")),
            (Profile.SHOP, self.tr("A shop: business use")),
            (Profile.RESEARCH, self.tr("Research: no commercial use")),
        ]
        used_for = self._choice("profile", profiles)
        used_for.setToolTip(self.tr("Only models whose licences allow this are run."))
        self._row(form, self.tr("Used for"), used_for)

    # --- rows ---------------------------------------------------------------------------------------------------------

    def _group(self, title: str) -> QFormLayout:
        heading = QLabel(title)
        heading.setObjectName("title")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setVerticalSpacing(8)
        self._column.addWidget(heading)
        self._column.addLayout(form)
        self._column.addSpacing(12)
        return form

    def _row(self, form: QFormLayout, label: str, control: QWidget) -> None:
        caption = QLabel(label)
        caption.setBuddy(control)
        self._captions.append(caption)
        form.addRow(caption, control)
        if label and not control.accessibleName():
            control.setAccessibleName(label)
        if isinstance(control, QComboBox):
            control.view().setAccessibleName(control.accessibleName())

    def _choice(self, name: str, options: Sequence[tuple[object, str]]) -> QComboBox:
        box = QComboBox()
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for value, words in options:
            box.addItem(words, value)
        box.setCurrentIndex([value for value, _ in options].index(getattr(self._settings, name)))
        box.activated.connect(lambda index: self._set(**{name: options[index][0]}))
        return box

    def _tick(self, name: str, words: str) -> QCheckBox:
        box = QCheckBox(words)
        box.setAccessibleName(words)
        box.setChecked(getattr(self._settings, name))
        box.toggled.connect(lambda checked: self._set(**{name: checked}))
        return box

    def _text_slider(self) -> QWidget:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setAccessibleName(self.tr("Size of text"))
        slider.setRange(0, round((LARGEST_TEXT - SMALLEST_TEXT) / _TEXT_STEP))
        slider.setPageStep(1)
        slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        slider.setValue(round((self._settings.text_scale - SMALLEST_TEXT) / _TEXT_STEP))
        value = QLabel()
        value.setMinimumWidth(value.fontMetrics().horizontalAdvance("200 %"))

        def show(step: int) -> None:
            value.setText(f"{SMALLEST_TEXT + step * _TEXT_STEP:.0%}")

        show(slider.value())
        slider.valueChanged.connect(show)
        slider.valueChanged.connect(lambda step: self._set(text_scale=SMALLEST_TEXT + step * _TEXT_STEP))
        both = QWidget()
        both.setAccessibleName(self.tr("Size of text"))
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(slider, 1)
        row.addWidget(value)
        return both

    # --- what is chosen -----------------------------------------------------------------------------------------------

    def _set(self, **values: object) -> None:
        self._settings = replace(self._settings, **values)  # type: ignore[arg-type]
        self.changed.emit(self._settings)

    def _ask_for_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where to save looks"), str(self._save_folder))
        if chosen:
            self._set(save_folder=Path(chosen))
            self._show_folder()

    def _show_folder(self) -> None:
        self._folder.setText(f"{self._save_folder.name}…")
        self._folder.setAccessibleName(self.tr("Save into %1").replace("%1", str(self._save_folder)))

    @property
    def _save_folder(self) -> Path:
        return self._settings.save_folder or self._places.pictures
