"""VITON-HD's third network: parts, person and bent garment -> the picture.

Layers carry the names of the published file, whose convolutions are stored with the vectors of spectral normalisation.
Where the bent garment does not reach, ALIAS normalisation keeps what it would have shown out of the statistics.
"""

from collections.abc import Callable, Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils import spectral_norm

WIDTH = 64
INPUTS, PARTS = 9, 7
HIDDEN = 128
SAMPLES = 16
"""Channels of each smaller copy of the picture."""
STEPS = 8
"""Sizes at which the picture is seen, each twice the one before."""
SLOPE = 0.2

Noise = Callable[[tuple[int, int, int, int]], Tensor]
"""Makes noise of a shape (B, W, H, 1), which is the order in which the published code draws it."""


class AlignmentNorm(nn.Module):
    """Normalises features by region, then scales and shifts them by what lies where."""

    def __init__(self, channels: int, parts: int) -> None:
        super().__init__()
        self.noise_scale = nn.Parameter(torch.zeros(channels))
        self.conv_shared = nn.Sequential(nn.Conv2d(parts, HIDDEN, 3, padding=1), nn.ReLU())
        self.conv_gamma = nn.Conv2d(HIDDEN, channels, 3, padding=1)
        self.conv_beta = nn.Conv2d(HIDDEN, channels, 3, padding=1)

    def forward(self, features: Tensor, parts: Tensor, missing: Tensor | None, noise: Noise) -> Tensor:
        """(B, C, H, W), parts (B, P, H, W), and where the garment does not reach, (B, 1, H, W), where that is told."""
        count, _, height, width = features.shape
        drawn = noise((count, width, height, 1)).to(features)
        features = features + (drawn * self.noise_scale).transpose(1, 3)
        if missing is None:
            normal = functional.instance_norm(features)
        else:
            normal = _region(features, missing.detach()) + _region(features, 1 - missing.detach())
        seen = self.conv_shared(parts)
        out: Tensor = normal * (1 + self.conv_gamma(seen)) + self.conv_beta(seen)
        return out


class AlignmentBlock(nn.Module):
    """Two convolutions after normalisation, added to what they were given."""

    def __init__(self, given: int, made: int, parts: int, folded: bool) -> None:
        super().__init__()
        middle = min(given, made)

        def conv(given: int, made: int, kernel: int, bias: bool = True) -> nn.Module:
            layer = nn.Conv2d(given, made, kernel, padding=kernel // 2, bias=bias)
            return layer if folded else spectral_norm(layer)

        self.conv_0 = conv(given, middle, 3)
        self.conv_1 = conv(middle, made, 3)
        self.norm_0 = AlignmentNorm(given, parts)
        self.norm_1 = AlignmentNorm(middle, parts)
        self.reshapes = given != made
        if self.reshapes:
            self.conv_s = conv(given, made, 1, bias=False)
            self.norm_s = AlignmentNorm(given, parts)

    def forward(self, features: Tensor, parts: Tensor, missing: Tensor | None, noise: Noise) -> Tensor:
        """As `AlignmentNorm`; parts and what is missing are brought to the features' size."""
        size = features.shape[2:]
        parts = functional.interpolate(parts, size=size, mode="nearest")
        if missing is not None:
            missing = functional.interpolate(missing, size=size, mode="nearest")
        kept = self.conv_s(self.norm_s(features, parts, missing, noise)) if self.reshapes else features
        added = self.conv_0(functional.leaky_relu(self.norm_0(features, parts, missing, noise), SLOPE))
        added = self.conv_1(functional.leaky_relu(self.norm_1(added, parts, missing, noise), SLOPE))
        out: Tensor = kept + added
        return out


class PictureNetwork(nn.Module):
    """The generator; height and width are multiples of 128, and not both 128.

    Args:
        width: Channels at full size.
        folded: Whether it takes weights from `folded`; else it takes those of the published file, as training does.
    """

    def __init__(self, width: int = WIDTH, folded: bool = False) -> None:
        super().__init__()

        def block(given: int, made: int, parts: int) -> AlignmentBlock:
            return AlignmentBlock(given, made, parts, folded)

        self.conv_0 = nn.Conv2d(INPUTS, 16 * width, 3, padding=1)
        for number in range(1, STEPS):
            self.add_module(f"conv_{number}", nn.Conv2d(INPUTS, SAMPLES, 3, padding=1))
        wide, told = 16 * width, PARTS + 1
        self.head_0 = block(wide, wide, told)
        self.G_middle_0 = block(wide + SAMPLES, wide, told)
        self.G_middle_1 = block(wide + SAMPLES, wide, told)
        self.up_0 = block(wide + SAMPLES, 8 * width, told)
        self.up_1 = block(8 * width + SAMPLES, 4 * width, told)
        self.up_2 = block(4 * width + SAMPLES, 2 * width, PARTS)
        self.up_3 = block(2 * width + SAMPLES, width, PARTS)
        self.up_4 = block(width + SAMPLES, width // 2, PARTS)
        self.conv_img = nn.Conv2d(width // 2, 3, 3, padding=1)

    def forward(self, shown: Tensor, parts: Tensor, missing: Tensor, noise: Noise = torch.randn) -> Tensor:
        """Paint.

        Args:
            shown: (B, 9, H, W) person without the old clothes, pose, bent garment, in [-1, 1].
            parts: (B, 7, H, W), one of them 1 at each pixel.
            missing: (B, 1, H, W) where the garment should be, but the bent one does not reach.
            noise: Where noise comes from: the published network draws it when it is used, too.

        Returns:
            (B, 3, H, W) in [-1, 1].
        """
        divided = torch.cat([parts[:, :2], parts[:, 2:3] - missing, parts[:, 3:], missing], dim=1)
        blocks = (
            self.head_0, self.G_middle_0, self.G_middle_1, self.up_0, self.up_1, self.up_2, self.up_3, self.up_4,
        )  # fmt: skip
        features = shown
        for number, block in enumerate(blocks):
            share = 2 ** (STEPS - 1 - number)
            size = (shown.shape[2] // share, shown.shape[3] // share)
            seen = self.get_submodule(f"conv_{number}")(functional.interpolate(shown, size=size, mode="nearest"))
            if number:
                larger = functional.interpolate(features, scale_factor=2, mode="nearest")
                seen = torch.cat([larger, seen], dim=1)
            # The last three blocks are not told what is missing.
            features = block(seen, divided, missing, noise) if number < 5 else block(seen, parts, None, noise)
        return torch.tanh(self.conv_img(functional.leaky_relu(features, SLOPE)))


def folded(published: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights without the vectors of spectral normalisation, which stay as they are when nobody trains.

    Raises:
        KeyError, RuntimeError: They are not those of a published file.
    """
    weights = {name: tensor for name, tensor in published.items() if not name.endswith(("_orig", "_u", "_v"))}
    for name in [name.removesuffix("_orig") for name in published if name.endswith("_orig")]:
        weight = published[f"{name}_orig"]
        left, right = published[f"{name}_u"], published[f"{name}_v"]
        weights[name] = weight / torch.dot(left, torch.mv(weight.flatten(1), right))
    return weights


def _region(features: Tensor, where: Tensor) -> Tensor:
    """Features normalised by the statistics of a region alone, 0 mean elsewhere."""
    inside = features * where
    count = where.sum(dim=(2, 3), keepdim=True)
    count = torch.where(count == 0, torch.ones_like(count), count)
    mean = inside.sum(dim=(2, 3), keepdim=True) / count
    normal = functional.instance_norm(inside + (1 - where) * mean)
    return normal * (count / (where.shape[2] * where.shape[3])).sqrt()
