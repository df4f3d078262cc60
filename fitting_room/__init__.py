"""Fitting Room: a photo of a person and a photo of a garment go in, the person in the garment comes out.

>>> from fitting_room import Outfit, open_garment, open_photo, try_on
>>> result = try_on(open_photo("me.jpg"), Outfit.of(open_garment("shirt.png")))
>>> film = save_clip(animate(result.image, "walk"), Path("walk.mp4"), fps=24)
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fitting_room.domain.decoding import open_photo as open_photo
    from fitting_room.domain.garment import Outfit as Outfit
    from fitting_room.studio.clip import animate as animate
    from fitting_room.studio.clip_export import save_clip as save_clip
    from fitting_room.studio.pipeline import try_on as try_on
    from fitting_room.studio.recipe import open_garment as open_garment

_HOME = {
    "Outfit": "fitting_room.domain.garment",
    "animate": "fitting_room.studio.clip",
    "open_garment": "fitting_room.studio.recipe",
    "open_photo": "fitting_room.domain.decoding",
    "save_clip": "fitting_room.studio.clip_export",
    "try_on": "fitting_room.studio.pipeline",
}
__all__ = ["Outfit", "animate", "open_garment", "open_photo", "save_clip", "try_on"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Import the public names when they are first used: `fitting-room --help` must not wait for OpenCV."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
