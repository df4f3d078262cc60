"""The shelf of models: what there is, who may use it, and how it gets onto this machine."""

from fitting_room.ui.shelf.page import ShelfPage

__all__ = ["ShelfPage"]
