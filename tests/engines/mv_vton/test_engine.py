"""The whole engine at tiny size: load, render from both sides, cancel, out of memory, unload, load again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import mannequin
import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from fitting_room.device import Hardware, Kind
from fitting_room.domain.body import Joint, Person
from fitting_room.domain.decoding import open_photo
from fitting_room.domain.errors import DamagedModel, FittingRoomError
from fitting_room.domain.garment import Category, Garment, Outfit
from fitting_room.domain.job import Cancelled, silent
from fitting_room.domain.tryon import AgnosticPerson, LayeredImage, Preset, RenderOptions
from fitting_room.engines.framing import place_person
from fitting_room.engines.mv_vton.engine import MvVtonEngine
from fitting_room.engines.mv_vton.model import MvVton, empty
from fitting_room.engines.mv_vton.painter import on_canvas
from fitting_room.engines.mv_vton.unet import Unet, UnetConfig
from fitting_room.engines.mv_vton.views import HIDDEN, imagined_wearer, person_picture, side_of
from fitting_room.engines.painting import Task
from fitting_room.engines.photoreal import Machine
from fitting_room.engines.warp import WarpEngine
from fitting_room.perception.agnostic import make_agnostic
from fitting_room.perception.person import understand_person
from fitting_room.resources import assets
from fitting_room.studio.bent import mv_vton
from fitting_room.studio.recipe import open_garment

STEPS = {Preset.DRAFT: 2, Preset.BALANCED: 3, Preset.FINAL: 4}
DEMO = assets() / "demo"
DRAFT = RenderOptions(Preset.DRAFT)
SIDE = 128


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


def tiny() -> MvVton:
    """Networks of every published part, narrow."""
    return empty(UnetConfig(32, (1, 1, 2, 2), 2), layers=1, autoencoder_widths=(32, 32, 32, 32), side=SIDE)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Random weights under the names on the shelf."""
    chance = torch.Generator().manual_seed(7)

    def weights(like: torch.Tensor) -> torch.Tensor:
        if like.ndim < 2:
            return torch.full(like.shape, 0.5, dtype=torch.bfloat16)
        return (torch.randn(like.shape, generator=chance) * like[0].numel() ** -0.5).bfloat16()

    state = {name: weights(tensor) for name, tensor in tiny().state_dict().items()}
    path = tmp_path_factory.mktemp("mv-vton") / "mvg.safetensors"
    save_file(state, path)
    return path


@pytest.fixture(scope="module")
def top() -> Garment:
    return open_garment(DEMO / "garments/tops/tee_bolt.png", back=DEMO / "garments/tops/tee_sun.png")


@pytest.fixture(scope="module")
def anna() -> Person:
    return understand_person(open_photo(DEMO / "people/anna.png"))


@pytest.fixture(scope="module")
def agnostic(anna: Person, top: Garment) -> AgnosticPerson:
    return make_agnostic(anna, Outfit(top=top))


@pytest.fixture(scope="module")
def bend() -> Callable[[AgnosticPerson, Outfit], LayeredImage]:
    """The embedded engine, asked once for each side."""
    warp, bent = WarpEngine(), {}

    def bend(agnostic: AgnosticPerson, outfit: Outfit) -> LayeredImage:
        key = (agnostic.mask.tobytes(), outfit.garments[0].image.tobytes())
        if key not in bent:
            bent[key] = warp.render(agnostic, outfit, RenderOptions(Preset.FINAL), silent).layers
        return bent[key]

    return bend


def engine_on(file: Path, bend: Callable[..., LayeredImage], free: float | None = None) -> MvVtonEngine:
    """An engine, loaded; with `free` bytes on a card that the processor plays."""
    card = Machine(lambda: Hardware(Kind.CUDA, "Card", free or 0, False), lambda: None, lambda _: "cpu")
    engine = MvVtonEngine(bend, lambda: file, card if free else None, STEPS, tiny)
    engine.load()
    return engine


