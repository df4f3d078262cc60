"""Who makes the pictures: a button beside "Make" that opens a panel of engines, with preset and number of pictures.

In: the scene, what is installed, what the machine can do. Out: what was chosen. An engine that cannot be used says why;
one that is not installed leads to the shelf.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QLabel, QPushButton, QRadioButton, QVBoxLayout, QWidget

from fitting_room.domain.licence import Profile, allows
from fitting_room.domain.tryon import Preset
from fitting_room.engines.base import EngineCard
from fitting_room.settings import MOST_SAMPLES
from fitting_room.studio.catalog import EMBEDDED, ENGINES
from fitting_room.studio.messages import Outlook
from fitting_room.studio.session import Scene
from fitting_room.ui.controls import Choice
from fitting_room.ui.job_words import takes
from fitting_room.ui.shelf.desk import ModelDesk
from fitting_room.ui.shelf.words import forbidden
from fitting_room.ui.translations import say

_WIDTH = 430


class EnginePicker(QPushButton):
    """Shows who makes the pictures, and lets somebody else do it.

    Args:
        desk: Knows which models are installed.
        expect: How many seconds a scene would take with another engine, where that is known.
    """

    chosen = Signal(str, Preset, int)
    """Engine, preset and number of pictures."""
    shelf_wanted = Signal(str)
    """The id of a model that is to be installed."""
    outlook_wanted = Signal(tuple)
    """Ids of engines of which is to be found out how they would run here."""

    def __init__(self, desk: ModelDesk, expect: Callable[[Scene], float | None]) -> None:
        super().__init__()
        self._desk = desk
        self._expect = expect
        self._profile = Profile.HOME
        self._scene = Scene()
        self._outlooks: dict[str, Outlook] = {}
        self._panel = _Panel(self)
        self._panel.engine_chosen.connect(self._choose)
        self._panel.preset.chosen.connect(lambda preset: self._choose(preset=preset))
        self._panel.samples.chosen.connect(lambda samples: self._choose(samples=samples))
        self._panel.install_wanted.connect(self._go_to_shelf)
        self.setToolTip(self.tr("Choose who makes the pictures"))
        self.clicked.connect(self.open_panel)
        desk.changed.connect(self._forget_outlooks)
        self.show_scene(self._scene)

    @property
    def ready(self) -> tuple[str, ...]:
        """Ids of the engines that are installed and allowed, besides the embedded one."""
        return tuple(card.id for card in ENGINES if card.model is not None and not self._reason(card))

    def set_profile(self, profile: Profile) -> None:
        """This installation is for something else now."""
        self._profile = profile
        self._outlooks.clear()
        self._fill()

    def show_scene(self, scene: Scene) -> None:
        """Show who makes the pictures now."""
        self._scene = scene
        preset = preset_words()[scene.options.preset]
        title = engine_title(next((card for card in ENGINES if card.id == scene.engine), ENGINES[0]))
        words = title if scene.engine == EMBEDDED else f"{title} · {preset}"
        self.setText(f"{words} ▾")
        self.setAccessibleName(self.tr("Made by: %1").replace("%1", words))
        self._fill()

    def show_outlooks(self, outlooks: tuple[Outlook, ...]) -> None:
        """How engines would run here is known now."""
        self._outlooks.update({outlook.engine: outlook for outlook in outlooks})
        self._fill()

    def open_panel(self) -> None:
        """Show the engines; what is not known of them yet is asked for."""
        unknown = tuple(engine for engine in self.ready if engine not in self._outlooks)
        if unknown:
            self.outlook_wanted.emit(unknown)
        self._fill()
        self._panel.open_above(self)

    def _choose(self, engine: str = "", preset: Preset | None = None, samples: int = 0) -> None:
        options = self._scene.options
        self.chosen.emit(engine or self._scene.engine, preset or options.preset, samples or options.samples)

    def _go_to_shelf(self, engine: str) -> None:
        self._panel.hide()
        card = next(card for card in ENGINES if card.id == engine)
        if card.model is not None:
            self.shelf_wanted.emit(card.model)

    def _forget_outlooks(self, name: str) -> None:
        """What is installed may be different."""
        if self._desk.task(name) is None:
            self._outlooks.clear()
            self._fill()

    def _reason(self, card: EngineCard) -> str:
        """Why an engine cannot be used whatever the machine; nothing where it can."""
        if card.model is None:
            return ""
        model = self._desk.card(card.model)
        if reason := forbidden(model, self._profile):
            return reason
        if self._desk.is_ready(model, self._profile):
            return ""
        return self.tr("Not installed. %1").replace("%1", QCoreApplication.translate("engines", card.needs))

    def _fill(self) -> None:
        """Bring the panel up to date; only somebody who looks at it needs that."""
        for card in ENGINES:
            outlook, reason = self._outlooks.get(card.id), self._reason(card)
            note = reason or self._note(card, outlook)
            runs = outlook is None or outlook.runs
            allowed = allows(self._profile, card.licence)
            self._panel.show_engine(card.id, not reason and runs, note, bool(reason) and allowed)
            # A shop's staff need not read of what a shop may never use.
            self._panel.show_row(card.id, allowed or self._profile is not Profile.SHOP)
        self._panel.show_chosen(self._scene)

    def _note(self, card: EngineCard, outlook: Outlook | None) -> str:
        """What is worth knowing of an engine that is here."""
        if card.id == EMBEDDED:
            return self.tr("Fits the garment onto the person. Runs on any computer.")
        if outlook is not None and outlook.what:
            return f"{say(outlook.what)} {say(outlook.next_step)}".strip()
        seconds = self._expect(self._scene)
        time = takes(seconds) if self._scene.engine == card.id else ""
        like = self.tr("Paints a picture like a photograph.")
        return f"{like} {time[:1].upper()}{time[1:]}." if time else like


class _Panel(QFrame):
    """The panel that opens above the button."""

    engine_chosen = Signal(str)
    install_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Who makes the pictures"))
        self._radios: dict[str, QRadioButton] = {}
        self._notes: dict[str, QLabel] = {}
        self._installs: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        presets = preset_words()
        self.preset = Choice(self.tr("Detail"), list(presets.items()))
        self.samples = Choice(self.tr("Pictures"), [(count, str(count)) for count in range(1, MOST_SAMPLES + 1)])
        self._build()

    def show_engine(self, engine: str, usable: bool, note: str, missing: bool) -> None:
        """Show what is known of an engine."""
        self._radios[engine].setEnabled(usable)
        self._radios[engine].setAccessibleDescription(note)
        self._notes[engine].setText(note)
        if engine in self._installs:
            self._installs[engine].setVisible(missing)

    def show_row(self, engine: str, shown: bool) -> None:
        """Whether an engine is offered at all."""
        for widget in (self._radios[engine], self._notes[engine]):
            widget.setVisible(shown)

    def show_chosen(self, scene: Scene) -> None:
        """Mark what is chosen."""
        if scene.engine in self._radios:
            self._radios[scene.engine].setChecked(True)
        self.preset.set_value(scene.options.preset)
        self.samples.set_value(scene.options.samples)
        self.samples.setEnabled(scene.engine != EMBEDDED)  # Without chance there is only one picture.

    def open_above(self, button: QWidget) -> None:
        """Open so that the button stays in sight, inside its screen."""
        self._column.invalidate()  # Rows may have come or gone since it was last open.
        self._column.activate()
        self.setFixedWidth(max(_WIDTH, self.minimumSizeHint().width()))
        self.resize(self.width(), self._column.heightForWidth(self.width()))
        corner = button.mapToGlobal(QPoint(0, 0))
        screen = button.screen().availableGeometry()
        left = min(max(corner.x(), screen.left()), screen.right() - self.width())
        self.move(left, max(screen.top(), corner.y() - self.height() - 6))
        self.show()
        checked = self._group.checkedButton()
        if checked is not None:
            checked.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it, and so does Return."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hide()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        column = self._column
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(8)
        rows = QGridLayout()
        rows.setColumnStretch(0, 1)
        rows.setVerticalSpacing(2)
        for card in ENGINES:
            radio, note = QRadioButton(engine_title(card)), QLabel()
            radio.setAccessibleName(self.tr("Engine: %1").replace("%1", radio.text()))
            radio.clicked.connect(lambda _checked, engine=card.id: self.engine_chosen.emit(engine))
            note.setObjectName("fact")
            note.setWordWrap(True)
            note.setIndent(26)
            self._radios[card.id], self._notes[card.id] = radio, note
            self._group.addButton(radio)
            row = rows.rowCount()
            rows.addWidget(radio, row, 0)
            rows.addWidget(note, row + 1, 0, 1, 2)
            if card.model is not None:
                install = self._installs[card.id] = QPushButton(self.tr("Install…"))
                install.setAccessibleName(self.tr("Install %1").replace("%1", radio.text()))
                install.clicked.connect(lambda _checked, engine=card.id: self.install_wanted.emit(engine))
                rows.addWidget(install, row, 1)
        column.addLayout(rows)
        column.addSpacing(4)
        width = max(self.preset.caption_width, self.samples.caption_width)
        for choice in (self.preset, self.samples):
            choice.set_caption_width(width)
            column.addWidget(choice)


def engine_title(card: EngineCard) -> str:
    """What an engine is called in front of people."""
    return QCoreApplication.translate("engines", "Instant") if card.id == EMBEDDED else card.title


def preset_words() -> dict[object, str]:
    """What the presets are called."""
    return {
        Preset.DRAFT: QCoreApplication.translate("engines", "Draft"),
        Preset.BALANCED: QCoreApplication.translate("engines", "Balanced"),
        Preset.FINAL: QCoreApplication.translate("engines", "Final"),
    }
