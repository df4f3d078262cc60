"""A picture that can be drawn at any scale, quickly while it moves and crisply when it rests."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

SEE_PIXELS = 4.0
"""From this many device pixels for each pixel of the picture on, pixels are drawn as squares."""


class ScaledPicture:
    """A pixmap with what makes drawing it cheap.

    Drawing a large picture small is slow when done well and ugly when done fast. So it is halved a few times, once:
    while it moves, the next larger half is drawn, which is neither. For standing still, one copy at exactly the size on
    screen is kept.

    Args:
        pixmap: The picture at its own size.
    """

    def __init__(self, pixmap: QPixmap) -> None:
        self.pixmap = pixmap
        self._halves = [pixmap]
        self._exact: QPixmap | None = None

    def draw(self, painter: QPainter, frame: QRectF, ratio: float, *, moving: bool = False) -> None:
        """Draw the whole picture into a frame; what lies outside the clip costs nothing.

        Args:
            painter: Its unit is the logical pixel.
            frame: Where the picture lies, in logical pixels.
            ratio: Device pixels for each logical pixel.
            moving: Whether the next picture will look different anyway.
        """
        size = QSize(max(1, round(frame.width() * ratio)), max(1, round(frame.height() * ratio)))
        scale = size.width() / max(1, self.pixmap.width())
        if scale >= 1 or (moving and not self._fits(size)):
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < SEE_PIXELS)
            source = self._half_for(scale)
            painter.drawPixmap(frame, source, QRectF(source.rect()))
            return
        if not self._fits(size):
            mode = Qt.TransformationMode.SmoothTransformation
            self._exact = self.pixmap.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
        if self._exact is not None:
            self._exact.setDevicePixelRatio(ratio)
            # On whole device pixels, or the painter would blur it again.
            corner = QPointF(round(frame.left() * ratio) / ratio, round(frame.top() * ratio) / ratio)
            painter.drawPixmap(corner, self._exact)

    def _fits(self, size: QSize) -> bool:
        return self._exact is not None and self._exact.size() == size

    def _half_for(self, scale: float) -> QPixmap:
        """The smallest of the halved pictures that is at least as large as needed."""
        wanted = 0
        while scale < 0.5 and min(self._halves[wanted].width(), self._halves[wanted].height()) > 1:
            scale *= 2
            wanted += 1
            if wanted == len(self._halves):
                larger = self._halves[-1]
                mode = Qt.TransformationMode.SmoothTransformation
                size = QSize(max(1, larger.width() // 2), max(1, larger.height() // 2))
                self._halves.append(larger.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode))
        return self._halves[wanted]
