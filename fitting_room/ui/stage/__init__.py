"""The middle of the window: the picture, and every way to look at it."""

from fitting_room.ui.stage.stage import Stage

__all__ = ["Stage"]
