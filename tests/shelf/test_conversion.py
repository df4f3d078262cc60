"""Weights as their authors publish them become safetensors on the shelf, and nothing in a file is ever run."""

import argparse
import hashlib
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import nn

from fitting_room import cli
from fitting_room.domain.errors import DamagedModel, DownloadFailed, NotInstalled
from fitting_room.domain.job import Cancelled, silent
from fitting_room.domain.licence import Profile
from fitting_room.shelf import ModelCard, ModelShelf
from fitting_room.shelf.conversion import read_checkpoint
from fitting_room.shelf.installed import model_cards
from fitting_room.shelf.manifest import find_card
from fitting_room.shelf.shelf import State
from fitting_room.studio import brought, models

CARD = ModelCard(
    "pair", "Pair", "tests", "", None, ("small.safetensors", "large.safetensors"), 1, "None.", "research", "nothing",
    (), brought="Somewhere.",
)  # fmt: skip
NETWORKS = {"small.safetensors": lambda: nn.Linear(2, 3), "large.safetensors": lambda: nn.Conv2d(1, 4, 3)}
RAN: list[str] = []


def run(what: str) -> None:
    RAN.append(what)


class Program:
    """What a pickle can do to whoever opens it."""

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return run, ("ran",)


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModelShelf:
    monkeypatch.setitem(brought.NETWORKS, "pair", f"{__name__}:NETWORKS")
    return ModelShelf(tmp_path / "models")


def state(make: Callable[[], nn.Module]) -> dict[str, torch.Tensor]:
    torch.manual_seed(1)
    return make().state_dict()


def wrapped(held: dict[str, torch.Tensor]) -> dict[str, Any]:
    """As DAFlow's training saves it."""
    return {
        "state_dict": {f"module.{name}": tensor for name, tensor in held.items()},
        "optim": {"state": {0: {"step": torch.tensor(3.0)}}, "param_groups": [{"lr": 0.1, "params": [0]}]},
        "opt": argparse.Namespace(name="run", lr=0.1),
    }


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("pack", [dict, wrapped])
def test_published_files_are_told_apart_by_what_they_hold_and_kept_as_safetensors(
    shelf: ModelShelf, tmp_path: Path, zipped: bool, pack: Callable[[dict], dict]
) -> None:
    source = tmp_path / "downloads"
    (source / "deeper").mkdir(parents=True)
    (source / "photo.jpg").write_bytes(b"nothing to do with it")
    torch.save({"weight": torch.ones(7)}, source / "another.pth")
    for name, path in (("large.safetensors", "epoch=6.ckpt"), ("small.safetensors", "deeper/x.pt")):
        torch.save(pack(state(NETWORKS[name])), source / path, _use_new_zipfile_serialization=zipped)
    told: list[float] = []
    said = brought.take_in(shelf, CARD, source, lambda _, share: told.append(share))
    assert said.fine
    assert told == sorted(told)
    folder = shelf.open(CARD, Profile.RESEARCH)
    for name, make in NETWORKS.items():
        kept = load_file(folder / name)
        assert all(torch.equal(kept[key], tensor) for key, tensor in state(make).items())
    assert shelf.verify(CARD) == ()
    lock = shelf._read_lock().models["pair"]
    assert {file.path: file.checksum for file in lock.files} == {
        name: f"sha256:{hashlib.sha256((folder / name).read_bytes()).hexdigest()}" for name in CARD.files
    }


def test_files_may_come_one_by_one_and_again(shelf: ModelShelf, tmp_path: Path) -> None:
    small, large = tmp_path / "s.pth", tmp_path / "l.safetensors"
    torch.save(state(NETWORKS["small.safetensors"]), small)
    save_file(state(NETWORKS["large.safetensors"]), large)
    said = brought.take_in(shelf, CARD, small, silent)
    assert not said.fine
    assert "still missing: large.safetensors" in said.sentences[-1]
    assert shelf.state(CARD) is State.PARTIAL
    with pytest.raises(NotInstalled, match="import"):
        shelf.open(CARD, Profile.RESEARCH)
    assert brought.take_in(shelf, CARD, large, silent).fine
    assert shelf.state(CARD) is State.INSTALLED
    torch.save({name: tensor + 1 for name, tensor in state(NETWORKS["small.safetensors"]).items()}, small)
    assert brought.take_in(shelf, CARD, small, silent).fine
    assert shelf.verify(CARD) == ()
    shelf.export([CARD], tmp_path / "stick", with_files=True)
    other = ModelShelf(tmp_path / "other")
    assert models.carry_out("import", [], tmp_path / "stick", True, silent, other).fine
    other.bring(CARD, tmp_path / "stick")
    assert other.state(CARD) is State.INSTALLED


