"""Lookbooks: every look is on paper, every letter has a face, and nothing half-written stays behind."""

import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fitting_room.domain.errors import BadPicture, CannotSave
from fitting_room.domain.job import Cancelled
from fitting_room.studio.export import save_picture
from fitting_room.studio.library.lookbook import DOTS_PER_INCH, Entry, Lookbook, Paper, draw_pages, write_lookbook
from fitting_room.studio.library.typeface import typeface_for

COLOURS = [(200, 40, 40), (40, 160, 60), (50, 80, 200), (190, 160, 30), (150, 60, 170)]


@pytest.fixture
def entries(tmp_path: Path) -> tuple[Entry, ...]:
    made = []
    for number, colour in enumerate(COLOURS):
        picture = save_picture(np.full((400, 300, 3), colour, np.uint8), tmp_path / f"{number}.png")
        made.append(Entry(picture, f"Look {number}", "Anna"))
    return tuple(made)


def shows(picture: np.ndarray, colour: tuple[int, int, int]) -> bool:
    return int((np.abs(picture.astype(int) - colour).max(axis=2) < 8).sum()) > 20_000


def test_every_look_is_on_the_contact_sheet(entries: tuple[Entry, ...], tmp_path: Path) -> None:
    written = write_lookbook(Lookbook(entries, "Autumn"), tmp_path / "sheet.png")
    sheet = np.asarray(Image.open(written))
    assert all(shows(sheet, colour) for colour in COLOURS)


def test_four_looks_go_on_a_page_and_none_is_left_out(entries: tuple[Entry, ...]) -> None:
    pages = [np.asarray(page) for page in draw_pages(Lookbook(entries, "Autumn"))]
    assert [[shows(page, colour) for colour in COLOURS] for page in pages] == [
        [True] * 4 + [False],
        [False] * 4 + [True],
    ]


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_the_pdf_has_the_pages_and_the_paper(
    entries: tuple[Entry, ...], tmp_path: Path, paper: Paper, size: tuple[int, int]
) -> None:
    written = write_lookbook(Lookbook(entries, "Autumn", paper=paper), tmp_path / "book.pdf")
    boxes = re.findall(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", written.read_bytes())
    assert {tuple(round(float(each)) for each in box) for box in boxes} == {size}
    # Each page is appended with a new table of contents: the last one counts.
    assert re.findall(rb"/Count (\d+)", written.read_bytes())[-1] == b"2"


def test_a_printer_gets_one_picture_per_page(entries: tuple[Entry, ...], tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    write_lookbook(Lookbook(entries, "Autumn"), folder)
    assert sorted(path.name for path in folder.iterdir()) == ["page-001.png", "page-002.png"]
    with Image.open(folder / "page-001.png") as page:
        assert page.size == (round(210 / 25.4 * DOTS_PER_INCH), round(297 / 25.4 * DOTS_PER_INCH))


def test_a_picture_that_is_gone_is_named_and_nothing_is_written(entries: tuple[Entry, ...], tmp_path: Path) -> None:
    entries[4].picture.unlink()
    with pytest.raises(BadPicture, match=re.escape("4.png")):
        write_lookbook(Lookbook(entries, "Autumn"), tmp_path / "book.pdf")
    assert not [path for path in tmp_path.iterdir() if "book" in path.name]


def test_stopping_leaves_nothing_behind(entries: tuple[Entry, ...], tmp_path: Path) -> None:
    def stop_late(stage: str, fraction: float) -> None:
        if fraction > 0.7:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_lookbook(Lookbook(entries, "Autumn"), tmp_path / "book.pdf", stop_late)
    assert not [path for path in tmp_path.iterdir() if "book" in path.name]


def test_a_place_that_does_not_exist_is_explained(entries: tuple[Entry, ...], tmp_path: Path) -> None:
    with pytest.raises(CannotSave, match="no folder"):
        write_lookbook(Lookbook(entries, "Autumn"), tmp_path / "nowhere" / "book.pdf")


def test_a_long_name_does_not_run_into_its_neighbour(entries: tuple[Entry, ...]) -> None:
    long = Entry(entries[0].picture, "A name that never ends " * 9)
    (alone,) = draw_pages(Lookbook((long,), "Autumn"))
    right = np.asarray(alone)[:, -100:]
    assert (right == 255).all()


def test_a_name_in_another_script_gets_a_face_that_has_it() -> None:
    face = typeface_for("Élodie", 24)
    nothing = bytes(face.getmask("\uffff"))
    assert all(bytes(face.getmask(letter)) != nothing for letter in "Élodie")


def test_words_that_stand_together_are_set_in_one_face() -> None:
    assert typeface_for("Anna", 24, page="Anna Élodie") is typeface_for("Élodie", 24, page="Anna Élodie")
