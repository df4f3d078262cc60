"""FASHN's network in memory: what it is told about a person and a garment, and the walk."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Person
from fitting_room.domain.garment import Category, PhotoType
from fitting_room.domain.geometry import Placement
from fitting_room.engines.fashn.clothes_mask import hide_clothes, to_fashn_labels
from fitting_room.engines.fashn.network import Condition, TryOnNetwork
from fitting_room.engines.fashn.sampler import sample, start_noise
from fitting_room.engines.fashn.skeleton import draw_pose
from fitting_room.engines.framing import OUTSIDE, cut_out
from fitting_room.engines.photoreal import Frame, Task

MIDDLE = 127.5
"""Half the range of a pixel: pictures go to the network as value / MIDDLE - 1."""
HIDDEN = 127
WHITE = 255
CATEGORY_NUMBERS = {Category.TOPS: 1, Category.BOTTOMS: 2, Category.DRESSES: 3}


@dataclass(frozen=True, eq=False)
class FashnPainter:
    """Puts garments on with the network.

    Attributes:
        network: On its device.
    """

    network: TryOnNetwork

    def paint(self, task: Task, seed: int, steps: int, hidden: bool) -> Iterator[Frame]:
        """As `Painter.paint`; hiding the old clothes means the wide mask of training."""
        like = self.network.final_layer.linear.weight
        width, height = task.placement.canvas
        condition = self._condition(task, like, hidden)
        for step in sample(self.network, start_noise([seed], height, width).to(like), condition, steps):
            yield Frame(step.done, step.total, lambda guess=step.guess: to_pixels(guess))  # type: ignore[misc]

    def _condition(self, task: Task, like: torch.Tensor, hidden: bool) -> Condition:
        person, canvas = task.agnostic.person, task.placement.canvas
        shown = task.picture
        if hidden:
            shown = hide_old_clothes(shown, person, task.placement, task.garment.category)
        ground = HIDDEN if task.garment.photo_type is PhotoType.WORN else WHITE
        # Whoever wore the garment has been cut away with the rest of its picture: no skeleton.
        nobody = np.zeros(shown.shape[:2], np.uint8)
        return Condition(
            to_network(shown, like),
            to_network(draw_pose(person.pose.placed(task.placement)), like),
            to_network(cut_out(task.garment, canvas, ground, OUTSIDE), like),
            to_network(nobody, like),
            torch.tensor([CATEGORY_NUMBERS[task.garment.category]], device=like.device),
        )


def hide_old_clothes(picture: RgbImage, person: Person, placement: Placement, category: Category) -> RgbImage:
    """The person on the canvas with what they wear painted grey."""
    hidden = picture.copy()
    hidden[hide_clothes(placement.labels(to_fashn_labels(person.parsing.labels)), category)] = HIDDEN
    return hidden


def to_network(picture: npt.NDArray[np.uint8], like: torch.Tensor) -> torch.Tensor:
    """(H, W) or (H, W, 3) uint8 -> (1, 1 or 3, H, W) in [-1, 1], of the kind and place of another tensor."""
    channels = np.atleast_3d(picture).transpose(2, 0, 1)[None].astype(np.float32) / MIDDLE - 1
    return torch.from_numpy(channels).to(like)


def to_pixels(picture: torch.Tensor) -> RgbImage:
    """(1, 3, H, W) in [-1, 1] -> (H, W, 3) uint8."""
    levels = (picture[0].float().clamp(-1, 1) + 1) * MIDDLE
    return np.ascontiguousarray(levels.round().to(torch.uint8).permute(1, 2, 0).cpu().numpy())
