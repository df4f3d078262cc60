"""Joint attention of MV-VTON: to one token for the whole garment, and beside it to tokens of its details.

Names are those of the published file. Letters in shapes: B batch, N pixels of a level, T tokens.
"""

import torch
import torch.nn.functional as nnf
from torch import Tensor, nn

GLOBAL_TOKENS = 1
"""Of the context: the first is the whole garment, the others are details."""


class JointAttention(nn.Module):
    """Attention to itself, or to a garment: the details are added by a share of their own for each channel.

    Args:
        width: Of the pixels' features.
        heads: How many.
        context_width: Of the tokens; None where only attention to itself is wanted. Then the weights for details are
            in the file all the same, and unused.
    """

    def __init__(self, width: int, heads: int, context_width: int | None = None) -> None:
        super().__init__()
        self.heads = heads
        seen = context_width or width
        self.to_q, self.to_q_ip = (nn.Linear(width, width, bias=False) for _ in range(2))
        self.to_k, self.to_k_ip = (nn.Linear(seen, width, bias=False) for _ in range(2))
        self.to_v, self.to_v_ip = (nn.Linear(seen, width, bias=False) for _ in range(2))
        self.to_out = nn.Sequential(nn.Linear(width, width), nn.Dropout(0.0))
        self.ip_scale = nn.Parameter(torch.zeros(width))

    def forward(self, pixels: Tensor, context: Tensor | None = None) -> Tensor:
        """(B, N, width) pixels, (B, T, context width) tokens -> (B, N, width)."""
        whole = pixels if context is None else context[:, :GLOBAL_TOKENS]
        found = self._attend(self.to_q(pixels), self.to_k(whole), self.to_v(whole))
        if context is not None and context.shape[1] > GLOBAL_TOKENS:
            details = context[:, GLOBAL_TOKENS:]
            found = found + self.ip_scale * self._attend(
                self.to_q_ip(pixels), self.to_k_ip(details), self.to_v_ip(details)
            )
        out: Tensor = self.to_out(found)
        return out

    def _attend(self, queries: Tensor, keys: Tensor, values: Tensor) -> Tensor:
        count, _, width = queries.shape
        asked, offered, told = (
            each.reshape(count, -1, self.heads, width // self.heads).transpose(1, 2) for each in (queries, keys, values)
        )
        return nnf.scaled_dot_product_attention(asked, offered, told).transpose(1, 2).flatten(2)


class GatedLinear(nn.Module):
    """A linear layer whose one half opens and closes the other."""

    def __init__(self, width: int, wider: int) -> None:
        super().__init__()
        self.proj = nn.Linear(width, 2 * wider)

    def forward(self, features: Tensor) -> Tensor:
        """(..., width) -> (..., wider)."""
        passed, gate = self.proj(features).chunk(2, dim=-1)
        return passed * nnf.gelu(gate)


class FeedForward(nn.Module):
    """Every pixel by itself."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.net = nn.Sequential(GatedLinear(width, 4 * width), nn.Dropout(0.0), nn.Linear(4 * width, width))

    def forward(self, features: Tensor) -> Tensor:
        """(B, N, width) -> (B, N, width)."""
        out: Tensor = self.net(features)
        return out


class TransformerBlock(nn.Module):
    """Attention to itself, to the garment, and a step for every pixel by itself."""

    def __init__(self, width: int, heads: int, context_width: int) -> None:
        super().__init__()
        self.attn1 = JointAttention(width, heads)
        self.ff = FeedForward(width)
        self.attn2 = JointAttention(width, heads, context_width)
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(width) for _ in range(3))

    def forward(self, pixels: Tensor, context: Tensor) -> Tensor:
        """(B, N, width) pixels, (B, T, context width) tokens -> (B, N, width)."""
        pixels = pixels + self.attn1(self.norm1(pixels))
        pixels = pixels + self.attn2(self.norm2(pixels), context)
        out: Tensor = pixels + self.ff(self.norm3(pixels))
        return out


class SpatialTransformer(nn.Module):
    """A transformer block on the pixels of a feature map."""

    def __init__(self, width: int, heads: int, context_width: int) -> None:
        super().__init__()
        self.norm = nn.GroupNorm(32, width, eps=1e-6)
        self.proj_in = nn.Conv2d(width, width, 1)
        self.transformer_blocks = nn.ModuleList([TransformerBlock(width, heads, context_width)])
        self.proj_out = nn.Conv2d(width, width, 1)

    def forward(self, features: Tensor, context: Tensor) -> Tensor:
        """(B, width, h, w) features, (B, T, context width) tokens -> (B, width, h, w)."""
        size = features.shape[-2:]
        pixels = self.proj_in(self.norm(features)).flatten(2).transpose(1, 2)
        for block in self.transformer_blocks:
            pixels = block(pixels, context)
        out: Tensor = features + self.proj_out(pixels.transpose(1, 2).unflatten(2, size))
        return out
