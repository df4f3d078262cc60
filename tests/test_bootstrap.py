"""run.py and .ci/run: what they decide, without installing anything."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import PySide6
import pytest

from fitting_room import system

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = {"libEGL.so.1": "libegl1", "libGL.so.1": "libgl1"}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """run.py as a module, in a folder of its own."""
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Its annotations are looked up in sys.modules.
    monkeypatch.setitem(sys.modules, "run", module)
    spec.loader.exec_module(module)
    (tmp_path / "pyproject.toml").write_text("[project]")
    (tmp_path / ".venv/bin").mkdir(parents=True)
    monkeypatch.setattr(module, "HERE", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv/fitting-room.json")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv/bin/python")
    monkeypatch.setattr(system, "nvidia_gpu", lambda: None)
    return module


@pytest.fixture
def commands(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were started; all of them succeed, and making an environment makes its Python."""
    started: list[list[str]] = []

    def start(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        started.append([str(word) for word in command])
        if "venv" in command:
            run.PYTHON.write_text("")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", start)
    monkeypatch.setattr(run.shutil, "which", lambda name: None if name == "uv" else f"/usr/bin/{name}")
    return started


def test_the_first_run_installs_and_the_second_does_nothing(run: ModuleType, commands: list[list[str]]) -> None:
    run.install(test=False)
    assert any("pip" in command for command in commands)
    commands.clear()
    run.install(test=False)
    assert commands == []


def test_tests_add_what_they_need_and_keep_it(run: ModuleType, commands: list[list[str]]) -> None:
    run.install(test=False)
    run.install(test=True)
    assert commands[-1][-1].endswith("[test]")
    commands.clear()
    run.install(test=False)
    assert commands == []


def test_a_changed_project_or_a_moved_folder_is_installed_again(run: ModuleType, commands: list[list[str]]) -> None:
    run.install(test=True)
    commands.clear()
    (run.HERE / "pyproject.toml").write_text("[project]\n# changed")
    run.install(test=False)
    assert commands[-1][-1].endswith("[test]")


def test_an_nvidia_gpu_adds_the_gpu_extra_and_its_failure_is_not_fatal(
    run: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "nvidia_gpu", lambda: "NVIDIA H200")
    tried: list[list[str]] = []

    def install_packages(extras: list[str]) -> bool:
        tried.append(extras)
        return "gpu" not in extras

    monkeypatch.setattr(run, "install_packages", install_packages)
    run.install(test=True)
    assert tried == [["gpu", "test"], ["test"]]
    assert json.loads(run.STAMP.read_text())["extras"] == ["gpu", "test"]


def test_a_failed_installation_is_one_sentence_and_leaves_no_stamp(
    run: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "install_packages", lambda extras: False)
    with pytest.raises(run.Stop, match="network"):
        run.install(test=False)
    assert not run.STAMP.exists()


def test_uv_is_used_where_it_is_and_learns_of_pips_wheels(
    run: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    environments: list[dict[str, str]] = []
    start = subprocess.run

    def watch(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        environments.append(options.get("env") or {})
        return start(command, **options)

    monkeypatch.setattr(subprocess, "run", watch)
    monkeypatch.setattr(run.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setenv("PIP_FIND_LINKS", "/opt/wheels")
    monkeypatch.delenv("UV_FIND_LINKS", raising=False)
    run.install(test=False)
    assert commands[-1][:3] == ["/usr/bin/uv", "pip", "install"]
    assert environments[-1]["UV_FIND_LINKS"] == "/opt/wheels"


def test_missing_libraries_are_named_with_the_exact_command(
    run: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "missing_libraries", lambda: LIBRARIES)
    monkeypatch.setattr(system, "is_root", lambda: False)
    with pytest.raises(run.Stop, match=r"sudo apt-get install -y --no-install-recommends libegl1 libgl1"):
        run.install_system_libraries()
    assert commands == []


def test_root_on_debian_installs_them(
    run: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([LIBRARIES, {}])
    monkeypatch.setattr(system, "missing_libraries", lambda: next(answers))
    monkeypatch.setattr(system, "is_root", lambda: True)
    monkeypatch.setattr(system, "is_debian", lambda: True)
    run.install_system_libraries()
    assert commands[-1][0] == "apt-get"
    assert commands[-1][-2:] == ["libegl1", "libgl1"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_the_window_opens_where_there_is_a_display_and_pictures_are_rendered_elsewhere(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    assert run.first_pictures() == ["window"]
    monkeypatch.delenv("DISPLAY")
    assert run.first_pictures() == ["demo", "-o", str(run.HERE / "out")]


def test_an_unsuitable_python_is_one_sentence(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run.sys, "version_info", (3, 9, 18))
    monkeypatch.setattr(run.shutil, "which", lambda name: None)
    assert run.main([]) == 1
    said = capsys.readouterr().err
    assert "needs Python 3.11 or 3.12, and this is 3.9.18" in said
    assert said.count("\n") == 1


def test_an_unsuitable_python_hands_over_to_a_suitable_one(
    run: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run.sys, "version_info", (3, 13, 0))
    assert run.main(["doctor"]) == 0
    assert commands[-1] == ["python3.11", str(run.HERE / "run.py"), "doctor"]


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot replace a program by another")
def test_what_was_asked_takes_the_place_of_run_py(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    class Replaced(Exception):
        pass

    def replace(program: str, command: list[str]) -> None:
        raise Replaced(program, *command[1:])

    monkeypatch.setattr(os, "execv", replace)
    monkeypatch.setattr(run, "install_system_libraries", lambda: None)
    monkeypatch.setattr(run, "install", lambda test: None)
    for arguments, started in (
        (["test", "tests/ui"], ("-m", "pytest", "tests/ui")),
        (["try", "me.jpg", "--top", "t.png"], ("-m", "fitting_room", "try", "me.jpg", "--top", "t.png")),
    ):
        with pytest.raises(Replaced) as replaced:
            run.main(arguments)
        assert replaced.value.args == (str(run.PYTHON), *started)


def test_a_virtual_display_is_installed_for_tests_by_root_on_debian(
    run: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([{"Xvfb": "xvfb", "libxcb-cursor.so.0": "libxcb-cursor0"}, {}])
    monkeypatch.setattr(system, "missing_for_virtual_display", lambda: next(answers))
    monkeypatch.setattr(system, "is_root", lambda: True)
    monkeypatch.setattr(system, "is_debian", lambda: True)
    run.install_virtual_display()
    assert commands[-1][:2] == ["apt-get", "install"]
    assert commands[-1][-2:] == ["xvfb", "libxcb-cursor0"]


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "sudo apt-get install -y --no-install-recommends xvfb libxcb-cursor0"),
        ("dnf", "sudo dnf install -y /usr/bin/Xvfb libxcb-cursor.so.0()(64bit)"),
    ],
)
def test_tests_go_on_without_a_virtual_display_and_say_how_to_get_one(
    run: ModuleType,
    commands: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    manager: str,
    command: str,
) -> None:
    missing = {"Xvfb": "xvfb", "libxcb-cursor.so.0": "libxcb-cursor0"}
    monkeypatch.setattr(system, "missing_for_virtual_display", lambda: missing)
    monkeypatch.setattr(system, "is_root", lambda: False)
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}" if name == manager else None)
    run.install_virtual_display()
    assert commands == []
    assert command in capsys.readouterr().out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Qt has this plugin on Linux only")
def test_the_table_of_x_libraries_is_complete() -> None:
    """Whatever of X the plugin is linked to: on a bare machine nothing else has brought it along."""
    qt = Path(PySide6.__file__).parent / "Qt"
    linked: set[str] = set()
    for binary in (qt / "plugins/platforms/libqxcb.so", qt / "lib/libQt6XcbQpa.so.6"):
        linked |= {name.decode() for name in re.findall(rb"\0(lib(?:X|xcb|xkb)[\w-]+\.so\.\d+)\0", binary.read_bytes())}
    assert linked
    assert linked <= system.X11_LIBRARIES.keys() | system.LIBRARIES.keys()


def test_the_library_table_matches_this_machine() -> None:
    """Every library in the table is one that the packages here really load, so none of them may be missing."""
    assert system.missing_libraries() == {}


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_the_check_can_be_started() -> None:
    assert os.access(ROOT / ".ci/run", os.X_OK)
