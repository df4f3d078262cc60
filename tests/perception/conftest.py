"""Whatever perceives has to do what these tests say: what every computer has, and networks where they can run."""

from collections.abc import Callable

import pytest

from fitting_room.domain.body import Person, Photo
from fitting_room.perception.choice import Perception, choose_perception
from fitting_room.perception.parsing import RuleParser
from fitting_room.perception.person import understand_person
from fitting_room.perception.pose import PeopleFinder, find_people


@pytest.fixture(scope="session", params=["processor", "card"])
def perception(request: pytest.FixtureRequest) -> Perception:
    if request.param == "processor":
        return Perception()
    chosen = choose_perception()
    if chosen.finder is find_people and isinstance(chosen.parser, RuleParser):
        pytest.skip("needs a CUDA card and installed networks")
    return chosen


@pytest.fixture(scope="session")
def finder(perception: Perception) -> PeopleFinder:
    return perception.finder


@pytest.fixture(scope="session")
def understand(perception: Perception) -> Callable[[Photo], Person]:
    return lambda photo: understand_person(photo, perception.parser, finder=perception.finder)
