"""The wardrobe to pick from, and nothing else: a search and the cards that match."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from fitting_room.domain.garment import Category
from fitting_room.studio.library.garments import GarmentOnFile, Query, search_words
from fitting_room.studio.library.wardrobe import Wardrobe
from fitting_room.studio.recipe import GarmentFile
from fitting_room.ui.controls import Choice, SearchField
from fitting_room.ui.wardrobe.grid import GarmentGrid, cards_width
from fitting_room.ui.wardrobe.model import GarmentModel
from fitting_room.ui.wardrobe.words import name_of, search_translations

_COLUMNS = 2


class Rack(QWidget):
    """Garments to pick.

    Args:
        wardrobe: Where they are on file.
    """

    picked = Signal(GarmentFile)

    def __init__(self, wardrobe: Wardrobe) -> None:
        super().__init__()
        self._wardrobe = wardrobe
        self._category: Category | None = None
        self._words = search_translations()
        self._model = GarmentModel(wardrobe, self)
        self._grid = GarmentGrid(self._model)
        self._grid.setAccessibleName(self.tr("Garments to pick"))
        self._grid.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._grid.setMinimumWidth(cards_width(_COLUMNS))
        self._search = SearchField(self.tr("Search for garments to pick"), self.tr("Search"))
        self._kinds = Choice(
            self.tr("Kind"),
            [
                (None, self.tr("All")),
                (Category.TOPS, self.tr("Tops")),
                (Category.BOTTOMS, self.tr("Bottoms")),
                (Category.DRESSES, self.tr("Dresses")),
            ],
        )
        self._kinds.set_value(None)
        self._kinds.set_caption_width(0)  # The buttons speak for themselves to those who see them.
        title = QLabel(self.tr("Wardrobe"))
        title.setObjectName("title")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 16, 6, 4)
        column.setSpacing(8)
        for part in (title, self._search, self._kinds):
            column.addWidget(part)
        column.addWidget(self._grid, 1)
        self._search.textChanged.connect(self._list)
        self._kinds.chosen.connect(self._choose_kind)
        self._grid.worn.connect(self._pick)

    def showEvent(self, event: QShowEvent) -> None:
        """Garments may have come and gone while it was not seen."""
        self._list()
        super().showEvent(event)

    def _choose_kind(self, category: Category | None) -> None:
        self._category = category
        self._list()

    def _list(self) -> None:
        words = search_words(self._search.text(), self._words)
        self._model.show(self._wardrobe.find(Query(words=words, category=self._category)))

    def _pick(self, garment: GarmentOnFile) -> None:
        if garment.wearable:
            self.picked.emit(garment.file(name_of(garment)))
