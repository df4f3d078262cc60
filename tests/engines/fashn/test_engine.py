"""The whole engine at tiny size: load, render, cancel, out of memory, unload, load again."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import mannequin
import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from fitting_room.device import HEADROOM, Hardware, Kind
from fitting_room.domain.errors import DamagedModel, NotAllowed, NotEnoughMemory, NotInstalled
from fitting_room.domain.garment import Category, HemLength, Outfit, SleeveLength
from fitting_room.domain.job import silent
from fitting_room.domain.tryon import AgnosticPerson, Preset, RenderOptions, TryOnRequest
from fitting_room.engines.base import Rendering
from fitting_room.engines.fashn.engine import FashnEngine
from fitting_room.engines.fashn.weights import WeightsFile
from fitting_room.engines.levers import Levers
from fitting_room.engines.photoreal import Machine
from fitting_room.perception.agnostic import make_agnostic
from fitting_room.resources import assets
from fitting_room.settings import HOME_VARIABLE
from fitting_room.shelf import ModelShelf
from fitting_room.shelf.installed import model_cards, open_model
from fitting_room.shelf.lock import Lock, LockedFile, LockedModel
from fitting_room.shelf.manifest import find_card
from fitting_room.shelf.shelf import LIST_NAME
from fitting_room.studio import pipeline
from fitting_room.studio.pipeline import FittingRoom
from fitting_room.studio.recipe import open_garment

STEPS = {Preset.DRAFT: 2, Preset.BALANCED: 3, Preset.FINAL: 4}
TOP = mannequin.garment(Category.TOPS, SleeveLength.SHORT)
BOTTOMS = mannequin.garment(Category.BOTTOMS, hem=HemLength.ANKLE, legs=True)


def card(free: float, short_numbers: bool = False) -> Machine:
    """A graphics card of some size, played by the processor."""
    return Machine(lambda: Hardware(Kind.CUDA, "Card", free, short_numbers), lambda: None, lambda _: "cpu")


@pytest.fixture(scope="module")
def agnostic() -> AgnosticPerson:
    return make_agnostic(mannequin.stand(), Outfit(top=TOP))


@pytest.fixture
def engine(tiny_weights: Path) -> Iterator[FashnEngine]:
    made = FashnEngine(lambda: tiny_weights, steps=STEPS)
    made.load()
    yield made
    made.unload()


def dress(engine: FashnEngine, agnostic: AgnosticPerson, seed: int = 0, **how: object) -> Rendering:
    return engine.render(agnostic, Outfit(top=TOP), RenderOptions(Preset.DRAFT, seed=seed), silent, **how)


def test_the_seed_decides_the_picture(engine: FashnEngine, agnostic: AgnosticPerson) -> None:
    first, again, other = (dress(engine, agnostic, seed).image for seed in (3, 3, 4))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_half_length_numbers_are_usual_on_cards_and_paint_nearly_the_same(
    agnostic: AgnosticPerson, tiny_weights: Path
) -> None:
    needs = WeightsFile.look_into(tiny_weights / "model.safetensors").needs
    room = HEADROOM + 0.6 * (needs.weights + needs.work)
    long = Levers(short_numbers=False)
    ways = [(8e9, long), (8e9, Levers()), (room, long)]
    pictures = []
    for free, levers in ways:
        engine = FashnEngine(lambda: tiny_weights, card(free, True), STEPS, levers)
        engine.load()
        pictures.append(dress(engine, agnostic))
    assert [any("shorter numbers" in notice for notice in each.notices) for each in pictures] == [False, False, True]
    assert np.array_equal(pictures[1].image, pictures[2].image)
    difference = np.abs(pictures[0].image.astype(int) - pictures[1].image)[agnostic.mask]
    assert 0 < difference.mean() < 8  # Random weights paint noise, and noise spreads.


def test_a_card_without_room_leaves_small_weights_to_the_processor(
    agnostic: AgnosticPerson, tiny_weights: Path
) -> None:
    engine = FashnEngine(lambda: tiny_weights, card(1e6), STEPS)
    engine.load()
    assert "runs on the processor" in dress(engine, agnostic).notices[0]


def test_where_the_machine_is_too_small_the_embedded_engine_paints_and_says_so(
    monkeypatch: pytest.MonkeyPatch, agnostic: AgnosticPerson
) -> None:
    class TooLarge(FashnEngine):
        def load(self) -> None:
            raise NotEnoughMemory("The card is too small.", "Use the warp engine.")

    honest = pipeline.make_engine
    monkeypatch.setattr(pipeline, "make_engine", lambda name: TooLarge() if name == "fashn" else honest(name))
    monkeypatch.setattr("fitting_room.perception.person.understand_person", lambda *_, **__: agnostic.person)
    room = FittingRoom()
    tee = open_garment(assets() / "demo/garments/tops/tee_bolt.png")
    result = room.render(TryOnRequest(agnostic.person.photo, Outfit(top=tee), "fashn"))
    assert result.notices[:2] == ("The card is too small.", pipeline.EMBEDDED_INSTEAD)
    room.close()


@pytest.mark.parametrize("spoil", ["rename", "other", "cut"])
def test_weights_that_are_not_exactly_the_published_ones_are_refused(
    tiny_weights: Path, tmp_path: Path, spoil: str
) -> None:
    state = load_file(tiny_weights / "model.safetensors")
    if spoil == "rename":
        state["single_blocks.0.modulation.line.weight"] = state.pop("single_blocks.0.modulation.lin.weight")
    if spoil == "other":
        state = {"something.else": torch.zeros(2, 2)}
    save_file(state, tmp_path / "model.safetensors", {"canvas": "48x72"})
    if spoil == "cut":
        whole = (tmp_path / "model.safetensors").read_bytes()
        (tmp_path / "model.safetensors").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DamagedModel, match="damaged"):
        FashnEngine(lambda: tmp_path).load()


def test_the_engine_runs_from_the_shelf_if_its_licence_allows(
    tiny_weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, agnostic: AgnosticPerson
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    with pytest.raises(NotInstalled):
        FashnEngine().load()
    content = (tiny_weights / "model.safetensors").read_bytes()
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "weights").write_bytes(content)
    for name in ("fashn", "catvton"):
        model = find_card(model_cards(), name)
        files = (LockedFile("model.safetensors", len(content), f"sha256:{hashlib.sha256(content).hexdigest()}"),)
        Lock({name: LockedModel(model.repo, model.revision or "c" * 40, files)}).write(stick / LIST_NAME)
        ModelShelf(tmp_path / "home/models").bring(model, stick)
    engine = FashnEngine(steps=STEPS)
    engine.load()
    assert dress(engine, agnostic).changed.any()
    with pytest.raises(NotAllowed, match="CC BY-NC"):
        open_model("catvton")
