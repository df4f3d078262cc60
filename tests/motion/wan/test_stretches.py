"""How a clip is cut, and how one stretch goes on from another."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitting_room.domain.tryon import Preset
from fitting_room.motion.wan.engine import ANIMATE_MANNER, VACE_MANNER
from fitting_room.motion.wan.stretches import MOST_SHIFT, Room, cut, meet


@settings(max_examples=60)
@given(st.integers(2, 2000), st.sampled_from([13, 49, 77, 81]), st.sampled_from([1, 5]))
def test_stretches_cover_the_clip_and_share_the_overlap(frames: int, longest: int, overlap: int) -> None:
    stretches = cut(frames, longest, overlap)
    assert stretches[0].start == 0
    assert stretches[-1].stop >= frames > stretches[-1].start
    for before, after in pairwise(stretches):
        assert after.start == before.stop - overlap
    for stretch in stretches:
        assert len(stretch) % 4 == 1
        assert len(stretch) <= longest
        assert len(stretch) > 2 * overlap or len(stretches) == 1


def test_five_seconds_are_as_few_stretches_as_can_be() -> None:
    lengths = {
        (manner.model, preset): [len(part) for part in cut(5 * pace.fps, manner.longest, manner.overlap)]
        for manner in (ANIMATE_MANNER, VACE_MANNER)
        for preset, pace in manner.paces.items()
    }
    assert lengths == {
        ("wan-animate", Preset.DRAFT): [77],
        ("wan-animate", Preset.BALANCED): [65, 65],
        ("wan-animate", Preset.FINAL): [65, 65],
        ("wan-vace", Preset.DRAFT): [81],
        ("wan-vace", Preset.BALANCED): [81],
        ("wan-vace", Preset.FINAL): [81],
    }


@pytest.mark.parametrize(("drift", "left"), [(3, 0), (-5, 0), (40, 40 - MOST_SHIFT)])
def test_colours_go_on_where_they_were(drift: int, left: float) -> None:
    random = np.random.default_rng(0)
    frames = [random.integers(60, 190, (8, 8, 3)).astype(np.uint8) for _ in range(6)]
    before = tuple(frames[:2])
    met = meet([(frame + drift).astype(np.uint8) for frame in frames], before, None)
    assert met[0] is before[0]
    assert met[1] is before[1]
    for frame, wanted in zip(met[2:], frames[2:], strict=True):
        assert np.array_equal(frame.astype(int), wanted.astype(int) + round(left))


def test_the_room_is_the_stills_own_and_fades_in_without_an_edge() -> None:
    still = np.full((240, 240, 3), 50, np.uint8)
    region = np.zeros((240, 240), np.bool_)
    region[60:, 60:180] = True
    kept = Room(still, region).keep(np.full_like(still, 90))
    assert np.all(kept[~region] == 50)
    assert np.all(kept[120:, 70:170] == 90)
    assert np.all(np.abs(np.diff(kept[150, :, 0].astype(int))) <= 11)
    assert kept[239, 120, 0] == 90  # No fading at the picture's own edge.
    assert np.array_equal(Room(still, None).keep(still), still)
