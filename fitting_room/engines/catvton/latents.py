"""Pictures to latents and back, with the stock autoencoder of Stable Diffusion (diffusers)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as nnf
from diffusers import AutoencoderKL
from torch import Tensor

from fitting_room.engines.catvton.network import damaged
from fitting_room.engines.catvton.sampler import LATENT_SCALE, Draw, Inputs


def make_autoencoder(config: Mapping[str, Any], weights: Mapping[str, Tensor]) -> AutoencoderKL:
    """The autoencoder with its weights.

    Raises:
        DamagedModel: The weights are not exactly those of this network.
    """
    with torch.device("meta"):
        autoencoder = AutoencoderKL.from_config(dict(config))
    try:
        autoencoder.load_state_dict(weights, strict=True, assign=True)
    except RuntimeError as error:
        raise damaged() from error
    return autoencoder.eval().requires_grad_(False)


@dataclass(frozen=True, eq=False)
class Spread:
    """What the autoencoder makes of pictures: latents are drawn from here, as in training; (B, 4, h, w) each."""

    mean: Tensor
    deviation: Tensor

    def latents(self, draw: Draw, count: int) -> Tensor:
        """(count, 4, h, w) drawn latents; one picture serves for all of them."""
        noise = draw((count, *self.mean.shape[1:]))
        return (self.mean + self.deviation * noise) * LATENT_SCALE


def encode(autoencoder: AutoencoderKL, pictures: Tensor) -> Spread:
    """(B, 3, H, W) in [-1, 1] -> where their latents lie."""
    with torch.inference_mode():
        spread = autoencoder.encode(pictures).latent_dist
        return Spread(spread.mean, spread.std)


def blacked_out(person: Tensor, mask: Tensor) -> Tensor:
    """(B, 3, H, W) the person without what is to be painted."""
    return person * (mask < 0.5)


def show_latents(person: Spread, mask: Tensor, garment: Spread, draw: Draw, count: int) -> Inputs:
    """What the network is shown.

    Args:
        person: Of `blacked_out` pictures, one for each sample or one for all.
        mask: (1 or count, 1, H, W), 1 where to paint.
        garment: Of the garment.
        draw: Where chance comes from.
        count: How many samples.
    """
    with torch.inference_mode():
        kept = person.latents(draw, count)
        worn = garment.latents(draw, count)
        small = nnf.interpolate(mask, size=kept.shape[-2:], mode="nearest").expand(count, -1, -1, -1)
        return Inputs(kept, small, worn)


def decode(autoencoder: AutoencoderKL, latents: Tensor) -> Tensor:
    """(B, 4, h, w) latents -> (B, 3, 8h, 8w) in [-1, 1]."""
    with torch.inference_mode():
        picture: Tensor = autoencoder.decode(latents / LATENT_SCALE).sample
        return picture.clamp(-1, 1)
