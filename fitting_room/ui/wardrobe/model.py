"""The garments that match a query, as Qt lists them. Ids are known at once, rows are read when they are looked at."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from fitting_room.studio.library.garments import GarmentOnFile
from fitting_room.studio.library.wardrobe import Wardrobe
from fitting_room.studio.recipe import GarmentFile
from fitting_room.ui.garment_mime import GARMENT_MIME, pack_garment
from fitting_room.ui.wardrobe.words import describe, name_of, tip_for

PAGE = 64
"""Rows read at a time: some 2 ms, and about a screen."""
KEPT = 2048
"""Rows in memory."""

Index = QModelIndex | QPersistentModelIndex


class Shown(IntEnum):
    """What the delegate asks for."""

    GARMENT = Qt.ItemDataRole.UserRole + 1
    WORN = Qt.ItemDataRole.UserRole + 2


class GarmentModel(QAbstractListModel):
    """A list of garments.

    Args:
        wardrobe: Where their rows are read.
        parent: Owner.
    """

    def __init__(self, wardrobe: Wardrobe, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wardrobe = wardrobe
        self._ids: list[int] = []
        self._rows: OrderedDict[int, GarmentOnFile] = OrderedDict()
        self._worn: frozenset[Path] = frozenset()

    # --- what is listed -----------------------------------------------------------------------------------------------

    def show(self, ids: Sequence[int]) -> None:
        """List other garments. Those before and after what differs keep their selection, the focus and their place."""
        self._rows.clear()
        old, new = self._ids, list(ids)
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        gone, come = len(old) - head - tail, len(new) - head - tail
        nowhere = QModelIndex()
        if gone:
            self.beginRemoveRows(nowhere, head, head + gone - 1)
            self._ids = old[:head] + old[len(old) - tail :]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(nowhere, head, head + come - 1)
            self._ids = new
            self.endInsertRows()
        if head + tail:
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))

    def show_worn(self, pictures: Iterable[Path]) -> None:
        """Mark the garments of these pictures as worn."""
        worn = frozenset(pictures)
        if worn != self._worn:
            self._worn = worn
            if self._ids:
                self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1), [Shown.WORN])

    def refresh(self, garment: int) -> None:
        """A row has changed."""
        self._rows.pop(garment, None)
        if garment in self._ids:
            index = self.index(self._ids.index(garment))
            self.dataChanged.emit(index, index)

    def garment(self, index: Index) -> GarmentOnFile | None:
        """The garment of an index; None where it has been removed meanwhile."""
        if not index.isValid() or not 0 <= index.row() < len(self._ids):
            return None
        wanted = self._ids[index.row()]
        if wanted not in self._rows:
            start = index.row() - index.row() % PAGE
            for garment in self._wardrobe.get(self._ids[start : start + PAGE]):
                self._rows[garment.id] = garment
            while len(self._rows) > KEPT:
                self._rows.popitem(last=False)
        return self._rows.get(wanted)

    def index_of(self, garment: int) -> QModelIndex:
        """Where a garment is listed; an invalid index where it is not."""
        return self.index(self._ids.index(garment)) if garment in self._ids else QModelIndex()

    def is_worn(self, garment: GarmentOnFile) -> bool:
        """Whether somebody wears it now."""
        return garment.picture in self._worn

    def file(self, index: Index) -> GarmentFile | None:
        """What the engine gets; None for garments that cannot be worn."""
        garment = self.garment(index)
        return garment.file(name_of(garment)) if garment is not None and garment.wearable else None

    # --- what Qt asks -------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        """How many garments there are."""
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, words for screen readers, tool tip, and what the delegate needs."""
        garment = self.garment(index)
        if garment is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return name_of(garment)
            case Qt.ItemDataRole.AccessibleTextRole:
                return describe(garment, self.is_worn(garment))
            case Qt.ItemDataRole.ToolTipRole:
                return tip_for(garment)
            case Shown.GARMENT:
                return garment
            case Shown.WORN:
                return self.is_worn(garment)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Garments that can be worn can be dragged."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        garment = self.garment(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if garment is not None and garment.wearable else flags

    def mimeTypes(self) -> list[str]:
        """What a dragged garment travels as."""
        return [GARMENT_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The first garment that is dragged."""
        file = next((file for file in map(self.file, indexes) if file is not None), None)
        return QMimeData() if file is None else pack_garment(file)

    def roleNames(self) -> dict[int, QByteArray]:
        """The names of the roles of our own, beside Qt's."""
        return super().roleNames() | {Shown.GARMENT: QByteArray(b"garment"), Shown.WORN: QByteArray(b"worn")}


def _common(one: Sequence[int], other: Sequence[int]) -> int:
    """How many leading items are the same."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count
