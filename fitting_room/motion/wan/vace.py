"""Wan 2.1 VACE in memory: the stock pipeline of diffusers, shown a skeleton where the person moves, and the room.

The composition is one that its makers publish: control inside the mask, what is kept outside of it, first frames kept
whole (`CompositionAnnotator` of ali-vilab/VACE, "repaint" with "control" and "extension" with "control").
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from diffusers import UniPCMultistepScheduler, WanVACEPipeline, WanVACETransformer3DModel
from PIL import Image
from safetensors import SafetensorError
from torch import Tensor

from fitting_room.device import ModelNeeds, Plan
from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.tryon import Preset
from fitting_room.motion.wan.engine import VACE, Manner, Show
from fitting_room.motion.wan.skeleton import draw_for_vace
from fitting_room.motion.wan.stretches import Stretch
from fitting_room.motion.wan.weights import (
    Place,
    damaged,
    needs_of,
    put,
    read_autoencoder,
    read_transformer,
    words,
)

GUIDANCE = 5.0
SHIFT = 3.0
"""Of the noise schedule: 3 is what diffusers' documentation advises for 480p."""
PROMPT = (
    "A person in a room moves in front of a camera that stands still. Face, hair, clothes, room and light stay exactly "
    "as in the reference picture. A sharp, natural photograph in motion, cloth that follows the body."
)
NOT_WANTED = (
    "overexposed, blurred details, subtitles, painting, still picture, grey, worst quality, JPEG artefacts, extra "
    "fingers, badly drawn hands, badly drawn face, deformed limbs, three legs, crowded background, moving camera"
)
"""Not tuned: no weights could be run."""
WHITE = 255


@dataclass(frozen=True, eq=False)
class VacePainter:
    """Makes a stretch with `WanVACEPipeline`.

    Attributes:
        pipeline: The stock pipeline, without its text encoder.
        said: (2, N, D) what is wanted and what is not.
    """

    pipeline: Any
    said: Tensor

    def paint(self, stretch: Stretch, show: Show) -> list[RgbImage]:
        """As `Painter.paint`."""
        still = stretch.show.still()
        height, width = still.shape[:2]
        video, masks = shown(stretch, still)
        said = self.said.to(self.pipeline._execution_device)

        def step_done(_: Any, done: int, __: Tensor, ___: dict[str, Tensor]) -> dict[str, Tensor]:
            show(done + 1, stretch.steps)
            return {}

        made = self.pipeline(
            prompt_embeds=said[:1],
            negative_prompt_embeds=said[1:],
            video=[Image.fromarray(frame) for frame in video],
            mask=[Image.fromarray(mask) for mask in masks],
            reference_images=[Image.fromarray(reference(stretch, still))],
            height=height,
            width=width,
            num_frames=len(video),
            num_inference_steps=stretch.steps,
            guidance_scale=GUIDANCE,
            generator=torch.Generator("cpu").manual_seed(stretch.seed),
            callback_on_step_end=step_done,
            output_type="np",
        ).frames[0]
        return [np.round(frame * 255).astype(np.uint8) for frame in made]


def shown(stretch: Stretch, still: RgbImage) -> tuple[list[RgbImage], list[RgbImage]]:
    """The control video, and in white what of it is to be made.

    Args:
        stretch: What to make.
        still: The look at the frames' size.
    """
    region = np.ones(still.shape[:2], np.bool_) if stretch.region is None else stretch.region
    inside = np.repeat(region[..., None], 3, -1)
    white = inside.astype(np.uint8) * WHITE
    video, masks = list(stretch.before), [np.zeros_like(white)] * len(stretch.before)
    for pose in stretch.poses[len(stretch.before) :]:
        drawing = draw_for_vace(stretch.show.figure(pose), stretch.show.size)
        video.append(np.where(inside, drawing, still))
        masks.append(white)
    return video, masks


def reference(stretch: Stretch, still: RgbImage) -> RgbImage:
    """The person alone, on white: what a subject's reference looks like in training."""
    matte = cv2.resize(stretch.show.look.matte, stretch.show.size, interpolation=cv2.INTER_AREA)[..., None]
    return np.asarray(np.rint(still * matte + WHITE * (1 - matte)), np.uint8)


@dataclass(frozen=True)
class VaceWeights:
    """A folder of weights, as published: transformer, autoencoder ("vae"), text encoder, tokenizer, scheduler.

    Attributes:
        folder: Where they lie.
        keep: Where it is kept what the text encoder made of our prompts.
        manner: What each preset makes.
        needs: Memory.
        quick: Few steps will never do: nobody published weights for that which are free for all.
    """

    folder: Path
    keep: Path
    manner: Manner
    needs: ModelNeeds
    quick: bool = False

    @classmethod
    def look_into(cls, folder: Path, keep: Path, manner: Manner) -> "VaceWeights":
        """Read names and shapes.

        Raises:
            DamagedModel: They are not files of these networks.
        """
        try:
            needs = needs_of(folder, manner.paces[Preset.FINAL].area, manner.longest)
        except (SafetensorError, OSError, KeyError, ValueError) as error:
            raise damaged(manner.title, VACE) from error
        return cls(folder, keep, manner, needs)

    def load(self, plan: Plan, place: Place) -> VacePainter:
        """As `Weights.load`. The text encoder comes and goes before the rest."""
        device = torch.device(place(plan.device))
        number = torch.bfloat16 if plan.short_numbers else torch.float32
        try:
            encoding = torch.device("cpu") if plan.offload else device
            said = words(self.folder, self.keep, [PROMPT, NOT_WANTED], encoding, number)
            transformer = read_transformer(WanVACETransformer3DModel, self.folder / "transformer", number)
            autoencoder = read_autoencoder(self.folder / "vae")
            scheduler = UniPCMultistepScheduler.from_pretrained(self.folder / "scheduler", flow_shift=SHIFT)
        except (SafetensorError, OSError, KeyError, TypeError, ValueError) as error:
            raise damaged(self.manner.title, VACE) from error
        for network in (transformer, autoencoder):
            put(network, plan, device)
        if plan.tiled:
            autoencoder.enable_tiling()
        pipeline = WanVACEPipeline(None, None, autoencoder, scheduler, transformer)
        pipeline.set_progress_bar_config(disable=True)
        return VacePainter(pipeline, said)
