"""Folders of people and garments -> the folder layout of VITON-HD, which its family of networks reads.

    OUT/image/NAME.jpg                         the person, 768x1024
    OUT/openpose_json/NAME_keypoints.json      BODY_25 and both hands, as OpenPose writes them
    OUT/openpose_img/NAME_rendered.png         the same, drawn
    OUT/image-parse-v3/NAME.png                20 labels in LIP's palette
    OUT/image-parse-agnostic-v3.2/NAME.png     the labels without the top
    OUT/agnostic-v3.2/NAME.jpg                 the person without the top
    OUT/cloth/NAME.jpg, OUT/cloth-mask/NAME.jpg
    OUT_pairs.txt                              one person and one garment a line

Everything comes from our own perception. `image-densepose` is not written: its numbers say which surface of the body
lies under each pixel, and only DensePose's network knows that.
"""

import io
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap, RgbImage, ScoredPoints
from fitting_room.domain.decoding import open_photo
from fitting_room.domain.errors import BackView, CannotSave, FittingRoomError, UnsuitablePhoto
from fitting_room.domain.geometry import Placement
from fitting_room.domain.job import Report, silent
from fitting_room.domain.sentence import Sentence
from fitting_room.studio.export import save_picture, write_whole
from fitting_room.studio.library.imports import PICTURE_SUFFIXES

CANVAS = (768, 1024)
"""(width, height) of every picture of the data set."""
PERSON_FOLDERS = (
    "image",
    "openpose_json",
    "openpose_img",
    "image-parse-v3",
    "image-parse-agnostic-v3.2",
    "agnostic-v3.2",
)
CLOTH_FOLDERS = ("cloth", "cloth-mask")
ROOM_GREY, CLOTH_WHITE = 127, 255
"""What surrounds a picture whose proportions are not those of the canvas."""
LABELS = 20
LAST_OF_PERSON, LAST_OF_CLOTH = "agnostic-v3.2", "cloth-mask"
"""What is written last: where it stands, everything else of that person or garment does."""


@dataclass(frozen=True)
class Piece:
    """A picture to prepare.

    Attributes:
        source: Its file.
        out: The root of the layout.
        is_person: A person, or else a garment.
    """

    source: Path
    out: Path
    is_person: bool

    @property
    def done(self) -> bool:
        """Whether all of its files were written before."""
        return (self.out / (LAST_OF_PERSON if self.is_person else LAST_OF_CLOTH) / f"{self.source.stem}.jpg").exists()


@dataclass(frozen=True)
class Failure:
    """A picture that could not be prepared, and why."""

    source: Path
    what: str


def prepare(people: Path, garments: Path, out: Path, jobs: int = 1, report: Report = silent) -> tuple[Failure, ...]:
    """Write the layout; what stands there already is kept, and one bad picture never stops the others.

    Args:
        people: A folder of photos.
        garments: A folder of garment pictures, lying flat on a plain background best.
        out: The root of the layout; made where it is missing.
        jobs: How many processes work side by side.
        report: Called after every picture; raises `Cancelled` to stop.

    Returns:
        What could not be prepared.

    Raises:
        CannotSave: The layout cannot be written at all, or two pictures have one name.
        Cancelled: `report` raised it.
    """
    pieces = [Piece(path, out, True) for path in _pictures(people)]
    pieces += [Piece(path, out, False) for path in _pictures(garments)]
    for folder in (*PERSON_FOLDERS, *CLOTH_FOLDERS):
        (out / folder).mkdir(parents=True, exist_ok=True)
    failures = []
    waiting = [piece for piece in pieces if not piece.done]
    for number, failure in enumerate(_all_of(waiting, jobs), start=1):
        if failure is not None:
            failures.append(failure)
        report("preparing", number / len(waiting))
    _write_pairs(pieces, out)
    return tuple(sorted(failures, key=lambda failure: failure.source))


def prepare_piece(piece: Piece) -> Failure | None:
    """Prepare one picture; runs in a process of its own kind."""
    try:
        (_prepare_person if piece.is_person else _prepare_cloth)(piece)
    except CannotSave:
        raise
    except FittingRoomError as error:
        return Failure(piece.source, str(error.what))
    return None


def indexed_png(labels: LabelMap) -> bytes:
    """(H, W) uint8 of 20 labels as a PNG whose palette is that of PASCAL VOC, in which LIP is shown."""
    from PIL import Image

    picture = Image.fromarray(labels, "P")
    picture.putpalette([value for label in range(LABELS) for value in voc_colour(label)])
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def voc_colour(label: int) -> tuple[int, int, int]:
    """The colour of a label in the palette of PASCAL VOC: its bits, spread over red, green and blue from the top."""
    colour = [0, 0, 0]
    for place in range(8):
        for channel in range(3):
            colour[channel] |= (label >> (3 * place + channel) & 1) << (7 - place)
    return colour[0], colour[1], colour[2]


