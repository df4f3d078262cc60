"""Driven joints -> the surface coordinates that DreamPose is shown: U across and V along every part of the body.

DreamPose was trained on DensePose's U and V of filmed people, without saying which part they belong to. A motion here
is joints only, so the parts are drawn as simple solids around them, the nearest last: a stand-in of ours that the
authors never tried.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fitting_room.domain.body import Joint
from fitting_room.domain.motion import DrivenPoses

Array = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float32]

LIMBS = (
    (Joint.RIGHT_HIP, Joint.RIGHT_KNEE, 0.19),
    (Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE, 0.13),
    (Joint.LEFT_HIP, Joint.LEFT_KNEE, 0.19),
    (Joint.LEFT_KNEE, Joint.LEFT_ANKLE, 0.13),
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, 0.12),
    (Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, 0.10),
    (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, 0.12),
    (Joint.LEFT_ELBOW, Joint.LEFT_WRIST, 0.10),
)
"""Two ends of a part and its radius in torso lengths."""
HEAD = 0.26
"""Radius of the head in torso lengths."""
CORNERS = (Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER, Joint.LEFT_HIP, Joint.RIGHT_HIP)
TORSO_MARGIN = 0.10
"""How far the torso reaches beyond its joints, in torso lengths."""
NEIGHBOURS = (-2, -1, 0, 1, 2)
NOTHING = -1.0
"""What lies beside the body."""


@dataclass(frozen=True, eq=False)
class Surfaces:
    """The body's surface coordinates, frame by frame.

    Attributes:
        keypoints: (T, 18, 3) in pixels of the pictures that are drawn.
        depth: (T, 18), growing away from the camera.
        size: (width, height) of the pictures.
    """

    keypoints: Floats
    depth: Floats
    size: tuple[int, int]

    @classmethod
    def of(cls, poses: DrivenPoses, scale: float, offset: tuple[float, float], size: tuple[int, int]) -> "Surfaces":
        """The surfaces of poses that a placement brings into the picture."""
        keypoints = poses.keypoints.copy()
        keypoints[..., :2] = keypoints[..., :2] * scale + np.array(offset, np.float32)
        return cls(keypoints, poses.depth, size)

    def five(self, frame: int) -> Floats:
        """(10, height, width) float32 in [-1, 1]: U and V of a frame and of two on either side of it.

        Where a neighbour is missing, the frame itself stands in for it, as in the published code.
        """
        wanted = (frame + step for step in NEIGHBOURS)
        return np.concatenate([self.picture(each if 0 <= each < len(self.keypoints) else frame) for each in wanted])

    def picture(self, frame: int) -> Floats:
        """(2, height, width) float32: U and V of one frame, -1 beside the body."""
        drawn = np.full((2, self.size[1], self.size[0]), NOTHING, np.float32)
        points = self.keypoints[frame]
        torso = np.linalg.norm(points[Joint.NECK, :2] - points[[Joint.LEFT_HIP, Joint.RIGHT_HIP], :2].mean(0))
        unit = max(float(torso), 1.0)
        parts: list[tuple[float, tuple[Joint, Joint, float] | None]] = [
            (float(self.depth[frame, [*CORNERS]].mean()), None)
        ]
        for limb in LIMBS:
            if points[list(limb[:2]), 2].min() > 0:
                parts.append((float(self.depth[frame, list(limb[:2])].mean()), limb))
        for _, part in sorted(parts, key=lambda each: -each[0]):
            if part is None:
                self._draw_torso(drawn, points, unit)
            else:
                begin, end, radius = part
                _draw_solid(drawn, points[begin, :2], points[end, :2], radius * unit)
        if points[Joint.NOSE, 2] > 0:
            neck, nose = points[Joint.NECK, :2].astype(np.float64), points[Joint.NOSE, :2].astype(np.float64)
            _draw_solid(drawn, nose, nose + 0.2 * (nose - neck), HEAD * unit)
        return drawn

    def _draw_torso(self, drawn: Floats, points: Floats, unit: float) -> None:
        if points[list(CORNERS), 2].min() <= 0:
            return
        right_shoulder, left_shoulder, left_hip, right_hip = points[list(CORNERS), :2].astype(np.float64)
        top, bottom = (right_shoulder + left_shoulder) / 2, (right_hip + left_hip) / 2
        half = max(np.linalg.norm(left_shoulder - right_shoulder), np.linalg.norm(left_hip - right_hip)) / 2
        _draw_solid(drawn, top, bottom, float(half) + TORSO_MARGIN * unit, capped=False)


def _draw_solid(drawn: Floats, begin: npt.ArrayLike, end: npt.ArrayLike, radius: float, capped: bool = True) -> None:
    """Lay a part over what is drawn: V grows from one end to the other, U from one side to the other."""
    first, last = np.asarray(begin, np.float64), np.asarray(end, np.float64)
    height, width = drawn.shape[1:]
    low = np.floor(np.minimum(first, last) - radius).astype(int).clip(0)
    high = np.ceil(np.maximum(first, last) + radius).astype(int) + 1
    xs, ys = np.arange(low[0], min(high[0], width)), np.arange(low[1], min(high[1], height))
    if not len(xs) or not len(ys):
        return
    x, y = np.meshgrid(xs - first[0], ys - first[1])
    axis = last - first
    length = max(float(np.linalg.norm(axis)), 1e-6)
    along = (x * axis[0] + y * axis[1]) / length
    across = (y * axis[0] - x * axis[1]) / length
    beyond = along - np.clip(along, 0, length)
    inside = np.hypot(across, beyond) <= radius if capped else (np.abs(across) <= radius) & (beyond == 0)
    there = (slice(ys[0], ys[-1] + 1), slice(xs[0], xs[-1] + 1))
    for channel, values in ((0, across / radius), (1, 2 * np.clip(along / length, 0, 1) - 1)):
        drawn[channel][there][inside] = values[inside]
