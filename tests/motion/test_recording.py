"""Before the camera: three, two, one, then every pose until somebody stops or time is up."""

import numpy as np
import pytest

from fitting_room.domain.body import Pose
from fitting_room.domain.errors import UnsuitableMotion
from fitting_room.motion.library import bundled
from fitting_room.motion.recording import MotionRecording, Phase

FPS = 15.0


def pose(number: int) -> Pose:
    """The dance, on and on."""
    motion = bundled("dance")
    points = motion.keypoints[round(number * 24 / FPS) % len(motion.keypoints)].copy()
    points[:, :2] = points[:, :2] * 100 + (320, 300)
    return Pose(points, (640, 600))


def play(recording: MotionRecording, seconds: float, start: float = 0.0, away: tuple[float, float] = (0, 0)) -> float:
    """Somebody dances so many seconds, and is out of sight between two of them; returns when the last pose came."""
    time = start
    for number in range(round(seconds * FPS)):
        time = start + number / FPS
        recording.see(None if away[0] <= time < away[1] else pose(number), time)
    return time


def test_it_counts_then_records_then_ends_by_itself() -> None:
    recording = MotionRecording(longest=4.0)
    play(recording, 1)
    assert recording.state.phase is Phase.WAITING
    assert recording.state.seen
    recording.begin(1.0)
    counted = []
    for number in range(round(8.5 * FPS)):
        recording.see(pose(number), 1 + number / FPS)
        counted.append((recording.state.phase, recording.state.countdown))
    steps = [step for at, step in enumerate(counted) if at == 0 or step != counted[at - 1]]
    assert steps == [
        (Phase.COUNTING, 3),
        (Phase.COUNTING, 2),
        (Phase.COUNTING, 1),
        (Phase.RECORDING, None),
        (Phase.DONE, None),
    ]
    assert recording.state.seconds == 4.0
    motion = recording.motion("Mine")
    assert motion.name == "Mine"
    assert motion.seconds == pytest.approx(4.0, abs=0.15)
    assert motion.fps == 24


def test_nothing_of_the_countdown_is_in_the_motion() -> None:
    recording = MotionRecording(countdown=1.0)
    recording.begin(0.0)
    end = play(recording, 4.0)
    recording.stop(end)
    assert recording.motion("m").seconds == pytest.approx(3.0, abs=0.15)
    recorded = recording.motion("m").keypoints
    first = bundled("dance").keypoints[24]
    neck_to_wrist = recorded[0, 7, :2] - recorded[0, 1, :2]
    np.testing.assert_allclose(neck_to_wrist, first[7, :2] - first[1, :2], atol=0.08)


def test_stopping_during_the_countdown_goes_back_to_waiting() -> None:
    recording = MotionRecording()
    recording.begin(0.0)
    recording.stop(play(recording, 1))
    assert recording.state.phase is Phase.WAITING
    with pytest.raises(UnsuitableMotion, match="Nobody was seen"):
        recording.motion("m")


def test_a_new_recording_forgets_the_old_one() -> None:
    recording = MotionRecording(countdown=0.0)
    recording.begin(0.0)
    recording.stop(play(recording, 5))
    recording.begin(6.0)
    recording.stop(play(recording, 2, start=6.0))
    assert recording.motion("m").seconds == pytest.approx(2.0, abs=0.15)


def test_who_leaves_the_picture_is_kept_as_long_as_they_were_in_it() -> None:
    recording = MotionRecording(countdown=0.0)
    recording.begin(0.0)
    recording.stop(play(recording, 6, away=(4.0, 5.2)))
    assert recording.state.phase is not Phase.RECORDING
    assert recording.motion("m").seconds == pytest.approx(4.0, abs=0.15)


def test_who_does_not_move_hears_so_before_anything_is_kept() -> None:
    recording = MotionRecording(countdown=0.0)
    recording.begin(0.0)
    for number in range(30):
        recording.see(pose(0), number / FPS)
    recording.stop(2.0)
    with pytest.raises(UnsuitableMotion, match="Nothing moves"):
        recording.motion("m")
