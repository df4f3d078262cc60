"""The list of jobs: rows with a picture, words, a bar and a cross; keys and the mouse cancel and move them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fitting_room.studio.queue import Job, JobState
from fitting_room.ui.job_model import JobModel, JobRole
from fitting_room.ui.pixmap import to_pixmap
from fitting_room.ui.theme import Colours, colours_of

_ROW = 68
_MARGIN = 10
_CROSS = 28
_BAR = 4

Index = QModelIndex | QPersistentModelIndex


class JobList(QListView):
    """The list: Delete cancels, Alt with the arrows moves, dragging moves.

    Args:
        model: What is listed.
    """

    cancel_requested = Signal()
    move_requested = Signal(int)

    def __init__(self, model: JobModel) -> None:
        super().__init__()
        self._jobs = model
        self.setModel(model)
        self.setItemDelegate(JobDelegate(self))
        self.setObjectName("cards")
        self.setAccessibleName(self.tr("Jobs"))
        self.setAccessibleDescription(self.tr("Delete cancels a job; Alt with up or down moves it in the line."))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    @property
    def chosen(self) -> list[Job]:
        """The selected jobs, in their order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        jobs = (self._jobs.job(self._jobs.index(row)) for row in rows)
        return [job for job in jobs if job is not None]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cancel and move."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        match event.key():
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.cancel_requested.emit()
            case Qt.Key.Key_Up if alt:
                self.move_requested.emit(-1)
            case Qt.Key.Key_Down if alt:
                self.move_requested.emit(1)
            case _:
                super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the cross of a job cancels it."""
        index = self.indexAt(event.position().toPoint())
        on_cross = index.isValid() and cross_of(self.visualRect(index)).contains(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if on_cross and event.button() == Qt.MouseButton.LeftButton:
            self.setCurrentIndex(index)
            self.cancel_requested.emit()


class JobDelegate(QStyledItemDelegate):
    """Paints a job: its picture, what it is called, where it stands, how far it is, and a cross that ends it."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The same for all; taller with larger letters."""
        return QSize(200, max(_ROW, 3 * option.fontMetrics.height() + 24))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        job: Job = index.data(JobRole.JOB)
        colours = colours_of(QGuiApplication.palette())
        area = option.rect.adjusted(0, 2, 0, -2)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._draw_ground(painter, area, option, colours)
        picture = QRectF(area.left() + _MARGIN, area.top() + (area.height() - 48) / 2, 36, 48)
        _draw_preview(painter, picture, job, colours)
        words = area.adjusted(_MARGIN + 36 + 12, 9, -_CROSS - 14, -9)
        self._draw_words(painter, words, index, job, colours)
        if job.state is JobState.RUNNING:
            bar = QRectF(words.left(), area.bottom() - 11, words.width(), _BAR)
            draw_bar(painter, bar, job.fraction, colours)
        _draw_cross(painter, cross_of(option.rect), colours)
        painter.restore()

    def _draw_ground(self, painter: QPainter, area: QRect, option: QStyleOptionViewItem, colours: Colours) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(QColor(colours.raised))
        pen = QPen(QColor(colours.accent if selected else colours.line), 2 if selected else 1)
        if focused and not selected:
            pen = QPen(QColor(colours.text), 1.5, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(area).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8)

    def _draw_words(self, painter: QPainter, area: QRect, index: Index, job: Job, colours: Colours) -> None:
        """Two lines, or three where it must be said what went wrong; in the middle unless there is a bar below."""
        metrics = painter.fontMetrics()
        status = index.data(JobRole.STATUS)
        lines = 2
        if job.state is JobState.FAILED:
            lines += metrics.horizontalAdvance(status) > area.width()
        else:
            status = metrics.elidedText(status, Qt.TextElideMode.ElideRight, area.width())
        if job.state is not JobState.RUNNING:
            area = area.adjusted(0, max((area.height() - lines * metrics.height() - 2) // 2, 0), 0, 0)
        title = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, area.width())
        painter.setPen(QColor(colours.text))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
        painter.setPen(QColor(colours.accent if job.state is JobState.FAILED else colours.quiet))
        below = area.adjusted(0, metrics.height() + 2, 0, 0)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(below, int(flags), status)


def cross_of(row: QRect) -> QRect:
    """Where the cross of a row can be hit."""
    return QRect(row.right() - _CROSS - 8, row.top() + (row.height() - _CROSS) // 2, _CROSS, _CROSS)


def draw_bar(painter: QPainter, frame: QRectF, fraction: float, colours: Colours) -> None:
    """Draw how far something is."""
    radius = frame.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.line))
    painter.drawRoundedRect(frame, radius, radius)
    if fraction > 0:
        painter.setBrush(QColor(colours.accent))
        done = QRectF(
            frame.left(), frame.top(), max(frame.height(), frame.width() * min(fraction, 1.0)), frame.height()
        )
        painter.drawRoundedRect(done, radius, radius)


def _draw_preview(painter: QPainter, frame: QRectF, job: Job, colours: Colours) -> None:
    shape = QPainterPath()
    shape.addRoundedRect(frame, 5, 5)
    painter.fillPath(shape, QColor(colours.line))
    if job.preview is None:
        return
    picture = to_pixmap(job.preview)
    scale = max(frame.width() / picture.width(), frame.height() / picture.height())
    width, height = frame.width() / scale, frame.height() / scale
    source = QRectF((picture.width() - width) / 2, (picture.height() - height) / 2, width, height)
    painter.save()
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    painter.drawPixmap(frame, picture, source)
    painter.restore()


def _draw_cross(painter: QPainter, area: QRect, colours: Colours) -> None:
    painter.setPen(QPen(QColor(colours.quiet), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    centre, arm = QRectF(area).center(), 4.5
    for down in (arm, -arm):
        painter.drawLine(centre - QPointF(arm, down), centre + QPointF(arm, down))
