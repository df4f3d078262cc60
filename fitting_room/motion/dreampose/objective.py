"""What DreamPose is trained to: noise predicted from photo and poses, then pictures that the decoder gives back.

Letters in shapes: B batch, h and w an eighth of the picture's height and width.
"""

from dataclasses import dataclass, replace
from typing import Any

import torch
import torch.nn.functional as nnf
from diffusers import DDPMScheduler
from torch import Tensor

from fitting_room.motion.dreampose.network import Adapter
from fitting_room.motion.dreampose.sampler import BETAS, TRAIN_STEPS

DROPOUT = 0.05
"""Published for the first phase: a third of these batches lacks poses, a third the photo, a third both.
The second phase, on one person, leaves nothing out."""


@dataclass(frozen=True, eq=False)
class Lesson:
    """A batch.

    Attributes:
        latents: (B, 4, h, w) of the frames that are wanted.
        poses: (B, 10, H, W) U and V of five poses each, in [-1, 1].
        tokens: (B, 50, 768) of CLIP for the photo.
        photo: (B, 4, h, w) latents of the photo.
        no_tokens: (1, 50, 768) of CLIP for a black picture.
        no_photo: (1, 4, h, w) latents of a black picture.
    """

    latents: Tensor
    poses: Tensor
    tokens: Tensor
    photo: Tensor
    no_tokens: Tensor
    no_photo: Tensor

    def thinned(self, chance: torch.Generator, rate: float = DROPOUT) -> "Lesson":
        """The lesson, or now and then one without poses, photo or both: guidance needs to know the difference."""
        draw = float(torch.rand((), generator=chance))
        poses_out, photo_out = draw < rate / 3 or 2 * rate / 3 <= draw < rate, rate / 3 <= draw < rate
        lesson = replace(self, poses=torch.zeros_like(self.poses)) if poses_out else self
        if photo_out:
            return replace(
                lesson, tokens=self.no_tokens.expand_as(self.tokens), photo=self.no_photo.expand_as(self.photo)
            )
        return lesson


def noise_loss(unet: Any, adapter: Adapter, lesson: Lesson, chance: torch.Generator) -> Tensor:
    """How far the predicted noise is from what was added, at a step of training that chance picks for each frame.

    Args:
        unet: Of DreamPose.
        adapter: Trained with it.
        lesson: The batch.
        chance: On the processor; the same draws on every device.
    """
    latents, device = lesson.latents, lesson.latents.device
    noise = torch.randn(latents.shape, generator=chance).to(latents)
    times = torch.randint(0, TRAIN_STEPS, (len(latents),), generator=chance).to(device)
    schedule = DDPMScheduler(TRAIN_STEPS, beta_start=BETAS[0], beta_end=BETAS[1], beta_schedule="scaled_linear")
    noisy = schedule.add_noise(latents, noise, times)
    seen = torch.cat([noisy, nnf.interpolate(lesson.poses, latents.shape[-2:])], dim=1)
    predicted = unet(seen, times, adapter(lesson.tokens, lesson.photo), return_dict=False)[0]
    return nnf.mse_loss(predicted.float(), noise.float())


def decoder_loss(autoencoder: Any, latents: Tensor, pictures: Tensor) -> Tensor:
    """How far what the decoder makes of latents, not yet scaled, is from the pictures, (B, 3, H, W) in [-1, 1]."""
    decoded: Tensor = autoencoder.decode(latents, return_dict=False)[0]
    return nnf.mse_loss(decoded.clamp(-1, 1), pictures)
