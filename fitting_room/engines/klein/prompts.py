"""What klein is told, and what its text encoder makes of it.

That is worked out once and kept on disk, so that 8 GB of text encoder are in memory only the first time.
"""

import contextlib
import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from fitting_room.domain.garment import Category

Worn = tuple[Category, ...]
"""The categories of what is put on in one pass, in the order of the reference pictures."""

NAMES = {Category.TOPS: "top", Category.BOTTOMS: "bottoms", Category.DRESSES: "dress"}
ORDINALS = ("second", "third")
TOGETHER: tuple[Worn, ...] = (
    (Category.TOPS,),
    (Category.BOTTOMS,),
    (Category.DRESSES,),
    (Category.BOTTOMS, Category.TOPS),
)
"""Everything that can be put on in one pass."""


def prompt(worn: Worn) -> str:
    """What to tell the network. The first picture is the person; not tuned: no weights could be run."""
    shown = " and ".join(
        f"the {NAMES[category]} from the {ordinal} picture" for category, ordinal in zip(worn, ORDINALS, strict=False)
    )
    return (
        f"Dress the person in the first picture in {shown}, in place of what they wear there now. "
        "Keep the garment's colour, pattern, print, neckline, length and sleeves exactly; let it fit the body with "
        "natural folds and the light of the first picture. Keep the person's face, hair, skin, body, pose and hands, "
        "all other clothes and the background exactly as they are."
    )


def words_for(folder: Path, text_encoder: Path, encode: Callable[[list[str]], Tensor]) -> Mapping[Worn, Tensor]:
    """What the text encoder makes of every prompt.

    Args:
        folder: Where it is kept.
        text_encoder: The folder of the text encoder, by which it is told whether what is kept is of this one.
        encode: Prompts -> (B, N, D), by the text encoder; called only where nothing is kept.

    Returns:
        (1, N, D) for all of `TOGETHER`, in main memory.
    """
    prompts = [prompt(worn) for worn in TOGETHER]
    path = folder / f"words-{_fingerprint(prompts, text_encoder)}.safetensors"
    made = _kept(path)
    if made is None:
        made = encode(prompts).cpu().contiguous()
        _keep(made, path)
    return {worn: made[number : number + 1] for number, worn in enumerate(TOGETHER)}


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
