"""FASHN VTON 1.5: photoreal try-on without a mask, one garment per pass."""

from fitting_room.engines.fashn.engine import FashnEngine

__all__ = ["FashnEngine"]
