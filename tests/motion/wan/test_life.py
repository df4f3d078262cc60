"""The life of Wan's animators at tiny size: load, animate, stop early, cancel, out of memory, unload, load again."""

from dataclasses import replace
from itertools import islice

import cv2
import numpy as np
import pytest
import torch
from diffusers import WanAnimateTransformer3DModel, WanVACETransformer3DModel

from fitting_room.device import HEADROOM, Hardware, Kind, Rung, plan
from fitting_room.domain.body import Joint, Person, Pose
from fitting_room.domain.errors import NotEnoughMemory, UnsuitableMotion
from fitting_room.domain.job import Cancelled, silent
from fitting_room.domain.motion import ClipOptions, ClipRequest
from fitting_room.domain.tryon import Preset
from fitting_room.engines.photoreal import Machine
from fitting_room.motion.library import bundled
from fitting_room.motion.refine.stage import refine
from fitting_room.motion.retarget import retarget
from fitting_room.motion.wan import weights
from fitting_room.motion.wan.conditioning import Performance
from fitting_room.motion.wan.engine import WanEngine
from fitting_room.studio.animators import ANIMATORS, EMBEDDED_ANIMATOR, make_animator
from fitting_room.studio.clip_pipeline import PUPPET_INSTEAD, ClipRoom

NETWORKS = {"wan-animate": WanAnimateTransformer3DModel, "wan-vace": WanVACETransformer3DModel}
SIZE = (32, 48)
FRAMES, STRETCH = 8, 5
"""Two stretches of five frames, of which the second begins with the last of the first."""

pytestmark = pytest.mark.parametrize("name", NETWORKS)


def card(free: float, short: bool = False) -> Machine:
    """A graphics card of some size, played by the processor."""
    return Machine(lambda: Hardware(Kind.CUDA, "Card", free, short), lambda: None, lambda _: "cpu")


def order(look: Person, name: str, preset: Preset = Preset.DRAFT, seed: int = 0) -> ClipRequest:
    return ClipRequest(look, bundled("dance"), name, ClipOptions(preset, FRAMES / 8, 8, seed=seed))


def clip(engine: WanEngine, look: Person, name: str, seed: int = 0, frames: int = FRAMES) -> np.ndarray:
    return np.stack(list(islice(engine.animate(order(look, name, seed=seed), silent), frames)))


