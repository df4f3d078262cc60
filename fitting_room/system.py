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
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt needs on top to open a window on X11."""

DISPLAY_PACKAGES = ("xvfb", *X11_LIBRARIES.values())
"""Debian packages of an X server without a screen and of what Qt needs on it: tests open the window there as well."""


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


def install_command(missing: dict[str, str]) -> list[str] | None:
    """The command (without sudo) that installs what `missing_libraries` named, or None where we do not know it."""
    if shutil.which("apt-get"):
        return ["apt-get", "install", "-y", "--no-install-recommends", *dict.fromkeys(missing.values())]
    if shutil.which("dnf"):
        # dnf finds packages by the library they provide, so no second table of names is needed.
        return ["dnf", "install", "-y", *(f"{library}()(64bit)" for library in missing)]
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
