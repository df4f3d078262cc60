"""Models get onto a machine whole or not at all, whatever the network does."""

import errno
import shutil
from collections import namedtuple
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hub_double import COMMIT, BadHub, bad_hub

from fitting_room.domain.errors import (
    CannotSave,
    DamagedModel,
    DiskFull,
    DownloadFailed,
    ModelUnavailable,
    NotAllowed,
    NotInstalled,
)
from fitting_room.domain.job import Cancelled
from fitting_room.domain.licence import Profile
from fitting_room.shelf import ModelCard, ModelShelf, download
from fitting_room.shelf.hub import Hub
from fitting_room.shelf.shelf import LIST_NAME, State

WEIGHTS = np.random.default_rng(1).bytes(3_000_000)
CONFIG = b'{"hidden_size": 8}'
FILES = {
    "model.safetensors": WEIGHTS,
    "config.json": CONFIG,
    "nested/more.onnx": WEIGHTS[:1000],
    "trap.pkl": b"cos\nsystem\n",
}
CARD = ModelCard(
    "tiny", "Tiny", "tests", "somebody/tiny", None, ("*.safetensors", "*.json", "nested/*.onnx"), 3, "None.", "home",
    "nothing", (),
)  # fmt: skip


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[BadHub]:
    monkeypatch.setattr(download, "PAUSES", (0.01, 0.01, 0.01))
    with bad_hub(dict(FILES)) as server:
        server.small.add("config.json")
        yield server


@pytest.fixture
def shelf(hub: BadHub, tmp_path: Path) -> ModelShelf:
    return ModelShelf(tmp_path / "models", Hub(hub.address, patience=0.3))


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def wanted() -> dict[str, bytes]:
    return {path: content for path, content in FILES.items() if not path.endswith(".pkl")}


def test_a_model_is_installed_whole_and_used_without_network(hub: BadHub, shelf: ModelShelf) -> None:
    told: list[tuple[str, float]] = []
    folder = shelf.install(CARD, lambda stage, share: told.append((stage, share)))
    assert files_in(folder) == wanted()
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert told[-1] == ("download", 1.0)
    asked = len(hub.asked)
    assert shelf.open(CARD, Profile.HOME) == folder
    assert shelf.install(CARD) == folder
    assert shelf.verify(CARD) == ()
    assert len(hub.asked) == asked


@pytest.mark.parametrize("mood", ["truncate", "stall", "close", "fail", "redirect", "corrupt"])
def test_a_bad_connection_costs_time_only(hub: BadHub, shelf: ModelShelf, mood: str) -> None:
    hub.moods = [mood]
    assert files_in(shelf.install(CARD)) == wanted()


@pytest.mark.parametrize("mood", ["truncate", "stall", "close", "fail", "redirect", "corrupt"])
def test_nothing_half_written_is_ever_used(hub: BadHub, shelf: ModelShelf, mood: str) -> None:
    hub.moods = [mood]
    looks = 0

    def look(stage: str, share: float) -> None:
        """Whatever has its own name is whole, and no engine gets in before everything is."""
        nonlocal looks
        looks += 1
        arrived = {path: content for path, content in files_in(shelf.folder / "tiny").items() if path in wanted()}
        assert arrived.items() <= wanted().items()
        if arrived != wanted():
            with pytest.raises(NotInstalled):
                shelf.open(CARD, Profile.HOME)

    shelf.install(CARD, look)
    assert looks > 3


def test_every_answer_may_be_bad_in_another_way(hub: BadHub, shelf: ModelShelf) -> None:
    hub.moods = ["truncate", "close", "stall", "redirect", "truncate", "fail", "deaf", "corrupt", "truncate"]
    assert files_in(shelf.install(CARD)) == wanted()


def test_a_broken_download_goes_on_where_it_stopped(hub: BadHub, shelf: ModelShelf) -> None:
    hub.moods = ["truncate"]
    shelf.install(CARD)
    ranges = [sent for path, sent in hub.asked if path.endswith("model.safetensors")]
    assert ranges == [None, f"bytes={len(WEIGHTS) // 2}-"]


