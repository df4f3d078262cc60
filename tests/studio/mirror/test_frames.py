"""Shared memory between the mirror and the window: whole frames, the newest one, and nobody waits."""

import multiprocessing
import threading

import numpy as np
import pytest

from fitting_room.studio.mirror.frames import Frame, FrameReader, Frames, FrameWriter


@pytest.fixture
def frames() -> Frames:
    return Frames(multiprocessing.get_context("spawn"))


def picture(value: int, width: int = 40, height: int = 30) -> np.ndarray:
    return np.full((height, width, 3), value % 256, np.uint8)


def test_there_is_nothing_before_the_first_frame_and_each_is_read_once(frames: Frames) -> None:
    writer, reader = FrameWriter(frames), FrameReader(frames)
    assert reader.read() is None
    writer.write(picture(7), 12.5)
    frame = reader.read()
    assert isinstance(frame, Frame)
    assert (frame.number, frame.captured) == (1, 12.5)
    assert np.array_equal(frame.pixels, picture(7))
    assert reader.read() is None


def test_the_newest_frame_wins_and_sizes_may_change(frames: Frames) -> None:
    writer, reader = FrameWriter(frames), FrameReader(frames)
    for number in range(10):
        writer.write(picture(number, width=40 + number), number)
    frame = reader.read()
    assert frame is not None
    assert frame.number == 10
    assert np.array_equal(frame.pixels, picture(9, width=49))


def test_a_frame_being_read_is_never_written_over(frames: Frames) -> None:
    writer, reader = FrameWriter(frames), FrameReader(frames)
    writer.write(picture(1), 0.0)
    frame = reader.read()
    for number in range(2, 20):
        writer.write(picture(number), number)
    assert frame is not None
    assert np.array_equal(frame.pixels, picture(1))


def test_readers_cannot_paint(frames: Frames) -> None:
    writer, reader = FrameWriter(frames), FrameReader(frames)
    writer.write(picture(1), 0.0)
    frame = reader.read()
    assert frame is not None
    with pytest.raises(ValueError, match="read-only"):
        frame.pixels[0, 0] = 3


def test_frames_are_whole_while_both_sides_hurry(frames: Frames) -> None:
    writer, reader = FrameWriter(frames), FrameReader(frames)
    enough = threading.Event()

    def write() -> None:
        number = 0
        while not enough.is_set():
            writer.write(picture(number, 200, 100), number)
            number += 1

    thread = threading.Thread(target=write)
    thread.start()
    seen: list[tuple[int, int, int]] = []
    while len(seen) < 20:
        frame = reader.read()
        if frame is not None:
            seen.append((frame.number, int(frame.pixels.min()), int(frame.pixels.max())))
    enough.set()
    thread.join()
    assert all(low == high == (number - 1) % 256 for number, low, high in seen)
    assert [number for number, *_ in seen] == sorted({number for number, *_ in seen})
