"""The page of models: everything that can be downloaded, as cards; folders are imported and exported here."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fitting_room.domain.licence import Profile, allows
from fitting_room.shelf import ModelCard
from fitting_room.shelf.manifest import Kind
from fitting_room.shelf.shelf import State
from fitting_room.ui.controls import Message
from fitting_room.ui.shelf.card import ShelfCard
from fitting_room.ui.shelf.desk import FOLDER, ModelDesk
from fitting_room.ui.shelf.licence import LicenceDialog
from fitting_room.ui.shelf.words import MEGABYTE, kind_title, progress_of, size_of

KINDS: tuple[Kind, ...] = ("try-on", "perception", "video", "part")
NARROWEST = 430
"""Pixels that a card needs at the usual size of text; there are as many columns as fit."""


class ShelfPage(QWidget):
    """The shelf.

    Args:
        desk: Where things are done with models.
        profile: What this installation is for.
    """

    def __init__(self, desk: ModelDesk, profile: Profile) -> None:
        super().__init__()
        self._desk = desk
        self._profile = profile
        self.setObjectName("room")
        self.setAccessibleName(self.tr("Models"))
        self.setAcceptDrops(True)
        self.message = Message()
        self.cards = {card.id: ShelfCard(card, desk, profile) for card in desk.cards}
        self._room = QLabel()
        self._room.setObjectName("heading")
        self._scroll = QScrollArea()
        self._folder_buttons: list[QPushButton] = []
        self._stop = QPushButton(self.tr("Cancel"))
        self._build()
        self._connect()
        self._show_folder()

    # --- what the user does -------------------------------------------------------------------------------------------

    def ask_to_install(self, name: str) -> None:
        """Show the licences, and install where they are accepted; what was begun just goes on."""
        card = self._desk.card(name)
        if self._desk.shelf.state(card) is State.PARTIAL:
            self._desk.install(card)
            return
        missing = [each for each in self._desk.with_needs(card) if self._desk.shelf.state(each) is not State.INSTALLED]
        self._accept(missing, lambda: self._desk.install(card))

    def ask_to_import(self, name: str) -> None:
        """Take one model from a folder, after its licence was accepted."""
        card = self._desk.card(name)
        folder = self._ask_for_folder(self.tr("The folder with “%1”").replace("%1", card.title))
        if folder is not None:
            self._accept([card], lambda: self._desk.tend("import", card, folder))

    def ask_for_folder(self) -> None:
        """Take all that a folder holds."""
        folder = self._ask_for_folder(self.tr("A folder with exported models"))
        if folder is not None:
            self._desk.look_into(folder)

    def ask_to_export(self, with_files: bool) -> None:
        """Write the list of what is installed into a folder, and the files beside it if wanted."""
        folder = self._ask_for_folder(self.tr("Where to export to"))
        if folder is not None:
            self._desk.export(folder, with_files)

    def ask_to_remove(self, name: str) -> None:
        """Delete a model, where the user means it."""
        card = self._desk.card(name)
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(self.tr("Remove a model"))
        question.setText(self.tr("Remove “%1” from this computer?").replace("%1", card.title))
        again = self.tr("To use it again, about %1 have to be downloaded.").replace("%1", size_of(card.megabytes))
        question.setInformativeText(self.tr("To use it again, import its files again.") if card.brought else again)
        remove = question.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        remove.setAccessibleName(self.tr("Remove it"))
        keep = question.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        keep.setAccessibleName(self.tr("Keep it"))
        question.setDefaultButton(keep)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        remove.clicked.connect(lambda: self._desk.tend("remove", card))
        question.open()

    def show_model(self, name: str) -> None:
        """Bring a model into view, with the keys on what can be done with it."""
        card = self.cards[name]
        self._scroll.ensureWidgetVisible(card)
        button = next((each for each in card.findChildren(QPushButton) if each.isVisibleTo(card)), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_profile(self, profile: Profile) -> None:
        """This installation is for something else now."""
        self._profile = profile
        for card in self.cards.values():
            card.set_profile(profile)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A folder comes; pictures are the window's business."""
        if _folder_in(event.mimeData()) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Find out what the folder holds."""
        folder = _folder_in(event.mimeData())
        if folder is not None:
            event.acceptProposedAction()
            self._desk.look_into(folder)

    def _offer(self, folder: Path, names: tuple[str, ...]) -> None:
        """Import what was found in a folder, after the licences were accepted."""
        if not self.isVisible():
            return
        known = [self._desk.card(name) for name in names]
        missing = [each for each in known if self._desk.shelf.state(each) is not State.INSTALLED]
        allowed = [each for each in missing if allows(self._profile, each.licence_class)]
        if allowed:
            self._accept(allowed, lambda: self._desk.bring(tuple(each.id for each in allowed), folder))
        elif missing:
            self.message.say(self.tr("This installation may not use the models in that folder."))
        else:
            self.message.say(self.tr("Every model in that folder is installed already."))

    def _accept(self, cards: Sequence[ModelCard], then: Callable[[], None]) -> None:
        dialog = LicenceDialog(self, cards)
        dialog.accepted.connect(then)
        dialog.open()

    def _ask_for_folder(self, title: str) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(self, title)
        return Path(chosen) if chosen else None

    # --- showing ------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """The command line may have changed something meanwhile."""
        for card in self.cards.values():
            card.refresh()
        self._show_folder()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was said has been read."""
        self.message.hide()
        super().hideEvent(event)

    def _refresh(self, name: str) -> None:
        if name in self.cards:
            self.cards[name].refresh()
        if name == FOLDER or self._desk.task(name) is None:
            self._show_folder()

    def _show_folder(self) -> None:
        """What is being done with a folder, or how much room there is."""
        task = self._desk.task(FOLDER)
        self._stop.setVisible(task is not None)
        for button in self._folder_buttons:
            button.setEnabled(task is None)
        if task is not None:
            self._room.setText(progress_of(task, 0.0))
            return
        free = shutil.disk_usage(_existing(self._desk.folder)).free / MEGABYTE
        self._room.setText(self.tr("%1 free on this disk.").replace("%1", size_of(free)))

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        title, note = QLabel(self.tr("Models")), QLabel(
            self.tr("The fitting room works without any of these. They make pictures like photographs, on this "
                    "computer only, and most want a graphics card.")
        )  # fmt: skip
        title.setObjectName("title")
        note.setWordWrap(True)
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 8)
        head.setSpacing(6)
        first = QHBoxLayout()
        first.addWidget(title)
        first.addStretch(1)
        first.addWidget(self._room)
        first.addWidget(self._stop)
        head.addLayout(first)
        head.addWidget(note)
        head.addLayout(self._folder_row())
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 0, 14, 20)
        column.setSpacing(8)
        for kind in KINDS:
            heading = QLabel(kind_title(kind))
            heading.setObjectName("heading")
            column.addSpacing(8)
            column.addWidget(heading)
            column.addWidget(_Columns([card for card in self.cards.values() if card.card.kind == kind]))
        column.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        below = QVBoxLayout()
        below.setContentsMargins(20, 0, 20, 12)
        below.addWidget(self.message)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(below)

    def _folder_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, tip, act in (
            (self.tr("Import a folder…"), self.tr("Take models from a folder or a USB stick, or drop it here"),
             self.ask_for_folder),
            (self.tr("Export models…"), self.tr("Copy what is installed, for a computer without network"),
             lambda: self.ask_to_export(with_files=True)),
            (self.tr("Export the list…"), self.tr("Write names, sizes and checksums of what is installed"),
             lambda: self.ask_to_export(with_files=False)),
        ):  # fmt: skip
            button = QPushButton(words)
            button.setAccessibleName(words.rstrip("…"))
            button.setToolTip(tip)
            button.clicked.connect(act)
            self._folder_buttons.append(button)
            row.addWidget(button)
        self._stop.setAccessibleName(self.tr("Stop what is done with the folder"))
        self._stop.clicked.connect(lambda: self._desk.cancel(FOLDER))
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self._desk.changed.connect(self._refresh)
        self._desk.said.connect(self.message.say)
        self._desk.found.connect(self._offer)
        for card in self.cards.values():
            card.install_wanted.connect(self.ask_to_install)
            card.import_wanted.connect(self.ask_to_import)
            card.remove_wanted.connect(self.ask_to_remove)


class _Columns(QWidget):
    """Cards in as many columns as there is room for."""

    def __init__(self, cards: Sequence[ShelfCard]) -> None:
        super().__init__()
        self._cards = cards
        self._count = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._arrange(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew where another number fits."""
        super().resizeEvent(event)
        scale = self.fontMetrics().height() / _USUAL_LINE
        self._arrange(max(1, int((self.width() + 12) / (NARROWEST * max(1.0, scale) + 12))))

    def minimumSizeHint(self) -> QSize:
        """One column will always do."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 280), hint.height())

    def _arrange(self, count: int) -> None:
        if count == self._count:
            return
        self._count = count
        for index, card in enumerate(self._cards):
            self._grid.addWidget(card, index // count, index % count)
        for column in range(len(self._cards)):
            self._grid.setColumnStretch(column, 1 if column < count else 0)


_USUAL_LINE = 17.0
"""Pixels of a line of text at the usual size."""


def _folder_in(data: QMimeData) -> Path | None:
    """The folder that is dragged, where it is one."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].is_dir() else None


def _existing(folder: Path) -> Path:
    """A folder, or the nearest one above it that exists already."""
    return next(each for each in (folder, *folder.parents) if each.is_dir())
