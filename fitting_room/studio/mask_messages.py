"""The order that goes with a click in the mask editor, and what comes of it; `messages` has the rest."""

from dataclasses import dataclass
from pathlib import Path

from fitting_room.domain.mask_edit import Outline


@dataclass(frozen=True)
class FindRegion:
    """Say what thing of a photo somebody points at.

    Attributes:
        photo: The photo.
        place: (x, y), as shares of its longer side from its top-left corner.
        clicked: Whether they mean it; else they only look.
    """

    photo: Path
    place: tuple[float, float]
    clicked: bool = True


@dataclass(frozen=True)
class RegionFound:
    """What somebody pointed at: `Region.outlines`; nothing where nothing could be made out."""

    outlines: tuple[Outline, ...]
