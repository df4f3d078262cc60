"""The grain of a picture, measured and made: what is painted without it looks pasted in."""

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, RgbImage

Floats = npt.NDArray[np.float32]


def measure_grain(image: RgbImage, known: Mask) -> Floats:
    """(3,) float32 strength of the picture's grain in grey levels, measured where it is flattest."""
    for side in (96, 24):
        samples = []
        step_y, step_x = (max(side, length // 6) for length in known.shape)
        for top in range(0, known.shape[0] - side + 1, step_y):
            for left in range(0, known.shape[1] - side + 1, step_x):
                window = (slice(top, top + side), slice(left, left + side))
                if known[window].all():
                    values = image[window].astype(np.float32)
                    high = values - cv2.GaussianBlur(values, (0, 0), 1.5)
                    samples.append(np.median(np.abs(high), axis=(0, 1)) * 1.4826)
        if samples:
            # What the flatter part of the picture shows is grain; more than that is texture.
            return np.asarray(np.minimum(np.quantile(np.array(samples), 0.2, axis=0), 6.0), np.float32)
    return np.zeros(3, np.float32)


def make_grain(strength: Floats, shape: tuple[int, int], seed: int) -> Floats:
    """(h, w, 3) float32 noise of this shape and strength, a little coarser than pixels, as grain after JPEG is."""
    random = np.random.default_rng(seed)
    grey, colour = random.standard_normal((256, 256, 1), np.float32), random.standard_normal((256, 256, 3), np.float32)
    tile = cv2.GaussianBlur(0.8 * grey + 0.6 * colour, (0, 0), 0.6)
    tile *= strength / max(float(tile.std()), 1e-6)
    return np.tile(tile, (-(-shape[0] // 256), -(-shape[1] // 256), 1))[: shape[0], : shape[1]]
