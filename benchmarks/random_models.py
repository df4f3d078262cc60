"""Models of random numbers, laid out as the shelf lays out the published ones, at full size or tiny.

Time and memory do not depend on what the numbers are; tiny ones run anywhere. At full size they are written in bf16, as
most are published; they take 2 to 16 GB of disk.
"""

import logging
from pathlib import Path
from typing import Any

import torch
from diffusers import (
    AutoencoderKL,
    AutoencoderKLFlux2,
    FlowMatchEulerDiscreteScheduler,
    Flux2Transformer2DModel,
    UNet2DConditionModel,
)
from safetensors.torch import save_file
from tokenizers.pre_tokenizers import ByteLevel
from transformers import Qwen2TokenizerFast, Qwen3Config, Qwen3ForCausalLM

from fitting_room.engines.catvton.engine import CANVAS as CATVTON_CANVAS
from fitting_room.engines.catvton.engine import Folders
from fitting_room.engines.catvton.network import MEMBERS, STRIDES, self_attentions
from fitting_room.engines.fashn.network import NetworkConfig, TryOnNetwork
from fitting_room.engines.fashn.weights import CANVAS as FASHN_CANVAS
from fitting_room.engines.klein.engine import CANVAS as KLEIN_CANVAS

CANVASES = {"fashn": FASHN_CANVAS, "catvton": CATVTON_CANVAS, "klein": KLEIN_CANVAS, "klein-edit": KLEIN_CANVAS}
TINY_CANVASES = {"fashn": (48, 72), "catvton": (48, 64), "klein": (64, 96), "klein-edit": (64, 96)}
"""(width, height) of each engine's pictures."""

SD_UNET: dict[str, Any] = {
    "sample_size": 64,
    "in_channels": 9,
    "block_out_channels": (320, 640, 1280, 1280),
    "attention_head_dim": 8,
    "cross_attention_dim": 768,
}
SD_VAE: dict[str, Any] = {
    "down_block_types": ("DownEncoderBlock2D",) * 4,
    "up_block_types": ("UpDecoderBlock2D",) * 4,
    "block_out_channels": (128, 256, 512, 512),
    "layers_per_block": 2,
    "sample_size": 512,
}
KLEIN: dict[str, Any] = {
    "num_layers": 5,
    "num_single_layers": 20,
    "num_attention_heads": 24,
    "joint_attention_dim": 7680,
    "guidance_embeds": False,
}
"""With 3.876 billion weights as large as the published file (7.75 GB in bf16)."""
TINY_QWEN: dict[str, Any] = {
    "vocab_size": 300,
    "hidden_size": 16,
    "intermediate_size": 16,
    "num_hidden_layers": 28,
    "num_attention_heads": 2,
    "num_key_value_heads": 2,
    "head_dim": 8,
}
QWEN = TINY_QWEN | {"hidden_size": 2560}
"""Only the width of its words counts: it works once, before anything is timed."""
TINY_KLEIN: dict[str, Any] = {
    "in_channels": 16,
    "num_layers": 1,
    "num_single_layers": 1,
    "attention_head_dim": 16,
    "num_attention_heads": 2,
    "joint_attention_dim": 48,
    "axes_dims_rope": (4, 4, 4, 4),
    "guidance_embeds": False,
}
TINY_VAE: dict[str, Any] = {
    "block_out_channels": (4, 4, 4, 4),
    "layers_per_block": 1,
    "norm_num_groups": 1,
    "sample_size": 32,
}
TINY_UNET: dict[str, Any] = {"block_out_channels": (8, 8), "norm_num_groups": 4, "attention_head_dim": 2}
TINY_UNET |= {
    "down_block_types": ("CrossAttnDownBlock2D", "DownBlock2D"),
    "up_block_types": ("UpBlock2D", "CrossAttnUpBlock2D"),
    "layers_per_block": 1,
    "cross_attention_dim": 8,
}


def write_fashn(folder: Path, tiny: bool) -> Path:
    """FASHN's one file."""
    config = NetworkConfig(width=128, mixer_blocks=1, double_blocks=1, single_blocks=1) if tiny else NetworkConfig()
    width, height = (TINY_CANVASES if tiny else CANVASES)["fashn"]
    network = made(lambda: TryOnNetwork(config), tiny)
    save_file(_state(network), folder / "model.safetensors", {"canvas": f"{width}x{height}"})
    return folder


def write_catvton(folder: Path, tiny: bool) -> Folders:
    """The three folders of CatVTON; its own weights are numbered as in the published file."""
    unet = made(lambda: UNet2DConditionModel(**SD_UNET | (TINY_UNET if tiny else {})), tiny)
    autoencoder = made(lambda: AutoencoderKL(**SD_VAE | (TINY_VAE if tiny else {})), tiny)
    folders = Folders(folder / "attention", folder / "unet", folder / "autoencoder")
    unet.save_pretrained(folders.unet)
    autoencoder.save_pretrained(folders.autoencoder)
    folders.attention.mkdir()
    state = unet.state_dict()
    numbered = {
        f"{place * STRIDES[0]}.{aliases[0].partition('.')[2]}": state[f"{attention}.{member}"].clone()
        for place, attention in enumerate(self_attentions(unet))
        for member, aliases in MEMBERS.items()
    }
    save_file(numbered, folders.attention / "model.safetensors")
    return folders


def write_klein(folder: Path, tiny: bool) -> Path:
    """Klein's folder with everything but pictures of what it can do."""
    made(lambda: Flux2Transformer2DModel(**TINY_KLEIN if tiny else KLEIN), tiny).save_pretrained(folder / "transformer")
    shape = {"down_block_types": SD_VAE["down_block_types"], "up_block_types": SD_VAE["up_block_types"]}
    vae = made(lambda: AutoencoderKLFlux2(**shape | (TINY_VAE | {"latent_channels": 4} if tiny else {})), tiny)
    vae.save_pretrained(folder / "vae")
    FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True).save_pretrained(folder / "scheduler")
    write_text_encoder(folder, tiny)
    return folder


def write_text_encoder(folder: Path, tiny: bool) -> None:
    """Klein's text encoder, and a tokenizer that knows single bytes."""
    logging.getLogger("transformers").setLevel(logging.ERROR)
    encoder = made(lambda: Qwen3ForCausalLM(Qwen3Config(**TINY_QWEN if tiny else QWEN)), tiny)
    encoder.save_pretrained(folder / "text_encoder")
    letters = {letter: number for number, letter in enumerate(sorted(ByteLevel.alphabet()))}
    special = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
    vocabulary = letters | {word: len(letters) + number for number, word in enumerate(special)}
    Qwen2TokenizerFast(vocab=vocabulary, merges=[]).save_pretrained(folder / "tokenizer")


def made(make: Any, tiny: bool) -> Any:
    """A network of the same random numbers every time."""
    torch.manual_seed(0)
    if tiny:
        return make()
    torch.set_default_dtype(torch.bfloat16)
    try:
        return make()
    finally:
        torch.set_default_dtype(torch.float32)


def _state(network: torch.nn.Module) -> dict[str, torch.Tensor]:
    return {name: weight.contiguous() for name, weight in network.state_dict().items()}
