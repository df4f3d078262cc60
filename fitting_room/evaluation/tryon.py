"""Pictures of one folder against those of another, by the numbers of the papers.

    python -m fitting_room.evaluation tryon PRED TRUTH [--size 768x1024] [--networks FOLDER] [--json]
    python -m fitting_room.evaluation tryon PRED TRUTH --unpaired --networks FOLDER

Paired, pictures of the same name belong together: SSIM, PSNR, LPIPS, FID, KID. Unpaired, people wear other garments
than in TRUTH and only the sets are compared: FID, KID. Sizes of the papers: 192x256 for VITON and DAFlow, 768x1024 for
VITON-HD, 384x512 or 768x1024 for Dress Code; without --size, that of each true picture, or of the first where only
sets are compared.

FOLDER holds what people fetch themselves: `alexnet-owt-7be5be79.pth` for LPIPS (torchvision) and
`weights-inception-2015-12-05-6726825d.pth` for FID and KID (torch-fidelity). What is missing is said and left out.
"""

import argparse
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.decoding import open_picture
from fitting_room.domain.errors import BadPicture, FittingRoomError
from fitting_room.evaluation.cross import find_pictures
from fitting_room.evaluation.metrics import psnr, ssim

LEAST = 32
LPIPS_FILE, INCEPTION_FILE = "alexnet", "weights-inception"
"""What the names of the files of weights begin with."""


@dataclass(frozen=True)
class Scores:
    """What was measured; None where it was not.

    Attributes:
        pictures: How many.
        ssim: Mean over the pictures, 1 for equal ones.
        psnr: Mean in dB over the pictures that are not equal; infinite where all are.
        lpips: Mean, with AlexNet as papers print it; 0 for equal pictures.
        fid: Between the sets.
        kid: Between the sets.
        notes: Why something was not measured.
    """

    pictures: int
    ssim: float | None = None
    psnr: float | None = None
    lpips: float | None = None
    fid: float | None = None
    kid: float | None = None
    notes: tuple[str, ...] = ()


def pairs_of(predicted: Path, truth: Path) -> list[tuple[Path, Path]]:
    """Pictures of the same name, whatever their endings.

    Raises:
        BadPicture: A true picture has no counterpart, or there is none at all.
    """
    ours = {path.stem: path for path in _pictures(predicted)}
    pairs = []
    for path in _pictures(truth):
        if path.stem not in ours:
            raise BadPicture(
                f"“{path.name}” has no counterpart in “{predicted}”.",
                "Make it, leave it out of the true ones, or compare sets with --unpaired.",
            )
        pairs.append((ours[path.stem], path))
    return pairs


def score_pairs(pairs: Sequence[tuple[Path, Path]], size: tuple[int, int] | None, networks: Path | None) -> Scores:
    """Measure pictures that belong together, and the sets they make.

    Args:
        pairs: Ours and the true one.
        size: (width, height) at which they are compared, or None for each true picture's own.
        networks: The folder of weights, or None.

    Raises:
        BadPicture: A picture cannot be opened.
    """
    read = [_pair(ours, theirs, size) for ours, theirs in pairs]
    ratios = [value for ours, theirs in read if math.isfinite(value := psnr(ours, theirs))]
    lpips, why = _lpips(read, networks)
    sets, why_not = _sets([ours for ours, _ in read], [theirs for _, theirs in read], networks)
    return Scores(
        len(read),
        float(np.mean([ssim(*pair) for pair in read])),
        float(np.mean(ratios)) if ratios else math.inf,
        lpips,
        *sets,
        notes=tuple(each for each in (why, why_not) if each),
    )


def score_sets(predicted: Path, truth: Path, size: tuple[int, int] | None, networks: Path | None) -> Scores:
    """Measure two sets whose pictures do not belong together; as `score_pairs`."""
    theirs = [open_picture(path, LEAST) for path in _pictures(truth)]
    size = size or (theirs[0].shape[1], theirs[0].shape[0])
    ours = [resized(open_picture(path, LEAST), size) for path in _pictures(predicted)]
    sets, why_not = _sets(ours, [resized(picture, size) for picture in theirs], networks)
    return Scores(len(ours), None, None, None, *sets, notes=(why_not,) if why_not else ())


def _pictures(folder: Path) -> list[Path]:
    found = find_pictures(folder) if folder.is_dir() else []
    if not found:
        raise BadPicture(f"There are no pictures in “{folder}”.", "Name a folder of pictures.")
    return found


