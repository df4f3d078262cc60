"""The network of FASHN VTON 1.5: a diffusion transformer on pixels, one stream for the person, one for the garment.

Own implementation of the published one (fashn-AI/fashn-vton-1.5, Apache-2.0), whose blocks descend from FLUX.1
(Black Forest Labs, Apache-2.0). Names of modules are those of the published weights, so that they load strictly.

Letters in shapes: B batch, N tokens of one picture (72 x 48 patches of 12 x 12 pixels), D width, H heads.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import torch
import torch.nn.functional as nnf
from torch import Tensor, nn

HEAD = 128
"""Width of a head."""
ROTARY = (16, 56, 56)
"""Channels of a head that carry each coordinate of a patch: one that is always 0, then row, then column."""
ROTARY_BASE = 10_000.0
PATCH = 12
TIME_CHANNELS = 256
TIME_PERIOD = 10_000.0
TIME_SCALE = 1000.0
CATEGORIES = 4
"""0 none (unguided), 1 tops, 2 bottoms, 3 one-pieces."""


@dataclass(frozen=True)
class NetworkConfig:
    """The size of the network; the defaults are those of the published weights (972 million)."""

    width: int = 1280
    mixer_blocks: int = 4
    double_blocks: int = 8
    single_blocks: int = 16

    @classmethod
    def of_weights(cls, shapes: Mapping[str, tuple[int, ...]]) -> "NetworkConfig":
        """Read the size off the shapes of weights."""

        def count(prefix: str) -> int:
            return len({name.split(".")[1] for name in shapes if name.startswith(f"{prefix}.")})

        width = shapes["y_embedder.weight"][1]
        return cls(width, count("x_patch_mixer"), count("double_blocks"), count("single_blocks"))


@dataclass(frozen=True, eq=False)
class Condition:
    """What the network is told besides the noisy picture; everything (B, ...), pictures in [-1, 1].

    Attributes:
        person: (B, 3, height, width) the person to dress.
        person_pose: (B, 1, height, width) their skeleton, drawn.
        garment: (B, 3, height, width) the garment.
        garment_pose: (B, 1, height, width) the skeleton of whoever wears it, drawn.
        category: (B,) int64, see `CATEGORIES`.
    """

    person: Tensor
    person_pose: Tensor
    garment: Tensor
    garment_pose: Tensor
    category: Tensor

    def with_nothing(self) -> "Condition":
        """Twice the batch: as it is, then told nothing. Nothing is 0, the middle grey."""
        pairs = (torch.cat([part, torch.zeros_like(part)]) for part in vars(self).values())
        return Condition(*pairs)


class TryOnNetwork(nn.Module):
    """Predicts in which direction every pixel moves from noise to the dressed person."""

    def __init__(self, config: NetworkConfig = NetworkConfig()) -> None:
        super().__init__()
        width = config.width
        heads = width // HEAD
        self.t_embedder = _TimeEmbedder(width)
        self.y_embedder = nn.Embedding(CATEGORIES, width)
        self.x_embedder = _PatchEmbedder(3 + 3 + 1, width)
        self.garment_embedder = _PatchEmbedder(3 + 1, width)
        # Part of the published file, and of no use: it was needed in training.
        self.register_buffer("patch_mixer_token", torch.zeros(1, 1, 3 * PATCH**2))
        self.x_patch_mixer = nn.ModuleList(_SingleBlock(width, heads) for _ in range(config.mixer_blocks))
        self.double_blocks = nn.ModuleList(_DoubleBlock(width, heads) for _ in range(config.double_blocks))
        self.single_blocks = nn.ModuleList(_SingleBlock(width, heads) for _ in range(config.single_blocks))
        self.final_layer = _LastLayer(width)
        self._turns: dict[tuple[int, int, torch.device], tuple[Tensor, Tensor]] = {}

    def forward(self, noisy: Tensor, time: Tensor, condition: Condition) -> Tensor:
        """The direction of every pixel.

        Args:
            noisy: (B, 3, height, width), both multiples of 12.
            time: (B,) 0 where all is noise, 1 where the picture is finished.
            condition: What to paint.

        Returns:
            (B, 3, height, width).
        """
        rows, columns = noisy.shape[2] // PATCH, noisy.shape[3] // PATCH
        person = self.x_embedder(torch.cat([noisy, condition.person, condition.person_pose], dim=1))  # (B, N, D)
        garment = self.garment_embedder(torch.cat([condition.garment, condition.garment_pose], dim=1))  # (B, N, D)
        told = self.t_embedder(time) + self.y_embedder(condition.category)  # (B, D)

        one = self._rotations(rows, columns, noisy.device)
        both = (torch.cat([one[0], one[0]]), torch.cat([one[1], one[1]]))  # Garment and person lie on the same grid.
        for block in self.x_patch_mixer:
            person = block(person, told, one)
        for block in self.double_blocks:
            person, garment = block(person, garment, told, both)
        tokens = torch.cat([garment, person], dim=1)  # (B, 2N, D)
        for block in self.single_blocks:
            tokens = block(tokens, told, both)
        patches = self.final_layer(tokens[:, garment.shape[1] :], told)  # (B, N, 3 * 12 * 12)
        patches = patches.view(-1, rows, columns, 3, PATCH, PATCH)
        return patches.permute(0, 3, 1, 4, 2, 5).reshape(noisy.shape)

    def _rotations(self, rows: int, columns: int, device: torch.device) -> tuple[Tensor, Tensor]:
        """`rotations`, computed once: they are made on the processor, and a step should not wait for their way here."""
        grid = (rows, columns, device)
        if grid not in self._turns:
            self._turns[grid] = rotations(*grid)
        return self._turns[grid]


def rotations(rows: int, columns: int, device: torch.device) -> tuple[Tensor, Tensor]:
    """Cosines and sines by which the pairs of channels of each token are turned, (N, HEAD / 2) float32 each."""
    row, column = torch.meshgrid(torch.arange(rows), torch.arange(columns), indexing="ij")
    angles = []
    for place, channels in zip((torch.zeros_like(row), row, column), ROTARY, strict=True):
        # In float64, as the reference does it: positions times frequencies lose digits otherwise.
        speeds = ROTARY_BASE ** (-torch.arange(0, channels, 2, dtype=torch.float64) / channels)
        angles.append(place.flatten().double()[:, None] * speeds)
    turned = torch.cat(angles, dim=1)
    return turned.cos().float().to(device), turned.sin().float().to(device)


def attend(queries: Tensor, keys: Tensor, values: Tensor, turns: tuple[Tensor, Tensor]) -> Tensor:
    """Attention with rotary positions: (B, H, N, HEAD) three times -> (B, N, D)."""
    mixed = nnf.scaled_dot_product_attention(_turn(queries, turns), _turn(keys, turns), values)
    return mixed.transpose(1, 2).flatten(2)


def _turn(tokens: Tensor, turns: tuple[Tensor, Tensor]) -> Tensor:
    """Turn each pair of neighbouring channels by the angle of its token."""
    cosine, sine = turns
    even, odd = tokens.float().reshape(*tokens.shape[:-1], -1, 2).unbind(-1)
    turned = torch.stack([cosine * even - sine * odd, sine * even + cosine * odd], dim=-1)
    return turned.flatten(-2).to(tokens.dtype)


def _heads(joined: Tensor, heads: int) -> tuple[Tensor, Tensor, Tensor]:
    """(B, N, 3 * D) -> queries, keys, values (B, H, N, HEAD)."""
    queries, keys, values = joined.reshape(*joined.shape[:-1], 3, heads, HEAD).permute(2, 0, 3, 1, 4)
    return queries, keys, values


class _Scale(nn.Module):
    """Divides by the root of the mean square, then scales each channel."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(HEAD))

    def forward(self, tokens: Tensor) -> Tensor:
        full = tokens.float()
        full = full * torch.rsqrt(full.square().mean(-1, keepdim=True) + 1e-6)
        return full.to(tokens.dtype) * self.scale


