"""DreamPose in its two phases, the second in two halves.

    full      many people: UNet and adapter, 5e-6, batch 16; pose and photo left out at 5 %
    subject   one person, one or several pictures: UNet and adapter, 500 steps, 1e-5, random crops
    decoder   the same person: the autoencoder's decoder, 1500 steps, 5e-5, batch 4, four batches a step, random crops

Source: johannakarras/DreamPose `finetune-unet.py`, `finetune-vae.py`, and the paper (ICCV 2023) for the first phase.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from fitting_room.domain.errors import CannotTrain, DamagedModel, NotInstalled
from fitting_room.motion.dreampose import network as nets
from fitting_room.motion.dreampose.network import Adapter, damaged, widened
from fitting_room.motion.dreampose.objective import DROPOUT, Lesson, decoder_loss, noise_loss
from fitting_room.motion.dreampose.picture import SIDE
from fitting_room.motion.dreampose.sampler import LATENT_SCALE, Condition, sample
from fitting_room.shelf.conversion import ENDINGS, read_checkpoint
from fitting_room.studio.sheet import Tile
from fitting_room.training.course import Batch, Pace, Teacher
from fitting_room.training.daflow import to_picture
from fitting_room.training.perceptual import fill

UNET, ADAPTER, AUTOENCODER = "unet", "adapter", "vae"
CLIP = 1.0
"""Longest gradient, of the UNet alone, as published."""
SHEET_STEPS = 20
"""Of sampling for a sheet: a fifth of what a clip gets."""
PATCH = 8
"""Pixels of a latent's side."""


class Phase(StrEnum):
    """What is learned from whom."""

    FULL = "full"
    SUBJECT = "subject"
    DECODER = "decoder"


RATES = {Phase.FULL: 5e-6, Phase.SUBJECT: 1e-5, Phase.DECODER: 5e-5}
PACES = {
    Phase.FULL: Pace(batch=16, epochs=5, held_out=0.02, patience=3),
    Phase.SUBJECT: Pace(batch=1, epochs=1, steps=500),
    Phase.DECODER: Pace(batch=4, epochs=1, steps=1500, accumulation=4),
}
"""How many epochs the first phase lasted was not published; the authors' files are numbered up to 20."""


def canvas() -> tuple[int, int]:
    """(width, height) of pictures: the adapter knows one size only."""
    return nets.LATENT_SIZE[1] * PATCH, nets.LATENT_SIZE[0] * PATCH


@dataclass(frozen=True, eq=False)
class DreamposeCourse:
    """UNet and adapter learn to predict noise from a photo and poses.

    Attributes:
        unet: Learns.
        adapter: Learns.
        autoencoder: Makes latents of pictures.
        encoder: CLIP's image encoder.
        phase: The first or the second.
        rate: Step width.
    """

    unet: Any
    adapter: Adapter
    autoencoder: Any
    encoder: Any
    phase: Phase = Phase.FULL
    rate: float = RATES[Phase.FULL]

    @property
    def name(self) -> str:
        """Of recipe and phase."""
        return f"dreampose {self.phase}"

    @property
    def networks(self) -> Mapping[str, nn.Module]:
        """Two."""
        return {UNET: self.unet, ADAPTER: self.adapter}

    @property
    def helpers(self) -> Sequence[nn.Module]:
        """What turns pictures into what the UNet sees."""
        return (self.autoencoder, self.encoder)

    @property
    def teachers(self) -> Sequence[Teacher]:
        """One for both."""
        return (Teacher("noise", (UNET, ADAPTER), self.losses, self.rate, clip=CLIP, clipped=(UNET,)),)

    def losses(self, batch: Batch, chance: torch.Generator) -> dict[str, Tensor]:
        """The noise; in the first phase now and then without photo, poses or both."""
        lesson = self.lesson(batch, chance)
        if self.phase is Phase.FULL:
            lesson = lesson.thinned(chance, DROPOUT)
        return {"noise": noise_loss(self.unet, self.adapter, lesson, chance)}

    def judged(self, batch: Batch, chance: torch.Generator) -> Tensor:
        """The same, with everything shown."""
        return noise_loss(self.unet, self.adapter, self.lesson(batch, chance), chance)

    def lesson(self, batch: Batch, chance: torch.Generator) -> Lesson:
        """What the published losses are made of."""
        with torch.no_grad():
            return Lesson(
                latents=_latents(self.autoencoder, batch["frame"], chance) * LATENT_SCALE,
                poses=batch["poses"],
                tokens=self.encoder(batch["seen"]).last_hidden_state,
                photo=_latents(self.autoencoder, batch["photo"], chance) * LATENT_SCALE,
                no_tokens=self._nothing[0],
                no_photo=self._nothing[1],
            )

    @cached_property
    def _nothing(self) -> tuple[Tensor, Tensor]:
        """Tokens and latents of a black picture."""
        device = next(self.autoencoder.parameters()).device
        width, height = canvas()
        tokens = self.encoder(torch.zeros(1, 3, SIDE, SIDE, device=device)).last_hidden_state
        latents = self.autoencoder.encode(torch.zeros(1, 3, height, width, device=device)).latent_dist.mean
        return tokens.detach(), latents.detach() * LATENT_SCALE

    def sheet(self, batch: Batch) -> list[Tile]:
        """Photo, what was made of it, and the frame that was wanted."""
        chance = torch.Generator().manual_seed(0)
        lesson = self.lesson(batch, chance)
        nothing = self.adapter(lesson.no_tokens, lesson.no_photo).expand_as(lesson.tokens)
        condition = Condition(self.adapter(lesson.tokens, lesson.photo), nothing, lesson.poses)
        noise = torch.randn(lesson.latents[:1].shape, generator=chance).to(lesson.latents)
        *_, latents = sample(self.unet, lesson.photo, noise, condition, SHEET_STEPS)
        made = self.autoencoder.decode(latents / LATENT_SCALE, return_dict=False)[0]
        return _rows(("photo", "made", "wanted"), batch["photo"], made, batch["frame"])


