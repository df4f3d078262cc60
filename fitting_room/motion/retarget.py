"""A motion and a person -> the poses in which this person performs it, in the pixels of their own picture.

Every bone turns as the motion's bone has turned since its own frame 0; its length stays the wearer's own. So frame 0 is
the wearer's pose exactly, whatever pose the motion begins with.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fitting_room.domain.body import VISIBLE, Joint, Person
from fitting_room.domain.keypoints import MEDIAPIPE_33
from fitting_room.domain.motion import ClipOptions, DrivenPoses, MotionClip
from fitting_room.motion.fingers import drive_hands
from fitting_room.motion.library import bundled

Array = npt.NDArray[np.float64]

_BONES = (
    (None, Joint.NECK),
    (None, Joint.RIGHT_HIP),
    (None, Joint.LEFT_HIP),
    (Joint.NECK, Joint.RIGHT_SHOULDER),
    (Joint.NECK, Joint.LEFT_SHOULDER),
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW),
    (Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
    (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW),
    (Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
    (Joint.RIGHT_HIP, Joint.RIGHT_KNEE),
    (Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
    (Joint.LEFT_HIP, Joint.LEFT_KNEE),
    (Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
    (Joint.NECK, Joint.NOSE),
    (Joint.NOSE, Joint.RIGHT_EYE),
    (Joint.NOSE, Joint.LEFT_EYE),
    (Joint.NOSE, Joint.RIGHT_EAR),
    (Joint.NOSE, Joint.LEFT_EAR),
)
"""(parent, child) in the order in which they are placed; None is the middle of the hips."""
_SLIM = 0.8
"""Shoulders so much narrower than the standing body's are still seen from the front (0.7-0.9 tried)."""
_HIPS = [Joint.RIGHT_HIP, Joint.LEFT_HIP]
_ANKLES = (Joint.RIGHT_ANKLE, Joint.LEFT_ANKLE)


@dataclass(frozen=True)
class RetargetParams:
    """How a motion is taken over."""

    ease: float = 0.4
    """Seconds in which the motion comes up to its speed (0.2-0.6 tried)."""
    seam: float = 0.08
    """A motion whose ends are nearer than this, in torso lengths, is repeated, another goes back and forth.

    0.05-0.15 tried.
    """
    planted: float = 0.25
    """A foot slower than this, in torso lengths per second, stands on the floor (0.15-0.4 tried)."""


PARAMS = RetargetParams()


def retarget(motion: MotionClip, look: Person, options: ClipOptions, params: RetargetParams = PARAMS) -> DrivenPoses:
    """The poses of the wearer, one for each frame of the finished clip.

    Args:
        motion: How they move.
        look: The person on the clip's own canvas.
        options: Length and frames per second.
        params: How it is taken over.
    """
    source, flat = _sampled(motion, options, params), motion.depth is None
    own = _own_body(look)
    yaw = _yaw(source, flat)
    points = _posed_flat(source, own) if flat else _posed(source, own, yaw)
    scale = float(np.linalg.norm(own[Joint.NECK] - own[_HIPS].mean(0)))
    points += _planting(source, points, scale, options.fps, params)[:, None]
    points[0] = own
    keypoints = np.ones((len(points), 18, 3), np.float32)
    keypoints[..., :2] = points[..., :2]
    keypoints[..., 2] = _scores(look)
    keypoints[0, :, :2] = look.pose.keypoints[:, :2]
    hands = None
    if motion.hands is not None and look.pose.hands is not None:
        before, share = _moments(motion, options, params)
        hands = drive_hands(motion.hands, before, share, look.pose, keypoints)
    return DrivenPoses(keypoints, points[..., 2].astype(np.float32), yaw.astype(np.float32), hands)


def turning(motion: MotionClip, options: ClipOptions, params: RetargetParams = PARAMS) -> npt.NDArray[np.float32]:
    """(T,) radians that the body has turned since frame 0 of a clip, growing as the left shoulder goes back."""
    return _yaw(_sampled(motion, options, params), motion.depth is None).astype(np.float32)


