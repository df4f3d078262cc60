"""Everybody in every motion: each person of some folders moves, a contact sheet and scores per person.

    python -m fitting_room.evaluation clips PEOPLE [PEOPLE ...] -o OUT [--motions walk,raise] [--seconds 5] [--fps 8]

A photo stands for a finished look. OUT gets NAME.png (a row per motion, frames from left to right) and NAME.json (what
was measured). Nothing stops the run; who has a NAME.json is not animated again. Measured for each clip: PSNR of frame 0
against the still; the least likeness (SSIM) of the face in any frame to that of the still, once it is laid over it; and
how much the room flickers where nothing ever comes. Exit code 1 where anything crashed.
"""

import argparse
import json
import math
import sys
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Person, Photo
from fitting_room.domain.decoding import open_picture
from fitting_room.domain.errors import FittingRoomError
from fitting_room.domain.geometry import Placement
from fitting_room.domain.motion import CLIP_LONG_SIDE, CLIP_SHORT_SIDE, ClipOptions, ClipRequest
from fitting_room.evaluation.cross import find_pictures
from fitting_room.evaluation.face_likeness import FaceLikeness
from fitting_room.evaluation.metrics import psnr
from fitting_room.motion.framing import frame_look
from fitting_room.motion.library import BUNDLED, bundled
from fitting_room.motion.refine.stage import refine
from fitting_room.motion.scores import ClipMeter, resting
from fitting_room.studio.clip_pipeline import ClipRoom
from fitting_room.studio.export import save_picture
from fitting_room.studio.sheet import THUMBNAILS, Tile, draw_sheet, write_note

COLUMNS = 8
PHOTO_SIDE = 1024
"""Longest side at which a photo is understood."""


@dataclass(frozen=True)
class Outcome:
    """What became of one motion of one person.

    Attributes:
        motion: Its id.
        still_psnr: Frame 0 against the still in dB; infinite where they are equal.
        face: Least SSIM of the face in any frame to that in the still, after alignment; 1 where no face is seen.
        flicker: Mean change from frame to frame of the room, in grey levels.
        frames: How many frames there are.
        refusal: The sentences that the user would read.
        crash: A traceback.
    """

    motion: str
    still_psnr: float = math.inf
    face: float = 1.0
    flicker: float = 0.0
    frames: int = 0
    refusal: str | None = None
    crash: str | None = None


@dataclass(frozen=True)
class Plan:
    """What every person does.

    Attributes:
        motions: Ids of bundled motions.
        options: Length and speed.
        share: Size of the canvas, as a share of the size of finished clips.
        animator: Which animator.
    """

    motions: tuple[str, ...]
    options: ClipOptions
    share: float
    animator: str


def animate_person(path: Path, plan: Plan, room: ClipRoom, out: Path) -> list[Outcome]:
    """Let one person do every motion, and write their sheet and, last, their report."""
    tiles: list[Tile] = []
    outcomes: list[Outcome] = []
    look = cache(partial(_look, path, plan.share))
    for motion in plan.motions:
        try:
            outcome, row = _animate(look(), motion, plan, room)
            tiles += row
        except FittingRoomError as refusal:
            outcome = Outcome(motion, refusal=str(refusal))
            tiles += _note(motion, str(refusal))
        except Exception as crash:  # noqa: BLE001 - whatever it is, the others are still to be animated
            outcome = Outcome(motion, crash=traceback.format_exc())
            tiles += _note(motion, f"Crash: {crash}")
        outcomes.append(outcome)
    save_picture(draw_sheet(tiles, COLUMNS, params=THUMBNAILS), out / f"{path.stem}.png")
    unfinished = out / f"{path.stem}.part"
    unfinished.write_text(json.dumps([asdict(outcome) for outcome in outcomes], indent=1), encoding="utf-8")
    unfinished.replace(out / f"{path.stem}.json")
    return outcomes


def _look(path: Path, share: float) -> Person:
    """The photo as a finished look on the canvas of a clip."""
    from fitting_room.perception.person import understand_person

    pixels = open_picture(path)
    pixels = Placement.shrink((pixels.shape[1], pixels.shape[0]), PHOTO_SIDE).image(pixels)
    person = understand_person(Photo(pixels))
    sides = [round(side * share / 2) * 2 for side in (CLIP_LONG_SIDE, CLIP_SHORT_SIDE)]
    wide = person.photo.size[0] > person.photo.size[1]
    return frame_look(person, (sides[0], sides[1]) if wide else (sides[1], sides[0]))[0]


