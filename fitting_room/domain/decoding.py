"""Opens pictures that people really have, and refuses the rest in one sentence.

In: a path or the bytes of a file. Out: RGB uint8 (H, W, 3), sRGB, upright, opaque, without any metadata. This is the
only place where a file becomes pixels.
"""

import io
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap, RgbImage
from fitting_room.domain.body import Photo
from fitting_room.domain.errors import BadPicture
from fitting_room.domain.sentence import Sentence

if TYPE_CHECKING:
    from PIL import Image

MAX_PIXELS = 100_000_000
"""Larger pictures are refused from their header: no camera that people own makes them, and bombs do."""
MIN_SIDE = 256
"""Below this, neither a face nor a seam can be told from noise."""

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF", "TIFF", "GIF", "BMP", "DIB", "JPEG2000", "PPM")
"""The formats Pillow may try. Formats that run an interpreter (EPS, WMF) or have no signature (TGA) stay out."""

_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"II*\0", b"MM\0*", b"GIF8", b"BM", b"\0\0\0\x0cjP")
_WHITE = 255
_ORIENTATION_TAG = 0x0112
_BITS_PER_SAMPLE_TAG = 258


def open_photo(path: str | Path) -> Photo:
    """Read a photo of a person.

    Raises:
        BadPicture: The file cannot be opened as a picture.
    """
    return Photo(open_picture(path), source="file")


def open_picture(path: str | Path, least: int = MIN_SIDE) -> RgbImage:
    """Read any picture: RGB uint8 (H, W, 3), sRGB, upright; read-only.

    Args:
        path: Its file.
        least: Pixels of the shorter side below which it is refused.

    Raises:
        BadPicture: The file cannot be opened as a picture.
    """
    return _from_file(Path(path), lambda stream, name: np.asarray(_to_upright_srgb(_read(stream, name, least))))


def open_numbers(path: str | Path) -> LabelMap:
    """Read a picture whose pixels are numbers, such as labels or a mask: uint8 (H, W), palettes left aside.

    Raises:
        BadPicture: The file cannot be opened as a picture, or has colours where numbers should be.
    """
    return _from_file(Path(path), _numbers)


def _from_file(path: Path, decode: Callable[[BinaryIO, str], npt.NDArray[np.uint8]]) -> npt.NDArray[np.uint8]:
    name = Sentence("“{file}”", file=path.name or str(path))
    if not path.exists():
        raise BadPicture(Sentence("There is no file {name}.", name=name), "Check the name and the folder.")
    if path.is_dir():
        raise BadPicture(Sentence("{name} is a folder.", name=name), "Choose one of the pictures in it.")
    if not path.is_file():
        raise BadPicture(Sentence("{name} is a device, not a file.", name=name), "Choose a picture file.")
    try:
        with path.open("rb") as stream:
            return _quietly(decode, stream, name)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadPicture(
            Sentence("{name} could not be read ({reason}).", name=name, reason=reason), "Copy it and try again."
        ) from error


def decode_picture(data: bytes) -> RgbImage:
    """Read a picture from the bytes of a file, for example a dropped or pasted one. As `open_picture`."""
    return _quietly(
        lambda stream, name: np.asarray(_to_upright_srgb(_read(stream, name, MIN_SIDE))),
        io.BytesIO(data),
        Sentence("The picture"),
    )


def _quietly(
    decode: Callable[[BinaryIO, str], npt.NDArray[np.uint8]], stream: BinaryIO, name: str
) -> npt.NDArray[np.uint8]:
    # Pillow warns about large sizes, damaged EXIF and odd palettes. All of that is dealt with here.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return decode(stream, name)


def _numbers(stream: BinaryIO, name: str) -> LabelMap:
    image = _read(stream, name, least=1)
    if image.mode not in ("P", "L"):
        raise BadPicture(
            Sentence("{name} has colours where one number a pixel is needed.", name=name),
            "Use a PNG with a palette, or a grey one.",
        )
    return np.array(image, np.uint8)


def _read(stream: BinaryIO, name: str, least: int) -> "Image.Image":
    """Open the file, judge its size by the header, then decode the pixels.

    Raises:
        BadPicture: Not a picture, damaged, too large or too small.
        MemoryError: The picture is fine but the machine is full.
    """
    pillow = _pillow()
    start = stream.read(16)
    stream.seek(0)
    if not start:
        raise BadPicture(Sentence("{name} is empty (0 bytes).", name=name), "Copy or download it again.")
    damaged = BadPicture(
        Sentence("{name} is damaged or incomplete.", name=name), "Copy or download it again, or choose another picture."
    )
    # A decoder fed with a hostile file raises whatever it trips over, so everything but a full memory means "damaged".
    try:
        image: Image.Image = pillow.open(stream, formats=FORMATS)
    except MemoryError:
        raise
    except pillow.DecompressionBombError as error:
        raise _too_large(name) from error
    except pillow.UnidentifiedImageError as error:
        if start.startswith(_SIGNATURES) or start[4:8] == b"ftyp":
            raise damaged from error
        raise BadPicture(
            Sentence("{name} is not a picture.", name=name), "Choose a JPEG, PNG, WebP or HEIC file."
        ) from error
    except Exception as error:
        raise damaged from error
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise _too_large(name)
    if min(width, height) < least:
        raise BadPicture(
            Sentence("{name} is too small: {width} by {height} pixels.", name=name, width=width, height=height),
            Sentence("Choose a picture with at least {pixels} pixels on the shorter side.", pixels=least),
        )
    try:
        image.load()
    except MemoryError:
        raise
    except Exception as error:
        raise damaged from error
    return image


