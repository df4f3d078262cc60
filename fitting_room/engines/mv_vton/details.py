"""Details of a garment as tokens, and how much of them the wearer's view wants: the soft selection of MV-VTON.

Names are those of the published file. Letters in shapes: B batch, T tokens of a level.
"""

from collections.abc import Sequence
from typing import Any

import torch
import torch.nn.functional as nnf
from diffusers.models.controlnets.controlnet import ControlNetConditioningEmbedding
from diffusers.models.embeddings import TimestepEmbedding, Timesteps
from diffusers.models.unets.unet_2d_blocks import CrossAttnDownBlock2D, DownBlock2D, UNetMidBlock2DCrossAttn
from torch import Tensor, nn

SIDE = 512
"""Pixels of the square that the published networks see."""
TOKEN_WIDTH = 768
FOLD = 2
"""Pixels of a level along one token."""


def fold(features: Tensor, scale: int) -> Tensor:
    """(B, C, h, w) -> (B, C * scale², h / scale, w / scale): places become channels, rows first, channels last."""
    count, channels, height, width = features.shape
    tiles = features.view(count, channels, height // scale, scale, width // scale, scale)
    return tiles.permute(0, 3, 5, 1, 2, 4).reshape(count, channels * scale**2, height // scale, width // scale)


class PoseTokens(nn.Module):
    """A drawn skeleton as tokens."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 4, 3, padding=1)
        self.conv2 = nn.Conv2d(64, 64, 3, padding=1)
        self.conv3 = nn.Conv2d(1024, 1024, 3, padding=1)
        self.linear = nn.Linear(4096, TOKEN_WIDTH)
        self.layer_norm = nn.LayerNorm(TOKEN_WIDTH)

    def forward(self, skeleton: Tensor) -> Tensor:
        """(B, 3, H, W) in [-1, 1] -> (B, H * W / 1024, 768): 256 tokens of 512 pixels square."""
        features = fold(nnf.gelu(self.conv1(skeleton)), 4)
        features = fold(nnf.gelu(self.conv2(features)), 4)
        features = fold(nnf.gelu(self.conv3(features)), 2)
        tokens: Tensor = self.layer_norm(self.linear(features.flatten(2).transpose(1, 2)))
        return tokens


class DetailNetwork(nn.Module):
    """A garment picture as tokens of twelve levels, of which the poses of wearer and garment select.

    Args:
        widths: Of its levels.
        heads: Of its attention.
        selects: Whether poses select; the frontal variant has no poses.
        side: Pixels of the square that it sees.
    """

    def __init__(
        self,
        widths: Sequence[int] = (320, 640, 1280, 1280),
        heads: int = 8,
        selects: bool = True,
        side: int = SIDE,
    ) -> None:
        super().__init__()
        time_width = 4 * widths[0]
        # In the file, but its result is overwritten by the embedded garment: nothing depends on it.
        self.conv_in = nn.Conv2d(9, widths[0], 3, padding=1)
        self.time_proj = Timesteps(widths[0], flip_sin_to_cos=True, downscale_freq_shift=0)
        self.time_embedding = TimestepEmbedding(widths[0], time_width)
        self.controlnet_cond_embedding = ControlNetConditioningEmbedding(widths[0])
        self.down_blocks = nn.ModuleList(_levels(widths, heads, time_width))
        of_token = [widths[0]]
        for level, width in enumerate(widths):
            of_token += [width] * (2 if level == len(widths) - 1 else 3)
        self.controlnet_down_blocks = nn.ModuleList(nn.Linear(FOLD**2 * width, TOKEN_WIDTH) for width in of_token)
        for name in ("ehs_c_down_blocks", "ehs_p_down_blocks") if selects else ():
            self.add_module(name, nn.ModuleList(nn.Linear(TOKEN_WIDTH, TOKEN_WIDTH) for _ in of_token))
        self.selects = selects
        self.side = side
        # In the file as well; what comes out of the middle is not used.
        self.controlnet_mid_block = nn.Conv2d(widths[-1], widths[-1], 1)
        self.mid_block = UNetMidBlock2DCrossAttn(
            widths[-1], time_width, resnet_eps=1e-5, num_attention_heads=heads, cross_attention_dim=TOKEN_WIDTH
        )

    def forward(
        self, garment: Tensor, times: Tensor, garment_pose: Tensor | None = None, person_pose: Tensor | None = None
    ) -> tuple[Tensor, ...]:
        """See a garment.

        Args:
            garment: (B, 3, H, W) in [-1, 1].
            times: (B,) steps of training.
            garment_pose: (B, N, 768) from the skeleton in which the garment was photographed.
            person_pose: (B, N, 768) from the wearer's.

        Returns:
            (B, T, 768) for each of twelve levels, the largest first.
        """
        if garment.shape[-2:] != (self.side, self.side):
            garment = nnf.interpolate(garment, size=(self.side, self.side), mode="bicubic", align_corners=False)
        time = self.time_embedding(self.time_proj(times).to(garment.dtype))
        nothing = garment.new_zeros(len(garment), 1, TOKEN_WIDTH)
        features = self.controlnet_cond_embedding(garment)
        # The network goes on with the folded features of a level, each folded when it is left.
        seen = [features]
        for block in self.down_blocks:
            told: dict[str, Any] = {"encoder_hidden_states": nothing} if isinstance(block, CrossAttnDownBlock2D) else {}
            features, more = block(features, time, **told)
            seen += more
        tokens = [
            layer(fold(each, FOLD).flatten(2).transpose(1, 2))
            for layer, each in zip(self.controlnet_down_blocks, seen, strict=True)
        ]
        if not self.selects:
            return tuple(tokens)
        if garment_pose is None or person_pose is None:
            raise ValueError("details are selected by poses")
        of_garment = [layer(garment_pose) for layer in self.get_submodule("ehs_c_down_blocks").children()]
        of_person = [layer(person_pose) for layer in self.get_submodule("ehs_p_down_blocks").children()]
        return tuple(select(*each) for each in zip(tokens, of_person, of_garment, strict=True))


def select(tokens: Tensor, person_pose: Tensor, garment_pose: Tensor) -> Tensor:
    """The soft selection: channels of details mixed by how the channels of both poses go together.

    At full length of numbers: what is not scaled saturates, and short ones select something else.
    """
    likeness = person_pose.float().transpose(1, 2) @ garment_pose.float()
    return (tokens.float() @ likeness.softmax(dim=-1)).to(tokens.dtype)


def both_views(front: Sequence[Tensor], back: Sequence[Tensor]) -> tuple[Tensor, ...]:
    """Details of both sides, level by level."""
    return tuple(torch.cat(sides, dim=1) for sides in zip(front, back, strict=True))


def _levels(widths: Sequence[int], heads: int, time_width: int) -> list[nn.Module]:
    levels: list[nn.Module] = []
    now = widths[0]
    for width in widths[:-1]:
        levels.append(
            CrossAttnDownBlock2D(
                now, width, time_width, num_layers=2, resnet_eps=1e-5, num_attention_heads=heads,
                cross_attention_dim=TOKEN_WIDTH,
            )
        )  # fmt: skip
        now = width
    levels.append(DownBlock2D(now, widths[-1], time_width, num_layers=2, resnet_eps=1e-5, add_downsample=False))
    return levels
