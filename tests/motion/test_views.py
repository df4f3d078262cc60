"""Four views of a clip: all sides of somebody who turns, and four moments of somebody who does not."""

import numpy as np
import pytest

from fitting_room.domain.motion import ClipOptions
from fitting_room.motion.library import BUNDLED, bundled
from fitting_room.motion.retarget import turning
from fitting_room.motion.views import VIEWS, four_views

FIVE = ClipOptions()


def test_a_full_turn_is_seen_from_front_side_back_and_side() -> None:
    motion = bundled("full-turn")
    degrees = np.degrees(turning(motion, FIVE)[list(four_views(motion, FIVE, FIVE.frames))])
    np.testing.assert_allclose(np.abs(degrees), [0, 90, 180, 270], atol=5)


def test_a_turn_left_and_right_is_seen_from_both_sides() -> None:
    motion = bundled("turn")
    yaw = turning(motion, FIVE)
    views = four_views(motion, FIVE, FIVE.frames)
    assert views[0] == 0
    assert {int(yaw.argmax()), int(yaw.argmin())} < set(views)


@pytest.mark.parametrize("name", BUNDLED)
@pytest.mark.parametrize("frames", [2, 4, 5, 23, 120, 192])
def test_views_are_different_frames_that_there_are(name: str, frames: int) -> None:
    views = four_views(bundled(name), ClipOptions(seconds=8), frames)
    assert len(views) == len(set(views)) == min(frames, VIEWS)
    assert sorted(views) == list(views)
    assert 0 <= views[0] <= views[-1] < frames


def test_somebody_who_stays_in_front_is_shown_at_even_moments() -> None:
    assert four_views(bundled("raise"), FIVE, FIVE.frames) == (0, 30, 60, 90)
