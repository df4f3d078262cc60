"""VITON-HD whole, at tiny width: load, render, cancel, out of memory, unload, load again."""

from pathlib import Path

import mannequin
import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from fitting_room.device import Hardware, Kind
from fitting_room.domain.body import BodyLabel
from fitting_room.domain.errors import BodyCutOff, DamagedModel, FittingRoomError, NotEnoughMemory
from fitting_room.domain.garment import Category, HemLength, Outfit, SleeveLength
from fitting_room.domain.geometry import Placement
from fitting_room.domain.job import Cancelled, silent
from fitting_room.domain.tryon import AgnosticPerson, Preset, RenderOptions
from fitting_room.engines import painting
from fitting_room.engines.composite import paste_back
from fitting_room.engines.framing import place_torso
from fitting_room.engines.painting import Task
from fitting_room.engines.photoreal import Machine
from fitting_room.engines.viton_hd import VitonHdEngine
from fitting_room.engines.viton_hd.bending import BendingNetwork
from fitting_room.engines.viton_hd.generator import PictureNetwork
from fitting_room.engines.viton_hd.segmentation import PartsNetwork
from fitting_room.perception.agnostic import make_agnostic

TOP = Outfit(top=mannequin.garment(Category.TOPS, SleeveLength.SHORT))
BOTTOMS = Outfit(bottom=mannequin.garment(Category.BOTTOMS, hem=HemLength.ANKLE, legs=True))
CANVAS = (128, 256)


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three files, as the converter writes them; the networks are as wide as a sixteenth of the published ones."""
    made = tmp_path_factory.mktemp("viton-hd")
    torch.manual_seed(0)
    networks = {"seg": PartsNetwork(4), "gmm": BendingNetwork(4), "alias": PictureNetwork(4)}
    for name, network in networks.items():
        for weight, numbers in network.named_parameters():
            if weight.endswith("noise_scale"):
                torch.nn.init.ones_(numbers)
        save_file(network.state_dict(), made / f"{name}_final.safetensors", {"canvas": "128x256"})
    return made


@pytest.fixture(scope="module")
def agnostic() -> AgnosticPerson:
    return make_agnostic(mannequin.stand(), TOP)


@pytest.fixture
def engine(folder: Path, monkeypatch: pytest.MonkeyPatch) -> VitonHdEngine:
    monkeypatch.setattr(painting, "find_alarms", lambda *_: ())
    made = VitonHdEngine(lambda: folder)
    made.load()
    return made


def test_a_whole_life(engine: VitonHdEngine, agnostic: AgnosticPerson, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []
    seen: list[np.ndarray] = []
    first = engine.render(agnostic, TOP, RenderOptions(), lambda _, share: told.append(share), seen.append)
    photo = agnostic.person.photo.pixels
    assert first.image.shape == photo.shape
    assert first.changed.any()
    image, _ = paste_back(agnostic.person.photo, first, agnostic)
    assert np.array_equal(image[~agnostic.mask], photo[~agnostic.mask])
    assert len(seen) == 3
    assert told == sorted(told)
    other = engine.render(agnostic, TOP, RenderOptions(seed=4), silent).image
    assert not np.array_equal(other, first.image)

    for step in (1, 2, 3):
        left = [step]

        def stop(stage: str, share: float, left: list[int] = left) -> None:
            left[0] -= share > 0.56
            if not left[0]:
                raise Cancelled

        with pytest.raises(Cancelled):
            engine.render(agnostic, TOP, RenderOptions(), stop)
    engine.unload()
    with pytest.raises(RuntimeError, match="load"):
        engine.render(agnostic, TOP, RenderOptions(), silent)
    engine.load()
    assert np.array_equal(engine.render(agnostic, TOP, RenderOptions(), silent).image, first.image)


def test_where_memory_runs_out_the_networks_wait_in_main_memory_once(
    folder: Path, agnostic: AgnosticPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(painting, "find_alarms", lambda *_: ())
    card = Machine(lambda: Hardware(Kind.CUDA, "Card", 1e12, False), lambda: None, lambda _: "cpu")
    engine = VitonHdEngine(lambda: folder, card)
    engine.load()
    first = engine.render(agnostic, TOP, RenderOptions(), silent)
    short = [1]
    honest = PictureNetwork.forward

    def forward(self: PictureNetwork, *arguments: object) -> torch.Tensor:
        if short:
            short.pop()
            raise torch.OutOfMemoryError("CUDA out of memory")
        return honest(self, *arguments)

    monkeypatch.setattr(PictureNetwork, "forward", forward)
    lower = engine.render(agnostic, TOP, RenderOptions(), silent)
    assert "wait in main memory" in lower.notices[0]
    assert np.array_equal(lower.image, first.image)
    short += [1, 1]
    with pytest.raises(NotEnoughMemory):
        engine.render(agnostic, TOP, RenderOptions(), silent)


def test_samples_are_what_each_seed_makes_alone(engine: VitonHdEngine, agnostic: AgnosticPerson) -> None:
    together = engine.render(agnostic, TOP, RenderOptions(seed=3, samples=2), silent)
    assert [sample.seed for sample in together.samples] == [3, 4]
    alone = engine.render(agnostic, TOP, RenderOptions(seed=4), silent)
    assert np.array_equal(together.samples[1].image, alone.image)


def test_the_networks_are_shown_what_they_were_trained_on(engine: VitonHdEngine, agnostic: AgnosticPerson) -> None:
    placement = place_torso(agnostic.person, CANVAS)
    picture = placement.image(agnostic.person.photo.pixels)
    maps = engine._loaded.painter._shown(Task((picture,), (0,), placement, agnostic, TOP.garments, 3))
    for name, channels in (("agnostic", 3), ("parts", 13), ("pose", 3), ("garment", 3), ("garment_mask", 1)):
        assert getattr(maps, name).shape == (1, channels, 256, 128), name
    assert torch.equal(maps.parts.sum(dim=1), torch.ones(1, 256, 128))
    assert not maps.parts[:, 3].any()  # The old top.
    top = torch.from_numpy(placement.labels(agnostic.person.parsing.where(BodyLabel.UPPER_CLOTHES)))
    hidden = (maps.agnostic[0] - (128 / 127.5 - 1)).abs().amax(dim=0) < 1e-6
    assert hidden[top].float().mean() > 0.99
    assert 0.1 < hidden.float().mean() < 0.9
    assert (maps.pose > -1).any()
    assert set(maps.garment_mask.unique().tolist()) == {0, 1}
    assert maps.garment[0][:, maps.garment_mask[0, 0] == 0].mean() > 0.9


def test_anything_but_a_top_is_refused(engine: VitonHdEngine) -> None:
    person = mannequin.stand()
    for outfit in (BOTTOMS, Outfit(top=TOP.top, bottom=BOTTOMS.bottom)):
        with pytest.raises(FittingRoomError, match="tops only"):
            engine.render(make_agnostic(person, outfit), outfit, RenderOptions(), silent)


def test_the_upper_body_fills_the_canvas_as_in_the_data_set() -> None:
    person = mannequin.stand()
    neck, hips = np.array([120, 90]), np.array([120, 182])
    for canvas in ((768, 1024), (192, 256)):
        placement = place_torso(person, canvas)
        across = placement.points(np.array([neck, hips], np.float64)) / canvas
        assert np.ptp(across[:, 1]) == pytest.approx(0.41, abs=0.005)
        assert across[0] == pytest.approx((0.5, 0.35), abs=0.07)
    half = Placement.crop(person.photo.size, (0, 0, 240, 170))
    with pytest.raises(BodyCutOff):
        place_torso(person.placed(half), (768, 1024))


def test_files_of_something_else_are_refused(folder: Path, tmp_path: Path) -> None:
    for name in ("seg", "gmm", "alias"):
        (tmp_path / f"{name}_final.safetensors").write_bytes((folder / "seg_final.safetensors").read_bytes())
    with pytest.raises(DamagedModel, match="VITON-HD"):
        VitonHdEngine(lambda: tmp_path).load()
    for name in ("seg", "gmm", "alias"):
        (tmp_path / f"{name}_final.safetensors").write_bytes((folder / f"{name}_final.safetensors").read_bytes())
    state = PictureNetwork(4).state_dict()
    state.pop("head_0.conv_0.weight_u")
    save_file(state, tmp_path / "alias_final.safetensors")
    with pytest.raises(DamagedModel, match="VITON-HD"):
        VitonHdEngine(lambda: tmp_path).load()


def test_presets_are_one() -> None:
    assert {VitonHdEngine()._steps[preset] for preset in Preset} == {3}