def _sampled(motion: MotionClip, options: ClipOptions, params: RetargetParams) -> Array:
    """(T, 18, 3) the motion at the moments of the clip's frames: speeding up at first, repeated where it is short."""
    points = motion.keypoints[..., :2].astype(np.float64)
    depth = np.zeros(points.shape[:2]) if motion.depth is None else motion.depth.astype(np.float64)
    points = np.concatenate([points, depth[..., None]], -1)
    before, share = _moments(motion, options, params)
    return np.asarray(points[before] * (1 - share[:, None, None]) + points[before + 1] * share[:, None, None])


def _moments(motion: MotionClip, options: ClipOptions, params: RetargetParams) -> tuple[npt.NDArray[np.int64], Array]:
    """(T,) which frame of the motion lies before each of the clip's, and (T,) the share of the one behind it."""
    seconds = np.arange(options.frames) / options.fps
    eased = np.where(seconds < params.ease, seconds**2 / (2 * params.ease), seconds - params.ease / 2)
    position = eased * motion.fps
    points, last = motion.keypoints[..., :2], len(motion.keypoints) - 1
    if float(np.linalg.norm(points[-1] - points[0], axis=-1).mean()) < params.seam:
        position = np.mod(position, last)
    else:
        position = last - np.abs(np.mod(position, 2 * last) - last)
    before = np.minimum(position.astype(np.int64), last - 1)
    return before, position - before


def _own_body(look: Person) -> Array:
    """(18, 3) the wearer's joints: pixels, and depth in pixels from the middle of the hips where metres are known."""
    pose = look.pose
    own = np.zeros((18, 3))
    own[:, :2] = pose.keypoints[:, :2]
    if pose.world is None:
        own[:, 2] = _assumed_depth(own)
        return own
    metres = np.zeros((18, 3))
    for joint, index in MEDIAPIPE_33.joints.items():
        metres[joint] = pose.world[index]
    metres[Joint.NECK] = metres[[Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER]].mean(0)
    metres -= metres[_HIPS].mean(0)
    torso = float(np.linalg.norm(metres[Joint.NECK, :2]))
    pixels = float(np.linalg.norm(own[Joint.NECK, :2] - own[_HIPS, :2].mean(0)))
    own[:, 2] = metres[:, 2] * pixels / max(torso, 0.1)
    return own


def _assumed_depth(own: Array) -> Array:
    """(18,) pixels away from the camera of somebody who stands, turned as far as their shoulders look narrow.

    Without it a body would be as flat as its picture, and vanish when it turns its side to the camera.
    """
    motion = bundled("idle")
    standing = np.zeros((18, 3))
    standing[:, :2], standing[:, 2] = motion.keypoints[0, :, :2], 0 if motion.depth is None else motion.depth[0]
    torso = float(np.linalg.norm(own[Joint.NECK, :2] - own[_HIPS, :2].mean(0)))
    wide, seen = (float(body[Joint.LEFT_SHOULDER, 0] - body[Joint.RIGHT_SHOULDER, 0]) for body in (standing, own))
    narrow = np.clip(seen / max(wide * torso, 1e-6), -1, 1)
    middle = own[[Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER], 0].mean()
    # People of slim shoulders are not turned: only what is clearly narrower than theirs counts.
    turned = float(np.arccos(np.clip(narrow / _SLIM, -1, 1)) * np.sign(own[Joint.NOSE, 0] - middle + 1e-9))
    return np.asarray(_about_vertical(standing, np.array(turned))[:, 2] * torso)


def _yaw(source: Array, flat: bool) -> Array:
    """(T,) radians the body has turned since frame 0, from the lines of shoulders and hips."""
    across = source[:, Joint.LEFT_SHOULDER] - source[:, Joint.RIGHT_SHOULDER]
    across = across + source[:, Joint.LEFT_HIP] - source[:, Joint.RIGHT_HIP]
    if flat:
        # Turned away or towards looks alike without depth; the nose tells which way.
        narrow = np.clip(across[:, 0] / max(abs(across[0, 0]), 1e-6), -1, 1)
        shoulders = source[:, [Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER], 0].mean(1)
        return np.asarray(np.arccos(narrow) * np.sign(source[:, Joint.NOSE, 0] - shoulders + 1e-9))
    angles = np.unwrap(np.arctan2(across[:, 2], across[:, 0]))
    return np.asarray(angles - angles[0])


