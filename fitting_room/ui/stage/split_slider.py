"""The line between before and after: a slider in every respect, for the mouse, the keyboard and screen readers."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QRadialGradient
from PySide6.QtWidgets import QSlider, QWidget

from fitting_room.ui.theme import colours_of

STEPS = 1000
_WIDTH = 48
_KNOB = 19.0


class SplitSlider(QSlider):
    """Stands on the canvas at its value; the canvas moves it with `follow`.

    Args:
        canvas: What it stands on.
    """

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, canvas)
        self._frame = QRectF()
        self._grip = 0.0
        self.setRange(0, STEPS)
        self.setSingleStep(STEPS // 50)
        self.setPageStep(STEPS // 10)
        self.setValue(STEPS // 2)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setAccessibleName(self.tr("Divider between before and after"))
        self.setToolTip(self.tr("Drag to compare the photo with the look"))
        self.valueChanged.connect(self._stand)

    @property
    def x_position(self) -> float:
        """Where the line is, in logical pixels of the canvas."""
        return self._frame.left() + self._frame.width() * self.value() / STEPS

    def follow(self, frame: QRectF) -> None:
        """Stand on this part of the canvas: what is seen of the picture."""
        if frame != self._frame:
            self._frame = QRectF(frame)
            self._stand()

    def _stand(self) -> None:
        self.setGeometry(
            round(self.x_position - _WIDTH / 2), round(self._frame.top()), _WIDTH, round(self._frame.height())
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """A thin bright line that shows on every picture, with a round knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        middle = QPointF(self.x_position - self.x(), self.height() / 2)
        painter.fillRect(QRectF(middle.x() - 2, 0, 4, self.height()), QColor(0, 0, 0, 60))
        painter.fillRect(QRectF(middle.x() - 1, 0, 2, self.height()), QColor("white"))
        shadow = QRadialGradient(middle + QPointF(0, 1.5), _KNOB + 4)
        shadow.setColorAt(0.75, QColor(0, 0, 0, 90))
        shadow.setColorAt(1.0, QColor(0, 0, 0, 0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shadow)
        painter.drawEllipse(middle + QPointF(0, 1.5), _KNOB + 4, _KNOB + 4)
        if self.hasFocus():
            painter.setBrush(QColor(colours.accent))
            painter.drawEllipse(middle, _KNOB + 2.5, _KNOB + 2.5)
        painter.setBrush(QColor("white"))
        painter.drawEllipse(middle, _KNOB, _KNOB)
        pen = QPen(QColor(40, 38, 42), 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for side in (-1, 1):
            tip = middle + QPointF(side * 9.5, 0)
            back = QPointF(-side * 4.5, 0)
            painter.drawPolyline([tip + back + QPointF(0, -4.5), tip, tip + back + QPointF(0, 4.5)])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it where the pointer is: the line does not jump."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = self.mapToParent(event.position()).x() - self.x_position
            self.setSliderDown(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        if self.isSliderDown() and self._frame.width():
            x = self.mapToParent(event.position()).x() - self._grip
            self.setValue(round((x - self._frame.left()) / self._frame.width() * STEPS))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        self.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to the middle."""
        self.setValue(STEPS // 2)
