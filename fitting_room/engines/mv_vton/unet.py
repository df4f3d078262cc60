"""The denoising network of MV-VTON, under the names of the published file: a latent diffusion UNet that sees a garment.

Letters in shapes: B batch, h and w an eighth of the picture's height and width.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as nnf
from diffusers.models.embeddings import get_timestep_embedding
from torch import Tensor, nn

from fitting_room.engines.mv_vton.attention import SpatialTransformer

LEVEL_BLOCKS = 2
"""Residual blocks of a level on the way down; one more on the way up."""
FIRST_WITH_DETAILS = LEVEL_BLOCKS + 1
"""The first block of the way up to which details of the garment are shown; each further one adds its own."""


@dataclass(frozen=True)
class UnetConfig:
    """How large the network is; the defaults are the published ones."""

    width: int = 320
    multiples: tuple[int, ...] = (1, 2, 4, 4)
    heads: int = 8
    context_width: int = 768
    in_channels: int = 9
    out_channels: int = 4


class ResidualBlock(nn.Module):
    """Two convolutions that know the time."""

    def __init__(self, width: int, out_width: int, time_width: int) -> None:
        super().__init__()
        self.in_layers = nn.Sequential(nn.GroupNorm(32, width), nn.SiLU(), nn.Conv2d(width, out_width, 3, padding=1))
        self.emb_layers = nn.Sequential(nn.SiLU(), nn.Linear(time_width, out_width))
        self.out_layers = nn.Sequential(
            nn.GroupNorm(32, out_width), nn.SiLU(), nn.Dropout(0.0), nn.Conv2d(out_width, out_width, 3, padding=1)
        )
        self.skip_connection = nn.Identity() if width == out_width else nn.Conv2d(width, out_width, 1)

    def forward(self, features: Tensor, time: Tensor) -> Tensor:
        """(B, width, h, w) features, (B, time width) -> (B, out width, h, w)."""
        changed = self.in_layers(features) + self.emb_layers(time)[..., None, None]
        out: Tensor = self.skip_connection(features) + self.out_layers(changed)
        return out


class Smaller(nn.Module):
    """Half the size."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.op = nn.Conv2d(width, width, 3, stride=2, padding=1)

    def forward(self, features: Tensor) -> Tensor:
        """(B, width, h, w) -> (B, width, h/2, w/2)."""
        out: Tensor = self.op(features)
        return out


class Larger(nn.Module):
    """Twice the size."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(width, width, 3, padding=1)

    def forward(self, features: Tensor) -> Tensor:
        """(B, width, h, w) -> (B, width, 2h, 2w)."""
        out: Tensor = self.conv(nnf.interpolate(features, scale_factor=2.0, mode="nearest"))
        return out


class Stage(nn.Sequential):
    """Parts that follow each other, each told what it asks for."""

    def forward(self, features: Tensor, time: Tensor, context: Tensor) -> Tensor:  # type: ignore[override]
        """(B, width, h, w) features, (B, time width), (B, T, context width) tokens -> features."""
        for part in self:
            if isinstance(part, ResidualBlock):
                features = part(features, time)
            elif isinstance(part, SpatialTransformer):
                features = part(features, context)
            else:
                features = part(features)
        return features


class Unet(nn.Module):
    """Predicts the noise in latents.

    Args:
        config: How large it is.
    """

    def __init__(self, config: UnetConfig) -> None:
        super().__init__()
        self.width = config.width
        time_width = 4 * config.width
        self.time_embed = nn.Sequential(
            nn.Linear(config.width, time_width), nn.SiLU(), nn.Linear(time_width, time_width)
        )
        widths = [config.width * multiple for multiple in config.multiples]
        last = len(widths) - 1

        def parts(level: int, width: int) -> list[nn.Module]:
            """A residual block, and attention except on the smallest level."""
            block: list[nn.Module] = [ResidualBlock(width, widths[level], time_width)]
            if level < last:
                block.append(SpatialTransformer(widths[level], config.heads, config.context_width))
            return block

        stages, kept, now = (
            [Stage(nn.Conv2d(config.in_channels, config.width, 3, padding=1))],
            [config.width],
            config.width,
        )
        for level, width in enumerate(widths):
            for _ in range(LEVEL_BLOCKS):
                stages.append(Stage(*parts(level, now)))
                now = width
                kept.append(now)
            if level < last:
                stages.append(Stage(Smaller(now)))
                kept.append(now)
        self.input_blocks = nn.ModuleList(stages)
        self.middle_block = Stage(
            ResidualBlock(now, now, time_width),
            SpatialTransformer(now, config.heads, config.context_width),
            ResidualBlock(now, now, time_width),
        )
        stages = []
        for level, width in reversed(list(enumerate(widths))):
            for number in range(LEVEL_BLOCKS + 1):
                block = parts(level, now + kept.pop())
                now = width
                if level and number == LEVEL_BLOCKS:
                    block.append(Larger(now))
                stages.append(Stage(*block))
        self.output_blocks = nn.ModuleList(stages)
        self.out = nn.Sequential(nn.GroupNorm(32, now), nn.SiLU(), nn.Conv2d(now, config.out_channels, 3, padding=1))

    def forward(self, shown: Tensor, times: Tensor, context: Tensor, details: Sequence[Tensor] = ()) -> Tensor:
        """Predict.

        Args:
            shown: (B, 9, h, w): noisy latents, latents to start from, 1 where they are kept.
            times: (B,) steps of training.
            context: (B, 1, 768) the whole garment.
            details: (B, T, 768) each, from the largest level to the smallest, front before back; none leaves them out.

        Returns:
            (B, 4, h, w) noise.
        """
        waves = get_timestep_embedding(times, self.width, flip_sin_to_cos=True, downscale_freq_shift=0)
        time = self.time_embed(waves.to(shown.dtype))
        features, kept = shown, []
        for stage in self.input_blocks:
            features = stage(features, time, context)
            kept.append(features)
        features = self.middle_block(features, time, context)
        last = len(self.output_blocks) - 1
        for number, stage in enumerate(self.output_blocks):
            if details and number >= FIRST_WITH_DETAILS:
                context = torch.cat([context, details[last - number]], dim=1)
            features = stage(torch.cat([features, kept.pop()], dim=1), time, context)
        noise: Tensor = self.out(features)
        return noise
