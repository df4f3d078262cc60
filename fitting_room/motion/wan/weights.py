"""What both of Wan's networks have in common on disk: transformer, autoencoder, text encoder, and how they are read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from diffusers import AutoencoderKLWan
from diffusers.hooks import apply_group_offloading
from torch import Tensor
from transformers import AutoTokenizer, UMT5EncoderModel
from transformers.utils.logging import disable_progress_bar

from fitting_room.device import ModelNeeds, Plan, release_memory
from fitting_room.domain.errors import DamagedModel
from fitting_room.domain.sentence import Sentence
from fitting_room.engines.networks import State, count_weights, read_config, read_network
from fitting_room.engines.words import remembered

LONG = 4
"""Bytes of a number at full length."""
WORDS = 512
"""Tokens of a prompt; what is missing is zero."""
LIVE = 12
"""Activations as wide as the transformer that are alive at once for every token. An estimate: no card was lent."""
DECODING = 12e3
"""Bytes for every pixel of a frame while latents become frames, at full length; tiles save them. Estimated as well."""
LEAST_SCALE = 0.5
PATIENCE = 50e6
"""Weights up to which a processor is waited for; the published ones take it hours."""
TOKEN, GRAIN = 16, 4
"""Pixels of a frame along a token, and frames to one."""


def needs_of(folder: Path, area: int, longest: int) -> ModelNeeds:
    """What transformer and autoencoder need, by their names and shapes.

    Args:
        folder: As published.
        area: Pixels of the largest frame.
        longest: Frames of the longest stretch.
    """
    transformer, autoencoder = (count_weights(folder / part) for part in ("transformer", "vae"))
    config = read_config(folder / "transformer")
    width = config["num_attention_heads"] * config["attention_head_dim"]
    tokens = area / TOKEN**2 * ((longest - 1) / GRAIN + 2)
    decoding = DECODING * area
    total = sum(transformer.values()) + sum(autoencoder.values())
    block = sum(count for name, count in transformer.items() if name.startswith("blocks.0."))
    # The autoencoder keeps its full length, so what is halved with the rest is counted twice.
    weights = LONG * (total + sum(autoencoder.values()))
    return ModelNeeds(
        weights, LONG * block, LONG * LIVE * tokens * width + decoding, decoding, LEAST_SCALE,
        patience=total <= PATIENCE, short=True,
    )  # fmt: skip


def read_transformer(kind: Any, folder: Path, number: torch.dtype, quick: State | None = None) -> Any:
    """The transformer, with the weights that need few steps where there are any; what is sensitive stays long.

    Args:
        kind: Its class.
        folder: Its description and weights.
        number: What its numbers are.
        quick: What is added to weights, by name.
    """
    long = set(kind._keep_in_fp32_modules)
    added = dict(quick or {})

    def change(state: State) -> State:
        changed: State = {}
        for name, weight in state.items():
            more = added.pop(name, None)
            if more is not None and more.shape != weight.shape:
                raise ValueError(f"{name} is of another size")
            whole = weight if more is None else weight.float() + more
            changed[name] = whole.to(torch.float32 if long & set(name.split(".")) else number)
        return changed

    network = read_network(kind, folder, change)
    if any(name.startswith("blocks.") for name in added):
        raise ValueError(f"{folder.name} has no weight named {sorted(added)[0]}")
    return network


def read_autoencoder(folder: Path) -> Any:
    """The autoencoder, at full length: its makers and diffusers' advise that."""
    return read_network(AutoencoderKLWan, folder, lambda state: {name: part.float() for name, part in state.items()})


def put(network: Any, plan: Plan, device: torch.device) -> None:
    """Bring a network to its device, or let its layers come one by one."""
    if plan.offload:
        apply_group_offloading(network, device, offload_type="leaf_level")
    else:
        network.to(device)


