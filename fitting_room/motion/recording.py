"""A motion in front of a camera: countdown, recording, and what comes of it. No Qt, no pixels: poses with their times.

Time comes in as a number, so that the same poses make the same recording on every machine.
"""

from dataclasses import dataclass
from enum import StrEnum

from fitting_room.domain.body import Pose
from fitting_room.domain.errors import UnsuitableMotion
from fitting_room.domain.motion import MotionClip
from fitting_room.motion.check import check_motion
from fitting_room.motion.smoothing import LONGEST_GAP, Moment, make_motion

COUNTDOWN = 3.0
"""Seconds from the button to the first pose: two steps back."""
LONGEST = 10.0
"""Seconds after which a recording ends by itself; a clip has five."""


class Phase(StrEnum):
    """What a recorder does."""

    WAITING = "waiting"
    COUNTING = "counting"
    RECORDING = "recording"
    DONE = "done"


@dataclass(frozen=True)
class RecorderState:
    """What the person in front of the camera wants to know.

    Attributes:
        phase: What is being done.
        countdown: 3, 2, 1 while it counts.
        seconds: How much has been recorded.
        seen: Whether somebody is seen at this moment.
    """

    phase: Phase = Phase.WAITING
    countdown: int | None = None
    seconds: float = 0.0
    seen: bool = False


class MotionRecording:
    """Collects the poses of one recording.

    Args:
        countdown: Seconds before it begins.
        longest: Seconds after which it ends by itself.
    """

    def __init__(self, countdown: float = COUNTDOWN, longest: float = LONGEST) -> None:
        self._countdown, self._longest = countdown, longest
        self._moments: list[Moment] = []
        self._began: float | None = None
        self._ended: float | None = None
        self._now = 0.0
        self._seen = False

    def begin(self, time: float) -> None:
        """Start the countdown; what was recorded before is forgotten."""
        self._moments, self._ended = [], None
        self._began = time + self._countdown
        self._now = time

    def stop(self, time: float) -> None:
        """End the recording, or the countdown before anything was recorded."""
        if self._began is not None and time <= self._began:
            self._began = None
        elif self._began is not None and self._ended is None:
            self._ended = time

    def see(self, pose: Pose | None, time: float) -> None:
        """Take what the camera sees.

        Args:
            pose: As it was seen, trembling and with true sides; None where nobody is.
            time: Seconds, growing; of the same clock as those of `begin` and `stop`.
        """
        self._now, self._seen = time, pose is not None
        if self._began is None or self._ended is not None or time < self._began:
            return
        if time - self._began >= self._longest:
            self._ended = self._began + self._longest
        elif pose is not None and (not self._moments or time > self._moments[-1].time):
            self._moments.append(Moment(time, pose))

    @property
    def state(self) -> RecorderState:
        """What to show."""
        if self._began is None:
            return RecorderState(Phase.WAITING, seen=self._seen)
        if self._ended is not None:
            return RecorderState(Phase.DONE, seconds=self._ended - self._began, seen=self._seen)
        if self._now < self._began:
            left = min(int(self._began - self._now) + 1, max(round(self._countdown), 1))
            return RecorderState(Phase.COUNTING, left, seen=self._seen)
        return RecorderState(Phase.RECORDING, seconds=self._now - self._began, seen=self._seen)

    def motion(self, name: str) -> MotionClip:
        """The motion that was recorded: smooth and checked. Somebody who came late or left early is cut out alone.

        Raises:
            UnsuitableMotion: Nobody can be made to move by it.
        """
        stretch = _longest_stretch(self._moments)
        if len(stretch) < 2:
            raise UnsuitableMotion("Nobody was seen in this recording.", "Step in front of the camera and try again.")
        motion = make_motion(name, stretch)
        check_motion(motion)
        return motion


def _longest_stretch(moments: list[Moment]) -> list[Moment]:
    """The longest part in which somebody is seen nearly all the time."""
    best: list[Moment] = []
    first = 0
    for at in range(1, len(moments) + 1):
        if at == len(moments) or moments[at].time - moments[at - 1].time > LONGEST_GAP:
            stretch = moments[first:at]
            if not best or stretch[-1].time - stretch[0].time > best[-1].time - best[0].time:
                best = stretch
            first = at
    return best
