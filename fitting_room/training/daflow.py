"""DAFlow, fine-tuned: ten epochs of AdamW on tops, bottoms, dresses, or all of them.

Loss, per level n = 0..4 from coarse to fine: (n + 1) x [L1 + LPIPS + 100 style + 0.1 content]; for the terms of VGG the
coarsest level is enlarged twofold, because VGG halves it five times. Half of the lessons are mirrored.

Source: OFA-Sys/DAFlow `train_SDAFNet_viton.py` (loss, AdamW 5e-5, batch 8); the epochs are those of the fine-tuning on
Dress Code that this project grew from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from fitting_room.domain.arrays import RgbImage
from fitting_room.engines.daflow.network import MULTIPLE, DaflowNetwork
from fitting_room.perception.classic import daflow as maps
from fitting_room.shelf.conversion import read_checkpoint
from fitting_room.studio.sheet import Tile
from fitting_room.training.course import Batch, Pace, Teacher
from fitting_room.training.data_sets import Entry
from fitting_room.training.looks import Look, read_look
from fitting_room.training.perceptual import Perception, fill

NETWORK = "daflow"
RATE, BATCH, EPOCHS, PATIENCE = 5e-5, 8, 10, 3
HELD_OUT = 0.05
SIZE = (192, 256)
"""(width, height); the Dress Code fine-tuning used twice as much."""


def pace() -> Pace:
    """The recipe's own."""
    return Pace(BATCH, EPOCHS, held_out=HELD_OUT, patience=PATIENCE)


def make_network(begin: Path | None = None) -> DaflowNetwork:
    """A network to train, with the weights of a file or with new ones.

    Raises:
        DamagedModel: The file holds other weights.
    """
    network = DaflowNetwork()
    if begin is not None:
        fill(network, read_checkpoint(begin), begin)
    return network


@dataclass(frozen=True)
class DaflowLessons:
    """What DAFlow learns from.

    Attributes:
        entries: Who wears what.
        size: (width, height) of the canvas, multiples of 32.
        mirror: Whether half of the lessons are mirrored.
    """

    entries: Sequence[Entry]
    size: tuple[int, int] = SIZE
    mirror: bool = True

    def __post_init__(self) -> None:
        if self.size[0] % MULTIPLE or self.size[1] % MULTIPLE:
            raise ValueError(f"width and height are multiples of {MULTIPLE}")

    def __len__(self) -> int:
        return len(self.entries)

    def __getitem__(self, asked: tuple[int, int]) -> Mapping[str, Tensor]:
        """The lesson: person, pose, agnostic and garment, each (3, H, W) in [-1, 1]."""
        number, seed = asked
        look = read_look(self.entries[number], self.size)
        shown = {name: to_tensor(picture) for name, picture in pictures_of(look).items()}
        if self.mirror and np.random.default_rng(seed).random() < 0.5:
            return {name: picture.flip(2) for name, picture in shown.items()}
        return shown


def pictures_of(look: Look) -> dict[str, RgbImage]:
    """What the network is shown, and what it should paint."""
    hidden = maps.agnostic_mask(look.category, look.labels, look.points, look.surfaces)
    return {
        "person": look.person,
        "pose": maps.skeleton(look.points, (look.person.shape[0], look.person.shape[1])),
        "agnostic": maps.agnostic_image(look.person, hidden),
        "garment": look.garment,
    }


@dataclass(frozen=True, eq=False)
class DaflowCourse:
    """What DAFlow is trained to.

    Attributes:
        network: Learns.
        perception: The terms of VGG, or None for L1 alone.
        rate: Step width.
        clip: Longest gradient; the published recipe has no limit.
    """

    network: DaflowNetwork = field(default_factory=DaflowNetwork)
    perception: Perception | None = None
    rate: float = RATE
    clip: float | None = None

    @property
    def name(self) -> str:
        """Of the recipe; another one without the terms of VGG."""
        return "daflow" if self.perception is not None else "daflow without perception"

    @property
    def networks(self) -> Mapping[str, nn.Module]:
        """One."""
        return {NETWORK: self.network}

    @property
    def helpers(self) -> Sequence[nn.Module]:
        """The terms of VGG."""
        return () if self.perception is None else (self.perception,)

    @property
    def teachers(self) -> Sequence[Teacher]:
        """One."""
        return (Teacher("daflow", (NETWORK,), self.losses, self.rate, clip=self.clip),)

    def losses(self, batch: Batch, chance: torch.Generator) -> dict[str, Tensor]:
        """The sum over the levels of each term."""
        worn = self.network(batch["pose"], batch["agnostic"], batch["garment"], every_level=True)
        plain = seen = torch.zeros((), device=worn.picture.device)
        for number, level in enumerate(worn.levels):
            share = 0.5 ** (len(worn.levels) - 1 - number)
            truth = functional.interpolate(batch["person"], scale_factor=share, mode="bilinear", align_corners=False)
            plain = plain + (number + 1) * functional.l1_loss(level, truth)
            if self.perception is not None:
                if number == 0:
                    level, truth = _doubled(level), _doubled(truth)
                seen = seen + (number + 1) * self.perception(level, truth)
        return {"L1": plain} if self.perception is None else {"L1": plain, "VGG": seen}

    def judged(self, batch: Batch, chance: torch.Generator) -> Tensor:
        """The same loss."""
        return torch.stack(list(self.losses(batch, chance).values())).sum()

    def sheet(self, batch: Batch) -> list[Tile]:
        """Garment, what is shown of the person, what became of it, and the truth."""
        worn = self.network(batch["pose"], batch["agnostic"], batch["garment"]).picture
        rows = zip(batch["garment"], batch["agnostic"], worn, batch["person"], strict=True)
        names = ("garment", "shown", "made", "truth")
        return [Tile(name, to_picture(each)) for row in rows for name, each in zip(names, row, strict=True)]


def to_tensor(picture: RgbImage) -> Tensor:
    """(H, W, 3) uint8 -> (3, H, W) in [-1, 1]."""
    return torch.from_numpy(np.ascontiguousarray(picture.transpose(2, 0, 1))).float() / 127.5 - 1


def to_picture(tensor: Tensor) -> RgbImage:
    """(3, H, W) in [-1, 1] -> (H, W, 3) uint8."""
    values = tensor.detach().float().cpu().clamp(-1, 1).permute(1, 2, 0).numpy()
    return np.rint((values + 1) * 127.5).astype(np.uint8)


def _doubled(picture: Tensor) -> Tensor:
    return functional.interpolate(picture, scale_factor=2, mode="bilinear", align_corners=False)
