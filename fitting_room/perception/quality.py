"""Whether a photo is fit for a try-on, and what to do where it is not."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from fitting_room.domain.body import Joint, Person, Photo, Pose
from fitting_room.domain.errors import BackView, BodyCutOff, NobodyFound, TooDark, UnsuitablePhoto
from fitting_room.domain.garment import CATEGORY_WORDS, Category
from fitting_room.domain.sentence import Sentence


@dataclass(frozen=True)
class QualityParams:
    """Limits."""

    darkest: float = 0.10
    """Brightness (0-1) that the brightest twentieth of the photo must reach (0.05-0.2 tried)."""
    narrowest_shoulders: float = 0.24
    """Shoulder width over torso length below which somebody is seen from the side (0.6 from the front)."""
    shortest_thigh: float = 0.45
    """How far the lower knee must be below its hip, over torso length (above 0.6 standing, below 0.37 sitting)."""
    most_bent_knee: float = 90.0
    """Degrees by which both knees may be bent (0 is a straight leg; squatting 120-140, a stride 80 and 40)."""
    least_legs: float = 0.4
    """How much of the picture must lie below the hips for bottoms, over torso length (0.8 would be the knees; below
    0.35 a long top leaves nothing of them to see: 0.2-0.8 tried on 18 people)."""
    part_of_a_person: float = 0.1
    """Share of the picture that looks like people from which on part of somebody may be there: rooms stay below 0.02, a
    pair of legs reaches 0.12."""


PARAMS = QualityParams()


def nobody_found(photo: Photo, params: QualityParams = PARAMS) -> UnsuitablePhoto:
    """The refusal for a photo in which no body was found."""
    from fitting_room.perception.graphs import person_probability

    next_step = "Use a photo that shows somebody from the front, from the head to the hips."
    if float(person_probability(photo.pixels).mean()) > params.part_of_a_person:
        return BodyCutOff("Too little of a person can be made out in this photo.", next_step)
    return NobodyFound("No person was found in this photo.", next_step)


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


def is_seen_from_behind(pose: Pose) -> bool:
    """Whether the shoulders are the wrong way round and no face is visible."""
    if not pose.sees(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER):
        return False
    swapped = pose.at(Joint.LEFT_SHOULDER)[0] < pose.at(Joint.RIGHT_SHOULDER)[0]
    return bool(swapped and pose.face is None)


def check_person(
    person: Person, categories: Collection[Category], backs: bool = False, params: QualityParams = PARAMS
) -> None:
    """Refuse a person of whom the part that the garments need is outside the frame, or seen from a wrong side.

    Args:
        person: Somebody understood.
        categories: What they shall wear.
        backs: Whether every garment has a picture of its back.
        params: Limits.

    Raises:
        BackView: The person is seen from behind, and a garment from the front only.
        BodyCutOff: Shoulders (tops), hips and some of the legs (bottoms), or shoulders and hips (dresses) are not
            visible.
        UnsuitablePhoto: The person is seen from the side (tops, dresses) or sits (bottoms, dresses).
    """
    if person.from_behind and not backs:
        raise BackView(
            "The person is seen from behind.",
            "Use a photo taken from the front, or add a picture of the back to every garment.",
        )
    for category in categories:
        missing = [name for name, joints in _NEEDED[category] if not person.pose.sees(*joints)]
        if category is Category.BOTTOMS and not missing and not _shows_legs(person.pose, params):
            missing = [Sentence("legs")]
        if missing:
            raise BodyCutOff(
                _cannot_be_seen(missing, category), "Step back, so that the whole body fits into the picture."
            )
    if any(category is not Category.BOTTOMS for category in categories):
        _check_turned(person.pose, params)
    if any(category is not Category.TOPS for category in categories):
        _check_standing(person.pose, params)


def _shows_legs(pose: Pose, params: QualityParams) -> bool:
    """Whether enough of the picture lies below the hips for bottoms to be seen on it."""
    hips = (pose.at(Joint.LEFT_HIP) + pose.at(Joint.RIGHT_HIP)) / 2
    return bool(pose.size[1] - hips[1] > params.least_legs * _torso_length(pose))


def _check_turned(pose: Pose, params: QualityParams) -> None:
    """Refuse a top or dress for somebody seen from the side: the garment's front is not where their front is."""
    width = abs(pose.at(Joint.LEFT_SHOULDER)[0] - pose.at(Joint.RIGHT_SHOULDER)[0])
    if width < params.narrowest_shoulders * _torso_length(pose):
        raise UnsuitablePhoto("The person is turned too far to the side.", "Use a photo taken from the front.")


def _check_standing(pose: Pose, params: QualityParams) -> None:
    """Refuse bottoms or a dress for somebody who sits or squats: thighs that point at the camera cannot be dressed."""
    hips, knees = (Joint.LEFT_HIP, Joint.RIGHT_HIP), (Joint.LEFT_KNEE, Joint.RIGHT_KNEE)
    if not pose.sees(*hips, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER):
        return
    # Knees outside the picture are guessed well enough for this: nobody who stands was taken for sitting.
    drops = [float(pose.at(knee)[1] - pose.at(hip)[1]) for hip, knee in zip(hips, knees, strict=True)]
    squats = min(_bend(pose, *leg) for leg in _LEGS) > params.most_bent_knee
    if squats or max(drops) < params.shortest_thigh * _torso_length(pose):
        raise UnsuitablePhoto("The person is sitting.", "Use a photo of somebody who stands.")


def _bend(pose: Pose, hip: Joint, knee: Joint, ankle: Joint) -> float:
    """Degrees by which a knee is bent; 0 where it is not known."""
    if not pose.sees(knee, ankle):
        return 0.0
    thigh, shin = pose.at(knee) - pose.at(hip), pose.at(ankle) - pose.at(knee)
    turn = np.arctan2(thigh[0] * shin[1] - thigh[1] * shin[0], thigh @ shin)
    return float(np.degrees(abs(turn)))


def _torso_length(pose: Pose) -> float:
    shoulders = (pose.at(Joint.LEFT_SHOULDER) + pose.at(Joint.RIGHT_SHOULDER)) / 2
    hips = (pose.at(Joint.LEFT_HIP) + pose.at(Joint.RIGHT_HIP)) / 2
    return float(np.hypot(*(hips - shoulders)))


def _cannot_be_seen(missing: Sequence[Sentence], category: Category) -> Sentence:
    what = CATEGORY_WORDS[category]
    if len(missing) == 1:
        return Sentence("The {part} cannot be seen in this photo, but {what} need them.", part=missing[0], what=what)
    upper, lower = missing
    return Sentence(
        "The {upper} and the {lower} cannot be seen in this photo, but {what} need them.",
        upper=upper,
        lower=lower,
        what=what,
    )


_LEGS = (
    (Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
    (Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
)
_NEEDED = {
    Category.TOPS: ((Sentence("shoulders"), (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)),),
    Category.BOTTOMS: ((Sentence("hips"), (Joint.LEFT_HIP, Joint.RIGHT_HIP)),),
    Category.DRESSES: (
        (Sentence("shoulders"), (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)),
        (Sentence("hips"), (Joint.LEFT_HIP, Joint.RIGHT_HIP)),
    ),
}