def _posed(source: Array, own: Array, yaw: Array) -> Array:
    """(T, 18, 3) the wearer's bones, each turned as the motion's has turned since its frame 0."""
    root = source[:, _HIPS].mean(1)
    own_root = own[_HIPS].mean(0)
    scale = float(np.linalg.norm(own[Joint.NECK] - own_root))
    moved = (root - root[0]) * scale + own_root
    points = np.zeros((len(source), 18, 3))
    for parent, child in _BONES:
        begin, own_begin, placed = (
            (root, own_root, moved) if parent is None else (source[:, parent], own[parent], points[:, parent])
        )
        turned = _about_vertical(source[:, child] - begin, -yaw)
        bone = _turned_alike(turned[0], turned, own[child] - own_begin)
        points[:, child] = placed + _about_vertical(bone, yaw)
    return points


def _posed_flat(source: Array, own: Array) -> Array:
    """(T, 18, 3) as `_posed`, from a motion without depth: bones turn in the picture, and get shorter."""
    points = _posed(source, own, np.zeros(len(source)))
    full = points.copy()
    root = full[:, _HIPS].mean(1)
    for parent, child in _BONES:
        begin = source[:, _HIPS].mean(1) if parent is None else source[:, parent]
        lengths = np.linalg.norm(source[:, child] - begin, axis=-1)
        share = np.clip(lengths / max(float(lengths[0]), 1e-6), 0, 1)[:, None]
        whole, placed = (root, root) if parent is None else (full[:, parent], points[:, parent])
        points[:, child] = placed + (full[:, child] - whole) * share
    return points


def _about_vertical(vectors: Array, angles: Array) -> Array:
    sine, cosine = np.sin(angles), np.cos(angles)
    x, y, z = vectors.T
    return np.stack([x * cosine - z * sine, y, x * sine + z * cosine], -1)


def _turned_alike(first: Array, now: Array, own: Array) -> Array:
    """(T, 3) `own` under the smallest rotation that takes `first` to each of `now` (Rodrigues); its length stays."""
    first = first / max(float(np.linalg.norm(first)), 1e-9)
    now = now / np.maximum(np.linalg.norm(now, axis=-1, keepdims=True), 1e-9)
    axis = np.cross(first, now)
    cosine = np.maximum(now @ first, -0.999)[:, None]
    turned = own + np.cross(axis, own) + np.cross(axis, np.cross(axis, own)) / (1 + cosine)
    length = np.linalg.norm(turned, axis=-1, keepdims=True)
    return np.asarray(turned * np.linalg.norm(own) / np.maximum(length, 1e-9))


def _planting(source: Array, points: Array, scale: float, fps: int, params: RetargetParams) -> Array:
    """(T, 3) shifts of the whole body by which feet that stand do not slide."""
    shift = np.zeros((len(points), 3))
    if scale <= 0:
        return shift
    steps, weights = [], []
    for ankle in _ANKLES:
        speed = np.linalg.norm(np.diff(source[:, ankle], axis=0), axis=-1) * fps
        weights.append(np.clip(1 - speed / params.planted, 0, 1))
        wanted = np.diff(source[:, ankle], axis=0) * scale
        steps.append(wanted - np.diff(points[:, ankle], axis=0))
    share = np.stack(weights)[..., None]
    step = (np.stack(steps) * share).sum(0) / np.maximum(share.sum(0), 1.0)
    shift[1:] = np.cumsum(step, axis=0)
    return shift


def _scores(look: Person) -> npt.NDArray[np.float32]:
    """(18,) the wearer's own scores, 0 where the picture does not show the joint."""
    x, y, score = look.pose.keypoints.T
    width, height = look.pose.size
    shown = (x >= 0) & (x < width) & (y >= 0) & (y < height) & (score >= VISIBLE)
    return np.where(shown, score, 0).astype(np.float32)
