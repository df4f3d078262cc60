"""klein in memory: what the stock pipelines are shown of a person and garments, and what is seen of them on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

import cv2
import numpy as np
import torch
import torch.nn.functional as nnf
from PIL import Image
from torch import Tensor

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.garment import Garment
from fitting_room.engines.framing import cut_out, place_garment
from fitting_room.engines.klein.prompts import Worn
from fitting_room.engines.painting import Frame, Show, Task
from fitting_room.engines.tensors import to_pixels

GUIDANCE = 1.0
"""The weights are distilled: they know no other. The stock pipelines begin with 4 and 8."""
STRENGTH = 1.0
"""Everything inside the mask is painted from noise."""
WHITE, LIGHT_GREY = 255, 190
"""What the cut-out garment lies on."""
PALE = 215.0
"""Mean level, of 255, from which a garment lies on grey: white cloth on white is reported to vanish."""
HIDDEN = 127
WIDER = 1 / 30
"""How much wider the mask is on a second try, as a share of the canvas's height."""
PATCH = 2
"""Pixels of latents along a token."""
TOKEN = 16
"""Pixels of the picture along a token: on the border of the mask a token holds old clothes and new."""
PREVIEW = 4
"""How much smaller the picture is shown on the way: decoding it costs a sixteenth then."""


@dataclass(frozen=True, eq=False)
class InpaintPainter:
    """Paints one garment at a time, inside the mask only, with `Flux2KleinInpaintPipeline`.

    Attributes:
        pipeline: The stock pipeline, without its text encoder.
        words: What is said to the network.
        remember: Whether the latents of a garment are kept as long as somebody keeps the garment.
        seen: They are here.
    """

    pipeline: Any
    words: Mapping[Worn, Tensor]
    remember: bool = True
    seen: WeakKeyDictionary[Garment, Tensor] = field(default_factory=WeakKeyDictionary)
    at_once: ClassVar[bool] = False

    def paint(self, task: Task, show: Show) -> tuple[RgbImage, ...]:
        """As `Painter.paint`; hiding the old clothes means painting them grey, and a wider mask."""
        mask = mask_for(task)
        return _watched(
            self.pipeline,
            self.words,
            task,
            show,
            image=[_shown(picture, mask, task) for picture in task.different_pictures],
            image_reference=self._reference(task),
            mask_image=Image.fromarray(_to_whole_tokens(mask).astype(np.uint8) * 255),
            strength=STRENGTH,
        )

    def _reference(self, task: Task) -> Tensor | Image.Image:
        """The garment, as a picture or as what the autoencoder made of it before: the pipeline takes both."""
        known = self.seen.get(task.garment)
        if known is not None:
            return known
        picture = reference(task.garment, task.placement.canvas)
        if not self.remember:
            return picture
        autoencoder = self.pipeline.vae
        pixels = self.pipeline.image_processor.preprocess(picture).to(
            self.pipeline._execution_device, autoencoder.dtype
        )
        with torch.no_grad():
            latents = nnf.pixel_unshuffle(autoencoder.encode(pixels).latent_dist.mode(), PATCH)
        self.seen[task.garment] = latents
        return latents


@dataclass(frozen=True, eq=False)
class EditPainter:
    """Edits the whole picture, all garments in one pass, with `Flux2KleinPipeline`.

    Attributes:
        pipeline: The stock pipeline, without its text encoder.
        words: What is said to the network.
    """

    pipeline: Any
    words: Mapping[Worn, Tensor]
    at_once: ClassVar[bool] = True

    def paint(self, task: Task, show: Show) -> tuple[RgbImage, ...]:
        """As `Painter.paint`; hiding the old clothes means painting them grey. All samples begin with one picture."""
        person = _shown(task.pictures[0], mask_for(task), task)
        garments = [reference(garment, task.placement.canvas) for garment in task.garments]
        return _watched(self.pipeline, self.words, task, show, image=[person, *garments])


def mask_for(task: Task) -> Mask:
    """(height, width) bool on the canvas: what is painted; wider where the old clothes stayed on."""
    mask = task.mask()
    if task.hidden:
        reach = 2 * round(WIDER * mask.shape[0]) + 1
        kept = task.placement.labels(task.agnostic.protect)
        mask = (cv2.dilate(mask.astype(np.uint8), np.ones((reach, reach), np.uint8)) > 0) & ~kept
    return mask


