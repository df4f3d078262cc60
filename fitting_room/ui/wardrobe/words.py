"""What garments and their attributes are called in the language of the window."""

from PySide6.QtCore import QCoreApplication

from fitting_room.domain.garment import Category, Colour, HemLength, SleeveLength
from fitting_room.domain.sentence import Sentence
from fitting_room.studio.library.garments import GarmentOnFile
from fitting_room.ui.names import bundled_names, say_name
from fitting_room.ui.translations import say


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark a text for `tools/translations.py`, which knows this name; Qt's own function has no type."""
    return text


CATEGORIES = {
    Category.TOPS: QT_TRANSLATE_NOOP("wardrobe", "Tops"),
    Category.BOTTOMS: QT_TRANSLATE_NOOP("wardrobe", "Bottoms"),
    Category.DRESSES: QT_TRANSLATE_NOOP("wardrobe", "Dresses"),
}
KINDS = {
    Category.TOPS: QT_TRANSLATE_NOOP("wardrobe", "top"),
    Category.BOTTOMS: QT_TRANSLATE_NOOP("wardrobe", "bottoms"),
    Category.DRESSES: QT_TRANSLATE_NOOP("wardrobe", "dress"),
}
COLOURS = {
    Colour.BLACK: QT_TRANSLATE_NOOP("wardrobe", "black"),
    Colour.WHITE: QT_TRANSLATE_NOOP("wardrobe", "white"),
    Colour.GREY: QT_TRANSLATE_NOOP("wardrobe", "grey"),
    Colour.BEIGE: QT_TRANSLATE_NOOP("wardrobe", "beige"),
    Colour.BROWN: QT_TRANSLATE_NOOP("wardrobe", "brown"),
    Colour.RED: QT_TRANSLATE_NOOP("wardrobe", "red"),
    Colour.ORANGE: QT_TRANSLATE_NOOP("wardrobe", "orange"),
    Colour.YELLOW: QT_TRANSLATE_NOOP("wardrobe", "yellow"),
    Colour.GREEN: QT_TRANSLATE_NOOP("wardrobe", "green"),
    Colour.BLUE: QT_TRANSLATE_NOOP("wardrobe", "blue"),
    Colour.PURPLE: QT_TRANSLATE_NOOP("wardrobe", "purple"),
    Colour.PINK: QT_TRANSLATE_NOOP("wardrobe", "pink"),
    Colour.MULTICOLOUR: QT_TRANSLATE_NOOP("wardrobe", "multicoloured"),
}
SLEEVES = {
    SleeveLength.NONE: QT_TRANSLATE_NOOP("wardrobe", "None"),
    SleeveLength.SHORT: QT_TRANSLATE_NOOP("wardrobe", "Short"),
    SleeveLength.HALF: QT_TRANSLATE_NOOP("wardrobe", "Half"),
    SleeveLength.LONG: QT_TRANSLATE_NOOP("wardrobe", "Long"),
}
HEMS = {
    HemLength.WAIST: QT_TRANSLATE_NOOP("wardrobe", "Waist"),
    HemLength.HIP: QT_TRANSLATE_NOOP("wardrobe", "Hip"),
    HemLength.THIGH: QT_TRANSLATE_NOOP("wardrobe", "Thigh"),
    HemLength.KNEE: QT_TRANSLATE_NOOP("wardrobe", "Knee"),
    HemLength.CALF: QT_TRANSLATE_NOOP("wardrobe", "Calf"),
    HemLength.ANKLE: QT_TRANSLATE_NOOP("wardrobe", "Ankle"),
}


def translate(text: str) -> str:
    """A word of the tables above in the language of the window."""
    return QCoreApplication.translate("wardrobe", text)


def name_of(garment: GarmentOnFile) -> str:
    """What a garment is called: its own name, or what it looks like where it has none: "Blue top"."""
    if garment.name:
        return say_name(garment.name, garment.picture)
    if garment.category is None:
        return QCoreApplication.translate("wardrobe", "Unnamed picture")
    kind = translate(KINDS[garment.category])
    if not garment.reading.colours:
        return kind.capitalize()
    colour = translate(COLOURS[garment.reading.colours[0]])
    name = QCoreApplication.translate("wardrobe", "{colour} {kind}").format(colour=colour, kind=kind)
    return name[:1].upper() + name[1:]


def notices_of(garment: GarmentOnFile) -> list[str]:
    """What the user should know about a garment, by the name that it has now."""
    said = []
    for notice in garment.reading.notices:
        if isinstance(notice, Sentence) and "name" in notice.fillings:
            named = Sentence(notice.template, **{**notice.fillings, "name": name_of(garment)})
            said.append(say(named))
        else:
            said.append(say(notice))
    return said


def describe(garment: GarmentOnFile, worn: bool = False) -> str:
    """Everything that its card shows, in words."""
    parts = [name_of(garment)]
    if garment.category is not None:
        parts.append(translate(KINDS[garment.category]))
    parts += [translate(COLOURS[colour]) for colour in garment.reading.colours]
    if garment.favourite:
        parts.append(QCoreApplication.translate("wardrobe", "favourite"))
    if worn:
        parts.append(QCoreApplication.translate("wardrobe", "worn"))
    if garment.problem is not None:
        parts.append(say(garment.problem.what))
    return ", ".join(parts)


def tip_for(garment: GarmentOnFile) -> str:
    """What the pointer is told: the name, the tags, and why it will not work."""
    lines = [name_of(garment)]
    if garment.tags:
        lines.append(" · ".join(garment.tags))
    if garment.problem is not None:
        lines += [say(garment.problem.what), say(garment.problem.next_step)]
    return "\n".join(lines)


def search_translations() -> dict[str, str]:
    """What categories, colours and bundled garments are called here -> what they are called on file."""
    found = {translate(word): str(key) for table in (CATEGORIES, KINDS, COLOURS) for key, word in table.items()}
    return found | bundled_names()
