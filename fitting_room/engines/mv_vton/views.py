"""A person and both sides of a garment -> the pictures that MV-VTON is shown.

Source: hywang2002/MV-VTON `ldm/data/cp_dataset_mv_unpaired.py` and `test.py`. Everything is squeezed to a square there,
whatever its proportions. Two things are ours, because the published code has neither: the garment is bent onto the
person by whoever the engine is given, and a garment that nobody wears gets the skeleton of somebody who would.
"""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, Matte, RgbImage
from fitting_room.domain.body import Joint, Person, Pose
from fitting_room.domain.garment import Garment, Landmark, Outfit
from fitting_room.domain.keypoints import BODY_25, from_pose
from fitting_room.domain.tryon import AgnosticPerson, LayeredImage, LayerKind
from fitting_room.engines.framing import cut_out, place_garment
from fitting_room.perception.classic import openpose_drawing
from fitting_room.perception.classic.viton_hd import seen_only
from fitting_room.perception.steady import exchanged

CLOSE_SIDE = 224
"""Of the close picture from which the garment as a whole is seen."""
CLOSE_MARGIN = 0.15
"""Room around the garment there, as a share of its size: training drew it between 0.1 and 0.2."""
HIDDEN = 128
"""Grey level of what is to be painted."""
WHITE = 255
"""People and garments are seen without their rooms."""

Bend = Callable[[AgnosticPerson, Outfit], LayeredImage]
"""Lays a garment over a person on a canvas: layers of the size of the canvas."""


@dataclass(frozen=True, eq=False)
class Side:
    """A garment from one side.

    Attributes:
        picture: RGB uint8 (side, side, 3).
        close: RGB uint8 (224, 224, 3), the garment alone, as large as it fits.
        skeleton: RGB uint8 (side, side, 3), whoever wears it, drawn on black.
    """

    picture: RgbImage
    close: RgbImage
    skeleton: RgbImage


def person_picture(agnostic: AgnosticPerson, bent: LayeredImage, garment: Garment, side: int) -> RgbImage:
    """The person without their room, grey where something is painted, and there the bent garment.

    Args:
        agnostic: On the canvas.
        bent: Layers on the canvas, of which those of the garment's category count.
        garment: What is put on.
        side: Of the square, in pixels.

    Returns:
        RGB uint8 (side, side, 3).
    """
    matte = agnostic.person.matte[..., None]
    picture = agnostic.person.photo.pixels * matte + WHITE * (1 - matte)
    picture[agnostic.mask] = HIDDEN
    cloth, alpha = _cloth(bent, garment)
    share = (alpha * agnostic.mask)[..., None]
    return squeezed(np.rint(picture * (1 - share) + cloth * share).astype(np.uint8), side)


def _cloth(bent: LayeredImage, garment: Garment) -> tuple[npt.NDArray[np.float32], Matte]:
    """The layers of a garment laid over each other: float32 (H, W, 3) RGB in [0, 255], and their alpha."""
    width, height = bent.size
    cloth, alpha = np.zeros((height, width, 3), np.float32), np.zeros((height, width), np.float32)
    for layer in bent.layers:
        if layer.kind is LayerKind.GARMENT and layer.name.endswith(f" of {garment.category}"):
            x, y = layer.corner
            there = (slice(y, y + layer.alpha.shape[0]), slice(x, x + layer.alpha.shape[1]))
            share = layer.alpha.astype(np.float32) / 255
            covered = share + alpha[there] * (1 - share)
            below = cloth[there] * (alpha[there] * (1 - share))[..., None]
            cloth[there] = (layer.image * share[..., None] + below) / np.maximum(covered, 1e-6)[..., None]
            alpha[there] = covered
    return cloth, alpha


def person_skeleton(person: Person, side: int) -> RgbImage:
    """The joints of a person on the canvas, drawn on black, RGB uint8 (side, side, 3); sides as they really are."""
    return _drawn(exchanged(person.pose) if person.from_behind else person.pose, side)


def side_of(garment: Garment, canvas: tuple[int, int], behind: bool, side: int) -> Side:
    """A garment from one side.

    Args:
        garment: That side of it.
        canvas: (width, height), of the proportions of the person's.
        behind: Whether it is the back.
        side: Of the square, in pixels.
    """
    placement = place_garment(garment, canvas)
    picture = cut_out(garment, placement, WHITE, WHITE)
    pose = (garment.wearer or imagined_wearer(garment)).placed(placement)
    square = squeezed(picture, side)
    close = _close(square, squeezed((placement.matte(garment.matte) > 0.5).astype(np.uint8), side) > 0)
    # Landmarks name the sides of a back as if it were a front.
    return Side(square, close, _drawn(exchanged(pose) if behind and garment.wearer is None else pose, side))


def imagined_wearer(garment: Garment) -> Pose:
    """Somebody who stands in a top as it lies there: neck, shoulders, arms along the sleeves, hips at the hem."""
    joints = np.zeros((18, 3), np.float32)
    points = {landmark: garment.at(landmark) for landmark in garment.landmarks}
    ends = (
        ((Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST), Joint.LEFT_HIP, "LEFT"),
        ((Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST), Joint.RIGHT_HIP, "RIGHT"),
    )
    for (shoulder, elbow, wrist), hip, side in ends:
        start, hem = points.get(Landmark[f"SHOULDER_{side}"]), points.get(Landmark[f"HEM_{side}"])
        cuff = [points[place] for name in ("OUTER", "INNER") if (place := Landmark[f"CUFF_{name}_{side}"]) in points]
        if start is None:
            continue
        joints[shoulder] = (*start, 1)
        if cuff:
            end = np.mean(cuff, axis=0)
            joints[elbow], joints[wrist] = (*((start + end) / 2), 1), (*end, 1)
        if hem is not None:
            joints[hip] = (*(0.75 * hem + 0.25 * start), 1)
    shoulders = joints[[Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER]]
    if (shoulders[:, 2] > 0).all():
        joints[Joint.NECK] = shoulders.mean(0)
    height, width = garment.matte.shape
    return Pose(joints, (width, height))


def squeezed(picture: npt.NDArray[np.uint8], side: int) -> npt.NDArray[np.uint8]:
    """A picture as a square, whatever its proportions."""
    return np.asarray(cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA), np.uint8)


def _close(picture: RgbImage, mask: Mask) -> RgbImage:
    rows, columns = np.nonzero(mask)
    if not len(rows):
        return np.asarray(cv2.resize(picture, (CLOSE_SIDE, CLOSE_SIDE), interpolation=cv2.INTER_AREA), np.uint8)
    cuts = []
    for values, length in ((rows, picture.shape[0]), (columns, picture.shape[1])):
        low, high = int(values.min()), int(values.max())
        grown = (high - low) * CLOSE_MARGIN / 2
        cuts.append(slice(max(round(low - grown), 0), min(round(high + grown) + 1, length)))
    part = picture[cuts[0], cuts[1]]
    return np.asarray(cv2.resize(part, (CLOSE_SIDE, CLOSE_SIDE), interpolation=cv2.INTER_LINEAR), np.uint8)


def _drawn(pose: Pose, side: int) -> RgbImage:
    width, height = pose.size
    return squeezed(openpose_drawing.draw(seen_only(from_pose(pose, BODY_25), pose.size), None, (height, width)), side)
