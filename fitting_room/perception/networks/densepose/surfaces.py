"""Photo -> IUV of the largest person: the surface of the body that each pixel shows, and where on it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from fitting_room.domain.arrays import LabelMap, RgbImage, freeze
from fitting_room.domain.geometry import Placement
from fitting_room.perception.networks.densepose.network import Charts, DensePose

MEANS = (103.53, 116.28, 123.675)
"""Of blue, green and red in training."""
MULTIPLE = 32


@dataclass(frozen=True)
class SurfaceParams:
    """How people are looked for."""

    longest: int = 1024
    """The picture is looked at with this longest side, as CatVTON does."""
    least: float = 0.8
    """Probability from which something is a person, as CatVTON asks."""
    most: int = 100
    """People at most."""


@dataclass(frozen=True, eq=False)
class Surfaces:
    """What of a body is seen.

    Attributes:
        index: (H, W) uint8, 1 to 24 in DensePose's numbering, 0 where no body is.
        uv: (2, H, W) float32, place on the surface, 0 to 1 where the network is right.
    """

    index: LabelMap
    uv: npt.NDArray[np.float32]

    def __post_init__(self) -> None:
        freeze(self.index, "Surfaces.index", (None, None), np.uint8)
        freeze(self.uv, "Surfaces.uv", (2, *self.index.shape), np.float32)


def find_surfaces(network: DensePose, pixels: RgbImage, params: SurfaceParams = SurfaceParams()) -> Surfaces | None:
    """Look at the largest person in a picture.

    Args:
        network: With its weights, on its device.
        pixels: RGB uint8 (H, W, 3).
        params: How people are looked for.

    Returns:
        Surfaces at the size of the picture; None where nobody is found.
    """
    placement = Placement.shrink((pixels.shape[1], pixels.shape[0]), params.longest)
    canvas = placement.image(pixels)
    picture = to_network(canvas, network.backbone.get_submodule("fpn_output2").weight)  # type: ignore[arg-type]
    with torch.inference_mode():
        features = network.backbone(picture)
        boxes, _ = network.people(features, placement.canvas[::-1], params.least, params.most)
        if not len(boxes):
            return None
        area = (boxes[:, 2:] - boxes[:, :2]).prod(dim=1)
        largest = boxes[area.argmax()][None]
        index, uv = in_box(network.charts(features, largest), largest[0])
    left, top = (int(edge) for edge in largest[0, :2])
    shown = np.s_[top : top + index.shape[0], left : left + index.shape[1]]
    whole, places = np.zeros(canvas.shape[:2], np.uint8), np.zeros((2, *canvas.shape[:2]), np.float32)
    room = whole[shown].shape
    whole[shown] = index[: room[0], : room[1]]
    places[(slice(None), *shown)] = uv[:, : room[0], : room[1]]
    return Surfaces(placement.labels_back(whole), np.stack([_nearest_back(placement, plane) for plane in places]))


def to_network(canvas: RgbImage, like: Tensor) -> Tensor:
    """(H, W, 3) RGB uint8 -> (1, 3, H, W) blue, green and red less their means, padded to multiples of 32."""
    picture = torch.from_numpy(canvas[..., ::-1].astype(np.float32) - np.array(MEANS, np.float32))
    height, width = canvas.shape[:2]
    padding = (0, -width % MULTIPLE, 0, -height % MULTIPLE)
    return functional.pad(picture.permute(2, 0, 1)[None], padding).to(like)


def in_box(charts: Charts, box: Tensor) -> tuple[LabelMap, npt.NDArray[np.float32]]:
    """Charts of one box -> (h, w) uint8 surfaces and (2, h, w) float32 places, at the size of the box."""
    left, top, right, bottom = (float(edge) for edge in box)
    size = (max(int(bottom - top), 1), max(int(right - left), 1))
    coarse, fine, u, v = (
        functional.interpolate(chart.float(), size, mode="bilinear", align_corners=False)[0] for chart in charts
    )
    index = fine.argmax(dim=0) * (coarse.argmax(dim=0) > 0)
    places = torch.stack([plane.gather(0, index[None])[0] * (index > 0) for plane in (u, v)])
    return index.to(torch.uint8).cpu().numpy(), places.cpu().numpy()


def _nearest_back(placement: Placement, plane: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """A plane at the picture's size without mixing the places of two surfaces."""
    back: npt.NDArray[np.float32] = placement.labels_back(plane)  # type: ignore[type-var]
    return back
