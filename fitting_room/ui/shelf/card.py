"""One model on the shelf: what it does, who may use it, what it needs, how much of it is here, what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from fitting_room.domain.licence import Profile
from fitting_room.shelf import ModelCard
from fitting_room.shelf.shelf import State
from fitting_room.ui.shelf.desk import ModelDesk
from fitting_room.ui.shelf.emblem import Emblem
from fitting_room.ui.shelf.words import badge, forbidden, progress_of, say_of_model, size_of, state_of, who_may


class ShelfCard(QFrame):
    """A model.

    Args:
        card: What is known of it.
        desk: Where things are done with it.
        profile: What this installation is for.
    """

    install_wanted = Signal(str)
    import_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, card: ModelCard, desk: ModelDesk, profile: Profile) -> None:
        super().__init__()
        self.card = card
        self._desk = desk
        self._profile = profile
        self.setObjectName("card")
        self.setAccessibleName(card.title)
        self._state = QLabel()
        self._state.setWordWrap(True)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(4)
        self._progress.setRange(0, 1000)
        self._progress.setAccessibleName(self.tr("Progress of %1").replace("%1", card.title))
        self._forbidden = QLabel()
        self._forbidden.setWordWrap(True)
        self._forbidden.setObjectName("what")
        self._buttons: dict[str, QPushButton] = {}
        self._build()
        self.refresh()

    @property
    def state(self) -> str:
        """What is said of its state now."""
        return self._state.text()

    def set_profile(self, profile: Profile) -> None:
        """This installation is for something else now."""
        self._profile = profile
        self.refresh()

    def refresh(self) -> None:
        """Show how much of it is here, and what can be done."""
        task = self._desk.task(self.card.id)
        self._progress.setVisible(task is not None)
        self._buttons["cancel"].setVisible(task is not None)
        if task is not None:
            self._state.setText(progress_of(task, self.card.megabytes))
            self._progress.setValue(round(task.fraction * 1000))
            self._buttons["cancel"].setEnabled(not task.stopping)
            for name in ("install", "import", "verify", "repair", "remove"):
                self._buttons[name].hide()
            return
        state, reason = self._desk.shelf.state(self.card), forbidden(self.card, self._profile)
        self._state.setText(state_of(self.card, self._desk))
        self._forbidden.setText(reason)
        self._forbidden.setVisible(bool(reason))
        missing = state in (State.ABSENT, State.PARTIAL)
        go_on = state is State.PARTIAL
        self._name("install", self.tr("Go on") if go_on else self.tr("Install…"))
        for name, shown in (
            ("install", missing and not self.card.brought),
            ("import", missing or (state is State.DAMAGED and bool(self.card.brought))),
            ("verify", state is State.INSTALLED),
            ("repair", state is State.DAMAGED and not self.card.brought),
            ("remove", state is not State.ABSENT),
        ):
            self._buttons[name].setVisible(shown)
        for name in ("install", "import"):
            self._buttons[name].setEnabled(not reason)

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        title = QLabel(self.card.title)
        title.setObjectName("title")
        title.setWordWrap(True)
        tag = QLabel(badge(self.card.licence_class))
        tag.setObjectName("badge")
        tag.setProperty("licence", self.card.licence_class)
        tag.setAccessibleName(self.tr("For whom: %1").replace("%1", tag.text()))
        task = QLabel(say_of_model(self.card.task))
        task.setWordWrap(True)
        names = QVBoxLayout()
        names.setSpacing(3)
        names.addWidget(title)
        names.addWidget(task)
        names.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Emblem(self.card.kind), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        head.addWidget(tag, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(self._facts())
        column.addWidget(self._forbidden)
        column.addStretch(1)
        column.addWidget(self._progress)
        column.addWidget(self._state)
        column.addLayout(self._row())

    def _facts(self) -> QGridLayout:
        facts = QGridLayout()
        facts.setHorizontalSpacing(12)
        facts.setVerticalSpacing(4)
        facts.setColumnStretch(1, 1)
        licence = f"{say_of_model(self.card.licence)} {who_may(self.card.licence_class)}"
        limits = "\n".join(say_of_model(limit) for limit in self.card.limits)
        size = self.tr("About %1.").replace("%1", size_of(self.card.megabytes))
        files = (self.tr("To be brought"), f"{say_of_model(self.card.brought)} {size}")
        for name, told in (
            (self.tr("Licence"), licence),
            files if self.card.brought else (self.tr("Download"), size),
            (self.tr("Graphics memory"), say_of_model(self.card.vram)),
            (self.tr("Limits"), limits),
        ):
            if not told:
                continue
            caption, value = QLabel(name), QLabel(told)
            caption.setObjectName("heading")
            value.setObjectName("fact")
            value.setWordWrap(True)
            value.setAccessibleName(f"{name}: {told}")
            row = facts.rowCount()
            facts.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            facts.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)
        return facts

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, words, act in (
            ("install", self.tr("Install…"), lambda: self.install_wanted.emit(self.card.id)),
            ("repair", self.tr("Repair"), lambda: self._desk.tend("repair", self.card)),
            ("verify", self.tr("Verify"), lambda: self._desk.tend("verify", self.card)),
            ("import", self.tr("Import…"), lambda: self.import_wanted.emit(self.card.id)),
            ("remove", self.tr("Remove…"), lambda: self.remove_wanted.emit(self.card.id)),
            ("cancel", self.tr("Cancel"), lambda: self._desk.cancel(self.card.id)),
        ):
            button = self._buttons[name] = QPushButton()
            if name == "repair":
                button.setObjectName("primary")
            self._name(name, words)
            button.clicked.connect(act)
            row.addWidget(button)
        self._buttons["verify"].setToolTip(self.tr("Read every file and compare it with what was published"))
        from_stick = self.tr("Take it from a folder, on a USB stick for example")
        as_published = self.tr("Take it from a folder with the files that its authors publish")
        self._buttons["import"].setToolTip(as_published if self.card.brought else from_stick)
        row.addStretch(1)
        return row

    def _name(self, name: str, words: str) -> None:
        """Call a button something; screen readers hear of which model."""
        self._buttons[name].setText(words)
        self._buttons[name].setAccessibleName(f"{words.rstrip('…')}: {self.card.title}")
