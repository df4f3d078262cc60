"""Jobs as Qt lists them: the running one, the waiting ones in their order, then those that failed until put away.

Rows are moved, inserted and removed one by one, so that what is selected stays selected while jobs come and go.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from fitting_room.studio.queue import Job, JobQueue, JobState
from fitting_room.ui.job_words import status_of, title_of

Index = QModelIndex | QPersistentModelIndex

MIME = "application/x-fitting-room-job"


class JobRole(IntEnum):
    """What the delegate asks for."""

    JOB = Qt.ItemDataRole.UserRole + 1
    STATUS = Qt.ItemDataRole.UserRole + 2


class JobModel(QAbstractListModel):
    """The list of a queue; `refresh` brings it up to date.

    Args:
        queue: Whose jobs.
        parent: Owner.
    """

    def __init__(self, queue: JobQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._jobs: list[Job] = []

    def refresh(self) -> None:
        """Show the queue as it is now."""
        jobs = listed(self._queue)
        self._remove_all_but({job.id for job in jobs})
        for row, job in enumerate(jobs):
            self._bring_to(row, job)
        if jobs:
            self.dataChanged.emit(self.index(0), self.index(len(jobs) - 1))

    def job(self, index: Index) -> Job | None:
        """The job at an index."""
        return self._jobs[index.row()] if index.isValid() and index.row() < len(self._jobs) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """How many jobs there are."""
        return 0 if parent is not None and parent.isValid() else len(self._jobs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, words for screen readers, and what the delegate needs."""
        job = self.job(index)
        if job is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title_of(job)
            case JobRole.JOB:
                return job
            case JobRole.STATUS:
                return status_of(job, self._queue.seconds_left(job))
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return f"{title_of(job)}. {status_of(job, self._queue.seconds_left(job))}"
        return None

    # --- dragging -----------------------------------------------------------------------------------------------------

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Waiting jobs can be dragged, and dropped between others."""
        flags = super().flags(index)
        job = self.job(index)
        if job is None:
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled if can_be_moved(job) else flags

    def supportedDropActions(self) -> Qt.DropAction:
        """Jobs are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Jobs only, and only within the list."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The number of the first job that is dragged."""
        data = QMimeData()
        job = self.job(indexes[0]) if indexes else None
        if job is not None:
            data.setData(MIME, str(job.id).encode())
        return data

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index) -> bool:
        """Ask the queue to move a job; the list follows the queue."""
        if not data.hasFormat(MIME):
            return False
        dragged = int(data.data(MIME).toStdString())
        at = next((index for index, job in enumerate(self._jobs) if job.id == dragged), None)
        if at is None:
            return False
        target = row if row >= 0 else parent.row() if parent.isValid() else len(self._jobs)
        self._queue.move(dragged, target - at if target < at else target - at - 1)
        self.refresh()
        return False  # Qt would remove the dragged row otherwise.

    # --- rows ---------------------------------------------------------------------------------------------------------

    def _remove_all_but(self, wanted: set[int]) -> None:
        for row in reversed(range(len(self._jobs))):
            if self._jobs[row].id not in wanted:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._jobs[row]
                self.endRemoveRows()

    def _bring_to(self, row: int, job: Job) -> None:
        """Have a job in its row, as it is now."""
        at = next((index for index, each in enumerate(self._jobs) if each.id == job.id), None)
        if at is None:
            self.beginInsertRows(QModelIndex(), row, row)
            self._jobs.insert(row, job)
            self.endInsertRows()
        elif at != row:
            self.beginMoveRows(QModelIndex(), at, at, QModelIndex(), row)
            self._jobs.insert(row, self._jobs.pop(at))
            self.endMoveRows()
        self._jobs[row] = job


def listed(queue: JobQueue) -> list[Job]:
    """What a list shows of a queue. Failures of what somebody waited for have been said where they waited."""
    failed = [job for job in reversed(queue.ended) if job.state is JobState.FAILED and job.background]
    return [*queue.jobs, *failed]


def can_be_moved(job: Job) -> bool:
    """Whether a job has a place in the line."""
    return job.state in (JobState.QUEUED, JobState.PAUSED)
