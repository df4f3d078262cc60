"""Frames as they come -> a film on disk: MP4, WebM, GIF or a folder of pictures, whole or not at all, no metadata."""

import shutil
import uuid
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, Protocol, Self

import numpy as np

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.errors import BadPicture, CannotSave
from fitting_room.domain.job import Report, silent
from fitting_room.domain.motion import CLIP_FPS
from fitting_room.domain.sentence import Sentence
from fitting_room.studio.export import UNFINISHED_SUFFIX, cannot_write, save_picture, write_whole

_GIF_FPS = 12
"""At most: more only makes the file larger, and browsers slow down what claims to be faster than 50."""
_COLOURS = 255
CLIP_SUFFIXES = (".mp4", ".webm", ".gif")
"""The endings a film can be saved under; a name without an ending is a folder of pictures."""


class _Film(Protocol):
    """One way to store frames."""

    def add(self, frame: RgbImage) -> None: ...

    def finish(self) -> None: ...

    def abandon(self) -> None: ...


class ClipWriter:
    """Takes frames one by one. `finish` makes the film appear; without it, nothing appears.

        with ClipWriter(Path("spin.mp4"), 24) as film:
            for frame in frames:
                film.add(frame)
            film.finish()

    Stopping early and finishing then is how the part that is done is kept.

    Args:
        path: The film; .mp4, .webm, .gif, or a folder that does not exist yet or is empty.
        fps: Frames per second.

    Raises:
        CannotSave: Unknown ending, folder missing, no permission, or no room; every method may say so.
    """

    def __init__(self, path: Path, fps: int) -> None:
        self.path = path
        self._unfinished = path.with_name(f".{path.stem[:40]}-{uuid.uuid4().hex[:8]}{UNFINISHED_SUFFIX}")
        ending = path.suffix.lower()
        if ending and ending not in CLIP_SUFFIXES:
            raise CannotSave(
                Sentence("Films cannot be saved as “{ending}”.", ending=path.suffix),
                "Use a name that ends in .mp4, .webm or .gif, or a folder.",
            )
        if not ending and path.is_dir() and any(path.iterdir()):
            raise CannotSave(Sentence("The folder “{name}” is not empty.", name=path.name), "Choose another name.")
        try:
            self._film: _Film = self._open(ending, fps)
        except OSError as error:
            self._unfinished.unlink(missing_ok=True)
            raise cannot_write(path, error) from error
        self.frames = 0
        self._finished = False

    def add(self, frame: RgbImage) -> None:
        """Append a frame, RGB uint8 (H, W, 3), of the same size as the others."""
        try:
            self._film.add(frame)
        except OSError as error:
            raise cannot_write(self.path, error) from error
        self.frames += 1

    def finish(self) -> Path:
        """Let the film appear in its place; returns the path.

        Raises:
            ValueError: No frame was added.
        """
        if not self.frames:
            raise ValueError("a film has at least one frame")
        try:
            self._film.finish()
            if self._unfinished.is_dir() and self.path.is_dir():
                self.path.rmdir()
            self._unfinished.replace(self.path)
        except OSError as error:
            raise cannot_write(self.path, error) from error
        self._finished = True
        return self.path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing half done behind."""
        if self._finished:
            return
        self._film.abandon()
        if self._unfinished.is_dir():
            shutil.rmtree(self._unfinished, ignore_errors=True)
        else:
            self._unfinished.unlink(missing_ok=True)

    def _open(self, ending: str, fps: int) -> _Film:
        match ending:
            case "":
                return _Folder(self._unfinished)
            case ".gif":
                return _Gif(self._unfinished, fps)
            case _:
                return _Video(self._unfinished, ending, fps)


def save_clip(frames: Iterable[RgbImage], path: Path, fps: int, expected: int = 0, report: Report = silent) -> Path:
    """Write a whole film.

    Args:
        frames: RGB uint8 (H, W, 3), all of one size.
        path: As for `ClipWriter`.
        fps: Frames per second.
        expected: How many frames will come, for the report.
        report: Called after every frame.

    Raises:
        CannotSave: As for `ClipWriter`.
        Cancelled: `report` raised it; nothing appears.
    """
    with ClipWriter(path, fps) as film:
        for frame in frames:
            film.add(frame)
            report("copy", min(film.frames / max(expected, film.frames), 1.0))
        return film.finish()


def copy_clip(source: Path, path: Path, report: Report = silent) -> Path:
    """Write a film once more, in the format of its new ending; in its own format it is copied bit for bit.

    Args:
        source: The film; it stays where it is.
        path: As for `ClipWriter`.
        report: Called after every frame.

    Raises:
        BadPicture: `source` is gone, damaged, or no film.
        CannotSave: As for `ClipWriter`.
        Cancelled: `report` raised it; nothing appears.
    """
    import av

    report("copy", 0.0)
    try:
        if source.suffix.lower() == path.suffix.lower() in CLIP_SUFFIXES:
            return write_whole(source.read_bytes(), path)
        with av.open(str(source)) as container:
            stream = container.streams.video[0]
            frames = (np.asarray(frame.to_ndarray(format="rgb24"), np.uint8) for frame in container.decode(stream))
            return save_clip(frames, path, round(stream.average_rate or CLIP_FPS), stream.frames, report)
    except (av.FFmpegError, OSError, IndexError) as error:
        raise BadPicture(Sentence("“{name}” cannot be played.", name=source.name), "Choose another file.") from error


def save_strip(source: Path, numbers: Sequence[int], path: Path) -> Path:
    """Write frames of a film side by side, at full size, as one picture.

    Args:
        source: The film.
        numbers: Of the frames, growing; those that it does not have are left out.
        path: As for `save_picture`.

    Raises:
        BadPicture: `source` is gone, damaged, or no film.
        CannotSave: As for `save_picture`.
    """
    import av

    try:
        with av.open(str(source)) as container:
            decoded = islice(container.decode(video=0), numbers[-1] + 1)
            frames = [frame.to_ndarray(format="rgb24") for number, frame in enumerate(decoded) if number in numbers]
    except (av.FFmpegError, OSError, IndexError) as error:
        raise BadPicture(Sentence("“{name}” cannot be played.", name=source.name), "Choose another file.") from error
    return save_picture(np.ascontiguousarray(np.concatenate(frames, axis=1), np.uint8), path)


class _Video:
    """H.264 or VP9 in 4:2:0, which every browser and Qt play."""

    _KINDS: ClassVar[dict[str, tuple[str, str, dict[str, str], dict[str, str]]]] = {
        ".mp4": (
            "mp4",
            "libx264",
            {"preset": "veryfast", "crf": "18", "profile": "high"},
            {"movflags": "+faststart", "fflags": "+bitexact"},
        ),
        ".webm": (
            "webm",
            "libvpx-vp9",
            {"deadline": "realtime", "cpu-used": "6", "crf": "24", "b": "0", "row-mt": "1"},
            {"fflags": "+bitexact"},
        ),
    }

    def __init__(self, path: Path, ending: str, fps: int) -> None:
        import av

        form, codec, options, muxing = self._KINDS[ending]
        self._container: Any = av.open(str(path), "w", format=form, options=muxing)
        stream: Any = self._container.add_stream(codec, rate=Fraction(fps), options=options)
        stream.pix_fmt = "yuv420p"
        self._stream = stream
        self._sized = False

    def add(self, frame: RgbImage) -> None:
        import av

        height, width = frame.shape[:2]
        # 4:2:0 has no odd sizes: the last column and row are doubled rather than cut.
        even = np.pad(frame, ((0, height % 2), (0, width % 2), (0, 0)), "edge") if height % 2 or width % 2 else frame
        if not self._sized:
            self._stream.height, self._stream.width = even.shape[:2]
            self._sized = True
        picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(even), format="rgb24")
        self._container.mux(self._stream.encode(picture))

    def finish(self) -> None:
        self._container.mux(self._stream.encode(None))
        self._container.close()

    def abandon(self) -> None:
        self._container.close()


class _Gif:
    """An endless GIF, written frame by frame; all frames share the colours of the first, so that nothing shimmers."""

    def __init__(self, path: Path, fps: int) -> None:
        self._file = path.open("xb")
        self._every = max(-(-fps // _GIF_FPS), 1)
        self._hundredths = max(round(100 * self._every / fps), 2)
        self._seen = 0
        self._palette: Any = None

    def add(self, frame: RgbImage) -> None:
        from PIL import Image
        from PIL.GifImagePlugin import getdata, getheader

        self._seen += 1
        if (self._seen - 1) % self._every:
            return
        picture = Image.fromarray(frame)
        if self._palette is None:
            self._palette = picture.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT)
        indexed = picture.quantize(palette=self._palette, dither=Image.Dither.NONE)
        if self._seen == 1:
            indexed.info["loop"] = 0
            for block in getheader(indexed, info={"loop": 0})[0]:
                self._file.write(block)
        for block in getdata(indexed, duration=10 * self._hundredths):
            self._file.write(block)

    def finish(self) -> None:
        self._file.write(b";")
        self._file.close()

    def abandon(self) -> None:
        self._file.close()


class _Folder:
    """Numbered PNG files."""

    def __init__(self, path: Path) -> None:
        path.mkdir()
        self._path = path
        self._next = 0

    def add(self, frame: RgbImage) -> None:
        from PIL import Image

        Image.fromarray(frame).save(self._path / f"{self._next:05d}.png", compress_level=1)
        self._next += 1

    def finish(self) -> None:
        """Every picture is already there."""

    def abandon(self) -> None:
        """The writer removes the folder."""
