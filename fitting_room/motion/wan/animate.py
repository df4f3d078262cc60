"""Wan 2.2 Animate in memory: the stock pipeline of diffusers, one stretch of a clip at a time.

The stock pipeline makes all stretches before it gives anything back. Ours is called once for each, and told of the
frames before it: the same frames come out (a test compares), but they can be looked at, stopped and kept on the way.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as nnf
from diffusers import (
    FlowMatchEulerDiscreteScheduler,
    UniPCMultistepScheduler,
    WanAnimatePipeline,
    WanAnimateTransformer3DModel,
)
from PIL import Image
from safetensors import SafetensorError
from torch import Tensor
from transformers import CLIPVisionModel

from fitting_room.device import ModelNeeds, Plan
from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.tryon import Preset
from fitting_room.motion.wan.engine import ANIMATE, Manner, Show
from fitting_room.motion.wan.skeleton import draw_for_animate
from fitting_room.motion.wan.stretches import Stretch
from fitting_room.motion.wan.weights import (
    Place,
    damaged,
    needs_of,
    put,
    read_autoencoder,
    read_quick,
    read_transformer,
    words,
)

GUIDANCE = 1.0
"""Without: its makers say that more is for expressions only, and the driving face here has none."""
SHIFT = 5.0
"""Of the noise schedule, as published, with few steps and with many."""
PROMPT = "视频中的人在做动作"
"""What the published code says where nobody says anything ("the person in the video moves"): other words are not
advised, and what is to be seen is in the pictures."""
MEAN, SPREAD = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)
"""Of the pictures that CLIP was trained with."""


class StretchPipeline(WanAnimatePipeline):  # type: ignore[misc] # diffusers' classes are Any to mypy
    """The stock pipeline for one stretch, which begins with frames that are there.

    Attributes:
        before: (1, 3, T, H, W) in [-1, 1], the frames it begins with.
        seen: (1, N, D) what CLIP sees in the still.
    """

    before: Tensor
    seen: Tensor

    def encode_image(self, image: Image.Image, device: torch.device | None = None) -> Tensor:
        """What CLIP sees; it was asked before."""
        return self.seen.to(device or self._execution_device)

    def prepare_prev_segment_cond_latents(self, *_: Any, **named: Any) -> Tensor:
        """As in the stock pipeline where it is not at the first stretch."""
        named |= {"start_frame": 1, "prev_segment_cond_frames": self.before.shape[2]}
        return super().prepare_prev_segment_cond_latents(self.before.to(named["device"]), **named)


@dataclass(frozen=True, eq=False)
class AnimatePainter:
    """Makes a stretch with Wan 2.2 Animate.

    Attributes:
        pipeline: Without text encoder and CLIP.
        said: (1, N, D) the prompt.
        clip: Sees the still; it stays on the processor, which takes a second for one picture.
    """

    pipeline: StretchPipeline
    said: Tensor
    clip: Any

    def paint(self, stretch: Stretch, show: Show) -> list[RgbImage]:
        """As `Painter.paint`."""
        still, size = stretch.show.still(), stretch.show.size
        side = self.pipeline.transformer.config.motion_encoder_size

        def step_done(_: Any, done: int, __: Tensor, ___: dict[str, Tensor]) -> dict[str, Tensor]:
            show(done + 1, stretch.steps)
            return {}

        self.pipeline.before = _pixels(stretch.before)
        self.pipeline.seen = see(self.clip, still)
        made = self.pipeline(
            image=Image.fromarray(still),
            pose_video=[Image.fromarray(draw_for_animate(stretch.show.figure(pose), size)) for pose in stretch.poses],
            face_video=[Image.fromarray(stretch.show.face(pose, side)) for pose in stretch.poses],
            prompt_embeds=self.said.to(self.pipeline._execution_device),
            width=size[0],
            height=size[1],
            segment_frame_length=len(stretch.frames),
            prev_segment_conditioning_frames=len(stretch.before),
            num_inference_steps=stretch.steps,
            guidance_scale=GUIDANCE,
            generator=torch.Generator("cpu").manual_seed(stretch.seed),
            callback_on_step_end=step_done,
            output_type="np",
            **_kept_room(still, stretch.region, len(stretch.frames)),
        ).frames[0]
        return [np.round(frame * 255).astype(np.uint8) for frame in made]


def _kept_room(still: RgbImage, region: Mask | None, frames: int) -> dict[str, Any]:
    """The still's room, black where something is made, and that in white: Wan's "replace"; without, its "animate"."""
    if region is None:
        return {"mode": "animate"}
    room = Image.fromarray(np.where(region[..., None], 0, still).astype(np.uint8))
    mask = Image.fromarray(region.astype(np.uint8) * 255)
    return {"mode": "replace", "background_video": [room] * frames, "mask_video": [mask] * frames}


def see(clip: Any, still: RgbImage) -> Tensor:
    """(1, N, D) what CLIP sees in a picture, squeezed into its square as Wan's own code does, without cropping."""
    side = clip.config.image_size
    pixels = nnf.interpolate(_pixels((still,))[:, :, 0], (side, side), mode="bicubic") / 2 + 0.5
    mean, spread = (torch.tensor(levels).view(1, 3, 1, 1) for levels in (MEAN, SPREAD))
    with torch.inference_mode():
        seen = clip(pixel_values=((pixels - mean) / spread).to(clip.dtype), output_hidden_states=True)
    return seen.hidden_states[-2].clone()


