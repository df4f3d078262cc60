"""The grid of try-ons as Qt shows it: a table of cells, and the list of outfits that are its columns."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QIcon, QPainter, QPixmap

from fitting_room.studio.grid import CellState, Ensemble, Grid, Wearer
from fitting_room.studio.recipe import GarmentFile, Recipe
from fitting_room.ui.names import say_worn
from fitting_room.ui.outfit_board import LoadThumbnail
from fitting_room.ui.translations import say

Index = QModelIndex | QPersistentModelIndex


class Shown(IntEnum):
    """What the delegate asks for."""

    CELL = Qt.ItemDataRole.UserRole + 1


def name_of(section: Wearer | Ensemble) -> str:
    """Who a row is, or what is worn in a column, from the top down."""
    return say_worn(section.scene.garments, " + ") if isinstance(section, Ensemble) else section.name


class GridModel(QAbstractTableModel):
    """The cells of a grid.

    Args:
        grid: What is shown; changed only through `rebuild` and `refresh`.
        picture_of: The small picture of a row or a column.
        parent: Owner.
    """

    def __init__(
        self, grid: Grid, picture_of: Callable[[Wearer | Ensemble], QPixmap], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._grid = grid
        self._picture_of = picture_of

    def rebuild(self, change: Callable[[], None]) -> None:
        """Change the rows and columns."""
        self.beginResetModel()
        change()
        self.endResetModel()

    def refresh(self, recipe: Recipe) -> None:
        """The cells of a recipe have changed."""
        for row, column in self._grid.places(recipe):
            index = self.index(row, column)
            self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many people there are."""
        return 0 if parent is not None and parent.isValid() else len(self._grid.wearers)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many outfits there are."""
        return 0 if parent is not None and parent.isValid() else len(self._grid.ensembles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell for the delegate, its words for screen readers and the tool tip."""
        if not index.isValid():
            return None
        match role:
            case Shown.CELL:
                return self._grid.cell(index.row(), index.column())
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self.describe(index)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Who a row is and what a column is."""
        across = orientation == Qt.Orientation.Horizontal
        sections: Sequence[Wearer | Ensemble] = self._grid.ensembles if across else self._grid.wearers
        if section >= len(sections):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return name_of(sections[section])
            case Qt.ItemDataRole.DecorationRole:
                return self._picture_of(sections[section])
        return None

    def describe(self, index: Index) -> str:
        """Who wears what, and how far that is."""
        wearer, ensemble = self._grid.wearers[index.row()], self._grid.ensembles[index.column()]
        cell = self._grid.cell(index.row(), index.column())
        who = self.tr("%1 in %2").replace("%1", wearer.name).replace("%2", name_of(ensemble))
        state = {
            CellState.BLANK: self.tr("not made yet"),
            CellState.WAITING: self.tr("waiting"),
            CellState.WORKING: self.tr("being made"),
            CellState.DONE: self.tr("kept") if cell.kept else self.tr("made"),
            CellState.FAILED: f"{say(cell.what)} {say(cell.next_step)}",
        }[cell.state]
        return f"{who}: {state}"


class EnsembleModel(QAbstractListModel):
    """The outfits to try on.

    Args:
        load_thumbnail: Where pictures of garments come from.
        size: Of the picture of an outfit, in device pixels.
        parent: Owner.
    """

    def __init__(self, load_thumbnail: LoadThumbnail, size: QSize, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load_thumbnail = load_thumbnail
        self._size = size
        self._ensembles: list[Ensemble] = []
        self._pictures: dict[GarmentFile, QPixmap] = {}

    @property
    def ensembles(self) -> Sequence[Ensemble]:
        """What is listed."""
        return tuple(self._ensembles)

    def set_ensembles(self, ensembles: Sequence[Ensemble]) -> None:
        """List other outfits."""
        self.beginResetModel()
        self._ensembles = list(ensembles)
        self.endResetModel()
        worn = {garment for ensemble in ensembles for garment in ensemble.scene.garments}
        self._pictures = {garment: picture for garment, picture in self._pictures.items() if garment in worn}
        for garment in worn - self._pictures.keys():
            self._pictures[garment] = QPixmap()
            self._load_thumbnail(garment, self._size, partial(self._keep, garment))

    def picture_of(self, ensemble: Ensemble) -> QPixmap:
        """The pieces of an outfit side by side, the top first."""
        pieces = [self._pictures.get(garment, QPixmap()) for garment in reversed(ensemble.scene.garments)]
        picture = QPixmap(self._size)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        width = self._size.width() // max(1, len(pieces))
        for number, piece in enumerate(pieces):
            shown = piece.scaled(
                width, self._size.height(), Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            ) if not piece.isNull() else piece  # fmt: skip
            painter.drawPixmap(
                number * width + (width - shown.width()) // 2, (self._size.height() - shown.height()) // 2, shown
            )
        painter.end()
        return picture

    def rowCount(self, parent: Index | None = None) -> int:
        """How many outfits there are."""
        return 0 if parent is not None and parent.isValid() else len(self._ensembles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name and picture."""
        if not index.isValid() or index.row() >= len(self._ensembles):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return name_of(self._ensembles[index.row()])
            case Qt.ItemDataRole.DecorationRole:
                return QIcon(self.picture_of(self._ensembles[index.row()]))
        return None

    def _keep(self, garment: GarmentFile, picture: QPixmap) -> None:
        if garment in self._pictures:
            self._pictures[garment] = picture
            self.dataChanged.emit(self.index(0), self.index(len(self._ensembles) - 1))
