"""Whether a face in a frame is still that of the still: SSIM once the one is laid over the other."""

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import BodyLabel, Person
from fitting_room.evaluation.metrics import ssim

_SMALLEST = 24
"""Shorter side in pixels of a face that SSIM, with its window of eleven, can say anything about."""
_SEARCH = 0.8
"""How far a face may have moved, in its own sizes."""


class FaceLikeness:
    """Compares the face of every frame with that of the still.

    Args:
        look: The still.
    """

    def __init__(self, look: Person) -> None:
        rows, columns = np.nonzero(look.parsing.where(BodyLabel.FACE))
        self._box = (0, 0, 0, 0)
        if len(rows):
            self._box = (int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)
        left, top, right, bottom = self._box
        self._face = look.photo.pixels[top:bottom, left:right]
        self._inside = look.parsing.where(BodyLabel.FACE)[top:bottom, left:right]

    def of(self, frame: RgbImage) -> float:
        """SSIM of the face of a frame, RGB uint8 (H, W, 3), to that of the still; 1 where no face is large enough."""
        left, top, right, bottom = self._box
        width, height = right - left, bottom - top
        if min(width, height) < _SMALLEST or not self._inside.any():
            return 1.0
        across, down = round(_SEARCH * width), round(_SEARCH * height)
        x, y = max(left - across, 0), max(top - down, 0)
        around = frame[y : bottom + down, x : right + across]
        grey, wanted = (cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) for picture in (around, self._face))
        found = cv2.matchTemplate(grey, wanted, cv2.TM_CCOEFF_NORMED)
        begin = np.eye(2, 3, dtype=np.float32)
        begin[:, 2] = cv2.minMaxLoc(found)[3]
        return max(self._likeness(around, warp) for warp in (begin, _aligned(wanted, grey, begin)))

    def _likeness(self, around: RgbImage, warp: npt.NDArray[np.float32]) -> float:
        height, width = self._inside.shape
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        laid = cv2.warpAffine(around, warp, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
        return ssim(np.asarray(laid, np.uint8), self._face, self._inside)


def _aligned(
    wanted: npt.NDArray[np.uint8], grey: npt.NDArray[np.uint8], begin: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """The affine map from the still's face to the frame that fits best; where none is found, the one to begin with."""
    criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 60, 1e-5)
    try:
        everywhere = np.ones_like(grey)
        _, warp = cv2.findTransformECC(wanted, grey, begin.copy(), cv2.MOTION_AFFINE, criteria, everywhere, 3)
    except cv2.error:
        return begin
    return np.asarray(warp, np.float32)
