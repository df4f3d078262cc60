"""The live mirror in the window."""

from fitting_room.ui.mirror.page import MirrorPage

__all__ = ["MirrorPage"]