def test_the_person_is_seen_without_room_and_old_top_and_with_the_bent_garment(
    anna: Person, agnostic: AgnosticPerson, top: Garment, bend: Callable[..., LayeredImage]
) -> None:
    placement = place_person(anna, (768, 1024))
    task = Task((placement.image(anna.photo.pixels),), (0,), placement, agnostic, (top,), 2)
    there = on_canvas(task)
    picture = person_picture(there, bend(there, Outfit(top=top)), top, 512)
    assert picture.shape == (512, 512, 3)
    assert (picture[:40] == 255).mean() > 0.9, "the room is white"
    chest = picture[108:122, 215:300].reshape(-1, 3).astype(int)
    blue = np.median(top.image[top.matte > 0.9], axis=0)
    assert np.abs(np.median(chest, axis=0) - blue).max() < 60
    assert 0.001 < (picture == HIDDEN).all(-1).mean() < 0.2, "arms are to be painted"


def test_a_garment_that_nobody_wears_gets_a_wearer_with_the_sides_of_a_front_or_a_back(top: Garment) -> None:
    pose = imagined_wearer(top)
    assert pose.at(Joint.LEFT_SHOULDER)[0] > pose.at(Joint.NECK)[0] > pose.at(Joint.RIGHT_SHOULDER)[0]
    assert pose.at(Joint.LEFT_HIP)[1] > pose.at(Joint.LEFT_WRIST)[1] > pose.at(Joint.LEFT_SHOULDER)[1]
    front, back = (side_of(top, (768, 1024), behind, 512).skeleton for behind in (False, True))
    assert front.any()
    assert not np.array_equal(front, back)


def test_the_life_of_the_engine(
    file: Path, agnostic: AgnosticPerson, top: Garment, bend: Callable[..., LayeredImage]
) -> None:
    engine, outfit = engine_on(file, bend), Outfit(top=top)
    first = engine.render(agnostic, outfit, DRAFT, silent)
    assert first.image.shape == agnostic.person.photo.pixels.shape
    assert first.changed.any()
    one_side = engine.render(agnostic, Outfit(top=replace(top, back=None)), DRAFT, silent)
    assert not np.array_equal(one_side.image, first.image), "the back counts too"
    turned = replace(agnostic, person=replace(agnostic.person, from_behind=True))
    behind = engine.render(turned, outfit.turned, DRAFT, silent)
    assert not np.array_equal(behind.image, first.image)

    def stop(stage: str, share: float) -> None:
        if share > 0.6:
            raise Cancelled

    with pytest.raises(Cancelled):
        engine.render(agnostic, outfit, DRAFT, stop)
    with pytest.raises(FittingRoomError, match="tops only"):
        engine.render(agnostic, Outfit(bottom=mannequin.garment(Category.BOTTOMS)), DRAFT, silent)

    engine.unload()
    with pytest.raises(RuntimeError, match="load"):
        engine.render(agnostic, outfit, DRAFT, silent)
    engine.load()
    assert np.array_equal(engine.render(agnostic, outfit, DRAFT, silent).image, first.image)


def test_a_small_card_takes_it_in_pieces(
    file: Path, agnostic: AgnosticPerson, top: Garment, bend: Callable[..., LayeredImage]
) -> None:
    engine = engine_on(file, bend, free=1.4e9)
    assert "wait in main memory" in engine.foresee()
    assert engine.render(agnostic, Outfit(top=top), DRAFT, silent).changed.any()


def test_out_of_memory_steps_down_once_and_paints_the_same(
    file: Path,
    agnostic: AgnosticPerson,
    top: Garment,
    bend: Callable[..., LayeredImage],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = engine_on(file, bend, free=1e12)
    first = engine.render(agnostic, Outfit(top=top), DRAFT, silent)
    left, honest = [1], Unet.forward

    def forward(self: Unet, *arguments: object) -> object:
        if left:
            left.pop()
            raise torch.OutOfMemoryError("CUDA out of memory")
        return honest(self, *arguments)

    monkeypatch.setattr(Unet, "forward", forward)
    lower = engine.render(agnostic, Outfit(top=top), DRAFT, silent)
    assert "wait in main memory" in lower.notices[0]
    assert np.array_equal(lower.image, first.image)


def test_a_file_of_something_else_is_refused(tmp_path: Path, bend: Callable[..., LayeredImage]) -> None:
    other = tmp_path / "mvg.safetensors"
    save_file({"proj_out.weight": torch.zeros(2)}, other)
    with pytest.raises(DamagedModel):
        engine_on(other, bend)
    other.write_bytes(b"nothing")
    with pytest.raises(DamagedModel):
        engine_on(other, bend)


def test_the_embedded_engine_bends_for_it() -> None:
    """What the catalogue makes; the weights are not installed here."""
    assert isinstance(mv_vton(), MvVtonEngine)
