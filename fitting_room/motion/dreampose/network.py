"""The networks of DreamPose (ICCV 2023): a UNet that sees five poses, an adapter that joins two views of a photo.

UNet, autoencoder and image encoder are the stock ones of diffusers and transformers, under their published names.
"""

from collections.abc import Mapping
from typing import Any

import torch
import torch.nn.functional as nnf
from diffusers import AutoencoderKL, UNet2DConditionModel
from torch import Tensor, nn
from transformers import CLIPVisionConfig, CLIPVisionModel

from fitting_room.domain.errors import DamagedModel

POSES = 5
"""Consecutive poses that the network sees, the wanted one in the middle."""
POSE_CHANNELS = 2 * POSES
"""U and V of each."""
LATENT_CHANNELS = 4
TOKENS = 50
"""Of the image encoder: 7 x 7 patches and one for the whole."""
TOKEN_WIDTH = 768
LATENT_SIZE = (80, 64)
"""(height, width) of latents: the adapter knows no other size, so pictures are 640 x 512."""
PARALLEL = "module."
"""What training on several cards put before every name."""


class Adapter(nn.Module):
    """Joins the tokens of the image encoder with those of the autoencoder's latents.

    The latents' share starts at nothing, so that training begins with what the UNet knows.
    """

    def __init__(self) -> None:
        super().__init__()
        pooled = LATENT_SIZE[0] * LATENT_SIZE[1] // 4
        self.vae2clip = nn.Linear(pooled, TOKEN_WIDTH)
        self.linear1 = nn.Linear(TOKENS + LATENT_CHANNELS, TOKENS)
        with torch.no_grad():
            self.linear1.weight.copy_(torch.eye(TOKENS, TOKENS + LATENT_CHANNELS))

    def forward(self, tokens: Tensor, latents: Tensor) -> Tensor:
        """(B, 50, 768) tokens, (B, 4, 80, 64) latents -> (B, 50, 768) what the UNet attends to."""
        seen = self.vae2clip(nnf.max_pool2d(latents, 2).flatten(2))
        joined: Tensor = self.linear1(torch.cat([tokens, seen], dim=1).transpose(1, 2))
        return joined.transpose(1, 2)


def make_unet(config: Mapping[str, Any], weights: Mapping[str, Tensor]) -> UNet2DConditionModel:
    """The UNet with published weights, whose first layer knows the poses already.

    Args:
        config: Of Stable Diffusion 1.4; its number of channels is not looked at.
        weights: By name, with or without `module.`.

    Raises:
        DamagedModel: The weights are not exactly those of this network.
    """
    with torch.device("meta"):
        unet = UNet2DConditionModel.from_config({**config, "in_channels": LATENT_CHANNELS + POSE_CHANNELS})
    return _filled(unet, weights)


def make_adapter(weights: Mapping[str, Tensor]) -> Adapter:
    """The adapter with published weights.

    Raises:
        DamagedModel: The weights are not exactly those of this network.
    """
    with torch.device("meta"):
        adapter = Adapter()
    return _filled(adapter, weights)


def encoder_config(layers: int = 12) -> CLIPVisionConfig:
    """CLIP ViT-B/32's, with so many layers."""
    return CLIPVisionConfig(patch_size=32, num_hidden_layers=layers)


def make_autoencoder(config: Mapping[str, Any], weights: Mapping[str, Tensor]) -> AutoencoderKL:
    """The autoencoder of Stable Diffusion 1.4, perhaps tuned to one person.

    Raises:
        DamagedModel: The weights are not exactly those of this network.
    """
    with torch.device("meta"):
        autoencoder = AutoencoderKL.from_config(dict(config))
    return _filled(autoencoder, weights)


def make_image_encoder(weights: Mapping[str, Tensor], layers: int = 12) -> CLIPVisionModel:
    """CLIP ViT-B/32 with published weights (openai/clip-vit-base-patch32).

    Raises:
        DamagedModel: The weights are not exactly those of this network.
    """
    with torch.device("meta"):
        encoder = CLIPVisionModel(encoder_config(layers))
    wanted = encoder.state_dict()
    prefix = "" if any(name.startswith("vision_model.") for name in wanted) else "vision_model."
    # Newer releases of transformers know the same tensors without the prefix, and hold no list of places.
    named = {name.removeprefix(prefix): tensor for name, tensor in weights.items() if "position_ids" not in name}
    encoder = _filled(encoder, named)
    places = encoder.get_submodule("vision_model.embeddings" if not prefix else "embeddings")
    count = wanted[("vision_model." if not prefix else "") + "embeddings.position_embedding.weight"].shape[0]
    places.position_ids = torch.arange(count)[None]
    return encoder


def widened(unet: UNet2DConditionModel) -> UNet2DConditionModel:
    """The UNet of Stable Diffusion with room for the poses in its first layer, where training begins: all zeros."""
    first = unet.conv_in
    wider = nn.Conv2d(LATENT_CHANNELS + POSE_CHANNELS, first.out_channels, 3, padding=1)
    with torch.no_grad():
        wider.weight.zero_()
        wider.weight[:, :LATENT_CHANNELS] = first.weight
        wider.bias.copy_(first.bias)  # type: ignore[union-attr]
    unet.conv_in = wider
    unet.register_to_config(in_channels=LATENT_CHANNELS + POSE_CHANNELS)
    return unet


def _filled(network: Any, weights: Mapping[str, Tensor]) -> Any:
    named = {name.removeprefix(PARALLEL): tensor for name, tensor in weights.items()}
    try:
        network.load_state_dict(named, strict=True, assign=True)
    except RuntimeError as error:
        raise damaged() from error
    return network.eval().requires_grad_(False)


def damaged() -> DamagedModel:
    """What is said when files are not those they should be."""
    return DamagedModel(
        "The weights of “DreamPose” are damaged, or do not belong together.",
        "Repair them with `fitting-room models repair dreampose`.",
    )
