"""Settings survive: restarts, damage, newer versions and power cuts."""

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from fitting_room import settings as module
from fitting_room.domain.sentence import Sentence
from fitting_room.settings import (
    ClipFormat,
    ClipSettings,
    JpegQuality,
    Language,
    Mode,
    Places,
    Settings,
    Theme,
    WindowState,
    read_settings,
    write_settings,
)

CHOSEN = Settings(
    mode=Mode.STYLIST,
    language=Language.KOREAN,
    theme=Theme.HIGH_CONTRAST,
    text_scale=1.5,
    camera="Front camera",
    mirror_view=False,
    save_folder=Path("/photos/looks"),
    jpeg_quality=JpegQuality.SMALL,
    keep_history=True,
    reduced_motion=True,
    clip=ClipSettings("dance", "puppet", "final", 8.0, Path("/films"), ClipFormat.PICTURES),
    window=WindowState("AAAA", (200, 700, 320), "looks", Path("/photos/me.jpg")),
)


def test_what_was_chosen_is_there_the_next_time(tmp_path: Path) -> None:
    write_settings(CHOSEN, tmp_path / "new" / "settings.json")
    assert read_settings(tmp_path / "new" / "settings.json") == (CHOSEN, "")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["settings.json"]


def test_the_first_start_has_defaults_and_nothing_to_say(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.json") == (Settings(), "")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '"home"', '{"format": 1, "mode": "kiosk?"}', '{"format": 1, "mirror_view": "no"}',
     '{"format": 1, "text_scale": 9}', '{"format": 1, "text_scale": true}', '{"format": 1, "surprise": 1}',
     '{"format": 1, "jpeg_quality": 93}', '{"format": 1, "window": {"panels": ["wide"]}}', '{"format": 1, "window": 3}',
     '{"format": 1, "clip": {"seconds": 0}}', '{"format": 1, "clip": {"preset": "best"}}',
     "[" * 100_000],
)  # fmt: skip
def test_a_damaged_file_is_set_aside_in_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    settings, notice = read_settings(path)
    assert settings == Settings()
    assert notice.startswith("The settings could not be read")
    assert (tmp_path / "settings-damaged.json").read_text() == text
    assert not path.exists()


def test_bytes_that_are_no_text_are_damage_too(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(b"\xff\xfe\x00")
    assert "settings-damaged.json" in read_settings(tmp_path / "settings.json")[1]


def test_a_newer_file_is_kept_for_the_newer_program(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"format": module.FORMAT + 1, "mode": "hologram"}))
    settings, notice = read_settings(path)
    assert settings == Settings()
    assert isinstance(notice, Sentence)
    assert "newer" in notice
    assert (tmp_path / "settings-newer.json").exists()


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    write_settings(CHOSEN, path)

    def no_space(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "fsync", no_space)
    with pytest.raises(OSError, match="No space"):
        write_settings(Settings(), path)
    assert read_settings(path) == (CHOSEN, "")
    assert [each.name for each in tmp_path.iterdir()] == ["settings.json"]


def test_every_setting_has_a_check() -> None:
    assert set(module._SETTINGS) | set(module._PARTS) == {each.name for each in fields(Settings)}
    assert set(module._WINDOW) == {each.name for each in fields(WindowState)}
    assert set(module._CLIP) == {each.name for each in fields(ClipSettings)}


def test_impossible_settings_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="text_scale"):
        replace(Settings(), text_scale=0.5)


def test_one_variable_moves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(module.HOME_VARIABLE, str(tmp_path / "home"))
    places = Places.of_this_user()
    assert all(path.is_relative_to(tmp_path / "home") for path in (places.data, places.cache, places.log))
    assert places.pictures.is_relative_to(tmp_path / "home")
    places.make()
    assert places.log.is_dir()


def test_without_it_the_folders_are_those_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(module.HOME_VARIABLE, raising=False)
    places = Places.of_this_user()
    assert len({places.data, places.cache, places.log, places.pictures}) == 4
    assert all("itting" in str(path) for path in (places.data, places.cache, places.log, places.pictures))
