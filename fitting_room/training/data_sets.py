"""Folders of people and what they wear, in the layouts of the field -> what belongs together, file by file.

    VITON-HD     DATA/image, cloth, cloth-mask, image-parse-v3, openpose_json        (or DATA/train/..., DATA/test/...)
    Dress Code   DATA/upper_body|lower_body|dresses/images, keypoints, label_maps, dense
    rendered     DATA/NAME/truth.png, garment.png, truth_labels.png, truth_pose.json, meta.json

A lesson is a person with the garment that they really wear: in VITON-HD the one of the same name, whatever a list of
pairs puts together. Everything is looked at before a course begins; what is missing or wrong is named.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from fitting_room.domain.errors import BadDataSet
from fitting_room.domain.garment import Category


class Layout(StrEnum):
    """How the files of a data set are named."""

    VITON_HD = "VITON-HD"
    DRESS_CODE = "Dress Code"
    RENDERED = "rendered pairs"


FOLDER_OF = {Category.TOPS: "upper_body", Category.BOTTOMS: "lower_body", Category.DRESSES: "dresses"}
"""Of Dress Code."""
EVERYTHING = tuple(Category)
PERSON_END, GARMENT_END = "_0.jpg", "_1.jpg"
POINTS_END, LABELS_END, SURFACES_END = "_2.json", "_4.png", "_5.png"


@dataclass(frozen=True)
class Entry:
    """The files of one person in one garment.

    Attributes:
        name: Of the person's picture, without its ending.
        layout: How the files are to be read.
        category: Of the garment.
        person: The picture of the person who wears it.
        garment: Its own picture.
        labels: What each pixel of the person shows.
        points: The person's joints.
        mask: Where the garment is in its picture, or None where nobody says.
        surfaces: DensePose's surfaces of the person, or None.
    """

    name: str
    layout: Layout
    category: Category
    person: Path
    garment: Path
    labels: Path
    points: Path
    mask: Path | None = None
    surfaces: Path | None = None

    @property
    def files(self) -> Iterator[Path]:
        """All that have to be there."""
        yield from (self.person, self.garment, self.labels, self.points)
        yield from (path for path in (self.mask, self.surfaces) if path is not None)


def find_entries(data: Path, categories: Sequence[Category] = EVERYTHING, split: str = "train") -> list[Entry]:
    """Everybody in a data set, in the order of names.

    Args:
        data: Its folder.
        categories: Which garments are wanted.
        split: "train" or "test", where the data set knows the difference.

    Raises:
        BadDataSet: The folder has none of the layouts, nobody in it wears what is wanted, or a file is missing.
    """
    for find in (_viton_hd, _dress_code, _rendered):
        entries = find(data, split)
        if entries is not None:
            break
    else:
        raise BadDataSet(
            f"“{data}” has none of the layouts that are known here: VITON-HD, Dress Code, rendered pairs.",
            "Name the folder that holds “image” and “cloth”, or “upper_body”, “lower_body” and “dresses”.",
        )
    wanted = [entry for entry in entries if entry.category in categories]
    if not wanted:
        raise BadDataSet(
            f"Nobody in “{data}” wears {' or '.join(categories)}.", "Choose other categories or another data set."
        )
    for entry in wanted:
        for path in entry.files:
            if not path.is_file():
                raise BadDataSet(
                    f"“{path}” is missing: {entry.layout} has one for “{entry.name}”.",
                    "Copy it there, or take the person out of the data set.",
                )
    return wanted


def _viton_hd(data: Path, split: str) -> list[Entry] | None:
    root = next(
        (each for each in (data / split, data) if (each / "image").is_dir() and (each / "cloth").is_dir()), None
    )
    if root is None:
        return None
    lists = [root.with_name(f"{root.name}_pairs.txt"), root / "pairs.txt"]
    listed = next((path for path in lists if path.is_file()), None)
    if listed is not None:
        names = [Path(person).stem for person, _ in _pairs(listed)]
    else:
        names = sorted(path.stem for path in (root / "image").glob("*.jpg"))
    return [
        Entry(
            name,
            Layout.VITON_HD,
            Category.TOPS,
            person=root / f"image/{name}.jpg",
            garment=root / f"cloth/{name}.jpg",
            labels=root / f"image-parse-v3/{name}.png",
            points=root / f"openpose_json/{name}_keypoints.json",
            mask=root / f"cloth-mask/{name}.jpg",
        )
        for name in names
    ]


def _dress_code(data: Path, split: str) -> list[Entry] | None:
    homes = {category: data / folder for category, folder in FOLDER_OF.items() if (data / folder / "images").is_dir()}
    if not homes:
        return None
    entries = []
    for category, home in homes.items():
        listed = home / f"{split}_pairs.txt"
        if listed.is_file():
            pairs = [(person, garment) for person, garment in _pairs(listed) if _number(person) == _number(garment)]
        else:
            people = sorted(path.name for path in (home / "images").glob(f"*{PERSON_END}"))
            pairs = [(name, name.replace(PERSON_END, GARMENT_END)) for name in people]
        for person, garment in pairs:
            surfaces = home / "dense" / f"{_number(person)}{SURFACES_END}"
            entries.append(
                Entry(
                    Path(person).stem,
                    Layout.DRESS_CODE,
                    category,
                    person=home / "images" / person,
                    garment=home / "images" / garment,
                    labels=home / "label_maps" / f"{_number(person)}{LABELS_END}",
                    points=home / "keypoints" / f"{_number(person)}{POINTS_END}",
                    surfaces=surfaces if surfaces.is_file() else None,
                )
            )
    return entries


def _rendered(data: Path, split: str) -> list[Entry] | None:
    homes = sorted(path.parent for path in data.glob("*/truth.png")) if data.is_dir() else []
    if not homes:
        return None
    entries = []
    for home in homes:
        told = home / "meta.json"
        try:
            category = Category(json.loads(told.read_text("utf-8"))["category"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BadDataSet(f"“{told}” does not say which garment is worn.", "Render the pair again.") from error
        mask = home / "garment_mask.png"
        entries.append(
            Entry(
                home.name,
                Layout.RENDERED,
                category,
                person=home / "truth.png",
                garment=home / "garment.png",
                labels=home / "truth_labels.png",
                points=home / "truth_pose.json",
                mask=mask if mask.is_file() else None,
            )
        )
    return entries


def _pairs(path: Path) -> list[tuple[str, str]]:
    """The lines of a list of pairs."""
    pairs = []
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadDataSet(f"“{path}” is no list of pairs.", "Copy it again.") from error
    for number, line in enumerate(lines, start=1):
        words = line.split()
        if not words:
            continue
        if len(words) < 2:
            raise BadDataSet(
                f"Line {number} of “{path}” names one file, not a person and a garment.", "Correct or remove the line."
            )
        pairs.append((words[0], words[1]))
    return pairs


def _number(file: str) -> str:
    """What the files of one person in Dress Code begin with."""
    return Path(file).stem.rpartition("_")[0]
