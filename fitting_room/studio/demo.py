"""The bundled people and wardrobe, and four looks made of them that show what the fitting room does."""

from dataclasses import dataclass
from pathlib import Path

from fitting_room.domain.garment import Category, Colour
from fitting_room.domain.job import Report, silent
from fitting_room.domain.sentence import Sentence
from fitting_room.resources import assets
from fitting_room.studio.recipe import GarmentFile, Recipe

_PEOPLE = {
    "anna": "Anna",
    "imani": "Imani",
    "mei": "Mei",
    "ruth": "Ruth",
    "dalia": "Dalia",
    "kofi": "Kofi",
    "jun": "Jun",
    "marco": "Marco",
    "hal": "Hal",
    "imani_webcam": "Imani, webcam",
}
_GARMENTS = {
    Category.TOPS: {
        "tee_breton": "Breton T-shirt",
        "tee_sun": "Sunset T-shirt",
        "tee_bolt": "Bolt T-shirt",
        "tee_blocks": "Blocks T-shirt",
        "tank_letters": "Letter tank top",
        "shirt_oxford": "Oxford shirt",
        "shirt_plaid": "Plaid shirt",
        "blouse_chambray": "Chambray blouse",
        "longsleeve_zigzag": "Zigzag long-sleeve",
        "sweater_camel": "Camel sweater",
    },
    Category.BOTTOMS: {
        "jeans_blue": "Blue jeans",
        "chinos_olive": "Olive chinos",
        "shorts_khaki": "Khaki shorts",
        "skirt_plaid": "Plaid skirt",
        "skirt_pencil_black": "Black pencil skirt",
    },
    Category.DRESSES: {
        "dress_ditsy": "Ditsy dress",
        "dress_dots": "Polka-dot dress",
        "dress_floral": "Flower dress",
        "dress_wine": "Wine-red dress",
    },
}
_COLOURS = {
    "tee_breton": (Colour.WHITE, Colour.BLUE),
    "tee_sun": (Colour.WHITE,),
    "tee_bolt": (Colour.BLUE,),
    "tee_blocks": (Colour.BLUE,),
    "tank_letters": (Colour.RED,),
    "shirt_oxford": (Colour.WHITE,),
    "shirt_plaid": (Colour.RED,),
    "blouse_chambray": (Colour.BLUE,),
    "longsleeve_zigzag": (Colour.WHITE, Colour.BLUE),
    "sweater_camel": (Colour.BROWN,),
    "jeans_blue": (Colour.BLUE,),
    "chinos_olive": (Colour.GREEN,),
    "shorts_khaki": (Colour.BEIGE,),
    "skirt_plaid": (Colour.GREEN,),
    "skirt_pencil_black": (Colour.BLACK,),
    "dress_ditsy": (Colour.BLUE,),
    "dress_dots": (Colour.RED, Colour.WHITE),
    "dress_floral": (Colour.MULTICOLOUR, Colour.WHITE, Colour.PINK),
    "dress_wine": (Colour.RED,),
}
"""What `name_colours` says about them, so that the first start need not look at nineteen pictures."""


@dataclass(frozen=True)
class PersonFile:
    """A photo of somebody, not opened yet."""

    path: Path
    name: str


def people() -> tuple[PersonFile, ...]:
    """The bundled people, in the order in which they are shown."""
    return tuple(PersonFile(assets() / "demo/people" / f"{stem}.png", name) for stem, name in _PEOPLE.items())


def wardrobe() -> tuple[GarmentFile, ...]:
    """The bundled garments: tops, bottoms, dresses."""
    return tuple(
        GarmentFile(assets() / "demo/garments" / category / f"{stem}.png", name, category)
        for category, names in _GARMENTS.items()
        for stem, name in names.items()
    )


def colours(garment: GarmentFile) -> tuple[Colour, ...]:
    """The colours of a bundled garment, the dominant one first."""
    return _COLOURS[garment.path.stem]


def looks() -> dict[str, Recipe]:
    """What `fitting-room demo` renders: file stem -> recipe."""
    return {
        "top": _look("imani", "tee_breton"),
        "bottom": _look("anna", "skirt_plaid"),
        "dress": _look("ruth", "dress_dots"),
        "outfit": _look("kofi", "chinos_olive", "shirt_plaid"),
    }


def render_demo(folder: Path, report: Report = silent) -> list[Path]:
    """Render the demo looks into a folder as PNG, with a contact sheet of before and after.

    Args:
        folder: Made where it is missing.
        report: Called at every stage of every look; raises `Cancelled` to stop.

    Returns:
        The files written, the contact sheet last.

    Raises:
        CannotSave: The folder or a file could not be written.
    """
    from fitting_room.domain.decoding import open_photo
    from fitting_room.domain.errors import CannotSave
    from fitting_room.domain.garment import Outfit
    from fitting_room.domain.tryon import TryOnRequest
    from fitting_room.studio.export import save_picture
    from fitting_room.studio.pipeline import FittingRoom
    from fitting_room.studio.steps import draw_before_and_after

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotSave(
            Sentence("The folder “{folder}” could not be made.", folder=str(folder)), "Choose another one with -o."
        ) from error
    room = FittingRoom()
    results = []
    written = []
    for index, (stem, recipe) in enumerate(looks().items()):

        def report_look(stage: str, fraction: float, done: int = index) -> None:
            report(stage, (done + fraction) / len(looks()))

        report_look("garment", 0.0)
        outfit = Outfit.of(*(piece.open() for piece in recipe.garments))
        request = TryOnRequest(open_photo(recipe.photo), outfit, recipe.engine, recipe.options)
        results.append(room.render(request, report_look))
        written.append(save_picture(results[-1].image, folder / f"{stem}.png"))
    return [*written, save_picture(draw_before_and_after(results), folder / "demo.png")]


def _look(person: str, *stems: str) -> Recipe:
    garments = {garment.path.stem: garment for garment in wardrobe()}
    return Recipe(assets() / "demo/people" / f"{person}.png", tuple(garments[stem] for stem in stems))
