"""The four handles of a mask: where they stand on a body, and what moving them does to the mask."""

from dataclasses import dataclass

import cv2
import numpy as np

from fitting_room.domain.arrays import Mask
from fitting_room.domain.geometry import Vector
from fitting_room.domain.handle_track import HandleTrack
from fitting_room.domain.mask_edit import FARTHEST, Handle, MaskEdit
from fitting_room.perception.body_coordinates import LOWEST, BodyCoordinates
from fitting_room.perception.body_shape import BodyShape, Limb, Side, sample
from fitting_room.perception.limb_region import distance_at, limb_until

_DOUBLINGS = 6
SIDES = {Side.LEFT: Handle.LEFT, Side.RIGHT: Handle.RIGHT}


@dataclass(frozen=True)
class HandleParams:
    """How edges are found and moved. Widths of arms are multiples of the bare arm's."""

    arm: float = 2.3
    """What belongs to the arm and not to the side of the body: more than a sleeve is opened (1.6-2.6 tried)."""
    opened_arm: float = 2.0
    """How wide an arm is opened by the sleeve handle: as wide as for a new sleeve."""
    closed_arm: float = 2.6
    """How wide it is closed: old sleeves are wider than new ones (2.0-3.0 tried)."""
    farthest_reach: float = 2.45
    """Where an arm ends, in bones: at the finger tips."""
    hem_share: float = 0.12
    """A row that is open over this share of a shoulder width is above the hem (0.05-0.3 tried)."""
    band: float = 0.3
    """Height in levels of the lowest band of the mask, which is drawn down with the hem."""
    waist_level: float = 0.62
    """Where the side handles of tops and dresses stand."""
    thigh_level: float = 1.2
    """Where those of bottoms stand."""
    widest: float = 1.4
    """How far out a side can be dragged, in shoulder widths."""


def move_edges(
    mask: Mask,
    edit: MaskEdit,
    shape: BodyShape,
    frame: BodyCoordinates,
    sleeved: bool,
    bare_arms: Mask,
    params: HandleParams = HandleParams(),
) -> Mask:
    """Open or close the mask at its edges, as far as the handles were moved.

    Args:
        mask: (H, W) bool, as the program found it, before anything is protected.
        edit: Where the handles are.
        shape: The body.
        frame: `BodyCoordinates.of` the same picture.
        sleeved: Whether the outfit covers arms or shoulders; with bottoms alone there is no sleeve to move.
        bare_arms: (H, W) bool: what hangs in front of the sides; only the sleeve handle opens it.
        params: How edges are moved.

    Returns:
        (H, W) bool: a new mask.
    """
    arms = _arms(shape, frame, params.arm) if sleeved else np.zeros_like(mask)
    body = _move_hem(mask & ~arms, edit.hem, _hem(mask & ~arms, shape, frame, params), shape, frame, params)
    for side, handle in SIDES.items():
        body = _move_side(body, edit.offset(handle), shape.across * side.sign, frame.sideways * side.sign > 0, shape)
    moved = (body & (mask | ~bare_arms)) | (mask & arms)
    if sleeved and edit.sleeve:
        for arm in shape.arms.values():
            moved = _move_sleeve(moved, edit.sleeve, _sleeve_end(mask, arm, params), arm, frame, params)
    return moved


def handle_tracks(
    mask: Mask,
    shape: BodyShape,
    frame: BodyCoordinates,
    sleeved: bool,
    params: HandleParams = HandleParams(),
) -> tuple[HandleTrack, ...]:
    """Where the handles of a mask can be dragged: each starts at the edge it moves.

    Args:
        mask: (H, W) bool, as the program found it.
        shape: The body.
        frame: `BodyCoordinates.of` the same picture.
        sleeved: Whether there is a sleeve to move.
        params: How edges are found.
    """
    arms = _arms(shape, frame, params.arm) if sleeved else np.zeros_like(mask)
    body = mask & ~arms
    tracks = []
    if sleeved:
        # Both arms move; the handle is on the one that stands off more and is easier to see.
        arm = max(shape.arms.values(), key=lambda arm: abs((arm.axis[1] - shape.shoulders) @ shape.across))
        end = _sleeve_end(mask, arm, params)
        reaches = np.linspace(0.1, params.farthest_reach, 32)
        points = np.array([arm.at(distance_at(arm, reach)) for reach in reaches])
        tracks.append(_track(Handle.SLEEVE, reaches - end, points, 0.16, shape, mask))
    points = np.array([shape.spine(level) for level in np.linspace(0.4, 3.0, 40)])
    hem = _hem(body, shape, frame, params)
    offsets = np.array([shape.level_of(point) for point in points]) - hem
    tracks.append(_track(Handle.HEM, offsets, points, 0.5, shape, mask))
    level = params.waist_level if sleeved else params.thigh_level
    for side, handle in SIDES.items():
        out, start = shape.across * side.sign, shape.spine(level)
        line = np.arange(0.0, 2.0 * shape.unit_length)
        closed = ~sample(body, start + line[:, None] * out)
        first = float(np.argmax(closed)) if closed.any() else line[-1]
        edge = max(first, 0.9 * shape.half_width(level, side)) / shape.unit_length
        offsets = np.linspace(0.12 - edge, params.widest, 24)
        points = start + (edge + offsets)[:, None] * shape.unit_length * out
        tracks.append(_track(handle, offsets, points, 0.35, shape, mask))
    return tuple(tracks)


