"""What the pictures themselves say about a try-on that went wrong."""

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.sentence import Sentence

FEWEST_PIXELS = 200
"""Of skin that must be seen before its colour is judged."""


class Alarm(StrEnum):
    """What went wrong."""

    NOTHING_CHANGED = "nothing changed"
    IDENTITY_DRIFT = "identity drift"
    SKIN_SHIFT = "skin shift"
    EMPTY = "empty"


ALARM_WORDS = {
    Alarm.NOTHING_CHANGED: Sentence("The old clothes stayed on; another try was made with them hidden."),
    Alarm.IDENTITY_DRIFT: Sentence("The person came out changed; another try was made."),
    Alarm.SKIN_SHIFT: Sentence("The colour of the skin came out changed; another try was made."),
    Alarm.EMPTY: Sentence("The picture came out empty; another try was made."),
}
"""What is said of a first try."""
FINDINGS = {
    Alarm.NOTHING_CHANGED: Sentence("the old clothes stayed on"),
    Alarm.IDENTITY_DRIFT: Sentence("the person came out changed"),
    Alarm.SKIN_SHIFT: Sentence("the colour of the skin came out changed"),
    Alarm.EMPTY: Sentence("the picture came out empty"),
}
"""What is said of one of several samples."""
STILL_WRONG = Sentence(
    "The picture may not be right; please compare it with the photo, or choose another seed or engine."
)


@dataclass(frozen=True)
class AlarmParams:
    """When to be alarmed. Set from published figures; not tuned, because no weights could be run."""

    least_change: float = 4.0
    """Mean difference, of 255, among the pixels that may change."""
    most_drift: float = 25.0
    """Root of the mean square difference among the others. FASHN is reported at 27.5 dB there, which is 10.7."""
    most_skin_shift: float = 9.0
    """CIE76 distance between median colours of skin that stays in sight; about 2 is just seen."""
    least_detail: float = 1.0
    """Standard deviation, of 255, of the grey levels that may change. klein is reported to paint one solid black frame
    in 16; cloth without any fold or grain is not seen in photos."""


PARAMS = AlarmParams()


def find_alarms(
    before: RgbImage, after: RgbImage, may_change: Mask, skin: Mask, params: AlarmParams = PARAMS
) -> tuple[Alarm, ...]:
    """Compare what the network was shown with what it painted, before anything is put back.

    Args:
        before: RGB uint8 (H, W, 3), the person.
        after: The same after the try-on.
        may_change: (H, W) bool, the pixels of the clothes.
        skin: (H, W) bool, skin in sight; what lies inside `may_change` is left out.
        params: When to be alarmed.
    """
    found = []
    # By OpenCV, which needs no copies: this runs once for every picture, while the card waits.
    inside, outside = may_change.astype(np.uint8), (~may_change).astype(np.uint8)
    channels = after.shape[2]
    if may_change.any():
        change = cv2.norm(after, before, cv2.NORM_L1, inside) / (channels * int(inside.sum()))
        if change < params.least_change:
            found.append(Alarm.NOTHING_CHANGED)
        _, detail = cv2.meanStdDev(cv2.cvtColor(after, cv2.COLOR_RGB2GRAY), mask=inside)
        if float(detail[0, 0]) < params.least_detail:
            found.append(Alarm.EMPTY)
    if not may_change.all():
        drift = cv2.norm(after, before, cv2.NORM_L2SQR, outside) / (channels * int(outside.sum()))
        if drift**0.5 > params.most_drift:
            found.append(Alarm.IDENTITY_DRIFT)
    steady = skin & ~may_change
    if steady.sum() >= FEWEST_PIXELS:
        shift = _median_lab(after, steady) - _median_lab(before, steady)
        if float(np.linalg.norm(shift)) > params.most_skin_shift:
            found.append(Alarm.SKIN_SHIFT)
    return tuple(found)


def _median_lab(picture: RgbImage, where: Mask) -> npt.NDArray[np.float32]:
    """(3,) float32: the median colour of some pixels in CIE Lab."""
    pixels = picture[where].astype(np.float32)[None] / 255
    return np.median(cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB)[0], axis=0)
