"""The whole engine at tiny size: load, render, cancel, out of memory, unload, load again."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import mannequin
import numpy as np
import pytest
import torch
from golden_data import manifest_of, weights
from safetensors.torch import save_file

from fitting_room.device import Hardware, Kind
from fitting_room.domain.errors import DamagedModel
from fitting_room.domain.garment import Category, HemLength, Outfit, SleeveLength
from fitting_room.domain.job import Cancelled, silent
from fitting_room.domain.tryon import AgnosticPerson, Preset, RenderOptions
from fitting_room.engines.catvton import engine as catvton
from fitting_room.engines.catvton.engine import CatvtonDresscodeEngine, CatvtonEngine, CatvtonVitonhdEngine, Folders
from fitting_room.engines.catvton.painter import mask_for
from fitting_room.engines.framing import place_person
from fitting_room.engines.painting import Task
from fitting_room.engines.photoreal import Machine
from fitting_room.perception.agnostic import make_agnostic

CANVAS = (48, 64)
STEPS = {Preset.DRAFT: 2, Preset.BALANCED: 3, Preset.FINAL: 4}
TOP = mannequin.garment(Category.TOPS, SleeveLength.SHORT)
BOTTOMS = mannequin.garment(Category.BOTTOMS, hem=HemLength.ANKLE, legs=True)


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """Tiny weights under the published names, CatVTON's numbered as in its file."""
    made = Folders(*(tmp_path_factory.mktemp(name) for name in ("attention", "unet", "autoencoder")))
    unet, vae = manifest_of("catvton_unet_tiny"), manifest_of("sd15_vae_tiny")
    for folder, manifest in ((made.unet, unet), (made.autoencoder, vae)):
        (folder / "config.json").write_text(json.dumps({"_class_name": "Net", **manifest["config"]}))
        state = {name: torch.from_numpy(array) for name, array in weights(manifest).items()}
        save_file(state, folder / "diffusion_pytorch_model.safetensors")
    ours = weights(unet)
    numbered = {name: published for published, name in reversed(unet["attention_keymap"])}
    save_file(
        {published: torch.from_numpy(ours[name]) for name, published in numbered.items()},
        made.attention / "model.safetensors",
    )
    return made


@pytest.fixture(scope="module")
def agnostic() -> AgnosticPerson:
    return make_agnostic(mannequin.stand(), Outfit(top=TOP))


def engine_on(folders: Folders, free: float | None = None) -> CatvtonEngine:
    """An engine, loaded; with `free` bytes on a card that the processor plays."""
    card = Machine(lambda: Hardware(Kind.CUDA, "Card", free or 0, False), lambda: None, lambda _: "cpu")
    engine = CatvtonEngine(lambda: folders, card if free else None, STEPS, CANVAS)
    engine.load()
    return engine


def test_each_garment_of_an_outfit_changes_its_own_part() -> None:
    outfit = Outfit(top=TOP, bottom=BOTTOMS)
    agnostic = make_agnostic(mannequin.stand(), outfit)
    placement = place_person(agnostic.person, CANVAS)
    picture = placement.image(agnostic.person.photo.pixels)
    tasks = [Task((picture,), (0,), placement, agnostic, (piece,), 2) for piece in (TOP, BOTTOMS)]
    top, bottoms = (mask_for(task) for task in tasks)
    assert top.any()
    assert bottoms.any()
    assert np.mean(np.nonzero(top)[0]) < np.mean(np.nonzero(bottoms)[0])
    wide = mask_for(replace(tasks[0], hidden=True))
    assert not np.any(top & ~wide)
    assert not np.any(wide & placement.labels(agnostic.protect))


def test_files_that_do_not_belong_together_are_refused(folders: Folders, tmp_path: Path) -> None:
    with pytest.raises(DamagedModel):
        engine_on(folders._replace(unet=folders.autoencoder))
    (tmp_path / "model.safetensors").write_bytes(b"nothing")
    with pytest.raises(DamagedModel):
        engine_on(folders._replace(attention=tmp_path))


@pytest.mark.parametrize(
    ("make", "weights"),
    [(CatvtonVitonhdEngine, "vitonhd-16k-512"), (CatvtonDresscodeEngine, "dresscode-16k-512")],
)
def test_each_of_the_smaller_weights_is_found_in_its_folder_and_lives_as_the_mixed_ones_do(
    make: type[CatvtonEngine],
    weights: str,
    folders: Folders,
    agnostic: AgnosticPerson,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(folders.attention, tmp_path / "catvton" / weights / "attention")
    shutil.copytree(folders.unet, tmp_path / "sd15-inpainting/unet")
    shutil.copytree(folders.autoencoder, tmp_path / "sd15-vae")
    monkeypatch.setattr(catvton, "open_model", lambda name: tmp_path / name)
    trained = make()
    trained.load()
    assert trained._current().weights.canvas == (384, 512)
    engine = make(steps=STEPS, canvas=CANVAS)
    engine.load()
    options, top = RenderOptions(Preset.DRAFT), Outfit(top=TOP)
    first = engine.render(agnostic, top, options, silent)
    assert first.image.shape == agnostic.person.photo.pixels.shape
    assert first.changed.any()

    def stop(stage: str, share: float) -> None:
        if share > 0.56:
            raise Cancelled

    with pytest.raises(Cancelled):
        engine.render(agnostic, top, options, stop)
    engine.unload()
    with pytest.raises(RuntimeError, match="load"):
        engine.render(agnostic, top, options, silent)
    engine.load()
    assert np.array_equal(engine.render(agnostic, top, options, silent).image, first.image)
