"""What this machine has: shared libraries, a display, an NVIDIA GPU. Standard library only, because run.py uses it."""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libbrotlidec.so.1": "libbrotli1",
}
"""Shared libraries that OpenCV, MediaPipe and Qt need on Linux even without a display -> Debian package."""

X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt needs on top to open a window on X11."""

VIRTUAL_DISPLAY = {"Xvfb": "xvfb"}
"""The program that is an X server without a screen -> Debian package. Only tests need it."""


def has_display() -> bool:
    """Whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_libraries() -> dict[str, str]:
    """Shared libraries that are needed here and cannot be loaded -> the Debian package that has them."""
    if not sys.platform.startswith("linux"):
        return {}
    needed = LIBRARIES | (X11_LIBRARIES if os.environ.get("DISPLAY") else {})
    return {library: package for library, package in needed.items() if not _loads(library)}


def missing_for_virtual_display() -> dict[str, str]:
    """What a window on an X server without a screen needs and is not here -> the Debian package that has it."""
    if not sys.platform.startswith("linux"):
        return {}
    programs = {program: package for program, package in VIRTUAL_DISPLAY.items() if not shutil.which(program)}
    return programs | {library: package for library, package in X11_LIBRARIES.items() if not _loads(library)}


def install_command(missing: dict[str, str]) -> list[str] | None:
    """The command (without sudo) that installs what was named as missing, or None where we do not know it."""
    if shutil.which("apt-get"):
        return ["apt-get", "install", "-y", "--no-install-recommends", *dict.fromkeys(missing.values())]
    if shutil.which("dnf"):
        # dnf finds packages by what they provide, so no second table of names is needed.
        provided = (f"{name}()(64bit)" if ".so." in name else f"/usr/bin/{name}" for name in missing)
        return ["dnf", "install", "-y", *provided]
    return None


def nvidia_gpu() -> str | None:
    """Name of the first NVIDIA GPU whose driver answers, or None."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return None
    try:
        answer = subprocess.run(
            [program, "--query-gpu=name", "--format=csv,noheader"],
            capture_output=True, text=True, timeout=20, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    lines = answer.stdout.splitlines()
    return lines[0].strip() if lines else None


def is_root() -> bool:
    """Whether packages can be installed without asking for a password."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def is_debian() -> bool:
    """Whether this is Debian, Ubuntu or one of their children."""
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
