"""The files of a person in a garment -> pictures, labels and joints on one canvas, whatever the layout."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap, Mask, RgbImage, ScoredPoints, freeze
from fitting_room.domain.body import BodyLabel
from fitting_room.domain.decoding import open_numbers, open_picture
from fitting_room.domain.errors import BadDataSet, BadPicture
from fitting_room.domain.garment import Category
from fitting_room.domain.geometry import Placement
from fitting_room.domain.job import Report, silent
from fitting_room.domain.keypoints import BODY_25, to_joints
from fitting_room.domain.labels import ATR_18, CIHP_20, from_canonical, to_canonical
from fitting_room.training.data_sets import Entry, Layout

LEAST = 32
"""Shortest side of a picture of a data set: networks of this family halve it five times."""
ROOM_GREY, WHITE = 127, 255
"""What surrounds a person and a garment whose proportions are not those of the canvas."""
DRESS_CODE_SIZE = (384, 512)
"""(width, height) of the pictures in which Dress Code's joints were found."""
SURFACES = 24


@dataclass(frozen=True, eq=False)
class Look:
    """A person in a garment.

    Attributes:
        category: Of the garment.
        person: RGB uint8 (H, W, 3).
        labels: (H, W) uint8 of the 20 labels of VITON-HD (`CIHP_20`).
        points: (18, 3) float32 COCO-18 in the person's pixels; (0, 0, 0) where one is not known.
        body_25: (25, 3) float32, or None where the data set knows fewer joints.
        hands: (2, 21, 3) float32, or None.
        surfaces: (H, W) uint8 of DensePose's surfaces, or None.
        garment: RGB uint8 (H, W, 3).
        garment_mask: (H, W) bool.
    """

    category: Category
    person: RgbImage
    labels: LabelMap
    points: ScoredPoints
    body_25: ScoredPoints | None
    hands: ScoredPoints | None
    surfaces: LabelMap | None
    garment: RgbImage
    garment_mask: Mask

    def __post_init__(self) -> None:
        freeze(self.person, "Look.person", (None, None, 3), np.uint8)
        freeze(self.labels, "Look.labels", self.person.shape[:2], np.uint8)
        freeze(self.points, "Look.points", (18, 3), np.float32)
        freeze(self.garment, "Look.garment", self.person.shape, np.uint8)
        freeze(self.garment_mask, "Look.garment_mask", self.person.shape[:2], np.bool_)


def read_look(entry: Entry, canvas: tuple[int, int]) -> Look:
    """Read a person and a garment, laid out whole on a canvas of (width, height).

    Raises:
        BadDataSet: A file is not what it should be; it is named.
    """
    person = _picture(entry.person)
    size = (person.shape[1], person.shape[0])
    place = Placement.letterbox(size, canvas)
    garment = _picture(entry.garment)
    garment_place = Placement.letterbox((garment.shape[1], garment.shape[0]), canvas)
    body_25, hands, points = _joints(entry, size)
    mask = _garment_mask(entry, garment)
    surfaces = None if entry.surfaces is None else _numbers(entry.surfaces, SURFACES, size)
    return Look(
        entry.category,
        place.image(person, ROOM_GREY),
        _placed(_labels(entry, size), canvas),
        _moved(points, place),
        None if body_25 is None else _moved(body_25, place),
        None if hands is None else _moved(hands, place),
        None if surfaces is None else _placed(surfaces, canvas),
        garment_place.image(garment, WHITE),
        garment_place.labels(mask),
    )


def check(entries: Sequence[Entry], report: Report = silent) -> None:
    """Read every file once, so that a course does not end in the middle of the night.

    Raises:
        BadDataSet: A file is not what it should be; it is named.
        Cancelled: `report` raised it.
    """
    for number, entry in enumerate(entries, start=1):
        read_look(entry, (96, 128))
        report("checking the data set", number / len(entries))


def _picture(path: Path) -> RgbImage:
    try:
        return open_picture(path, LEAST)
    except BadPicture as error:
        raise BadDataSet(f"“{path}” cannot be learned from. {error.what}", error.next_step) from error


