"""The embedded engine: fits garments to a body by landmarks and body parts, on any CPU, with nothing to download."""

from fitting_room.engines.warp.engine import WarpEngine

__all__ = ["WarpEngine"]
