"""From noise to a picture: Euler steps along the straight lines (rectified flow) that the network has learned."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor

from fitting_room.engines.fashn.network import Condition, TryOnNetwork

SHIFT = 1.5
"""Published: more steps where there is still much noise."""
GUIDANCE = 1.5
"""Published: how much further than told the network goes from what it would paint untold."""
UNGUIDED_STEPS = 1
"""Published: guidance in the last step oversaturates colours."""


@dataclass(frozen=True, eq=False)
class Step:
    """Where the sampler is.

    Attributes:
        done: Steps done.
        total: Steps altogether.
        picture: (B, 3, height, width) what has become of the noise.
        guess: (B, 3, height, width) the finished picture as it looks from here.
    """

    done: int
    total: int
    picture: Tensor
    guess: Tensor


def schedule(steps: int, shift: float = SHIFT) -> list[float]:
    """Times from 0 (noise) to 1 (picture), one more than steps."""
    straight = torch.linspace(1, 0, steps + 1)
    late = math.exp(-shift) / (math.exp(-shift) + (1 / straight - 1))
    return [float(time) for time in late.flip(0)]


def start_noise(seeds: Sequence[int], height: int, width: int) -> Tensor:
    """(B, 3, height, width) float32 noise; each seed makes the same on every device, whatever it is batched with."""
    return torch.cat([
        torch.randn((1, 3, height, width), generator=torch.Generator("cpu").manual_seed(seed)) for seed in seeds
    ])  # fmt: skip


def sample(
    network: TryOnNetwork,
    noise: Tensor,
    condition: Condition,
    steps: int,
    guidance: float = GUIDANCE,
    fresh_every: int = 1,
) -> Iterator[Step]:
    """Walk from noise to the picture, handing over after each step. To stop, stop asking.

    Args:
        network: Whose directions are followed.
        noise: (B, 3, height, width) where to start.
        condition: What to paint, for the same batch.
        steps: How many steps.
        guidance: 1 follows what is told, more exaggerates it.
        fresh_every: At how many steps the exaggeration is computed anew; the others add that of the step before.
    """
    times = schedule(steps)
    picture = noise
    further = torch.zeros_like(noise)
    doubled = condition.with_nothing()
    for done, (now, then) in enumerate(pairwise(times), start=1):
        with torch.inference_mode():
            if done > steps - UNGUIDED_STEPS:
                direction = network(picture, _at(now, picture), condition)
            elif (done - 1) % fresh_every:
                direction = network(picture, _at(now, picture), condition) + further
            else:
                twice = torch.cat([picture, picture])
                told, untold = network(twice, _at(now, twice), doubled).chunk(2)
                direction = untold + guidance * (told - untold)
                further = direction - told
            guess = picture + (1 - now) * direction
            picture = picture + (then - now) * direction
        yield Step(done, steps, picture, guess)


def _at(time: float, batch: Tensor) -> Tensor:
    return torch.full((len(batch),), time, dtype=batch.dtype, device=batch.device)
