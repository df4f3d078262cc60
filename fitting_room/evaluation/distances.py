"""How far one set of pictures or clips is from another: FID and KID of torchmetrics, over features given to it.

The networks that make features are ours (`inception.py`) or those of transformers, with the user's weights: nothing
here downloads anything.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.errors import DamagedModel, NotInstalled

SUBSETS, LARGEST_SUBSET = 100, 1000
"""As Binkowski et al. 2018 (KID): a hundred subsets of a thousand; of all where there are fewer."""
LEAST = 2
"""Fewer have no spread."""


@dataclass(frozen=True)
class Distance:
    """How far two sets are apart.

    Attributes:
        frechet: FID, or its like for clips.
        kernel: KID, mean over subsets; times 1000 is what papers print.
        kernel_spread: Its standard deviation over subsets.
    """

    frechet: float
    kernel: float
    kernel_spread: float


class _Given(nn.Module):
    """For torchmetrics: the features are there already."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.num_features = count

    def forward(self, features: Tensor) -> Tensor:
        """As they are."""
        return features


def distance(ours: Tensor, theirs: Tensor, seed: int = 0) -> Distance:
    """Compare (N, F) features with (M, F).

    Raises:
        NotInstalled: torchmetrics is missing.
        ValueError: There are fewer than two on a side.
    """
    if min(len(ours), len(theirs)) < LEAST:
        raise ValueError("at least two are needed on each side")
    try:
        from torchmetrics.image.fid import FrechetInceptionDistance
        from torchmetrics.image.kid import KernelInceptionDistance
    except ImportError as error:
        raise NotInstalled(
            "FID and KID need torchmetrics.", "Install it with `pip install 'fitting-room[gpu]'`."
        ) from error
    subset = min(LARGEST_SUBSET, len(ours), len(theirs))
    given = _Given(ours.shape[1])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # That all features are kept is meant.
        metrics: list[Any] = [
            FrechetInceptionDistance(feature=given),
            KernelInceptionDistance(feature=given, subsets=SUBSETS, subset_size=subset),
        ]
        for metric in metrics:
            metric.update(theirs, real=True)
            metric.update(ours, real=False)
        frechet = float(metrics[0].compute())
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            mean, spread = metrics[1].compute()
    return Distance(frechet, float(mean), float(spread))


def picture_features(network: nn.Module, pictures: Sequence[RgbImage], batch: int = 8) -> Tensor:
    """(N, F) of pictures of one size."""
    made = []
    for start in range(0, len(pictures), batch):
        stacked = np.stack(pictures[start : start + batch]).transpose(0, 3, 1, 2)
        with torch.inference_mode():
            made.append(network(torch.from_numpy(np.ascontiguousarray(stacked))))
    return torch.cat(made).clone()


class ClipFeatures:
    """VideoMAE: the mean of what it says of sixteen frames.

    Ge et al. 2024 measure clips by it, because I3D, by which FVD was first measured, minds how frames look more than
    how they move. Numbers of the two cannot be compared.

    Args:
        folder: VideoMAE as published: `config.json` and safetensors.

    Raises:
        NotInstalled: There is no such folder, or transformers is missing.
        DamagedModel: It holds something else.
    """

    def __init__(self, folder: Path) -> None:
        try:
            from transformers import VideoMAEModel
        except ImportError as error:
            raise NotInstalled(
                "Distances of clips need transformers.", "Install it with `pip install 'fitting-room[gpu]'`."
            ) from error
        if not (folder / "config.json").is_file():
            raise NotInstalled(
                f"In “{folder}” there is no VideoMAE.", "Name a folder with its config.json and model.safetensors."
            )
        try:
            self._network = VideoMAEModel.from_pretrained(folder, local_files_only=True, use_safetensors=True)
        except (OSError, ValueError, RuntimeError) as error:
            raise DamagedModel(f"“{folder}” does not hold the weights of VideoMAE.", "Fetch it again.") from error
        self._network.eval()
        self.side = int(self._network.config.image_size)
        self.frames = int(self._network.config.num_frames)

    def __call__(self, clip: Sequence[RgbImage]) -> Tensor:
        """(F,) of frames that are `side` by `side`."""
        chosen = np.linspace(0, len(clip) - 1, self.frames).round().astype(int)
        pixels = np.stack([clip[number] for number in chosen]).transpose(0, 3, 1, 2).astype(np.float32) / 255
        # The mean and deviation of ImageNet, with which it was trained.
        mean, deviation = (np.array(each, np.float32)[:, None, None] for each in (_MEAN, _DEVIATION))
        with torch.inference_mode():
            seen = self._network(torch.from_numpy((pixels - mean) / deviation)[None]).last_hidden_state
        return torch.as_tensor(seen.mean(dim=1)[0]).clone()


_MEAN, _DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
