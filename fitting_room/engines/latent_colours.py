"""Latents of Stable Diffusion 1.5 as a picture to watch, without the autoencoder."""

import numpy as np
import torch
from torch import Tensor

from fitting_room.domain.arrays import RgbImage
from fitting_room.engines.tensors import MIDDLE

LATENT_PIXELS = 8
"""Pixels of the picture along one pixel of latents."""
LATENT_COLOURS = ((0.298, 0.207, 0.208), (0.187, 0.286, 0.173), (-0.158, 0.189, 0.264), (-0.184, -0.271, -0.473))
"""What each channel of latents adds to red, green and blue: a fit that many programs use for previews."""


def rough_picture(latents: Tensor) -> RgbImage:
    """(B, 4, h, w) latents -> the first as (8h, 8w, 3) uint8, in blocks: good enough to watch, and nearly free."""
    colours = torch.tensor(LATENT_COLOURS, dtype=torch.float32)
    small = torch.einsum("chw,ck->hwk", latents[0].float().cpu(), colours).clamp(-1, 1)
    levels = ((small + 1) * MIDDLE).round().to(torch.uint8).numpy()
    return np.ascontiguousarray(levels.repeat(LATENT_PIXELS, axis=0).repeat(LATENT_PIXELS, axis=1))
