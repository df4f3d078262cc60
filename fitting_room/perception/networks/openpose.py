"""OpenPose's networks, under the names of the published weights: for engines that were trained on its joints.

Their licence is non-commercial and their files are pickles, so none is on the shelf and nothing here loads one: whoever
has the weights brings them as tensors. The arithmetic is proven against reference vectors.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn

Activation = Callable[[int], nn.Module]


class Conv(NamedTuple):
    """A convolution that keeps the size of its picture.

    Attributes:
        name: In the published weights.
        inputs: Channels.
        outputs: Channels.
        kernel: Side.
    """

    name: str
    inputs: int
    outputs: int
    kernel: int = 3


POOL = "pool"

VGG: tuple[Conv | str, ...] = (
    Conv("conv1_1", 3, 64),
    Conv("conv1_2", 64, 64),
    POOL,
    Conv("conv2_1", 64, 128),
    Conv("conv2_2", 128, 128),
    POOL,
    Conv("conv3_1", 128, 256),
    Conv("conv3_2", 256, 256),
    Conv("conv3_3", 256, 256),
    Conv("conv3_4", 256, 256),
    POOL,
    Conv("conv4_1", 256, 512),
    Conv("conv4_2", 512, 512),
)
"""What all of them begin with."""
NARROWED = (Conv("conv4_3_CPM", 512, 256), Conv("conv4_4_CPM", 256, 128))
FEATURES = 128


class Body18(nn.Module):
    """18 joints and the background as heat maps, 19 limbs as fields of directions, at an eighth of the size.

    The port whose weights are in use has a ReLU after the last heat map, which the original has not; it is kept.
    """

    HEAT, FIELDS, STAGES = 19, 38, 6

    def __init__(self) -> None:
        super().__init__()
        self.model0 = _chain((*VGG, *NARROWED))
        for branch, outputs in (("1", self.FIELDS), ("2", self.HEAT)):
            first = [Conv(f"conv5_{n}_CPM_L{branch}", FEATURES, FEATURES) for n in (1, 2, 3)]
            first += [
                Conv(f"conv5_4_CPM_L{branch}", FEATURES, 512, 1),
                Conv(f"conv5_5_CPM_L{branch}", 512, outputs, 1),
            ]
            self.add_module(f"model1_{branch}", _chain(first, last=False))
            for stage in range(2, self.STAGES + 1):
                inputs = FEATURES + self.FIELDS + self.HEAT
                refined = _refinement(f"stage{stage}_L{branch}", inputs, outputs)
                self.add_module(f"model{stage}_{branch}", _chain(refined, last=stage == self.STAGES and branch == "2"))

    def forward(self, picture: Tensor) -> tuple[Tensor, Tensor]:
        """Look at pictures.

        Args:
            picture: (N, 3, H, W) blue, green, red as value / 256 - 0.5.

        Returns:
            (N, 38, H/8, W/8) fields, (N, 19, H/8, W/8) heat.
        """
        features = seen = self.model0(picture)
        for stage in range(1, self.STAGES + 1):
            fields, heat = (self.get_submodule(f"model{stage}_{branch}")(seen) for branch in "12")
            seen = torch.cat([fields, heat, features], dim=1)
        return fields, heat


class Hand(nn.Module):
    """21 points of a hand and the background as heat maps, at an eighth of the size."""

    HEAT, STAGES = 22, 6

    def __init__(self) -> None:
        super().__init__()
        deeper = (
            Conv("conv4_3", 512, 512),
            Conv("conv4_4", 512, 512),
            Conv("conv5_1", 512, 512),
            Conv("conv5_2", 512, 512),
            Conv("conv5_3_CPM", 512, FEATURES),
        )
        self.model1_0 = _chain((*VGG, *deeper))
        first = (Conv("conv6_1_CPM", FEATURES, 512, 1), Conv("conv6_2_CPM", 512, self.HEAT, 1))
        self.model1_1 = _chain(first, last=False)
        for stage in range(2, self.STAGES + 1):
            refined = _refinement(f"stage{stage}", FEATURES + self.HEAT, self.HEAT)
            self.add_module(f"model{stage}", _chain(refined, last=False))

    def forward(self, picture: Tensor) -> Tensor:
        """(N, 3, H, W) as for `Body18` -> (N, 22, H/8, W/8) heat."""
        features = self.model1_0(picture)
        heat = self.model1_1(features)
        for stage in range(2, self.STAGES + 1):
            heat = self.get_submodule(f"model{stage}")(torch.cat([heat, features], dim=1))
        return heat


class Body25(nn.Module):
    """25 joints and the background as heat maps, 26 limbs as fields of directions, at an eighth of the size.

    Fields are refined four times, then the heat twice, each time from features and what is known of both.
    """

    HEAT, FIELDS = 26, 52

    def __init__(self) -> None:
        super().__init__()
        learnt = _chain((VGG[-1], *NARROWED), activation=nn.PReLU, word="prelu", drop="conv")
        self.model0 = nn.Sequential(OrderedDict([*_chain(VGG[:-1]).named_children(), *learnt.named_children()]))
        self.models = nn.ModuleDict()
        known = FEATURES
        for stage, width, hidden in ((0, 96, 256), (1, 128, 512), (2, 128, 512), (3, 128, 512)):
            self.models.update(_dense_stage(f"stage{stage}_L2", known, width, hidden, self.FIELDS))
            known = FEATURES + self.FIELDS
        for stage, width, hidden in ((0, 96, 256), (1, 128, 512)):
            self.models.update(_dense_stage(f"stage{stage}_L1", known, width, hidden, self.HEAT))
            known += self.HEAT

    def forward(self, picture: Tensor) -> tuple[Tensor, Tensor]:
        """(N, 3, H, W) as for `Body18` -> (N, 26, H/8, W/8) heat, (N, 52, H/8, W/8) fields."""
        features = seen = self.model0(picture)
        for stage in range(4):
            fields = self._refined(f"stage{stage}_L2", seen)
            seen = torch.cat([features, fields], dim=1)
        heat = self._refined("stage0_L1", seen)
        heat = self._refined("stage1_L1", torch.cat([features, heat, fields], dim=1))
        return heat, fields

    def _refined(self, stage: str, seen: Tensor) -> Tensor:
        for number in range(1, 6):
            parts = []
            for layer in self.models[f"Mconv{number}_{stage}"].children():
                seen = layer(seen)
                parts.append(seen)
            seen = torch.cat(parts, dim=1)
        return self.models[f"Mconv6_7_{stage}"](seen)


def _relu(_: int) -> nn.Module:
    return nn.ReLU()


def _chain(
    layers: Sequence[Conv | str],
    last: bool = True,
    activation: Activation = _relu,
    word: str = "relu",
    drop: str = "",
) -> nn.Sequential:
    """Convolutions with an activation after each; `last` says whether after the last one too."""

    def named() -> Iterator[tuple[str, nn.Module]]:
        for number, layer in enumerate(layers):
            if isinstance(layer, str):
                yield f"{POOL}{number}", nn.MaxPool2d(2)
                continue
            yield layer.name, nn.Conv2d(layer.inputs, layer.outputs, layer.kernel, padding=layer.kernel // 2)
            if last or number < len(layers) - 1:
                yield word + (layer.name.replace(drop, "", 1) if drop else f"_{layer.name}"), activation(layer.outputs)

    return nn.Sequential(OrderedDict(named()))


def _refinement(stage: str, inputs: int, outputs: int) -> list[Conv]:
    """Five wide convolutions and two of single pixels."""
    wide = [Conv(f"Mconv{n}_{stage}", inputs if n == 1 else FEATURES, FEATURES, 7) for n in range(1, 6)]
    return [*wide, Conv(f"Mconv6_{stage}", FEATURES, FEATURES, 1), Conv(f"Mconv7_{stage}", FEATURES, outputs, 1)]


def _dense_stage(stage: str, inputs: int, width: int, hidden: int, outputs: int) -> dict[str, nn.Module]:
    """Five blocks of three convolutions whose outputs are all kept, and two convolutions of single pixels."""
    blocks: dict[str, nn.Module] = {}
    for number in range(1, 6):
        before = inputs if number == 1 else 3 * width
        layers = [
            _chain(
                (Conv(f"Mconv{number}_{stage}_{part}", before if part == 0 else width, width),),
                activation=nn.PReLU,
                word="Mprelu",
                drop="Mconv",
            )
            for part in range(3)
        ]
        blocks[f"Mconv{number}_{stage}"] = nn.Sequential(*layers)
    narrow = _chain((Conv(f"Mconv6_{stage}", 3 * width, hidden, 1),), activation=nn.PReLU, word="Mprelu", drop="Mconv")
    final = _chain((Conv(f"Mconv7_{stage}", hidden, outputs, 1),), last=False)
    blocks[f"Mconv6_7_{stage}"] = nn.Sequential(narrow, final)
    return blocks
