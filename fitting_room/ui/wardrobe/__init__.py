"""The wardrobe beside the picture: a list of garments, filters, imports, and the review of what an import found."""

from fitting_room.ui.wardrobe.panel import WardrobePanel

__all__ = ["WardrobePanel"]
