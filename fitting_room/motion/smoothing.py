"""Poses seen one after the other -> a motion: glitches left out, short gaps bridged, trembling smoothed without lag.

All moments are known before any is smoothed, so each is compared with what comes after it as with what came before:
around every frame of the motion a parabola is fitted to what was seen (local regression, Cleveland 1979). What rests is
smoothed over many moments, what moves fast over few, as the one-euro filter does in live pictures.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fitting_room.domain.body import VISIBLE, Joint, Pose
from fitting_room.domain.keypoints import MEDIAPIPE_33
from fitting_room.domain.motion import CLIP_FPS, MotionClip

Array = npt.NDArray[np.float64]

_HIPS = [Joint.RIGHT_HIP, Joint.LEFT_HIP]
_SHOULDERS = [Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER]
_PAIRS = [(int(joint), int(Joint[joint.name.replace("LEFT", "RIGHT")])) for joint in Joint if "LEFT" in joint.name]


@dataclass(frozen=True)
class SmoothParams:
    """How much is smoothed. Found with noise on the bundled motions, and by watching films beside their figures."""

    rest: float = 0.16
    """Seconds (one standard deviation) around a moment that count where nothing moves (0.1-0.25 tried)."""
    moving: float = 0.05
    """The same in fast movement: 0.04-0.08 tried; below, the trembling of the pose network shows."""
    fast: float = 1.2
    """Torso lengths per second that are fast (0.6-2 tried)."""
    depth: float = 2.0
    """So much longer for depth, which trembles more than the picture (1.5-3 tried)."""
    samples: float = 0.7
    """At least so many times the distance between moments: a parabola needs three (0.6-1 tried)."""
    glitch: float = 0.18
    """A joint that leaves its neighbours in time by so many torso lengths, and comes back, was not there."""
    guessed: float = 0.06
    """Weight of a joint that was guessed and not seen (0.02-0.2 tried)."""
    exchange: float = 0.01
    """Torso lengths per moment that exchanged sides must spare the joints, in the mean (0.003-0.03 tried)."""
    hand: float = 0.2
    """A hand seen in a smaller share of the moments is left out (0.1-0.4 tried)."""


PARAMS = SmoothParams()
_FINGERTIP = 8
"""Of the index finger: the follower alone knows knuckles only."""
_TORSO_METRES = 0.5
"""Neck to hips of a grown person, which makes metres comparable with the picture."""
LONGEST_GAP = 0.45
"""Seconds that are bridged where nobody was seen; longer ones end a motion."""


@dataclass(frozen=True, eq=False)
class Moment:
    """Somebody, at a time.

    Attributes:
        time: Seconds.
        pose: Trembling, as it was seen; `hands` count where the tip of the index finger is there.
    """

    time: float
    pose: Pose


def make_motion(
    name: str, moments: Sequence[Moment], fps: float = CLIP_FPS, params: SmoothParams = PARAMS
) -> MotionClip:
    """The motion in what was seen of one body.

    Args:
        name: What the user calls it.
        moments: At least two, at growing times, without a gap longer than `LONGEST_GAP`.
        fps: Frames per second of the motion.
        params: How much is smoothed.
    """
    times = np.array([moment.time for moment in moments])
    points = np.stack([moment.pose.keypoints for moment in moments]).astype(np.float64)
    world = _worlds(moments)
    unit = float(np.median(np.linalg.norm(points[:, Joint.NECK, :2] - points[:, _HIPS, :2].mean(1), axis=-1)))
    unit = max(unit, 1.0)
    _keep_sides(points, world, unit, params)
    frames = max(int((times[-1] - times[0]) * fps) + 1, 2)
    at = times[0] + np.arange(frames) / fps
    flat = _smooth(times, points[..., :2], points[..., 2], at, unit, params)
    scores = np.stack([np.interp(at, times, points[:, joint, 2]) for joint in range(18)], 1)
    root = flat[0, _HIPS].mean(0)
    depth = None
    if world is not None:
        depth = _smooth(times, _depth(points, world)[..., None], points[..., 2], at, unit, params, params.depth)[..., 0]
    torso = flat[0, Joint.NECK] - root
    inward = 0.0 if depth is None else float(depth[0, Joint.NECK])
    torso_length = max(float(np.hypot(np.hypot(*torso), inward)), 1.0)
    keypoints = np.concatenate([(flat - root) / torso_length, scores[..., None]], -1).astype(np.float32)
    return MotionClip(
        name,
        keypoints,
        fps,
        None if depth is None else (depth / torso_length).astype(np.float32),
        _hands([moment.pose for moment in moments], times, at, unit, root, torso_length, params),
    )


def local_fit(times: Array, values: Array, weights: Array, at: Array, widths: Array) -> tuple[Array, Array]:
    """Fit a parabola around each wanted time.

    Args:
        times: (N,) growing.
        values: (N, K, D) what was measured.
        weights: (N, K) how much each measurement counts.
        at: (T,) wanted times.
        widths: (T,) one standard deviation of the Gaussian of times that count.

    Returns:
        (T, K, D) value and (T, K, D) change per second of each parabola at its time.
    """
    distance = (times[None] - at[:, None]) / widths[:, None]
    kernel = np.exp(-0.5 * distance**2)
    moments = [(kernel * distance**power) @ weights for power in range(5)]
    matrix = np.stack([np.stack([moments[row + column] for column in range(3)], -1) for row in range(3)], -2)
    # Where few measurements lie near, a flatter curve: the bend is held back more than the slope.
    matrix += np.diag([1e-9, 1e-3, 1e-2]) * moments[0][..., None, None] + 1e-12 * np.eye(3)
    weighted = values * weights[..., None]
    right = np.stack([np.einsum("tn,nkd->tkd", kernel * distance**power, weighted) for power in range(3)], -2)
    fitted = np.linalg.solve(matrix, right)
    return fitted[..., 0, :], fitted[..., 1, :] / widths[:, None, None]


def _smooth(
    times: Array, values: Array, scores: Array, at: Array, unit: float, params: SmoothParams, wider: float = 1.0
) -> Array:
    """(T, K, D) `values` (N, K, D) at the wanted times: smooth where they rest, close to what was seen in movement."""
    weights = np.maximum(np.clip(scores, 0, 1), params.guessed)
    weights = np.where(_glitches(values, params.glitch * unit), 0.01, weights)
    times, values, weights = _bridged(times, values, weights)
    spread = np.diff(times)
    least = params.samples * float(np.median(spread)) if len(spread) else 0.0
    slow_width = np.full(len(at), max(params.rest * wider, least))
    fast_width = np.full(len(at), max(params.moving * wider, least))
    slow, speed = local_fit(times, values, weights, at, slow_width)
    fast, _ = local_fit(times, values, weights, at, fast_width)
    share = np.clip(np.linalg.norm(speed, axis=-1) / (params.fast * unit), 0, 1)[..., None]
    # A movement that begins within the width of the slow fit must not be begun too early.
    share = np.maximum(share, np.clip(np.linalg.norm(fast - slow, axis=-1)[..., None] / (0.08 * unit) - 0.5, 0, 1))
    return np.asarray(slow + (fast - slow) * share)


def _glitches(values: Array, limit: float) -> npt.NDArray[np.bool_]:
    """(N, K) where a joint is far from where it was just before and just after."""
    padded = np.pad(values, ((2, 2), (0, 0), (0, 0)), "edge")
    around = np.stack([padded[start : start + len(values)] for start in range(5)])
    return np.asarray(np.linalg.norm(values - np.median(around, 0), axis=-1) > limit)


def _bridged(times: Array, values: Array, weights: Array) -> tuple[Array, Array, Array]:
    """The same with straight lines, which count little, where moments are missing."""
    steps = np.diff(times)
    usual = float(np.median(steps)) if len(steps) else 1.0
    missing = [
        np.arange(times[i] + usual, times[i + 1] - usual / 2, usual) for i in np.flatnonzero(steps > 1.8 * usual)
    ]
    if not missing:
        return times, values, weights
    extra = np.concatenate(missing)
    after = np.clip(np.searchsorted(times, extra), 1, len(times) - 1)
    share = ((extra - times[after - 1]) / (times[after] - times[after - 1]))[:, None, None]
    between = values[after - 1] * (1 - share) + values[after] * share
    order = np.argsort(np.concatenate([times, extra]), kind="stable")
    little = 0.2 * np.minimum(weights[after - 1], weights[after])
    return (
        np.concatenate([times, extra])[order],
        np.concatenate([values, between])[order],
        np.concatenate([weights, little])[order],
    )


def _worlds(moments: Sequence[Moment]) -> Array | None:
    """(N, 18, 3) metres in our order; None where one moment has none."""
    found = [moment.pose.world for moment in moments]
    known = [each for each in found if each is not None]
    if len(known) < len(found):
        return None
    stacked = np.stack(known).astype(np.float64)
    metres = np.zeros((len(stacked), 18, 3))
    for joint, index in MEDIAPIPE_33.joints.items():
        metres[:, joint] = stacked[:, index]
    metres[:, Joint.NECK] = metres[:, _SHOULDERS].mean(1)
    return metres - metres[:, _HIPS].mean(1, keepdims=True)


def _keep_sides(points: Array, world: Array | None, unit: float, params: SmoothParams) -> None:
    """Exchange left and right, in place, in the moments in which the pose network mistook front for back.

    Of all ways to choose sides the one by which the body travels least (Viterbi): it looks alike from both sides in
    some moments, and what was meant is known only afterwards.
    """
    order = np.arange(18)
    for left, right in _PAIRS:
        order[[left, right]] = right, left
    body = [joint for pair in _PAIRS[:6] for joint in pair]
    flat = points[..., :2] / unit
    places = flat if world is None else np.concatenate([flat, world / _TORSO_METRES], -1)
    both = np.stack([places[:, body], places[:, order][:, body]])
    steps = np.linalg.norm(both[:, None, 1:] - both[None, :, :-1], axis=-1).mean(-1)
    fee = np.array([0.0, params.exchange])
    cost, origins = fee, []
    for now in range(len(points) - 1):
        ways = steps[:, :, now] + cost
        origins.append(ways.argmin(1))
        cost = ways.min(1) + fee
    state = int(cost.argmin())
    for now in range(len(points) - 1, -1, -1):
        if state:
            points[now] = points[now, order]
            if world is not None:
                world[now] = world[now, order]
        if now:
            state = int(origins[now - 1][state])


def _depth(points: Array, world: Array) -> Array:
    """(N, 18) pixels away from the camera: metres, by how many pixels a metre has in the picture."""
    trunk = [*_SHOULDERS, *_HIPS, Joint.LEFT_KNEE, Joint.RIGHT_KNEE, Joint.NOSE]
    seen = points[:, trunk, 2:] >= VISIBLE
    seen |= ~seen.any(1, keepdims=True)
    middle = points[:, _HIPS, :2].mean(1, keepdims=True)
    in_pixels = (np.abs(points[:, trunk, :2] - middle) * seen).sum((1, 2))
    in_metres = (np.abs(world[:, trunk, :2]) * seen).sum((1, 2))
    scale = in_pixels / np.maximum(in_metres, 1e-3)
    reach = min(7, len(scale) // 2)
    padded = np.pad(scale, reach, "edge")
    steady = np.array([np.median(padded[now : now + 2 * reach + 1]) for now in range(len(scale))])
    return np.asarray(world[..., 2] * steady[:, None])


def _hands(
    poses: Sequence[Pose],
    times: Array,
    at: Array,
    unit: float,
    root: Array,
    torso: float,
    params: SmoothParams,
) -> npt.NDArray[np.float32] | None:
    """(T, 2, 21, 3) hands in the motion's unit, score 0 where one was not seen; None where none ever was."""
    hands = np.zeros((len(at), 2, 21, 3), np.float32)
    for side in range(2):
        found = [(time, pose.hands[side]) for time, pose in zip(times, poses, strict=True) if pose.hands is not None]
        found = [(time, hand) for time, hand in found if hand[_FINGERTIP, 2] >= VISIBLE]
        # Films are searched for hands now and then only; the share is that of the moments searched.
        if len(found) < max(3, params.hand * len(poses) / 3):
            continue
        when = np.array([time for time, _ in found])
        points = np.stack([hand for _, hand in found]).astype(np.float64)
        placed = _smooth(when, points[..., :2], points[..., 2], at, unit, params)
        nearest = np.abs(at[:, None] - when[None]).min(1)
        hands[:, side, :, :2] = (placed - root) / torso
        hands[:, side, :, 2] = (nearest <= LONGEST_GAP / 2)[:, None]
    return hands if hands[..., 2].any() else None
