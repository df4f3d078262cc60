"""DAFlow whole, on a small canvas: tops, bottoms and dresses; load, render, cancel, out of memory, load again."""

from pathlib import Path

import mannequin
import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from fitting_room.device import Hardware, Kind
from fitting_room.domain.body import BodyLabel
from fitting_room.domain.errors import DamagedModel, NotEnoughMemory
from fitting_room.domain.garment import Category, HemLength, Outfit, SleeveLength
from fitting_room.domain.job import Cancelled, silent
from fitting_room.domain.tryon import AgnosticPerson, RenderOptions
from fitting_room.engines import painting
from fitting_room.engines.composite import paste_back
from fitting_room.engines.daflow import DaflowDresscodeEngine, DaflowEngine
from fitting_room.engines.daflow.network import DaflowNetwork
from fitting_room.engines.daflow.painter import shown
from fitting_room.engines.framing import place_person
from fitting_room.engines.painting import Task
from fitting_room.engines.photoreal import Machine
from fitting_room.perception.agnostic import make_agnostic

TOP = mannequin.garment(Category.TOPS, SleeveLength.SHORT)
BOTTOMS = mannequin.garment(Category.BOTTOMS, hem=HemLength.ANKLE, legs=True)
DRESS = mannequin.garment(Category.DRESSES, SleeveLength.SHORT, HemLength.KNEE)
OUTFITS = {
    "top": Outfit(top=TOP), "bottoms": Outfit(bottom=BOTTOMS), "dress": Outfit(dress=DRESS),
    "both": Outfit(top=TOP, bottom=BOTTOMS),
}  # fmt: skip
CANVAS = (64, 96)


@pytest.fixture(autouse=True)
def _one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.set_num_threads(1)
    monkeypatch.setattr(painting, "find_alarms", lambda *_: ())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("daflow")
    torch.manual_seed(0)
    save_file(DaflowNetwork(heads=1).state_dict(), made / "daflow.safetensors", {"canvas": "64x96"})
    return made


@pytest.fixture
def engine(folder: Path) -> DaflowDresscodeEngine:
    made = DaflowDresscodeEngine(lambda: folder)
    made.load()
    return made


@pytest.mark.parametrize("name", OUTFITS)
def test_every_garment_is_put_on_where_it_belongs(engine: DaflowDresscodeEngine, name: str) -> None:
    outfit = OUTFITS[name]
    agnostic = make_agnostic(mannequin.stand(dress=name == "dress"), outfit)
    told: list[float] = []
    seen: list[np.ndarray] = []
    worn = engine.render(agnostic, outfit, RenderOptions(), lambda _, share: told.append(share), seen.append)
    photo = agnostic.person.photo.pixels
    assert worn.image.shape == photo.shape
    assert worn.changed.any()
    image, changed = paste_back(agnostic.person.photo, worn, agnostic)
    assert np.array_equal(image[~agnostic.mask], photo[~agnostic.mask])
    assert changed.any()
    assert len(seen) == len(outfit.garments)
    assert told == sorted(told)
    assert not worn.notices


def test_a_whole_life(engine: DaflowDresscodeEngine) -> None:
    outfit = OUTFITS["both"]
    agnostic = make_agnostic(mannequin.stand(), outfit)
    first = engine.render(agnostic, outfit, RenderOptions(), silent)

    def stop(stage: str, share: float) -> None:
        if share > 0.56:
            raise Cancelled

    with pytest.raises(Cancelled):
        engine.render(agnostic, outfit, RenderOptions(), stop)
    engine.unload()
    with pytest.raises(RuntimeError, match="load"):
        engine.render(agnostic, outfit, RenderOptions(), silent)
    engine.load()
    again = engine.render(agnostic, outfit, RenderOptions(seed=7, samples=2), silent)
    assert np.array_equal(again.image, first.image)  # Nothing is left to chance.
    assert all(np.array_equal(sample.image, first.image) for sample in again.samples)