@dataclass(frozen=True, eq=False)
class DecoderCourse:
    """The autoencoder's decoder learns to give back pictures of one person.

    Attributes:
        autoencoder: Its decoder learns.
        rate: Step width.
    """

    autoencoder: Any
    rate: float = RATES[Phase.DECODER]

    def __post_init__(self) -> None:
        self.autoencoder.requires_grad_(False)
        self.autoencoder.decoder.requires_grad_(True)

    @property
    def name(self) -> str:
        """Of recipe and phase."""
        return f"dreampose {Phase.DECODER}"

    @property
    def networks(self) -> Mapping[str, nn.Module]:
        """One."""
        return {AUTOENCODER: self.autoencoder}

    @property
    def helpers(self) -> Sequence[nn.Module]:
        """None."""
        return ()

    @property
    def teachers(self) -> Sequence[Teacher]:
        """One."""
        return (Teacher("picture", (AUTOENCODER,), self.losses, self.rate),)

    def losses(self, batch: Batch, chance: torch.Generator) -> dict[str, Tensor]:
        """The frame, there and back."""
        with torch.no_grad():
            latents = _latents(self.autoencoder, batch["frame"], chance)
        return {"picture": decoder_loss(self.autoencoder, latents, batch["frame"])}

    def judged(self, batch: Batch, chance: torch.Generator) -> Tensor:
        """The same."""
        return self.losses(batch, chance)["picture"]

    def sheet(self, batch: Batch) -> list[Tile]:
        """What comes back beside what went in."""
        latents = _latents(self.autoencoder, batch["frame"], torch.Generator().manual_seed(0))
        made = self.autoencoder.decode(latents, return_dict=False)[0]
        return _rows(("made", "wanted"), made, batch["frame"])


def make_course(
    phase: Phase, base: Path | None, encoder: Path | None, begin: Path | None, rate: float | None = None
) -> DreamposeCourse | DecoderCourse:
    """A phase with the weights of the files that people have.

    Args:
        phase: Which one.
        base: The folder of Stable Diffusion 1.4 as its authors publish it: `unet`, `vae`.
        encoder: The folder of CLIP ViT-B/32.
        begin: The folder of a phase before this one, or of the published weights: `unet`, `adapter`, `vae`.
        rate: Step width; the recipe's own where None.

    Raises:
        NotInstalled: A folder that is needed was not named, or is not there.
        CannotTrain: The second phase was asked for without the first.
        DamagedModel: Files are not those they should be.
    """
    from diffusers import AutoencoderKL, UNet2DConditionModel
    from transformers import CLIPVisionModel

    rate = RATES[phase] if rate is None else rate
    autoencoder = _published(AutoencoderKL, base, "--base", "Stable Diffusion 1.4", "vae")
    _fill_from(autoencoder, begin, AUTOENCODER)
    if phase is Phase.DECODER:
        return DecoderCourse(autoencoder, rate)
    if phase is Phase.SUBJECT and begin is None:
        raise CannotTrain("The second phase goes on from the first.", "Name the folder of its weights with --begin.")
    unet = widened(_published(UNet2DConditionModel, base, "--base", "Stable Diffusion 1.4", "unet"))
    unet.enable_gradient_checkpointing()
    adapter = Adapter()
    if begin is not None and not (_fill_from(unet, begin, UNET) and _fill_from(adapter, begin, ADAPTER)):
        raise NotInstalled(
            f"In “{begin}” there are no weights of UNet and adapter.", "Name the folder of the phase before this one."
        )
    seen = _published(CLIPVisionModel, encoder, "--encoder", "CLIP ViT-B/32", "")
    return DreamposeCourse(unet, adapter, autoencoder, seen, phase, rate)


def _published(kind: Any, folder: Path | None, option: str, title: str, part: str) -> Any:
    """A network in a folder as its authors publish it."""
    if folder is None or not (folder / part / "config.json").is_file():
        raise NotInstalled(
            f"The folder of {title} is needed, with “{Path(part, 'config.json')}” and the weights as safetensors.",
            f"Name it with {option}.",
        )
    try:
        return kind.from_pretrained(folder / part, local_files_only=True, use_safetensors=True)
    except (OSError, ValueError, RuntimeError) as error:
        raise DamagedModel(f"“{folder / part}” does not hold the weights of {title}.", "Fetch it again.") from error


def _fill_from(network: nn.Module, folder: Path | None, name: str) -> bool:
    """Fill a network from the newest of its files in a folder; returns whether there is one."""
    found = [] if folder is None else [each for each in folder.glob(f"{name}*") if each.suffix.lower() in ENDINGS]
    if not found:
        return False
    path = max(found, key=lambda each: each.stat().st_mtime)
    try:
        fill(network, read_checkpoint(path), path)
    except RuntimeError as error:
        raise damaged() from error
    return True


def _latents(autoencoder: Any, pictures: Tensor, chance: torch.Generator) -> Tensor:
    """(B, 3, H, W) in [-1, 1] -> latents, drawn as training does; not yet scaled."""
    spread = autoencoder.encode(pictures).latent_dist
    drawn: Tensor = spread.mean + spread.std * torch.randn(spread.mean.shape, generator=chance).to(spread.mean)
    return drawn


def _rows(names: Sequence[str], *pictures: Tensor) -> list[Tile]:
    rows = zip(*pictures, strict=True)
    return [Tile(name, to_picture(each)) for row in rows for name, each in zip(names, row, strict=True)]
