"""The queue for people: what is being done, what waits and what went wrong; and a chip of it for the window's bar."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from fitting_room.studio.queue import JobState
from fitting_room.ui.job_list import JobList, draw_bar
from fitting_room.ui.job_model import JobModel
from fitting_room.ui.job_words import left, status_of, title_of
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.theme import colours_of

REFRESH_MILLISECONDS = 500
"""How often times are counted down while nothing else changes."""
CHIP_DELAY_MILLISECONDS = 600
"""Jobs that are shorter than this never show the chip: it would only flicker."""


class QueuePanel(QFrame):
    """All jobs, and what can be done with them.

    Args:
        jobs: Whose queue.
    """

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.setObjectName("panel")
        self.setAccessibleName(self.tr("Queue"))
        self.model = JobModel(jobs.queue, self)
        self.list = JobList(self.model)
        self.list.cancel_requested.connect(self.cancel_chosen)
        self.list.move_requested.connect(self.move_chosen)
        self._title = QLabel(self.tr("Queue"))
        self._title.setObjectName("title")
        self._summary = QLabel()
        self._summary.setObjectName("heading")
        self._empty = QLabel(self.tr("Nothing to do."))
        self._empty.setObjectName("heading")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pause = QPushButton()
        self._pause.clicked.connect(self.toggle_pause)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setAccessibleName(self.tr("Cancel the chosen jobs"))
        self._cancel.setToolTip(self.tr("Cancel the chosen jobs (Delete)"))
        self._cancel.clicked.connect(self.cancel_chosen)
        self._build()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._refresh)
        jobs.changed.connect(self._refresh_if_seen)
        self.list.selectionModel().selectionChanged.connect(self._show_state)
        self._refresh()

    # --- what the user does -------------------------------------------------------------------------------------------

    def toggle_pause(self) -> None:
        """Hold the background back, or let it go on."""
        if self._jobs.queue.paused:
            self._jobs.queue.resume()
        else:
            self._jobs.queue.pause()
        self._refresh()

    def cancel_chosen(self) -> None:
        """End the chosen jobs; those that failed are put away."""
        for job in self.list.chosen:
            if job.state is JobState.FAILED:
                self._jobs.queue.forget(job.id)
            else:
                self._jobs.cancel(job.id)
        self._refresh()

    def move_chosen(self, places: int) -> None:
        """Move the chosen jobs in the line, by so many places later."""
        chosen = self.list.chosen if places < 0 else self.list.chosen[::-1]
        for job in chosen:
            self._jobs.queue.move(job.id, places)
        self._refresh()

    # --- showing ------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Count times down while somebody looks."""
        self._refresh()
        self._timer.start(REFRESH_MILLISECONDS)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        self._timer.stop()
        super().hideEvent(event)

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        self.model.refresh()
        self._show_state()

    def _show_state(self) -> None:
        queue = self._jobs.queue
        waiting = len(queue.jobs)
        words = [self.tr("%n to do", "", waiting).replace("%n", str(waiting))] if waiting else []
        words += [left(queue.seconds_left_in_all)] if queue.seconds_left_in_all is not None else []
        words += [self.tr("paused")] if queue.paused else []
        self._summary.setText(" · ".join(words))
        self._empty.setVisible(self.model.rowCount() == 0)
        self.list.setVisible(self.model.rowCount() > 0)
        self._pause.setText(self.tr("Resume") if queue.paused else self.tr("Pause"))
        pause = self.tr("Go on with the background work") if queue.paused else self.tr("Pause the background work")
        self._pause.setAccessibleName(pause)
        self._pause.setToolTip(pause)
        self._pause.setEnabled(queue.paused or any(job.background for job in queue.jobs))
        self._cancel.setEnabled(bool(self.list.chosen))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._summary)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._pause)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._empty, 1)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.setMinimumWidth(300)


class QueueChip(QAbstractButton):
    """What is being done, small: words and a bar. A click asks for the whole queue. Hidden while nothing is done.

    Args:
        jobs: Whose queue.
    """

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._fraction = 0.0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(self.tr("Show the queue (Ctrl+J)"))
        self.setAccessibleName(self.tr("Queue"))
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(CHIP_DELAY_MILLISECONDS)
        self._delay.timeout.connect(self._appear)
        jobs.changed.connect(self._refresh)
        self.hide()
        self._refresh()

    def sizeHint(self) -> QSize:
        """As wide as a usual sentence, so that the bar does not dance."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 34 + 28, metrics.height() + 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw words and bar."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        focused = self.hasFocus()
        painter.setPen(QPen(QColor(colours.accent if focused else colours.line), 2 if focused else 1))
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        words = self.rect().adjusted(14, 3, -14, -8)
        painter.setPen(QColor(colours.text))
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, shown)
        draw_bar(painter, QRectF(18, self.height() - 9, self.width() - 36, 3), self._fraction, colours)

    def _refresh(self) -> None:
        queue = self._jobs.queue
        jobs = queue.jobs
        if not jobs:
            self._delay.stop()
            self.hide()
            return
        if self.isHidden() and not self._delay.isActive():
            self._delay.start()
        first, others = jobs[0], len(jobs) - 1
        words = status_of(first, queue.seconds_left(first))
        if others:
            words += " · " + self.tr("%n more", "", others).replace("%n", str(others))
        self._fraction = first.fraction
        self.setText(words)
        self.setAccessibleDescription(f"{title_of(first)}. {words}")
        self.update()

    def _appear(self) -> None:
        if self._jobs.queue.jobs:
            self.show()
