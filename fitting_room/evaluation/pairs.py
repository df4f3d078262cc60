"""Try-on pairs with ground truth: how close the rendered picture comes, beside two things that cost nothing.

    python -m fitting_room.evaluation pairs DIR [--only NAME ...] [--sheet sheet.png] [--json]

Two layouts of DIR are read, one folder per pair:
- rendered: person.png, garment.png, truth.png (the same person, pose, camera and light wearing the garment) and
  meta.json with the category; garment_mask.png where there is one.
- real: person.jpg who already wears cloth.jpg. The engine must not see the garment already worn: the person's part of
  the agnostic area is painted neutral grey (127) and labelled as cloth, skin included, and the result is compared
  with the photo. The wall beside the person stays: any engine sees it.

The baselines are the photo left as it is (as the engine saw it), and the garment cut out and stretched over the
bounding box of the region that has to change.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.decoding import open_picture
from fitting_room.domain.errors import FittingRoomError
from fitting_room.domain.garment import Category
from fitting_room.evaluation.dressing import Attempt, Dresser, Pair
from fitting_room.evaluation.metrics import GarmentColourError, garment_colour_error, psnr, ssim
from fitting_room.evaluation.report import TableRow, contact_sheet, format_table

SOLID = 0.98
"""Matte from which a pixel of a garment picture is the garment and nothing else."""


@dataclass(frozen=True)
class Score:
    """Likeness to the truth, on the whole picture and inside the region that had to change."""

    psnr: float
    ssim: float
    psnr_inside: float
    ssim_inside: float


@dataclass(frozen=True)
class PairResult:
    """The scores of one pair, or why it was refused.

    Attributes:
        name: The pair's.
        category: The garment's.
        ours: The engine's picture.
        unchanged: The photo as the engine saw it.
        pasted: The garment stretched over the region's bounding box.
        colour: How well the garment's colours were kept.
        seconds: Time of the engine and the composite.
        refusal: The sentence that the user would read instead.
    """

    name: str
    category: Category
    ours: Score | None = None
    unchanged: Score | None = None
    pasted: Score | None = None
    colour: GarmentColourError | None = None
    seconds: float = 0.0
    refusal: str | None = None


Dress = Callable[[Pair], Attempt]


def read_pairs(folder: Path, only: Sequence[str] = ()) -> list[Pair]:
    """Read every pair in a folder, by name.

    Raises:
        BadPicture: A picture of a pair cannot be opened.
        FileNotFoundError: There is no pair in the folder.
    """
    pairs = []
    for place in sorted(path for path in folder.iterdir() if path.is_dir()):
        if only and place.name not in only:
            continue
        if (place / "truth.png").exists():
            pairs.append(_read_rendered(place))
        elif (place / "cloth.jpg").exists():
            photo, cloth = open_picture(place / "person.jpg"), open_picture(place / "cloth.jpg")
            pairs.append(Pair(place.name, _category(place, Category.TOPS), photo, cloth, None, photo, True))
    if not pairs:
        raise FileNotFoundError(f"no pair in {folder}")
    return pairs


def _read_rendered(place: Path) -> Pair:
    mask_path = place / "garment_mask.png"
    return Pair(
        name=place.name,
        category=_category(place, None),
        person=open_picture(place / "person.png"),
        garment=open_picture(place / "garment.png"),
        garment_mask=open_picture(mask_path)[..., 0] > 127 if mask_path.exists() else None,
        truth=open_picture(place / "truth.png"),
        already_worn=False,
    )


def _category(place: Path, default: Category | None) -> Category:
    """The category in meta.json; the real pairs come from VITON-HD, which has tops only and no such file."""
    path = place / "meta.json"
    if default is not None and not path.exists():
        return default
    return Category(json.loads(path.read_text(encoding="utf-8"))["category"])


def paste_garment(attempt: Attempt, pair: Pair) -> RgbImage:
    """The baseline of an afternoon: the garment cut out and stretched over the bounding box of the region."""
    cut = attempt.garment.matte > 0.5 if pair.garment_mask is None else pair.garment_mask
    source = attempt.garment.image if pair.garment_mask is None else pair.garment
    ys, xs = np.nonzero(attempt.region)
    top, bottom, left, right = ys.min(), ys.max() + 1, xs.min(), xs.max() + 1
    rows, columns = np.nonzero(cut)
    crop = (slice(rows.min(), rows.max() + 1), slice(columns.min(), columns.max() + 1))
    # Stretched without regard to its shape, which `Placement` rightly cannot do.
    size = (int(right - left), int(bottom - top))
    stretched = cv2.resize(source[crop], size, interpolation=cv2.INTER_AREA)
    alpha = cv2.resize(cut[crop].astype(np.float32), size, interpolation=cv2.INTER_AREA)[..., None]
    image = attempt.seen.copy()
    below = image[top:bottom, left:right]
    image[top:bottom, left:right] = np.round(stretched * alpha + below * (1 - alpha)).astype(np.uint8)
    return image


def score_pair(pair: Pair, attempt: Attempt) -> PairResult:
    """Compare an attempt and both baselines with the truth."""

    def score(image: RgbImage) -> Score:
        return Score(
            psnr(image, pair.truth),
            ssim(image, pair.truth),
            psnr(image, pair.truth, attempt.region),
            ssim(image, pair.truth, attempt.region),
        )

    return PairResult(
        pair.name,
        pair.category,
        score(attempt.image),
        score(attempt.seen),
        score(paste_garment(attempt, pair)),
        _colour(attempt),
        attempt.seconds,
    )


def _colour(attempt: Attempt) -> GarmentColourError | None:
    """Colour error of what is visible of the garment; None where nothing is."""
    if attempt.visible is None or not attempt.visible.any():
        return None
    garment = attempt.garment
    return garment_colour_error(garment.image[garment.matte > SOLID], attempt.image[attempt.visible])


def evaluate(pairs: Sequence[Pair], dress: Dress) -> tuple[list[PairResult], list[tuple[Pair, RgbImage | None]]]:
    """Dress and score every pair; a refusal is a result too. Returns the results and the pictures for a sheet."""
    results: list[PairResult] = []
    pictures: list[tuple[Pair, RgbImage | None]] = []
    for pair in pairs:
        try:
            attempt = dress(pair)
        except FittingRoomError as refusal:
            results.append(PairResult(pair.name, pair.category, refusal=str(refusal)))
            pictures.append((pair, None))
            continue
        results.append(score_pair(pair, attempt))
        pictures.append((pair, attempt.image))
    return results, pictures


def mean_score(scores: Sequence[Score]) -> Score:
    """The mean of each number."""
    return Score(*np.mean([(s.psnr, s.ssim, s.psnr_inside, s.ssim_inside) for s in scores], axis=0).tolist())


def table_rows(results: Sequence[PairResult]) -> list[TableRow]:
    """One row per pair, then one per category and one for all."""
    rows = [_row(result.name, result.category, [result]) for result in results]
    done = [result for result in results if result.refusal is None]
    for category in Category:
        members = [result for result in done if result.category is category]
        if members:
            rows.append(_row(f"mean of {len(members)}", category, members))
    if done:
        rows.append(_row(f"mean of {len(done)}", "all", done))
    return rows


def _row(name: str, category: str, results: Sequence[PairResult]) -> TableRow:
    if results[0].refusal is not None:
        return TableRow(name, category, note=results[0].refusal)
    numbers: list[float | None] = []
    means = [
        mean_score([score for result in results if (score := getattr(result, column)) is not None])
        for column in ("ours", "unchanged", "pasted")
    ]
    numbers += [mean.psnr_inside for mean in means] + [mean.ssim_inside for mean in means]
    numbers += [mean.psnr for mean in means[:2]] + [mean.ssim for mean in means[:2]]
    colours = [result.colour for result in results if result.colour is not None]
    numbers.append(float(np.mean([colour.median for colour in colours])) if colours else None)
    numbers.append(float(np.mean([colour.quantile for colour in colours])) if colours else None)
    numbers.append(float(np.mean([result.seconds for result in results])))
    return TableRow(name, category, tuple(numbers))


def main(argv: list[str]) -> int:
    """The command; returns the exit code: 0, or 1 where a pair was refused."""
    parser = argparse.ArgumentParser(prog="python -m fitting_room.evaluation pairs", description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="folder of pairs")
    parser.add_argument("--only", nargs="+", default=(), metavar="NAME", help="these pairs only")
    parser.add_argument("--engine", default="warp", help="engine of the catalogue (default: %(default)s)")
    parser.add_argument("--sheet", type=Path, help="write a contact sheet: person, garment, ours, truth")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    options = parser.parse_args(argv)
    results, pictures = evaluate(read_pairs(options.folder, options.only), Dresser(options.engine))
    if options.json:
        sys.stdout.write(json.dumps([asdict(result) for result in results], indent=1) + "\n")
    else:
        sys.stdout.write(format_table(table_rows(results)))
    if options.sheet is not None:
        from fitting_room.studio.export import save_picture

        rows = [(pair.name, (pair.person, pair.garment, image, pair.truth)) for pair, image in pictures]
        save_picture(contact_sheet(rows), options.sheet)
    return int(any(result.refusal is not None for result in results))
