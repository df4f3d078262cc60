"""The motions that come with the program, and files of motions: `MotionClip` <-> JSON."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from fitting_room.domain.errors import UnsuitableMotion
from fitting_room.domain.motion import MotionClip
from fitting_room.domain.sentence import Sentence
from fitting_room.resources import assets

BUNDLED = ("idle", "turn", "full-turn", "walk", "raise", "hand-on-hip", "dance")
"""Ids of the motions that come with the program, in the order in which they are offered."""
FORMAT = "fitting-room-motion 1"
_GRAIN = 1000
"""Files hold whole thousandths of the torso: half a millimetre of a body, far below what a camera sees."""


@cache
def bundled(name: str) -> MotionClip:
    """A motion that comes with the program.

    Raises:
        KeyError: There is none of this id.
    """
    if name not in BUNDLED:
        raise KeyError(name)
    return read_motion(assets() / "motions" / f"{name}.json")


def read_motion(path: Path) -> MotionClip:
    """The motion in a file that `motion_text` made.

    Raises:
        UnsuitableMotion: The file cannot be read, is damaged, or holds something else.
    """
    try:
        plain = json.loads(path.read_text("utf-8"))
        return _FORMATS[plain["format"]](plain)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnsuitableMotion(
            Sentence("“{name}” is not a motion that can be read.", name=path.name), "Record or choose another motion."
        ) from error


def _clip(plain: Any) -> MotionClip:
    return MotionClip(
        str(plain["name"]),
        _grains(plain["keypoints"]),
        float(plain["fps"]),
        None if plain["depth"] is None else _grains(plain["depth"]),
        None if plain["hands"] is None else _grains(plain["hands"]),
    )


_FORMATS = {FORMAT: _clip}


def motion_text(motion: MotionClip) -> str:
    """The motion as JSON, rounded to thousandths of the torso; what was read from a file is written as it was."""
    plain = {
        "format": FORMAT,
        "name": motion.name,
        "fps": motion.fps,
        "keypoints": _whole(motion.keypoints),
        "depth": None if motion.depth is None else _whole(motion.depth),
        "hands": None if motion.hands is None else _whole(motion.hands),
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n"


def _whole(values: np.ndarray[Any, np.dtype[np.float32]]) -> Any:
    return np.round(values.astype(np.float64) * _GRAIN).astype(int).tolist()


def _grains(plain: Any) -> np.ndarray[Any, np.dtype[np.float32]]:
    values = (np.asarray(plain, np.float64) / _GRAIN).astype(np.float32)
    if not np.isfinite(values).all():
        raise ValueError("a motion holds numbers only")
    return values
