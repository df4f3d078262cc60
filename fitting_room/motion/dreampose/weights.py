"""Four files of weights -> DreamPose's networks on their device, as the memory plan says."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import CLIPVisionModel

from fitting_room.device import ModelNeeds, Plan
from fitting_room.engines.networks import convert, count_weights, let_wait
from fitting_room.motion.dreampose.network import (
    LATENT_CHANNELS,
    POSE_CHANNELS,
    Adapter,
    damaged,
    encoder_config,
    make_adapter,
    make_autoencoder,
    make_image_encoder,
    make_unet,
)
from fitting_room.motion.dreampose.painter import DreamPosePainter

UNET, ADAPTER, AUTOENCODER, ENCODER = (f"{name}.safetensors" for name in ("unet", "adapter", "vae", "clip"))
UNET_CONFIG: Mapping[str, Any] = {"cross_attention_dim": 768}
"""Stable Diffusion 1.4, as far as it is not what diffusers takes for granted."""
AUTOENCODER_CONFIG: Mapping[str, Any] = {
    "down_block_types": ("DownEncoderBlock2D",) * 4,
    "up_block_types": ("UpDecoderBlock2D",) * 4,
    "block_out_channels": (128, 256, 512, 512),
    "layers_per_block": 2,
}
LONG = 4
"""Bytes of a number at full length."""
WORK = 5e9
"""Bytes at full length for the three halves of a step at 512x640. A guess; not measured yet."""
WIDTH = 320
"""First width of the published UNet."""
PATIENCE = 50e6
"""Weights up to which a processor is waited for."""


@dataclass(frozen=True)
class Sizes:
    """How large the networks are; the published ones where nothing else is said."""

    unet: Mapping[str, Any]
    autoencoder: Mapping[str, Any]
    encoder_layers: int = 12


PUBLISHED = Sizes(UNET_CONFIG, AUTOENCODER_CONFIG)
NETWORKS: Mapping[str, Callable[[], nn.Module]] = {
    UNET: lambda: UNet2DConditionModel.from_config({**UNET_CONFIG, "in_channels": LATENT_CHANNELS + POSE_CHANNELS}),
    ADAPTER: Adapter,
    AUTOENCODER: lambda: AutoencoderKL.from_config(dict(AUTOENCODER_CONFIG)),
    ENCODER: lambda: CLIPVisionModel(encoder_config()),
}
"""By the files' names on the shelf."""

OLD_ATTENTION = {"query": "to_q", "key": "to_k", "value": "to_v", "proj_attn": "to_out.0"}
"""What the autoencoder's attention was called when Stable Diffusion 1.4 was published, and is now."""


def named(published: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The tensors of a published file under the names that they have here.

    Of CLIP only the half that sees; of the autoencoder the attention under its newer names.
    """
    sees = {name: tensor for name, tensor in published.items() if "vision_model." in name}
    if sees:
        return {
            name.split("vision_model.", 1)[1]: tensor
            for name, tensor in sees.items()
            if not name.endswith("position_ids")
        }
    pattern = re.compile(r"(mid_block\.attentions\.0\.)(query|key|value|proj_attn)\.")
    return {
        pattern.sub(lambda found: f"{found[1]}{OLD_ATTENTION[found[2]]}.", name): tensor
        for name, tensor in published.items()
    }


@dataclass(frozen=True)
class WeightsFiles:
    """What the files say of their networks before they are loaded.

    Attributes:
        folder: Where they lie.
        sizes: How large the networks are.
        needs: Memory.
    """

    folder: Path
    sizes: Sizes
    needs: ModelNeeds

    @classmethod
    def look_into(cls, folder: Path, sizes: Sizes = PUBLISHED) -> "WeightsFiles":
        """Read names and shapes.

        Raises:
            DamagedModel: They are not files of weights, or one is missing.
        """
        try:
            counts = count_weights(folder)
            if not all((folder / name).is_file() for name in NETWORKS):
                raise damaged()
        except (OSError, ValueError, KeyError) as error:
            raise damaged() from error
        total = sum(counts.values())
        width = sizes.unet.get("block_out_channels", (WIDTH,))[0]
        work = WORK * width / WIDTH
        largest = max((path.stat().st_size for path in folder.glob("*.safetensors")), default=0)
        needs = ModelNeeds(LONG * total, float(largest) / 2, work, patience=total <= PATIENCE, short=True)
        return cls(folder, sizes, needs)

    def load(self, plan: Plan, place: Callable[[str], str]) -> DreamPosePainter:
        """Bring the networks into memory as the plan says; `place` tells what torch calls a device.

        Raises:
            DamagedModel: The weights are not those of these networks.
        """
        device = torch.device(place(plan.device))
        try:
            unet, adapter, autoencoder, encoder = (load_file(self.folder / name) for name in NETWORKS)
        except (SafetensorError, OSError) as error:
            raise damaged() from error
        networks = (
            make_unet(self.sizes.unet, unet),
            make_adapter(adapter),
            make_autoencoder(self.sizes.autoencoder, autoencoder),
            make_image_encoder(encoder, self.sizes.encoder_layers),
        )
        kind = torch.bfloat16 if plan.short_numbers else torch.float32
        for network in networks:
            convert(network, kind)
            if plan.offload:
                let_wait((part for part in network.modules() if not list(part.children())), device)
            network.to(device)
        return DreamPosePainter(*networks, device, kind)
