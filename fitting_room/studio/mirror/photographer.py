"""Watches the frames as a photographer would: coaches, releases the shutter, takes three shots and keeps one."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import cv2
import numpy as np

from fitting_room.domain.body import Joint, Pose
from fitting_room.domain.errors import FittingRoomError
from fitting_room.domain.geometry import Placement
from fitting_room.perception.sighting import Sighting
from fitting_room.studio.export import save_picture
from fitting_room.studio.mirror.coach import Coach, Observation, examine
from fitting_room.studio.mirror.eye import Glance
from fitting_room.studio.mirror.messages import CannotKeep, Coached, Event, Guide, Kept, Taken
from fitting_room.studio.mirror.shots import COUNT, INTERVAL, best_of, judge

PREVIEW_SIDE = 640
"""Longest side of the pictures from which the user chooses."""
COUNT_PEOPLE_SECONDS = 1.0
"""Between two counts of faces."""
SMALLER = 0.5
"""Faces and bodies smaller than this share of the largest belong to posters or to somebody far behind."""
GLIMPSE = (160, 120)
"""People are counted at this size."""
_WATCHED = (Joint.NOSE, Joint.LEFT_WRIST, Joint.RIGHT_WRIST, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.LEFT_HIP)
"""Joints whose movement blurs the photo."""


class Photographer:
    """Remembers what the coach said and which shots were taken.

    Args:
        send: Receives what the window should know.
        clock: Seconds that never go back; the clock of the glances.
    """

    def __init__(self, send: Callable[[Event], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._send, self._clock = send, clock
        self._guide = Guide(on=False)
        self._coach = Coach()
        self._said: Coached | None = None
        self._motion = Motion()
        self._people = 1
        self._next_count = 0.0
        self._shots: list[Glance] = []
        self._shooting = False

    def guide(self, order: Guide) -> None:
        """Coach from now on, or be quiet."""
        self._guide, self._coach, self._said = order, Coach(), None

    def shoot(self) -> None:
        """Take the three shots now."""
        self._shots, self._shooting = [], True

    def retake(self) -> None:
        """Forget the shots and coach again."""
        self._shots, self._shooting = [], False
        self._coach, self._said = self._coach.again(), None

    def keep(self, shot: int, folder: Path) -> None:
        """Write one of the shots; the others are forgotten."""
        if not 0 <= shot < len(self._shots):
            return
        path = _free_name(folder)
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            save_picture(self._shots[shot].raw.pixels, path)
        except OSError:
            self._send(CannotKeep("The photo could not be saved.", "Free some space, then take it again."))
        except FittingRoomError as error:
            self._send(CannotKeep(error.what, error.next_step))
        else:
            self.retake()
            self._send(Kept(path))

    def see(self, glance: Glance) -> None:
        """Look at one frame."""
        if self._shooting:
            self._take(glance)
        elif self._guide.on and not self._shots:
            self._advise(glance)

    def _take(self, glance: Glance) -> None:
        if self._shots and glance.raw.captured - self._shots[-1].raw.captured < INTERVAL:
            return
        self._shots.append(glance)
        if len(self._shots) < COUNT:
            return
        self._shooting = False
        pictures = [shot.raw.pixels for shot in self._shots]
        poses = [None if shot.seen is None else shot.seen.pose for shot in self._shots]
        previews = [
            Placement.shrink((picture.shape[1], picture.shape[0]), PREVIEW_SIDE).image(picture) for picture in pictures
        ]
        self._send(Taken(tuple(previews), best_of(judge(pictures, poses))))

    def _advise(self, glance: Glance) -> None:
        now = glance.raw.captured
        if now >= self._next_count:
            self._next_count = now + COUNT_PEOPLE_SECONDS
            self._people = count_people(glance)
        speed = self._motion.of(glance.steady, now)
        findings = examine(observe(glance, self._people, speed), self._guide.needs)
        self._coach = self._coach.hear(findings, now)
        left = self._coach.seconds_left(now)
        said = Coached(self._coach.ticks, self._coach.advice, None if left is None else int(np.ceil(left)))
        if said != self._said:
            self._said = said
            self._send(said)
        if self._coach.released:
            self.shoot()


class Motion:
    """How fast somebody moves, over the last few frames."""

    def __init__(self) -> None:
        self._last: tuple[float, Pose] | None = None
        self._speed = 0.0

    def of(self, steady: Sighting | None, now: float) -> float:
        """Torso lengths per second; very fast where nobody was there before."""
        last, self._last = self._last, None if steady is None else (now, steady.pose)
        if steady is None:
            return 0.0
        if last is None or last[1].size != steady.pose.size or now <= last[0]:
            self._speed = 1.0
            return self._speed
        seen = [joint for joint in _WATCHED if steady.pose.sees(joint)]
        steps = [np.hypot(*(steady.pose.at(joint) - last[1].at(joint))) for joint in seen]
        shoulders = (steady.pose.at(Joint.LEFT_SHOULDER) + steady.pose.at(Joint.RIGHT_SHOULDER)) / 2
        hips = (steady.pose.at(Joint.LEFT_HIP) + steady.pose.at(Joint.RIGHT_HIP)) / 2
        torso = max(float(np.hypot(*(hips - shoulders))), 1.0)
        fastest = max(steps, default=0.0) / torso / (now - last[0])
        # A share that forgets half in a fifth of a second, however many frames that are.
        self._speed += (1 - 0.5 ** ((now - last[0]) / 0.2)) * (fastest - self._speed)
        return self._speed


def observe(glance: Glance, people: int, speed: float) -> Observation:
    """What the coach needs to know of a frame."""
    if glance.seen is None:
        return Observation(None)
    grey = cv2.cvtColor(np.ascontiguousarray(glance.frame[::4, ::4]), cv2.COLOR_RGB2GRAY) / 255.0
    person = glance.seen.mask[::4, ::4] > 0.5
    light = float(grey[person].mean()) if person.any() else 0.0
    room = float(grey[~person].mean()) if not person.all() else light
    return Observation(glance.seen.pose, people, light, room, speed)


def count_people(glance: Glance) -> int:
    """How many people of about the same size are in the frame, at most 2.

    Faces tell, and where they are too small, bodies beside the one that is followed.
    """
    from fitting_room.perception import graphs
    from fitting_room.perception.pose_search import face_boxes

    heights = [box[3] - box[1] for box in face_boxes(glance.frame)]
    if sum(height > SMALLER * max(heights) for height in heights) > 1:
        return 2
    if glance.seen is None:
        return 1
    someone = cv2.resize(graphs.person_probability(glance.frame), GLIMPSE) > 0.7
    followed = cv2.resize(glance.seen.mask, GLIMPSE) > 0.3
    beside = someone & ~cv2.dilate(followed.astype(np.uint8), np.ones((9, 9), np.uint8)).view(np.bool_)
    count, _, stats, _ = cv2.connectedComponentsWithStats(beside.astype(np.uint8))
    largest = int(stats[1:, cv2.CC_STAT_AREA].max()) if count > 1 else 0
    return 2 if largest > SMALLER**2 * max(int(followed.sum()), 1) else 1


def _free_name(folder: Path) -> Path:
    """A file name of this second that does not exist yet."""
    stem = f"photo-{datetime.now():%Y-%m-%d-%H%M%S}"
    names = (folder / f"{stem}{'' if number == 1 else f'-{number}'}.png" for number in range(1, 1000))
    return next(name for name in names if not name.exists())
