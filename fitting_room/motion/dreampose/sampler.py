"""From noise to a frame for DreamPose: PNDM steps with two guidances, one towards the photo, one towards the pose.

Letters in shapes: B frames, 80 and 64 an eighth of the frame's height and width.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as nnf
from diffusers import PNDMScheduler
from torch import Tensor

TRAIN_STEPS = 1000
BETAS = (0.00085, 0.012)
STEPS = 100
"""Published: PNDM evaluates the network once more than this."""
PHOTO_GUIDANCE = 8.0
POSE_GUIDANCE = 3.0
"""Of the authors' example; the defaults of their script are 0.5 each."""
LATENT_SCALE = 0.18215


@dataclass(frozen=True, eq=False)
class Condition:
    """What the network is told of a frame.

    Attributes:
        tokens: (B, 50, 768) of the photo.
        nothing: (B, 50, 768) of a black picture.
        poses: (B, 10, H, W) U and V of five poses in [-1, 1].
    """

    tokens: Tensor
    nothing: Tensor
    poses: Tensor


def make_scheduler(steps: int = STEPS) -> PNDMScheduler:
    """The published schedule."""
    scheduler = PNDMScheduler(
        num_train_timesteps=TRAIN_STEPS,
        beta_start=BETAS[0],
        beta_end=BETAS[1],
        beta_schedule="scaled_linear",
        skip_prk_steps=True,
        set_alpha_to_one=False,
        steps_offset=1,
    )
    scheduler.set_timesteps(steps)
    return scheduler


def sample(
    unet: Any,
    photo: Tensor,
    noise: Tensor,
    condition: Condition,
    steps: int = STEPS,
    photo_guidance: float = PHOTO_GUIDANCE,
    pose_guidance: float = POSE_GUIDANCE,
) -> Iterator[Tensor]:
    """Walk from noise to a frame, handing over (B, 4, 80, 64) latents after each step. To stop, stop asking.

    Args:
        unet: Predicts the noise in (3B, 14, 80, 64): noisy latents and poses.
        photo: (B, 4, 80, 64) latents of the photo, a trace of which stays in the noise that is begun with.
        noise: (1 or B, 4, 80, 64) the same for all frames of a clip.
        condition: What to show.
        steps: How many.
        photo_guidance: How much the photo is exaggerated.
        pose_guidance: How much the pose is exaggerated.
    """
    scheduler = make_scheduler(steps)
    times = scheduler.timesteps
    tokens = torch.cat([condition.nothing, condition.tokens, condition.tokens])
    poses = nnf.interpolate(condition.poses, photo.shape[-2:])
    poses = torch.cat([torch.zeros_like(poses), poses, torch.zeros_like(poses)])
    latents = scheduler.add_noise(photo, noise.expand_as(photo), times[:1].repeat(len(photo)))
    for time in times:
        with torch.inference_mode():
            seen = torch.cat([torch.cat([latents] * 3), poses], dim=1)
            untold, told, photo_only = unet(seen, time, encoder_hidden_states=tokens, return_dict=False)[0].chunk(3)
            guided = untold + photo_guidance * (photo_only - untold) + pose_guidance * (told - photo_only)
            latents = scheduler.step(guided, time, latents, return_dict=False)[0]
        yield latents
