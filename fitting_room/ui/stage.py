"""The picture in the middle: the look, or the photo while "before" is held; and what is going on, in words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from fitting_room.ui.controls import Message
from fitting_room.ui.theme import RADIUS, colours_of


class Stage(QWidget):
    """Shows one picture as large as it fits, with progress and messages below it."""

    def __init__(self) -> None:
        super().__init__()
        self.message = Message()
        self._canvas = Canvas()
        self._words = QLabel()
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words.setObjectName("heading")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(4)
        self._progress.setRange(0, 1000)
        keep_place = self._progress.sizePolicy()
        keep_place.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(keep_place)
        self._progress.setAccessibleName(self.tr("Progress"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._canvas, 1)
        column.addWidget(self.message)
        column.addWidget(self._words)
        column.addWidget(self._progress)
        self.set_idle()

    @property
    def shown(self) -> QPixmap:
        """The picture that is shown now."""
        return self._canvas.shown

    @property
    def words(self) -> str:
        """What is going on."""
        return self._words.text()

    def set_before(self, photo: QPixmap) -> None:
        """The photo as it was taken."""
        self._canvas.before = photo
        self._canvas.update()

    def set_after(self, look: QPixmap | None) -> None:
        """The person in the outfit; None while nothing is worn."""
        self._canvas.after = look
        self._canvas.update()

    def hold_before(self, held: bool) -> None:
        """Show the photo while held."""
        self._canvas.show_before = held
        self._canvas.update()

    def describe(self, description: str) -> None:
        """Tell screen readers what the picture shows."""
        self._canvas.setAccessibleDescription(description)

    def set_progress(self, words: str, fraction: float) -> None:
        """Say what is being done and how far it is."""
        self._words.setText(words)
        self._progress.setValue(round(fraction * 1000))
        self._progress.show()

    def set_idle(self, words: str = "") -> None:
        """Nothing is being done; `words` may say what can be."""
        self._words.setText(words)
        self._progress.hide()


class Canvas(QWidget):
    """Draws the picture."""

    def __init__(self) -> None:
        super().__init__()
        self.before = QPixmap()
        self.after: QPixmap | None = None
        self.show_before = False
        self._scaled: tuple[int, QSize, QPixmap] | None = None
        self.setMinimumSize(240, 320)
        self.setAccessibleName(self.tr("Picture"))

    @property
    def shown(self) -> QPixmap:
        """The picture that is shown now."""
        return self.before if self.show_before or self.after is None else self.after

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale again."""
        self._scaled = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, or an invitation where there is none."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        colours = colours_of(self.palette())
        picture = self.shown
        if picture.isNull():
            painter.setPen(QColor(colours.quiet))
            invitation = self.tr("Drop a photo of a person here, or press Ctrl+O.")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, invitation)
            return
        scaled = self._scale(picture)
        size = scaled.deviceIndependentSize()
        frame = QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2, *size.toTuple())
        shape = QPainterPath()
        shape.addRoundedRect(frame, RADIUS, RADIUS)
        painter.setClipPath(shape)
        painter.drawPixmap(frame.topLeft(), scaled)
        if self.show_before and self.after is not None:
            self._draw_tag(painter, frame, self.tr("Before"))

    def _scale(self, picture: QPixmap) -> QPixmap:
        """The picture at the size of the widget, kept until either changes."""
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._scaled is None or self._scaled[:2] != (picture.cacheKey(), size):
            scaled = picture.scaled(
                size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            scaled.setDevicePixelRatio(ratio)
            self._scaled = picture.cacheKey(), size, scaled
        return self._scaled[2]

    def _draw_tag(self, painter: QPainter, frame: QRectF, text: str) -> None:
        metrics = painter.fontMetrics()
        tag = QRectF(frame.left() + 12, frame.top() + 12, metrics.horizontalAdvance(text) + 24, metrics.height() + 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 170))
        painter.drawRoundedRect(tag, tag.height() / 2, tag.height() / 2)
        painter.setPen(QColor("white"))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)
