"""What a text encoder makes of an engine's prompts, kept on disk: many gigabytes are in memory only the first time."""

import contextlib
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor


def remembered(folder: Path, prompts: list[str], text_encoder: Path, encode: Callable[[list[str]], Tensor]) -> Tensor:
    """What the text encoder makes of some prompts.

    Args:
        folder: Where it is kept.
        prompts: What is said.
        text_encoder: The folder of the text encoder, by which it is told whether what is kept is of this one.
        encode: Prompts -> (B, N, D), by the text encoder; called only where nothing is kept.

    Returns:
        (B, N, D) in main memory.
    """
    path = folder / f"words-{_fingerprint(prompts, text_encoder)}.safetensors"
    made = _kept(path)
    if made is None:
        made = encode(prompts).cpu().contiguous()
        _keep(made, path)
    return made


def _kept(path: Path) -> Tensor | None:
    """What is kept, unless it is missing or damaged: it can be made again."""
    try:
        return load_file(path)["words"]
    except (OSError, SafetensorError, KeyError):
        return None


def _keep(words: Tensor, path: Path) -> None:
    """Keep it, whole or not at all; a full disk is no reason to stop."""
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file({"words": words}, unfinished)
        unfinished.replace(path)
    except (OSError, SafetensorError):
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _fingerprint(prompts: list[str], text_encoder: Path) -> str:
    """Another prompt or another text encoder has another one.

    Weights are told by their names and sizes: the shelf has compared their checksums.
    """
    files = sorted((path.name, path.stat().st_size) for path in text_encoder.iterdir())
    return hashlib.blake2b(repr((prompts, files)).encode(), digest_size=8).hexdigest()
