"""Four frames of a clip that show somebody from four sides, or as different as the motion lets them be."""

import numpy as np

from fitting_room.domain.motion import ClipOptions, MotionClip
from fitting_room.motion.retarget import turning

VIEWS = 4
TURNS_ROUND = 1.5 * np.pi
"""Radians of yaw from which on a motion shows all sides (its last quarter is the way back to the front)."""
TURNS = 0.35
"""Radians from which on somebody is seen to turn (20 degrees; the idle sway turns 5)."""


def four_views(motion: MotionClip, options: ClipOptions, frames: int) -> tuple[int, ...]:
    """Numbers of four frames, or of all where there are fewer, growing.

    Args:
        motion: What drove the clip.
        options: Of the clip.
        frames: How many frames the clip really has: it may have been stopped early.
    """
    if frames <= VIEWS:
        return tuple(range(frames))
    yaw = turning(motion, options)[:frames].astype(np.float64)
    reach = float(np.ptp(yaw))
    if reach >= TURNS_ROUND:
        way = np.sign(yaw[np.abs(yaw).argmax()])
        chosen = [int(np.abs(yaw * way - quarter).argmin()) for quarter in np.arange(VIEWS) * np.pi / 2]
    elif reach >= TURNS:
        left, right = int(yaw.argmax()), int(yaw.argmin())
        later = max(left, right)
        front = later + int(np.abs(yaw[later:]).argmin())
        chosen = [0, left, right, front]
    else:
        chosen = []
    if len(set(chosen)) < VIEWS:
        chosen = [frames * number // VIEWS for number in range(VIEWS)]
    return tuple(sorted(chosen))
