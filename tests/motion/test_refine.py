"""Few small frames become all frames at full size: moving things move evenly, and what rests does not flicker."""

from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Parsing, Person, Photo, Pose
from fitting_room.domain.motion import ClipOptions, ClipRequest
from fitting_room.motion.library import bundled
from fitting_room.motion.refine.stage import refine
from fitting_room.motion.scores import ClipMeter

HEIGHT, WIDTH = 160, 240


def scene(seconds: float) -> RgbImage:
    """A textured square that moves 48 pixels a second before a textured wall."""
    random = np.random.default_rng(3)
    wall = cv2.GaussianBlur(random.integers(60, 200, (HEIGHT, WIDTH, 3)).astype(np.uint8), (0, 0), 1.2)
    thing = cv2.GaussianBlur(random.integers(0, 255, (64, 64, 3)).astype(np.uint8), (0, 0), 3)
    thing[8:56, 8:56] //= 2
    move = np.array([[1.0, 0, 30 + 48 * seconds], [0, 1, 50]])
    alpha = cv2.warpAffine(np.ones((64, 64), np.float32), move, (WIDTH, HEIGHT))[..., None]
    placed = cv2.warpAffine(thing, move, (WIDTH, HEIGHT)).astype(np.float32)
    return np.rint(wall * (1 - alpha) + placed * alpha).astype(np.uint8)


def request(seconds: float = 1.0) -> ClipRequest:
    look = Person(
        Photo(scene(0)),
        Pose(np.ones((18, 3), np.float32), (WIDTH, HEIGHT)),
        np.zeros((HEIGHT, WIDTH), np.float32),
        Parsing(np.zeros((HEIGHT, WIDTH), np.uint8)),
    )
    return ClipRequest(look, bundled("idle"), options=ClipOptions(seconds=seconds))


def base(size: tuple[int, int] = (WIDTH, HEIGHT)) -> Iterator[RgbImage]:
    for index in range(8):
        frame = scene(index / 8)
        yield frame if size == (WIDTH, HEIGHT) else np.asarray(cv2.resize(frame, size, interpolation=cv2.INTER_AREA))


def psnr(have: RgbImage, want: RgbImage) -> float:
    return float(cv2.PSNR(have, want))


def test_frames_between_are_nearer_the_truth_than_frames_held_or_blended() -> None:
    frames = list(refine(base(), 8, request()))
    assert len(frames) == 24
    truth = [scene(index / 24) for index in range(22)]
    held = [scene(index // 3 / 8) for index in range(22)]
    between = [index for index in range(21) if index % 3]
    ours = np.mean([psnr(frames[index], truth[index]) for index in between])
    assert ours > np.mean([psnr(held[index], truth[index]) for index in between]) + 4
    assert ours > 30


def test_frames_that_were_made_stay_as_they_are() -> None:
    frames = list(refine(base(), 8, request()))
    for index, frame in enumerate(base()):
        np.testing.assert_array_equal(frames[index * 3], frame)


@pytest.mark.parametrize("size", [(WIDTH, HEIGHT), (WIDTH // 2, HEIGHT // 2)])
def test_what_rests_does_not_flicker(size: tuple[int, int]) -> None:
    resting = np.zeros((HEIGHT, WIDTH), np.bool_)
    resting[:30] = resting[135:] = True
    meter = ClipMeter(resting)
    for frame in refine(base(size), 8, request()):
        meter.add(frame)
    assert meter.scores.flicker < 0.2
    assert meter.scores.drift < 0.5


def test_small_frames_keep_the_detail_of_the_still() -> None:
    frames = list(refine(base((WIDTH // 2, HEIGHT // 2)), 8, request()))
    plain = [cv2.resize(f, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC) for f in base((WIDTH // 2, HEIGHT // 2))]
    for index, enlarged in enumerate(plain):
        assert psnr(frames[index * 3], scene(index / 8)) > psnr(np.asarray(enlarged), scene(index / 8)) + 1


def test_the_meter_sees_flicker_and_drift() -> None:
    meter = ClipMeter(np.ones((4, 4), np.bool_))
    for level in (100, 103, 100, 110):
        meter.add(np.full((4, 4, 3), level, np.uint8))
    assert meter.scores.flicker == pytest.approx(16 / 3)
    assert meter.scores.drift == pytest.approx(10)


def test_a_clip_may_end_early() -> None:
    assert len(list(refine(iter([scene(0)]), 8, request()))) == 3
    assert list(refine(iter([]), 8, request())) == []
