"""What the user has set, and where things are kept. Light to import."""

import contextlib
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Any

from fitting_room.domain.licence import Profile
from fitting_room.domain.sentence import Sentence

HOME_VARIABLE = "FITTING_ROOM_HOME"
"""Environment variable that puts everything the fitting room keeps into one folder."""
FORMAT = 1
"""Version of the file. One more than this was written by a newer fitting room."""
SMALLEST_TEXT, LARGEST_TEXT = 1.0, 2.0
PRESETS = ("draft", "balanced", "final")
MOST_SAMPLES = 4
LONGEST_CLIP = 30.0
"""Seconds."""


@dataclass(frozen=True)
class Places:
    """The folders that the fitting room writes to, none of which need exist yet.

    Attributes:
        data: The library and the settings.
        cache: What can be made again, such as thumbnails.
        log: Logs, without pictures and without the names of files.
        pictures: Where saved looks go unless the user says otherwise.
    """

    data: Path
    cache: Path
    log: Path
    pictures: Path

    @classmethod
    def of_this_user(cls) -> "Places":
        """The usual folders of this system, or those inside the folder that FITTING_ROOM_HOME names."""
        home = os.environ.get(HOME_VARIABLE)
        if home:
            return cls.inside(Path(home).expanduser().absolute())
        import platformdirs

        dirs = platformdirs.PlatformDirs("Fitting Room", appauthor=False, roaming=False)
        return cls(
            dirs.user_data_path, dirs.user_cache_path, dirs.user_log_path, dirs.user_pictures_path / "Fitting Room"
        )

    @classmethod
    def inside(cls, folder: Path) -> "Places":
        """Everything in one folder."""
        return cls(folder, folder / "cache", folder / "log", folder / "pictures")

    @property
    def settings(self) -> Path:
        """The file of the settings."""
        return self.data / "settings.json"

    @property
    def models(self) -> Path:
        """The folder of downloaded models."""
        return self.data / "models"

    @property
    def library(self) -> Path:
        """The database of garments, looks and people."""
        return self.data / "library.sqlite"

    def make(self) -> None:
        """Make the folders of our own that are missing, for this user alone: pictures of people lie in them.

        Raises:
            OSError: A folder could not be made.
        """
        for folder in (self.data, self.cache, self.log):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)


class Mode(StrEnum):
    """Whom the window serves. A kiosk for shops will be a third."""

    HOME = "home"
    STYLIST = "stylist"


class Language(StrEnum):
    """The language of the window."""

    SYSTEM = "system"
    ENGLISH = "en"
    KOREAN = "ko"


class Theme(StrEnum):
    """The colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high contrast"


class PictureFormat(StrEnum):
    """How looks are saved; the value is the ending of the file."""

    PNG = "png"
    JPEG = "jpg"


class JpegQuality(IntEnum):
    """How much of a picture a JPEG keeps, of 100."""

    SMALL = 80
    GOOD = 90
    BEST = 95


class ClipFormat(StrEnum):
    """How clips are saved; the value is the ending of the file, empty for a folder of pictures."""

    MP4 = "mp4"
    WEBM = "webm"
    GIF = "gif"
    PICTURES = ""


@dataclass(frozen=True)
class ClipSettings:
    """How the last clip was made and saved.

    Attributes:
        motion: Id of a bundled motion, or the path of one of the user's own.
        animator: Who makes clips, an id in the table of animators.
        preset: How much time a clip may take, as `Settings.preset`.
        seconds: How long clips are.
        folder: Where clips are saved; None means where looks are.
        format: How clips are saved.
    """

    motion: str = "walk"
    animator: str = "puppet"
    preset: str = "balanced"
    seconds: float = 5.0
    folder: Path | None = None
    format: ClipFormat = ClipFormat.MP4

    def __post_init__(self) -> None:
        if self.preset not in PRESETS or not 0 < self.seconds <= LONGEST_CLIP:
            raise ValueError(f"no way to make clips: {self.preset}, {self.seconds}")


@dataclass(frozen=True)
class WindowState:
    """How the window was left.

    Attributes:
        geometry: Place and size, as Qt writes them, in Base64; empty before the first time.
        panels: Widths of the people, the picture and the wardrobe, beside each other.
        page: Which page was shown.
        person: Photo of who was shown last.
    """

    geometry: str = ""
    panels: tuple[int, ...] = ()
    page: str = ""
    person: Path | None = None


@dataclass(frozen=True)
class Settings:
    """What the user has chosen in the preferences, and how the window was left.

    Attributes:
        mode: Home, or Stylist with its grid and several clients.
        profile: What this installation is for, which decides whose licences allow it.
        engine: Who makes the pictures, an id in the catalogue of engines.
        preset: How much time a picture may take, the value of a `domain.tryon.Preset`; numpy has no place here.
        samples: How many pictures a photoreal engine makes to choose from.
        language: Of everything that is said.
        theme: Colours.
        text_scale: Size of text, 1.0 to 2.0 times the usual.
        camera: Name of the camera to use; empty means the first one.
        mirror_view: Whether the live picture is shown as in a mirror. Saved pictures never are.
        save_folder: Where looks are saved; None means the user's pictures.
        save_format: How looks are saved.
        jpeg_quality: How much of them a JPEG keeps.
        keep_history: Whether looks that nobody asked to keep are put on file too; not unless the user says so.
        reduced_motion: Whether nothing moves that need not.
        clip: How the last clip was made and saved.
        window: How the window was left.
    """

    mode: Mode = Mode.HOME
    profile: Profile = Profile.HOME
    engine: str = "warp"
    preset: str = "balanced"
    samples: int = 1
    language: Language = Language.SYSTEM
    theme: Theme = Theme.SYSTEM
    text_scale: float = 1.0
    camera: str = ""
    mirror_view: bool = True
    save_folder: Path | None = None
    save_format: PictureFormat = PictureFormat.PNG
    jpeg_quality: JpegQuality = JpegQuality.BEST
    keep_history: bool = False
    reduced_motion: bool = False
    clip: ClipSettings = ClipSettings()
    window: WindowState = field(default_factory=WindowState)

    def __post_init__(self) -> None:
        if not SMALLEST_TEXT <= self.text_scale <= LARGEST_TEXT:
            raise ValueError(f"text_scale must be {SMALLEST_TEXT} to {LARGEST_TEXT}, not {self.text_scale}")

        if self.preset not in PRESETS or not 1 <= self.samples <= MOST_SAMPLES:
            raise ValueError(f"no way to make pictures: {self.preset}, {self.samples}")

    def to_json(self) -> dict[str, Any]:
        """As a file holds it."""
        plain = {each.name: _plain(getattr(self, each.name)) for each in fields(self) if each.name not in _PARTS}
        parts = {
            name: {each.name: _plain(getattr(part, each.name)) for each in fields(part)}
            for name, part in (("clip", self.clip), ("window", self.window))
        }
        return {"format": FORMAT, **plain, **parts}

    @classmethod
    def from_json(cls, data: Any) -> "Settings":
        """From what `to_json` made. What is missing has its default.

        Raises:
            ValueError: An entry is unknown or not what it should be.
        """
        try:
            values = {name: value for name, value in data.items() if name != "format"}
            window = WindowState(**_convert(values.pop("window", {}), _WINDOW))
            clip = ClipSettings(**_convert(values.pop("clip", {}), _CLIP))
            return cls(**_convert(values, _SETTINGS), clip=clip, window=window)
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"not settings: {error!r}") from error


def read_settings(path: Path) -> tuple[Settings, str]:
    """Read the settings; returns them and what the user should know about it, which is nothing where all is well.

    A file that is damaged, or written by a newer fitting room, is set aside under another name, never deleted.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, UnicodeDecodeError):
        return Settings(), _set_aside(path, "damaged")
    try:
        data = json.loads(text)
        if isinstance(data, dict) and isinstance(data.get("format"), int) and data["format"] > FORMAT:
            return Settings(), _set_aside(path, "newer")
        return Settings.from_json(data), ""
    except (ValueError, RecursionError):
        return Settings(), _set_aside(path, "damaged")


