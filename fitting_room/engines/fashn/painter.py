"""FASHN's network in memory: what it is told about a person and a garment, and the walk."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt
import torch

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Person
from fitting_room.domain.garment import Category, Garment, PhotoType
from fitting_room.domain.geometry import Placement
from fitting_room.engines.fashn.clothes_mask import hide_clothes, to_fashn_labels
from fitting_room.engines.fashn.network import Condition, TryOnNetwork
from fitting_room.engines.fashn.sampler import sample, start_noise
from fitting_room.engines.fashn.skeleton import draw_pose
from fitting_room.engines.framing import OUTSIDE, cut_out, place_garment
from fitting_room.engines.painting import Frame, Show, Task
from fitting_room.engines.tensors import to_network, to_pixels

HIDDEN = 127
WHITE = 255
CATEGORY_NUMBERS = {Category.TOPS: 1, Category.BOTTOMS: 2, Category.DRESSES: 3}


@dataclass(frozen=True, eq=False)
class FashnPainter:
    """Puts garments on with the network, one at a time.

    Attributes:
        network: On its device.
        guidance_every: At how many steps guidance is computed anew, see `Levers`.
    """

    network: TryOnNetwork
    guidance_every: int = 1
    at_once: ClassVar[bool] = False

    def paint(self, task: Task, show: Show) -> tuple[RgbImage, ...]:
        """As `Painter.paint`; hiding the old clothes means the wide mask of training."""
        like = self.network.final_layer.linear.weight
        width, height = task.placement.canvas
        condition, noise = self._condition(task, like), start_noise(task.seeds, height, width).to(like)
        picture = noise
        for step in sample(self.network, noise, condition, task.steps, fresh_every=self.guidance_every):
            picture = step.picture
            show(Frame(step.done, step.total, lambda guess=step.guess: to_pixels(guess)[0]))  # type: ignore[misc]
        return to_pixels(picture)

    def _condition(self, task: Task, like: torch.Tensor) -> Condition:
        person, canvas, count = task.agnostic.person, task.placement.canvas, len(task.seeds)
        shown = task.pictures
        if task.hidden:
            category = task.garment.category
            shown = tuple(hide_old_clothes(picture, person, task.placement, category) for picture in shown)
        garment, skeleton = show_garment(task.garment, canvas)

        def for_all(picture: npt.NDArray[np.uint8]) -> torch.Tensor:
            """The same for every sample, without a copy."""
            return to_network((picture,), like.device, like.dtype).expand(count, -1, -1, -1)

        return Condition(
            to_network(shown, like.device, like.dtype),
            for_all(draw_pose(person.pose.placed(task.placement))),
            for_all(garment),
            for_all(skeleton),
            torch.full((count,), CATEGORY_NUMBERS[task.garment.category], device=like.device),
        )


def show_garment(garment: Garment, canvas: tuple[int, int]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """What the network sees of a garment: a product photo as it is; a worn one without its wearer, but with their pose.

    Args:
        garment: The garment.
        canvas: (width, height) of the network's pictures.

    Returns:
        The garment, RGB uint8 (height, width, 3), and its wearer's skeleton, uint8 (height, width), empty where nobody
        wears it.
    """
    worn = garment.photo_type is PhotoType.WORN
    placement = place_garment(garment, canvas)
    picture = cut_out(garment, placement, HIDDEN if worn else WHITE, OUTSIDE)
    if garment.wearer is None:
        return picture, np.zeros(picture.shape[:2], np.uint8)
    return picture, draw_pose(garment.wearer.placed(placement))


def hide_old_clothes(picture: RgbImage, person: Person, placement: Placement, category: Category) -> RgbImage:
    """The person on the canvas with what they wear painted grey."""
    hidden = picture.copy()
    hidden[hide_clothes(placement.labels(to_fashn_labels(person.parsing.labels)), category)] = HIDDEN
    return hidden
