"""The look: whole, beside the photo with a line between them, or with only what changed in colour."""

from enum import Enum, auto

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPixmap, QResizeEvent

from fitting_room.domain.arrays import Mask
from fitting_room.ui.stage.canvas import Canvas
from fitting_room.ui.stage.outline import outline_of, placed
from fitting_room.ui.stage.scaled import ScaledPicture
from fitting_room.ui.stage.split_slider import SplitSlider
from fitting_room.ui.stage.tag import draw_tag
from fitting_room.ui.stage.viewport import Viewport

_PALE = QColor(255, 255, 255, 110)


class Showing(Enum):
    """What the look canvas shows."""

    LOOK = auto()
    SPLIT = auto()
    CHANGED = auto()


class LookCanvas(Canvas):
    """Shows the photo and the look made of it."""

    def __init__(self, viewport: Viewport) -> None:
        super().__init__(viewport)
        self._before = ScaledPicture(QPixmap())
        self._after: ScaledPicture | None = None
        self._changed: QPainterPath | None = None
        self._grey: ScaledPicture | None = None
        self._showing = Showing.LOOK
        self._holds_before = False
        self.slider = SplitSlider(self)
        self.slider.hide()
        self.slider.valueChanged.connect(self.update)
        viewport.changed.connect(self._follow)

    @property
    def before(self) -> QPixmap:
        """The photo."""
        return self._before.pixmap

    @property
    def after(self) -> QPixmap | None:
        """The look, where there is one."""
        return None if self._after is None else self._after.pixmap

    @property
    def shown(self) -> QPixmap:
        """The picture that is shown now."""
        return self._shown.pixmap

    @property
    def showing(self) -> Showing:
        """How it is shown."""
        return self._showing

    def set_before(self, photo: QPixmap) -> None:
        """Show another photo, or a sharper copy of it."""
        self._before = ScaledPicture(photo)
        self._follow()

    def set_after(self, look: QPixmap | None) -> None:
        """Show another look, or none; what changed in it is not known yet."""
        self._after = None if look is None or look.isNull() else ScaledPicture(look)
        self._changed = self._grey = None
        self._follow()

    @property
    def knows_changed(self) -> bool:
        """Whether it is known where the look differs from the photo."""
        return self._changed is not None

    def set_changed(self, changed: Mask) -> None:
        """Where the look may differ from the photo: (h, w) bool, of any size."""
        self._changed = outline_of(changed) if self._after is not None else None
        self._follow()

    def hold_before(self, held: bool) -> None:
        """Show the photo while held."""
        self._holds_before = held
        self._follow()

    def show_as(self, showing: Showing) -> None:
        """Show it another way; where there is no look to show so, the photo stays."""
        self._showing = showing
        self._follow()

    def picture_size(self) -> QSizeF:
        """As `Canvas.picture_size`."""
        return QSizeF(self._shown.pixmap.size())

    def invitation(self) -> str:
        """As `Canvas.invitation`."""
        return self.tr("Drop a photo of a person here, or press Ctrl+O.")

    def draw_picture(self, painter: QPainter, frame: QRectF) -> None:
        """As `Canvas.draw_picture`."""
        ratio = self.devicePixelRatioF()
        if self._is(Showing.CHANGED):
            self._draw_changed(painter, frame)
            return
        self._shown.draw(painter, frame, ratio, moving=self.is_moving)
        if self._is(Showing.SPLIT):
            line = self.slider.x_position
            painter.setClipRect(QRectF(0, 0, line, self.height()), Qt.ClipOperation.IntersectClip)
            self._before.draw(painter, frame, ratio, moving=self.is_moving)

    def draw_over(self, painter: QPainter, frame: QRectF) -> None:
        """As `Canvas.draw_over`."""
        seen = frame.intersected(QRectF(self.rect()))
        if self._holds_before and self._after is not None:
            draw_tag(painter, seen.topLeft(), self.tr("Before"))
        elif self._is(Showing.SPLIT):
            line = self.slider.x_position
            painter.save()
            painter.setClipRect(QRectF(seen.left(), 0, line - seen.left(), self.height()))
            draw_tag(painter, seen.topLeft(), self.tr("Before"))
            painter.setClipRect(QRectF(line, 0, seen.right() - line, self.height()))
            draw_tag(painter, seen.topRight(), self.tr("After"), right=True)
            painter.restore()
        elif self._is(Showing.CHANGED):
            draw_tag(painter, seen.topLeft(), self.tr("In colour: what changed"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line stays on the picture."""
        super().resizeEvent(event)
        self._follow()

    @property
    def _shown(self) -> ScaledPicture:
        return self._before if self._holds_before or self._after is None else self._after

    def _is(self, showing: Showing) -> bool:
        """Whether there is a look and it is shown this way now."""
        shows = self._showing is showing and self._after is not None and not self._holds_before
        return shows and (showing is not Showing.CHANGED or self._changed is not None)

    def _follow(self) -> None:
        self.slider.setVisible(self._is(Showing.SPLIT))
        if not self.picture_size().isEmpty():
            self.slider.follow(self.frame.intersected(QRectF(self.rect())))
        self.update()

    def _draw_changed(self, painter: QPainter, frame: QRectF) -> None:
        """The look, pale and grey wherever it is the photo bit for bit."""
        look, ratio = self._shown, self.devicePixelRatioF()
        if self._grey is None:
            self._grey = ScaledPicture(
                QPixmap.fromImage(look.pixmap.toImage().convertToFormat(QImage.Format.Format_Grayscale8))
            )
        self._grey.draw(painter, frame, ratio, moving=self.is_moving)
        painter.fillRect(frame, _PALE)
        painter.setClipPath(placed(self._changed or QPainterPath(), frame), Qt.ClipOperation.IntersectClip)
        look.draw(painter, frame, ratio, moving=self.is_moving)
