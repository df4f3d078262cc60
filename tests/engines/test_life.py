"""The life of every photoreal engine at tiny size: load, render, cancel, out of memory, unload, load again."""

from itertools import pairwise

import mannequin
import numpy as np
import pytest
import torch
from diffusers import Flux2Transformer2DModel, UNet2DConditionModel

from fitting_room.device import HEADROOM, Hardware, Kind
from fitting_room.domain.errors import NotEnoughMemory
from fitting_room.domain.garment import Category, HemLength, Outfit, SleeveLength
from fitting_room.domain.job import Cancelled, silent
from fitting_room.domain.tryon import AgnosticPerson, Preset, RenderOptions
from fitting_room.engines import painting
from fitting_room.engines.alarms import ALARM_WORDS, FINDINGS, STILL_WRONG, Alarm
from fitting_room.engines.base import Rendering
from fitting_room.engines.composite import paste_back
from fitting_room.engines.fashn.network import TryOnNetwork
from fitting_room.engines.painting import Task
from fitting_room.engines.photoreal import Machine, PhotorealEngine
from fitting_room.perception.agnostic import make_agnostic

NETWORKS = {
    "fashn": TryOnNetwork,
    "catvton": UNet2DConditionModel,
    "klein": Flux2Transformer2DModel,
    "klein-edit": Flux2Transformer2DModel,
}
TOP = mannequin.garment(Category.TOPS, SleeveLength.SHORT)
BOTTOMS = mannequin.garment(Category.BOTTOMS, hem=HemLength.ANKLE, legs=True)
OUTFIT = Outfit(top=TOP, bottom=BOTTOMS)

pytestmark = pytest.mark.parametrize("name", NETWORKS)


def card(free: float) -> Machine:
    """A graphics card of some size, played by the processor."""
    return Machine(lambda: Hardware(Kind.CUDA, "Card", free, False), lambda: None, lambda _: "cpu")


@pytest.fixture(scope="module")
def agnostic() -> AgnosticPerson:
    return make_agnostic(mannequin.stand(), OUTFIT)


def dress(engine: PhotorealEngine, agnostic: AgnosticPerson, seed: int = 0, samples: int = 1) -> Rendering:
    return engine.render(agnostic, OUTFIT, RenderOptions(Preset.DRAFT, seed=seed, samples=samples), silent)