def _pair(ours: Path, theirs: Path, size: tuple[int, int] | None) -> tuple[RgbImage, RgbImage]:
    made, true = open_picture(ours, LEAST), open_picture(theirs, LEAST)
    size = size or (true.shape[1], true.shape[0])
    return resized(made, size), resized(true, size)


def resized(picture: RgbImage, size: tuple[int, int]) -> RgbImage:
    """The whole picture at (width, height); papers stretch where proportions differ, and so do we."""
    if (picture.shape[1], picture.shape[0]) == size:
        return picture
    smaller = size[0] * size[1] < picture.shape[0] * picture.shape[1]
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA if smaller else cv2.INTER_CUBIC))


def _lpips(read: Sequence[tuple[RgbImage, RgbImage]], networks: Path | None) -> tuple[float | None, str]:
    """LPIPS, or why there is none."""
    if networks is None:
        return None, "LPIPS needs torchvision's weights of AlexNet: name their folder with --networks."
    import torch

    from fitting_room.training.daflow import to_tensor
    from fitting_room.training.perceptual import read_likeness

    try:
        likeness = read_likeness(networks, LPIPS_FILE)
    except FittingRoomError as error:
        return None, f"LPIPS was not measured. {error}"
    with torch.inference_mode():
        apart = [float(likeness(to_tensor(ours)[None], to_tensor(theirs)[None])) for ours, theirs in read]
    return float(np.mean(apart)), ""


def _sets(
    ours: Sequence[RgbImage], theirs: Sequence[RgbImage], networks: Path | None
) -> tuple[tuple[float | None, float | None], str]:
    """FID and KID, or why there are none."""
    if networks is None:
        return (None, None), "FID and KID need the weights of Inception: name their folder with --networks."
    from fitting_room.evaluation.distances import LEAST as FEWEST
    from fitting_room.evaluation.distances import distance, picture_features
    from fitting_room.evaluation.inception import read_inception
    from fitting_room.training.perceptual import find_weights

    if min(len(ours), len(theirs)) < FEWEST:
        return (None, None), "FID and KID need two pictures on each side at least."
    try:
        network = read_inception(find_weights(networks, INCEPTION_FILE))
        found = distance(picture_features(network, ours, 1), picture_features(network, theirs, 1))
    except FittingRoomError as error:
        return (None, None), f"FID and KID were not measured. {error}"
    return (found.frechet, found.kernel), ""


def table(scores: Scores) -> str:
    """The numbers as text, as papers print them."""
    shown = {
        "pictures": f"{scores.pictures}",
        "SSIM": _number(scores.ssim, 4),
        "PSNR": _number(scores.psnr, 2),
        "LPIPS": _number(scores.lpips, 4),
        "FID": _number(scores.fid, 3),
        "KID x 1000": _number(None if scores.kid is None else 1000 * scores.kid, 3),
    }
    lines = [f"{name:12}{value:>10}" for name, value in shown.items() if value]
    return "\n".join([*lines, *scores.notes]) + "\n"


def _number(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def size_of(text: str) -> tuple[int, int]:
    """(width, height) of "768x1024"."""
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit() and min(int(width), int(height)) >= LEAST):
        raise argparse.ArgumentTypeError("width and height in pixels, as in 768x1024")
    return int(width), int(height)


def main(argv: list[str]) -> int:
    """The command; returns the exit code: 3 where a picture is missing or cannot be opened."""
    parser = argparse.ArgumentParser(prog="python -m fitting_room.evaluation tryon", description=__doc__.split("\n")[0])
    parser.add_argument("predicted", type=Path, help="folder of pictures that were made")
    parser.add_argument("truth", type=Path, help="folder of true pictures")
    parser.add_argument("--unpaired", action="store_true", help="compare sets only: people wear other garments")
    parser.add_argument("--size", type=size_of, metavar="WxH", help="compare at this size; default: that of the truth")
    parser.add_argument("--networks", type=Path, metavar="FOLDER", help="weights of AlexNet and Inception")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    options = parser.parse_args(argv)
    try:
        if options.unpaired:
            scores = score_sets(options.predicted, options.truth, options.size, options.networks)
        else:
            pairs = pairs_of(options.predicted, options.truth)
            scores = score_pairs(pairs, options.size, options.networks)
    except FittingRoomError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    sys.stdout.write(json.dumps(asdict(scores), indent=1) + "\n" if options.json else table(scores))
    return 0