def test_a_stopped_download_keeps_what_arrived_and_goes_on_later(hub: BadHub, shelf: ModelShelf) -> None:
    def stop(stage: str, share: float) -> None:
        if share > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        shelf.install(CARD, stop)
    assert shelf.state(CARD) is State.PARTIAL
    with pytest.raises(NotInstalled):
        shelf.open(CARD, Profile.HOME)
    assert not (shelf.folder / "tiny/model.safetensors").exists()
    arrived = (shelf.folder / "tiny/model.safetensors.part").stat().st_size
    assert arrived > 0
    assert files_in(shelf.install(CARD)) == wanted()
    assert hub.asked[-3:].count((f"/somebody/tiny/resolve/{COMMIT}/model.safetensors", f"bytes={arrived}-")) == 1


def test_a_stalled_download_can_be_stopped(hub: BadHub, shelf: ModelShelf) -> None:
    hub.moods = ["stall"] * 9
    reports = 0

    def stop(stage: str, share: float) -> None:
        nonlocal reports
        reports += 1
        if share > 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        shelf.install(CARD, stop)


def test_a_hub_that_never_sends_what_it_announced_is_not_believed(hub: BadHub, shelf: ModelShelf) -> None:
    hub.moods = ["corrupt", "corrupt"]
    with pytest.raises(DownloadFailed, match="not what the hub announced"):
        shelf.install(CARD)
    assert files_in(shelf.folder / "tiny") == {}
    with pytest.raises(NotInstalled):
        shelf.open(CARD, Profile.HOME)


def test_a_network_that_is_gone_is_given_up_in_words(hub: BadHub, shelf: ModelShelf) -> None:
    hub.moods = ["close"] * 9
    with pytest.raises(DownloadFailed, match="goes on where it stopped"):
        shelf.install(CARD)


def test_without_any_hub_the_words_say_so(tmp_path: Path) -> None:
    with pytest.raises(DownloadFailed, match="cannot be reached"):
        ModelShelf(tmp_path, Hub("http://127.0.0.1:9", patience=0.3)).install(CARD)


@pytest.mark.parametrize(
    ("status", "words"), [(403, "accepted its licence"), (404, "as it is expected"), (500, "reach")]
)
def test_a_refusal_says_what_to_do(hub: BadHub, shelf: ModelShelf, status: int, words: str) -> None:
    hub.status = status
    with pytest.raises(DownloadFailed, match=words):
        shelf.install(CARD)


def test_what_was_fetched_first_is_what_every_later_fetch_has_to_be(hub: BadHub, shelf: ModelShelf) -> None:
    shelf.install(CARD)
    assert shelf.remove(CARD)
    assert shelf.state(CARD) is State.ABSENT
    hub.files["model.safetensors"] = WEIGHTS[::-1]
    with pytest.raises(DownloadFailed):
        shelf.install(CARD)


def test_damage_is_found_and_repaired(hub: BadHub, shelf: ModelShelf) -> None:
    folder = shelf.install(CARD)
    weights, config = folder / "model.safetensors", folder / "config.json"
    weights.write_bytes(WEIGHTS[:-1] + b"?")
    config.unlink()
    assert set(shelf.verify(CARD)) == {"model.safetensors", "config.json"}
    assert set(shelf.repair(CARD)) == {"model.safetensors", "config.json"}
    assert files_in(folder) == wanted()
    assert shelf.repair(CARD) == ()


def test_a_damaged_part_of_an_earlier_try_does_not_spoil_the_next(hub: BadHub, shelf: ModelShelf) -> None:
    part = shelf.folder / "tiny/model.safetensors.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"?" * 1_000_000)
    assert files_in(shelf.install(CARD)) == wanted()
    part.write_bytes(b"?" * (len(WEIGHTS) + 5))
    (shelf.folder / "tiny/model.safetensors").unlink()
    assert files_in(shelf.install(CARD)) == wanted()


def test_the_disk_is_asked_first(hub: BadHub, shelf: ModelShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9 - 10**6, 10**6))
    with pytest.raises(DiskFull, match="takes 3 MB"):
        shelf.install(CARD)
    assert [path for path, _ in hub.asked if "resolve" in path] == []


