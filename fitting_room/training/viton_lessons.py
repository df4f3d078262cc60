"""What VITON-HD's networks learn from: the maps of a person, and what they should make of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from fitting_room.domain.arrays import LabelMap
from fitting_room.domain.errors import BadDataSet
from fitting_room.domain.labels import VITON_HD_GROUPS
from fitting_room.engines.viton_hd.generator import PARTS as GROUPS
from fitting_room.engines.viton_hd.walk import UPPER
from fitting_room.perception.classic import openpose_drawing
from fitting_room.perception.classic import viton_hd as maps
from fitting_room.training.daflow import to_tensor
from fitting_room.training.data_sets import Entry
from fitting_room.training.looks import read_look

SIZE = (768, 1024)
"""(width, height) of the data set."""


@dataclass(frozen=True)
class VitonLessons:
    """What the three parts learn from, all of one size.

    Attributes:
        entries: Who wears what.
        size: (width, height) of the canvas.
    """

    entries: Sequence[Entry]
    size: tuple[int, int] = SIZE

    def __len__(self) -> int:
        return len(self.entries)

    def __getitem__(self, asked: tuple[int, int]) -> Mapping[str, Tensor]:
        """The lesson, channels first.

        - shown: `agnostic` 3, `pose` 3, `garment` 3 in [-1, 1]; `garment_mask` 1; `parts` 13, without the top
        - wanted: `person` 3 in [-1, 1]; `classes` (H, W) int64 of thirteen; `groups` 7; `worn` 3, the garment as it is
          worn on white; `upper` 1, where it is

        Raises:
            BadDataSet: The data set knows too few joints.
        """
        entry = self.entries[asked[0]]
        look = read_look(entry, self.size)
        if look.body_25 is None:
            raise BadDataSet(
                f"“{entry.points}” holds 18 joints, but VITON-HD is shown 25.", "Make it with OpenPose's BODY_25."
            )
        hidden = maps.agnostic_mask(look.labels, look.body_25)
        classes = maps.thirteen_classes(look.labels)
        groups = np.array(VITON_HD_GROUPS, np.uint8)[classes]
        upper = _map(groups == UPPER)
        person = to_tensor(look.person)
        left = maps.thirteen_classes(maps.parse_agnostic(look.labels, look.body_25))
        return {
            "agnostic": to_tensor(maps.agnostic_image(look.person, hidden)),
            "pose": to_tensor(openpose_drawing.draw(look.body_25, look.hands, look.labels.shape)),  # type: ignore[arg-type]
            "garment": to_tensor(look.garment),
            "garment_mask": _map(look.garment_mask),
            "parts": torch.from_numpy(maps.one_hot(left)),
            "person": person,
            "classes": torch.from_numpy(classes.astype(np.int64)),
            "groups": torch.from_numpy(maps.one_hot(groups, GROUPS)),
            "worn": person * upper + (1 - upper),
            "upper": upper,
        }


def _map(where: LabelMap | np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Tensor:
    """(H, W) bool -> (1, H, W) of zeros and ones."""
    return torch.from_numpy(where.astype(np.float32))[None]
