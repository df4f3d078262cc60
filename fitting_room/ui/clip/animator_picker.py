"""Who brings a look to life: the animators, who may use them, what they need, and whether they are here."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QLabel, QPushButton, QRadioButton, QVBoxLayout, QWidget

from fitting_room.domain.licence import Profile, allows
from fitting_room.motion.base import AnimatorCard
from fitting_room.studio.animators import ANIMATORS, EMBEDDED_ANIMATOR
from fitting_room.ui.shelf.desk import ModelDesk
from fitting_room.ui.shelf.words import badge, forbidden

_WIDTH = 430


class AnimatorPicker(QPushButton):
    """Shows who makes the clips, and lets somebody else do it.

    Args:
        desk: Knows which models are installed.
        cards: The animators there are.
    """

    chosen = Signal(str)
    """Id of the animator that the user chose."""
    shelf_wanted = Signal(str)
    """The id of a model that is to be installed."""

    def __init__(self, desk: ModelDesk, cards: tuple[AnimatorCard, ...] = ANIMATORS) -> None:
        super().__init__()
        self._desk = desk
        self._cards = cards
        self._profile = Profile.HOME
        self._animator = EMBEDDED_ANIMATOR
        self._panel = _Panel(self, cards)
        self._panel.animator_chosen.connect(self._choose)
        self._panel.install_wanted.connect(self._go_to_shelf)
        self.setToolTip(self.tr("Choose who makes the clip"))
        self.clicked.connect(self.open_panel)
        desk.changed.connect(lambda _name: self._fill())
        self.choose(EMBEDDED_ANIMATOR)

    @property
    def animator(self) -> str:
        """Who makes the clips."""
        return self._animator

    def set_profile(self, profile: Profile) -> None:
        """This installation is for something else now; an animator that it may not use any more is let go."""
        self._profile = profile
        self.choose(self._animator)

    def choose(self, animator: str) -> None:
        """Show who makes the clips; the embedded animator where that one is not there or not allowed."""
        card = next((card for card in self._cards if card.id == animator and not self.reason(card)), self._cards[0])
        self._animator = card.id
        self.setText(f"{animator_title(card)} ▾")
        self.setAccessibleName(self.tr("Made by: %1").replace("%1", animator_title(card)))
        self._fill()

    def open_panel(self) -> None:
        """Show the animators."""
        self._fill()
        self._panel.open_above(self)

    def reason(self, card: AnimatorCard) -> str:
        """Why an animator cannot be used; nothing where it can."""
        if card.model is None:
            return ""
        model = self._desk.card(card.model)
        if why := forbidden(model, self._profile):
            return why
        if self._desk.is_ready(model, self._profile):
            return ""
        return self.tr("Not installed. %1").replace("%1", QCoreApplication.translate("animators", card.needs))

    def _choose(self, animator: str) -> None:
        self.choose(animator)
        self.chosen.emit(self._animator)

    def _go_to_shelf(self, animator: str) -> None:
        self._panel.hide()
        model = next(card.model for card in self._cards if card.id == animator)
        if model is not None:
            self.shelf_wanted.emit(model)

    def _fill(self) -> None:
        for card in self._cards:
            reason = self.reason(card)
            note = reason or QCoreApplication.translate("animators", card.needs)
            missing = bool(reason) and allows(self._profile, card.licence)
            self._panel.show_animator(card.id, not reason, note, missing)
        self._panel.show_chosen(self._animator)


class _Panel(QFrame):
    """The panel that opens beside the button."""

    animator_chosen = Signal(str)
    install_wanted = Signal(str)

    def __init__(self, parent: QWidget, cards: tuple[AnimatorCard, ...]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Who makes the clip"))
        self._radios: dict[str, QRadioButton] = {}
        self._notes: dict[str, QLabel] = {}
        self._installs: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 14, 14)
        rows = QGridLayout()
        rows.setColumnStretch(0, 1)
        rows.setVerticalSpacing(2)
        for card in cards:
            self._add(rows, card)
        self._column.addLayout(rows)

    def show_animator(self, animator: str, usable: bool, note: str, missing: bool) -> None:
        """Show what is known of an animator."""
        self._radios[animator].setEnabled(usable)
        self._radios[animator].setAccessibleDescription(note)
        self._notes[animator].setText(note)
        if animator in self._installs:
            self._installs[animator].setVisible(missing)

    def show_chosen(self, animator: str) -> None:
        """Mark who makes the clips."""
        self._radios[animator].setChecked(True)

    def open_above(self, button: QWidget) -> None:
        """Open so that the button stays in sight, inside its screen."""
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

    def _add(self, rows: QGridLayout, card: AnimatorCard) -> None:
        radio, note, licence = QRadioButton(animator_title(card)), QLabel(), QLabel(badge(card.licence))
        radio.setAccessibleName(self.tr("Animator: %1").replace("%1", radio.text()))
        radio.clicked.connect(self._emitter(self.animator_chosen.emit, card.id))
        licence.setObjectName("badge")
        licence.setProperty("licence", card.licence)
        note.setObjectName("fact")
        note.setWordWrap(True)
        note.setIndent(26)
        self._radios[card.id], self._notes[card.id] = radio, note
        self._group.addButton(radio)
        row = rows.rowCount()
        rows.addWidget(radio, row, 0)
        rows.addWidget(licence, row, 1)
        rows.addWidget(note, row + 1, 0, 1, 3)
        if card.model is not None:
            install = self._installs[card.id] = QPushButton(self.tr("Install…"))
            install.setAccessibleName(self.tr("Install %1").replace("%1", radio.text()))
            install.clicked.connect(self._emitter(self.install_wanted.emit, card.id))
            rows.addWidget(install, row, 2)

    def _emitter(self, emit: Callable[[str], None], animator: str) -> Callable[[], None]:
        return lambda: emit(animator)


def animator_title(card: AnimatorCard) -> str:
    """What an animator is called in front of people."""
    return QCoreApplication.translate("animators", "Puppet") if card.id == EMBEDDED_ANIMATOR else card.title
