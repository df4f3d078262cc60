"""Clicks on a picture -> the thing that was meant, by Segment Anything 2.1."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.geometry import Placement
from fitting_room.perception.clicks import Click, Clickable
from fitting_room.perception.networks.pretrained import load_network, shown

NETWORK_SIDE = 1024
"""Longest side that its pictures need: larger ones are shrunk by area first, so that nothing flickers."""


class SegmentAnything:
    """Tells things apart with a network.

    Args:
        folder: Where its files lie.
        device: What torch calls the device it runs on.
        model: Its id on the shelf.

    Raises:
        DamagedModel: The files are not exactly those of such a network.
    """

    def __init__(self, folder: Path, device: str, model: str) -> None:
        self._device = device
        self._network: Any = load_network("Sam2Model", folder, device, model)
        self._side: int = self._network.config.prompt_encoder_config.image_size

    def look(self, pixels: RgbImage) -> Clickable:
        """See `Segmenter.look`: the slow part, once per picture."""
        import torch

        small = Placement.shrink((pixels.shape[1], pixels.shape[0]), NETWORK_SIDE).image(pixels)
        # It was trained on squares into which pictures of any shape were pressed.
        square = cv2.resize(small, (self._side, self._side), interpolation=cv2.INTER_LINEAR)
        with torch.inference_mode():
            features = self._network.get_image_embeddings(shown(square, self._device))
        return _Looked(self._network, features, (pixels.shape[1], pixels.shape[0]), self._side, self._device)


class _Looked:
    """A picture as the network remembers it."""

    def __init__(self, network: Any, features: Any, size: tuple[int, int], side: int, device: str) -> None:
        self._network, self._features, self._device = network, features, device
        self._size = size
        self._per_pixel = np.array([side / size[0], side / size[1]], np.float32)

    def mask(self, clicks: Sequence[Click], box: tuple[float, float, float, float] | None = None) -> Mask:
        """See `Clickable.mask`."""
        import torch

        asked: dict[str, Any] = {}
        if clicks:
            places = np.array([(click.x, click.y) for click in clicks], np.float32) * self._per_pixel
            asked["input_points"] = torch.from_numpy(places)[None, None].to(self._device)
            inside = [int(click.inside) for click in clicks]
            asked["input_labels"] = torch.tensor(inside, device=self._device)[None, None]
        if box is not None:
            corners = np.array(box, np.float32) * np.tile(self._per_pixel, 2)
            asked["input_boxes"] = torch.from_numpy(corners)[None, None].to(self._device)
        # One click may mean a button, the shirt or who wears it: the network offers three, and says how sure it is.
        unclear = len(clicks) == 1 and box is None
        with torch.inference_mode():
            answer = self._network(image_embeddings=list(self._features), multimask_output=unclear, **asked)
        best = int(answer.iou_scores[0, 0].argmax())
        logits = answer.pred_masks[0, 0, best].float().cpu().numpy()
        return np.asarray(cv2.resize(logits, self._size, interpolation=cv2.INTER_LINEAR) > 0)
