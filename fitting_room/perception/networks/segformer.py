"""Person canvas + pose + matte -> parsing, by SegFormer networks trained on clothes.

The network says what is cloth of which kind, hair, skin, shoe or bag. Edges, sides and body parts follow as they do for
the rules: the label sets of the field know neither hands nor necks.
"""

from pathlib import Path
from types import MappingProxyType
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Matte, RgbImage
from fitting_room.domain.body import Parsing, Pose
from fitting_room.perception.networks.pretrained import CONFIG, PREPROCESSOR, damaged, load_network, shown, told_in
from fitting_room.perception.parsing.body_parts import name_parts
from fitting_room.perception.parsing.borders import at_canvas_size
from fitting_room.perception.parsing.classes import SoftClass
from fitting_room.perception.parsing.tidy import tidy

Array = npt.NDArray[np.float32]

CLASSES = MappingProxyType(
    {
        "background": SoftClass.BACKGROUND,
        "hat": SoftClass.HAT,
        "hair": SoftClass.HAIR,
        "sunglasses": SoftClass.SKIN,
        "glasses": SoftClass.SKIN,
        "jewelry": SoftClass.SKIN,
        "upper-clothes": SoftClass.UPPER,
        "top": SoftClass.UPPER,
        "skirt": SoftClass.LOWER,
        "pants": SoftClass.LOWER,
        "belt": SoftClass.LOWER,
        "dress": SoftClass.DRESS,
        "left-shoe": SoftClass.SHOES,
        "right-shoe": SoftClass.SHOES,
        "feet": SoftClass.SHOES,
        "face": SoftClass.SKIN,
        "torso": SoftClass.SKIN,
        "left-leg": SoftClass.SKIN,
        "right-leg": SoftClass.SKIN,
        "legs": SoftClass.SKIN,
        "left-arm": SoftClass.SKIN,
        "right-arm": SoftClass.SKIN,
        "arms": SoftClass.SKIN,
        "hands": SoftClass.SKIN,
        "bag": SoftClass.BAG,
        "scarf": SoftClass.OTHER,
    }
)
"""The names of ATR and of FASHN's parser in our words. What is worn on the face belongs to it."""


class SegformerParser:
    """A parser with a SegFormer network.

    Args:
        folder: Where its files lie.
        device: What torch calls the device it runs on.
        model: Its id on the shelf.

    Raises:
        DamagedModel: The files are not exactly those of such a network, or it speaks of labels that nobody knows.
    """

    def __init__(self, folder: Path, device: str, model: str) -> None:
        names = told_in(folder, CONFIG, model).get("id2label", {})
        size = told_in(folder, PREPROCESSOR, model).get("size", {})
        try:
            classes = [CLASSES[names[str(number)].lower()] for number in range(len(names))]
            self._canvas = int(size["width"]), int(size["height"])
        except (KeyError, AttributeError, TypeError) as error:
            raise damaged(model) from error
        self._groups = np.zeros((len(classes), len(SoftClass)), np.float32)
        self._groups[range(len(classes)), classes] = 1
        self._device = device
        self._network: Any = load_network("SegformerForSemanticSegmentation", folder, device, model)

    def parse(self, canvas: RgbImage, pose: Pose, matte: Matte) -> Parsing:
        """See `Parser.parse`."""
        on_person = self.probabilities(canvas)[..., 1:]
        on_person /= np.maximum(on_person.sum(-1, keepdims=True), 1e-6)
        return Parsing(name_parts(tidy(at_canvas_size(canvas, matte, on_person)), pose))

    def probabilities(self, canvas: RgbImage) -> Array:
        """What each part of a canvas shows.

        Args:
            canvas: RGB uint8 (H, W, 3). The network sees it in the shape of its training, whatever its own.

        Returns:
            (h, w, C) float32 of `SoftClass`, at a quarter of the network's size.
        """
        import torch

        picture = cv2.resize(canvas, self._canvas, interpolation=cv2.INTER_AREA)
        with torch.inference_mode():
            chances = self._network(shown(picture, self._device)).logits.softmax(dim=1)
        return np.asarray(chances[0].permute(1, 2, 0).float().cpu().numpy() @ self._groups, np.float32)
