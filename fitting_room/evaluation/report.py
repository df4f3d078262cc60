"""Tables and contact sheets of evaluations."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.geometry import Placement

TILE = (240, 320)
"""(width, height) in pixels of one picture on a contact sheet."""
TITLE_HEIGHT = 18
GROUPS_PER_LINE = 2

_COLUMNS = (
    # title, digits after the point
    ("ours", 2),
    ("photo", 2),
    ("paste", 2),
    ("ours", 3),
    ("photo", 3),
    ("paste", 3),
    ("ours", 2),
    ("photo", 2),
    ("ours", 3),
    ("photo", 3),
    ("median", 1),
    ("quant.", 1),
    ("s", 2),
)
_HEADS = (("PSNR inside", 3), ("SSIM inside", 3), ("PSNR", 2), ("SSIM", 2), ("colour dE00", 2), ("time", 1))
_NAME_WIDTH, _CATEGORY_WIDTH, _NUMBER_WIDTH = 24, 9, 7


@dataclass(frozen=True)
class TableRow:
    """A line of the table: numbers in the order of the columns, or a note instead of them."""

    name: str
    category: str
    numbers: tuple[float | None, ...] = ()
    note: str = ""


def format_table(rows: Sequence[TableRow]) -> str:
    """The table as plain text."""
    indent = " " * (_NAME_WIDTH + _CATEGORY_WIDTH)
    lines = [
        indent + "".join(f"| {title}".ljust(_NUMBER_WIDTH * span) for title, span in _HEADS),
        indent + "".join(title.rjust(_NUMBER_WIDTH) for title, _ in _COLUMNS),
    ]
    for row in rows:
        start = f"{row.name:{_NAME_WIDTH}.{_NAME_WIDTH - 1}}{row.category:{_CATEGORY_WIDTH}}"
        cells = [
            ("-" if number is None else f"{number:.{digits}f}").rjust(_NUMBER_WIDTH)
            for number, (_, digits) in zip(row.numbers, _COLUMNS, strict=bool(row.numbers))
        ]
        lines.append((start + "".join(cells) + row.note).rstrip())
    return "\n".join(lines) + "\n"


def contact_sheet(rows: Sequence[tuple[str, Sequence[RgbImage | None]]]) -> RgbImage:
    """Rows of pictures, each under its title; None leaves a grey tile."""
    strips = [_strip(title, pictures) for title, pictures in rows]
    strips += [np.full_like(strips[0], 255)] * (-len(strips) % GROUPS_PER_LINE)
    lines = [np.hstack(strips[start : start + GROUPS_PER_LINE]) for start in range(0, len(strips), GROUPS_PER_LINE)]
    return np.vstack(lines)


def _strip(title: str, pictures: Sequence[RgbImage | None]) -> RgbImage:
    empty = np.full((TILE[1], TILE[0], 3), 200, np.uint8)
    tiles = [empty if picture is None else _tile(picture) for picture in pictures]
    head = np.full((TITLE_HEIGHT, TILE[0] * len(tiles), 3), 255, np.uint8)
    cv2.putText(head, title, (4, TITLE_HEIGHT - 5), cv2.FONT_HERSHEY_SIMPLEX, 0.42, (0, 0, 0), 1, cv2.LINE_AA)
    return np.vstack([head, np.hstack(tiles)])


def _tile(picture: RgbImage) -> RgbImage:
    size = (picture.shape[1], picture.shape[0])
    return Placement.letterbox(size, TILE).image(picture, outside=255)