def openpose_json(points: npt.NDArray[Any], hands: ScoredPoints | None) -> bytes:
    """(25, 3) BODY_25 points and (2, 21, 3) hands, left first, as a file of OpenPose's format 1.3."""
    nobody = np.zeros((21, 3), np.float32)
    left, right = (nobody, nobody) if hands is None else hands
    person = {
        "person_id": [-1],
        "pose_keypoints_2d": _flat(points),
        "face_keypoints_2d": [],
        "hand_left_keypoints_2d": _flat(left),
        "hand_right_keypoints_2d": _flat(right),
    }
    return json.dumps({"version": 1.3, "people": [person]}).encode()


def _prepare_person(piece: Piece) -> None:
    from fitting_room.perception.choice import perception_here
    from fitting_room.perception.classic import openpose_drawing, viton_hd
    from fitting_room.perception.person import understand_person

    photo = open_photo(piece.source)
    perception = perception_here()
    whole = understand_person(photo, perception.parser, finder=perception.finder)
    if whole.from_behind:
        raise BackView("The person is seen from behind.", "Use a photo taken from the front.")
    person = whole.placed(Placement.letterbox(photo.size, CANVAS))
    labels, points = viton_hd.labels_of(person), viton_hd.points_of(person)
    if not points[[viton_hd.NECK_POINT, *viton_hd.SHOULDERS, *viton_hd.HIPS], 2].all():
        raise UnsuitablePhoto("Shoulders or hips are not in the picture.", "Use a photo that shows the torso.")
    hidden = viton_hd.agnostic_mask(labels, points)
    hands = person.pose.hands
    name, out = piece.source.stem, piece.out
    save_picture(person.photo.pixels, out / f"image/{name}.jpg")
    write_whole(openpose_json(points, hands), out / f"openpose_json/{name}_keypoints.json")
    drawn = openpose_drawing.draw(points, hands, (CANVAS[1], CANVAS[0]))
    save_picture(drawn, out / f"openpose_img/{name}_rendered.png")
    write_whole(indexed_png(labels), out / f"image-parse-v3/{name}.png")
    agnostic = viton_hd.parse_agnostic(labels, points)
    write_whole(indexed_png(agnostic), out / f"image-parse-agnostic-v3.2/{name}.png")
    save_picture(viton_hd.agnostic_image(person.photo.pixels, hidden), out / f"agnostic-v3.2/{name}.jpg")


def _prepare_cloth(piece: Piece) -> None:
    from fitting_room.studio.recipe import open_garment

    garment = open_garment(piece.source)
    height, width = garment.matte.shape
    place = Placement.letterbox((width, height), CANVAS)
    matte = place.matte(garment.matte)
    on_white = place.image(garment.image, CLOTH_WHITE) * matte[..., None] + CLOTH_WHITE * (1 - matte[..., None])
    mask: RgbImage = np.repeat(np.where(matte > 0.5, 255, 0).astype(np.uint8)[..., None], 3, axis=2)
    save_picture(np.rint(on_white).astype(np.uint8), piece.out / f"cloth/{piece.source.stem}.jpg")
    save_picture(mask, piece.out / f"cloth-mask/{piece.source.stem}.jpg")


def _all_of(pieces: Sequence[Piece], jobs: int) -> Iterator[Failure | None]:
    """What became of each picture, as it is done. A process that dies costs the pictures that were in the works."""
    if not pieces:
        return
    processes = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
    try:
        running = {processes.submit(prepare_piece, piece): piece for piece in pieces}
        for future in as_completed(running):
            try:
                yield future.result()
            except BrokenProcessPool:
                yield Failure(running[future].source, "The process that worked on it died.")
    finally:
        processes.shutdown(cancel_futures=True)


def _write_pairs(pieces: Sequence[Piece], out: Path) -> None:
    """Every prepared person with the garments in turn, as `OUT_pairs.txt` beside the layout."""
    people = [piece.source.stem for piece in pieces if piece.is_person and piece.done]
    cloths = [piece.source.stem for piece in pieces if not piece.is_person and piece.done]
    lines = [f"{name}.jpg {cloths[number % len(cloths)]}.jpg" for number, name in enumerate(people) if cloths]
    write_whole("".join(f"{line}\n" for line in lines).encode(), out.with_name(f"{out.name}_pairs.txt"))


def _pictures(folder: Path) -> list[Path]:
    """The pictures of a folder by name.

    Raises:
        CannotSave: There is no such folder, or two pictures differ in their ending only.
    """
    if not folder.is_dir():
        raise CannotSave(Sentence("There is no folder “{folder}”.", folder=str(folder)), "Name a folder of pictures.")
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in PICTURE_SUFFIXES)
    for first, second in pairwise(found):
        if first.stem == second.stem:
            raise CannotSave(
                Sentence("“{first}” and “{second}” would become one.", first=first.name, second=second.name),
                "Rename one of them.",
            )
    return found


def _flat(points: npt.NDArray[Any]) -> list[float]:
    return [round(float(value), 3) for value in points.ravel()]
