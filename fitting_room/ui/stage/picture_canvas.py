"""A pane with one picture."""

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter, QPixmap

from fitting_room.ui.stage.canvas import Canvas
from fitting_room.ui.stage.scaled import ScaledPicture
from fitting_room.ui.stage.tag import draw_tag
from fitting_room.ui.stage.viewport import Viewport


class PictureCanvas(Canvas):
    """Shows one picture, perhaps with words on it."""

    def __init__(self, viewport: Viewport) -> None:
        super().__init__(viewport)
        self._picture = ScaledPicture(QPixmap())
        self._words = ""
        self._room_on_right = 0.0

    @property
    def picture(self) -> QPixmap:
        """What is shown."""
        return self._picture.pixmap

    def set_picture(self, picture: QPixmap, words: str = "", room_on_right: float = 0.0) -> None:
        """Show another picture, or a sharper copy of it.

        Args:
            picture: What is shown.
            words: Said in its top-left corner.
            room_on_right: What of the top edge they leave free.
        """
        if picture.cacheKey() != self._picture.pixmap.cacheKey():
            self._picture = ScaledPicture(picture)
        self._words, self._room_on_right = words, room_on_right
        self.update()

    def picture_size(self) -> QSizeF:
        """As `Canvas.picture_size`."""
        return QSizeF(self._picture.pixmap.size())

    def draw_picture(self, painter: QPainter, frame: QRectF) -> None:
        """As `Canvas.draw_picture`."""
        self._picture.draw(painter, frame, self.devicePixelRatioF(), moving=self.is_moving)

    def draw_over(self, painter: QPainter, frame: QRectF) -> None:
        """As `Canvas.draw_over`."""
        if self._words:
            seen = frame.intersected(QRectF(self.rect()))
            draw_tag(painter, seen.topLeft(), self._words, room=seen.width() - self._room_on_right)
