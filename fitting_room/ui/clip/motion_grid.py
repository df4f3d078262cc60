"""The grid of motions: cards with figures that move while they can be seen; one of them is chosen."""

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fitting_room.ui.cards import RING, paint_card
from fitting_room.ui.clip.figure import FIGURE_FPS, paint_figure
from fitting_room.ui.clip.motions import Index, MotionCard, MotionRole, MotionsModel, Way
from fitting_room.ui.theme import Colours, colours_of, motion_is_wanted

CARD = QSize(108, 118)
"""Width and height of a figure with its ring, in logical pixels."""
GAP = 8
_LINES = 2
"""Of a name, at most."""


class MotionGrid(QListView):
    """Cards to choose a motion from. Arrow keys choose, as in a group of radio buttons.

    Args:
        model: What is listed.
    """

    chosen = Signal(str)
    """Id of the motion that the user chose."""
    wanted = Signal(Way)
    """The user wants a motion that is not there."""
    removal_wanted = Signal(str)
    """The user does not want one of their own any more."""

    def __init__(self, model: MotionsModel) -> None:
        super().__init__()
        self.motions = model
        self.setModel(model)
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(round(1000 / FIGURE_FPS))
        self._timer.timeout.connect(self._move)
        self.setItemDelegate(MotionDelegate(self))
        self.setObjectName("cards")
        self.setAccessibleName(self.tr("Motions"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        # What is chosen is the model's: cards that lead elsewhere can have the focus, and the choice stays.
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(False)
        self.clicked.connect(self._take)

    @property
    def is_moving(self) -> bool:
        """Whether figures are being painted again and again."""
        return self._timer.isActive()

    def frame_of(self, card: MotionCard, seen: bool) -> int:
        """Which frame of a motion to paint.

        Args:
            card: Whose motion has been read.
            seen: Whether the pointer or the focus is on it: then it moves even where little may.
        """
        figure = self.motions.figure(card.id)
        if card.motion is None or figure is None:
            return 0
        if not self._clock.isValid() or not (seen or motion_is_wanted()):
            return figure.rest
        return int(self._clock.elapsed() / 1000 * card.motion.fps) % len(card.motion.keypoints)

    def choose(self, name: str) -> None:
        """Show which motion is chosen, without emitting."""
        self.motions.choose(name)
        row = self.motions.row_of(name)
        if row >= 0:
            self.setCurrentIndex(self.motions.index(row))

    def event(self, event: QEvent) -> bool:
        """Move while it is in sight; a window that is minimised is not."""
        if event.type() == QEvent.Type.Show:
            self._clock.start()
            self._timer.start()
        elif event.type() == QEvent.Type.Hide:
            self._timer.stop()
            self._clock.invalidate()
        return super().event(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Arrow keys choose."""
        super().currentChanged(current, previous)
        card = self.motions.at(current)
        if self.hasFocus() and isinstance(card, MotionCard):
            self._choose(card)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the current card; Delete removes a motion of the user's own. Letters are the window's."""
        there = self.motions.at(self.currentIndex())
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if isinstance(there, Way):
                self.wanted.emit(there)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if isinstance(there, MotionCard) and there.own:
                self.removal_wanted.emit(there.id)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                event.ignore()
            case _ if event.text().isalnum() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
                event.ignore()
            case _:
                super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A pointer over a card says that it can be pressed."""
        over = self.indexAt(event.position().toPoint()).isValid()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def _take(self, index: QModelIndex) -> None:
        there = self.motions.at(index)
        if isinstance(there, Way):
            self.wanted.emit(there)
        elif there is not None:
            self._choose(there)

    def _choose(self, card: MotionCard) -> None:
        if card.id != self.motions.chosen:
            self.motions.choose(card.id)
            self.chosen.emit(card.id)

    def _move(self) -> None:
        """Paint what moves; Qt leaves out what has been scrolled away."""
        if motion_is_wanted():
            self.viewport().update()
            return
        over = self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos()))
        for index in (over, self.currentIndex()):
            if index.isValid():
                self.update(index)


class MotionDelegate(QStyledItemDelegate):
    """Paints motions as cards.

    Args:
        grid: Knows the time.
    """

    def __init__(self, grid: MotionGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The same for all."""
        return CARD + QSize(GAP, _LINES * option.fontMetrics.height() + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a card, its figure and its name."""
        there: MotionCard | Way = index.data(MotionRole.CARD)
        colours = colours_of(QGuiApplication.palette())
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        frame = QRectF(QRect(option.rect.topLeft(), CARD)).adjusted(RING, RING, -RING, -RING)
        chosen = bool(index.data(MotionRole.CHOSEN))
        paint_card(painter, frame, QPixmap(), colours, chosen=chosen, focused=focused, hovered=hovered)
        if isinstance(there, Way):
            _draw_way(painter, frame, there, colours)
        elif there.motion is not None and (figure := self._grid.motions.figure(there.id)) is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            shown = self._grid.frame_of(there, focused or hovered)
            paint_figure(painter, frame, there.motion, figure.bounds, shown, QGuiApplication.palette())
        area = QRect(option.rect.left() + 2, option.rect.top() + CARD.height(), CARD.width() - 4, option.rect.height())
        area.setHeight(_LINES * painter.fontMetrics().height())
        painter.setPen(QColor(colours.text))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(area, int(flags), _fitting(painter, str(index.data()), area.width()))


def _fitting(painter: QPainter, name: str, width: int) -> str:
    """A name that a person gave may be longer than two lines."""
    return painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, round(width * _LINES * 0.9))


def _draw_way(painter: QPainter, frame: QRectF, way: Way, colours: Colours) -> None:
    """A camera, or a strip of film."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(frame.center())
    painter.setPen(QPen(QColor(colours.quiet), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    if way is Way.RECORD:
        painter.drawRoundedRect(QRectF(-22, -14, 30, 28), 5, 5)
        painter.drawPolyline([QPointF(8, -4), QPointF(22, -12), QPointF(22, 12), QPointF(8, 4)])
        painter.setBrush(QColor(colours.accent))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(-7, 0), 5, 5)
    else:
        painter.drawRoundedRect(QRectF(-22, -17, 44, 34), 4, 4)
        for x in (-12, 12):
            painter.drawLine(QPointF(x, -17), QPointF(x, 17))
        for y in (-8.5, 0, 8.5):
            painter.drawLine(QPointF(-22, y), QPointF(-12, y))
            painter.drawLine(QPointF(12, y), QPointF(22, y))
    painter.restore()