def _numbers(path: Path, most: int, size: tuple[int, int]) -> LabelMap:
    """(H, W) uint8 no larger than `most`, in the proportions of a picture of (width, height)."""
    try:
        numbers = open_numbers(path)
    except BadPicture as error:
        raise BadDataSet(f"“{path}” cannot be learned from. {error.what}", error.next_step) from error
    if int(numbers.max()) > most:
        raise BadDataSet(
            f"“{path}” holds the label {int(numbers.max())}, but the last one is {most}.",
            "Make the labels with the right label set.",
        )
    height, width = numbers.shape
    if abs(width * size[1] - height * size[0]) > 2 * max(size):
        raise BadDataSet(
            f"“{path}” is {width} by {height} pixels, which does not fit a picture of {size[0]} by {size[1]}.",
            "Use labels of the same picture.",
        )
    return numbers


def _labels(entry: Entry, size: tuple[int, int]) -> LabelMap:
    if entry.layout is Layout.VITON_HD:
        return _numbers(entry.labels, len(CIHP_20.classes) - 1, size)
    if entry.layout is Layout.DRESS_CODE:
        return from_canonical(to_canonical(_numbers(entry.labels, len(ATR_18.classes) - 1, size), ATR_18), CIHP_20)
    names = _json(entry.points).get("classes", [])
    try:
        table = np.array([BodyLabel[name.upper().replace("-", "_")] for name in names], np.uint8)
    except (KeyError, AttributeError) as error:
        raise BadDataSet(f"“{entry.points}” names a label that is not known here.", "Render it again.") from error
    return from_canonical(table[_numbers(entry.labels, len(table) - 1, size)], CIHP_20)


def _joints(entry: Entry, size: tuple[int, int]) -> tuple[ScoredPoints | None, ScoredPoints | None, ScoredPoints]:
    """BODY_25, hands and COCO-18 in the person's pixels."""
    read = _json(entry.points)
    try:
        if entry.layout is Layout.DRESS_CODE:
            points = np.array(read["keypoints"], np.float32)[:, :3].reshape(18, 3)
            points[:, :2] *= np.array(size, np.float32) / np.array(DRESS_CODE_SIZE, np.float32)
            return None, None, _known(points)
        if entry.layout is Layout.RENDERED:
            points = np.array(read["points"], np.float32).reshape(25, 3)
            # Its third column is a depth; everything rendered is where it is said to be.
            points[:, 2] = 1
            return points, None, to_joints(points, BODY_25)
        person = read["people"][0]
        if "pose_keypoints" in person:
            return None, None, _known(np.array(person["pose_keypoints"], np.float32).reshape(18, 3))
        points = _known(np.array(person["pose_keypoints_2d"], np.float32).reshape(25, 3))
        hands = [person.get(f"hand_{side}_keypoints_2d") for side in ("left", "right")]
        both = np.array(hands, np.float32).reshape(2, 21, 3) if all(hands) else None
        return points, both, to_joints(points, BODY_25)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise BadDataSet(
            f"“{entry.points}” does not hold the joints of a person as {entry.layout} has them.",
            "Make it again, or take the person out of the data set.",
        ) from error


def _known(points: ScoredPoints) -> ScoredPoints:
    """(N, 3) with zeros where a point was not found: some data sets write -1."""
    return np.where((points[:, :2] > 0).all(axis=1, keepdims=True), points, np.float32(0))


def _json(path: Path) -> dict[str, Any]:
    try:
        read = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadDataSet(f"“{path}” cannot be read as JSON.", "Make it again.") from error
    if not isinstance(read, dict):
        raise BadDataSet(f"“{path}” holds no joints.", "Make it again.")
    return read


def _garment_mask(entry: Entry, garment: RgbImage) -> Mask:
    """(H, W) bool; where nobody says, all that is not white: garments of Dress Code lie on white."""
    if entry.mask is None:
        return np.asarray(garment.min(axis=2) < 250)
    mask = _picture(entry.mask)[..., 0] > 127
    if mask.shape != garment.shape[:2]:
        raise BadDataSet(
            f"“{entry.mask}” is not of the size of “{entry.garment.name}”.", "Use the mask of this picture."
        )
    return mask


def _placed(numbers: LabelMap, canvas: tuple[int, int]) -> LabelMap:
    return Placement.letterbox((numbers.shape[1], numbers.shape[0]), canvas).labels(numbers)


def _moved(points: ScoredPoints, place: Placement) -> npt.NDArray[np.float32]:
    """Points on the canvas; unknown ones stay (0, 0)."""
    moved: npt.NDArray[np.float32] = place.points(points).astype(np.float32)
    moved[(points[..., :2] == 0).all(axis=-1)] = 0
    return moved
