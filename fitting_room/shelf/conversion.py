"""A file of weights as its authors publish it, often a pickle -> tensors by name, without running anything in it.

torch's restricted reader makes tensors, numbers, text and containers. Whatever else a pickle asks for is refused before
it is looked up, so that a file can at worst be refused (decision 11).
"""

import argparse
import os
import pickle
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fitting_room.domain.errors import DamagedModel
from fitting_room.domain.sentence import Sentence

if TYPE_CHECKING:
    from torch import Tensor, nn

ENDINGS = (".pth", ".pt", ".ckpt", ".bin", ".tar", ".pkl", ".safetensors")
"""Of files that are looked at in a folder."""
WRAPPER = "state_dict"
"""Under which name programs that train keep the weights beside other things."""
PREFIX = "module."
"""Before every name where several graphics cards trained together."""

Shapes = Mapping[str, tuple[int, ...]]
"""Names and shapes of all tensors of a network."""


def shapes_of(network: "nn.Module") -> Shapes:
    """What a file has to hold for a network."""
    return {name: tuple(tensor.shape) for name, tensor in network.state_dict().items()}


def checkpoints_in(source: Path) -> tuple[Path, ...]:
    """The files of a folder that may hold weights, or the one that was named."""
    if not source.is_dir():
        return (source,)
    return tuple(sorted(path for path in source.rglob("*") if path.is_file() and path.suffix.lower() in ENDINGS))


def read_checkpoint(path: Path) -> "dict[str, Tensor]":
    """The tensors of a file by the names that its network gives them.

    Args:
        path: Of safetensors or of torch's own format; the tensors alone, or kept in a `state_dict` beside other things.

    Raises:
        DamagedModel: It is no such file, or asks for more than numbers, text and containers.
    """
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        if path.suffix.lower() == ".safetensors":
            held: Any = load_file(path)
        else:
            # What a training was asked for is a Namespace: text and numbers.
            with warnings.catch_warnings(), torch.serialization.safe_globals([argparse.Namespace]):
                warnings.simplefilter("ignore")  # Other pickles than torch's own are refused in words of ours.
                held = torch.load(path, map_location="cpu", weights_only=True, mmap=zipfile.is_zipfile(path) or None)
    except (SafetensorError, pickle.UnpicklingError, zipfile.BadZipFile, EOFError, OSError, RuntimeError,
            ValueError, TypeError, KeyError, AttributeError, IndexError, UnicodeDecodeError) as error:  # fmt: skip
        raise _refused(path) from error
    if isinstance(held, Mapping) and isinstance(held.get(WRAPPER), Mapping):
        held = held[WRAPPER]
    if not isinstance(held, Mapping) or not held or not all(_is_plain(each) for each in held.values()):
        raise _refused(path)
    names = [str(name) for name in held]
    cut = len(PREFIX) if all(name.startswith(PREFIX) for name in names) else 0
    return {name[cut:]: tensor.detach() for name, tensor in zip(names, held.values(), strict=True)}


def what_differs(tensors: "Mapping[str, Tensor]", wanted: Shapes) -> str:
    """The first tensor that is missing, too many or of another shape; empty where all are as wanted."""
    for name, shape in wanted.items():
        if name not in tensors:
            return Sentence("“{tensor}” is missing", tensor=name)
        if tuple(tensors[name].shape) != shape:
            return Sentence("“{tensor}” has another shape", tensor=name)
    for name in tensors:
        if name not in wanted:
            return Sentence("“{tensor}” is too many", tensor=name)
    return ""


def file_of(tensors: "Mapping[str, Tensor]", wanted: Mapping[str, Shapes], path: Path, title: str) -> str:
    """Which file of a model some tensors are, all names and shapes being its own.

    Args:
        tensors: What was read.
        wanted: Shapes by the files' names on the shelf.
        path: Where it was read, for the sentence.
        title: What people call the model.

    Raises:
        DamagedModel: None of them.
    """
    for name, shapes in wanted.items():
        if not what_differs(tensors, shapes):
            return name
    nearest = max(wanted, key=lambda name: len(_alike(tensors, wanted[name])))
    raise DamagedModel(
        Sentence("“{file}” holds no weights of “{model}”: {difference}.", file=path.name, model=title,
                 difference=what_differs(tensors, wanted[nearest])),
        "Bring the file as the model's authors publish it.",
    )  # fmt: skip


def write_tensors(tensors: "Mapping[str, Tensor]", source: Path, target: Path) -> None:
    """Write tensors as safetensors, which can hold nothing else; the name of where they came from stays with them."""
    from safetensors.torch import save_file

    save_file({name: _own(tensor) for name, tensor in tensors.items()}, target, {"converted_from": source.name})
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _is_plain(value: object) -> bool:
    import torch

    return isinstance(value, torch.Tensor) and value.layout == torch.strided and value.device.type == "cpu"


def _own(tensor: "Tensor") -> "Tensor":
    """A tensor that shares its memory with no other."""
    own = tensor.contiguous()
    return own if own.untyped_storage().nbytes() == own.nbytes else own.clone()


def _alike(tensors: "Mapping[str, Tensor]", shapes: Shapes) -> list[str]:
    return [name for name, shape in shapes.items() if name in tensors and tuple(tensors[name].shape) == shape]


def _refused(path: Path) -> DamagedModel:
    return DamagedModel(
        Sentence("“{file}” is not a file of weights, or holds more than weights, and was not opened.", file=path.name),
        "Bring the file as the model's authors publish it; files that could run a program are never opened.",
    )
