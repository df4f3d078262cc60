"""The straight line of a clip: request -> licence -> animator -> refiner -> finished frames, one at a time.

What was yielded is finished. Whoever takes the frames may stop taking them whenever it likes, and has a valid clip.
"""

import contextlib
from collections.abc import Callable, Iterator
from itertools import chain, islice

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.errors import NotEnoughMemory, UnsuitableMotion
from fitting_room.domain.job import Preview, Report, never, silent, unseen
from fitting_room.domain.licence import Profile
from fitting_room.domain.motion import ClipRequest
from fitting_room.domain.sentence import Sentence
from fitting_room.motion.base import AnimatorCard, MotionEngine
from fitting_room.shelf.installed import profile_now
from fitting_room.studio.animators import EMBEDDED_ANIMATOR, animator_card, check_animator_allowed, make_animator

PUPPET_INSTEAD = Sentence("The puppet made this clip instead.")
CUT_SHORT = Sentence("The clip ends early: there was too little memory for more.")

Refine = Callable[[Iterator[RgbImage], int, ClipRequest], Iterator[RgbImage]]
"""`refine(frames, base_fps, request)`: frames at `request.options.fps` and the size of the canvas, as they come in."""


def unheard(notice: str) -> None:
    """For callers that do not read notices."""


class Onward:
    """A report that never goes back: the animator and whoever counts its frames both know how far a clip is.

    Args:
        report: Who is told.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._most = 0.0

    def __call__(self, stage: str, fraction: float) -> None:
        """As `Report`."""
        self._most = max(self._most, fraction)
        self._report(stage, self._most)


class ClipRoom:
    """Makes clips, keeping the animator that made the last one in memory. Used by one thread.

    Args:
        refine: Second stage, where an animator makes fewer or smaller frames than were asked for.
        profile: Says what this installation is for; asked before every clip, because people change it.
        cards: The animators there are; None for the catalogue.
        make: Constructs an animator by its id.
    """

    def __init__(
        self,
        refine: Refine,
        profile: Callable[[], Profile] = profile_now,
        cards: tuple[AnimatorCard, ...] | None = None,
        make: Callable[[str], MotionEngine] = make_animator,
    ) -> None:
        self._refine = refine
        self._profile = profile
        self._cards = cards
        self._make = make
        self._loaded: tuple[str, MotionEngine] | None = None

    def check_allowed(self, animator: str) -> None:
        """Make sure that an animator may be used here now; one in memory that no longer may is unloaded.

        Raises:
            NotAllowed: Its licence forbids it.
            FittingRoomError: There is no animator of that name.
        """
        card = animator_card(animator, self._cards)
        if animator == EMBEDDED_ANIMATOR:
            return
        try:
            check_animator_allowed(card, self._profile())
        except Exception:
            if self._loaded is not None and self._loaded[0] == animator:
                self.close()
            raise

    def check_ready(self, animator: str) -> None:
        """Make sure that an animator may be used here, and that its model is there; loads nothing.

        One that does not fit is no reason to refuse: the embedded one stands in for it.

        Raises:
            ModelUnavailable: Its model is not installed or damaged, or it is not allowed here.
            FittingRoomError: There is no animator of that name.
        """
        self.check_allowed(animator)
        if animator not in (EMBEDDED_ANIMATOR, self.at_work):
            with contextlib.suppress(NotEnoughMemory):
                self._make(animator).foresee()

    def frames(
        self,
        request: ClipRequest,
        report: Report = silent,
        preview: Preview = unseen,
        enough: Callable[[], bool] = never,
        notice: Callable[[str], None] = unheard,
    ) -> Iterator[RgbImage]:
        """Animate a look; the first frame is ready when this returns.

        Args:
            request: Look on the canvas, motion, animator and options.
            report: Called before every frame; raises `Cancelled` to stop.
            preview: Shown every frame as it is finished.
            enough: Asked after every frame; True ends the clip there, and what there is stays.
            notice: Told what the user should read.

        Returns:
            Frames in order, RGB uint8 (H, W, 3), all of the size of the canvas, at most `options.frames`.

        Raises:
            UnsuitableMotion: The motion cannot be done by this person in this picture.
            ModelUnavailable: The animator's model is not installed, or the animator is not allowed here.
            NotEnoughMemory: Not even the embedded animator fits.
            Cancelled: `report` raised it; perhaps only while frames are taken.
        """
        self.check_allowed(request.animator)
        report = Onward(report)
        report("animate", 0.0)
        finished = self._begin(request, report, notice)
        return self._deliver(request, finished, report, preview, enough, notice)

    @property
    def at_work(self) -> str | None:
        """Id of the animator in memory: whoever made the last clip. None before the first."""
        return None if self._loaded is None else self._loaded[0]

    def close(self) -> None:
        """Unload the animator."""
        if self._loaded is not None:
            self._loaded[1].unload()
            self._loaded = None

    def _begin(self, request: ClipRequest, report: Report, notice: Callable[[str], None]) -> Iterator[RgbImage]:
        """Start the animator, or the embedded one where this machine is too small for it."""
        try:
            return self._start(request.animator, request, report)
        except NotEnoughMemory as error:
            if request.animator == EMBEDDED_ANIMATOR:
                raise
            self.close()
            finished = self._start(EMBEDDED_ANIMATOR, request, report)
            notice(error.what)
            notice(PUPPET_INSTEAD)
            return finished

    def _start(self, animator: str, request: ClipRequest, report: Report) -> Iterator[RgbImage]:
        """Finished frames of one animator, the first of them made already: that is where most trouble shows."""
        engine = self._engine(animator)
        base_fps = engine.base_fps(request)
        made = engine.animate(request, report)
        first = next(made, None)
        if first is None:
            raise UnsuitableMotion("The animator made no frame of this motion.", "Choose another motion.")
        made = chain([first], made)
        if base_fps >= request.options.fps and first.shape == request.look.photo.pixels.shape:
            return made
        return self._refine(made, base_fps, request)

    def _deliver(
        self,
        request: ClipRequest,
        finished: Iterator[RgbImage],
        report: Report,
        preview: Preview,
        enough: Callable[[], bool],
        notice: Callable[[str], None],
    ) -> Iterator[RgbImage]:
        total = request.options.frames
        delivered = 0
        try:
            for frame in islice(finished, total):
                preview(frame)
                yield frame
                delivered += 1
                if enough():
                    return
                report("animate", delivered / total)
        except NotEnoughMemory:
            if not delivered:
                raise
            notice(CUT_SHORT)

    def _engine(self, animator: str) -> MotionEngine:
        if self._loaded is not None and self._loaded[0] == animator:
            return self._loaded[1]
        self.close()  # Two video models do not fit into one machine.
        engine = self._make(animator)
        try:
            engine.load()
        except Exception:
            engine.unload()  # Half a model in memory helps nobody.
            raise
        self._loaded = (animator, engine)
        return engine
