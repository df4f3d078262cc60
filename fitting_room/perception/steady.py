"""Trembling poses of a video -> steady ones that do not lag: the one-euro filter (Casiez, Roussel and Vogel, 2012).

A point that rests is smoothed over many frames, one that moves fast over few. Speeds are measured in lengths of the
body per second, so that the same movement is treated alike near the camera and far from it.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from fitting_room.domain.body import Joint, Pose
from fitting_room.perception.sighting import Sighting

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class SteadyParams:
    """How much is smoothed. Found with noise on still and on moving points, and by watching the clips."""

    rest: float = 1.0
    """Cut-off in Hz for a point at rest: lower trembles less and starts to move later (0.8-1.2 tried)."""
    per_speed: float = 8.0
    """Hz added for each body length per second: higher lags less and trembles more in movement (4-12 tried)."""
    speed: float = 1.0
    """Cut-off in Hz for the speed itself (0.7-1.5 tried)."""
    turning: float = 0.12
    """Somebody in profile keeps their sides until they are this many body lengths apart (0.05-0.3 tried)."""
    pause: float = 0.6
    """After so many seconds without the person, the filter starts anew."""


PARAMS = SteadyParams()

_SIDES = ((Joint.LEFT_SHOULDER, Joint.LEFT_HIP), (Joint.RIGHT_SHOULDER, Joint.RIGHT_HIP))
_PAIRS = [
    (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER),
    (Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW),
    (Joint.LEFT_WRIST, Joint.RIGHT_WRIST),
    (Joint.LEFT_HIP, Joint.RIGHT_HIP),
    (Joint.LEFT_KNEE, Joint.RIGHT_KNEE),
    (Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE),
    (Joint.LEFT_EYE, Joint.RIGHT_EYE),
    (Joint.LEFT_EAR, Joint.RIGHT_EAR),
]
_WORLD_PAIRS = [(1, 4), (2, 5), (3, 6), (7, 8), (9, 10), *((left, left + 1) for left in range(11, 33, 2))]
"""Left and right among MediaPipe's 33 points."""


class OneEuro:
    """Smooths one array of values over time."""

    def __init__(self, params: SteadyParams = PARAMS) -> None:
        self._params = params
        self._time: float | None = None
        self._values: Array = np.zeros(0)
        self._speed: Array = np.zeros(0)

    def __call__(self, values: npt.NDArray[np.float32], unit: float, time: float) -> npt.NDArray[np.float32]:
        """Smooth the values of one moment.

        Args:
            values: (..., 2) float32 points.
            unit: The length that speeds are measured in.
            time: Seconds, later than in the last call.
        """
        new = values.astype(np.float64)
        if self._time is None or time - self._time > self._params.pause or new.shape != self._values.shape:
            self._values, self._speed = new, np.zeros_like(new)
        else:
            step = max(time - self._time, 1e-3)
            speed = (new - self._values) / step
            self._speed += _share(self._params.speed, step) * (speed - self._speed)
            fast = np.linalg.norm(self._speed, axis=-1, keepdims=True) / max(unit, 1.0)
            cutoff = self._params.rest + self._params.per_speed * fast
            self._values = self._values + _share(cutoff, step) * (new - self._values)
        self._time = time
        return self._values.astype(np.float32)


class SteadyPose:
    """Smooths the poses of one person over time, and sees them from the front: a mirror has no garments' backs.

    From behind, and where the head is outside the picture and nothing tells front from back, the sides are exchanged.
    """

    def __init__(self, params: SteadyParams = PARAMS) -> None:
        self._params = params
        self._body, self._hands, self._depth = OneEuro(params), OneEuro(params), OneEuro(params)
        self._turned = False

    def __call__(self, seen: Sighting, time: float) -> Sighting:
        """The same sighting with a steady pose: joints, knuckles and metres; feet and scores stay as they are.

        Args:
            seen: What the follower saw.
            time: Seconds, later than in the last call.
        """
        unit = _body_length(seen.pose)
        left, right = seen.pose.keypoints[[list(side) for side in _SIDES], 0].mean(1)
        if abs(left - right) > self._params.turning * unit:
            self._turned = bool(left < right)
        pose = exchanged(seen.pose) if self._turned else seen.pose
        keypoints = pose.keypoints.copy()
        keypoints[:, :2] = self._body(keypoints[:, :2], unit, time)
        hands, world = pose.hands, pose.world
        if hands is not None:
            hands = hands.copy()
            hands[..., :2] = self._hands(hands[..., :2], unit, time)
        if world is not None:
            world = self._depth(world, 0.5, time)
        return Sighting(replace(pose, keypoints=keypoints, hands=hands, world=world), seen.mask)


def exchanged(pose: Pose) -> Pose:
    """The pose with left and right exchanged: somebody seen from behind, as if from the front."""

    def swap(points: npt.NDArray[np.float32], pairs: list[tuple[int, int]]) -> npt.NDArray[np.float32]:
        order = np.arange(len(points))
        for left, right in pairs:
            order[[left, right]] = right, left
        return points[order]

    return replace(
        pose,
        keypoints=swap(pose.keypoints, [(int(left), int(right)) for left, right in _PAIRS]),
        hands=None if pose.hands is None else pose.hands[::-1].copy(),
        feet=None if pose.feet is None else pose.feet[::-1].copy(),
        world=None if pose.world is None else swap(pose.world, _WORLD_PAIRS),
    )


def _share(cutoff: Array | float, step: float) -> Array:
    """How much of the new value is taken over after `step` seconds with this cut-off in Hz."""
    return np.asarray(1.0 / (1.0 + 1.0 / (2 * np.pi * cutoff * step)))


def _body_length(pose: Pose) -> float:
    """Pixels from the shoulders to the hips, or what the shoulders' width says of it."""
    left, right = pose.at(Joint.LEFT_SHOULDER), pose.at(Joint.RIGHT_SHOULDER)
    hips = (pose.at(Joint.LEFT_HIP) + pose.at(Joint.RIGHT_HIP)) / 2
    return float(max(np.hypot(*(hips - (left + right) / 2)), np.hypot(*(left - right))))
