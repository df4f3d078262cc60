"""The network of CatVTON: the inpainting UNet of Stable Diffusion 1.5 with other self-attention and no text.

The stock network comes from diffusers. What CatVTON published are the weights of its 16 self-attentions, under numbers
instead of names; `attention_weights` gives them their names back.
"""

from collections.abc import Mapping
from typing import Any

import torch
from diffusers import UNet2DConditionModel
from diffusers.models.attention import BasicTransformerBlock
from diffusers.models.resnet import ResnetBlock2D
from torch import Tensor, nn

from fitting_room.domain.errors import DamagedModel

MEMBERS = {
    "to_q.weight": ("0.to_q.weight", "1.weight"),
    "to_k.weight": ("0.to_k.weight", "2.weight"),
    "to_v.weight": ("0.to_v.weight", "3.weight"),
    "to_out.0.weight": ("0.to_out.0.weight", "4.0.weight", "5.weight"),
    "to_out.0.bias": ("0.to_out.0.bias", "4.0.bias", "5.bias"),
}
"""The tensors of one self-attention, and what each may be called in the file. The authors saved a list of every module
whose name holds "attn1": the attention (0), its parts (1 to 3), its output (4), that output's layer (5), and so on. The
same tensor appears several times, and a file of safetensors keeps one of its names."""
STRIDES = (8, 7)
"""Modules per attention in that list: one more where diffusers counts the processor as a module."""


def make_unet(
    config: Mapping[str, Any], base: Mapping[str, Tensor], attention: Mapping[str, Tensor] | None
) -> UNet2DConditionModel:
    """The network with its weights.

    Args:
        config: The UNet's own description.
        base: Every weight of the inpainting UNet, by its own name.
        attention: CatVTON's file; None leaves the self-attention of `base`.

    Raises:
        DamagedModel: The weights are not exactly those of this network.
    """
    # On no device: the weights that follow are used as they are, not copied.
    with torch.device("meta"):
        unet = UNet2DConditionModel.from_config(dict(config))
    weights = {**base, **(attention_weights(attention, self_attentions(unet)) if attention is not None else {})}
    try:
        unet.load_state_dict(weights, strict=True, assign=True)
    except RuntimeError as error:
        raise damaged() from error
    for name, _ in list(unet.named_modules()):
        if name.endswith(".attn2"):
            unet.get_submodule(name.removesuffix(".attn2")).attn2 = PassThrough()
    return unet.eval().requires_grad_(False)


def self_attentions(unet: nn.Module) -> list[str]:
    """Names of the self-attentions in the order of the published list: down, up, then the middle."""
    return [name for name, _ in unet.named_modules() if name.endswith(".attn1")]


def attention_weights(published: Mapping[str, Tensor], attentions: list[str]) -> dict[str, Tensor]:
    """CatVTON's weights by the names of the UNet.

    Args:
        published: By number, as in the file.
        attentions: Names of the self-attentions, in the order of the list.

    Raises:
        DamagedModel: One is missing.
    """
    numbers = {int(name.partition(".")[0]) for name in published if name.partition(".")[0].isdigit()}
    last = len(attentions) - 1
    stride = next((stride for stride in STRIDES if max(numbers, default=-1) >= stride * last), STRIDES[0])
    named: dict[str, Tensor] = {}
    for place, attention in enumerate(attentions):
        for member, aliases in MEMBERS.items():
            found = [name for name in (_at(place * stride, alias) for alias in aliases) if name in published]
            if not found:
                raise damaged()
            named[f"{attention}.{member}"] = published[found[0]]
    return named


def is_repeated(part: nn.Module) -> bool:
    """Whether a part of the network is one of the blocks of which it has many."""
    return isinstance(part, BasicTransformerBlock | ResnetBlock2D)


class PassThrough(nn.Module):
    """Stands where the cross-attention to a text was: its block then adds the normalised input, as in training."""

    def forward(self, hidden_states: Tensor, *_: object, **__: object) -> Tensor:
        """Give back what came."""
        return hidden_states


def damaged() -> DamagedModel:
    """What is said when files are not those they should be."""
    return DamagedModel(
        "The weights of “CatVTON” are damaged, or do not belong together.",
        "Repair them with `fitting-room models repair catvton sd15-inpainting sd15-vae`.",
    )


def _at(first: int, alias: str) -> str:
    """The name in the file of a tensor of the attention whose own number is `first`."""
    number, _, rest = alias.partition(".")
    return f"{first + int(number)}.{rest}"
