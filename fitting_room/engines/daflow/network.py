"""DAFlow's network: person and garment -> the person in the garment, all in [-1, 1].

Layers carry the names of the published file. Facts of its weights that look odd, and are kept: flows are scaled as if
the corners of pictures were aligned, but sampled as if they were not; attention is not made to sum to one again after
it was enlarged; the refinement weighs the person's flows before the garment's, though it bends them the other way
round.

Source: Bai et al., "Single Stage Virtual Try-on via Deformable Attention Flows" (ECCV 2022).
"""

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTHS = (64, 128, 256, 256, 256)
"""Channels of the five levels, fine to coarse."""
PYRAMID = 256
LIGHT = 64
"""Channels of the space in which pictures are bent."""
HEADS = 6
PERSON_CHANNELS, GARMENT_CHANNELS = 6, 3
MULTIPLE = 32
"""Height and width are multiples of it."""


class Residual(nn.Module):
    """Two convolutions, added to what they were given."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.block = nn.Sequential(*_halved(channels, channels, 1), *_halved(channels, channels, 1))

    def forward(self, features: Tensor) -> Tensor:
        """(B, C, H, W) -> the same shape."""
        out: Tensor = self.block(features) + features
        return out


class Smaller(nn.Module):
    """One convolution that halves height and width."""

    def __init__(self, given: int, made: int) -> None:
        super().__init__()
        self.block = nn.Sequential(*_halved(given, made, 2))

    def forward(self, features: Tensor) -> Tensor:
        """(B, C, H, W) -> (B, made, H / 2, W / 2)."""
        out: Tensor = self.block(features)
        return out


class Encoder(nn.Module):
    """A picture -> features of five levels, fine to coarse."""

    def __init__(self, given: int) -> None:
        super().__init__()
        steps = zip((given, *WIDTHS), WIDTHS, strict=False)
        self.encoders = nn.ModuleList(
            nn.Sequential(Smaller(before, after), Residual(after), Residual(after)) for before, after in steps
        )

    def forward(self, picture: Tensor) -> list[Tensor]:
        """(B, C, H, W) -> (B, `WIDTHS`, H / 2, ...) and so on."""
        levels = []
        for encoder in self.encoders:
            picture = encoder(picture)
            levels.append(picture)
        return levels


class Pyramid(nn.Module):
    """Features of five levels, told what the coarser ones saw."""

    def __init__(self) -> None:
        super().__init__()
        self.adaptive = nn.ModuleList(nn.Conv2d(width, PYRAMID, 1) for width in reversed(WIDTHS))
        self.smooth = nn.ModuleList(nn.Conv2d(PYRAMID, PYRAMID, 3, padding=1) for _ in WIDTHS)

    def forward(self, levels: list[Tensor]) -> list[Tensor]:
        """Fine to coarse -> coarse to fine, all of `PYRAMID` channels."""
        made: list[Tensor] = []
        for adapt, smooth, level in zip(self.adaptive, self.smooth, reversed(levels), strict=True):
            features = adapt(level)
            if made:
                features = features + functional.interpolate(made[-1], scale_factor=2, mode="nearest")
            made.append(smooth(features))
        return made


class Estimator(nn.Module):
    """Two features -> flows and attention."""

    def __init__(self, made: int, kernel: int = 3) -> None:
        super().__init__()

        def conv(given: int, out: int, kernel: int) -> nn.Conv2d:
            return nn.Conv2d(given, out, kernel, padding=kernel // 2)

        self.layers = nn.Sequential(
            conv(2 * PYRAMID, 128, 3),
            nn.LeakyReLU(0.1),
            conv(128, 64, kernel),
            nn.LeakyReLU(0.1),
            conv(64, 32, kernel),
            nn.LeakyReLU(0.1),
            conv(32, made, kernel),
        )

    def forward(self, first: Tensor, second: Tensor) -> Tensor:
        """(B, `PYRAMID`, H, W) twice -> (B, made, H, W)."""
        out: Tensor = self.layers(torch.cat([first, second], dim=1))
        return out


@dataclass(frozen=True, eq=False)
class Bend:
    """How a picture is bent: by several flows, weighed at every pixel.

    Attributes:
        places: (B * heads, 2, H, W) where each pixel comes from, x and y in [-1, 1].
        weights: (B, heads, H, W).
    """

    places: Tensor
    weights: Tensor

    def apply(self, picture: Tensor) -> Tensor:
        """(B, C, H, W), of the flow's own size -> bent."""
        heads = self.weights.shape[1]
        bent = _sample(picture.repeat_interleave(heads, 0), self.places)
        bent = bent.reshape(picture.shape[0], heads, *picture.shape[1:])
        return (bent * self.weights[:, :, None]).sum(dim=1)

    def resized(self, size: tuple[int, int]) -> "Bend":
        """For pictures of (height, width)."""
        places, weights = (
            functional.interpolate(each, size, mode="bilinear", align_corners=False)
            for each in (self.places, self.weights)
        )
        return Bend(places, weights)

    def detached(self) -> "Bend":
        """The same without a way back for gradients into the flow."""
        return Bend(self.places.detach(), self.weights)


