"""Everybody in everything: each person of one folder in each garment of another, a contact sheet per person.

    python -m fitting_room.evaluation cross PEOPLE GARMENTS -o OUT [--size 640] [--jobs 1]

PEOPLE holds photos; GARMENTS holds the folders tops, bottoms and dresses. OUT gets, for each person, NAME.png (the
sheet), NAME.json (what became of each garment) and looks/NAME/ (every look by itself), and garments.png, the garments
in the order of the sheets. Nothing stops the run: a refusal keeps its sentence, a crash its traceback, a process that
dies costs its person. Who has a NAME.json is not dressed again, so that a run that was interrupted goes on; delete the
file to repeat somebody. Exit code 1 where anything crashed.
"""

import argparse
import json
import sys
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, replace
from functools import cache
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Photo
from fitting_room.domain.decoding import open_picture
from fitting_room.domain.errors import FittingRoomError
from fitting_room.domain.garment import Category, Garment, Outfit
from fitting_room.domain.geometry import Placement
from fitting_room.domain.tryon import TryOnRequest
from fitting_room.studio.export import save_picture
from fitting_room.studio.pipeline import FittingRoom
from fitting_room.studio.sheet import THUMBNAILS, Tile, draw_sheet, write_note

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".avif"}
COMPANIONS = ("_mask", "_labels", "_canon")
"""Ends of the names of pictures that belong to another picture, in folders made by the renderer."""
COLUMNS = 12


@dataclass(frozen=True)
class Piece:
    """A garment's file."""

    path: Path
    category: Category

    @property
    def name(self) -> str:
        """Category and file stem."""
        return f"{self.category}/{self.path.stem}"


@dataclass(frozen=True)
class Fitting:
    """One person's turn: all that the process which dresses them has to know."""

    photo: Path
    pieces: tuple[Piece, ...]
    out: Path
    size: int

    @property
    def report(self) -> Path:
        """The file that says that the person is done, and how it went."""
        return self.out / f"{self.photo.stem}.json"


@dataclass(frozen=True)
class Outcome:
    """What became of one garment on one person: a look, or the reason why there is none.

    Attributes:
        piece: Category and file stem.
        seconds: From understood garment to look.
        refusal: The sentences that the user would read.
        crash: A traceback.
    """

    piece: str
    seconds: float = 0.0
    refusal: str | None = None
    crash: str | None = None

    @property
    def failed(self) -> bool:
        """Whether there is no look."""
        return self.reason is not None

    @property
    def reason(self) -> str | None:
        """Why there is no look, in a line or two."""
        if self.crash is not None:
            return f"Crash: {self.crash.strip().splitlines()[-1]}"
        return self.refusal


def find_pictures(folder: Path) -> list[Path]:
    """The pictures in a folder by name, without masks and label maps that belong to others."""
    return sorted(
        path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and not path.stem.endswith(COMPANIONS)
    )


def find_pieces(folder: Path) -> tuple[Piece, ...]:
    """The garments in the folders tops, bottoms and dresses."""
    homes = [(folder / category, category) for category in Category if (folder / category).is_dir()]
    return tuple(Piece(path, category) for home, category in homes for path in find_pictures(home))


def dress_person(fitting: Fitting) -> list[Outcome]:
    """Dress one person in every piece, and write their looks, their sheet and, last, their report."""
    room = FittingRoom()
    looks: list[Tile] = []
    photo: Photo | None = None

    def enter() -> None:
        nonlocal photo
        photo = Photo(_shrunk(fitting.photo, fitting.size))
        room.understand(photo)

    def wear(piece: Piece) -> None:
        assert photo is not None
        look = room.render(TryOnRequest(photo, Outfit.of(_understood(piece, fitting.size)))).image
        place = fitting.out / "looks" / fitting.photo.stem
        place.mkdir(parents=True, exist_ok=True)
        save_picture(look, place / f"{piece.category}_{piece.path.stem}.png")
        looks.append(Tile(piece.path.stem, look))

    entered = _attempt("", enter)
    if entered.failed:
        outcomes = [replace(entered, piece=piece.name) for piece in fitting.pieces]
    else:
        outcomes = [_attempt(piece.name, wear, piece) for piece in fitting.pieces]
    before = _picture_of(fitting.photo, fitting.size)
    sheet = draw_sheet([before, *looks, *_explanations(outcomes)], COLUMNS, params=THUMBNAILS)
    save_picture(sheet, fitting.out / f"{fitting.photo.stem}.png")
    _write_report(fitting, outcomes)
    return outcomes


def _attempt(piece: str, work: Callable[..., None], *arguments: Any) -> Outcome:
    """Do it, and say how it went."""
    started = time.perf_counter()
    refusal = crash = None
    try:
        work(*arguments)
    except FittingRoomError as error:
        refusal = str(error)
    except Exception:  # noqa: BLE001 - whatever it is, the others are still to be dressed
        crash = traceback.format_exc()
    return Outcome(piece, time.perf_counter() - started, refusal, crash)


def _write_report(fitting: Fitting, outcomes: Sequence[Outcome]) -> None:
    """All of it or nothing: its being there says that the person is done."""
    unfinished = fitting.report.with_suffix(".part")
    unfinished.write_text(json.dumps([asdict(outcome) for outcome in outcomes], indent=1), encoding="utf-8")
    unfinished.replace(fitting.report)


