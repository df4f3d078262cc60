"""Opening pictures: whatever people really have comes out right, and the rest is refused in one sentence."""

import io
import os
import struct
import sys
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pillow_heif import register_heif_opener

from fitting_room.domain.body import Photo
from fitting_room.domain.decoding import MIN_SIDE, decode_picture, open_photo, open_picture
from fitting_room.domain.errors import BadPicture

register_heif_opener()
SIZE = (320, 272)


def scene() -> np.ndarray:
    """(272, 320, 3): a soft gradient with a dark corner top left, so that every turn of it differs."""
    y, x = np.mgrid[: SIZE[1], : SIZE[0]]
    picture = np.stack([x * 255 // SIZE[0], y * 255 // SIZE[1], 255 - x * 200 // SIZE[0]], axis=-1).astype(np.uint8)
    picture[:80, :120] //= 4
    return picture


def flat(*colour: int) -> np.ndarray:
    return np.full((MIN_SIDE, MIN_SIDE, len(colour)), colour, np.uint8)


def encode(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def encode_deep(pixels: np.ndarray, suffix: str) -> bytes:
    """Encode uint16 or float32, grey or RGB(A), which Pillow cannot write, with OpenCV."""
    if pixels.ndim == 3:
        pixels = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR if pixels.shape[2] == 3 else cv2.COLOR_RGBA2BGRA)
    done, data = cv2.imencode(suffix, pixels)
    assert done
    return data.tobytes()


def difference(first: np.ndarray, second: np.ndarray) -> float:
    assert first.shape == second.shape
    return float(np.abs(first.astype(int) - second).max())


def mean_difference(first: np.ndarray, second: np.ndarray) -> float:
    assert first.shape == second.shape
    return float(np.abs(first.astype(int) - second).mean())


# ---------------------------------------------------------------- what opens


@pytest.mark.parametrize(
    ("kind", "options", "tolerance"),
    [
        ("PNG", {}, 0),
        ("BMP", {}, 0),
        ("TIFF", {"compression": "tiff_lzw"}, 0),
        ("PPM", {}, 0),
        ("WEBP", {"lossless": True}, 0),
        ("JPEG", {"quality": 95}, 2),
        ("JPEG", {"quality": 90, "progressive": True}, 3),
        ("JPEG2000", {}, 2),
        ("WEBP", {"quality": 90}, 3),
        ("AVIF", {"quality": 90}, 3),
        ("HEIF", {"quality": 90}, 3),
    ],
)
def test_every_common_format_opens(tmp_path: Path, kind: str, options: dict[str, Any], tolerance: float) -> None:
    path = tmp_path / "picture"  # the ending of the name plays no part
    path.write_bytes(encode(Image.fromarray(scene()), kind, **options))
    pixels = open_picture(path)
    assert pixels.dtype == np.uint8
    assert not pixels.flags.writeable
    assert mean_difference(pixels, scene()) <= tolerance


def test_a_photo_is_pixels_and_nothing_else(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    (tmp_path / "me.jpg").write_bytes(encode(Image.fromarray(scene()), "JPEG", exif=exif, comment=b"at home"))
    photo = open_photo(str(tmp_path / "me.jpg"))
    assert isinstance(photo, Photo)
    assert (photo.source, photo.size) == ("file", SIZE)


TURNED_BACK: dict[int, Callable[[np.ndarray], np.ndarray]] = {
    # How a camera stores an upright scene under each EXIF orientation.
    1: lambda upright: upright,
    2: lambda upright: upright[:, ::-1],
    3: lambda upright: upright[::-1, ::-1],
    4: lambda upright: upright[::-1],
    5: lambda upright: upright.transpose(1, 0, 2),
    6: lambda upright: np.rot90(upright, 1),
    7: lambda upright: upright.transpose(1, 0, 2)[::-1, ::-1],
    8: lambda upright: np.rot90(upright, -1),
}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF", "HEIF"])
def test_pictures_stand_upright(kind: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = Image.fromarray(np.ascontiguousarray(TURNED_BACK[orientation](scene())))
    options: dict[str, Any] = {} if kind in ("PNG", "TIFF") else {"quality": 90}
    # As bytes, because from an Exif object the HEIC writer leaves out its own turning box, which phones write.
    upright = decode_picture(encode(stored, kind, exif=exif.tobytes(), **options))
    assert mean_difference(upright, scene()) < 3


@pytest.mark.parametrize("orientation", [0, 9, 200])
def test_a_meaningless_orientation_leaves_the_picture_as_it_is(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    assert difference(decode_picture(encode(Image.fromarray(scene()), "PNG", exif=exif)), scene()) == 0


def test_damaged_exif_does_not_cost_the_picture() -> None:
    data = encode(Image.fromarray(scene()), "JPEG", quality=95, exif=b"Exif\0\0MM\0*\xff\xff\xff\xff rubbish")
    assert mean_difference(decode_picture(data), scene()) < 2


def test_grey_opens_as_equal_red_green_and_blue() -> None:
    grey = scene()[..., 0]
    pixels = decode_picture(encode(Image.fromarray(grey), "JPEG", quality=95))
    assert np.array_equal(pixels[..., 0], pixels[..., 2])
    assert mean_difference(pixels[..., 1], grey) < 2


def test_one_bit_opens_as_black_and_white() -> None:
    bits = scene()[..., 0] > 100
    for kind in ("PNG", "TIFF"):
        pixels = decode_picture(encode(Image.fromarray(bits), kind))
        assert difference(pixels[..., 0], bits * 255) == 0


def test_palette_pictures_open_in_their_colours() -> None:
    indexed = Image.fromarray(scene()).quantize(64)
    for kind in ("PNG", "GIF"):
        assert difference(decode_picture(encode(indexed, kind)), np.asarray(indexed.convert("RGB"))) == 0


@pytest.mark.parametrize("kind", ["PNG", "GIF"])
def test_transparent_palette_entries_become_white(kind: str) -> None:
    indexed = Image.new("P", SIZE, 1)
    indexed.putpalette([0, 0, 0, 200, 30, 60])
    indexed.paste(0, (0, 0, 160, SIZE[1]))
    pixels = decode_picture(encode(indexed, kind, transparency=0))
    assert tuple(pixels[5, 5]) == (255, 255, 255)
    assert tuple(pixels[5, 300]) == (200, 30, 60)


def test_half_transparent_palette_entries_are_mixed_with_white() -> None:
    indexed = Image.new("P", SIZE, 1)
    indexed.putpalette([0, 0, 0, 200, 30, 60])
    pixels = decode_picture(encode(indexed, "PNG", transparency=bytes([255, 127])))
    assert difference(pixels[5, 5], np.array([227, 143, 158])) <= 1


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_alpha_is_laid_on_white(kind: str) -> None:
    cut_out = np.dstack([flat(200, 30, 60), np.full((MIN_SIDE, MIN_SIDE), 255, np.uint8)])
    cut_out[:128, :, 3] = 0
    cut_out[128:192, :, 3] = 128
    pixels = decode_picture(encode(Image.fromarray(cut_out), kind, **({"quality": 95} if kind != "PNG" else {})))
    assert difference(pixels[20:100], np.broadcast_to([255, 255, 255], (80, MIN_SIDE, 3))) <= 1
    assert mean_difference(pixels[140:180], np.broadcast_to([227, 142, 157], (40, MIN_SIDE, 3))) < 4
    assert mean_difference(pixels[210:], np.broadcast_to([200, 30, 60], (46, MIN_SIDE, 3))) < 4


def test_grey_with_alpha_and_colour_keys_are_laid_on_white() -> None:
    grey = Image.merge("LA", [Image.new("L", SIZE, 40), Image.new("L", SIZE, 0)])
    assert decode_picture(encode(grey, "PNG")).min() == 255
    keyed = decode_picture(encode(Image.fromarray(flat(10, 200, 10)), "PNG", transparency=(10, 200, 10)))
    assert keyed.min() == 255


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_animations_show_their_first_frame(kind: str) -> None:
    frames = [Image.fromarray(flat(*colour)) for colour in ((250, 10, 10), (10, 250, 10), (10, 10, 250))]
    options = {"lossless": True} if kind == "WEBP" else {}
    data = encode(frames[0], kind, save_all=True, append_images=frames[1:], duration=100, **options)
    assert mean_difference(decode_picture(data), flat(250, 10, 10)) < 1


def test_a_tiff_with_many_pages_shows_the_first() -> None:
    pages = [Image.fromarray(flat(level, level, level)) for level in (60, 200)]
    data = encode(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    assert difference(decode_picture(data), flat(60, 60, 60)) == 0


# ---------------------------------------------------------------- deep pictures


@pytest.mark.parametrize("suffix", [".png", ".tiff"])
def test_sixteen_bit_pictures_are_scaled_to_eight(suffix: str) -> None:
    deep = scene().astype(np.uint16) * 257
    assert difference(decode_picture(encode_deep(deep, suffix)), scene()) <= 1
    grey = deep[..., 0]
    assert difference(decode_picture(encode_deep(grey, suffix))[..., 1], scene()[..., 0]) == 0


def test_sixteen_bit_alpha_is_laid_on_white() -> None:
    deep = np.dstack([scene().astype(np.uint16) * 257, np.zeros(SIZE[::-1], np.uint16)])
    assert decode_picture(encode_deep(deep, ".png")).min() == 255


def test_sixteen_bit_ppm_opens() -> None:
    grey = scene()[..., 0].astype(">u2") * 257
    data = b"P5 320 272 65535\n" + grey.astype(">u2").tobytes()
    assert difference(decode_picture(data)[..., 0], scene()[..., 0]) == 0


def test_twelve_bits_in_a_tiff_reach_white() -> None:
    width, height = 256, 256
    values = np.full((height, width), 4095, np.uint16)
    values[:, :128] = 2048
    pairs = values.reshape(-1, 2).astype(np.uint32)
    packed = (pairs[:, 0] << 12 | pairs[:, 1]).astype(">u4").view(np.uint8).reshape(-1, 4)[:, 1:].tobytes()
    tags = [(256, 3, width), (257, 3, height), (258, 3, 12), (259, 3, 1), (262, 3, 1), (273, 4, 122), (277, 3, 1)]
    tags += [(278, 3, height), (279, 4, len(packed))]
    header = b"II*\0" + struct.pack("<IH", 8, len(tags))
    header += b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags) + b"\0\0\0\0"
    assert len(header) == 122
    pixels = decode_picture(header + packed)
    assert tuple(pixels[9, 200]) == (255, 255, 255)
    assert tuple(pixels[9, 20]) == (128, 128, 128)


@pytest.mark.parametrize("white", [1.0, 255.0, 65535.0])
def test_float_pictures_find_their_white(white: float) -> None:
    values = (np.linspace(0, 1, 256 * 256, dtype=np.float32) * white).reshape(256, 256)
    values[0, 0] = np.nan
    pixels = decode_picture(encode(Image.fromarray(values), "TIFF"))
    assert pixels.max() == 255
    assert abs(int(pixels[128, 0, 0]) - 128) <= 1


def test_thirty_two_bit_integers_open() -> None:
    values = np.linspace(0, 65535, 256 * 256).astype(np.int32).reshape(256, 256)
    assert abs(int(decode_picture(encode(Image.fromarray(values), "TIFF"))[128, 0, 0]) - 128) <= 1


# ---------------------------------------------------------------- colour


def icc_profile(kind: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    """A version 2 ICC profile (ICC.1:2001-04) holding the tags."""
    tags = {b"wtpt": xyz(0.9642, 1.0, 0.8249), b"cprt": b"text\0\0\0\0CC0\0", **tags}
    offset = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        data += b"\0" * (-len(data) % 4)
        table += name + struct.pack(">II", offset + len(body), len(data))
        body += data
    header = struct.pack(">I4s4s4s4s4s12s4s", 128 + len(table + body), b"", b"\x02\x40\0\0", b"mntr", kind, connection,
                         b"\x07\xd0\0\x01\0\x01\0\0\0\0\0\0", b"acsp")  # fmt: skip
    header = header.ljust(68, b"\0") + xyz(0.9642, 1.0, 0.8249)[8:]
    return header.ljust(128, b"\0") + table + body


def xyz(x: float, y: float, z: float) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in (x, y, z)))


def description(name: bytes) -> bytes:
    return b"desc\0\0\0\0" + struct.pack(">I", len(name) + 1) + name + b"\0" * 79


def curve(values: np.ndarray) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">I", len(values)) + np.round(values * 65535).astype(">u2").tobytes()


RAMP = np.linspace(0, 1, 1024)
SRGB_CURVE = curve(np.where(RAMP <= 0.04045, RAMP / 12.92, ((RAMP + 0.055) / 1.055) ** 2.4))
DISPLAY_P3 = icc_profile(
    b"RGB ",
    b"XYZ ",
    {
        b"desc": description(b"Display P3"),
        b"rXYZ": xyz(0.51512, 0.24120, -0.00105),
        b"gXYZ": xyz(0.29198, 0.69225, 0.04189),
        b"bXYZ": xyz(0.15710, 0.06657, 0.78407),
        b"rTRC": SRGB_CURVE,
        b"gTRC": SRGB_CURVE,
        b"bTRC": SRGB_CURVE,
    },
)
ADOBE_CURVE = curve(RAMP**2.19921875)
ADOBE_RGB = icc_profile(
    b"RGB ",
    b"XYZ ",
    {
        b"desc": description(b"Compatible with Adobe RGB (1998)"),
        b"rXYZ": xyz(0.60974, 0.31111, 0.01947),
        b"gXYZ": xyz(0.20528, 0.62567, 0.06087),
        b"bXYZ": xyz(0.14919, 0.06322, 0.74457),
        b"rTRC": ADOBE_CURVE,
        b"gTRC": ADOBE_CURVE,
        b"bTRC": ADOBE_CURVE,
    },
)
LINEAR_GREY = icc_profile(b"GRAY", b"XYZ ", {b"desc": description(b"Linear grey"), b"kTRC": curve(RAMP)})


def ink_profile() -> bytes:
    """A CMYK profile whose inks fall on Lab by corner: paper white, cyan (62, -31, -48), everything else grey-black."""
    corners = np.full((16, 3), (20, 0, 0), float)
    corners[0] = 100, 0, 0
    corners[0b1000] = 62, -31, -48
    lab = np.stack([corners[:, 0] * 2.55, corners[:, 1] + 128, corners[:, 2] + 128], axis=1)
    identity = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    straight = bytes(range(256))
    table = b"mft1\0\0\0\0" + bytes([4, 3, 2, 0]) + identity + straight * 4
    table += np.round(lab).astype(np.uint8).tobytes() + straight * 3
    return icc_profile(b"CMYK", b"Lab ", {b"desc": description(b"Test inks"), b"A2B0": table, b"A2B1": table})


@pytest.mark.parametrize(
    ("profile", "written", "meant"),
    [
        # sRGB colours as other colour spaces write them.
        (DISPLAY_P3, (234, 51, 35), (255, 0, 0)),
        (DISPLAY_P3, (117, 251, 76), (0, 255, 0)),
        (DISPLAY_P3, (128, 128, 128), (128, 128, 128)),
        (ADOBE_RGB, (219, 0, 0), (255, 0, 0)),
        (ADOBE_RGB, (144, 255, 60), (0, 255, 0)),
        (ADOBE_RGB, (127, 127, 127), (128, 128, 128)),
    ],
)
@pytest.mark.parametrize("kind", ["PNG", "TIFF", "HEIF"])
def test_wide_gamut_colours_are_brought_to_srgb(
    kind: str, profile: bytes, written: tuple[int, ...], meant: tuple[int, ...]
) -> None:
    options: dict[str, Any] = {"quality": -1, "chroma": 444, "matrix_coefficients": 0} if kind == "HEIF" else {}
    pixels = decode_picture(encode(Image.fromarray(flat(*written)), kind, icc_profile=profile, **options))
    assert difference(pixels, flat(*meant)) <= 4


def test_alpha_survives_the_colour_profile() -> None:
    cut_out = np.dstack([flat(234, 51, 35), np.full((MIN_SIDE, MIN_SIDE), 255, np.uint8)])
    cut_out[:128, :, 3] = 0
    pixels = decode_picture(encode(Image.fromarray(cut_out), "PNG", icc_profile=DISPLAY_P3))
    assert difference(pixels[:128], flat(255, 255, 255)[:128]) == 0
    assert difference(pixels[128:], flat(255, 0, 0)[128:]) <= 4


def test_palettes_and_deep_grey_follow_their_profile() -> None:
    indexed = Image.new("P", SIZE, 1)
    indexed.putpalette([0, 0, 0, 234, 51, 35])
    assert difference(decode_picture(encode(indexed, "PNG", icc_profile=DISPLAY_P3))[0, 0], np.array([255, 0, 0])) <= 4
    linear = decode_picture(encode(Image.new("L", SIZE, 55), "PNG", icc_profile=LINEAR_GREY))
    assert difference(linear[0, 0], np.array([128, 128, 128])) <= 1


@pytest.mark.parametrize("profile", [b"rubbish", DISPLAY_P3[:200], LINEAR_GREY, ink_profile()])
def test_a_profile_that_does_not_fit_is_ignored(profile: bytes) -> None:
    pixels = decode_picture(encode(Image.fromarray(scene()), "PNG", icc_profile=profile))
    assert difference(pixels, scene()) == 0


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_cmyk_without_a_profile_keeps_its_hues(kind: str) -> None:
    # Pillow writes CMYK JPEG inverted, with the Adobe marker, as Photoshop does.
    data = encode(Image.fromarray(scene()).convert("CMYK"), kind, **({"quality": 95} if kind == "JPEG" else {}))
    assert (b"Adobe" in data) == (kind == "JPEG")
    assert mean_difference(decode_picture(data), scene()) < 2


def test_cmyk_goes_through_its_profile() -> None:
    cyan = Image.new("CMYK", SIZE, (255, 0, 0, 0))
    data = encode(cyan, "JPEG", icc_profile=ink_profile(), quality=95)
    # Lab (62, -31, -48) lies just outside sRGB; its nearest colour is a print cyan, far from (0, 255, 255).
    assert difference(decode_picture(data)[0, 0], np.array([0, 164, 234])) <= 6
    paper = encode(Image.new("CMYK", SIZE, (0, 0, 0, 0)), "TIFF", icc_profile=ink_profile())
    assert difference(decode_picture(paper)[0, 0], np.array([255, 255, 255])) <= 2


def test_lab_opens_as_the_colour_it_names() -> None:
    # In memory a and b are kept with 128 added.
    channels = [Image.new("L", SIZE, level) for level in (round(60 * 2.55), 128 + 30, 128 - 20)]
    assert (
        difference(decode_picture(encode(Image.merge("LAB", channels), "TIFF"))[0, 0], np.array([180, 126, 181])) <= 3
    )


# ---------------------------------------------------------------- what is refused


def header_only_png(width: int, height: int) -> bytes:
    """A PNG that promises a size and ends where its pixels begin: decoding it would report damage, not size."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    header = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    return b"\x89PNG\r\n\x1a\n" + header + struct.pack(">I", 9999) + b"IDAT"


REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", r"is empty \(0 bytes\)"),
    "text": (b"Dear shop,\nhere is my photo.\n" * 50, "is not a picture"),
    "html": (b"<!doctype html><html>404</html>", "is not a picture"),
    "zip": (b"PK\x03\x04" + bytes(400), "is not a picture"),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 400 400\n", "is not a picture"),
    "just over 100 megapixels": (header_only_png(10001, 10000), "more than 100 megapixels"),
    "bomb": (header_only_png(60000, 60000), "more than 100 megapixels"),
    "endless": (header_only_png(2**31 - 1, 2**31 - 1), "more than 100 megapixels"),
    "long strip": (header_only_png(400_000, 300), "more than 100 megapixels"),
    "small": (encode(Image.new("RGB", (255, 4000)), "PNG"), "is too small: 255 by 4000 pixels"),
    "header without pixels": (header_only_png(400, 400), "is damaged or incomplete"),
    "signature only": (b"\xff\xd8\xff\xe0\0\x10JFIF", "is damaged or incomplete"),
    "bad checksum": (encode(Image.fromarray(scene()), "PNG").replace(b"IDAT", b"IDAt"), "is damaged or incomplete"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refusals_say_what_is_wrong_and_what_to_do(tmp_path: Path, case: str) -> None:
    data, complaint = REFUSED[case]
    (tmp_path / "holiday.jpg").write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(BadPicture, match=complaint) as caught:
            open_picture(tmp_path / "holiday.jpg")
    assert caught.value.what.startswith("“holiday.jpg” ")
    assert caught.value.what.endswith(".")
    assert caught.value.next_step.endswith(".")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "AVIF", "HEIF", "JPEG2000"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_truncated_files_are_refused(kind: str, share: float) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (300, 300, 3), np.uint8)
    data = encode(Image.fromarray(noise), kind)
    with pytest.raises(BadPicture, match="damaged or incomplete"):
        decode_picture(data[: int(len(data) * share)])


def test_missing_files_folders_and_devices_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(BadPicture, match=r"There is no file “nowhere\.png”"):
        open_picture(tmp_path / "nowhere.png")
    with pytest.raises(BadPicture, match="is a folder"):
        open_picture(tmp_path)
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(BadPicture, match="is a device"):
            open_picture(tmp_path / "pipe")


def test_ninety_megapixels_are_no_bomb() -> None:
    # Pillow warns of a bomb from 89.5 megapixels on; our limit is 100; this one is refused for lack of pixels alone.
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(BadPicture, match="is damaged"):
            decode_picture(header_only_png(10000, 9000))


@given(data=st.binary(max_size=200), start=st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a"]))
def test_random_bytes_never_raise_anything_else(data: bytes, start: bytes) -> None:
    with pytest.raises(BadPicture):
        decode_picture(start + data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF", "HEIF"])
@given(where=st.integers(0, 10_000), what=st.integers(1, 255), keep=st.integers(0, 10_000))
def test_damage_ends_in_a_picture_or_a_refusal(kind: str, where: int, what: int, keep: int) -> None:
    data = bytearray(_encoded(kind))
    data[where % len(data)] ^= what
    try:
        pixels = decode_picture(bytes(data[: len(data) - keep % len(data)] if keep % 2 else data))
    except BadPicture:
        return
    assert pixels.dtype == np.uint8
    assert pixels.shape[2] == 3


def _encoded(kind: str) -> bytes:
    if kind not in _ENCODED:
        _ENCODED[kind] = encode(Image.fromarray(scene()), kind)
    return _ENCODED[kind]


_ENCODED: dict[str, bytes] = {}


def test_the_shared_photos_open(shared: Path) -> None:
    pictures = [path for path in sorted((shared / "photos").rglob("*")) if path.suffix in (".jpg", ".png", ".webp")]
    assert pictures
    for path in pictures[::6]:
        assert min(open_picture(path).shape[:2]) >= MIN_SIDE
