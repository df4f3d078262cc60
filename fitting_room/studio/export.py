"""Writes finished pictures to disk: all of it or nothing, and no metadata."""

import contextlib
import errno
import glob
import io
import os
import shutil
import uuid
from pathlib import Path
from typing import Any

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.errors import CannotSave, DiskFull
from fitting_room.domain.sentence import Sentence

_FORMATS: dict[str, tuple[str, dict[str, Any]]] = {
    ".png": ("PNG", {"compress_level": 4}),
    # 4:4:4, because halved colour smears the red seams and thin stripes that people look at first.
    ".jpg": ("JPEG", {"subsampling": 0}),
    ".jpeg": ("JPEG", {"subsampling": 0}),
    ".webp": ("WEBP", {}),
}
QUALITY = 95
"""Of a lossy picture where nobody asks for less, of 100."""
SAVE_SUFFIXES = tuple(_FORMATS)
"""The endings a picture can be saved under."""

UNFINISHED_SUFFIX = ".part"
"""Files with this ending were not finished when the program stopped, and mean nothing."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def save_picture(pixels: RgbImage, path: str | Path, quality: int = QUALITY) -> Path:
    """Write RGB uint8 (H, W, 3) as PNG, JPEG or WebP by the ending of `path`, replacing what is there.

    The file appears whole or not at all: it is written beside its place and then moved onto it.

    Args:
        pixels: The picture.
        path: Its file.
        quality: How much of it a lossy format keeps, of 100.

    Returns:
        The path.

    Raises:
        CannotSave: Unknown ending, folder missing, no permission, disk full, or too large for the format.
    """
    path = Path(path)
    if path.suffix.lower() not in _FORMATS:
        raise CannotSave(
            Sentence("Pictures cannot be saved as “{ending}”.", ending=path.suffix or path.name),
            "Use a name that ends in .png, .jpg or .webp.",
        )
    return write_whole(_encode(pixels, path, quality), path)


def write_whole(data: bytes, path: Path) -> Path:
    """Write a file so that it appears whole or not at all, even if the program or the machine stops in between.

    Returns:
        The path.

    Raises:
        CannotSave: Folder missing, no permission, disk full.
    """
    unfinished = path.with_name(f".{path.stem[:40]}-{uuid.uuid4().hex[:8]}{UNFINISHED_SUFFIX}")
    try:
        with unfinished.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # Else the new name could reach the disk before the contents do.
        unfinished.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def sweep_unfinished(path: Path) -> None:
    """Delete what a process that was killed has left of a file, or a folder, that it was writing to `path`."""
    for unfinished in path.parent.glob(f".{glob.escape(path.stem[:40])}-????????{UNFINISHED_SUFFIX}"):
        if unfinished.is_dir():
            shutil.rmtree(unfinished, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                unfinished.unlink()


def _encode(pixels: RgbImage, path: Path, quality: int) -> bytes:
    from PIL import Image

    kind, options = _FORMATS[path.suffix.lower()]
    if kind != "PNG":
        options = {**options, "quality": quality}
    buffer = io.BytesIO()
    try:
        Image.fromarray(pixels).save(buffer, kind, **options)
    except (OSError, ValueError) as error:
        height, width = pixels.shape[:2]
        raise CannotSave(
            Sentence("{kind} cannot hold {width} by {height} pixels.", kind=kind, width=width, height=height),
            "Save it as PNG.",
        ) from error
    return buffer.getvalue()


def cannot_write(path: Path, error: OSError) -> CannotSave:
    """Put the reason why a file could not be written into words."""
    if error.errno in _FULL:
        return DiskFull(
            Sentence("There is no room left for “{name}”.", name=path.name), "Free some space or choose another disk."
        )
    if not path.parent.is_dir():
        return CannotSave(
            Sentence("There is no folder “{folder}”.", folder=str(path.parent)), "Create it or choose another one."
        )
    if path.is_dir():
        return CannotSave(Sentence("“{name}” is a folder.", name=path.name), "Choose another name.")
    if isinstance(error, PermissionError):
        return CannotSave(
            Sentence("You may not write into “{folder}”.", folder=str(path.parent)), "Choose another folder."
        )
    reason = error.strerror or str(error)
    what = Sentence("“{name}” could not be written ({reason}).", name=path.name, reason=reason)
    return CannotSave(what, "Choose another place.")
