"""Frames of a film -> one person in them, chosen once and followed; whoever else comes along is left out."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Joint, Pose
from fitting_room.perception import graphs
from fitting_room.perception.pose import PeopleFinder, find_people, with_missing_hands
from fitting_room.perception.sighting import Sighting, follow

_HIPS = (Joint.RIGHT_HIP, Joint.LEFT_HIP)


@dataclass(frozen=True)
class TrackParams:
    """How somebody is followed."""

    search_first: float = 1.0
    """Seconds until everything is searched again where nobody is; twice as long each time. It takes seconds itself."""
    aside: float = 0.5
    """Weight of being in the middle of the picture against being large (0.3-1 tried)."""
    speed: float = 9.0
    """Torso lengths per second beyond which it is somebody else: as `CheckParams.torso_speed`."""
    reach: float = 0.35
    """Torso lengths that a trembling pose may move besides (0.2-0.5 tried)."""
    growth: float = 1.5
    """A torso so many times longer or shorter within a moment is somebody else's (1.3-1.8 tried)."""
    room: float = 0.4
    """Share of the person's box around it where they are looked for again (0.25-0.6 tried)."""
    patience: float = 0.5
    """Seconds after which somebody who was lost is not waited for any longer."""
    hands_every: int = 3
    """Hands are looked for in every so many frames: that takes as long as following the body."""


PARAMS = TrackParams()
_GREY = 127


class Tracker:
    """Follows the person who is largest and most in the middle when the film begins.

    Args:
        find: Finds people in one frame.
        make_follower: Makes a graph that follows one body.
        params: How.
    """

    def __init__(
        self,
        find: PeopleFinder = find_people,
        make_follower: Callable[[], graphs.Graph] = graphs.make_follower,
        params: TrackParams = PARAMS,
    ) -> None:
        self._find, self._make, self._params = find, make_follower, params
        self._follower: graphs.Graph | None = None
        self._last: Sighting | None = None
        self._last_time = self._next_search = -np.inf
        self._pause = params.search_first
        self._alone = True
        self._frames = 0
        self.track = 0
        """Grows whenever somebody is chosen anew: poses of one number are one person's without a cut."""
        self.most_people = 0
        """How many people were seen at once, whenever they were counted."""

    def see(self, frame: RgbImage, time: float) -> Pose | None:
        """The person in the next frame, or None.

        Args:
            frame: RGB uint8 (H, W, 3), all of one size.
            time: Seconds, growing.
        """
        if self._last is not None and time - self._last_time > self._params.patience:
            self._last = None
        if self._last is None and not self._choose(frame, time):
            return None
        assert self._last is not None
        seen = self._followed(frame, time)
        if seen is None:
            return None
        self._last, self._last_time = seen, time
        self._frames += 1
        if self._frames % self._params.hands_every == 1:
            return with_missing_hands(seen, frame).pose
        return seen.pose

    def _choose(self, frame: RgbImage, time: float) -> bool:
        """Look for people, and choose one; whether somebody is there."""
        if time < self._next_search and not self._is_anybody(frame):
            return False
        people = self._find(frame)
        self.most_people = max(self.most_people, len(people))
        if not people:
            self._next_search, self._pause = time + self._pause, 2 * self._pause
            return False
        width = frame.shape[1]

        def rank(person: Sighting) -> float:
            left, _, right, _ = person.box
            aside = abs((left + right) / width - 1)
            return person.area * (1 - self._params.aside * aside)

        self._last, self._last_time = max(people, key=rank), time
        self._follower, self._alone = None, len(people) == 1
        self._next_search, self._pause = -np.inf, self._params.search_first
        self.track += 1
        return True

    def _is_anybody(self, frame: RgbImage) -> bool:
        """A quick look: it misses people who are small, or without a head."""
        if self._follower is None:
            self._follower = self._make()
        return follow(self._follower, frame) is not None

    def _followed(self, frame: RgbImage, time: float) -> Sighting | None:
        """The same person in this frame; whoever the follower takes for them is compared."""
        if self._follower is not None:
            seen = follow(self._follower, frame)
            if seen is not None and self._is_same(seen, time):
                return seen
            if seen is None and self._alone:
                return None
        # A new follower begins where the person was, and sees nobody else.
        self._follower = self._make()
        seen = follow(self._follower, frame if self._alone else self._hidden_beside(frame))
        if seen is not None and self._is_same(seen, time):
            return seen
        self._follower = None
        return None

    def _is_same(self, seen: Sighting, time: float) -> bool:
        """Whether this body can be the one that was there a moment ago."""
        assert self._last is not None
        (hips, torso), (old_hips, old_torso) = _trunk(seen.pose), _trunk(self._last.pose)
        way = float(np.hypot(*(hips - old_hips))) / max(old_torso, 1.0)
        ratio = max(torso, 1.0) / max(old_torso, 1.0)
        most = self._params.reach + self._params.speed * (time - self._last_time)
        return way < most and 1 / self._params.growth < ratio < self._params.growth

    def _hidden_beside(self, frame: RgbImage) -> RgbImage:
        """The frame, grey everywhere but around the person."""
        assert self._last is not None
        left, top, right, bottom = self._last.box
        room = self._params.room * max(right - left, 0.5 * (bottom - top))
        rows = slice(max(int(top - room), 0), max(int(bottom + room), 1))
        columns = slice(max(int(left - room / 2), 0), max(int(right + room / 2), 1))
        hidden = np.full_like(frame, _GREY)
        hidden[rows, columns] = frame[rows, columns]
        return hidden


def _trunk(pose: Pose) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], float]:
    """Middle of the hips, and the distance from there to the neck."""
    hips = (pose.at(_HIPS[0]) + pose.at(_HIPS[1])) / 2
    return hips, float(np.hypot(*(pose.at(Joint.NECK) - hips)))
