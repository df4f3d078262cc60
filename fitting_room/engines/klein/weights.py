"""A folder of weights -> one of diffusers' stock pipelines on its device, as the memory plan says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from diffusers import (
    AutoencoderKLFlux2,
    FlowMatchEulerDiscreteScheduler,
    Flux2KleinInpaintPipeline,
    Flux2KleinPipeline,
    Flux2Transformer2DModel,
)
from safetensors import SafetensorError
from torch import Tensor
from transformers import AutoTokenizer, Qwen3ForCausalLM
from transformers.utils.logging import disable_progress_bar

from fitting_room.device import ModelNeeds, Plan, release_memory
from fitting_room.domain.errors import DamagedModel
from fitting_room.domain.sentence import Sentence
from fitting_room.engines.klein.engine import CANVAS
from fitting_room.engines.klein.painter import EditPainter, InpaintPainter
from fitting_room.engines.klein.prompts import Worn, words_for
from fitting_room.engines.levers import Levers
from fitting_room.engines.networks import compile_blocks, convert, count_weights, read_config, read_network

LONG = 4
"""Bytes of a number at full length."""
WORK = 10e9
"""Bytes at full length for one picture: what the 13 GB that its makers state in bf16 leave beside transformer and
autoencoder. An upper bound; not measured here yet."""
DECODING = 0.5
"""Share of `WORK` that tiles save. A guess; not measured yet."""
WIDTH = 3072
"""Width of the published transformer."""
PATIENCE = 50e6
"""Weights up to which a processor is waited for; the published 4 billion take it minutes per step."""
CHAT = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\\n{{ message.content }}<|im_end|>\\n{% endfor %}"
    "<|im_start|>assistant\\n<think>\\n\\n</think>\\n\\n"
)
"""How Qwen3 is spoken to by somebody who wants no thinking. Ours: templates are programs, and none that came with
weights is run."""


@dataclass(frozen=True)
class WeightsFolder:
    """What a folder says of its networks before they are loaded.

    Attributes:
        folder: As published: transformer, autoencoder ("vae"), text encoder, tokenizer, scheduler.
        words: Where it is kept what the text encoder made of our prompts.
        canvas: (width, height) of the pictures.
        whole: Whether the whole picture is edited.
        needs: Memory.
    """

    folder: Path
    words: Path
    canvas: tuple[int, int]
    whole: bool
    needs: ModelNeeds

    @classmethod
    def look_into(cls, folder: Path, words: Path, canvas: tuple[int, int], whole: bool) -> "WeightsFolder":
        """Read names and shapes.

        Raises:
            DamagedModel: They are not files of these networks.
        """
        try:
            transformer, autoencoder = (count_weights(folder / part) for part in ("transformer", "vae"))
            config = read_config(folder / "transformer")
            width = config["num_attention_heads"] * config["attention_head_dim"]
        except (SafetensorError, OSError, KeyError, ValueError) as error:
            raise damaged() from error
        total = sum(transformer.values()) + sum(autoencoder.values())
        block = sum(count for name, count in transformer.items() if name.startswith("transformer_blocks.0."))
        work = WORK * canvas[0] * canvas[1] / (CANVAS[0] * CANVAS[1]) * width / WIDTH
        patience = total <= PATIENCE
        needs = ModelNeeds(LONG * total, LONG * block, work, DECODING * work, patience=patience, short=True)
        return cls(folder, words, canvas, whole, needs)

    def load(self, plan: Plan, place: Callable[[str], str], levers: Levers) -> InpaintPainter | EditPainter:
        """As `Weights.load`. The text encoder comes and goes before the rest: it is as large as the transformer."""
        device = torch.device(place(plan.device))
        kind = torch.bfloat16 if plan.short_numbers else torch.float32
        try:
            words = self._words(torch.device("cpu") if plan.offload else device, kind)
            transformer = read_network(Flux2Transformer2DModel, self.folder / "transformer")
            autoencoder = read_network(AutoencoderKLFlux2, self.folder / "vae")
            scheduler = FlowMatchEulerDiscreteScheduler.from_pretrained(self.folder / "scheduler")
        except (SafetensorError, OSError, KeyError, TypeError, ValueError) as error:
            raise damaged() from error
        convert(transformer, kind)
        convert(autoencoder, kind, levers.channels_last)
        for network in (transformer, autoencoder):
            if plan.offload:
                network.enable_group_offload(onload_device=device, offload_type="leaf_level")
            else:
                network.to(device)
        if not plan.offload:
            blocks = (*transformer.transformer_blocks, *transformer.single_transformer_blocks)
            compile_blocks(blocks, levers.compiler)
        if plan.tiled:
            autoencoder.enable_tiling()
        kind_of_pipeline = Flux2KleinPipeline if self.whole else Flux2KleinInpaintPipeline
        pipeline = kind_of_pipeline(scheduler, autoencoder, None, None, transformer, is_distilled=True)
        pipeline.set_progress_bar_config(disable=True)
        return EditPainter(pipeline, words) if self.whole else InpaintPainter(pipeline, words, levers.remember)

    def _words(self, device: torch.device, kind: torch.dtype) -> Mapping[Worn, Tensor]:
        """What the text encoder makes of our prompts; it is not in memory afterwards."""

        def encode(prompts: list[str]) -> Tensor:
            encoder = _text_encoder(self.folder / "text_encoder", kind)
            encoder.to(device)
            tokenizer = AutoTokenizer.from_pretrained(self.folder / "tokenizer", local_files_only=True)
            tokenizer.chat_template = CHAT
            pipeline = Flux2KleinPipeline(None, None, encoder, tokenizer, None, is_distilled=True)
            with torch.inference_mode():
                # One by one: the longest tensors here are larger than the answer.
                made = [pipeline.encode_prompt(prompt, device)[0].cpu() for prompt in prompts]
            return torch.cat(made)

        words = words_for(self.words, self.folder / "text_encoder", encode)
        release_memory()
        return {worn: each.to(kind) for worn, each in words.items()}


def damaged() -> DamagedModel:
    """What is said when files are not those they should be."""
    return DamagedModel(
        Sentence("The weights of “{model}” are damaged, or are those of something else.", model="FLUX.2-klein-4B"),
        "Repair them with `fitting-room models repair klein`.",
    )


def _text_encoder(folder: Path, kind: torch.dtype) -> Any:
    """The text encoder with its weights.

    Raises:
        DamagedModel: Weights are missing.
    """
    quiet: Any = disable_progress_bar
    quiet()
    opening: Any = Qwen3ForCausalLM.from_pretrained
    encoder, loaded = opening(folder, dtype=kind, local_files_only=True, use_safetensors=True, output_loading_info=True)
    if loaded["missing_keys"] or loaded["mismatched_keys"]:
        raise damaged()
    return encoder.eval()