def reference(garment: Garment, canvas: tuple[int, int]) -> Image.Image:
    """The garment as the network sees it: cut out, on white, or on grey where it is nearly white itself."""
    cloth = garment.image[garment.matte > 0.5]
    ground = LIGHT_GREY if cloth.size and cloth.mean() > PALE else WHITE
    return Image.fromarray(cut_out(garment, place_garment(garment, canvas), ground, ground))


def start_noise(pipeline: Any, task: Task) -> Tensor:
    """(B, C, h, w) noise, a token to a pixel; each seed makes the same on every device, whatever it is batched with."""
    width, height = task.placement.canvas
    shape = (1, pipeline.transformer.config.in_channels, height // TOKEN, width // TOKEN)
    chances = (torch.Generator("cpu").manual_seed(seed) for seed in task.seeds)
    return torch.cat([torch.randn(shape, generator=chance) for chance in chances])


def _watched(
    pipeline: Any, words: Mapping[Worn, Tensor], task: Task, show: Show, **told: object
) -> tuple[RgbImage, ...]:
    """Let a stock pipeline paint, and be told of every step."""
    worn = tuple(garment.category for garment in task.garments)
    device = pipeline._execution_device
    said = words[worn].to(device).expand(len(task.seeds), -1, -1)
    noise = start_noise(pipeline, task).to(device, said.dtype)
    before = noise.flatten(2).transpose(1, 2)  # As the pipeline packs it: (B, N, C).

    def step_done(_: Any, done: int, __: Tensor, tensors: dict[str, Tensor]) -> dict[str, Tensor]:
        nonlocal before
        now, then = pipeline.scheduler.sigmas[done], pipeline.scheduler.sigmas[done + 1]
        after = tensors["latents"]
        # Along a straight line: where it ends, if the rest is as this step was.
        guess = after - then * (after - before) / (then - now)
        before = after
        if done + 1 < task.steps:
            show(Frame(done + 1, task.steps, lambda: rough_picture(pipeline, guess, noise.shape[2:])))
        return {}

    painted = pipeline(
        prompt_embeds=said,
        latents=noise,
        num_inference_steps=task.steps,
        guidance_scale=GUIDANCE,
        callback_on_step_end=step_done,
        output_type="np",
        **told,
    ).images
    pictures = tuple(np.round(picture * 255).astype(np.uint8) for picture in painted)
    show(Frame(task.steps, task.steps, lambda: pictures[0]))
    return pictures


def rough_picture(pipeline: Any, tokens: Tensor, grid: torch.Size) -> RgbImage:
    """(B, N, C) tokens -> the first picture, (H, W, 3) uint8 in blocks: made at a fraction of the size.

    Args:
        pipeline: Whose autoencoder decodes.
        tokens: As the pipeline packs them, row by row.
        grid: (rows, columns) of tokens.
    """
    autoencoder = pipeline.vae
    latents = tokens[:1].transpose(1, 2).reshape(1, -1, *grid).to(autoencoder.dtype)
    spread = torch.sqrt(autoencoder.bn.running_var + autoencoder.config.batch_norm_eps).view(1, -1, 1, 1)
    latents = latents * spread.to(latents) + autoencoder.bn.running_mean.view(1, -1, 1, 1).to(latents)
    small = nnf.avg_pool2d(nnf.pixel_shuffle(latents, PATCH), PREVIEW)
    with torch.no_grad():
        decoded = autoencoder.decode(small, return_dict=False)[0]
    return np.ascontiguousarray(to_pixels(decoded)[0].repeat(PREVIEW, axis=0).repeat(PREVIEW, axis=1))


def _shown(picture: RgbImage, mask: Mask, task: Task) -> Image.Image:
    """The person as the network sees them."""
    if task.hidden:
        picture = picture.copy()
        picture[mask] = HIDDEN
    return Image.fromarray(picture)


def _to_whole_tokens(mask: Mask) -> Mask:
    """The mask with every token it touches, and one more: what is painted too much is not put back."""
    reach = np.ones((2 * TOKEN + 1, 2 * TOKEN + 1), np.uint8)
    return np.asarray(cv2.dilate(mask.astype(np.uint8), reach) > 0)
