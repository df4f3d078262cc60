"""How alike two pictures are to a network that knows pictures: the terms of VGG that try-on is trained with.

The weights are the user's: torchvision's files of VGG16 and VGG19 as they are published, in one folder. The five layers
that Zhang et al. learned for LPIPS (version 0.1) come with torchmetrics. Layers carry their published names; nothing is
downloaded, and nothing in a file is run.
"""

from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from fitting_room.domain.errors import DamagedModel, NotInstalled
from fitting_room.shelf.conversion import ENDINGS, read_checkpoint, shapes_of, what_differs

VGG16 = (64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512)
VGG19 = (64, 64, 0, 128, 128, 0, 256, 256, 256, 256, 0, 512, 512, 512, 512, 0, 512, 512, 512, 512)
"""Widths of the convolutions, each with a ReLU after it; 0 halves the picture."""
CONTENT = (1, 6, 11, 20, 29)
"""Places in VGG19, counted as torchvision does, of the first ReLU of every size."""
CONTENT_WEIGHTS = (1 / 32, 1 / 16, 1 / 8, 1 / 4, 1.0)
STYLE = (8, 17, 26, 31)
"""Those of relu2_2, relu3_4, relu4_4 and relu5_2."""
LEARNED = (3, 8, 15, 22, 29)
"""Those in VGG16 of the last ReLU of every size, which LPIPS compares."""
LEARNED_WIDTHS = (64, 128, 256, 512, 512)
ALEX = ((64, 11, 4, 2), (192, 5, 1, 2), (384, 3, 1, 1), (256, 3, 1, 1), (256, 3, 1, 1))
"""AlexNet's convolutions: width, kernel, stride, rim. The first two are halved before the next."""
ALEX_LEARNED, ALEX_WIDTHS = (1, 4, 7, 9, 11), (64, 192, 384, 256, 256)
SHIFT, SCALE = (-0.030, -0.088, -0.188), (0.458, 0.448, 0.450)
"""With which LPIPS takes pictures in [-1, 1] (Zhang et al. 2018, version 0.1)."""
NOTHING = 1e-10

LEARNED_FILES = {"vgg16": "functional/image/lpips_models/vgg.pth", "alexnet": "functional/image/lpips_models/alex.pth"}
"""Inside torchmetrics."""


class Features(nn.Module):
    """The convolutions of a VGG, under torchvision's names (`features.0.weight`)."""

    def __init__(self, widths: Iterable[int]) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        given = 3
        for width in widths:
            layers += [nn.Conv2d(given, width, 3, padding=1), nn.ReLU()] if width else [nn.MaxPool2d(2)]
            given = width or given
        self.features = nn.Sequential(*layers)

    def forward(self, picture: Tensor, places: Iterable[int]) -> list[Tensor]:
        """(B, 3, H, W) -> what stands after the layers that are asked for, in their order."""
        wanted, seen = sorted(places), []
        for number, layer in enumerate(self.features):
            picture = layer(picture)
            if number in wanted:
                seen.append(picture)
            if number == wanted[-1]:
                break
        return seen


class AlexFeatures(Features):
    """The convolutions of AlexNet, under torchvision's names."""

    def __init__(self) -> None:
        super().__init__(())
        layers: list[nn.Module] = []
        given = 3
        for number, (width, kernel, stride, rim) in enumerate(ALEX):
            layers += [nn.Conv2d(given, width, kernel, stride, rim), nn.ReLU()]
            layers += [nn.MaxPool2d(3, 2)] if number < 2 else []
            given = width
        self.features = nn.Sequential(*layers)


class LearnedLikeness(nn.Module):
    """LPIPS: 0 for equal pictures.

    Args:
        kind: "vgg16", by which networks are trained, or "alexnet", by which papers judge.
    """

    def __init__(self, kind: str = "vgg16") -> None:
        super().__init__()
        self.kind = kind
        self.net = Features(VGG16) if kind == "vgg16" else AlexFeatures()
        self._places = LEARNED if kind == "vgg16" else ALEX_LEARNED
        widths = LEARNED_WIDTHS if kind == "vgg16" else ALEX_WIDTHS
        self.lins = nn.ModuleList(nn.Conv2d(width, 1, 1, bias=False) for width in widths)

    def forward(self, first: Tensor, second: Tensor) -> Tensor:
        """(B, 3, H, W) twice, in [-1, 1] -> (B,)."""
        away = torch.zeros(len(first), device=first.device)
        shift, scale = (torch.tensor(each).to(first)[:, None, None] for each in (SHIFT, SCALE))
        both = [self.net((each - shift) / scale, self._places) for each in (first, second)]
        for layer, ours, theirs in zip(self.lins, *both, strict=True):
            apart = (_unit(ours) - _unit(theirs)).square()
            away = away + layer(apart).mean(dim=(1, 2, 3))
        return away


