"""Shows what may be copied to report a problem, before anything is copied. Nothing is sent."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget


class Diagnostics(QDialog):
    """The text, and a button that copies it.

    Args:
        parent: Above which it opens.
        text: As `CrashLog.diagnostics` makes it.
        after_crash: Whether it is offered because the last run did not end by itself.
    """

    def __init__(self, parent: QWidget, text: str, after_crash: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Diagnostics"))
        words = QLabel(
            self.tr("The fitting room did not end by itself last time. This text helps to find out why.")
            if after_crash
            else self.tr("This text helps to find out what went wrong.")
        )
        promise = QLabel(self.tr("It holds no pictures and no names of files, and goes nowhere unless you paste it."))
        for label in (words, promise):
            label.setWordWrap(True)
        words.setObjectName("title")
        promise.setObjectName("note")
        self._text = QPlainTextEdit(text)
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(self.tr("Diagnostics"))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAccessibleName(self.tr("Close the diagnostics"))
        self._copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self._copy.setAccessibleName(self.tr("Copy the diagnostics"))
        self._copy.clicked.connect(self._copy_text)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addWidget(promise)
        column.addWidget(self._text, 1)
        column.addWidget(buttons)
        self.resize(min(720, parent.width() - 24), min(520, parent.height() - 24))

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())
        self._copy.setText(self.tr("Copied"))
