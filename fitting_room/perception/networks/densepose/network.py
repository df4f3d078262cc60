"""DensePose R-CNN with a ResNet-50 and a feature pyramid, under the published names.

Pictures are blue, green and red, from 0 to 255, less their means, padded to multiples of 32.
"""

from collections import OrderedDict
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from fitting_room.perception.networks.densepose import boxes as geometry

CHANNELS = 256
"""Of every level of the pyramid."""
DEPTHS = (3, 4, 6, 3)
"""Blocks of the four stages of ResNet-50."""
ANCHOR_SIZES = (32, 64, 128, 256, 512)
STRIDES = (4, 8, 16, 32, 64)
"""Pixels of the picture for one of the features, levels 2 to 6."""
MOST_CANDIDATES, MOST_PROPOSALS = 1000, 1000
PROPOSAL_OVERLAP, PERSON_OVERLAP = 0.7, 0.5
PROPOSAL_WEIGHTS, PERSON_WEIGHTS = (1.0, 1.0, 1.0, 1.0), (10.0, 10.0, 5.0, 5.0)
BOX_BINS, SURFACE_BINS = 7, 28
SURFACES = 25
"""24 surfaces and the background."""


class Charts(NamedTuple):
    """What the network says of N boxes, at 112 x 112.

    Attributes:
        coarse: (N, 2, 112, 112) whether there is a body.
        fine: (N, 25, 112, 112) which surface.
        u: (N, 25, 112, 112) where on it, along.
        v: (N, 25, 112, 112) where on it, across.
    """

    coarse: Tensor
    fine: Tensor
    u: Tensor
    v: Tensor


