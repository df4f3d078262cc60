"""Garment pictures understood: cut out, landmarks, parts, attributes."""

from fitting_room.perception.garment.understand import understand_garment

__all__ = ["understand_garment"]
