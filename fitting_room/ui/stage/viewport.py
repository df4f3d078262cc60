"""Which part of a picture is seen, and how large. Panes that share a viewport move together."""

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Signal

LARGEST_PIXEL = 8.0
"""A pixel of the picture is drawn at most this large, in logical pixels."""
LEAST_RANGE = 4.0
"""However small the picture, it can be made this many times larger than the pane."""
STEP = 1.25
"""One turn of the wheel, one press of a key."""


class Viewport(QObject):
    """Zoom and place, independent of the size of pictures and panes.

    A zoom of 1 shows the whole picture, however large the pane is. The place is the point of the picture in the middle
    of the pane, as shares of its width and height: a sharper copy of the same picture takes over without a jump.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zoom = 1.0
        self._centre = QPointF(0.5, 0.5)

    @property
    def zoom(self) -> float:
        """How many times larger than the whole picture in the pane."""
        return self._zoom

    @property
    def is_whole(self) -> bool:
        """Whether the whole picture is seen."""
        return self._zoom <= 1.0

    def frame(self, picture: QSizeF, pane: QSizeF) -> QRectF:
        """Where the picture lies in a pane; it never leaves the pane emptier than it has to."""
        size = picture * (_fit(picture, pane) * self._zoom)
        left = _edge(self._centre.x(), size.width(), pane.width())
        top = _edge(self._centre.y(), size.height(), pane.height())
        return QRectF(left, top, size.width(), size.height())

    def scale(self, picture: QSizeF, pane: QSizeF) -> float:
        """Logical pixels for each pixel of the picture."""
        return _fit(picture, pane) * self._zoom

    def zoom_by(self, factor: float, anchor: QPointF, picture: QSizeF, pane: QSizeF) -> None:
        """Zoom so that what lies under a point of the pane stays there."""
        fit = _fit(picture, pane)
        zoom = min(max(self._zoom * factor, 1.0), max(LARGEST_PIXEL / fit, LEAST_RANGE))
        frame = self.frame(picture, pane)
        under = QPointF((anchor.x() - frame.left()) / frame.width(), (anchor.y() - frame.top()) / frame.height())
        size = picture * (fit * zoom)
        middle = QPointF(pane.width() / 2, pane.height() / 2)
        self._place(
            zoom,
            QPointF(
                under.x() + (middle.x() - anchor.x()) / size.width(),
                under.y() + (middle.y() - anchor.y()) / size.height(),
            ),
            picture,
            pane,
        )

    def pan_by(self, delta: QPointF, picture: QSizeF, pane: QSizeF) -> None:
        """Drag the picture by logical pixels."""
        size = picture * self.scale(picture, pane)
        centre = self._centre - QPointF(delta.x() / size.width(), delta.y() / size.height())
        self._place(self._zoom, centre, picture, pane)

    def show_whole(self) -> None:
        """Show the whole picture."""
        self._zoom, self._centre = 1.0, QPointF(0.5, 0.5)
        self.changed.emit()

    def _place(self, zoom: float, centre: QPointF, picture: QSizeF, pane: QSizeF) -> None:
        size = picture * (_fit(picture, pane) * zoom)
        self._zoom = zoom
        self._centre = QPointF(
            _clamped(centre.x(), size.width(), pane.width()), _clamped(centre.y(), size.height(), pane.height())
        )
        self.changed.emit()


def _fit(picture: QSizeF, pane: QSizeF) -> float:
    """Logical pixels for each pixel of a picture that just fits."""
    return max(1e-6, min(pane.width() / picture.width(), pane.height() / picture.height()))


def _clamped(centre: float, size: float, pane: float) -> float:
    """The middle, held so that no gap opens beside a picture that is larger than the pane."""
    if size <= pane:
        return 0.5
    half = pane / size / 2
    return min(max(centre, half), 1 - half)


def _edge(centre: float, size: float, pane: float) -> float:
    return pane / 2 - _clamped(centre, size, pane) * size