@pytest.fixture
def small_card(name: str, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often the network runs out of memory from now on, as a list that is used up."""
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


def test_a_whole_life(make_tiny, name: str, agnostic: AgnosticPerson, small_card: list[int]) -> None:
    engine = make_tiny(name, card(1e12))
    with pytest.raises(RuntimeError, match="load"):
        dress(engine, agnostic)
    engine.load()
    first = dress(engine, agnostic)

    photo = agnostic.person.photo.pixels
    assert first.image.shape == photo.shape
    assert first.changed.any()
    assert not np.any(first.changed & ~agnostic.mask)
    image, _ = paste_back(agnostic.person.photo, first, agnostic)
    assert np.array_equal(image[~agnostic.mask], photo[~agnostic.mask])
    assert not np.array_equal(dress(engine, agnostic, seed=7).image, first.image)

    def stop(stage: str, share: float) -> None:
        if share > 0.56:
            raise Cancelled

    with pytest.raises(Cancelled):
        engine.render(agnostic, OUTFIT, RenderOptions(Preset.FINAL), stop)

    small_card.append(1)
    lower = dress(engine, agnostic)
    assert "wait in main memory" in lower.notices[0]
    assert np.array_equal(lower.image, first.image)
    small_card += [1, 1]
    with pytest.raises(NotEnoughMemory):
        dress(engine, agnostic)

    engine.unload()
    with pytest.raises(RuntimeError, match="load"):
        dress(engine, agnostic)
    engine.load()
    assert np.array_equal(dress(engine, agnostic).image, first.image)
    engine.unload()


def test_every_step_can_be_watched_and_is_a_place_to_stop(make_tiny, name: str, agnostic: AgnosticPerson) -> None:
    engine = make_tiny(name)
    engine.load()
    told: list[float] = []
    shown: list[np.ndarray] = []
    options = RenderOptions(Preset.FINAL)
    engine.render(agnostic, Outfit(top=TOP), options, lambda _, share: told.append(share), shown.append)
    # Random weights change the person: there is a second try.
    assert len(shown) == 2 * 4
    assert told[:5] == sorted(told[:5])
    assert 0.5 < min(told) <= max(told) <= 0.951
    photo = agnostic.person.photo.pixels
    assert all(np.array_equal(each[~agnostic.mask], photo[~agnostic.mask]) for each in shown)
    assert all(not np.array_equal(one, other) for one, other in pairwise(shown[:4]))


def test_samples_are_what_each_seed_makes_alone(
    make_tiny, name: str, agnostic: AgnosticPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(painting, "find_alarms", lambda *_: ())
    engine = make_tiny(name)
    engine.load()
    together = dress(engine, agnostic, seed=3, samples=3)
    assert [(sample.number, sample.seed) for sample in together.samples] == [(0, 3), (1, 4), (2, 5)]
    assert together.image is together.samples[0].image
    for sample in together.samples:
        alone = dress(engine, agnostic, sample.seed).image
        assert np.abs(alone.astype(int) - sample.image).max() <= 1  # Sums in another order round differently.
    assert together.notices == ()


def test_every_sample_can_be_made_again_bit_for_bit_whatever_went_wrong(
    make_tiny, name: str, agnostic: AgnosticPerson
) -> None:
    """Random weights change the person: every garment takes a second try, with other seeds."""
    engine = make_tiny(name)
    engine.load()
    together = dress(engine, agnostic, seed=3, samples=2)
    assert together.is_doubtful
    engine.unload()
    engine.load()
    other = together.samples[1]
    options = RenderOptions(Preset.DRAFT, seed=3, samples=2, sample=other.number)
    again = engine.render(agnostic, OUTFIT, options, silent)
    assert np.array_equal(again.image, other.image)
    assert np.array_equal(again.changed, other.changed)
    assert not np.array_equal(again.image, together.image)


def test_the_sample_with_which_least_is_wrong_is_chosen_and_all_is_said(
    make_tiny, name: str, agnostic: AgnosticPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = iter([(Alarm.IDENTITY_DRIFT, Alarm.EMPTY), (), (Alarm.SKIN_SHIFT,)])
    monkeypatch.setattr(painting, "find_alarms", lambda *_: next(said))
    engine = make_tiny(name)
    engine.load()
    best = engine.render(agnostic, Outfit(top=TOP), RenderOptions(Preset.DRAFT, seed=3, samples=3), silent)
    assert best.notices == ()
    assert not best.is_doubtful
    assert best.image is best.samples[0].image
    assert [(sample.seed, sample.findings) for sample in best.samples] == [
        (4, ()),
        (5, (FINDINGS[Alarm.SKIN_SHIFT],)),
        (3, (FINDINGS[Alarm.IDENTITY_DRIFT], FINDINGS[Alarm.EMPTY])),
    ]


@pytest.mark.parametrize("alarm", Alarm)
def test_an_alarm_brings_one_other_try_and_is_said(
    make_tiny, name: str, agnostic: AgnosticPerson, monkeypatch: pytest.MonkeyPatch, alarm: Alarm
) -> None:
    answers = iter([(alarm,), (), (alarm,), (alarm,), ()])
    monkeypatch.setattr(painting, "find_alarms", lambda *_: next(answers))
    engine = make_tiny(name)
    engine.load()
    top = Outfit(top=TOP)
    first, second = (engine.render(agnostic, top, RenderOptions(Preset.DRAFT), silent) for _ in range(2))
    assert first.notices == (ALARM_WORDS[alarm],)
    assert second.notices == (ALARM_WORDS[alarm], STILL_WRONG)
    assert np.array_equal(first.image, second.image)  # Both took the second try.
    other_seed = engine.render(agnostic, top, RenderOptions(Preset.DRAFT, seed=1), silent)
    # Clothes that stayed on are hidden in the second try; anything else is only tried with another seed.
    assert np.array_equal(other_seed.image, first.image) == (alarm is not Alarm.NOTHING_CHANGED)


@pytest.mark.parametrize(("room", "portions"), [(100, [3]), (2.5, [2, 1]), (0, [1, 1, 1])])
def test_as_many_samples_are_painted_together_as_fit(
    make_tiny, name: str, agnostic: AgnosticPerson, monkeypatch: pytest.MonkeyPatch, room: float, portions: list[int]
) -> None:
    monkeypatch.setattr(painting, "find_alarms", lambda *_: ())
    free = [1e12]
    engine = make_tiny(
        name, Machine(lambda: Hardware(Kind.CUDA, "Card", free[0], False), lambda: None, lambda _: "cpu")
    )
    engine.load()
    painter, needs = type(engine._loaded.painter), engine._loaded.weights.needs
    free[0] = HEADROOM + room * needs.work
    honest, sizes = painter.paint, []

    def paint(self: object, task: Task, show: object) -> object:
        sizes.append(len(task.seeds))
        return honest(self, task, show)

    monkeypatch.setattr(painter, "paint", paint)
    engine.render(agnostic, Outfit(top=TOP), RenderOptions(Preset.DRAFT, samples=3), silent)
    assert sizes == portions
