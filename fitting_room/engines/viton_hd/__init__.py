"""VITON-HD: try-on of tops in three networks: what goes where, the garment bent, the picture. For research only."""

from fitting_room.engines.viton_hd.engine import VitonHdEngine

__all__ = ["VitonHdEngine"]
