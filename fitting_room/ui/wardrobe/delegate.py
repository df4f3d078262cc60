"""How a garment looks in a list: a card with its picture, and small marks for what is special about it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fitting_room.studio.library.garments import GarmentOnFile
from fitting_room.ui.cards import RING, paint_card
from fitting_room.ui.theme import Colours, colours_of
from fitting_room.ui.thumbnails import Thumbnails
from fitting_room.ui.wardrobe.model import Shown

CARD = QSize(90, 120)
"""Width and height of a card with its ring, in logical pixels."""

_MARK = 18.0
_DIMMED = 0.4
ASK_BELOW = 0.5
"""Confidence below which the user should have a look."""


class GarmentDelegate(QStyledItemDelegate):
    """Paints the cards of a list.

    Args:
        thumbnails: Where the pictures come from.
        parent: The list.
        card: Width and height of a card, in logical pixels.
        ask: Whether garments that were hard to read are marked.
    """

    def __init__(self, thumbnails: Thumbnails, parent: QWidget, card: QSize = CARD, ask: bool = False) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._card = card
        self._ask = ask

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The same for all."""
        return self._card

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a card."""
        garment = index.data(Shown.GARMENT)
        if garment is None:
            return
        colours = colours_of(QGuiApplication.palette())  # The list's own is transparent.
        state = option.state
        area = QRectF(option.rect)
        frame = QRectF(area.topLeft(), self._card.toSizeF()).adjusted(RING, RING, -RING, -RING)
        worn = bool(index.data(Shown.WORN))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if garment.problem is not None:
            painter.setOpacity(_DIMMED)
        paint_card(
            painter,
            frame,
            self._thumbnails.find(garment.thumbnail),
            colours,
            chosen=worn,
            focused=bool(state & QStyle.StateFlag.State_HasFocus),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
        )
        painter.setOpacity(1.0)
        if state & QStyle.StateFlag.State_Selected and not worn:
            _draw_selected(painter, frame, colours)
        self._draw_marks(painter, frame, garment, colours)
        painter.restore()

    def _draw_marks(self, painter: QPainter, frame: QRectF, garment: GarmentOnFile, colours: Colours) -> None:
        inset = QPointF(_MARK / 2 + 5, -_MARK / 2 - 5)
        if garment.favourite:
            _draw_heart(painter, frame.bottomLeft() + inset, colours)
        if garment.problem is not None:
            _draw_sign(painter, frame.center(), "!", colours)
        elif self._ask and garment.reading.confidence < ASK_BELOW:
            _draw_sign(painter, frame.topLeft() + QPointF(_MARK / 2 + 4, _MARK / 2 + 4), "?", colours)


def heart(centre: QPointF, size: float) -> QPainterPath:
    """The outline of a heart."""
    path = QPainterPath(centre + QPointF(0, 0.46 * size))
    for side in (-1, 1):
        path.moveTo(centre + QPointF(0, 0.46 * size))
        path.cubicTo(
            centre + QPointF(side * 0.62 * size, 0.02 * size),
            centre + QPointF(side * 0.46 * size, -0.62 * size),
            centre + QPointF(0, -0.2 * size),
        )
    return path.simplified()


def _draw_heart(painter: QPainter, centre: QPointF, colours: Colours) -> None:
    path = heart(centre, _MARK * 0.9)
    painter.setPen(QPen(QColor(colours.raised), 3.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPath(path)  # A rim in the colour of the card, so that it stands out from any cloth.
    painter.fillPath(path, QColor(colours.accent))


def _draw_sign(painter: QPainter, centre: QPointF, sign: str, colours: Colours) -> None:
    painter.setPen(QPen(QColor(colours.raised), 2.0))
    painter.setBrush(QColor(colours.text))
    painter.drawEllipse(centre, _MARK / 2, _MARK / 2)
    font = painter.font()
    font.setPixelSize(round(_MARK * 0.7))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(colours.panel))
    box = QRectF(centre - QPointF(_MARK / 2, _MARK / 2), centre + QPointF(_MARK / 2, _MARK / 2))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)


def _draw_selected(painter: QPainter, frame: QRectF, colours: Colours) -> None:
    shade = QColor(colours.accent)
    shade.setAlphaF(0.18)
    painter.setPen(QPen(QColor(colours.accent), 1.5))
    painter.setBrush(shade)
    painter.drawRoundedRect(frame, 9, 9)
