"""One garment onto one person on the canvas: what the network is told, the walk, and what the result looks like."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import SKIN
from fitting_room.domain.garment import Garment
from fitting_room.domain.geometry import Placement
from fitting_room.domain.tryon import AgnosticPerson
from fitting_room.engines.fashn.alarms import Alarm, find_alarms
from fitting_room.engines.fashn.canvas import CATEGORY_NUMBERS, hide_old_clothes, show_garment
from fitting_room.engines.fashn.network import Condition, TryOnNetwork
from fitting_room.engines.fashn.sampler import Step, sample, start_noise
from fitting_room.engines.fashn.skeleton import draw_pose

MIDDLE = 127.5
"""Half the range of a pixel: pictures go to the network as value / MIDDLE - 1."""
PREVIEW_SIDE = 768
"""Longest side of the pictures that are shown on the way."""


@dataclass(frozen=True, eq=False)
class Pass:
    """One garment to put on.

    Attributes:
        picture: RGB uint8, the person on the canvas, with what was put on before.
        placement: From the photo to the canvas.
        agnostic: The person at the photo's size, and what may change.
        garment: What to put on.
    """

    picture: RgbImage
    placement: Placement
    agnostic: AgnosticPerson
    garment: Garment

    def walk(self, network: TryOnNetwork, seed: int, steps: int, hidden: bool) -> Iterator[Step]:
        """Paint the picture, handing over after each step.

        Args:
            network: On its device.
            seed: Same seed, same picture.
            steps: How many.
            hidden: Whether the old clothes are hidden from the network.
        """
        weight = network.final_layer.linear.weight
        width, height = self.placement.canvas
        noise = start_noise([seed], height, width).to(weight)
        return sample(network, noise, self._condition(weight, hidden), steps)

    def alarms(self, painted: RgbImage) -> tuple[Alarm, ...]:
        """What is wrong with a result."""
        person = self.agnostic.person
        skin = self.placement.labels(person.parsing.where(*SKIN))
        return find_alarms(self.picture, painted, self.placement.labels(self.agnostic.mask), skin)

    def preview(self, guess: RgbImage) -> RgbImage:
        """The photo, small, with the picture as it looks from here where it may change."""
        photo = self.agnostic.person.photo
        small = Placement.shrink(photo.size, PREVIEW_SIDE)
        picture = small.image(photo.pixels)
        scale = self.placement.scale / small.scale
        back = Placement(small.canvas, self.placement.canvas, scale, self.placement.offset)
        there = small.labels(self.agnostic.mask) & back.labels_back(np.ones(guess.shape[:2], np.bool_))
        picture[there] = back.image_back(guess)[there]
        return picture

    def _condition(self, like: torch.Tensor, hidden: bool) -> Condition:
        person = self.agnostic.person
        shown = self.picture
        if hidden:
            shown = hide_old_clothes(shown, person, self.placement, self.garment.category)
        # Whoever wore the garment has been cut away with the rest of its picture: no skeleton.
        nobody = np.zeros(shown.shape[:2], np.uint8)
        return Condition(
            to_network(shown, like),
            to_network(draw_pose(person.pose.placed(self.placement)), like),
            to_network(show_garment(self.garment, self.placement.canvas), like),
            to_network(nobody, like),
            torch.tensor([CATEGORY_NUMBERS[self.garment.category]], device=like.device),
        )


def to_network(picture: npt.NDArray[np.uint8], like: torch.Tensor) -> torch.Tensor:
    """(H, W) or (H, W, 3) uint8 -> (1, 1 or 3, H, W) in [-1, 1], of the kind and place of another tensor."""
    channels = np.atleast_3d(picture).transpose(2, 0, 1)[None].astype(np.float32) / MIDDLE - 1
    return torch.from_numpy(channels).to(like)


def to_pixels(picture: torch.Tensor) -> RgbImage:
    """(1, 3, H, W) in [-1, 1] -> (H, W, 3) uint8."""
    levels = (picture[0].float().clamp(-1, 1) + 1) * MIDDLE
    return np.ascontiguousarray(levels.round().to(torch.uint8).permute(1, 2, 0).cpu().numpy())
