"""CatVTON as its authors run it, for comparison: stock diffusers networks and scheduler, one picture, no preview.

Written after what is known of the published pipeline (Zheng-Chong/CatVTON at 3b79536), not copied from it: processors
that skip the cross-attention, `DDIMScheduler` with eta 1, guidance by a doubled batch, latents of one generator.
The safety checker is left out, as their own call may. A test proves that it paints what our engine paints.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from diffusers import AutoencoderKL, DDIMScheduler, UNet2DConditionModel
from diffusers.image_processor import VaeImageProcessor
from diffusers.models.attention_processor import AttnProcessor2_0
from PIL import Image
from safetensors.torch import load_file
from torch import Tensor

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.engines.catvton.engine import Folders
from fitting_room.engines.catvton.network import attention_weights, self_attentions

GUIDANCE = 2.5
SCALE = 0.18215


class Skip(torch.nn.Module):
    """A processor of attention that does nothing."""

    def __call__(self, attn: object, hidden_states: Tensor, *_: object, **__: object) -> Tensor:
        """Give back what came."""
        return hidden_states


@dataclass(eq=False)
class Reference:
    """The networks in memory.

    Attributes:
        unet: Predicts noise.
        autoencoder: Pictures to latents and back.
        device: Where they work.
        kind: The length of their numbers; the authors' default is bf16.
    """

    unet: Any
    autoencoder: Any
    device: torch.device
    kind: torch.dtype

    @classmethod
    def load(cls, folders: Folders, device: torch.device, kind: torch.dtype) -> "Reference":
        """Load the same files as our engine."""
        unet = UNet2DConditionModel.from_pretrained(folders.unet)
        named = attention_weights(load_file(folders.attention / "model.safetensors"), self_attentions(unet))
        unet.load_state_dict(named, strict=False)
        processors = {name: Skip() if "attn2" in name else AttnProcessor2_0() for name in unet.attn_processors}
        unet.set_attn_processor(processors)
        autoencoder = AutoencoderKL.from_pretrained(folders.autoencoder)
        for network in (unet, autoencoder):
            network.to(device, kind).eval().requires_grad_(False)
        return cls(unet, autoencoder, device, kind)

    @torch.no_grad()
    def paint(self, person: RgbImage, garment: RgbImage, mask: Mask, seed: int, steps: int) -> RgbImage:
        """Dress a person.

        Args:
            person: RGB uint8 (H, W, 3).
            garment: The same, on white.
            mask: (H, W) bool.
            seed: Of the one generator.
            steps: How many.
        """
        chance = torch.Generator("cpu").manual_seed(seed)
        shown, worn = self._tensor(person), self._tensor(garment)
        hole = torch.from_numpy(mask.astype(np.float32))[None, None].to(self.device, self.kind)
        kept, cloth = self._latents(shown * (hole < 0.5), chance), self._latents(worn, chance)
        small = torch.nn.functional.interpolate(hole, size=kept.shape[-2:], mode="nearest")
        masks = torch.cat([torch.cat([small, torch.zeros_like(small)], dim=-2)] * 2)
        blank = torch.cat([kept, torch.zeros_like(cloth)], dim=-2)
        inputs = torch.cat([blank, torch.cat([kept, cloth], dim=-2)])

        scheduler = DDIMScheduler(
            beta_start=0.00085,
            beta_end=0.012,
            beta_schedule="scaled_linear",
            clip_sample=False,
            set_alpha_to_one=False,
            steps_offset=1,
        )
        scheduler.set_timesteps(steps, device=self.device)
        latents = torch.randn(blank.shape, generator=chance).to(self.device, self.kind)
        for time in scheduler.timesteps:
            doubled = scheduler.scale_model_input(torch.cat([latents] * 2), time)
            noise = self.unet(
                torch.cat([doubled, masks, inputs], dim=1), time, encoder_hidden_states=None, return_dict=False
            )[0]
            without, told = noise.chunk(2)
            noise = without + GUIDANCE * (told - without)
            latents = scheduler.step(noise, time, latents, eta=1.0, generator=chance).prev_sample
        upper = latents.split(latents.shape[-2] // 2, dim=-2)[0]
        decoded = self.autoencoder.decode(upper / SCALE).sample
        picture = (decoded / 2 + 0.5).clamp(0, 1).cpu().permute(0, 2, 3, 1).float().numpy()
        return np.asarray(VaeImageProcessor.numpy_to_pil(picture)[0])

    def _tensor(self, picture: RgbImage) -> Tensor:
        pixels = np.asarray(Image.fromarray(picture).convert("RGB"))
        return torch.from_numpy(pixels.transpose(2, 0, 1)[None] / 127.5 - 1).to(self.device, self.kind)

    def _latents(self, picture: Tensor, chance: torch.Generator) -> Tensor:
        spread = self.autoencoder.encode(picture).latent_dist
        latents: Tensor = spread.sample(generator=chance) * SCALE
        return latents
