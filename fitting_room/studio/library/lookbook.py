"""Looks on paper: pages for a PDF or a printer, and a contact sheet as one picture.

In: pictures on disk with their names. Out: files, whole or not at all. Pages are drawn at the resolution of a good
printer, so that letters are as sharp as on any other print.
"""

import contextlib
import math
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from fitting_room.domain.decoding import open_picture
from fitting_room.domain.geometry import Placement
from fitting_room.domain.job import Report, silent
from fitting_room.studio.export import cannot_write, save_picture
from fitting_room.studio.library.typeface import typeface_for

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS_PER_INCH = 300
_WHITE, _INK, _FAINT, _LINE = (255, 255, 255), (32, 31, 34), (110, 107, 115), (222, 219, 213)
_JPEG = {"quality": 93, "subsampling": 0}
"""Pages are kept as JPEG inside the PDF, with full colour: halved colour smears letters and thin stripes."""


class Paper(StrEnum):
    """What is printed on."""

    A4 = "A4"
    LETTER = "Letter"

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels, upright."""
        width, height = (210 / 25.4, 297 / 25.4) if self is Paper.A4 else (8.5, 11.0)
        return round(width * DOTS_PER_INCH), round(height * DOTS_PER_INCH)


@dataclass(frozen=True)
class Entry:
    """A look in a book.

    Attributes:
        picture: The file at full size.
        name: What it is called.
        caption: A quieter line below: who wears it, and when it was made.
    """

    picture: Path
    name: str
    caption: str = ""


@dataclass(frozen=True)
class Lookbook:
    """What goes on paper. All words are in the user's language already.

    Attributes:
        entries: The looks, in their order.
        title: Heads the first page, and small the others.
        subtitle: A quieter line below the title: date, number of looks.
        paper: The size of the pages.
    """

    entries: tuple[Entry, ...]
    title: str
    subtitle: str = ""
    paper: Paper = Paper.A4


@dataclass(frozen=True)
class PageParams:
    """Measures of a page in points (1/72 inch); on a contact sheet in pixels."""

    margin: float = 46
    gap: float = 24
    title: float = 30
    subtitle: float = 10.5
    running: float = 8.5
    name: float = 12
    caption: float = 9


PAGE = PageParams()
SHEET = PageParams(margin=64, gap=36, title=60, subtitle=24, running=20, name=26, caption=20)
SHEET_CELL = (600, 800)
"""Room for a picture on a contact sheet, in pixels."""
_MOST_COLUMNS = 5
_LEADING = 1.35
"""Lines are this many times as high as their letters."""


def write_lookbook(book: Lookbook, path: Path, report: Report = silent) -> Path:
    """Write a PDF or a contact sheet by the ending of `path`; a folder gets one PNG per page, for a printer.

    Raises:
        BadPicture: A picture of the book is missing or damaged.
        CannotSave: The file cannot be written.
        Cancelled: `report` raised it; nothing has been written then.
    """
    if path.is_dir():
        for number, page in enumerate(draw_pages(book, report), 1):
            save_picture(np.asarray(page), path / f"page-{number:03}.png")
        return path
    if path.suffix.lower() == ".pdf":
        return _write_pdf(book, path, report)
    return save_picture(np.asarray(draw_contact_sheet(book, report)), path)


def draw_pages(book: Lookbook, report: Report = silent) -> "Iterator[Image]":
    """Draw the pages one by one, RGB at `DOTS_PER_INCH`: a hundred of them would not fit in memory."""
    points = DOTS_PER_INCH / 72
    width, height = book.paper.size
    columns, rows = _grid(len(book.entries))
    pages = [book.entries[start : start + columns * rows] for start in range(0, len(book.entries), columns * rows)]
    drawn = 0
    for number, entries in enumerate(pages, 1):
        press = _Press((width, height), PAGE, points, book)
        top = press.heading(book) if number == 1 else press.running_head(book.title)
        bottom = height - round(PAGE.margin * points) - press.folio(number, len(pages))
        for entry, cell in zip(entries, press.cells(columns, rows, top, bottom), strict=False):
            report("lookbook", drawn / len(book.entries))
            press.entry(entry, cell)
            drawn += 1
        yield press.page


def draw_contact_sheet(book: Lookbook, report: Report = silent) -> "Image":
    """Draw all looks on one picture, RGB, as many columns as look well."""
    columns = min(_MOST_COLUMNS, max(1, math.ceil(math.sqrt(len(book.entries)))))
    rows = math.ceil(len(book.entries) / columns)
    cell_height = SHEET_CELL[1] + _words_height(SHEET)
    width = round(2 * SHEET.margin + columns * SHEET_CELL[0] + (columns - 1) * SHEET.gap)
    head = _heading_height(SHEET)
    height = round(2 * SHEET.margin + head + rows * cell_height + (rows - 1) * SHEET.gap)
    press = _Press((width, height), SHEET, 1.0, book)
    top = press.heading(book)
    cells = press.cells(columns, rows, top, height - round(SHEET.margin))
    for drawn, (entry, cell) in enumerate(zip(book.entries, cells, strict=False)):
        report("lookbook", drawn / len(book.entries))
        press.entry(entry, cell)
    return press.page


def _write_pdf(book: Lookbook, path: Path, report: Report) -> Path:
    unfinished = path.with_name(f".{path.stem[:40]}-{uuid.uuid4().hex[:8]}.part")
    try:
        for number, page in enumerate(draw_pages(book, report)):
            # Appending keeps one page in memory at a time.
            page.save(
                unfinished, "PDF", append=number > 0, resolution=DOTS_PER_INCH, title=book.title, producer="", **_JPEG
            )
        unfinished.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return path


def _grid(entries: int) -> tuple[int, int]:
    """(columns, rows) of a page: few looks are shown large."""
    return {1: (1, 1), 2: (2, 1)}.get(entries, (2, 2))


def _heading_height(params: PageParams) -> float:
    return (params.title + params.subtitle) * _LEADING + params.gap


def _words_height(params: PageParams) -> float:
    return (params.name + params.caption) * _LEADING + params.caption / 2


Cell = tuple[int, int, int, int]
"""Left, top, width, height."""


class _Press:
    """Sets one page.

    Args:
        size: (width, height) in pixels.
        params: Measures.
        unit: Pixels per unit of the measures.
        book: All that will be set, so that one typeface can be chosen for it.
    """

    def __init__(self, size: tuple[int, int], params: PageParams, unit: float, book: Lookbook) -> None:
        from PIL import Image, ImageDraw

        self.page: Image.Image = Image.new("RGB", size, _WHITE)
        self._draw = ImageDraw.Draw(self.page)
        self._params = params
        self._unit = unit
        self._words = "".join(
            (book.title, book.subtitle, "…", *(f"{each.name}{each.caption}" for each in book.entries))
        )

    def heading(self, book: Lookbook) -> int:
        """Set title, subtitle and a line below them; returns where the looks begin."""
        params, left = self._params, self._px(self._params.margin)
        right, top = self.page.width - left, self._px(params.margin)
        self._line(book.title, (left, top), params.title, _INK, right - left)
        below = top + self._px(params.title * _LEADING)
        self._line(book.subtitle, (left, below), params.subtitle, _FAINT, right - left)
        return top + self._px(_heading_height(params))

    def running_head(self, title: str) -> int:
        """Set the title small; returns where the looks begin."""
        left = self._px(self._params.margin)
        self._line(title, (left, left), self._params.running, _FAINT, self.page.width - 2 * left)
        return left + self._px(self._params.running * _LEADING + self._params.gap)

    def folio(self, number: int, pages: int) -> int:
        """Set the number of the page, if there are several; returns how much room it takes."""
        if pages == 1:
            return 0
        text, size = f"{number} / {pages}", self._px(self._params.running)
        x = self.page.width - self._px(self._params.margin)
        y = self.page.height - self._px(self._params.margin)
        self._draw.text((x, y), text, _FAINT, typeface_for(text, size, self._words), anchor="rd")
        return self._px(self._params.running * _LEADING + self._params.gap / 2)

    def cells(self, columns: int, rows: int, top: int, bottom: int) -> list[Cell]:
        """The places for looks, row by row."""
        left, gap = self._px(self._params.margin), self._px(self._params.gap)
        width = (self.page.width - 2 * left - (columns - 1) * gap) // columns
        height = (bottom - top - (rows - 1) * gap) // rows
        return [
            (left + column * (width + gap), top + row * (height + gap), width, height)
            for row in range(rows)
            for column in range(columns)
        ]

    def entry(self, entry: Entry, cell: Cell) -> None:
        """Set a picture as large as fits, and its words right below it."""
        from PIL import Image

        left, top, width, height = cell
        room = height - self._px(_words_height(self._params))
        picture = open_picture(entry.picture)
        size = (picture.shape[1], picture.shape[0])
        scale = min(width / size[0], room / size[1])
        canvas = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
        drawn = Image.fromarray(Placement(size, canvas, scale).image(picture))
        self.page.paste(drawn, (left, top))  # In line with the title, whatever its shape.
        below = top + canvas[1] + self._px(self._params.caption / 2)
        self._line(entry.name, (left, below), self._params.name, _INK, canvas[0])
        below += self._px(self._params.name * _LEADING)
        self._line(entry.caption, (left, below), self._params.caption, _FAINT, canvas[0])

    def _line(self, text: str, place: tuple[int, int], size: float, colour: tuple[int, int, int], width: int) -> None:
        """Set one line, shortened where it is too long."""
        face = typeface_for(text + "…", self._px(size), self._words)
        shown = text
        while shown and self._draw.textlength(shown, face) > width:
            shown = shown[:-2].rstrip(" ,…") + "…" if len(shown) > 1 else ""
        self._draw.text(place, shown, colour, face, anchor="la")

    def _px(self, units: float) -> int:
        return round(units * self._unit)