def _pixels(frames: tuple[RgbImage, ...]) -> Tensor:
    """(1, 3, T, H, W) in [-1, 1]."""
    return torch.from_numpy(np.stack(frames)).permute(3, 0, 1, 2)[None].float() / 127.5 - 1


@dataclass(frozen=True)
class AnimateWeights:
    """A folder of weights, as published: as VACE's, and CLIP ("image_encoder").

    Attributes:
        folder: Where they lie.
        keep: Where it is kept what the text encoder made of our prompts.
        manner: What each preset makes.
        needs: Memory.
        few: The file with what the weights that need few steps add; None where they are not installed.
    """

    folder: Path
    keep: Path
    manner: Manner
    needs: ModelNeeds
    few: Path | None = None

    @property
    def quick(self) -> bool:
        """Whether few steps will do."""
        return self.few is not None

    @classmethod
    def look_into(cls, folder: Path, keep: Path, manner: Manner, few: Path | None = None) -> "AnimateWeights":
        """Read names and shapes.

        Raises:
            DamagedModel: They are not files of these networks.
        """
        try:
            needs = needs_of(folder, manner.paces[Preset.FINAL].area, manner.longest)
            file = None if few is None else next(few.rglob("*.safetensors"), None)
        except (SafetensorError, OSError, KeyError, ValueError) as error:
            raise damaged(manner.title, ANIMATE) from error
        return cls(folder, keep, manner, needs, file)

    def load(self, plan: Plan, place: Place) -> AnimatePainter:
        """As `Weights.load`. The text encoder comes and goes before the rest."""
        device = torch.device(place(plan.device))
        number = torch.bfloat16 if plan.short_numbers else torch.float32
        try:
            encoding = torch.device("cpu") if plan.offload else device
            said = words(self.folder, self.keep, [PROMPT], encoding, number)
            added = None if self.few is None else read_quick(self.few)
            transformer = read_transformer(WanAnimateTransformer3DModel, self.folder / "transformer", number, added)
            autoencoder = read_autoencoder(self.folder / "vae")
            clip = _clip(self.folder / "image_encoder")
            schedule = UniPCMultistepScheduler if self.few is None else FlowMatchEulerDiscreteScheduler
            shift = {"flow_shift": SHIFT} if self.few is None else {"shift": SHIFT}
            scheduler = schedule.from_config(schedule.load_config(self.folder / "scheduler") | shift)
        except (SafetensorError, OSError, KeyError, TypeError, ValueError) as error:
            raise damaged(self.manner.title, ANIMATE) from error
        for network in (transformer, autoencoder):
            put(network, plan, device)
        if plan.tiled:
            autoencoder.enable_tiling()
        pipeline = StretchPipeline(None, None, autoencoder, scheduler, None, None, transformer)
        pipeline.set_progress_bar_config(disable=True)
        return AnimatePainter(pipeline, said, clip)


def _clip(folder: Path) -> Any:
    opening: Any = CLIPVisionModel.from_pretrained
    clip, loaded = opening(
        folder, dtype=torch.float32, local_files_only=True, use_safetensors=True, output_loading_info=True
    )
    if loaded["missing_keys"] or loaded["mismatched_keys"]:
        raise ValueError("weights of CLIP are missing")
    return clip.eval()
