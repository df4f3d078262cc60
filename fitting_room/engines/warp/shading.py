"""Light for new cloth: the room's exposure, the body's light and shade, and folds where the old cloth shows them."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from fitting_room.domain.arrays import Mask, Matte, RgbImage
from fitting_room.domain.body import BodyLabel, Person
from fitting_room.domain.garment import Category, Garment, GarmentPart, PhotoType
from fitting_room.engines.warp.wear import Piece, Worn
from fitting_room.perception.body_shape import BodyShape


@dataclass(frozen=True)
class ShadingParams:
    """How much light is taken from the photo. Lengths are in unit lengths of the body, lightness in CIE L*."""

    wide: float = 0.09
    """Blur that separates the body's light and shade from prints (0.05-0.15)."""
    medium: float = 0.035
    """Blur that separates it from folds, where there is no print: cast shadows survive it (0.02-0.06)."""
    fine: float = 0.008
    """Blur that removes the weave and noise from folds (0.004-0.02)."""
    plain_strength: float = 0.8
    """Share of the light and shade of plain old cloth that the new cloth takes over (0.5-1)."""
    printed_strength: float = 0.4
    """The same for old cloth with a print, whose colours disturb the measurement (0-0.6)."""
    print_tolerance: float = 9.0
    """Spread of a*b* at which cloth counts as printed (6-15)."""
    fold_depth: float = 4.0
    """Spread of lightness between neighbours that folds explain; stripes and checks show more (3-6)."""
    darkest: float = 0.68
    """The deepest shade (0.6-0.85)."""
    readable: tuple[float, float] = (14.0, 45.0)
    """Black cloth shows no shade worth taking over, cloth of the second lightness shows all of it."""
    brightest: float = 1.15
    """The strongest light (1.05-1.3)."""
    fold_limits: tuple[float, float] = (-9.0, 6.0)
    """Folds beyond this lightness are seams, prints or shadows of arms."""
    rounding_flat: float = 0.17
    """How much the edges of a garment photographed flat darken, to look round (0.1-0.25)."""
    rounding_ghost: float = 0.05
    """The same for a garment photographed on a body or mannequin, which is shaded already (0-0.1)."""
    rounding_width: float = 0.13
    """Width of the darkening."""
    inside: float = 0.8
    """The inside of the back lies in the shade of the neck (0.6-1)."""
    highlight_room: float = 11.0
    """White cloth is this much lighter than the lightest large area of the room (5-15)."""


@dataclass(frozen=True, eq=False)
class Light:
    """What the photo says about light.

    Attributes:
        shade: (H, W) float32 multiplier of lightness, 1 where nothing is known.
        folds: (H, W) float32 lightness to add, 0 where nothing is known.
        white: Lightness that white cloth has in this room, L* in (0, 100].
    """

    shade: Matte
    folds: Matte
    white: float


def _old_cloth(garment: Garment) -> tuple[BodyLabel, ...]:
    """Which old clothes tell about the light on a new one: the crotch of trousers must not darken a skirt."""
    if garment.category is Category.BOTTOMS:
        return (BodyLabel.LOWER_CLOTHES, BodyLabel.DRESS) if garment.has_legs else (BodyLabel.DRESS,)
    return (BodyLabel.UPPER_CLOTHES, BodyLabel.OUTERWEAR, BodyLabel.DRESS)


