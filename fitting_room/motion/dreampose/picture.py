"""Pictures as CLIP's image encoder takes them."""

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from fitting_room.domain.arrays import RgbImage

SIDE = 224
MEAN = (0.48145466, 0.4578275, 0.40821073)
DEVIATION = (0.26862954, 0.26130258, 0.27577711)


def show_to_encoder(picture: RgbImage) -> Tensor:
    """(H, W, 3) uint8 -> (1, 3, 224, 224): the middle square, as the published preprocessing cuts it."""
    height, width = picture.shape[:2]
    scale = SIDE / min(height, width)
    size = (SIDE, int(height * scale)) if width <= height else (int(width * scale), SIDE)
    small = Image.fromarray(picture).resize(size, Image.Resampling.BICUBIC)
    left, top = (size[0] - SIDE) // 2, (size[1] - SIDE) // 2
    middle = np.asarray(small.crop((left, top, left + SIDE, top + SIDE)), np.float32) / 255
    normal = (middle - np.array(MEAN, np.float32)) / np.array(DEVIATION, np.float32)
    return torch.from_numpy(normal.transpose(2, 0, 1)[None])
