"""VITON-HD's three networks, each trained by itself.

    segmentation   where each part will be: cross-entropy x 10, and a judge of parts (least squares)
    bending        the garment bent: L1 to the worn garment, and 0.04 x a bend that does not fold (second-order)
    picture        the picture: hinge loss of a judge, 10 x features alike, 10 x what VGG19 sees

Source: Choi et al., "VITON-HD" (CVPR 2021), its supplement for weights and step widths, and Yang et al., "ACGPN" (CVPR
2020) for the second-order constraint. Their training program is not published, so this is the paper's losses in code of
our own: what it says nothing about (layers of the judges, least squares for parts) follows pix2pixHD.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from fitting_room.domain.errors import NotInstalled
from fitting_room.engines.viton_hd import bending, generator, segmentation
from fitting_room.engines.viton_hd.bending import POINTS, SPAN, BendingNetwork, bend
from fitting_room.engines.viton_hd.generator import PictureNetwork
from fitting_room.engines.viton_hd.segmentation import PartsNetwork
from fitting_room.shelf.conversion import read_checkpoint
from fitting_room.studio.sheet import Tile
from fitting_room.training.course import Batch, Pace, Teacher
from fitting_room.training.daflow import to_picture
from fitting_room.training.discriminator import (
    Discriminator,
    features_apart,
    hinge_for_judge,
    hinge_for_painter,
    squares,
)
from fitting_room.training.perceptual import ContentAlone, fill

CROSS_ENTROPY, FOLDS, ALIKE, SEEN = 10.0, 0.04, 10.0, 10.0
"""Weights of the losses."""
NOISY = 0.16
"""Share of pixels that are 1 in the noise that the parts are made of."""
NOTHING = 1e-8
BETAS = {"segmentation": (0.5, 0.999), "bending": (0.5, 0.999), "picture": (0.0, 0.9)}
JUDGE = "judge"


class Part(StrEnum):
    """Which network learns."""

    SEGMENTATION = "segmentation"
    BENDING = "bending"
    PICTURE = "picture"


FILES = {Part.SEGMENTATION: "seg_final", Part.BENDING: "gmm_final", Part.PICTURE: "alias_final"}
"""The networks' names, which are those of the published files."""
RATES = {Part.SEGMENTATION: 4e-4, Part.BENDING: 2e-4, Part.PICTURE: 1e-4}
JUDGE_RATE = 4e-4
PACES = {
    Part.SEGMENTATION: Pace(batch=8, epochs=1, steps=200_000, save_every=2000, fades=0.5),
    Part.BENDING: Pace(batch=8, epochs=1, steps=50_000, save_every=2000, fades=0.5),
    Part.PICTURE: Pace(batch=4, epochs=1, steps=200_000, save_every=2000, fades=0.5),
}


@dataclass(frozen=True, eq=False)
class SegmentationCourse:
    """Where each part will be.

    Attributes:
        network: Learns.
        judge: Learns to tell real parts from made ones.
        rate: Step width.
    """

    network: PartsNetwork
    judge: Discriminator
    rate: float = RATES[Part.SEGMENTATION]

    @property
    def name(self) -> str:
        """Of recipe and part."""
        return f"viton-hd {Part.SEGMENTATION}"

    @property
    def networks(self) -> Mapping[str, nn.Module]:
        """Network and judge."""
        return {FILES[Part.SEGMENTATION]: self.network, JUDGE: self.judge}

    @property
    def helpers(self) -> Sequence[nn.Module]:
        """None."""
        return ()

    @property
    def teachers(self) -> Sequence[Teacher]:
        """Two who compete."""
        betas = BETAS[Part.SEGMENTATION]
        return (
            Teacher("parts", (FILES[Part.SEGMENTATION],), self.losses, self.rate, betas, decay=0),
            Teacher(JUDGE, (JUDGE,), self.judge_losses, JUDGE_RATE, betas, decay=0),
        )

    def losses(self, batch: Batch, chance: torch.Generator) -> dict[str, Tensor]:
        """Cross-entropy, and what the judge thinks."""
        shown, classes = _shown(batch, chance)
        likely = self.network(shown)
        judged = self.judge(torch.cat([shown, likely], dim=1))
        return {"entropy": CROSS_ENTROPY * _entropy(likely, classes), "parts": squares(judged, 1.0)}

    def judge_losses(self, batch: Batch, chance: torch.Generator) -> dict[str, Tensor]:
        """How well the judge tells them apart."""
        shown, classes = _shown(batch, chance)
        with torch.no_grad():
            likely = self.network(shown)
        real = functional.one_hot(classes, segmentation.PARTS).permute(0, 3, 1, 2).to(likely)
        seen = [self.judge(torch.cat([shown, each], dim=1)) for each in (real, likely)]
        return {"judge": squares(seen[0], 1.0) + squares(seen[1], 0.0)}

    def judged(self, batch: Batch, chance: torch.Generator) -> Tensor:
        """Cross-entropy alone."""
        shown, classes = _shown(batch, chance)
        return _entropy(self.network(shown), classes)

    def sheet(self, batch: Batch) -> list[Tile]:
        """The person, the garment, the parts that were made, and the true ones."""
        shown, classes = _shown(batch, torch.Generator().manual_seed(0))
        made = self.network(shown).argmax(dim=1)
        pictures = (_small(batch["agnostic"]), _small(batch["garment"]), _coloured(made), _coloured(classes))
        return _rows(("shown", "garment", "made", "truth"), *pictures)


