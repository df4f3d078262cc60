"""One place of the outfit board: a garment, an empty place that waits for one, or a place that cannot be used now."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from fitting_room.domain.garment import Category
from fitting_room.ui.theme import RADIUS, Colours, colours_of

PICTURE_SIZE = QSize(84, 112)
_REMOVE = 22
_OUTLINES = {
    Category.TOPS: [
        (0.34, 0.14), (0.42, 0.20), (0.58, 0.20), (0.66, 0.14), (0.92, 0.30), (0.82, 0.48), (0.72, 0.42), (0.72, 0.86),
        (0.28, 0.86), (0.28, 0.42), (0.18, 0.48), (0.08, 0.30),
    ],
    Category.BOTTOMS: [
        (0.30, 0.10), (0.70, 0.10), (0.80, 0.90), (0.59, 0.90), (0.50, 0.40), (0.41, 0.90), (0.20, 0.90),
    ],
    Category.DRESSES: [
        (0.36, 0.08), (0.42, 0.24), (0.58, 0.24), (0.64, 0.08), (0.66, 0.42), (0.84, 0.92), (0.16, 0.92), (0.34, 0.42),
    ],
}  # fmt: skip
"""Shapes that stand for the categories, in a unit square."""


class OutfitSlot(QAbstractButton):
    """A place for a garment of one category.

    Args:
        category: What belongs here.
        title: What the place is called.
    """

    drag_started = Signal()
    removal_wanted = Signal()

    def __init__(self, category: Category, title: str) -> None:
        super().__init__()
        self.category = category
        self.title = title
        self._garment = ""
        self._blocked_by = ""
        self._picture = QPixmap()
        self._pressed_at: QPoint | None = None
        self._hovered = self._inviting = False
        self._make_room()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._remove = QPushButton("✕", self)
        self._remove.setStyleSheet("padding: 0; border-radius: 11px;")
        self._remove.setFixedSize(_REMOVE, _REMOVE)
        self._remove.move(PICTURE_SIZE.width() - _REMOVE - 5, 5)
        self._remove.setCursor(Qt.CursorShape.PointingHandCursor)
        self._remove.setAccessibleName(self.tr("Take it off"))
        self._remove.clicked.connect(self.removal_wanted)
        self.show_empty()

    @property
    def blocked(self) -> bool:
        """Whether something that is worn keeps this place from being used."""
        return bool(self._blocked_by)

    @property
    def picture(self) -> QPixmap:
        """What is drawn of the garment."""
        return self._picture

    @property
    def picture_size(self) -> QSize:
        """How large a picture is drawn, in device pixels."""
        return PICTURE_SIZE * self.devicePixelRatioF()

    def show_garment(self, name: str) -> None:
        """Something is worn; its picture comes by `set_picture`."""
        self._show(name, "", self.tr("%1: %2").replace("%1", self.title).replace("%2", name))
        self._remove.setAccessibleName(self.tr("Take off %1").replace("%1", name))
        self._remove.setToolTip(self.tr("Take it off (Del)"))

    def show_empty(self) -> None:
        """Nothing is worn here yet."""
        self._show("", "", self.tr("%1: empty").replace("%1", self.title))

    def show_blocked(self, by: str, reason: str) -> None:
        """Nothing can be worn here now.

        Args:
            by: What is in the way.
            reason: Why, in whole sentences.
        """
        self._show("", by, self.tr("%1: not with %2").replace("%1", self.title).replace("%2", by))
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def set_picture(self, picture: QPixmap) -> None:
        """Show a picture of `picture_size`."""
        self._picture = picture
        self.update()

    def invite(self, inviting: bool) -> None:
        """Show that what is being dragged belongs here."""
        self._inviting = inviting
        self.update()

    def _show(self, garment: str, blocked_by: str, accessible_name: str) -> None:
        if garment != self._garment:
            self._picture = QPixmap()
        self._garment, self._blocked_by = garment, blocked_by
        self.setAccessibleName(accessible_name)
        self.setAccessibleDescription("")
        self.setToolTip(garment)
        self._remove.setVisible(bool(garment))
        self.setCursor(Qt.CursorShape.ForbiddenCursor if blocked_by else Qt.CursorShape.PointingHandCursor)
        self.update()

    def _make_room(self) -> None:
        """As high as the picture and one line of text."""
        self.setFixedSize(PICTURE_SIZE + QSize(0, self.fontMetrics().height() + 4))

    # --- Qt's events --------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Text may be larger now."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._make_room()
        super().changeEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be clicked."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, to tell a click from a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Start to drag the garment."""
        far = (
            self._pressed_at is not None
            and (event.position().toPoint() - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        )
        if far and self._garment:
            self._pressed_at = None
            self.setDown(False)
            self.drag_started.emit()
        else:
            super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the garment off by key; Enter does what a click does."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._garment:
            self.removal_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the place and its caption."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(0, 0, PICTURE_SIZE.width(), PICTURE_SIZE.height()).adjusted(1.5, 1.5, -1.5, -1.5)
        shape = QPainterPath()
        shape.addRoundedRect(frame, RADIUS, RADIUS)
        painter.fillPath(shape, QColor(colours.ground if self._blocked_by else colours.raised))
        painter.save()
        painter.setClipPath(shape)
        if self._garment and not self._picture.isNull():
            painter.drawPixmap(frame, self._picture, QRectF(self._picture.rect()))
        elif self._blocked_by:
            self._hatch(painter, frame, colours)
        painter.restore()
        if not self._garment:
            self._draw_outline(painter, frame, colours)
        self._draw_border(painter, shape, colours)
        self._draw_caption(painter, colours)

    def _hatch(self, painter: QPainter, frame: QRectF, colours: Colours) -> None:
        painter.fillRect(frame, QColor(colours.ground))
        painter.setPen(QPen(QColor(colours.line), 1.2))
        for x in range(-round(frame.height()), round(frame.width()), 9):
            start = frame.bottomLeft() + QPointF(x, 0)
            painter.drawLine(start, start + QPointF(frame.height(), -frame.height()))

    def _draw_outline(self, painter: QPainter, frame: QRectF, colours: Colours) -> None:
        """The shape of what belongs here."""
        side = frame.width() * 0.62
        corner = frame.center() - QPointF(side / 2, side / 2)
        points = [corner + QPointF(x * side, y * side) for x, y in _OUTLINES[self.category]]
        colour = QColor(colours.accent if self._inviting else colours.line if self._blocked_by else colours.quiet)
        painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(points)

    def _draw_border(self, painter: QPainter, shape: QPainterPath, colours: Colours) -> None:
        strong = self._inviting or self.hasFocus()
        colour = colours.accent if strong else colours.quiet if self._hovered and not self._blocked_by else colours.line
        style = Qt.PenStyle.SolidLine if self._garment or strong else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(colour), 3.0 if strong else 1.2, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)

    def _draw_caption(self, painter: QPainter, colours: Colours) -> None:
        painter.setPen(QColor(colours.text if self._garment else colours.quiet))
        text = painter.fontMetrics().elidedText(
            self._garment or self.title, Qt.TextElideMode.ElideRight, PICTURE_SIZE.width()
        )
        place = QRectF(self.rect()).adjusted(0, PICTURE_SIZE.height() + 2, 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