def measure_light(person: Person, shape: BodyShape, garment: Garment, params: ShadingParams = ShadingParams()) -> Light:
    """Read light, shade and folds from the clothes that a new garment replaces.

    Args:
        person: The person on the canvas.
        shape: Their body.
        garment: The new garment.
        params: How much is taken over.
    """
    half = 0.5
    lab = cv2.cvtColor(
        cv2.resize(person.photo.pixels, None, fx=half, fy=half, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2LAB
    ).astype(np.float32)
    lightness = lab[..., 0] * (100 / 255)
    size = lightness.shape[1], lightness.shape[0]
    unit_length = shape.unit_length * half
    solid = cv2.resize(person.matte, size, interpolation=cv2.INTER_AREA) > 0.95
    shade = np.ones_like(lightness)
    folds = np.zeros_like(lightness)
    margin = np.ones((2 * round(0.02 * unit_length) + 3,) * 2, np.uint8)
    for label in _old_cloth(garment):
        worn = person.parsing.where(label).astype(np.uint8)
        cloth = (cv2.resize(worn, size, interpolation=cv2.INTER_NEAREST) > 0) & solid
        cloth = cv2.erode(cloth.astype(np.uint8), margin) > 0
        if cloth.sum() > 0.1 * unit_length**2:
            _add_cloth(shade, folds, lab, lightness, cloth, unit_length, params)
    full = person.matte.shape[1], person.matte.shape[0]
    white = float(min(100.0, np.percentile(lightness, 95) + params.highlight_room))
    return Light(
        cv2.resize(shade, full, interpolation=cv2.INTER_LINEAR),
        cv2.resize(folds, full, interpolation=cv2.INTER_LINEAR),
        white,
    )


def _add_cloth(
    shade: Matte,
    folds: Matte,
    lab: Matte,
    lightness: Matte,
    cloth: Mask,
    unit_length: float,
    params: ShadingParams,
) -> None:
    """Read one old garment into the shade and fold maps (changed in place)."""
    weight = cloth.astype(np.float32)
    fine = _inside_blur(lightness, weight, params.fine * unit_length)
    relief = fine - _inside_blur(lightness, weight, 0.05 * unit_length)
    colours = float(lab[cloth][:, 1:].std(0).sum()) / params.print_tolerance
    plain = float(np.exp(-(colours**2) - (relief[cloth].std() / params.fold_depth) ** 2))
    sigma = params.wide + (params.medium - params.wide) * plain
    broad = _inside_blur(lightness, weight, sigma * unit_length)
    reference = max(float(np.median(broad[cloth])), 12.0)
    readable = float(np.interp(reference, params.readable, (0.15, 1.0)))
    strength = readable * (plain * params.plain_strength + (1 - plain) * params.printed_strength)
    relative = np.clip(1 + strength * (broad / reference - 1), params.darkest, params.brightest)
    reach = np.clip(cv2.GaussianBlur(weight, (0, 0), sigma * unit_length) * 2.5, 0, 1)
    shade += (relative - 1) * reach
    depth = np.clip(cv2.GaussianBlur(weight, (0, 0), 0.02 * unit_length) * 1.8 - 0.8, 0, 1)
    folds += np.clip((fine - broad) * plain * readable, *params.fold_limits) * depth


def _inside_blur(values: Matte, weight: Matte, sigma: float) -> Matte:
    """Blur that takes only weighted pixels into account; extended beyond them."""
    sigma = max(sigma, 0.6)
    total = cv2.GaussianBlur(weight, (0, 0), sigma)
    return np.asarray(cv2.GaussianBlur(values * weight, (0, 0), sigma) / np.maximum(total, 1e-3), np.float32)


def shade(worn: Worn, light: Light, unit_length: float, params: ShadingParams = ShadingParams()) -> Worn:
    """The garment in the light of the photo.

    Args:
        worn: Cloth on the canvas, in the garment picture's own colours.
        light: Of the photo.
        unit_length: Of the body.
        params: How much is taken over.
    """
    pieces = tuple(replace(piece, image=lit(piece, worn.garment, light, unit_length, params)) for piece in worn.pieces)
    return replace(worn, pieces=pieces)


def lit(
    piece: Piece, garment: Garment, light: Light, unit_length: float, params: ShadingParams = ShadingParams()
) -> RgbImage:
    """One piece in the light of the photo: RGB uint8 (h, w, 3).

    Args:
        piece: Cloth on the canvas, in the garment picture's own colours.
        garment: That it is a part of.
        light: Of the photo; maps at least as large as where the piece lies.
        unit_length: Of the body.
        params: How much is taken over.
    """
    rounding = params.rounding_flat if garment.photo_type is PhotoType.FLAT else params.rounding_ghost
    rounding_width = params.rounding_width * unit_length
    x, y = piece.corner
    height, width = piece.alpha.shape
    window = (slice(y, y + height), slice(x, x + width))
    lab = cv2.cvtColor(piece.image, cv2.COLOR_RGB2LAB)
    lightness = lab[..., 0].astype(np.float32) * (100 / 255)
    depth = cv2.distanceTransform((piece.alpha > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    edge = 1 - np.clip(depth / rounding_width, 0, 1)
    shaded = lightness * light.shade[window] * (1 - rounding * edge * edge)
    shaded += light.folds[window] * np.clip(lightness / 60, 0.35, 1.1)
    # The room's white, reached smoothly: dark and middle tones keep their colour.
    highlight = np.clip((shaded - 55) / 45, 0, 1)
    shaded *= 1 - highlight * (1 - light.white / 100)
    if piece.part is GarmentPart.INSIDE:
        shaded *= params.inside
    lab[..., 0] = np.clip(shaded * 2.55, 0, 255).astype(np.uint8)
    return np.asarray(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB))