class Worn(NamedTuple):
    """What the network paints.

    Attributes:
        picture: (B, 3, H, W).
        levels: The same at the sizes of the five levels, coarse to fine; empty where nobody asked.
    """

    picture: Tensor
    levels: list[Tensor]


class Flows(nn.Module):
    """Features of both -> bends of both, from coarse to fine, and the picture."""

    def __init__(self, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.Self_MFEs = nn.ModuleList(Estimator(3 * heads, 7) for _ in WIDTHS)
        self.Cross_MFEs = nn.ModuleList(Estimator(3 * heads) for _ in WIDTHS)
        self.Refine_MFEs = nn.ModuleList(Estimator(6 * heads) for _ in WIDTHS)
        self.lights_decoder = nn.Sequential(
            nn.Conv2d(LIGHT, 32, 1), nn.LeakyReLU(0.1), nn.Conv2d(32, 3, 3, padding=1)
        )  # fmt: skip
        self.lights_encoder = nn.Sequential(
            nn.Conv2d(3, 32, 3, padding=1), nn.LeakyReLU(0.1), nn.Conv2d(32, LIGHT, 1)
        )  # fmt: skip

    def forward(
        self, garment: Tensor, person: Tensor, of_garment: list[Tensor], of_person: list[Tensor], every_level: bool
    ) -> Worn:
        """Bend and add.

        Args:
            garment: (B, 3, H, W).
            person: (B, 3, H, W), without the old clothes.
            of_garment: Its features, coarse to fine.
            of_person: The same of the person, who is seen with their pose.
            every_level: Whether the coarser pictures are wanted too.
        """
        cross: Bend | None = None
        own: Bend | None = None
        levels = []
        for number, (cloth, body) in enumerate(zip(of_garment, of_person, strict=True)):
            cross, own = self._refined(number, cloth, body, cross, own)
            if every_level:
                levels.append(self._paint(garment, person, cross, own))
        if cross is None or own is None:
            raise ValueError("at least one level is needed")
        size = (garment.shape[2], garment.shape[3])
        return Worn(self._paint(garment, person, cross.resized(size), own.resized(size)), levels)

    def _refined(
        self, number: int, cloth: Tensor, body: Tensor, cross: Bend | None, own: Bend | None
    ) -> tuple[Bend, Bend]:
        """The bends of garment and person after one level, for twice its size."""
        heads = self.heads
        bent_cloth = cloth if cross is None else cross.detached().apply(cloth)
        bent_body = body if own is None else own.detached().apply(body)
        cross = self._further(self.Cross_MFEs[number](bent_cloth, body), cross)
        bent_cloth = cross.apply(cloth)
        own = self._further(self.Self_MFEs[number](bent_cloth, bent_body), own)
        found = self.Refine_MFEs[number](bent_cloth, own.apply(body))
        flow_cross, flow_own, weights = found.split([2 * heads, 2 * heads, 2 * heads], dim=1)
        weights_own, weights_cross = weights.softmax(dim=1).chunk(2, dim=1)
        size = (2 * cloth.shape[2], 2 * cloth.shape[3])
        return (
            Bend(_sample(cross.places, _places(flow_cross)), weights_cross).resized(size),
            Bend(_sample(own.places, _places(flow_own)), weights_own).resized(size),
        )

    def _further(self, found: Tensor, before: Bend | None) -> Bend:
        """What an estimator found, on top of the bend before."""
        flow, weights = torch.split(found, [2 * self.heads, self.heads], dim=1)
        places = _places(flow)
        if before is not None:
            places = _sample(before.places, places)
        return Bend(places, weights.softmax(dim=1))

    def _paint(self, garment: Tensor, person: Tensor, cross: Bend, own: Bend) -> Tensor:
        """The picture at the size of the bends."""
        size = (cross.weights.shape[2], cross.weights.shape[3])

        def light(picture: Tensor) -> Tensor:
            if picture.shape[2:] != size:
                picture = functional.interpolate(picture, size, mode="bilinear", align_corners=False)
            made: Tensor = self.lights_encoder(picture)
            return made

        painted: Tensor = self.lights_decoder(cross.apply(light(garment)) + own.apply(light(person)))
        return painted


class DaflowNetwork(nn.Module):
    """The whole network, under the names of the published file."""

    def __init__(self, heads: int = HEADS) -> None:
        super().__init__()
        self.source_features = Encoder(GARMENT_CHANNELS)
        self.reference_features = Encoder(PERSON_CHANNELS)
        self.source_FPN = Pyramid()
        self.reference_FPN = Pyramid()
        self.dafnet = Flows(heads)

    def forward(self, pose: Tensor, person: Tensor, garment: Tensor, every_level: bool = False) -> Worn:
        """Dress the person.

        Args:
            pose: (B, 3, H, W) drawing of the joints, RGB in [-1, 1]; H and W multiples of `MULTIPLE`.
            person: (B, 3, H, W) without the old clothes.
            garment: (B, 3, H, W).
            every_level: Whether the coarser pictures are wanted too, as in training.
        """
        of_person = self.reference_FPN(self.reference_features(torch.cat([pose, person], dim=1)))
        of_garment = self.source_FPN(self.source_features(garment))
        worn: Worn = self.dafnet(garment, person, of_garment, of_person, every_level)
        return worn


def published_state(file: dict[str, Tensor]) -> dict[str, Tensor]:
    """The weights as the network names them; files written while training put "module." before each name."""
    return {name.removeprefix("module."): tensor for name, tensor in file.items()}


def _halved(given: int, made: int, stride: int) -> tuple[nn.Module, ...]:
    return nn.BatchNorm2d(given), nn.ReLU(), nn.Conv2d(given, made, 3, stride, 1, bias=False)


def _places(flow: Tensor) -> Tensor:
    """(B, 2 * heads, H, W) flows in pixels, x before y -> (B * heads, 2, H, W) places in [-1, 1]."""
    height, width = flow.shape[2:]
    flow = flow.reshape(-1, 2, height, width)
    columns = torch.arange(width, device=flow.device, dtype=flow.dtype)[None, :]
    rows = torch.arange(height, device=flow.device, dtype=flow.dtype)[:, None]
    across = (flow[:, 0] + columns) / ((width - 1) / 2) - 1
    down = (flow[:, 1] + rows) / ((height - 1) / 2) - 1
    return torch.stack([across, down], dim=1)


def _sample(picture: Tensor, places: Tensor) -> Tensor:
    """(B, C, H, W) at (B, 2, h, w) places; what lies outside repeats the rim."""
    return functional.grid_sample(
        picture, places.permute(0, 2, 3, 1), mode="bilinear", padding_mode="border", align_corners=False
    )
