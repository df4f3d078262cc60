"""A motion that nobody can perform is refused in one sentence; what people do is not."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from fitting_room.domain.body import Joint, Parsing, Person, Photo, Pose
from fitting_room.domain.errors import UnsuitableMotion
from fitting_room.domain.motion import MotionClip
from fitting_room.motion.check import check_motion, longest_run
from fitting_room.motion.library import BUNDLED, bundled

Points = npt.NDArray[np.float32]
FEET_AND_KNEES = [Joint.LEFT_KNEE, Joint.RIGHT_KNEE, Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE]


def spoilt(name: str, spoil: Callable[[Points], None]) -> MotionClip:
    motion = bundled(name)
    points = motion.keypoints.copy()
    spoil(points)
    return MotionClip("spoilt", points, motion.fps)


def wearer(legs: bool = True) -> Person:
    """Somebody whose knees and feet are in the picture, or below it."""
    points = bundled("idle").keypoints[0].copy()
    points[:, :2] = points[:, :2] * 60 + (100, 110)
    if not legs:
        points[FEET_AND_KNEES, 1] += 200
    blank = np.zeros((230, 200), np.uint8)
    return Person(
        Photo(np.zeros((230, 200, 3), np.uint8)),
        Pose(points, (200, 230)),
        blank.astype(np.float32),
        Parsing(blank),
    )


@pytest.mark.parametrize("name", BUNDLED)
def test_every_motion_that_comes_with_the_program_is_good(name: str) -> None:
    check_motion(bundled(name), wearer())


@pytest.mark.parametrize("name", BUNDLED)
@pytest.mark.parametrize("fps", [12.0, 48.0])
def test_the_same_motion_is_judged_alike_faster_and_slower(name: str, fps: float) -> None:
    motion = bundled(name)
    check_motion(MotionClip(name, motion.keypoints, fps, motion.depth))


def leave(points: Points) -> None:
    points[40:60, :, 2] = 0


def never_come(points: Points) -> None:
    points[..., 2] = 0


def hide_shoulders(points: Points) -> None:
    points[:, [Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.NECK], 2] = 0.1


def sit_at_a_desk(points: Points) -> None:
    points[:, [Joint.LEFT_HIP, Joint.RIGHT_HIP, *FEET_AND_KNEES], 2] = 0.1


def lie_down(points: Points) -> None:
    points[..., :2] = points[..., 1::-1].copy()


def stand_on_the_head(points: Points) -> None:
    points[..., 1] *= -1


def be_somebody_beside(points: Points) -> None:
    points[50:, :, 0] += 1.5


def be_somebody_behind(points: Points) -> None:
    points[50:, :, :2] *= 0.5


def be_mistaken_for_a_chair_once(points: Points) -> None:
    points[50, Joint.LEFT_WRIST, 0] += 3


def freeze_in_place(points: Points) -> None:
    points[:] = points[0]


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (never_come, "Nobody is seen in this motion"),
        (leave, "Nobody is seen for 0.8 seconds"),
        (hide_shoulders, "shoulders are outside"),
        (sit_at_a_desk, "hips are outside"),
        (lie_down, "lies"),
        (stand_on_the_head, "lies"),
        (be_somebody_beside, "jumps"),
        (be_somebody_behind, "jumps"),
        (be_mistaken_for_a_chair_once, "jumps"),
        (freeze_in_place, "Nothing moves"),
    ],
)
def test_what_nobody_can_perform_is_one_sentence_and_what_to_do(spoil: Callable[[Points], None], sentence: str) -> None:
    with pytest.raises(UnsuitableMotion, match=sentence) as refused:
        check_motion(spoilt("turn", spoil))
    assert refused.value.what.count(". ") == 0
    assert refused.value.next_step.endswith(".")


def test_a_glimpse_is_not_a_motion() -> None:
    with pytest.raises(UnsuitableMotion, match="shorter than a second"):
        check_motion(MotionClip("glimpse", bundled("dance").keypoints[:20].copy(), 24))


def test_somebody_out_of_sight_for_a_moment_is_forgiven() -> None:
    def blink(points: Points) -> None:
        points[40:46, :, 2] = 0

    check_motion(spoilt("turn", blink))


def test_a_walk_needs_legs_and_raised_arms_do_not() -> None:
    with pytest.raises(UnsuitableMotion, match="the picture shows none"):
        check_motion(bundled("walk"), wearer(legs=False))
    for name in ("idle", "turn", "full-turn", "raise", "hand-on-hip", "dance"):
        check_motion(bundled(name), wearer(legs=False))


def test_runs_are_counted_to_both_ends() -> None:
    assert longest_run(np.array([True, True, False, True])) == 2
    assert longest_run(np.array([False, True, True, True])) == 3
    assert longest_run(np.array([False])) == 0