class _QueryKeyNorm(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.query_norm = _Scale()
        self.key_norm = _Scale()


class _Attention(nn.Module):
    """The weights of one stream's attention; the attention itself joins two streams."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.norm = _QueryKeyNorm()
        self.proj = nn.Linear(width, width)

    def heads_of(self, tokens: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        queries, keys, values = _heads(self.qkv(tokens), self.heads)
        return self.norm.query_norm(queries), self.norm.key_norm(keys), values


class _Modulation(nn.Module):
    """What time and category do to a block: shifts, scales and gates, (B, 1, D) each."""

    def __init__(self, width: int, parts: int) -> None:
        super().__init__()
        self.parts = parts
        self.lin = nn.Linear(width, parts * width)

    def forward(self, told: Tensor) -> tuple[Tensor, ...]:
        return self.lin(nnf.silu(told))[:, None].chunk(self.parts, dim=-1)


def _modulate(tokens: Tensor, shift: Tensor, scale: Tensor) -> Tensor:
    return (1 + scale) * nnf.layer_norm(tokens, tokens.shape[-1:], eps=1e-6) + shift


def _mlp(width: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(approximate="tanh"), nn.Linear(4 * width, width))


class _DoubleBlock(nn.Module):
    """Person and garment keep weights of their own and attend to each other.

    "img" is the person, "txt" the garment: the published names come from a text-to-image network.
    """

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.img_mod = _Modulation(width, 6)
        self.img_attn = _Attention(width, heads)
        self.img_mlp = _mlp(width)
        self.txt_mod = _Modulation(width, 6)
        self.txt_attn = _Attention(width, heads)
        self.txt_mlp = _mlp(width)

    def forward(
        self, person: Tensor, garment: Tensor, told: Tensor, turns: tuple[Tensor, Tensor]
    ) -> tuple[Tensor, Tensor]:
        shift, scale, gate, *person_second = self.img_mod(told)
        garment_shift, garment_scale, garment_gate, *garment_second = self.txt_mod(told)
        ours = self.img_attn.heads_of(_modulate(person, shift, scale))
        theirs = self.txt_attn.heads_of(_modulate(garment, garment_shift, garment_scale))
        queries, keys, values = (torch.cat(pair, dim=2) for pair in zip(theirs, ours, strict=True))
        mixed = attend(queries, keys, values, turns)
        length = garment.shape[1]
        person = person + gate * self.img_attn.proj(mixed[:, length:])
        garment = garment + garment_gate * self.txt_attn.proj(mixed[:, :length])

        shift, scale, gate = person_second
        person = person + gate * self.img_mlp(_modulate(person, shift, scale))
        shift, scale, gate = garment_second
        garment = garment + gate * self.txt_mlp(_modulate(garment, shift, scale))
        return person, garment


class _SingleBlock(nn.Module):
    """Attention and the layers after it side by side, in two matrices."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.width = width
        self.linear1 = nn.Linear(width, (3 + 4) * width)
        self.linear2 = nn.Linear((1 + 4) * width, width)
        self.norm = _QueryKeyNorm()
        self.modulation = _Modulation(width, 3)

    def forward(self, tokens: Tensor, told: Tensor, turns: tuple[Tensor, Tensor]) -> Tensor:
        shift, scale, gate = self.modulation(told)
        joined, inner = self.linear1(_modulate(tokens, shift, scale)).split([3 * self.width, 4 * self.width], dim=-1)
        queries, keys, values = _heads(joined, self.heads)
        mixed = attend(self.norm.query_norm(queries), self.norm.key_norm(keys), values, turns)
        return tokens + gate * self.linear2(torch.cat([mixed, nnf.gelu(inner, approximate="tanh")], dim=-1))


class _LastLayer(nn.Module):
    """Tokens to the pixels of their patches."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.linear = nn.Linear(width, 3 * PATCH**2)
        self.adaLN_modulation = nn.Sequential(nn.SiLU(), nn.Linear(width, 2 * width))

    def forward(self, tokens: Tensor, told: Tensor) -> Tensor:
        shift, scale = self.adaLN_modulation(told)[:, None].chunk(2, dim=-1)
        return self.linear(_modulate(tokens, shift, scale))


class _PatchEmbedder(nn.Module):
    def __init__(self, channels: int, width: int) -> None:
        super().__init__()
        self.proj = nn.Conv2d(channels, width, PATCH, stride=PATCH)

    def forward(self, picture: Tensor) -> Tensor:
        return self.proj(picture).flatten(2).transpose(1, 2)


class _TimeEmbedder(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.mlp = nn.ModuleDict(
            {"in_layer": nn.Linear(TIME_CHANNELS, width), "out_layer": nn.Linear(width, width)}
        )  # fmt: skip

    def forward(self, time: Tensor) -> Tensor:
        steps = torch.arange(TIME_CHANNELS // 2, dtype=torch.float32, device=time.device)
        speeds = torch.exp(-torch.log(torch.tensor(TIME_PERIOD)) * steps / (TIME_CHANNELS // 2))
        # Scaled in the network's own numbers, which rounds, then waved in float32: as in training.
        angles = (TIME_SCALE * time).float()[:, None] * speeds
        waves = torch.cat([angles.cos(), angles.sin()], dim=-1).to(time.dtype)
        return self.mlp["out_layer"](nnf.silu(self.mlp["in_layer"](waves)))
