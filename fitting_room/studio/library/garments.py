"""A garment on file, and what can be asked of the wardrobe: values without a database."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fitting_room.domain.garment import Category, Colour, HemLength, Neckline, PhotoType, SleeveLength
from fitting_room.studio.recipe import GarmentFile, readable_name

_SLEEVE_WORDS = {
    SleeveLength.NONE: "sleeveless",
    SleeveLength.SHORT: "short sleeves",
    SleeveLength.HALF: "half sleeves",
    SleeveLength.LONG: "long sleeves",
}
_CAMERA = re.compile(r"^(img|image|dsc[fn]?|dscn|pxl|p|photo|pic|picture|screenshot|whatsapp|wp|mvimg|signal|vid)$")


Words = tuple[tuple[str, ...], ...]
"""The words of a search; each is a set of spellings, of which one is enough (`search_words`)."""


@dataclass(frozen=True)
class Problem:
    """Why a garment will not work.

    Attributes:
        what: One sentence saying what is wrong.
        next_step: One sentence saying what the user can do.
    """

    what: str
    next_step: str


@dataclass(frozen=True)
class Reading:
    """What perception found out about a garment; None where it has not looked or the garment has no such thing.

    Attributes:
        colours: One to three, the dominant one first.
        sleeve_length: How far the sleeves reach.
        hem_length: Where the hem falls.
        neckline: The shape of the front neckline.
        photo_type: How it was photographed.
        confidence: How sure that is, in [0, 1].
        notices: Sentences the user should read.
    """

    colours: tuple[Colour, ...] = ()
    sleeve_length: SleeveLength | None = None
    hem_length: HemLength | None = None
    neckline: Neckline | None = None
    photo_type: PhotoType | None = None
    confidence: float = 1.0
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class GarmentOnFile:
    """One garment of the wardrobe.

    Attributes:
        id: Never used again for another garment.
        name: What the user calls it; empty where nobody has named it.
        category: Where it is worn; None where that could not be found out.
        picture: Its picture; None where the file could not be opened.
        thumbnail: A small picture of it, cut out; None where there is no picture.
        back: A picture of its back.
        tags: The user's own words, in their order.
        favourite: Whether the user marked it.
        reading: What perception found, with the user's corrections in place.
        corrected: Which of "category", "sleeve_length" and "hem_length" the user has set.
        problem: Why it will not work; None where it does.
        created_at: Seconds since 1970.
    """

    id: int
    name: str
    category: Category | None
    picture: Path | None
    thumbnail: Path | None
    back: Path | None
    tags: tuple[str, ...]
    favourite: bool
    reading: Reading
    corrected: frozenset[str]
    problem: Problem | None
    created_at: float

    @property
    def wearable(self) -> bool:
        """Whether it can be tried on."""
        return self.problem is None and self.picture is not None and self.category is not None

    def file(self, name: str = "") -> GarmentFile:
        """What the engine gets: the picture, and what the user corrected.

        Args:
            name: What to call it where it has no name of its own.

        Raises:
            ValueError: It is not wearable.
        """
        if self.picture is None or not self.wearable:
            raise ValueError(f"garment {self.id} cannot be worn")
        return GarmentFile(
            self.picture,
            self.name or name or str(self.category),
            self.category,
            self.reading.sleeve_length if "sleeve_length" in self.corrected else None,
            self.reading.hem_length if "hem_length" in self.corrected else None,
            self.back,
        )


@dataclass(frozen=True)
class Query:
    """Which garments to list; what is left out does not matter.

    Attributes:
        category: Where they are worn. Garments that do not work are listed under no category.
        colour: One of their colours.
        tag: One of their tags.
        favourite: Only those that the user marked.
        words: Each must occur in their name, tags, colours or kind.
    """

    category: Category | None = None
    colour: Colour | None = None
    tag: str = ""
    favourite: bool = False
    words: Words = ()


def search_words(text: str, translations: Mapping[str, str] | None = None) -> Words:
    """The words of a search, ready for `Query.words`.

    Args:
        text: As the user typed it.
        translations: What things are called in the user's language -> what `searchable` calls them, so that either
            finds them.
    """
    words = []
    for word in fold(text).split():
        others = {fold(english) for local, english in (translations or {}).items() if word in fold(local)}
        words.append((word, *sorted(others - {word})))
    return tuple(words)


def fold(text: str) -> str:
    """Text as it is compared: without case and accents. Hangul falls into letters, so half a syllable finds it."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter)
    )


def searchable(name: str, category: Category | None, tags: Iterable[str], reading: Reading) -> str:
    """Everything by which a garment can be found, folded."""
    sleeves = _SLEEVE_WORDS[reading.sleeve_length] if reading.sleeve_length and category is not Category.BOTTOMS else ""
    return fold(" ".join([name, *tags, *reading.colours, category or "", sleeves]))


def given_name(path: Path) -> str:
    """The name that somebody gave a file; empty where a camera or a program named it: "IMG_2041", "3fda-46db-974d"."""
    words = [
        word
        for word in readable_name(path.with_name(path.name.lower())).split()
        if not _CAMERA.match(word) and not any(letter.isdigit() for letter in word)
    ]
    named = sum(len(word) for word in words) >= max(3, len(path.stem) // 3) or any(not word.isascii() for word in words)
    return readable_name(path) if named else ""
