"""What is to be worn by whom, by file name: a try-on request without pixels, which makes the same picture again.

Faces (window, command line) speak in recipes; the pixels live where the work is done.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fitting_room.domain.decoding import open_picture
from fitting_room.domain.errors import BadRecipe
from fitting_room.domain.garment import Category, Garment, HemLength, SleeveLength
from fitting_room.domain.job import Report, silent, within
from fitting_room.domain.mask_edit import MaskEdit
from fitting_room.domain.tryon import Fit, Preset, RenderOptions

FORMAT = 5
"""Version of a recipe in writing. It grows whenever a field is added that shapes the picture: a program that does not
know the field would make another picture without saying so. 2 added samples, 3 the backs of garments, 4 the sample that
somebody chose, 5 regions of the mask; a recipe is written in the lowest that says everything, so that older programs
read it too."""


@dataclass(frozen=True)
class GarmentFile:
    """A garment that has not been opened yet.

    Attributes:
        path: The picture.
        name: What the user calls it.
        category: Where it is worn; None lets perception find out.
        sleeve_length: How far the sleeves reach, where the user knows better than perception.
        hem_length: Where the hem falls, likewise.
        back: A picture of its back; None where there is none.
    """

    path: Path
    name: str
    category: Category | None = None
    sleeve_length: SleeveLength | None = None
    hem_length: HemLength | None = None
    back: Path | None = None

    def open(self, report: Report = silent) -> Garment:
        """Read and understand the garment, as `open_garment`, and let what the user knows take precedence."""
        garment = open_garment(self.path, self.category, self.name, report, self.back)
        return garment.corrected(self.sleeve_length, self.hem_length)

    def to_json(self) -> dict[str, Any]:
        """Plain values for `json.dumps`."""
        data = {
            "path": str(self.path),
            "name": self.name,
            "category": self.category,
            "sleeve_length": self.sleeve_length,
            "hem_length": self.hem_length,
        }
        return data if self.back is None else {**data, "back": str(self.back)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "GarmentFile":
        """The garment that `to_json` wrote.

        Raises:
            KeyError, TypeError, ValueError: It is not one.
        """
        category, sleeve_length, hem_length = data["category"], data["sleeve_length"], data["hem_length"]
        return cls(
            Path(data["path"]),
            str(data["name"]),
            None if category is None else Category(category),
            None if sleeve_length is None else SleeveLength(sleeve_length),
            None if hem_length is None else HemLength(hem_length),
            Path(data["back"]) if "back" in data else None,
        )


@dataclass(frozen=True)
class Recipe:
    """Everything that shapes a try-on picture.

    Attributes:
        photo: Picture of the person.
        garments: What to wear.
        options: Preset, fit, tuck, seed, samples.
        engine: Id in the catalogue.
        mask_edit: What the user changed about the mask.
    """

    photo: Path
    garments: tuple[GarmentFile, ...]
    options: RenderOptions = RenderOptions()
    engine: str = "warp"
    mask_edit: MaskEdit = MaskEdit()

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that is needed to make the picture."""
        backs = (garment.back for garment in self.garments if garment.back is not None)
        return (self.photo, *(garment.path for garment in self.garments), *backs)

    @property
    def asked(self) -> "Recipe":
        """The recipe before one of its samples was chosen."""
        return replace(self, options=replace(self.options, sample=None))

    @property
    def _format(self) -> int:
        if self.mask_edit.has_regions:
            return 5
        if self.options.sample is not None:
            return 4
        if any(garment.back is not None for garment in self.garments):
            return 3
        return 2 if self.options.samples > 1 else 1

    def to_text(self) -> str:
        """As JSON; equal recipes give equal text."""
        options: dict[str, Any] = {
            "preset": self.options.preset,
            "fit": self.options.fit,
            "tuck": self.options.tuck,
            "seed": self.options.seed,
        }
        if self.options.samples > 1:
            options["samples"] = self.options.samples
        if self.options.sample is not None:
            options["sample"] = self.options.sample
        data = {
            "format": self._format,
            "photo": str(self.photo),
            "garments": [garment.to_json() for garment in self.garments],
            "options": options,
            "engine": self.engine,
            "mask_edit": self.mask_edit.to_json(),
        }
        return json.dumps(data, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_text(cls, text: str) -> "Recipe":
        """The recipe that `to_text` wrote.

        Raises:
            BadRecipe: Damaged, or written by a newer program.
        """
        try:
            data = json.loads(text)
            if data["format"] > FORMAT:
                raise BadRecipe(
                    "This look was made by a newer version of Fitting Room.", "Install the newest version to open it."
                )
            options = data["options"]
            return cls(
                Path(data["photo"]),
                tuple(GarmentFile.from_json(garment) for garment in data["garments"]),
                RenderOptions(
                    Preset(options["preset"]),
                    Fit(options["fit"]),
                    _tuck(options["tuck"]),
                    int(options["seed"]),
                    int(options.get("samples", 1)),
                    None if options.get("sample") is None else int(options["sample"]),
                ),
                str(data["engine"]),
                MaskEdit.from_json(data["mask_edit"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise BadRecipe("The description of this look is damaged.", "Put the outfit together again.") from error


def _tuck(value: object) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise ValueError(f"no answer to whether a top is tucked in: {value!r}")


def open_garment(
    path: str | Path,
    category: Category | None = None,
    name: str | None = None,
    report: Report = silent,
    back: str | Path | None = None,
) -> Garment:
    """Read a picture of a garment, cut it out and understand it.

    Args:
        path: The picture.
        category: Where it is worn; found out where None.
        name: What to call it; the file's name where None.
        report: Called before each step, with its share of this work; raises `Cancelled` to stop.
        back: A picture of its back, for people seen from behind.

    Raises:
        BadPicture: A file cannot be opened as a picture.
        UnsuitableGarment: No garment can be made out.
        Cancelled: `report` raised it.
    """
    from fitting_room.perception.choice import perception_here
    from fitting_room.perception.garment import understand_garment

    path = Path(path)
    cutter = perception_here().cutter
    front = report if back is None else within(report, 0.0, 0.5)
    garment = understand_garment(
        open_picture(path), name or readable_name(path), category, segmenter=cutter, report=front
    )
    if back is None:
        return garment
    behind = within(report, 0.5, 1.0)
    other = understand_garment(open_picture(back), garment.name, garment.category, segmenter=cutter, report=behind)
    return replace(garment, back=other)


def readable_name(path: Path) -> str:
    """A file name as a person would write it: "tee_breton.png" -> "tee breton"."""
    return path.stem.replace("_", " ").replace("-", " ").strip() or path.name