def _animate(look: Person, motion: str, plan: Plan, room: ClipRoom) -> tuple[Outcome, list[Tile]]:
    """One clip: what was measured, and some of its frames."""
    request = ClipRequest(look, bundled(motion), plan.animator, plan.options)
    rest = resting(request)
    rows, columns = np.nonzero(~rest)
    crop = (slice(rows.min(), rows.max() + 1), slice(columns.min(), columns.max() + 1))
    meter = ClipMeter(rest)
    faces = FaceLikeness(look)
    shown = {round(share * (plan.options.frames - 1) / (COLUMNS - 1)) for share in range(COLUMNS)}
    still_psnr, least, tiles, count = math.inf, 1.0, [], 0
    for count, frame in enumerate(room.frames(request), start=1):
        if count == 1:
            still_psnr = psnr(frame, look.photo.pixels)
        meter.add(frame)
        least = min(least, faces.of(frame))
        if count - 1 in shown:
            tiles.append(Tile(f"{motion} {count}", frame[crop]))
    tiles += [Tile("", tiles[-1].picture)] * (COLUMNS - len(tiles))  # Very short clips keep the rows apart.
    return Outcome(motion, still_psnr, least, meter.scores.flicker, count), tiles


def _note(motion: str, sentence: str) -> list[Tile]:
    """A row for a clip that there is not."""
    note: RgbImage = write_note(sentence, THUMBNAILS)
    blank = np.full_like(note, 255)
    return [Tile(motion, note), *[Tile("", blank)] * (COLUMNS - 1)]


def summarise(results: Sequence[tuple[str, Sequence[Outcome]]]) -> str:
    """Counts, the worst values, the three worst faces, and every refusal and crash with its person."""
    clips = [(f"{person} {o.motion}", o) for person, outcomes in results for o in outcomes if o.frames]
    refused = [(person, o) for person, outcomes in results for o in outcomes if o.refusal is not None]
    crashed = [(person, o) for person, outcomes in results for o in outcomes if o.crash is not None]
    lines = [f"{len(results)} people: {len(clips)} clips, {len(refused)} refusals, {len(crashed)} crashes"]
    if clips:
        faces = sorted(clips, key=lambda clip: clip[1].face)
        lines += [
            f"frame 0 against the still, least PSNR: {min(o.still_psnr for _, o in clips):.1f} dB",
            f"face, least SSIM: {faces[0][1].face:.3f}; below 0.9 in {sum(o.face < 0.9 for _, o in clips)} clips",
            f"flicker of the room, most: {max(o.flicker for _, o in clips):.3f} grey levels",
            "worst faces: " + ", ".join(f"{name} ({o.face:.3f})" for name, o in faces[:3]),
        ]
    lines += sorted({f"{person}: {o.refusal}" for person, o in refused})
    lines += [f"{person} {o.motion}: {str(o.crash).strip()}" for person, o in crashed]
    return "\n".join(lines) + "\n"


def _people(folders: Iterable[Path]) -> list[Path]:
    return [path for folder in folders for path in find_pictures(folder)]


def main(argv: list[str]) -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m fitting_room.evaluation clips", description=__doc__.split("\n")[0])
    parser.add_argument("people", type=Path, nargs="+", help="folders of photos")
    parser.add_argument("-o", "--out", type=Path, required=True, help="where the sheets go")
    parser.add_argument("--motions", default=",".join(BUNDLED), help="ids, separated by commas (default: all)")
    parser.add_argument("--animator", default="puppet", help="(default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=5.0, help="length of each clip (default: %(default)s)")
    parser.add_argument("--fps", type=int, default=8, help="frames per second (default: %(default)s)")
    parser.add_argument("--share", type=float, default=0.5, help="size, of that of a finished clip (default: 0.5)")
    asked = parser.parse_args(argv)
    people = _people(asked.people)
    if not people:
        sys.stderr.write("There is nobody in these folders.\n")
        return 2
    asked.out.mkdir(parents=True, exist_ok=True)
    options = ClipOptions(seconds=asked.seconds, fps=asked.fps)
    plan = Plan(tuple(asked.motions.split(",")), options, asked.share, asked.animator)
    room = ClipRoom(refine)
    results: list[tuple[str, list[Outcome]]] = []
    for path in people:
        report = asked.out / f"{path.stem}.json"
        if report.exists():
            outcomes = [Outcome(**outcome) for outcome in json.loads(report.read_text(encoding="utf-8"))]
        else:
            outcomes = animate_person(path, plan, room, asked.out)
        results.append((path.stem, outcomes))
        sys.stderr.write(f"{len(results)}/{len(people)} {path.stem}\n")
    summary = summarise(results)
    (asked.out / "summary.txt").write_text(summary, encoding="utf-8")
    sys.stdout.write(summary)
    return int(any(outcome.crash is not None for _, outcomes in results for outcome in outcomes))
