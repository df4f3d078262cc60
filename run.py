"""Everything from one file: `python3 run.py` opens the fitting room, `python3 run.py test` runs the tests.

Makes `.venv` beside this file, installs the fitting room into it once, and starts it. Any other arguments go to the
command line program: `python3 run.py try photo.jpg --top shirt.png -o look.png`. Standard library only; Linux, macOS
and Windows. Running it again is quick and needs no network.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
STAMP = VENV / "fitting-room.json"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
SUITABLE = ((3, 11), (3, 12))


class Stop(Exception):
    """Setting up cannot go on; the text says why and what to do."""


def main(arguments: list[str]) -> int:
    """Set up what is missing, then do what was asked."""
    if sys.version_info[:2] not in SUITABLE:
        return run_with_suitable_python(arguments)
    testing = arguments[:1] == ["test"]
    try:
        install_system_libraries()
        install(test=testing)
        if testing:
            install_virtual_display()
    except Stop as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    if testing:
        os.chdir(HERE)  # Where pytest looks for its tests.
        return start("pytest", *arguments[1:])
    if arguments[:1] == ["screenshots"]:
        os.chdir(HERE)
        return start("tools.screenshots", *arguments[1:])
    return start("fitting_room", *(arguments or first_pictures()))


def first_pictures() -> list[str]:
    """The window where there is a display; otherwise the same demo as files."""
    from fitting_room.system import has_display

    if has_display():
        return ["window"]
    say("There is no display, so the demo is rendered into files.")
    return ["demo", "-o", str(HERE / "out")]


def start(module: str, *arguments: str) -> int:
    """Run a module of the environment in place of this program, or where that cannot be, return its exit code."""
    command = [str(PYTHON), "-m", module, *arguments]
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(command[0], command)  # Signals then reach the program itself.
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 130


def run_with_suitable_python(arguments: list[str]) -> int:
    """Start this file again with Python 3.11 or 3.12."""
    for major, minor in SUITABLE:
        for command in ([f"python{major}.{minor}"], ["py", f"-{major}.{minor}"]):
            if works([*command, "-c", ""]):
                return subprocess.run([*command, str(HERE / "run.py"), *arguments], check=False).returncode
    if shutil.which("uv"):
        command = ["uv", "run", "--no-project", "--python", "3.11", "python"]
        return subprocess.run([*command, str(HERE / "run.py"), *arguments], check=False).returncode
    have = ".".join(map(str, sys.version_info[:3]))
    print(
        f"Fitting Room needs Python 3.11 or 3.12, and this is {have}. Install one of them from python.org or your "
        "package manager, then run this again.",
        file=sys.stderr,
    )
    return 1


def works(command: list[str]) -> bool:
    """Whether a program is there and succeeds: a launcher on PATH may stand for a Python that is not installed."""
    if not shutil.which(command[0]):
        return False
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


# --- setting up -------------------------------------------------------------------------------------------------------


def install_system_libraries() -> None:
    """Install the shared libraries that pip cannot bring, or name the command that does.

    Raises:
        Stop: Something is missing and cannot be installed from here.
    """
    from fitting_room import system

    missing = system.missing_libraries()
    if not missing:
        return
    names = ", ".join(missing)
    command = system.install_command(missing)
    if command is None:
        raise Stop(f"These system libraries are missing: {names}. Install the packages that provide them, then retry.")
    if not (system.is_root() and system.is_debian()):
        raise Stop(f"These system libraries are missing: {names}. Install them with:\n\n    sudo {' '.join(command)}\n")
    packages = tuple(dict.fromkeys(missing.values()))
    say(f"Installing system libraries: {' '.join(packages)}")
    apt_install(*packages)
    if system.missing_libraries():
        raise Stop(f"Installing the system libraries failed. Try it yourself:\n\n    {' '.join(command)}\n")


def install_virtual_display() -> None:
    """Install what the tests need to open the window under X, or name the command that does: they go on without it."""
    from fitting_room import system

    missing = system.missing_for_virtual_display()
    if missing and system.is_root() and system.is_debian():
        say(f"Installing a virtual display for the tests: {' '.join(missing.values())}")
        apt_install(*missing.values())
        missing = system.missing_for_virtual_display()
    if missing:
        command = system.install_command(missing)
        advice = f" Install it with:\n\n    sudo {' '.join(command)}\n" if command else ""
        say(f"The window is not tested under X, because this is missing: {', '.join(missing)}.{advice}")


def install(test: bool) -> None:
    """Make the environment and install the project into it, unless that has been done.

    Raises:
        Stop: The environment or a package could not be installed.
    """
    from fitting_room.system import nvidia_gpu

    wanted = {"test"} if test else set()
    if nvidia_gpu():
        wanted.add("gpu")
    stamp = read_stamp()
    # The folder counts too: an editable installation points to it, so a checkout that was moved is installed again.
    project = hashlib.sha256((HERE / "pyproject.toml").read_bytes() + str(HERE).encode()).hexdigest()
    current = PYTHON.exists() and stamp.get("project") == project
    if current and wanted <= set(stamp["extras"]):
        return
    extras = sorted(wanted | set(stamp.get("extras", ())))
    started = time.monotonic()
    say("Setting up the fitting room: about 1.4 GB, once. Later starts are quick and need no network.")
    make_environment()
    asked = [extras]
    if "gpu" in extras:
        # The window and the embedded engine must not depend on gigabytes that only some engines use.
        asked.append([extra for extra in extras if extra != "gpu"])
    if not any(install_packages(choice) for choice in asked):
        raise Stop(
            "Installing the Python packages failed; the reason stands above. Check the network and the free disk "
            "space (about 3 GB), then run this again."
        )
    STAMP.write_text(json.dumps({"project": project, "extras": extras}), encoding="utf-8")
    say(f"Set up in {time.monotonic() - started:.0f} s.")


def make_environment() -> None:
    """Create `.venv` with the Python that runs this file.

    Raises:
        Stop: The standard library's venv is missing or fails.
    """
    uv = shutil.which("uv")
    if PYTHON.exists() and works([str(PYTHON), "-c", "" if uv else "import pip"]):
        return
    if uv:
        command = [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)]
    else:
        command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode == 0:
        return
    # Debian splits venv out of Python.
    from fitting_room import system

    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not system.is_debian():
        raise Stop(f"Python could not make an environment in {VENV}:\n\n{made.stdout}{made.stderr}")
    if system.is_root():
        say(f"Installing {package}")
        apt_install(package)
        if works(command):
            return
    raise Stop(f"Python could not make an environment in {VENV}. Try:\n\n    sudo apt-get install -y {package}\n")


def apt_install(*packages: str) -> None:
    """Install Debian packages as root, without questions; what failed shows when the result is checked."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], install):
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)


def install_packages(extras: list[str]) -> bool:
    """Install the project, editable, with these extras; whether it worked."""
    project = str(HERE) + (f"[{','.join(extras)}]" if extras else "")
    environment = dict(os.environ)
    uv = shutil.which("uv")
    if uv:
        # uv does not read pip's settings; a folder of wheels given to pip is meant for it too.
        environment.setdefault("UV_FIND_LINKS", environment.get("PIP_FIND_LINKS", ""))
        if not environment["UV_FIND_LINKS"]:
            del environment["UV_FIND_LINKS"]
        command = [uv, "pip", "install", "--python", str(PYTHON), "--editable", project]
    else:
        command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-compile"]
        command += [] if sys.stdout.isatty() else ["--quiet"]
        command += ["--editable", project]
    return subprocess.run(command, env=environment, check=False).returncode == 0


def read_stamp() -> dict[str, Any]:
    """What the last successful installation put into the environment; empty when there was none."""
    try:
        stamp: dict[str, Any] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp


def say(sentence: str) -> None:
    """Tell the user what happens now."""
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
