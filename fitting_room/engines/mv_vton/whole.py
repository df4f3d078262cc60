"""A garment as one token: CLIP's image encoder, and what MV-VTON (after Paint by Example) makes of its answer."""

import torch.nn.functional as nnf
from torch import Tensor, nn
from transformers import CLIPVisionConfig, CLIPVisionModel

WIDTH = 1024
LAYERS = 24


class OneTokenAttention(nn.Module):
    """Attention of a sequence to itself, with a single head."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.c_qkv = nn.Linear(width, 3 * width)
        self.c_proj = nn.Linear(width, width)

    def forward(self, tokens: Tensor) -> Tensor:
        """(B, T, width) -> (B, T, width)."""
        out: Tensor = self.c_proj(nnf.scaled_dot_product_attention(*self.c_qkv(tokens).chunk(3, dim=-1)))
        return out


class Perceptron(nn.Module):
    """Every token by itself."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.c_fc = nn.Linear(width, 4 * width)
        self.c_proj = nn.Linear(4 * width, width)

    def forward(self, tokens: Tensor) -> Tensor:
        """(B, T, width) -> (B, T, width)."""
        out: Tensor = self.c_proj(nnf.gelu(self.c_fc(tokens)))
        return out


class MapperBlock(nn.Module):
    """One block of the mapper."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.attn = OneTokenAttention(width)
        self.ln_1 = nn.LayerNorm(width)
        self.mlp = Perceptron(width)
        self.ln_2 = nn.LayerNorm(width)

    def forward(self, tokens: Tensor) -> Tensor:
        """(B, T, width) -> (B, T, width)."""
        tokens = tokens + self.attn(self.ln_1(tokens))
        out: Tensor = tokens + self.mlp(self.ln_2(tokens))
        return out


class Mapper(nn.Module):
    """Five blocks."""

    def __init__(self, width: int, blocks: int = 5) -> None:
        super().__init__()
        self.resblocks = nn.ModuleList(MapperBlock(width) for _ in range(blocks))

    def forward(self, tokens: Tensor) -> Tensor:
        """(B, T, width) -> (B, T, width)."""
        for block in self.resblocks:
            tokens = block(tokens)
        return tokens


class WholeGarment(nn.Module):
    """A garment picture -> its token.

    Args:
        layers: Of the image encoder.
    """

    def __init__(self, layers: int = LAYERS) -> None:
        super().__init__()
        config = CLIPVisionConfig(
            hidden_size=WIDTH, intermediate_size=4 * WIDTH, num_hidden_layers=layers, num_attention_heads=16,
            patch_size=14, projection_dim=768,
        )  # fmt: skip
        self.transformer = CLIPVisionModel(config)
        self.final_ln = nn.LayerNorm(WIDTH)
        self.mapper = Mapper(WIDTH)

    def forward(self, garment: Tensor) -> Tensor:
        """(B, 3, 224, 224) as CLIP takes it -> (B, 1, 1024)."""
        seen = self.transformer(pixel_values=garment).pooler_output[:, None]
        token: Tensor = self.final_ln(self.mapper(seen))
        return token


PUBLISHED_PREFIX, OUR_PREFIX = "transformer.vision_model.", "transformer."


def our_names(published: str) -> str:
    """The name here of a tensor of the published file: transformers leaves out one step since version 5."""
    return (
        OUR_PREFIX + published.removeprefix(PUBLISHED_PREFIX) if published.startswith(PUBLISHED_PREFIX) else published
    )
