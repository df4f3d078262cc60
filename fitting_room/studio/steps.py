"""Contact sheets: every step from the photo to the result side by side, and before-and-after rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import BodyLabel
from fitting_room.domain.garment import Garment
from fitting_room.domain.geometry import Placement
from fitting_room.domain.tryon import AgnosticPerson, LayerKind, TryOnResult
from fitting_room.studio.overlays import (
    LABEL_COLOURS,
    LEFT_COLOUR,
    RIGHT_COLOUR,
    checkerboard,
    draw_garment,
    draw_matte,
    draw_parsing,
    draw_pose,
)

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

_PAPER = (250, 249, 246)
_INK = (34, 34, 38)
_FAINT = (120, 119, 122)
_GROUND_GREY = 238
_HELD = (60, 120, 216)

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


@dataclass(frozen=True, eq=False)
class Tile:
    """A captioned picture of a sheet, with what its colours mean."""

    caption: str
    picture: RgbImage
    swatches: Swatches = ()


def draw_steps(agnostic: AgnosticPerson, result: TryOnResult) -> RgbImage:
    """The whole way of one try-on: photo, pose, matte, parsing, agnostic, garments, warped garments, result.

    Args:
        agnostic: The person with the clothes to replace marked.
        result: What was made of it.
    """
    person = agnostic.person
    photo = person.photo.pixels
    labels = [BodyLabel(value) for value in np.unique(person.parsing.labels) if value != BodyLabel.BACKGROUND]
    tiles = [
        Tile("Photo", photo),
        Tile("Pose", draw_pose(photo, person.pose), ((LEFT_COLOUR, "own left"), (RIGHT_COLOUR, "own right"))),
        Tile("Matte", draw_matte(photo, person.matte)),
        Tile(
            "Parsing",
            draw_parsing(photo, person.parsing),
            [(LABEL_COLOURS[label], label.name.replace("_", " ").lower()) for label in labels],
        ),
        Tile("Agnostic", _draw_agnostic(agnostic), (((127, 127, 127), "may change"), (_HELD, "protected"))),
        Tile("Garment" if len(result.request.outfit.garments) == 1 else "Garments", _draw_outfit(result)),
        Tile("Warped garment", _draw_warped(result)),
        Tile("Result", result.image),
    ]
    seconds = "   ".join(f"{stage} {spent:.2f} s" for stage, spent in result.seconds.items())
    return _draw_sheet(tiles, columns=4, footer=[seconds, *result.notices])


def draw_before_and_after(results: Sequence[TryOnResult]) -> RgbImage:
    """For each result a pair of tiles: the photo and the person in the outfit."""
    tiles = []
    for result in results:
        worn = " + ".join(garment.name for garment in result.request.outfit.garments[::-1])
        tiles += [Tile("Photo", result.request.photo.pixels), Tile(worn, result.image)]
    return _draw_sheet(tiles, columns=4)


def draw_changed(result: TryOnResult) -> RgbImage:
    """White where the result may differ from the photo, black where it is the photo bit for bit."""
    return np.repeat(result.changed[..., None].astype(np.uint8) * 255, 3, axis=2)


def _draw_agnostic(agnostic: AgnosticPerson) -> RgbImage:
    picture = agnostic.image
    picture[agnostic.protect] = (picture[agnostic.protect] * 0.6 + np.array(_HELD) * 0.4).astype(np.uint8)
    return picture


def _draw_outfit(result: TryOnResult) -> RgbImage:
    """The garments of the outfit with their landmarks, top above bottoms, close-cropped, in one tile."""
    garments = result.request.outfit.garments[::-1]
    size = (round(PARAMS.tile_height * 3 / 4), PARAMS.tile_height // len(garments))
    return np.concatenate([_fit(_close_crop(garment), size) for garment in garments])


def _close_crop(garment: Garment) -> RgbImage:
    drawn = draw_garment(garment, ground=np.full_like(garment.image, _GROUND_GREY))
    height, width = drawn.shape[:2]
    x, y, columns, rows = cv2.boundingRect((garment.matte > 0.5).astype(np.uint8))
    margin = round(0.05 * max(columns, rows))
    return drawn[
        max(0, y - margin) : min(height, y + rows + margin), max(0, x - margin) : min(width, x + columns + margin)
    ]


def _draw_warped(result: TryOnResult) -> RgbImage:
    """The garment layers alone; without layers, the changed pixels alone."""
    canvas = checkerboard(result.image)
    if result.layers is None:
        canvas[result.changed] = result.image[result.changed]
        return canvas
    for layer in result.layers.layers:
        if layer.kind is not LayerKind.GARMENT:
            continue
        x, y = layer.corner
        rows, columns = layer.alpha.shape
        below = canvas[y : y + rows, x : x + columns]
        alpha = layer.alpha[..., None].astype(np.float32) / 255
        below[:] = (layer.image * alpha + below * (1 - alpha) + 0.5).astype(np.uint8)
    return canvas


def _draw_sheet(tiles: Sequence[Tile], columns: int, footer: Sequence[str] = ()) -> RgbImage:
    """Lay tiles out in rows of equal height; every row is as high as its longest legend."""
    from PIL import Image, ImageDraw, ImageFont

    title = ImageFont.load_default(PARAMS.title_size)
    text = ImageFont.load_default(PARAMS.text_size)
    pictures = [_to_tile(tile.picture) for tile in tiles]
    columns = min(columns, len(tiles))
    column_widths = [max(picture.shape[1] for picture in pictures[index::columns]) for index in range(columns)]
    rows = [range(start, min(start + columns, len(tiles))) for start in range(0, len(tiles), columns)]
    legends = [
        max(_legend(None, (0, 0), tiles[i].swatches, column_widths[i % columns], text) for i in row) for row in rows
    ]
    footer = [line for line in footer if line]
    width = 2 * PARAMS.margin + sum(column_widths) + PARAMS.gap * (columns - 1)
    height = 2 * PARAMS.margin + sum(PARAMS.caption + PARAMS.tile_height + legend for legend in legends)
    height += PARAMS.gap * (len(rows) - 1) + len(footer) * PARAMS.legend_line
    sheet = Image.new("RGB", (width, height), _PAPER)
    pen = ImageDraw.Draw(sheet)
    y = PARAMS.margin
    for row, legend in zip(rows, legends, strict=True):
        x = PARAMS.margin
        for i in row:
            pen.text((x, y + 4), tiles[i].caption, _INK, title)
            sheet.paste(Image.fromarray(pictures[i]), (x, y + PARAMS.caption))
            corner = (x, y + PARAMS.caption + PARAMS.tile_height)
            _legend(pen, corner, tiles[i].swatches, column_widths[i % columns], text)
            x += column_widths[i % columns] + PARAMS.gap
        y += PARAMS.caption + PARAMS.tile_height + legend + PARAMS.gap
    for line in footer:
        pen.text((PARAMS.margin, y), line, _FAINT, text)
        y += PARAMS.legend_line
    return np.asarray(sheet)


def _legend(
    pen: "ImageDraw | None",
    corner: tuple[int, int],
    swatches: Swatches,
    width: int,
    font: "FreeTypeFont | ImageFont",
) -> int:
    """Draw colour patches with their names, wrapped to a width; returns the height. Without a pen it only measures."""
    if not swatches:
        return 0
    x, y = 0, PARAMS.legend_line // 3
    for colour, name in swatches:
        length = 18 + round(font.getlength(name)) + 16
        if x and x + length > width:
            x, y = 0, y + PARAMS.legend_line - 6
        if pen is not None:
            left, top = corner[0] + x, corner[1] + y
            pen.rounded_rectangle((left, top + 3, left + 12, top + 15), 3, fill=colour)
            pen.text((left + 18, top), name, _FAINT, font)
        x += length
    return y + PARAMS.legend_line - 6


def _to_tile(picture: RgbImage) -> RgbImage:
    height = PARAMS.tile_height
    width = min(PARAMS.widest_tile, max(1, round(height * picture.shape[1] / picture.shape[0])))
    return _fit(picture, (width, height))


def _fit(picture: RgbImage, size: tuple[int, int]) -> RgbImage:
    """The whole picture centred in (width, height)."""
    placement = Placement.letterbox((picture.shape[1], picture.shape[0]), size)
    return placement.image(picture, outside=_GROUND_GREY)