@pytest.fixture
def small_card(name: str, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often the network runs out of memory from now on, as a list that is used up; -1 counts what ran."""
    left: list[int] = []
    network = NETWORKS[name]
    honest = network.forward

    def forward(self: torch.nn.Module, *arguments: object, **named: object) -> object:
        if left:
            left.pop()
            raise torch.OutOfMemoryError("CUDA out of memory")
        return honest(self, *arguments, **named)

    monkeypatch.setattr(network, "forward", forward)
    return left


def test_a_whole_life(make, name: str, look: Person, small_card: list[int]) -> None:
    engine = make(name, card(1e12))
    with pytest.raises(RuntimeError, match="load"):
        engine.animate(order(look, name), silent)
    assert engine.foresee() == ""
    engine.load()
    told: list[float] = []
    first = np.stack(list(engine.animate(order(look, name), lambda _, share: told.append(share))))
    assert told == [0, 0.25, 0.5, 0.5, 0.75, 1]
    assert first.shape == (FRAMES, SIZE[1], SIZE[0], 3)
    assert np.array_equal(first[0], cv2.resize(look.photo.pixels, SIZE, interpolation=cv2.INTER_AREA))
    assert all(np.abs(frame.astype(int) - first[0]).max() > 0 for frame in first[1:])
    away = ~Performance(look, retarget(bundled("dance"), look, order(look, name).options), SIZE).region()
    assert away.any()
    assert all(np.array_equal(frame[away], first[0][away]) for frame in first)
    assert not np.array_equal(clip(engine, look, name, 7, STRETCH), first[:STRETCH])

    small_card.append(1)
    assert np.array_equal(clip(engine, look, name, frames=STRETCH), first[:STRETCH])
    assert "wait in main memory" in engine.foresee()
    small_card += [1, 1]
    with pytest.raises(NotEnoughMemory):
        clip(engine, look, name)

    engine.unload()
    with pytest.raises(RuntimeError, match="load"):
        engine.animate(order(look, name), silent)
    engine.load()
    assert np.array_equal(clip(engine, look, name, frames=STRETCH), first[:STRETCH])
    engine.unload()


def test_every_step_is_a_place_to_stop_and_what_is_done_stays(make, name: str, look: Person) -> None:
    def stop(stage: str, share: float) -> None:
        if share > 0.5:
            raise Cancelled

    engine = make(name)
    engine.load()
    frames = engine.animate(order(look, name), stop)
    assert len(list(islice(frames, STRETCH))) == STRETCH  # The first stretch is there before the second begins.
    with pytest.raises(Cancelled):
        next(frames)
    early = engine.animate(order(look, name), stop)  # Nothing is left over of what was cancelled,
    assert len(list(islice(early, STRETCH))) == STRETCH
    early.close()  # and nobody who stops early waits for the next stretch: it would raise.


@pytest.mark.parametrize("rung", [Rung.SHORT_NUMBERS, Rung.SMALLER])
def test_short_numbers_and_smaller_frames_make_clips_too(make, name: str, look: Person, rung: Rung) -> None:
    needs = make(name)._find_weights().needs
    cards = (card(HEADROOM + share * needs.work, short=True) for share in np.geomspace(3, 1e-5, 300))
    scale = 0.8 if rung is Rung.SMALLER else 1
    engine = make(name, next(each for each in cards if plan(each.look(), needs, "Wan", rung).scale <= scale))
    engine.load()
    if engine._loaded.plan.rung is not rung:
        engine._step_down(rung)
    frames = list(islice(engine.animate(order(look, name, Preset.FINAL), silent), STRETCH))
    assert len({frame.shape for frame in frames}) == 1
    assert (frames[0].shape[:2] == (96, 64)) == (rung is Rung.SHORT_NUMBERS)


def test_a_machine_that_is_too_small_lets_the_puppet_do_it(
    make, name: str, look: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "PATIENCE", 0)
    said: list[str] = []
    puppet = next(each for each in ANIMATORS if each.id == EMBEDDED_ANIMATOR)
    cards = (puppet, replace(puppet, id=name, title="Wan"))
    room = ClipRoom(
        refine, lambda: "shop", cards,
        lambda wanted: make(name, card(1e9 / 2)) if wanted == name else make_animator(wanted),
    )  # fmt: skip
    frames = list(room.frames(order(look, name), notice=said.append))
    assert len(frames) == FRAMES
    assert said[0].startswith("Card has 0.5 GB free, too little for “Wan 2.")
    assert said[1] == PUPPET_INSTEAD


def test_nobody_without_shoulders_is_animated(make, name: str, look: Person) -> None:
    keypoints = look.pose.keypoints.copy()
    keypoints[Joint.LEFT_SHOULDER, 2] = 0
    unseen = Person(look.photo, Pose(keypoints, look.pose.size), look.matte, look.parsing)
    engine = make(name)
    with pytest.raises(UnsuitableMotion):
        engine.animate(order(unseen, name), silent)


def test_there_are_enough_frames_for_the_second_stage(make, name: str, look: Person) -> None:
    engine = make(name)
    engine.load()
    request = ClipRequest(look, bundled("idle"), name, ClipOptions(Preset.DRAFT, 0.55, 24))
    assert engine.base_fps(request) == 8
    frames = list(refine(engine.animate(request, silent), 8, request))
    assert len(frames) >= request.options.frames == 13
    assert frames[0].shape == look.photo.pixels.shape
    assert np.abs(frames[0].astype(int) - look.photo.pixels).max() <= 1