@dataclass(frozen=True, eq=False)
class BendingCourse:
    """How the garment is bent.

    Attributes:
        network: Learns.
        rate: Step width.
    """

    network: BendingNetwork
    rate: float = RATES[Part.BENDING]

    @property
    def name(self) -> str:
        """Of recipe and part."""
        return f"viton-hd {Part.BENDING}"

    @property
    def networks(self) -> Mapping[str, nn.Module]:
        """One."""
        return {FILES[Part.BENDING]: self.network}

    @property
    def helpers(self) -> Sequence[nn.Module]:
        """None."""
        return ()

    @property
    def teachers(self) -> Sequence[Teacher]:
        """One."""
        name, betas = FILES[Part.BENDING], BETAS[Part.BENDING]
        return (Teacher("bent", (name,), self.losses, self.rate, betas, decay=0),)

    def losses(self, batch: Batch, chance: torch.Generator) -> dict[str, Tensor]:
        """L1 to the worn garment, and how much the spline folds."""
        shifts, places = _bends(self.network, batch, bending.SMALL)
        bent = bend(_small(batch["garment"]), places)
        return {"L1": functional.l1_loss(bent, _small(batch["worn"])), "folds": FOLDS * folding(shifts)}

    def judged(self, batch: Batch, chance: torch.Generator) -> Tensor:
        """L1 alone."""
        return self.losses(batch, chance)["L1"]

    def sheet(self, batch: Batch) -> list[Tile]:
        """The garment, bent, and as it is worn."""
        _, places = _bends(self.network, batch, bending.SMALL)
        garment = _small(batch["garment"])
        return _rows(("garment", "bent", "worn"), garment, bend(garment, places), _small(batch["worn"]))


