"""Makes `assets/motions` from the motions of the forge (CC0): `python tools/motions.py ../shared/forge/motion`.

Five are the forge's own, measured in three dimensions; the full turn and the dance are composed from its standing body.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from fitting_room.domain.motion import CLIP_FPS, MotionClip
from fitting_room.motion.library import motion_text

Array = npt.NDArray[np.float64]
ORDER = [*range(8), *range(9, 19)]
"""BODY_25 -> our 18 joints."""
SOURCES = {"idle": "idle", "turn": "turn", "walk": "walk", "raise": "raise", "hand-on-hip": "hand_on_hip"}
TITLES = {
    "idle": "Idle sway",
    "turn": "Turn left and right",
    "full-turn": "Full turn",
    "walk": "Walk in place",
    "raise": "Raise arms",
    "hand-on-hip": "Hand on hip",
    "dance": "Short dance",
}
FRAMES = 120
ARMS = (((2, 3, 4), -1.0), ((5, 6, 7), 1.0))
LEGS = ((8, 9, 10), (11, 12, 13))


def body(folder: Path, name: str) -> Array:
    """(T, 18, 3) float64 in torso lengths: x right, y down, z away from the camera, from the hips."""
    metres = np.array(json.loads((folder / f"{name}_woman.json").read_text("utf-8"))["joints3d_m"], np.float64)
    hips = metres[0, 8]
    torso = float(np.linalg.norm(metres[0, 1] - hips))
    moved = (metres[:, ORDER] - hips) / torso
    return np.stack([moved[..., 0], -moved[..., 2], moved[..., 1]], -1)


def turned(points: Array, angle: float) -> Array:
    """Points about the vertical through the origin."""
    x, y, z = points[..., 0], points[..., 1], points[..., 2]
    return np.stack([x * np.cos(angle) - z * np.sin(angle), y, x * np.sin(angle) + z * np.cos(angle)], -1)


def full_turn(standing: Array) -> Array:
    """Once around, slow at both ends."""
    share = np.linspace(0, 1, FRAMES)
    angles = 2 * np.pi * (share - np.sin(2 * np.pi * share) / (2 * np.pi))
    return np.stack([turned(standing, float(angle)) for angle in angles])


def dance(standing: Array) -> Array:
    """Two bars to a slow beat: hips from side to side, bending knees, arms in turn."""
    return np.stack([_danced(standing, frame / FRAMES) for frame in range(FRAMES)])


def _danced(standing: Array, share: float) -> Array:
    beat = 2 * np.pi * share * 4
    points = standing.copy()
    upper = [joint for joint in range(18) if joint not in (9, 10, 12, 13)]
    points[upper] = turned(points[upper], 0.2 * np.sin(beat))
    points[upper] += (0.12 * np.sin(beat), 0.035 * (1 - np.cos(2 * beat)), 0.0)
    for hip, knee, ankle in LEGS:
        thigh = float(np.linalg.norm(standing[knee] - standing[hip]))
        shin = float(np.linalg.norm(standing[ankle] - standing[knee]))
        points[knee] = _bent(points[hip], standing[ankle], thigh, shin)
    for arm, side in ARMS:
        lift = 0.9 * np.sin(beat / 2) ** 2 * (1 + side * np.sin(beat / 2)) / 2 + 0.15 * np.sin(beat / 2) ** 2
        _raise(points, arm, side * lift, side * lift * 0.9)
    return points


def _raise(points: Array, arm: tuple[int, int, int], at_shoulder: float, at_elbow: float) -> None:
    """Swing an arm outwards in the plane of the picture, and its lower half further."""
    shoulder, elbow, wrist = arm
    for pivot, moved, angle in ((shoulder, [elbow, wrist], at_shoulder), (elbow, [wrist], at_elbow)):
        sine, cosine = np.sin(-angle), np.cos(-angle)
        turn = np.array([[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1]])
        points[moved] = (points[moved] - points[pivot]) @ turn.T + points[pivot]


def _bent(hip: Array, ankle: Array, thigh: float, shin: float) -> Array:
    """Where the knee is: two bones between hip and ankle, bent towards the camera."""
    line = ankle - hip
    reach = min(float(np.linalg.norm(line)), thigh + shin)
    along = (thigh**2 - shin**2 + reach**2) / (2 * reach)
    axis = line / np.linalg.norm(line)
    front = np.array([0.0, 0.0, -1.0])
    front -= axis * float(front @ axis)
    front /= np.linalg.norm(front)
    return np.asarray(hip + axis * along + front * np.sqrt(max(thigh**2 - along**2, 0.0)))


def write(target: Path, name: str, points: Array) -> None:
    """Write one motion."""
    scores = np.ones((*points.shape[:2], 1))
    keypoints = np.concatenate([points[..., :2], scores], -1).astype(np.float32)
    clip = MotionClip(TITLES[name], keypoints, float(CLIP_FPS), points[..., 2].astype(np.float32))
    (target / f"{name}.json").write_text(motion_text(clip), "utf-8")


def main(arguments: list[str]) -> Any:
    """Make all of them."""
    folder = Path(arguments[0])
    target = Path(__file__).resolve().parents[1] / "assets" / "motions"
    target.mkdir(parents=True, exist_ok=True)
    for name, source in SOURCES.items():
        write(target, name, body(folder, source))
    standing = body(folder, "idle")[0]
    write(target, "full-turn", full_turn(standing))
    write(target, "dance", dance(standing))


if __name__ == "__main__":
    main(sys.argv[1:])
