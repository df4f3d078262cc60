"""Dresses the frames of the mirror; what takes longer than a frame happens in a thread beside it.

Garments are understood once. The person is understood when they come, and again when more of them can be seen.
"""

import contextlib
import logging
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Joint, Person, Photo, Pose
from fitting_room.domain.errors import FittingRoomError, UnsuitablePhoto
from fitting_room.domain.garment import Garment, Outfit
from fitting_room.studio.mirror.eye import Glance
from fitting_room.studio.mirror.messages import CannotWear, Event, Wear, Wearing
from fitting_room.studio.recipe import GarmentFile
from fitting_room.studio.worker import Shelf

if TYPE_CHECKING:
    from fitting_room.engines.warp.live import LiveOutfit

REMEMBERED_GARMENTS = 32
AWAY_SECONDS = 2.0
"""Whoever comes back after so long may be somebody else."""
RETRY_SECONDS = 1.0
"""Between two attempts to understand somebody."""
MORE_SEEN = 2
"""So many joints more make it worth understanding somebody again."""
_BODY = tuple(joint for joint in Joint if Joint.NECK <= joint <= Joint.LEFT_ANKLE)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class _Known:
    """Somebody who was understood, and how many of their joints could be seen."""

    person: Person
    joints: int


class Dresser:
    """Keeps what is worn and who wears it.

    Args:
        send: Receives what the window should know.
    """

    def __init__(self, send: Callable[[Event], None]) -> None:
        self._send = send
        self._pool = ThreadPoolExecutor(1, "dresser", _be_nice)
        self._garments: Shelf[GarmentFile, Garment] = Shelf(REMEMBERED_GARMENTS)
        self._wanted = Wear(())
        self._outfit: Outfit | None = None
        self._known: _Known | None = None
        self._live: LiveOutfit | None = None
        self._pending: Future[Callable[[], None]] | None = None
        self._last_seen = 0.0
        self._last_try = 0.0

    def wear(self, order: Wear) -> None:
        """Change into other garments; the old ones stay on until the new ones are ready."""
        self._wanted, self._outfit = order, None
        if not order.garments:
            self._live = None

    def forget_person(self) -> None:
        """Somebody else may stand there now."""
        self._known = self._live = None

    def dress(self, glance: Glance) -> RgbImage:
        """The frame with the person in what is worn, as far as that is ready.

        Args:
            glance: A frame and the person in it.

        Returns:
            RGB uint8 of the frame's size.
        """
        now = glance.raw.captured
        if glance.steady is None:
            self._advance(None, now)
            return glance.frame
        if now - self._last_seen > AWAY_SECONDS:
            self.forget_person()
        self._last_seen = now
        if self._known is not None and self._known.person.photo.pixels.shape != glance.frame.shape:
            self.forget_person()
        self._advance(glance, now)
        return glance.frame if self._live is None else self._live.dress(glance.frame, glance.steady)

    def close(self) -> None:
        """End the thread."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _advance(self, glance: Glance | None, now: float) -> None:
        """Take over what the thread has finished, and give it the next thing to do."""
        if self._pending is not None:
            if not self._pending.done():
                return
            finished, self._pending = self._pending, None
            try:
                finished.result()()
            except Exception:
                logger.exception("the mirror could not dress")
                self._wanted, self._live = Wear(()), None
                self._send(CannotWear("Something went wrong with this garment.", "Try another one."))
        if not self._wanted.garments:
            return
        if self._outfit is None:
            self._pending = self._pool.submit(self._open, self._wanted)
        elif glance is not None and now - self._last_try > RETRY_SECONDS and self._should_understand(glance):
            self._last_try = now
            self._pending = self._pool.submit(self._understand, glance)
        elif self._live is None and self._known is not None:
            self._pending = self._pool.submit(self._bind, self._wanted, self._outfit, self._known)

    def _should_understand(self, glance: Glance) -> bool:
        if self._known is None:
            return True
        return glance.seen is not None and joints_seen(glance.seen.pose) >= self._known.joints + MORE_SEEN

    def _open(self, order: Wear) -> Callable[[], None]:
        """In the thread: understand the garments."""
        event: Event = Wearing(order.garments)
        outfit = None
        try:
            garments = [self._garments.find(file) or self._garments.keep(file, file.open()) for file in order.garments]
            outfit = Outfit.of(*garments)
        except FittingRoomError as error:
            event = CannotWear(error.what, error.next_step)

        def take_over() -> None:
            if order is not self._wanted:
                return
            self._send(event)
            self._outfit, self._live = outfit, None
            if outfit is None:
                self._wanted = Wear(())

        return take_over

    def _understand(self, glance: Glance) -> Callable[[], None]:
        """In the thread: understand the person of a frame."""
        from fitting_room.perception.person import understand_person

        known = None
        # The coach says what to change; until then the person is shown as they are.
        with contextlib.suppress(UnsuitablePhoto):
            person = understand_person(Photo(glance.frame.copy(), "camera"))
            known = _Known(person, joints_seen(person.pose))

        def take_over() -> None:
            if known is not None:
                self._known, self._live = known, None

        return take_over

    def _bind(self, order: Wear, outfit: Outfit, known: _Known) -> Callable[[], None]:
        """In the thread: fit the garments to the person."""
        from fitting_room.engines.warp.live import LiveOutfit

        tuck = bool(order.options.tuck)
        live = LiveOutfit(known.person, outfit, order.options.fit, tuck=tuck)

        def take_over() -> None:
            if order is self._wanted and known is self._known:
                self._live = live

        return take_over


def joints_seen(pose: Pose) -> int:
    """How many joints of the body are in the picture."""
    return sum(pose.sees(joint) for joint in _BODY)


def _be_nice() -> None:
    """Let the frames go first: on Linux a thread has a priority of its own."""
    if hasattr(os, "setpriority"):
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 5)