@dataclass(frozen=True, eq=False)
class PictureCourse:
    """The picture, of parts that are known and a garment that was bent.

    Attributes:
        network: Learns.
        judge: Learns to tell photos from pictures that were made.
        bending: Has learned before.
        perception: What VGG19 sees, or None.
        rate: Step width.
    """

    network: PictureNetwork
    judge: Discriminator
    bending: BendingNetwork
    perception: ContentAlone | None
    rate: float = RATES[Part.PICTURE]

    @property
    def name(self) -> str:
        """Of recipe and part."""
        return f"viton-hd {Part.PICTURE}" + ("" if self.perception is not None else " without perception")

    @property
    def networks(self) -> Mapping[str, nn.Module]:
        """Network and judge."""
        return {FILES[Part.PICTURE]: self.network, JUDGE: self.judge}

    @property
    def helpers(self) -> Sequence[nn.Module]:
        """What bends the garment, and VGG19."""
        return (self.bending,) if self.perception is None else (self.bending, self.perception)

    @property
    def teachers(self) -> Sequence[Teacher]:
        """Two who compete; the judge takes larger steps."""
        betas = BETAS[Part.PICTURE]
        return (
            Teacher("picture", (FILES[Part.PICTURE],), self.losses, self.rate, betas, decay=0),
            Teacher(JUDGE, (JUDGE,), self.judge_losses, JUDGE_RATE, betas, decay=0),
        )

    def losses(self, batch: Batch, chance: torch.Generator) -> dict[str, Tensor]:
        """What the judge thinks, features alike, and what VGG19 sees."""
        made, known = self.painted(batch)
        judged = self.judge(torch.cat([known, made], dim=1))
        with torch.no_grad():
            real = self.judge(torch.cat([known, batch["person"]], dim=1))
        losses = {"hinge": hinge_for_painter(judged), "alike": ALIKE * features_apart(real, judged)}
        if self.perception is not None:
            losses["VGG"] = SEEN * self.perception(made, batch["person"])
        return losses

    def judge_losses(self, batch: Batch, chance: torch.Generator) -> dict[str, Tensor]:
        """How well the judge tells them apart."""
        with torch.no_grad():
            made, known = self.painted(batch)
        seen = [self.judge(torch.cat([known, each], dim=1)) for each in (batch["person"], made)]
        return {"judge": hinge_for_judge(*seen)}

    def judged(self, batch: Batch, chance: torch.Generator) -> Tensor:
        """How far the colours are from the photo's: a judge's opinion changes with the judge."""
        return functional.l1_loss(self.painted(batch)[0], batch["person"])

    def painted(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """The picture, and the parts by which it is judged: 7 of them, and where the garment does not reach."""
        with torch.no_grad():
            size = (batch["person"].shape[2], batch["person"].shape[3])
            _, places = _bends(self.bending, batch, size)
            bent = bend(batch["garment"], places)
            missing = (batch["upper"] - bend(batch["garment_mask"], places)).clamp(min=0)
        shown = torch.cat([batch["agnostic"], batch["pose"], bent], dim=1)
        return self.network(shown, batch["groups"], missing), torch.cat([batch["groups"], missing], dim=1)

    def sheet(self, batch: Batch) -> list[Tile]:
        """The garment, what is shown of the person, what became of it, and the truth."""
        made, _ = self.painted(batch)
        names = ("garment", "shown", "made", "truth")
        return _rows(names, batch["garment"], batch["agnostic"], made, batch["person"])


def folding(shifts: Tensor) -> Tensor:
    """Second-order differences of the spline's points: neighbours on both sides should be as far, in one direction.

    Args:
        shifts: (B, 50), 25 in x and 25 in y.
    """
    along = torch.linspace(-SPAN, SPAN, POINTS).to(shifts)
    still = torch.stack(torch.meshgrid(along, along, indexing="ij"), dim=0)
    moved = shifts.reshape(-1, 2, POINTS, POINTS) + still
    total = torch.zeros((), device=shifts.device)
    for grid in (moved, moved.transpose(2, 3)):
        before, after = grid[:, :, 1:-1] - grid[:, :, :-2], grid[:, :, 2:] - grid[:, :, 1:-1]
        lengths = [(each.square().sum(dim=1) + NOTHING).sqrt() for each in (before, after)]
        turned = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
        total = total + (lengths[0] - lengths[1]).abs().mean() + turned.abs().mean()
    return total


def make_course(
    part: Part, begin: Path | None, bent_by: Path | None, perception: ContentAlone | None, rate: float | None = None
) -> Any:
    """A part with weights to begin with, or with new ones.

    Args:
        part: Which network learns.
        begin: Its weights, or None for new ones.
        bent_by: Weights of the bending network, which the picture needs.
        perception: What VGG19 sees; the picture's alone.
        rate: Step width; the recipe's own where None.

    Raises:
        NotInstalled: The picture cannot be learned without a network that bends.
        DamagedModel: A file holds other weights.
    """
    rate = RATES[part] if rate is None else rate
    if part is Part.BENDING:
        return BendingCourse(_filled(BendingNetwork(), begin), rate)
    if part is Part.SEGMENTATION:
        judge = Discriminator(segmentation.INPUTS + segmentation.PARTS)
        return SegmentationCourse(_filled(PartsNetwork(), begin), judge, rate)
    if bent_by is None:
        raise NotInstalled(
            "The picture is learned with garments that the second part has bent.",
            "Train `--part bending` first, or have the published gmm_final, and name it with --bending.",
        )
    judge = Discriminator(generator.PARTS + 1 + 3)
    network = _filled(PictureNetwork(), begin)
    return PictureCourse(network, judge, _filled(BendingNetwork(), bent_by), perception, rate)


def _filled(network: Any, path: Path | None) -> Any:
    if path is not None:
        fill(network, read_checkpoint(path), path)
    return network


def _shown(batch: Batch, chance: torch.Generator) -> tuple[Tensor, Tensor]:
    """What the first network is shown, and the thirteen classes it should find, both small."""
    garment = batch["garment"] * batch["garment_mask"]
    small = [_small(each) for each in (batch["garment_mask"], garment, batch["parts"], batch["pose"])]
    noise = (torch.rand(len(garment), 1, *bending.SMALL, generator=chance) < NOISY).to(garment)
    classes = functional.interpolate(batch["classes"][:, None].float(), bending.SMALL, mode="nearest")
    return torch.cat([*small, noise], dim=1), classes[:, 0].long()


def _bends(network: BendingNetwork, batch: Batch, size: tuple[int, int]) -> tuple[Tensor, Tensor]:
    """Shifts and places for a garment of (height, width), as at test but with the true parts."""
    nearest = [
        functional.interpolate(batch[name], bending.SMALL, mode="nearest")
        for name in ("upper", "pose", "agnostic", "garment")
    ]
    found: tuple[Tensor, Tensor] = network(torch.cat(nearest[:3], dim=1), nearest[3], size)
    return found


def _entropy(likely: Tensor, classes: Tensor) -> Tensor:
    """Cross-entropy of parts that are each between 0 and 1, as shares of their sum."""
    shares = likely.float().clamp(min=NOTHING)
    return functional.nll_loss((shares / shares.sum(dim=1, keepdim=True)).log(), classes)


def _small(picture: Tensor) -> Tensor:
    return functional.interpolate(picture, bending.SMALL, mode="bilinear", align_corners=False)


def _coloured(classes: Tensor) -> Tensor:
    """(B, H, W) classes -> (B, 3, H, W) shades that can be told apart."""
    spread = torch.tensor(((37, 91, 53),), device=classes.device).T[None, :, :, None]
    return (classes[:, None] * spread % 256) / 127.5 - 1


def _rows(names: Sequence[str], *pictures: Tensor) -> list[Tile]:
    rows = zip(*pictures, strict=True)
    return [Tile(name, to_picture(each)) for row in rows for name, each in zip(names, row, strict=True)]
