"""CatVTON: try-on with a mask, by painting person and garment as one picture. For research only."""

from fitting_room.engines.catvton.engine import CatvtonEngine

__all__ = ["CatvtonEngine"]
