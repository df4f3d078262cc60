"""The user's motions are kept whole, called what the user likes, and come back after a mistake."""

import os
from pathlib import Path

import numpy as np
import pytest

from fitting_room.domain.errors import CannotSave
from fitting_room.motion.library import bundled, read_motion
from fitting_room.studio.library.motions import Motions


@pytest.fixture
def motions(tmp_path: Path) -> Motions:
    return Motions(tmp_path / "motions")


def test_what_was_kept_is_there_the_next_time_newest_first(motions: Motions, tmp_path: Path) -> None:
    assert motions.all == ()
    first, second = motions.keep(bundled("walk")), motions.keep(bundled("dance"))
    os.utime(first.path, (1000, 1000))
    again = Motions(tmp_path / "motions").all
    assert [each.path for each in again] == [second.path, first.path]
    np.testing.assert_array_equal(again[0].motion.keypoints, bundled("dance").keypoints)


def test_a_motion_is_called_what_the_user_likes(motions: Motions) -> None:
    kept = motions.rename(motions.keep(bundled("walk")), "  내 걸음 ")
    assert kept.motion.name == "내 걸음"
    assert read_motion(kept.path).name == "내 걸음"
    assert motions.rename(kept, "  ").motion.name == "내 걸음"
    assert len(motions.all) == 1


def test_removing_can_be_undone_until_the_trash_is_emptied(motions: Motions) -> None:
    kept = motions.keep(bundled("walk"))
    motions.remove(kept)
    assert motions.all == ()
    motions.restore(kept)
    assert [each.path for each in motions.all] == [kept.path]
    motions.remove(kept)
    motions.empty_trash()
    with pytest.raises(CannotSave):
        motions.restore(kept)


def test_a_damaged_file_costs_itself_alone(motions: Motions) -> None:
    kept = motions.keep(bundled("walk"))
    kept.path.with_name("broken.json").write_text("{")
    assert [each.path for each in motions.all] == [kept.path]


def test_nothing_half_written_is_ever_listed(motions: Motions, tmp_path: Path) -> None:
    kept = motions.keep(bundled("walk"))
    left = kept.path.with_name(".half-1234.part")
    left.write_text("{")
    assert len(motions.all) == 1
    motions.empty_trash()
    assert not left.exists()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "motions").write_text("a file in the way")
    with pytest.raises(CannotSave, match="could not be made"):
        Motions(tmp_path / "motions").keep(bundled("walk"))
    assert (tmp_path / "motions").read_text() == "a file in the way"
