"""From noise to a picture for CatVTON: person above garment in one latent picture, which DDIM steps clear up together.

Letters in shapes: B batch, h and w an eighth of the picture's height and width.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor, nn

TRAIN_STEPS = 1000
BETAS = (0.00085, 0.012)
"""Of Stable Diffusion 1.5: the first and the last, evenly spaced in their roots."""
STEPS_OFFSET = 1
GUIDANCE = 2.5
"""Published: how much further than with the garment the network goes from what it would paint without."""
ETA = 1.0
"""Published: fresh noise at every step, as much as DDPM would add."""
LATENT_SCALE = 0.18215

Draw = Callable[[tuple[int, ...]], Tensor]
"""Noise of a shape, on the device."""


@dataclass(frozen=True, eq=False)
class Inputs:
    """What the network is shown besides the noisy latents.

    Attributes:
        person: (B, 4, h, w) latents of the person with the old clothes blacked out.
        mask: (B, 1, h, w) 1 where to paint.
        garment: (B, 4, h, w) latents of the garment.
    """

    person: Tensor
    mask: Tensor
    garment: Tensor

    def stacked(self) -> tuple[Tensor, Tensor]:
        """Twice the batch, first without the garment: masks (2B, 1, 2h, w) and latents (2B, 4, 2h, w)."""
        mask = torch.cat([self.mask, torch.zeros_like(self.mask)], dim=2)
        without = torch.cat([self.person, torch.zeros_like(self.garment)], dim=2)
        told = torch.cat([self.person, self.garment], dim=2)
        return torch.cat([mask, mask]), torch.cat([without, told])


@dataclass(frozen=True, eq=False)
class Step:
    """Where the sampler is.

    Attributes:
        done: Steps done.
        total: Steps altogether.
        latents: (B, 4, 2h, w) person above garment.
        guess: (B, 4, h, w) the finished person as it looks from here.
    """

    done: int
    total: int
    latents: Tensor
    guess: Tensor

    @property
    def person(self) -> Tensor:
        """(B, 4, h, w) the upper half of the latents."""
        return self.latents[:, :, : self.latents.shape[2] // 2]


def signal_shares() -> Tensor:
    """(1000,) float32: how much of the picture's variance is left after each step of training."""
    betas = torch.linspace(BETAS[0] ** 0.5, BETAS[1] ** 0.5, TRAIN_STEPS, dtype=torch.float32).square()
    return torch.cumprod(1 - betas, dim=0)


def timesteps(steps: int) -> list[int]:
    """The steps of training that are visited, the noisiest first."""
    return [step * (TRAIN_STEPS // steps) + STEPS_OFFSET for step in reversed(range(steps))]


def sample(
    unet: nn.Module,
    inputs: Inputs,
    draw: Draw,
    steps: int,
    guidance: float = GUIDANCE,
    eta: float = ETA,
    fresh_every: int = 1,
) -> Iterator[Step]:
    """Walk from noise to the picture, handing over after each step. To stop, stop asking.

    Args:
        unet: Predicts the noise in (2B, 9, 2h, w): noisy latents, mask, latents to start from.
        inputs: What to paint.
        draw: Where noise comes from: once at the start, and at each step unless `eta` is 0.
        steps: How many.
        guidance: How much the garment is exaggerated; 1 is as it is.
        eta: Share of fresh noise.
        fresh_every: At how many steps the exaggeration is computed anew; the others add that of the step before.
    """
    shares = signal_shares()
    masks, shown = inputs.stacked()
    latents = draw((len(inputs.person), 4, 2 * inputs.person.shape[2], inputs.person.shape[3]))
    visited = timesteps(steps)
    after_last = visited[-1] - TRAIN_STEPS // steps
    further = torch.zeros_like(latents)
    for done, (now, then) in enumerate(pairwise([*visited, after_last]), start=1):
        with torch.inference_mode():
            if (done - 1) % fresh_every:
                noise = _predict(unet, latents, masks.chunk(2)[1], shown.chunk(2)[1], now) + further
            else:
                without, told = _predict(unet, torch.cat([latents, latents]), masks, shown, now).chunk(2)
                noise = without + guidance * (told - without)
                further = noise - told
            # The schedule ends at the first step of training, not at no noise at all.
            latents, guess = _step(latents, noise, float(shares[now]), float(shares[max(then, 0)]), eta, draw)
        yield Step(done, steps, latents, guess[:, :, : guess.shape[2] // 2])


def _predict(unet: nn.Module, noisy: Tensor, masks: Tensor, shown: Tensor, time: int) -> Tensor:
    """(B, 4, 2h, w): the noise that the network sees."""
    # Filled on the device: a number made on the processor would have to be waited for.
    now = torch.full((), time, dtype=torch.int64, device=noisy.device)
    predicted: Tensor = unet(
        torch.cat([noisy, masks, shown], dim=1), now, encoder_hidden_states=None, return_dict=False
    )[0]  # fmt: skip
    return predicted


def _step(
    latents: Tensor, noise: Tensor, share: float, next_share: float, eta: float, draw: Draw
) -> tuple[Tensor, Tensor]:
    """One DDIM step (Song et al. 2021, equation 12): the next latents, and the clean ones as they look from here."""
    guess = (latents - (1 - share) ** 0.5 * noise) / share**0.5
    spread = eta * ((1 - next_share) / (1 - share) * (1 - share / next_share)) ** 0.5
    latents = next_share**0.5 * guess + (1 - next_share - spread**2) ** 0.5 * noise
    if eta:
        latents = latents + spread * draw(tuple(latents.shape))
    return latents, guess
