"""The whole line of a clip: a picture of a finished look, a motion and an animator -> a film on disk."""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.body import Person, Photo
from fitting_room.domain.errors import UnsuitableMotion
from fitting_room.domain.geometry import Placement
from fitting_room.domain.job import Preview, Report, never, silent, unseen, within
from fitting_room.domain.motion import ClipOptions, ClipRequest, MotionClip
from fitting_room.domain.sentence import Sentence
from fitting_room.motion.check import check_motion
from fitting_room.motion.framing import frame_look
from fitting_room.motion.library import BUNDLED, bundled, read_motion
from fitting_room.motion.refine.stage import refine
from fitting_room.motion.scores import ClipMeter, resting
from fitting_room.studio.animators import EMBEDDED_ANIMATOR
from fitting_room.studio.clip_export import ClipWriter
from fitting_room.studio.clip_messages import ClipMade, MakeClip
from fitting_room.studio.clip_pipeline import ClipRoom
from fitting_room.studio.export import save_picture

LOOK_SIDE = 1536
"""Longest side at which a look is understood: a clip shows its longest side at 1152, and perhaps only a part of it."""
REMEMBERED_LOOKS = 2
"""Looks understood and kept for the next motion: about 20 MB each."""
PREVIEW_SIDE = 720
"""Longest side of the frames that are shown while a clip is made."""
PREVIEWS_PER_SECOND = 8
"""At most: more only fills the pipe, and the film is played when it is done."""
POSTER_SIDE = 640
"""Longest side of the picture that stands for a clip in lists."""
MOTION_SUFFIX = ".json"
"""Ending of files of motions; anything else is taken for a film."""
_SAMPLED = 4
"""Every so many pixels of every so many rows are measured for flicker; the mean of 50 000 is as good as that of all."""
_READ, _OPENED, _UNDERSTOOD = 0.05, 0.1, 0.2
"""Shares of a clip's work that have been done when its motion is read, its look is there, and it is understood."""


def open_motion(name: str, report: Report = silent) -> tuple[MotionClip, tuple[str, ...]]:
    """A motion by the id of a bundled one, by the path of its file, or by that of a film that shows it.

    Args:
        name: Id or path.
        report: Called while a film is read; raises `Cancelled` to stop.

    Returns:
        The motion and sentences the user should read.

    Raises:
        UnsuitableMotion: There is none, it cannot be read, or nobody can perform it.
        Cancelled: `report` raised it.
    """
    if name in BUNDLED:
        return bundled(name), ()
    path = Path(name)
    if not path.suffix and not path.is_file():
        raise UnsuitableMotion(
            Sentence("There is no motion “{name}”.", name=name),
            Sentence("Choose one of: {motions}.", motions=", ".join(BUNDLED)),
        )
    if path.suffix.lower() != MOTION_SUFFIX:
        from fitting_room.motion.extract import extract_motion

        found = extract_motion(path, report=report)
        return found.motion, found.notices
    motion = read_motion(path)
    check_motion(motion)
    return motion, ()