def write_settings(settings: Settings, path: Path) -> None:
    """Write the settings: the file is the old one or the new one, whenever the power goes.

    Raises:
        OSError: They could not be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(settings.to_json(), file, ensure_ascii=False, indent=2)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _set_aside(path: Path, why: str) -> str:
    """Keep a file that cannot be used beside the one that will be written; returns the sentence that says so."""
    aside = path.with_name(f"{path.stem}-{why}{path.suffix}")
    with contextlib.suppress(OSError):
        path.replace(aside)
    if why == "newer":
        return Sentence(
            "The settings are from a newer fitting room; they were kept as “{name}”, and the usual ones are used.",
            name=aside.name,
        )
    return Sentence(
        "The settings could not be read; they were kept as “{name}”, and the usual ones are used.", name=aside.name
    )


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Path) else list(value) if isinstance(value, tuple) else value


def _convert(values: dict[str, Any], converters: dict[str, Callable[[Any], Any]]) -> dict[str, Any]:
    return {name: converters[name](value) for name, value in values.items()}


def _exactly(kind: type) -> Callable[[Any], Any]:
    """A check that JSON held this type: bool("no") would be true."""

    def check(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"{value!r} is no {kind.__name__}")
        return value

    return check


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{value!r} is no number")  # noqa: TRY004 - like every other value that cannot be used
    return float(value)


def _path(value: Any) -> Path | None:
    return None if value is None else Path(_exactly(str)(value))


def _whole_numbers(value: Any) -> tuple[int, ...]:
    return tuple(_exactly(int)(each) for each in value)


_SETTINGS: dict[str, Callable[[Any], Any]] = {
    "mode": Mode,
    "profile": Profile,
    "engine": _exactly(str),
    "preset": _exactly(str),
    "samples": _exactly(int),
    "language": Language,
    "theme": Theme,
    "text_scale": _number,
    "camera": _exactly(str),
    "mirror_view": _exactly(bool),
    "save_folder": _path,
    "save_format": PictureFormat,
    "jpeg_quality": JpegQuality,
    "keep_history": _exactly(bool),
    "reduced_motion": _exactly(bool),
}
_CLIP: dict[str, Callable[[Any], Any]] = {
    "motion": _exactly(str),
    "animator": _exactly(str),
    "preset": _exactly(str),
    "seconds": _number,
    "folder": _path,
    "format": ClipFormat,
}
_WINDOW: dict[str, Callable[[Any], Any]] = {
    "geometry": _exactly(str),
    "panels": _whole_numbers,
    "page": _exactly(str),
    "person": _path,
}
_PARTS = ("clip", "window")
"""Fields of settings that are settings themselves."""
