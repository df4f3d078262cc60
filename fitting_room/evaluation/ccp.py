"""Labelled street photos (bearpaw/clothing-co-parsing, Apache-2.0): files, split and classes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from fitting_room.domain.arrays import LabelMap, RgbImage
from fitting_room.perception.parsing.classes import SoftClass

TEST_EVERY = 5
"""Photos sorted by file name; every index divisible by this is the test split, the others are for training."""

_GROUPS = {
    SoftClass.HAIR: "hair",
    SoftClass.SKIN: "skin",
    SoftClass.UPPER: "blazer blouse bra cape cardigan coat hoodie jacket jumper shirt suit sweater sweatshirt "
    "t-shirt top vest",
    SoftClass.LOWER: "jeans leggings pants shorts skirt panties",
    SoftClass.DRESS: "dress romper bodysuit intimate swimwear",
    SoftClass.LEGWEAR: "stockings tights socks",
    SoftClass.SHOES: "boots clogs flats heels loafers pumps sandals shoes sneakers wedges",
    SoftClass.BAG: "bag purse wallet",
    SoftClass.HAT: "hat",
    SoftClass.OTHER: "scarf tie sunglasses glasses belt watch bracelet gloves accessories earrings necklace ring",
}
"""The 58 names sorted into our classes; everything worn above the waist, coats and suits included, is UPPER."""


@dataclass(frozen=True)
class LabelledPhoto:
    """One photo and its truth, by path."""

    photo: Path
    labels: Path

    def pixels(self) -> RgbImage:
        """RGB uint8 (H, W, 3)."""
        return np.asarray(Image.open(self.photo).convert("RGB")).copy()

    def classes(self, table: LabelMap) -> LabelMap:
        """(H, W) uint8 of `SoftClass`."""
        return np.asarray(table[np.asarray(Image.open(self.labels))])


def class_table(folder: Path) -> LabelMap:
    """(256,) uint8: number in the label pictures -> `SoftClass`, by the names in `labels.txt`."""
    by_name = {name: coarse for coarse, names in _GROUPS.items() for name in names.split()}
    table = np.zeros(256, np.uint8)
    for line in (folder / "labels.txt").read_text().splitlines():
        number, name = line.split()
        table[int(number)] = by_name[name] if name != "null" else SoftClass.BACKGROUND
    return table


def photos(folder: Path, test: bool) -> Iterator[LabelledPhoto]:
    """The test or the training photos, in the order of their names."""
    for index, path in enumerate(sorted((folder / "photos").glob("*.jpg"))):
        if (index % TEST_EVERY == 0) == test:
            yield LabelledPhoto(path, folder / "labels" / f"{path.stem}.png")
