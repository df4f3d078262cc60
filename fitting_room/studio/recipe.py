"""What is to be worn by whom, by file name: a try-on request without pixels, which makes the same picture again.

Faces (window, command line) speak in recipes; the pixels live where the work is done.
"""

from dataclasses import dataclass
from pathlib import Path

from fitting_room.domain.decoding import open_picture
from fitting_room.domain.garment import Category, Garment, HemLength, SleeveLength
from fitting_room.domain.mask_edit import MaskEdit
from fitting_room.domain.tryon import RenderOptions


@dataclass(frozen=True)
class GarmentFile:
    """A garment that has not been opened yet.

    Attributes:
        path: The picture.
        name: What the user calls it.
        category: Where it is worn; None lets perception find out.
        sleeve_length: How far the sleeves reach, where the user knows better than perception.
        hem_length: Where the hem falls, likewise.
    """

    path: Path
    name: str
    category: Category | None = None
    sleeve_length: SleeveLength | None = None
    hem_length: HemLength | None = None

    def open(self) -> Garment:
        """Read and understand the garment, as `open_garment`, and let what the user knows take precedence."""
        return open_garment(self.path, self.category, self.name).corrected(self.sleeve_length, self.hem_length)


@dataclass(frozen=True)
class Recipe:
    """Everything that shapes a try-on picture.

    Attributes:
        photo: Picture of the person.
        garments: What to wear.
        options: Preset, fit, tuck, seed.
        engine: Id in the catalogue.
        mask_edit: What the user changed about the mask.
    """

    photo: Path
    garments: tuple[GarmentFile, ...]
    options: RenderOptions = RenderOptions()
    engine: str = "warp"
    mask_edit: MaskEdit = MaskEdit()


def open_garment(path: str | Path, category: Category | None = None, name: str | None = None) -> Garment:
    """Read a picture of a garment, cut it out and understand it.

    Args:
        path: The picture.
        category: Where it is worn; found out where None.
        name: What to call it; the file's name where None.

    Raises:
        BadPicture: The file cannot be opened as a picture.
        UnsuitableGarment: No garment can be made out.
    """
    from fitting_room.perception.garment import understand_garment

    path = Path(path)
    return understand_garment(open_picture(path), name or readable_name(path), category)


def readable_name(path: Path) -> str:
    """A file name as a person would write it: "tee_breton.png" -> "tee breton"."""
    return path.stem.replace("_", " ").replace("-", " ").strip() or path.name
