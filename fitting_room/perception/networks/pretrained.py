"""A folder from the shelf -> a network of `transformers` on its device; every weight has to be the published one."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from fitting_room.device import is_out_of_memory
from fitting_room.domain.errors import DamagedModel
from fitting_room.domain.sentence import Sentence

if TYPE_CHECKING:
    from torch import Tensor

CONFIG, PREPROCESSOR = "config.json", "preprocessor_config.json"
MEAN, SPREAD = np.array((0.485, 0.456, 0.406), np.float32), np.array((0.229, 0.224, 0.225), np.float32)
"""Of red, green and blue in ImageNet: what networks that began there are shown, unless their files say otherwise."""


def load_network(kind: str, folder: Path, device: str, model: str) -> Any:
    """Load a network, ready to be asked.

    Args:
        kind: The name of its class in `transformers`.
        folder: Where its configuration and its weights lie.
        device: What torch calls the device.
        model: Its id on the shelf.

    Raises:
        DamagedModel: The files are not exactly those of this network.
    """
    import transformers

    transformers.utils.logging.disable_progress_bar()
    try:
        network, told = getattr(transformers, kind).from_pretrained(
            folder, local_files_only=True, use_safetensors=True, output_loading_info=True
        )
    except Exception as error:  # transformers, safetensors and torch each have their own.
        if is_out_of_memory(error):
            raise
        raise damaged(model) from error
    if any(told[what] for what in ("missing_keys", "unexpected_keys", "mismatched_keys")):
        raise damaged(model)
    return network.to(device).eval().requires_grad_(False)


def damaged(model: str) -> DamagedModel:
    """What is said when files are not those that they should be."""
    return DamagedModel(
        Sentence("The files of “{model}” are damaged, or are those of something else.", model=model),
        Sentence("Repair them with `fitting-room models repair {id}`.", id=model),
    )


def told_in(folder: Path, name: str, model: str) -> dict[str, Any]:
    """What one of the files beside the weights says.

    Raises:
        DamagedModel: It cannot be read.
    """
    try:
        told: dict[str, Any] = json.loads((folder / name).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise damaged(model) from error
    return told


def shown(picture: npt.NDArray[np.uint8], device: str) -> "Tensor":
    """(H, W, 3) RGB uint8 -> (1, 3, H, W) float32 around 0, as networks from ImageNet want it."""
    import torch

    scaled = (picture.astype(np.float32) / 255.0 - MEAN) / SPREAD
    return torch.from_numpy(np.ascontiguousarray(scaled.transpose(2, 0, 1)[None], np.float32)).to(device)
