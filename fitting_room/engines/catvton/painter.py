"""CatVTON's networks in memory: what they are shown of a person and a garment, and the walk."""

from dataclasses import dataclass, field
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

import numpy as np
import torch
from torch import Tensor

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.garment import Garment
from fitting_room.engines.catvton.clothes_mask import hide_clothes_of
from fitting_room.engines.catvton.latents import Spread, blacked_out, decode, encode, show_latents
from fitting_room.engines.catvton.sampler import Draw, Inputs, sample
from fitting_room.engines.framing import cut_out, place_garment
from fitting_room.engines.latent_colours import rough_picture
from fitting_room.engines.levers import PUBLISHED, Levers
from fitting_room.engines.painting import Frame, Show, Task
from fitting_room.engines.tensors import to_network, to_pixels

WHITE = 255


@dataclass(frozen=True, eq=False)
class CatvtonPainter:
    """Puts garments on with the networks, one at a time.

    Attributes:
        unet: Predicts noise.
        autoencoder: Pictures to latents and back.
        device: Where they work.
        kind: The length of their numbers.
        levers: How they are run.
        seen: What the autoencoder made of garments, as long as somebody keeps the garment.
    """

    unet: Any
    autoencoder: Any
    device: torch.device
    kind: torch.dtype
    levers: Levers = PUBLISHED
    seen: WeakKeyDictionary[Garment, Spread] = field(default_factory=WeakKeyDictionary)
    at_once: ClassVar[bool] = False

    def paint(self, task: Task, show: Show) -> tuple[RgbImage, ...]:
        """As `Painter.paint`; hiding the old clothes better means the wide mask of training."""
        draw = self._chance(task.seeds)
        inputs = self._inputs(task, draw)
        step = None
        for step in sample(self.unet, inputs, draw, task.steps, fresh_every=self.levers.guidance_every):
            if step.done < step.total:
                show(Frame(step.done, step.total, lambda guess=step.guess: rough_picture(guess)))  # type: ignore[misc]
        if step is None:
            raise ValueError("at least one step is needed")
        painted = to_pixels(decode(self.autoencoder, step.person))
        show(Frame(step.total, step.total, lambda: painted[0]))
        return painted

    def _inputs(self, task: Task, draw: Draw) -> Inputs:
        mask = torch.from_numpy(mask_for(task)[None, None].astype(np.float32)).to(self.device, self.kind)
        pictures = to_network(task.different_pictures, self.device, self.kind)
        person = encode(self.autoencoder, blacked_out(pictures, mask))
        return show_latents(person, mask, self._spread_of(task), draw, len(task.seeds))

    def _spread_of(self, task: Task) -> Spread:
        """What the autoencoder makes of the garment."""
        known = self.seen.get(task.garment)
        if known is not None:
            return known
        placement = place_garment(task.garment, task.placement.canvas)
        picture = cut_out(task.garment, placement, WHITE, WHITE)
        spread = encode(self.autoencoder, to_network((picture,), self.device, self.kind))
        if self.levers.remember:
            self.seen[task.garment] = spread
        return spread

    def _chance(self, seeds: tuple[int, ...]) -> Draw:
        """Noise that each sample draws from its own seed, on the processor: the same on every device."""
        chances = [torch.Generator("cpu").manual_seed(seed) for seed in seeds]

        def draw(shape: tuple[int, ...]) -> Tensor:
            noise = torch.stack([torch.randn(shape[1:], generator=chance) for chance in chances])
            return noise.to(self.device, self.kind)

        return draw


def mask_for(task: Task) -> Mask:
    """(height, width) bool on the canvas: what is painted."""
    mask = task.mask()
    if task.hidden:
        trained = task.placement.labels(hide_clothes_of(task.agnostic.person, task.garment.category))
        mask = (mask | trained) & ~task.placement.labels(task.agnostic.protect)
    return mask
