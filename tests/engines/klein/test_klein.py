"""What is klein's own: its words, its reference pictures, and the weights it takes."""

import shutil
from dataclasses import replace
from pathlib import Path

import mannequin
import numpy as np
import pytest
import random_models
import torch
from safetensors.torch import load_file, save_file
from transformers import Qwen3ForCausalLM

from fitting_room.domain.errors import DamagedModel
from fitting_room.domain.garment import Category, Outfit, SleeveLength
from fitting_room.domain.job import silent
from fitting_room.domain.tryon import AgnosticPerson, Preset, RenderOptions
from fitting_room.engines.klein import KleinEditEngine, KleinEngine
from fitting_room.engines.klein.painter import LIGHT_GREY, reference
from fitting_room.engines.klein.prompts import TOGETHER, prompt
from fitting_room.engines.levers import PUBLISHED, Levers
from fitting_room.perception.agnostic import make_agnostic

CANVAS = random_models.TINY_CANVASES["klein"]
STEPS = {Preset.DRAFT: 2, Preset.BALANCED: 3, Preset.FINAL: 4}
TOP = mannequin.garment(Category.TOPS, SleeveLength.SHORT)
TOP_ONLY = Outfit(top=TOP)
BOTTOMS = mannequin.garment(Category.BOTTOMS, legs=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return random_models.write_klein(tmp_path_factory.mktemp("klein"), tiny=True)


@pytest.fixture(scope="module")
def agnostic() -> AgnosticPerson:
    return make_agnostic(mannequin.stand(), Outfit(top=TOP, bottom=BOTTOMS))


def engine_with(folder: Path, words: Path, levers: Levers = PUBLISHED) -> KleinEngine:
    engine = KleinEngine(lambda: folder, None, STEPS, CANVAS, levers, lambda: words)
    engine.load()
    return engine


def dress(engine: KleinEngine, agnostic: AgnosticPerson, outfit: Outfit = TOP_ONLY) -> np.ndarray:
    return engine.render(agnostic, outfit, RenderOptions(Preset.DRAFT), silent).image


def test_the_text_encoder_is_needed_once(
    folder: Path, tmp_path: Path, agnostic: AgnosticPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = dress(engine_with(folder, tmp_path), agnostic)
    (kept,) = tmp_path.iterdir()

    def open_encoder(*_: object, **__: object) -> None:
        raise AssertionError("the text encoder was loaded again")

    monkeypatch.setattr(Qwen3ForCausalLM, "from_pretrained", open_encoder)
    assert np.array_equal(dress(engine_with(folder, tmp_path), agnostic), first)
    monkeypatch.undo()
    kept.write_bytes(b"cut short")
    assert np.array_equal(dress(engine_with(folder, tmp_path), agnostic), first)


def test_another_text_encoder_makes_other_words(folder: Path, tmp_path: Path) -> None:
    engine_with(folder, tmp_path / "words")
    other = shutil.copytree(folder, tmp_path / "other")
    path = other / "text_encoder/config.json"
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    engine_with(other, tmp_path / "words")
    assert len(list((tmp_path / "words").iterdir())) == 2


def test_a_full_disk_is_no_reason_to_stop(folder: Path, tmp_path: Path, agnostic: AgnosticPerson) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert dress(engine_with(folder, blocked / "words"), agnostic).any()


def test_everything_that_is_worn_together_has_words() -> None:
    assert len({prompt(worn) for worn in TOGETHER}) == len(TOGETHER)
    assert "the bottoms from the second picture and the top from the third picture" in prompt(
        (Category.BOTTOMS, Category.TOPS)
    )


def test_white_cloth_does_not_lie_on_white() -> None:
    matte = np.zeros((40, 40), np.float32)
    matte[10:30, 10:30] = 1
    white = replace(TOP, image=np.full((40, 40, 3), 245, np.uint8), matte=matte)
    assert np.asarray(reference(white, (64, 64)))[0, 0].tolist() == [LIGHT_GREY] * 3
    assert np.asarray(reference(replace(TOP, matte=matte), (64, 64)))[0, 0].tolist() == [255] * 3


def test_what_is_remembered_of_a_garment_is_exact(folder: Path, tmp_path: Path, agnostic: AgnosticPerson) -> None:
    forgetful = dress(engine_with(folder, tmp_path, Levers(remember=False)), agnostic)
    engine = engine_with(folder, tmp_path)
    assert np.array_equal(dress(engine, agnostic), forgetful)
    assert np.array_equal(dress(engine, agnostic), forgetful)


def test_editing_puts_on_an_outfit_in_one_pass(folder: Path, tmp_path: Path, agnostic: AgnosticPerson) -> None:
    outfit = Outfit(top=TOP, bottom=BOTTOMS)
    shares: dict[type, list[float]] = {KleinEngine: [], KleinEditEngine: []}
    for kind, told in shares.items():
        engine = kind(lambda: folder, None, STEPS, CANVAS, Levers(), lambda: tmp_path)
        engine.load()
        engine.render(agnostic, outfit, RenderOptions(Preset.DRAFT), lambda _, share, told=told: told.append(share))
    assert 2 * len(shares[KleinEditEngine]) == len(shares[KleinEngine])


@pytest.mark.parametrize("part", ["transformer", "vae", "text_encoder"])
@pytest.mark.parametrize("spoil", ["rename", "cut", "leave out"])
def test_weights_that_are_not_exactly_the_published_ones_are_refused(
    folder: Path, tmp_path: Path, part: str, spoil: str
) -> None:
    spoilt = shutil.copytree(folder, tmp_path / "spoilt")
    (path,) = (spoilt / part).glob("*.safetensors")
    match spoil:
        case "rename":
            state = load_file(path)
            name = sorted(state)[0]
            save_file({"other" if key == name else key: value for key, value in state.items()}, path, {"format": "pt"})
        case "cut":
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        case "leave out":
            path.unlink()
    with pytest.raises(DamagedModel, match="damaged"):
        engine_with(spoilt, tmp_path / "words")


def test_weights_in_several_files_are_put_together(folder: Path, tmp_path: Path, agnostic: AgnosticPerson) -> None:
    parted = shutil.copytree(folder, tmp_path / "parted")
    (path,) = (parted / "transformer").glob("*.safetensors")
    state = list(load_file(path).items())
    save_file(dict(state[::2]), path.with_stem("one"))
    save_file(dict(state[1::2]), path.with_stem("two"))
    path.unlink()
    words = tmp_path / "words"
    assert np.array_equal(dress(engine_with(parted, words), agnostic), dress(engine_with(folder, words), agnostic))


def test_the_published_sizes_are_those_of_the_stock_network() -> None:
    from diffusers import Flux2Transformer2DModel

    with torch.device("meta"):
        network = Flux2Transformer2DModel(**random_models.KLEIN)
    # models.md: the transformer's file has 7.3 GiB in bf16.
    assert 2 * sum(weight.numel() for weight in network.parameters()) / 2**30 == pytest.approx(7.3, abs=0.1)
