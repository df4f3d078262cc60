"""Wan's models of random numbers, laid out as the shelf lays out the published ones, at full size or tiny.

At full size Animate takes 36 GB of disk in bf16, VACE 5 GB; only the width of the text encoder counts, so it is thin.
"""

import json
import logging
from pathlib import Path
from typing import Any

import torch
from diffusers import (
    AutoencoderKLWan,
    UniPCMultistepScheduler,
    WanAnimateTransformer3DModel,
    WanVACETransformer3DModel,
)
from random_models import made
from safetensors.torch import save_file
from transformers import CLIPVisionConfig, CLIPVisionModel, T5TokenizerFast, UMT5Config, UMT5EncoderModel

from fitting_room.domain.tryon import Preset
from fitting_room.motion.wan.engine import Manner, Pace

ANIMATE: dict[str, Any] = {"added_kv_proj_dim": 5120}
"""Everything else is what diffusers begins with."""
VACE: dict[str, Any] = {
    "num_attention_heads": 12,
    "ffn_dim": 8960,
    "num_layers": 30,
    "vace_layers": list(range(0, 30, 2)),
}
TINY: dict[str, Any] = {
    "num_attention_heads": 2,
    "attention_head_dim": 12,
    "text_dim": 16,
    "freq_dim": 16,
    "ffn_dim": 16,
    "num_layers": 2,
    "rope_max_seq_len": 64,
}
TINY_VACE = TINY | {"vace_layers": [0, 1]}
TINY_ANIMATE = TINY | {
    "image_dim": 8,
    "added_kv_proj_dim": 24,
    "motion_encoder_channel_sizes": {"4": 8, "8": 8, "16": 8},
    "motion_encoder_size": 16,
    "motion_style_dim": 8,
    "motion_dim": 4,
    "motion_encoder_dim": 8,
    "face_encoder_hidden_dim": 8,
    "face_encoder_num_heads": 2,
    "inject_face_latents_blocks": 2,
}
TINY_VAE: dict[str, Any] = {"base_dim": 2, "dim_mult": [1, 1, 1, 1], "num_res_blocks": 1}
CLIP: dict[str, Any] = {
    "hidden_size": 1280, "intermediate_size": 5120, "num_hidden_layers": 32, "num_attention_heads": 16,
    "patch_size": 14, "hidden_act": "gelu",
}  # fmt: skip
TINY_CLIP: dict[str, Any] = {
    "hidden_size": 8, "intermediate_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2, "image_size": 16,
    "patch_size": 8,
}  # fmt: skip
TINY_PACES = {
    Preset.DRAFT: Pace(32 * 48, 8, 2, 1),
    Preset.BALANCED: Pace(32 * 48, 8, 3, 2),
    Preset.FINAL: Pace(64 * 96, 12, 3, 2),
}


def tiny(manner: Manner) -> Manner:
    """The same network's manner at a thousandth of the size: stretches of five frames that share one."""
    return Manner(manner.title, manner.model, TINY_PACES, longest=5, overlap=1)


def write_wan_vace(folder: Path, small: bool) -> Path:
    """VACE's folder."""
    config = TINY_VACE if small else VACE
    made(lambda: WanVACETransformer3DModel(**config), small).save_pretrained(folder / "transformer")
    return _write_common(folder, small)


def write_wan_animate(folder: Path, small: bool) -> Path:
    """Animate's folder."""
    config = TINY_ANIMATE if small else ANIMATE
    made(lambda: WanAnimateTransformer3DModel(**config), small).save_pretrained(folder / "transformer")
    clip = made(lambda: CLIPVisionModel(CLIPVisionConfig(**TINY_CLIP if small else CLIP)), small)
    clip.save_pretrained(folder / "image_encoder")
    return _write_common(folder, small)


def write_wan_quick(folder: Path, rank: int = 2) -> Path:
    """What the weights that need few steps add to the tiny Animate, named as in the published file."""
    torch.manual_seed(1)
    width, wide = 24, TINY["ffn_dim"]
    shapes = {f"{part}_attn.{layer}": (width, width) for part in ("self", "cross") for layer in "qkvo"}
    shapes |= {"cross_attn.k_img": (width, width), "ffn.0": (wide, width), "ffn.2": (width, wide)}
    state = {}
    for block in range(TINY["num_layers"]):
        for layer, (out, into) in shapes.items():
            name = f"diffusion_model.blocks.{block}.{layer}"
            state[f"{name}.lora_down.weight"] = torch.randn(rank, into)
            state[f"{name}.lora_up.weight"] = torch.randn(out, rank)
            state[f"{name}.alpha"] = torch.tensor(float(rank))
            state[f"{name}.diff_b"] = torch.randn(out)
        state[f"diffusion_model.blocks.{block}.norm3.diff"] = torch.zeros(width)
    (folder / "loras").mkdir(parents=True)
    save_file(state, folder / "loras" / "few_steps.safetensors")
    return folder


def _write_common(folder: Path, small: bool) -> Path:
    """Autoencoder, scheduler, text encoder, and a tokenizer that knows a few letters."""
    logging.getLogger("transformers").setLevel(logging.ERROR)
    made(lambda: AutoencoderKLWan(**TINY_VAE if small else {}), small).save_pretrained(folder / "vae")
    UniPCMultistepScheduler(
        prediction_type="flow_prediction", use_flow_sigmas=True, num_train_timesteps=1000
    ).save_pretrained(folder / "scheduler")
    width = TINY["text_dim"] if small else 4096
    shape = UMT5Config(vocab_size=64, d_model=width, d_kv=8, d_ff=16, num_layers=1, num_heads=2)
    made(lambda: UMT5EncoderModel(shape), small).save_pretrained(folder / "text_encoder")
    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0)]
    letters = [(letter, -3.0) for letter in "abcdefghijklmnopqrstuvwxyz"]
    T5TokenizerFast(vocab=pieces + letters, extra_ids=0).save_pretrained(folder / "tokenizer")
    return folder


def write_sizes(folder: Path, network: Any) -> None:
    """A file with the names and sizes of a network's weights, and no weights: a hole as large as they are."""
    folder.mkdir(parents=True)
    network.save_config(folder)
    header: dict[str, Any] = {}
    end = 0
    for name, weight in network.state_dict().items():
        begin, end = end, end + 4 * weight.numel()
        header[name] = {"dtype": "F32", "shape": list(weight.shape), "data_offsets": [begin, end]}
    words = json.dumps(header).encode()
    with (folder / "diffusion_pytorch_model.safetensors").open("wb") as file:
        file.write(len(words).to_bytes(8, "little") + words)
        file.truncate(8 + len(words) + end)
