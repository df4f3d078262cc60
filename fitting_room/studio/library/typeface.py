"""A typeface for a text: the one inside Pillow where it has the letters, else one of the system's that does.

Pillow's covers Latin. Names of people and garments come in any script, so faces that the three systems ship are tried
in order; a text is set in one face as a whole, because a word in two faces looks like a mistake.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont, ImageFont

_SYSTEM_FACES = (
    "NotoSansCJK-Regular.ttc",
    "NanumGothic.ttf",
    "NanumSquareRoundR.ttf",
    "malgun.ttf",
    "AppleSDGothicNeo.ttc",
    "msyh.ttc",
    "NotoSans-Regular.ttf",
    "segoeui.ttf",
    "Arial Unicode.ttf",
    "DejaVuSans.ttf",
)
_NO_LETTER = "\uffff"
"""A code that is no letter in any script: every face draws its sign for what it lacks."""


def typeface_for(text: str, size: float, page: str = "") -> "FreeTypeFont | ImageFont":
    """The first face that has every letter of a text, or the one that lacks fewest.

    Args:
        text: What will be drawn.
        size: Height of the letters in pixels.
        page: Everything that stands beside it: the face for all of that is taken where it has the text's letters.
    """
    common = _best_face(_letters(text + page))
    return _face(common if not _lacking(common, _letters(text)) else _best_face(_letters(text)), size)


def _letters(text: str) -> str:
    return "".join(sorted({letter for letter in text if not letter.isspace()}))


@lru_cache(maxsize=512)
def _best_face(letters: str) -> str:
    lacking = {}
    for name in ("", *_SYSTEM_FACES):
        lacking[name] = _lacking(name, letters)
        if not lacking[name]:
            return name
    return min(lacking, key=lambda name: lacking[name])


@lru_cache(maxsize=512)
def _lacking(name: str, letters: str) -> int:
    """How many letters a face lacks; all of them if the system does not have it."""
    try:
        face = _face(name, 24)
    except OSError:
        return len(letters) + 1
    nothing = bytes(face.getmask(_NO_LETTER))
    return sum(bytes(face.getmask(letter)) == nothing for letter in letters)


@lru_cache(maxsize=64)
def _face(name: str, size: float) -> "FreeTypeFont | ImageFont":
    from PIL import ImageFont

    return ImageFont.truetype(name, size) if name else ImageFont.load_default(size)
