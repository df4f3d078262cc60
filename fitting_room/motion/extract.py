"""A film -> the motion of the person in it. Frames are looked at one by one and let go; only joints are kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.errors import UnsuitableMotion
from fitting_room.domain.geometry import Placement
from fitting_room.domain.job import Report, silent
from fitting_room.domain.motion import CLIP_FPS, MotionClip
from fitting_room.domain.sentence import Sentence
from fitting_room.motion.check import check_motion
from fitting_room.motion.smoothing import LONGEST_GAP, Moment, make_motion
from fitting_room.motion.tracking import Tracker

LONGEST = 10.0
"""Seconds of a motion: twice as long as a clip is."""
SIDE = 720
"""Longest side of the frames that are looked at: more finds no more (480-1280 tried)."""
MOST_SEARCHED = 90.0
"""Seconds of a film that are searched for a good stretch; whoever wants a later one says where it begins."""
MOST_PIXELS = 40_000_000
"""A frame of 8K has 33 million; beyond that a file is damaged or made to harm."""


@dataclass(frozen=True)
class Extraction:
    """What came of a film.

    Attributes:
        motion: The motion; it has been checked.
        start: Second of the film at which it begins.
        notices: Sentences the user should read.
    """

    motion: MotionClip
    start: float
    notices: tuple[str, ...] = ()


def extract_motion(
    film: Path, name: str = "", start: float = 0.0, seconds: float = LONGEST, report: Report = silent
) -> Extraction:
    """Read the motion of the largest person in a film: the longest stretch in which they are seen.

    Args:
        film: Any video file.
        name: What the motion is called; the file's own name if empty.
        start: Seconds of the film that are left out.
        seconds: How long the motion may be, at most `LONGEST`.
        report: Called with the share done; raises `Cancelled`.

    Raises:
        UnsuitableMotion: It is no film, or nobody moves in it as a motion needs it.
        Cancelled: `report` raised it.
    """
    wanted = min(seconds, LONGEST)
    tracker = Tracker()
    stretches: list[list[Moment]] = []
    track = 0
    for time, share, frame in read_film(film, start):
        report("motion", share)
        pose = tracker.see(frame, time)
        if pose is None:
            continue
        if not stretches or tracker.track != track or time - stretches[-1][-1].time > LONGEST_GAP:
            stretches.append([])
        track = tracker.track
        stretches[-1].append(Moment(time, pose))
        if time - stretches[-1][0].time >= wanted:
            break
    report("motion", 1.0)
    found = _best(stretches, name or film.stem, wanted)
    notices: tuple[str, ...] = ()
    if tracker.most_people > 1:
        notices = (Sentence("{people} people are in the film; the largest is followed.", people=tracker.most_people),)
    return Extraction(found[0], found[1], notices)


def _best(stretches: list[list[Moment]], name: str, seconds: float) -> tuple[MotionClip, float]:
    """The longest stretch that can be performed, and where it begins; the longest one's fault if none can."""
    fault: UnsuitableMotion | None = None
    for stretch in sorted(stretches, key=lambda moments: moments[0].time - moments[-1].time)[:3]:
        kept = [moment for moment in stretch if moment.time - stretch[0].time <= seconds]
        if len(kept) < 2:
            continue
        try:
            motion = make_motion(name, kept)
            check_motion(motion)
        except UnsuitableMotion as error:
            fault = fault or error
        else:
            return motion, kept[0].time
    raise fault or UnsuitableMotion(
        "Nobody can be followed in this film.", "Choose a film that shows one person from head to feet."
    )


def read_film(film: Path, start: float = 0.0, fps: float = CLIP_FPS) -> Iterator[tuple[float, float, RgbImage]]:
    """(second, share of the film read, frame) of a film, no more than `fps` of them in a second.

    Frames are RGB uint8 (H, W, 3), upright, their longest side `SIDE` at most.

    Raises:
        UnsuitableMotion: The file cannot be read, or holds no film.
    """
    import av

    try:
        with av.open(str(film)) as container:
            if not container.streams.video:
                raise UnsuitableMotion(
                    Sentence("There is no film in “{name}”.", name=film.name), "Choose another film."
                )
            stream = container.streams.video[0]
            stream.thread_type = "AUTO"
            if (stream.width or 0) * (stream.height or 0) > MOST_PIXELS:
                raise UnsuitableMotion(
                    Sentence("The film “{name}” is too large.", name=film.name), "Choose a smaller film."
                )
            length = float(container.duration or 0) / av.time_base
            if start > 0:
                container.seek(int(start * av.time_base), backward=True)
            yield from _frames(container, stream, start, min(max(length - start, 1e-3), MOST_SEARCHED), fps)
    except (av.FFmpegError, OSError, ValueError) as error:
        raise UnsuitableMotion(
            Sentence("The film “{name}” cannot be read.", name=film.name), "Choose another film."
        ) from error


def _frames(
    container: Any, stream: Any, start: float, length: float, fps: float
) -> Iterator[tuple[float, float, RgbImage]]:
    rate = float(stream.average_rate or fps)
    origin, last, number = None, -np.inf, -1
    for frame in container.decode(stream):
        number += 1
        time = float(frame.time) if frame.time is not None else number / rate
        if origin is None:
            # Some films begin at a second of their own; after a seek the time says where in the film it is.
            origin = float(stream.start_time * stream.time_base) if stream.start_time is not None else 0.0
        time -= origin
        # A little early is in time: 25 frames a second become 24 by leaving out one, not every other one.
        if time < start or time - last < 0.9 / fps:
            continue
        if time - start > MOST_SEARCHED:
            return
        last = time
        yield time, min((time - start) / length, 1.0), _upright(frame)


def _upright(frame: Any) -> RgbImage:
    """The pixels of a frame as it is meant to be seen, small."""
    aspect = float(frame.sample_aspect_ratio or 1) if getattr(frame, "sample_aspect_ratio", None) else 1.0
    shown = (max(round(frame.width * aspect), 1), frame.height)
    size = Placement.shrink(shown, SIDE).canvas
    pixels = frame.to_ndarray(format="rgb24", width=size[0], height=size[1])
    quarters = round(getattr(frame, "rotation", 0) / 90) % 4
    return np.ascontiguousarray(np.rot90(pixels, quarters))
