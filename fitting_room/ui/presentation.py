"""The look on a second screen, for the client to see while the stylist works on the first."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPixmap, QScreen
from PySide6.QtWidgets import QWidget

from fitting_room.ui.accessible import Painted

_GAP = 24


class Presentation(Painted):
    """One picture, or before and after beside each other, on black and nothing else."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._before = QPixmap()
        self._after: QPixmap | None = None
        self._both = False
        self.setWindowTitle(self.tr("Fitting Room: second screen"))
        self.setAccessibleName(self.tr("The look on the second screen"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.resize(960, 640)

    def present(self, beside: QWidget) -> None:
        """Fill a screen on which `beside` is not; where there is only one, open as a window that can be moved."""
        screen = other_screen(beside)
        if screen is None:
            self.unsetCursor()
            self.show()
        else:
            self.setGeometry(screen.geometry())
            self.showFullScreen()
        self.raise_()

    def show_look(self, before: QPixmap, after: QPixmap | None, description: str) -> None:
        """Show another look; None shows the photo."""
        self._before, self._after = before, after
        self.setAccessibleDescription(description)
        self.update()

    def show_both(self, both: bool) -> None:
        """Show before and after beside each other, or the look alone."""
        self._both = both
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pictures as large as they fit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor("black"))
        both = self._both and self._after is not None
        pictures = [self._before, self._after] if both else [self._after or self._before]
        width = (self.width() - _GAP * (len(pictures) - 1)) / len(pictures)
        for index, picture in enumerate(pictures):
            if picture is not None and not picture.isNull():
                room = QRectF(index * (width + _GAP), 0, width, self.height())
                painter.drawPixmap(_fit(picture, room), picture, QRectF(picture.rect()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; B shows before and after."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.close()
            case Qt.Key.Key_B:
                self.show_both(not self._both)
            case _:
                super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so."""
        super().closeEvent(event)
        self.closed.emit()


def other_screen(widget: QWidget) -> QScreen | None:
    """A screen on which a widget is not, or None."""
    return next((screen for screen in QGuiApplication.screens() if screen is not widget.screen()), None)


def _fit(picture: QPixmap, room: QRectF) -> QRectF:
    """Where a picture goes that shall be whole, as large as it fits, in the middle."""
    scale = min(room.width() / picture.width(), room.height() / picture.height())
    width, height = picture.width() * scale, picture.height() * scale
    return QRectF(room.x() + (room.width() - width) / 2, room.y() + (room.height() - height) / 2, width, height)
