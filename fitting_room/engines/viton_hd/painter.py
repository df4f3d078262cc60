"""VITON-HD's networks in memory: the maps they are shown of a person and a top, and the walk through them."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import torch
from torch import Tensor

from fitting_room.domain.arrays import RgbImage
from fitting_room.engines.framing import FramingParams, cut_out, place_garment
from fitting_room.engines.painting import Frame, Show, Task
from fitting_room.engines.tensors import to_network, to_pixels
from fitting_room.engines.viton_hd.bending import BendingNetwork
from fitting_room.engines.viton_hd.generator import PictureNetwork
from fitting_room.engines.viton_hd.segmentation import PartsNetwork
from fitting_room.engines.viton_hd.walk import Bent, Layout, Maps, bend_garment, binary_noise, lay_out, paint
from fitting_room.perception.classic import openpose_drawing, viton_hd

WHITE = 255
FRAMING = FramingParams(garment_margin=0.1)
"""The room around garments in the data set: 64 of 768 pixels to each side of most."""


@dataclass(frozen=True, eq=False)
class VitonHdPainter:
    """Puts on tops.

    Attributes:
        parts: Says where everything will be.
        bending: Bends the garment.
        picture: Paints.
        device: Where they work.
        kind: The length of their numbers.
    """

    parts: PartsNetwork
    bending: BendingNetwork
    picture: PictureNetwork
    device: torch.device
    kind: torch.dtype
    at_once: ClassVar[bool] = False

    def paint(self, task: Task, show: Show) -> tuple[RgbImage, ...]:
        """As `Painter.paint`: a step for each network and sample. The old clothes are always hidden."""
        shown = self._shown(task)
        total = task.steps * len(task.seeds)
        painted: list[RgbImage] = []
        for number, seed in enumerate(task.seeds):
            maps = self._maps(task, shown, number)
            done = task.steps * number
            with torch.inference_mode():
                layout = lay_out(self.parts, maps)
                show(Frame(done + 1, total, lambda maps=maps: to_pixels(maps.agnostic)[0]))  # type: ignore[misc]
                bent = bend_garment(self.bending, maps, layout)
                show(Frame(done + 2, total, lambda maps=maps, layout=layout, bent=bent: laid_on(maps, layout, bent)))  # type: ignore[misc]
                made = paint(self.picture, maps, layout, bent, self._noise(seed))
            painted += to_pixels(made)
            show(Frame(done + task.steps, total, lambda first=painted[0]: first))  # type: ignore[misc]
        return tuple(painted)

    def _shown(self, task: Task) -> Maps:
        """The maps without what each sample has of its own."""
        person, size = task.agnostic.person.placed(task.placement), task.placement.canvas[::-1]
        labels, points = viton_hd.labels_of(person), viton_hd.points_of(person)
        hidden = viton_hd.agnostic_mask(labels, points)
        agnostic = [viton_hd.agnostic_image(picture, hidden) for picture in task.different_pictures]
        left = viton_hd.one_hot(viton_hd.thirteen_classes(viton_hd.parse_agnostic(labels, points)))
        pose = openpose_drawing.draw(points, person.pose.hands, size)
        placement = place_garment(task.garment, task.placement.canvas, FRAMING)
        garment = cut_out(task.garment, placement, WHITE, WHITE)
        mask = (placement.matte(task.garment.matte) > 0.5).astype(np.float32)
        return Maps(
            to_network(agnostic, self.device, self.kind),
            torch.from_numpy(left[None]).to(self.device, self.kind),
            to_network((pose,), self.device, self.kind),
            to_network((garment,), self.device, self.kind),
            torch.from_numpy(mask[None, None]).to(self.device, self.kind),
            torch.zeros(0),
        )

    def _maps(self, task: Task, shown: Maps, number: int) -> Maps:
        """The maps of one sample."""
        own = number if len(shown.agnostic) > 1 else 0
        noise = binary_noise(1, task.seeds[number]).to(self.device, self.kind)
        return Maps(
            shown.agnostic[own : own + 1], shown.parts, shown.pose, shown.garment, shown.garment_mask, noise
        )  # fmt: skip

    def _noise(self, seed: int) -> "SeededNoise":
        return SeededNoise(torch.Generator("cpu").manual_seed(seed), self.device, self.kind)


@dataclass(frozen=True, eq=False)
class SeededNoise:
    """Noise drawn on the processor, so that it is the same on every device."""

    chance: torch.Generator
    device: torch.device
    kind: torch.dtype

    def __call__(self, shape: tuple[int, int, int, int]) -> Tensor:
        """Normal noise of a shape."""
        return torch.randn(shape, generator=self.chance).to(self.device, self.kind)


def laid_on(maps: Maps, layout: Layout, bent: Bent) -> RgbImage:
    """The bent garment on the person without the old top: what can be seen before anything is painted."""
    return to_pixels(torch.where(layout.upper > bent.missing, bent.garment, maps.agnostic))[0]
