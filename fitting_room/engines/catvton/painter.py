"""CatVTON's networks in memory: what they are shown of a person and a garment, and the walk."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.garment import Outfit
from fitting_room.engines.catvton.clothes_mask import hide_clothes_of
from fitting_room.engines.catvton.latents import decode, encode
from fitting_room.engines.catvton.sampler import sample
from fitting_room.engines.framing import cut_out
from fitting_room.engines.photoreal import Frame, Task
from fitting_room.perception.agnostic import make_agnostic

MIDDLE = 127.5
"""Half the range of a pixel: pictures go to the network as value / MIDDLE - 1."""
WHITE = 255
LATENT_PIXELS = 8
"""Pixels of the picture along one pixel of latents."""
LATENT_COLOURS = ((0.298, 0.207, 0.208), (0.187, 0.286, 0.173), (-0.158, 0.189, 0.264), (-0.184, -0.271, -0.473))
"""What each channel of latents adds to red, green and blue: a fit that many programs use for previews."""


@dataclass(frozen=True, eq=False)
class CatvtonPainter:
    """Puts garments on with the networks.

    Attributes:
        unet: Predicts noise.
        autoencoder: Pictures to latents and back.
        device: Where they work.
        kind: The length of their numbers.
    """

    unet: Any
    autoencoder: Any
    device: torch.device
    kind: torch.dtype

    def paint(self, task: Task, seed: int, steps: int, hidden: bool) -> Iterator[Frame]:
        """As `Painter.paint`; hiding the old clothes better means the wide mask of training."""
        chance = torch.Generator("cpu").manual_seed(seed)

        def draw(shape: tuple[int, ...]) -> Tensor:
            return torch.randn(shape, generator=chance).to(self.device, self.kind)

        person, garment = (
            self._picture(task.picture),
            self._picture(cut_out(task.garment, task.placement.canvas, WHITE, WHITE)),
        )
        mask = torch.from_numpy(mask_for(task, hidden)[None, None].astype(np.float32)).to(self.device, self.kind)
        inputs = encode(self.autoencoder, person, mask, garment, draw)
        for step in sample(self.unet, inputs, draw, steps):
            if step.done < step.total:
                yield Frame(step.done, step.total, lambda guess=step.guess: rough_picture(guess))  # type: ignore[misc]
            else:
                painted = to_pixels(decode(self.autoencoder, step.person))
                yield Frame(step.done, step.total, lambda painted=painted: painted)  # type: ignore[misc]

    def _picture(self, picture: RgbImage) -> Tensor:
        """(H, W, 3) uint8 -> (1, 3, H, W) in [-1, 1]."""
        channels = picture.transpose(2, 0, 1)[None].astype(np.float32) / MIDDLE - 1
        return torch.from_numpy(channels).to(self.device, self.kind)


def mask_for(task: Task, wide: bool) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """(H, W) bool on the canvas: what one garment of the outfit may change."""
    alone = make_agnostic(task.agnostic.person, Outfit.of(task.garment)).mask
    mask = task.placement.labels(alone & task.agnostic.mask)
    if wide:
        trained = task.placement.labels(hide_clothes_of(task.agnostic.person, task.garment.category))
        mask = (mask | trained) & ~task.placement.labels(task.agnostic.protect)
    return mask


def rough_picture(latents: Tensor) -> RgbImage:
    """(1, 4, h, w) latents -> (8h, 8w, 3) uint8, in blocks: good enough to watch, and nearly free."""
    colours = torch.tensor(LATENT_COLOURS, dtype=torch.float32)
    small = torch.einsum("chw,ck->hwk", latents[0].float().cpu(), colours).clamp(-1, 1)
    levels = ((small + 1) * MIDDLE).round().to(torch.uint8).numpy()
    return np.ascontiguousarray(levels.repeat(LATENT_PIXELS, axis=0).repeat(LATENT_PIXELS, axis=1))


def to_pixels(picture: Tensor) -> RgbImage:
    """(1, 3, H, W) in [-1, 1] -> (H, W, 3) uint8."""
    levels = (picture[0].float() + 1) * MIDDLE
    return np.ascontiguousarray(levels.round().to(torch.uint8).permute(1, 2, 0).cpu().numpy())
