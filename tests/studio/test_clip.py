"""From a finished look to a film on disk: in place, and through the real worker process."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.decoding import open_picture
from fitting_room.domain.errors import BadPicture, BadRecipe, CannotSave, UnsuitableMotion
from fitting_room.domain.job import Cancelled, silent
from fitting_room.domain.motion import ClipOptions
from fitting_room.domain.tryon import Preset
from fitting_room.motion.library import bundled, motion_text
from fitting_room.resources import assets
from fitting_room.studio import demo
from fitting_room.studio.clip import PREVIEW_SIDE, PREVIEWS_PER_SECOND, ClipStudio, Glances, animate, open_motion
from fitting_room.studio.clip_export import copy_clip, save_clip
from fitting_room.studio.clip_recipe import ClipRecipe
from fitting_room.studio.library.estimates import Estimates
from fitting_room.studio.messages import (
    ClipMade,
    Dress,
    Event,
    ExportClip,
    Failed,
    Finished,
    MakeClip,
    Previewed,
    Progressed,
    Saved,
    SaveLook,
    SaveStrip,
    Stopped,
    View,
    supersedes,
)
from fitting_room.studio.queue import JobQueue
from fitting_room.studio.runner import InlineRunner, ProcessRunner
from fitting_room.studio.worker import Studio

PATIENCE = 120.0
SIZE = (256, 400)
SECOND = ClipOptions(seconds=1, fps=12, size=SIZE)
LOOK = assets() / "demo" / "people" / "anna.png"


@pytest.fixture(scope="module")
def studio() -> Studio:
    """One worker's memory for all: the look is understood once."""
    return Studio()


def frames_of(path: Path) -> list[RgbImage]:
    with av.open(str(path)) as film:
        return [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]


def waited(queue: JobQueue, job: int, then: Callable[[Event], None] = lambda event: None) -> list[Event]:
    """Every event until a job ends, as the window polls them."""
    events: list[Event] = []
    deadline = time.monotonic() + PATIENCE
    while not any(event.job == job and isinstance(event, Finished | Failed | Stopped) for event in events):
        assert time.monotonic() < deadline, f"nothing more came after {events[-3:]}"
        for event in queue.poll():
            events.append(event)
            then(event)
        time.sleep(0.005)
    return events


# --- the line ---------------------------------------------------------------------------------------------------------


def test_a_saved_look_becomes_a_clip_whose_first_frame_is_the_look(studio: Studio, tmp_path: Path) -> None:
    queue = JobQueue(InlineRunner(studio))
    order = MakeClip(LOOK, "turn", options=SECOND, path=tmp_path / "spin.mp4", poster=tmp_path / "spin.jpg")
    events = waited(queue, queue.submit(order))
    made = events[-1].outcome if isinstance(events[-1], Finished) else None
    assert isinstance(made, ClipMade), events[-1]
    assert (made.path, made.frames, made.size, made.fps) == (order.path, 12, SIZE, 12)
    assert (made.animator, made.stopped_early) == ("puppet", False)
    assert made.flicker < 1
    frames = frames_of(order.path)
    assert [frame.shape for frame in frames] == [(SIZE[1], SIZE[0], 3)] * 12
    poster = open_picture(tmp_path / "spin.jpg")
    assert np.abs(frames[0].astype(int) - poster).mean() < 6
    assert np.abs(frames[6].astype(int) - frames[0]).mean() > 0.3, "somebody moves"
    told = [event.fraction for event in events if isinstance(event, Progressed)]
    assert told == sorted(told)
    assert sorted(tmp_path.iterdir()) == sorted([order.path, tmp_path / "spin.jpg"])


def test_a_recipe_is_dressed_and_moved_without_another_order(tmp_path: Path) -> None:
    recipe = demo.looks()["top"]
    stages: list[str] = []
    shown: list[View] = []
    order = MakeClip(recipe, "idle", options=SECOND, path=tmp_path / "sway.mp4")
    made = Studio().carry_out(order, lambda stage, _: stages.append(stage), shown.append)
    assert isinstance(made, ClipMade)
    assert made.frames == 12
    assert stages.index("warp") < stages.index("animate") < stages.index("saving")
    assert all(max(view.image.shape[:2]) <= PREVIEW_SIDE for view in shown)
    assert len(shown) >= 2, "the look, then a frame"


