"""FLUX.2-klein-4B: photoreal try-on by an editor of pictures that is shown the garment."""

from fitting_room.engines.klein.engine import KleinEditEngine, KleinEngine

__all__ = ["KleinEditEngine", "KleinEngine"]
