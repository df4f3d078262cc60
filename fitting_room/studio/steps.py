"""Contact sheets: every step from the photo to the result side by side, and before-and-after rows."""

from collections.abc import Sequence

import cv2
import numpy as np

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import BodyLabel
from fitting_room.domain.garment import Garment
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
from fitting_room.studio.sheet import GROUND_GREY, PARAMS, Tile, centred, draw_sheet

_HELD = (60, 120, 216)


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
        Tile("Agnostic", draw_agnostic(agnostic), (((127, 127, 127), "may change"), (_HELD, "protected"))),
        Tile("Garment" if len(result.request.outfit.garments) == 1 else "Garments", _draw_outfit(result)),
        Tile("Warped garment", draw_warped(result)),
        Tile("Result", result.image),
    ]
    seconds = "   ".join(f"{stage} {spent:.2f} s" for stage, spent in result.seconds.items())
    return draw_sheet(tiles, columns=4, footer=[seconds, *result.notices])


def draw_before_and_after(results: Sequence[TryOnResult]) -> RgbImage:
    """For each result a pair of tiles: the photo and the person in the outfit."""
    tiles = []
    for result in results:
        worn = " + ".join(garment.name for garment in result.request.outfit.garments[::-1])
        tiles += [Tile("Photo", result.request.photo.pixels), Tile(worn, result.image)]
    return draw_sheet(tiles, columns=4)


def draw_changed(result: TryOnResult) -> RgbImage:
    """White where the result may differ from the photo, black where it is the photo bit for bit."""
    return np.repeat(result.changed[..., None].astype(np.uint8) * 255, 3, axis=2)


def draw_agnostic(agnostic: AgnosticPerson) -> RgbImage:
    """What may change painted grey, what is protected tinted blue."""
    picture = agnostic.image
    picture[agnostic.protect] = (picture[agnostic.protect] * 0.6 + np.array(_HELD) * 0.4).astype(np.uint8)
    return picture


def _draw_outfit(result: TryOnResult) -> RgbImage:
    """The garments of the outfit with their landmarks, top above bottoms, close-cropped, in one tile."""
    garments = result.request.outfit.garments[::-1]
    size = (round(PARAMS.tile_height * 3 / 4), PARAMS.tile_height // len(garments))
    return np.concatenate([centred(_close_crop(garment), size) for garment in garments])


def _close_crop(garment: Garment) -> RgbImage:
    drawn = draw_garment(garment, ground=np.full_like(garment.image, GROUND_GREY))
    height, width = drawn.shape[:2]
    x, y, columns, rows = cv2.boundingRect((garment.matte > 0.5).astype(np.uint8))
    margin = round(0.05 * max(columns, rows))
    return drawn[
        max(0, y - margin) : min(height, y + rows + margin), max(0, x - margin) : min(width, x + columns + margin)
    ]


def draw_warped(result: TryOnResult) -> RgbImage:
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