class FrozenNorm(nn.Module):
    """A batch normalisation that learns no more."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        for name in ("weight", "bias", "running_mean", "running_var"):
            self.register_buffer(name, torch.ones(channels))

    def forward(self, seen: Tensor) -> Tensor:
        """(N, C, H, W) -> the same, normalised."""
        mean, spread = self.get_buffer("running_mean"), self.get_buffer("running_var")
        return functional.batch_norm(seen, mean, spread, self.get_buffer("weight"), self.get_buffer("bias"))


class NormedConv(nn.Conv2d):
    """A convolution without bias, and the normalisation after it."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int = 1) -> None:
        super().__init__(inputs, outputs, kernel, stride, kernel // 2, bias=False)
        self.norm = FrozenNorm(outputs)

    def forward(self, seen: Tensor) -> Tensor:
        """(N, C, H, W) -> (N, outputs, H / stride, W / stride)."""
        normed: Tensor = self.norm(super().forward(seen))
        return normed


class Bottleneck(nn.Module):
    """A block of ResNet; it steps in its first convolution, as the weights of that time do."""

    def __init__(self, inputs: int, middle: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.shortcut = NormedConv(inputs, outputs, 1, stride) if inputs != outputs else None
        self.conv1 = NormedConv(inputs, middle, 1, stride)
        self.conv2 = NormedConv(middle, middle, 3)
        self.conv3 = NormedConv(middle, outputs, 1)

    def forward(self, seen: Tensor) -> Tensor:
        """(N, C, H, W) -> (N, outputs, H / stride, W / stride)."""
        beside = seen if self.shortcut is None else self.shortcut(seen)
        seen = functional.relu(self.conv2(functional.relu(self.conv1(seen))))
        return functional.relu(self.conv3(seen) + beside)


class Pyramid(nn.Module):
    """ResNet-50 whose four stages are joined from the coarsest to the finest."""

    def __init__(self) -> None:
        super().__init__()
        stages: list[tuple[str, nn.Module]] = [("stem", nn.ModuleDict({"conv1": NormedConv(3, 64, 7, 2)}))]
        inputs = 64
        for number, depth in enumerate(DEPTHS):
            outputs = CHANNELS << number
            blocks = [
                Bottleneck(outputs if block else inputs, outputs // 4, outputs, 1 if block or number == 0 else 2)
                for block in range(depth)
            ]
            stages.append((f"res{number + 2}", nn.Sequential(*blocks)))
            self.add_module(f"fpn_lateral{number + 2}", nn.Conv2d(outputs, CHANNELS, 1))
            self.add_module(f"fpn_output{number + 2}", nn.Conv2d(CHANNELS, CHANNELS, 3, padding=1))
            inputs = outputs
        self.bottom_up = nn.ModuleDict(OrderedDict(stages))

    def forward(self, picture: Tensor) -> list[Tensor]:
        """(1, 3, H, W) -> levels 2 to 6, each (1, 256, H / stride, W / stride)."""
        seen = functional.relu(self.bottom_up.get_submodule("stem.conv1")(picture))
        seen = functional.max_pool2d(seen, 3, 2, 1)
        laterals = []
        for number in range(2, 6):
            seen = self.bottom_up[f"res{number}"](seen)
            laterals.append(self.get_submodule(f"fpn_lateral{number}")(seen))
        joined = laterals[-1]
        found = [self.get_submodule("fpn_output5")(joined)]
        for number in (4, 3, 2):
            joined = laterals[number - 2] + functional.interpolate(joined, scale_factor=2.0, mode="nearest")
            found.insert(0, self.get_submodule(f"fpn_output{number}")(joined))
        return [*found, functional.max_pool2d(found[-1], 1, 2)]


class Proposer(nn.Module):
    """Where something may be."""

    def __init__(self) -> None:
        super().__init__()
        shapes = len(geometry.SHAPES)
        self.rpn_head = nn.ModuleDict(
            {
                "conv": nn.Conv2d(CHANNELS, CHANNELS, 3, padding=1),
                "objectness_logits": nn.Conv2d(CHANNELS, shapes, 1),
                "anchor_deltas": nn.Conv2d(CHANNELS, 4 * shapes, 1),
            }
        )

    def forward(self, features: list[Tensor], size: tuple[int, int]) -> tuple[Tensor, Tensor]:
        """Levels of the pyramid of a picture of (height, width) -> (N, 4) boxes and (N,) logits, best first."""
        found, scores, groups = [], [], []
        for number, level in enumerate(features):
            seen = functional.relu(self.rpn_head["conv"](level))
            logits = self.rpn_head["objectness_logits"](seen)[0].permute(1, 2, 0).flatten()
            steps = self.rpn_head["anchor_deltas"](seen)[0]
            steps = steps.unflatten(0, (-1, 4)).permute(2, 3, 0, 1).reshape(-1, 4)
            grid = (level.shape[2], level.shape[3])
            places = geometry.anchors(ANCHOR_SIZES[number], STRIDES[number], grid, level.device)
            best, order = logits.topk(min(MOST_CANDIDATES, len(logits)))
            found.append(geometry.clipped(geometry.corrected(places[order], steps[order], PROPOSAL_WEIGHTS), size))
            scores.append(best)
            groups.append(torch.full_like(order, number))
        boxes, logits, levels = torch.cat(found), torch.cat(scores), torch.cat(groups)
        there = (boxes[:, 2:] > boxes[:, :2]).all(dim=1)
        boxes, logits, levels = boxes[there], logits[there], levels[there]
        kept = geometry.without_doubles(boxes, logits, levels, PROPOSAL_OVERLAP)[:MOST_PROPOSALS]
        return boxes[kept], logits[kept]


class Decoder(nn.Sequential):
    """Levels 2 to 5 summed up at the size of the finest."""

    def __init__(self) -> None:
        layers: list[tuple[str, nn.Module]] = []
        for number in range(2, 6):
            head: list[nn.Module] = []
            for _ in range(max(1, number - 2)):
                head.append(ReluConv(CHANNELS))
                if number > 2:
                    head.append(nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False))
            layers.append((f"p{number}", nn.Sequential(*head)))
        layers.append(("predictor", nn.Conv2d(CHANNELS, CHANNELS, 1)))
        super().__init__(OrderedDict(layers))

    def forward(self, features: list[Tensor]) -> Tensor:
        """Levels 2 to 5 -> (1, 256, H / 4, W / 4)."""
        *heads, predictor = self.children()
        summed = sum(head(level) for head, level in zip(heads, features, strict=True))
        answer: Tensor = predictor(summed)
        return answer


class ReluConv(nn.Conv2d):
    """A convolution that keeps its channels, and what is positive of it."""

    def __init__(self, channels: int) -> None:
        super().__init__(channels, channels, 3, padding=1)

    def forward(self, seen: Tensor) -> Tensor:
        """(N, C, H, W) -> the same shape."""
        return functional.relu(super().forward(seen))


class Heads(nn.Module):
    """What is in boxes: whether a person, where exactly, and which surfaces."""

    def __init__(self) -> None:
        super().__init__()
        wide = 1024
        self.box_head = nn.ModuleDict({"fc1": nn.Linear(CHANNELS * BOX_BINS**2, wide), "fc2": nn.Linear(wide, wide)})
        self.box_predictor = nn.ModuleDict({"cls_score": nn.Linear(wide, 2), "bbox_pred": nn.Linear(wide, 4)})
        self.decoder = Decoder()
        convs = [nn.Conv2d(CHANNELS if number == 1 else 512, 512, 3, padding=1) for number in range(1, 9)]
        self.densepose_head = nn.ModuleDict(
            {f"body_conv_fcn{number}": conv for number, conv in enumerate(convs, start=1)}
        )
        outputs = {"ann_index_lowres": 2, "index_uv_lowres": SURFACES, "u_lowres": SURFACES, "v_lowres": SURFACES}
        self.densepose_predictor = nn.ModuleDict(
            {name: nn.ConvTranspose2d(512, count, 4, 2, 1) for name, count in outputs.items()}
        )

    def box_features(self, features: list[Tensor], boxes: Tensor) -> Tensor:
        """(N, 256, 7, 7) of each box, from the level that suits its size."""
        found = features[0].new_zeros((len(boxes), CHANNELS, BOX_BINS, BOX_BINS))
        level = geometry.levels(boxes, 2, 5)
        for number in range(2, 6):
            these = level == number
            if these.any():
                scale = 1 / STRIDES[number - 2]
                found[these] = geometry.pooled(features[number - 2], boxes[these], scale, BOX_BINS)
        return found

    def judge(self, pooled: Tensor) -> tuple[Tensor, Tensor]:
        """(N, 256, 7, 7) -> (N, 2) logits of person and nothing, (N, 4) corrections."""
        seen = functional.relu(self.box_head["fc1"](pooled.flatten(1)))
        seen = functional.relu(self.box_head["fc2"](seen))
        return self.box_predictor["cls_score"](seen), self.box_predictor["bbox_pred"](seen)

    def charts(self, pooled: Tensor) -> Charts:
        """(N, 256, 28, 28) of the decoder -> charts."""
        for conv in self.densepose_head.values():
            pooled = functional.relu(conv(pooled))
        return Charts(
            *(
                functional.interpolate(layer(pooled), scale_factor=2, mode="bilinear", align_corners=False)
                for layer in self.densepose_predictor.values()
            )
        )


class DensePose(nn.Module):
    """The whole network."""

    def __init__(self) -> None:
        super().__init__()
        self.backbone = Pyramid()
        self.proposal_generator = Proposer()
        self.roi_heads = Heads()

    def people(self, features: list[Tensor], size: tuple[int, int], least: float, most: int) -> tuple[Tensor, Tensor]:
        """Boxes of people, surest first.

        Args:
            features: Levels of the pyramid.
            size: (height, width) of the picture without its padding.
            least: Probability from which something is a person.
            most: How many at most.

        Returns:
            (N, 4) boxes in pixels of the picture, (N,) probabilities.
        """
        proposals, _ = self.proposal_generator(features, size)
        logits, steps = self.roi_heads.judge(self.roi_heads.box_features(features, proposals))
        scores = logits.softmax(dim=1)[:, 0]
        boxes = geometry.clipped(geometry.corrected(proposals, steps, PERSON_WEIGHTS), size)
        sure = scores > least
        boxes, scores = boxes[sure], scores[sure]
        kept = geometry.without_doubles(boxes, scores, torch.zeros_like(scores), PERSON_OVERLAP)[:most]
        return boxes[kept], scores[kept]

    def charts(self, features: list[Tensor], boxes: Tensor) -> Charts:
        """What the network says of the surfaces in (N, 4) boxes."""
        decoded = self.roi_heads.decoder(features[:4])
        return self.roi_heads.charts(geometry.pooled(decoded, boxes, 1 / STRIDES[0], SURFACE_BINS))
