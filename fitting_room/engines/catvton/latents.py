"""Pictures to latents and back, with the stock autoencoder of Stable Diffusion (diffusers)."""

from collections.abc import Mapping
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


def encode(autoencoder: AutoencoderKL, person: Tensor, mask: Tensor, garment: Tensor, draw: Draw) -> Inputs:
    """What the network is shown.

    Args:
        autoencoder: On its device.
        person: (B, 3, H, W) in [-1, 1].
        mask: (B, 1, H, W), 1 where to paint.
        garment: (B, 3, H, W) in [-1, 1].
        draw: Latents are drawn from the distribution that the autoencoder gives, as in training.
    """
    with torch.inference_mode():
        kept = _draw_latents(autoencoder, person * (mask < 0.5), draw)
        worn = _draw_latents(autoencoder, garment, draw)
        return Inputs(kept, nnf.interpolate(mask, size=kept.shape[-2:], mode="nearest"), worn)


def decode(autoencoder: AutoencoderKL, latents: Tensor) -> Tensor:
    """(B, 4, h, w) latents -> (B, 3, 8h, 8w) in [-1, 1]."""
    with torch.inference_mode():
        picture: Tensor = autoencoder.decode(latents / LATENT_SCALE).sample
        return picture.clamp(-1, 1)


def _draw_latents(autoencoder: AutoencoderKL, picture: Tensor, draw: Draw) -> Tensor:
    spread = autoencoder.encode(picture).latent_dist
    return (spread.mean + spread.std * draw(tuple(spread.mean.shape))) * LATENT_SCALE
