"""The bare body under the clothes, measured against rendered people whose clothes are known."""

import numpy as np
import pytest

from fitting_room.domain.body import Joint, Person
from fitting_room.domain.decoding import open_photo
from fitting_room.perception.body_shape import BodyShape, Side, measure_body
from fitting_room.perception.old_outline import measure_old_outline, near
from fitting_room.perception.person import understand_person
from fitting_room.resources import assets


@pytest.fixture(scope="module")
def measured() -> dict[str, tuple[Person, BodyShape]]:
    people = {}
    for name in ("anna", "kofi", "imani", "hal"):
        person = understand_person(open_photo(assets() / "demo" / "people" / f"{name}.png"))
        people[name] = (person, measure_body(person))
    return people


def test_the_torso_lies_inside_the_silhouette(measured):
    for person, shape in measured.values():
        for level in (0.3, 0.6, 0.9):
            for side in Side:
                inner = shape.spine(level) + (shape.edge(level, side) - shape.spine(level)) * 0.85
                x, y = np.round(inner).astype(int)
                assert person.matte[y, x] > 0.5


def test_left_is_the_person_s_own_left(measured):
    for person, shape in measured.values():
        assert shape.across[0] > 0.9
        assert shape.arms[Side.LEFT].axis[0][0] > shape.arms[Side.RIGHT].axis[0][0]
        assert person.pose.at(Joint.LEFT_SHOULDER)[0] > person.pose.at(Joint.RIGHT_SHOULDER)[0]


def test_levels_run_from_the_shoulders_to_the_hips(measured):
    for _, shape in measured.values():
        assert shape.level_of(shape.shoulders) == pytest.approx(0.0)
        # Rows of cloth lean less than the spine does: only nearly one.
        assert shape.level_of(shape.hips) == pytest.approx(1.0, abs=0.05)


def test_sleeves_end_where_they_end_in_the_photo(measured):
    _, shape = measured["kofi"]
    ends = measure_old_outline(*measured["kofi"]).sleeve_ends
    for side in Side:
        assert 0.15 < ends[side] < 0.5, "a T-shirt"
    long = measure_old_outline(*measured["imani"]).sleeve_ends
    for side in Side:
        assert np.isnan(long[side]) or long[side] > 0.85, "a jumper"
    assert shape.unit_length > 0


def test_an_old_line_is_taken_only_where_it_is_near():
    assert near(100.0, 110.0, 0.15) == 110.0
    assert near(100.0, 130.0, 0.15) == 100.0
    assert near(100.0, float("nan"), 0.15) == 100.0
