"""The queue inside Qt's loop: whoever orders something is told how it goes, from a 20 ms timer."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from fitting_room.studio.messages import Event, Failed, Finished, Order, Stopped
from fitting_room.studio.queue import JobQueue

POLL_MILLISECONDS = 20

Receive = Callable[[Event], None]


class Jobs(QObject):
    """Submits orders and hands every event to the one who asked.

    Args:
        queue: Does the work; polled here and nowhere else.
        parent: Owner of the timer.
    """

    changed = Signal()
    """Something that a list of jobs shows is different; at most once per tick."""

    def __init__(self, queue: JobQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.queue = queue
        self._receivers: dict[int, Receive] = {}
        self._events: deque[Event] = deque()
        self._told = queue.revision
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self._timer.start(POLL_MILLISECONDS)

    def submit(self, order: Order, receive: Receive, title: str = "", background: bool = False) -> int:
        """Ask for something.

        Args:
            order: What to do.
            receive: Called with each event of the job; the last one is `Finished`, `Failed` or `Stopped`. Never called
                before this method has returned.
            title: What the job is called in the list of jobs, in the user's language.
            background: Whether nobody waits for it: it comes after everything else and gives way to it.

        Returns:
            The number of the job, for `cancel`.
        """
        job = self.queue.submit(order, title, background)
        self._receivers[job] = receive
        return job

    def cancel(self, job: int) -> None:
        """End one job; nothing happens if it has ended. Its receiver hears `Stopped`."""
        self.queue.cancel(job)

    def cancel_all(self) -> None:
        """End every job."""
        self.queue.cancel_all()

    def keep_receivers(self, owners: Sequence[QObject]) -> None:
        """Let go of every receiver but the methods of these: the widgets that asked are about to be deleted.

        Their jobs go on; what waits on disk for a widget is found by the one that takes its place.
        """
        self._receivers = {job: each for job, each in self._receivers.items() if _owner(each) in owners}

    def close(self) -> None:
        """End the work; no process outlives this call and no receiver hears of it."""
        self._timer.stop()
        self._receivers.clear()
        self.queue.close()

    def _tick(self) -> None:
        self._events += self.queue.poll()
        # Taken one by one: what a receiver raises must not cost the others their events.
        while self._events:
            event = self._events.popleft()
            last = isinstance(event, Finished | Failed | Stopped)
            receive = self._receivers.pop(event.job, None) if last else self._receivers.get(event.job)
            if receive is not None and _is_there(receive):
                receive(event)
        if self._told != self.queue.revision:
            self._told = self.queue.revision
            self.changed.emit()


def _is_there(receive: Receive) -> bool:
    """Whether the widget that asked has not been deleted meanwhile."""
    owner = _owner(receive)
    return not isinstance(owner, QObject) or isValid(owner)


def _owner(receive: Receive) -> object:
    """Whose method it is, bound as it is or with arguments; None for a bare function."""
    method = receive.func if isinstance(receive, partial) else receive
    return getattr(method, "__self__", None)