class ClipStudio:
    """Makes films of looks, remembering the looks that it has understood. Used by one thread.

    Args:
        room: Runs the animators.
    """

    def __init__(self, room: ClipRoom | None = None) -> None:
        self.room = room or ClipRoom(refine)
        self._looks: OrderedDict[str, Person] = OrderedDict()

    def request(
        self, picture: RgbImage, motion: MotionClip, animator: str, options: ClipOptions, report: Report = silent
    ) -> ClipRequest:
        """Understand a look and lay it out for a clip.

        Raises:
            UnsuitablePhoto: Nobody can be moved in this picture.
            UnsuitableMotion: This person cannot do that motion.
            Cancelled: `report` raised it.
        """
        person = self._understand(picture, report)
        check_motion(motion, person)
        look, _ = frame_look(person, options.size)
        return ClipRequest(look, motion, animator, options)

    def make(
        self,
        order: MakeClip,
        open_look: Callable[[Report], RgbImage],
        report: Report = silent,
        preview: Preview = unseen,
        enough: Callable[[], bool] = never,
    ) -> ClipMade:
        """The whole line: refuse what can be refused, open the look, understand it, animate it, write the film.

        Args:
            order: What is wanted.
            open_look: Returns the picture of the look, RGB uint8 (H, W, 3); called when nothing is left to refuse.
            report: Called before every frame; raises `Cancelled` to stop, and nothing is left.
            preview: Shown the look, then the newest frame now and then, with `PREVIEW_SIDE` as their longest side.
            enough: Asked after every frame; True ends the film there.

        Raises:
            CannotSave: As for `ClipWriter`.
            UnsuitablePhoto, UnsuitableMotion, ModelUnavailable, NotEnoughMemory: As `open_motion`, `request` and
                `ClipRoom.frames`.
            Cancelled: `report` raised it.
        """
        with ClipWriter(order.path, order.options.fps) as film:
            self.room.check_ready(order.animator)
            motion, notices = open_motion(order.motion, within(report, 0.0, _READ))
            picture = open_look(within(report, _READ, _OPENED))
            preview(_shrunk(picture, PREVIEW_SIDE))  # Frame 0 is the look: there is something to see at once.
            understanding = within(report, _OPENED, _UNDERSTOOD)
            request = self.request(picture, motion, order.animator, order.options, understanding)
            made = self._shoot(request, film, within(report, _UNDERSTOOD, 0.98), Glances(preview), enough)
            report("saving", 0.98)
            if order.poster is not None:
                save_picture(_shrunk(request.look.photo.pixels, POSTER_SIDE), order.poster)
            film.finish()
        return replace(made, notices=tuple(dict.fromkeys((*notices, *made.notices))))

    def _shoot(
        self, request: ClipRequest, film: ClipWriter, report: Report, preview: Preview, enough: Callable[[], bool]
    ) -> ClipMade:
        """Every frame into the film, measured as it goes by."""
        notices = list(request.look.notices)
        meter = ClipMeter(_sampled(resting(request)))
        wanted = request.options.frames
        stopped = False

        def ended() -> bool:
            nonlocal stopped
            stopped = enough()
            return stopped

        for frame in self.room.frames(request, report, preview, ended, notices.append):
            film.add(frame)
            meter.add(frame)
        return ClipMade(
            film.path,
            film.frames,
            request.look.photo.size,
            request.options.fps,
            self.room.at_work or request.animator,
            tuple(notices),
            stopped and film.frames < wanted,
            meter.scores.flicker,
            meter.scores.drift,
        )

    def close(self) -> None:
        """Unload the animator and forget the looks."""
        self.room.close()
        self._looks.clear()

    def _understand(self, picture: RgbImage, report: Report) -> Person:
        from fitting_room.perception.choice import perception_here
        from fitting_room.perception.person import understand_person

        pixels = _shrunk(picture, LOOK_SIDE)
        key = hashlib.blake2b(pixels.tobytes(), digest_size=16).hexdigest() + str(pixels.shape)
        person = self._looks.pop(key, None)
        if person is None:
            perception = perception_here()
            person = understand_person(Photo(pixels), perception.parser, report=report, finder=perception.finder)
            person = replace(person, notices=(*person.notices, *perception.notices))
        self._looks[key] = person
        while len(self._looks) > REMEMBERED_LOOKS:
            self._looks.popitem(last=False)
        return person


class Glances:
    """A preview that passes on as many frames as can be looked at, each small.

    Args:
        show: Who looks.
        clock: Seconds that only grow.
    """

    def __init__(self, show: Preview, clock: Callable[[], float] = time.monotonic) -> None:
        self._show = show
        self._clock = clock
        self._next = -np.inf

    def __call__(self, frame: RgbImage) -> None:
        """As `Preview`."""
        if self._clock() >= self._next:
            self._show(_shrunk(frame, PREVIEW_SIDE))
            self._next = self._clock() + 1 / PREVIEWS_PER_SECOND


def _shrunk(picture: RgbImage, side: int) -> RgbImage:
    return Placement.shrink((picture.shape[1], picture.shape[0]), side).image(picture)


def _sampled(mask: Mask) -> Mask:
    sampled = np.zeros_like(mask)
    sampled[::_SAMPLED, ::_SAMPLED] = mask[::_SAMPLED, ::_SAMPLED]
    return sampled


def animate(
    look: RgbImage,
    motion: str | MotionClip = "idle",
    options: ClipOptions = ClipOptions(),
    animator: str = EMBEDDED_ANIMATOR,
    report: Report = silent,
) -> Iterator[RgbImage]:
    """Bring a finished look to life, frame by frame: a frame is made when it is taken.

    Args:
        look: One person, RGB uint8 (H, W, 3): the `image` of a try-on, or the pixels of a photo.
        motion: Id of a bundled motion, path of a file of one or of a film, or a motion.
        options: Length, frame rate, size, preset, seed.
        animator: Id of who makes the frames.
        report: Called at every step; raises `Cancelled` to stop.

    Returns:
        Frames in order, RGB uint8, all of one size. Whoever stops taking them has a shorter clip.

    Raises:
        UnsuitablePhoto, UnsuitableMotion, NotAllowed, ModelUnavailable, NotEnoughMemory: As the window would say it.
        Cancelled: `report` raised it.
    """
    studio = ClipStudio()
    studio.room.check_ready(animator)
    clip = motion if isinstance(motion, MotionClip) else open_motion(motion, report)[0]
    return studio.room.frames(studio.request(look, clip, animator, options, report), report)
