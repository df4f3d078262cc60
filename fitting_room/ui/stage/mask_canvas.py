"""The photo with its mask: handles to drag, a brush that opens and an eraser that closes."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QResizeEvent,
)

from fitting_room.domain.mask_edit import Handle, MaskEdit, Region, Stroke, Tool
from fitting_room.studio.messages import MaskView
from fitting_room.ui.stage.mask_handle import MaskHandle
from fitting_room.ui.stage.mask_overlay import OPEN_TINT, MaskOverlay
from fitting_room.ui.stage.mask_pointer import MaskPointer, region_path
from fitting_room.ui.stage.picture_canvas import PictureCanvas
from fitting_room.ui.stage.tag import draw_tag
from fitting_room.ui.stage.viewport import Viewport

SMALLEST, LARGEST, FIRST = 0.004, 0.15, 0.022
"""Radius of the brush, as a share of the photo's longer side."""
_SPACING = 0.3
"""Points of a stroke lie at least this share of its radius apart."""


class MaskCanvas(PictureCanvas):
    """Shows an edit and says what the user does to it; it keeps none itself."""

    handle_moved = Signal(Handle, float)
    """Goes on until `settled`."""
    painted = Signal(Stroke)
    settled = Signal()

    def __init__(self, viewport: Viewport) -> None:
        super().__init__(viewport)
        self.setAccessibleName(self.tr("Photo with the mask"))
        self.setMouseTracking(True)
        self._overlay: MaskOverlay | None = None
        self._handles: list[MaskHandle] = []
        self._named: MaskHandle | None = None
        self._edit = MaskEdit()
        self._unseen: Sequence[Stroke | Region] = ()
        self.pointer = MaskPointer(self)
        self._tool: Tool | None = None
        self._radius = FIRST
        self._stroke: list[tuple[float, float]] = []
        self._pointer: QPointF | None = None
        viewport.changed.connect(self._follow)

    @property
    def handles(self) -> dict[Handle, MaskHandle]:
        """The handles that stand on the body."""
        return {handle.track.handle: handle for handle in self._handles}

    @property
    def tool(self) -> Tool | None:
        """What is painted with; None while the mouse drags the picture."""
        return self._tool

    @property
    def radius(self) -> float:
        """Of the brush, as a share of the photo's longer side."""
        return self._radius

    def set_tool(self, tool: Tool | None) -> None:
        """Take up the brush or the eraser, or neither."""
        self._tool = tool
        self.pointer.put_away()
        self.setCursor(Qt.CursorShape.BlankCursor if tool is not None else Qt.CursorShape.ArrowCursor)
        self.update()

    def point(self) -> None:
        """Point at things instead of painting."""
        self.set_tool(None)
        self.pointer.take_up()
        self.setCursor(Qt.CursorShape.CrossCursor)

    def set_radius(self, radius: float) -> None:
        """Take a wider or finer brush."""
        self._radius = min(max(radius, SMALLEST), LARGEST)
        self.update()

    def show_edit(self, edit: MaskEdit) -> None:
        """Put the handles where an edit has them. What it painted is drawn at once, before the mask has been made."""
        self._unseen = edit.strokes[len(self._edit.strokes) :] if _continues(edit, self._edit) else ()
        for handle in self._handles:
            handle.follow(self.frame, edit.offset(handle.track.handle))
        self.update()

    def set_mask(self, mask: MaskView, edit: MaskEdit, shown: MaskEdit) -> None:
        """Show a mask.

        Args:
            mask: What was made.
            edit: What it was made of.
            shown: The edit now, which may be ahead of it.
        """
        self._edit = edit
        self._overlay = MaskOverlay(mask.labels)
        if tuple(handle.track for handle in self._handles) != mask.tracks:
            self._make_handles(mask)
        self.show_edit(shown)

    def forget_mask(self) -> None:
        """Another photo or outfit: nothing is known of its mask yet."""
        self._overlay = None
        self._edit, self._unseen, self._named = MaskEdit(), (), None
        for handle in self._handles:
            handle.deleteLater()
        self._handles = []
        self.update()

    def _make_handles(self, mask: MaskView) -> None:
        for handle in self._handles:
            handle.deleteLater()
        names = {
            Handle.SLEEVE: self.tr("Sleeve"),
            Handle.HEM: self.tr("Hem"),
            Handle.LEFT: self.tr("Person's left side"),
            Handle.RIGHT: self.tr("Person's right side"),
        }
        self._named = None
        self._handles = [MaskHandle(track, names[track.handle], self) for track in mask.tracks]
        for handle in self._handles:
            handle.valueChanged.connect(lambda _, handle=handle: self._move(handle))
            handle.hovered.connect(lambda handle=handle: self._name(handle))
            handle.grabbed.connect(lambda handle=handle: self._name(handle))
            handle.let_go.connect(self.settled)
            handle.show()

    def _move(self, handle: MaskHandle) -> None:
        self._name(handle)
        self.handle_moved.emit(handle.track.handle, handle.offset)

    def _name(self, handle: MaskHandle) -> None:
        self._named = handle
        self.update()

    def _follow(self) -> None:
        for handle in self._handles:
            handle.follow(self.frame)

    # --- drawing ------------------------------------------------------------------------------------------------------

    def draw_picture(self, painter: QPainter, frame: QRectF) -> None:
        """Photo, mask, and what was painted since the mask was made."""
        super().draw_picture(painter, frame)
        strokes: list[Stroke | Region] = list(self._unseen)
        if self._stroke and self._tool is not None:
            strokes.append(Stroke(self._tool, tuple(self._stroke), self._radius))
        erased = [self._path(stroke, frame) for stroke in strokes if stroke.tool is Tool.ERASER]
        if self._overlay is not None:
            self._overlay.draw(painter, frame, _joined(erased) if erased else None)
        for stroke in strokes:
            if stroke.tool is Tool.BRUSH:
                painter.fillPath(self._path(stroke, frame), OPEN_TINT)

    def draw_over(self, painter: QPainter, frame: QRectF) -> None:
        """The edges that the handles move, the name of one, and the ring of the brush."""
        for handle in self._handles:
            start, end = handle.edge
            for colour, width in ((QColor(0, 0, 0, 110), 5.0), (QColor("white"), 2.4)):
                painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                painter.drawLine(start, end)
        focused = [handle for handle in self._handles if handle.hasFocus()]
        for handle in focused or ([self._named] if self._named is not None else []):
            draw_tag(painter, handle.centre + QPointF(8, -16), handle.name)
        self.pointer.draw(painter, frame)
        if self._tool is not None and self._pointer is not None:
            reach = self._radius * max(frame.width(), frame.height())
            painter.setBrush(Qt.BrushStyle.NoBrush)
            style = Qt.PenStyle.SolidLine if self._tool is Tool.BRUSH else Qt.PenStyle.DashLine
            for colour, width in ((QColor(0, 0, 0, 140), 3.0), (QColor("white"), 1.4)):
                painter.setPen(QPen(colour, width, style))
                painter.drawEllipse(self._pointer, reach, reach)

    def _path(self, stroke: Stroke | Region, frame: QRectF) -> QPainterPath:
        """What a stroke or a region covers, on this canvas."""
        if isinstance(stroke, Region):
            return region_path(stroke.outlines, frame)
        longest = max(frame.width(), frame.height())
        points = [frame.topLeft() + QPointF(x, y) * longest for x, y in stroke.points]
        line = QPainterPath(points[0])
        for point in points[1:] or [points[0] + QPointF(0.01, 0)]:
            line.lineTo(point)
        stroker = QPainterPathStroker()
        stroker.setWidth(2 * stroke.radius * longest)
        stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
        stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        path = stroker.createStroke(line)
        path.setFillRule(Qt.FillRule.WindingFill)
        return path

    # --- Qt's events --------------------------------------------------------------------------------------------------

    def pans_with(self, event: QMouseEvent) -> bool:
        """With a tool in hand the left button paints, unless Space is held."""
        if event.button() == Qt.MouseButton.LeftButton:
            return (self._tool is None and not self.pointer.active) or self.space_is_held
        return event.button() == Qt.MouseButton.MiddleButton

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke, or point at something."""
        if self.pointer.active and not self.pans_with(event):
            self.pointer.press(event, self.share(event.position()))
        elif self._tool is None or self.pans_with(event) or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        else:
            self._stroke = [self.share(event.position())]
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        self._pointer = event.position()
        if self._stroke:
            place = self.share(event.position())
            if math.dist(place, self._stroke[-1]) > _SPACING * self._radius:
                self._stroke.append(place)
        else:
            super().mouseMoveEvent(event)
        if self.pointer.active and not event.buttons():
            self.pointer.move_to(self.share(event.position()))
        if self._tool is not None:
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The stroke is done."""
        if self._stroke and self._tool is not None:
            stroke = Stroke(self._tool, tuple(self._stroke), self._radius)
            self._stroke = []
            self.painted.emit(stroke)
        else:
            super().mouseReleaseEvent(event)
            if self.pointer.active:
                self.setCursor(Qt.CursorShape.CrossCursor)
            else:
                self.set_tool(self._tool)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """With a tool in hand two dots, else as on every canvas."""
        if self.pans_with(event):
            super().mouseDoubleClickEvent(event)
        else:
            self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While something is pointed at, arrows move the cross-hair; else as on every canvas."""
        if not (self.pointer.active and self.pointer.take_key(event)):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button takes away here."""
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """The ring goes with the pointer."""
        self._pointer = self._named = None
        self.pointer.rest()
        self.update()
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A handle may have the focus now: its name is shown."""
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The handles stay on the body."""
        super().resizeEvent(event)
        self._follow()

    def share(self, point: QPointF) -> tuple[float, float]:
        """A point of this pane as shares of the photo's longer side."""
        frame = self.frame
        longest = max(frame.width(), frame.height())
        return (point.x() - frame.left()) / longest, (point.y() - frame.top()) / longest


def _continues(edit: MaskEdit, earlier: MaskEdit) -> bool:
    return edit.strokes[: len(earlier.strokes)] == earlier.strokes


def _joined(paths: Sequence[QPainterPath]) -> QPainterPath:
    joined = QPainterPath(paths[0])
    for path in paths[1:]:
        joined = joined.united(path)
    return joined
