"""Of the line from a request to finished frames: who may work, who works instead, and what stays when it ends early."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Parsing, Person, Photo, Pose
from fitting_room.domain.errors import FittingRoomError, NotAllowed, NotEnoughMemory, NotInstalled, UnsuitableMotion
from fitting_room.domain.job import Cancelled, Report
from fitting_room.domain.licence import Profile
from fitting_room.domain.motion import ClipOptions, ClipRequest, MotionClip
from fitting_room.motion.base import AnimatorCard, MotionEngine
from fitting_room.studio.animators import make_animator
from fitting_room.studio.clip_pipeline import CUT_SHORT, PUPPET_INSTEAD, ClipRoom

CARDS = (
    AnimatorCard("puppet", "Puppet", "nowhere:Nothing", "shop", "Any computer."),
    AnimatorCard("large", "Large", "nowhere:Nothing", "home", "A graphics card."),
)


class CountingAnimator:
    """Frame n is n grey levels bright. Stands at the border to the real ones, which take seconds."""

    def __init__(self, fps: int = 24, lasts: int = 1000, fits: bool = True, motion_fits: bool = True) -> None:
        self.fps, self.lasts, self.fits, self.motion_fits = fps, lasts, fits, motion_fits
        self.made = 0
        self.unloaded = False

    def load(self) -> None:
        if not self.fits:
            raise NotEnoughMemory("The card is too small.", "Choose the puppet.")

    def foresee(self) -> str:
        return ""

    def base_fps(self, request: ClipRequest) -> int:
        return self.fps

    def animate(self, request: ClipRequest, report: Report) -> Iterator[RgbImage]:
        if not self.motion_fits:
            raise UnsuitableMotion("That is a somersault.", "Choose another motion.")
        for number in range(1000):
            if number == self.lasts:
                raise NotEnoughMemory("The card is full.", "Make a shorter clip.")
            report("animate", number / 100)
            self.made += 1
            yield np.full_like(request.look.photo.pixels, number)

    def unload(self) -> None:
        self.unloaded = True


class Foretelling(CountingAnimator):
    """Says ahead why it will not run."""

    def __init__(self, trouble: FittingRoomError) -> None:
        super().__init__()
        self.trouble = trouble

    def foresee(self) -> str:
        raise self.trouble


def request_for(animator: str = "puppet", seconds: float = 1.0) -> ClipRequest:
    width, height = 20, 32
    still = Photo(np.zeros((height, width, 3), np.uint8))
    pose = Pose(np.zeros((18, 3), np.float32), (width, height))
    person = Person(still, pose, np.ones((height, width), np.float32), Parsing(np.zeros((height, width), np.uint8)))
    motion = MotionClip("still", np.zeros((2, 18, 3), np.float32), 24)
    return ClipRequest(person, motion, animator, ClipOptions(seconds=seconds))


def repeat(frames: Iterator[RgbImage], base_fps: int, request: ClipRequest) -> Iterator[RgbImage]:
    """The plainest refiner: every frame as often as it takes."""
    for frame in frames:
        yield from [frame] * (request.options.fps // base_fps)


def room_with(profile: Profile = Profile.HOME, **animators: MotionEngine) -> ClipRoom:
    make: Callable[[str], MotionEngine] = animators.__getitem__
    return ClipRoom(repeat, lambda: profile, CARDS, make)


def brightness(frames: Iterator[RgbImage]) -> list[int]:
    return [int(frame[0, 0, 0]) for frame in frames]


def test_a_clip_has_as_many_frames_as_its_seconds_say() -> None:
    assert brightness(room_with(puppet=CountingAnimator()).frames(request_for())) == list(range(24))


def test_an_animator_that_makes_fewer_frames_is_refined() -> None:
    frames = brightness(room_with(puppet=CountingAnimator(fps=8)).frames(request_for()))
    assert frames == [number for number in range(8) for _ in range(3)]


def test_frames_are_made_when_they_are_taken() -> None:
    animator = CountingAnimator()
    frames = room_with(puppet=animator).frames(request_for(seconds=5))
    next(frames)
    next(frames)
    assert animator.made == 2


def test_every_frame_is_shown_and_progress_never_goes_back() -> None:
    shown: list[RgbImage] = []
    told: list[float] = []
    frames = room_with(puppet=CountingAnimator()).frames(
        request_for(), lambda _, fraction: told.append(fraction), shown.append
    )
    assert len(list(frames)) == len(shown)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_stopping_early_keeps_what_is_done() -> None:
    taken: list[RgbImage] = []
    frames = room_with(puppet=CountingAnimator()).frames(request_for(), enough=lambda: len(taken) >= 5)
    for frame in frames:
        taken.append(frame)
    assert brightness(iter(taken)) == [0, 1, 2, 3, 4]


def test_cancelling_stops_between_two_frames() -> None:
    def report(_stage: str, fraction: float) -> None:
        if fraction > 0.2:
            raise Cancelled

    animator = CountingAnimator()
    frames = room_with(puppet=animator).frames(request_for(), report)
    with pytest.raises(Cancelled):
        list(frames)
    assert animator.made < 8


def test_a_motion_that_cannot_be_done_is_refused_before_the_first_frame() -> None:
    with pytest.raises(UnsuitableMotion, match="somersault"):
        room_with(puppet=CountingAnimator(motion_fits=False)).frames(request_for())


@pytest.mark.parametrize("large", [CountingAnimator(fits=False), CountingAnimator(lasts=0)])
def test_the_puppet_does_what_does_not_fit_and_says_so(large: CountingAnimator) -> None:
    said: list[str] = []
    frames = room_with(puppet=CountingAnimator(), large=large).frames(request_for("large"), notice=said.append)
    assert len(list(frames)) == 24
    assert said[1:] == [PUPPET_INSTEAD]
    assert said[0].startswith("The card is")


def test_memory_that_runs_out_halfway_leaves_a_shorter_clip() -> None:
    said: list[str] = []
    room = room_with(large=CountingAnimator(lasts=9))
    assert len(list(room.frames(request_for("large"), notice=said.append))) == 9
    assert said == [CUT_SHORT]


def test_a_licence_is_asked_before_every_clip_and_an_animator_that_may_not_stay_is_unloaded() -> None:
    profiles = [Profile.HOME]
    animator = CountingAnimator()
    room = ClipRoom(repeat, lambda: profiles[-1], CARDS, lambda _: animator)
    assert len(list(room.frames(request_for("large")))) == 24
    profiles.append(Profile.SHOP)
    with pytest.raises(NotAllowed):
        room.frames(request_for("large"))
    assert animator.unloaded


def test_a_model_that_is_missing_is_said_before_any_work_and_one_that_does_not_fit_is_no_hindrance() -> None:
    room = room_with(large=Foretelling(NotInstalled("“Large” is not installed.", "Install it.")))
    with pytest.raises(NotInstalled):
        room.check_ready("large")
    room_with(large=Foretelling(NotEnoughMemory("The card is too small.", "Choose the puppet."))).check_ready("large")


def test_only_one_animator_is_in_memory() -> None:
    large = CountingAnimator()
    room = room_with(puppet=CountingAnimator(), large=large)
    list(room.frames(request_for("large")))
    list(room.frames(request_for("puppet")))
    assert large.unloaded


def test_an_unknown_animator_is_a_sentence() -> None:
    with pytest.raises(FittingRoomError, match="no animator “marionette”"):
        room_with().frames(request_for("marionette"))
    with pytest.raises(FittingRoomError, match="no animator “marionette”"):
        make_animator("marionette")
