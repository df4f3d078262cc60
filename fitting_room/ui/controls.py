"""Small controls: a row of choices, a field to search in, and the message that says what went wrong or well."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)


class Choice(QWidget):
    """One of a few values, as buttons side by side.

    Args:
        label: What is chosen.
        options: (value, text) of each button.
    """

    chosen = Signal(object)

    def __init__(self, label: str, options: Sequence[tuple[object, str]]) -> None:
        super().__init__()
        self._values = [value for value, _ in options]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._caption = QLabel(label)
        self._caption.setObjectName("heading")
        row.addWidget(self._caption)
        row.addSpacing(6)
        for index, (_, text) in enumerate(options):
            button = QPushButton(text)
            button.setObjectName("choice")
            button.setCheckable(True)
            button.setAccessibleName(f"{label}: {text}")
            self._group.addButton(button, index)
            row.addWidget(button, 1)
        self._group.idClicked.connect(lambda index: self.chosen.emit(self._values[index]))

    @property
    def caption_width(self) -> int:
        """How wide the label wants to be."""
        return self._caption.sizeHint().width()

    def set_caption_width(self, width: int) -> None:
        """Line up with other choices."""
        self._caption.setFixedWidth(width)

    def offer(self, values: Sequence[object]) -> None:
        """Show the buttons of these values only."""
        for index, value in enumerate(self._values):
            self._group.button(index).setVisible(value in values)

    def set_value(self, value: object) -> None:
        """Show a value without emitting `chosen`; for one that is no option, no button is down."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)
        elif (checked := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)  # An exclusive group does not let go of its button.
            checked.setChecked(False)
            self._group.setExclusive(True)


class SearchField(QLineEdit):
    """A line to search in, with a button that clears it.

    Args:
        name: What is searched, for those who cannot see where it stands.
        hint: Shown while it is empty.
    """

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Clear the search"))  # Qt's own button has no words.


class Message(QFrame):
    """What happened, and what to do next; stays until it is closed or something new happens."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self._what = QLabel()
        self._what.setObjectName("what")
        self._next_step = QLabel()
        self._act: Callable[[], None] = self.hide
        self._action = QPushButton()
        self._action.setAccessibleName(self.tr("Do something about it"))  # Until it is offered.
        self._action.clicked.connect(self._do)
        close = QPushButton("✕")
        close.setObjectName("quiet")
        close.setAccessibleName(self.tr("Close the message"))
        close.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._what, self._next_step):
            label.setWordWrap(True)
            words.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 8, 12)
        row.addLayout(words, 1)
        row.addWidget(self._action)
        row.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, or nothing while it is hidden."""
        return "" if self.isHidden() else f"{self._what.text()} {self._next_step.text()}".strip()

    def say(self, what: str, next_step: str = "") -> None:
        """Show one or two sentences."""
        self._what.setText(what)
        self._next_step.setText(next_step)
        self._next_step.setVisible(bool(next_step))
        self._action.hide()
        self.setAccessibleName(f"{what} {next_step}".strip())
        self.show()

    def offer(self, what: str, action: str, act: Callable[[], None]) -> None:
        """Show a sentence beside a button that does something about it."""
        self.say(what)
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._act = act
        self._action.show()

    def _do(self) -> None:
        self.hide()
        self._act()
