"""Model files: what there is, under which licence, and how it gets onto this machine."""

from fitting_room.shelf.manifest import ModelCard, read_manifest
from fitting_room.shelf.shelf import ModelShelf

__all__ = ["ModelCard", "ModelShelf", "read_manifest"]
