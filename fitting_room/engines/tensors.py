"""Pictures as networks take them and give them back."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from fitting_room.domain.arrays import RgbImage

MIDDLE = 127.5
"""Half the range of a pixel: pictures go to the network as value / MIDDLE - 1."""


def to_network(pictures: Sequence[npt.NDArray[np.uint8]], device: torch.device, kind: torch.dtype) -> Tensor:
    """(H, W) or (H, W, 3) uint8 each -> (B, 1 or 3, H, W) in [-1, 1], on a device and of a kind of numbers."""
    channels = np.stack([np.atleast_3d(picture).transpose(2, 0, 1) for picture in pictures])
    return torch.from_numpy(channels.astype(np.float32) / MIDDLE - 1).to(device, kind)


def to_pixels(pictures: Tensor) -> tuple[RgbImage, ...]:
    """(B, 3, H, W), cut to [-1, 1] -> (H, W, 3) uint8 each."""
    levels = (pictures.float().clamp(-1, 1) + 1) * MIDDLE
    return tuple(np.ascontiguousarray(levels.round().to(torch.uint8).permute(0, 2, 3, 1).cpu().numpy()))
