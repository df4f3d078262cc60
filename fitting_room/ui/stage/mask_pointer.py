"""Pointing at things of the photo: a cross-hair, the thing below it, and what a click or a key says about it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen, QPolygonF

from fitting_room.domain.mask_edit import Outline, Tool

if TYPE_CHECKING:
    from fitting_room.ui.stage.mask_canvas import MaskCanvas

Place = tuple[float, float]
"""(x, y) as shares of the photo's longer side from its top-left corner."""

REST_MILLISECONDS = 220
"""What the pointer rests on for so long is asked about."""
_STEP, _LARGE_STEP = 0.01, 0.05
_MIDDLE = 0.5
_TINT = QColor(255, 255, 255, 70)
_ARM = 11.0
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CLOSES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class MaskPointer(QObject):
    """Knows where somebody points, and shows what they would mean. Keeps no mask.

    Args:
        canvas: On what.
    """

    looked = Signal(tuple)
    """It rests at a place: what is there?"""
    meant = Signal(tuple, Tool)
    """The thing at a place shall be open, or closed."""

    def __init__(self, canvas: "MaskCanvas") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._active = False
        self._by_key = False
        self._place: Place | None = None
        self._thing: tuple[Outline, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MILLISECONDS)
        self._timer.timeout.connect(self._look)

    @property
    def active(self) -> bool:
        """Whether somebody points at things now."""
        return self._active

    @property
    def place(self) -> Place | None:
        """Where."""
        return self._place

    @property
    def thing(self) -> tuple[Outline, ...]:
        """What is known to be there; nothing where that is not known yet."""
        return self._thing

    def take_up(self) -> None:
        """Begin to point."""
        self._active = True
        self._canvas.setAccessibleDescription(
            self.tr("Arrow keys move the cross-hair, Enter opens the thing below it, Delete closes it.")
        )
        self._canvas.update()

    def put_away(self) -> None:
        """Point no more."""
        if self._active:
            self._canvas.setAccessibleDescription("")
        self._active = self._by_key = False
        self._place = None
        self._forget_thing()

    def rest(self) -> None:
        """The mouse has gone; a cross-hair that keys moved stays."""
        if not self._by_key:
            self._place = None
            self._forget_thing()

    def move_to(self, place: Place) -> None:
        """Point at another place."""
        self._by_key = False
        self._go(place)

    def show_thing(self, place: Place, outlines: Sequence[Outline]) -> None:
        """What is at a place that was asked about."""
        if self._active and place == self._place:
            self._thing = tuple(outlines)
            self._canvas.update()

    def press(self, event: QMouseEvent, place: Place) -> None:
        """The left button opens; the right one, or either with Alt, closes."""
        closes = event.button() == Qt.MouseButton.RightButton or event.modifiers() & Qt.KeyboardModifier.AltModifier
        if not self._is_on_thing(place):
            self._thing = ()
        self._place = place
        self._mean(Tool.ERASER if closes else Tool.BRUSH)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key says, if it says anything here; returns whether it did."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        if key in _ARROWS:
            self._nudge(_ARROWS[key], _LARGE_STEP if modifiers & Qt.KeyboardModifier.ShiftModifier else _STEP)
        elif key in _OPENS and self._place is not None:
            self._mean(Tool.ERASER if modifiers & Qt.KeyboardModifier.AltModifier else Tool.BRUSH)
        elif key in _CLOSES and self._place is not None:
            self._mean(Tool.ERASER)
        else:
            return False
        return True

    def draw(self, painter: QPainter, frame: QRectF) -> None:
        """The thing below the cross-hair, and the cross-hair where keys move it: a mouse shows its own."""
        if not self._active or self._place is None:
            return
        if self._thing:
            path = region_path(self._thing, frame)
            painter.fillPath(path, _TINT)
            for colour, width, style in (
                (QColor(0, 0, 0, 170), 2.6, Qt.PenStyle.SolidLine),
                (QColor("white"), 1.4, Qt.PenStyle.DashLine),
            ):
                painter.setPen(QPen(colour, width, style))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPath(path)
        if self._by_key:
            middle = frame.topLeft() + QPointF(*self._place) * max(frame.width(), frame.height())
            for colour, width in ((QColor(0, 0, 0, 190), 4.0), (QColor("white"), 1.8)):
                painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                painter.drawLine(middle - QPointF(_ARM, 0), middle + QPointF(_ARM, 0))
                painter.drawLine(middle - QPointF(0, _ARM), middle + QPointF(0, _ARM))

    def _go(self, place: Place) -> None:
        self._place = place
        if self._thing and not self._is_on_thing(place):
            self._thing = ()
        self._timer.start()
        self._canvas.update()

    def _nudge(self, way: tuple[int, int], step: float) -> None:
        """One step of the keys, from the middle at first; the photo follows where it is larger than the pane."""
        frame = self._canvas.frame
        longest = max(frame.width(), frame.height())
        width, height = frame.width() / longest, frame.height() / longest
        x, y = self._place or (width * _MIDDLE, height * _MIDDLE)
        if self._place is not None:
            x, y = x + way[0] * step, y + way[1] * step
        self._by_key = True
        place = (min(max(x, 0.0), width), min(max(y, 0.0), height))
        point = frame.topLeft() + QPointF(*place) * longest
        seen = QRectF(self._canvas.rect()).adjusted(_ARM, _ARM, -_ARM, -_ARM)
        inside = QPointF(
            min(max(point.x(), seen.left()), seen.right()), min(max(point.y(), seen.top()), seen.bottom())
        )  # fmt: skip
        if self._canvas.can_pan and inside != point:
            self._canvas.pan_by(inside - point)
        self._go(place)

    def _mean(self, tool: Tool) -> None:
        self._timer.stop()
        if self._place is not None:
            self.meant.emit(self._place, tool)

    def _look(self) -> None:
        if self._active and self._place is not None and not self._thing:
            self.looked.emit(self._place)

    def _forget_thing(self) -> None:
        self._timer.stop()
        self._thing = ()
        self._canvas.update()

    def _is_on_thing(self, place: Place) -> bool:
        return region_path(self._thing, QRectF(0, 0, 1, 1)).contains(QPointF(*place))


def region_path(outlines: Sequence[Outline], frame: QRectF) -> QPainterPath:
    """Outlines on a photo that lies in a frame."""
    longest = max(frame.width(), frame.height())
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for outline in outlines:
        path.addPolygon(QPolygonF([frame.topLeft() + QPointF(x, y) * longest for x, y in outline]))
        path.closeSubpath()
    return path
