"""Pictures to click: people and garments."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

from fitting_room.ui.theme import RADIUS, Colours, colours_of

RING = 3.0
"""Width of the ring around a card, in logical pixels."""

_TICK = 20.0


class PictureCard(QAbstractButton):
    """A picture with rounded corners that is chosen by a click; a ring and a tick show that it is.

    Args:
        name: Shown as a tool tip and read by screen readers.
        size: Width and height in logical pixels.
    """

    def __init__(self, name: str, size: QSize) -> None:
        super().__init__()
        self._size = size
        self._picture = QPixmap()
        self._hovered = False
        self.setCheckable(True)
        self.setText(name)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(size)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def picture_size(self) -> QSize:
        """How large a picture is drawn, in device pixels."""
        return self._size * self.devicePixelRatioF()

    def set_picture(self, picture: QPixmap) -> None:
        """Show a picture of `picture_size`."""
        self._picture = picture
        self.update()

    def nextCheckState(self) -> None:
        """Stay as it is: the session decides what is chosen, and the window shows it."""

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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw picture, ring and tick."""
        frame = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        painter = QPainter(self)
        paint_card(
            painter, frame, self._picture, colours_of(self.palette()), self.isChecked(), self.hasFocus(), self._hovered
        )


def paint_card(
    painter: QPainter,
    frame: QRectF,
    picture: QPixmap,
    colours: Colours,
    chosen: bool = False,
    focused: bool = False,
    hovered: bool = False,
) -> None:
    """Draw a picture with rounded corners; a ring and a tick where it is chosen, a ring where it has the focus.

    Args:
        painter: Drawn with; its state is kept.
        frame: Where the picture goes; the ring needs `RING` around it.
        picture: As large as the frame; an empty one leaves a blank card.
        colours: The scheme.
        chosen: Whether it is chosen.
        focused: Whether keys act on it.
        hovered: Whether the pointer is over it.
    """
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    shape = QPainterPath()
    shape.addRoundedRect(frame, RADIUS, RADIUS)
    painter.fillPath(shape, QColor(colours.raised))
    if not picture.isNull():
        painter.save()
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        painter.drawPixmap(frame, picture, QRectF(picture.rect()))
        painter.restore()
    colour = colours.accent if chosen else colours.text if focused or hovered else colours.line
    painter.setPen(QPen(QColor(colour), RING if chosen or focused else 1.0))
    painter.drawPath(shape)
    if chosen:
        _draw_tick(painter, frame.topRight() + QPointF(-_TICK / 2 - 5, _TICK / 2 + 5), colours)
    if focused and chosen:
        painter.setPen(QPen(QColor(colours.text), 1.5, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame.adjusted(4, 4, -4, -4), RADIUS - 3, RADIUS - 3)
    painter.restore()


def _draw_tick(painter: QPainter, centre: QPointF, colours: Colours) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.accent))
    painter.drawEllipse(centre, _TICK / 2, _TICK / 2)
    pen = QPen(QColor(colours.on_accent), 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline([centre + QPointF(-4.2, 0.4), centre + QPointF(-1.2, 3.4), centre + QPointF(4.4, -3.2)])


class CardGrid(QWidget):
    """Cards in rows."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self._columns = columns
        self._cards: list[PictureCard] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def add(self, card: PictureCard) -> None:
        """Put a card behind the last one."""
        self._cards.append(card)
        self._grid.addWidget(card, (len(self._cards) - 1) // self._columns, (len(self._cards) - 1) % self._columns)

    def add_first(self, card: PictureCard) -> None:
        """Put a card before all others."""
        cards = [card, *self._cards]
        self._cards = []
        for each in cards:
            self.add(each)
