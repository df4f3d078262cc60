"""Whether a photo is fit for a try-on, and what to do where it is not."""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np

from fitting_room.domain.body import Joint, Person, Photo, Pose
from fitting_room.domain.errors import BackView, BodyCutOff, NobodyFound, TooDark
from fitting_room.domain.garment import Category


@dataclass(frozen=True)
class QualityParams:
    """Limits."""

    darkest: float = 0.10
    """Brightness (0-1) that the brightest twentieth of the photo must reach (0.05-0.2 tried)."""


PARAMS = QualityParams()


def nobody_found() -> NobodyFound:
    """The refusal for a photo without a person."""
    return NobodyFound(
        "No person was found in this photo.", "Use a photo that shows somebody from the front, from the head to the hips."
    )


def check_light(photo: Photo, params: QualityParams = PARAMS) -> None:
    """Refuse a photo that is too dark everywhere.

    Raises:
        TooDark: Too little light to tell cloth from skin.
    """
    scale = min(1.0, 256 / max(photo.size))
    size = tuple(max(1, round(length * scale)) for length in photo.size)
    brightness = cv2.resize(photo.pixels, size, interpolation=cv2.INTER_AREA).max(-1)
    if float(np.percentile(brightness, 95)) / 255.0 < params.darkest:
        raise TooDark("The photo is too dark to tell cloth from skin.", "Take it again with more light from the front.")


def check_seen_from_front(pose: Pose) -> None:
    """Refuse a person seen from behind.

    Raises:
        BackView: The shoulders are the wrong way round and no face is visible.
    """
    swapped = pose.at(Joint.LEFT_SHOULDER)[0] < pose.at(Joint.RIGHT_SHOULDER)[0]
    if swapped and pose.face is None and pose.sees(Joint.NOSE):
        raise BackView("The person is seen from behind.", "Use a photo taken from the front.")


def check_person(person: Person, categories: Iterable[Category]) -> None:
    """Refuse a person of whom the part that the garments need is outside the frame.

    Args:
        person: Somebody understood.
        categories: What they shall wear.

    Raises:
        BodyCutOff: Shoulders (tops), hips and knees (bottoms), or shoulders and hips (dresses) are not visible.
    """
    for category in categories:
        missing = [name for name, joints in _NEEDED[category] if not person.pose.sees(*joints)]
        if missing:
            raise BodyCutOff(
                f"The {' and the '.join(missing)} cannot be seen in this photo, but {category} need them.",
                "Step back, so that the whole body fits into the picture.",
            )


_NEEDED = {
    Category.TOPS: (("shoulders", (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)),),
    Category.BOTTOMS: (
        ("hips", (Joint.LEFT_HIP, Joint.RIGHT_HIP)),
        ("knees", (Joint.LEFT_KNEE, Joint.RIGHT_KNEE)),
    ),
    Category.DRESSES: (
        ("shoulders", (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)),
        ("hips", (Joint.LEFT_HIP, Joint.RIGHT_HIP)),
    ),
}
