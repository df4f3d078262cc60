"""DAFlow's network in memory: the pictures it is shown of a person and a garment."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import torch

from fitting_room.domain.arrays import RgbImage
from fitting_room.engines.daflow.network import DaflowNetwork
from fitting_room.engines.framing import FramingParams, cut_out, place_garment
from fitting_room.engines.painting import Frame, Show, Task
from fitting_room.engines.tensors import to_network, to_pixels
from fitting_room.perception.classic import daflow, viton_hd

WHITE = 255
FRAMING = FramingParams(garment_margin=0.1)
"""The room around garments in VITON: as in VITON-HD, whose pictures are the same at another size."""


@dataclass(frozen=True, eq=False)
class DaflowPainter:
    """Puts garments on, one at a time.

    Attributes:
        network: On its device.
        device: Where it works.
        kind: The length of its numbers.
    """

    network: DaflowNetwork
    device: torch.device
    kind: torch.dtype
    at_once: ClassVar[bool] = False

    def paint(self, task: Task, show: Show) -> tuple[RgbImage, ...]:
        """As `Painter.paint`. Nothing is left to chance: all seeds make one picture. Old clothes are always hidden."""
        skeleton, agnostic, garment = (
            to_network(pictures, self.device, self.kind) for pictures in shown(task)
        )  # fmt: skip
        count = len(agnostic)
        with torch.inference_mode():
            made = self.network(skeleton.expand(count, -1, -1, -1), agnostic, garment.expand(count, -1, -1, -1))
        painted = to_pixels(made.picture)
        show(Frame(task.steps, task.steps, lambda: painted[0]))
        return painted if count == len(task.seeds) else painted * len(task.seeds)


def shown(task: Task) -> tuple[tuple[RgbImage], tuple[RgbImage, ...], tuple[RgbImage]]:
    """The drawn skeleton, the different pictures of the person without the old clothes, and the garment on white."""
    person, canvas = task.agnostic.person.placed(task.placement), task.placement.canvas
    points = daflow.points_of(person)
    hidden = daflow.agnostic_mask(task.garment.category, viton_hd.labels_of(person), points)
    agnostic = tuple(daflow.agnostic_image(picture, hidden) for picture in task.different_pictures)
    garment = cut_out(task.garment, place_garment(task.garment, canvas, FRAMING), WHITE, WHITE)
    return (daflow.skeleton(points, (canvas[1], canvas[0])),), agnostic, (np.ascontiguousarray(garment),)