@pytest.mark.parametrize(("number", "error"), [(errno.ENOSPC, DiskFull), (errno.EACCES, CannotSave)])
def test_a_disk_that_fills_up_or_refuses_is_not_the_network(
    hub: BadHub, shelf: ModelShelf, monkeypatch: pytest.MonkeyPatch, number: int, error: type[Exception]
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(download.os, "fsync", refuse)
    with pytest.raises(error):
        shelf.install(CARD)


def test_two_programs_do_not_change_the_shelf_at_once(hub: BadHub, shelf: ModelShelf) -> None:
    def install_again(stage: str, share: float) -> None:
        if share > 0.1:
            shelf.install(CARD)

    with pytest.raises(ModelUnavailable, match="Another program"):
        shelf.install(CARD, install_again)


def test_a_pinned_revision_is_the_only_one(hub: BadHub, shelf: ModelShelf) -> None:
    assert shelf.install(replace(CARD, revision=COMMIT))
    assert hub.asked[0][0].startswith(f"/api/models/somebody/tiny/revision/{COMMIT}")
    newer = replace(CARD, revision="d" * 40)
    assert shelf.state(newer) is not State.INSTALLED
    with pytest.raises(DownloadFailed):
        shelf.install(newer)


def test_a_stick_brings_a_model_by_content(hub: BadHub, shelf: ModelShelf, tmp_path: Path) -> None:
    shelf.install(CARD)
    stick = tmp_path / "stick"
    assert shelf.export([CARD], stick, with_files=True) == stick / LIST_NAME
    (stick / "tiny/model.safetensors").rename(stick / "renamed (1).bin")
    elsewhere = ModelShelf(tmp_path / "elsewhere", Hub("http://127.0.0.1:9"))
    assert files_in(elsewhere.bring(CARD, stick)) == wanted()
    assert elsewhere.verify(CARD) == ()


@pytest.mark.parametrize("spoil", ["flip", "lose", "list"])
def test_a_stick_with_other_content_is_refused(hub: BadHub, shelf: ModelShelf, tmp_path: Path, spoil: str) -> None:
    shelf.install(CARD)
    stick = tmp_path / "stick"
    shelf.export([CARD], stick, with_files=True)
    weights = stick / "tiny/model.safetensors"
    match spoil:
        case "flip":
            weights.write_bytes(b"?" + WEIGHTS[1:])
        case "lose":
            weights.unlink()
        case "list":
            (stick / LIST_NAME).write_text("{}")
    elsewhere = ModelShelf(tmp_path / "elsewhere", Hub("http://127.0.0.1:9"))
    with pytest.raises(DamagedModel):
        elsewhere.bring(CARD, stick)
    with pytest.raises(NotInstalled):
        elsewhere.open(CARD, Profile.HOME)


def test_what_is_exported_is_checked(hub: BadHub, shelf: ModelShelf, tmp_path: Path) -> None:
    folder = shelf.install(CARD)
    (folder / "model.safetensors").write_bytes(b"?" + WEIGHTS[1:])
    with pytest.raises(DamagedModel):
        shelf.export([CARD], tmp_path / "stick", with_files=True)
    assert shelf.export([CARD], tmp_path / "list", with_files=False).is_file()
    assert list(files_in(tmp_path / "list")) == [LIST_NAME]


def test_a_damaged_lock_is_said_and_nothing_is_trusted(hub: BadHub, shelf: ModelShelf) -> None:
    shelf.install(CARD)
    (shelf.folder / "lock.json").write_text('{"format": 1, "models": {"tiny": 3}}')
    with pytest.raises(DamagedModel, match="cannot be read"):
        shelf.open(CARD, Profile.HOME)


@pytest.mark.parametrize(
    ("licence", "profile", "runs"),
    [
        ("shop", Profile.SHOP, True),
        ("home", Profile.SHOP, False),
        ("research", Profile.SHOP, False),
        ("home", Profile.HOME, True),
        ("research", Profile.HOME, False),
        ("research", Profile.RESEARCH, True),
    ],
)
def test_the_licence_decides_where_a_model_runs(
    hub: BadHub, shelf: ModelShelf, licence: str, profile: Profile, runs: bool
) -> None:
    card = replace(CARD, licence_class=licence)
    shelf.install(card)
    if runs:
        assert shelf.open(card, profile).is_dir()
    else:
        with pytest.raises(NotAllowed):
            shelf.open(card, profile)