def test_where_memory_runs_out_the_network_waits_in_main_memory_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = Machine(lambda: Hardware(Kind.CUDA, "Card", 1e12, False), lambda: None, lambda _: "cpu")
    engine, outfit = DaflowDresscodeEngine(lambda: folder, card), OUTFITS["bottoms"]
    agnostic = make_agnostic(mannequin.stand(), outfit)
    engine.load()
    first = engine.render(agnostic, outfit, RenderOptions(), silent)
    short, honest = [1], DaflowNetwork.forward

    def forward(self: DaflowNetwork, *arguments: object) -> object:
        if short:
            short.pop()
            raise torch.OutOfMemoryError("CUDA out of memory")
        return honest(self, *arguments)

    monkeypatch.setattr(DaflowNetwork, "forward", forward)
    lower = engine.render(agnostic, outfit, RenderOptions(), silent)
    assert "wait in main memory" in lower.notices[0]
    assert np.array_equal(lower.image, first.image)
    short += [1, 1]
    with pytest.raises(NotEnoughMemory):
        engine.render(agnostic, outfit, RenderOptions(), silent)


@pytest.mark.parametrize(
    ("name", "old", "kept"),
    [
        ("top", BodyLabel.UPPER_CLOTHES, BodyLabel.LOWER_CLOTHES),
        ("bottoms", BodyLabel.LOWER_CLOTHES, BodyLabel.UPPER_CLOTHES),
        ("dress", BodyLabel.DRESS, BodyLabel.FACE),
    ],
)
def test_the_network_is_shown_the_person_without_the_old_clothes(name: str, old: BodyLabel, kept: BodyLabel) -> None:
    outfit = OUTFITS[name]
    agnostic: AgnosticPerson = make_agnostic(mannequin.stand(dress=name == "dress"), outfit)
    placement = place_person(agnostic.person, CANVAS)
    picture = placement.image(agnostic.person.photo.pixels)
    (skeleton,), (person,), (garment,) = shown(Task((picture,), (0,), placement, agnostic, outfit.garments, 1))
    assert skeleton.shape == person.shape == garment.shape == (96, 64, 3)
    labels = placement.labels(agnostic.person.parsing.labels)
    assert not person[labels == old].any()
    stays = labels == kept
    assert np.array_equal(person[stays], picture[stays])
    assert skeleton.any()
    assert garment[0, 0].tolist() == [255, 255, 255]


def test_published_weights_frame_the_torso_for_tops_and_say_what_they_never_learned(folder: Path) -> None:
    engine = DaflowEngine(lambda: folder)
    engine.load()
    person = mannequin.stand()
    assert engine._place(person, OUTFITS["top"]).scale > engine._place(person, OUTFITS["both"]).scale
    top, bottoms = (make_agnostic(person, OUTFITS[name]) for name in ("top", "bottoms"))
    assert engine.render(top, OUTFITS["top"], RenderOptions(), silent).notices == ()
    (said,) = engine.render(bottoms, OUTFITS["bottoms"], RenderOptions(), silent).notices
    assert said == "The published weights of “DAFlow” learned from tops only."


@pytest.mark.parametrize(("make", "canvas"), [(DaflowEngine, (192, 256)), (DaflowDresscodeEngine, (384, 512))])
def test_weights_that_say_nothing_are_run_at_the_size_of_their_data_set(
    make: type[DaflowEngine], canvas: tuple[int, int], tmp_path: Path
) -> None:
    save_file(DaflowNetwork(heads=1).state_dict(), tmp_path / "daflow.safetensors")
    engine = make(lambda: tmp_path)
    engine.load()
    assert engine._current().weights.canvas == canvas
    save_file({"a": torch.ones(1)}, tmp_path / "daflow.safetensors")
    with pytest.raises(DamagedModel, match="DAFlow"):
        make(lambda: tmp_path).load()
