"""Photo -> Person: pose, matte and parsing, worked out on the person's part of the photo, at the photo's own size."""

from dataclasses import dataclass, replace

import numpy as np

from fitting_room.domain.arrays import Matte
from fitting_room.domain.body import Parsing, Person, Photo
from fitting_room.domain.geometry import Placement
from fitting_room.domain.job import Report, silent, within
from fitting_room.domain.sentence import Sentence
from fitting_room.perception.body_shape import measure_body
from fitting_room.perception.matte import make_matte
from fitting_room.perception.parsing import Parser, RuleParser
from fitting_room.perception.pose import PeopleFinder, Sighting, find_people
from fitting_room.perception.quality import check_light, is_seen_from_behind, nobody_found
from fitting_room.perception.relabel import put_labels_right
from fitting_room.perception.steady import exchanged


@dataclass(frozen=True)
class PersonParams:
    """How the person's part of the photo is chosen."""

    canvas_side: int = 1024
    """Longest side of the working canvas in pixels."""
    margin: float = 0.08
    """Room around the person, as a share of the larger side of their box."""


PARAMS = PersonParams()


def understand_person(
    photo: Photo,
    parser: Parser | None = None,
    params: PersonParams = PARAMS,
    report: Report = silent,
    finder: PeopleFinder = find_people,
) -> Person:
    """Find the largest person in a photo and everything the engines need to know about them.

    Args:
        photo: The photo.
        parser: Who labels the pixels; the rule-based parser where None.
        params: How the person's part of the photo is chosen.
        report: Called before each step; raises `Cancelled` to stop.
        finder: Who finds the people.

    Returns:
        The person, at the photo's own size.

    Raises:
        NobodyFound: No person is visible.
        BodyCutOff: Too little of a person is visible to see how they stand.
        TooDark: Too little light to tell cloth from skin.
        Cancelled: `report` raised it.
    """
    report("perception", 0.0)
    check_light(photo)
    people = finder(photo.pixels)
    if not people:
        raise nobody_found(photo)
    sighting, *others = people
    from_behind = is_seen_from_behind(sighting.pose)
    if from_behind:
        sighting = replace(sighting, pose=exchanged(sighting.pose))
    crop = Placement.crop(photo.size, person_box(sighting, params), params.canvas_side)
    canvas = crop.image(photo.pixels)
    report("perception", 0.4)
    matte = make_matte(canvas, crop.matte(sighting.mask), [crop.matte(other.mask) for other in others])
    report("perception", 0.6)
    parsing = (parser or RuleParser()).parse(canvas, sighting.pose.placed(crop), matte)
    report("perception", 0.8)
    full_matte = np.clip(crop.matte_back(matte), 0, 1)
    labels = crop.labels_back(parsing.labels)
    notices = () if len(people) == 1 else (Sentence("{count} people found; dressing the largest.", count=len(people)),)
    person = Person(photo, sighting.pose, full_matte, Parsing(labels), notices, from_behind)
    report("perception", 0.85)
    shape = measure_body(person)
    report("perception", 0.9)
    return put_labels_right(person, shape, report=within(report, 0.9, 1.0))


def person_box(sighting: Sighting, params: PersonParams) -> tuple[float, float, float, float]:
    """(left, top, right, bottom) in photo pixels around joints and mask, with a margin, cut to the photo."""
    left, top, right, bottom = sighting.box
    columns, rows = _extent(sighting.mask)
    left, right = min(left, columns[0]), max(right, columns[1])
    top, bottom = min(top, rows[0]), max(bottom, rows[1])
    margin = params.margin * max(right - left, bottom - top)
    width, height = sighting.pose.size
    return (
        float(np.floor(max(left - margin, 0))),
        float(np.floor(max(top - margin, 0))),
        float(np.ceil(min(right + margin, width))),
        float(np.ceil(min(bottom + margin, height))),
    )


def _extent(mask: Matte) -> tuple[tuple[int, int], tuple[int, int]]:
    """First and last column, first and last row where the mask is set; the whole picture where it is empty."""
    columns, rows = np.flatnonzero((mask > 0.5).any(0)), np.flatnonzero((mask > 0.5).any(1))
    if len(columns) == 0:
        return (0, mask.shape[1]), (0, mask.shape[0])
    return (int(columns[0]), int(columns[-1] + 1)), (int(rows[0]), int(rows[-1] + 1))
