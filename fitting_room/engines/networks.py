"""What is done to the networks of every photoreal engine on their way into memory."""

from collections.abc import Iterable
from typing import Any

import torch
from torch import nn


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
