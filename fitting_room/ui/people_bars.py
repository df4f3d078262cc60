"""The bars of the people's column: which client is served, one line to type, and the way back from a removal."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
)

from fitting_room.studio.library.people import Kind, PersonOnFile

_INNER = "QLineEdit, QLineEdit:focus { background: transparent; border: none; padding: 0; }"
"""The line inside of a box has the frame of the box."""
_SHORTEST = 8
"""Characters of the box: more may fit, fewer say nothing."""


class ClientBar(QFrame):
    """The client, and what can be done about them."""

    chosen = Signal(str)
    """The id of the client the user wants to serve."""
    creation_wanted = Signal()
    renaming_wanted = Signal()
    note_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        line = QLineEdit()
        line.setAccessibleName(self.tr("Client"))
        line.setPlaceholderText(self.tr("Find a client"))
        line.setStyleSheet(_INNER)
        self._box = QComboBox()
        self._box.setEditable(True)
        self._box.setLineEdit(line)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(_SHORTEST)
        self._box.setAccessibleName(self.tr("Client"))
        completer = QCompleter(self._box.model(), self._box)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._box.setCompleter(completer)
        self._box.view().setAccessibleName(self.tr("Clients"))
        self._box.activated.connect(lambda row: self.chosen.emit(self._box.itemData(row)))
        new = QPushButton(self.tr("New client"))
        new.setAccessibleName(new.text())
        new.clicked.connect(self.creation_wanted)
        self._more = QPushButton("⋯")
        self._more.setAccessibleName(self.tr("More about this client"))
        self._more.setToolTip(self._more.accessibleName())
        menu = QMenu(self._more)
        menu.addAction(self.tr("Rename…"), self.renaming_wanted.emit)
        menu.addAction(self.tr("Write a note…"), self.note_wanted.emit)
        menu.addSeparator()
        menu.addAction(self.tr("Remove with all photos"), self.removal_wanted.emit)
        self._more.clicked.connect(lambda: menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft())))
        self.menu = menu
        self._note = QLabel()
        self._note.setObjectName("heading")
        self._note.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(new, 1)
        buttons.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._box)
        column.addLayout(buttons)
        column.addWidget(self._note)

    def show_clients(self, clients: Sequence[tuple[PersonOnFile, str]], chosen: str) -> None:
        """List the clients with their names, and say who is served."""
        self._box.clear()
        for person, name in clients:
            self._box.addItem(name, person.id)
        served = next((person for person, _ in clients if person.id == chosen), None)
        self._box.setCurrentIndex(self._box.findData(chosen))
        self._more.setEnabled(served is not None and served.kind is not Kind.DEMO)
        self._note.setText(served.note if served is not None else "")
        self._note.setVisible(bool(self._note.text()))


class NameBar(QFrame):
    """One line to type, in place: Enter takes it, Escape leaves it."""

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self._question = QLabel()
        self._question.setWordWrap(True)
        self._line = QLineEdit()
        self._line.setAccessibleName(self.tr("Name"))
        self._line.returnPressed.connect(self._take)
        take = QPushButton(self.tr("OK"))
        take.setAccessibleName(self.tr("Take this name"))
        take.clicked.connect(self._take)
        leave = QPushButton("✕")
        leave.setObjectName("quiet")
        leave.setAccessibleName(self.tr("Leave it as it is"))
        leave.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.addWidget(take, 1)
        row.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for part in (self._question, self._line):
            column.addWidget(part)
        column.addLayout(row)
        self.hide()

    def ask(self, question: str, text: str, may_be_empty: bool = False) -> None:
        """Ask for a line."""
        self._may_be_empty = may_be_empty
        self._question.setText(question)
        self._line.setAccessibleName(question)
        self._line.setText(text)
        self._line.selectAll()
        self.show()
        self._line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves it as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        text = self._line.text().strip()
        if text or self._may_be_empty:
            self.hide()
            self.taken.emit(text)


class RemovalBar(QFrame):
    """Asks what becomes of the looks of a client who is about to be removed; Escape leaves everything as it is."""

    decided = Signal(bool)
    """Whether the looks go, too."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self._question = QLabel()
        self._question.setObjectName("what")
        self._looks = QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for words in (self._question, self._looks):
            words.setWordWrap(True)
            column.addWidget(words)
        self._with_looks = QPushButton(self.tr("Remove the looks too"))
        keep = QPushButton(self.tr("Keep the looks"))
        leave = QPushButton(self.tr("Remove nothing"))
        for button, act in (
            (self._with_looks, lambda: self._decide(True)),
            (keep, lambda: self._decide(False)),
            (leave, self.hide),
        ):
            button.setAccessibleName(button.text())
            button.clicked.connect(act)
            column.addWidget(button)
        self.hide()

    @property
    def text(self) -> str:
        """What it asks, or nothing while it is hidden."""
        return "" if self.isHidden() else f"{self._question.text()} {self._looks.text()}"

    def ask(self, name: str, looks: int) -> None:
        """Ask about a client.

        Args:
            name: What they are called.
            looks: How many looks of theirs are on file.
        """
        self._question.setText(self.tr("Remove “%1” with all photos?").replace("%1", name))
        self._looks.setText(self.tr("%n look(s) of this client are on file, too.", "", looks))
        self.setAccessibleName(f"{self._question.text()} {self._looks.text()}")
        self.show()
        self._with_looks.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape removes nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _decide(self, with_looks: bool) -> None:
        self.hide()
        self.decided.emit(with_looks)


class UndoBar(QFrame):
    """Says who was removed and brings them back; as narrow as one column of photos."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self._words = QLabel()
        self._words.setObjectName("what")
        self._until = QLabel(self.tr("It is deleted for good when you close the fitting room."))
        self._bring_back: Callable[[], None] = lambda: None
        undo = QPushButton(self.tr("Undo"))
        undo.setAccessibleName(self.tr("Bring back who was removed"))
        undo.clicked.connect(self._undo)
        close = QPushButton("✕")
        close.setObjectName("quiet")
        close.setAccessibleName(self.tr("Close the message"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.addWidget(undo, 1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for words in (self._words, self._until):
            words.setWordWrap(True)
            column.addWidget(words)
        column.addLayout(row)
        self.hide()

    @property
    def text(self) -> str:
        """What was removed, or nothing while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def offer(self, name: str, bring_back: Callable[[], None], for_good: bool = True) -> None:
        """Offer to bring back what has just been removed.

        Args:
            name: What it is called.
            bring_back: Brings it back.
            for_good: Whether it is deleted later; what is bundled is only hidden.
        """
        self._until.setVisible(for_good)
        self._words.setText(self.tr("“%1” was removed.").replace("%1", name))
        self._bring_back = bring_back
        self.show()

    def _undo(self) -> None:
        self.hide()
        self._bring_back()
