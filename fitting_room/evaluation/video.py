"""Clips of one folder against those of another.

    python -m fitting_room.evaluation video PRED TRUTH [--size 512x640] [--network FOLDER] [--json]

A clip is a film or a folder of frames; clips of the same name belong together. Measured: SSIM and PSNR frame by frame;
how much what rests in the true clip flickers in ours, in grey levels; and the Fréchet distance of the two sets of clips
over features of VideoMAE, whose folder people fetch themselves (`config.json`, safetensors). It is of FVD's kind, but
its numbers are not those of I3D.
"""

import argparse
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.decoding import open_picture
from fitting_room.domain.errors import BadPicture, FittingRoomError
from fitting_room.evaluation.cross import find_pictures
from fitting_room.evaluation.metrics import psnr, ssim
from fitting_room.evaluation.tryon import LEAST, resized, size_of
from fitting_room.motion.scores import ClipMeter

FILMS = (".mp4", ".webm", ".mov", ".avi", ".mkv", ".gif")
STILL = 2
"""Grey levels by which a pixel of the true clip may change and still rests: less than its noise is in a film."""


@dataclass(frozen=True)
class ClipScore:
    """What was measured of one clip.

    Attributes:
        name: Of the clip.
        frames: How many were compared.
        ssim: Mean over the frames.
        psnr: Mean in dB over the frames that are not equal.
        flicker: Mean change from frame to frame where the true clip rests, in grey levels; None where nothing rests.
    """

    name: str
    frames: int
    ssim: float
    psnr: float
    flicker: float | None


@dataclass(frozen=True)
class Report:
    """All clips, and how far the sets are apart; None with the reason where that was not measured."""

    clips: tuple[ClipScore, ...]
    distance: float | None = None
    note: str = ""


def read_clip(path: Path, size: tuple[int, int] | None = None) -> list[RgbImage]:
    """The frames of a film or a folder, all of one size.

    Raises:
        BadPicture: There are none, or one cannot be opened.
    """
    if path.is_dir():
        frames = [open_picture(each, LEAST) for each in find_pictures(path)]
    else:
        import av

        try:
            with av.open(str(path)) as container:
                frames = [np.asarray(frame.to_ndarray(format="rgb24"), np.uint8) for frame in container.decode(video=0)]
        except (av.FFmpegError, IndexError) as error:
            raise BadPicture(f"“{path.name}” is no film that can be read.", "Make it again.") from error
    if not frames:
        raise BadPicture(f"“{path.name}” holds no frames.", "Make it again.")
    size = size or (frames[0].shape[1], frames[0].shape[0])
    return [resized(frame, size) for frame in frames]


def pairs_of(predicted: Path, truth: Path) -> list[tuple[Path, Path]]:
    """Clips of the same name.

    Raises:
        BadPicture: A true clip has no counterpart, or there is none at all.
    """
    ours = {path.stem: path for path in _clips(predicted)}
    theirs = _clips(truth)
    missing = [path.name for path in theirs if path.stem not in ours]
    if missing or not theirs:
        what = (
            f"“{missing[0]}” has no counterpart in “{predicted}”." if missing else f"There are no clips in “{truth}”."
        )
        raise BadPicture(what, "Name two folders with the same clips.")
    return [(ours[path.stem], path) for path in theirs]


def rests(frames: Sequence[RgbImage]) -> Mask:
    """(H, W) bool: where hardly anything ever changes."""
    first = frames[0].astype(np.int16)
    largest = np.zeros(first.shape[:2], np.int16)
    for frame in frames[1:]:
        np.maximum(largest, np.abs(frame - first).max(axis=2), out=largest)
    return np.asarray(largest <= STILL)


def score(name: str, ours: Sequence[RgbImage], theirs: Sequence[RgbImage]) -> ClipScore:
    """Compare frame by frame, as many as both have."""
    pairs = list(zip(ours, theirs, strict=False))
    ratios = [value for pair in pairs if math.isfinite(value := psnr(*pair))]
    still = rests([true for _, true in pairs])
    meter = ClipMeter(still)
    for frame, _ in pairs:
        meter.add(frame)
    return ClipScore(
        name,
        len(pairs),
        float(np.mean([ssim(*pair) for pair in pairs])),
        float(np.mean(ratios)) if ratios else math.inf,
        meter.scores.flicker if still.any() else None,
    )


def evaluate(pairs: Sequence[tuple[Path, Path]], size: tuple[int, int] | None, network: Path | None) -> Report:
    """Measure every clip, and the sets.

    Raises:
        BadPicture: A clip cannot be read.
    """
    features = None
    note = "The distance of the sets needs VideoMAE: name its folder with --network."
    if network is not None:
        from fitting_room.evaluation.distances import ClipFeatures

        try:
            features, note = ClipFeatures(network), ""
        except FittingRoomError as error:
            note = f"The distance of the sets was not measured. {error}"
    scores, seen = [], []
    for ours, theirs in pairs:
        true = read_clip(theirs, size)
        made = read_clip(ours, (true[0].shape[1], true[0].shape[0]))
        scores.append(score(theirs.stem, made, true))
        if features is not None:
            square = (features.side, features.side)
            seen.append([features([resized(frame, square) for frame in clip]) for clip in (made, true)])
    if features is None or len(seen) < 2:
        return Report(tuple(scores), None, note or "The distance of the sets needs two clips at least.")
    import torch

    from fitting_room.evaluation.distances import distance

    ours_seen, theirs_seen = (torch.stack([each[side] for each in seen]) for side in (0, 1))
    return Report(tuple(scores), distance(ours_seen, theirs_seen).frechet)


def table(report: Report) -> str:
    """The numbers as text."""
    lines = [f"{'clip':24}{'frames':>8}{'SSIM':>8}{'PSNR':>8}{'flicker':>9}"]
    for each in report.clips:
        flicker = "-" if each.flicker is None else f"{each.flicker:.2f}"
        lines.append(f"{each.name:24.23}{each.frames:8}{each.ssim:8.4f}{each.psnr:8.2f}{flicker:>9}")
    lines.append(report.note if report.distance is None else f"Fréchet distance over VideoMAE: {report.distance:.3f}")
    return "\n".join(lines) + "\n"


def _clips(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_dir() or path.suffix.lower() in FILMS)


def main(argv: list[str]) -> int:
    """The command; returns the exit code: 3 where a clip is missing or cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m fitting_room.evaluation video", description=__doc__.split("\n")[0])
    parser.add_argument("predicted", type=Path, help="folder of clips that were made")
    parser.add_argument("truth", type=Path, help="folder of true clips")
    parser.add_argument("--size", type=size_of, metavar="WxH", help="compare at this size; default: that of the truth")
    parser.add_argument("--network", type=Path, metavar="FOLDER", help="VideoMAE")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    options = parser.parse_args(argv)
    try:
        report = evaluate(pairs_of(options.predicted, options.truth), options.size, options.network)
    except FittingRoomError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    sys.stdout.write(json.dumps(asdict(report), indent=1) + "\n" if options.json else table(report))
    return 0
