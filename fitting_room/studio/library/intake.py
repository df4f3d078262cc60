"""Brings the garments that wait in `Imports` into the `Wardrobe`, one after the other, in the worker.

source -> SHA-256 -> copy without metadata -> understood -> thumbnail -> rows, in one transaction. Each file appears
whole under a name made of its contents, and counts only when a row names it: killed at any point, the next run begins
the same entry again, overwrites what was written and sweeps away what nobody names.
"""

import contextlib
import hashlib
import logging
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.decoding import MIN_SIDE, open_picture
from fitting_room.domain.errors import BadPicture, CannotSave, FittingRoomError, UnsuitableGarment
from fitting_room.domain.garment import Category, Garment
from fitting_room.domain.geometry import Placement
from fitting_room.domain.job import Report
from fitting_room.domain.sentence import Sentence
from fitting_room.studio.export import save_picture
from fitting_room.studio.library.garments import Problem, Reading, given_name
from fitting_room.studio.library.imports import Entry, Imports, Role, State
from fitting_room.studio.library.thumbnail import draw_cut_out, draw_picture
from fitting_room.studio.library.wardrobe import INCOMING, PICTURES, THUMBNAILS, Wardrobe, problem_column
from fitting_room.studio.messages import Imported, View

KEPT_SIDE = 2048
"""Longest side of a garment picture that is kept, in pixels; perception works at half of it."""
MAX_BYTES = 300_000_000
"""Larger files are no pictures that people take."""
MOST_ATTEMPTS = 3
"""An entry that was begun this often and never ended has been ending the program."""
STILL_WRITING_SECONDS = 3600.0
"""A pasted picture younger than this may be about to be listed."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Found:
    """What an entry turned out to be.

    Attributes:
        values: Columns of the garment.
        reading: What perception found.
        shown: RGB uint8 thumbnail; None where there is no picture.
        problem: Why it will not work.
    """

    values: dict[str, object] = field(default_factory=dict)
    reading: Reading = field(default_factory=Reading)
    shown: RgbImage | None = None
    problem: Problem | None = None


def bring_in(wardrobe: Wardrobe, report: Report, preview: Callable[[View], None]) -> Imported:
    """Bring in everything that waits.

    Args:
        wardrobe: Where to.
        report: Called before each garment; raises `Cancelled`. What is in stays in, the rest keeps waiting.
        preview: Called with the thumbnail of each garment that was brought in.

    Raises:
        CannotSave: No room left, or the folder cannot be written.
        Cancelled: `report` raised it.
    """
    imports = Imports(wardrobe.database)
    sweep(wardrobe, imports)
    ends: list[State] = []
    while (entry := imports.next()) is not None:
        done, total = imports.progress()
        report("importing", done / total)
        imports.begin(entry)
        if entry.source.is_dir():
            imports.expand(entry)
            continue
        state, shown = _bring_in_one(wardrobe, imports, entry)
        ends.append(state)
        if shown is not None:
            preview(View(shown))
    return Imported(ends.count(State.DONE), ends.count(State.UNSUITABLE), ends.count(State.KNOWN))


def sweep(wardrobe: Wardrobe, imports: Imports) -> None:
    """Forget what was removed long ago, and delete the files that no row names.

    Where no row names any picture but pictures are there, the library was damaged and begun anew: they come in again.
    """
    for file in wardrobe.purge():
        _delete(file)
    named = wardrobe.files()
    pictures = set((wardrobe.folder / PICTURES).iterdir())
    waiting = set(imports.sources())
    if pictures and not pictures & named:
        imports.add(sorted(pictures - waiting))
    else:
        for file in pictures - named - waiting:
            _delete(file)
    for file in set((wardrobe.folder / THUMBNAILS).iterdir()) - named:
        _delete(file)
    for file in set((wardrobe.folder / INCOMING).iterdir()) - waiting:
        if file.stat().st_mtime < time.time() - STILL_WRITING_SECONDS:
            _delete(file)


def _bring_in_one(wardrobe: Wardrobe, imports: Imports, entry: Entry) -> tuple[State, RgbImage | None]:
    """Read one entry and store what became of it."""
    digest = None
    try:
        _refuse_what_ends_the_program(entry)
        digest = hashlib.sha256(_read(entry.source)).hexdigest()
        known = wardrobe.with_digest(digest) or wardrobe.with_picture(entry.source)
        if entry.role is Role.FRONT and known is not None and known[0] != entry.garment:
            return _welcome_back(wardrobe, imports, entry, *known), None
        found = _look_at(wardrobe, entry, digest)
    except CannotSave:
        with contextlib.suppress(FittingRoomError):
            imports.excuse(entry)  # Not the picture's fault.
        raise
    except FittingRoomError as error:
        found = _Found(problem=_problem(error))
    except MemoryError:
        too_large = BadPicture("There is too little memory for this picture.", "Make it smaller first.")
        found = _Found(problem=_problem(too_large))
    except Exception:
        # One picture that we cannot handle must not cost the user the other ninety-nine.
        logger.exception("a garment could not be brought in")
        sorry = BadPicture("Something went wrong while this picture was read.", "Try another picture of it.")
        found = _Found(problem=_problem(sorry))
    if found.problem is not None and not found.values:
        found = replace(found, values={"source": str(entry.source), "digest": digest})
    return _store(wardrobe, imports, entry, found), found.shown


def _refuse_what_ends_the_program(entry: Entry) -> None:
    if entry.attempts >= MOST_ATTEMPTS:
        raise BadPicture(
            Sentence("“{name}” stopped the program each time it was read.", name=entry.source.name),
            "Open it in a photo program, save it again and try that file.",
        )


def _look_at(wardrobe: Wardrobe, entry: Entry, digest: str) -> _Found:
    """Copy the picture and understand the copy, which is what the engines will read."""
    if entry.role is Role.BACK:
        return _Found({"back": wardrobe.place(_keep(wardrobe, entry.source, digest))})
    before = wardrobe.one(entry.garment) if entry.garment is not None else None
    ours = entry.source.parent == wardrobe.folder / PICTURES or (before is not None and before.picture == entry.source)
    picture = entry.source if ours else _keep(wardrobe, entry.source, digest)
    values: dict[str, object] = {"picture": wardrobe.place(picture), "source": None}
    if not ours:
        values["digest"] = digest
    pixels = open_picture(picture)
    try:
        garment = _understand(pixels, before.name if before else "", before.category if before else None)
    except UnsuitableGarment as error:
        shown = draw_picture(pixels)
        values["thumbnail"] = wardrobe.place(_keep_thumbnail(wardrobe, shown, digest))
        return _Found(values, shown=shown, problem=_problem(error))
    shown = draw_cut_out(garment)
    values["thumbnail"] = wardrobe.place(_keep_thumbnail(wardrobe, shown, digest))
    values["category"] = garment.category
    return _Found(values, _reading(garment), shown)


def _understand(pixels: RgbImage, name: str, category: Category | None) -> Garment:
    from fitting_room.perception.choice import perception_here
    from fitting_room.perception.garment import understand_garment

    return understand_garment(pixels, name or Sentence("New garment"), category, segmenter=perception_here().cutter)


def _problem(error: FittingRoomError) -> Problem:
    return Problem(error.what, error.next_step)


def _reading(garment: Garment) -> Reading:
    from fitting_room.perception.garment.colours import name_colours

    return Reading(
        colours=name_colours(garment.image, garment.matte),
        sleeve_length=garment.sleeve_length,
        hem_length=garment.hem_length,
        neckline=garment.neckline,
        photo_type=garment.photo_type,
        confidence=garment.confidence,
        notices=garment.notices,
    )


def _store(wardrobe: Wardrobe, imports: Imports, entry: Entry, found: _Found) -> State:
    """The garment and the end of its entry, together or not at all."""
    state = State.DONE if found.problem is None else State.UNSUITABLE
    values = {**found.values, "problem": problem_column(found.problem)}
    with wardrobe.database.transaction():
        garment = entry.garment
        if entry.role is Role.BACK and garment is not None:
            _store_back(wardrobe, garment, found)
        elif garment is None:
            garment = wardrobe.add({"name": given_name(entry.source), **values}, found.reading)
        else:
            wardrobe.reread(garment, values, found.reading)
        imports.finish(entry, state, garment)
    if entry.source.parent == wardrobe.folder / INCOMING and found.problem is None:
        _delete(entry.source)
    return state


def _store_back(wardrobe: Wardrobe, garment: int, found: _Found) -> None:
    """A picture of the back, or the word that it cannot be used."""
    if found.problem is None:
        wardrobe.set_back(garment, found.values["back"])
    else:
        text = Sentence("The picture of the back cannot be used. {reason}", reason=found.problem.what)
        wardrobe.notify(garment, text)


def _welcome_back(wardrobe: Wardrobe, imports: Imports, entry: Entry, garment: int, removed: bool) -> State:
    """The same file was imported before: bring the garment back if it was removed, and do nothing else."""
    state = State.DONE if removed else State.KNOWN
    with wardrobe.database.transaction():
        if removed:
            wardrobe.restore([garment])
        if entry.garment is not None:
            wardrobe.remove([entry.garment])
        imports.finish(entry, state, garment)
    return state


def _read(source: Path) -> bytes:
    """The bytes of a file; what else can be wrong with it is said by `open_picture`."""
    try:
        if source.is_file() and source.stat().st_size <= MAX_BYTES:
            return source.read_bytes()
    except OSError as error:
        raise BadPicture(
            Sentence("“{name}” could not be read ({reason}).", name=source.name, reason=error.strerror or error),
            "Copy it and try again.",
        ) from error
    if source.is_file():
        raise BadPicture(Sentence("“{name}” is too large.", name=source.name), "Choose a smaller picture.")
    open_picture(source)
    raise BadPicture(Sentence("“{name}” is no file.", name=source.name), "Choose a picture file.")


def _keep(wardrobe: Wardrobe, source: Path, digest: str) -> Path:
    """Copy a picture into the wardrobe: upright, in sRGB, of moderate size, without location or camera data."""
    pixels = open_picture(source)
    height, width = pixels.shape[:2]
    # A narrow picture keeps enough on its shorter side to be opened again.
    side = max(KEPT_SIDE, -(-MIN_SIDE * max(width, height) // min(width, height)))
    kept = pixels if side >= max(width, height) else Placement.shrink((width, height), side).image(pixels)
    return save_picture(kept, wardrobe.folder / PICTURES / f"{digest[:32]}.jpg")


def _keep_thumbnail(wardrobe: Wardrobe, shown: RgbImage, digest: str) -> Path:
    """Under a new name each time: what has been loaded under the old one is out of date."""
    return save_picture(shown, wardrobe.folder / THUMBNAILS / f"{digest[:32]}-{uuid.uuid4().hex[:6]}.jpg")


def _delete(file: Path) -> None:
    """Delete a file of our own; one that is open elsewhere goes with the next sweep."""
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)