def _too_large(name: str) -> BadPicture:
    return BadPicture(
        Sentence("{name} has more than {most} megapixels.", name=name, most=MAX_PIXELS // 1_000_000),
        "Make it smaller in a photo program first.",
    )


@cache
def _pillow() -> Any:
    """PIL.Image with the HEIC reader added. Any: the module is passed around as a value."""
    from PIL import Image
    from pillow_heif import register_heif_opener

    register_heif_opener()
    return Image


def _to_upright_srgb(image: "Image.Image") -> "Image.Image":
    """Turn a decoded picture of any mode upright and into opaque sRGB."""
    from PIL import Image

    orientation = _orientation(image)
    profile = image.info.get("icc_profile")
    colours, alpha = _split_alpha(_to_eight_bits(image))
    colours = _to_srgb(colours, profile)
    if alpha is not None:
        white = Image.new("RGB", colours.size, (_WHITE,) * 3)
        white.paste(colours, mask=alpha)
        colours = white
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    return colours.transpose(turns[orientation]) if orientation in turns else colours


def _orientation(image: "Image.Image") -> int:
    """The EXIF orientation, 1 (upright) where there is none or it cannot be read.

    Read after the pixels: the TIFF and HEIC readers turn the picture themselves and then clear the tag.
    """
    try:
        return int(image.getexif().get(_ORIENTATION_TAG, 1))
    except Exception:  # noqa: BLE001 - damaged EXIF must not cost the user the picture
        return 1


def _to_eight_bits(image: "Image.Image") -> "Image.Image":
    """Scale the deep grey modes of Pillow to 8 bits; colour has been scaled by its reader."""
    from PIL import Image

    if image.mode == "F":
        values = np.nan_to_num(np.asarray(image, np.float32), nan=0.0, posinf=0.0, neginf=0.0)
        # Float pictures have no agreed white: 1, or the white of 8 or 16 bits, whichever holds all values.
        brightest = float(values.max())
        white = next((limit for limit in (1.0, 255.0, 65535.0) if brightest <= limit), brightest)
    elif image.mode == "I" or image.mode.startswith("I;16"):
        deep = np.asarray(image)
        values = deep.astype(np.float32)
        bits = _bits_per_sample(image)
        white = float(2**bits - 1) if bits else max(65535.0, float(deep.max()))
    else:
        return image
    scaled: npt.NDArray[np.uint8] = np.clip(np.rint(values * (255.0 / white)), 0, 255).astype(np.uint8)
    return Image.fromarray(scaled)


def _bits_per_sample(image: "Image.Image") -> int | None:
    """How many bits a TIFF really uses: cameras and scanners keep 10 to 14 bits in 16."""
    tags = getattr(image, "tag_v2", {})
    bits = tags.get(_BITS_PER_SAMPLE_TAG, (None,))[0]
    return bits if bits is not None and 8 < bits <= 16 else None


def _split_alpha(image: "Image.Image") -> "tuple[Image.Image, Image.Image | None]":
    """Separate colours (L, RGB, CMYK, LAB, ...) from transparency (L, or None where opaque)."""
    transparent = image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info
    if not transparent:
        return (image.convert("RGB") if image.mode == "P" else image), None
    grey = image.mode in ("LA", "La", "L", "1")
    layered = image.convert("LA" if image.mode in ("LA", "La") else "RGBA")
    return layered.convert("L" if grey else "RGB"), layered.getchannel("A")


def _to_srgb(image: "Image.Image", profile: bytes | None) -> "Image.Image":
    """Convert colours to sRGB through the picture's own profile; without a usable one, by the plain formula."""
    from PIL import Image, ImageCms

    if image.mode == "1":
        image = image.convert("L")
    try:
        if image.mode == "LAB":
            source = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        elif profile:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if image.mode == "RGB" and ImageCms.getProfileDescription(source).strip().startswith("sRGB"):
                return image
        else:
            return image.convert("RGB")
        converted = ImageCms.profileToProfile(
            image,
            source,
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        # A broken profile, or one for another kind of picture: show the colours as they are written.
        return image.convert("RGB")
    assert isinstance(converted, Image.Image)
    return converted
