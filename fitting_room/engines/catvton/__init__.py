"""CatVTON: try-on with a mask, by painting person and garment as one picture. For research only."""

from fitting_room.engines.catvton.engine import CatvtonDresscodeEngine, CatvtonEngine, CatvtonVitonhdEngine

__all__ = ["CatvtonDresscodeEngine", "CatvtonEngine", "CatvtonVitonhdEngine"]
