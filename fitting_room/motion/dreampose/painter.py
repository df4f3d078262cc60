"""DreamPose's networks in memory: a photo and surfaces in, one frame after the other out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import torch
from torch import Tensor

from fitting_room.domain.arrays import RgbImage
from fitting_room.engines.tensors import MIDDLE, to_network, to_pixels
from fitting_room.motion.dreampose.picture import show_to_encoder
from fitting_room.motion.dreampose.sampler import LATENT_SCALE, Condition, sample

Show = Callable[[int, int], None]
"""`show(done, total)`: told of every step; raises `Cancelled` to stop."""


@dataclass(frozen=True, eq=False)
class DreamPosePainter:
    """Paints the frames of one clip.

    Attributes:
        unet: Predicts noise.
        adapter: Joins what CLIP and the autoencoder see of the photo.
        autoencoder: Pictures to latents and back.
        encoder: CLIP's image encoder.
        device: Where they work.
        kind: The length of their numbers.
    """

    unet: Any
    adapter: Any
    autoencoder: Any
    encoder: Any
    device: torch.device
    kind: torch.dtype

    def begin(self, photo: RgbImage, seed: int) -> "DreamPoseClip":
        """Look at the photo, RGB uint8 (H, W, 3), eight times the adapter's latents; chance comes from the seed."""
        chance = torch.Generator("cpu").manual_seed(seed)
        return DreamPoseClip(self, photo, chance)

    def encode(self, pictures: Tensor, chance: torch.Generator) -> Tensor:
        """(B, 3, H, W) -> (B, 4, H / 8, W / 8) latents, drawn on the processor: the same on every device."""
        spread = self.autoencoder.encode(pictures).latent_dist
        noise = torch.randn(spread.mean.shape, generator=chance).to(spread.mean)
        drawn: Tensor = (spread.mean + spread.std * noise) * LATENT_SCALE
        return drawn

    def see(self, picture: RgbImage) -> Tensor:
        """(1, 50, 768): CLIP's tokens of a picture."""
        tokens: Tensor = self.encoder(show_to_encoder(picture).to(self.device, self.kind)).last_hidden_state
        return tokens


@dataclass(frozen=True, eq=False)
class DreamPoseClip:
    """A clip on its way; what all its frames share is worked out once."""

    painter: DreamPosePainter
    photo: RgbImage
    chance: torch.Generator

    @cached_property
    def _shared(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """(tokens, tokens of nothing, latents of the photo, noise), drawn in the published order."""
        painter = self.painter
        with torch.inference_mode():
            seen = to_network((self.photo,), painter.device, painter.kind)
            # The adapter was trained on latents of pixels that nobody had scaled.
            raw = (seen + 1) * MIDDLE
            tokens = painter.adapter(painter.see(self.photo), painter.encode(raw, self.chance))
            black = painter.see(np.zeros_like(self.photo))
            nothing = painter.adapter(black, painter.encode(torch.zeros_like(seen), self.chance))
            photo = painter.encode(seen, self.chance)
            noise = torch.randn(photo.shape, generator=self.chance).to(photo)
        return tokens, nothing, photo, noise

    def frame(self, surfaces: np.ndarray[Any, np.dtype[np.float32]], steps: int, show: Show) -> RgbImage:
        """One frame.

        Args:
            surfaces: (10, H, W) in [-1, 1]: U and V of five poses.
            steps: Of sampling.
            show: Told of every step.

        Returns:
            RGB uint8 (H, W, 3).
        """
        tokens, nothing, photo, noise = self._shared
        poses = torch.from_numpy(surfaces[None]).to(photo)
        latents = photo
        walk = sample(self.painter.unet, photo, noise, Condition(tokens, nothing, poses), steps)
        for done, now in enumerate(walk, start=1):
            show(done, steps + 1)
            latents = now
        with torch.inference_mode():
            decoded = self.painter.autoencoder.decode(latents / LATENT_SCALE).sample
        return to_pixels(decoded)[0]