def words(folder: Path, keep: Path, prompts: list[str], device: torch.device, number: torch.dtype) -> Tensor:
    """What the text encoder makes of some prompts, (B, 512, D); it is not in memory afterwards."""

    def encode(prompts: list[str]) -> Tensor:
        quiet: Any = disable_progress_bar
        quiet()
        encoder = _text_encoder(folder / "text_encoder", number).to(device)
        tokenizer = AutoTokenizer.from_pretrained(folder / "tokenizer", local_files_only=True)
        made = []
        with torch.inference_mode():
            for prompt in prompts:
                tokens = tokenizer([prompt], max_length=WORDS, truncation=True, return_tensors="pt")
                said = encoder(tokens.input_ids.to(device), tokens.attention_mask.to(device)).last_hidden_state
                made.append(torch.nn.functional.pad(said[0].cpu(), (0, 0, 0, WORDS - said.shape[1])))
        del encoder
        release_memory()
        return torch.stack(made)

    return remembered(keep, prompts, folder / "text_encoder", encode).to(number)


def damaged(title: str, model: str) -> DamagedModel:
    """What is said when files are not those they should be."""
    return DamagedModel(
        Sentence("The weights of “{model}” are damaged, or are those of something else.", model=title),
        Sentence("Repair them with `fitting-room models repair {id}`.", id=model),
    )


def read_quick(path: Path) -> State:
    """Weights that need few steps -> what they add to each of the transformer's, by diffusers' names.

    They are published as two thin matrices for each (LoRA), under Wan's own names; additions to norms are zero in all
    that are known, and left out.
    """
    from safetensors.torch import load_file

    found = {name.removeprefix("diffusion_model."): weight for name, weight in load_file(path).items()}
    added: State = {}
    for name, up in found.items():
        stem, _, kind = name.partition(".lora_up.") if ".lora_up." in name else name.partition(".lora_B.")
        if kind == "weight":
            down = found.get(f"{stem}.lora_down.weight", found.get(f"{stem}.lora_A.weight"))
            if down is None:
                raise ValueError(f"{stem} lacks a matrix")
            alpha = found.get(f"{stem}.alpha")
            share = 1.0 if alpha is None else float(alpha) / down.shape[0]
            added[f"{_diffusers_name(stem)}.weight"] = share * (up.float() @ down.float())
        elif name.endswith(".diff_b") and "norm" not in name:
            added[f"{_diffusers_name(name.removesuffix('.diff_b'))}.bias"] = up.float()
    if not added:
        raise ValueError(f"{path.name} holds nothing to add")
    return added


_PARTS = {
    "self_attn": "attn1", "cross_attn": "attn2", "q": "to_q", "k": "to_k", "v": "to_v", "o": "to_out.0",
    "k_img": "add_k_proj", "v_img": "add_v_proj",
}  # fmt: skip
_WHOLE = {
    "ffn.0": "ffn.net.0.proj",
    "ffn.2": "ffn.net.2",
    "time_embedding.0": "condition_embedder.time_embedder.linear_1",
    "time_embedding.2": "condition_embedder.time_embedder.linear_2",
    "time_projection.1": "condition_embedder.time_proj",
    "text_embedding.0": "condition_embedder.text_embedder.linear_1",
    "text_embedding.2": "condition_embedder.text_embedder.linear_2",
    "img_emb.proj.1": "condition_embedder.image_embedder.ff.net.0.proj",
    "img_emb.proj.3": "condition_embedder.image_embedder.ff.net.2",
    "head.head": "proj_out",
}


def _diffusers_name(stem: str) -> str:
    """Wan's own name of a layer -> diffusers' of the same."""
    if stem.startswith("blocks."):
        _, number, layer = stem.split(".", 2)
        return f"blocks.{number}." + _WHOLE.get(layer, ".".join(_PARTS.get(part, part) for part in layer.split(".")))
    return _WHOLE.get(stem, stem)


def _text_encoder(folder: Path, number: torch.dtype) -> Any:
    opening: Any = UMT5EncoderModel.from_pretrained
    encoder, loaded = opening(
        folder, dtype=number, local_files_only=True, use_safetensors=True, output_loading_info=True
    )
    if loaded["missing_keys"] or loaded["mismatched_keys"]:
        raise ValueError("weights of the text encoder are missing")
    return encoder.eval()


Place = Callable[[str], str]
