"""Which pixel is hair, skin, which garment: one function behind which parsers can be exchanged."""

from typing import Protocol

from fitting_room.domain.arrays import Matte, RgbImage
from fitting_room.domain.body import Parsing, Pose
from fitting_room.perception.parsing.rules import RuleParser


class Parser(Protocol):
    """Gives every pixel of a person's canvas a `BodyLabel`."""

    def parse(self, canvas: RgbImage, pose: Pose, matte: Matte) -> Parsing:
        """Parse one person.

        Args:
            canvas: RGB uint8 (H, W, 3), the person's part of the photo.
            pose: Joints in pixels of the canvas.
            matte: (H, W) float32, the same person.

        Returns:
            Labels at the size of the canvas.
        """
        ...


__all__ = ["Parser", "RuleParser"]
