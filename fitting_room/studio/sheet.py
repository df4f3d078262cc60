"""Captioned pictures laid out in rows: contact sheets for the eye, as one picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.geometry import Placement

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

GROUND_GREY = 238
"""What surrounds a picture that does not fill its tile."""
_PAPER = (250, 249, 246)
_INK = (34, 34, 38)
_FAINT = (120, 119, 122)

Swatches = Sequence[tuple[tuple[int, int, int], str]]


@dataclass(frozen=True)
class SheetParams:
    """Measures of a sheet in pixels."""

    tile_height: int = 560
    widest_tile: int = 640
    margin: int = 36
    gap: int = 24
    caption: int = 44
    legend_line: int = 30
    title_size: int = 20
    text_size: int = 15


PARAMS = SheetParams()
THUMBNAILS = SheetParams(
    tile_height=200, widest_tile=280, margin=16, gap=8, caption=18, legend_line=16, title_size=11, text_size=11
)
"""For sheets of dozens of pictures."""


@dataclass(frozen=True, eq=False)
class Tile:
    """A captioned picture of a sheet, with what its colours mean."""

    caption: str
    picture: RgbImage
    swatches: Swatches = ()


def draw_sheet(
    tiles: Sequence[Tile], columns: int, footer: Sequence[str] = (), params: SheetParams = PARAMS
) -> RgbImage:
    """Lay tiles out in rows of equal height; every row is as high as its longest legend."""
    from PIL import Image, ImageDraw, ImageFont

    title = ImageFont.load_default(params.title_size)
    text = ImageFont.load_default(params.text_size)
    pictures = [_to_tile(tile.picture, params) for tile in tiles]
    columns = min(columns, len(tiles))
    column_widths = [max(picture.shape[1] for picture in pictures[index::columns]) for index in range(columns)]
    rows = [range(start, min(start + columns, len(tiles))) for start in range(0, len(tiles), columns)]
    legends = [
        max(_legend(None, (0, 0), tiles[i].swatches, column_widths[i % columns], text, params) for i in row)
        for row in rows
    ]
    footer = [line for line in footer if line]
    width = 2 * params.margin + sum(column_widths) + params.gap * (columns - 1)
    height = 2 * params.margin + sum(params.caption + params.tile_height + legend for legend in legends)
    height += params.gap * (len(rows) - 1) + len(footer) * params.legend_line
    sheet = Image.new("RGB", (width, height), _PAPER)
    pen = ImageDraw.Draw(sheet)
    y = params.margin
    for row, legend in zip(rows, legends, strict=True):
        x = params.margin
        for i in row:
            column = column_widths[i % columns]
            pen.text((x, y + params.caption // 10), _shortened(tiles[i].caption, column, title), _INK, title)
            sheet.paste(Image.fromarray(pictures[i]), (x, y + params.caption))
            _legend(pen, (x, y + params.caption + params.tile_height), tiles[i].swatches, column, text, params)
            x += column + params.gap
        y += params.caption + params.tile_height + legend + params.gap
    for line in footer:
        pen.text((params.margin, y), line, _FAINT, text)
        y += params.legend_line
    return np.asarray(sheet)


def write_note(sentence: str, params: SheetParams = PARAMS) -> RgbImage:
    """A square tile with words instead of a picture."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.load_default(params.text_size)
    side, inset = params.tile_height, params.text_size
    lines = [""]
    for word in sentence.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= side - 2 * inset:
            lines[-1] = longer
        else:
            lines.append(word)
    note = Image.new("RGB", (side, side), (GROUND_GREY,) * 3)
    ImageDraw.Draw(note).multiline_text((inset, inset), "\n".join(lines).strip(), _INK, font, spacing=inset // 3)
    return np.asarray(note)


def centred(picture: RgbImage, size: tuple[int, int]) -> RgbImage:
    """The whole picture in the middle of (width, height)."""
    placement = Placement.letterbox((picture.shape[1], picture.shape[0]), size)
    return placement.image(picture, outside=GROUND_GREY)


def _legend(
    pen: "ImageDraw | None",
    corner: tuple[int, int],
    swatches: Swatches,
    width: int,
    font: "FreeTypeFont | ImageFont",
    params: SheetParams,
) -> int:
    """Draw colour patches with their names, wrapped to a width; returns the height. Without a pen it only measures."""
    if not swatches:
        return 0
    x, y = 0, params.legend_line // 3
    for colour, name in swatches:
        length = 18 + round(font.getlength(name)) + 16
        if x and x + length > width:
            x, y = 0, y + params.legend_line - 6
        if pen is not None:
            left, top = corner[0] + x, corner[1] + y
            pen.rounded_rectangle((left, top + 3, left + 12, top + 15), 3, fill=colour)
            pen.text((left + 18, top), name, _FAINT, font)
        x += length
    return y + params.legend_line - 6


def _to_tile(picture: RgbImage, params: SheetParams) -> RgbImage:
    height = params.tile_height
    width = min(params.widest_tile, max(1, round(height * picture.shape[1] / picture.shape[0])))
    return centred(picture, (width, height))


def _shortened(caption: str, width: int, font: "FreeTypeFont | ImageFont") -> str:
    """The caption, cut where the column ends."""
    while font.getlength(caption) > width:
        caption = caption.rstrip("…")[:-1] + "…"
    return caption
