"""The state of a course on disk: whole or not at all, whenever the program or the machine stops.

    OUT/checkpoints/000500/NETWORK.safetensors    weights
    OUT/checkpoints/000500/of-TEACHER.safetensors  the optimiser's means
    OUT/checkpoints/000500/state.json             the step, and the little that is not a tensor
    OUT/weights/NETWORK.safetensors               what an engine loads: the best so far

A checkpoint is written into a folder ending in `.part`, which then gets its name. No file is a pickle.
"""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from fitting_room.domain.errors import CannotTrain
from fitting_room.studio.export import UNFINISHED_SUFFIX, cannot_write

CHECKPOINTS, WEIGHTS = "checkpoints", "weights"
STATE = "state.json"
OPTIMISER = "of-"
"""Before the name of a teacher."""


def write(
    out: Path,
    step: int,
    networks: Mapping[str, nn.Module],
    optimisers: Mapping[str, Any],
    state: Mapping[str, Any],
    keep: int,
) -> Path:
    """Write a checkpoint and remove the oldest.

    Returns:
        Its folder.

    Raises:
        CannotSave: The folder cannot be written.
    """
    place = out / CHECKPOINTS / f"{step:06d}"
    unfinished = place.with_name(place.name + UNFINISHED_SUFFIX)
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        groups = {}
        for name, network in networks.items():
            _save(network.state_dict(), unfinished / f"{name}.safetensors")
        for name, optimiser in optimisers.items():
            kept = optimiser.state_dict()
            tensors = {
                f"{number}.{key}": value for number, each in kept["state"].items() for key, value in each.items()
            }
            _save(tensors, unfinished / f"{OPTIMISER}{name}.safetensors")
            groups[name] = kept["param_groups"]
        text = json.dumps({**state, "step": step, "groups": groups}, indent=1)
        (unfinished / STATE).write_text(text, "utf-8")
        for path in unfinished.iterdir():
            _flush(path)
        shutil.rmtree(place, ignore_errors=True)
        unfinished.rename(place)
    except OSError as error:
        raise cannot_write(place, error) from error
    for old in found(out)[:-keep]:
        shutil.rmtree(old, ignore_errors=True)
    return place


def found(out: Path) -> list[Path]:
    """The finished checkpoints, oldest first."""
    return sorted(path for path in (out / CHECKPOINTS).glob("[0-9]*") if path.name.isdigit())


def read(place: Path, networks: Mapping[str, nn.Module], optimisers: Mapping[str, Any]) -> dict[str, Any]:
    """Fill networks and optimisers from a checkpoint.

    Returns:
        What `write` was given as `state`, and the step.

    Raises:
        CannotTrain: It is damaged, or of another course.
    """
    try:
        state: dict[str, Any] = json.loads((place / STATE).read_text("utf-8"))
        for name, network in networks.items():
            network.load_state_dict(load_file(place / f"{name}.safetensors"), strict=True)
        for name, optimiser in optimisers.items():
            tensors = load_file(place / f"{OPTIMISER}{name}.safetensors")
            means: dict[int, dict[str, Tensor]] = {}
            for key, value in tensors.items():
                number, _, kind = key.partition(".")
                means.setdefault(int(number), {})[kind] = value
            optimiser.load_state_dict({"state": means, "param_groups": state["groups"][name]})
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
        raise CannotTrain(
            f"The checkpoint “{place}” is damaged, or belongs to another course.",
            "Remove it to go on from the one before, or start again in another folder.",
        ) from error
    return state


def publish(out: Path, networks: Mapping[str, nn.Module]) -> Path:
    """Write the weights that engines load; each file is there whole at every moment.

    Returns:
        Their folder.

    Raises:
        CannotSave: The folder cannot be written.
    """
    place = out / WEIGHTS
    try:
        place.mkdir(parents=True, exist_ok=True)
        for name, network in networks.items():
            unfinished = place / f"{name}{UNFINISHED_SUFFIX}"
            _save(network.state_dict(), unfinished)
            _flush(unfinished)
            unfinished.replace(place / f"{name}.safetensors")
    except OSError as error:
        raise cannot_write(place, error) from error
    return place


def _save(tensors: Mapping[str, Any], path: Path) -> None:
    plain = {name: torch.as_tensor(value).detach().cpu().contiguous() for name, value in tensors.items()}
    save_file(plain, path, {"format": "pt"})


def _flush(path: Path) -> None:
    """Else the new name could reach the disk before the contents do."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