class ContentAndStyle(nn.Module):
    """VGG19's terms of DAFlow and its family: features that differ, and their correlations."""

    def __init__(self) -> None:
        super().__init__()
        self.net = Features(VGG19)

    def forward(self, first: Tensor, second: Tensor) -> tuple[Tensor, Tensor]:
        """(B, 3, H, W) twice, in [-1, 1], as the published code hands them over -> content, style: one number each."""
        both = [self.net(each, (*CONTENT, *STYLE)) for each in (first, second)]
        content = style = torch.zeros((), device=first.device)
        for place, ours, theirs in zip(sorted((*CONTENT, *STYLE)), *both, strict=True):
            if place in CONTENT:
                content = content + functional.l1_loss(ours, theirs)
            else:
                style = style + functional.l1_loss(_correlations(ours), _correlations(theirs))
        return content, style


class ContentAlone(nn.Module):
    """VGG19's features of all sizes, the coarse ones weighing most, as in pix2pixHD."""

    def __init__(self) -> None:
        super().__init__()
        self.net = Features(VGG19)

    def forward(self, ours: Tensor, truth: Tensor) -> Tensor:
        """(B, 3, H, W) twice, in [-1, 1] -> one number."""
        both = (self.net(ours, CONTENT), self.net(truth, CONTENT))
        apart = zip(CONTENT_WEIGHTS, *both, strict=True)
        return torch.stack([weight * functional.l1_loss(mine, theirs) for weight, mine, theirs in apart]).sum()


class Perception(nn.Module):
    """All terms of VGG together: LPIPS + 100 style + 0.1 content.

    Source: OFA-Sys/DAFlow `train_SDAFNet_viton.py`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.likeness = LearnedLikeness()
        self.content_and_style = ContentAndStyle()

    def forward(self, ours: Tensor, truth: Tensor) -> Tensor:
        """(B, 3, H, W) twice, in [-1, 1] -> one number."""
        content, style = self.content_and_style(ours, truth)
        out: Tensor = self.likeness(truth, ours).mean() + 100 * style + 0.1 * content
        return out


def read_perception(folder: Path) -> Perception:
    """The terms with torchvision's weights, whose files in the folder begin with `vgg16` and `vgg19`.

    Raises:
        NotInstalled: A file is not there.
        DamagedModel: A file is not what its name says.
    """
    made = Perception()
    _fill(made.likeness, folder)
    fill_features(made.content_and_style.net, find_weights(folder, "vgg19"))
    return made.eval().requires_grad_(False)


def read_content(folder: Path) -> ContentAlone:
    """VGG19 alone; as `read_perception`."""
    made = ContentAlone()
    fill_features(made.net, find_weights(folder, "vgg19"))
    return made.eval().requires_grad_(False)


def read_likeness(folder: Path, kind: str = "alexnet") -> LearnedLikeness:
    """LPIPS alone; as `read_perception`, from the file that begins with its network's name."""
    made = LearnedLikeness(kind)
    _fill(made, folder)
    return made.eval().requires_grad_(False)


def find_weights(folder: Path, name: str) -> Path:
    """The file in a folder whose name begins with a network's, such as `vgg16-397923af.pth`.

    Raises:
        NotInstalled: There is none.
    """
    found = sorted(path for path in folder.glob(f"{name}*") if path.suffix.lower() in ENDINGS)
    if not found:
        raise NotInstalled(
            f"In “{folder}” there is no file of {name}.",
            f"Put torchvision's weights of {name} there; docs/training.md says where they are published.",
        )
    return found[0]


def fill_features(features: nn.Module, path: Path) -> None:
    """Fill a network with the layers of torchvision's file that it has; its classifier is not looked at.

    Raises:
        DamagedModel: The file holds other weights.
    """
    read = {name: each for name, each in read_checkpoint(path).items() if name.startswith("features.")}
    fill(features, read, path)


def fill(network: nn.Module, tensors: Mapping[str, Tensor], path: Path) -> None:
    """Fill a network with exactly the weights it has.

    Raises:
        DamagedModel: The file holds others.
    """
    difference = what_differs(tensors, shapes_of(network))
    if difference:
        raise DamagedModel(
            f"“{path}” holds the weights of another network: {difference}.", "Use the file as its authors publish it."
        )
    network.load_state_dict(tensors)


def _fill(likeness: LearnedLikeness, folder: Path) -> None:
    fill_features(likeness.net, find_weights(folder, likeness.kind))
    place = find_spec("torchmetrics")
    if place is None or place.origin is None:
        raise NotInstalled("LPIPS needs torchmetrics.", "Install it with `pip install torchmetrics`.")
    path = Path(place.origin).parent / LEARNED_FILES[likeness.kind]
    # Published as lin0.model.1.weight and so on, behind a layer that only leaves out.
    read = read_checkpoint(path).items()
    fill(likeness.lins, {f"{name.split('.')[0].removeprefix('lin')}.weight": each for name, each in read}, path)


def _unit(features: Tensor) -> Tensor:
    return features / (features.square().sum(dim=1, keepdim=True).sqrt() + NOTHING)


def _correlations(features: Tensor) -> Tensor:
    count, channels, height, width = features.shape
    flat = features.reshape(count, channels, height * width)
    return torch.bmm(flat, flat.transpose(1, 2)) / (height * width * channels)