def _explanations(outcomes: Iterable[Outcome]) -> list[Tile]:
    """A tile for each reason why there is no look, captioned with the garments that it holds for."""
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.reason is not None:
            reasons[outcome.reason].append(outcome.piece)
    return [Tile(_count(pieces), write_note(reason, THUMBNAILS)) for reason, pieces in reasons.items()]


def _count(pieces: Sequence[str]) -> str:
    """The name of a single piece; "26 tops, 14 dresses" for more."""
    if len(pieces) == 1:
        return pieces[0].partition("/")[2]
    categories = groupby(piece.partition("/")[0] for piece in pieces)
    return ", ".join(f"{len(list(members))} {category}" for category, members in categories)


@cache
def _understood(piece: Piece, size: int) -> Garment:
    """The garment; each process reads every piece once."""
    from fitting_room.perception.garment import understand_garment

    return understand_garment(_shrunk(piece.path, size), piece.path.stem, piece.category)


def _shrunk(path: Path, size: int) -> RgbImage:
    """The picture with its longest side at most `size` pixels."""
    pixels = open_picture(path)
    return Placement.shrink((pixels.shape[1], pixels.shape[0]), size).image(pixels)


def _picture_of(path: Path, size: int) -> Tile:
    """A picture as it is, or why it cannot be shown."""
    try:
        return Tile(path.stem, _shrunk(path, size))
    except FittingRoomError as refusal:
        return Tile(path.stem, write_note(str(refusal), THUMBNAILS))


def dress_everybody(
    fittings: Sequence[Fitting], jobs: int, dress: Callable[[Fitting], list[Outcome]] = dress_person
) -> Iterator[tuple[Fitting, list[Outcome]]]:
    """Dress all who have no report yet.

    Args:
        fittings: Everybody.
        jobs: How many processes work side by side.
        dress: Runs in such a process.

    Yields:
        Everybody in order, with what became of each piece.
    """
    idle: SimpleQueue[ProcessPoolExecutor] = SimpleQueue()
    for _ in range(jobs):
        idle.put(_process())

    def send(fitting: Fitting) -> list[Outcome]:
        if fitting.report.exists():
            read = json.loads(fitting.report.read_text(encoding="utf-8"))
            return [Outcome(**outcome) for outcome in read]
        process = idle.get()
        try:
            return process.submit(dress, fitting).result()
        except BrokenProcessPool:
            process = _process()
            return [Outcome("everything", crash="The process died.")]
        except Exception:  # noqa: BLE001 - such as a full disk; the next person may still be done
            return [Outcome("everything", crash=traceback.format_exc())]
        finally:
            idle.put(process)

    with ThreadPoolExecutor(jobs) as threads:
        yield from zip(fittings, threads.map(send, fittings), strict=True)
    while not idle.empty():
        idle.get().shutdown()


def _process() -> ProcessPoolExecutor:
    """One process: if it dies, only the person it was dressing is lost."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


def summarise(results: Sequence[tuple[str, Sequence[Outcome]]]) -> str:
    """How many looks there are, each reason why one is missing with those whom it concerns, and the tracebacks."""
    outcomes = [outcome for _, members in results for outcome in members]
    reasons: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for person, members in results:
        for outcome in members:
            if outcome.reason is not None:
                reasons[outcome.reason][person].append(outcome.piece)
    lines = [f"{len(results)} people: {_tally(outcomes)}"]
    for reason, people in sorted(reasons.items()):
        lines += ["", reason, *(f"    {person}: {_count(pieces)}" for person, pieces in people.items())]
    crashes = sorted({outcome.crash for outcome in outcomes if outcome.crash is not None})
    return "\n".join([*lines, *(f"\n{crash.strip()}" for crash in crashes)]) + "\n"


def _tally(outcomes: Sequence[Outcome]) -> str:
    refused = sum(outcome.refusal is not None for outcome in outcomes)
    crashed = sum(outcome.crash is not None for outcome in outcomes)
    return f"{len(outcomes) - refused - crashed} looks, {refused} refusals, {crashed} crashes"


def main(argv: list[str]) -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m fitting_room.evaluation cross", description=__doc__.split("\n")[0])
    parser.add_argument("people", type=Path, help="folder of photos")
    parser.add_argument("garments", type=Path, help="folder with the folders tops, bottoms and dresses")
    parser.add_argument("-o", "--out", type=Path, required=True, help="where the sheets go")
    parser.add_argument("--size", type=int, default=640, help="longest side of all pictures (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=1, help="processes side by side (default: %(default)s)")
    options = parser.parse_args(argv)
    pieces = find_pieces(options.garments)
    people = find_pictures(options.people)
    if not pieces or not people:
        sys.stderr.write(f"There is nothing to dress in {options.people if pieces else options.garments}.\n")
        return 2
    options.out.mkdir(parents=True, exist_ok=True)
    garments = [_picture_of(piece.path, options.size) for piece in pieces]
    save_picture(draw_sheet(garments, COLUMNS, params=THUMBNAILS), options.out / "garments.png")
    fittings = [Fitting(photo, pieces, options.out, options.size) for photo in people]
    results = []
    for fitting, outcomes in dress_everybody(fittings, options.jobs):
        results.append((fitting.photo.stem, outcomes))
        sys.stderr.write(f"{len(results)}/{len(people)} {fitting.photo.stem}: {_tally(outcomes)}\n")
    summary = summarise(results)
    (options.out / "summary.txt").write_text(summary, encoding="utf-8")
    sys.stdout.write(summary)
    return int(any(outcome.crash is not None for _, outcomes in results for outcome in outcomes))
