"""What an import found, to be corrected with one click each. It stands below the wardrobe and is in nobody's way."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout

from fitting_room.studio.library.garments import GarmentOnFile
from fitting_room.studio.library.imports import Imports, State
from fitting_room.studio.library.wardrobe import Wardrobe
from fitting_room.ui.thumbnails import Thumbnails
from fitting_room.ui.wardrobe.delegate import ASK_BELOW, GarmentDelegate
from fitting_room.ui.wardrobe.editor import GarmentEditor
from fitting_room.ui.wardrobe.model import GarmentModel

CARD = QSize(51, 68)
"""Width and height of a card in the strip, in logical pixels."""

_FINE = 2
"""How urgent a garment is that was read well; smaller is more urgent."""


class ImportReview(QFrame):
    """The garments of an import, those that need a look first, and an editor for the one that is chosen.

    Where all went well the editor waits until one is clicked, so that the wardrobe keeps its room.

    Args:
        wardrobe: Where the garments are.
        imports: What was found.
    """

    closed = Signal()
    """The user has seen enough; what was found has been dismissed."""

    def __init__(self, wardrobe: Wardrobe, imports: Imports) -> None:
        super().__init__()
        self.setObjectName("message")
        self._wardrobe, self._imports = wardrobe, imports
        self._model = GarmentModel(wardrobe, self)
        self._summary = QLabel()
        self._summary.setObjectName("what")
        self._summary.setWordWrap(True)
        self.thumbnails = Thumbnails(CARD * self.devicePixelRatioF(), self)
        self._strip = self._make_strip()
        self.editor = GarmentEditor()
        done = QPushButton(self.tr("Done"))
        done.setAccessibleName(self.tr("Close the review"))
        done.clicked.connect(self.close_review)
        head = QHBoxLayout()
        head.addWidget(self._summary, 1)
        head.addWidget(done, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._strip)
        column.addWidget(self.editor)
        self._editing = False
        self.hide()

    @property
    def is_editing(self) -> bool:
        """Whether it shows a garment that the user asked for, and not what an import found."""
        return self._editing

    def show_findings(self) -> None:
        """Show what was found since the last time, if anything was; what needs a look comes first."""
        entries = self._imports.findings()
        known = sum(entry.state is State.KNOWN for entry in entries)
        ids = dict.fromkeys(entry.garment for entry in entries if entry.garment and entry.state is not State.KNOWN)
        garments = sorted(self._wardrobe.get(list(ids)), key=_urgency)
        if not entries:
            return
        self._editing = False
        shown = self.editor.garment
        self._summary.setText(self._sum_up(garments, known))
        self._model.show([garment.id for garment in garments])
        self._strip.setVisible(len(garments) > 1)
        self.editor.show_tags(False)
        if garments:
            stays = shown is not None and self.isVisible() and self._model.index_of(shown.id).isValid()
            self._strip.setCurrentIndex(self._model.index_of(shown.id) if shown and stays else self._model.index(0))
            self._show_current(self._strip.currentIndex())
        self.editor.setVisible(bool(garments) and (_urgency(garments[0]) < _FINE or len(garments) == 1))
        self.show()

    def edit(self, garment: GarmentOnFile, field: str) -> None:
        """Show one garment of the wardrobe, with the focus in one of its fields."""
        self._editing = True
        self._summary.setText(self.tr("Edit"))
        self._model.show([garment.id])
        self._strip.hide()
        self.editor.show()
        self.editor.show_tags(True)
        self.editor.show_garment(garment)
        self.show()
        self.editor.focus(field)

    def refresh(self) -> None:
        """Something about the garments has changed."""
        if self.isVisible() and self.editor.garment is not None:
            self._model.refresh(self.editor.garment.id)
            garment = self._wardrobe.one(self.editor.garment.id)
            if garment is not None:
                self.editor.show_garment(garment)

    def leave_out(self, garment: int) -> None:
        """A garment has been removed from the wardrobe."""
        index = self._model.index_of(garment)
        if not self.isVisible() or not index.isValid():
            return
        ids = [row.id for row in map(self._model.garment, map(self._model.index, range(self._model.rowCount()))) if row]
        self._model.show([each for each in ids if each != garment])
        if self._model.rowCount():
            self._strip.setCurrentIndex(self._model.index(min(index.row(), self._model.rowCount() - 1)))
        else:
            self.close_review()

    def close_review(self) -> None:
        """Put it away, and what was found with it."""
        if not self._editing:
            self._imports.dismiss()
        self._editing = False
        self.hide()
        self.closed.emit()

    def _show_current(self, index: QModelIndex) -> None:
        garment = self._model.garment(index)
        if garment is not None:
            self.editor.show_garment(garment)
            self.editor.show()

    def _sum_up(self, garments: list[GarmentOnFile], known: int) -> str:
        bad = sum(garment.problem is not None for garment in garments)
        unsure = sum(_urgency(garment) == 1 for garment in garments)
        parts = []
        if len(garments) > bad:
            parts.append(self.tr("%n added", "", len(garments) - bad))
        if unsure:
            parts.append(self.tr("%n to check", "", unsure))
        if bad:
            parts.append(self.tr("%n will not work", "", bad))
        if known:
            parts.append(self.tr("%n already here", "", known))
        return " · ".join(parts)

    def _make_strip(self) -> QListView:
        strip = QListView()
        strip.setObjectName("cards")
        strip.setAccessibleName(self.tr("What was found"))
        strip.setModel(self._model)
        strip.setItemDelegate(GarmentDelegate(self.thumbnails, strip, CARD, ask=True))
        strip.setFlow(QListView.Flow.LeftToRight)
        strip.setUniformItemSizes(True)
        strip.setSpacing(0)
        strip.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        strip.setFixedHeight(CARD.height() + 12)
        strip.setMouseTracking(True)
        strip.selectionModel().currentChanged.connect(self._show_current)
        strip.clicked.connect(self._show_current)
        strip.activated.connect(self._show_current)
        self.thumbnails.loaded.connect(strip.viewport().update)
        return strip


def _urgency(garment: GarmentOnFile) -> int:
    """What will not work first, then what was hard to read."""
    if garment.problem is not None:
        return 0
    return 1 if garment.reading.confidence < ASK_BELOW else _FINE