def _track(handle: Handle, offsets: Vector, points: Vector, span: float, shape: BodyShape, mask: Mask) -> HandleTrack:
    longest = max(mask.shape)
    near = np.abs(offsets) <= FARTHEST
    places = tuple((float(x), float(y)) for x, y in (points[near] + 0.5) / longest)
    return HandleTrack(handle, tuple(offsets[near].tolist()), places, span * shape.unit_length / longest)


def _arms(shape: BodyShape, frame: BodyCoordinates, width: float) -> Mask:
    """(H, W) bool: the arms where they hang beside the body."""
    arms = np.zeros(frame.level.shape, np.bool_)
    for arm in shape.arms.values():
        arms |= limb_until(arm, HandleParams.farthest_reach, arms.shape, width)
    return np.asarray(arms & ~_torso(frame))


def _torso(frame: BodyCoordinates) -> Mask:
    """(H, W) bool: the bare torso; arms in front of it are torso too."""
    return np.asarray((np.abs(frame.sideways) <= frame.half_width) & (frame.level < LOWEST))


def _sleeve_end(mask: Mask, arm: Limb, params: HandleParams) -> float:
    """How far down an arm the mask reaches, in bones."""
    reaches = np.linspace(0.1, params.farthest_reach, 48)
    inside = sample(mask, np.array([arm.at(distance_at(arm, reach)) for reach in reaches]))
    return float(reaches[-1] if inside.all() else reaches[max(0, int(np.argmin(inside)) - 1)])


def _hem(body: Mask, shape: BodyShape, frame: BodyCoordinates, params: HandleParams) -> float:
    """The level at which a mask ends below."""
    near = body & (np.abs(frame.sideways) < shape.unit_length)
    rows, edges = np.histogram(frame.level[near], bins=100, range=(0.3, 3.3))
    height = (edges[1] - edges[0]) * shape.torso_length
    open_rows = np.flatnonzero(rows > params.hem_share * shape.unit_length * height)
    return float(edges[open_rows[-1] + 1]) if len(open_rows) else 1.0


def _move_hem(
    body: Mask, offset: float, hem: float, shape: BodyShape, frame: BodyCoordinates, params: HandleParams
) -> Mask:
    if offset <= 0:
        return np.asarray(body & (frame.level <= hem + offset)) if offset else body
    band = body & (frame.level > hem - params.band) & (frame.level <= hem)
    return body | _drawn(band, shape.down * shape.torso_length * offset)


def _move_side(body: Mask, offset: float, out: Vector, half: Mask, shape: BodyShape) -> Mask:
    """Move the outline on one half of the body outwards, or inwards."""
    way = out * offset * shape.unit_length
    if offset > 0:
        return body | _drawn(body & half, way)
    # A pixel stays if what lies as far outwards from it is open too.
    return np.asarray(body & (_shifted(body, way) | ~half)) if offset else body


def _move_sleeve(
    mask: Mask, offset: float, end: float, arm: Limb, frame: BodyCoordinates, params: HandleParams
) -> Mask:
    reach = min(max(end + offset, 0.0), params.farthest_reach)
    if offset > 0:
        return mask | limb_until(arm, reach, mask.shape, params.opened_arm)
    whole = limb_until(arm, params.farthest_reach, mask.shape, params.closed_arm)
    stays = limb_until(arm, reach, mask.shape, params.closed_arm)
    return mask & ~(whole & ~stays & ~_torso(frame))


def _drawn(mask: Mask, way: Vector) -> Mask:
    """(H, W) bool: all that a mask passes over on its way."""
    drawn = mask
    # Every shift doubles the part of the way that is covered without gaps.
    for step in range(_DOUBLINGS):
        drawn = drawn | _shifted(drawn, way * (2**step / 2**_DOUBLINGS))
    return drawn | _shifted(mask, way)


def _shifted(mask: Mask, way: Vector) -> Mask:
    matrix = np.array([[1, 0, round(way[0])], [0, 1, round(way[1])]], np.float64)
    size = (mask.shape[1], mask.shape[0])
    return cv2.warpAffine(mask.view(np.uint8), matrix, size, flags=cv2.INTER_NEAREST).view(np.bool_)
