"""What is done to the networks of every photoreal engine on their way from a folder into memory."""

import json
from collections.abc import Callable, Iterable
from math import prod
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

CONFIG, WEIGHTS = "config.json", "*.safetensors"
MOST_HEAD = 100_000_000
"""Bytes; the format allows no more."""
State = dict[str, Tensor]


def read_config(folder: Path) -> dict[str, Any]:
    """A network's own description."""
    config: dict[str, Any] = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    return config


def count_weights(folder: Path) -> dict[str, float]:
    """How many numbers each weight in a folder has, by name.

    Only the heads of the files are read: to map one into memory can fail where it is larger than that.

    Raises:
        OSError: There are none.
        ValueError: A file is damaged.
    """
    counts: dict[str, float] = {}
    for path in _weight_files(folder):
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            if length > MOST_HEAD:
                raise ValueError(f"{path.name} holds no weights")
            head = json.loads(file.read(length))
        counts |= {name: float(prod(told["shape"])) for name, told in head.items() if name != "__metadata__"}
    return counts


def read_network(kind: Any, folder: Path, change: Callable[[State], State] = lambda state: state) -> Any:
    """A network of diffusers with its weights, strictly: what diffusers' own loading lacks it would make up.

    Args:
        kind: Its class.
        folder: Its description and its weights, in one file or several.
        change: What is done to the weights of each file before they are taken.

    Raises:
        ValueError: The weights are not exactly those of this network.
        OSError: There are none.
        SafetensorError: A file is damaged.
    """
    from accelerate import init_empty_weights
    from diffusers.models.modeling_utils import no_init_weights

    # Weights stay empty until they are read; what is computed rather than read is there at once.
    with no_init_weights(), init_empty_weights(include_buffers=False):
        network = kind.from_config(read_config(folder))
    state: State = {}
    for path in _weight_files(folder):
        state |= change(load_file(path))
    try:
        network.load_state_dict(state, strict=True, assign=True)
    except RuntimeError as error:
        raise ValueError(f"{folder.name} holds the weights of something else") from error
    return network.eval().requires_grad_(False)


def _weight_files(folder: Path) -> Iterable[Path]:
    found = sorted(folder.glob(WEIGHTS))
    if not found:
        raise FileNotFoundError(folder / WEIGHTS)
    return found


def let_wait(parts: Iterable[nn.Module], device: torch.device) -> None:
    """Keep parts of a network in main memory; each comes to the device while it works."""

    def come(part: nn.Module, *_: object) -> None:
        part.to(device)

    def go(part: nn.Module, *_: object) -> None:
        part.to("cpu")

    for part in parts:
        part.register_forward_pre_hook(come)
        part.register_forward_hook(go)


def convert(network: nn.Module, kind: torch.dtype, channels_last: bool = False) -> None:
    """Give a network's numbers their length, and its pictures their layout.

    Not by diffusers' own `to`, which warns of modules that had better stay long even where there are none.
    """
    layout = torch.channels_last if channels_last else torch.preserve_format
    to: Any = nn.Module.to
    to(network, dtype=kind, memory_format=layout)


def compile_blocks(blocks: Iterable[nn.Module], compiler: str | None) -> None:
    """Compile the blocks that repeat, which takes a fraction of compiling the whole; None compiles nothing.

    The first picture is slower by the compilation. A block that cannot be compiled as a whole is an error.
    """
    if compiler is not None:
        for block in blocks:
            block.compile(backend=compiler, fullgraph=True)
