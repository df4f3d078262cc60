"""The licence, shown before anything is downloaded, to be accepted or not."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from fitting_room.shelf import ModelCard
from fitting_room.shelf.hub import HUB
from fitting_room.ui.shelf.words import say_of_model, size_of, who_may


class LicenceDialog(QDialog):
    """What some models may be used for; accepted where the user says so.

    Args:
        parent: Above which it opens.
        cards: The models that will be installed together.
    """

    def __init__(self, parent: QWidget, cards: Sequence[ModelCard]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Licences") if len(cards) > 1 else self.tr("Licence"))
        column = QVBoxLayout(self)
        column.setSpacing(6)
        for card in cards:
            title = QLabel(card.title)
            title.setObjectName("title")
            column.addWidget(title)
            address = self.tr("The whole text: %1").replace("%1", f"{HUB}/{card.repo}")
            address = say_of_model(card.brought) or address
            for words in (say_of_model(card.licence), who_may(card.licence_class), address):
                label = QLabel(words)
                label.setWordWrap(True)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                column.addWidget(label)
            column.addSpacing(10)
        fetched = sum(card.megabytes for card in cards if not card.brought)
        size = self.tr("About %1 will be downloaded.").replace("%1", size_of(fetched))
        privacy = self.tr("Pictures never leave this computer; only the address of the model does.")
        note = QLabel(f"{size} {privacy}" if fetched else self.tr("Nothing will be downloaded."))
        note.setWordWrap(True)
        note.setObjectName("fact")
        column.addWidget(note)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        accept = buttons.addButton(self.tr("Accept and install"), QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setObjectName("primary")
        accept.setAccessibleName(self.tr("Accept and install"))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAccessibleName(self.tr("Do not install"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addSpacing(6)
        column.addWidget(buttons)
        self.setMinimumWidth(min(460, max(280, parent.width() - 40)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
