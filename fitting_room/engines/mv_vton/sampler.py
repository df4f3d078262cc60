"""From noise to latents for MV-VTON: DDIM without chance, from a hint of the warped garment.

Letters in shapes: B batch, h and w an eighth of the picture's height and width.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor, nn

TRAIN_STEPS = 1000
BETAS = (0.00085, 0.012)
STEPS_OFFSET = 1
FIRST = 999
"""The noise at the start is that of the last step of training, although the first step visited is an earlier one."""
LATENT_SCALE = 0.18215


@dataclass(frozen=True, eq=False)
class Inputs:
    """What the network is shown besides the noisy latents.

    Attributes:
        person: (B, 4, h, w) latents of the person with the warped garment.
        kept: (B, 1, h, w) 1 where the person is kept.
        whole: (B, 1, 768) the garment as one token, from the view that the hard selection chose.
        details: (B, T, 768) each, both views, as the soft selection left them.
    """

    person: Tensor
    kept: Tensor
    whole: Tensor
    details: Sequence[Tensor]


@dataclass(frozen=True, eq=False)
class Step:
    """Where the sampler is.

    Attributes:
        done: Steps done.
        total: Steps altogether.
        latents: (B, 4, h, w).
        guess: (B, 4, h, w) the finished latents as they look from here.
    """

    done: int
    total: int
    latents: Tensor
    guess: Tensor


def signal_shares() -> Tensor:
    """(1000,) float32: how much of the picture's variance is left after each step of training."""
    betas = torch.linspace(BETAS[0] ** 0.5, BETAS[1] ** 0.5, TRAIN_STEPS, dtype=torch.float64).square()
    return torch.cumprod(1 - betas, dim=0).float()


def timesteps(steps: int) -> list[int]:
    """The steps of training that are visited, the noisiest first."""
    return [step + STEPS_OFFSET for step in reversed(range(0, TRAIN_STEPS, TRAIN_STEPS // steps))]


def begin(warped: Tensor, noise: Tensor) -> Tensor:
    """(B, 4, h, w) latents of the warped garment on the person, under nearly all the noise."""
    share = signal_shares()[FIRST]
    return (share**0.5).to(warped) * warped + ((1 - share) ** 0.5).to(warped) * noise


def sample(unet: nn.Module, latents: Tensor, inputs: Inputs, steps: int) -> Iterator[Step]:
    """Walk from noise to latents, handing over after each step. To stop, stop asking.

    Args:
        unet: Predicts the noise.
        latents: (B, 4, h, w) from `begin`.
        inputs: What to paint.
        steps: How many.
    """
    shares, visited = signal_shares(), timesteps(steps)
    # The last step goes to the first of training, not to no noise at all.
    for done, (now, then) in enumerate(pairwise([*visited, 0]), start=1):
        with torch.inference_mode():
            times = torch.full((len(latents),), now, dtype=torch.int64, device=latents.device)
            shown = torch.cat([latents, inputs.person, inputs.kept], dim=1)
            noise = unet(shown, times, inputs.whole, inputs.details)
            share, next_share = float(shares[now]), float(shares[then])
            guess = (latents - (1 - share) ** 0.5 * noise) / share**0.5
            latents = next_share**0.5 * guess + (1 - next_share) ** 0.5 * noise
        yield Step(done, len(visited), latents, guess)
