"""Makes `assets/motions` from the motions of the forge (CC0): `python tools/motions.py ../shared/forge/motion`.

Four are the forge's own, measured in three dimensions; the full turn, the walk and the dance are composed from its
standing body.
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
SOURCES = {"idle": "idle", "turn": "turn", "raise": "raise", "hand-on-hip": "hand_on_hip"}
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
LEGS = (((8, 9, 10), -1.0), ((11, 12, 13), 1.0))
UPPER = [joint for joint in range(18) if joint not in (8, 9, 10, 11, 12, 13)]
STEPS, BEATS = 8, 8
"""In five seconds: 96 in a minute, a stroll and a slow song."""
DANCE_ARMS = (
    # (at the shoulder, at the elbow) in radians outwards and up, on every beat: right arm, then left arm.
    ((0.1, 0.2), (0.35, 0.7), (1.15, 1.5), (0.35, 0.7), (1.15, 1.5), (1.9, 0.6), (2.35, 0.3), (1.0, 1.2)),
    ((0.1, 0.2), (1.15, 1.5), (0.35, 0.7), (1.15, 1.5), (0.35, 0.7), (2.35, 0.3), (1.9, 0.6), (0.9, 1.0)),
)


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


def walk(standing: Array) -> Array:
    """On the spot: knees up in turn, arms against them, shoulders against hips, weight over the standing foot."""
    return np.stack([_walked(standing, frame / FRAMES) for frame in range(FRAMES)])


def _walked(standing: Array, share: float) -> Array:
    phase = np.pi * STEPS * share
    points = standing.copy()
    points[[8, 11]] = turned(points[[8, 11]], 0.1 * np.sin(phase))
    points[UPPER] = turned(points[UPPER], -0.13 * np.sin(phase))
    points[:, 0] -= 0.05 * np.sin(phase) * np.isin(np.arange(18), (9, 10, 12, 13), invert=True)
    for leg, side in LEGS:
        # Squared, so that a foot begins to rise slowly and comes down softly; it hangs back behind its knee.
        lift = max(side * np.sin(phase), 0.0) ** 2
        _step(points, standing, leg, up=0.3 * lift, back=0.16 * lift, aside=0.0)
    for arm, side in ARMS:
        swing = -side * np.sin(phase)
        _swing(points, arm, -0.1 + 0.45 * swing, 0.25 + 0.2 * swing)
    return points


def dance(standing: Array) -> Array:
    """Two bars of step and touch: hips from side to side, a free foot, arms punching in turn, then waving on high."""
    return np.stack([_danced(standing, BEATS * frame / FRAMES) for frame in range(FRAMES)])


def _danced(standing: Array, beat: float) -> Array:
    sway, bounce = np.sin(np.pi * beat), 0.5 - 0.5 * np.cos(2 * np.pi * beat)
    points = standing.copy()
    trunk = [*UPPER, 8, 11]
    points[trunk] = turned(points[trunk], 0.16 * sway)
    points[UPPER] = _leant(points[UPPER], -0.1 * sway)
    points[trunk] += (0.14 * sway, 0.06 * bounce, 0.0)
    for leg, side in LEGS:
        free = max(-side * sway, 0.0) ** 2
        _step(points, standing, leg, up=0.1 * free, back=-0.05 * free, aside=-side * 0.1 * free)
    for (arm, side), keys in zip(ARMS, DANCE_ARMS, strict=True):
        shoulder, elbow = _on_beat(keys, beat)
        _raise(points, arm, side * shoulder, side * elbow)
    return points


def _on_beat(keys: tuple[tuple[float, float], ...], beat: float) -> Array:
    """Between two beats, at rest on each of them."""
    before = int(beat) % len(keys)
    share = 0.5 - 0.5 * np.cos(np.pi * (beat % 1))
    return np.asarray(np.array(keys[before]) * (1 - share) + np.array(keys[(before + 1) % len(keys)]) * share)


def _leant(points: Array, angle: float) -> Array:
    """Points turned in the plane of the picture about the middle of the hips."""
    x, y, z = points[..., 0], points[..., 1], points[..., 2]
    return np.stack([x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle), z], -1)


def _step(points: Array, standing: Array, leg: tuple[int, int, int], up: float, back: float, aside: float) -> None:
    """Put a foot off its place, and its knee where both bones keep their lengths."""
    hip, knee, ankle = leg
    thigh = float(np.linalg.norm(standing[knee] - standing[hip]))
    shin = float(np.linalg.norm(standing[ankle] - standing[knee]))
    points[ankle] = standing[ankle] + (aside, -up, back)
    points[knee] = _bent(points[hip], points[ankle], thigh, shin)


def _swing(points: Array, arm: tuple[int, int, int], at_shoulder: float, at_elbow: float) -> None:
    """Swing an arm forwards (towards the camera), and its lower half further."""
    shoulder, elbow, wrist = arm
    for pivot, moved, angle in ((shoulder, [elbow, wrist], at_shoulder), (elbow, [wrist], at_elbow)):
        y, z = (points[moved] - points[pivot])[:, 1], (points[moved] - points[pivot])[:, 2]
        points[moved, 1] = points[pivot, 1] + y * np.cos(angle) + z * np.sin(angle)
        points[moved, 2] = points[pivot, 2] - y * np.sin(angle) + z * np.cos(angle)


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
    write(target, "walk", walk(standing))
    write(target, "dance", dance(standing))


if __name__ == "__main__":
    main(sys.argv[1:])
