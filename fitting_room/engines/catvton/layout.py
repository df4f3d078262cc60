"""Pictures laid out, and put back, as CatVTON's authors do it: for comparisons with what they published.

The engine itself shows the network the person's part of the photo at its own scale (`framing.place_person`) and puts
only the clothes back (`composite.py`). Whoever measures it against published pictures has to start from the same ones.
"""

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from fitting_room.domain.arrays import RgbImage

WHITE = (255, 255, 255)
FEATHER_SHARE = 50
"""The height of the picture over the radius of the blur at the seam."""


def filled(picture: RgbImage, canvas: tuple[int, int]) -> RgbImage:
    """The middle of a picture, cut to the canvas's shape and brought to its (width, height): how people are shown."""
    height, width = picture.shape[:2]
    if width * canvas[1] < canvas[0] * height:
        wide, tall = width, width * canvas[1] // canvas[0]
    else:
        wide, tall = height * canvas[0] // canvas[1], height
    left, top = (width - wide) // 2, (height - tall) // 2
    right, bottom = (width + wide) // 2, (height + tall) // 2
    whole = Image.fromarray(picture).crop((left, top, right, bottom))
    return np.array(whole.resize(canvas, Image.Resampling.LANCZOS))


def on_white(picture: RgbImage, canvas: tuple[int, int]) -> RgbImage:
    """A whole picture as large as the canvas of (width, height) allows, on white: how garments are shown."""
    height, width = picture.shape[:2]
    if width * canvas[1] < canvas[0] * height:
        size = width * canvas[1] // height, canvas[1]
    else:
        size = canvas[0], height * canvas[0] // width
    sheet = Image.new("RGB", canvas, WHITE)
    small = Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS)
    sheet.paste(small, ((canvas[0] - size[0]) // 2, (canvas[1] - size[1]) // 2))
    return np.array(sheet)


def put_back(photo: RgbImage, painted: RgbImage, mask: npt.NDArray[np.uint8]) -> RgbImage:
    """The painted picture where the (H, W) uint8 mask is white, the photo elsewhere, with a wide soft seam."""
    radius = photo.shape[0] // FEATHER_SHARE
    radius += 1 - radius % 2
    soft = np.array(Image.fromarray(mask).filter(ImageFilter.GaussianBlur(radius)))[..., None] / 255
    return np.asarray(photo * (1 - soft) + painted * soft).astype(np.uint8)