def bad_files(folder: Path) -> dict[str, Path]:
    good = state(NETWORKS["small.safetensors"])
    made = {name: folder / f"{name}.pth" for name in ("program", "plain", "text", "inside", "other", "shape", "more")}
    torch.save(good | {"weight": Program()}, made["program"])
    made["plain"].write_bytes(pickle.dumps(Program()))
    made["text"].write_text("<html>Quota exceeded</html>")
    torch.save({"state_dict": good, "trainer": Program()}, made["inside"])
    torch.save([1, 2], made["other"])
    torch.save(good | {"weight": torch.ones(3, 3)}, made["shape"])
    torch.save(good | {"gain": torch.ones(1)}, made["more"])
    return made


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("program", "holds more than weights"), ("plain", "holds more than weights"), ("text", "not a file of weights"),
        ("inside", "holds more than weights"), ("other", "not a file of weights"),
        ("shape", "holds no weights of “Pair”: “weight” has another shape."),
        ("more", "holds no weights of “Pair”: “gain” is too many."),
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_a_sentence_and_never_run(
    shelf: ModelShelf, tmp_path: Path, name: str, words: str
) -> None:
    path = bad_files(tmp_path)[name]
    with pytest.raises(DamagedModel, match=words) as refused:
        brought.take_in(shelf, CARD, path, silent)
    assert refused.value.what.count(".") - path.name.count(".") == 1
    assert RAN == []
    assert shelf.state(CARD) is State.ABSENT
    assert not (tmp_path / "models").exists()


def test_the_same_program_would_run_in_a_reader_of_pickles(tmp_path: Path) -> None:
    torch.save(Program(), tmp_path / "program.pth")
    torch.load(tmp_path / "program.pth", weights_only=False)
    assert RAN.pop() == "ran"


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    whole, torn = tmp_path / "whole.pth", tmp_path / "torn.pth"
    for zipped in (True, False):
        torch.save({"weight": torch.ones(999)}, whole, _use_new_zipfile_serialization=zipped)
        for share in (0.1, 0.5, 0.9):
            content = whole.read_bytes()
            torn.write_bytes(content[: int(len(content) * share)])
            with pytest.raises(DamagedModel):
                read_checkpoint(torn)


def test_it_can_be_stopped_and_a_folder_without_weights_says_so(shelf: ModelShelf, tmp_path: Path) -> None:
    def stop(stage: str, share: float) -> None:
        raise Cancelled

    source = tmp_path / "downloads"
    source.mkdir()
    with pytest.raises(DamagedModel, match="Nothing in"):
        brought.take_in(shelf, CARD, source, silent)
    torch.save(state(NETWORKS["small.safetensors"]), source / "x.pth")
    with pytest.raises(Cancelled):
        brought.take_in(shelf, CARD, source, stop)
    assert shelf.state(CARD) is State.ABSENT


@pytest.mark.parametrize("name", brought.NETWORKS)
def test_every_model_that_is_brought_knows_its_files(name: str) -> None:
    card = find_card(model_cards(), name)
    assert card.brought
    assert set(brought.shapes_of_model(name)) == set(card.files)
    with pytest.raises(DownloadFailed, match="cannot be downloaded"):
        ModelShelf(Path("nowhere")).install(card)


def test_every_brought_card_has_networks() -> None:
    assert {card.id for card in model_cards() if card.brought} == set(brought.NETWORKS)


def test_the_command_converts_a_folder_of_daflow(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(models, "model_shelf", lambda: ModelShelf(tmp_path / "models"))
    from fitting_room.engines.daflow.network import DaflowNetwork

    torch.save(wrapped(DaflowNetwork().state_dict()), tmp_path / "ckpt_viton.pt")
    command = ["models", "import", str(tmp_path / "ckpt_viton.pt"), "daflow"]
    assert cli.main(command, open_window=lambda _: 7) == cli.DONE
    said = capfd.readouterr()
    assert "non-commercial research" in said.err
    assert said.out.strip() == str(tmp_path / "models/daflow/daflow.safetensors")
    assert set(load_file(tmp_path / "models/daflow/daflow.safetensors")) == set(DaflowNetwork().state_dict())