@pytest.mark.parametrize("name", ["moonwalk", "nowhere.json", "nowhere.mp4"])
def test_a_motion_that_is_none_is_refused_before_any_work(studio: Studio, tmp_path: Path, name: str) -> None:
    told: list[str] = []
    with pytest.raises(UnsuitableMotion):
        studio.carry_out(
            MakeClip(demo.looks()["dress"], name, path=tmp_path / "clip.mp4"),
            lambda stage, _: told.append(stage),
            lambda view: None,
        )
    assert told == []
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_refused_before_any_work(studio: Studio, tmp_path: Path) -> None:
    with pytest.raises(CannotSave):
        studio.carry_out(MakeClip(LOOK, "walk", path=tmp_path / "clip.avi"), silent, lambda view: None)


@pytest.mark.parametrize("ends", ["perception", "animate", "saving"])
def test_a_clip_that_is_cancelled_leaves_nothing(studio: Studio, tmp_path: Path, ends: str) -> None:
    def report(stage: str, fraction: float) -> None:
        if stage == ends:
            raise Cancelled

    order = MakeClip(LOOK, "walk", options=SECOND, path=tmp_path / "clip.mp4", poster=tmp_path / "clip.jpg")
    with pytest.raises(Cancelled):
        # A look that is remembered is not understood again.
        (Studio() if ends == "perception" else studio).carry_out(order, report, lambda view: None)
    assert list(tmp_path.iterdir()) == []


def test_enough_ends_a_clip_after_the_frame_that_is_being_made(studio: Studio, tmp_path: Path) -> None:
    asked: list[int] = []

    def enough() -> bool:
        asked.append(1)
        return len(asked) == 5

    order = MakeClip(LOOK, "walk", options=SECOND, path=tmp_path / "clip.mp4")
    made = studio.carry_out(order, silent, lambda view: None, enough)
    assert isinstance(made, ClipMade)
    assert (made.frames, made.stopped_early) == (5, True)
    assert len(frames_of(order.path)) == 5


def test_few_frames_are_shown_and_the_first_at_once() -> None:
    shown: list[RgbImage] = []
    now = [0.0]
    glances = Glances(shown.append, lambda: now[0])
    for _ in range(100):
        glances(np.zeros((1152, 720, 3), np.uint8))
        now[0] += 0.01
    assert len(shown) <= PREVIEWS_PER_SECOND
    assert shown[0].shape == (PREVIEW_SIDE, 450, 3)


def test_a_look_is_understood_once(studio: Studio) -> None:
    clips = ClipStudio()
    motion, _ = open_motion("idle")
    told: list[str] = []
    clips.request(open_picture(LOOK), motion, "puppet", SECOND)
    clips.request(open_picture(LOOK), motion, "puppet", SECOND, lambda stage, _: told.append(stage))
    assert told == []


