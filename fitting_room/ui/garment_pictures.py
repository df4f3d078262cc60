"""Small pictures of garments that are worn or chosen, wherever in the library they are kept."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QPixmap

from fitting_room.studio.library.wardrobe import Wardrobe
from fitting_room.studio.recipe import GarmentFile
from fitting_room.ui.pixmap import ThumbnailLoader


class GarmentPictures(QObject):
    """Finds the small picture of a garment.

    Args:
        wardrobe: Where garments are on file.
        parent: Owner.
    """

    def __init__(self, wardrobe: Wardrobe, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wardrobe = wardrobe
        self._loader = ThumbnailLoader(self)

    def load(self, garment: GarmentFile, size: QSize, deliver: Callable[[QPixmap], None]) -> None:
        """Read the small picture of a garment soon, make it cover `size` device pixels, and hand it over.

        A garment that has left the wardrobe has none: its own picture may be large, and only the worker opens those.
        """
        thumbnail: Path | None = self._wardrobe.thumbnail_of(garment.path)
        if thumbnail is not None:
            self._loader.load(thumbnail, size, deliver)
