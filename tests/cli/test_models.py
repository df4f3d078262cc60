"""`fitting-room models`, against a hub on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hub_double import BadHub, bad_hub

from fitting_room import cli
from fitting_room.shelf import ModelShelf
from fitting_room.shelf.hub import Hub
from fitting_room.shelf.installed import model_cards
from fitting_room.studio import models

FILES = {"model.safetensors": bytes(range(256)) * 40}


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[BadHub]:
    with bad_hub(dict(FILES)) as server:
        server.commits = {card.revision for card in model_cards()}
        monkeypatch.setattr(models, "model_shelf", lambda: ModelShelf(tmp_path / "models", Hub(server.address)))
        yield server


def run(*arguments: str | Path) -> int:
    return cli.main(["models", *map(str, arguments)], open_window=lambda _: 7)


def test_a_model_is_listed_installed_verified_repaired_and_removed(
    hub: BadHub, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("list") == cli.DONE
    assert "not installed" in capfd.readouterr().out
    assert run("install", "fashn") == cli.DONE
    said = capfd.readouterr()
    assert said.out.strip() == str(tmp_path / "models/fashn")
    assert "Apache-2.0" in said.err
    assert run("verify", "fashn") == cli.DONE
    (tmp_path / "models/fashn/model.safetensors").write_bytes(b"?")
    assert run("verify", "fashn") == cli.CANNOT
    assert "missing or damaged" in capfd.readouterr().err
    assert run("repair", "fashn") == cli.DONE
    assert (tmp_path / "models/fashn/model.safetensors").read_bytes() == FILES["model.safetensors"]
    assert run("remove", "fashn") == cli.DONE
    assert not (tmp_path / "models/fashn").exists()


def test_a_model_travels_by_folder(
    hub: BadHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick"
    assert run("install", "fashn") == cli.DONE
    assert run("export", stick) == cli.DONE
    monkeypatch.setattr(models, "model_shelf", lambda: ModelShelf(tmp_path / "other", Hub("http://127.0.0.1:9")))
    assert run("import", stick, "fashn") == cli.DONE
    assert (tmp_path / "other/fashn/model.safetensors").read_bytes() == FILES["model.safetensors"]


def test_what_cannot_be_done_is_said(hub: BadHub, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("install", "nonsense") == cli.CANNOT
    assert "There is no model “nonsense”." in capfd.readouterr().err
    assert run("verify", "fashn") == cli.CANNOT
    assert "is not installed" in capfd.readouterr().err