def test_python_takes_frames_and_motions_from_files(tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text(motion_text(bundled("raise")), encoding="utf-8")
    frames = animate(open_picture(LOOK), str(tmp_path / "mine.json"), SECOND)
    assert [next(frames).shape for _ in range(3)] == [(SIZE[1], SIZE[0], 3)] * 3


# --- the worker process -----------------------------------------------------------------------------------------------


def test_the_worker_process_stops_early_cancels_and_is_killed_without_half_a_clip(tmp_path: Path) -> None:
    runner = ProcessRunner()
    queue = JobQueue(runner)
    try:
        long = ClipOptions(seconds=60, fps=24, size=SIZE)
        kept = queue.submit(MakeClip(LOOK, "walk", options=long, path=tmp_path / "kept.mp4"))
        previews = 0

        def keep(event: Event) -> None:
            nonlocal previews
            previews += isinstance(event, Previewed)
            if previews == 3:
                queue.enough(kept)

        last = waited(queue, kept, keep)[-1]
        assert isinstance(last, Finished)
        assert isinstance(last.outcome, ClipMade)
        assert last.outcome.stopped_early
        assert 1 <= last.outcome.frames < long.frames
        assert len(frames_of(tmp_path / "kept.mp4")) == last.outcome.frames

        cancelled = queue.submit(MakeClip(LOOK, "walk", options=long, path=tmp_path / "cancelled.mp4"))
        last = waited(queue, cancelled, lambda event: queue.cancel(cancelled))[-1]
        assert isinstance(last, Stopped)

        killed = queue.submit(MakeClip(LOOK, "walk", options=long, path=tmp_path / "killed.mp4"))

        def kill(event: Event) -> None:
            if isinstance(event, Progressed) and event.stage == "animate" and runner._worker is not None:
                os.kill(runner._worker._process.pid or 0, signal.SIGTERM)

        last = waited(queue, killed, kill)[-1]
        assert isinstance(last, Failed)
        assert last.crashed
        assert list(tmp_path.iterdir()) == [tmp_path / "kept.mp4"]
    finally:
        queue.close()


# --- the queue --------------------------------------------------------------------------------------------------------


def test_a_newer_clip_stops_an_older_one_and_nothing_stops_what_is_saved() -> None:
    clip = MakeClip(LOOK, "walk", path=Path("a.mp4"))
    assert supersedes(MakeClip(LOOK, "dance", path=Path("b.mp4")), clip)
    assert not supersedes(Dress(demo.looks()["top"]), clip)
    for saving in (ExportClip(Path("a.mp4"), Path("b.gif")), SaveLook(demo.looks()["top"], Path("a.png"))):
        assert not supersedes(clip, saving)


def test_enough_of_a_clip_that_has_not_begun_ends_it(studio: Studio, tmp_path: Path) -> None:
    queue = JobQueue(InlineRunner(studio))
    queue.pause()
    job = queue.submit(MakeClip(LOOK, "walk", options=SECOND, path=tmp_path / "clip.mp4"), background=True)
    queue.enough(job)
    assert queue.poll() == [Stopped(job)]


def test_how_long_clips_take_follows_their_frames_and_a_short_one_teaches_nothing(tmp_path: Path) -> None:
    def order(seconds: float) -> MakeClip:
        return MakeClip(LOOK, "walk", options=ClipOptions(seconds=seconds), path=tmp_path / "clip.mp4")

    estimates = Estimates()
    made = ClipMade(tmp_path / "clip.mp4", 10, (720, 1152), 24, "puppet", stopped_early=True)
    estimates.learn(order(5), made, 1.0)
    assert estimates.expect(order(5)) is None
    for seconds in (1.25, 5.0):
        estimates.learn(order(seconds), ClipMade(made.path, 10, made.size, 24, "puppet"), 4 * seconds)
    assert estimates.expect(order(5)) == 20
    between = estimates.expect(order(2.5))
    assert between is not None
    assert 5 < between < 20


# --- copies and recipes -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def frames(count: int = 24) -> list[RgbImage]:
        return [np.full((64, 48, 3), (8 * index, 120, 60), np.uint8) for index in range(count)]

    return save_clip(frames(), tmp_path_factory.mktemp("film") / "spin.mp4", 24)


def test_a_clip_is_copied_into_every_format(studio: Studio, film: Path, tmp_path: Path) -> None:
    def copied(name: str) -> Path:
        saved = studio.carry_out(ExportClip(film, tmp_path / name), silent, lambda view: None)
        assert saved == Saved(tmp_path / name)
        return tmp_path / name

    assert copied("again.mp4").read_bytes() == film.read_bytes()
    for frame, have in zip(frames_of(film), frames_of(copied("spin.webm")), strict=True):
        assert np.abs(have.astype(int) - frame).mean() < 6
    with Image.open(copied("spin.gif")) as animation:
        assert getattr(animation, "n_frames", 1) == 12
    assert len(list(copied("frames").iterdir())) == 24


def test_what_is_no_film_is_not_copied(tmp_path: Path) -> None:
    (tmp_path / "not.mp4").write_bytes(b"nothing to see")
    for source in ("not.mp4", "gone.mp4"):
        with pytest.raises(BadPicture, match="cannot be played"):
            copy_clip(tmp_path / source, tmp_path / "spin.webm")
    assert list(tmp_path.iterdir()) == [tmp_path / "not.mp4"]


@pytest.mark.parametrize("look", [LOOK, demo.looks()["outfit"]])
def test_a_clip_in_writing_is_the_same_clip_again(look: Path) -> None:
    recipe = ClipRecipe(look, "walk", "puppet", ClipOptions(Preset.FINAL, 2.5, 12, (240, 384), 7))
    assert ClipRecipe.from_text(recipe.to_text()) == recipe


@pytest.mark.parametrize("text", ["", "{}", '{"format": 99}'])
def test_a_clip_in_damaged_writing_is_a_sentence(text: str) -> None:
    with pytest.raises(BadRecipe, match="clip"):
        ClipRecipe.from_text(text)


def test_frames_of_a_clip_are_saved_side_by_side(studio: Studio, film: Path, tmp_path: Path) -> None:
    studio.carry_out(SaveStrip(film, (0, 8, 23), tmp_path / "strip.png"), silent, lambda view: None)
    with Image.open(tmp_path / "strip.png") as strip:
        pixels = np.asarray(strip.convert("RGB"))
    frames = frames_of(film)
    assert np.array_equal(pixels, np.concatenate([frames[0], frames[8], frames[23]], axis=1))
